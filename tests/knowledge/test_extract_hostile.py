"""Files made to hurt a reader. Each must end, soon, in something HR can read, and never in a dead worker."""

import time
from pathlib import Path

import pytest

from knowledge.extract.failure import SENTENCES, ExtractionFailed
from knowledge.extract.run import extract
from knowledge.extract.sniff import true_type

HOSTILE = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "hostile"
FILES = sorted(HOSTILE.iterdir()) if HOSTILE.is_dir() else []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_hostile_file_ends_in_a_sentence_for_hr(path: Path) -> None:
    started = time.monotonic()

    try:
        outcome = extract(path, true_type(path, file_name=path.name)).pages[0].text
    except ExtractionFailed as failure:
        outcome = failure.sentence if failure.code in SENTENCES else ""

    assert outcome
    assert time.monotonic() - started < 30
