"""What became of a row over time, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from benefits.models import CatalogueChange, Reviewed


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
            _fields(change, sorted({*change.before, *change.after})),
        )
        for change in changes
    ]


def _fields(change: CatalogueChange, names: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (name.replace("_", " ").capitalize(), _shown(change.before.get(name)), _shown(change.after.get(name)))
        for name in names
    )


def _shown(value: object) -> str:
    if value in (None, "", [], {}):
        return "–"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
