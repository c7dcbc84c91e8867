"""What a document says of the things that another may contradict: a figure, and all that decides whose it is.

Precision before everything: HR stops looking at a list that is wrong now and then. A sentence or a table's cell counts
only if it tells of one thing, and each of its figures of one plan, household, period and year, in the network and
without a condition; what is left unsaid (for whom, which year) is taken from the document. Pure.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from knowledge.claims.subjects import (
    ACCOUNTS,
    LIMIT_SIDES,
    NOT_MEDICAL,
    PERIOD_SIDES,
    SERVICE_BAND,
    SUBJECTS,
    Subject,
    may_both_be_right,
)
from knowledge.claims.types import FORMULA, MONEY, SHARE, Claim, Told
from knowledge.facts.rate_labels import tier_of
from knowledge.facts.words import TIER_WORDS, money
from knowledge.retrieval.plans import PlanName, plan_names
from knowledge.text.sentences import sentence_spans
from knowledge.text.terms import plain_text

_YEAR = re.compile(r"\b20\d\d(?:[-–/]\d\d)?\b")
_CELLS = " — "
_ROW_HEADS = " | "
_PERSON_THEN_FAMILY = re.compile(r"\b(?:person|individual|self(?:-only)?|employee(?: only)?)\s*/\s*family\b")
# Of a class's name, what any class is called.
_ANY_CLASS = frozenset(
    ["employee", "employees", "member", "members", "staff", "team", "workers", "the", "all", "union"]
)
# A sentence or cell that is longer is none that sets one figure, and to read it takes time by the square of its length.
LONGEST_UNIT = 1_500
Finder = Callable[[str], list[str]]


@dataclass(frozen=True)
class _Unit:
    """One sentence, or one cell of a table's row with the words that stand around it."""

    value: str
    header: str
    label: str
    quote: str
    above: str = ""  # the heads of the row's table

    @property
    def told(self) -> str:
        return " ".join(part for part in (self.label, self.header, self.value) if part)


@dataclass(frozen=True)
class _Figure:
    start: int
    end: int
    kind: str
    value: Decimal | str
    words: str


def claims_of(passages: Iterable[Told]) -> list[Claim]:
    """Return what the passages claim, in their order, equal claims once."""
    found: dict[tuple[object, ...], Claim] = {}
    for passage in passages:
        for unit in _units(passage.text):
            if len(unit.told) > LONGEST_UNIT:
                continue
            for claim in _of_unit(unit, passage):
                found.setdefault((claim.key, claim.people, claim.value, claim.year), claim)
    return list(found.values())


def contradicts(one: Sequence[Claim], other: Sequence[Claim]) -> bool:
    """Whether claims about one thing and year leave no figure on which both documents agree."""
    return not {claim.value for claim in one} & {claim.value for claim in other}


def _units(text: str) -> Iterator[_Unit]:
    above = ""
    for line in text.split("\n"):
        label, dash, cells = line.partition(_CELLS)
        if not dash:
            above = line if _ROW_HEADS in line and len(line) <= LONGEST_UNIT else ""
            for start, end in sentence_spans(line):
                yield _Unit(line[start:end], "", "", line[start:end])
            continue
        for cell in cells.split("; "):
            header, colon, value = cell.rpartition(": ")
            if colon:
                yield _Unit(value, header, label, f"{label}{_CELLS}{cell}", above)


def _of_unit(unit: _Unit, passage: Told) -> Iterator[Claim]:
    told = plain_text(unit.told)
    heading = plain_text(passage.heading)
    if may_both_be_right(f"{heading} {told}"):
        return
    plain = _without_network_names(told)
    with_heads = f"{plain_text(unit.above)} {plain}"
    matched: dict[str, dict[str, Subject]] = {}
    for subject in SUBJECTS:
        of_unit = with_heads if subject.has_period else plain
        if _is_about(subject, of_unit, heading, passage) and subject.value.search(plain_text(unit.value)):
            matched.setdefault(subject.kind, {})[subject.name] = subject
    for subjects in matched.values():
        if len(subjects) == 1:
            (subject,) = subjects.values()
            yield from _claims(subject, unit, passage)


