"""Readers that a file has taken over and that lie: to the parent, and through it to the other reader of the file.

Whatever they say ends as a file that cannot be read, with a sentence for HR, and costs the parent little memory.
"""

import json
import resource
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from knowledge.extract import team
from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.limits import DEFAULT_LIMITS, MIB, Limits
from knowledge.extract.run import extract
from knowledge.extract.share import BLOCK_PAGES, LEAST_PAGES
from tenants.walled.children import KeptStarter

ROOT = Path(__file__).resolve().parents[2]

# Reads a list of what to say: whole lines, or a page with so many letters and its numbers.
LYING = f"""
import json, sys, time, types
sys.path.insert(0, {str(ROOT)!r})
from knowledge.extract import child
from tenants.walled import starter

def read(path, sink, share=None):
    says = json.loads(path.read_text())
    for said in says[share.number if share else 0]:
        if "line" in said:
            sink._out.write(said["line"] + "\\n")
        for number in range(*said.get("pages", (0, 0))):
            block = {{"kind": "paragraph", "text": "a" * said["letters"]}}
            rest = dict(width=1, height=1, is_ocr=False, ocr_confidence=None, kept=[0, 0, 0, 0, []])
            sink._out.write(json.dumps(dict(event="page", page=dict(number=number, blocks=[block], **rest))) + "\\n")
        sink.flush()
    while says[-1] == "stay":
        time.sleep(1)
    raise SystemExit

sys.modules["lying"] = types.SimpleNamespace(read=read)
child.READERS["pdf"] = "lying"
starter.main(child)
"""
PAGE = {"number": 1, "width": 1, "height": 1, "blocks": [], "is_ocr": False, "ocr_confidence": None}
WHOLE_PAGE = {**PAGE, "kept": [0, 0, 0, 0, []]}


