"""Every engine keeps one contract; what can go wrong with a vendor is tried with its own client over HTTP."""

import math
import threading
from collections.abc import Iterator

import numpy as np
import pytest
import wordllama

from knowledge.embeddings import embedding, openai_embedding
from knowledge.embeddings.embedding import EmbeddingUnavailable, embed, embedding_model
from knowledge.embeddings.wordllama_embedding import PACKAGE
from tests.vendors.local_server import Drop, Hang, Malformed, Status
from tests.vendors.openai_server import OpenAIServer, TooFewVectors


@pytest.fixture
def openai_server(settings) -> Iterator[OpenAIServer]:
    with OpenAIServer() as server:
        settings.EMBEDDING_ENGINE = "openai"
        settings.OPENAI_BASE_URL = server.base_url
        settings.OPENAI_API_KEY = "sk-test"
        settings.OPENAI_EMBEDDING_MODEL = "text-embedding-3-small"
        yield server


@pytest.fixture(params=["wordllama", "openai"])
def any_engine(request, settings, openai_server) -> str:
    settings.EMBEDDING_ENGINE = request.param
    return request.param


def similarity(left: list[float], right: list[float]) -> float:
    return sum(a * b for a, b in zip(left, right, strict=True))


class TestEveryEngine:
    def test_vectors_have_unit_length(self, any_engine) -> None:
        vectors = embed(["specialist copay", "a", "Deducible del plan médico: $1,000 ✓"], purpose="passage")

        assert [math.hypot(*vector) for vector in vectors] == pytest.approx([1, 1, 1], abs=1e-5)

    def test_vectors_come_in_the_order_of_the_texts(self, any_engine) -> None:
        texts = [f"text number {number} about plan {number * 7}" for number in range(130)]

        together = embed(texts, purpose="passage")

        one_by_one = [embed([text], purpose="passage")[0] for text in texts[::13]]
        assert np.allclose(together[::13], one_by_one, atol=1e-6)

    def test_vectors_of_one_model_have_one_size(self, any_engine) -> None:
        vectors = embed(["short", "a much longer text " * 200], purpose="passage")

        assert len({len(vector) for vector in vectors}) == 1

    def test_a_near_text_is_nearer_than_a_far_one(self, any_engine) -> None:
        question, near, far = embed(
            ["specialist visit copay", "the copay for a specialist visit is 50", "parking at the Ohio plant"],
            purpose="question",
        )

        assert similarity(question, near) > similarity(question, far) + 0.2

    def test_no_texts_give_no_vectors(self, any_engine) -> None:
        assert embed([], purpose="passage") == []

    @pytest.mark.parametrize("blank", ["", "  \n"])
    def test_a_blank_text_is_refused(self, any_engine, blank) -> None:
        with pytest.raises(ValueError, match="blank"):
            embed(["fine", blank], purpose="passage")

    def test_the_model_is_named(self, any_engine) -> None:
        assert embedding_model().startswith(any_engine)


class TestWordLlama:
    def test_its_vectors_are_those_of_the_library(self, settings) -> None:
        settings.EMBEDDING_ENGINE = "wordllama"
        texts = ["What is the deductible?", "¿Cuánto pago por urgencias?", "EE+CH $186.00 " * 90]
        library = wordllama.WordLlama.load(cache_dir=PACKAGE, disable_download=True)

        ours = embed(texts, purpose="passage")

        assert np.allclose(ours, library.embed(texts, norm=True), atol=1e-6)

    def test_it_is_loaded_once_by_many_threads(self, settings, monkeypatch) -> None:
        settings.EMBEDDING_ENGINE = "wordllama"
        loads: list[int] = []
        load = wordllama.WordLlama.load
        monkeypatch.setattr(wordllama.WordLlama, "load", lambda *a, **k: loads.append(1) or load(*a, **k))
        embedding.import_string("knowledge.embeddings.wordllama_embedding._load_once").cache_clear()
        results: list[list[list[float]]] = []
        threads = [
            threading.Thread(target=lambda: results.append(embed(["copay", "leave"], purpose="question")))
            for _ in range(6)
        ]

        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert len(loads) == 1
        assert len(results) == 6
        assert all(result == results[0] for result in results)


