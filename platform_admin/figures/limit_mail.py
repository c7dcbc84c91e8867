"""The mail that tells a client's owner, once, that most or all of a limit is used, and what that means."""

from datetime import date

import structlog
from django.db import transaction

from accounts.mails.letters import Letter, send_letter
from platform_admin.contacts import contacts_of
from platform_admin.figures.rooms import rooms_of
from platform_admin.models import LimitNotice
from tenants.audit.log import record
from tenants.limits import LIMIT_NAMES, MORE, Limit, Room
from tenants.links import absolute_url
from tenants.models import Client

_BY_THE_MONTH = {Limit.TOKENS, Limit.OCR_PAGES}
_AT_THE_END = {
    Limit.PEOPLE: "Nobody loses access. Once all are used, nobody else can be invited.",
    Limit.DOCUMENTS: "What is here stays and answers on. Once all are used, no further document is taken in.",
    Limit.TOKENS: "Once all are used, questions are still answered, with sentences of your documents instead of a "
    "language model, until the month ends.",
    Limit.OCR_PAGES: "Once all are used, files that are pictures of text wait for the next month, and pages that have "
    "text beside pictures are found by their text. Copies of such files with their text as text are read at once.",
}
Level = LimitNotice.Level
log = structlog.get_logger(__name__)


def tell_of_limits(client: Client, today: date) -> None:
    """Mail what has not been told yet; in the platform's scope. What could not be mailed is tried again next time."""
    for room in rooms_of(client, today):
        month = f"{today:%Y-%m}" if room.name in _BY_THE_MONTH else ""
        if not room.is_nearly_full:
            # There is room again: the next time it is told anew.
            LimitNotice.objects.filter(client=client, limit=room.name, month=month).delete()
            continue
        level = Level.FULL if room.is_full else Level.NEARLY_FULL
        try:
            _tell_once(client, room, level, month)
        except OSError:
            log.exception("limit_not_mailed", client=str(client.pk), limit=room.name)


def _tell_once(client: Client, room: Room, level: Level, month: str) -> None:
    with transaction.atomic():
        # Taken back with the transaction if the mail does not go.
        _, is_new = LimitNotice.objects.get_or_create(client=client, limit=room.name, level=level, month=month)
        if is_new:
            record("client.limit_told", actor=None, subject=client, limit=room.name, level=level, used=room.used)
            for contact in contacts_of(client):
                send_letter("limit", _letter(client, room, level, name=contact.name), to=contact.email)


def _subject(client: Client, room: Room, level: Level) -> str:
    how_much = "are all used" if level == Level.FULL else "are nearly all used"
    return f"{client.name}: {LIMIT_NAMES[room.name].lower()} {how_much}"


def _letter(client: Client, room: Room, level: Level, *, name: str) -> Letter:
    return Letter(
        subject=_subject(client, room, level),
        paragraphs=(
            f"{LIMIT_NAMES[room.name]}: {room.used:,} of {room.limit:,} are used.",
            _AT_THE_END[room.name],
            MORE,
        ),
        why=f"You get this mail because you run this assistant for {client.name}. It is sent once for each limit.",
        name=name,
        link=absolute_url("/hr/", host=client.primary_host()),
        label="Open your pages",
    )
