"""The places in which a client's things are, each with a way to plant a word there and a way to look for it.

Everything goes through what the product itself uses, in the scope of the client that is bound. `plant` runs at the
client whose word it is and first takes away what a run that was killed has left. `finds` runs at both: there it must
be found, and at the other it must not. `clear` runs where it was planted, whatever became of the run.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from redis.exceptions import RedisError

from accounts.audience import Audience
from knowledge.embeddings.embedding import EmbeddingUnavailable, embed
from knowledge.index.passages import indexed_text, write_passages
from knowledge.index.split import PassageDraft
from knowledge.models import Document, DocumentVersion, KnowledgeBase, Page
from knowledge.retrieval.search import search
from knowledge.vectors import VectorIndexUnavailable, VectorRecord, place_in_use, vector_index
from tenants import live
from tenants.cache import keep, known
from tenants.keys import scope_key, storage_key
from tenants.redis import redis
from tenants.storage import StorageUnavailable

CACHE_SECONDS = 60
VISIBLE_SECONDS = 10  # a vendor’s index takes a moment; what it does not show by then is told as not seen
_HOST = "canary.invalid"


@dataclass(frozen=True)
class Word:
    """What is planted. `place` is the same for a client every time, so that a later run takes away what one left."""

    text: str  # one word that no document has
    schema_name: str  # whose it is
    vector: tuple[float, ...] = ()
    day: date = date(2026, 1, 1)

    @property
    def place(self) -> uuid.UUID:
        return uuid.uuid5(uuid.NAMESPACE_DNS, f"{self.schema_name}.{_HOST}")

    @property
    def sentence(self) -> str:
        return f"The canary of this house is called {self.text}."


@dataclass(frozen=True)
class Layer:
    """`finds` returns whether the word is there for the client bound; what it raises is not taken for an absence."""

    name: str
    label: str
    plant: Callable[[Word], None]
    finds: Callable[[Word], bool]
    clear: Callable[[Word], None]


def _nothing(word: Word) -> None:
    """What is planted in the database goes with the transaction."""


# The document: one that is published and rolled back, so that nobody but this transaction ever sees it.


def _plant_document(word: Word) -> None:
    _clear_vectors(word)
    base = KnowledgeBase.objects.create(name=f"canary {word.text}")
    document = Document.objects.create(knowledge_base=base, title=f"Canary {word.text}")
    version = DocumentVersion.objects.create(
        id=word.place,
        document=document,
        file=storage_key(word.place),
        file_name="canary.txt",
        content_type="txt",
        size_bytes=0,
        sha256="0" * 64,
        status=DocumentVersion.Status.READY,
        served_by=place_in_use(),
        page_count=1,
    )
    Page.objects.create(version=version, number=1, width=612, height=792, text=word.sentence)
    draft = PassageDraft(
        ordinal=0,
        page_number=1,
        page_to=1,
        heading="",
        text=word.sentence,
        kind="text",
        token_count=len(word.sentence.split()),
        boxes=(),
    )
    write_passages(version, [draft])
    document.published_version = version
    document.save(update_fields=["published_version"])


def _plant_vector(word: Word) -> None:
    (passage,) = DocumentVersion.objects.get(pk=word.place).passages.all()
    (vector,) = embed([indexed_text(passage)], purpose="passage")
    index = vector_index()
    index.upsert([VectorRecord(passage.pk, word.place, vector)])
    index.wait_until_visible(word.place, [passage.pk], timeout_seconds=VISIBLE_SECONDS)


def _clear_vectors(word: Word) -> None:
    vector_index().delete_version(word.place)


def _search_finds(word: Word) -> bool:
    found = search(word.text, day=word.day, audience=Audience("", "", ""), limit=5, is_private=True)
    return any(word.text in hit.text for hit in found.hits)


def _rows_find(word: Word) -> bool:
    """As a page does that is given an id or a title from elsewhere."""
    by_title = Document.objects.filter(title=f"Canary {word.text}").exists()
    return by_title or DocumentVersion.objects.filter(pk=word.place).exists()


def _vectors_find(word: Word) -> bool:
    index = vector_index()
    hits = index.query(word.vector, version_ids=[word.place], limit=1)
    return bool(hits) or bool(index.passage_ids(word.place))


def _tables_find(word: Word) -> bool:
    """Ask the other schema by its name, as one would who has got so far as to write SQL."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f'SELECT count(*) FROM "{word.schema_name}".knowledge_document WHERE title = %s',
                [f"Canary {word.text}"],
            )
            return cursor.fetchone()[0] > 0
    except DatabaseError as refused:
        # Refused by the database itself: "permission denied", or the schema is not seen at all.
        if getattr(refused.__cause__, "sqlstate", "") in _REFUSALS:
            return False
        raise


