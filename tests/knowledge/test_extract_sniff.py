from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from knowledge.extract.failure import ExtractionFailed, TypeMismatch, UnsupportedType
from knowledge.extract.run import extract
from knowledge.extract.sniff import decode, true_type
from tests.knowledge.sample_files import (
    ROOT_RELATIONS,
    content_types,
    make_package,
    make_pdf,
    raw_docx,
    word_body,
    write,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BILLION_LAUGHS = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w>&b;</w>'


def _file(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _failure(path: Path, file_name: str = "") -> ExtractionFailed:
    with pytest.raises(ExtractionFailed) as caught:
        true_type(path, file_name=file_name or path.name)
    return caught.value


def test_each_kind_is_told_by_its_content(tmp_path: Path) -> None:
    pdf = make_pdf(tmp_path / "a.pdf", lambda canvas: write(canvas, 72, 72, "Hello"))
    word, sheet, deck = tmp_path / "a.docx", tmp_path / "a.xlsx", tmp_path / "a.pptx"
    docx.Document().save(str(word))
    openpyxl.Workbook().save(sheet)
    pptx.Presentation().save(str(deck))
    page = _file(tmp_path / "a.html", b"<!-- made by hand -->\n<!DOCTYPE html><html><body>Hello</body></html>")
    notes = _file(tmp_path / "a.md", b"# Hello")
    text = _file(tmp_path / "a.csv", b"plan,price\nPPO,78\n")

    found = [true_type(path, file_name=path.name) for path in (pdf, word, sheet, deck, page, notes, text)]

    assert found == ["pdf", "docx", "xlsx", "pptx", "html", "md", "txt"]


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (b"\x89PNG\r\n\x1a\n", "scan.png"),
        (b"\xff\xd8\xff\xe0", "photo.jpeg"),
        (b"II*\x00", "fax.tif"),
        (b"MM\x00*", "fax.tiff"),
        (b"RIFF\x00\x00\x00\x00WEBP", "shot.webp"),
        (b"\x89PNG\r\n\x1a\n", "without an ending"),
    ],
)
def test_picture_is_told_by_its_content(tmp_path: Path, start: bytes, name: str) -> None:
    assert true_type(_file(tmp_path / "upload", start + b"\x00\x01" * 50), file_name=name) == "image"


def test_picture_under_another_ending_is_named_for_what_it_is(tmp_path: Path) -> None:
    path = _file(tmp_path / "upload", b"\x89PNG\r\n\x1a\n%PDF-1.7")

    assert _failure(path, "guide.pdf").sentence.startswith(
        "The file's name ends in .pdf, but it is a picture. Rename it to end in .png, or open it"
    )


def test_sound_and_film_are_no_pictures(tmp_path: Path) -> None:
    assert isinstance(_failure(_file(tmp_path / "a.webp", b"RIFF\x00\x00\x00\x00AVI ")), UnsupportedType)


@pytest.mark.parametrize("name", ["mail.eml", "saved message"])
def test_e_mail_is_told_by_its_ending_or_its_headers(tmp_path: Path, name: str) -> None:
    path = _file(tmp_path / "upload", b"Received: from mx\nFrom: hr@acme.example\nMIME-Version: 1.0\n\nHello")

    assert true_type(path, file_name=name) == "eml"


def test_content_decides_when_the_name_has_no_known_ending(tmp_path: Path) -> None:
    pdf = make_pdf(tmp_path / "upload", lambda canvas: write(canvas, 72, 72, "Hello"))

    assert true_type(pdf, file_name="Benefits guide v2.1 final") == "pdf"


def test_pdf_mark_may_stand_a_little_way_into_the_file(tmp_path: Path) -> None:
    path = _file(tmp_path / "a.pdf", b"garbage from a mail server\n" * 10 + b"%PDF-1.7\n")

    assert true_type(path, file_name="a.pdf") == "pdf"


