"""Embeddings without a network: the mean of wordllama's token vectors, which come in its wheel."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock

import numpy as np
import wordllama

from knowledge.patience import Patience
from knowledge.text.tokens import tokens_of_text

PACKAGE = Path(wordllama.__file__).parent
CONFIG = "l2_supercat"
SIZE = 256  # the only size in the wheel

_loading = Lock()


class WordLlamaEmbedding:
    """The wheel holds one model, so it is this one whichever is named."""

    model = f"wordllama-{CONFIG}-{SIZE}"

    def __init__(self, model: str = "") -> None:
        pass

    def embed(self, texts: Sequence[str], *, patience: Patience) -> np.ndarray:
        token_vectors = _load().embedding
        rows = np.empty((len(texts), SIZE), dtype=np.float32)
        # wordllama's own embed() pads every text to the longest of its batch and gathers all of them at once:
        # the same numbers, 3.5 times slower on passages of 700 tokens.
        for number, text in enumerate(texts):
            rows[number] = token_vectors.take(tokens_of_text(text), axis=0, mode="clip").mean(axis=0)
        return rows


def _load() -> wordllama.WordLlamaInference:
    # lru_cache alone would let two threads load 60 MB each at the same time.
    with _loading:
        return _load_once()


@lru_cache(maxsize=1)
def _load_once() -> wordllama.WordLlamaInference:
    return wordllama.WordLlama.load(CONFIG, dim=SIZE, cache_dir=PACKAGE, disable_download=True)
