"""What a client's documents tell about, looked for once until one of them changes."""

from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from accounts.audience import ANYBODY
from chat.topics import covered_topics
from knowledge.models import DocumentVersion, Passage
from tenants.context import tenant_scope

LEAVE = (("Parental leave", "Eight weeks."),)


def told() -> list[str]:
    return [topic.code for topic in covered_topics(ANYBODY)]


def test_topics_are_those_of_the_headings_once_a_version_was_read_anew(acme, publish_guide):
    with tenant_scope(acme):
        publish_guide(title="Handbook", passages=LEAVE)
        before = told()
        Passage.objects.update(heading="Vision care")
        DocumentVersion.objects.update(revision=F("revision") + 1)

        assert (before, told()) == (["leave"], ["vision"])


def test_topics_follow_what_is_published_and_by_what_title(acme, publish_guide):
    with tenant_scope(acme):
        first = publish_guide(title="Handbook", passages=LEAVE)
        second = publish_guide(title="Dental plan", passages=(("In short", "It pays half."),))
        both = told()
        second.title = "Plan"
        second.save(update_fields=["title"])
        untitled = told()
        first.published_version = None
        first.save(update_fields=["published_version"])

        assert (both, untitled, told()) == (["dental", "leave"], ["leave"], [])


def test_topics_of_what_has_not_changed_are_told_without_its_passages(acme, publish_guide):
    with tenant_scope(acme):
        publish_guide(title="Handbook", passages=LEAVE)
        with CaptureQueriesContext(connection) as first:
            before = told()
        with CaptureQueriesContext(connection) as again:
            assert told() == before

    assert (len(first), len(again)) == (2, 1)


def test_each_client_has_the_topics_of_its_own_documents(acme, globex, publish_guide):
    with tenant_scope(acme):
        publish_guide(title="Handbook", passages=LEAVE)
        of_acme = told()
    with tenant_scope(globex):
        before = told()
        publish_guide(title="Handbook", passages=(("Vision care", "Frames."),))
        of_globex = told()

    assert (of_acme, before, of_globex) == (["leave"], [], ["vision"])
