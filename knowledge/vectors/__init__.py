"""Where vectors are kept and compared. The engine is chosen by settings.VECTOR_ENGINE."""

from django.conf import settings
from django.utils.module_loading import import_string

from knowledge.embeddings.embedding import embedding_model
from knowledge.vectors.types import VectorHit, VectorIndex, VectorIndexUnavailable, VectorRecord
from tenants.keys import vector_namespace

__all__ = [
    "VectorHit",
    "VectorIndex",
    "VectorIndexUnavailable",
    "VectorRecord",
    "index_at",
    "place_in_use",
    "vector_index",
]

# Imported when first used: a process that keeps its vectors in Postgres does not carry Pinecone's client.
ENGINES = {
    "pgvector": "knowledge.vectors.pgvector.PgVectorIndex",
    "pinecone": "knowledge.vectors.pinecone.PineconeIndex",
}


def place_in_use() -> str:
    """Return the name of where vectors are written and sought now: `engine/model`, as a version keeps it."""
    return f"{settings.VECTOR_ENGINE}/{embedding_model()}"


def index_at(place: str) -> VectorIndex:
    """Return the current client's index at a place that may be in use no more. Raises VectorIndexUnavailable."""
    engine, _, model = place.partition("/")
    if engine not in ENGINES or not model:
        raise VectorIndexUnavailable("no_such_place")
    return vector_index(model, engine=engine)


def vector_index(model: str | None = None, *, engine: str = "") -> VectorIndex:
    """Return the current client's index of one embedding model, the model and engine in use unless named.

    The index stays bound to the client it was made for. Raises NoClientBound outside a client.
    """
    namespace = vector_namespace()
    if not namespace:
        # To Pinecone "" is a namespace too, one that all clients would share.
        raise ValueError("A vector namespace must name its client.")
    made = import_string(ENGINES[engine or settings.VECTOR_ENGINE])
    return made(namespace=namespace, model=model or embedding_model())
