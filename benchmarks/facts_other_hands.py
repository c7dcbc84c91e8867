"""How far the papers of other hands are read: what is exact, doubted, missed, and what is wrong without a doubt."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.other_hands.of_insurers import CHANGE, CUT
from benchmarks.other_hands.old import VALLEY
from benchmarks.other_hands.sheets import SHEETS
from benchmarks.other_hands.spanish import RIVERA
from benchmarks.other_hands.three_networks import HARBOR
from benchmarks.other_hands.truth import NOTHING, Score, score
from benchmarks.other_hands.two_networks import LAKESHORE
from benchmarks.other_hands.word_file import PRAIRIE
from knowledge.extract.run import extract
from knowledge.extract.types import ExtractedPage
from knowledge.facts.rates import read_rates
from knowledge.facts.sbc import is_sbc, read_summaries
from knowledge.facts.types import Fact

SUMMARIES = (LAKESHORE, HARBOR, PRAIRIE, VALLEY, CHANGE, CUT, RIVERA)


def scores_of_summaries(folder: Path) -> Iterator[tuple[str, Score]]:
    for paper in SUMMARIES:
        pages = _pages(folder, paper.file(), paper.file_type)
        read = read_summaries(pages) if is_sbc(pages) else []
        facts: list[Fact] = [fact for found in read for fact in found.facts]
        yield paper.name, score(paper.truth(), facts)


def scores_of_sheets(folder: Path) -> Iterator[tuple[str, Score]]:
    for sheet in SHEETS:
        yield sheet.name, score(sheet.truth, read_rates(_pages(folder, sheet.file(), sheet.file_type)).facts)


def _pages(folder: Path, content: bytes, file_type: str) -> Sequence[ExtractedPage]:
    file = folder / f"paper.{file_type}"
    file.write_bytes(content)
    return extract(file, file_type).pages


def show_scores(title: str, scores: Iterable[tuple[str, Score]]) -> int:
    """Print a line for each paper and what is wrong in it; return how many facts are wrong without a doubt."""
    print(f"\n{title:<74}{'said':>6}{'exact':>7}{'doubted':>9}{'missed':>8}{'wrong':>7}{'wrong, doubted':>16}")  # noqa: T201
    total = NOTHING
    for name, one in scores:
        total += one
        _show(name, one)
        for key, expected, read in one.wrong:
            words = f"{expected[0] if expected else 'nothing'} expected, {read[0]} read"
            print(f"    {' '.join(part for part in key if part)}: {words}")  # noqa: T201
    _show("all", total)
    return len(total.wrong)


def _show(name: str, one: Score) -> None:
    figures = (
        f"{one.said:>6}{one.exact:>7}{one.doubted:>9}{len(one.missed):>8}{len(one.wrong):>7}{one.wrong_doubted:>16}"
    )
    print(f"{name:<74}{figures}")  # noqa: T201
