"""What becomes of the colours a client chose, in words: the ratio of each, and what is shown where it is too low."""

from dataclasses import dataclass

from branding.colour import INK, TEXT_CONTRAST, WHITE, accessible_ramp, contrast

_PAGE = "#faf8f6"


@dataclass(frozen=True)
class Sample:
    """One use of a colour: `front` on `back`, as the pages show it, and the sentence about it."""

    name: str
    front: str
    back: str
    sentence: str
    is_changed: bool


@dataclass(frozen=True)
class ColourReport:
    name: str
    asked: str
    samples: tuple[Sample, ...]


def report_colours(primary: str, secondary: str) -> list[ColourReport]:
    """Return how both colours of a brand are used; raises NotAColour."""
    return [report_colour("Main color", primary), report_colour("Second color", secondary)]


def report_colour(name: str, colour: str) -> ColourReport:
    """Return how the colour (#rrggbb) is used on light pages; raises NotAColour."""
    steps = accessible_ramp(colour).light
    return ColourReport(
        name,
        colour,
        (
            Sample(
                "Button",
                steps.on_solid,
                steps.solid,
                _button_sentence(colour, steps.solid, steps.on_solid),
                is_changed=steps.solid != colour,
            ),
            Sample("Link", steps.text, _PAGE, _link_sentence(colour, steps.text), is_changed=steps.text != colour),
        ),
    )


def _button_sentence(asked: str, used: str, words: str) -> str:
    called = {WHITE: "White", INK: "Dark"}[words]
    ratio, shown = contrast(asked, words), contrast(used, words)
    if used == asked:
        return f"{called} words on it have a contrast of {_in_words(ratio)}. Buttons have exactly this color."
    return (
        f"{called} words on it have a contrast of {_in_words(ratio)}; {_in_words(TEXT_CONTRAST)} is needed. "
        f"Buttons are shown in {used}, with {_in_words(shown)}."
    )


def _link_sentence(asked: str, used: str) -> str:
    ratio, shown = contrast(asked, _PAGE), contrast(used, _PAGE)
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
