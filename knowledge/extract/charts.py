"""The figures behind a chart in a Word document or a presentation, as the table that it was drawn from."""

from collections.abc import Iterator
from itertools import count

from lxml import etree

from knowledge.extract.cells import Cell, tidy
from knowledge.extract.package import Package
from knowledge.extract.tables import table_blocks
from knowledge.extract.types import Block

Element = etree._Element

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
MAX_POINTS = 500


def charts_in(package: Package, part: str, element: Element) -> Iterator[list[Block]]:
    """Yield the blocks of each chart that the element of this part shows."""
    for mark in element.iter("{*}chart"):
        relation = mark.get(RELATION) or mark.get(STRICT_RELATION)
        if relation is None:
            continue
        _, target = package.related(part).get(relation, ("", ""))
        if target in package:
            yield chart_blocks(package.xml(target))


def chart_blocks(root: Element) -> list[Block]:
    origins = count()
    title = tidy(" ".join(run.text or "" for run in root.iterfind("{*}chart/{*}title//{*}t")))
    series = [_series(element) for element in root.iter("{*}ser")]
    names = list(dict.fromkeys(name for _, points in series for name in points))
    blocks = [Block("paragraph", title, None)] if title else []
    if not names:
        return blocks
    header = [Cell("", next(origins)), *(Cell(name, next(origins)) for name, _ in series)]
    grid = [header]
    for name in names[:MAX_POINTS]:
        values = [Cell(points.get(name, ""), next(origins)) for _, points in series]
        grid.append([Cell(name, next(origins)), *values])
    return blocks + table_blocks(grid, header_rows=1)


def _series(element: Element) -> tuple[str, dict[str, str]]:
    """Return the name of a series and its values by category."""
    name = tidy(" ".join(value.text or "" for value in element.iterfind("{*}tx//{*}v")))
    categories = _points(element, "cat") or _points(element, "xVal")
    values = _points(element, "val") or _points(element, "yVal")
    return name, {categories.get(at) or str(at + 1): value for at, value in values.items()}


def _points(element: Element, kind: str) -> dict[int, str]:
    points: dict[int, str] = {}
    for point in element.iterfind(f"{{*}}{kind}//{{*}}pt"):
        at, value = point.get("idx", ""), point.findtext("{*}v") or ""
        if at.isdigit() and int(at) < MAX_POINTS:
            points[int(at)] = _shown(tidy(value))
    return points


def _shown(value: str) -> str:
    """Return a stored number without the digits that only binary fractions have."""
    try:
        number = float(value)
    except ValueError:
        return value
    return f"{number:.10g}"
