"""What employees have sent on, as whoever got it reads it; and the reply, which lands in the person's conversation.

HR reads what went to the HR team and nothing else. A carrier has no account: the link in its mail opens this one text.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.urls import reverse

from accounts.mails.send import send
from accounts.models import User
from benefits.models import Contact
from chat.models import HandOver, HandOverQuerySet
from tenants.audit.log import record
from tenants.keys import client_signer
from tenants.links import absolute_url

LINK_WORKS = timedelta(days=60)


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
        pk = UUID(_signer().unsign(key, max_age=LINK_WORKS))
    except (signing.BadSignature, ValueError):
        return None
    return HandOver.objects.exclude(category=Contact.Role.HR).select_related("user").filter(pk=pk).first()


def reply(row: HandOver, text: str, *, by: User | None, now: datetime) -> bool:
    """Put the reply into the person's conversation; False if there is one."""
    with transaction.atomic():
        waiting = HandOver.objects.filter(pk=row.pk, replied_at__isnull=True)
        if not waiting.update(reply=text, replied_by=by, replied_at=now):
            return False
        record("handover.replied", actor=by, subject=row, category=row.category)
    return True


def mail_reply(handover_id: UUID) -> None:
    """Mail the person that there is a reply, with a link and without a word of it."""
    row = HandOver.objects.select_related("user").filter(pk=handover_id, replied_at__isnull=False).first()
    if row is None or not row.user.is_active:
        return
    path = reverse("chat:conversation", args=[row.conversation_id])
    anchor = f"#answer-{row.answer_id}" if row.answer_id else ""
    send("replied", to=row.user.email, language=row.user.language, link=absolute_url(f"{path}{anchor}"))


def _signer() -> signing.TimestampSigner:
    return client_signer("handover-reply")