_REFUSALS = ("42501", "3F000", "42P01")


# Cache, files, live events.


def _plant_cache(word: Word) -> None:
    keep(f"canary-{word.text}", word.text.encode(), seconds=CACHE_SECONDS)


def _cache_finds(word: Word) -> bool:
    return known(f"canary-{word.text}") == word.text.encode()


def _clear_cache(word: Word) -> None:
    keep(f"canary-{word.text}", b"", seconds=1)


def _plant_counter(word: Word) -> None:
    redis().set(scope_key("canary", word.text), word.text, ex=CACHE_SECONDS)


def _counter_finds(word: Word) -> bool:
    return redis().get(scope_key("canary", word.text)) == word.text


def _clear_counter(word: Word) -> None:
    redis().delete(scope_key("canary", word.text))


def _plant_file(word: Word) -> None:
    _clear_file(word)
    default_storage.put(str(word.place), ContentFile(word.text.encode()))


def _file_found(word: Word) -> bool:
    """Ask for the file by its own key, and for its id among one's own files."""
    key = f"{word.schema_name}/{word.place}"
    try:
        with default_storage.open(key) as file:
            return file.read() == word.text.encode()
    except SuspiciousFileOperation:
        return key in set(default_storage.keys())
    except FileNotFoundError:
        return False


def _clear_file(word: Word) -> None:
    default_storage.delete(storage_key(word.place))


def _plant_event(word: Word) -> None:
    live.forget(f"canary-{word.text}")
    live.publish(f"canary-{word.text}", "canary", {"word": word.text})
    live.publish(f"canary-{word.text}", "done", {})


def _event_found(word: Word) -> bool:
    """Follow the topic as a program does, and look into the stream that a browser's ticket leads to."""
    topic, holder = f"canary-{word.text}", live.Holder("canary", _HOST)
    ticket = live.read_ticket(live.ticket(topic, holder=holder))
    rows = redis().xrange(ticket.stream_key, count=5)
    told = [fields["data"] for _, fields in rows]
    if rows:
        told += [event.data for event in live.follow(topic, holder, seconds=1) if event]
    return any(word.text in data for data in told)


def _clear_event(word: Word) -> None:
    live.forget(f"canary-{word.text}")


# In this order: the search is planted with the document, the vectors need its passage.
LAYERS = (
    Layer("rows", "Rows of a client’s tables", _plant_document, _rows_find, _nothing),
    Layer("search", "Search", _nothing, _search_finds, _nothing),
    Layer("tables", "Tables asked by SQL", _nothing, _tables_find, _nothing),
    Layer("vectors", "Vectors", _plant_vector, _vectors_find, _clear_vectors),
    Layer("cache", "Cache", _plant_cache, _cache_finds, _clear_cache),
    Layer("keys", "Keys in Redis", _plant_counter, _counter_finds, _clear_counter),
    Layer("files", "Stored files", _plant_file, _file_found, _clear_file),
    Layer("live", "Live events", _plant_event, _event_found, _clear_event),
)
# What they raise when an engine is down: the layer could not be tried, which says nothing of isolation.
ENGINE_TROUBLE = (
    *(DatabaseError, RedisError, StorageUnavailable),
    *(VectorIndexUnavailable, EmbeddingUnavailable),
)
