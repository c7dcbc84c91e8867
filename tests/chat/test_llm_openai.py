"""The streaming engine, with OpenAI's own client, against a server that misbehaves by script."""

import socket
import threading
from collections.abc import Iterator
from time import monotonic

import pytest

from chat import llm
from chat.llm import deadline, lines
from chat.llm.openai import Limits, OpenAIModel
from chat.llm.prompting import build_messages
from chat.llm.types import (
    Finished,
    ModelInterrupted,
    ModelRequest,
    ModelUnavailable,
    NotSupported,
    SourcePassage,
    TextDelta,
    Usage,
)
from knowledge.patience import Patience
from tests.knowledge.processes import wait_until
from tests.vendors.local_server import Drop, Hang, Malformed, Status
from tests.vendors.openai_server import (
    ChatterAfter,
    CutAfter,
    EndWithoutFinish,
    ErrorEvent,
    HangAfter,
    MalformedEvent,
    OpenAIServer,
    PauseAfter,
)

QUICK = Limits(
    first_token_seconds=0.4,
    between_tokens_seconds=0.7,
    total_seconds=2.0,
    closing_seconds=0.3,
    start=Patience(attempts=3, total_seconds=1.0, first_wait_seconds=0.02),
)
SLACK = 1.5  # seconds a busy machine may add
REQUEST = ModelRequest(
    "What is the copay?",
    messages=build_messages("What is the copay?", passages=[SourcePassage(1, "Guide", "The copay is $50.")]),
    max_output_tokens=300,
)
USAGE = Usage(input_tokens=40, output_tokens=6, cached_tokens=8)


@pytest.fixture
def server(settings) -> Iterator[OpenAIServer]:
    with OpenAIServer() as server:
        settings.LLM_ENGINE = "openai"
        settings.OPENAI_BASE_URL = server.base_url
        settings.OPENAI_API_KEY = "sk-test"
        settings.OPENAI_CHAT_MODEL = "gpt-4o-mini"
        yield server


@pytest.fixture
def model() -> OpenAIModel:
    return OpenAIModel(Limits(start=Patience(attempts=3, total_seconds=20, first_wait_seconds=0.02)))


@pytest.fixture
def hasty_model() -> OpenAIModel:
    return OpenAIModel(QUICK)


def openings() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "model-opening"]


def text_of(events: list[object]) -> str:
    return "".join(event.text for event in events if isinstance(event, TextDelta))


class TestAnAnswer:
    def test_it_comes_piece_by_piece_and_ends_with_its_usage(self, server) -> None:
        events = list(llm.language_model().stream(REQUEST))

        assert events == [*[TextDelta(piece) for piece in server.pieces], USAGE, Finished("stop")]

    def test_its_first_piece_comes_before_the_last_is_sent(self, server, model) -> None:
        server.seconds_between = 0.5
        began = monotonic()

        with model.stream(REQUEST) as stream:
            first = next(stream)

        assert first == TextDelta("The ")
        assert monotonic() - began < 0.5 * len(server.pieces)

    @pytest.mark.parametrize(
        ("sent", "told"),
        [("length", "length"), ("content_filter", "content_filter"), ("function_call", "tool_calls")],
    )
    def test_why_it_ended_is_told(self, server, model, sent, told) -> None:
        server.finish_reason = sent

        assert list(model.stream(REQUEST))[-1] == Finished(told)

    def test_a_server_may_leave_the_usage_out(self, server, model) -> None:
        server.sends_usage = False

        events = list(model.stream(REQUEST))

        assert events[-1] == Finished("stop")
        assert USAGE not in events

    def test_connections_are_kept_between_answers(self, server, model) -> None:
        for _ in range(4):
            list(model.stream(REQUEST))

        assert len({request.connection for request in server.requests}) == 1

    def test_many_answers_at_once_do_not_mix(self, server, model) -> None:
        server.seconds_between = 0.01
        answers: list[str] = []
        threads = [
            threading.Thread(target=lambda: answers.append(text_of(list(model.stream(REQUEST))))) for _ in range(12)
        ]

        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert answers == ["The copay is $50 [1]."] * 12

    def test_nothing_is_asked_before_the_first_event_is_wanted(self, server, model) -> None:
        model.stream(REQUEST).close()

        assert server.requests == []


