"""A long PDF shared by several readers: what comes out is what one alone makes of it, and none is left behind."""

import json
import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from structlog.testing import capture_logs

from knowledge.extract import run
from knowledge.extract.course import PageFacts, facts_from_json, facts_to_json
from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.limits import DEFAULT_LIMITS, MIB, Limits
from knowledge.extract.listen import Clock, child_events
from knowledge.extract.run import extract
from knowledge.extract.share import BLOCK_PAGES, LEAST_PAGES, MOST_HELD
from knowledge.extract.team import EARLY_BYTES
from knowledge.extract.types import ExtractedDocument, ExtractedPage, page_to_json
from tests.knowledge.processes import readers, wait_until
from tests.knowledge.sample_files import HEIGHT, make_pdf, rule, write

TWO = replace(DEFAULT_LIMITS, readers=2)
LONG = 150


def _manual(folder: Path, pages: int = LONG, *, damaged: int = 0) -> Path:
    """Write a manual whose pages cannot be told apart from their neighbours' without looking at these."""
    noise = [Image.frombytes("L", (200, 200 + at), Random(at).randbytes(200 * (200 + at))) for at in range(3)]

    def draw(number: int) -> Callable[[Canvas], None]:
        def page(canvas: Canvas) -> None:
            # Head and foot change in the middle of a block, and so does the size of the text.
            write(canvas, 72, 30, f"Benefits manual {2026 + number // 43}", size=8)
            write(canvas, 72, 770, f"Page {number + 1} of {pages}", size=8)
            size = 9 if number < 21 else 12
            write(canvas, 72, 100, f"Chapter {'abcdefghij'[number % 10] * 3}", size=13)
            for line in range(6):
                write(canvas, 72, 140 + 16 * line, f"What visit {number * line} costs is on your card.", size=size)
            for row in range(4):
                rule(canvas, 72, 300 + 20 * row, 400, 300 + 20 * row)
                if row < 3:
                    write(canvas, 80, 314 + 20 * row, f"Plan {row}")
                    write(canvas, 250, 314 + 20 * row, f"${number + row}.00")
            for x in (72, 240, 400):
                rule(canvas, x, 300, x, 360)
            if number % 9 == 4:
                canvas.drawImage(ImageReader(noise[number // 9 % 3]), 72, HEIGHT - 650, 200, 200)
            if number % 17 == 3:
                canvas.setFillColorRGB(1, 1, 1)
                write(canvas, 72, 700, "Nobody sees this.")

        return page

    path = make_pdf(folder / "manual.pdf", *(draw(number) for number in range(pages)), title="Benefits manual")
    if damaged:
        parts = path.read_bytes().split(b"/Type /Page\n")
        before, after = b"/Type /Page\n".join(parts[:damaged]), b"/Type /Page\n".join(parts[damaged:])
        path.write_bytes(before + b"/Type /Pago\n" + after)
    return path


def _events(path: Path, limits: Limits) -> list[str]:
    """Return all that is told of the file, but for what it took to read it."""
    clock = Clock(silence_seconds=60, start_seconds=120, seconds_per_page=1)
    job = {"name": "extract", "path": str(path), "content_type": "pdf"}
    events = list(child_events(job, limits, clock, None))
    for event in events:
        event.pop("peak_kilobytes", None)
        event.pop("processor_seconds", None)
    return [json.dumps(event) for event in events]


def _without_pictures(limits: Limits) -> Limits:
    return replace(limits, max_ocr_pages=0)


def _shown(document: ExtractedDocument) -> tuple[object, ...]:
    pages = [page_to_json(page) for page in document.pages]
    return pages, document.title, document.language, document.warnings


@pytest.mark.parametrize("readers_of_it", [2, 3])
def test_what_comes_out_is_what_one_reader_makes_of_it(tmp_path: Path, readers_of_it: int) -> None:
    path = _manual(tmp_path, damaged=60)

    alone, shared = (_events(path, replace(TWO, readers=number)) for number in (1, readers_of_it))

    assert shared == alone
    told = "".join(alone)
    assert "Page 60 is damaged" in told
    assert "words in white on white" in told
    # A picture is looked at once, on the page that has it first; besides, the damaged page is taken for one.
    assert told.count('"regions": [[') == 3 + 1
    assert '"kind": "table"' in told
    # Only where it is new does a page keep its head.
    assert told.count("Benefits manual 2027") < 10


def test_a_document_is_the_same_whoever_read_it(tmp_path: Path) -> None:
    path = _manual(tmp_path)

    alone, shared = (extract(path, "pdf", limits=_without_pictures(limits)) for limits in (DEFAULT_LIMITS, TWO))

    assert _shown(shared) == _shown(alone)


def test_pages_come_in_their_order_and_once(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []

    extract(
        _manual(tmp_path, 100),
        "pdf",
        limits=_without_pictures(TWO),
        on_page=lambda page, count: heard.append((page.number, count)),
    )

    waiting_for_pictures = {5, 14, 23}
    assert sorted(heard) == [(number, 100) for number in range(1, 101)]
    assert [number for number, _ in heard if number not in waiting_for_pictures] == [
        number for number in range(1, 101) if number not in waiting_for_pictures
    ]


@pytest.mark.parametrize(("pages", "at_work"), [(LEAST_PAGES - 1, 1), (LEAST_PAGES, 2)])
def test_a_short_file_has_one_reader(tmp_path: Path, pages: int, at_work: int) -> None:
    seen: list[int] = []

    def look(page: ExtractedPage, count: int) -> None:
        seen.append(len(readers()))

    extract(_manual(tmp_path, pages), "pdf", limits=_without_pictures(TWO), on_page=look)

    assert seen[0] == at_work
    assert readers() == []


def test_a_large_file_of_few_pages_has_one_reader_in_the_end(tmp_path: Path) -> None:
    path = _manual(tmp_path, LEAST_PAGES - 1)
    with path.open("ab") as file:
        file.write(b"%" + b" " * EARLY_BYTES)
    seen: list[int] = []

    document = extract(
        path, "pdf", limits=_without_pictures(TWO), on_page=lambda page, count: seen.append(len(readers()))
    )

    assert set(seen) <= {0, 1}
    assert [page.number for page in document.pages] == list(range(1, LEAST_PAGES))


def test_the_memory_of_one_is_divided_among_them(tmp_path: Path) -> None:
    allowed: list[int] = []

    def look(page: ExtractedPage, count: int) -> None:
        if page.number == 1:
            lines = [Path(f"/proc/{reader}/limits").read_text() for reader in readers()]
            allowed.extend(int(line.split("Max address space")[1].split()[0]) for line in lines)

    extract(_manual(tmp_path), "pdf", limits=_without_pictures(TWO), on_page=look)

    assert allowed == [384 * MIB, 384 * MIB]


def _signalled(path: Path, which: int, number: signal.Signals, limits: Limits = TWO) -> list[int]:
    """Read the file, send one of its two readers a signal at the first page, and return the pages heard of."""
    heard: list[int] = []

    def send(page: ExtractedPage, count: int) -> None:
        heard.append(page.number)
        if len(heard) == 1:
            os.kill(readers()[which], number)

    extract(path, "pdf", limits=_without_pictures(limits), on_page=send)
    return heard


@pytest.mark.parametrize("which", [0, 1])
def test_the_file_is_read_by_one_if_another_was_killed_for_want_of_memory(tmp_path: Path, which: int) -> None:
    heard = _signalled(_manual(tmp_path, 400), which, signal.SIGKILL)

    assert sorted(heard) == list(range(1, 401))
    assert readers() == []


def test_the_file_is_read_by_one_where_half_the_memory_is_too_little(tmp_path: Path) -> None:
    path = _manual(tmp_path)
    # Room for a reader and its libraries, but not for two.
    limits = replace(TWO, memory_bytes=60 * MIB)

    with capture_logs() as told:
        shared = _events(path, limits)

    assert shared == _events(path, DEFAULT_LIMITS)
    assert {"event": "file_not_shared", "code": "too_much_memory", "log_level": "info"} in told


@pytest.mark.parametrize("which", [0, 1])
def test_the_end_of_one_is_the_end_of_all(tmp_path: Path, which: int) -> None:
    with pytest.raises(ExtractionFailed) as caught:
        _signalled(_manual(tmp_path, 400), which, signal.SIGXCPU)

    assert caught.value.code == "too_slow"
    assert wait_until(lambda: readers() == [])


@pytest.mark.parametrize("which", [0, 1])
def test_all_are_ended_when_one_falls_silent(tmp_path: Path, which: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "WALL_SLACK_SECONDS", 0.0)
    limits = replace(TWO, page_seconds=2.0)
    started = time.monotonic()

    with pytest.raises(ExtractionFailed) as caught:
        _signalled(_manual(tmp_path, 400), which, signal.SIGSTOP, limits)

    assert caught.value.code == "too_slow"
    assert time.monotonic() - started < 60
    assert wait_until(lambda: readers() == [])


def test_all_are_ended_when_the_work_is_cancelled(tmp_path: Path) -> None:
    heard: list[int] = []

    def hold(page: ExtractedPage, count: int) -> None:
        heard.append(page.number)
        if len(heard) == 2:
            assert len(readers()) == 2
            time.sleep(0.6)

    with pytest.raises(ExtractionFailed) as caught:
        extract(_manual(tmp_path, 400), "pdf", limits=TWO, on_page=hold, should_cancel=lambda: len(heard) > 1)

    assert caught.value.code == "cancelled"
    assert len(heard) < 400
    assert wait_until(lambda: readers() == [])


def test_a_fault_of_the_caller_ends_them_too(tmp_path: Path) -> None:
    def stumble(page: ExtractedPage, count: int) -> None:
        raise KeyError(page.number)

    with pytest.raises(KeyError):
        extract(_manual(tmp_path, 400), "pdf", limits=TWO, on_page=stumble)

    assert wait_until(lambda: readers() == [])


def test_too_much_text_is_counted_over_all_of_them(tmp_path: Path) -> None:
    path, limits = _manual(tmp_path), _without_pictures(TWO)
    characters = sum(len(block.text) for page in extract(path, "pdf", limits=limits).pages for block in page.blocks)

    with pytest.raises(ExtractionFailed) as caught:
        extract(path, "pdf", limits=replace(limits, max_characters=characters * 3 // 4))

    assert caught.value.code == "too_large"


def test_none_can_wait_for_another_for_ever() -> None:
    # One that may hold no more than a page needs behind it could not read the page that the others wait for.
    assert MOST_HELD > 4
    assert MOST_HELD > BLOCK_PAGES


def test_what_is_known_of_a_page_crosses_the_border_unchanged() -> None:
    facts = PageFacts(
        7,
        False,
        (("page #", 0.0412345678901, "page #"),),
        ((10.5, 300), (12.0, 4)),
        ("Page 7: no.",),
        ((200, 100, 4_711),),
    )

    assert facts_from_json(json.loads(json.dumps(facts_to_json(facts)))) == facts
