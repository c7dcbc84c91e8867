"""Reranking by Pinecone's inference API."""

import os
from collections.abc import Sequence
from functools import lru_cache

from django.conf import settings
from pinecone import Pinecone
from pinecone.errors import PineconeError

from knowledge.patience import Patience, call_patiently
from knowledge.vectors.pinecone_api import NO_RETRIES, trouble_of

# bge-reranker-v2-m3 reads 1,024 tokens of question and passage together, and refuses more unless told to cut.
CUT = {"truncate": "END"}


class PineconeRerank:
    def order(self, question: str, texts: Sequence[str], *, patience: Patience) -> list[int]:
        """Return the positions of all texts, the most telling first; raises Trouble."""

        def attempt(seconds_left: float) -> list[int]:
            client = _client(settings.PINECONE_API_KEY, settings.PINECONE_RERANK_HOST, patience.total_seconds)
            try:
                result = client.inference.rerank(
                    model=settings.RERANK_MODEL,
                    query=question,
                    documents=list(texts),
                    return_documents=False,
                    parameters=CUT,
                )
            except PineconeError as error:
                raise trouble_of(error) from error
            return [one.index for one in result.data]

        return call_patiently(attempt, patience)


@lru_cache(maxsize=4)
def _client(api_key: str, host: str, seconds: float) -> Pinecone:
    return Pinecone(api_key=api_key, host=host or None, timeout=seconds, retry_config=NO_RETRIES)


# A forked worker must not share sockets with its parent.
os.register_at_fork(after_in_child=_client.cache_clear)
