"""Lists that are sorted by pressing a column's head: what the address asks for, and where each head leads."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy


@dataclass(frozen=True)
class SortLink:
    url: str
    direction: str  # ascending, descending, or "" where the list is sorted by another column


def sorted_by(rows: QuerySet, sort: str, *, sorts: Mapping[str, str], default: str, then: tuple[str, ...]) -> QuerySet:
    """Sort by one of `sorts` (name -> field, with a leading minus if descending comes first), the other way round with
    a leading minus in `sort`; anything else is the default. What has no value stands at the end, either way.
    """
    field = sorts.get(sort.removeprefix("-"), sorts[default])
    is_descending = field.startswith("-") != sort.startswith("-")
    column = OrderBy(F(field.removeprefix("-")), descending=is_descending, nulls_last=True)
    return rows.order_by(column, *then)


def sort_links(sorts: Mapping[str, str], *, current: str, parameters: Mapping[str, str]) -> dict[str, SortLink]:
    """Return where each column's head leads; `parameters` are the list's others."""
    links = {}
    for name, field in sorts.items():
        is_current = current.removeprefix("-") == name
        is_turned = current.startswith("-")
        wanted = f"-{name}" if is_current and not is_turned else name
        is_descending = field.startswith("-") != is_turned
        direction = ("descending" if is_descending else "ascending") if is_current else ""
        links[name] = SortLink(f"?{urlencode({**parameters, 'sort': wanted})}", direction)
    return links
