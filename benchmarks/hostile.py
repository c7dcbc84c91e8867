"""What broken and hostile files do to the reader: each must end soon, in a state that HR can read.

python -m benchmarks.hostile [FOLDER ...] [--mutations 500] [--seed 1] [--jobs 2] [--list]

Reads every file of the folders, and mutations of the demo companies' documents: flipped bytes, cut ends, parts of
office files put in each other's place. The same seed gives the same mutations.
"""

import argparse
import random
import resource
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import structlog

from benchmarks.mutations import mutated
from knowledge.extract.failure import SENTENCES, ExtractionFailed
from knowledge.extract.run import extract
from knowledge.extract.sniff import true_type
from platform_admin.demo.bluefin.numbers import COMPANY as BLUEFIN
from platform_admin.demo.cedarmain.numbers import COMPANY as CEDARMAIN
from platform_admin.demo.documents import build_documents
from platform_admin.demo.juniper.numbers import COMPANY as JUNIPER

MAX_SECONDS, MAX_CHILD_MIB, MAX_GROWTH_MIB = 30.0, 768, 50
# Reading text in pictures takes seconds a page on one core, however honest the file.
SECONDS_A_PICTURE_PAGE = 25.0


@dataclass(frozen=True)
class Outcome:
    name: str
    state: str
    seconds: float
    picture_pages: int = 0

    @property
    def is_late(self) -> bool:
        return self.seconds > max(MAX_SECONDS, SECONDS_A_PICTURE_PAGE * self.picture_pages)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--mutations", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="print every file with its outcome")
    asked = parser.parse_args(arguments)
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    given = sorted(path for folder in asked.folders for path in folder.rglob("*") if path.is_file())
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(asked.jobs) as workers:
        made = list(_mutations(Path(scratch), asked.mutations, asked.seed))
        outcome_of(made[0] if made else given[0])
        before = _resident_mib()
        outcomes = list(workers.map(outcome_of, [*given, *made]))
        growth = _resident_mib() - before
    return report(outcomes, len(given), growth, with_list=asked.list)


def outcome_of(path: Path) -> Outcome:
    started = perf_counter()
    pictures = 0
    try:
        document = extract(path, true_type(path, file_name=path.name))
        pictures = sum(page.ocr_confidence is not None for page in document.pages)
        state = "read"
    except ExtractionFailed as failure:
        state = failure.code if failure.code in SENTENCES and failure.sentence else "WITHOUT A SENTENCE"
    # Whatever else gets here would have ended a worker's task without a word to HR.
    except Exception as error:
        state = f"DEATH {type(error).__name__}"
    return Outcome(path.name, state, perf_counter() - started, pictures)


def report(outcomes: Sequence[Outcome], given: int, growth: float, *, with_list: bool) -> int:
    states = Counter(outcome.state for outcome in outcomes)
    late = [outcome for outcome in outcomes if outcome.is_late]
    deaths = [outcome for outcome in outcomes if outcome.state.isupper() or outcome.state.startswith("DEATH")]
    child_mib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    lines = [f"{given} files given, {len(outcomes) - given} mutations"]
    lines += [f"  {state:<20}{count:>6}" for state, count in states.most_common()]
    slowest = max(outcomes, key=lambda outcome: outcome.seconds)
    lines += [
        f"deaths                {len(deaths):>6}   (aim 0)",
        f"over {MAX_SECONDS:.0f} s             {len(late):>6}   (aim 0)",
        f"slowest, s            {slowest.seconds:>6.1f}   {slowest.name}",
        f"child resident, MiB   {child_mib:>6.0f}   (aim {MAX_CHILD_MIB})",
        f"parent growth, MiB    {growth:>6.0f}   (aim {MAX_GROWTH_MIB})",
    ]
    if with_list:
        lines += [f"{one.state:<20}{one.seconds:>7.2f} s  {one.name}" for one in outcomes]
    lines += [f"! {one.state} {one.seconds:.1f} s {one.name}" for one in [*deaths, *late]]
    print("\n".join(lines))  # noqa: T201
    return 1 if deaths or late or child_mib > MAX_CHILD_MIB or growth > MAX_GROWTH_MIB else 0


def _mutations(folder: Path, count: int, seed: int) -> Iterator[Path]:
    chance = random.Random(seed)  # noqa: S311  the same mutations every time
    companies = (BLUEFIN, JUNIPER, CEDARMAIN)
    sources = [(one.file_name, one.content) for company in companies for one in build_documents(company)]
    sources += [("notice.eml", _mail(sources)), ("plans.csv", b"Plan,Tier,Price\n" + b"PPO,Family,318.00\n" * 200)]
    kinds: dict[str, list[tuple[str, bytes]]] = {}
    for name, content in sources:
        kinds.setdefault(Path(name).suffix, []).append((name, content))
    for number in range(count):
        # Kind after kind, or PDFs would be all there is.
        kind = kinds[sorted(kinds)[number % len(kinds)]]
        name, content = chance.choice(kind)
        how, broken = mutated(content, chance)
        path = folder / f"{number:04d}-{how}-{name}"
        path.write_bytes(broken)
        yield path


def _mail(sources: Sequence[tuple[str, bytes]]) -> bytes:
    page = next(content for name, content in sources if name.endswith(".html"))
    head = b"From: hr@example.org\r\nSubject: Benefits\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n"
    return head + page


def _resident_mib() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