@pytest.mark.parametrize("ending", [".pdf", ".xlsx", ".pptx", ".html", ".txt", ".md"])
def test_word_file_under_another_ending_is_named_for_what_it_is(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "upload"
    docx.Document().save(str(path))

    failure = _failure(path, f"guide{ending}")

    assert isinstance(failure, TypeMismatch)
    assert failure.sentence == (
        f"The file's name ends in {ending}, but it is a Word document. Rename it to end in .docx, or open it and save "
        f"it as a real {ending} file, then upload it again."
    )


def test_text_kinds_never_contradict_each_other(tmp_path: Path) -> None:
    path = _file(tmp_path / "faq.txt", b"<html><body>Question and answer</body></html>")

    assert true_type(path, file_name="faq.txt") == "html"


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"GIF89a", "logo.gif", "a picture (GIF). Save the picture as PNG or JPEG"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "photo.heic", "export it as JPEG"),
        (OLE + "__substg1.0_001A".encode("utf-16-le"), "mail.msg", "an Outlook message (.msg). Open it in Outlook"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'></svg>", "logo.svg", "a picture (SVG)"),
        (b"{\\rtf1 Hello}", "letter.rtf", "a Rich Text (RTF) document"),
        (b"MZ\x90\x00program", "guide.pdf", "a program"),
        (OLE + "WordDocument".encode("utf-16-le"), "old.doc", "an old Word document (.doc)"),
        (OLE + "Workbook".encode("utf-16-le"), "old.xls", "an old Excel workbook (.xls)"),
        (b"print('hello')", "tool.py", "Files ending in .py are not read"),
        (bytes(range(256)) * 20, "blob.bin", "This kind of file cannot be read"),
    ],
)
def test_foreign_kind_is_named_with_a_way_out(tmp_path: Path, content: bytes, name: str, words: str) -> None:
    failure = _failure(_file(tmp_path / "upload", content), name)

    assert isinstance(failure, UnsupportedType)
    assert words in failure.sentence


@pytest.mark.parametrize("content", [b"", b"  \n\t ", b"\x00" * 500])
def test_file_without_content_is_called_empty(tmp_path: Path, content: bytes) -> None:
    assert _failure(_file(tmp_path / "a.txt", content)).code == "empty"


def test_office_file_with_a_password_is_called_encrypted(tmp_path: Path) -> None:
    path = _file(tmp_path / "rates.xlsx", OLE + b"\x00" * 500 + "EncryptedPackage".encode("utf-16-le"))

    assert _failure(path).code == "encrypted"


def test_macros_are_refused_by_type_and_by_part(tmp_path: Path) -> None:
    by_type = make_package(
        tmp_path / "a.docm",
        {"[Content_Types].xml": content_types("application/vnd.ms-word.document.macroEnabled.main+xml")},
    )
    by_part = make_package(
        tmp_path / "b.docx", {"[Content_Types].xml": content_types(), "word/vbaProject.bin": b"macro"}
    )

    assert "macros" in _failure(by_type).sentence
    assert "macros" in _failure(by_part).sentence


def test_other_packages_are_named(tmp_path: Path) -> None:
    text = make_package(tmp_path / "a.odt", {"mimetype": "application/vnd.oasis.opendocument.text"})
    archive = make_package(tmp_path / "a.zip", {"guide.txt": "Hello"})

    assert "an OpenDocument text (.odt)" in _failure(text).sentence
    assert "a ZIP archive" in _failure(archive).sentence


def test_package_that_unpacks_to_too_much_is_refused_unread(tmp_path: Path) -> None:
    path = make_package(tmp_path / "bomb.docx", {"[Content_Types].xml": content_types(), "a.xml": b"0" * (101 * 2**20)})

    assert _failure(path).code == "too_large"


def test_package_packed_suspiciously_tight_is_refused(tmp_path: Path) -> None:
    path = make_package(tmp_path / "bomb.docx", {"[Content_Types].xml": content_types(), "a.xml": b"0" * (20 * 2**20)})

    assert _failure(path).code == "too_large"


def test_package_with_too_many_parts_is_refused(tmp_path: Path) -> None:
    path = make_package(tmp_path / "many.docx", {f"part{number}.xml": "<a/>" for number in range(2_001)})

    assert _failure(path).code == "too_large"


def test_archive_inside_a_package_is_refused(tmp_path: Path) -> None:
    inner = make_package(tmp_path / "inner.zip", {"a.txt": "Hello"}).read_bytes()
    path = make_package(tmp_path / "a.docx", {"[Content_Types].xml": content_types(), "word/inner.xml": inner})

    assert "another archive inside" in _failure(path).sentence


def test_sheet_behind_a_chart_is_no_archive_inside(tmp_path: Path) -> None:
    inner = make_package(tmp_path / "inner.xlsx", {"a.txt": "Hello"}).read_bytes()
    parts = {"_rels/.rels": ROOT_RELATIONS, "word/document.xml": word_body(""), "word/embeddings/sheet.xlsx": inner}
    path = make_package(tmp_path / "a.docx", {"[Content_Types].xml": content_types(), **parts})

    assert true_type(path, file_name="a.docx") == "docx"


def test_entities_in_an_office_file_are_refused(tmp_path: Path) -> None:
    path = raw_docx(tmp_path / "laughs.docx", "", word__document=BILLION_LAUGHS)

    assert "DOCTYPE" in _failure(path).sentence


