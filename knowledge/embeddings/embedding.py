"""Text to vectors of unit length. The engine is chosen by settings.EMBEDDING_ENGINE."""

from collections.abc import Sequence
from typing import Literal, Protocol

import numpy as np
from django.conf import settings
from django.utils.module_loading import import_string

from knowledge.patience import Patience, Trouble

Purpose = Literal["passage", "question"]

# Imported when first used: a process that never talks to OpenAI does not carry its client.
# Each is made for one model, the one of the settings unless named.
ENGINES = {
    "wordllama": "knowledge.embeddings.wordllama_embedding.WordLlamaEmbedding",
    "openai": "knowledge.embeddings.openai_embedding.OpenAIEmbedding",
}
# A person waits for a question's vector, and words alone can find passages too; a document has time.
PATIENCE: dict[Purpose, Patience] = {
    "question": Patience(attempts=3, total_seconds=10),
    "passage": Patience(attempts=6, total_seconds=120, longest_wait_seconds=20),
}


class EmbeddingUnavailable(RuntimeError):
    """No vectors could be had; `reason` is a code such as "rate_limited", never the vendor's words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class EmbeddingEngine(Protocol):
    model: str

    def embed(self, texts: Sequence[str], *, patience: Patience) -> np.ndarray:
        """Return one row per text; raises Trouble."""


def embed(
    texts: Sequence[str], *, purpose: Purpose, total_seconds: float | None = None, model: str = ""
) -> list[list[float]]:
    """Return one unit-length vector per text, in the order given. Any number of texts; none may be blank.

    `total_seconds` overrides how long the vendor may take, retries included. `model` is another than the one in
    use, by the name stored with its vectors. Raises EmbeddingUnavailable, also for a model that is gone.
    """
    if not all(text.strip() for text in texts):
        raise ValueError("A blank text has no meaning to embed.")
    if not texts:
        return []
    patience = PATIENCE[purpose]
    if total_seconds is not None:
        patience = Patience(patience.attempts, total_seconds, longest_wait_seconds=patience.longest_wait_seconds)
    try:
        rows = _engine(model).embed(texts, patience=patience)
    except Trouble as trouble:
        raise EmbeddingUnavailable(trouble.reason) from trouble
    return _of_unit_length(rows).tolist()


def embedding_model() -> str:
    """Return the name stored with every vector: vectors of different models cannot be compared."""
    return _engine().model


def is_paid(model: str) -> bool:
    """Whether a vendor does the embedding, over the network and for money."""
    return not model.startswith("wordllama-")


def _engine(model: str = "") -> EmbeddingEngine:
    if not model:
        return import_string(ENGINES[settings.EMBEDDING_ENGINE])()
    name = model.partition("-")[0]
    engine = import_string(ENGINES[name])(model) if name in ENGINES else None
    if engine is None or engine.model != model:
        raise EmbeddingUnavailable("no_such_model")
    return engine


def _of_unit_length(rows: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    if not np.all(np.isfinite(lengths)) or np.any(lengths == 0):
        raise EmbeddingUnavailable("bad_response")
    return rows / lengths
