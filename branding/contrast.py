"""What becomes of the colours a client chose, in words: the ratio of each, and what is shown where it is too low."""

from collections.abc import Iterator
from dataclasses import dataclass

from branding.colour import (
    DARK,
    INK,
    LIGHT,
    TEXT_CONTRAST,
    UI_CONTRAST,
    WHITE,
    AccentRamp,
    AccentSteps,
    Mode,
    accessible_ramp,
    contrast,
    ramp_pairs,
)

_PAGE = {LIGHT.name: "#faf8f6", DARK.name: "#110f0c"}
# What the pairs of the design system are called, and which shade stands in front; in the order they are told.
_PAIRS = {
    "on_solid": "Words on buttons",
    "solid_edge": "Edges of buttons",
    "text": "Links",
    "text_strong": "Links under the pointer",
    "line": "Marks, rings and borders",
    "ink on tint": "Text on tinted areas",
    "muted on tint": "Quiet text on tinted areas",
}


@dataclass(frozen=True)
class Sample:
    """One use of a colour: `front` on `back`, as the pages show it, and the sentence about it."""

    name: str
    front: str
    back: str
    sentence: str
    is_changed: bool


@dataclass(frozen=True)
class PairRow:
    """All grounds that one shade is put on: the least contrast it has there, light and dark, and what is needed."""

    name: str
    light: str
    dark: str
    needed: str


@dataclass(frozen=True)
class ColourReport:
    name: str
    asked: str
    samples: tuple[Sample, ...]
    dark_samples: tuple[Sample, ...]
    pairs: tuple[PairRow, ...]


def report_colours(primary: str, secondary: str) -> list[ColourReport]:
    """Return how both colours of a brand are used; raises NotAColour."""
    return [report_colour("Main color", primary), report_colour("Second color", secondary)]


def report_colour(name: str, colour: str) -> ColourReport:
    """Return how the colour (#rrggbb) is used on light and on dark pages; raises NotAColour."""
    ramp = accessible_ramp(colour)
    return ColourReport(
        name,
        colour,
        _samples(colour, ramp.light, LIGHT),
        _samples(colour, ramp.dark, DARK),
        tuple(_pair_rows(ramp)),
    )


def _samples(colour: str, steps: AccentSteps, mode: Mode) -> tuple[Sample, ...]:
    page = _PAGE[mode.name]
    return (
        Sample(
            "Button",
            steps.on_solid,
            steps.solid,
            _button_sentence(colour, steps, mode),
            is_changed=steps.solid != colour,
        ),
        Sample("Link", steps.text, page, _link_sentence(colour, steps.text, page), is_changed=steps.text != colour),
    )


def _pair_rows(ramp: AccentRamp) -> Iterator[PairRow]:
    pairs = {LIGHT: ramp_pairs(ramp.light, LIGHT), DARK: ramp_pairs(ramp.dark, DARK)}
    for step, name in _PAIRS.items():
        least = {
            mode: min((contrast(pair.front, pair.back), pair.needed) for pair in those if pair.name == step)
            for mode, those in pairs.items()
        }
        yield PairRow(name, _in_words(least[LIGHT][0]), _in_words(least[DARK][0]), _in_words(least[LIGHT][1]))


def _button_sentence(asked: str, steps: AccentSteps, mode: Mode) -> str:
    used, words = steps.solid, steps.on_solid
    called = {WHITE: "White", INK: "Dark"}[words]
    ratio, shown = contrast(asked, words), contrast(used, words)
    if used == asked:
        return f"{called} words on it have a contrast of {_in_words(ratio)}. Buttons have exactly this color."
    on_page = min(contrast(asked, surface) for surface in mode.surfaces)
    if mode is DARK and on_page < UI_CONTRAST:
        return (
            f"Against a dark page it has a contrast of {_in_words(on_page)}; {_in_words(UI_CONTRAST)} is needed. "
            f"Buttons are shown in {used}, {called.lower()} words on it have {_in_words(shown)}."
        )
    if ratio >= TEXT_CONTRAST:
        return (
            f"{called} words on it have a contrast of {_in_words(ratio)}, but less while it is pressed. "
            f"Buttons are shown in {used}, with {_in_words(shown)}."
        )
    return (
        f"{called} words on it have a contrast of {_in_words(ratio)}; {_in_words(TEXT_CONTRAST)} is needed. "
        f"Buttons are shown in {used}, with {_in_words(shown)}."
    )


def _link_sentence(asked: str, used: str, page: str) -> str:
    ratio, shown = contrast(asked, page), contrast(used, page)
    if used == asked:
        return f"Words in it on a page have a contrast of {_in_words(ratio)}. Links have exactly this color."
    if ratio >= TEXT_CONTRAST:
        return (
            f"Words in it on a page have a contrast of {_in_words(ratio)}, but less on tinted areas. "
            f"Links are shown in {used}, with {_in_words(shown)}."
        )
    return (
        f"Words in it on a page have a contrast of {_in_words(ratio)}; {_in_words(TEXT_CONTRAST)} is needed. "
        f"Links are shown in {used}, with {_in_words(shown)}."
    )


def _in_words(ratio: float) -> str:
    # Cut, not rounded: 4.49 must not read as 4.5.
    return f"{int(ratio * 10) / 10:.1f}:1"