def test_cut_off_package_is_called_corrupt(tmp_path: Path) -> None:
    whole = raw_docx(tmp_path / "a.docx", "<w:p/>").read_bytes()

    assert _failure(_file(tmp_path / "cut.docx", whole[: len(whole) // 2])).code == "corrupt"


@pytest.mark.parametrize(
    "raw",
    ["Prämie – 78 €".encode(), "Prämie – 78 €".encode("utf-16"), "Prämie – 78 €".encode("cp1252")],
    ids=["utf-8", "utf-16", "cp1252"],
)
def test_text_is_decoded_whatever_its_coding(raw: bytes) -> None:
    assert decode(raw) == "Prämie – 78 €"


RATES = "Cobertura;Al mes\r\nSólo el empleado;78,00 €\r\nFamilia;318,00 €\r\n"


@pytest.mark.parametrize("coding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("file_name", ["rates.csv", "rates.txt", "rates.html", "rates"])
def test_utf_16_without_a_mark_is_read(tmp_path: Path, file_name: str, coding: str) -> None:
    text = f"<html><body><p>{RATES}</p></body></html>" if file_name.endswith("html") else RATES
    path = _file(tmp_path / file_name, text.encode(coding))

    found = true_type(path, file_name=file_name)

    assert decode(path.read_bytes()) == text
    read = "\n".join(page.text for page in extract(path, found).pages)
    assert "Sólo el empleado" in read
    assert "318,00 €" in read
    assert "\0" not in read


@pytest.mark.parametrize(
    "raw",
    [
        b"The plan pays 80%.\x00" + b" More text of the plan. " * 40,
        b"The plan pays 80%." + b"\x00" * 40,
        "Grün\x00 und blau\x00. ".encode() * 20,
    ],
    ids=["one zero", "zeros at the end", "some zeros"],
)
def test_zeros_in_another_coding_make_no_utf_16_of_it(raw: bytes) -> None:
    assert decode(raw) == raw.decode()


@pytest.mark.parametrize("coding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["Отпуск оплачивается за все дни.\n" * 9, "员工福利指南。自付额为一千元。\n" * 9])
def test_another_script_in_utf_16_without_a_mark_is_told_with_a_way_out(tmp_path: Path, text: str, coding: str) -> None:
    failure = _failure(_file(tmp_path / "guide.txt", text.encode(coding)))

    assert "UTF-8" in failure.sentence


def test_a_program_named_as_a_text_is_no_text_of_another_coding(tmp_path: Path) -> None:
    raw = bytes(number * number * 31 % 251 for number in range(4_000))

    assert "coding" not in _failure(_file(tmp_path / "tool.txt", raw)).sentence


def test_a_byte_that_went_wrong_does_not_cost_the_accents_of_a_whole_text() -> None:
    text = "La prima es de 78 € al mes; la inscripción termina el año que viene, según el plan médico. " * 20
    raw = text.encode().replace(b"prima", b"pr\xffima", 1)

    assert decode(raw) == text.replace("prima", "pr\ufffdima", 1)
    assert decode("Prämie".encode("cp1252") * 30) == "Prämie" * 30


@pytest.mark.parametrize(
    ("text", "coding"),
    [
        ("Отпуск оплачивается за все дни. " * 9, "cp1251"),
        ("福利厚生の手引き。免責額は年に千円です。" * 4, "shift_jis"),
        ("员工福利指南。自付额为一千元。" * 4, "gb18030"),
        ("دليل مزايا الموظفين لعام جديد. " * 9, "cp1256"),
    ],
)
def test_text_in_a_coding_that_it_does_not_name_is_refused_and_never_read_as_gibberish(
    tmp_path: Path, text: str, coding: str
) -> None:
    named = text.encode(coding)

    assert "UTF-8" in _failure(_file(tmp_path / "guide.txt", named)).sentence
    assert true_type(_file(tmp_path / "utf8.txt", (text * 60).encode()), file_name="utf8.txt") == "txt"
    page = f'<html><head><meta charset="{coding}"></head><body><p>'.encode() + named + b"</p></body></html>"
    assert true_type(_file(tmp_path / "guide.html", page), file_name="guide.html") == "html"


def test_western_text_of_old_programs_is_read(tmp_path: Path) -> None:
    text = "Größe, Übergänge, déjà vu, ñandú, coûts élevés à l'hôpital – 78 € … “sí” " * 5

    assert true_type(_file(tmp_path / "a.txt", text.encode("cp1252")), file_name="a.txt") == "txt"
