"""Colours of a picture that its company could use on its pages."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from branding.colour import Oklch, hex_from_oklch, oklch_from_hex

FEWEST, MOST = 3, 5
_SHADES = 32
# Closer than this, two are the same colour to whoever chooses one.
_APART = 0.09
# Less chroma than this is a gray, which says less of a company than the smallest coloured mark.
_GRAY = 0.035
_LEAST_SHARE = 0.004


@dataclass(frozen=True)
class _Group:
    """Pixels of nearly one colour: how many, and the shade most of them have."""

    colour: Oklch
    worth: float


def suggest_colours(pixels: Iterable[tuple[int, int, int]]) -> list[str]:
    """Return three to five hex colours, what stands out and covers most first; [] for no pixels at all.

    A picture of fewer colours is filled up with a darker and a lighter shade of its first.
    """
    counted = Counter(_shade(*pixel) for pixel in pixels)
    total = counted.total()
    if not total:
        return []
    groups: list[_Group] = []
    for hex_colour, count in counted.most_common():
        colour = oklch_from_hex(hex_colour)
        share = count / total
        for at, group in enumerate(groups):
            if _distance(group.colour, colour) < _APART:
                groups[at] = replace(group, worth=group.worth + share)
                break
        else:
            groups.append(_Group(colour, share))
    kept = [group for group in groups if group.worth >= _LEAST_SHARE]
    kept.sort(key=_weight, reverse=True)
    found = [hex_from_oklch(group.colour) for group in kept[:MOST]]
    return found if len(found) >= FEWEST else _filled_up(found)


def _weight(group: _Group) -> tuple[bool, float]:
    # White paper around a small red mark is no colour of the company's, whatever it covers.
    return group.colour.chroma >= _GRAY, group.worth * (0.2 + group.colour.chroma)


def _filled_up(found: list[str]) -> list[str]:
    first = oklch_from_hex(found[0])
    for lightness in (first.lightness * 0.6, 1 - (1 - first.lightness) * 0.5, 0.35, 0.8):
        shade = hex_from_oklch(replace(first, lightness=lightness))
        if len(found) < FEWEST and all(_distance(oklch_from_hex(one), oklch_from_hex(shade)) > 0.05 for one in found):
            found.append(shade)
    return found


def _distance(one: Oklch, other: Oklch) -> float:
    turn = math.radians(one.hue - other.hue)
    across = one.chroma**2 + other.chroma**2 - 2 * one.chroma * other.chroma * math.cos(turn)
    return math.sqrt((one.lightness - other.lightness) ** 2 + max(0.0, across))


def _shade(*channels: int) -> str:
    return "#" + "".join(f"{min(255, round(value / 255 * _SHADES) * 255 // _SHADES):02x}" for value in channels)
