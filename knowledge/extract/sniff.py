"""The true type of a file, from its content. The name only helps to tell plain text, Markdown and HTML apart."""

import codecs
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal

from knowledge.extract.failure import ExtractionFailed, TypeMismatch, UnsupportedType
from knowledge.extract.package import UNREADABLE_ZIP, check_package, read_entry

ContentType = Literal["pdf", "docx", "xlsx", "pptx", "html", "md", "txt", "image", "eml"]

TYPE_NAMES: dict[ContentType, str] = {
    "pdf": "a PDF",
    "docx": "a Word document",
    "xlsx": "an Excel workbook",
    "pptx": "a PowerPoint presentation",
    "html": "a web page (HTML)",
    "md": "a Markdown text",
    "txt": "a plain text",
    "image": "a picture",
    "eml": "an e-mail message",
}
TYPES_BY_ENDING: dict[str, ContentType] = {
    ".pdf": "pdf", ".docx": "docx", ".xlsx": "xlsx", ".pptx": "pptx", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".md": "md", ".markdown": "md", ".txt": "txt", ".text": "txt", ".csv": "txt", ".tsv": "txt",
    ".png": "image", ".jpg": "image", ".jpeg": "image", ".tif": "image", ".tiff": "image", ".webp": "image",
    ".eml": "eml",
}  # fmt: skip
TEXT_TYPES: tuple[ContentType, ...] = ("html", "md", "txt")
HEAD_BYTES = 8192
# So many signs outside ASCII stand in a text of UTF-8 for one that went wrong.
RIGHT_FOR_A_WRONG = 10
# Of so many pairs of bytes one is zero, always the same, and the other hardly ever.
LEAST_UTF_16 = 8
ZERO_SHARE, STRAY_ZERO_SHARE = 0.7, 0.02
WRITTEN_SHARE = 0.98
MANY_HIGH, HIGH_SHARE_OF_BYTES = 16, 0.3
UNKNOWN_CODING = (
    "The text is stored in a coding of letters that the file does not name, so it cannot be read. Open it, save it "
    "with the coding UTF-8 and upload that."
)

# Main part of an office package (any of its spellings) -> type. Templates and shows read the same way.
MAIN_PARTS: tuple[tuple[str, ContentType], ...] = (
    ("wordprocessingml.document.main", "docx"),
    ("wordprocessingml.template.main", "docx"),
    ("spreadsheetml.sheet.main", "xlsx"),
    ("spreadsheetml.template.main", "xlsx"),
    ("presentationml.presentation.main", "pptx"),
    ("presentationml.slideshow.main", "pptx"),
    ("presentationml.template.main", "pptx"),
)
MACROS = (
    "The file contains macros (small programs). Save it without them, as .docx, .xlsx or .pptx, and upload that copy."
)


@dataclass(frozen=True)
class Foreign:
    """A kind of file that is recognised only to say its name and the way out."""

    start: bytes
    name: str
    advice: str


