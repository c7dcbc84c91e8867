"""How much of their text two documents share."""

from uuid import UUID

import pytest

from knowledge.warnings.alike import find_alike, share_of, signature_of


def text(first: int, last: int) -> str:
    return " ".join(f"word{number}" for number in range(first, last))


def test_the_same_words_are_the_same_however_they_are_set() -> None:
    words = text(0, 400)

    assert share_of(signature_of([words]), signature_of([words.upper().replace(" ", "\n  ")])) == 1.0
    assert share_of(signature_of([words]), signature_of([text(400, 800)])) == 0.0


@pytest.mark.parametrize("shared", [100, 500, 900])
def test_the_share_is_about_right(shared: int) -> None:
    one, other = signature_of([text(0, 1000)]), signature_of([text(1000 - shared, 2000 - shared)])

    assert share_of(one, other) == pytest.approx(shared / (2000 - shared), abs=0.08)


def test_a_signature_does_not_grow() -> None:
    assert len(signature_of([text(0, 50_000)])) == len(signature_of([text(0, 1000)]))


def test_short_texts_share_nothing_that_tells() -> None:
    letterhead = text(0, 12)

    assert share_of(signature_of([letterhead]), signature_of([letterhead])) == 0.0


def test_pairs_that_are_almost_the_same_are_found_among_many() -> None:
    signatures = {UUID(int=number): signature_of([text(number * 1000, number * 1000 + 300)]) for number in range(50)}
    signatures[UUID(int=99)] = signature_of([text(7000, 7290), "and a new end of it"])

    (pair,) = find_alike(signatures)

    assert (pair.one, pair.other) == (UUID(int=7), UUID(int=99))
    assert pair.share > 0.9
