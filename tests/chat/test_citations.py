import random

import pytest

from chat.citations import MarkerReader, close_gaps, find_quote, sentences_citing


def read(text: str, *, given: range | list[int], seed: int) -> tuple[str, list[int]]:
    """Feed the text in pieces of random length."""
    chance, reader, shown, at = random.Random(seed), MarkerReader(given), "", 0
    while at < len(text):
        size = chance.randint(1, 6)
        shown += reader.read(text[at : at + size])
        at += size
    return shown + reader.rest(), reader.cited


@pytest.mark.parametrize(
    ("said", "shown", "cited"),
    [
        ("It is $50 [3].", "It is $50 [1].", [3]),
        ("One [2]. Two [1]. One again [2].", "One [1]. Two [2]. One again [1].", [2, 1]),
        ("Both [2, 4] and [4;2]", "Both [1][2] and [2][1]", [2, 4]),
        ("Never given [9].", "Never given.", []),
        ("Mixed [1, 9].", "Mixed [1].", [1]),
        ("A [note] and [] stay, [ 1 ] is one.", "A [note] and stay, [1] is one.", [1]),
        ("Half a marker [1", "Half a marker", []),
        ("Half [", "Half", []),
        ("Lines\n\n- item [1]\n- item [2]\n", "Lines\n\n- item [1]\n- item [2]\n", [1, 2]),
        ("[1][2][3]", "[1][2][3]", [1, 2, 3]),
        ("[" * 40 + "1]", "[" * 39 + "[1]", [1]),
        ("[1](http://evil.example)", "[1](http://evil.example)", [1]),
    ],
)
def test_markers_are_read_the_same_however_the_text_is_cut(said, shown, cited):
    assert {str(read(said, given=[1, 2, 3, 4], seed=seed)) for seed in range(60)} == {str((shown, cited))}


def test_text_is_passed_on_at_once_except_what_may_be_a_marker():
    reader = MarkerReader([1])

    assert [reader.read(piece) for piece in ("It is ", "$50", " [", "1", "]", ".")] == [
        "It is",
        " $50",
        "",
        "",
        " [1]",
        ".",
    ]


def test_gaps_are_closed_after_a_sentence_went():
    renumbered = close_gaps("Two [2]. Three [3].", [10, 20, 30])

    assert (renumbered.text, renumbered.cited) == ("Two [1]. Three [2].", (20, 30))


def test_quote_is_the_sentence_that_supports_the_statement():
    passage = (
        "Primary care visits cost $25. Specialist visits cost $50 with no deductible. "
        "Urgent care costs $50. See the rate sheet for contributions."
    )
    answer = "A visit to a specialist costs $50 [1]. Urgent care is $50 as well [1]. Nothing else [2]."

    quoted = find_quote(passage, sentences_citing(answer, 1))

    assert [sentence.text.strip() for sentence in quoted] == [
        "Specialist visits cost $50 with no deductible.",
        "Urgent care costs $50.",
    ]
    assert all(passage[sentence.start : sentence.end] == sentence.text for sentence in quoted)
