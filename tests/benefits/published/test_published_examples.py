"""What others have published as worked examples is what the calculators say, or it is known why not."""

import pytest

from tests.benefits.published.examples import EXAMPLES, Example


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_published_example_comes_out_as_printed_or_differs_for_a_known_reason(example: Example):
    found = example.reckon()

    if example.differs:
        assert found == example.ours
        assert found != example.printed
    else:
        assert found == example.printed


def test_every_example_says_where_it_stands():
    assert len(EXAMPLES) >= 30
    assert len({example.name for example in EXAMPLES}) == len(EXAMPLES)
    for example in EXAMPLES:
        title, section, address = example.where
        assert title, example.name
        assert section, example.name
        assert address.startswith("http"), example.name
        assert example.inputs, example.name
        assert bool(example.differs) == (example.ours is not None), example.name
