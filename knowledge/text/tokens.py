"""Counts tokens with the tokenizer of the built-in embedding model, which lies in its package."""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tokenizers import Tokenizer

TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"


def count_tokens(text: str) -> int:
    return len(_tokenizer().encode(text, add_special_tokens=False).ids)


def count_each(texts: Sequence[str]) -> list[int]:
    """Return the number of tokens of each text; many at once are counted several times faster."""
    return [len(found.ids) for found in _tokenizer().encode_batch_fast(list(texts), add_special_tokens=False)]


def token_places(text: str) -> list[tuple[int, int]]:
    """Return where each token of the text begins and ends."""
    return _tokenizer().encode(text, add_special_tokens=False).offsets


@cache
def _tokenizer() -> Tokenizer:
    # Looked up without importing the package, which takes a second and is not needed here.
    package = find_spec("wordllama").submodule_search_locations[0]
    tokenizer = Tokenizer.from_file(str(Path(package) / TOKENIZER))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
