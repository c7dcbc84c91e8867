"""Changes of what is published at the same moment: none ends because two of them wait for each other."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from chat.evaluation import publish_gate, runs
from chat.evaluation.kept import keep_test_question
from knowledge.ingestion.delete import begin_deletion
from knowledge.ingestion.receive import DocumentFacts
from knowledge.ingestion.state_facts import state_facts
from knowledge.lifecycle.publish import publish, publish_unless_held
from knowledge.models import Document
from knowledge.workbench import check_views
from tenants.audit.models import AuditEvent
from tenants.binding import ClientRef
from tenants.context import tenant_scope
from tests.knowledge.conftest import make_version
from tests.knowledge.test_check_views import facts
from tests.locks import start_and_wait
from tests.pages import words

pytestmark = pytest.mark.usefixtures("extractive")


@pytest.fixture
def client(committed) -> Iterator[ClientRef]:
    with tenant_scope(committed["acme"]):
        yield committed["acme"]


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


@pytest.fixture
def ready(client, publish_guide) -> Callable[[str], Document]:
    """Make a document with this title that is ready and not published."""

    def make(title: str) -> Document:
        document = publish_guide(title=title)
        Document.objects.filter(pk=document.pk).update(published_version=None, published_at=None)
        document.refresh_from_db()
        return document

    return make


def is_published(document: Document) -> bool:
    return Document.objects.published().filter(pk=document.pk).exists()


def test_one_is_published_by_its_finished_run_while_somebody_publishes_it(client, pool, ready, monkeypatch) -> None:
    document = ready("Guide")
    keep_test_question("What does parking cost?", {"figures": ["$50"]})
    change = {"document": document, "version": document.latest_version(), "document_title": document.title}
    run = runs.work_on(runs.begin_run(runs.Cause.PUBLISH, by=None, **change).pk)
    pressed: list[Future] = []

    def publish_beside_a_press(*args: object, **kwargs: object) -> None:
        pressed.append(start_and_wait(pool, client, lambda: publish_unless_held(document, by=None)))
        publish(*args, **kwargs)

    monkeypatch.setattr(publish_gate, "publish", publish_beside_a_press)
    publish_gate.settle(run)

    assert pressed[0].result().document_id == document.pk  # the version: nothing holds it any more
    assert is_published(document)
    assert AuditEvent.objects.filter(action="document.published").count() == 1


def test_one_is_checked_and_published_while_another_is_published(
    client, pool, ready, make_person, browser_of, monkeypatch
) -> None:
    document, other = ready("Guide"), ready("Rates")
    hr = browser_of(client, make_person(client, "hr_admin"))
    pressed: list[Future] = []
    real = check_views.review

    def review_beside_a_press(*args: object, **kwargs: object) -> bool:
        # What was stated is in the audit by now, and nobody else comes to theirs until this is over.
        pressed.append(start_and_wait(pool, client, lambda: publish_unless_held(other, by=None)))
        return real(*args, **kwargs)

    monkeypatch.setattr(check_views, "review", review_beside_a_press)
    answer = hr.post(reverse("knowledge:check", args=[document.pk]), facts(document, then="publish"))

    assert answer.status_code == 302
    pressed[0].result()
    assert is_published(document)
    assert is_published(other)


def test_one_is_said_to_take_the_place_of_one_that_is_being_published(client, pool, ready) -> None:
    older, newer = ready("Guide 2026"), ready("Guide 2027")

    with transaction.atomic():
        told = DocumentFacts(knowledge_base=newer.knowledge_base, supersedes=older)
        state_facts(newer, title="Guide 2027", facts=told, by=None)
        pressed = start_and_wait(pool, client, lambda: publish_unless_held(older, by=None))

    pressed.result()
    assert is_published(older)
    assert Document.objects.get(pk=newer.pk).supersedes == older


def test_one_is_deleted_while_its_next_version_is_published(client, pool, ready) -> None:
    document = ready("Guide")
    make_version(document, number=2, status="ready")

    with transaction.atomic():
        publish(document, by=None, number=1)
        deleted = start_and_wait(pool, client, lambda: begin_deletion(document, by=None))
        publish(document, by=None, number=2)

    assert deleted.result()
    assert not is_published(document)


def test_pressed_twice_it_is_published_once_and_both_are_told_so(
    client, pool, ready, make_person, browser_of, monkeypatch
) -> None:
    document = ready("Guide")
    first, second = (browser_of(client, make_person(client, "hr_admin")) for _ in range(2))
    address = reverse("knowledge:publish", args=[document.pk])
    pressed: list[Future] = []

    def press() -> HttpResponse:
        return second.post(address, {"version": "1"}, follow=True)

    def hold_beside_a_press(change: object) -> None:
        if not pressed:
            pressed.append(start_and_wait(pool, client, press))

    monkeypatch.setattr("knowledge.lifecycle.publish.hold", hold_beside_a_press)
    answers = [first.post(address, {"version": "1"}, follow=True), pressed[0].result()]

    assert ["“Guide” is published: version 1." in words(answer) for answer in answers] == [True, True]
    assert AuditEvent.objects.filter(action="document.published").count() == 1
