"""Colour arithmetic: hex to OKLCH and back, contrast, and a ramp that can always be read.

A client gives one colour. The pages need about ten shades of it, each of which is put
beside certain others: link text on the page, white on a button, a ring around a field.
`accessible_ramp` keeps the client's colour wherever it can be read and otherwise moves its
lightness (and, at the ends of the gamut, its chroma).

OKLCH because equal steps of its lightness look equal in every hue. The matrices are the
published ones of the OKLab colour space; contrast is the ratio of WCAG 2.2.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import lru_cache

TEXT_CONTRAST = 4.5
UI_CONTRAST = 3.0

# The steps below are as fine as a screen can show: a 1/512 of lightness moves a channel by one or less.
LIGHTNESS_STEP = 1 / 512
# White text is worth a small move of the colour: dark text on a mid blue looks like a mistake.
NEARLY_READABLE = 3.2

WHITE = "#ffffff"
INK = "#1b1814"

HEX = re.compile(r"#[0-9a-fA-F]{6}", re.ASCII)


class NotAColour(ValueError):
    """The text is not of the form #rrggbb."""


@dataclass(frozen=True)
class Oklch:
    """lightness 0..1, chroma 0..about 0.37, hue in degrees."""

    lightness: float
    chroma: float
    hue: float


@dataclass(frozen=True)
class AccentSteps:
    """The shades of one accent in one mode; every field is a hex colour.

    tint, tint_strong: quiet backgrounds under ink or `text`. edge: a decorative border.
    line: borders, rings and marks that must be seen. solid*: a filled button, under `on_solid`;
    solid_edge is its outline. text, text_strong: links and coloured words.
    """

    tint: str
    tint_strong: str
    edge: str
    line: str
    solid: str
    solid_hover: str
    solid_active: str
    solid_edge: str
    on_solid: str
    text: str
    text_strong: str

    def items(self) -> Iterator[tuple[str, str]]:
        return ((field.name, getattr(self, field.name)) for field in fields(self))


@dataclass(frozen=True)
class AccentRamp:
    light: AccentSteps
    dark: AccentSteps


@dataclass(frozen=True)
class Pair:
    """Two colours the pages put together, and the contrast they need."""

    name: str
    front: str
    back: str
    needed: float


@dataclass(frozen=True)
class Mode:
    """The neutral surfaces of static/css/tokens.css that an accent is laid on."""

    name: str
    surfaces: tuple[str, ...]
    state_tints: tuple[str, ...]  # grounds of what succeeded, warns, failed and informs
    ink: str
    muted: str
    away: int  # which way lightness goes to stand out: -1 darker, +1 lighter
    tint: Oklch
    tint_strong: Oklch
    edge: Oklch


# Hue 0 stands for the client's hue; chroma is the most a tint may have.
LIGHT = Mode(
    name="light",
    surfaces=("#ffffff", "#faf8f6", "#f3f0ec"),
    state_tints=("#e7f9ec", "#fff4de", "#ffefee", "#eaf5ff"),
    ink=INK,
    muted="#646059",
    away=-1,
    tint=Oklch(0.965, 0.022, 0),
    tint_strong=Oklch(0.93, 0.045, 0),
    edge=Oklch(0.87, 0.07, 0),
)
DARK = Mode(
    name="dark",
    surfaces=("#110f0c", "#1b1814", "#25221e"),
    state_tints=("#152c1e", "#342611", "#381e1c", "#13283b"),
    ink="#f3f0ec",
    muted="#afaaa3",
    away=1,
    tint=Oklch(0.27, 0.04, 0),
    tint_strong=Oklch(0.32, 0.055, 0),
    edge=Oklch(0.4, 0.07, 0),
)


def accessible_ramp(colour: str) -> AccentRamp:
    """Return shades of `colour` ("#rrggbb") in which every pair of `ramp_pairs` can be read.

    Raises NotAColour.
    """
    asked = normal_hex(colour)
    return AccentRamp(light=_steps(asked, LIGHT), dark=_steps(asked, DARK))


def ramp_pairs(steps: AccentSteps, mode: Mode) -> list[Pair]:
    """Return every pair the design system makes of these shades."""
    grounds = (*mode.surfaces, *mode.state_tints, steps.tint, steps.tint_strong)
    fills = (steps.solid, steps.solid_hover, steps.solid_active)
    tints = (steps.tint, steps.tint_strong)
    return [
        *(Pair("text", steps.text, ground, TEXT_CONTRAST) for ground in grounds),
        *(Pair("text_strong", steps.text_strong, ground, TEXT_CONTRAST) for ground in grounds),
        *(Pair("on_solid", steps.on_solid, fill, TEXT_CONTRAST) for fill in fills),
        *(Pair("ink on tint", mode.ink, tint, TEXT_CONTRAST) for tint in tints),
        *(Pair("muted on tint", mode.muted, tint, TEXT_CONTRAST) for tint in tints),
        *(Pair("line", steps.line, ground, UI_CONTRAST) for ground in grounds),
        *(Pair("solid_edge", steps.solid_edge, ground, UI_CONTRAST) for ground in mode.surfaces),
    ]


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two hex colours, 1..21, whichever comes first."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def normal_hex(colour: str) -> str:
    if not HEX.fullmatch(colour):
        raise NotAColour(colour)
    return colour.lower()


