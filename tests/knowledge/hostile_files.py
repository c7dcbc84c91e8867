"""Files made to hurt a reader, each built by a few lines so that the tests have them wherever they run."""

import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from tests.knowledge.sample_files import ROOT_RELATIONS, content_types, make_package, word_body

MIB = 2**20
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LAUGHS = (
    "<!DOCTYPE w [" + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10)) + "]>"
)


def bomb_docx(path: Path) -> None:
    """200 MB of spaces in one part."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", content_types())
        archive.writestr("_rels/.rels", ROOT_RELATIONS)
        with archive.open("word/document.xml", "w") as part:
            for _ in range(200):
                part.write(b" " * MIB)


def laughing_docx(path: Path) -> None:
    body = word_body("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>").replace("?>", f"?>{LAUGHS}", 1)
    make_package(path, _word(body))


def stealing_docx(path: Path) -> None:
    body = word_body("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>")
    steal = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    make_package(path, _word(body.replace("?>", f"?>{steal}", 1)))


def late_doctype_docx(path: Path) -> None:
    """Entities that begin behind the first bytes looked at."""
    body = word_body("<w:p/>").replace("?>", f"?>{' ' * 6_000}{LAUGHS}", 1)
    make_package(path, _word(body))


def deep_docx(path: Path) -> None:
    make_package(path, _word(word_body("<w:p>" * 4_000 + "</w:p>" * 4_000)))


def crowded_docx(path: Path) -> None:
    """More parts than any office program writes."""
    make_package(path, _word(word_body("<w:p/>")) | {f"word/x{number}.xml": "<a/>" for number in range(5_000)})


def misnamed_docx(path: Path) -> None:
    """A part whose name is marked as UTF-8 and is none."""
    make_package(path, _word(word_body("<w:p/>")) | {"word/\u00e9.xml": "<a/>"})
    path.write_bytes(path.read_bytes().replace("\u00e9".encode(), b"\xff\xfe"))


def archive_docx(path: Path) -> None:
    inner = BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.txt", "a")
    make_package(path, _word(word_body("<w:p/>")) | {"word/inner.bin": inner.getvalue()})


def far_cell_xlsx(path: Path) -> None:
    """One cell at the far end, and a merged area over all there is between."""
    _sheet(path, '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row>', "A1:XFD1048576")


def huge_number_xlsx(path: Path) -> None:
    _sheet(path, '<row r="1"><c r="A1"><v>1e999</v></c><c r="B1"><v>1e-999</v></c><c r="C1"><v>nan</v></c></row>')


def looping_pdf(path: Path) -> None:
    """A page tree that holds itself."""
    _pdf(path, b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>")


def empty_pdf(path: Path) -> None:
    _pdf(path, b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>")


def bomb_pdf(path: Path) -> None:
    """A page of a gigabyte of spaces, packed twice."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * MIB) for _ in range(1024)) + packer.flush()
    twice = zlib.compress(once, 9)
    stream = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(twice), twice)
    _pdf(path, *_one_page(), stream)


def crowded_pdf(path: Path) -> None:
    """A hundred thousand words drawn at one place."""
    _pdf(path, *_one_page(), _stream(b"BT /F1 12 Tf 72 700 Td " + b"(pay ) Tj 0 0 Td " * 100_000 + b"ET"))


def ruled_pdf(path: Path) -> None:
    """Lines enough for a grid of a quarter of a million cells."""
    lines = b"".join(b"%d 10 m %d 780 l S 10 %d m 600 %d l S " % (at, at, at, at) for at in range(10, 600))
    _pdf(path, *_one_page(), _stream(lines * 4))


def many_pages_pdf(path: Path) -> None:
    """One page, named 200,000 times."""
    kids = b"3 0 R " * 200_000
    _pdf(
        path,
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count 200000>>" % kids,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>",
    )


