"""The states of a document, and documents that take the place of others."""

from datetime import date

import pytest

from accounts.audience import ANYBODY, Audience
from knowledge.lifecycle.life import State, review, states_of, to_check
from knowledge.lifecycle.publish import publish, unpublish
from knowledge.models import Document, DocumentVersion
from knowledge.retrieval.findable import searchable_documents
from knowledge.retrieval.search import search
from knowledge.workbench.rows import document_rows
from tenants.clock import today
from tests.knowledge.conftest import make_version, url, words

DAY = date(2026, 11, 10)


def state(document: Document, day: date = DAY) -> State:
    return states_of([document.pk], day)[document.pk]


def found(day: date, audience: Audience = ANYBODY) -> set[str]:
    return {document.title for document in searchable_documents(day=day, audience=audience)}


def read(audience: Audience) -> set[str]:
    return {hit.title for hit in search("how long is leave", day=DAY, audience=audience, limit=9).hits}


class TestStates:
    def test_a_document_goes_from_read_to_expired(self, in_acme, index_document) -> None:
        document = index_document("Guide", ["Parking."], is_published=False, effective_to=date(2026, 12, 31))

        assert state(document) == State.READ
        review(document.latest_version(), by=None)
        assert state(document) == State.REVIEWED
        publish(document, by=None)
        assert state(document) == State.PUBLISHED
        assert state(document, date(2027, 1, 1)) == State.EXPIRED
        unpublish(document, by=None)
        assert state(document, date(2027, 1, 1)) == State.REVIEWED

    def test_what_was_published_without_a_check_comes_back_as_checked_by_who_published_it(
        self, in_acme, index_document, make_person
    ) -> None:
        hr = make_person(in_acme, "hr_editor")
        document = index_document("Guide", ["Parking."], is_published=False)
        publish(document, by=hr)

        unpublish(document, by=None)

        version = document.latest_version()
        assert state(document) == State.REVIEWED
        assert version.reviewed_by == hr
        assert version.reviewed_at is not None
        assert not to_check(today()).exists()

    def test_what_was_published_with_guessed_facts_still_waits_for_a_check(self, in_acme, index_document) -> None:
        document = index_document("Guide", ["Parking."], guessed=["plan_year"])
        assert list(to_check(today())) == [document]

        unpublish(document, by=None)

        assert state(document) == State.READ
        assert list(to_check(today())) == [document]

    def test_a_newer_file_nobody_looked_at_is_not_checked_by_unpublishing_the_older(
        self, in_acme, index_document
    ) -> None:
        document = index_document("Guide", ["Parking."])
        make_version(document, status="ready")

        unpublish(document, by=None)

        assert state(document) == State.READ

    @pytest.mark.parametrize(
        ("status", "expected"),
        [
            ("received", State.WORKING),
            ("indexing", State.WORKING),
            ("failed", State.FAILED),
            ("cancelled", "cancelled"),
        ],
    )
    def test_what_is_not_read_says_so(self, in_acme, make_base, status: str, expected: str) -> None:
        document = Document.objects.create(knowledge_base=make_base(), title="Guide")
        make_version(document, status=status)

        assert state(document) == expected

    def test_a_newer_file_that_failed_leaves_a_published_document_published(self, in_acme, index_document) -> None:
        document = index_document("Guide", ["Parking."])
        make_version(document, status="failed")

        assert state(document) == State.PUBLISHED

    def test_looking_twice_is_noted_once(self, in_acme, index_document, make_person) -> None:
        version = index_document("Guide", ["Parking."], is_published=False).latest_version()
        first, second = make_person(in_acme, "hr_editor"), make_person(in_acme, "hr_admin")

        assert (review(version, by=first), review(version, by=second)) == (True, False)

        assert DocumentVersion.objects.get(pk=version.pk).reviewed_by == first

    def test_checked_are_those_nobody_looked_at(self, in_acme, index_document) -> None:
        unseen = index_document("Unseen", ["Parking."], is_published=False)
        seen = index_document("Seen", ["Parking."], is_published=False)
        review(seen.latest_version(), by=None)
        guessed = index_document("Published with a guess", ["Parking."], guessed=["kind"])
        index_document("Published", ["Parking."])
        replaced = index_document("Replaced", ["Parking."])
        make_version(replaced, status="ready")

        assert set(to_check(DAY)) == {unseen, guessed, replaced}


