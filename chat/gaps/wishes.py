"""Who wants to be told once HR has answered: theirs to say and to take back, and nobody else's to see."""

from datetime import datetime
from uuid import UUID

from django.urls import reverse

from accounts.mails.choices import choose, wants
from accounts.mails.kinds import mail_kind
from accounts.mails.send import send
from accounts.models import User
from benefits.audience import meant_for_just
from chat.gaps.collect import is_countable, note
from chat.gaps.sources import reason_of
from chat.models import Answer, GapWish, OfficialAnswer
from chat.pipeline.official import official_answer
from chat.pipeline.route import choose_way
from chat.pipeline.scope import Scope
from chat.pipeline.understand import understand
from tenants.clock import today
from tenants.links import absolute_url


def wish(answer: Answer, *, now: datetime) -> GapWish | None:
    """Note that the person wants to be told; None where nothing can be noted."""
    reason = reason_of(answer)
    if not reason or not is_countable(answer.question):
        return None
    gap = note(answer.question, reason, now=now)
    if gap is None:
        return None
    user = answer.question.conversation.user
    row, _ = GapWish.objects.get_or_create(gap=gap, user=user, defaults={"answer": answer})
    kind = mail_kind("told")
    if not wants(user, kind):
        # Who has stopped these mails and wishes for one wants them again.
        choose(user, kind, is_wanted=True)
    return row


def take_back(answer: Answer) -> None:
    GapWish.objects.filter(answer=answer, user=answer.question.conversation.user, told_at__isnull=True).delete()


def tell_wishes(*, now: datetime) -> list[UUID]:
    """Note for whoever waits and is meant that it is answered, once; return the notes to be mailed.

    An answer that is told from a later day on waits for that day.
    """
    waiting = GapWish.objects.filter(told_at__isnull=True, user__is_active=True)
    waiting = list(waiting.select_related("user", "answer__question__conversation"))
    if not waiting:
        return []
    written = list(OfficialAnswer.objects.in_force(today()).filter(gap__isnull=False))
    found = ((one, _answer_to(one, written)) for one in waiting)
    return [one.pk for one, row in found if row is not None and _note_as_told(one, row, now=now)]


def _note_as_told(wish: GapWish, row: OfficialAnswer, *, now: datetime) -> bool:
    """Return whether it was told by this, and not by another worker before."""
    return GapWish.objects.filter(pk=wish.pk, told_at__isnull=True).update(told_at=now, official=row) > 0


def _answer_to(wish: GapWish, written: list[OfficialAnswer]) -> OfficialAnswer | None:
    """Return the one written for their gap and for them, or what they would be told if they asked again.

    HR may write an answer before enough people have asked for it to see the gap.
    """
    for row in written:
        if row.gap_id == wish.gap_id and row.meant_for.covers(meant_for_just(wish.user.audience)):
            return row
    question = wish.answer.question
    scope = Scope(today(), wish.user.audience, plan=question.conversation.chosen_plan)
    understood = understand((question.text,), question.language, scope)
    found = official_answer(understood, choose_way(understood), scope)
    return found.answer if found else None


def mail_wish(wish_id: UUID) -> None:
    """Mail that there is an answer, with a link and without a word of it."""
    row = GapWish.objects.select_related("user").filter(pk=wish_id).first()
    if row is None or not row.user.is_active:
        return
    link = absolute_url(reverse("chat:told", args=[row.pk]))
    send("told", to=row.user.email, language=row.user.language, person=row.user, link=link)


def unseen(user: User) -> list[GapWish]:
    """Return what the person was told of and has not opened."""
    rows = GapWish.objects.filter(user=user, told_at__isnull=False, seen_at__isnull=True, official__state="published")
    return list(rows.order_by("told_at"))
