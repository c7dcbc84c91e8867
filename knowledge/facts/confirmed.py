"""The figures of documents that HR compared with the page and found as printed."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from knowledge.facts.types import ConfirmedFigure
from knowledge.models import ExtractedFact
from tenants.postgresql.rows import GivenIds, Rows, read, written


def confirmed_figures(version_ids: Collection[UUID]) -> Mapping[UUID, tuple[ConfirmedFigure, ...]]:
    """Return, for each version, the cells of which HR confirmed every fact.

    A corrected fact is not among them: whether the paper is wrong or was misread, no program can know. Whether the
    asker is answered from these versions is not asked here; give those that search let in.
    """
    (facts,) = read(_facts(versions=version_ids))
    cells: dict[tuple[UUID, str, str], list[bool]] = defaultdict(list)
    for version_id, label, raw, state, corrected in facts:
        cells[version_id, label, raw].append(state == ExtractedFact.State.CONFIRMED and not corrected)
    found: dict[UUID, list[ConfirmedFigure]] = defaultdict(list)
    for (version_id, label, raw), confirmed in cells.items():
        if all(confirmed):
            found[version_id].append(ConfirmedFigure(label, raw))
    return {version_id: tuple(figures) for version_id, figures in found.items()}


@written
def _facts() -> Rows[tuple]:
    facts = ExtractedFact.objects.filter(version__in=GivenIds("versions"))
    return Rows(facts.values_list("version", "label", "raw", "state", "corrected_attribute"))
