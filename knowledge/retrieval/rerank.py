"""A second look at the best passages by a model that reads question and passage together. Off unless set.

The engine is chosen by settings.RERANK_ENGINE. It is sent the question and the passages' texts. Without an answer
the order stays as it was.
"""

from collections.abc import Sequence
from typing import Protocol

import structlog
from django.conf import settings
from django.utils.module_loading import import_string

from knowledge.patience import Patience, Trouble

# Imported when first used: a process that never reranks does not carry the vendor's client.
ENGINES = {"pinecone": "knowledge.retrieval.pinecone_rerank.PineconeRerank"}
# A person waits, and there is an order already.
PATIENCE = Patience(attempts=2, total_seconds=3)
log = structlog.get_logger(__name__)


class RerankEngine(Protocol):
    def order(self, question: str, texts: Sequence[str], *, patience: Patience) -> list[int]:
        """Return the positions of all texts, the most telling first; raises Trouble."""


def is_on() -> bool:
    return settings.RERANK_ENGINE != "none"


def rerank(question: str, texts: Sequence[str]) -> list[int] | None:
    """Return the positions of all texts, the most telling first; None if the engine did not answer."""
    engine: RerankEngine = import_string(ENGINES[settings.RERANK_ENGINE])()
    try:
        order = engine.order(question, texts, patience=PATIENCE)
        if sorted(order) != list(range(len(texts))):
            raise Trouble("bad_response")
    except Trouble as trouble:
        log.warning("not_reranked", reason=trouble.reason)
        return None
    return order