class TestOpenAI:
    def test_a_request_names_model_and_key(self, openai_server) -> None:
        embed(["copay"], purpose="question")

        (request,) = openai_server.requests
        assert request.path == "/v1/embeddings"
        assert request.headers["authorization"] == "Bearer sk-test"
        assert (request.body["model"], request.body["input"]) == ("text-embedding-3-small", ["copay"])

    def test_a_compatible_server_may_answer_in_plain_numbers(self, openai_server) -> None:
        as_base64 = embed(["copay", "leave"], purpose="passage")
        openai_server.vectors_as = "float"

        as_numbers = embed(["copay", "leave"], purpose="passage")

        assert np.allclose(as_base64, as_numbers, atol=1e-6)

    def test_a_request_holds_at_most_2048_texts(self, openai_server) -> None:
        vectors = embed([f"t{number}" for number in range(2_050)], purpose="passage")

        assert len(vectors) == 2_050
        assert [len(request.body["input"]) for request in openai_server.requests] == [2_048, 2]

    def test_a_request_holds_at_most_300000_tokens_however_texts_are_cut(self, openai_server) -> None:
        embed(["é" * 2_000] * 100, purpose="passage")

        sizes = [sum(len(text.encode()) for text in r.body["input"]) for r in openai_server.requests]
        assert len(sizes) == 2
        assert max(sizes) <= openai_embedding.REQUEST_BYTES_LIMIT

    def test_a_text_too_long_for_the_model_is_cut_between_characters(self, openai_server) -> None:
        embed(["ñ" * 9_000], purpose="passage")

        (sent,) = openai_server.requests[0].body["input"]
        assert sent == "ñ" * (openai_embedding.INPUT_BYTES_LIMIT // 2)

    def test_connections_are_kept_between_requests(self, openai_server) -> None:
        for _ in range(3):
            embed(["copay"], purpose="question")

        assert len({request.connection for request in openai_server.requests}) == 1

    @pytest.mark.parametrize("fault", [Status(429, retry_after="0.3"), Status(503), Status(500), Drop()])
    def test_passing_trouble_is_tried_away(self, openai_server, fault) -> None:
        openai_server.play(fault)

        vectors = embed(["copay"], purpose="question")

        assert len(vectors) == 1
        assert len(openai_server.requests) == 2

    def test_the_wait_a_server_asks_for_is_kept(self, openai_server) -> None:
        openai_server.play(Status(429, retry_after="0.6"))

        embed(["copay"], purpose="question")

        first, second = openai_server.requests
        assert second.arrived_at - first.arrived_at >= 0.6

    def test_a_wait_longer_than_the_time_left_is_not_begun(self, openai_server) -> None:
        openai_server.play(Status(429, retry_after="60"))

        with pytest.raises(EmbeddingUnavailable, match="rate_limited"):
            embed(["copay"], purpose="question")

        assert len(openai_server.requests) == 1

    @pytest.mark.parametrize(
        ("fault", "reason"),
        [
            (Status(401), "unauthorised"),
            (Status(400), "refused"),
            (Status(404), "not_found"),
            (Status(429, error_code="insufficient_quota"), "quota_exceeded"),
            (Malformed(), "bad_response"),
            (TooFewVectors(), "bad_response"),
        ],
    )
    def test_lasting_trouble_is_told_at_once(self, openai_server, fault, reason) -> None:
        openai_server.play(fault)

        with pytest.raises(EmbeddingUnavailable) as caught:
            embed(["copay", "leave"], purpose="question")

        assert caught.value.reason == reason
        assert len(openai_server.requests) == 1

    def test_tries_end_after_the_third(self, openai_server) -> None:
        openai_server.play(*[Status(500, retry_after="0.01")] * 4)

        with pytest.raises(EmbeddingUnavailable, match="server_error"):
            embed(["copay"], purpose="question")

        assert len(openai_server.requests) == 3

    def test_a_silent_server_is_left_when_the_time_is_over(self, openai_server) -> None:
        openai_server.play(Hang(20))

        with pytest.raises(EmbeddingUnavailable, match="timeout"):
            embed(["copay"], purpose="question", total_seconds=0.3)

        assert openai_server.client_left.wait(10)

    def test_a_closed_port_is_unreachable(self, openai_server, settings) -> None:
        settings.OPENAI_BASE_URL = "http://127.0.0.1:9/v1"

        with pytest.raises(EmbeddingUnavailable, match="unreachable"):
            embed(["copay"], purpose="question", total_seconds=0.5)

    def test_an_error_shows_neither_the_text_nor_the_key(self, openai_server) -> None:
        openai_server.play(Status(400, message="cannot embed 'my diagnosis' with sk-test"))

        with pytest.raises(EmbeddingUnavailable) as caught:
            embed(["my diagnosis"], purpose="question")

        assert str(caught.value) == "refused"
