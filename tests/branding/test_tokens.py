"""static/css/tokens.css against the arithmetic of branding.colour: one truth, checked."""

import re
from pathlib import Path

import pytest

from branding.colour import (
    DARK,
    INK,
    LIGHT,
    TEXT_CONTRAST,
    UI_CONTRAST,
    Oklch,
    contrast,
    hex_from_oklch,
    oklch_from_hex,
)
from branding.theme import DEFAULT_PRIMARY, DEFAULT_SECONDARY, theme_css

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
SURFACES = ("page", "raised", "sunken")
STATES = ("success", "warning", "danger", "info")
BLOCK = re.compile(r"(?P<selector>[^{}]+)\{(?P<body>[^{}]*)\}")
PROPERTY = re.compile(r"--([\w-]+):\s*([^;]+);")


def blocks(css: str) -> list[tuple[str, dict[str, str]]]:
    plain = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return [
        (" ".join(match["selector"].split()), dict(PROPERTY.findall(match["body"]))) for match in BLOCK.finditer(plain)
    ]


def ramps_and_roles() -> tuple[dict[str, str], dict[str, str], dict[str, str], dict[str, str]]:
    ramps, light, asked_dark, chosen_dark = (body for _, body in blocks((CSS / "tokens.css").read_text()))
    return ramps, light, asked_dark, chosen_dark


def shown(value: str, ramps: dict[str, str]) -> str:
    """Return the hex colour of `value`: a hex colour, an oklch() one, or a var() of the ramps."""
    if named := re.fullmatch(r"var\(--([\w-]+)\)", value):
        return shown(ramps[named[1]], ramps)
    if numbers := re.fullmatch(r"oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)", value):
        return hex_from_oklch(Oklch(*(float(number) for number in numbers.groups())))
    return value


def needed_pairs() -> list[tuple[str, str, float]]:
    tints = [f"{state}-tint" for state in STATES]
    return [
        *((text, surface, TEXT_CONTRAST) for text in ("ink", "muted") for surface in SURFACES),
        *(("ink", tint, TEXT_CONTRAST) for tint in tints),
        *((f"{state}-text", surface, TEXT_CONTRAST) for state in STATES for surface in SURFACES),
        *((f"{state}-text", f"{state}-tint", TEXT_CONTRAST) for state in STATES),
        *((f"{state}-line", surface, UI_CONTRAST) for state in STATES for surface in SURFACES),
        *((f"{state}-line", f"{state}-tint", UI_CONTRAST) for state in STATES),
        *(("border", surface, UI_CONTRAST) for surface in SURFACES),
        ("on-danger", "danger-solid", TEXT_CONTRAST),
        ("on-inverse", "inverse", TEXT_CONTRAST),
        ("accent-text", "raised", TEXT_CONTRAST),
        ("accent-on-solid", "accent-solid", TEXT_CONTRAST),
    ]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_pair_of_roles_can_be_read(mode: str) -> None:
    ramps, light, dark, _ = ramps_and_roles()
    roles = light if mode == "light" else dark

    faint = [
        (front, back, round(ratio, 2))
        for front, back, needed in needed_pairs()
        if (ratio := contrast(shown(roles[front], ramps), shown(roles[back], ramps))) < needed
    ]

    assert faint == []


def test_dark_by_choice_is_dark_by_wish_of_the_system() -> None:
    _, _, asked, chosen = ramps_and_roles()

    assert chosen == asked


def test_light_and_dark_fill_the_same_roles() -> None:
    _, light, dark, _ = ramps_and_roles()

    assert dark.keys() == light.keys()


def test_the_arithmetic_knows_the_surfaces_of_the_style_sheet() -> None:
    ramps, light, dark, _ = ramps_and_roles()

    def surfaces(roles: dict[str, str]) -> set[str]:
        return {shown(roles[surface], ramps) for surface in SURFACES}

    assert (surfaces(light), surfaces(dark)) == (set(LIGHT.surfaces), set(DARK.surfaces))
    assert (shown(light["ink"], ramps), shown(dark["ink"], ramps)) == (LIGHT.ink, DARK.ink)
    assert (shown(light["muted"], ramps), shown(dark["muted"], ramps)) == (LIGHT.muted, DARK.muted)
    for mode, roles in ((LIGHT, light), (DARK, dark)):
        assert mode.state_tints == tuple(shown(roles[f"{state}-tint"], ramps) for state in STATES)
    assert LIGHT.ink == INK


def test_the_house_accent_is_the_theme_of_the_default_colours() -> None:
    _, light, dark, _ = ramps_and_roles()
    themed_light, themed_dark, _ = (body for _, body in blocks(theme_css(DEFAULT_PRIMARY, DEFAULT_SECONDARY)))

    assert themed_light.items() <= light.items()
    assert themed_dark.items() <= dark.items()


def test_a_theme_sets_every_accent_property_for_light_and_twice_for_dark() -> None:
    found = blocks(theme_css("#ffd400", "#0b2545"))

    assert [selector for selector, _ in found] == [
        ":root",
        ':root:not([data-theme="light"])',
        ':root[data-theme="dark"]',
    ]
    assert all(len(properties) == 22 for _, properties in found)
    assert found[1][1] == found[2][1]


def test_no_other_style_sheet_names_a_colour() -> None:
    named = {
        sheet.name: re.findall(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|oklab)a?\(", sheet.read_text())
        for sheet in CSS.glob("*.css")
        if sheet.name != "tokens.css"
    }

    assert {name: colours for name, colours in named.items() if colours} == {}


def test_a_hue_of_the_house_keeps_its_hue_on_the_screen() -> None:
    ramps, light, _, _ = ramps_and_roles()

    assert oklch_from_hex(shown(light["danger-line"], ramps)).hue == pytest.approx(27, abs=3)


@pytest.mark.parametrize("sheet", sorted(CSS.glob("*.css")), ids=lambda sheet: sheet.name)
def test_style_sheet_closes_every_rule_before_the_next(sheet):
    """A browser tells nobody: rules behind one that stays open only count inside it."""
    plain = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    left = plain
    while (shorter := re.sub(r"\{[^{}]*\}", ";", left)) != left:
        left = shorter

    assert "{" not in left
    assert "}" not in left
