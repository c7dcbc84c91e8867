"""Premium rates from the tables of a rate sheet: plan x coverage tier x pay period x class or band.

Sheets are laid out in every way there is: plans down or across, periods as columns, bands as rows. So each amount
is read with all labels around it, nearest first: its column's heads, its row's, the group row, the headings above.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from knowledge.extract.raised import RAISED
from knowledge.extract.table_sentences import is_group_row
from knowledge.extract.types import SURE_OF_FIGURES, ExtractedPage
from knowledge.facts.cells import LINE, POORLY_SEEN, PlacedTable, find
from knowledge.facts.fold import fold
from knowledge.facts.rate_checks import CENT, check_rates
from knowledge.facts.rate_labels import (
    EMPLOYEE,
    EMPLOYER,
    FULL,
    NO_PREMIUM,
    PAY,
    SURCHARGE,
    deductions_in,
    deductions_meant,
    effective_year,
    group_of,
    has_plan_word,
    is_before_change,
    is_named_loosely,
    may_name_a_payer,
    payer_around,
    payer_of,
    period_of,
    plan_of,
    tier_in,
    year_of,
)
from knowledge.facts.types import RATE, Fact, Place, PlanFacts, Reading

PREMIUM, SURCHARGES, CALENDAR = "premium", "surcharge", "calendar"
RATES_SECTION, CALENDAR_SECTION = "rates", "calendar"
DEDUCTIONS = "deductions_per_year"
PLAN_UNSAID = "The plan is not named beside this amount."
PERIOD_UNSAID = "The sheet does not say what period this amount is for."
PLAN_FROM_HEADING = "The plan's name is taken from a heading above."
PLAN_NAMED_LOOSELY = "The plan's name alone does not tell which plan it is."
PAYER_OR_PLAN = "This may be the name of who pays, and not that of a plan."
BEFORE_A_CHANGE = "These are called the rates before a change."
MAX_HEADING_WORDS = 10
PAYER_UNSAID = "The sheet does not say who pays this amount; taken as the employee's."
_MONEY = re.compile(r"^\s*\$?\s?(\d{1,3}(?:,\d{3}){1,2}(?:\.\d{2})?|\d{1,9}(?:\.\d{2})?)\s*$")


@dataclass(frozen=True)
class Amount:
    """A premium with its column, and whether its own labels say who pays it."""

    column: int
    fact: Fact
    is_payer_named: bool

    def is_of(self, payer: str) -> bool:
        return self.is_payer_named and self.fact.reading.attribute == payer


@dataclass(frozen=True)
class Surroundings:
    """What stands above a table: headings from the nearest up, and the lines between heading and table."""

    headings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    title: str = ""  # of the page, where it is none of the headings
    below: tuple[str, ...] = ()  # the lines under the table
    effective: str = ""  # the year that all rates of the page begin with


@dataclass(frozen=True)
class _Printed:
    """An amount as it is printed, with all that stands around it."""

    value: Decimal
    raw: str
    place: Place
    labels: tuple[str, ...]  # its column's heads, its row's labels from the nearest on, the group row; "" = has none
    corner: str  # over the row's labels; may say what all columns share: "2026 biweekly contributions", "Part-time"
    around: Surroundings

    @property
    def near(self) -> tuple[str, ...]:
        return tuple(label for label in self.labels if label)

    @property
    def shared(self) -> tuple[str, ...]:
        """What its own labels say, and what all columns share."""
        return (*self.near, self.corner) if self.corner else self.near

    @property
    def far(self) -> tuple[str, ...]:
        """All that may say who pays and how often, nearest first."""
        beyond = tuple(text for text in (self.around.title, *self.around.below) if text)
        return (*self.shared, *self.around.notes[::-1], *self.around.headings, *beyond)


def read_rates(pages: Iterable[ExtractedPage], *, company_names: Sequence[str] = ()) -> PlanFacts:
    """Return the premiums; `company_names` tell the employer's column ("Acme monthly") from the others.

    One page is held at a time: terms of plans, whose prices are read as well, may be very long.
    """
    named: list[tuple[int, str, Place]] = []
    meant: set[int] = set()
    premiums: list[Fact] = []
    for page in pages:
        named += _named_deductions(page)
        meant |= {count for count in (deductions_meant(block.text) for block in page.blocks) if count}
        for table, around in _tables_with_surroundings(page):
            premiums += _with_employer(list(_table_facts(table, around, company_names)))
    calendar = list(_calendar(named))
    deductions = int(calendar[0].reading.value or 0) if calendar else (meant.pop() if len(meant) == 1 else None)
    return PlanFacts(tuple(fold(check_rates([*calendar, *premiums], deductions=deductions))))


def _named_deductions(page: ExtractedPage) -> Iterator[tuple[int, str, Place]]:
    """Yield each number of deductions a year that a line of the page names, with the line and its place."""
    for found, place in find([page], LINE):
        count = deductions_in(found[0])
        if count is not None:
            yield count, found[0], place


def _calendar(lines: Iterable[tuple[int, str, Place]]) -> Iterator[Fact]:
    """Yield how many deductions a year the sheet names; two different numbers are both doubted."""
    named: dict[int, Fact] = {}
    for count, line, place in lines:
        if count not in named:
            reading = Reading(
                DEDUCTIONS, Decimal(count), unit="year", applies_to="" if not named else f"named as {count}"
            )
            named[count] = Fact(RATE, CALENDAR_SECTION, CALENDAR, "Deductions a year", reading, line, place)
    doubt = ("The sheet names different numbers of deductions a year.",) if len(named) > 1 else ()
    for fact in named.values():
        yield replace(fact, doubts=doubt)


def _tables_with_surroundings(page: ExtractedPage) -> Iterator[tuple[PlacedTable, Surroundings]]:
    headings: list[tuple[int, str]] = []
    notes: list[str] = []
    title = _title(page)
    for number, block in enumerate(page.blocks):
        if block.rows:
            nearest = tuple(text for _, text in reversed(headings))
            # A line right above that names a plan is its heading, whatever it looks like.
            named = tuple(note for note in notes[-1:] if len(note.split()) <= MAX_HEADING_WORDS and has_plan_word(note))
            below = tuple(_lines_below(page, number))
            around = Surroundings(
                (*named, *nearest), tuple(notes), "" if title in nearest else title, below, _effective(page)
            )
            yield PlacedTable(page, number, block), around
        elif block.kind == "heading":
            headings = [(level, text) for level, text in headings if level < block.level]
            headings.append((block.level, block.text))
            notes = []
        else:
            notes.append(block.text)


def _title(page: ExtractedPage) -> str:
    """Return the first heading where another stands under it; one right above a table is that table's alone."""
    marks = [block for block in page.blocks if block.rows or block.kind == "heading"][:2]
    return marks[0].text if len(marks) == 2 and all(block.kind == "heading" for block in marks) else ""


