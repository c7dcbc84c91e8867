from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from knowledge.retrieval.plans import PlanName

# Of two values of different kinds neither says that the other is wrong.
MONEY, SHARE, DAYS, WEEKS, HOURS, FORMULA = "money", "share", "days", "weeks", "hours", "formula"


@dataclass(frozen=True)
class Told:
    """A passage, with what its document says of all of them."""

    text: str
    heading: str
    page: int
    plans: frozenset[PlanName]  # of the document as a whole
    plan_year: str
    title: str = ""
    classes: Mapping[str, str] = field(default_factory=dict)  # of all employees: code -> name
    has_rates: bool = False  # its prices are read as facts


@dataclass(frozen=True)
class Claim:
    """One figure, with all that decides whether another document may give another."""

    subject: str
    plan: PlanName | None  # None: of no plan in particular
    of: tuple[str, ...]  # what else tells it apart, in words: the household, the period, the years of service
    people: tuple[str, ...]  # codes of the classes it is told for; empty: those its document is meant for
    kind: str
    value: Decimal | str
    figure: str
    year: str  # "" = any
    quote: str
    page: int

    @property
    def is_of_plan(self) -> bool:
        """Whether it is the same for whoever has the plan; what one pays for the plan need not be."""
        return self.plan is not None and not self.of[1:]

    @property
    def key(self) -> tuple[object, ...]:
        return self.subject, self.plan, self.of, self.kind

    @property
    def about(self) -> str:
        return ", ".join([self.subject, *([str(self.plan)] if self.plan else []), *self.of])
