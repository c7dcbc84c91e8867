"""Webhooks: what happens is written down for every address, signed as Standard Webhooks are, and sent until it arrives.

A delivery is a row; a message lost in the queue is found by the look that comes round every minute. The receiver knows
a message that comes twice by its `webhook-id`.
"""

import base64
import hmac
import json
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit
from uuid import uuid4

import httpx2
import structlog
from cryptography.fernet import InvalidToken
from django.db import transaction
from django.utils import timezone

from accounts.mails.letters import Letter, send_letter
from accounts.models import User
from platform_admin.alerts.addresses import WHY, AddressRefused, pinned
from platform_admin.models import Webhook, WebhookDelivery
from tenants.links import platform_url
from tenants.roles import OPERATOR
from tenants.sealed import seal, unseal

# After each attempt that failed, until it is given up: half a day in all.
WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=9))
DISABLED_AFTER = 5  # given up in a row
KEPT = timedelta(days=30)
AT_ONCE = 50
_SECONDS = 10
TIMEOUT = httpx2.Timeout(_SECONDS, connect=5)
SECRET_BYTES, BEGINNING = 32, "whsec_"
_OK = range(200, 300)
State = WebhookDelivery.State
log = structlog.get_logger(__name__)


def make_webhook(*, name: str, url: str, by: User | None) -> tuple[Webhook, str]:
    """Return the webhook and its secret, which is shown once."""
    secret = f"{BEGINNING}{base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()}"
    webhook = Webhook(id=uuid4(), name=name, url=url, made_by=by)
    webhook.sealed_secret = seal(_words(webhook), secret.encode()).decode()
    webhook.save()
    return webhook, secret


def announce(event: str, data: dict[str, object]) -> None:
    """Have every webhook that is in use told of it, once what happened is committed."""
    tell(list(Webhook.objects.filter(disabled_at__isnull=True)), event, data)


def tell(webhooks: list[Webhook], event: str, data: dict[str, object]) -> None:
    now = timezone.now()
    body = json.dumps({"type": event, "timestamp": now.isoformat(), "data": data}, ensure_ascii=False)
    WebhookDelivery.objects.bulk_create(
        [WebhookDelivery(webhook=webhook, event=event, body=body, next_at=now) for webhook in webhooks]
    )


def send_due(now: datetime) -> int:
    """Send what is due; return how many messages were tried. Each is held while it is sent, so none goes twice."""
    due = WebhookDelivery.objects.filter(state=State.WAITING, next_at__lte=now, webhook__disabled_at__isnull=True)
    keys = list(due.order_by("next_at").values_list("pk", flat=True)[:AT_ONCE])
    tried = sum(_claim_and_send(pk, now) for pk in keys)
    WebhookDelivery.objects.filter(created_at__lt=now - KEPT).delete()
    return tried


def signature(secret: str, message_id: object, timestamp: int, body: str) -> str:
    """Return what stands in `webhook-signature`: v1 and the HMAC of id, time and body in base64."""
    key = base64.b64decode(secret.removeprefix(BEGINNING))
    signed = hmac.digest(key, f"{message_id}.{timestamp}.{body}".encode(), sha256)
    return f"v1,{base64.b64encode(signed).decode()}"


def secret_of(webhook: Webhook) -> str:
    return unseal(_words(webhook), webhook.sealed_secret).decode()


def _claim_and_send(pk: object, now: datetime) -> bool:
    # Put off while it is under way: a worker that is killed leaves it to be tried again, another finds nothing due.
    claimed = WebhookDelivery.objects.filter(pk=pk, state=State.WAITING, next_at__lte=now).update(
        next_at=now + WAITS[0]
    )
    if not claimed:
        return False
    delivery = WebhookDelivery.objects.select_related("webhook").get(pk=pk)
    status_code, trouble = _post(delivery, now)
    delivery.attempts += 1
    delivery.status_code, delivery.trouble = status_code, trouble
    if not trouble:
        delivery.state = State.DELIVERED
    elif delivery.attempts > len(WAITS):
        delivery.state = State.GIVEN_UP
    else:
        delivery.next_at = now + WAITS[delivery.attempts - 1]
    delivery.save()
    _count(delivery)
    return True


