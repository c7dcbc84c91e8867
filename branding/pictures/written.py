"""What becomes of a picture's pixels: a file for each place, size and format it is shown in. In the child alone."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from branding.pictures.ground import GROUNDS, PLATES, Seen, look_at
from branding.pictures.limits import (
    DENSITIES,
    ICON_SIDES,
    KEPT,
    MAIL_ROOM,
    MASKABLE_SHARE,
    MASKABLE_SIDE,
    PAGE_ROOM,
    TAB_SIDES,
    TOUCH_SIDE,
)

FORMATS = ("png", "webp", "avif")
# Text beside the pixels of a mark: columns in which nothing is seen, this wide as its height at least.
_GAP_SHARE = 0.06
_MARK_SHAPES = (0.6, 1.6)
_SEEN_ALPHA = 8


@dataclass(frozen=True)
class Written:
    """One file. `purpose` is page, mail, kept, icon, touch or maskable; the scale is that of a page's picture."""

    purpose: str
    scale: int
    file_format: str
    width: int
    height: int
    content: bytes


def logo_files(picture: Image.Image, seen: list[Seen]) -> list[Written]:
    """Return the files of a logo: for pages in each density and format, for mails, and the pixels to make more of."""
    files = [_png("kept", 1, _within(picture, KEPT)), _png("mail", 1, _for_mail(picture, seen))]
    shown: dict[int, Image.Image] = {}
    for scale in DENSITIES:
        at_scale = _within(picture, (PAGE_ROOM[0] * scale, PAGE_ROOM[1] * scale))
        if shown and at_scale.size == shown[scale - 1].size:
            break  # it has no more pixels to give
        shown[scale] = at_scale
    return files + _smallest_formats(shown)


def icon_files(picture: Image.Image) -> list[Written]:
    """Return the files of an icon: what tabs and home screens ask for, each in the size they ask for."""
    square = _square(picture)
    seen = look_at(square)
    ground = plate_of(seen)
    files = [_png("icon", 1, _resized(square, side)) for side in ICON_SIDES if side not in TAB_SIDES]
    # Whether a tab is light or dark nobody tells: what would vanish in either brings its ground along.
    has_plate = any(one.needs_plate for one in seen)
    files += [
        _png("icon", 1, _on_rounded_plate(square, side, ground) if has_plate else _resized(square, side))
        for side in TAB_SIDES
    ]
    # A phone fills what is transparent with black, and cuts the corners of what is not.
    files.append(_png("touch", 1, _on_plate(square, TOUCH_SIDE, 0.84, ground)))
    files.append(_png("maskable", 1, _on_plate(square, MASKABLE_SIDE, MASKABLE_SHARE, ground)))
    return files


def mark_of(picture: Image.Image) -> Image.Image | None:
    """Return what of a logo can stand in a square: all of it if it is nearly one, else the mark before its words."""
    width, height = picture.size
    if _MARK_SHAPES[0] <= width / height <= _MARK_SHAPES[1]:
        return picture
    if width < height:
        return None
    alpha = picture.getchannel("A").point(lambda value: 255 if value > _SEEN_ALPHA else 0)
    columns = alpha.resize((width, 1), Image.Resampling.BOX).point(lambda value: 255 if value else 0)
    seen = [bool(value) for value in columns.get_flattened_data()]
    end = _first_gap(seen, least=max(2, round(height * _GAP_SHARE)))
    if end is None:
        return None
    mark = picture.crop((0, 0, end, height))
    box = mark.getchannel("A").point(lambda value: 255 if value > _SEEN_ALPHA else 0).getbbox()
    mark = mark.crop(box) if box else mark
    is_square = _MARK_SHAPES[0] <= mark.width / mark.height <= _MARK_SHAPES[1]
    # A first letter is as narrow as the others; a mark is as tall as the whole.
    return mark if is_square and mark.height > 0.75 * height else None


def plate_of(seen: list[Seen]) -> str:
    """Return the ground for a place that is never transparent."""
    light = next(one for one in seen if one.theme == "light")
    return PLATES["light"] if light.needs_plate else GROUNDS["light"]


def _first_gap(seen: list[bool], *, least: int) -> int | None:
    run = 0
    for at, is_seen in enumerate(seen):
        run = 0 if is_seen else run + 1
        if run == least:
            return at - least + 1
    return None


def _smallest_formats(shown: dict[int, Image.Image]) -> list[Written]:
    """Return the page's pictures as PNG, and in each younger format that is smaller than all before it.

    A format is there in every density or in none: a browser that knows it looks at no other.
    """
    plain = [_png("page", scale, picture) for scale, picture in shown.items()]
    webp = [_file("page", scale, "webp", picture, lossless=True, method=4) for scale, picture in shown.items()]
    avif = [
        _file("page", scale, "avif", picture, quality=82, subsampling="4:4:4", speed=7, max_threads=1)
        for scale, picture in shown.items()
    ]
    kept, best = plain, _bytes_of(plain)
    for files in (webp, avif):
        if _bytes_of(files) < best:
            kept, best = [*kept, *files], _bytes_of(files)
    return kept


def _bytes_of(files: list[Written]) -> int:
    return sum(len(file.content) for file in files)


def _for_mail(picture: Image.Image, seen: list[Seen]) -> Image.Image:
    """Return the logo on the ground it is seen on: of a mail's own ground nobody knows more than that it is light."""
    shown = _within(picture, MAIL_ROOM)
    if not any(one.theme == "light" and one.needs_plate for one in seen):
        return shown
    edge = max(4, shown.height // 8)
    plate = Image.new("RGBA", (shown.width + 2 * edge, shown.height + 2 * edge), PLATES["light"])
    plate.alpha_composite(shown, (edge, edge))
    return plate


def _on_plate(square: Image.Image, side: int, share: float, ground: str) -> Image.Image:
    inner = _resized(square, max(1, round(side * share)))
    plate = Image.new("RGBA", (side, side), ground)
    at = (side - inner.width) // 2
    plate.alpha_composite(inner, (at, at))
    return plate.convert("RGB")


def _on_rounded_plate(square: Image.Image, side: int, ground: str) -> Image.Image:
    drawn = _on_plate(square, side * 4, 0.84, ground).convert("RGBA")
    shape = Image.new("L", drawn.size)
    ImageDraw.Draw(shape).rounded_rectangle((0, 0, drawn.width - 1, drawn.height - 1), drawn.width // 5, fill=255)
    drawn.putalpha(shape)
    return _resized(drawn, side)


def _square(picture: Image.Image) -> Image.Image:
    side = max(picture.size)
    square = Image.new("RGBA", (side, side))
    square.paste(picture, ((side - picture.width) // 2, (side - picture.height) // 2))
    return square


def _within(picture: Image.Image, room: tuple[int, int]) -> Image.Image:
    """Return the picture no larger than the room; never enlarged, which would only blur it."""
    shown = picture.copy()
    shown.thumbnail(room, Image.Resampling.LANCZOS)
    return shown


def _resized(picture: Image.Image, side: int) -> Image.Image:
    return picture.resize((side, side), Image.Resampling.LANCZOS)


def _png(purpose: str, scale: int, picture: Image.Image) -> Written:
    return _file(purpose, scale, "png", picture, optimize=True)


def _file(purpose: str, scale: int, file_format: str, picture: Image.Image, **how: object) -> Written:
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    written = BytesIO()
    clean.save(written, file_format.upper(), **how)
    return Written(purpose, scale, file_format, *picture.size, written.getvalue())
