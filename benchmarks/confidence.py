"""From which confidence on a recognised figure can be quoted: lines of prices, printed worse and worse.

python -m benchmarks.confidence [--repeat 5]
"""

import argparse
import random
import re
import sys
from collections.abc import Iterator, Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from knowledge.extract.ocr import Recogniser
from knowledge.extract.types import SURE_OF_FIGURES

LEVELS = 14
LINES = 6
PITCH, TOP, LETTER = 68, 30, 28
THRESHOLDS = (0.8, 0.85, 0.9, 0.92, 0.95, 0.97, 0.98)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.confidence")
    parser.add_argument("--repeat", type=int, default=5)
    asked = parser.parse_args(arguments)
    read = list(lines_read(asked.repeat))
    print(f"{'threshold':>10}{'lines above':>13}{'misread':>9}{'lines below':>13}{'misread':>9}")  # noqa: T201
    for threshold in THRESHOLDS:
        above = [is_right for certain, is_right in read if certain >= threshold]
        below = [is_right for certain, is_right in read if certain < threshold]
        counts = f"{len(above):>13}{above.count(False):>9}{len(below):>13}{below.count(False):>9}"
        print(f"{threshold:>10}{counts}")  # noqa: T201
    return 1 if any(certain >= SURE_OF_FIGURES and not is_right for certain, is_right in read) else 0


def lines_read(repeat: int) -> Iterator[tuple[float, bool]]:
    """Yield for each line its confidence and whether all of its figures were read right."""
    chance = random.Random(3)  # noqa: S311  the same prices every time
    recogniser = Recogniser()
    for level in range(LEVELS):
        for number in range(repeat):
            texts = [_price_line(chance) for _ in range(LINES)]
            share = 1.0 - level * 0.05
            for line in recogniser.recognise(_printed(texts, level, share, seed=level * 10 + number)).lines:
                middle = (line.y0 + line.y1) / 2
                nearest = min(range(LINES), key=lambda at: abs((TOP + PITCH * at + LETTER / 2) * share - middle))
                yield line.confidence, re.findall(r"\d+", texts[nearest]) == re.findall(r"\d+", line.text)


def _price_line(chance: random.Random) -> str:
    price = f"${chance.randint(10, 999)}.{chance.randint(0, 99):02d}"
    return f"Tier {chance.randint(1, 9)} visit costs {price} or {chance.randint(1, 99)}% after"


def _printed(texts: Sequence[str], level: int, share: float, seed: int) -> np.ndarray:
    """Return the lines as a scanner would give them: smaller, softer and noisier at each level."""
    paper = Image.new("RGB", (1000, 460), "white")
    draw = ImageDraw.Draw(paper)
    for number, text in enumerate(texts):
        draw.text((40, TOP + PITCH * number), text, fill=(30, 30, 30), font=ImageFont.load_default(size=LETTER))
    paper = paper.resize((int(1000 * share), int(460 * share)))
    soft = np.array(paper.filter(ImageFilter.GaussianBlur(0.3 + level * 0.13))).astype(int)
    soft += np.random.default_rng(seed).normal(0, 4 + level * 3, soft.shape).astype(int)
    return np.clip(soft, 0, 255).astype(np.uint8)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
