"""A text's tokens are put together from its words; the tokenizer, asked for the whole text, must say the same."""

import random
from pathlib import Path

import pytest
import wordllama
from tokenizers import Tokenizer

from knowledge.text.tokens import TOKENIZER, count_each, count_tokens, tokens_of_text

WORDS = ["Benefits", "deductible", "$1,000.00", "co-pay", "año", "日", "🙂", "\xad", "\x00", ".", "•"]
SPACES = [" ", "  ", "\n", "\n\n", "\t", "\r", "\xa0", "\u2028", "▁"]
MARKS = ["<s>", "</s>", "<unk>", "<0x0A>", "<"]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(Path(wordllama.__file__).parent / TOKENIZER))


def tokens_by_tokenizer(tokenizer: Tokenizer, text: str) -> list[int]:
    return tokenizer.encode(text, add_special_tokens=False).ids


def test_no_token_reaches_over_a_space_or_a_line_end(tokenizer) -> None:
    reaching = [token for token in tokenizer.get_vocab() if "▁" in token.lstrip("▁") or " " in token or "\n" in token]

    assert reaching == []


def test_tokens_are_those_of_the_whole_text(tokenizer) -> None:
    chance = random.Random(7)
    for signs in ([*WORDS, " ", "\n"], [*WORDS, *SPACES, *MARKS]):
        for length in range(1_500):
            text = "".join(chance.choices(signs, k=length % 15))
            assert tokens_of_text(text) == tokens_by_tokenizer(tokenizer, text), repr(text)


@pytest.mark.parametrize("text", ["", " ", " word", "word ", "\n", "one\n two", "a  b", "<s>a b", "▁a", "a\n\nb c"])
def test_tokens_at_the_edges_are_those_of_the_whole_text(tokenizer, text: str) -> None:
    assert tokens_of_text(text) == tokens_by_tokenizer(tokenizer, text)
    assert count_tokens(text) == len(tokens_of_text(text))


def test_tokens_are_counted_alike_one_by_one_and_together() -> None:
    texts = ["Hello", "Your deductible is $1,000.00.", ""]

    assert count_each(texts) == [count_tokens(text) for text in texts]
