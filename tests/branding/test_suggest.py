"""Colours that a logo suggests, from its pixels alone."""

import random

import pytest

from branding.colour import oklch_from_hex
from branding.pictures.suggest import MOST_SUGGESTED, SuggestedColour, suggest_colours

GREEN, RUST, WHITE, GREY, CLEAR = (
    (29, 92, 75, 255),
    (168, 104, 44, 255),
    (255, 255, 255, 255),
    (120, 120, 122, 255),
    (200, 0, 0, 0),
)


def test_colours_are_told_by_how_much_of_the_picture_has_them():
    pixels = [GREEN] * 60 + [RUST] * 20 + [WHITE] * 900

    assert suggest_colours(pixels) == [SuggestedColour("#1d5c4b", 0.75), SuggestedColour("#a8682c", 0.25)]


def test_order_of_pixels_decides_nothing():
    pixels = [GREEN] * 50 + [RUST] * 50 + [(200, 30, 60, 255)] * 30
    mixed = pixels.copy()
    random.Random(3).shuffle(mixed)

    assert sorted(one.colour for one in suggest_colours(mixed)) == sorted(one.colour for one in suggest_colours(pixels))


def test_edges_of_letters_are_of_the_colour_they_edge():
    edges = [(29 + step, 92 + step, 75 + step, 255) for step in range(0, 120, 12)]

    assert [one.colour for one in suggest_colours([GREEN] * 600 + edges)] == ["#1d5c4b"]


@pytest.mark.parametrize(
    "pixels",
    [[], [WHITE] * 50, [GREY] * 50, [CLEAR] * 50, [(0, 0, 0, 255)] * 50],
    ids=["nothing", "white", "grey", "clear", "black"],
)
def test_picture_without_a_colour_suggests_none(pixels):
    assert suggest_colours(pixels) == []


def test_half_clear_pixels_count_half():
    shares = {one.colour: one.share for one in suggest_colours([GREEN] * 10 + [(168, 104, 44, 127)] * 20)}

    assert shares["#1d5c4b"] == pytest.approx(0.5, abs=0.01)


def test_few_colours_are_suggested_and_none_looks_like_another():
    chance = random.Random(5)
    pixels = [(*(chance.randrange(256) for _ in range(3)), 255) for _ in range(3000)]

    found = [oklch_from_hex(one.colour) for one in suggest_colours(pixels)]

    assert 1 < len(found) <= MOST_SUGGESTED
    assert len({(round(one.lightness, 2), round(one.hue)) for one in found}) == len(found)
