"""Every vector engine keeps one contract; Pinecone's own troubles are tried with its own client over HTTP."""

import math
import time
import uuid
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from knowledge.embeddings.embedding import embed, embedding_model
from knowledge.models import Document, DocumentVersion, KnowledgeBase, Passage
from knowledge.patience import Patience, Trouble
from knowledge.tasks import sweep_client_documents
from knowledge.vectors import VectorIndexUnavailable, VectorRecord, hnsw, pinecone, vector_index
from knowledge.vectors.pgvector import PgVectorIndex
from knowledge.vectors.pinecone_turns import REQUESTS_OF_DOCUMENTS, REQUESTS_PER_SECOND, take_turn
from tenants.context import NoClientBound, current_schema, tenant_scope
from tenants.redis import redis
from tests.vendors.local_server import Drop, Hang, Malformed, Status, WorkThenDrop
from tests.vendors.openai_server import hashed_vector
from tests.vendors.pinecone_server import PartialWrite, PineconeServer

MODEL = "test-model"


@pytest.fixture
def pinecone_server(settings, monkeypatch) -> Iterator[PineconeServer]:
    for key in redis().scan_iter("pinecone-turns:*"):
        redis().delete(key)
    monkeypatch.setattr(pinecone, "WORK", Patience(attempts=4, total_seconds=20))
    with PineconeServer() as server:
        settings.VECTOR_ENGINE = "pinecone"
        settings.PINECONE_API_KEY = "pc-test"
        settings.PINECONE_HOST = server.url
        yield server


@pytest.fixture(params=["pgvector", "pinecone"])
def any_engine(request, settings, pinecone_server) -> str:
    settings.VECTOR_ENGINE = request.param
    return request.param


@pytest.fixture
def index(any_engine, in_acme):
    return vector_index(MODEL)


def unit(text: str) -> list[float]:
    vector = hashed_vector(text)
    return [value / math.hypot(*vector) for value in vector]


def make_version() -> UUID:
    base, _ = KnowledgeBase.objects.get_or_create(name="Benefits")
    document = Document.objects.create(knowledge_base=base, title="Guide")
    version = DocumentVersion.objects.create(
        document=document, file_name="guide.pdf", content_type="pdf", size_bytes=1, sha256="0" * 64
    )
    return version.pk


def make_records(version_id: UUID, texts: list[str]) -> list[VectorRecord]:
    """Return a record for each text, with its passage in the current client's database."""
    start = Passage.objects.filter(version_id=version_id).count()
    passages = [
        Passage(version_id=version_id, ordinal=start + n, page_number=1, page_to=1, text=text, token_count=3)
        for n, text in enumerate(texts)
    ]
    Passage.objects.bulk_create(passages)
    return [VectorRecord(passage.pk, version_id, unit(passage.text)) for passage in passages]


def found(index, text: str, version_ids: list[UUID], limit: int = 10) -> list[UUID]:
    return [hit.passage_id for hit in index.query(unit(text), version_ids=version_ids, limit=limit)]


