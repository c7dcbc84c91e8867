"""How often the tone of a text is told right.

bin/benchmark tone FOLDER

The folder holds LANGUAGE_test_text.txt and LANGUAGE_test_labels.txt (0 troubled, 1 plain, 2 pleased), as the sets of
tweets in eight languages have them (cardiffnlp/xlm-t, data/sentiment). Questions about benefits are calmer; a small set
of those is a test (tests/analytics/tone_questions.py).
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from analytics.insights.tone import Tone, tone_of

LABELS = {"0": Tone.TROUBLED, "1": Tone.PLAIN, "2": Tone.PLEASED}
LANGUAGES = {"english": "en", "spanish": "es"}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/benchmark tone")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(arguments).folder
    for name, code in LANGUAGES.items():
        texts = (folder / f"{name}_test_text.txt").read_text().splitlines()
        labels = [LABELS[label] for label in (folder / f"{name}_test_labels.txt").read_text().split()]
        found = [tone_of(text, code) for text in texts]
        right = sum(one == other for one, other in zip(found, labels, strict=True))
        tell(f"{name}: {right / len(labels):.0%} of {len(labels)} right")
        for tone in Tone:
            both = sum(one == other == tone for one, other in zip(found, labels, strict=True))
            called, are = both / max(found.count(tone), 1), both / labels.count(tone)
            tell(f"  {tone}: {called:.0%} of those called so are, {are:.0%} of those that are, are called so")
    return 0


def tell(text: str) -> None:
    print(text)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
