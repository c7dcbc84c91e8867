"""What HR is told to look at, and when it is told again."""

from datetime import date

import pytest

from knowledge.delete import begin_deletion
from knowledge.models import Document, DocumentWarning, ExtractedFact
from knowledge.publish import unpublish
from knowledge.tasks import watch_documents
from knowledge.warn import dismiss, refresh_warnings
from tenants.context import tenant_scope
from tests.knowledge.conftest import url, words

DAY = date(2026, 11, 10)
SENTENCE = "An urgent care visit on the PPO 750 is a ${} copay."
LONG = " ".join(f"Rule {number} of the bicycle shed is explained here in its own words." for number in range(60))


def kinds(day: date = DAY) -> list[str]:
    refresh_warnings(day)
    return sorted(DocumentWarning.objects.open().values_list("kind", flat=True))


class TestExpired:
    def test_what_is_over_and_published_is_told_until_it_is_not(self, in_acme, index_document) -> None:
        document = index_document("Guide", ["Parking."], effective_to=date(2026, 6, 30))
        index_document("Not published", ["Lunch."], effective_to=date(2026, 6, 30), is_published=False)

        assert kinds(date(2026, 6, 30)) == []
        assert kinds() == ["expired"]
        unpublish(document, by=None)
        assert kinds() == []


class TestOverlap:
    def make(self, index_document, title: str, **facts: object) -> Document:
        return index_document(title, [title], **({"kind": "sbc", "plan_year": "2027"} | facts))

    def test_two_of_a_kind_for_the_same_plan_year_and_people_overlap(self, in_acme, index_document) -> None:
        self.make(index_document, "SBC PPO 750")
        self.make(index_document, "Summary of the PPO 750")

        assert kinds() == ["overlap"]

    @pytest.mark.parametrize(
        "facts",
        [
            {"title": "SBC PPO 500"},
            {"plan_year": "2026"},
            {"audience": ["UNION"]},
            {"work_states": ["CA"]},
            {"hours": "part_time"},
            {"language": "es"},
            {"kind": "faq"},
            {"is_published": False},
            {"effective_from": date(2028, 1, 1)},
        ],
    )
    def test_what_differs_in_one_fact_does_not(self, in_acme, index_document, facts: dict) -> None:
        self.make(index_document, "SBC PPO 750", effective_to=date(2027, 12, 31))
        self.make(index_document, facts.pop("title", "Summary of the PPO 750"), **facts)

        assert "overlap" not in kinds()

    @pytest.mark.parametrize(
        ("one", "other", "found"),
        [
            ({"work_states": ["CA"]}, {"work_states": ["NY"]}, []),
            ({"work_states": ["CA", "NY"]}, {"work_states": ["NY"]}, ["overlap"]),
            ({"hours": "full_time"}, {"hours": "part_time"}, []),
            ({"audience": ["UNION"], "work_states": ["CA"]}, {"audience": ["UNION"], "work_states": ["NY"]}, []),
            ({"audience": ["SAL", "UNION"]}, {"audience": ["UNION"]}, ["overlap"]),
        ],
    )
    def test_two_overlap_only_where_one_person_would_be_answered_from_both(
        self, in_acme, index_document, one: dict, other: dict, found: list[str]
    ) -> None:
        self.make(index_document, "SBC PPO 750", **one)
        self.make(index_document, "Summary of the PPO 750", **other)

        assert kinds() == found

    def test_two_guides_of_a_year_overlap_two_policies_do_not(self, in_acme, index_document) -> None:
        for title in ("Guide", "Handbook"):
            self.make(index_document, title, kind="guide")
        for title in ("Leave", "Travel"):
            self.make(index_document, title, kind="policy")

        assert kinds() == ["overlap"]

    def test_a_superseded_document_overlaps_with_nothing(self, in_acme, index_document) -> None:
        older = self.make(index_document, "SBC PPO 750")
        self.make(index_document, "Summary of the PPO 750", supersedes=older)

        assert kinds() == []


class TestNearDuplicate:
    def test_almost_the_same_text_under_another_name_is_told_with_its_share(self, in_acme, index_document) -> None:
        one = index_document("Bicycles", [LONG], kind="policy")
        other = index_document("Bicycles final", [LONG + " And a new end."], kind="policy", is_published=False)

        assert kinds() == ["near_duplicate"]
        warning = DocumentWarning.objects.get()
        assert {warning.document, warning.other} == {one, other}
        assert warning.detail["share"] >= 90

    @pytest.mark.parametrize(
        "facts",
        [
            {"plan_year": "2026"},
            {"audience": ["UNION"]},
            {"work_states": ["CA"]},
            {"hours": "part_time"},
            {"language": "es"},
            {"plans": ["PPO 500"]},
        ],
    )
    def test_a_fact_that_tells_them_apart_is_reason_enough_for_two(self, in_acme, index_document, facts: dict) -> None:
        index_document("Bicycles", [LONG], kind="policy")
        index_document("Bicycles too", [LONG], kind="policy", **facts)

        assert kinds() == []


