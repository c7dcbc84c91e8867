"""Where vectors are kept and compared. The engine is chosen by settings.VECTOR_ENGINE."""

from django.conf import settings
from django.utils.module_loading import import_string

from knowledge.embedding import embedding_model
from knowledge.vectors.types import VectorHit, VectorIndex, VectorIndexUnavailable, VectorRecord
from tenants.keys import vector_namespace

__all__ = ["VectorHit", "VectorIndex", "VectorIndexUnavailable", "VectorRecord", "vector_index"]

# Imported when first used: a process that keeps its vectors in Postgres does not carry Pinecone's client.
ENGINES = {
    "pgvector": "knowledge.vectors.pgvector.PgVectorIndex",
    "pinecone": "knowledge.vectors.pinecone.PineconeIndex",
}


def vector_index(model: str | None = None) -> VectorIndex:
    """Return the current client's index of one embedding model, the one in use unless named.

    The index stays bound to the client it was made for. Raises NoClientBound outside a client.
    """
    namespace = vector_namespace()
    if not namespace:
        # To Pinecone "" is a namespace too, one that all clients would share.
        raise ValueError("A vector namespace must name its client.")
    engine = import_string(ENGINES[settings.VECTOR_ENGINE])
    return engine(namespace=namespace, model=model or embedding_model())
