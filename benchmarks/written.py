"""What the proof takes out of answers as a language model writes them, and which false twins of them it lets pass.

bin/benchmark written [FILE ...] [--show] [--json FILE]

A FILE holds answers with all that proves them (benchmarks/written_case.py; made by `bin/benchmark written_record`);
without one, all of benchmarks/written_answers/ are taken. Of every sentence that stays twins are made that say
something else: a figure, year or month changed for another of the same passages, a negation or a word like "before"
turned. Some of them are true by accident. `--show` tells what goes and what passes, sentence by sentence.
"""

import argparse
import json
import re
import sys
from calendar import month_name
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)

# isort: split
from benchmarks.written_case import WrittenAnswer, read_answers
from chat.pipeline.restate import keeps_the_rest
from chat.proof.gate import Removed, Verified, keep_proven
from chat.sentences import sentences

ANSWERS = Path(__file__).with_name("written_answers")
MOST_TWINS = 3  # of a sentence and a way of turning it
_MONEY = re.compile(r"\$\d+(?:,\d{3})*(?:\.\d\d)?")
_SHARE = re.compile(r"\b\d+(?:\.\d+)?(?=%| percent)")
_SPAN = re.compile(
    r"\b\d{1,3}(?=[ -](?:calendar |business |work(?:ing)? |consecutive )?(?:day|week|month|year|hour)s?\b)"
)
_YEAR = re.compile(r"\b20[23]\d\b")
_MONTHS = list(month_name)[1:]
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b(?= \d)")
_TURNS = (
    (re.compile(r"\bis not\b"), "is"),
    (re.compile(r"\bare not\b"), "are"),
    (re.compile(r"\bdoes not\b"), "does"),
    (re.compile(r"\bcannot\b"), "can"),
    (re.compile(r"\bis\b(?! not)"), "is not"),
    (re.compile(r"\bare\b(?! not)"), "are not"),
    (re.compile(r"\bcan\b(?! not)"), "cannot"),
    (re.compile(r"\bmust\b(?! not)"), "need not"),
    (re.compile(r"\bbefore\b"), "after"),
    (re.compile(r"\bafter\b"), "before"),
    (re.compile(r"\bwithin\b"), "after"),
    (re.compile(r"\bat least\b"), "at most"),
    (re.compile(r"\bup to\b"), "at least"),
    (re.compile(r"\bin[ -]network\b"), "out-of-network"),
    (re.compile(r"\bout[ -]of[ -]network\b"), "in-network"),
    (re.compile(r"\bindividual\b"), "family"),
    (re.compile(r"\bfamily\b"), "individual"),
    (re.compile(r"\bfull-time\b"), "part-time"),
    (re.compile(r"\bpart-time\b"), "full-time"),
)


@dataclass(frozen=True)
class Twin:
    said: str
    twin: str


@dataclass(frozen=True)
class Scored:
    question: str
    pieces: int  # sentences, items and rows
    cut: tuple[str, ...]
    cut_again: tuple[str, ...]  # what still goes when the model was asked for it once more
    lost_first: bool
    lost_first_again: bool
    twins: int
    passing: tuple[Twin, ...]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/benchmark written")
    parser.add_argument("files", nargs="*", type=Path, help="answers with their proofs")
    parser.add_argument("--show", action="store_true", help="tell what goes and what passes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every answer's score here")
    asked = parser.parse_args(arguments)
    files = asked.files or sorted(ANSWERS.glob("*.jsonl"))
    missing = [str(file) for file in files if not file.is_file()]
    if missing:
        parser.error(f"there is no file {', '.join(missing)}. Make one by bin/benchmark written_record.")
    scores = {file.stem: [score(one) for one in read_answers(file)] for file in files}
    for line in table(scores):
        print(line)  # noqa: T201
    if asked.show:
        for line in (line for scored in scores.values() for one in scored for line in shown(one)):
            print(line)  # noqa: T201
    if asked.json:
        told = {name: [asdict(one) for one in scored] for name, scored in scores.items()}
        asked.json.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return 0


