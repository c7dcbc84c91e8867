"""A Summary of Benefits and Coverage as typed facts, in the order of the federal template.

Headings and rows of a summary are fixed by the federal template, so that they can be known by their words. What a
cell says is never guessed: a cell that is not understood is a fact with its words as they are printed and a doubt.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from knowledge.extract.types import SURE_OF_FIGURES, ExtractedPage
from knowledge.facts.cells import LINE, POORLY_SEEN, PlacedTable, find, originals_of, place_of, tables_of
from knowledge.facts.costs import UNREAD
from knowledge.facts.fold import fold
from knowledge.facts.questions import ANSWER, DEDUCTIBLE, DETAILS, QUESTIONS, question_of, read_answer
from knowledge.facts.service_table import LIMITS, has_services_head, is_services_head, read_services
from knowledge.facts.types import NO_NAME, SBC, UNNAMED, Fact, Place, PlanFacts, Reading

HEADER, QUESTION_SECTION, CLOSING = "header", "questions", "closing"
PLAN, EXCLUDED, ALSO_COVERED, MEC, MINIMUM_VALUE = "plan", "excluded", "also_covered", "mec", "minimum_value"
TITLE = re.compile(
    r"summary\s+of\s+benefits\s+and\s+coverage|resumen\s+de\s+(?:los\s+)?beneficios\s+y\s+(?:la\s+)?cobertura",
    re.IGNORECASE,
)

_DAY = r"(\d{1,2}/\d{1,2}/\d{2,4}|[A-Z][a-z]+ \d{1,2}, \d{4})"
_PERIOD = re.compile(
    rf"(?:Coverage Period|Per[ií]odo de (?:la )?cobertura):?\s*(?:Beginning on or after\s*|del?\s+)?{_DAY}"
    rf"(?:\s*(?:-|–|—|to|through|al?)\s*{_DAY})?"
)
_COVERAGE_FOR = re.compile(
    r"(?:Coverage for|Cobertura (?:para|de)):\s*(.+?)\s*(?:\||Plan Type|Tipo de plan|$)", re.IGNORECASE | re.MULTILINE
)
_PLAN_TYPE = re.compile(
    r"(?:Plan Type|Tipo de plan):?\s*([A-Za-z][\w/ -]{1,30}?)\s*(?:\||$|\n|the summary\b|this is only\b|coverage\b)",
    re.IGNORECASE | re.MULTILINE,
)
# The head's two columns may have become one line.
_HEAD_WORDS = re.compile(
    r"\s*\|?\s*(?:\b(?:coverage period|coverage for|plan type|per[ií]odo de (?:la )?cobertura|tipo de plan)\b"
    r"|\bcobertura (?:para|de):).*$",
    re.IGNORECASE,
)
_COVERS = re.compile(
    r"^:?\s*(?:what this plan covers.*?(?:covered services|$)|lo que (?:este|el) plan cubre.*?(?:servicios cubiertos|$)"
    r"|lo que cubre (?:este|el) plan.*?(?:servicios cubiertos|$)):?",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(
    r"sbc\) document|help you choose a health|this is only a summary|le ayudar[áa] a elegir|este es solo un resumen",
    re.IGNORECASE,
)
_NO_PLAN = re.compile(r"www\.|https?:|\d{3}-\d{4}|^\W*questions\b|^page \d|^\d+ of \d+", re.IGNORECASE)
_CLOSING_ANSWERS = {
    MEC: ("Minimum essential coverage", re.compile(r"Minimum Essential Coverage\?\s*(yes|no)\b", re.IGNORECASE)),
    MINIMUM_VALUE: ("Minimum value", re.compile(r"Minimum Value Standards?\?\s*(yes|no)\b", re.IGNORECASE)),
}
_YES_NO = re.compile(r"^\W*(?:s[íi]|no)\b[.,:;]?\s*", re.IGNORECASE)
_LISTS = {
    EXCLUDED: ("Excluded services", re.compile(r"generally does not cover", re.IGNORECASE)),
    ALSO_COVERED: ("Other covered services", re.compile(r"other covered services \(", re.IGNORECASE)),
}


def is_sbc(pages: Sequence[ExtractedPage]) -> bool:
    """Whether the pages hold the two tables that every summary has."""
    tables = list(tables_of(pages))
    return any(_is_questions(table) for table in tables) and any(map(has_services_head, tables))


def read_summaries(pages: Sequence[ExtractedPage]) -> list[PlanFacts]:
    """Return the facts of each summary in the file; several plans may be bound together."""
    starts = [at for at, page in enumerate(pages) if any(map(_is_questions, tables_of([page])))]
    if not starts:
        return []
    starts[0] = 0
    ends = [*starts[1:], len(pages)]
    return [read_summary(pages[start:end]) for start, end in zip(starts, ends, strict=True)]


def read_summary(pages: Sequence[ExtractedPage]) -> PlanFacts:
    header, plan = _header(pages)
    questions = list(_questions(pages))
    facts = [*header, *questions, *read_services(pages, questions), *_closing(pages)]
    starts_on, ends_on = _period(pages)
    doubt = () if plan else (NO_NAME,)
    placed = [replace(fact, plan=plan, doubts=(*fact.doubts, *_unsure(fact), *doubt)) for fact in facts]
    return PlanFacts(tuple(fold(_as_printed(placed, originals_of(pages)))), starts_on, ends_on)


def _as_printed(facts: Sequence[Fact], originals: dict[str, str]) -> Iterator[Fact]:
    """Yield the facts with the words that are printed, where they were read through words of another language."""
    for fact in facts:
        raw = originals.get(" ".join(fact.raw.split()), fact.raw)
        label = originals.get(fact.label, fact.label)
        text = fact.reading.text
        if text and fact.reading.attribute in (DETAILS, LIMITS, UNREAD):
            text = originals.get(text) or (_YES_NO.sub("", " ".join(raw.split())) if raw != fact.raw else text)
        yield replace(fact, raw=raw, label=" ".join(label.split()), reading=replace(fact.reading, text=text))


def _unsure(fact: Fact) -> tuple[str, ...]:
    return (POORLY_SEEN,) if fact.place.confidence < SURE_OF_FIGURES else ()


# --- head ------------------------------------------------------------------------------------------------------


def _header(pages: Sequence[ExtractedPage]) -> tuple[list[Fact], str]:
    facts = []
    plan = ""
    named = _plan_name(pages)
    if named:
        plan, raw, place = named
        facts.append(_plan_fact("Plan", "name", plan, raw, place))
    else:
        facts.append(_plan_fact("Plan", "name", UNNAMED, UNNAMED, Place(pages[0].number, 0, 0, 0)))
    for label, attribute, pattern in (
        ("Plan type", "plan_type", _PLAN_TYPE),
        ("Coverage for", "coverage_for", _COVERAGE_FOR),
    ):
        for found, place in find(pages[:1], pattern):
            facts.append(_plan_fact(label, attribute, found[1].strip(), found[0].strip(" |"), place))
            break
    for found, place in find(pages[:1], _PERIOD):
        for label, attribute, words in (("Coverage from", "from", found[1]), ("Coverage to", "to", found[2])):
            day = _day(words)
            if day:
                facts.append(_plan_fact(label, attribute, day.isoformat(), found[0], place))
        break
    return facts, plan


def _plan_fact(label: str, attribute: str, text: str, raw: str, place: Place) -> Fact:
    return Fact(SBC, HEADER, PLAN, label, Reading(attribute, text=text), raw, place)


def _plan_name(pages: Sequence[ExtractedPage]) -> tuple[str, str, Place] | None:
    """Return the name above the questions: what stands behind the insurer's name, or the whole line."""
    for found, place in find(pages[:1], LINE):
        if _INTRODUCTION.search(found[0]):
            break
        line = _HEAD_WORDS.sub("", _COVERS.sub("", TITLE.sub("", found[0]).strip()).strip()).strip()
        # "Acme Group LLC :" is whose plan it is; the plan stands on the next line.
        if line.endswith(":") or _NO_PLAN.search(line):
            continue
        behind = line.rsplit(": ", 1)[-1].strip()
        name = behind if re.search(r"[A-Za-z]{2}", behind) else line
        if re.search(r"[A-Za-z]", name) and len(name) <= 120:
            return name, line, place
    return None