class TestEveryEngine:
    def test_the_nearest_passages_come_first_with_their_inner_product(self, index) -> None:
        version = make_version()
        far, near, same = make_records(version, ["parking permit", "specialist copay network", "specialist copay"])

        index.upsert([far, near, same])
        hits = index.query(unit("specialist copay"), version_ids=[version], limit=2)

        assert [hit.passage_id for hit in hits] == [same.passage_id, near.passage_id]
        assert hits[0].score == pytest.approx(1, abs=2e-3)
        product = sum(a * b for a, b in zip(same.values, near.values, strict=True))
        assert hits[1].score == pytest.approx(product, abs=2e-3)

    def test_only_the_versions_asked_for_are_searched(self, index) -> None:
        wanted, other = make_version(), make_version()
        (own,) = make_records(wanted, ["vision exam copay"])
        (hidden,) = make_records(other, ["vision exam copay"])
        index.upsert([own, hidden])

        assert found(index, "vision exam copay", [wanted]) == [own.passage_id]
        assert set(found(index, "vision exam copay", [wanted, other])) == {own.passage_id, hidden.passage_id}
        assert found(index, "vision exam copay", []) == []

    def test_a_filtered_search_still_returns_as_many_as_asked(self, index) -> None:
        big, small = make_version(), make_version()
        index.upsert(make_records(big, [f"dental crown {n}" for n in range(120)]))
        few = make_records(small, [f"leave policy {n}" for n in range(5)])
        index.upsert(few)

        assert set(found(index, "dental crown", [small], limit=5)) == {record.passage_id for record in few}

    def test_writing_again_replaces_and_does_not_double(self, index) -> None:
        version = make_version()
        first, second = make_records(version, ["hsa limit", "fsa limit"])
        index.upsert([first, second])

        index.upsert([replace(first, values=unit("dental braces")), second])

        assert index.count_version(version) == 2
        assert found(index, "dental braces", [version], limit=1) == [first.passage_id]

    def test_what_is_written_can_be_waited_for_listed_and_counted(self, index) -> None:
        version = make_version()
        records = make_records(version, [f"passage {n}" for n in range(130)])
        ids = {record.passage_id for record in records}
        index.upsert(records)

        assert index.wait_until_visible(version, ids, timeout_seconds=20)
        assert index.passage_ids(version) == ids
        assert index.count_version(version) == 130
        assert index.version_ids() == {version}

    def test_waiting_for_what_was_never_written_ends_with_no(self, index) -> None:
        version = make_version()
        records = make_records(version, ["written", "forgotten"])
        index.upsert(records[:1])

        ids = [record.passage_id for record in records]
        assert not index.wait_until_visible(version, ids, timeout_seconds=0.2)

    def test_passages_are_deleted_and_others_stay(self, index) -> None:
        version = make_version()
        gone, kept = make_records(version, ["old text", "kept text"])
        index.upsert([gone, kept])

        index.delete_passages(version, [gone.passage_id])

        assert index.passage_ids(version) == {kept.passage_id}

    def test_a_version_is_deleted_and_others_stay(self, index) -> None:
        gone, kept = make_version(), make_version()
        index.upsert(make_records(gone, [f"old {n}" for n in range(3)]))
        index.upsert(make_records(kept, ["current"]))

        index.delete_version(gone)
        index.delete_version(gone)

        assert (index.count_version(gone), index.count_version(kept)) == (0, 1)
        assert index.version_ids() == {kept}

    def test_two_models_stand_side_by_side(self, index) -> None:
        version, newer = make_version(), vector_index("newer-model")
        (record,) = make_records(version, ["eligibility"])
        index.upsert([record])
        newer.upsert([replace(record, values=unit("something else entirely"))])

        assert index.query(unit("eligibility"), version_ids=[version], limit=5)[0].score > 0.99
        assert newer.query(unit("eligibility"), version_ids=[version], limit=5)[0].score < 0.9
        assert index.passage_ids(version) == newer.passage_ids(version) == {record.passage_id}
        assert index.count_version(version) == 2

        index.delete_version(version)
        assert newer.count_version(version) == 0

    def test_the_model_before_is_forgotten_version_by_version(self, index) -> None:
        version, other = make_version(), make_version()
        records, others = make_records(version, ["eligibility"]), make_records(other, ["eligibility"])
        newer = vector_index("newer-model")
        for each in (index, newer):
            each.upsert([*records, *others])

        newer.delete_other_models(version)

        assert (index.passage_ids(version), newer.passage_ids(version)) == (set(), {records[0].passage_id})
        assert index.passage_ids(other) == {others[0].passage_id}

    def test_nothing_is_found_in_an_index_never_written_to(self, index) -> None:
        version = make_version()

        assert found(index, "anything", [version]) == []
        assert index.passage_ids(version) == set()
        assert index.version_ids() == set()
        index.upsert([])
        index.delete_version(version)
        index.delete_all()

    def test_an_index_needs_a_client(self, any_engine) -> None:
        with pytest.raises(NoClientBound):
            vector_index(MODEL)

    def test_a_client_never_meets_vectors_of_another(self, any_engine, acme, globex) -> None:
        with tenant_scope(globex):
            foreign = make_version()
            index = vector_index(MODEL)
            index.upsert(make_records(foreign, ["Globex staff get 30 days of leave"]))
            assert len(found(index, "days of leave", [foreign])) == 1

        with tenant_scope(acme):
            own = make_version()
            index = vector_index(MODEL)
            (record,) = make_records(own, ["Acme staff get 25 days of leave"])
            index.upsert([record])

            assert found(index, "days of leave", [own, foreign]) == [record.passage_id]
            assert index.count_version(foreign) == 0
            index.delete_all()

        with tenant_scope(globex):
            assert vector_index(MODEL).count_version(foreign) == 1


