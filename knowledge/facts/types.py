"""What the readers of facts hand over."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from knowledge.extract.types import Box

SBC, RATE = "sbc", "rate"
IN_NETWORK, SECOND_NETWORK, OUT_OF_NETWORK = "IN", "IN2", "OON"
PERSON, FAMILY, PERSON_IN_FAMILY = "PERSON", "FAMILY", "PERSON_IN_FAMILY"
# Lines of benefits beside the medical plan, as plans' names have them: they have rates and no federal summary.
OTHER_LINES = (
    "dental",
    "vision",
    "life",
    "disability",
    "std",
    "ltd",
    "accident",
    "critical",
    "hospital",
    "legal",
    "ad&d",
)
# What the fact of a plan's name says where no name was found; HR corrects it.
UNNAMED = "No name found"
NO_NAME = "The plan's name was not found."
# Whether the deductible comes first. Empty: the document does not say.
WAIVED, APPLIES = "waived", "applies"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words stand: block number on the page, and from which character of its text to which."""

    page: int
    block: int
    start: int
    end: int
    boxes: tuple[Box, ...] = ()
    confidence: float = 1.0  # of the recognised text; 1 for text as it was typed


@dataclass(frozen=True, slots=True)
class Reading:
    """What one piece of a cell says: an amount, or words. Money in dollars, shares as fractions of 1."""

    attribute: str
    value: Decimal | None = None
    text: str = ""
    unit: str = ""
    applies_to: str = ""
    deductible: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One reading with whose it is, what it is about, and where it is printed."""

    kind: str
    section: str
    service: str
    label: str  # the service as it is printed
    reading: Reading
    raw: str
    place: Place
    plan: str = ""
    plan_year: str = ""  # only where the document says it for this very figure
    network: str = ""
    coverage_tier: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """What a document says once: two facts with one key are the same fact printed twice."""
        return (
            self.plan,
            self.plan_year,
            self.service,
            self.network,
            self.coverage_tier,
            self.reading.applies_to,
            self.reading.attribute,
            self.reading.unit,
        )


@dataclass(frozen=True, slots=True)
class ConfirmedFigure:
    """A cell that HR found to be right as it is printed."""

    label: str  # of its row
    raw: str

    def is_in(self, words: str) -> bool:
        plain = " ".join(words.split())
        return " ".join(self.label.split()) in plain and " ".join(self.raw.split()) in plain


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """The facts of one summary, or of one paper with prices; the days are those it names as its coverage period."""

    facts: tuple[Fact, ...] = field(default=())
    starts_on: date | None = None
    ends_on: date | None = None
