"""Why an answer may count as a gap. Each reason has one source, asked for every finished answer; a part of the product
that knows another adds it when it is ready: `add_gap_source(Gap.Reason.COMPLAINT, has_complaint)`.
"""

from collections.abc import Callable

from chat.extractive.framing import tells_of_conflict
from chat.models import Answer, Feedback, Gap

Reason = Gap.Reason
Source = Callable[[Answer], bool]

_sources: dict[Reason, Source] = {}
_of_people: set[Reason] = set()


def add_gap_source(reason: Reason, is_so: Source, *, is_of_people: bool = False) -> None:
    """Add what tells whether an answer has this reason; `is_of_people`: only what somebody does about it gives it."""
    _sources[reason] = is_so
    if is_of_people:
        _of_people.add(reason)


def reason_of(answer: Answer, *, is_new: bool = False) -> Reason | None:
    """Return the weightiest reason for which an answer counts as a gap; None if it does not.

    About a new one nobody has done anything yet. One that was stopped or broke off tells nothing of the documents: half
    a sentence proves nothing, and what would have followed nobody knows.
    """
    asked = (reason for reason in Reason if reason in _sources and _is_asked_for(reason, answer, is_new=is_new))
    return next((reason for reason in asked if _sources[reason](answer)), None)


def _is_asked_for(reason: Reason, answer: Answer, *, is_new: bool) -> bool:
    return not is_new if reason in _of_people else answer.status == Answer.Status.DONE


add_gap_source(Reason.ASKED_HR, lambda answer: answer.handovers.exists(), is_of_people=True)
add_gap_source(
    Reason.COMPLAINT,
    lambda answer: Feedback.objects.filter(answer=answer, is_helpful=False).exists(),
    is_of_people=True,
)
add_gap_source(Reason.CONFLICT, lambda answer: bool(answer.conflict) or tells_of_conflict(answer.text))
add_gap_source(Reason.NOT_PROVEN, lambda answer: bool(answer.removed) and sum(answer.removed.values()) > 0)
add_gap_source(Reason.NOT_FOUND, lambda answer: answer.reason == Answer.Reason.NOT_IN_DOCUMENTS)
add_gap_source(Reason.BEYOND, lambda answer: answer.is_refusal)
