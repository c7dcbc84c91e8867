"""Documents that are published on a day to come, by a task that looks at every client."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection

from knowledge.ingestion.delete import begin_deletion
from knowledge.lifecycle.life import State, states_of
from knowledge.lifecycle.publish import PublishRefused, publish, unpublish
from knowledge.lifecycle.schedule import publish_due, schedule, withdraw
from knowledge.models import Document, DocumentVersion, KnowledgeBase
from knowledge.tasks import publish_scheduled
from tenants.audit.models import AuditEvent
from tenants.clock import today
from tenants.context import tenant_scope
from tests.knowledge.conftest import make_version, url, words

DAY = date(2026, 11, 10)
LATER = date(2026, 12, 1)


@pytest.fixture
def document(in_acme, index_document) -> Document:
    return index_document("Guide", ["Parking is free."], is_published=False)


def waiting(document: Document, by: object = None) -> DocumentVersion:
    version = document.latest_version()
    schedule(version, on=LATER, today=DAY, by=by)
    return version


def fresh(document: Document) -> Document:
    return Document.objects.get(pk=document.pk)


def test_it_is_published_on_its_day_in_the_name_of_who_set_it(document, make_person, in_acme) -> None:
    hr = make_person(in_acme, "hr_editor")
    version = waiting(document, by=hr)

    assert states_of([document.pk], DAY)[document.pk] == State.SCHEDULED
    assert publish_due(LATER - timedelta(days=1)) == []
    assert publish_due(LATER) == [document.pk]

    now = fresh(document)
    assert (now.published_version, now.published_by, now.scheduled_on) == (version, hr, None)


def test_a_second_run_finds_nothing_left_to_do(document) -> None:
    waiting(document)

    assert (publish_due(LATER), publish_due(LATER)) == ([document.pk], [])
    assert AuditEvent.objects.filter(action="document.published").count() == 1


def test_what_was_looked_at_is_published_not_what_came_after_it(document) -> None:
    version = waiting(document)
    make_version(document, status="ready")

    publish_due(LATER)

    assert fresh(document).published_version == version


def test_the_day_can_be_changed_and_withdrawn(document) -> None:
    version = waiting(document)
    schedule(version, on=LATER + timedelta(days=9), today=DAY, by=None)

    assert publish_due(LATER) == []
    assert (withdraw(document, by=None), withdraw(document, by=None)) == (True, False)
    assert publish_due(LATER + timedelta(days=9)) == []


@pytest.mark.parametrize("on", [DAY, DAY - timedelta(days=1)])
def test_a_day_that_is_not_to_come_is_refused(document, on: date) -> None:
    with pytest.raises(PublishRefused, match="Choose a day after today"):
        schedule(document.latest_version(), on=on, today=DAY, by=None)


def test_the_published_version_and_an_unread_one_do_not_wait(document) -> None:
    publish(document, by=None)
    unread = make_version(document, status="extracting")

    for version in (document.versions.get(number=1), unread):
        with pytest.raises(PublishRefused):
            schedule(version, on=LATER, today=DAY, by=None)
    assert fresh(document).scheduled_on is None


@pytest.mark.parametrize("act", [publish, unpublish, begin_deletion])
def test_whoever_decides_otherwise_meanwhile_is_not_overruled(document, act) -> None:
    publish(document, by=None)
    newer = make_version(document, status="ready")
    schedule(newer, on=LATER, today=DAY, by=None)

    act(document, by=None)

    assert fresh(document).scheduled_on is None
    assert publish_due(LATER) == []


def test_two_workers_publish_it_once(committed) -> None:
    with tenant_scope(committed["acme"]):
        document = Document.objects.create(knowledge_base=KnowledgeBase.objects.create(name="B"), title="Guide")
        schedule(make_version(document, status="ready"), on=LATER, today=DAY, by=None)

    def run(_: int) -> int:
        try:
            with tenant_scope(committed["acme"]):
                return len(publish_due(LATER))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(run, range(4))) == [0, 0, 0, 1]
    with tenant_scope(committed["acme"]):
        assert AuditEvent.objects.filter(action="document.published").count() == 1


def test_the_task_looks_at_every_client(acme, globex, make_base, settings) -> None:
    settings.CELERY_TASK_ALWAYS_EAGER = True
    for client in (acme, globex):
        with tenant_scope(client):
            document = Document.objects.create(knowledge_base=make_base(), title="Guide")
            version = make_version(document, status="ready")
            schedule(version, on=today() + timedelta(days=1), today=today(), by=None)
            Document.objects.update(scheduled_on=today())

    publish_scheduled()

    for client in (acme, globex):
        with tenant_scope(client):
            assert Document.objects.published().count() == 1


class TestPages:
    def test_a_day_is_set_changed_and_withdrawn_on_the_documents_page(self, browser, document) -> None:
        first, second = today() + timedelta(days=5), today() + timedelta(days=6)

        answer = browser.post(url("schedule", document.pk), {"publish_on": first.isoformat()}, follow=True)
        assert "Waits for its day It is published on" in words(answer)
        browser.post(url("schedule", document.pk), {"publish_on": second.isoformat()})
        assert fresh(document).scheduled_on == second
        answer = browser.post(url("unschedule", document.pk), follow=True)
        assert "“Guide” is not published by itself any more." in words(answer)
        assert fresh(document).scheduled_on is None

    @pytest.mark.parametrize("day", ["", "nonsense", "2020-01-01"])
    def test_another_day_is_refused_with_a_sentence(self, browser, document, day: str) -> None:
        answer = browser.post(url("schedule", document.pk), {"publish_on": day}, follow=True)

        assert "Choose" in words(answer)
        assert fresh(document).scheduled_on is None

    def test_checking_may_end_with_a_day(self, browser, document) -> None:
        day = today() + timedelta(days=5)
        facts = {
            "version": document.latest_version().pk,
            "title": "Guide",
            "kind": "guide",
            "plan_year": "any",
            "language": "en",
            "knowledge_base": document.knowledge_base_id,
            "then": "schedule",
        }

        missing = browser.post(url("check", document.pk), facts)
        assert missing.status_code == 422
        assert "Publish on: Choose a day after today, or publish it now." in words(missing)
        assert document.latest_version().reviewed_at is None

        answer = browser.post(url("check", document.pk), facts | {"publish_on": day.isoformat()}, follow=True)
        assert "“Guide” is checked, and published on" in words(answer)
        assert fresh(document).scheduled_on == day
        assert browser.get(url("home"), {"status": "scheduled"}).context["rows"][0].document == document
