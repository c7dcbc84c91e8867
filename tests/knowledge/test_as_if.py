"""What would be found if a document were published or taken back is what is found once it is."""

from datetime import date

import pytest

from accounts.audience import ANYBODY
from knowledge.lifecycle.publish import publish, unpublish
from knowledge.models import AsIf, Document, DocumentVersion
from knowledge.retrieval.search import search

pytestmark = pytest.mark.usefixtures("in_acme")
DAY = date(2026, 11, 10)
ASKED = "how long is parental leave"


def found(as_if: AsIf | None = None) -> list[tuple[str, str]]:
    hits = search(ASKED, day=DAY, audience=ANYBODY, limit=9, is_trial=True, as_if=as_if).hits
    return [(hit.title, hit.text) for hit in hits]


def as_if_published(document: Document) -> AsIf:
    return AsIf(document.pk, document.latest_version().pk)


def test_a_draft_is_found_only_as_if_it_were_published(index_document) -> None:
    index_document("Old guide", ["Parental leave is 4 weeks."])
    draft = index_document("New guide", ["Parental leave is 6 weeks."], is_published=False)

    ahead = found(as_if_published(draft))

    assert found() == [("Old guide", "Parental leave is 4 weeks.")]
    assert {title for title, _ in ahead} == {"Old guide", "New guide"}
    publish(draft, by=None)
    assert found() == ahead


def test_a_document_that_takes_the_place_of_another_ends_it_in_the_same_look(index_document) -> None:
    old = index_document("Old guide", ["Parental leave is 4 weeks."])
    new = index_document("New guide", ["Parental leave is 6 weeks."], is_published=False, supersedes=old)

    ahead = found(as_if_published(new))

    assert ahead == [("New guide", "Parental leave is 6 weeks.")]
    publish(new, by=None)
    assert found() == ahead


def test_taking_a_document_back_brings_the_one_before_it_back_in_the_same_look(index_document) -> None:
    old = index_document("Old guide", ["Parental leave is 4 weeks."])
    new = index_document("New guide", ["Parental leave is 6 weeks."], supersedes=old)

    ahead = found(AsIf(new.pk, None))

    assert found() == [("New guide", "Parental leave is 6 weeks.")]
    assert ahead == [("Old guide", "Parental leave is 4 weeks.")]
    unpublish(new, by=None)
    assert found() == ahead


def test_a_new_version_stands_in_the_place_of_the_published_one(index_document) -> None:
    document = index_document("Guide", ["Parental leave is 4 weeks."])
    other = index_document("Other", ["Parental leave is 6 weeks."], is_published=False)
    second = other.latest_version()
    DocumentVersion.objects.filter(pk=second.pk).update(document=document, number=document.latest_version().number + 1)

    ahead = found(AsIf(document.pk, second.pk))

    assert found() == [("Guide", "Parental leave is 4 weeks.")]
    assert ahead == [("Guide", "Parental leave is 6 weeks.")]
    publish(document, by=None)
    assert found() == ahead


def test_a_deleted_document_is_not_found_as_if_it_were_published(index_document) -> None:
    draft = index_document("New guide", ["Parental leave is 6 weeks."], is_published=False)
    assert found(as_if_published(draft)) == [("New guide", "Parental leave is 6 weeks.")]

    Document.objects.filter(pk=draft.pk).update(deleting_at="2026-11-10T00:00Z")

    assert found(as_if_published(draft)) == []
