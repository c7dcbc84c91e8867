"""Each company's mark as polygons in a unit square (origin bottom left), for covers, footers and logos."""

from io import BytesIO

from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from platform_admin.demo.company import Company

Point = tuple[float, float]
Polygon = tuple[Point, ...]
LOGO_PIXELS = 256
# Drawn at four times the size and scaled down, because Pillow's polygons have no smooth edges.
OVERSAMPLING = 4


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
MARKS: dict[str, tuple[Polygon, ...]] = {
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


def draw_mark(canvas: Canvas, company: Company, *, x: float, y: float, size: float) -> None:
    """Fill the mark with the canvas's own fill colour."""
    for polygon in MARKS[company.subdomain]:
        path = canvas.beginPath()
        path.moveTo(x + polygon[0][0] * size, y + polygon[0][1] * size)
        for point in polygon[1:]:
            path.lineTo(x + point[0] * size, y + point[1] * size)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)


def logo_png(company: Company) -> bytes:
    """The mark in white on a rounded square of the company's colour."""
    side = LOGO_PIXELS * OVERSAMPLING
    image = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((0, 0, side - 1, side - 1), radius=side // 5, fill=company.colours.primary)
    inset, inner = side * 0.16, side * 0.68
    for polygon in MARKS[company.subdomain]:
        pen.polygon([(inset + x * inner, inset + (1 - y) * inner) for x, y in polygon], fill="#ffffff")
    written = BytesIO()
    image.resize((LOGO_PIXELS, LOGO_PIXELS), Image.Resampling.LANCZOS).save(written, "PNG")
    return written.getvalue()
