"""Reads what stands on one PDF page through pdfium."""

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as pdfium

from knowledge.extract.garbled import leave_out_garbled
from knowledge.extract.page_content import Area, PageContent, Picture, Piece, Place, Rule, Shade
from knowledge.extract.pdf_text import TextLayer
from knowledge.extract.tiles import tiled_grounds

BOUNDS_SCALE = 1000
MAX_OBJECTS = 6_000
MAX_FORM_DEPTH = 4
LINE_THICKNESS = 3.0
MIN_LINE_LENGTH = 4.0
SEGMENT_LIMIT = 400
SHADE_GAP = 1.0
MAX_LOOK_SIDE = 1_400
VISIBLE_CONTRAST = 24


def read_page(page: pdfium.FPDF_PAGE, number: int) -> PageContent:
    """Return what stands on the page. Close it before the page itself."""
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    content = PageContent(number, width, height)
    place = _shown_place(page, width, height)
    content.text_layer = TextLayer(page, place, width, height)
    content.pieces = list(content.text_layer.pieces())
    content.text = content.text_layer.cut_text
    content.unseen = content.text_layer.off_sheet
    _read_objects(page, place, content)
    _leave_out_hidden(page, content)
    leave_out_garbled(content)
    content.word_count = sum(piece.word_count for piece in content.pieces)
    return content


def _leave_out_hidden(page: pdfium.FPDF_PAGE, content: PageContent) -> None:
    """Leave out white letters on white paper: what no reader sees is not what the company says."""
    grounds = [*content.grounds, *(picture.area for picture in content.pictures)]
    doubtful = [
        piece for piece in content.pieces if piece.is_white and not any(_covers(ground, piece) for ground in grounds)
    ]
    if not doubtful:
        return
    # A ground may be painted in ways that are not listed above, so the last word has the page as it looks.
    look = PageLook(page, content.width, content.height)
    hidden = {id(piece) for piece in doubtful if not look.shows(piece)}
    content.hidden_word_count = sum(piece.word_count for piece in doubtful if id(piece) in hidden)
    content.unseen += [piece.text for piece in doubtful if id(piece) in hidden]
    content.pieces = [piece for piece in content.pieces if id(piece) not in hidden]


class PageLook:
    """A small grey picture of the page, to see whether anything shows at a place."""

    def __init__(self, page: pdfium.FPDF_PAGE, width: float, height: float) -> None:
        self._scale = min(1.0, MAX_LOOK_SIDE / max(width, height, 1.0))
        self._across, self._down = max(1, round(width * self._scale)), max(1, round(height * self._scale))
        bitmap = pdfium.FPDFBitmap_CreateEx(self._across, self._down, pdfium.FPDFBitmap_Gray, None, 0)
        if not bitmap:
            raise MemoryError
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, self._across, self._down, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, self._across, self._down, 0, 0)
            self._stride = pdfium.FPDFBitmap_GetStride(bitmap)
            self._pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), self._stride * self._down)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)

    def shows(self, piece: Piece) -> bool:
        """True if the place of the piece is not of one shade all over."""
        left, right = (min(self._across - 1, max(0, round(x * self._scale))) for x in (piece.x0, piece.x1))
        top, bottom = (min(self._down - 1, max(0, round(y * self._scale))) for y in (piece.y0, piece.y1))
        rows = [self._pixels[y * self._stride + left : y * self._stride + right + 1] for y in range(top, bottom + 1)]
        return max(map(max, rows)) - min(map(min, rows)) >= VISIBLE_CONTRAST


def _covers(ground: Area, piece: Piece) -> bool:
    middle = (piece.x0 + piece.x1) / 2
    return ground.x0 <= middle <= ground.x1 and ground.y0 <= piece.middle <= ground.y1


def _shown_place(page: pdfium.FPDF_PAGE, width: float, height: float) -> Place:
    """Return the change from the page's own coordinates to points from the top left as shown."""
    across, down = max(1, round(width * BOUNDS_SCALE)), max(1, round(height * BOUNDS_SCALE))
    x, y = ctypes.c_int(), ctypes.c_int()

    def shown(px: float, py: float) -> tuple[float, float]:
        pdfium.FPDF_PageToDevice(page, 0, 0, across, down, 0, px, py, x, y)
        return x.value / BOUNDS_SCALE, y.value / BOUNDS_SCALE

    (e, f), (x1, y1), (x2, y2) = shown(0, 0), shown(100, 0), shown(0, 100)
    parts = [(x1 - e) / 100, (y1 - f) / 100, (x2 - e) / 100, (y2 - f) / 100]
    return Place(*(round(part, 3) for part in parts), e, f)


def _read_objects(page: pdfium.FPDF_PAGE, place: Place, content: PageContent) -> None:
    count = min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS)
    for at in range(count):
        _read_object(pdfium.FPDFPage_GetObject(page, at), place, content, depth=0)
    tiles = tiled_grounds(content.shades)
    content.shades = _joined_shades(content.shades)
    for area in (*tiles, *(shade.area for shade in content.shades)):
        content.rules += _edges(area)


