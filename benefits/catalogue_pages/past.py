"""What became of a row over time, in words."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from benefits.models import CatalogueChange, Reviewed

_FOR_PROGRAMS = {"source_document", "confidence"}


@dataclass(frozen=True)
class PastChange:
    at: datetime
    who: str
    kind: str
    why: str
    fields: tuple[tuple[str, str, str], ...]  # name, before, after


def past_of(row: Reviewed) -> list[PastChange]:
    """Return the row's changes, the last first."""
    changes = list(CatalogueChange.objects.filter(row=row.pk)[:200])
    people = {one.pk: str(one) for one in User.objects.filter(pk__in={change.changed_by for change in changes})}
    return [
        PastChange(
            change.at,
            people.get(change.changed_by, "Somebody who has left" if change.changed_by else "The program"),
            change.get_kind_display(),
            change.why,
            _fields(change),
        )
        for change in changes
    ]


def _fields(change: CatalogueChange) -> tuple[tuple[str, str, str], ...]:
    """Return what differs; of a new row what it says, and nothing that stands for a program alone."""
    pairs = {name: (change.before.get(name), change.after.get(name)) for name in {*change.before, *change.after}}
    return tuple(
        (name.replace("_", " ").capitalize(), _shown(before), _shown(after))
        for name, (before, after) in sorted(pairs.items())
        if name not in _FOR_PROGRAMS and (before or after or change.kind == CatalogueChange.Kind.CHANGED)
    )


def _shown(value: object) -> str:
    if value in (None, "", [], {}):
        return "–"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
