"""Files to read facts from, read as ingestion reads them."""

from io import BytesIO
from pathlib import Path

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import landscape, letter
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from knowledge.extract.run import extract
from knowledge.extract.types import ExtractedPage

PAGE_END = "\f"


def pages_of(content: bytes, tmp_path: Path, content_type: str = "pdf") -> tuple[ExtractedPage, ...]:
    """Read the file as ingestion does."""
    path = tmp_path / f"file.{content_type}"
    path.write_bytes(content)
    return extract(path, content_type).pages


def pdf_with_tables(*parts: str | list[list[str]], repeat_rows: int = 0) -> bytes:
    """Return a PDF with lines of text and ruled tables, one under the other; tables may go on on the next page."""
    style = getSampleStyleSheet()["BodyText"]
    written = BytesIO()
    template = SimpleDocTemplate(written, pagesize=landscape(letter), invariant=1)
    story = []
    for part in parts:
        if part == PAGE_END:
            story.append(PageBreak())
            continue
        if isinstance(part, str):
            story.append(Paragraph(part, style))
            continue
        rows = [[Paragraph(cell, style) for cell in row] for row in part]
        table = Table(rows, colWidths=[650 / len(part[0])] * len(part[0]), repeatRows=repeat_rows)
        table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.6, black), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
        story.append(table)
    template.build(story)
    return written.getvalue()
