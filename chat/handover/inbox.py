"""What employees have sent on, as whoever got it reads it; and the reply, which lands in the person's conversation.

HR reads what went to the HR team and nothing else. A carrier has no account: the link in its mail opens this one text.
"""

from datetime import datetime
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.urls import reverse

from accounts.mails.send import send
from accounts.models import User
from benefits.models import Contact
from chat.branches import address_of
from chat.models import REPLY_AWAITED, Conversation, HandOver, HandOverQuerySet
from tenants.audit.log import record
from tenants.keys import client_signer
from tenants.links import absolute_url


def for_hr() -> HandOverQuerySet:
    return HandOver.objects.filter(category=Contact.Role.HR, state=HandOver.State.SENT)


def replies_due() -> bool:
    return for_hr().filter(replied_at__isnull=True).exists()


def from_whom(row: HandOver) -> str:
    return f"{row.user.name} ({row.user.email})" if row.is_named else "Somebody who gives no name"


def reply_link(row: HandOver) -> str:
    """Return where whoever got it replies: HR signs in; others have a link that opens this text alone."""
    if row.category == Contact.Role.HR:
        return absolute_url(reverse("chat:handover", args=[row.pk]))
    return absolute_url(reverse("chat:handover_reply", args=[_signer().sign(str(row.pk))]))


def opened_by(key: str) -> HandOver | None:
    """Return what a link opens; None for one that is no good or too old."""
    try:
        pk = UUID(_signer().unsign(key, max_age=REPLY_AWAITED))
    except (signing.BadSignature, ValueError):
        return None
    return HandOver.objects.exclude(category=Contact.Role.HR).select_related("user").filter(pk=pk).first()


def reply(row: HandOver, text: str, *, by: User | None, now: datetime) -> bool:
    """Put the reply into the person's conversation, as something that is said in it; False if there is one."""
    with transaction.atomic():
        waiting = HandOver.objects.filter(pk=row.pk, replied_at__isnull=True)
        if not waiting.update(reply=text, replied_by=by, replied_at=now):
            return False
        Conversation.objects.filter(pk=row.conversation_id, updated_at__lt=now).update(updated_at=now)
        record("handover.replied", actor=by, subject=row, category=row.category)
    return True


def mail_reply(handover_id: UUID) -> None:
    """Mail the person that there is a reply, with a link and without a word of it."""
    rows = HandOver.objects.select_related("user", "answer__question__conversation")
    row = rows.filter(pk=handover_id, replied_at__isnull=False).first()
    if row is None or not row.user.is_active:
        return
    send("replied", to=row.user.email, language=row.user.language, link=absolute_url(place_of(row)))


def place_of(row: HandOver) -> str:
    """Return the address of the turn that shows what was sent and the reply: attempts come and go, the question stays,
    on whichever branch."""
    if row.answer is None:
        return reverse("chat:conversation", args=[row.conversation_id])
    question = row.answer.question
    return f"{address_of(question)}#turn-{question.pk}"


def _signer() -> signing.TimestampSigner:
    return client_signer("handover-reply")
