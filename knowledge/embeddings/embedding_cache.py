"""What a vendor was paid for once is not paid for again: the vectors of questions and of passages.

Both are kept per client, never across: whoever could tell by the time it takes that a text was embedded before
would learn what another client has asked or holds. For the same reason what HR or a program tries is kept apart from
what people ask. Questions are kept in Redis for a day, sealed with their words, which could be guessed from a vector;
passages in a table, under their document, so that they outlast a restart and go when the document goes. A built-in
model costs less than a look into either, so its vectors are not kept.
"""

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np

from knowledge.embeddings.embedding import embed, embedding_model, is_paid
from knowledge.models import EmbeddedText
from tenants.cache import keep, known
from tenants.sealed import seal, sealed_name, unseal

QUESTION_SECONDS = 24 * 3600
KEPT = timedelta(days=90)
_QUESTION_NUMBER, _PASSAGE_NUMBER = np.dtype("<f4"), np.dtype("<f2")


class QuestionVector:
    """A question's vector of the model in use, or of the one named.

    A vendor is asked at once, beside what else is done until it answers. One that is not kept is asked for each time.
    """

    def __init__(self, text: str, *, model: str = "", is_trial: bool = False, is_kept: bool = True) -> None:
        self._text = text
        self._model = model or embedding_model()
        self._key = f"{'trial' if is_trial else 'question'}-vector:{self._model}:{sealed_name(text)}"
        self._is_kept = is_kept
        self._known = known(self._key) if is_paid(self._model) else None
        self._asked: Future[list[float]] | None = None
        if is_paid(self._model) and self._known is None:
            self._asked = _beside(self._embed)

    @property
    def is_at_hand(self) -> bool:
        """Whether nobody has to be waited for."""
        return self._asked is None or self._asked.done()

    def values(self) -> list[float]:
        """Return the vector; waits for it. Raises EmbeddingUnavailable."""
        if self._known is not None:
            return np.frombuffer(unseal(self._text, self._known), _QUESTION_NUMBER).tolist()
        if self._asked is None:
            return self._embed()
        values = self._asked.result()
        if self._is_kept:
            sealed = seal(self._text, np.asarray(values, _QUESTION_NUMBER).tobytes())
            keep(self._key, sealed, seconds=QUESTION_SECONDS)
        return values

    def _embed(self) -> list[float]:
        return embed([self._text], purpose="question", model=self._model)[0]


def embed_passages(document_id: UUID, texts: Sequence[str]) -> list[list[float]]:
    """Return the vectors of a document's texts, in the order given; only those unknown are paid for.

    Raises EmbeddingUnavailable.
    """
    model = embedding_model()
    if not is_paid(model):
        return embed(texts, purpose="passage")
    digests = [_digest(text) for text in texts]
    kept = EmbeddedText.objects.filter(document=document_id, model=model, sha256__in=digests)
    vectors = {digest: _of_unit_length(values) for digest, values in kept.values_list("sha256", "values")}
    unknown = {digest: text for digest, text in zip(digests, texts, strict=True) if digest not in vectors}
    if unknown:
        fresh = dict(zip(unknown, embed(list(unknown.values()), purpose="passage"), strict=True))
        EmbeddedText.objects.bulk_create(
            [
                EmbeddedText(
                    document_id=document_id,
                    model=model,
                    sha256=digest,
                    values=np.asarray(values, _PASSAGE_NUMBER).tobytes(),
                )
                for digest, values in fresh.items()
            ],
            ignore_conflicts=True,
        )
        vectors |= fresh
    return [vectors[digest] for digest in digests]


def forget_old_texts(now: datetime) -> None:
    EmbeddedText.objects.filter(created_at__lt=now - KEPT).delete()


def _beside(embed_it: Callable[[], list[float]]) -> "Future[list[float]]":
    """Begin in a thread of its own, which asks no database: it has no connection that would have to be closed."""
    threads = ThreadPoolExecutor(1, thread_name_prefix="embedding")
    asked = threads.submit(copy_context().run, embed_it)
    threads.shutdown(wait=False)
    return asked


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _of_unit_length(values: bytes) -> list[float]:
    row = np.frombuffer(values, _PASSAGE_NUMBER).astype(np.float64)
    return (row / np.linalg.norm(row)).tolist()