def _is_about(subject: Subject, told: str, heading: str, passage: Told) -> bool:
    if not subject.is_told_by(told):
        has_sign = subject.in_heading and subject.is_told_by(f"{heading} {told}") and subject.signs.search(heading)
        if not has_sign or subject.name.startswith("What you can"):
            return False
    if subject.is_medical and NOT_MEDICAL.search(f"{told} {heading} {plain_text(passage.title)}"):
        return False
    if subject.household == "rates" and passage.has_rates:
        return False
    return not subject.account or _accounts(told, heading) == [subject.account]


def _accounts(told: str, heading: str) -> list[str]:
    for text in (told, heading):
        named = [name for name, pattern in ACCOUNTS.items() if pattern.search(text)]
        if named:
            return named
    return []


def _claims(subject: Subject, unit: _Unit, passage: Told) -> Iterator[Claim]:
    value = plain_text(unit.value)
    figures = list(_figures(subject, value, is_plans_column=bool(plan_names(unit.header))))
    if not figures:
        return
    behind = [value[figure.end : following.start] for figure, following in pairwise(figures)]
    tails = [*behind, value[figures[-1].end :]]
    head = plain_text(f"{unit.label} {unit.header} ")
    head += value[: figures[0].start]
    households = _sides(head, tails, _household_finder(subject))
    periods = _periods(subject, f"{plain_text(unit.above)} {head}", tails)
    people = _sides(head, tails, lambda text: classes_in(text, passage.classes))
    plans = _plans(subject, unit, tails, passage)
    year = _year(unit, passage, plans)
    if None in (households, periods, people, plans, year):
        return
    told: dict[tuple[object, ...], list[tuple[_Figure, Claim]]] = {}
    for figure, household, period, code, plan in zip(figures, households, periods, people, plans, strict=True):
        if (subject.household and not household) or (subject.has_period and not period):
            continue
        of = tuple(part for part in (household, period) if part)
        claim = Claim(
            subject.name,
            plan,
            of,
            (code,) if code else (),
            figure.kind,
            figure.value,
            figure.words,
            year,
            " ".join(unit.quote.split()),
            passage.page,
        )
        told.setdefault((claim.key, claim.people), []).append((figure, claim))
    for claims in told.values():
        # Two figures for one thing in one sentence: something that was not understood tells them apart.
        if len({claim.value for _, claim in claims}) == 1:
            yield claims[0][1]


def _figures(subject: Subject, value: str, *, is_plans_column: bool) -> Iterator[_Figure]:
    if subject.kind == FORMULA:
        parts = [found[0] for found in subject.value.finditer(value)]
        if parts:
            start, end = value.index(parts[0]), value.index(parts[-1]) + len(parts[-1])
            formula = "; ".join(map(_formula, parts))
            yield _Figure(start, end, FORMULA, formula, formula)
        return
    for found in subject.value.finditer(value):
        if found.groupdict().get("alone") and not is_plans_column:
            # In the column of a plan it is what one pays; elsewhere it may be what a pharmacy charges.
            continue
        digits = next(filter(None, found.groupdict().values()))
        number = Decimal(digits.replace(",", "")).normalize()
        yield _Figure(found.start(), found.end(), subject.kind, number, _words(number, subject.kind))


def _words(number: Decimal, kind: str) -> str:
    if kind == MONEY:
        return money(number)
    return f"{number:f}%" if kind == SHARE else f"{number:f} {kind}"


def _formula(part: str) -> str:
    """Write one step of a match in one way: 100% of 4%."""
    numbers = re.findall(r"(\d{1,3})%", part)
    return f"100% of {numbers[0]}%" if len(numbers) == 1 else f"{numbers[0]}% of {numbers[1]}%"


# --- what sets the figures of a sentence apart ------------------------------------------------------------------


