"""What is kept of a search: nothing stale and nothing foreign comes out, and equal questions are computed once.

Whether an answer was kept shows when the words that search looks up are taken away behind its back: what is
computed anew finds nothing by words.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from time import monotonic

import psycopg
import pytest
from django.db import connection
from django.urls import reverse

from accounts.audience import ANYBODY, Audience
from benefits.audience import MeantFor
from benefits.models import PlanYear
from knowledge.ingestion.delete import begin_deletion
from knowledge.ingestion.ingest import ingest
from knowledge.ingestion.receive import DocumentFacts, receive_replacement
from knowledge.ingestion.reindex import reindex, rewrite_terms
from knowledge.ingestion.state_facts import refresh_passages, state_facts
from knowledge.lifecycle.publish import publish, unpublish
from knowledge.models import Document, DocumentVersion, Passage, Posting
from knowledge.retrieval import search_cache
from knowledge.retrieval.search import SearchResult, search
from knowledge.vectors import vector_index
from tenants.binding import ClientRef
from tenants.clock import today
from tenants.context import tenant_scope
from tenants.keys import client_key
from tenants.redis import redis
from tests.knowledge.conftest import GUIDE, as_file
from tests.vendors.local_server import Handler, RecordedRequest
from tests.vendors.openai_server import OpenAIServer

DAY = date(2026, 11, 10)


def find(question: str = "parking fee", **wishes: object) -> SearchResult:
    return search(question, **({"day": DAY, "audience": ANYBODY, "limit": 5} | wishes))


def texts(question: str = "parking fee", **wishes: object) -> list[str]:
    return [hit.text for hit in find(question, **wishes).hits]


def was_kept(question: str = "parking fee", **wishes: object) -> bool:
    """Whether the answer comes from what was found before. Asks without the words that search looks up."""
    rows = list(Posting.objects.all())
    Posting.objects.all().delete()
    found = find(question, **wishes)
    Posting.objects.bulk_create(rows)
    return any(hit.why.keyword_rank for hit in found.hits)


def test_the_same_question_is_answered_from_what_was_found(in_acme, index_document) -> None:
    index_document("Guide", ["Nothing of interest.", ("Parking > Fees", "The parking fee is 10 dollars.")])
    first = find()

    assert was_kept()
    again = find()
    assert (again.hits, again.filters, again.unknown_plans) == (first.hits, first.filters, first.unknown_plans)


def test_spaces_make_no_other_question(in_acme, index_document) -> None:
    index_document("Guide", ["The parking fee is 10 dollars."])
    find("parking fee")

    assert was_kept("  parking \n fee ")
    assert not was_kept("parking fees")


@pytest.mark.parametrize(
    "other",
    [
        {"day": date(2026, 11, 11)},
        {"audience": Audience("UNION", "", "")},
        {"limit": 4},
        {"plan_year": "2027"},
        {"include_unpublished": True},
        {"document_ids": []},
        {"earlier": ["Who pays for parking?"]},
        {"is_trial": True},
    ],
    ids=lambda other: next(iter(other)),
)
def test_whatever_decides_makes_another_question(in_acme, index_document, other: dict) -> None:
    index_document("Guide", ["The parking fee is 10 dollars."])
    find()

    assert not was_kept(**other)


def test_two_clients_with_equal_questions_each_find_their_own(acme, globex, index_document) -> None:
    for client, fee in ((acme, 10), (globex, 99)):
        with tenant_scope(client):
            index_document("Guide", [f"The parking fee is {fee} dollars."])
            assert texts() == [f"The parking fee is {fee} dollars."]

    with tenant_scope(acme):
        assert was_kept()
        assert texts() == ["The parking fee is 10 dollars."]
    with tenant_scope(globex):
        assert texts() == ["The parking fee is 99 dollars."]
    keys = redis().keys("*search:*")
    assert {key.split(":search:")[0] for key in keys} == {f"t:{acme.schema_name}", f"t:{globex.schema_name}"}
    assert not any("parking" in key for key in keys)


def test_two_classes_with_equal_questions_each_find_their_own(in_acme, index_document) -> None:
    index_document("Union", ["The parking fee is 4 dollars."], audience=["UNION"])
    index_document("Salaried", ["The parking fee is 7 dollars."], audience=["SAL"])

    for _ in range(2):
        assert texts(audience=Audience("UNION", "", "")) == ["The parking fee is 4 dollars."]
        assert texts(audience=Audience("SAL", "", "")) == ["The parking fee is 7 dollars."]
        assert texts(audience=ANYBODY) == []


def test_on_the_day_after_its_last_a_document_is_not_found(in_acme, index_document) -> None:
    index_document("Guide", ["The parking fee is 10 dollars."], effective_to=DAY)

    for _ in range(2):
        assert texts(day=DAY) == ["The parking fee is 10 dollars."]
        assert texts(day=date(2026, 11, 11)) == []


def publish_another(document: Document, index_document: Callable[..., Document]) -> None:
    publish(index_document("Other", ["A parking fee is not taken on Sundays."], is_published=False), by=None)


def take_back(document: Document, index_document: Callable[..., Document]) -> None:
    unpublish(document, by=None)


def delete(document: Document, index_document: Callable[..., Document]) -> None:
    begin_deletion(document, by=None)


def keep_for_a_class(document: Document, index_document: Callable[..., Document] | None) -> None:
    facts = DocumentFacts(document.knowledge_base, meant_for=MeantFor(("UNION",)))
    state_facts(document, title=document.title, facts=facts, by=None)


def let_expire(document: Document, index_document: Callable[..., Document]) -> None:
    facts = DocumentFacts(document.knowledge_base, effective_to=date(2026, 11, 9))
    state_facts(document, title=document.title, facts=facts, by=None)


def name_anew(document: Document, index_document: Callable[..., Document]) -> None:
    state_facts(document, title="Parking 2027", facts=DocumentFacts(document.knowledge_base), by=None)


def change_behind_the_back(document: Document, index_document: Callable[..., Document]) -> None:
    """As a command in a database shell, or code that knows nothing of what is kept."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE knowledge_document SET published_version_id = NULL")


