"""An SVG becomes pixels at once and is an SVG no more: its scripts and links end here. In the child alone.

What it would show of other files is not fetched, so a file that wants some is refused: its logo would lack a part. The
walls of the child would keep it from reading any, and end it where it takes too much; what is counted here first is
refused with a better sentence.
"""

from collections import Counter
from io import BytesIO
from pathlib import Path

import resvg_py
from lxml import etree
from PIL import Image

from branding.pictures.limits import WORKED_ON
from branding.pictures.refused import PictureRefused

FONTS = Path(__file__).with_name("fonts")
FAMILY = "Brand Letters"
MAX_ELEMENTS = 20_000
MAX_DEPTH = 100
MAX_FILTERS = 20
# Copies of copies of a part: what all of them come to.
MAX_COPIES = 50_000
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_EMBEDDED = ("data:image/png;base64,", "data:image/jpeg;base64,", "data:image/jpg;base64,")
# Where a name of something else is no picture of it.
_LINKS_ONLY = frozenset({"a", "script", "style", "title", "desc", "metadata"})
_LEFT_OUT = frozenset({"script", "foreignObject", "iframe", "audio", "video"})


def read_vector(data: bytes, notes: list[str]) -> Image.Image:
    """Return the drawing's pixels, as large as is of use; `notes` is told what was done. Raises PictureRefused."""
    root = _parsed(data)
    _require_small(root)
    for element in [element for element in root.iter() if _name(element) in _LEFT_OUT]:
        if (parent := element.getparent()) is not None:
            parent.remove(element)
    if any(_name(element) == "text" for element in root.iter()):
        notes.append("own_letters")
    notes.append("from_drawing")
    # Neither what stands before the root nor what the file calls its encoding goes on.
    text = etree.tostring(root, encoding="unicode", with_tail=False)
    with Image.open(BytesIO(_rasterised(text)), formats=("PNG",)) as drawn:
        return drawn.convert("RGBA")


def _parsed(data: bytes) -> etree._Element:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PictureRefused("svg_not_text") from error
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PictureRefused("svg_broken") from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise PictureRefused("svg_entities")
    if _name(root) != "svg":
        raise PictureRefused("other_format")
    return root


def _require_small(root: etree._Element) -> None:
    names: Counter[str] = Counter()
    for element in root.iter():
        names[_name(element)] += 1
        if _name(element) not in _LINKS_ONLY:
            _require_at_hand(element)
    filters = sum(count for name, count in names.items() if name.startswith("fe"))
    if names.total() > MAX_ELEMENTS or filters > MAX_FILTERS or _depth(root) > MAX_DEPTH:
        raise PictureRefused("svg_intricate")
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    if _copies(root, by_id, {}, frozenset()) > MAX_COPIES:
        raise PictureRefused("svg_intricate")


def _require_at_hand(element: etree._Element) -> None:
    for target in filter(None, map(element.get, _HREFS)):
        target = "".join(target.split())
        if target.startswith("#"):
            continue
        if not target.lower().startswith("data:"):
            raise PictureRefused("svg_elsewhere")
        if not target.lower().startswith(_EMBEDDED):
            raise PictureRefused("svg_embeds")


def _depth(root: etree._Element) -> int:
    deepest, level = 0, [root]
    while level:
        deepest += 1
        level = [child for element in level for child in element]
    return deepest


def _copies(
    element: etree._Element, by_id: dict[str, etree._Element], known: dict[str, int], above: frozenset[str]
) -> int:
    """Return how many elements are drawn for this one, all its copies of others counted. Raises PictureRefused."""
    own = element.get("id", "")
    if own in known:
        return known[own]
    drawn = 1 + sum(_copies(child, by_id, known, above | {own}) for child in element)
    if _name(element) == "use":
        wanted = next(filter(None, map(element.get, _HREFS)), "").strip().removeprefix("#")
        # In a circle, or too deep to be a logo: what draws it would stop, but not before it has tried.
        if wanted in above or len(above) > MAX_DEPTH:
            raise PictureRefused("svg_intricate")
        if wanted in by_id:
            drawn += _copies(by_id[wanted], by_id, known, above | {own, wanted})
    if own:
        known[own] = drawn
    return drawn


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _rasterised(text: str) -> bytes:
    fonts = [str(path) for path in sorted(FONTS.glob("*.ttf"))]
    families = dict.fromkeys(
        ("font_family", "serif_family", "sans_serif_family", "cursive_family", "fantasy_family", "monospace_family"),
        FAMILY,
    )
    # Its own size says nothing of how large a drawing may be shown; what is asked for keeps its shape.
    width, height = WORKED_ON
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=text, width=width // 2, height=height, skip_system_fonts=True, font_files=fonts, **families
            )
        )
    except ValueError as error:
        raise PictureRefused("svg_broken") from error
