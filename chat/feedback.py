"""What people think of answers. A comment is for its writer alone; what others may count are the reasons."""

from collections.abc import Mapping
from dataclasses import dataclass

from chat.models import COMMENT_LIMIT, Answer, Feedback
from chat.told import tell_opinion


@dataclass(frozen=True)
class Opinion:
    """What the person says of an answer, as its page shows it."""

    answer: Answer
    feedback: Feedback | None  # None: nothing yet
    reasons: tuple[tuple[str, str], ...] = tuple(Feedback.Reason.choices[1:])
    comment_limit: int = COMMENT_LIMIT


def opinion_of(answer: Answer, *, is_new: bool = False) -> Opinion | None:
    """Return it; None for an answer that is not to be judged. Of one that is new nobody has said anything yet."""
    is_private = answer.question.conversation.is_private
    if answer.status != Answer.Status.DONE or answer.reason in Answer.FIXED or answer.asks_back or is_private:
        return None
    return Opinion(answer, None if is_new else getattr(answer, "feedback", None))


def praise(answer: Answer) -> None:
    """Note that the answer helped; a complaint about it is forgotten."""
    _say(answer, {"is_helpful": True, "reason": "", "comment": ""})


def complain(answer: Answer, *, reason: str = "", comment: str = "") -> None:
    """Note that the answer did not help, and why; it takes the place of what was said before.

    Identifiers are taken out of the comment already (forms.py).
    """
    _say(answer, {"is_helpful": False, "reason": reason, "comment": comment})


def take_back(answer: Answer) -> None:
    Feedback.objects.filter(answer=answer).delete()


def _say(answer: Answer, said: Mapping[str, object]) -> None:
    feedback, _ = Feedback.objects.update_or_create(answer=answer, defaults=said)
    tell_opinion(answer, feedback)