def _post(delivery: WebhookDelivery, now: datetime) -> tuple[int | None, str]:
    """Return the status of the answer, if there was one, and what went wrong as a code, "" for nothing."""
    try:
        url, host = pinned(delivery.webhook.url)
    except AddressRefused as refused:
        return None, f"address_{refused}"
    try:
        secret = secret_of(delivery.webhook)
    except InvalidToken:
        # Under another SECRET_KEY: a new webhook has a secret that can be read.
        return None, "secret_lost"
    timestamp = int(now.timestamp())
    headers = {
        "Host": _named(host, urlsplit(delivery.webhook.url).port),
        "Content-Type": "application/json",
        "User-Agent": "benefits-assistant",
        "webhook-id": str(delivery.pk),
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(secret, delivery.pk, timestamp, delivery.body),
    }
    try:
        # No environment: a proxy named there would resolve the name anew. The answer's body is nobody's to read.
        with (
            httpx2.Client(timeout=TIMEOUT, follow_redirects=False, trust_env=False) as line,
            line.stream(
                "POST",
                url,
                content=delivery.body.encode(),
                headers=headers,
                extensions={"sni_hostname": host},
            ) as answer,
        ):
            return answer.status_code, "" if answer.status_code in _OK else f"status_{answer.status_code}"
    except httpx2.TimeoutException:
        return None, "timeout"
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        # Also what cannot be written as a request: it must not hold up what waits behind it.
        return None, type(error).__name__


def _named(host: str, port: int | None) -> str:
    place = f"[{host}]" if ":" in host else host
    return place if port is None else f"{place}:{port}"


def trouble_in_words(trouble: str) -> str:
    """Return what a delivery's code says, and what would do; "" for nothing wrong."""
    if not trouble:
        return ""
    kind, _, rest = trouble.partition("_")
    if kind == "address":
        return WHY[rest]
    if kind == "status":
        return f"It answered {rest}; a receiver has to answer with 2xx itself, without sending on."
    if trouble == "timeout":
        return f"It did not answer within {_SECONDS} seconds."
    if trouble == "secret_lost":
        return "Its secret cannot be read any more. Remove it and add it anew."
    return "It could not be reached, or the line broke. See whether the receiver runs and its certificate is valid."


def _count(delivery: WebhookDelivery) -> None:
    webhook = delivery.webhook
    if delivery.state == State.DELIVERED:
        Webhook.objects.filter(pk=webhook.pk).update(failures=0)
    if delivery.state != State.GIVEN_UP:
        return
    log.warning("webhook_given_up", webhook=str(webhook.pk), trouble=delivery.trouble)
    with transaction.atomic():
        webhook = Webhook.objects.select_for_update(of=("self",)).get(pk=webhook.pk)
        webhook.failures += 1
        is_over = webhook.failures >= DISABLED_AFTER and webhook.disabled_at is None
        if is_over:
            webhook.disabled_at = timezone.now()
        webhook.save(update_fields=["failures", "disabled_at"])
    if is_over:
        _tell_disabled(webhook, delivery.trouble)


def _tell_disabled(webhook: Webhook, trouble: str) -> None:
    people = User.objects.filter(role=OPERATOR, is_active=True).values_list("email", flat=True)
    letter = Letter(
        subject=f"Webhook switched off: {webhook.name}",
        paragraphs=(
            f"{DISABLED_AFTER} messages in a row did not reach the webhook {webhook.name} ({trouble}). It is told"
            " nothing any more. Once its address answers, switch it on again.",
        ),
        why="You get this mail because you are an operator of the benefits platform.",
        link=platform_url("/platform-admin/webhooks/"),
        label="See the webhooks",
    )
    try:
        for address in people:
            send_letter("webhook_off", letter, to=address)
    except OSError:
        log.exception("webhook_not_mailed", webhook=str(webhook.pk))


def _words(webhook: Webhook) -> str:
    return f"webhook {webhook.pk}"