def _sides(head: str, tails: Sequence[str], find: Finder) -> list[str] | None:
    """Return for each figure what is told of it behind it, or before all of them; None where that is not sure."""
    if len(tails) == 1:
        named = find(f"{head} {tails[0]}")
        return [named[0] if named else ""] if len(named) < 2 else None
    behind = [find(tail) for tail in tails]
    if all(len(named) == 1 for named in behind):
        return [named[0] for named in behind]
    if any(behind):
        return None
    named = find(head)
    if len(tails) == 2 and len(named) == 2 and find is _limit_sides and _PERSON_THEN_FAMILY.search(head):
        return ["one person", "family"]
    return [named[0] if named else ""] * len(tails) if len(named) < 2 else None


def _limit_sides(text: str) -> list[str]:
    return LIMIT_SIDES.told_by(text)


def _rate_sides(text: str) -> list[str]:
    tier = tier_of(text)
    return [TIER_WORDS[tier].casefold()] if tier else []


def _service_bands(text: str) -> list[str]:
    return list(dict.fromkeys(SERVICE_BAND.findall(text)))


def _household_finder(subject: Subject) -> Finder:
    finders: dict[str, Finder] = {"limits": _limit_sides, "rates": _rate_sides, "service": _service_bands}
    return finders.get(subject.household, lambda _: [])


def _periods(subject: Subject, head: str, tails: Sequence[str]) -> list[str] | None:
    """Return the period of each figure; "$25 per paycheck, $50 for a family" has one for both."""
    if not subject.has_period:
        return [""] * len(tails)
    in_head = PERIOD_SIDES.told_by(head)
    if len(in_head) > 1:
        return None
    period, found = (in_head[0] if in_head else subject.usual_period), []
    for tail in tails:
        named = PERIOD_SIDES.told_by(tail)
        if len(named) > 1:
            return None
        period = named[0] if named else period
        found.append(period)
    return found


def classes_in(text: str, classes: Mapping[str, str]) -> list[str]:
    found, rest = [], text
    for code, name in sorted(classes.items(), key=lambda one: -len(one[1])):
        words = [word for word in plain_text(name).split() if word not in _ANY_CLASS]
        pattern = r"[\s-]+".join(re.escape(part) for word in words for part in word.split("-"))
        if pattern and re.search(rf"\b{pattern}\b", rest):
            found.append(code)
            rest = re.sub(rf"\b{pattern}\b", " ", rest)
    return found


def _plans(subject: Subject, unit: _Unit, tails: Sequence[str], passage: Told) -> list[PlanName | None] | None:
    if not subject.per_plan:
        return [None] * len(tails)
    behind = [plan_names(tail) for tail in tails]
    if len(tails) > 1 and all(len(names) == 1 for names in behind):
        return [next(iter(names)) for names in behind]
    about = [unit.header, unit.label] if unit.label else [unit.value]
    plan = _plan(about, passage)
    return None if plan is None else [plan] * len(tails)


def _plan(about: Sequence[str], passage: Told) -> PlanName | None:
    """Return the one plan the nearest text names; none if it names several."""
    for names in (*map(plan_names, about), plan_names(passage.heading), passage.plans):
        if names:
            return next(iter(names)) if len(names) == 1 else None
    return None


def _year(unit: _Unit, passage: Told, plans: Sequence[PlanName | None] | None) -> str | None:
    """Return the one year of the nearest text that names any, else the document's; None if it names several."""
    levels = {plan.level for plan in plans or () if plan}
    for text in (unit.told, unit.above, passage.heading):
        years = {year.replace("–", "-").replace("/", "-") for year in _YEAR.findall(plain_text(text))} - levels
        if len(years) > 1:
            return None
        if years:
            year = years.pop()
            return passage.plan_year if passage.plan_year.startswith(f"{year}-") else year
    return passage.plan_year


def _without_network_names(text: str) -> str:
    """Return the text without how the federal summary calls its columns: the price in the network has no condition."""
    return re.sub(r"\bif you (?:visit|need|have|are)\b", " ", text)