@pytest.mark.parametrize(
    "event",
    [publish_another, take_back, delete, keep_for_a_class, let_expire, name_anew, change_behind_the_back],
    ids=lambda event: event.__name__,
)
def test_what_changes_what_may_be_found_is_seen_at_once(in_acme, index_document, event) -> None:
    document = index_document("Guide", ["The parking fee is 10 dollars."])
    before = find()
    assert was_kept()

    event(document, index_document)

    after, computed = find(), find(is_computed_anew=True)
    assert [(hit.title, hit.text, hit.meant_for) for hit in after.hits] == [
        (hit.title, hit.text, hit.meant_for) for hit in computed.hits
    ]
    assert [(hit.title, hit.text) for hit in after.hits] != [(hit.title, hit.text) for hit in before.hits]


def test_a_new_version_answers_from_the_moment_it_is_published(received, hr) -> None:
    version = received(publish_when_ready=True)
    ingest(version.pk)
    assert "15 days" in texts("vacation days a year")[0]
    newer = receive_replacement(as_file(GUIDE.replace("15 days", "20 days")), version.document, uploaded_by=hr)
    ingest(newer.pk)
    assert "15 days" in texts("vacation days a year")[0]

    publish(version.document, by=None)

    assert "20 days" in texts("vacation days a year")[0]


def test_corrected_facts_are_searched_once_they_reach_the_passages(in_acme, index_document) -> None:
    document = index_document("Guide", ["Ten dollars a day."])
    state_facts(document, title="Parking", facts=DocumentFacts(document.knowledge_base), by=None)
    assert find("parking").hits[0].why.keyword_rank is None

    refresh_passages(document.pk)

    assert find("parking").hits[0].why.keyword_rank == 1


def test_words_written_anew_are_searched_at_once(in_acme, index_document) -> None:
    document = index_document("Guide", ["The parking fee is 10 dollars."])
    Posting.objects.all().delete()
    assert find().hits[0].why.keyword_rank is None

    rewrite_terms(document.published_version)

    assert find().hits[0].why.keyword_rank == 1