class TestContradiction:
    @pytest.fixture
    def summary(self, in_acme, index_document) -> Document:
        return index_document("SBC PPO 750", [SENTENCE.format(50)], kind="sbc", plan_year="2027")

    def test_two_figures_for_one_service_are_quoted_side_by_side(self, summary, index_document) -> None:
        faq = index_document("FAQ", ["Parking is free.", SENTENCE.format(75)], kind="faq")

        assert kinds() == ["contradiction"]
        warning = DocumentWarning.objects.get()
        assert (warning.document, warning.other) == (faq, summary)
        assert warning.detail == {
            "about": "Urgent care, PPO 750",
            "year": "2027",
            "here": {"quote": SENTENCE.format(75), "figure": "$75", "page": 2},
            "there": {"quote": SENTENCE.format(50), "figure": "$50", "page": 1},
        }

    @pytest.mark.parametrize(
        ("amount", "facts"),
        [
            (50, {"kind": "faq"}),
            (75, {"kind": "sbc", "plan_year": "2026"}),
            (75, {"kind": "faq", "audience": ["UNION"]}),
            (75, {"kind": "faq", "work_states": ["CA"]}),
            (75, {"kind": "faq", "hours": "part_time"}),
            (75, {"kind": "faq", "is_published": False}),
            (75, {"kind": "faq", "effective_to": date(2026, 1, 1)}),
        ],
    )
    def test_what_may_both_be_right_is_not_told(self, summary, index_document, amount: int, facts: dict) -> None:
        index_document("Other", [SENTENCE.format(amount)], **facts)

        assert "contradiction" not in kinds()

    def test_a_document_of_no_year_is_right_if_it_is_right_in_one(self, summary, index_document) -> None:
        index_document("SBC PPO 750 2026", [SENTENCE.format(45)], kind="sbc", plan_year="2026")
        index_document("FAQ", [SENTENCE.format(45)], kind="faq")

        assert kinds() == []

    def test_one_fault_is_told_once_against_the_highest_authority(self, summary, index_document) -> None:
        index_document("Guide", [SENTENCE.format(50)], kind="guide", plan_year="2027")
        index_document("FAQ", [SENTENCE.format(75)], kind="faq")

        assert kinds() == ["contradiction"]
        assert DocumentWarning.objects.get().other == summary

    def test_two_of_the_same_authority_are_told_once(self, summary, index_document) -> None:
        index_document("Another SBC PPO 750", [SENTENCE.format(60)], kind="sbc", plan_year="2027")

        assert kinds() == ["contradiction", "overlap"]

    def test_a_row_of_a_rate_sheet_that_does_not_add_up_is_told(self, in_acme, index_document) -> None:
        sheet = index_document("Rates", ["Family 690"], kind="rate_sheet", plan_year="2027")
        fact = ExtractedFact.objects.create(
            version=sheet.published_version,
            ordinal=1,
            kind="rate",
            section="rates",
            plan="PPO 750",
            plan_year="2027",
            service="premium",
            label="Family",
            attribute="employee",
            value=690,
            unit="month",
            raw="$690.00",
            page=1,
            doubts=["340 times 24 is not 690 times 12."],
        )

        assert kinds() == ["contradiction"]
        assert DocumentWarning.objects.get().other is None
        ExtractedFact.objects.filter(pk=fact.pk).update(state="confirmed", confirmed_at="2026-11-10T00:00Z")
        assert kinds() == []


class TestDismissing:
    @pytest.fixture
    def faq(self, in_acme, index_document) -> Document:
        index_document("SBC PPO 750", [SENTENCE.format(50)], kind="sbc", plan_year="2027")
        return index_document("FAQ", [SENTENCE.format(75)], kind="faq")

    def test_it_stays_dismissed_until_what_it_tells_changes(self, faq, hr) -> None:
        refresh_warnings(DAY)
        warning = DocumentWarning.objects.get()
        assert (dismiss(warning, by=hr), dismiss(warning, by=hr)) == (True, False)
        assert kinds() == []

        faq.published_version.passages.update(text=SENTENCE.format(80))

        assert kinds() == ["contradiction"]
        again = DocumentWarning.objects.get()
        assert (again.pk, again.dismissed_by) == (warning.pk, None)

    def test_a_second_look_changes_nothing(self, faq) -> None:
        refresh_warnings(DAY)
        before = list(DocumentWarning.objects.values())

        refresh_warnings(DAY)

        assert list(DocumentWarning.objects.values()) == before

    def test_a_deleted_document_is_told_about_no_more(self, faq) -> None:
        refresh_warnings(DAY)
        begin_deletion(faq, by=None)

        assert kinds() == []

    def test_the_pages_show_it_and_it_is_left_as_it_is_by_name(self, faq, browser, hr) -> None:
        refresh_warnings(DAY)
        summary = Document.objects.get(kind="sbc")

        listed = browser.get(url("home"), {"status": "warned"})
        assert {row.document for row in listed.context["rows"]} == {faq, summary}
        assert "1 thing to look at" in words(listed)
        page = browser.get(url("document", summary.pk))
        assert "Urgent care, PPO 750, 2027: $75 in one document, $50 in the other." in words(page)
        assert f"{url('document', faq.pk)}?page=1#pages" in page.content.decode()

        warning = DocumentWarning.objects.get()
        answer = browser.post(url("dismiss_warning", warning.pk), {"document": summary.pk}, follow=True)

        assert answer.redirect_chain == [(url("document", summary.pk), 302)]
        assert f"Different numbers: left as it is by {hr}" in words(answer)
        assert browser.get(url("home"), {"status": "warned"}).context["rows"] == []


def test_every_client_is_looked_at_once_a_day(acme, globex, index_document, settings) -> None:
    settings.CELERY_TASK_ALWAYS_EAGER = True
    for client in (acme, globex):
        with tenant_scope(client):
            index_document("Guide", ["Parking."], effective_to=date(2020, 6, 30))

    watch_documents()

    for client in (acme, globex):
        with tenant_scope(client):
            assert [warning.kind for warning in DocumentWarning.objects.all()] == ["expired"]
