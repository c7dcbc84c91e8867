"""What is done on the page of a domain or sender, the same for HR and for operators; each act says what came of it.

In the platform's scope. Who presses is told apart by `told` alone, which writes the act down.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from platform_admin.domains.claims import DomainRefused, Told, make_primary, remove_claim
from platform_admin.domains.mails import send_records as send_domain_records
from platform_admin.senders.mails import send_records as send_sender_records
from platform_admin.tasks import check_domain, check_sender
from tenants.domains.claim import Claim
from tenants.domains.models import DomainClaim
from tenants.keys import platform_key
from tenants.redis import redis

PAUSE = timedelta(seconds=15)
MAILS_A_DAY = 10
_LOOK_UP = {"domain": check_domain, "sender": check_sender}
_SEND = {"domain": send_domain_records, "sender": send_sender_records}
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Said:
    sentence: str
    is_refusal: bool = False


def queue_check(claim: Claim, now: datetime) -> bool:
    """Have it looked up now; False if the queue is down, and it is as soon as that is back."""
    if not claim.begin_check(now):
        return True
    try:
        _LOOK_UP[claim.acts].delay_on_commit(str(claim.pk))
    except OperationalError:
        log.warning(f"{claim.acts}_check_not_queued", claim=str(claim.pk))
        type(claim).objects.filter(pk=claim.pk).update(checking_since=None, next_check_at=now)
        return False
    return True


def check_now(claim: Claim, told: Told) -> Said:
    now = timezone.now()
    if claim.is_being_checked(now):
        return Said(f"{claim.shown} is being looked up.")
    if claim.checked_at is not None and now - claim.checked_at < PAUSE:
        return Said(f"{claim.shown} was looked up a moment ago. Try again in {PAUSE.seconds} seconds.", is_refusal=True)
    told(f"{claim.acts}.checked", **claim.named)
    if not queue_check(claim, now):
        return Said("The queue cannot be reached. It is looked up as soon as that is back.", is_refusal=True)
    return Said(f"{claim.shown} is being looked up. What was found stands below within half a minute.")


def mail_records(claim: Claim, told: Told, *, to: str, asked_by: str) -> Said:
    if not _may_mail(claim):
        sentence = f"{MAILS_A_DAY} such mails were sent today, which is the most. Copy the records, or try tomorrow."
        return Said(sentence, is_refusal=True)
    try:
        with transaction.atomic():
            told(f"{claim.acts}.records_mailed", **claim.named, to=to)
            _SEND[claim.acts](claim, to=to, asked_by=asked_by)
    except OSError:
        log.exception(f"{claim.acts}_records_not_mailed", claim=str(claim.pk))
        return Said("The mail could not be sent. Copy the records instead, or try again later.", is_refusal=True)
    return Said(f"The records are on their way to {to}.")


def choose_primary(claim: DomainClaim, told: Told) -> Said:
    try:
        make_primary(claim, told=told)
    except DomainRefused as refused:
        return Said(str(refused), is_refusal=True)
    return Said(f"Links and mails name {claim.shown} from now on. Everybody signs in there once more.")


def remove(claim: DomainClaim, told: Told) -> Said:
    remove_claim(claim, told=told)
    return Said(f"{claim.shown} is removed. You can delete its DNS records.")


def _may_mail(claim: Claim) -> bool:
    """Count one more mail of the client's today; without Redis nobody is refused."""
    key = platform_key("domain-mails", claim.client_id, timezone.now().date())
    try:
        with redis().pipeline(transaction=False) as pipe:
            pipe.incr(key)
            pipe.expire(key, timedelta(days=1))
            return pipe.execute()[0] <= MAILS_A_DAY
    except RedisError:
        log.warning("domain_mails_not_counted", claim=str(claim.pk))
        return True
