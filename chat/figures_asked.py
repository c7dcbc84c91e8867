"""What a question says of the figure that it asks for, and where the passages print it."""

from dataclasses import dataclass

from chat.household import Household
from chat.periods import Period
from chat.text_figures import Figure
from knowledge.facts.printed import PrintedFact
from knowledge.facts.questions import DEDUCTIBLE, LIMIT
from knowledge.facts.rates import PREMIUM
from knowledge.retrieval.plans import PlanName

LIMITS = frozenset({DEDUCTIBLE, LIMIT})
DENTAL, VISION = "dental", "vision"


@dataclass(frozen=True)
class Slots:
    """What a question says of the figure that it asks for; empty is what it leaves open."""

    services: tuple[str, ...] = ()  # as facts call them: ("premium",), ("deductible",), ("imaging",)
    plans: frozenset[PlanName] = frozenset()
    proper: frozenset[str] = frozenset()  # plans that go by a name of their own
    line: str = ""  # empty is the medical plan
    household: Household | None = None
    is_partner: bool = False  # a domestic partner, who may have a price of their own
    networks: frozenset[str] = frozenset()
    periods: frozenset[Period] = frozenset()
    years: str = ""
    given: frozenset[Figure] = frozenset()  # those that the person names: "2,000 or 4,000"
    asks_permission: bool = False  # whether the plan wants to be asked first
    compares: bool = False  # plans by their main figures
    drug_tier: str = ""  # "2" of "tier 2 drugs"; the services are then those of all kinds of drugs

    @property
    def count_plans(self) -> int:
        return len(self.plans) + len(self.proper)

    @property
    def is_premium(self) -> bool:
        return self.services == (PREMIUM,)

    @property
    def is_limit(self) -> bool:
        return bool(self.services) and LIMITS.issuperset(self.services)

    @property
    def is_whole(self) -> bool:
        """Whether it asks for figures of one kind: no deductible that may or may not come before a service."""
        if self.compares:
            return self.count_plans > 1
        if self.is_premium:
            return not self.networks and not self.asks_permission
        is_service = bool(self.services) and LIMITS.isdisjoint(self.services) and PREMIUM not in self.services
        return is_service or (self.is_limit and not self.asks_permission)


@dataclass(frozen=True)
class CitedFact:
    fact: PrintedFact
    number: int  # of the passage that prints it


@dataclass(frozen=True)
class AskedFigures:
    slots: Slots
    cited: tuple[CitedFact, ...]  # never empty
    rivals: tuple[CitedFact, ...]  # what other documents print in the place of one of them
    known: frozenset[Figure]  # all that documents give of these plans in these years