class TestARequest:
    def test_it_asks_not_to_be_stored(self, server, model) -> None:
        list(model.stream(REQUEST))

        body = server.requests[0].body
        assert body["store"] is False
        assert body["stream"] is True
        assert body["max_completion_tokens"] == 300
        assert body["messages"][0]["role"] == "system"
        assert "temperature" not in body

    def test_a_model_that_thinks_first_has_room_for_it(self, server, model, settings) -> None:
        settings.OPENAI_CHAT_MODEL = "gpt-5-mini"

        list(model.stream(REQUEST))

        body = server.requests[0].body
        assert body["reasoning_effort"] == "low"
        assert body["max_completion_tokens"] > 300

    def test_its_engine_is_named(self, server, model) -> None:
        assert model.name == "openai:gpt-4o-mini"


class TestTheMarker:
    @pytest.mark.parametrize("step", [1, 3, 100])
    def test_it_becomes_an_event_however_it_is_cut(self, server, model, step) -> None:
        answer = "NOT_IN_DOCUMENTS\nThe nearest passage is about parking [1]."
        server.pieces = [answer[at : at + step] for at in range(0, len(answer), step)]

        events = list(model.stream(REQUEST))

        assert events[0] == NotSupported()
        assert text_of(events) == "The nearest passage is about parking [1]."

    def test_it_may_stand_alone(self, server, model) -> None:
        server.pieces = ["NOT_IN", "_DOCUMENTS"]

        events = list(model.stream(REQUEST))

        assert [type(event) for event in events] == [NotSupported, Usage, Finished]

    @pytest.mark.parametrize("answer", ["NOT_IN_", "NOT covered [1].", "No. NOT_IN_DOCUMENTS", " "])
    def test_what_only_looks_like_it_is_text(self, server, model, answer) -> None:
        server.pieces = list(answer)

        events = list(model.stream(REQUEST))

        assert text_of(events) == answer
        assert NotSupported() not in events


class TestTroubleBeforeTheFirstText:
    @pytest.mark.parametrize(
        "fault",
        [
            Status(429, retry_after="0.2"),
            Status(500),
            Status(503),
            Drop(),
            CutAfter(10),
            EndWithoutFinish(pieces=0),
            ErrorEvent(pieces=0),
        ],
    )
    def test_passing_trouble_is_tried_away_without_a_trace(self, server, model, fault) -> None:
        server.play(fault)

        events = list(model.stream(REQUEST))

        assert text_of(events) == "The copay is $50 [1]."
        assert len(server.requests) == 2

    @pytest.mark.parametrize(
        ("fault", "reason"),
        [
            (Status(401), "unauthorised"),
            (Status(400), "refused"),
            (Status(404), "not_found"),
            (Status(429, error_code="insufficient_quota"), "quota_exceeded"),
            (Status(429, retry_after="60"), "rate_limited"),
            (MalformedEvent(pieces=0), "bad_response"),
            (Hang(20), "timeout"),
            (HangAfter(pieces=0), "timeout"),
            (ChatterAfter(pieces=0), "timeout"),
        ],
    )
    def test_lasting_trouble_is_told_once_and_in_time(self, server, hasty_model, fault, reason) -> None:
        server.play(fault)
        began = monotonic()

        with pytest.raises(ModelUnavailable) as caught:
            list(hasty_model.stream(REQUEST))

        assert caught.value.reason == reason
        assert len(server.requests) == 1
        assert monotonic() - began < QUICK.first_token_seconds + SLACK

    def test_tries_end_after_the_third(self, server, hasty_model) -> None:
        server.play(*[Status(500)] * 4)

        with pytest.raises(ModelUnavailable, match="server_error"):
            list(hasty_model.stream(REQUEST))

        assert len(server.requests) == 3

    def test_an_answer_that_is_no_stream_is_not_taken_for_one(self, server, hasty_model) -> None:
        server.play(*[Malformed()] * 3)

        with pytest.raises(ModelUnavailable, match="cut_off"):
            list(hasty_model.stream(REQUEST))

    def test_a_closed_port_is_unreachable(self, server, hasty_model, settings) -> None:
        settings.OPENAI_BASE_URL = "http://127.0.0.1:9/v1"

        with pytest.raises(ModelUnavailable, match="unreachable"):
            list(hasty_model.stream(REQUEST))