def test_vectors_written_anew_are_searched_at_once(in_acme, index_document) -> None:
    document = index_document("Guide", ["The parking fee is 10 dollars.", "Leave is paid."])
    lost = Passage.objects.get(text="Leave is paid.")
    vector_index().delete_passages(document.published_version_id, [lost.pk])
    assert texts("parking fee") == ["The parking fee is 10 dollars."]

    assert reindex(document.published_version) == "indexed"

    assert texts("parking fee") == ["The parking fee is 10 dollars.", "Leave is paid."]


def test_a_moved_plan_year_is_seen_at_once(in_acme, index_document, make_calendar) -> None:
    make_calendar()
    for year, fee in (("2026", 10), ("2027", 12)):
        index_document(f"Guide {year}", [f"The parking fee is {fee} dollars."], plan_year=year)
    later = date(2026, 12, 10)
    assert find(day=later).hits[0].plan_year == "2026"

    PlanYear.objects.filter(label="2026").update(ends_on=date(2026, 11, 30))
    PlanYear.objects.filter(label="2027").update(starts_on=date(2026, 12, 1))

    assert find(day=later).hits[0].plan_year == "2027"


def test_other_engines_are_asked_anew(in_acme, index_document, request, settings) -> None:
    index_document("Guide", ["The parking fee is 10 dollars."])
    find()

    request.getfixturevalue("embedding_server")

    assert not was_kept()


def test_an_answer_by_words_alone_is_not_kept(in_acme, index_document) -> None:
    document = index_document("Guide", ["The parking fee is 10 dollars."])
    vector_index().delete_version(document.published_version_id)
    assert find().degraded

    assert not was_kept()


def test_no_text_is_kept(in_acme, index_document) -> None:
    index_document("Guide", ["The parking fee is 10 dollars."])
    find()

    (kept,) = [redis().get(key) for key in redis().keys(client_key("search", "*"))]
    assert "dollars" not in kept


def test_without_redis_search_finds_the_same(in_acme, index_document, dead_redis) -> None:
    index_document("Guide", ["The parking fee is 10 dollars."])

    for _ in range(2):
        assert texts() == ["The parking fee is 10 dollars."]
    assert not was_kept()


def test_the_cache_can_be_switched_off(in_acme, index_document, settings) -> None:
    settings.SEARCH_CACHE_SECONDS = 0
    index_document("Guide", ["The parking fee is 10 dollars."])
    find()

    assert not was_kept()


class SlowServer(OpenAIServer):
    """Does something, however long it takes, before it embeds, or refuses to."""

    meanwhile: Callable[[], object] = staticmethod(lambda: None)
    refuses = False
    at_once = most_at_once = 0

    def answer(self, handler: Handler, request: RecordedRequest, fault: object) -> None:
        with self.lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        self.meanwhile()
        with self.lock:
            self.at_once -= 1
        if self.refuses:
            handler.send_json({"error": {"message": "no"}}, status=400)
            return
        super().answer(handler, request, fault)


@pytest.fixture
def slow_server(settings) -> Iterator[SlowServer]:
    with SlowServer() as server:
        settings.EMBEDDING_ENGINE, settings.OPENAI_API_KEY = "openai", "sk-test"
        settings.OPENAI_BASE_URL = server.base_url
        yield server


def in_thread(client: ClientRef, act: Callable[[], object]) -> object:
    try:
        with tenant_scope(client):
            return act()
    finally:
        connection.close()


def ask_at_once(client: ClientRef, count: int) -> list[list[str]]:
    with ThreadPoolExecutor(count) as threads:
        asked = [threads.submit(in_thread, client, texts) for _ in range(count)]
        return [one.result(timeout=30) for one in asked]


def test_equal_questions_at_the_same_time_are_computed_once(committed, index_document, slow_server) -> None:
    acme = committed["acme"]
    with tenant_scope(acme):
        index_document("Guide", ["The parking fee is 10 dollars."])
    slow_server.requests.clear()
    slow_server.meanwhile = lambda: slow_server.stopping.wait(0.4)

    answers = ask_at_once(acme, 6)

    assert answers == [["The parking fee is 10 dollars."]] * 6
    assert len(slow_server.calls("/v1/embeddings")) == 1


