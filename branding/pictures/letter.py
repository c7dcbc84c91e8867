"""An icon for a company that has none: the first letter of its name on a plate in its colour."""

import unicodedata
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from branding.colour import INK, TEXT_CONTRAST, WHITE, contrast

_BOLD = Path(__file__).with_name("fonts") / "letters-bold.ttf"
# Round enough for a tab; a phone cuts a home screen's icon itself.
_CORNER = 0.2
_LETTER = 0.62
_DRAWN_LARGER = 4


@lru_cache(maxsize=512)
def letter_plate(name: str, colour: str, side: int, *, is_rounded: bool = True) -> bytes:
    """Return a PNG of `side` pixels; without a letter that can be drawn it is the plate alone."""
    scale = _DRAWN_LARGER if side <= 192 else 1
    whole = side * scale
    plate = Image.new("RGBA", (whole, whole))
    draw = ImageDraw.Draw(plate)
    draw.rounded_rectangle((0, 0, whole - 1, whole - 1), whole * _CORNER if is_rounded else 0, fill=colour)
    if letter := letter_of(name):
        font = ImageFont.truetype(_BOLD, round(whole * _LETTER))
        ink = WHITE if contrast(WHITE, colour) >= TEXT_CONTRAST - 1.5 else INK
        # By the height of a capital, not of this letter: a Q hangs below the line that an O stands on.
        draw.text((whole / 2, whole / 2 + _capital(font) / 2), letter, font=font, fill=ink, anchor="ms")
    if scale > 1:
        plate = plate.resize((side, side), Image.Resampling.LANCZOS)
    written = BytesIO()
    plate.save(written, "PNG", optimize=True)
    return written.getvalue()


def icon_ico(pngs: list[bytes]) -> bytes:
    """Return an ICO of these PNGs, the smallest first."""
    pictures = [Image.open(BytesIO(png)).convert("RGBA") for png in pngs]
    written = BytesIO()
    pictures[-1].save(written, "ICO", sizes=[one.size for one in pictures], append_images=pictures[:-1])
    return written.getvalue()


def letter_of(name: str) -> str:
    """Return the first letter or digit of a name as a capital, "" where our letters have no such sign."""
    for sign in name:
        if unicodedata.category(sign)[0] in "LN":
            capital = sign.upper()[:1]
            return capital if _has(capital) else ""
    return ""


@lru_cache(maxsize=256)
def _has(sign: str) -> bool:
    """Whether the font draws the sign, rather than the box that stands for all it has not."""
    font = ImageFont.truetype(_BOLD, 32)
    return font.getmask(sign).getbbox() is not None and bytes(font.getmask(sign)) != bytes(font.getmask("\uffff"))


def _capital(font: ImageFont.FreeTypeFont) -> float:
    _left, top, _right, bottom = font.getbbox("H", anchor="ls")
    return bottom - top