class TestTroubleAfterTheFirstText:
    @pytest.mark.parametrize(
        ("fault", "reason"),
        [
            (HangAfter(pieces=2), "timeout"),
            (ChatterAfter(pieces=2), "timeout"),
            (EndWithoutFinish(pieces=2), "cut_off"),
            (ErrorEvent(pieces=2), "server_error"),
            (MalformedEvent(pieces=2), "bad_response"),
        ],
    )
    def test_what_was_said_is_kept_and_nothing_is_asked_again(self, server, hasty_model, fault, reason) -> None:
        server.play(fault)
        events, began = [], monotonic()

        with pytest.raises(ModelInterrupted) as caught:
            events.extend(hasty_model.stream(REQUEST))

        assert (caught.value.reason, caught.value.partial) == (reason, "The copay ")
        assert len(server.requests) == 1
        assert monotonic() - began < QUICK.between_tokens_seconds + SLACK

    def test_a_silence_shorter_than_the_limit_between_tokens_is_waited_out(self, server, hasty_model) -> None:
        assert QUICK.first_token_seconds < 0.55 < QUICK.between_tokens_seconds
        server.play(PauseAfter(pieces=2, seconds=0.55))

        assert text_of(list(hasty_model.stream(REQUEST))) == "The copay is $50 [1]."

    def test_an_endless_answer_ends_with_the_total_limit(self, server, hasty_model) -> None:
        server.pieces = ["word "] * 200
        server.seconds_between = 0.05
        began = monotonic()

        with pytest.raises(ModelInterrupted, match="timeout"):
            list(hasty_model.stream(REQUEST))

        assert monotonic() - began == pytest.approx(QUICK.total_seconds, abs=SLACK)

    def test_a_slow_reader_is_not_taken_for_a_silent_server(self, server, hasty_model) -> None:
        stream = hasty_model.stream(REQUEST)
        first = next(stream)

        threading.Event().wait(QUICK.between_tokens_seconds + 0.3)

        assert text_of([first, *stream]) == "The copay is $50 [1]."

    def test_trouble_behind_the_last_word_does_not_spoil_the_answer(self, server, hasty_model) -> None:
        server.play(HangAfter(pieces=len(server.pieces) + 1))

        events = list(hasty_model.stream(REQUEST))

        assert events[-1] == Finished("stop")

    def test_a_cut_at_any_byte_loses_nothing_that_had_come(self, server, model) -> None:
        whole = "The copay is $50 [1]."
        completed, partials = [], []

        for sent_bytes in range(1, 1_900, 23):
            server.play(CutAfter(sent_bytes))
            try:
                completed.append(text_of(list(model.stream(REQUEST))))
            except ModelInterrupted as interrupted:
                partials.append(interrupted.partial)

        assert set(completed) == {whole}
        assert {"The ", "The copay is $50 ", whole} <= set(partials)
        assert all(whole.startswith(partial) for partial in partials)


