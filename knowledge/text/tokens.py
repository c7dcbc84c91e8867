"""Tokens of the built-in embedding model, whose tokenizer lies in its package.

No token of it reaches over a space or a line end, so a text's tokens are those of its words, one after the other. A
document says the same words again and again, and each text is counted as it is cut, counted as it is joined, and
embedded: to look its words up takes a quarter of what the tokenizer takes for the text.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from tokenizers import Tokenizer

TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"
# The tokenizer's own sign for a space; it begins every text with one.
SPACE = "\u2581"
# More words than English and Spanish documents of a client use; 10 MB if they are ever all in use.
KNOWN_WORDS = 50_000
# Several spaces may be one token, and what looks like a mark of the tokenizer's own is one to it.
_UNUSUAL = ("  ", SPACE, "<")


def count_tokens(text: str) -> int:
    return sum([len(tokens) for tokens in _tokens_by_word(text)])


def count_each(texts: Sequence[str]) -> list[int]:
    return [count_tokens(text) for text in texts]


def tokens_of_text(text: str) -> list[int]:
    return list(chain.from_iterable(_tokens_by_word(text)))


def token_places(text: str) -> list[tuple[int, int]]:
    """Return where each token of the text begins and ends."""
    return _tokenizer().encode(text, add_special_tokens=False).offsets


def _tokens_by_word(text: str) -> list[Sequence[int]]:
    if not text:
        return []
    spaced = f" {text}"
    if any(sign in spaced for sign in _UNUSUAL):
        return [_tokenizer().encode(text, add_special_tokens=False).ids]
    words = spaced.replace(" ", f" {SPACE}").replace("\n", " \n ").split(" ")
    return [_tokens_of_word(word) for word in words if word]


@lru_cache(maxsize=KNOWN_WORDS)
def _tokens_of_word(word: str) -> tuple[int, ...]:
    """Return the tokens of a word, before which the sign for a space stands unless a line begins with it."""
    return tuple(_tokenizer_of_words().encode(word, add_special_tokens=False).ids)


@cache
def _tokenizer() -> Tokenizer:
    # Looked up without importing the package, which takes a second and is not needed here.
    package = find_spec("wordllama").submodule_search_locations[0]
    tokenizer = Tokenizer.from_file(str(Path(package) / TOKENIZER))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@cache
def _tokenizer_of_words() -> Tokenizer:
    """Return one that takes a word as it is given, with its sign for a space."""
    tokenizer = Tokenizer(_tokenizer().model)
    tokenizer.normalizer = None
    return tokenizer