def _effective(page: ExtractedPage) -> str:
    years = {year for year in (effective_year(block.text) for block in page.blocks) if year}
    return years.pop() if len(years) == 1 else ""


def _lines_below(page: ExtractedPage, number: int) -> Iterator[str]:
    for block in page.blocks[number + 1 :]:
        if block.rows or block.kind == "heading":
            return
        yield block.text


def _with_employer(amounts: Sequence[Amount]) -> list[Fact]:
    """Know the employer's column by its sums, where its head says neither "employer" nor the client's name."""
    shares = {_row_of(one.fact): one.fact.reading.value for one in amounts if one.is_of(EMPLOYEE)}
    full = {_row_of(one.fact): one.fact.reading.value for one in amounts if one.is_of(FULL)}
    fits: dict[int, list[bool]] = defaultdict(list)
    for one in amounts:
        share, whole = shares.get(_row_of(one.fact)), full.get(_row_of(one.fact))
        if not one.is_payer_named and share is not None and whole is not None:
            fits[one.column].append(abs(share + (one.fact.reading.value or 0) - whole) <= CENT)
    # One wrong row must not hide the column: most rows decide, and the wrong one is told by its sum.
    employers = {column for column, found in fits.items() if sum(found) * 2 > len(found)}
    return [_as_employers(one.fact) if one.column in employers else one.fact for one in amounts]


def _row_of(fact: Fact) -> tuple[str, ...]:
    return (fact.plan, fact.plan_year, fact.coverage_tier, fact.reading.applies_to, fact.reading.unit)


def _as_employers(fact: Fact) -> Fact:
    doubts = tuple(doubt for doubt in fact.doubts if doubt != PAYER_UNSAID)
    return replace(fact, reading=replace(fact.reading, attribute=EMPLOYER), doubts=doubts)


