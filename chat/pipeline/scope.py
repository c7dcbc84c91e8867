"""Whose answer it is, and from which documents: an employee's from all that is published; what HR tries out, as they
choose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounts.audience import Audience
from benefits.personal.context import NO_CONTEXT, PersonalContext
from knowledge.models import AsIf
from knowledge.retrieval.findable import plans_of, searchable_documents
from knowledge.retrieval.findable_document import FindableDocument
from knowledge.retrieval.search import PASSAGES, SearchResult, search


@dataclass(frozen=True)
class Scope:
    day: date
    audience: Audience
    document_ids: tuple[UUID, ...] | None = None  # None: all that there are
    include_unpublished: bool = False  # their newest version that is ready, for HR only
    is_trial: bool = False  # HR looks what people would get; nothing that was kept for people is used
    is_private: bool = False  # of a private conversation: nothing that was asked is kept beside it
    plan: str = ""  # chosen in the conversation: what questions without a plan are about
    as_if: AsIf | None = None  # what would be published otherwise, before it is
    asker: PersonalContext = NO_CONTEXT  # what they have agreed to be gone by
    about: tuple[Audience, ...] = ()  # whom the question is about, where not the asker (other_people.py)
    is_of_colleague: bool = False  # the question is about somebody else who works here

    def search(self, query: str, *, earlier: Sequence[str] = ()) -> SearchResult:
        return search(
            query,
            day=self.day,
            audience=self.audience,
            limit=PASSAGES,
            include_unpublished=self.include_unpublished,
            document_ids=self.document_ids,
            earlier=earlier,
            is_trial=self.is_trial,
            is_private=self.is_private,
            about=self.about,
            as_if=self.as_if,
        )

    def documents(self) -> list[FindableDocument]:
        """Return what may answer, each with its `found_version`."""
        return searchable_documents(
            day=self.day,
            audience=self.audience,
            include_unpublished=self.include_unpublished,
            document_ids=self.document_ids,
            about=self.about,
            as_if=self.as_if,
        )

    def plans(self) -> list[str]:
        """Return the plans, by their names, that these documents are about."""
        return plans_of(self.documents())