class TestPgVector:
    def test_vectors_of_a_new_client_stay_in_their_rows(self, in_acme) -> None:
        """Left to itself PostgreSQL moves them out, and every comparison pays to bring them back."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT attstorage = 'p' FROM pg_attribute"
                " WHERE attrelid = 'knowledge_passagevector'::regclass AND attname = 'embedding'"
            )

            assert cursor.fetchall() == [(True,)]

    def test_an_index_kept_beyond_its_client_refuses(self, settings, acme, globex) -> None:
        settings.VECTOR_ENGINE = "pgvector"
        with tenant_scope(acme):
            index = vector_index(MODEL)

        with tenant_scope(globex), pytest.raises(VectorIndexUnavailable, match="other_client"):
            index.count_version(uuid.uuid4())

    def test_a_failed_write_leaves_what_was_there(self, settings, in_acme) -> None:
        settings.VECTOR_ENGINE = "pgvector"
        index, version = vector_index(MODEL), make_version()
        first, second = make_records(version, ["hsa limit", "fsa limit"])
        index.upsert([first])

        with pytest.raises(ValueError, match="float"):
            index.upsert([replace(first, values=unit("changed")), replace(second, values=["no number"])])

        assert found(index, "hsa limit", [version]) == [first.passage_id]


LARGE, FEW = 5_100, 40


class TestManyVectors:
    """Above 5,000 the index answers, and whoever asks for few of them is answered exactly all the same."""

    @pytest.fixture
    def large(self, committed, settings) -> Iterator[tuple[PgVectorIndex, UUID, UUID]]:
        settings.VECTOR_ENGINE = "pgvector"
        with tenant_scope(committed["acme"]):
            many, few = make_version(), make_version()
            index = vector_index(MODEL)
            for version, count in ((many, LARGE), (few, FEW)):
                index.upsert(make_records(version, [f"word{n % 97} term{n % 89} rule {n}" for n in range(count)]))
                DocumentVersion.objects.filter(pk=version).update(passage_count=count)
            yield index, many, few
            DocumentVersion.objects.all().delete()
            hnsw.fit_index(MODEL)

    def test_the_index_is_made_above_the_threshold_and_used(self, large) -> None:
        index, many, few = large
        exact = index.query(unit("word5 term7"), version_ids=[many, few], limit=60)
        assert "hnsw" not in plan_of(index, [many, few])
        assert hnsw.is_out_of_size(MODEL)

        hnsw.fit_index(MODEL)

        assert not hnsw.is_out_of_size(MODEL)
        assert f"Index Scan using {hnsw.index_name(MODEL)}" in plan_of(index, [many, few])
        through_index = index.query(unit("word5 term7"), version_ids=[many, few], limit=60)
        assert len(through_index) == 60
        # What was set for the query is gone with it.
        assert current_setting("hnsw.iterative_scan") == "off"
        assert [hit.score for hit in through_index] == sorted((hit.score for hit in through_index), reverse=True)
        assert [hit.score for hit in through_index[:10]] == pytest.approx([hit.score for hit in exact[:10]], abs=1e-3)

    def test_a_search_for_few_is_exact_and_returns_all_that_it_asks_for(self, large) -> None:
        index, _many, few = large
        hnsw.fit_index(MODEL)

        assert "hnsw" not in plan_of(index, [few])
        assert len(found(index, "word5 term7", [few], limit=FEW)) == FEW

    def test_a_filter_that_leaves_little_of_the_index_returns_as_many_as_asked(self, large) -> None:
        """More than the threshold is asked for, but what is nearest all belongs to a version that is not."""
        index, many, few = large
        near = make_version()
        index.upsert(make_records(near, ["word5 term7"] * 2_000))
        DocumentVersion.objects.filter(pk=near).update(passage_count=2_000)
        hnsw.fit_index(MODEL)

        hits = found(index, "word5 term7", [many, few], limit=60)

        own = set(Passage.objects.exclude(version_id=near).values_list("pk", flat=True))
        assert len(hits) == 60
        assert set(hits) <= own

    def test_the_index_goes_when_little_is_left(self, large) -> None:
        index, many, _few = large
        hnsw.fit_index(MODEL)
        assert hnsw.index_name(MODEL) in indexes()

        index.delete_version(many)
        assert hnsw.is_out_of_size(MODEL)
        hnsw.fit_index(MODEL)

        assert indexes() == set()

    def test_the_sweep_sees_to_the_index(self, large) -> None:
        DocumentVersion.objects.update(status="failed")  # nothing else for the sweep to do
        with connection.cursor() as cursor:
            cursor.execute("UPDATE knowledge_passagevector SET model = %s", [embedding_model()])

        sweep_client_documents(current_schema())

        assert indexes() == {hnsw.index_name(embedding_model())}
        with connection.cursor() as cursor:
            cursor.execute("UPDATE knowledge_passagevector SET model = %s", [MODEL])


def take_turns(namespace: str, count: int) -> None:
    """Count so many requests in this second and those that a slow machine may come to."""
    for second in range(int(time.time()), int(time.time()) + 30):
        redis().set(f"pinecone-turns:{namespace}:{second}", count, ex=40)


def plan_of(index: PgVectorIndex, version_ids: list[UUID]) -> str:
    """Return PostgreSQL's plan for the statement that the index has just asked."""
    with CaptureQueriesContext(connection) as asked:
        index.query(unit("word5 term7"), version_ids=version_ids, limit=60)
    *before, statement = [each["sql"] for each in asked]
    with transaction.atomic(), connection.cursor() as cursor:
        for settings in before:
            cursor.execute(settings)
        cursor.execute(f"EXPLAIN {statement}")
        return "\n".join(line for (line,) in cursor.fetchall())