def oklch_from_hex(colour: str) -> Oklch:
    red, green, blue = _linear_channels(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


# Text, lines and fills are looked for along the same way from the same colour.
@lru_cache(maxsize=1024)
def hex_from_oklch(colour: Oklch) -> str:
    """Return the nearest hex colour; what a screen cannot show loses chroma, not lightness or hue."""
    toward_a, toward_b = math.cos(math.radians(colour.hue)), math.sin(math.radians(colour.hue))

    def at(chroma: float) -> tuple[float, float, float]:
        return _linear_rgb(colour.lightness, chroma * toward_a, chroma * toward_b)

    if _is_shown(rgb := at(colour.chroma)):
        return _hex(rgb)
    least, most = 0.0, colour.chroma
    for _ in range(14):
        middle = (least + most) / 2
        if _is_shown(at(middle)):
            least = middle
        else:
            most = middle
    return _hex(at(least))


def _steps(asked: str, mode: Mode) -> AccentSteps:
    own = oklch_from_hex(asked)
    tint, tint_strong = _tint(own, mode.tint), _tint(own, mode.tint_strong)
    grounds = (*mode.surfaces, tint, tint_strong)
    solid, on_solid = _solid(asked, mode)
    line = _stand_out(asked, grounds, UI_CONTRAST, mode.away)
    text = _stand_out(asked, grounds, TEXT_CONTRAST, mode.away)
    press = _press(solid, on_solid)
    return AccentSteps(
        tint=tint,
        tint_strong=tint_strong,
        edge=_tint(own, mode.edge),
        line=line,
        solid=solid,
        solid_hover=_moved(solid, press),
        solid_active=_moved(solid, 2 * press),
        solid_edge=solid if _least_contrast(solid, mode.surfaces) >= UI_CONTRAST else line,
        on_solid=on_solid,
        text=text,
        text_strong=_moved(text, 0.07 * mode.away),
    )


def _solid(asked: str, mode: Mode) -> tuple[str, str]:
    """Return the fill of a button and the colour of its words."""
    # On a dark page a dark fill would vanish; on a light page a pale one keeps its colour and gets an edge.
    fill = asked if mode.away < 0 else _stand_out(asked, mode.surfaces, UI_CONTRAST, mode.away)
    if contrast(WHITE, fill) >= TEXT_CONTRAST:
        return fill, WHITE
    if contrast(WHITE, fill) >= NEARLY_READABLE:
        darker = _stand_out(fill, (WHITE,), TEXT_CONTRAST, -1)
        if mode.away < 0 or _least_contrast(darker, mode.surfaces) >= UI_CONTRAST:
            return darker, WHITE
    return _stand_out(fill, (INK,), TEXT_CONTRAST, 1), INK


def _press(solid: str, on_solid: str) -> float:
    """Return how far lightness moves under the pointer: away from the button's words while there is room."""
    lightness = oklch_from_hex(solid).lightness
    if on_solid != WHITE:
        return 0.04 if lightness < 0.9 else -0.04
    # Near black, small steps of lightness fall on the same screen colour.
    return -0.04 if lightness > 0.3 else 0.1


def _stand_out(colour: str, grounds: Iterable[str], needed: float, away: int) -> str:
    """Return `colour`, moved in lightness just far enough to reach `needed` on all `grounds`."""
    grounds = tuple(grounds)
    if _least_contrast(colour, grounds) >= needed:
        return colour
    own = oklch_from_hex(colour)

    def at(step: int) -> str:
        return hex_from_oklch(replace(own, lightness=own.lightness + away * step * LIGHTNESS_STEP))

    room = own.lightness if away < 0 else 1 - own.lightness
    step = _first(lambda step: _least_contrast(at(step), grounds) >= needed, math.ceil(room / LIGHTNESS_STEP))
    return at(step)


def _first(is_enough: Callable[[int], bool], last: int) -> int:
    """Return the lowest step 1..last that is enough, or `last`; more must never be worse."""
    low, high = 1, max(last, 1)
    while low < high:
        middle = (low + high) // 2
        if is_enough(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _moved(colour: str, lightness: float) -> str:
    own = oklch_from_hex(colour)
    return hex_from_oklch(replace(own, lightness=min(1.0, max(0.0, own.lightness + lightness))))


def _tint(own: Oklch, wanted: Oklch) -> str:
    return hex_from_oklch(Oklch(wanted.lightness, min(own.chroma, wanted.chroma), own.hue))


def _least_contrast(colour: str, grounds: Iterable[str]) -> float:
    return min(contrast(colour, ground) for ground in grounds)


# A page's surfaces are asked for again and again.
@lru_cache(maxsize=4096)
def _luminance(colour: str) -> float:
    red, green, blue = _linear_channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear_channels(colour: str) -> tuple[float, float, float]:
    number = int(normal_hex(colour)[1:], 16)
    return _LINEAR[number >> 16], _LINEAR[number >> 8 & 255], _LINEAR[number & 255]


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


_LINEAR = tuple(_linear(value / 255) for value in range(256))


def _encoded(linear: float) -> float:
    return linear * 12.92 if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055


def _linear_rgb(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _is_shown(rgb: tuple[float, float, float]) -> bool:
    red, green, blue = rgb
    # Half a step of an 8-bit channel at the dark end, so that rounding never decides.
    return min(red, green, blue) >= -0.00015 and max(red, green, blue) <= 1.00015


def _hex(rgb: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(255 * _encoded(min(1.0, max(0.0, channel)))):02x}" for channel in rgb)
