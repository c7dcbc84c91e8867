"""What a search knows of a document that may be found: the columns it goes by, and no more of its row."""

from typing import NamedTuple
from uuid import UUID

from benefits.audience import MeantFor
from knowledge.models.documents import authority_rank


class FindableDocument(NamedTuple):
    """Named as Document's, and of the version that answers for it as found_...; in the order in which they are read."""

    pk: UUID
    title: str
    kind: str
    plan_year: str
    audience: list[str]
    work_states: list[str]
    hours: str
    language: str
    plans: list[str]
    guessed: list[str]
    rank: int | None
    found_version: UUID
    found_revision: int  # of what was read from the version
    found_served_by: str  # the place of its vectors
    found_passages: int

    @property
    def meant_for(self) -> MeantFor:
        return MeantFor(tuple(self.audience), tuple(self.work_states), self.hours)

    @property
    def authority_rank(self) -> int:
        return authority_rank(self.kind, self.rank)
