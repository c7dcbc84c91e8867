"""Sends a question on, in the very words that the person has seen. Stored first, mailed by a worker, tried again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

import structlog
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.mails.send import send
from accounts.models import User
from benefits.models import Contact
from branding.house import current_house
from chat.citations import without_markers
from chat.handover.inbox import from_whom, reply_link
from chat.models import MOST_ATTEMPTS, Answer, HandOver
from chat.pipeline.limits import TooMany
from tenants.events import Kind, track

AN_HOUR, A_DAY = 5, 15
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Recipient:
    key: str
    category: str
    name: str
    email: str

    @property
    def label(self) -> str:
        """The name is HR's to choose; the address says who reads it."""
        return f"{self.name} ({self.email})"


def recipients() -> list[Recipient]:
    """Return to whom a question can go by mail, the HR team first."""
    rows = [row for row in Contact.objects.all() if row.email]
    found = [Recipient(str(row.pk), row.role, row.name, row.email) for row in rows]
    if not any(one.category == Contact.Role.HR for one in found):
        found += _own_hr()
    return sorted(found, key=lambda one: one.category != Contact.Role.HR)


def first_words(answer: Answer, *, with_answer: bool) -> str:
    """Return what is proposed to be sent, for the person to change."""
    question = answer.question.text
    if not with_answer or not answer.text:
        return question
    said = _("The assistant answered:")
    return f"{question}\n\n{said}\n{without_markers(answer.text)}"


def hand_over(
    answer: Answer, text: str, *, to: Recipient, is_named: bool, is_masked: bool, page_token: UUID, now: datetime
) -> HandOver:
    """Store what is to be sent; the same page's is stored once. Raises TooMany."""
    user = answer.question.conversation.user
    token = uuid5(page_token, f"{user.pk} {answer.pk}")
    with transaction.atomic(durable=True):
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        earlier = HandOver.objects.of(user).filter(token=token).first()
        if earlier:
            return earlier
        _check_pace(user, now)
        if to.category != Contact.Role.HR:
            # HR reads what it is sent, with who sent it: beside a sum of all, the rest would be told exactly.
            track(Kind.HAND_OVER, "carrier", person=user)
        return HandOver.objects.create(
            user=user,
            conversation=answer.question.conversation,
            answer=answer,
            token=token,
            text=text,
            is_named=is_named,
            is_masked=is_masked,
            category=to.category,
            recipient=to.name,
            recipient_email=to.email,
            language=answer.question.language,
            created_at=now,
        )


def deliver(handover_id: UUID, *, now: datetime) -> bool:
    """Mail it; False if that could not be done now. A second run while one is at it does nothing."""
    free = HandOver.objects.filter(pk=handover_id, state=HandOver.State.WAITING)
    free = free.exclude(tried_at__gt=now - timedelta(seconds=30))
    if not free.update(tried_at=now, attempts=F("attempts") + 1):
        return True
    row = HandOver.objects.select_related("user").get(pk=handover_id)
    told = {"from_whom": from_whom(row), "text": row.text, "link": reply_link(row)}
    try:
        is_sent = send("handover", to=row.recipient_email, language="en", **told)
    except OSError as trouble:
        # smtplib's errors are OSErrors too.
        log.warning("handover_not_sent", handover=str(row.pk), reason=type(trouble).__name__)
        if row.attempts >= MOST_ATTEMPTS:
            HandOver.objects.filter(pk=row.pk).update(state=HandOver.State.FAILED)
        return False
    if not is_sent:
        # Mails to that address come back: the person is told, and can choose another.
        HandOver.objects.filter(pk=row.pk).update(state=HandOver.State.FAILED)
        return True
    HandOver.objects.filter(pk=row.pk).update(state=HandOver.State.SENT, sent_at=now)
    log.info("handover_sent", handover=str(row.pk), category=row.category)
    return True


def try_again(row: HandOver) -> bool:
    """Let one that failed be sent anew; False if it has not failed."""
    failed = HandOver.objects.filter(pk=row.pk, state=HandOver.State.FAILED)
    return bool(failed.update(state=HandOver.State.WAITING, attempts=0, tried_at=None))


def _own_hr() -> list[Recipient]:
    """Return the client's own HR where no contact of theirs can be mailed: the help address, or an HR admin."""
    address = current_house().help_email
    if not address:
        admin = User.objects.filter(role=User.Role.HR_ADMIN, is_active=True).order_by("created_at").first()
        address = admin.email if admin else ""
    return [Recipient("hr", Contact.Role.HR, str(Contact.Role.HR.label), address)] if address else []


def _check_pace(user: User, now: datetime) -> None:
    own = HandOver.objects.of(user)
    if own.filter(created_at__gt=now - timedelta(hours=1)).count() >= AN_HOUR:
        raise TooMany(_("You have sent %(most)d questions in an hour. Send the next one later.") % {"most": AN_HOUR})
    if own.filter(created_at__gt=now - timedelta(days=1)).count() >= A_DAY:
        raise TooMany(_("You have sent %(most)d questions in a day. Send the next one tomorrow.") % {"most": A_DAY})