class TestStop:
    def test_closing_between_two_pieces_ends_the_upstream_at_once(self, server, model) -> None:
        server.pieces, server.seconds_between = ["word "] * 100, 0.05
        stream = model.stream(REQUEST)
        next(stream)

        stream.close()

        assert list(stream) == []
        assert server.client_left.wait(1)

    def test_another_thread_can_stop_an_answer_that_hangs(self, server, model) -> None:
        server.play(HangAfter(pieces=2))
        stream, events = model.stream(REQUEST), []
        reader = threading.Thread(target=lambda: events.extend(stream))
        reader.start()
        while len(events) < 2:
            threading.Event().wait(0.01)

        stream.close()
        reader.join(timeout=1)

        assert not reader.is_alive()
        assert events == [TextDelta("The "), TextDelta("copay ")]
        assert server.client_left.wait(1)

    def test_another_thread_can_stop_an_answer_of_which_nothing_has_come(self, server, model) -> None:
        server.play(Hang(seconds=10.0))
        stream = model.stream(REQUEST)
        stopper = threading.Timer(0.2, stream.close)
        stopper.start()

        began = monotonic()
        events = list(stream)

        assert events == []
        assert monotonic() - began < 0.2 + SLACK

    @pytest.mark.parametrize("kept", [0, 1], ids=["new connection", "kept connection"])
    def test_many_stops_before_the_first_header_leave_nobody_waiting(self, server, model, kept) -> None:
        for _ in range(kept):
            list(model.stream(REQUEST))
        server.play(*[Hang(seconds=10.0)] * 20)
        streams = [model.stream(REQUEST) for _ in range(20)]
        readers = [threading.Thread(target=list, args=(stream,)) for stream in streams]
        for reader in readers:
            reader.start()
        assert wait_until(lambda: len(server.requests) == kept + 20)
        assert len(openings()) == 20

        for stream in streams:
            stream.close()

        assert wait_until(lambda: not openings(), seconds=5)
        assert wait_until(lambda: len(server.departures) == 20, seconds=5)
        assert len(server.requests) == kept + 20  # a stop is no trouble to be tried away
        assert text_of(list(model.stream(REQUEST))) == "The copay is $50 [1]."

    def test_a_stop_while_the_connection_is_made_is_heard_as_soon_as_it_is(self, server, model, monkeypatch) -> None:
        connect = socket.create_connection

        def connect_late(*where: object, **how: object) -> socket.socket:
            threading.Event().wait(0.3)
            return connect(*where, **how)

        monkeypatch.setattr(socket, "create_connection", connect_late)
        stream = model.stream(REQUEST)
        threading.Timer(0.1, stream.close).start()

        assert list(stream) == []
        assert wait_until(lambda: not openings(), seconds=5)
        assert server.requests == []

    def test_only_so_many_wait_for_the_vendor_at_once(self, server, model, monkeypatch) -> None:
        monkeypatch.setattr(lines, "MOST_LENT", 2)
        server.seconds_between = 0.05
        first, second = model.stream(REQUEST), model.stream(REQUEST)
        begun = [next(first), next(second)]

        with pytest.raises(ModelUnavailable, match="unreachable"):
            list(model.stream(REQUEST))

        assert text_of([begun[0], *first]) == "The copay is $50 [1]."
        assert text_of(list(model.stream(REQUEST))) == "The copay is $50 [1]."
        second.close()

    def test_a_reply_that_comes_when_nobody_waits_any_more_is_closed(self, server, model, monkeypatch) -> None:
        answer_at_once, is_left, events = server.answer, threading.Event(), []
        monkeypatch.setattr(server, "answer", lambda *asked: (is_left.wait(5), answer_at_once(*asked)))
        server.pieces, server.seconds_between = ["word "] * 100, 0.05
        stream = model.stream(REQUEST)
        reader = threading.Thread(target=lambda: events.extend(stream))
        reader.start()
        assert wait_until(lambda: len(server.requests) == 1)

        stream.close()
        is_left.set()
        reader.join(timeout=2)

        assert not reader.is_alive()
        assert events == []
        assert server.client_left.wait(5)

    def test_leaving_the_with_block_closes(self, server, model) -> None:
        server.pieces, server.seconds_between = ["word "] * 100, 0.05

        with model.stream(REQUEST) as stream:
            next(stream)

        assert server.client_left.wait(1)

    def test_a_stopped_answer_leaves_no_watch_behind(self, server, model) -> None:
        stream = model.stream(REQUEST)
        next(stream)

        stream.close()

        assert not deadline._watched
