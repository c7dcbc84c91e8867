"""The figures of documents that HR compared with the page and found as printed."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from knowledge.facts.types import ConfirmedFigure
from knowledge.models import ExtractedFact


def confirmed_figures(
    version_ids: Collection[UUID], *, day: date, include_unpublished: bool = False
) -> Mapping[UUID, tuple[ConfirmedFigure, ...]]:
    """Return, for each version that employees are answered from, the cells of which HR confirmed every fact.

    A corrected fact is not among them: whether the paper is wrong or was misread, no program can know. Whether the
    asker may see the documents is not asked here; give the versions that search let in. With `include_unpublished`
    also of versions that would be answered from if they were published.
    """
    told = ExtractedFact.objects.confirmed() if include_unpublished else ExtractedFact.objects.usable(day)
    usable = set(told.filter(version__in=version_ids).values_list("pk", flat=True))
    if not usable:
        return {}
    cells: dict[tuple[UUID, str, str], list[bool]] = defaultdict(list)
    for fact in ExtractedFact.objects.filter(version__in=version_ids):
        is_as_printed = fact.pk in usable and not fact.is_corrected
        cells[fact.version_id, fact.label, fact.raw].append(is_as_printed)
    found: dict[UUID, list[ConfirmedFigure]] = defaultdict(list)
    for (version_id, label, raw), confirmed in cells.items():
        if all(confirmed):
            found[version_id].append(ConfirmedFigure(label, raw))
    return {version_id: tuple(figures) for version_id, figures in found.items()}
