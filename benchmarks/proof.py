"""What the proof of an answer takes of a processor, with this code and with that of another checkout.

bin/benchmark proof [--beside FOLDER] [--rounds 5]

FOLDER is a checkout of the project, such as `git worktree add` makes; both are asked in turn, in processes of their
own. Told of each kind of answer are milliseconds of a processor, the least of all rounds, and the ratio. What the
proof decides has to be the same in both; one answer that is not ends the benchmark with 1.
"""

import argparse
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)

# isort: split
from benchmarks.people import SUBJECTS, document_about
from benchmarks.scripted_upstream import TOKENS, WORDS
from knowledge.extract.run import extract
from knowledge.index.split import split
from tests.chat.proof.cases import FALSE, TRUE

ALONE = Path(__file__).with_name("proof_alone.py")
ANSWERS = 60
CITED = 8
SCRIPTED = "".join(WORDS[number % len(WORDS)] for number in range(TOKENS)).strip()
PLACES = ("branch", "clinic", "desk", "lobby", "garage", "harbor", "studio", "depot", "bakery", "museum", "orchard")
_Passage = tuple[str, str, str]  # title, heading, text
_Answer = tuple[str, list[_Passage]]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/benchmark proof")
    parser.add_argument("--beside", type=Path, help="a checkout of the project")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args(arguments)
    if asked.beside and not (asked.beside / "chat" / "proof").is_dir():
        parser.error(
            f"{asked.beside} is no checkout of the project: it has no chat/proof. Make one by git worktree add."
        )
    if asked.rounds < 1:
        parser.error("--rounds must be 1 or more.")
    here = Path(__file__).resolve().parents[1]
    folders = [asked.beside.resolve(), here] if asked.beside else [here]
    given = json.dumps(answers())
    rounds = [[_asked(folder, given) for folder in folders] for _ in range(asked.rounds)]
    return show(rounds)


def answers() -> dict[str, dict[str, list[_Answer]]]:
    """Return for each kind the answers that go before, untimed, and those that count."""
    chance = random.Random(5)  # noqa: S311  the same answers every time
    told = list(passages())
    each = [(SCRIPTED, [one]) for one in told]
    cited = [chance.sample(told, CITED) for _ in range(ANSWERS)]
    cases = [(case.said, [case.passage, *case.also]) for case in (*TRUE, *FALSE)]
    return {
        "one answer, known passages": {"before": each, "timed": [(SCRIPTED, some[:1]) for some in cited]},
        "new words, a known passage": {"before": each, "timed": [(_reworded(chance), some[:1]) for some in cited]},
        f"new words, {CITED} known": {"before": each, "timed": [(_reworded(chance), some) for some in cited]},
        "new words, a new passage": {
            "before": each,
            "timed": [(_reworded(chance), [_renamed(some[0], chance)]) for some in cited],
        },
        "sentences of the tests": {"before": each, "timed": cases},
    }


def passages() -> Iterator[_Passage]:
    with TemporaryDirectory() as folder:
        for subject in SUBJECTS:
            file = Path(folder) / f"{subject}.md"
            file.write_text(document_about(subject))
            for passage in split(extract(file, "md").pages):
                yield subject.title(), passage.heading, passage.text


def _reworded(chance: random.Random) -> str:
    """Return the scripted answer, with places in it that none was told of before."""
    first, *others = SCRIPTED.split("office")
    return first + "".join(f"{' '.join(chance.sample(PLACES, 4))}{other}" for other in others)


def _renamed(passage: _Passage, chance: random.Random) -> _Passage:
    title, heading, text = passage
    return title, heading, text.replace("office", " ".join(chance.sample(PLACES, 4)))


def _asked(folder: Path, given: str) -> dict[str, dict]:
    """Have the answers proven by the code of the folder."""
    run = subprocess.run(
        [sys.executable, "-P", str(ALONE)],
        input=given,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
    )
    return json.loads(run.stdout)


def show(rounds: Sequence[Sequence[dict[str, dict]]]) -> int:
    is_same = True
    for kind in rounds[0][0]:
        least = [min(one[kind]["milliseconds"] for one in of_folder) for of_folder in zip(*rounds, strict=True)]
        decided = [one[kind]["decided"] for of_round in rounds for one in of_round]
        unlike = sum(one != decided[0] for one in decided)
        is_same = is_same and not unlike
        figures = "  ".join(f"{one:7.3f} ms" for one in least)
        ratio = f"{least[-1] / least[0]:7.2f}" if len(least) > 1 else ""
        sys.stdout.write(f"{kind:<28}{figures}{ratio}{'  decided otherwise' if unlike else ''}\n")
    return 0 if is_same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