class TestSuperseding:
    @pytest.fixture
    def older(self, in_acme, index_document) -> Document:
        return index_document("Leave policy", ["Two weeks."], effective_from=date(2025, 1, 1))

    @pytest.fixture
    def newer(self, older, index_document) -> Document:
        return index_document(
            "New leave policy", ["Three weeks."], supersedes=older, effective_from=date(2027, 1, 1), is_published=False
        )

    def test_the_older_ends_the_day_before_the_newer_begins(self, older, newer) -> None:
        publish(newer, by=None)

        assert found(date(2026, 12, 31)) == {"Leave policy", "New leave policy"}
        assert found(date(2027, 1, 1)) == {"New leave policy"}
        assert (state(older), state(older, date(2027, 1, 1))) == (State.PUBLISHED, State.SUPERSEDED)

    def test_until_it_is_published_nothing_ends(self, older, newer) -> None:
        assert found(date(2027, 1, 1)) == {"Leave policy"}

    def test_unpublishing_brings_the_older_back(self, older, newer) -> None:
        publish(newer, by=None)
        assert found(date(2027, 1, 1)) == {"New leave policy"}

        unpublish(newer, by=None)

        assert found(date(2027, 1, 1)) == {"Leave policy"}
        assert state(older, date(2027, 1, 1)) == State.PUBLISHED

    def test_without_a_first_day_it_takes_the_place_at_once(self, older, newer) -> None:
        Document.objects.filter(pk=newer.pk).update(effective_from=None)

        publish(newer, by=None)

        assert found(DAY) == {"New leave policy"}

    def test_a_guess_takes_nobodys_place(self, older, newer) -> None:
        Document.objects.filter(pk=newer.pk).update(guessed=["supersedes"])

        publish(newer, by=None)

        assert found(date(2027, 1, 1)) == {"Leave policy", "New leave policy"}

    def test_both_pages_and_the_list_say_it(self, older, newer, acme, make_person, browser_of) -> None:
        publish(newer, by=None)
        browser = browser_of(acme, make_person(acme, "hr_editor"))

        assert "by New leave policy , from January 1, 2027 on" in words(browser.get(url("document", older.pk)))
        assert "Leave policy , from January 1, 2027 on" in words(browser.get(url("document", newer.pk)))
        row = document_rows([older])[0]
        assert row.notes == ("until December 31, 2026, then “New leave policy”",)

    def test_the_list_is_filtered_by_it(self, older, newer, acme, make_person, browser_of) -> None:
        Document.objects.filter(pk=newer.pk).update(effective_from=None)
        publish(newer, by=None)
        browser = browser_of(acme, make_person(acme, "hr_editor"))

        shown = browser.get(url("home"), {"status": "superseded"})

        assert [row.document.title for row in shown.context["rows"]] == ["Leave policy"]
        assert "Superseded by “New leave policy”" in words(shown)


def test_the_rank_is_that_of_the_kind_until_hr_says_another(in_acme, make_base) -> None:
    document = Document(knowledge_base=make_base(), kind="sbc")

    assert document.authority_rank == 3
    document.rank = 1
    assert document.authority_rank == 1
    assert set(Document.RANKS) == set(Document.Kind)


class TestSupersedingForSome:
    """A newer document for a state, a class or part time ends the older one for those people alone."""

    @pytest.fixture
    def older(self, in_acme, index_document) -> Document:
        return index_document("Leave policy", ["Two weeks of leave."])

    def replace(self, older: Document, index_document, **people: object) -> Document:
        return index_document("Newer policy", ["Three weeks of leave."], supersedes=older, **people)

    @pytest.mark.parametrize(
        ("people", "has_newer", "others"),
        [
            ({"work_states": ["CA"]}, Audience("", "CA", ""), [Audience("", "TX", ""), ANYBODY]),
            ({"audience": ["UNION"]}, Audience("UNION", "", ""), [Audience("SAL", "", ""), ANYBODY]),
            ({"hours": "part_time"}, Audience("", "", "part_time"), [Audience("", "", "full_time"), ANYBODY]),
        ],
    )
    def test_the_others_keep_the_older(
        self, older, index_document, people: dict, has_newer: Audience, others: list[Audience]
    ) -> None:
        self.replace(older, index_document, **people)

        assert found(DAY, has_newer) == read(has_newer) == {"Newer policy"}
        assert [found(DAY, other) for other in others] == [{"Leave policy"}, {"Leave policy"}]
        assert [read(other) for other in others] == [{"Leave policy"}, {"Leave policy"}]

    def test_for_hr_it_is_superseded_once_all_its_people_have_another(self, older, index_document) -> None:
        newer = self.replace(older, index_document, work_states=["CA"])
        assert state(older) == State.PUBLISHED
        assert document_rows([older])[0].notes == ("Superseded for California by “Newer policy”",)

        Document.objects.filter(pk=older.pk).update(work_states=["CA"], audience=["SAL"])
        assert state(older) == State.SUPERSEDED

        Document.objects.filter(pk=newer.pk).update(hours="part_time")
        assert state(older) == State.PUBLISHED

    def test_a_day_to_come_is_said_with_it(self, older, index_document) -> None:
        Document.objects.filter(pk=older.pk).update(work_states=["CA", "TX"])
        self.replace(older, index_document, work_states=["CA", "NY"], effective_from=date(2027, 1, 1))
        older.refresh_from_db()

        notes = document_rows([older])[0].notes

        assert notes == ("Superseded for California from January 1, 2027 on by “Newer policy”",)

    def test_the_page_of_the_older_says_for_whom(self, older, index_document, acme, make_person, browser_of) -> None:
        self.replace(older, index_document, work_states=["CA"])
        browser = browser_of(acme, make_person(acme, "hr_editor"))

        assert "Superseded for California by Newer policy" in words(browser.get(url("document", older.pk)))

    def test_it_is_still_in_force_for_warnings_and_the_map(self, older, index_document) -> None:
        self.replace(older, index_document, work_states=["CA"])

        assert older in Document.objects.published().in_force(DAY)
