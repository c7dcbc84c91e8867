"""Who wants to be told once HR has answered: theirs to say and to take back, and nobody else's to see."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from accounts.mails.choices import choose, wants
from accounts.mails.kinds import mail_kind
from accounts.mails.send import send
from accounts.models import User
from chat.gaps.collect import gap_of, is_countable, note, told_alone
from chat.gaps.sources import reason_of
from chat.meaning import meaning_of
from chat.models import Answer, GapWish, OfficialAnswer
from chat.pipeline.official import may_be_told_to, official_answer
from chat.pipeline.route import choose_way
from chat.pipeline.scope import Scope
from chat.pipeline.understand import understand
from tenants.clock import today
from tenants.links import absolute_url


def wish(answer: Answer, *, now: datetime) -> GapWish | None:
    """Note that the person wants to be told; None where nothing can be noted.

    It is one wish however often it is said, beside the answer that it was said of last. Who was told and asks in vain
    once more may wish it anew.
    """
    reason = reason_of(answer)
    if not reason or not is_countable(answer.question):
        return None
    gap = note(answer.question, reason, now=now)
    if gap is None:
        return None
    user = answer.question.conversation.user
    as_new = {"answer": answer, "told_at": None, "seen_at": None, "official": None}
    row, _ = GapWish.objects.update_or_create(gap=gap, user=user, defaults=as_new)
    kind = mail_kind("told")
    if not wants(user, kind):
        # Who has stopped these mails and wishes for one wants them again.
        choose(user, kind, is_wanted=True)
    return row


def take_back(answer: Answer) -> None:
    """Forget the wish that is shown beside an answer: the one for what it is about, wherever it was said."""
    gap = gap_of(meaning_of(told_alone(answer.question)))
    waiting = GapWish.objects.filter(user=answer.question.conversation.user, told_at__isnull=True)
    waiting.filter(Q(answer__question=answer.question) | Q(gap=gap)).delete()


def tell_wishes(*, now: datetime) -> list[UUID]:
    """Note for whoever waits and is meant that it is answered, once; return the notes to be mailed.

    An answer that is told from a later day on waits for that day, and one of a plan year that HR is still preparing
    until people are told of that.
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
        if row.gap_id == wish.gap_id and may_be_told_to(row, audience=wish.user.audience, day=today()):
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
