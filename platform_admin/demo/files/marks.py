"""The shapes on the PDFs: a motif for each cover, as polygons in a unit square, and the mark of the logo."""

from collections.abc import Sequence

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from platform_admin.demo.company import Company
from platform_admin.demo.logos import DEMO_LOGOS

Point = tuple[float, float]
Polygon = tuple[Point, ...]
# Logos are painted in a square of this many units.
LOGO_UNITS = 128


def _curve(start: Point, bend: Point, end: Point, *, steps: int = 18) -> list[Point]:
    points = []
    for step in range(steps + 1):
        t = step / steps
        x = (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * bend[0] + t**2 * end[0]
        y = (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * bend[1] + t**2 * end[1]
        points.append((x, y))
    return points


FIN = tuple(_curve((0.06, 0.30), (0.52, 0.36), (0.70, 0.94)) + _curve((0.70, 0.94), (0.62, 0.50), (0.92, 0.30)))
WAVE = tuple(_curve((0.06, 0.20), (0.50, 0.30), (0.94, 0.20)) + _curve((0.94, 0.12), (0.50, 0.22), (0.06, 0.12)))
MOTIFS: dict[str, tuple[Polygon, ...]] = {
    "juniper": (
        ((0.04, 0.16), (0.36, 0.70), (0.50, 0.47), (0.31, 0.16)),
        ((0.38, 0.16), (0.68, 0.90), (0.96, 0.16)),
    ),
    "bluefin": (FIN, WAVE),
    "cedarmain": (
        ((0.50, 0.96), (0.29, 0.66), (0.71, 0.66)),
        ((0.50, 0.76), (0.22, 0.42), (0.78, 0.42)),
        ((0.50, 0.54), (0.15, 0.18), (0.85, 0.18)),
        ((0.46, 0.18), (0.54, 0.18), (0.54, 0.05), (0.46, 0.05)),
    ),
}


def draw_motif(canvas: Canvas, company: Company, *, x: float, y: float, size: float) -> None:
    """Fill the cover's shapes with the canvas's own fill colour."""
    for polygon in MOTIFS[company.subdomain]:
        _fill(canvas, [(x + across * size, y + up * size) for across, up in polygon])


def draw_logo_mark(canvas: Canvas, company: Company, *, x: float, y: float, size: float, colour: Color) -> None:
    """The mark of the company's logo in one colour and the accent, as a form that is stored once in the file."""
    name = f"logo-mark-{colour.hexval()}"
    if not canvas.hasForm(name):
        canvas.beginForm(name, 0, 0, LOGO_UNITS, LOGO_UNITS)
        DEMO_LOGOS[company.subdomain].paint(LogoPen(canvas, colour, HexColor(company.colours.accent)))
        canvas.endForm()
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(size / LOGO_UNITS, size / LOGO_UNITS)
    canvas.doForm(name)
    canvas.restoreState()


class LogoPen:
    """What a logo is painted with, on a PDF page: the same acts as on a picture, with the origin at the top left."""

    def __init__(self, canvas: Canvas, primary: Color, secondary: Color) -> None:
        self.canvas, self.primary, self.secondary = canvas, primary, secondary

    def shape(self, points: Sequence[Point], colour: Color | str) -> None:
        self.canvas.setFillColor(colour)
        _fill(self.canvas, [(x, LOGO_UNITS - y) for x, y in points])

    def stroke(self, points: Sequence[Point], colour: Color | str, width: float) -> None:
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(width)
        self.canvas.setLineCap(1)
        path = self.canvas.beginPath()
        path.moveTo(points[0][0], LOGO_UNITS - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, LOGO_UNITS - y)
        self.canvas.drawPath(path, stroke=1, fill=0)

    def disc(self, x: float, y: float, radius: float, colour: Color | str) -> None:
        self.canvas.setFillColor(colour)
        self.canvas.circle(x, LOGO_UNITS - y, radius, stroke=0, fill=1)


def _fill(canvas: Canvas, points: Sequence[Point]) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
