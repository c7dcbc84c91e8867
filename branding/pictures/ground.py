"""Whether a picture can be seen on the ground of a page, light and dark, and what is laid beneath it where it cannot.

What counts is its outline: white letters within a red disc are seen on any page, the same letters alone are not on a
white one.
"""

from collections import Counter
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter

from branding.colour import DARK, LIGHT, contrast

# The head of a page, and the plate of the other kind.
GROUNDS = {"light": LIGHT.surfaces[0], "dark": DARK.surfaces[1]}
PLATES = {"light": DARK.surfaces[1], "dark": LIGHT.surfaces[0]}
# A pale colour on white is told apart sooner than a deep one on near black.
SEEN_FROM = {"light": 1.35, "dark": 2.5}
MOST_UNSEEN = 0.2
_LOOKED_AT = (400, 200)
_SOLID_ALPHA = 160
_SHADES = 16


@dataclass(frozen=True)
class Seen:
    """How much of a picture's outline is not told apart from the ground of a theme, and whether a plate helps."""

    theme: str
    unseen: float
    on_plate: float

    @property
    def needs_plate(self) -> bool:
        return self.unseen > MOST_UNSEEN and self.on_plate < self.unseen


def look_at(picture: Image.Image) -> list[Seen]:
    """Return how the picture (RGBA) is seen in each theme. One without transparent parts brings its own ground."""
    outline = _outline(picture)
    return [
        Seen(theme, _unseen(outline, GROUNDS[theme], theme), _unseen(outline, PLATES[theme], other))
        for theme, other in (("light", "dark"), ("dark", "light"))
    ]


def _outline(picture: Image.Image) -> Counter[str]:
    small = picture.copy()
    small.thumbnail(_LOOKED_AT, Image.Resampling.LANCZOS)
    solid = small.getchannel("A").point(lambda alpha: 255 if alpha >= _SOLID_ALPHA else 0)
    # Beyond its sides a picture ends as well, but only one that has transparent parts has an outline there.
    if solid.getextrema()[0] == 255:
        return Counter()
    framed = Image.new("L", (solid.width + 2, solid.height + 2))
    framed.paste(solid, (1, 1))
    inner = framed.filter(ImageFilter.MinFilter(3)).crop((1, 1, solid.width + 1, solid.height + 1))
    edge = ImageChops.subtract(solid, inner)
    colours: Counter[str] = Counter()
    coloured = small.convert("RGB").get_flattened_data()
    for (red, green, blue), is_edge in zip(coloured, edge.get_flattened_data(), strict=True):
        if is_edge:
            colours[_shade(red, green, blue)] += 1
    return colours


def _unseen(outline: Counter[str], ground: str, theme: str) -> float:
    total = outline.total()
    lost = sum(count for colour, count in outline.items() if contrast(colour, ground) < SEEN_FROM[theme])
    return lost / total if total else 0.0


def _shade(*channels: int) -> str:
    """Return the colour in steps as coarse as is enough here, both ends of the scale kept."""
    return "#" + "".join(f"{round(value / 255 * (_SHADES - 1)) * 255 // (_SHADES - 1):02x}" for value in channels)
