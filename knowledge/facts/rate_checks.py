"""Whether the amounts of a rate sheet agree with each other. What does not agree is doubted, never corrected."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from knowledge.facts.rate_labels import COBRA, EMPLOYEE, EMPLOYER, FULL, MONTH, PAY, YEAR
from knowledge.facts.types import RATE, Fact

CENT = Decimal("0.01")
# A monthly amount is rounded to the cent, so twelve of them may be off by twelve cents.
YEARLY_TOLERANCE = 12 * CENT
COBRA_FACTOR = Decimal("1.02")
USUAL_COUNTS = (12, 24, 26, 27, 48, 52)
Role = tuple[str, str]  # who pays, and for which period


@dataclass(frozen=True)
class Failure:
    roles: frozenset[Role]
    sentence: str


def check_rates(facts: Sequence[Fact], *, deductions: int | None) -> list[Fact]:
    """Return the facts, those that do not fit the others of their row with a doubt that says why."""
    rows: dict[tuple[str, ...], dict[Role, Fact]] = defaultdict(dict)
    for fact in facts:
        if fact.kind == RATE and fact.reading.value is not None:
            rows[_row_key(fact)].setdefault((fact.reading.attribute, fact.reading.unit), fact)
    count = deductions or _usual_count(rows.values())
    doubts: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for row in rows.values():
        amounts = {role: fact.reading.value or Decimal(0) for role, fact in row.items()}
        for role, sentence in _doubts(amounts, count):
            doubts[row[role].key].append(sentence)
    return [replace(fact, doubts=(*fact.doubts, *doubts.get(fact.key, ()))) for fact in facts]


def _row_key(fact: Fact) -> tuple[str, ...]:
    return (fact.plan, fact.plan_year, fact.service, fact.coverage_tier, fact.reading.applies_to)


def _usual_count(rows: Iterable[dict[Role, Fact]]) -> int | None:
    """Return the number of deductions a year that most rows agree on, where the sheet does not name it."""
    counts: Counter[int] = Counter()
    for row in rows:
        pay, month = row.get((EMPLOYEE, PAY)), row.get((EMPLOYEE, MONTH))
        if pay and month and pay.reading.value and month.reading.value:
            yearly = month.reading.value * 12
            counts.update(n for n in USUAL_COUNTS if abs(pay.reading.value * n - yearly) <= YEARLY_TOLERANCE)
    (usual, agree), *_ = counts.most_common(1) or [(0, 0)]
    return usual if agree >= 2 else None


def _doubts(amounts: dict[Role, Decimal], count: int | None) -> Iterable[tuple[Role, str]]:
    failures = list(_failures(amounts, count))
    if not failures:
        return
    # An amount that all failed checks share is the odd one; without one, each amount of a failed check is doubted.
    shared = frozenset.intersection(*(failure.roles for failure in failures))
    blamed = shared if len(failures) > 1 and shared else frozenset()
    for failure in failures:
        for role in sorted(blamed or failure.roles):
            yield role, failure.sentence


def _failures(amounts: dict[Role, Decimal], count: int | None) -> Iterable[Failure]:
    pay, month, year = (amounts.get((EMPLOYEE, period)) for period in (PAY, MONTH, YEAR))
    if count and pay is not None and month is not None and abs(pay * count - month * 12) > YEARLY_TOLERANCE:
        expected = (pay * count / 12).quantize(CENT, ROUND_HALF_UP)
        yield Failure(
            frozenset({(EMPLOYEE, PAY), (EMPLOYEE, MONTH)}),
            f"{pay:,.2f} × {count} deductions is {pay * count:,.2f} a year, but {month:,.2f} × 12 months is "
            f"{month * 12:,.2f}; {expected:,.2f} a month would fit.",
        )
    if count and pay is not None and year is not None and abs(pay * count - year) > YEARLY_TOLERANCE:
        yield Failure(
            frozenset({(EMPLOYEE, PAY), (EMPLOYEE, YEAR)}),
            f"{pay:,.2f} × {count} deductions is {pay * count:,.2f}, but {year:,.2f} a year is printed.",
        )
    if month is not None and year is not None and abs(month * 12 - year) > YEARLY_TOLERANCE:
        yield Failure(
            frozenset({(EMPLOYEE, MONTH), (EMPLOYEE, YEAR)}),
            f"{month:,.2f} × 12 months is {month * 12:,.2f}, but {year:,.2f} a year is printed.",
        )
    employer, full, cobra = (amounts.get((payer, MONTH)) for payer in (EMPLOYER, FULL, COBRA))
    if month is not None and employer is not None and full is not None and abs(month + employer - full) > CENT:
        yield Failure(
            frozenset({(EMPLOYEE, MONTH), (EMPLOYER, MONTH), (FULL, MONTH)}),
            f"The shares {month:,.2f} and {employer:,.2f} make {month + employer:,.2f}, but the full price is "
            f"{full:,.2f}.",
        )
    if (
        full is not None
        and cobra is not None
        and abs((full * COBRA_FACTOR).quantize(CENT, ROUND_HALF_UP) - cobra) > CENT
    ):
        yield Failure(
            frozenset({(FULL, MONTH), (COBRA, MONTH)}),
            f"102% of {full:,.2f} is {(full * COBRA_FACTOR).quantize(CENT, ROUND_HALF_UP):,.2f}, but {cobra:,.2f} is "
            "printed for COBRA.",
        )
