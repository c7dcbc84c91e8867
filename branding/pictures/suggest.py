"""Colours that a picture suggests: a pure function from pixels to a few colours that differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians, sin

from branding.colour import Oklch, hex_from_oklch, oklch_from_hex

# Paper, ink and grey are in every logo and are nobody's colour.
LEAST_CHROMA = 0.035
DARKEST, LIGHTEST = 0.12, 0.965
# Nearer ones look like one colour; edges of letters are made of a hundred such.
APART = 0.1
LEAST_SHARE = 0.03
MOST_SUGGESTED = 5
# Channels are read in steps of this many: a photograph has thousands of colours that nobody tells apart.
_STEP = 8


@dataclass(frozen=True)
class SuggestedColour:
    """`share` is the part of the coloured pixels that look like it, 0..1."""

    colour: str
    share: float


def suggest_colours(pixels: Iterable[tuple[int, int, int, int]]) -> list[SuggestedColour]:
    """Return the colours that most of the picture's coloured pixels (red, green, blue, opacity) look like."""
    counted = _counted(pixels)
    total = sum(weight for _, weight in counted)
    groups: list[list[tuple[Oklch, float]]] = []
    for colour, weight in sorted(counted, key=lambda one: -one[1]):
        near = next((group for group in groups if _distance(group[0][0], colour) < APART), None)
        if near is None:
            groups.append([(colour, weight)])
        else:
            near.append((colour, weight))
    shares = [(sum(weight for _, weight in group) / total, group[0][0]) for group in groups]
    told = [SuggestedColour(hex_from_oklch(colour), share) for share, colour in shares if share >= LEAST_SHARE]
    return sorted(told, key=lambda one: -one.share)[:MOST_SUGGESTED]


def _counted(pixels: Iterable[tuple[int, int, int, int]]) -> list[tuple[Oklch, float]]:
    """Return the colours of the pixels that are of any, the commonest value of each step standing for it."""
    steps: dict[tuple[int, int, int], dict[tuple[int, int, int], float]] = {}
    for red, green, blue, opacity in pixels:
        if opacity:
            step = steps.setdefault((red // _STEP, green // _STEP, blue // _STEP), {})
            step[red, green, blue] = step.get((red, green, blue), 0) + opacity / 255
    counted = []
    for values in steps.values():
        commonest = max(values, key=values.__getitem__)
        colour = oklch_from_hex("#{:02x}{:02x}{:02x}".format(*commonest))
        if colour.chroma >= LEAST_CHROMA and DARKEST <= colour.lightness <= LIGHTEST:
            counted.append((colour, sum(values.values())))
    return counted


def _distance(one: Oklch, other: Oklch) -> float:
    """Return how different they look: the distance in OKLab."""
    (one_a, one_b), (other_a, other_b) = _ab(one), _ab(other)
    return ((one.lightness - other.lightness) ** 2 + (one_a - other_a) ** 2 + (one_b - other_b) ** 2) ** 0.5


def _ab(colour: Oklch) -> tuple[float, float]:
    return colour.chroma * cos(radians(colour.hue)), colour.chroma * sin(radians(colour.hue))