def current_setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s)", [name])
        return cursor.fetchone()[0]


def indexes() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname LIKE 'vector_hnsw_%%'")
        return {name for (name,) in cursor.fetchall()}


class TestPinecone:
    @pytest.fixture
    def index(self, pinecone_server, in_acme):
        return vector_index(MODEL)

    @pytest.fixture
    def records(self) -> list[VectorRecord]:
        version = uuid.uuid4()
        return [VectorRecord(uuid.uuid4(), version, unit(f"passage {n}")) for n in range(6)]

    def test_every_call_names_the_clients_namespace_and_no_text(self, pinecone_server, index, records, in_acme) -> None:
        version = records[0].version_id
        index.upsert(records)
        index.wait_until_visible(version, [r.passage_id for r in records], timeout_seconds=20)
        index.query(unit("passage"), version_ids=[version], limit=3)
        index.delete_version(version)
        index.upsert(records)
        index.delete_all()

        assert pinecone_server.namespaces() == {in_acme.schema_name}
        (stored, *_) = pinecone_server.calls("/vectors/upsert")[0].body["vectors"]
        assert set(stored) == {"id", "values", "metadata"}
        assert stored["metadata"]["version_id"] == str(version)
        assert set(stored["metadata"]) == {"version_id", "model"}
        assert pinecone_server.records(in_acme.schema_name) == {}

    def test_an_empty_namespace_is_refused(self, pinecone_server, in_acme, monkeypatch) -> None:
        monkeypatch.setattr("knowledge.vectors.vector_namespace", lambda: "")

        with pytest.raises(ValueError, match="namespace"):
            vector_index(MODEL)

    def test_a_request_holds_at_most_1000_records_and_2_megabytes(self, pinecone_server, index) -> None:
        version, values, wide = uuid.uuid4(), unit("copay"), [-0.0123456789] * 3_072
        index.upsert([VectorRecord(uuid.uuid4(), version, values) for _ in range(2_100)])
        pinecone_server.dimension = len(wide)
        index.upsert([VectorRecord(uuid.uuid4(), version, wide) for _ in range(100)])

        calls = pinecone_server.calls("/vectors/upsert")
        assert sum(len(call.body["vectors"]) for call in calls) == 2_200
        assert max(len(call.body["vectors"]) for call in calls) == 1_000
        assert max(int(call.headers["content-length"]) for call in calls) <= 2 * 1024 * 1024

    @pytest.mark.parametrize("sends_positions", [True, False])
    def test_a_version_is_visible_only_when_queries_see_it(
        self, pinecone_server, index, records, sends_positions
    ) -> None:
        version, ids = records[0].version_id, [record.passage_id for record in records]
        pinecone_server.sends_positions = sends_positions
        pinecone_server.query_delay_seconds = 999
        index.upsert(records)

        assert not index.wait_until_visible(version, ids, timeout_seconds=0.2)
        pinecone_server.list_delay_seconds, pinecone_server.query_delay_seconds = 999, 0
        assert not index.wait_until_visible(version, ids, timeout_seconds=0.2)
        pinecone_server.list_delay_seconds = 0
        assert index.wait_until_visible(version, ids, timeout_seconds=20)
        assert len(index.query(unit("passage"), version_ids=[version], limit=6)) == 6

    def test_a_rewrite_is_visible_only_when_its_new_vectors_are(self, pinecone_server, index, records) -> None:
        version, ids = records[0].version_id, [record.passage_id for record in records]
        index.upsert(records)
        assert index.wait_until_visible(version, ids, timeout_seconds=20)
        pinecone_server.query_delay_seconds = 999
        index.upsert(records)

        assert not index.wait_until_visible(version, ids, timeout_seconds=0.1)

    @pytest.mark.parametrize(
        "fault",
        [
            Status(429, retry_after="0.2"),
            Status(503),
            Drop(),
            WorkThenDrop(),
            PartialWrite(stored=2),
            PartialWrite(stored=3, status=500),
        ],
    )
    def test_a_write_that_failed_or_was_partial_is_made_whole(self, pinecone_server, index, records, fault) -> None:
        pinecone_server.play(fault)

        index.upsert(records)

        assert index.count_version(records[0].version_id) == len(records)
        assert len(pinecone_server.calls("/vectors/upsert")) == 2

    def test_requests_of_documents_leave_room_for_searches(self, pinecone_server, index, records) -> None:
        take_turns(index.namespace, REQUESTS_OF_DOCUMENTS)

        with pytest.raises(Trouble, match="rate_limited"):
            take_turn(index.namespace, most=REQUESTS_OF_DOCUMENTS, seconds_left=0.01)
        index.query(unit("passage"), version_ids=[records[0].version_id], limit=3)
        take_turn("the namespace of another client", most=REQUESTS_OF_DOCUMENTS, seconds_left=0.01)

        assert len(pinecone_server.calls("/query")) == 1

    def test_no_request_is_sent_above_what_pinecone_takes_in_a_second(
        self, pinecone_server, index, monkeypatch
    ) -> None:
        monkeypatch.setattr("knowledge.vectors.pinecone.SEARCH", Patience(attempts=1, total_seconds=0.01))
        take_turns(index.namespace, REQUESTS_PER_SECOND)

        with pytest.raises(VectorIndexUnavailable, match="rate_limited"):
            index.query(unit("passage"), version_ids=[uuid.uuid4()], limit=3)

        assert pinecone_server.calls("/query") == []

    def test_documents_that_are_refused_a_turn_use_none_up(self, index) -> None:
        take_turns(index.namespace, REQUESTS_OF_DOCUMENTS)

        for _ in range(REQUESTS_PER_SECOND - REQUESTS_OF_DOCUMENTS):
            with pytest.raises(Trouble, match="rate_limited"):
                take_turn(index.namespace, most=REQUESTS_OF_DOCUMENTS, seconds_left=0.0)

        take_turn(index.namespace, most=REQUESTS_PER_SECOND, seconds_left=0.0)

    def test_documents_wait_for_the_next_second(self, pinecone_server, index, records) -> None:
        second = int(time.time())
        redis().set(f"pinecone-turns:{index.namespace}:{second}", REQUESTS_OF_DOCUMENTS, ex=10)

        index.upsert(records)

        assert len(pinecone_server.calls("/vectors/upsert")) == 1
        assert int(time.time()) > second

    @pytest.mark.parametrize("failing_batch", [0, 1, 2])
    def test_a_write_that_cannot_be_made_whole_says_so(self, pinecone_server, index, failing_batch) -> None:
        version = uuid.uuid4()
        values = unit("copay")
        records = [VectorRecord(uuid.uuid4(), version, values) for _ in range(2_500)]
        pinecone_server.play(*[None] * failing_batch, *[PartialWrite(stored=1)] * 4)

        with pytest.raises(VectorIndexUnavailable, match="partial_write"):
            index.upsert(records)

        ids = [record.passage_id for record in records]
        assert not index.wait_until_visible(version, ids, timeout_seconds=0)

    @pytest.mark.parametrize(
        ("fault", "reason"),
        [
            (Status(401), "unauthorised"),
            (Status(402), "quota_exceeded"),
            (Status(400), "refused"),
            (Malformed(), "bad_response"),
            (Status(429, retry_after="60"), "rate_limited"),
        ],
    )
    def test_lasting_trouble_is_told_at_once(self, pinecone_server, index, fault, reason) -> None:
        pinecone_server.play(fault)

        with pytest.raises(VectorIndexUnavailable) as caught:
            index.query(unit("passage"), version_ids=[uuid.uuid4()], limit=3)

        assert caught.value.reason == reason
        assert len(pinecone_server.requests) == 1

    def test_a_search_does_not_wait_long_for_a_silent_server(self, pinecone_server, index, monkeypatch) -> None:
        monkeypatch.setattr(pinecone, "SEARCH", Patience(attempts=3, total_seconds=0.5))
        pinecone_server.play(Hang(60), Hang(60), Hang(60))
        started = time.monotonic()

        with pytest.raises(VectorIndexUnavailable, match="timeout"):
            index.query(unit("passage"), version_ids=[uuid.uuid4()], limit=3)

        assert time.monotonic() - started < 20

    def test_a_vector_of_another_size_than_the_index_is_refused(self, pinecone_server, index, records) -> None:
        pinecone_server.dimension = 1_536

        with pytest.raises(VectorIndexUnavailable, match="refused"):
            index.upsert(records)

    def test_a_record_that_was_not_asked_for_is_dropped(self, pinecone_server, index, records) -> None:
        index.upsert(records)
        foreign = f"{uuid.uuid4()}#{'0' * 8}#{uuid.uuid4()}"
        pinecone_server.intruders = [{"id": foreign, "score": 0.99, "values": []}]

        hits = index.query(unit("passage 3"), version_ids=[records[0].version_id], limit=3)

        assert hits[0].passage_id == records[3].passage_id
        assert len(hits) == 2

    def test_the_address_is_looked_up_by_name_once(self, pinecone_server, settings, monkeypatch, in_acme) -> None:
        monkeypatch.setenv("PINECONE_CONTROLLER_HOST", pinecone_server.url)
        settings.PINECONE_HOST = ""
        settings.PINECONE_API_KEY = f"pc-{uuid.uuid4()}"

        for _ in range(2):
            vector_index(MODEL).count_version(uuid.uuid4())

        paths = [request.path.split("?")[0] for request in pinecone_server.requests]
        assert paths == ["/indexes/benefits-knowledge", "/vectors/list", "/vectors/list"]

    def test_a_missing_index_is_told_apart_from_an_empty_namespace(
        self, pinecone_server, settings, monkeypatch, in_acme
    ) -> None:
        monkeypatch.setenv("PINECONE_CONTROLLER_HOST", pinecone_server.url)
        settings.PINECONE_HOST = ""
        settings.PINECONE_API_KEY = f"pc-{uuid.uuid4()}"
        pinecone_server.has_index = False

        with pytest.raises(VectorIndexUnavailable, match="no_index"):
            vector_index(MODEL).count_version(uuid.uuid4())


