"""What is to be written into the catalogue, and what became of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal
from uuid import UUID

What = Literal["new", "changed", "equal", "refused"]


@dataclass(frozen=True)
class RowSource:
    """The paper, and its page, that a row's figures stand on; all empty where somebody just knows them."""

    title: str = ""
    document: UUID | None = None
    page: int | None = None
    confidence: Decimal = Decimal(1)


NO_PAPER = RowSource()


@dataclass(frozen=True)
class Row:
    """One row of a table: which one, and its figures. What is left out of `values` stays as it is, or at its default.

    The key is what people call it: a plan year by its label, a plan by year and short name, a class by its code.
    """

    table: str
    key: Mapping[str, object]
    values: Mapping[str, object]
    source: RowSource | None = None  # None: the source that the row has stays
    was_reviewed: bool = False  # of a copy: somebody stood behind the row that it is taken of
    is_whole: bool = True  # whoever writes it sees all of its values; False: nobody stands behind what was left out

    @property
    def about(self) -> str:
        """The row in words: "Rate: 2027, PPO 750, STAFF, EE"."""
        told = ", ".join(str(value) for value in self.key.values() if value not in (None, ""))
        return f"{self.table.replace('_', ' ').capitalize()}: {told}"


@dataclass(frozen=True)
class RowChange:
    """What became of a row, or would. `before` and `after` have only what differs, as JSON has it."""

    row: Row
    what: What
    before: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    pk: UUID | None = None
    is_reviewed_now: bool = False


@dataclass(frozen=True)
class Diff:
    changes: Sequence[RowChange]
    is_written: bool

    @cached_property
    def counts(self) -> Mapping[str, int]:
        return Counter(change.what for change in self.changes)

    @property
    def refused(self) -> list[RowChange]:
        return [change for change in self.changes if change.what == "refused"]
