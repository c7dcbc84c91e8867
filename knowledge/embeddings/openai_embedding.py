"""Embeddings from OpenAI, or from anything that speaks its format."""

from collections.abc import Iterator, Sequence

import httpx2
import numpy as np
import openai
from django.conf import settings
from openai.types import CreateEmbeddingResponse

from knowledge.embeddings.openai_api import openai_client, timeout, trouble_of
from knowledge.patience import Patience, Trouble, call_patiently
from tenants import turns

# OpenAI's limits: inputs a request, tokens a request, tokens an input. A token is at least one byte, so bytes
# are a bound that needs no tokenizer and holds for every language.
INPUTS_LIMIT = 2_048
REQUEST_BYTES_LIMIT = 300_000
INPUT_BYTES_LIMIT = 8_191
READ_SECONDS = 30.0


class OpenAIEmbedding:
    def __init__(self, model: str = "") -> None:
        self.model = model or f"openai-{settings.OPENAI_EMBEDDING_MODEL}"

    def embed(self, texts: Sequence[str], *, patience: Patience) -> np.ndarray:
        """Return one row per text. The patience is that of each request: a long document may take several."""
        name = self.model.removeprefix("openai-")
        with turns.answers.standing_back():
            batches = [
                call_patiently(lambda seconds_left, batch=batch: _request(batch, name, seconds_left), patience)
                for batch in _batches(texts)
            ]
        if len({batch.shape[1] for batch in batches}) != 1:
            raise Trouble("bad_response")
        return np.concatenate(batches)


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        fitted = _fitted(text)
        text_size = len(fitted.encode())
        if batch and (len(batch) == INPUTS_LIMIT or size + text_size > REQUEST_BYTES_LIMIT):
            yield batch
            batch, size = [], 0
        batch.append(fitted)
        size += text_size
    yield batch


def _fitted(text: str) -> str:
    """Cut what the model could refuse: the end of a very long table, which is still found by its words."""
    return text.encode()[:INPUT_BYTES_LIMIT].decode(errors="ignore")


def _request(batch: list[str], model: str, seconds_left: float) -> np.ndarray:
    try:
        response = openai_client().embeddings.create(
            input=batch,
            model=model,
            timeout=timeout(min(READ_SECONDS, seconds_left)),
        )
    except (openai.OpenAIError, httpx2.HTTPError, ValueError) as error:  # ValueError: not JSON
        raise trouble_of(error) from error
    return _rows(response, count=len(batch))


def _rows(response: object, *, count: int) -> np.ndarray:
    """Return the vectors in the order asked for; the format promises an index, not an order."""
    if not isinstance(response, CreateEmbeddingResponse) or len(response.data) != count:
        raise Trouble("bad_response")
    by_index = sorted(response.data, key=lambda row: row.index)
    if len({len(row.embedding) for row in by_index}) != 1:
        raise Trouble("bad_response")
    return np.array([row.embedding for row in by_index], dtype=np.float32)
