"""What was sent to HR about a question, what came back, and what the person wishes to be told."""

from django.utils import formats
from django.utils.translation import gettext as _

from chat.markdown import render_answer
from chat.models import Answer, HandOver, OfficialVersion, Question
from chat.turns.turn import OfficialBadge, SentOn
from tenants.clock import day_of
from tenants.roles import EMPLOYEE


def sent_on(question: Question) -> tuple[SentOn, ...]:
    """Return what was sent on about a question, beside whichever attempt at it: a reply comes to the question."""
    rows = (row for attempt in question.answers.all() for row in attempt.handovers.all())
    return tuple(_sent_on(row) for row in sorted(rows, key=lambda row: row.created_at))


def _sent_on(row: HandOver) -> SentOn:
    names = {"recipient": row.recipient, "day": formats.date_format(day_of(row.sent_at or row.created_at))}
    if row.state == HandOver.State.FAILED:
        return SentOn(row, _("It could not be sent to %(recipient)s.") % names)
    if row.state == HandOver.State.WAITING:
        return SentOn(row, _("It is being sent to %(recipient)s.") % names)
    if not row.replied_at:
        return SentOn(row, _("Sent to %(recipient)s on %(day)s. The reply comes here.") % names)
    reply = {"recipient": row.recipient, "day": formats.date_format(day_of(row.replied_at))}
    badge = _("Reply from %(recipient)s, %(day)s") % reply
    return SentOn(row, _("Sent to %(recipient)s on %(day)s.") % names, badge, render_answer(row.reply, {}))


def wish_of(question: Question, answer: Answer, *, is_new: bool) -> str:
    """Return whether the person wants to be told of HR's answer, or may say so; "" where HR gets to know nothing.

    What was wished beside an attempt holds for those after it.
    """
    is_theirs = question.is_counted and question.conversation.user.role == EMPLOYEE
    if not answer.is_refusal or answer.status != Answer.Status.DONE or not is_theirs:
        return ""
    if is_new and answer.attempt == 1:
        return "offered"
    wishes = (wish for attempt in question.answers.all() for wish in attempt.wishes.all())
    return "given" if any(wish.told_at is None for wish in wishes) else "offered"


def official_badge(version: OfficialVersion) -> OfficialBadge:
    told = version.told
    words = _("Official answer from your HR team, %(day)s") % {"day": formats.date_format(day_of(version.at))}
    source = _("Source: %(source)s") % {"source": told["decided_by"]} if told["decided_by"] else ""
    return OfficialBadge(words, source, told["language"])
