"""What a question or a line of a document is read for takes as long as it is long, whatever stands in it."""

import pytest

from chat.extractive.shapes import asks_openly, counts
from tests.growth import grows_in_proportion

READ = {
    "an open question of commas": (asks_openly, ", "),
    "a count of digits": (lambda text: counts("day", text), "1"),
}


@pytest.mark.parametrize(("read", "repeated"), READ.values(), ids=READ)
def test_a_long_text_takes_no_longer_than_its_length(read, repeated):
    assert grows_in_proportion(lambda size: read((repeated * size)[:size]), 24_000)
