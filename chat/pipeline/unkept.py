"""An answer made as every answer is, and not kept: no conversation, question or answer is stored, nothing is counted.

HR tries one out (preview.py); known questions are asked so (evaluation/).
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.utils import timezone

from accounts.models import User
from chat.models import Answer, Conversation, Question
from chat.pipeline.at_once import answer_at_once
from chat.pipeline.finish import Outcome
from chat.pipeline.identifiers import mask_identifiers
from chat.pipeline.model_request import Past
from chat.pipeline.running import Listener, Unheard
from chat.pipeline.scope import Scope
from chat.pipeline.steps import Steps
from chat.pipeline.tools.remembered import remembered
from chat.pipeline.work_out import work_out
from chat.pipeline.worked_out import WorkedOut
from knowledge.text.little_words import language_of


@dataclass(frozen=True)
class Unkept:
    """A question with what it came to; its rows are unsaved."""

    question: Question
    answer: Answer
    outcome: Outcome
    worked_out: WorkedOut | None  # None: the reply is fixed, nothing was searched
    milliseconds: int

    @property
    def text(self) -> str:
        return self.question.text

    def current_answer(self) -> Answer:
        """Return the answer, for the next question of the conversation."""
        return self.answer


def answer_unkept(
    text: str, *, by: User, scope: Scope, earlier: Sequence[Past] = (), listener: Listener | None = None
) -> Unkept:
    """Return what somebody of the scope's audience would be answered; the listener hears how it comes along.

    `earlier` are the conversation's questions before it, oldest first.
    """
    masked = mask_identifiers(text)
    question = Question(
        conversation=Conversation(user=by),
        text=masked.text,
        language=language_of(masked.text, by.language),
        is_masked=masked.is_changed,
    )
    steps = Steps()
    outcome = answer_at_once(question.text, question.language, audience=scope.audience)
    given = remembered(past.current_answer() for past in earlier)
    worked_out = None if outcome else work_out(question, earlier, scope, listener or Unheard(), steps, given=given)
    outcome = outcome or worked_out.outcome
    answer = Answer(
        question=question,
        **outcome.as_fields(),
        finished_at=timezone.now(),
        **asdict(scope.audience),
    )
    return Unkept(question, answer, outcome, worked_out, steps.now())
