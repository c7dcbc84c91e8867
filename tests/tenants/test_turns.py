"""Which answers may use the processor: so many at once, those who wait for first words before the rest."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

import pytest
from django.db import connection

from accounts.models import User
from tenants import turns
from tenants.context import tenant_scope
from tenants.turns import Turns

SECONDS = 5


class Worker:
    """An answer in a thread of its own, which stands back for its model and then ends when it is told to."""

    def __init__(self, queue: Turns, told: list[str], name: str, *, has_words: bool = True) -> None:
        self._queue, self._told, self._name, self._has_words = queue, told, name, has_words
        self.asks_model, self.is_told, self.may_end = threading.Event(), threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._answer, daemon=True)
        self._thread.start()

    def _answer(self) -> None:
        with self._queue.at_work():
            self._told.append(f"{self._name} begins")
            with self._queue.standing_back(has_words=lambda: self._has_words):
                self.asks_model.set()
                self.is_told.wait(SECONDS)
            self._told.append(f"{self._name} ends")
            self.may_end.wait(SECONDS)

    def goes_on(self) -> None:
        self.is_told.set()
        self.may_end.set()

    def is_over(self) -> None:
        self._thread.join(SECONDS)
        assert not self._thread.is_alive()


@contextmanager
def taken(queue: Turns, waiting: int) -> Iterator[None]:
    """Hold the only turn until so many wait for it."""
    with queue.at_work():
        yield
        until_waiting(queue, waiting)


def until_waiting(queue: Turns, count: int) -> None:
    ends = monotonic() + SECONDS
    while queue.waiting < count and monotonic() < ends:
        sleep(0.01)
    assert queue.waiting == count


def test_an_answer_that_waits_for_its_model_keeps_no_other_from_beginning():
    queue, told = Turns(1), []
    workers = [Worker(queue, told, name) for name in ("ann's", "bea's", "cy's")]

    assert all(worker.asks_model.wait(SECONDS) for worker in workers)

    for worker in workers:
        worker.goes_on()
    for worker in workers:
        worker.is_over()
    assert sorted(told) == ["ann's begins", "ann's ends", "bea's begins", "bea's ends", "cy's begins", "cy's ends"]


def test_who_waits_for_first_words_goes_before_what_comes_behind_words():
    queue, told = Turns(1), []
    first = Worker(queue, told, "first")
    assert first.asks_model.wait(SECONDS)

    with taken(queue, waiting=2):
        first.goes_on()
        until_waiting(queue, 1)
        second = Worker(queue, told, "second")
    assert second.asks_model.wait(SECONDS)
    first.is_over()
    second.goes_on()
    second.is_over()

    assert told == ["first begins", "second begins", "first ends", "second ends"]


@pytest.mark.parametrize(("has_words", "behind"), [(False, 60.0), (True, 0.0)], ids=["no words yet", "long ago"])
def test_who_has_no_words_or_has_waited_long_goes_before_who_comes_later(monkeypatch, has_words, behind):
    monkeypatch.setattr(turns, "BEHIND_SECONDS", behind)
    queue, told = Turns(1), []
    first = Worker(queue, told, "first", has_words=has_words)
    assert first.asks_model.wait(SECONDS)

    with taken(queue, waiting=2):
        first.goes_on()
        until_waiting(queue, 1)
        second = Worker(queue, told, "second")
    first.is_over()
    assert second.asks_model.wait(SECONDS)
    second.goes_on()
    second.is_over()

    assert told == ["first begins", "first ends", "second begins", "second ends"]


def test_who_asks_alone_at_a_client_waits_for_one_of_each_other_and_not_for_all_they_asked_before():
    queue, told = Turns(1), []

    def work(client: str, name: str) -> None:
        with queue.at_work(client):
            told.append(name)

    asked = [("acme", "a1"), ("acme", "a2"), ("acme", "a3"), ("globex", "g1"), ("globex", "g2"), ("initech", "i1")]
    threads = []
    with queue.at_work("acme"):
        for number, (client, name) in enumerate(asked, start=1):
            threads.append(threading.Thread(target=work, args=(client, name)))
            threads[-1].start()
            until_waiting(queue, number)
    for thread in threads:
        thread.join(SECONDS)

    assert told == ["a1", "g1", "i1", "a2", "g2", "a3"]


def test_no_more_are_at_work_than_may_be_also_after_one_has_failed():
    queue, most, at_once = Turns(2), [0], [0]
    counting = threading.Lock()

    def work(number: int) -> None:
        try:
            with queue.at_work():
                with counting:
                    at_once[0] += 1
                    most[0] = max(most[0], at_once[0])
                sleep(0.01)
                with counting:
                    at_once[0] -= 1
                if number % 3 == 0:
                    raise ValueError
        except ValueError:
            pass

    threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)

    assert (most[0], queue.free, queue.waiting) == (2, 2, 0)


def test_whoever_has_no_turn_stands_back_for_nobody_and_takes_none():
    queue = Turns(1)

    with queue.standing_back():
        assert queue.free == 1

    assert queue.free == 1


def test_a_turn_within_a_turn_is_the_same():
    queue = Turns(1)

    with queue.at_work(), queue.at_work():
        assert queue.free == 0

    assert queue.free == 1


def test_those_who_wait_for_a_turn_hold_no_line_to_the_database(in_acme):
    queue, lines = Turns(1), []

    def wait_for_a_turn() -> None:
        with tenant_scope(in_acme):
            User.objects.exists()
            with queue.at_work():
                lines.append(connection.connection)
            connection.close()

    with taken(queue, waiting=1):
        thread = threading.Thread(target=wait_for_a_turn)
        thread.start()
    thread.join(SECONDS)

    assert lines == [None]
