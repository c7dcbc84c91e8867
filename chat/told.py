"""Tells what happens in chat (tenants/events.py): codes, numbers and which documents, never a word of anybody.

Nothing of private conversations, pleas for help and small talk, and nothing of what programs ask.
"""

from collections.abc import Collection, Iterable, Sequence

from benefits.audience import all_classes
from chat.models import Answer, Citation, Conversation, Feedback, ModelCall
from knowledge.models import DocumentVersion
from tenants.events import Kind, track
from tenants.roles import EMPLOYEE

_LOST = (Answer.Status.FAILED, Answer.Status.INTERRUPTED)
_LANGUAGES = ("en", "es")


def tell_answer(
    answer: Answer,
    citations: Iterable[Citation] = (),
    *,
    tools: Collection[str] = (),
    calls: Sequence[ModelCall] | None = None,
    versions: Iterable[DocumentVersion] = (),
) -> None:
    """Tell that an attempt at an answer has ended, however it did; in the transaction that ends it. `calls` of models
    are read if they are not given; `versions` are those of the citations.

    As of its end, by which its topic is counted too (analytics/insights/sort.py): the two are of one hour.
    """
    person = answer.question.conversation.user
    if not answer.question.is_counted or person.role != EMPLOYEE:
        return
    cited = {citation.version_id for citation in citations if not citation.is_near}
    track(
        Kind.CHAT_MESSAGE,
        person=person,
        at=answer.finished_at,
        outcome=outcome_of(answer),
        proof=proof_of(answer, has_sources=bool(cited)),
        reason=answer.reason,
        route=answer.route,
        language=answer.question.language if answer.question.language in _LANGUAGES else "",
        benefit_class=_class_id(answer.class_code),
        milliseconds=_waited(answer),
        micro_usd=_micro_usd(answer.calls.all() if calls is None else calls),
        documents=sorted({str(version.document_id) for version in versions if version.pk in cited}),
    )
    for name in sorted(tools):
        track(Kind.TOOL_USE, name, person=person, at=answer.finished_at)


def tell_opinion(answer: Answer, feedback: Feedback) -> None:
    if answer.question.is_counted:
        name = "helpful" if feedback.is_helpful else "unhelpful"
        track(Kind.FEEDBACK, name, person=answer.question.conversation.user, reason=feedback.reason)


def tell_action(answer: Answer, action: str) -> None:
    """Tell what the person did with an answer."""
    if answer.question.is_counted:
        track(Kind.USER_ACTION, action, person=answer.question.conversation.user)


def tell_action_on(conversation: Conversation, action: str) -> None:
    if not conversation.is_private:
        track(Kind.USER_ACTION, action, person=conversation.user)


def outcome_of(answer: Answer) -> str:
    if answer.status == Answer.Status.STOPPED:
        return "stopped"
    if answer.status in _LOST:
        return "failed"
    if answer.asks_back:
        return "asked_back"
    return "refused" if answer.is_refusal else "answered"


def proof_of(answer: Answer, *, has_sources: bool) -> str:
    """Return whether all that was said was proven, of what was answered from documents; "" of others."""
    if outcome_of(answer) != "answered" or not has_sources:
        return ""
    return "cut" if answer.removed else "proven"


def tell_opened(citation: Citation) -> None:
    """Tell that the person has opened the document that an answer cites."""
    question = citation.answer.question
    if question.is_counted and citation.version is not None:
        document = str(citation.version.document_id)
        track(Kind.DOCUMENT_OPENED, person=question.conversation.user, document=document)


def _class_id(code: str) -> str:
    return next((str(one.pk) for one in all_classes() if one.code == code), "") if code else ""


def _waited(answer: Answer) -> int:
    """Return the milliseconds from the question to its answer."""
    return round(1000 * max((answer.finished_at - answer.created_at).total_seconds(), 0))


def _micro_usd(calls: Iterable[ModelCall]) -> int:
    return round(1_000_000 * sum(call.cost_usd for call in calls if call.cost_usd is not None))
