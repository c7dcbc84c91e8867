"""How much of a file comes out: words, and table cells with the right row and column headers.

python -m benchmarks.fidelity [FOLDER ...] [--misses]

Always measured: the demo companies' documents, whose true numbers are known; their rate sheets and federal summaries
cell by cell, and the scanned side letter's numbers. Each FOLDER adds its files to the words, and its gold tables, if
it has any (*.md of the same name in a folder `groundtruth` beside `sources`). Benefit_Options.pdf, where it is found,
adds the table that exists as a picture only.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.run import extract
from knowledge.extract.sniff import true_type
from knowledge.extract.types import Block, ExtractedPage
from knowledge.extract.watch import cell_key, words_of
from platform_admin.demo.bluefin.numbers import COMPANY as BLUEFIN
from platform_admin.demo.cedarmain.numbers import COMPANY as CEDARMAIN
from platform_admin.demo.company import Company
from platform_admin.demo.document import DemoDocument
from platform_admin.demo.documents import build_documents
from platform_admin.demo.juniper.numbers import COMPANY as JUNIPER
from platform_admin.demo.juniper.side_letter import typed_letter_pdf
from platform_admin.demo.services import SERVICE_ROWS
from platform_admin.demo.shapes import TIER_LABELS, Plan
from platform_admin.demo.wording import cents, cost_words

WORDS_AIM, CELLS_AIM = 0.995, 0.97
IN_NETWORK = "Network Provider (You will pay the least)"
OUT_OF_NETWORK = "Out-of-Network Provider (You will pay the most)"
LIMITS = "Limitations, Exceptions, & Other Important Information"
PER_PAY = {"juniper": "Per paycheck", "bluefin": "Employee per paycheck"}
# The comparison on page 4 of a public sample document; its table is a picture.
PICTURE_TABLE = "Benefit_Options.pdf"
PICTURE_COSTS = (
    ("Employee Only", "$45.00", "$55.00"),
    ("Employee +1", "$65.00", "$71.00"),
    ("Employee +2 or more", "$78.00", "$89.00"),
)
FIGURE = re.compile(r"\d+(?:,\d{3}(?!\d))*(?:\.\d+)?")
TABLE_LINE = re.compile(r"^\s*\|.*\|\s*$")
LINK = re.compile(r"!?\[([^\]]*)\]\((?:[^()]|\([^()]*\))*\)")
COMMENT = re.compile(r"<!--.*?-->")
LEADERS = re.compile(r"(?:\s?\.){4,}")
RULE_LINE = re.compile(r"^\s*\|[\s:|-]+\|\s*$")


@dataclass(frozen=True)
class Fact:
    """A value that has to stand in a row with this label, in a column under all of these headers."""

    label: str
    headers: tuple[str, ...]
    value: str


@dataclass
class Score:
    name: str
    held: int = 0
    found: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, held: int, found: int) -> None:
        self.held += held
        self.found += found

    def look_for(self, facts: Sequence[Fact], pages: Sequence[ExtractedPage], file_name: str) -> None:
        tables = [block for page in pages for block in page.blocks if block.kind == "table"]
        missed = [fact for fact in facts if not any(_holds(table, fact) for table in tables)]
        self.add(len(facts), len(facts) - len(missed))
        self.misses += [f"{file_name}: {fact.label} / {', '.join(fact.headers)} / {fact.value}" for fact in missed]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fidelity")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what was not found")
    asked = parser.parse_args(arguments)
    scores = [*demo_scores(), *(score for folder in asked.folders for score in folder_scores(folder))]
    print(f"{'what':<52}{'held':>9}{'found':>9}{'share':>9}")  # noqa: T201
    for score in scores:
        if score.held:
            print(f"{score.name:<52}{score.held:>9}{score.found:>9}{score.found / score.held:>9.2%}")  # noqa: T201
    if asked.misses:
        print("\n".join(miss for score in scores for miss in score.misses))  # noqa: T201
    return 0 if all(_is_met(score) for score in scores) else 1


def demo_scores() -> Iterator[Score]:
    words, cells = Score("demo documents: words"), Score("demo documents: cells")
    summaries = Score("demo federal summaries: cells under right headers")
    rates = Score("demo rate sheets: cells under right headers")
    letter = Score("demo scanned letter: numbers recognised")
    for company in (JUNIPER, BLUEFIN, CEDARMAIN):
        for document in build_documents(company):
            pages = _read(document.content, document.file_name)
            _count(pages, words, cells, document.file_name)
            if document.kind == "sbc":
                summaries.look_for(_summary_facts(company, document), pages, document.file_name)
            elif document.kind == "rate_sheet":
                rates.look_for(list(_rate_facts(company, document)), pages, document.file_name)
            elif "side-letter" in document.file_name:
                typed = _read(typed_letter_pdf(), "typed.pdf")
                _count_figures(letter, _text(typed), _text(pages))
    yield from (words, cells, summaries, rates, letter)


def folder_scores(folder: Path) -> Iterator[Score]:
    words, cells = Score(f"{folder.name}: words"), Score(f"{folder.name}: cells")
    gold = {}
    picture = Score(f"{folder.name}: cells of the table that is a picture")
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and "groundtruth" not in path.parts):
        try:
            content_type = true_type(path, file_name=path.name)
            pages = extract(path, content_type).pages
        except ExtractionFailed:
            continue
        _count(pages, words, cells, path.name)
        if path.name == PICTURE_TABLE:
            picture.look_for(list(_picture_facts()), pages, path.name)
        expected = _gold_of(path)
        if expected is not None:
            tables = gold.setdefault(path.suffix, Score(f"{folder.name}: gold tables of {path.suffix}"))
            tables.look_for(list(_gold_facts(expected.read_text())), pages, path.name)
    yield from (words, cells, picture, *gold.values())


def _is_met(score: Score) -> bool:
    aim = WORDS_AIM if score.name.endswith("words") else CELLS_AIM
    return not score.held or score.found >= aim * score.held


def _read(content: bytes, file_name: str) -> Sequence[ExtractedPage]:
    with tempfile.NamedTemporaryFile(suffix=Path(file_name).suffix) as file:
        file.write(content)
        file.flush()
        path = Path(file.name)
        return extract(path, true_type(path, file_name=file_name)).pages


def _text(pages: Sequence[ExtractedPage]) -> str:
    return "\n".join(page.text for page in pages)


def _count(pages: Sequence[ExtractedPage], words: Score, cells: Score, file_name: str) -> None:
    for page in pages:
        words.add(page.kept.words_in, page.kept.words_out)
        cells.add(page.kept.cells_in, page.kept.cells_out)
        words.misses += [f"{file_name}, page {page.number}: {lost}" for lost in page.kept.lost]


def _count_figures(score: Score, expected: str, text: str) -> None:
    rest = FIGURE.findall(text)
    for figure in FIGURE.findall(expected):
        score.held += 1
        if figure in rest:
            rest.remove(figure)
            score.found += 1
        else:
            score.misses.append(f"scanned letter: {figure}")


def _holds(table: Block, fact: Fact) -> bool:
    label, value = cell_key(fact.label), cell_key(fact.value)
    headers = [cell_key(header) for header in fact.headers]
    for row in table.rows[1:]:
        keys = [cell_key(cell) for cell in row]
        if label not in keys:
            continue
        for column, key in enumerate(keys):
            above = cell_key(table.rows[0][column])
            if key == value and all(header in above for header in headers) and _names_network(above, headers):
                return True
    return False


def _names_network(above: str, headers: Sequence[str]) -> bool:
    """The words of one network stand in those of the other: "network provider" in "out-of-network provider"."""
    return "outofnetwork" not in above or any("outofnetwork" in header for header in headers) or not headers


def _summary_facts(company: Company, document: DemoDocument) -> list[Fact]:
    plan = _plan_of(company, document)
    facts = []
    for row in SERVICE_ROWS:
        cost = plan.service(row.code)
        facts.append(Fact(row.label, (IN_NETWORK,), cost_words(cost.network)))
        facts.append(Fact(row.label, (OUT_OF_NETWORK,), cost_words(cost.out_of_network)))
        facts.append(Fact(row.label, ("Common Medical Event",), row.event))
        if cost.limits:
            facts.append(Fact(row.label, (LIMITS,), cost.limits))
    return facts


def _plan_of(company: Company, document: DemoDocument) -> Plan:
    return next(
        plan
        for plan in company.plans
        if plan.plan_year == document.plan_year and plan.name.lower().replace(" ", "-") in document.file_name
    )


def _rate_facts(company: Company, document: DemoDocument) -> Iterator[Fact]:
    names = {plan.code: plan.name for plan in company.plans}
    classes = document.audience or (company.classes[0].code,)
    for rate in company.rates:
        if rate.plan_year == document.plan_year and rate.class_code in classes and rate.plan in names:
            column = PER_PAY[company.subdomain]
            yield Fact(TIER_LABELS[rate.tier], (names[rate.plan], column), cents(rate.per_deduction))


def _picture_facts() -> Iterator[Fact]:
    for label, standard, plus in PICTURE_COSTS:
        yield Fact(label, ("Employee's cost per paycheck", "Northwind Standard"), standard)
        yield Fact(label, ("Employee's cost per paycheck", "Northwind Health Plus"), plus)


def _gold_of(path: Path) -> Path | None:
    folder = path.parent.parent / "groundtruth"
    names = (f"{path.name}.md", f"{path.stem}.md")
    return next((folder / name for name in names if (folder / name).is_file()), None)


def _gold_facts(markdown: str) -> Iterator[Fact]:
    """Yield the cells of all tables with their row's first cell and their column's header."""
    for table in _gold_tables(markdown):
        header, *rows = table
        # The gold writes a second header row as a row of values, and takes tables of contents for tables.
        rows = [row for row in rows if row[0] != header[0] and not LEADERS.search(row[0])]
        # One text over all columns is a caption, which we tell before the table.
        header = [""] * len(header) if len(set(header)) == 1 else header
        for row in rows:
            for column in range(1, min(len(row), len(header))):
                if words_of(row[column]) and words_of(row[0]):
                    yield Fact(row[0], (header[column],) if words_of(header[column]) else (), row[column])


def _gold_tables(markdown: str) -> Iterator[list[list[str]]]:
    table: list[list[str]] = []
    for line in [*markdown.splitlines(), ""]:
        if TABLE_LINE.match(line):
            if not RULE_LINE.match(line):
                table.append([_plain(cell) for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))])
            continue
        if len(table) > 1 and len(table[0]) > 1:
            yield table
        table = []


def _plain(cell: str) -> str:
    """Return a Markdown cell as a reader sees it, without the addresses of links."""
    return unescape(LINK.sub(r"\1", COMMENT.sub("", cell))).strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