def _period(pages: Sequence[ExtractedPage]) -> tuple[date | None, date | None]:
    for found, _ in find(pages[:1], _PERIOD):
        return _day(found[1]), _day(found[2])
    return None, None


def _day(words: str | None) -> date | None:
    for form in ("%m/%d/%Y", "%m/%d/%y", "%B %d, %Y"):
        try:
            return datetime.strptime(words or "", form).date()
        except ValueError:
            continue
    return None


# --- questions -------------------------------------------------------------------------------------------------


def _is_questions(table: PlacedTable) -> bool:
    return any(question_of(row[0]) == DEDUCTIBLE and len(_own_cells(row)) >= 2 for row in table.rows)


def _questions(pages: Sequence[ExtractedPage]) -> Iterator[Fact]:
    seen: set[str] = set()
    for table in tables_of(pages):
        for number, row in enumerate(table.rows):
            if is_services_head(row):
                break
            code = question_of(row[0])
            # The questions come in a fixed order, the deductible first: words like these further on are no question.
            if code and len(_own_cells(row)) >= 2 and code not in seen and (seen or code == DEDUCTIBLE):
                seen.add(code)
                yield from _question_facts(table, number, code)


def _own_cells(row: Sequence[str]) -> list[int]:
    """Return the columns in which a cell begins; one that stretches over several stands in each of them."""
    return [at for at, cell in enumerate(row) if cell and (at == 0 or cell != row[at - 1])]