SAVE_AS_PDF = "Save it as PDF and upload that."
PICTURE = "Save the picture as PNG or JPEG and upload that; its text is then recognised."
PICTURE_STARTS = ((b"\x89PNG", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"II*\x00", ".tif"), (b"MM\x00*", ".tif"))
# The brands by which Apple's telephones mark the pictures they take; what reads them is in no kept library.
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1")
HEIC = (
    "The file is a photo in Apple's own format (HEIC). Open it and export it as JPEG, or set the telephone's camera to "
    "“Most Compatible”, and upload that."
)
FOREIGN_STARTS = (
    Foreign(
        b"{\\rtf",
        "a Rich Text (RTF) document",
        "Save it as .docx or PDF and upload that.",
    ),
    Foreign(b"GIF8", "a picture (GIF)", PICTURE),
    Foreign(b"BM", "a picture (BMP)", PICTURE),
    Foreign(b"RIFF", "a picture, sound or film", PICTURE),
    Foreign(b"MZ", "a program", "Upload the document itself."),
    Foreign(b"\x7fELF", "a program", "Upload the document itself."),
    Foreign(b"\x1f\x8b", "a compressed archive", "Unpack it and upload the documents in it."),
    Foreign(
        b"7z\xbc\xaf",
        "a compressed archive",
        "Unpack it and upload the documents in it.",
    ),
    Foreign(b"Rar!", "a compressed archive", "Unpack it and upload the documents in it."),
    Foreign(b"%!PS", "a PostScript file", SAVE_AS_PDF),
)
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_STREAMS = (
    (
        "WordDocument",
        "an old Word document (.doc)",
        "Open it in Word and save it as .docx.",
    ),
    (
        "Workbook",
        "an old Excel workbook (.xls)",
        "Open it in Excel and save it as .xlsx.",
    ),
    ("Book", "an old Excel workbook (.xls)", "Open it in Excel and save it as .xlsx."),
    (
        "PowerPoint Document",
        "an old PowerPoint presentation (.ppt)",
        "Open it in PowerPoint and save it as .pptx.",
    ),
    (
        "__substg1.0_",
        "an Outlook message (.msg)",
        "Open it in Outlook, choose “Save as” and save it as .eml or as PDF, then upload that.",
    ),
)
ODF_NAMES = {
    "application/vnd.oasis.opendocument.text": "an OpenDocument text (.odt)",
    "application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument spreadsheet (.ods)",
    "application/vnd.oasis.opendocument.presentation": "an OpenDocument presentation (.odp)",
    "application/epub+zip": "an e-book (EPUB)",
}
HTML_START = re.compile(r"\s*(<\?xml[^>]*>)?\s*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE)
SVG_START = re.compile(r"\s*(<\?xml[^>]*>)?\s*(<!doctype\s+svg[^>]*>)?\s*<svg\b", re.IGNORECASE)
MAIL_START = re.compile(r"(From |Received:|Return-Path:|MIME-Version:|Delivered-To:|From:.*\n)", re.IGNORECASE)
MARKUP_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def true_type(path: Path, *, file_name: str) -> ContentType:
    """Return what the file really is.

    Raises TypeMismatch when the name claims another type, UnsupportedType for kinds that are not read, and
    ExtractionFailed ("empty", "encrypted", "corrupt", "too_large") for files that cannot be opened at all.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head.strip(b"\x00\t\r\n\x0c "):
        raise ExtractionFailed("empty")
    ending = PurePath(file_name).suffix.lower()
    found = _binary_type(path, head) or _text_type(path, head, ending)
    claimed = TYPES_BY_ENDING.get(ending)
    if claimed is not None and claimed != found and not (claimed in TEXT_TYPES and found in TEXT_TYPES):
        raise TypeMismatch(_mismatch_sentence(ending, found, picture_ending(head) or f".{found}"))
    return found


def decode(raw: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 or Windows-1252.

    A few bytes that went wrong make no other coding of UTF-8: all its accents would come out as two signs each.
    """
    for mark, coding in (
        (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
    ):  # fmt: skip
        if raw.startswith(mark):
            return raw.decode(coding, errors="replace")
    unmarked = utf_16_without_mark(raw)
    if unmarked:
        return raw.decode(unmarked, errors="replace")
    text = raw.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    if wrong and sum(not sign.isascii() for sign in text) < RIGHT_FOR_A_WRONG * wrong:
        return raw.decode("cp1252", errors="replace")
    return text


def utf_16_without_mark(raw: bytes) -> str:
    """Return which UTF-16 a text without a byte order mark is written in; nothing if it is none.

    Of each two bytes one is zero then, in the same place: of all letters of western Europe and all signs of a table.
    """
    head = raw[:HEAD_BYTES]
    head = head[: len(head) & ~1]
    if len(head) < LEAST_UTF_16 or b"\x00" not in head:
        return ""
    pairs = len(head) // 2
    first, second = head[::2].count(0), head[1::2].count(0)
    if max(first, second) < ZERO_SHARE * pairs or min(first, second) > STRAY_ZERO_SHARE * pairs:
        return ""
    coding = "utf-16-le" if second > first else "utf-16-be"
    return coding if _is_written(head.decode(coding, errors="replace")) else ""


def _may_be_utf_16(head: bytes) -> bool:
    """True for what could be a text of another script in UTF-16, with nothing to tell in which order its bytes are."""
    for coding in ("utf-16-le", "utf-16-be"):
        try:
            if _is_written(codecs.getincrementaldecoder(coding)().decode(head)):
                return True
        except UnicodeDecodeError:
            continue
    return False


def _is_written(text: str) -> bool:
    return sum(sign.isprintable() or sign in "\r\n\t\f" for sign in text) >= WRITTEN_SHARE * len(text)


def picture_ending(head: bytes) -> str:
    """Return the usual ending of a picture's kind; nothing for all that is none we read."""
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return ".webp"
    return next((ending for start, ending in PICTURE_STARTS if head.startswith(start)), "")


def _mismatch_sentence(ending: str, found: ContentType, right_ending: str) -> str:
    return (
        f"The file's name ends in {ending}, but it is {TYPE_NAMES[found]}. Rename it to end in {right_ending}, or "
        f"open it and save it as a real {ending} file, then upload it again."
    )


def _binary_type(path: Path, head: bytes) -> ContentType | None:
    # Some writers put a few lines before the PDF mark, and readers accept that within the first 1,024 bytes.
    # A file that opens with the mark of another format is that format, whatever follows.
    if picture_ending(head):
        return "image"
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        raise UnsupportedType(HEIC)
    for foreign in FOREIGN_STARTS:
        if head.startswith(foreign.start) and not (foreign.start == b"BM" and _looks_like_text(head)):
            raise UnsupportedType(f"The file is {foreign.name}. {foreign.advice}")
    if head.startswith(b"PK\x03\x04"):
        return _package_type(path)
    if head.startswith(OLE_START):
        raise _ole_failure(path)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x05\x06", b"PK\x07\x08")):
        raise UnsupportedType("The file is an empty or divided archive. Upload the documents themselves.")
    return None


def _package_type(path: Path) -> ContentType:
    check_package(path)
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            types = read_entry(archive, "[Content_Types].xml") if "[Content_Types].xml" in names else b""
            mime = read_entry(archive, "mimetype", 100) if "mimetype" in names else b""
    except UNREADABLE_ZIP as error:
        raise ExtractionFailed("corrupt") from error
    declared = types.decode("utf-8", errors="replace").replace("\x00", "")
    if "macroEnabled" in declared or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnsupportedType(MACROS)
    for word, found in MAIN_PARTS:
        if word in declared:
            return found
    if "sheet.binary" in declared:
        raise UnsupportedType("The file is a binary Excel workbook (.xlsb). Save it as .xlsx and upload that.")
    known = ODF_NAMES.get(mime.decode("ascii", errors="replace").strip())
    if known:
        raise UnsupportedType(f"The file is {known}. Save it as .docx, .xlsx, .pptx or PDF and upload that.")
    raise UnsupportedType("The file is a ZIP archive. Unpack it and upload the documents in it.")


def _ole_failure(path: Path) -> ExtractionFailed:
    with path.open("rb") as file:
        raw = file.read(4 * 2**20)
        file.seek(max(0, path.stat().st_size - 2**20))
        raw += file.read()
    # Names of streams stand in the directory of the file, in UTF-16.
    if "EncryptedPackage".encode("utf-16-le") in raw:
        return ExtractionFailed("encrypted")
    for stream, name, advice in OLE_STREAMS:
        if stream.encode("utf-16-le") in raw:
            return UnsupportedType(f"The file is {name}. {advice}")
    return UnsupportedType()


def _text_type(path: Path, head: bytes, ending: str) -> ContentType:
    if not _looks_like_text(head):
        is_text = TYPES_BY_ENDING.get(ending) in TEXT_TYPES and _may_be_utf_16(head)
        raise UnsupportedType(UNKNOWN_CODING) if is_text else UnsupportedType()
    if ending != ".eml" and _is_in_unknown_coding(head):
        raise UnsupportedType(UNKNOWN_CODING)
    text = MARKUP_COMMENT.sub("", decode(head))
    if SVG_START.match(text):
        raise UnsupportedType(f"The file is a picture (SVG). {PICTURE}")
    if ending == ".eml" or (ending not in TYPES_BY_ENDING and MAIL_START.match(text)):
        return "eml"
    if HTML_START.match(text):
        return "html"
    claimed = TYPES_BY_ENDING.get(ending)
    if claimed in TEXT_TYPES:
        return claimed
    if claimed is None and ending and not _is_odd_ending(ending):
        raise UnsupportedType(
            f"Files ending in {ending} are not read. If it is a plain text, rename it to end in .txt and upload it."
        )
    return "txt"


def _is_in_unknown_coding(head: bytes) -> bool:
    """True for text in one of the codings of Cyrillic, Chinese or other scripts, which nothing in the file names.

    Read as Windows-1252 it would be a row of accented letters and signs; no language written in that has so many.
    """
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"charset" in head.lower():
        return False
    try:
        # The last letter may be cut by the end of what was looked at.
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        high = sum(byte >= 0x80 for byte in head)
        return high >= MANY_HIGH and high > HIGH_SHARE_OF_BYTES * len(head) and _reads_as_western(head)
    return False


def _reads_as_western(head: bytes) -> bool:
    return decode(head) == head.decode("cp1252", errors="replace")


def _is_odd_ending(ending: str) -> bool:
    """True for what only looks like an ending, as in "Policy v2.1 (final copy)"."""
    return len(ending) > 6 or " " in ending or ending[1:].isdigit()


def _looks_like_text(head: bytes) -> bool:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or utf_16_without_mark(head):
        return True
    control = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)
    return control <= len(head) // 200
