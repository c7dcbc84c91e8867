"""What was sent to HR about an answer, what came back, and what the person wishes to be told."""

from django.utils import formats
from django.utils.translation import gettext as _

from chat.markdown import render_answer
from chat.models import Answer, HandOver, OfficialVersion, Question
from chat.turns.turn import OfficialBadge, SentOn
from tenants.clock import day_of
from tenants.roles import EMPLOYEE


def sent_on(answer: Answer) -> tuple[SentOn, ...]:
    return tuple(_sent_on(row) for row in sorted(answer.handovers.all(), key=lambda row: row.created_at))


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
    """Return whether the person wants to be told of HR's answer, or may say so; "" where HR gets to know nothing."""
    is_theirs = question.is_counted and question.conversation.user.role == EMPLOYEE
    if not answer.is_refusal or answer.status != Answer.Status.DONE or not is_theirs:
        return ""
    is_given = not is_new and any(wish.told_at is None for wish in answer.wishes.all())
    return "given" if is_given else "offered"


def official_badge(version: OfficialVersion) -> OfficialBadge:
    told = version.told
    words = _("Official answer from your HR team, %(day)s") % {"day": formats.date_format(day_of(version.at))}
    source = _("Source: %(source)s") % {"source": told["decided_by"]} if told["decided_by"] else ""
    return OfficialBadge(words, source, told["language"])
