import json
import os
import time
import zlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from knowledge.extract.failure import SENTENCES, ExtractionFailed
from knowledge.extract.limits import DEFAULT_LIMITS, MIB, Limits
from knowledge.extract.run import extract
from knowledge.extract.types import (
    Block,
    Box,
    ExtractedPage,
    Span,
    page_from_json,
    page_to_json,
)
from tenants.walled.children import CHILD_ENVIRONMENT
from tests.knowledge.processes import readers, starters
from tests.knowledge.sample_files import make_pdf, raw_docx, write


def _guide(path: Path, pages: int) -> Path:
    def draw(number: int) -> object:
        def page(canvas: Canvas) -> None:
            write(canvas, 72, 100, f"Chapter {'abcdefghij'[number % 10] * 3}", size=18)
            write(canvas, 72, 140, "What you pay for the visit is in the table of this guide and on your card.")

        return page

    return make_pdf(path / "guide.pdf", *(draw(number) for number in range(pages)))


def _failure(path: Path, content_type: str = "pdf", limits: Limits = DEFAULT_LIMITS, **options: object) -> str:
    with pytest.raises(ExtractionFailed) as caught:
        extract(path, content_type, limits=limits, **options)
    assert caught.value.sentence
    return caught.value.code


def test_pages_are_heard_of_one_by_one_with_their_number(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []

    document = extract(_guide(tmp_path, 12), "pdf", on_page=lambda page, count: heard.append((page.number, count)))

    assert heard == [(number, 12) for number in range(1, 13)]
    assert [page.number for page in document.pages] == list(range(1, 13))
    assert (document.title, document.language, document.warnings) == ("Chapter aaa", "en", ())


def test_cancelled_work_stops(tmp_path: Path) -> None:
    started = time.monotonic()

    code = _failure(_slow(tmp_path), "txt", should_cancel=lambda: True)

    assert code == "cancelled"
    assert time.monotonic() - started < 5


def test_file_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    limits = replace(DEFAULT_LIMITS, start_seconds=0.4, seconds_per_page=0)

    assert _failure(_slow(tmp_path), "txt", limits) == "too_slow"


def test_processor_time_is_bounded_by_the_kernel(tmp_path: Path) -> None:
    limits = replace(DEFAULT_LIMITS, page_seconds=0.0)

    assert _failure(_slow(tmp_path), "txt", limits) == "too_slow"


def test_file_that_unpacks_into_too_much_memory_is_stopped(tmp_path: Path) -> None:
    limits = replace(DEFAULT_LIMITS, memory_bytes=300 * MIB)

    assert _failure(_bomb(tmp_path), limits=limits) == "too_much_memory"


def test_too_many_pages_are_counted_before_they_are_read(tmp_path: Path) -> None:
    limits = replace(DEFAULT_LIMITS, max_pages=3)

    with pytest.raises(ExtractionFailed) as caught:
        extract(_guide(tmp_path, 4), "pdf", limits=limits)

    assert caught.value.code == "too_many_pages"
    assert caught.value.sentence == (
        "The file has 4 pages; at most 3 can be read. Split it into parts and upload each part."
    )


def test_too_much_text_is_refused(tmp_path: Path) -> None:
    limits = replace(DEFAULT_LIMITS, max_characters=100)

    assert _failure(_guide(tmp_path, 4), limits=limits) == "too_large"


def test_blank_file_is_said_to_have_no_text(tmp_path: Path) -> None:
    assert _failure(make_pdf(tmp_path / "blank.pdf", lambda canvas: None)) == "no_text"


def test_missing_file_is_said_to_be_gone(tmp_path: Path) -> None:
    assert _failure(tmp_path / "gone.pdf") == "missing"


def test_reader_that_trips_over_a_file_says_it_is_damaged(tmp_path: Path) -> None:
    path = raw_docx(tmp_path / "odd.docx", "<w:p><w:pPr><w:numPr><w:ilvl w:val='٣'/></w:numPr></w:pPr></w:p>")
    path.write_bytes(path.read_bytes()[:-40])

    assert _failure(path, "docx") == "corrupt"


def test_every_code_has_a_sentence_that_says_what_to_do() -> None:
    assert all(len(sentence.split()) > 3 for sentence in SENTENCES.values())


def test_child_sees_no_secret_of_its_parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "json.py").write_text("raise SystemExit('the environment decides what is imported')")

    document = extract(_guide(tmp_path, 1), "pdf")

    assert document.pages[0].text.startswith("Chapter aaa")
    assert set(CHILD_ENVIRONMENT) & set(os.environ) <= {"LC_ALL"}


def test_page_crosses_the_border_unchanged() -> None:
    box = Box(3, 0.1, 0.2, 0.3, 0.4)
    page = ExtractedPage(
        number=3,
        width=612.0,
        height=792.0,
        blocks=(
            Block("heading", "Rates", box, 2, spans=(Span(0, 5, box),)),
            Block("table", "Family — Rate: $5", None, rows=(("", "Rate"), ("Family", "$5"))),
        ),
        is_ocr=True,
        ocr_confidence=0.93,
    )

    assert page_from_json(json.loads(json.dumps(page_to_json(page)))) == page


def _slow(folder: Path) -> Path:
    """A text that keeps its reader busy for many seconds: a table of a million cells."""
    path = folder / "slow.txt"
    path.write_text("Code,Name,Rate,Share,Tier,Note\n" + "a,b,c,1,2,3\n" * 700_000)
    return path


def _bomb(folder: Path) -> Path:
    """A page of 200 MB of spaces in 200 KB."""
    stream = zlib.compress(b" " * (200 * MIB), 1)
    path = folder / "bomb.pdf"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    objects = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, part) for number, part in enumerate(parts, start=1))
    path.write_bytes(b"%PDF-1.5\n" + objects + b"trailer<</Size 5/Root 1 0 R>>\n%%EOF")
    return path


@pytest.mark.parametrize("niceness", [0, 10])
def test_a_file_of_many_stands_back_and_is_given_more_time(tmp_path, niceness: int) -> None:
    path = tmp_path / "guide.txt"
    # Of so many pages that the reader still works when the first are told: a pipe holds some.
    path.write_text("Sick leave is 8 days.\n" * 100_000)
    limits = replace(DEFAULT_LIMITS, niceness=niceness)
    seen = []

    extract(path, "txt", limits=limits, on_page=lambda *_: seen.extend(_priorities(readers())))

    # The starter does not stand back: it starts the readers of other files, too.
    assert set(_priorities(starters())) == {os.getpriority(os.PRIO_PROCESS, 0)}
    assert set(seen) == {os.getpriority(os.PRIO_PROCESS, 0) + niceness}
    assert limits.patience == (4.0 if niceness else 1.0)


def _priorities(pids: list[int]) -> list[int]:
    priorities = []
    for pid in pids:
        with suppress(ProcessLookupError):
            priorities.append(os.getpriority(os.PRIO_PROCESS, pid))
    return priorities


def test_title_that_ends_in_half_of_a_sign_is_no_fault_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "guide.pdf"
    whole, half = b"(Benefits manual for 2026)", b"<FEFF0050006C0061006ED83D>"
    made = make_pdf(path, lambda canvas: write(canvas, 72, 100, "The copay is $25."), title=whole[1:-1].decode())
    assert whole in made.read_bytes()
    made.write_bytes(made.read_bytes().replace(whole, half))

    document = extract(made, "pdf")

    assert document.title == ""
    assert document.pages[0].text == "The copay is $25."
