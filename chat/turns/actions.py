"""What can be done with an answer that is over: all that the row of its buttons goes by.

Few answers differ in it but by their ids, so the row of a new one is drawn once and kept (chat/templatetags/alike.py).
"""

from dataclasses import dataclass, replace
from uuid import UUID

from chat.feedback import Opinion
from chat.models import Answer

STAND_IN = UUID(int=0)  # for an answer's id, in what is drawn for all


@dataclass(frozen=True)
class Actions:
    answer_id: UUID
    may_be_copied: bool
    has_receipt: bool
    may_ask_hr: bool
    may_ask_again: bool
    may_be_said_otherwise: bool
    is_simple: bool
    opinion: Opinion | None  # None where there is nothing to judge

    @property
    def is_judged(self) -> bool:
        """Whether the person has said what they think of it: then the row tells it, and is this answer's own."""
        return self.opinion is not None and self.opinion.feedback is not None

    @property
    def kind(self) -> tuple[bool, ...]:
        """What the rows of answers that nobody has judged may differ in."""
        return (
            self.may_be_copied,
            self.has_receipt,
            self.may_ask_hr,
            self.may_ask_again,
            self.may_be_said_otherwise,
            self.is_simple,
            self.opinion is not None,
        )

    @property
    def of_stand_in(self) -> "Actions":
        """The same with nothing in it that is not told by its kind."""
        opinion = Opinion(Answer(pk=STAND_IN), None) if self.opinion else None
        return replace(self, answer_id=STAND_IN, opinion=opinion)
