"""The second look at what was found: off unless set, and never in the way of an answer."""

from collections.abc import Iterator
from datetime import date

import pytest

from accounts.audience import ANYBODY
from knowledge.retrieval import rerank
from knowledge.retrieval.search import SearchResult, search
from tests.vendors.local_server import Drop, Malformed, Status
from tests.vendors.pinecone_server import PineconeServer

DAY = date(2026, 11, 10)
QUESTION = "who pays for a taxi home"
# By BM25 and vectors the first wins, which says "taxi" and "home" again and again; the second answers.
LOUD = "Taxi, taxi, taxi. Home, home, home. Pays, pays, pays."
QUIET = (
    "It is the firm who pays for a taxi home after ten at night, in the weeks before the annual accounts are closed."
)


@pytest.fixture
def rerank_server(settings) -> Iterator[PineconeServer]:
    with PineconeServer() as server:
        settings.RERANK_ENGINE = "pinecone"
        settings.PINECONE_API_KEY = "pc-test"
        settings.PINECONE_RERANK_HOST = server.url
        yield server


def find() -> SearchResult:
    return search(QUESTION, day=DAY, audience=ANYBODY, limit=5)


def order() -> list[str]:
    return [hit.text for hit in find().hits]


def test_without_the_setting_nobody_is_asked(in_acme, index_document, rerank_server, settings) -> None:
    settings.RERANK_ENGINE = "none"
    index_document("Guide", [("A", LOUD), ("B", QUIET)])

    assert order() == [LOUD, QUIET]
    assert rerank_server.requests == []


def test_the_second_look_decides_the_order(in_acme, index_document, rerank_server) -> None:
    index_document("Guide", [("A", LOUD), ("B", QUIET)])

    hits = find().hits

    assert [hit.text for hit in hits] == [QUIET, LOUD]
    assert hits[0].score > hits[1].score
    assert (hits[0].why.keyword_rank, hits[1].why.keyword_rank) == (2, 1)
    (call,) = rerank_server.calls("/rerank")
    assert call.body["query"] == QUESTION
    assert [document["text"] for document in call.body["documents"]] == [f"Guide · A\n{LOUD}", f"Guide · B\n{QUIET}"]
    assert (call.body["model"], call.body["parameters"]) == ("bge-reranker-v2-m3", {"truncate": "END"})


def test_what_was_looked_at_twice_is_kept(in_acme, index_document, rerank_server) -> None:
    index_document("Guide", [("A", LOUD), ("B", QUIET)])

    assert order() == order() == [QUIET, LOUD]
    assert len(rerank_server.calls("/rerank")) == 1


@pytest.mark.parametrize("fault", [Status(401), Status(404), Malformed()], ids=["key", "model", "nonsense"])
def test_without_an_answer_the_order_stays_and_is_not_kept(in_acme, index_document, rerank_server, fault) -> None:
    index_document("Guide", [("A", LOUD), ("B", QUIET)])
    rerank_server.play(fault)

    first = find()

    assert ([hit.text for hit in first.hits], first.degraded) == ([LOUD, QUIET], False)
    assert order() == [QUIET, LOUD]


@pytest.mark.parametrize("fault", [Status(503), Status(429, retry_after="0.1"), Drop()], ids=["down", "busy", "cut"])
def test_what_may_pass_is_asked_once_more(in_acme, index_document, rerank_server, fault) -> None:
    index_document("Guide", [("A", LOUD), ("B", QUIET)])
    rerank_server.play(fault)

    assert order() == [QUIET, LOUD]
    assert len(rerank_server.calls("/rerank")) == 2


def test_a_passage_of_another_year_stays_behind(in_acme, index_document, make_calendar, rerank_server) -> None:
    make_calendar()
    index_document("Guide 2026", [("A", QUIET)], plan_year="2026")
    index_document("Guide 2027", [("A", LOUD), ("B", "A taxi home is not paid.")], plan_year="2027")

    hits = search(QUESTION, day=date(2027, 3, 1), audience=ANYBODY, limit=5).hits

    assert [hit.plan_year for hit in hits] == ["2027", "2027", "2026"]


def test_every_engine_of_the_table_can_be_loaded(rerank_server) -> None:
    for engine in rerank.ENGINES:
        rerank_server.requests.clear()
        assert rerank.rerank("b", ["a", "b"]) == [1, 0], engine
