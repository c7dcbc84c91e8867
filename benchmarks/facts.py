"""How many facts of the demo companies' papers, and of those of other hands, are read exactly.

A summary of another hand may be wrong in no fact that is not doubted; what is missed or doubted is told.

python -m benchmarks.facts [FOLDER ...]   folders with PDF and XLSX files to look for summaries and rates in
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import django
from django.apps import apps

from benchmarks.facts_other_hands import scores_of_sheets, scores_of_summaries, show_scores
from benchmarks.facts_printed import Told, told, told_by_rates, told_by_summary
from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.run import extract
from knowledge.facts.rates import read_rates
from knowledge.facts.sbc import is_sbc, read_summaries
from knowledge.facts.types import Fact
from platform_admin.demo.bluefin import rate_sheet as bluefin_sheet
from platform_admin.demo.company import Company
from platform_admin.demo.files.sbc import sbc_pdf
from platform_admin.demo.juniper import rate_sheet as juniper_sheet
from platform_admin.demo.numbers import COMPANIES, company

TYPES = {".pdf": "pdf", ".xlsx": "xlsx"}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.facts")
    parser.add_argument("folders", nargs="*", type=Path)
    asked = parser.parse_args(arguments)
    misses = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, expected, facts in (*summaries(Path(folder)), *rate_sheets(Path(folder))):
            misses += show(name, expected, facts)
        misses += show_scores("summaries of other hands", scores_of_summaries(Path(folder)))
        misses += show_scores("rate sheets of other hands", scores_of_sheets(Path(folder)))
    for file in sorted(file for folder in asked.folders for file in folder.rglob("*") if file.suffix in TYPES):
        look_at(file)
    return 1 if misses else 0


def summaries(folder: Path) -> Iterator[tuple[str, Told, Sequence[Fact]]]:
    for one in COMPANIES:
        for plan in one.plans:
            file = folder / "summary.pdf"
            file.write_bytes(sbc_pdf(one, plan))
            facts = [fact for found in read_summaries(extract(file, "pdf").pages) for fact in found.facts]
            yield f"{one.subdomain} {plan.name} {plan.plan_year}", told_by_summary(one, plan), facts


def rate_sheets(folder: Path) -> Iterator[tuple[str, Told, Sequence[Fact]]]:
    bluefin, juniper = company("bluefin"), company("juniper")
    plans = {code: bluefin.plan(code, "2027").name for code in bluefin_sheet.CODES}
    payers = ("employee pay", "employee month", "employer month", "full month", "cobra month")
    yield (
        "bluefin rates",
        told_by_rates(bluefin, plans, group="", payers=payers),
        _rates(folder, bluefin, bluefin_sheet.rate_sheet_xlsx()),
    )
    medical, employee = {"PPO1000": "PPO 1000", "HDHP": "HDHP"}, ("employee pay", "employee month", "employee year")
    expected = told_by_rates(juniper, medical, group="salaried employees", payers=employee)
    expected |= told_by_rates(juniper, medical, group="", payers=("full month", "cobra month"))
    expected |= told_by_rates(juniper, {"DENTAL": "Dental", "VISION": "Vision"}, group="", payers=employee)
    yield "juniper rates", expected, _rates(folder, juniper, juniper_sheet.rate_sheet_xlsx())


def _rates(folder: Path, of: Company, content: bytes) -> list[Fact]:
    file = folder / "rates.xlsx"
    file.write_bytes(content)
    found = read_rates(extract(file, "xlsx").pages, company_names=(of.name, of.short_name)).facts
    return [fact for fact in found if fact.service == "premium"]


def show(name: str, expected: Told, facts: Iterable[Fact]) -> int:
    """Print how much of what is printed was read; return how many facts differ from the company's numbers."""
    facts = list(facts)
    read = told(facts)
    wrong = {key for key in expected.keys() | read.keys() if expected.get(key) != read.get(key)}
    doubted = {fact.key for fact in facts if fact.doubts}
    right = len(expected.keys() - wrong)
    print(f"{name:<40}{right:>5} of {len(expected):>4}{len(doubted):>4} doubted")  # noqa: T201
    for key in sorted(wrong):
        words = f"{expected.get(key)} expected, {read.get(key)} read{', doubted' if key in doubted else ''}"
        print(f"    {' '.join(part for part in key if part)}: {words}")  # noqa: T201
    return len(wrong - doubted)


def look_at(file: Path) -> None:
    try:
        pages = extract(file, TYPES[file.suffix]).pages
    except ExtractionFailed as failure:
        print(f"{file.name:<60} {failure.code}")  # noqa: T201
        return
    kind = "summary" if is_sbc(pages) else ""
    facts = [fact for found in read_summaries(pages) for fact in found.facts] if kind else []
    rates = [fact for fact in read_rates(pages).facts if fact.service != "calendar"]
    doubted = sum(bool(fact.doubts) for fact in [*facts, *rates])
    print(f"{file.name:<60}{kind:>8}{len(facts):>6} facts{len(rates):>6} rates{doubted:>6} doubted")  # noqa: T201


if __name__ == "__main__":
    if not apps.ready:
        django.setup()
    sys.exit(main(sys.argv[1:]))
