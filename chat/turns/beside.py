"""What stands beside an answer: what contradicts it, was taken out of it or left out, and what can be done next."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from benefits.calculator_pages.pages import BY_SLUG, CalculatorPage
from benefits.contact_cards import ContactCard
from chat.contacts import whom_to_ask
from chat.left_out import left_out_note
from chat.models import Answer, Citation, Question
from chat.next_step import NO_STEP, NextStep, next_step
from chat.origins import origin_in_words
from chat.other_people import replaced_for_others_note
from chat.receipts import assumptions_of
from chat.small_talk import small_talk
from chat.turns.turn import Conflicting
from chat.words import DOCUMENT_KINDS
from tenants.clock import today


def conflicting(answer: Answer, cited: Sequence[Citation]) -> tuple[Conflicting, ...]:
    """Return the sources that contradict one another, each document once, the one that binds most first."""
    by_number = {citation.number: citation for citation in cited}
    told: dict[str, Conflicting] = {}
    for row in answer.conflict:
        citation = by_number.get(row["number"])
        if citation:
            told.setdefault(citation.document_title, Conflicting(citation, str(DOCUMENT_KINDS.get(row["kind"], ""))))
    return tuple(told.values())


def conflict_title(answer: Answer) -> str:
    is_ranked = len({row["rank"] for row in answer.conflict}) > 1
    return _("These documents disagree; the first binds more") if is_ranked else _("These documents disagree")


def origins(answer: Answer) -> tuple[str, ...]:
    """Return what the answer was looked up in beside documents, in words."""
    used = dict.fromkeys(row["origin"] for row in answer.tools if "origin" in row)
    return tuple(filter(None, map(origin_in_words, used)))


def worked_out(answer: Answer) -> tuple[str, ...]:
    """Return what the answer goes by that the person may have otherwise: a sentence each."""
    return () if answer.is_refusal else assumptions_of(answer.tools)


def calculators(answer: Answer) -> tuple[CalculatorPage, ...]:
    """Return the pages on which the person can reckon the same with other figures."""
    used = dict.fromkeys(row["calculator"] for row in answer.tools if "calculator" in row)
    return () if answer.is_refusal else tuple(BY_SLUG[slug] for slug in used if slug in BY_SLUG)


def removed_note(answer: Answer) -> str:
    """Return the sentence that something was taken out of an answer, "" if nothing was."""
    count = sum(answer.removed.values())
    if not count or answer.is_refusal:
        return ""
    return ngettext(
        "One statement was taken out: the source it named does not prove it.",
        "%(count)s statements were taken out: the sources they named do not prove them.",
        count,
    ) % {"count": count}


def left_out(answer: Answer) -> str:
    """Return the sentence on what a finished answer had to leave out, "" for nothing."""
    return left_out_note(answer.audience, day=today()) if _is_of_documents(answer) else ""


def of_others(answer: Answer) -> str:
    """Return the sentence on what was left out of a finished answer because others asked about have it otherwise."""
    if not _is_of_documents(answer):
        return ""
    return replaced_for_others_note([answer.question.text], answer.audience, day=today())


def next_step_of(question: Question, answer: Answer, cited: Sequence[Citation]) -> NextStep:
    if not _is_of_documents(answer) or answer.is_refusal or not answer.is_certain or not cited:
        return NO_STEP
    return next_step(question.text, frozenset(citation.plan_year for citation in cited if citation.plan_year))


def contacts_of(question: Question, answer: Answer) -> tuple[ContactCard, ...]:
    """Return whom to ask: about this question, or about the one before if it only says that a person is wanted."""
    talk = small_talk(question.text) if answer.is_small_talk else None
    if answer.is_refusal or (talk and talk.wants_people):
        before = question.follows if talk else None
        return tuple(whom_to_ask((before or question).text))
    return ()


def _is_of_documents(answer: Answer) -> bool:
    is_told = answer.reason in (Answer.Reason.NONE, Answer.Reason.NOT_IN_DOCUMENTS) and not answer.official_id
    return answer.status == Answer.Status.DONE and is_told
