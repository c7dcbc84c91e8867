"""HR's pages as plain forms, as the page's scripts use them, and for those who may not."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.utils import timezone

from benefits.audience import MeantFor
from benefits.models import BenefitClass
from knowledge.models import Document, DocumentVersion, KnowledgeBase
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope
from tests.knowledge.conftest import SCRIPT, make_version, upload, url, words


class TestChanges:
    def test_publish_and_unpublish_as_a_form_lead_back_to_the_document(self, browser, in_acme, index_document) -> None:
        document = index_document("Guide", ["Parking is free."], is_published=False)

        published = browser.post(url("publish", document.pk), follow=True)
        assert published.redirect_chain == [(url("document", document.pk), 302)]
        assert "“Guide” is published: version 1." in words(published)

        browser.post(url("unpublish", document.pk))
        document.refresh_from_db()
        assert document.is_published is False

    def test_publish_from_the_list_answers_with_the_row(self, browser, in_acme, index_document) -> None:
        document = index_document("Guide", ["Parking is free."], is_published=False)

        response = browser.post(url("publish", document.pk), **SCRIPT)

        assert f'id="document-{document.pk}"' in response.content.decode()
        assert "Published" in words(response)
        assert "is published: version 1." in response["HX-Trigger"]

    def test_retry_reads_the_file_again(self, browser, in_acme, base, run_tasks) -> None:
        browser.post(url("upload"), {"knowledge_base": base.pk, "files": [upload()]})
        document = Document.objects.get()
        DocumentVersion.objects.update(status="failed", failure_code="too_slow", attempts=3)

        with run_tasks():
            browser.post(url("retry", document.pk))

        assert document.latest_version().status == "ready"
        again = browser.post(url("retry", document.pk), follow=True)
        assert "“Vacation policy 2027” is being read already, or is ready." in words(again)

    def test_cancel_ends_what_waits(self, browser, in_acme, base) -> None:
        document = Document.objects.create(knowledge_base=base, title="Guide")
        make_version(document)

        response = browser.post(url("cancel", document.pk), **SCRIPT)

        assert document.latest_version().status == "cancelled"
        assert "Cancelled" in words(response)

    def test_delete_takes_the_row_away(self, browser, in_acme, index_document, run_tasks) -> None:
        document = index_document("Guide", ["Parking is free."])

        with run_tasks():
            response = browser.post(url("delete", document.pk), **SCRIPT)
        row = browser.get(url("document_row", document.pk), **SCRIPT)

        assert "Being deleted" in words(response)
        assert row.content.decode().strip() == f'<tr id="document-{document.pk}" hidden></tr>'
        assert Document.objects.count() == 0
        assert AuditEvent.objects.filter(action="document.deleted", detail__title="Guide").count() == 1

    def test_facts_are_corrected_in_search_too(
        self, browser, in_acme, index_document, make_calendar, run_tasks
    ) -> None:
        make_calendar()
        document = index_document("Scan 1", ["Parking is free."], guessed=["title", "plan_year"])
        facts = {
            "title": "Parking rules",
            "knowledge_base": document.knowledge_base_id,
            "kind": "policy",
            "plan_year": "2027",
            "audience": ["UNION"],
            "language": "en",
        }

        with run_tasks():
            response = browser.post(url("edit", document.pk), facts, follow=True)

        document.refresh_from_db()
        assert (document.title, document.plan_year, document.audience) == ("Parking rules", "2027", ["UNION"])
        assert document.guessed == []
        passage = document.published_version.passages.get()
        assert passage.context == "Parking rules · plan year 2027 · for Local 88"
        assert "Saved what you say about “Scan 1”." in words(response)

    def test_states_are_written_by_name_or_letters_and_found_by(
        self, browser, in_acme, index_document, run_tasks
    ) -> None:
        document = index_document("Leave", ["Leave is paid."])
        facts = {
            "title": "Leave",
            "knowledge_base": document.knowledge_base_id,
            "kind": "policy",
            "plan_year": "any",
            "language": "en",
            "hours": "part_time",
        }

        refused = browser.post(url("edit", document.pk), facts | {"work_states": "Calif, NY"})
        with run_tasks():
            browser.post(url("edit", document.pk), facts | {"work_states": "new york, CA, California"})

        assert refused.status_code == 422
        assert "“Calif” is no state. Write its name or its two letters: California or CA." in words(refused)
        document.refresh_from_db()
        assert document.meant_for == MeantFor((), ("CA", "NY"), "part_time")
        assert document.published_version.passages.get().context == "Leave · for California or New York, part time"
        assert "for California or New York, part time" in words(browser.get(url("document", document.pk)))
        record = AuditEvent.objects.get(action="document.facts_stated")
        assert record.detail == {"changed": ["kind", "work_states", "hours"]}

    @pytest.mark.parametrize("has_others", [True, False])
    def test_a_document_whose_class_is_gone_does_not_become_everyones(
        self, browser, in_acme, index_document, has_others
    ) -> None:
        if has_others:
            BenefitClass.objects.create(code="SAL", label="Salaried")
        document = index_document("Executives", ["Parking is free."], audience=["GONE"])

        form = browser.get(url("edit", document.pk)).context["form"]
        assert "GONE (no longer a class)" in str(form)
        told = {name: value for name in form.fields if (value := form[name].value()) not in (None, "")}
        browser.post(url("edit", document.pk), told | {"title": "Executives only"})

        document.refresh_from_db()
        assert (document.title, document.audience) == ("Executives only", ["GONE"])

    def test_facts_that_cannot_be_are_not_saved(self, browser, in_acme, index_document) -> None:
        document = index_document("Guide", ["Parking is free."])

        response = browser.post(url("edit", document.pk), {"title": "", "knowledge_base": uuid4()})

        assert response.status_code == 422
        assert "Title: This field is required." in words(response)


class TestPages:
    def test_home_shows_every_document_with_its_state(self, browser, in_acme, base, index_document) -> None:
        index_document("Published guide", ["Parking is free."])
        index_document("Ready guide", ["Lunch is free."], is_published=False)
        for title, status in (("Broken guide", "failed"), ("New guide", "extracting")):
            document = Document.objects.create(knowledge_base=base, title=title)
            make_version(document, status=status, failure_detail="The file is damaged." if status == "failed" else "")

        response = browser.get(url("home"))

        assert response.context["counts"] == {"published": 1, "ready": 1, "working": 1, "failed": 1}
        assert "The file is damaged." in words(response)
        shown = {row.document.title: row for row in response.context["rows"]}
        assert set(shown) == {"Published guide", "Ready guide", "Broken guide", "New guide"}
        assert (shown["Ready guide"].may_publish, shown["Published guide"].may_publish) == (True, False)
        assert (shown["Broken guide"].may_retry, shown["New guide"].may_cancel) == (True, True)

    def test_the_counts_can_be_asked_for_alone(self, browser, in_acme, make_base, index_document) -> None:
        other = make_base("Policies")
        index_document("Guide", ["Parking is free."])

        everywhere = browser.get(url("home"), {"part": "counts"}, **SCRIPT)
        there = browser.get(url("home"), {"part": "counts", "base": other.pk}, **SCRIPT)

        assert words(everywhere) == "Published 1 Ready to publish 0 Being read 0 Not readable 0"
        assert words(there) == "Published 0 Ready to publish 0 Being read 0 Not readable 0"
        assert browser.get(url("home"), {"base": uuid4()}).status_code == 404

    @pytest.mark.parametrize(
        ("query", "titles"),
        [
            ({"status": "published"}, ["B guide"]),
            ({"status": "ready"}, ["A guide"]),
            ({"q": "b GUIDE"}, ["B guide"]),
            ({"kind": "faq"}, []),
            ({"sort": "title"}, ["A guide", "B guide"]),
            ({"sort": "-title"}, ["B guide", "A guide"]),
            ({"sort": "nonsense", "status": "nonsense", "page": "99"}, ["A guide", "B guide"]),
        ],
    )
    def test_home_filters_and_sorts(self, browser, in_acme, index_document, query: dict, titles: list[str]) -> None:
        index_document("B guide", ["Parking is free."])
        index_document("A guide", ["Lunch is free."], is_published=False)

        response = browser.get(url("home"), query)

        found = [row.document.title for row in response.context["rows"]]
        assert (found if "sort" in query and query["sort"] != "nonsense" else sorted(found)) == titles

    @pytest.mark.parametrize(
        ("query", "titles"),
        [
            ({"year": "2027"}, {"Next"}),
            ({"year": "any"}, {"Always", "Old"}),
            ({"audience": "UNION"}, {"Next"}),
            ({"audience": "everyone"}, {"Always", "Old"}),
            ({"status": "expired"}, {"Old"}),
            ({"year": "2027", "audience": "everyone"}, set()),
            ({"year": "1999", "audience": "nobody"}, {"Next", "Always", "Old"}),
        ],
    )
    def test_home_filters_by_year_audience_and_expiry(
        self, browser, in_acme, index_document, make_calendar, query: dict, titles: set[str]
    ) -> None:
        make_calendar()
        index_document("Next", ["Parking."], plan_year="2027", audience=["UNION"])
        index_document("Always", ["Lunch."])
        index_document("Old", ["Dinner."], effective_to=date(2020, 12, 31))

        response = browser.get(url("home"), query)

        assert {row.document.title for row in response.context["rows"]} == titles

    @pytest.mark.parametrize(
        ("query", "titles"),
        [
            ({"work_state": "CA"}, {"Both", "California"}),
            ({"hours": "part_time"}, {"Both"}),
            ({"work_state": "CA", "hours": "part_time"}, {"Both"}),
            ({"audience": "everyone"}, {"All"}),
            ({"work_state": "TX"}, {"All", "Both", "California"}),
        ],
    )
    def test_home_filters_by_the_states_and_hours_there_are(
        self, browser, in_acme, index_document, query: dict, titles: set[str]
    ) -> None:
        index_document("All", ["Lunch."])
        assert not {"audience", "work_state", "hours"} & set(browser.get(url("home")).context["filter_form"].fields)
        index_document("California", ["Parking."], work_states=["CA"])
        index_document("Both", ["Dinner."], work_states=["CA", "NY"], hours="part_time")

        response = browser.get(url("home"), query)

        assert {row.document.title for row in response.context["rows"]} == titles

    def test_filters_are_remembered_until_they_are_let_go(
        self, in_acme, browser, index_document, make_person, browser_of
    ) -> None:
        index_document("A guide", ["Parking."], is_published=False)
        index_document("B guide", ["Lunch."])
        other = browser_of(in_acme, make_person(in_acme, "hr_editor"))

        browser.get(url("home"), {"status": "ready", "sort": "-title"})
        browser.get(url("document", Document.objects.first().pk))

        again = browser.get(url("home"))
        assert [row.document.title for row in again.context["rows"]] == ["A guide"]
        assert "Show all" in words(again)
        assert again.context["filter_form"]["sort"].value() == "-title"
        assert len(other.get(url("home")).context["rows"]) == 2

        browser.get(url("home"), {"q": ""})
        assert len(browser.get(url("home")).context["rows"]) == 2

    def test_a_filter_looks_at_all_files_of_a_document(self, browser, in_acme, index_document) -> None:
        document = index_document("Guide", ["Parking."])
        make_version(document, file_name="benefits-2027.pdf")
        make_version(document, file_name="benefits-2028.pdf")

        assert len(browser.get(url("home"), {"q": "benefits-202"}).context["rows"]) == 1

    def test_home_asks_the_database_a_fixed_number_of_times(
        self, browser, in_acme, index_document, django_assert_max_num_queries
    ) -> None:
        for number in range(6):
            index_document(f"Guide {number}", ["Parking is free."])

        with django_assert_max_num_queries(22):
            browser.get(url("home"))

    def test_a_knowledge_base_is_made_once(self, browser, in_acme) -> None:
        browser.post(url("base_create"), {"name": "Policies"})
        again = browser.post(url("base_create"), {"name": "Policies"})

        assert again.status_code == 422
        assert KnowledgeBase.objects.count() == 1
        assert browser.get(url("home"), {"base": KnowledgeBase.objects.get().pk}).status_code == 200

    def test_a_document_shows_what_was_read_on_a_page(self, browser, in_acme, index_document) -> None:
        document = index_document("Guide", ["Parking is free.", "Lunch is not."])
        DocumentVersion.objects.update(page_count=2)

        response = browser.get(url("document", document.pk), {"page": "2"})

        assert response.context["page"].text == "Lunch is not."
        assert [passage.text for passage in response.context["passages"]] == ["Lunch is not."]
        assert (response.context["previous_page"], response.context["next_page"]) == (1, None)

    @pytest.mark.parametrize("page", ["0", "-1", "99999999999", "x", "²"])
    def test_a_page_that_is_not_there_shows_the_nearest(self, browser, in_acme, index_document, page: str) -> None:
        document = index_document("Guide", ["Parking is free."])

        assert browser.get(url("document", document.pk), {"page": page}).status_code == 200

    def test_the_state_can_be_asked_for_alone(self, browser, in_acme, base) -> None:
        document = Document.objects.create(knowledge_base=base, title="Guide")
        make_version(document, status="extracting", page_count=12, pages_done=5)

        response = browser.get(url("document", document.pk), {"part": "state"}, **SCRIPT)

        assert response.content.decode().strip().startswith("<div")
        assert "Reading pages 5 of 12" in words(response)

    def test_a_version_that_waits_for_an_engine_says_so(self, browser, in_acme, base) -> None:
        document = Document.objects.create(knowledge_base=base, title="Guide")
        make_version(
            document,
            failure_code="index_unavailable",
            failure_detail="The search index did not answer.",
            attempts=1,
            retry_at=timezone.now(),
        )

        text = words(browser.get(url("document_row", document.pk), **SCRIPT))

        assert "Waiting to try again" in text
        assert "The search index did not answer." in text

    def test_the_search_test_finds_what_chat_would(self, browser, in_acme, index_document, make_calendar) -> None:
        make_calendar()
        index_document("Everyone", ["The parking fee is 10 dollars. <script>alert(1)</script>"])
        index_document("Union", ["The parking fee is 4 dollars."], audience=["UNION"])

        anyone = browser.get(url("search"), {"q": "parking fee"})
        union = browser.get(url("search"), {"q": "parking fee", "class_code": "UNION", "on_date": "2026-11-10"})

        assert [passage["document_title"] for passage in anyone.context["passages"]] == ["Everyone"]
        assert {passage["document_title"] for passage in union.context["passages"]} == {"Everyone", "Union"}
        assert "<mark>parking</mark>" in anyone.content.decode()
        assert "<script>alert" not in anyone.content.decode()
        assert "For everyone or class UNION" in words(union)

    def test_a_search_without_an_answer_says_so(self, browser, in_acme, index_document) -> None:
        index_document("PPO 500 SBC", ["Specialist: $40."], kind="sbc")

        unknown = words(browser.get(url("search"), {"q": "zorbing on the PPO 900"}))
        assert "No document is about PPO 900" in unknown
        assert "The assistant will hardly answer from these" in unknown


class TestWhoMay:
    def test_only_hr_sees_documents(self, acme, make_person, browser_of, index_document) -> None:
        with tenant_scope(acme):
            document = index_document("Guide", ["Parking is free."])
        employee, visitor = browser_of(acme, make_person(acme)), browser_of(acme)

        for path in (url("home"), url("upload"), url("search"), url("document", document.pk), url("edit", document.pk)):
            assert employee.get(path).status_code == 403
            assert visitor.get(path).status_code == 302
        for name in ("publish", "unpublish", "retry", "cancel", "delete"):
            assert employee.post(url(name, document.pk)).status_code == 403
        with tenant_scope(acme):
            assert Document.objects.kept().published().count() == 1

    def test_another_clients_document_does_not_exist(
        self, acme, globex, make_person, browser_of, index_document
    ) -> None:
        with tenant_scope(acme):
            document = index_document("Guide", ["Parking is free."])
            version = document.published_version_id
            assert browser_of(acme, make_person(acme, "hr_admin")).get(url("document", document.pk)).status_code == 200
        stranger = browser_of(globex, make_person(globex, "hr_admin"))

        for path in (url("document", document.pk), url("edit", document.pk), url("page_image", version, 1)):
            assert stranger.get(path).status_code == 404
        for name in ("publish", "unpublish", "retry", "cancel", "delete", "replace"):
            assert stranger.post(url(name, document.pk)).status_code == 404
        with tenant_scope(acme):
            assert Document.objects.kept().published().count() == 1

    def test_changes_are_posted(self, browser, in_acme, index_document) -> None:
        document = index_document("Guide", ["Parking is free."])

        for name in ("publish", "unpublish", "retry", "cancel", "delete"):
            response = browser.get(url(name, document.pk))
            assert (response.status_code, response["Location"]) == (302, "/")
        document.refresh_from_db()
        assert document.deleting_at is None

    def test_a_change_without_the_pages_token_is_refused(self, acme, hr, index_document) -> None:
        with tenant_scope(acme):
            document = index_document("Guide", ["Parking is free."])
            browser = Browser(HTTP_HOST="acme.localhost", enforce_csrf_checks=True)
            browser.force_login(hr)

            assert browser.post(url("delete", document.pk)).status_code == 403
            assert Document.objects.kept().count() == 1


@pytest.mark.parametrize("code", ["encrypted", "corrupt", "unsupported", "no_text", "too_much_memory"])
def test_file_that_would_fail_again_is_to_be_mended_and_one_that_may_not_is_read_again(
    browser, in_acme, base, code: str
) -> None:
    for title, failure in (("Locked", code), ("Broke off", "stopped")):
        document = Document.objects.create(knowledge_base=base, title=title)
        make_version(document, status="failed", failure_code=failure)

    response = browser.get(url("home"))

    shown = {row.document.title: (row.may_retry, row.needs_other_file) for row in response.context["rows"]}
    assert shown == {"Locked": (False, True), "Broke off": (True, False)}
    assert words(response).count("Try again") == 1
    assert words(response).count("Upload a mended file") == 1
