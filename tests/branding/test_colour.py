import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from branding.colour import (
    DARK,
    LIGHT,
    TEXT_CONTRAST,
    AccentRamp,
    NotAColour,
    Oklch,
    Pair,
    accessible_ramp,
    contrast,
    hex_from_oklch,
    oklch_from_hex,
    ramp_pairs,
)
from branding.theme import theme_css

COLOURS = st.integers(min_value=0, max_value=0xFFFFFF).map(lambda number: f"#{number:06x}")


def too_faint(ramp: AccentRamp) -> list[tuple[str, Pair]]:
    return [
        (mode.name, pair)
        for mode, steps in ((LIGHT, ramp.light), (DARK, ramp.dark))
        for pair in ramp_pairs(steps, mode)
        if contrast(pair.front, pair.back) < pair.needed
    ]


@pytest.mark.parametrize(
    ("colour", "lightness", "chroma", "hue"),
    [
        ("#ff0000", 0.628, 0.258, 29.2),
        ("#00ff00", 0.866, 0.295, 142.5),
        ("#0000ff", 0.452, 0.313, 264.1),
        ("#663399", 0.440, 0.160, 303.4),
    ],
)
def test_a_known_colour_has_its_published_oklch_value(colour: str, lightness: float, chroma: float, hue: float) -> None:
    found = oklch_from_hex(colour)

    assert (found.lightness, found.chroma) == pytest.approx((lightness, chroma), abs=0.001)
    assert found.hue == pytest.approx(hue, abs=0.1)


def test_black_and_white_have_no_chroma() -> None:
    assert oklch_from_hex("#000000").chroma == pytest.approx(0, abs=1e-4)
    assert oklch_from_hex("#ffffff").lightness == pytest.approx(1, abs=1e-4)
    assert oklch_from_hex("#ffffff").chroma == pytest.approx(0, abs=1e-4)


@given(COLOURS)
@settings(max_examples=500, deadline=None)
def test_a_colour_comes_back_from_oklch_unchanged(colour: str) -> None:
    assert hex_from_oklch(oklch_from_hex(colour)) == colour


def test_a_colour_no_screen_can_show_keeps_its_lightness_and_hue() -> None:
    shown = oklch_from_hex(hex_from_oklch(Oklch(0.7, 0.5, 150)))

    assert shown.chroma < 0.5
    assert shown.lightness == pytest.approx(0.7, abs=0.01)
    assert shown.hue == pytest.approx(150, abs=2)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#000000", 21.0),
        ("#777777", "#ffffff", 4.478),
        ("#3a5a40", "#3a5a40", 1.0),
    ],
)
def test_contrast_is_the_ratio_wcag_defines(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.001)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "red",
        "#fff",
        "123456",
        "#12345g",
        "#1234567",
        "#123456\n",
        "#\uff11\uff12\uff13\uff14\uff15\uff16",
        "}:root{",
    ],
)
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(NotAColour):
        accessible_ramp(text)
    with pytest.raises(NotAColour):
        theme_css("#23577a", text)


@given(COLOURS)
@settings(max_examples=500, deadline=None)
@example("#000000")
@example("#ffffff")
@example("#ffff00")
@example("#0000ff")
@example("#808080")
@example("#ff00ff")
def test_every_pair_of_any_clients_colour_can_be_read(colour: str) -> None:
    assert too_faint(accessible_ramp(colour)) == []


def test_every_pair_of_five_thousand_brands_can_be_read_light_and_dark() -> None:
    chance = random.Random(20261110)
    colours = [f"#{chance.randrange(1 << 24):06x}" for _ in range(3000)]
    brands = {(chance.choice(colours), chance.choice(colours)) for _ in range(5100)}
    faint = {colour: found for colour in colours if (found := too_faint(accessible_ramp(colour)))}

    unread = {brand for brand in brands if faint.keys() & set(brand)}

    assert len(brands) >= 5000
    assert unread == set()


def test_the_check_itself_finds_a_pair_that_cannot_be_read() -> None:
    steps = accessible_ramp("#ffd400").light
    faint = Pair("text", "#ffd400", "#ffffff", TEXT_CONTRAST)

    assert contrast(faint.front, faint.back) < faint.needed
    assert contrast(steps.text, "#ffffff") >= TEXT_CONTRAST


def test_a_colour_that_can_be_read_is_left_alone_on_light_pages() -> None:
    light = accessible_ramp("#2F6B4F").light

    assert (light.solid, light.text, light.line) == ("#2f6b4f", "#2f6b4f", "#2f6b4f")


def test_a_pale_colour_keeps_its_fill_and_gains_an_edge() -> None:
    light = accessible_ramp("#ffd400").light

    assert light.solid == "#ffd400"
    assert light.on_solid != "#ffffff"
    assert light.solid_edge == light.line != light.solid


def test_a_colour_that_cannot_be_read_is_moved_and_keeps_its_hue() -> None:
    text = accessible_ramp("#f97316").light.text

    assert contrast("#f97316", "#ffffff") < TEXT_CONTRAST <= contrast(text, "#ffffff")
    assert oklch_from_hex(text).hue == pytest.approx(oklch_from_hex("#f97316").hue, abs=3)


@given(COLOURS)
@settings(max_examples=200, deadline=None)
def test_a_button_under_the_pointer_looks_different(colour: str) -> None:
    ramp = accessible_ramp(colour)

    for steps in (ramp.light, ramp.dark):
        assert len({steps.solid, steps.solid_hover, steps.solid_active}) == 3
