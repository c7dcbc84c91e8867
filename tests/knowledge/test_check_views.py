"""The one screen on which HR confirms what was read."""

from datetime import date

import pytest
from django.test import Client as Browser

from benefits.models import BenefitClass
from knowledge.ingestion.ingest import ingest
from knowledge.lifecycle.life import State, states_of
from knowledge.models import Document, UploadBatch
from tenants.clock import today
from tests.knowledge.conftest import make_version, url, words


def facts(document: Document, **changes: object) -> dict[str, object]:
    told = {
        "version": document.latest_version().pk,
        "title": document.title,
        "kind": "guide",
        "plans": ", ".join(document.plans),
        "plan_year": "any",
        "language": "en",
        "knowledge_base": document.knowledge_base_id,
    }
    return told | changes


def state(document: Document) -> State:
    return states_of([document.pk], today())[document.pk]


@pytest.fixture
def document(in_acme, index_document, make_calendar) -> Document:
    make_calendar()
    return index_document(
        "Guide", ["The PPO 750 pays."], is_published=False, plans=["PPO 750"], guessed=["plans", "plan_year"]
    )


def test_guesses_are_marked_beside_the_first_page(browser, document) -> None:
    page = browser.get(url("check", document.pk))

    assert page.context["page"].text == "The PPO 750 pays."
    assert "Plans (optional) Guessed from the file." in words(page)
    assert page.content.decode().count('class="guessed"') == 1  # no year was found, and so no day
    assert page.context["form"]["plans"].value() == "PPO 750"


def test_guessed_year_marks_the_days_that_came_with_it_and_no_empty_one(browser, document) -> None:
    Document.objects.update(plan_year="2027", effective_from="2027-01-01")

    page = browser.get(url("check", document.pk))

    assert page.context["form"].guessed == {"plans", "plan_year", "effective_from"}
    assert "In force to (optional) After this day nobody is answered from it." in words(page)


def test_confirming_states_the_facts_and_notes_who_looked(browser, hr, document, run_tasks) -> None:
    with run_tasks():
        answer = browser.post(
            url("check", document.pk),
            facts(
                document,
                plans="PPO 750; PPO 500",
                plan_year="2027",
                audience=["UNION"],
                effective_from="2027-01-01",
                rank="2",
            ),
            follow=True,
        )

    document.refresh_from_db()
    assert (document.plans, document.plan_year, document.audience) == (["PPO 750", "PPO 500"], "2027", ["UNION"])
    assert (document.guessed, document.rank, document.authority_rank) == ([], 2, 2)
    assert document.latest_version().reviewed_by == hr
    assert state(document) == State.REVIEWED
    assert "“Guide” is checked." in words(answer)
    passage = document.latest_version().passages.get()
    assert passage.context == "Guide · plan year 2027 · PPO 750, PPO 500 · for Local 88"


def test_publishing_what_is_over_says_that_nobody_is_answered_from_it(browser, document) -> None:
    over = facts(document, then="publish", effective_from="2020-01-01", effective_to="2020-12-31")

    answer = browser.post(url("check", document.pk), over, follow=True)

    assert state(document) == State.EXPIRED
    assert "but nobody is answered from it: its last day was December 31, 2020." in words(answer)


def test_confirm_and_publish_is_one_press(browser, document) -> None:
    answer = browser.post(url("check", document.pk), facts(document, then="publish"), follow=True)

    assert state(document) == State.PUBLISHED
    assert "“Guide” is checked and published." in words(answer)


def test_nothing_is_confirmed_that_came_while_somebody_looked(browser, document) -> None:
    told = facts(document, then="publish")
    make_version(document, status="ready")

    answer = browser.post(url("check", document.pk), told)

    assert answer.status_code == 422
    assert "A newer file came while you looked at this one." in words(answer)
    assert state(document) == State.READ


def test_what_cannot_be_is_said_and_changes_nothing(browser, document) -> None:
    answer = browser.post(
        url("check", document.pk),
        facts(document, effective_from="2027-02-01", effective_to="2027-01-01", then="publish"),
    )

    assert answer.status_code == 422
    assert "The last day lies before the first one." in words(answer)
    assert state(document) == State.READ


def test_a_document_that_is_not_read_is_not_checked(browser, in_acme, base) -> None:
    document = Document.objects.create(knowledge_base=base, title="Guide")
    make_version(document, status="extracting")

    answer = browser.get(url("check", document.pk), follow=True)

    assert answer.redirect_chain == [(url("document", document.pk), 302)]
    assert "“Guide” has no version that was read to its end." in words(answer)


