"""What a document's page says of its facts."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.extract.types import ExtractedPage
from knowledge.facts.conflicts import find_conflicts
from knowledge.facts.listing import Progress, count_facts
from knowledge.facts.rates import PREMIUM, read_rates
from knowledge.index.passages import pages_with_tables
from knowledge.models import Document, DocumentVersion
from tenants.context import current_client

# Papers of these kinds should have facts; others may.
EXPECTED = (Document.Kind.SBC, Document.Kind.RATE_SHEET)
PRICES_HINT = (
    "This document seems to hold a table of prices; prices are read as facts only from a rate sheet. If it is one, "
    "choose the kind “Rate sheet”. If the table is a page of a longer guide, upload the rate sheet itself beside it."
)
PAGES_LOOKED_AT = 40  # with a table; the rates of a guide do not come later
_FEWEST_PREMIUMS = 3
_FEWEST_TIERS = 2


@dataclass(frozen=True)
class FactCall:
    progress: Progress
    conflicts: int  # places where another document, or the version before, says something else
    prices_hint: str = ""  # where there are no facts, but a table of prices


def call_to_facts(document: Document, version: DocumentVersion) -> FactCall | None:
    """Return what the way to the facts says; None where there are none and none are to be expected."""
    if document.is_being_deleted or version.status != DocumentVersion.Status.READY:
        return None
    progress = count_facts(version)
    if not progress.total:
        hint = prices_hint(document, version)
        return FactCall(progress, 0, hint) if hint or document.kind in EXPECTED else None
    return FactCall(progress, len(find_conflicts(version)))


def prices_hint(document: Document, version: DocumentVersion) -> str:
    """Return what to do with a table of prices in a paper that is no rate sheet; "" where it has none, or has facts."""
    if document.kind == Document.Kind.RATE_SHEET or version.facts.exists():
        return ""
    return PRICES_HINT if _has_premiums(pages_with_tables(version, limit=PAGES_LOOKED_AT)) else ""


def _has_premiums(pages: Sequence[ExtractedPage]) -> bool:
    """Whether they show what would be premiums in a rate sheet: of named plans, for more than one tier."""
    name = current_client().name
    read = read_rates(pages, company_names=(name, name.split()[0])).facts
    premiums = [fact for fact in read if fact.service == PREMIUM and fact.plan]
    tiers = {fact.coverage_tier for fact in premiums}
    return len(premiums) >= _FEWEST_PREMIUMS and len(tiers) >= _FEWEST_TIERS