def _read_object(item: pdfium.FPDF_PAGEOBJECT, place: Place, content: PageContent, depth: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        content.drawings += 1
        _read_path(item, place, content)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        area = _bounds(item, place)
        across, down = ctypes.c_uint(), ctypes.c_uint()
        pdfium.FPDFImageObj_GetImagePixelSize(item, across, down)
        length = pdfium.FPDFImageObj_GetImageDataRaw(item, None, 0)
        content.pictures.append(Picture(_within(area, content), (across.value, down.value, length)))
    elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
        content.grounds.append(_bounds(item, place))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_FORM_DEPTH:
        matrix = pdfium.FS_MATRIX()
        if pdfium.FPDFPageObj_GetMatrix(item, matrix):
            inner = Place(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
            place = place.after(inner)
        for at in range(min(pdfium.FPDFFormObj_CountObjects(item), MAX_OBJECTS)):
            if content.drawings > MAX_OBJECTS:
                return
            _read_object(pdfium.FPDFFormObj_GetObject(item, at), place, content, depth + 1)


def _bounds(item: pdfium.FPDF_PAGEOBJECT, place: Place) -> Area:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return Area(0, 0, 0, 0)
    return place.area(left.value, bottom.value, right.value, top.value)


def _within(area: Area, content: PageContent) -> Area:
    return Area(max(0, area.x0), max(0, area.y0), min(content.width, area.x1), min(content.height, area.y1))


def _read_path(item: pdfium.FPDF_PAGEOBJECT, place: Place, content: PageContent) -> None:
    area = _bounds(item, place)
    across, down = area.x1 - area.x0, area.y1 - area.y0
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    colour = _fill_colour(item) if fill.value else None
    if colour is not None:
        content.grounds.append(area)
    if down <= LINE_THICKNESS and across >= MIN_LINE_LENGTH:
        content.rules.append(Rule(True, (area.y0 + area.y1) / 2, area.x0, area.x1))
        return
    if across <= LINE_THICKNESS and down >= MIN_LINE_LENGTH:
        content.rules.append(Rule(False, (area.x0 + area.x1) / 2, area.y0, area.y1))
        return
    if across < MIN_LINE_LENGTH or down < MIN_LINE_LENGTH or area.size > 0.9 * content.width * content.height:
        return
    segments = pdfium.FPDFPath_CountSegments(item)
    if 4 <= segments <= 6 and _is_rectangle(item, segments):
        if stroke.value:
            content.rules += _edges(area)
        if colour is not None:
            content.shades.append(Shade(area, colour))
    elif stroke.value and segments <= SEGMENT_LIMIT:
        content.rules += _segment_rules(item, segments, place)


def _joined_shades(shades: list[Shade]) -> list[Shade]:
    """Return the shades with those of one colour that touch made one: between them there is no line to see."""
    for low, high in ((1, 3), (0, 2)):
        across = (0, 2) if low == 1 else (1, 3)
        rows: dict[tuple[object, ...], list[Shade]] = {}
        for shade in shades:
            key = (round(shade.area[across[0]]), round(shade.area[across[1]]), shade.colour)
            rows.setdefault(key, []).append(shade)
        shades = [joined for row in rows.values() for joined in _joined_row(row, low, high)]
    return shades


def _joined_row(row: list[Shade], low: int, high: int) -> Iterator[Shade]:
    row.sort(key=lambda shade: shade.area[low])
    current = row[0]
    for shade in row[1:]:
        if shade.area[low] <= current.area[high] + SHADE_GAP:
            sides = list(current.area)
            sides[high] = max(current.area[high], shade.area[high])
            current = Shade(Area(*sides), current.colour)
        else:
            yield current
            current = shade
    yield current


def _edges(area: Area) -> list[Rule]:
    return [
        Rule(True, area.y0, area.x0, area.x1),
        Rule(True, area.y1, area.x0, area.x1),
        Rule(False, area.x0, area.y0, area.y1),
        Rule(False, area.x1, area.y0, area.y1),
    ]


def _fill_colour(item: pdfium.FPDF_PAGEOBJECT) -> tuple[int, int, int] | None:
    """Return the colour of a filling; nothing for white and glass, which are there to cover and not to show."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return (0, 0, 0)
    colour = (red.value, green.value, blue.value)
    return None if alpha.value < 8 or min(colour) >= 252 else colour


def _is_rectangle(item: pdfium.FPDF_PAGEOBJECT, segments: int) -> bool:
    points = list(_points(item, segments))
    if any(kind == pdfium.FPDF_SEGMENT_BEZIERTO for kind, _, _ in points):
        return False
    return len({round(x) for _, x, _ in points}) <= 2 and len({round(y) for _, _, y in points}) <= 2


def _points(item: pdfium.FPDF_PAGEOBJECT, segments: int) -> Iterator[tuple[int, float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(item, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        yield pdfium.FPDFPathSegment_GetType(segment), x.value, y.value


def _segment_rules(item: pdfium.FPDF_PAGEOBJECT, segments: int, place: Place) -> Iterator[Rule]:
    """Yield the straight lines of a path that draws many, as some programs draw a whole grid at once."""
    matrix = pdfium.FS_MATRIX()
    if pdfium.FPDFPageObj_GetMatrix(item, matrix):
        place = place.after(Place(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f))
    before = (0.0, 0.0)
    for kind, x, y in _points(item, segments):
        point = place.point(x, y)
        if kind == pdfium.FPDF_SEGMENT_LINETO:
            (x0, y0), (x1, y1) = before, point
            if abs(y1 - y0) < 1 and abs(x1 - x0) >= MIN_LINE_LENGTH:
                yield Rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
            elif abs(x1 - x0) < 1 and abs(y1 - y0) >= MIN_LINE_LENGTH:
                yield Rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1))
        before = point