class TestTakingThePlaceOfAnother:
    @pytest.fixture
    def older(self, document, index_document) -> Document:
        return index_document("Old guide", ["Parking."])

    def test_it_is_stated(self, browser, document, older) -> None:
        browser.post(url("check", document.pk), facts(document, supersedes=older.pk))

        document.refresh_from_db()
        assert document.supersedes == older

    @pytest.mark.parametrize("people", [{"audience": ["UNION"]}, {"work_states": "California"}, {"hours": "part_time"}])
    def test_it_may_be_for_some_of_its_people_alone(self, browser, document, older, people: dict) -> None:
        answer = browser.post(url("check", document.pk), facts(document, supersedes=older.pk, **people))

        assert answer.status_code == 302
        document.refresh_from_db()
        assert document.supersedes == older

    @pytest.mark.parametrize("people", [{"work_states": "California"}, {"hours": "part_time"}])
    def test_one_for_other_people_has_no_place_to_take(self, browser, document, older, people: dict) -> None:
        Document.objects.filter(pk=older.pk).update(work_states=["TX"], hours="full_time")

        answer = browser.post(url("check", document.pk), facts(document, supersedes=older.pk, **people))

        assert answer.status_code == 422
        assert "“Old guide” is meant for other people: nobody reads both." in words(answer)

    def test_documents_do_not_stand_in_a_circle(self, browser, document, older) -> None:
        Document.objects.filter(pk=older.pk).update(supersedes=document)

        answer = browser.post(url("check", document.pk), facts(document, supersedes=older.pk))

        assert answer.status_code == 422
        assert "takes the place of this one already" in words(answer)

    def test_a_document_is_not_offered_to_itself(self, browser, document, older) -> None:
        offered = browser.get(url("check", document.pk)).context["form"].fields["supersedes"].queryset

        assert list(offered) == [older]

    def test_what_was_not_read_or_takes_its_own_place_is_not_offered(
        self, browser, document, older, index_document, base
    ) -> None:
        later = index_document("Later guide", ["Parking."], supersedes=document)
        index_document("Latest guide", ["Parking."], supersedes=later)
        for status in ("failed", "cancelled", "extracting"):
            make_version(Document.objects.create(knowledge_base=base, title=status), status=status)

        offered = browser.get(url("check", document.pk)).context["form"].fields["supersedes"].queryset

        assert list(offered) == [older]

    def test_what_it_takes_the_place_of_stays_offered_whatever_it_is(self, browser, document, older) -> None:
        Document.objects.filter(pk=document.pk).update(supersedes=older)
        older.versions.update(status="failed")

        offered = browser.get(url("check", document.pk)).context["form"].fields["supersedes"].queryset

        assert list(offered) == [older]


class TestOneAfterTheOther:
    def begin(self, browser: Browser, **query: object) -> object:
        return browser.get(url("check_all"), query, follow=True)

    def test_documents_that_wait_come_one_after_the_other(self, browser, in_acme, index_document) -> None:
        documents = [index_document(name, ["Parking."], is_published=False) for name in ("A", "B", "C")]

        page = self.begin(browser)
        assert "1 of 3" in words(page)
        second = browser.post(url("check", documents[0].pk), facts(documents[0]), follow=True)
        assert "2 of 3" in words(second)
        assert second.context["document"] == documents[1]
        third = browser.get(url("check", second.context["place"].next))
        assert (third.context["place"].number, third.context["place"].next) == (3, None)
        done = browser.post(url("check", documents[2].pk), facts(documents[2]), follow=True)
        assert done.redirect_chain[-1][0] == url("home")
        assert "One document was read, and nobody has checked it yet." in words(done)

    def test_nothing_to_check_says_why(self, browser, in_acme, base, index_document) -> None:
        assert "There is nothing to check: there are no documents yet." in words(self.begin(browser))

        make_version(Document.objects.create(knowledge_base=base, title="Scan"), status="failed")
        assert "There is nothing to check: no document has been read to its end." in words(self.begin(browser))

        index_document("Guide", ["Parking."])
        assert "There is nothing to check: somebody has looked at every document that was read." in words(
            self.begin(browser)
        )

    def test_those_of_one_upload_can_be_checked_alone(self, browser, hr, in_acme, index_document) -> None:
        index_document("Other", ["Parking."], is_published=False)
        mine = index_document("Mine", ["Parking."], is_published=False)
        upload = UploadBatch.objects.create(name="Folder", uploaded_by=hr)
        upload.files.create(path="mine.txt", outcome="taken", document=mine)

        page = self.begin(browser, upload=upload.pk)

        assert page.context["document"] == mine
        assert (page.context["place"].total, page.context["place"].next) == (1, None)

    @pytest.mark.parametrize("upload", ["", "nonsense", "00000000-0000-4000-8000-000000000000"])
    def test_nothing_to_check_is_said(self, browser, in_acme, index_document, upload: str) -> None:
        index_document("Published", ["Parking."])

        page = self.begin(browser, upload=upload)

        assert "There is nothing to check" in words(page)


def test_days_and_plans_are_guessed_while_a_file_is_read(received, make_calendar) -> None:
    make_calendar()
    text = "# Commuting\n\nEffective March 1, 2026. For members of the PPO 750 and the HSA 2500 plan."

    ingest(received(text, "Local 88 commuting.md").pk)

    document = Document.objects.get()
    assert (document.plans, document.audience) == (["HSA 2500", "PPO 750"], ["UNION"])
    assert (document.effective_from, document.effective_to) == (date(2026, 3, 1), None)
    assert set(document.guessed) == {"title", "kind", "plan_year", "language", "plans", "audience", "effective_from"}


def test_states_and_hours_are_guessed_and_stand_there_to_be_confirmed(browser, hr, received, make_calendar) -> None:
    text = "# Leave\n\nThis policy applies only to part-time employees who work in California or New York."
    ingest(received(text, "leave.md").pk)

    document = Document.objects.get()
    assert (document.work_states, document.hours) == (["CA", "NY"], "part_time")
    assert {"work_states", "hours"} < set(document.guessed)
    page = browser.get(url("check", document.pk))
    assert page.context["form"]["work_states"].value() == "California, New York"
    assert {"work_states", "hours"} < page.context["form"].guessed

    browser.post(url("check", document.pk), facts(document, work_states="California", hours=""))

    document.refresh_from_db()
    assert (document.work_states, document.hours, document.guessed) == (["CA"], "", [])


def test_a_working_time_that_a_class_says_already_is_not_said_twice(received, in_acme) -> None:
    BenefitClass.objects.create(code="FT", label="Full-time employees")
    BenefitClass.objects.create(code="PT", label="Part-time employees")

    ingest(received("# Part-time employees\n\nParking is free.", "part-time employees.md").pk)

    document = Document.objects.get()
    assert (document.audience, document.hours) == (["PT"], "")