def vast_png(path: Path) -> None:
    """2,500 megapixels of white in a few kilobytes."""
    rows = zlib.compressobj(9)
    line = b"\x00" + b"\xff" * 6_250
    packed = b"".join(rows.compress(line * 500) for _ in range(100)) + rows.flush()
    parts = [(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 1, 0, 0, 0, 0)), (b"IDAT", packed), (b"IEND", b"")]
    chunks = (
        struct.pack(">I", len(part)) + kind + part + struct.pack(">I", zlib.crc32(kind + part)) for kind, part in parts
    )
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def looping_tiff(path: Path) -> None:
    """A frame whose next frame is itself."""
    entries = [(256, 4, 1, 1), (257, 4, 1, 1), (273, 4, 1, 8), (279, 4, 1, 1)]
    directory = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries)
    path.write_bytes(b"II*\x00" + struct.pack("<I", 8) + directory + struct.pack("<I", 8))


def polyglot_png(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n<script>alert(1)</script>%PDF-1.7")


def deep_html(path: Path) -> None:
    path.write_text("<html><body>" + "<div>" * 50_000 + "Leave is paid.")


def wide_html(path: Path) -> None:
    """Cells that claim to cover a thousand columns each."""
    path.write_text("<html><body><table>" + '<tr><td colspan="1000" rowspan="65534">a</td></tr>' * 3_000 + "</table>")


def nested_md(path: Path) -> None:
    path.write_text("> " * 20_000 + "Leave" + "\n" + "[" * 20_000 + "](" * 20_000)


def wide_csv(path: Path) -> None:
    path.write_text((",".join(["1"] * 20_000) + "\n") * 60)


def nested_eml(path: Path) -> None:
    """A message in a message in a message, two hundred times."""
    message = EmailMessage()
    message["Subject"] = "inmost"
    message.set_content("Leave is paid.")
    for depth in range(200):
        outer = EmailMessage()
        outer["Subject"] = f"Fwd: {depth}"
        outer.make_mixed()
        outer.attach(message)
        message = outer
    path.write_bytes(message.as_bytes())


def noise(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n" + random.Random(1).randbytes(200_000))


BUILDERS: dict[str, Callable[[Path], None]] = {
    "archive.docx": archive_docx,
    "bomb.docx": bomb_docx,
    "bomb.pdf": bomb_pdf,
    "crowded.docx": crowded_docx,
    "crowded.pdf": crowded_pdf,
    "deep.docx": deep_docx,
    "deep.html": deep_html,
    "empty.pdf": empty_pdf,
    "far-cell.xlsx": far_cell_xlsx,
    "huge-number.xlsx": huge_number_xlsx,
    "late-doctype.docx": late_doctype_docx,
    "laughing.docx": laughing_docx,
    "looping.pdf": looping_pdf,
    "looping.tif": looping_tiff,
    "many-pages.pdf": many_pages_pdf,
    "misnamed.docx": misnamed_docx,
    "nested.eml": nested_eml,
    "nested.md": nested_md,
    "noise.pdf": noise,
    "polyglot.png": polyglot_png,
    "ruled.pdf": ruled_pdf,
    "stealing.docx": stealing_docx,
    "vast.png": vast_png,
    "wide.csv": wide_csv,
    "wide.html": wide_html,
}


def blank_pages(path: Path, count: int) -> Path:
    canvas = Canvas(str(path), pagesize=(612, 792))
    for _ in range(count):
        canvas.showPage()
    canvas.save()
    return path


def _word(body: str) -> dict[str, str | bytes]:
    return {"[Content_Types].xml": content_types(), "_rels/.rels": ROOT_RELATIONS, "word/document.xml": body}


def _sheet(path: Path, rows: str, merged: str = "") -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    merge = f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    link = '<Relationship Id="r1" Target="{}" Type="' + office + '/{}"/>'
    make_package(
        path,
        {
            "[Content_Types].xml": content_types(SHEET_TYPE),
            "_rels/.rels": relations.format(link.format("xl/workbook.xml", "officeDocument")),
            "xl/_rels/workbook.xml.rels": relations.format(link.format("worksheets/a.xml", "worksheet")),
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{office}">'
            '<sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
            "xl/worksheets/a.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData>{merge}</worksheet>',
        },
    )


def _one_page() -> tuple[bytes, bytes, bytes]:
    return (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
    )


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)


def _pdf(path: Path, *objects: bytes) -> None:
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, start=1))
    path.write_bytes(b"%%PDF-1.5\n%strailer<</Size %d/Root 1 0 R>>\n%%%%EOF" % (body, len(objects) + 1))