def test_whoever_waits_for_a_leader_that_died_computes(in_acme, index_document, monkeypatch) -> None:
    monkeypatch.setattr(search_cache, "LEADER_SECONDS", 60.0)
    index_document("Guide", ["The parking fee is 10 dollars."])
    find()
    (key,) = redis().keys(client_key("search", "*"))
    redis().delete(key)
    started = monotonic()
    redis().set(f"{key}:leader", "a worker that was killed", px=300)

    found = texts()

    assert found == ["The parking fee is 10 dollars."]
    assert 0.25 < monotonic() - started < 30
    assert redis().exists(key)


def test_those_who_waited_in_vain_do_not_wait_for_each_other(committed, index_document, slow_server) -> None:
    """A vendor that hangs and fails must cost everybody its patience once, not one after the other."""
    acme = committed["acme"]
    with tenant_scope(acme):
        index_document("Guide", ["The parking fee is 10 dollars."])
    slow_server.requests.clear()
    slow_server.refuses = True
    slow_server.meanwhile = lambda: slow_server.stopping.wait(0.5)

    answers = ask_at_once(acme, 6)

    assert answers == [["The parking fee is 10 dollars."]] * 6
    assert len(slow_server.calls("/v1/embeddings")) == 6
    assert slow_server.most_at_once > 1


def test_the_vendor_is_asked_while_words_are_looked_up(committed, index_document, slow_server) -> None:
    """The words cannot be read until the vendor has heard the question: one after the other would wait for ever."""
    acme = committed["acme"]
    with tenant_scope(acme):
        index_document("Guide", ["The parking fee is 10 dollars."])
        connection.ensure_connection()
        place, password = connection.connection.info.dsn, connection.settings_dict["PASSWORD"]
        with psycopg.connect(place, password=password) as other:
            other.execute(f'LOCK TABLE "{acme.schema_name}".knowledge_posting')
            slow_server.meanwhile = other.rollback
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '5s'")

            assert find().hits[0].why.keyword_rank == 1


def hand_to_a_class(document: Document, *, by: None) -> None:
    keep_for_a_class(document, index_document=None)


@pytest.mark.parametrize(
    "act", [begin_deletion, unpublish, hand_to_a_class], ids=["deleted", "taken back", "for others"]
)
def test_a_document_gone_in_the_middle_of_a_search_is_not_shown(committed, index_document, slow_server, act) -> None:
    acme = committed["acme"]
    with tenant_scope(acme):
        document = index_document("Guide", ["The parking fee is 10 dollars."])
        slow_server.meanwhile = lambda: in_thread(acme, lambda: act(document, by=None))

        assert texts() == []

        slow_server.meanwhile = lambda: None
        assert texts() == []
        assert Passage.objects.count() == 1


def test_a_version_being_replaced_is_not_shown_once_the_other_is_out(committed, index_document, slow_server) -> None:
    acme = committed["acme"]
    with tenant_scope(acme):
        document = index_document("Guide", ["The parking fee is 10 dollars."])
        DocumentVersion.objects.create(
            document=document,
            number=2,
            file="x",
            file_name="x.txt",
            content_type="txt",
            size_bytes=1,
            sha256="0" * 64,
            status="ready",
        )
        slow_server.meanwhile = lambda: in_thread(acme, lambda: publish(document, by=None))

        assert texts() == []


def test_what_people_ask_is_not_told_by_how_fast_a_trial_comes(
    acme, index_document, make_person, browser_of, embedding_server
) -> None:
    """Whoever is answered in no time would know that somebody of this class has asked the very same."""
    hr = browser_of(acme, make_person(acme, "hr_editor"))
    with tenant_scope(acme):
        index_document("Guide", ["The parking fee is 10 dollars."])
        find(day=today(), limit=8)
        find("What is the parking fee?", day=today(), limit=8)
    trials = {
        "parking fee": ("/api/v1/search", {"q": "parking fee", "limit": 8}),
        "What is the parking fee?": (reverse("knowledge:search"), {"q": "What is the parking fee?"}),
    }

    for question, (path, query) in trials.items():
        before = len(embedding_server.calls("/v1/embeddings"))
        assert hr.get(path, query).status_code == 200
        paid = embedding_server.calls("/v1/embeddings")[before:]
        assert [text for call in paid for text in call.body["input"]] == [question]
