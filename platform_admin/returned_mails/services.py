"""What mail services tell of mails that came back, each in its own words and with its own proof that it is they."""

import base64
import binascii
import hmac
import json
import time
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from django.conf import settings

from accounts.mails.returned import Report
from accounts.models import AddressTrouble
from platform_admin.returned_mails import sns

Kind = AddressTrouble.Kind
TOLERANCE_SECONDS = 300
MOST_REPORTS = 100  # in one message


class NotTheService(ValueError):
    """The message is not from the mail service, or cannot be read."""


def reports(service: str, body: bytes, headers: Mapping[str, str]) -> list[Report]:
    """Return what is told of addresses; nothing for a message of another kind. Raises NotTheService."""
    told = _SERVICES[service](body, headers)
    return [report for report in told if report.token and report.address][:MOST_REPORTS]


def services() -> frozenset[str]:
    return frozenset(_SERVICES)


def _signed(body: bytes, headers: Mapping[str, str]) -> Iterator[Report]:
    """Ours, for services without a form of their own here: HMAC-SHA256 over the time, a dot and the body."""
    sent_at, signature = headers.get("X-Mail-Timestamp", ""), headers.get("X-Mail-Signature", "")
    is_time = sent_at.isascii() and sent_at.isdigit() and len(sent_at) < 12
    if not is_time or abs(time.time() - int(sent_at)) > TOLERANCE_SECONDS:
        raise NotTheService("The time of the message is missing or too far from now.")
    expected = hmac.digest(settings.MAIL_EVENTS_SECRET.encode(), f"{sent_at}.".encode() + body, sha256).hex()
    if not hmac.compare_digest(expected.encode(), signature.encode()):
        raise NotTheService("The signature does not fit.")
    for event in _listed(_object(body).get("events")):
        kind = _text(event.get("type"))
        if kind in Kind.values:
            yield Report(_text(event.get("id")), _text(event.get("token")), _text(event.get("address")), kind)


def _postmark(body: bytes, headers: Mapping[str, str]) -> Iterator[Report]:
    _check_password(headers.get("Authorization", ""))
    event = _object(body)
    kind = {"Bounce": Kind.SOFT, "SpamComplaint": Kind.COMPLAINT}.get(_text(event.get("RecordType")))
    if kind is None:
        return
    if event.get("Type") in ("HardBounce", "BadEmailAddress"):
        kind = Kind.HARD
    token = _text(_dict(event.get("Metadata")).get("mail"))
    yield Report(f"postmark-{_text(event.get('ID'))}", token, _text(event.get("Email")), kind)


def _ses(body: bytes, headers: Mapping[str, str]) -> Iterator[Report]:
    try:
        message = sns.read(_object(body), topic=settings.MAIL_EVENTS_SECRET)
    except sns.NotSigned as error:
        raise NotTheService(str(error)) from error
    if not message:
        return
    event = _object(message.encode())
    token = next(
        (
            _text(one.get("value"))
            for one in _listed(_dict(event.get("mail")).get("headers"))
            if _text(one.get("name")).lower() == "x-mail-token"
        ),
        "",
    )
    told, what = _text(event.get("notificationType") or event.get("eventType")), {}
    if told == "Bounce":
        what, people = _dict(event.get("bounce")), "bouncedRecipients"
        kind = Kind.HARD if what.get("bounceType") == "Permanent" else Kind.SOFT
    elif told == "Complaint":
        what, people, kind = _dict(event.get("complaint")), "complainedRecipients", Kind.COMPLAINT
    else:
        return
    for number, one in enumerate(_listed(what.get(people))):
        yield Report(f"ses-{_text(what.get('feedbackId'))}-{number}", token, _text(one.get("emailAddress")), kind)


_SERVICES: dict[str, Callable[[bytes, Mapping[str, str]], Iterator[Report]]] = {
    "signed": _signed,
    "postmark": _postmark,
    "ses": _ses,
}


def _check_password(header: str) -> None:
    scheme, _, given = header.partition(" ")
    try:
        _name, _, password = base64.b64decode(given, validate=True).partition(b":")
    except (binascii.Error, ValueError):
        password = b""
    if scheme.lower() != "basic" or not hmac.compare_digest(password, settings.MAIL_EVENTS_SECRET.encode()):
        raise NotTheService("The password does not fit.")


def _object(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotTheService("The message is not JSON.") from error
    if not isinstance(told, dict):
        raise NotTheService("The message is not a JSON object.")
    return told


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _listed(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(value: object) -> str:
    return str(value)[:500] if isinstance(value, str | int) and not isinstance(value, bool) else ""