def _question_facts(table: PlacedTable, number: int, code: str) -> Iterator[Fact]:
    row = table.rows[number]
    _, answered, *others = _own_cells(row)
    explained = others[0] if others else answered
    why = row[explained] if others else ""
    for answer in read_answer(code, row[answered], why):
        is_why = answer.reading.attribute == "family_rule"
        yield Fact(
            SBC,
            QUESTION_SECTION,
            code,
            QUESTIONS[code][0],
            answer.reading,
            row[explained if is_why else answered],
            table.place(number, explained if is_why else answered),
            network=answer.network,
            coverage_tier=answer.coverage_tier,
            doubts=answer.doubts,
        )


# --- after the tables ------------------------------------------------------------------------------------------


def _closing(pages: Sequence[ExtractedPage]) -> Iterator[Fact]:
    for code, (label, pattern) in _LISTS.items():
        listed = _list_under(pages, pattern)
        if listed:
            items, place = listed
            text = "\n".join(items)
            yield Fact(SBC, CLOSING, code, label, Reading(DETAILS, text=text), text, place)
    for code, (label, pattern) in _CLOSING_ANSWERS.items():
        for found, place in find(pages, pattern):
            yield Fact(SBC, CLOSING, code, label, Reading(ANSWER, text=found[1].casefold()), found[0], place)
            break


def _list_under(pages: Sequence[ExtractedPage], heading: re.Pattern[str]) -> tuple[list[str], Place] | None:
    """Return the items of the list behind the heading, and its place.

    A list in three columns is several blocks, and one in a box with lines is a table or a part of it.
    """
    for page in pages:
        for number, block in enumerate(page.blocks):
            if not heading.search(block.text):
                continue
            table = PlacedTable(page, number, block)
            first = next((at for at, row in enumerate(table.rows) if heading.search(" ".join(row))), None)
            cells = list(_cells_from(table, first + 1)) if first is not None else []
            for later in range(number + 1, len(page.blocks)):
                found = list(_items_of(page, later))
                if not found and (cells or _is_list_heading(page.blocks[later].text)):
                    break
                cells += found
                if page.blocks[later].rows:
                    break
            if cells:
                lines = [line for text, _ in cells for line in re.split(r"\n|(?=[•▪·])", text)]
                return [item for line in lines if (item := line.strip(" •·▪*-"))], cells[0][1]
    return None


def _items_of(page: ExtractedPage, number: int) -> Iterator[tuple[str, Place]]:
    block = page.blocks[number]
    if block.kind == "list":
        yield block.text, place_of(page, number, 0, len(block.text))
    elif block.rows and not is_services_head(block.rows[0]):
        yield from _cells_from(PlacedTable(page, number, block), 0)


def _cells_from(table: PlacedTable, first: int) -> Iterator[tuple[str, Place]]:
    """Yield the cells from this row on, down to the heading of the next list."""
    for number in range(first, len(table.rows)):
        row = table.rows[number]
        if _is_list_heading(" ".join(row)):
            return
        for column in _own_cells(row):
            yield row[column], table.place(number, column)


def _is_list_heading(text: str) -> bool:
    return any(pattern.search(text) for _, pattern in _LISTS.values())