def score(one: WrittenAnswer) -> Scored:
    first = keep_proven(one.reply, one.proofs)
    anew = one.said_again(first.taken_out)
    again = first if anew == one.reply else keep_proven(anew, one.proofs)
    again = again if keeps_the_rest(first, again, one.speech) else first
    kept = [piece for piece in _pieces(one.reply) if _stays(piece, first)]
    twins = [Twin(piece, twin) for piece in kept for twin in twins_of(piece, one)]
    return Scored(
        question=one.question,
        pieces=len(list(_pieces(one.reply))),
        cut=_cut(first),
        cut_again=_cut(again),
        lost_first=first.lead is not None,
        lost_first_again=again.lead is not None,
        twins=len(twins),
        passing=tuple(twin for twin in twins if _passes(twin, one)),
    )


def _cut(verified: Verified) -> tuple[str, ...]:
    """Return what is taken out; of the rows of tables only that they are."""
    rows = sum(verified.removed.values()) - len(verified.taken_out)
    return (*(_words(removed) for removed in verified.taken_out), *["a row of a table"] * rows)


def _words(removed: Removed) -> str:
    return " ".join(removed.text.split())


def _pieces(text: str) -> Iterator[str]:
    """Yield each sentence, list item and row of a table."""
    for line in text.splitlines():
        if line.lstrip().startswith("|"):
            if re.search(r"[^\W_]", line):
                yield line.strip()
            continue
        yield from (one.text.strip() for one in sentences(line) if re.search(r"[^\W_]", one.text))


def _stays(piece: str, verified: Verified) -> bool:
    return piece in verified.text


def twins_of(piece: str, answer: WrittenAnswer) -> Iterator[str]:
    """Yield what says something else than the piece, in words that its sources may make look right."""
    told = "\n".join([*(one.text for one in answer.cited), *(text for text, *_ in answer.told)])
    for figures in (_MONEY, _SHARE, _SPAN, _YEAR):
        for said in figures.finditer(piece):
            others = dict.fromkeys(one for one in figures.findall(told) if one != said.group())
            yield from (_with(piece, said, other) for other in list(others)[:MOST_TWINS])
    for said in _MONTH.finditer(piece):
        yield _with(piece, said, _MONTHS[(_MONTHS.index(said.group()) + 1) % len(_MONTHS)])
    for pattern, instead in _TURNS:
        said = pattern.search(piece)
        if said:
            yield _with(piece, said, instead)


def _with(piece: str, said: re.Match[str], instead: str) -> str:
    return f"{piece[: said.start()]}{instead}{piece[said.end() :]}"


def _passes(twin: Twin, answer: WrittenAnswer) -> bool:
    """Whether the twin stays in the place of what it is a twin of; what comes behind it cannot matter."""
    before, _, _ = answer.reply.partition(twin.said)
    return _stays(twin.twin, keep_proven(f"{before}{twin.twin}", answer.proofs))


def table(scores: dict[str, list[Scored]]) -> Iterator[str]:
    names = list(scores)
    yield f"| | {' | '.join(names)} |"
    yield f"|---|{'---:|' * len(names)}"
    rows = {
        "answers": lambda of: len(of),
        "sentences, items and rows": lambda of: sum(one.pieces for one in of),
        "taken out": lambda of: sum(len(one.cut) for one in of),
        "taken out when said once more": lambda of: sum(len(one.cut_again) for one in of),
        "answers without their first sentence": lambda of: sum(one.lost_first for one in of),
        "without it when said once more": lambda of: sum(one.lost_first_again for one in of),
        "answers of which all stays": lambda of: sum(not one.cut for one in of),
        "all stays when said once more": lambda of: sum(not one.cut_again for one in of),
        "false twins": lambda of: sum(one.twins for one in of),
        "false twins that pass": lambda of: sum(len(one.passing) for one in of),
    }
    for label, count in rows.items():
        yield f"| {label} | {' | '.join(str(count(scores[name])) for name in names)} |"


def shown(one: Scored) -> Iterator[str]:
    if not (one.cut or one.passing):
        return
    yield f"\n{one.question}"
    yield from (f"  goes: {text}" for text in one.cut)
    yield from (f"  goes once more: {text}" for text in one.cut_again)
    yield from (f"  passes: {twin.twin}\n      of: {twin.said}" for twin in one.passing)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