def _table_facts(table: PlacedTable, around: Surroundings, company_names: Sequence[str]) -> Iterator[Amount]:
    group = ""
    heads: list[tuple[str, ...]] = []
    has_begun = False
    for number, row in enumerate(table.rows):
        if is_group_row(row):
            group = row[0]
            continue
        has_amounts = any(_amount(cell) is not None for cell in row)
        if not has_amounts and has_begun and len([cell for cell in row if cell]) > 1:
            # A second table under the first: its heads take the place of those above.
            heads, has_begun, group = [], False, ""
        has_begun = has_begun or has_amounts
        if not has_begun:
            # Heads full of figures, such as bands of pay, may not have been taken for heads when the file was read.
            heads.append(row)
            continue
        first = next((at for at, cell in enumerate(row) if _amount(cell) is not None), len(row))
        labels = tuple(cell for cell in row[:first] if cell)
        corner = ", ".join(dict.fromkeys(head[at] for head in heads for at in range(first) if head[at]))
        for column in range(first, len(row)):
            value = _amount(row[column])
            if value is None:
                continue
            label = ", ".join(head[column] for head in heads if head[column])
            labelled = (label, *labels[::-1], group)
            printed = _Printed(value, row[column], table.place(number, column), labelled, corner, around)
            fact = _fact(printed, company_names)
            if fact is not None:
                yield Amount(column, fact, any(payer_of(words, company_names) for words in (*labelled, corner)))


def _amount(cell: str) -> Decimal | None:
    found = _MONEY.match(cell.rstrip(RAISED))
    if found is None or ("$" not in cell and "." not in cell):
        return None
    return Decimal(found[1].replace(",", ""))


def _fact(amount: _Printed, company_names: Sequence[str]) -> Fact | None:
    """Return the amount with what its labels say; None for an amount that is no premium."""
    labels, near, shared, headings = amount.labels, amount.near, amount.shared, amount.around.headings
    tier = _first(tier_in, (*labels[1:], labels[0]))
    is_surcharge = any(SURCHARGE.search(label) for label in near[1:] or near)
    if not (tier or is_surcharge) or any(NO_PREMIUM.search(label) for label in (*shared, *headings[:1])):
        return None
    plan = "" if is_surcharge else plan_of((labels[-1], *labels[:-1]), company_names)
    above = (amount.corner, *headings, amount.around.title)
    heading = "" if plan or is_surcharge else plan_of(above, company_names)
    payer = _first(lambda words: payer_of(words, company_names), shared) or _first(payer_around, amount.far)
    period = _first(period_of, amount.far)
    about = next((label for label in labels[1:] if label), "")
    group = about.casefold() if is_surcharge else _groups(shared) or _first(group_of, headings)
    doubts = _doubts(plan, heading, period, payer, is_surcharge=is_surcharge)
    doubts += _doubts_of_labels(plan, labels[0], near)
    if amount.place.confidence < SURE_OF_FIGURES:
        doubts.append(POORLY_SEEN)
    return Fact(
        RATE,
        RATES_SECTION,
        SURCHARGES if is_surcharge else PREMIUM,
        about,
        Reading(payer or EMPLOYEE, amount.value, unit=period or PAY, applies_to=group),
        amount.raw,
        amount.place,
        plan=plan or heading,
        plan_year=_year(labels[0], shared, amount.around),
        coverage_tier="" if is_surcharge else tier,
        doubts=tuple(doubts),
    )


def _groups(labels: Sequence[str]) -> str:
    """Return all classes and bands that the labels name: "with wellness credit, part-time"."""
    return ", ".join(dict.fromkeys(found for found in map(group_of, labels) if found))


def _year(column: str, shared: Sequence[str], around: Surroundings) -> str:
    """Return the year the amount is of; what held before a change is of the year that its own column names, if any."""
    if is_before_change(column):
        return year_of(column)
    return _first(year_of, (*shared, *around.headings, around.title)) or around.effective


def _doubts(plan: str, heading: str, period: str, payer: str, *, is_surcharge: bool) -> list[str]:
    doubts = []
    if heading and not has_plan_word(heading):
        doubts.append(PLAN_FROM_HEADING)
    if not plan and not heading and not is_surcharge:
        doubts.append(PLAN_UNSAID)
    if not period:
        doubts.append(PERIOD_UNSAID)
    if not payer and not is_surcharge:
        doubts.append(PAYER_UNSAID)
    return doubts


def _doubts_of_labels(plan: str, column: str, near: Sequence[str]) -> Iterator[str]:
    if plan and is_named_loosely(plan):
        yield PLAN_NAMED_LOOSELY
    if plan and may_name_a_payer(plan, near):
        yield PAYER_OR_PLAN
    if is_before_change(column):
        yield BEFORE_A_CHANGE


def _first(read: Callable[[str], str], labels: Sequence[str]) -> str:
    return next((found for found in map(read, labels) if found), "")