class TestCreateVectorIndex:
    @pytest.fixture
    def no_index(self, pinecone_server, settings, monkeypatch) -> PineconeServer:
        monkeypatch.setenv("PINECONE_CONTROLLER_HOST", pinecone_server.url)
        settings.PINECONE_HOST = ""
        settings.PINECONE_API_KEY = f"pc-{uuid.uuid4()}"
        settings.EMBEDDING_ENGINE = "wordllama"
        pinecone_server.has_index = False
        return pinecone_server

    def test_an_index_is_made_for_the_embedding_model_in_use(self, no_index, in_acme, capsys) -> None:
        call_command("create_vector_index")

        index, version = vector_index(), make_version()
        (passage,) = make_records(version, ["specialist copay"])
        index.upsert([replace(passage, values=embed(["specialist copay"], purpose="passage")[0])])
        assert index.count_version(version) == 1
        assert capsys.readouterr().out.startswith("benefits-knowledge: made for vectors of 256 numbers")

    def test_an_index_that_is_there_is_left_alone(self, no_index, capsys) -> None:
        no_index.has_index = True

        call_command("create_vector_index")

        assert [request.method for request in no_index.requests] == ["GET"]
        assert capsys.readouterr().out == "benefits-knowledge: there already.\n"

    def test_a_refused_key_is_told_in_one_sentence(self, no_index) -> None:
        no_index.play(Status(401))

        with pytest.raises(CommandError, match="unauthorised"):
            call_command("create_vector_index")

    def test_without_pinecone_there_is_nothing_to_make(self, settings) -> None:
        settings.VECTOR_ENGINE = "pgvector"

        with pytest.raises(CommandError, match="PostgreSQL"):
            call_command("create_vector_index")
