"""What a document's page says of its facts."""

from dataclasses import dataclass

from knowledge.facts.conflicts import find_conflicts
from knowledge.facts.listing import Progress, count_facts
from knowledge.models import Document, DocumentVersion

# Papers of these kinds should have facts; others may.
EXPECTED = (Document.Kind.SBC, Document.Kind.RATE_SHEET)


@dataclass(frozen=True)
class FactCall:
    progress: Progress
    conflicts: int  # places where another document, or the version before, says something else


def call_to_facts(document: Document, version: DocumentVersion) -> FactCall | None:
    """Return what the way to the facts says; None where there are none and none are to be expected."""
    if document.is_being_deleted or version.status != DocumentVersion.Status.READY:
        return None
    progress = count_facts(version)
    if not progress.total:
        return FactCall(progress, 0) if document.kind in EXPECTED else None
    return FactCall(progress, len(find_conflicts(version)))
