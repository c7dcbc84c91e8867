"""Files that the tests of extraction make themselves, and a way to read them without a child process."""

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from knowledge.extract.limits import DEFAULT_LIMITS, Limits
from knowledge.extract.reading import Facts, PictureText
from knowledge.extract.types import Block, ExtractedPage

WIDTH, HEIGHT = 612, 792
Draw = Callable[[Canvas], None]


@dataclass
class KeptPages:
    """A sink that keeps what it is given."""

    limits: Limits = DEFAULT_LIMITS
    page_count: int = 0
    pages: list[ExtractedPage] = field(default_factory=list)
    asked: dict[int, PictureText] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)

    def start(self, page_count: int) -> None:
        self.page_count = page_count

    def page(self, page: ExtractedPage, picture_text: PictureText | None = None) -> None:
        self.pages.append(page)
        if picture_text is not None:
            self.asked[page.number] = picture_text

    @property
    def blocks(self) -> list[Block]:
        return [block for page in self.pages for block in page.blocks]

    def texts(self, kind: str) -> list[str]:
        return [block.text for block in self.blocks if block.kind == kind]

    @property
    def tables(self) -> list[tuple[tuple[str, ...], ...]]:
        return [block.rows for block in self.blocks if block.kind == "table"]


def read_here(reader: ModuleType, path: Path) -> KeptPages:
    """Read a file with a reader in this process."""
    kept = KeptPages()
    kept.facts = reader.read(path, kept)
    return kept


def make_pdf(path: Path, *pages: Draw, title: str = "", **options: object) -> Path:
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1, **options)
    canvas.setTitle(title)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


def write(canvas: Canvas, x: float, y: float, text: str, *, size: float = 11, bold: bool = False) -> None:
    """Write a line; `y` counts from the top of the page."""
    canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
    canvas.drawString(x, HEIGHT - y, text)


def write_lines(canvas: Canvas, x: float, y: float, lines: Sequence[str], *, pitch: float = 14) -> None:
    for number, line in enumerate(lines):
        write(canvas, x, y + number * pitch, line)


def write_numbered_anew(canvas: Canvas, x: float, y: float, lines: Sequence[str], *, pitch: float = 14) -> None:
    """Write lines in a font whose letters have new numbers; forget_letters makes the file forget what they mean."""
    font = TTFont("Anew", "Vera.ttf", asciiReadable=0)
    # Of one face reportlab keeps the font that came first, and the product's papers are set in Vera.
    font.face.name = b"Anew"
    registerFont(font)
    canvas.setFont("Anew", 11)
    for number, line in enumerate(lines):
        canvas.drawString(x, HEIGHT - y - number * pitch, line)


def forget_letters(path: Path) -> Path:
    path.write_bytes(path.read_bytes().replace(b"/ToUnicode", b"/ToUnicodX"))
    return path


def rule(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.setLineWidth(0.7)
    canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)


def make_package(path: Path, parts: dict[str, str | bytes]) -> Path:
    """Write a zip file with these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def content_types(main_type: str = MAIN_TYPE) -> str:
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>'
    )


ROOT_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_body(body: str) -> str:
    return f'<?xml version="1.0"?><w:document xmlns:w="{WORD_NAMESPACE}"><w:body>{body}</w:body></w:document>'


def raw_docx(path: Path, body: str, **parts: str) -> Path:
    """Write a Word file from the XML of its body."""
    named = {name.replace("__", "/") + ".xml": content for name, content in parts.items()}
    base = {"[Content_Types].xml": content_types(), "_rels/.rels": ROOT_RELATIONS, "word/document.xml": word_body(body)}
    return make_package(path, base | named)
