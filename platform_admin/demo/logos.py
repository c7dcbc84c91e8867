"""Three original logos for the invented companies, drawn with Pillow.

Each is a mark and a word on a transparent ground, drawn four times too large and reduced,
so that curves are smooth without any vector program.
"""

import io
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from platform_admin.demo.bluefin.numbers import COMPANY as BLUEFIN
from platform_admin.demo.cedarmain.numbers import COMPANY as CEDARMAIN
from platform_admin.demo.company import Colours
from platform_admin.demo.juniper.numbers import COMPANY as JUNIPER

WIDTH = 512
HEIGHT = 128
SCALE = 4
MARK = 128  # the mark fills a square at the left

Point = tuple[float, float]
Painter = Callable[["Canvas"], None]


@dataclass(frozen=True)
class DemoLogo:
    """The words stand beside the mark, in one or two lines."""

    colours: Colours
    words: tuple[str, ...]
    paint: Painter


class Canvas:
    """A mark's square in units of 0..128, whatever the scale."""

    def __init__(self, draw: ImageDraw.ImageDraw, logo: DemoLogo) -> None:
        self.draw = draw
        self.primary = logo.colours.primary
        self.secondary = logo.colours.accent

    def shape(self, points: Sequence[Point], colour: str) -> None:
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def stroke(self, points: Sequence[Point], colour: str, width: float) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(scaled, fill=colour, width=round(width * SCALE), joint="curve")
        for x, y in (points[0], points[-1]):
            self.disc(x, y, width / 2, colour)

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        box = [(x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE]
        self.draw.ellipse(box, fill=colour)


@cache
def logo_png(subdomain: str) -> bytes:
    """Return the logo of a demo company as PNG, 512 px wide; KeyError if there is none of that name."""
    logo = DEMO_LOGOS[subdomain]
    image = Image.new("RGBA", (WIDTH * SCALE, HEIGHT * SCALE), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    logo.paint(Canvas(draw, logo))
    _write(draw, logo)
    image = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _write(draw: ImageDraw.ImageDraw, logo: DemoLogo) -> None:
    room = (WIDTH - MARK - 20) * SCALE
    size = 62 * SCALE if len(logo.words) == 1 else 46 * SCALE
    font = _font(size)
    while max(draw.textlength(line, font=font) for line in logo.words) > room:
        size -= SCALE
        font = _font(size)
    step = size * 1.02
    top = (HEIGHT * SCALE - step * (len(logo.words) - 1)) / 2
    for number, line in enumerate(logo.words):
        place = ((MARK + 18) * SCALE, top + number * step)
        draw.text(place, line, font=font, fill=logo.colours.primary, anchor="lm")


def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(settings.ROOT / "static" / "fonts" / "source-sans-3-latin.woff2", size)
    font.set_variation_by_axes([640])
    return font


def _leaf(root: Point, angle: float, length: float, width: float) -> list[Point]:
    """Return the outline of a leaf that grows from `root` at `angle` degrees, 0 pointing right, 90 up."""
    turn = math.radians(angle)
    outline = []
    for step in range(41):
        along = step / 20 if step <= 20 else (40 - step) / 20
        side = 1 if step <= 20 else -1
        across = side * width / 2 * math.sin(math.pi * along) ** 0.8 if 0 < along < 1 else 0.0
        x, y = along * length, across
        outline.append(
            (
                root[0] + x * math.cos(turn) + y * math.sin(turn),
                root[1] - x * math.sin(turn) + y * math.cos(turn),
            )
        )
    return outline


def _curve(start: Point, bend: Point, end: Point, steps: int = 40) -> list[Point]:
    """Return points of the quadratic curve from start to end that bends towards `bend`."""
    points = []
    for step in range(steps + 1):
        t = step / steps
        points.append(
            tuple((1 - t) ** 2 * a + 2 * (1 - t) * t * b + t**2 * c for a, b, c in zip(start, bend, end, strict=True))
        )
    return points


def _juniper(canvas: Canvas) -> None:
    """A sprig: a bent stem, needles in pairs, three berries."""
    stem = _curve((30, 116), (58, 70), (92, 14))
    canvas.stroke(stem, canvas.primary, 5)
    for step, length in ((8, 40), (15, 40), (22, 37), (29, 31), (35, 24)):
        x, y = stem[step]
        canvas.shape(_leaf((x, y), 112, length, 11), canvas.primary)
        canvas.shape(_leaf((x, y), 12, length, 11), canvas.primary)
    for x, y, radius in ((84, 92, 11), (62, 108, 9), (98, 70, 8)):
        canvas.disc(x, y, radius, canvas.secondary)


def _bluefin(canvas: Canvas) -> None:
    """A tuna going right: body, crescent tail, tall fins, a line of finlets."""
    back = _curve((22, 66), (66, 22), (120, 62))
    belly = _curve((120, 62), (72, 104), (22, 66))
    canvas.shape([*back, *belly], canvas.primary)
    canvas.shape([*_curve((28, 66), (18, 50), (4, 30)), *_curve((4, 30), (20, 66), (4, 102)), (28, 66)], canvas.primary)
    canvas.shape([(62, 44), *_curve((62, 44), (54, 20), (40, 12)), (80, 42)], canvas.primary)
    canvas.shape([(62, 86), *_curve((62, 86), (56, 106), (44, 116)), (78, 84)], canvas.primary)
    canvas.stroke(_curve((36, 68), (70, 78), (104, 66)), canvas.secondary, 4.5)
    canvas.disc(104, 58, 4.2, "#ffffff")


def _cedar(canvas: Canvas) -> None:
    """A cedar over a street: three layers of boughs, a trunk, a line and a door of light."""
    for top, half in ((10, 26), (34, 38), (58, 50)):
        canvas.shape([(64, top), (64 + half, top + 32), (64 - half, top + 32)], canvas.primary)
    canvas.shape([(58, 88), (70, 88), (70, 108), (58, 108)], canvas.primary)
    canvas.stroke([(12, 112), (116, 112)], canvas.secondary, 8)


DEMO_LOGOS = {
    "juniper": DemoLogo(JUNIPER.colours, ("Juniper Ridge", "Manufacturing"), _juniper),
    "bluefin": DemoLogo(BLUEFIN.colours, ("Bluefin Labs",), _bluefin),
    "cedarmain": DemoLogo(CEDARMAIN.colours, ("Cedar & Main", "Hospitality"), _cedar),
}
