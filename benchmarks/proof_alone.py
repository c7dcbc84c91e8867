"""What the proof of each of these answers takes of a processor, and what it decides: for benchmarks/proof.py.

python -P benchmarks/proof_alone.py < ANSWERS

What is imported is the code of the checkout that PYTHONPATH names, so nothing that an earlier one may lack.
"""

import json
import sys
import time
from collections.abc import Sequence

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)

# isort: split
from chat.llm.types import SourcePassage
from chat.proof.gate import Proofs, keep_proven
from chat.proof.units import About, source

_Answer = tuple[str, list[tuple[str, str, str]]]  # what is said; title, heading and text of each passage


def measured(before: Sequence[_Answer], timed: Sequence[_Answer]) -> dict[str, object]:
    """Return the milliseconds that the proof of an answer takes, and what it decided of each."""
    for answer in before:
        _proven(*answer)
    began = time.process_time()
    decided = [_proven(*answer) for answer in timed]
    return {"milliseconds": 1000 * (time.process_time() - began) / len(timed), "decided": decided}


def _proven(said: str, cited: Sequence[tuple[str, str, str]]) -> tuple[str, dict[str, int]]:
    sources = {
        number: source(SourcePassage(number, title, text, heading=heading), About(title=title))
        for number, (title, heading, text) in enumerate(cited, start=1)
    }
    verified = keep_proven(said, Proofs(sources))
    return verified.text, dict(verified.removed)


if __name__ == "__main__":
    json.dump({kind: measured(**given) for kind, given in json.load(sys.stdin).items()}, sys.stdout)
