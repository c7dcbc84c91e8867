"""Colours that a picture suggests: what stands out before what fills, and each only once."""

import random

import pytest

from branding.colour import HEX, oklch_from_hex
from branding.pictures.suggest import FEWEST, MOST, suggest_colours

WHITE, GREEN, RED, INK = (255, 255, 255), (29, 92, 75), (168, 50, 44), (27, 24, 20)


def is_near(one: str, other: tuple[int, int, int]) -> bool:
    channels = tuple(int(one[at : at + 2], 16) for at in (1, 3, 5))
    return max(abs(a - b) for a, b in zip(channels, other, strict=True)) < 24


def test_colour_comes_before_the_paper_that_it_stands_on():
    found = suggest_colours([WHITE] * 900 + [GREEN] * 80 + [RED] * 20)

    assert is_near(found[0], GREEN)
    assert is_near(found[1], RED)


def test_shades_of_one_colour_are_one():
    shades = [(29 + step, 92 + step, 75 + step) for step in range(12)] * 20

    found = suggest_colours(shades + [RED] * 40)

    assert sum(abs(oklch_from_hex(one).hue - oklch_from_hex("#1d5c4b").hue) < 20 for one in found[:2]) == 1


def test_picture_of_one_colour_is_filled_up_with_its_shades():
    found = suggest_colours([GREEN] * 100)

    assert len(found) == FEWEST
    assert is_near(found[0], GREEN)
    assert len({oklch_from_hex(one).lightness for one in found}) == FEWEST


def test_speck_is_no_colour_of_the_company():
    found = suggest_colours([GREEN] * 999 + [(255, 0, 255)])

    assert not any(is_near(one, (255, 0, 255)) for one in found)


def test_gray_logo_suggests_grays():
    found = suggest_colours([INK] * 100 + [WHITE] * 100)

    assert found
    assert all(oklch_from_hex(one).chroma < 0.05 for one in found)


def test_no_pixels_suggest_nothing():
    assert suggest_colours([]) == []


@pytest.mark.parametrize("seed", range(50))
def test_any_picture_suggests_three_to_five_colours_that_differ(seed):
    chance = random.Random(seed)
    palette = [tuple(chance.randrange(256) for _ in range(3)) for _ in range(chance.randint(1, 9))]

    found = suggest_colours(chance.choices(palette, k=400))

    assert FEWEST <= len(found) <= MOST
    assert all(HEX.fullmatch(one) for one in found)
    assert len(set(found)) == len(found)