@pytest.fixture
def lying(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    starter = KeptStarter(("-c", LYING))
    monkeypatch.setattr(team, "start_child", starter.start)
    yield
    starter.leave()
    starter.wait()


def _line(**event: Any) -> dict[str, str]:
    return {"line": json.dumps(event)}


def _outcome(folder: Path, *says: object, limits: Limits = DEFAULT_LIMITS) -> str:
    path = folder / "lies.pdf"
    path.write_text(json.dumps(says))
    with pytest.raises(ExtractionFailed) as caught:
        extract(path, "pdf", limits=limits)
    assert caught.value.sentence
    return caught.value.code


def _start(pages: int) -> dict[str, str]:
    return _line(event="start", page_count=pages)


def test_pages_that_come_before_their_time_do_not_pile_up(lying: None, tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    # The first page never comes, so none of the others can be passed on.
    own = [{"pages": [start, start + BLOCK_PAGES], "letters": MIB} for start in range(1, 800, 2 * BLOCK_PAGES)]
    hoard = [_start(2_000), {"pages": [2, BLOCK_PAGES + 1], "letters": 1}, *own[1:]]
    with capture_logs() as told:
        code = _outcome(tmp_path, hoard, [_start(2_000)], "stay", limits=replace(DEFAULT_LIMITS, readers=2))

    assert {"event": "file_not_shared", "code": "too_much_memory", "log_level": "info"} in told
    assert code == "too_large"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 * 1024


def test_letters_are_counted_by_the_parent_as_well(lying: None, tmp_path: Path) -> None:
    limits = replace(DEFAULT_LIMITS, max_characters=100_000)

    code = _outcome(tmp_path, [_start(50), {"pages": [1, 50], "letters": 10_000}], "stay", limits=limits)

    assert code == "too_large"


@pytest.mark.parametrize("number", [1, 2, BLOCK_PAGES, LEAST_PAGES + 1, 4_999])
@pytest.mark.parametrize("told", ["page", "read"])
def test_a_reader_tells_of_its_own_pages_alone(lying: None, tmp_path: Path, number: int, told: str) -> None:
    said = {"page": {"page": {**WHOLE_PAGE, "number": number}}, "read": {"facts": [number, False, [], [], [], []]}}[
        told
    ]
    starts = [_start(LEAST_PAGES)]

    code = _outcome(
        tmp_path, starts, [*starts, _line(event=told, **said)], "stay", limits=replace(DEFAULT_LIMITS, readers=2)
    )

    assert code == "corrupt"


def test_a_reader_tells_a_page_once(lying: None, tmp_path: Path) -> None:
    twice = [_start(LEAST_PAGES), *[_line(event="page", page=WHOLE_PAGE)] * 2]

    for readers in (1, 2):
        limits = replace(DEFAULT_LIMITS, readers=readers)
        assert _outcome(tmp_path, twice, [_start(LEAST_PAGES)], "stay", limits=limits) == "corrupt"


@pytest.mark.parametrize(
    "said",
    [
        {"line": "no JSON"},
        {"line": "[" * 100_000},
        {"line": "[]"},
        {"line": "{}"},
        {"line": '{"event": "start"}'},
        {"line": '{"event": "page", "page": NaN}'},
        _start(-1),
        _start(10**12),
        _line(event="start", page_count="many"),
        _line(event="start", page_count=True),
        _line(event="page", page=PAGE),
        _line(event="page", page={**WHOLE_PAGE, "number": 0}),
        _line(event="page", page={**WHOLE_PAGE, "number": 10**12}),
        _line(event="page", page={**WHOLE_PAGE, "number": [1]}),
        _line(event="page", page={**WHOLE_PAGE, "blocks": [{"kind": "paragraph", "text": "a\0b"}]}),
        _line(event="page", page={**WHOLE_PAGE, "blocks": [{"kind": "paragraph", "text": "\ud800"}]}),
        _line(event="page", page={**WHOLE_PAGE, "blocks": [{"kind": "paragraph", "text": 5}]}),
        _line(event="page", page={**WHOLE_PAGE, "blocks": 5}),
        _line(event="page", page=WHOLE_PAGE, picture_text=5),
        _line(event="error", code="a secret word", sentence="", where=""),
        _line(event="error", code="corrupt", sentence="a" * 10_000, where=""),
        _line(event="done"),
        _line(event="done", title=5, warnings=[]),
        _line(event="done", title="", warnings=[5]),
        _line(event="read", facts=5),
        _line(event="confined", lacking=["a secret word"]),
    ],
)
@pytest.mark.parametrize("readers", [1, 2])
def test_what_no_reader_says_ends_the_reading_with_a_sentence(
    lying: None, tmp_path: Path, said: dict[str, str], readers: int
) -> None:
    limits = replace(DEFAULT_LIMITS, readers=readers, start_seconds=6)
    honest_start = [] if "start" in said["line"] else [_start(LEAST_PAGES)]

    with capture_logs() as told:
        code = _outcome(tmp_path, [*honest_start, said], [_start(LEAST_PAGES)], limits=limits)

    assert code == ("too_many_pages" if "000000" in said["line"] and '"page"' in said["line"] else "corrupt")
    assert "a secret word" not in json.dumps(told)


FULL = {"kind": "paragraph", "text": "The deductible is $500."}
ENDLESS = "1e999"
DONE = _line(event="done", title="", warnings=[], peak_kilobytes=1, processor_seconds=1)


def _page_with(block: dict[str, Any], **page: Any) -> dict[str, str]:
    said = _line(event="page", page={**WHOLE_PAGE, "blocks": [{**FULL, **block}], **page})
    return {"line": said["line"].replace(json.dumps(ENDLESS), ENDLESS)}


@pytest.mark.parametrize(
    "page",
    [
        _page_with({"box": [1, 0.1, 0.1, ENDLESS, 0.2]}),
        _page_with({"box": [1, 0.1, 0.1, 1e300, 0.2]}),
        _page_with({"box": [10**30, 0.1, 0.1, 0.3, 0.2]}),
        _page_with({"box": [1, "0.1", 0.1, 0.3, 0.2]}),
        _page_with({"spans": [[0, 3, 1, 0.1, 0.1, 0.3, ENDLESS]]}),
        _page_with({"spans": [[0, 10**30, 1, 0.1, 0.1, 0.3, 0.2]]}),
        _page_with({"level": 10**30}),
        _page_with({"confidence": ENDLESS}),
        _page_with({}, ocr_confidence=ENDLESS),
        _page_with({}, width=ENDLESS),
        _page_with({}, is_ocr=5),
        _page_with({}, kept=[10**30, 0, 0, 0, []]),
        _page_with({}, kept=[0, 0, 0, ENDLESS, []]),
    ],
)
def test_a_number_that_no_page_has_ends_the_reading_with_a_sentence(
    lying: None, tmp_path: Path, page: dict[str, str]
) -> None:
    assert _outcome(tmp_path, [_start(1), page, DONE]) == "corrupt"


def test_a_region_that_no_page_has_is_not_handed_to_who_recognises_it(lying: None, tmp_path: Path) -> None:
    asked = {"regions": [[0, 0, ENDLESS, 1]], "replaces_text_layer": False, "running": [], "pictures": []}
    said = _line(event="page", page={**WHOLE_PAGE, "blocks": [FULL]}, picture_text=asked)
    page = {"line": said["line"].replace(json.dumps(ENDLESS), ENDLESS)}

    with capture_logs() as told:
        assert _outcome(tmp_path, [_start(1), page, DONE]) == "corrupt"

    assert "picture_not_read" not in json.dumps(told)


def test_honest_numbers_of_the_same_form_are_read(lying: None, tmp_path: Path) -> None:
    path = tmp_path / "honest.pdf"
    block = {"box": [1, 0, 0.1, 1, 0.2], "spans": [[0, 23, 1, 0, 0.1, 1, 0.2]], "level": 3, "confidence": 1}
    path.write_text(json.dumps([[_start(1), _page_with(block, ocr_confidence=0.98, is_ocr=True), DONE]]))

    assert extract(path, "pdf").pages[0].text == FULL["text"]
