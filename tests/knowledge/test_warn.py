"""What HR is told to look at, and when it is told again."""

from datetime import date, timedelta
from decimal import Decimal
from threading import Thread

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from benefits.models import BenefitClass, Plan, PlanYear
from knowledge.facts.rates import PAYER_UNSAID
from knowledge.ingestion.delete import begin_deletion, finish_deletion
from knowledge.lifecycle.publish import unpublish
from knowledge.models import (
    Document,
    DocumentVersion,
    DocumentWarning,
    ExtractedFact,
    KeptClaims,
    KnowledgeBase,
)
from knowledge.tasks import watch_documents
from knowledge.warnings.warn import dismiss, find_warnings, refresh_warnings
from knowledge.workbench.shown_warnings import WarningsTogether
from tenants.binding import ClientRef
from tenants.context import tenant_scope
from tests.knowledge.conftest import make_version, url, words
from tests.locks import wait_for, waiting

DAY = date(2026, 11, 10)
SENTENCE = "An urgent care visit on the PPO 750 is a ${} copay."
LONG = " ".join(f"Rule {number} of the bicycle shed is explained here in its own words." for number in range(60))


def price(version: DocumentVersion, **facts: object) -> ExtractedFact:
    told = {
        "ordinal": 1,
        "kind": "rate",
        "section": "premium",
        "plan": "PPO 750",
        "plan_year": "2027",
        "service": "premium",
        "label": "Family",
        "coverage_tier": "FAM",
        "attribute": "employee",
        "raw": "x",
        "page": 1,
        "place": [0, 0, 1],
    }
    return ExtractedFact.objects.create(version=version, **(told | facts))


def limit(version: DocumentVersion, service: str, tier: str, **facts: object) -> ExtractedFact:
    told = {
        "kind": "sbc",
        "section": "questions",
        "label": service,
        "network": "IN",
        "coverage_tier": tier,
        "attribute": "amount",
        "raw": "x",
        "page": 1,
        "place": [0, 0, 1],
    }
    return ExtractedFact.objects.create(version=version, service=service, **(told | facts))


def rewrite(document: Document, text: str) -> None:
    """Change its passages in place, as the product does where words are read anew."""
    document.published_version.passages.update(text=text)
    DocumentVersion.objects.filter(pk=document.published_version_id).update(revision=F("revision") + 1)


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

    def test_a_guide_for_all_may_not_contradict_the_summary_of_some(self, in_acme, index_document) -> None:
        index_document("SBC PPO 750", [SENTENCE.format(50)], kind="sbc", plan_year="2027", audience=["FT"])
        guide = index_document("Guide", [SENTENCE.format(75)], kind="guide", plan_year="2027")

        assert "contradiction" in kinds()
        assert DocumentWarning.objects.get(kind="contradiction").document == guide

    def test_an_amendment_gives_its_people_something_else(self, summary, index_document) -> None:
        index_document("Side letter", [SENTENCE.format(40)], kind="amendment", plan_year="2027", audience=["UNION"])

        assert "contradiction" not in kinds()

    def test_a_guide_is_held_against_the_facts_of_a_rate_sheet(self, in_acme, index_document) -> None:
        rates = index_document("Rates", ["Prices."], kind="rate_sheet", plan_year="2027")
        price(rates.published_version, unit="pay", value=Decimal(340), raw="$340.00", place=[0, 0, 7])
        says = "PPO 750 family coverage costs ${} per paycheck."
        wrong = index_document("Guide", [says.format("320.00")], kind="guide", plan_year="2027")
        index_document("Deck", [says.format("340.00")], kind="deck", plan_year="2027")

        refresh_warnings(DAY)

        [warning] = DocumentWarning.objects.filter(kind="contradiction")
        assert (warning.document, warning.other) == (wrong, rates)
        assert warning.detail["about"] == "Price per paycheck, PPO 750, family, per paycheck"
        assert (warning.detail["here"]["figure"], warning.detail["there"]["figure"]) == ("$320", "$340")

    @pytest.mark.parametrize(
        ("here", "there"),
        [
            (
                "The 2027 PPO 750 deductible is $750 for one person and $1,500 for a family.",
                "Deductible, person / family — PPO 750: $800 / $1,500",
            ),
            ("After a life event you have 30 days to change.", "Report a life event within 31 days."),
            ("The first 4% of pay you save is matched, dollar for dollar.", "We match 50% of the first 6% of pay."),
            ("Parental leave is 12 weeks at full pay.", "Parental leave is 16 weeks at full pay."),
            ("The most you can put into a health FSA is $3,300.", "Health FSA limit — A year: $3,400"),
        ],
    )
    def test_is_told_of_limits_days_formulas_and_accounts(self, in_acme, index_document, here: str, there: str) -> None:
        index_document("Guide", [here], kind="guide", plan_year="2027")
        index_document("Deck", [there], kind="deck", plan_year="2027")

        assert kinds().count("contradiction") == 1

    def test_a_document_that_gives_two_figures_itself_is_quoted_twice(self, in_acme, index_document, browser) -> None:
        says = "The out-of-pocket maximum of the PPO 750 is ${} for one person."
        document = index_document("Booklet", [says.format("6,000"), says.format("6,350")], kind="spd")

        assert kinds() == ["contradiction"]
        warning = DocumentWarning.objects.get()
        assert warning.other is None
        page = browser.get(reverse("knowledge:document", args=[document.pk])).content.decode()
        assert "$6,000 in one place, $6,350 in another." in page

    def test_who_pays_a_price_is_a_question_and_no_contradiction(self, in_acme, index_document) -> None:
        rates = index_document("Rates", ["Prices."], kind="rate_sheet", plan_year="2027")
        price(rates.published_version, unit="pay", value=Decimal(340), doubts=[PAYER_UNSAID])

        assert "contradiction" not in kinds()


class TestPlans:
    def test_a_plan_with_prices_and_no_summary_is_told_until_its_summary_is_there(
        self, in_acme, index_document, browser
    ) -> None:
        rates = index_document("Rates", ["Prices."], kind="rate_sheet", plan_year="2027")
        price(rates.published_version, unit="pay", value=Decimal(340))

        assert kinds() == ["missing"]
        assert DocumentWarning.objects.get().detail == {"plan": "PPO 750", "year": "2027", "what": "summary"}
        page = browser.get(reverse("knowledge:document", args=[rates.pk])).content.decode()
        assert "no Summary of Benefits and Coverage of this plan and year is published" in page
        assert f'href="{reverse("knowledge:upload")}"' in page
        index_document("SBC PPO 750", ["Summary."], kind="sbc", plan_year="2027")
        assert kinds() == []

    def test_a_plan_without_a_price_is_told_where_others_have_one(self, in_acme, index_document) -> None:
        for plan in ("PPO 750", "HSA 2500"):
            index_document(f"SBC {plan}", [f"Urgent care on the {plan} is a $50 copay."], kind="sbc", plan_year="2027")
        rates = index_document("Rates", ["Prices."], kind="rate_sheet", plan_year="2027")
        price(rates.published_version, unit="pay", value=Decimal(340))

        assert kinds() == ["missing"]
        assert DocumentWarning.objects.get().detail == {"plan": "HSA 2500", "year": "2027", "what": "prices"}

    def test_prices_of_teeth_and_of_another_year_miss_no_summary(self, in_acme, index_document) -> None:
        index_document("SBC PPO 750", ["Summary."], kind="sbc", plan_year="2027")
        rates = index_document("Rates", ["Prices."], kind="rate_sheet", plan_year="2027")
        price(rates.published_version, plan="Dental", unit="pay", value=Decimal(12))
        index_document("Old", ["In 2025 urgent care on the PPO 500 is a $40 copay."], kind="guide", plan_year="2027")

        assert kinds() == []


class TestFederalLimits:
    def summary(self, index_document, plan: str, year: str, amounts: dict, rule: str = "aggregate") -> Document:
        document = index_document(f"SBC {plan}", ["Summary."], kind="sbc", plan_year=year)
        for ordinal, ((service, tier), value) in enumerate(amounts.items()):
            limit(document.published_version, service, tier, ordinal=ordinal, plan=plan, plan_year=year, value=value)
        text = {"attribute": "family_rule", "value": None, "text": rule}
        limit(document.published_version, "deductible", "", ordinal=9, plan=plan, plan_year=year, **text)
        return document

    @pytest.mark.parametrize(
        ("plan", "year", "amounts", "rule", "told"),
        [
            ("HSA 2500", "2027", {("deductible", "PERSON"): 1_750, ("deductible", "FAMILY"): 3_500}, "aggregate", []),
            ("HSA 2500", "2027", {("deductible", "PERSON"): 1_700}, "aggregate", ["$1,750"]),
            ("HSA 2500", "2026", {("deductible", "PERSON"): 1_700}, "aggregate", []),
            ("HSA 2500", "2026-27", {("deductible", "PERSON"): 1_650}, "aggregate", ["$1,700"]),
            # One person of a family is paid for from 2,000 on, and federal law asks for 3,500.
            ("HSA 2500", "2027", {("deductible", "PERSON"): 2_000}, "embedded", ["$3,500"]),
            ("HSA 2500", "2027", {("deductible", "PERSON_IN_FAMILY"): 3_500}, "embedded", []),
            ("HSA 2500", "2027", {("out_of_pocket_limit", "PERSON"): 9_000}, "aggregate", ["$8,700"]),
            ("PPO 750", "2027", {("out_of_pocket_limit", "PERSON"): 9_000}, "embedded", []),
            ("PPO 750", "2027", {("out_of_pocket_limit", "FAMILY"): 24_001}, "embedded", ["$24,000"]),
            ("PPO 750", "2027", {("deductible", "PERSON"): 750}, "embedded", []),
            ("PPO 750", "2031", {("out_of_pocket_limit", "FAMILY"): 99_000}, "embedded", []),  # not published yet
        ],
    )
    def test_what_they_do_not_allow_is_told_with_the_limit_of_its_year(
        self, in_acme, index_document, plan: str, year: str, amounts: dict, rule: str, told: list
    ) -> None:
        self.summary(index_document, plan, year, amounts, rule)

        refresh_warnings(DAY)

        assert [warning.detail["bound"] for warning in DocumentWarning.objects.filter(kind="limit")] == told

    @pytest.mark.parametrize(
        ("plan", "what", "told"),
        [
            ("PPO 750", "out_of_pocket_limit", []),
            ("Northgate PPO 750", "out_of_pocket_limit", []),
            ("PPO 500", "out_of_pocket_limit", ["$12,000"]),
            ("Gold", "out_of_pocket_limit", []),
            ("Northgate Premium Gold", "out_of_pocket_limit", ["$12,000"]),  # another plan, which the limit binds
            ("Marigold", "out_of_pocket_limit", ["$12,000"]),
            ("Bronze", "out_of_pocket_limit", ["$12,000"]),  # nobody has reviewed that it is exempt
            ("HSA 2500", "out_of_pocket_limit", ["$8,700"]),  # what a plan with an HSA may ask binds any of them
        ],
    )
    def test_plan_that_hr_calls_exempt_is_not_held_against_what_binds_any_plan(
        self, in_acme, index_document, plan: str, what: str, told: list
    ) -> None:
        year = PlanYear.objects.create(label="2027", starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))
        plans = {"PPO 750": True, "HSA 2500": True, "Gold": True, "Premium Gold": False, "Bronze": True}
        for name, is_exempt in plans.items():
            Plan.objects.create(
                plan_year=year,
                line="medical",
                name=name,
                short_name=name,
                is_exempt_from_cost_limit=is_exempt,
                reviewed_at=None if name == "Bronze" else timezone.now(),
            )
        self.summary(index_document, plan, "2027", {(what, "PERSON"): 12_500})

        refresh_warnings(DAY)

        assert [warning.detail["bound"] for warning in DocumentWarning.objects.filter(kind="limit")] == told

    def test_hr_reads_what_is_printed_and_what_is_asked(self, in_acme, index_document, browser) -> None:
        document = self.summary(index_document, "HSA 2500", "2027", {("deductible", "PERSON"): 1_700})
        refresh_warnings(DAY)

        page = " ".join(browser.get(reverse("knowledge:document", args=[document.pk])).content.decode().split())

        assert "HSA 2500, deductible for one person, 2027: $1,700 is printed" in page
        assert "federal law asks for at least $1,750" in page
        assert f'href="{reverse("knowledge:facts", args=[document.pk])}"' in page


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

        rewrite(faq, SENTENCE.format(80))

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


class TestManyOfOneKind:
    @pytest.fixture
    def document(self, in_acme, index_document) -> Document:
        document = index_document("Guide", ["Parking."])
        for number in range(5):
            detail = {"plan": f"PPO {number}", "year": "2027", "what": "price"}
            DocumentWarning.objects.create(document=document, kind="missing", key=str(number), detail=detail)
        DocumentWarning.objects.create(document=document, kind="expired", key="", detail={"day": "2026-01-01"})
        return document

    def test_those_left_as_they_are_name_the_other_document(self, in_acme, index_document, browser) -> None:
        one, *others = (index_document(f"Guide {number}", ["Parking."]) for number in range(3))
        for other in others:
            DocumentWarning.objects.create(
                document=one, other=other, kind="near_duplicate", key=str(other.pk), detail={"share": 93}
            )
        alike = self.together(browser, one, "alike")

        answer = browser.post(url("dismiss_warnings"), {"document": one.pk, "warnings": alike.ids}, follow=True)

        for other in others:
            assert f"{other.title}: 93% of the text of both stands in both" in words(answer)

    def together(self, browser, document: Document, name: str) -> WarningsTogether:
        (group,) = getattr(browser.get(url("document", document.pk)).context["warnings"], name)
        return group

    def test_all_are_left_as_they_are_at_once_and_looked_at_again(self, document, browser, hr) -> None:
        shown = words(browser.get(url("document", document.pk)))
        assert "Leave all 5 of “Missing for a plan” as they are" in shown
        assert "“Expired and still published” as they are" not in shown
        alike = self.together(browser, document, "alike")

        answer = browser.post(url("dismiss_warnings"), {"document": document.pk, "warnings": alike.ids}, follow=True)

        assert "5 are left as they are." in words(answer)
        assert f"5 of “Missing for a plan”: left as they are by {hr}" in words(answer)
        assert open_kinds() == ["expired"]

        left = self.together(browser, document, "left")
        answer = browser.post(url("reopen_warnings"), {"document": document.pk, "warnings": left.ids}, follow=True)

        assert "5 are to be looked at again." in words(answer)
        assert open_kinds() == ["expired", *["missing"] * 5]

    def test_what_was_found_since_the_page_was_made_stays(self, document, browser) -> None:
        alike = self.together(browser, document, "alike")
        DocumentWarning.objects.create(document=document, kind="missing", key="new", detail={})

        browser.post(url("dismiss_warnings"), {"document": document.pk, "warnings": alike.ids})

        assert list(DocumentWarning.objects.open().filter(kind="missing").values_list("key", flat=True)) == ["new"]

    def test_those_of_another_document_are_none_of_it(self, document, browser, index_document) -> None:
        other = index_document("FAQ", ["Pets."])
        alike = self.together(browser, document, "alike")

        browser.post(url("dismiss_warnings"), {"document": other.pk, "warnings": alike.ids})

        assert len(open_kinds()) == 6
        assert browser.post(url("dismiss_warnings"), {"document": "x"}).status_code == 404

    def test_one_alone_is_looked_at_again_too(self, document, browser, hr) -> None:
        dismiss(DocumentWarning.objects.get(kind="expired"), by=hr)
        left = self.together(browser, document, "left")
        assert "Look at it again" in words(browser.get(url("document", document.pk)))

        browser.post(url("reopen_warnings"), {"document": document.pk, "warnings": left.ids})

        assert "expired" in open_kinds()


def open_kinds() -> list[str]:
    """Return the kinds of the warnings as they are, without looking anew."""
    return sorted(DocumentWarning.objects.open().values_list("kind", flat=True))


class TestKeptClaims:
    def test_what_is_kept_is_what_would_be_read(self, in_acme, index_document) -> None:
        index_document("SBC PPO 750", [SENTENCE.format(50)], kind="sbc", plan_year="2027")
        index_document("FAQ", [SENTENCE.format(75)], kind="faq")
        fresh = find_warnings(DAY)

        refresh_warnings(DAY)

        assert [len(row.claims) for row in KeptClaims.objects.all()] == [1, 1]
        assert find_warnings(DAY) == fresh
        assert [found.kind for found in fresh if found.kind == "contradiction"] == ["contradiction"]

    def test_a_document_is_read_once_a_day_however_often_it_is_looked_at(self, in_acme, index_document) -> None:
        index_document("SBC PPO 750", [SENTENCE.format(50)], kind="sbc", plan_year="2027")
        faq = index_document("FAQ", [SENTENCE.format(75)], kind="faq")
        assert "contradiction" in kinds()

        faq.published_version.passages.update(text=SENTENCE.format(50))

        assert "contradiction" in kinds()
        assert "contradiction" not in kinds(DAY + timedelta(days=1))

    @pytest.mark.parametrize("change", ["text", "title", "plan_year", "class"])
    def test_it_is_read_again_when_that_changes_what_it_claims(self, in_acme, index_document, change: str) -> None:
        faq = index_document("Guide of the PPO 750", [SENTENCE.format(75)], kind="guide", plan_year="2027")
        refresh_warnings(DAY)
        before = KeptClaims.objects.get()

        if change == "text":
            rewrite(faq, SENTENCE.format(50))
        elif change == "title":
            Document.objects.filter(pk=faq.pk).update(title="Dental guide")
        elif change == "plan_year":
            Document.objects.filter(pk=faq.pk).update(plan_year="2026")
        else:
            BenefitClass.objects.create(code="TR", label="Trainee")

        refresh_warnings(DAY)
        after = KeptClaims.objects.get()
        assert after.digest != before.digest
        assert (after.claims == before.claims) == (change == "class")

    def test_what_a_deleted_document_claimed_goes_with_it(self, in_acme, index_document) -> None:
        document = index_document("FAQ", [SENTENCE.format(75)], kind="faq")
        refresh_warnings(DAY)
        assert KeptClaims.objects.count() == 1

        begin_deletion(document, by=None)
        finish_deletion(document.pk, now=timezone.now())

        assert KeptClaims.objects.count() == 0


def test_of_two_that_look_at_once_the_one_that_saw_most_is_what_stays(committed) -> None:
    acme, outcomes = committed["acme"], []
    with tenant_scope(acme):
        document = Document.objects.create(
            knowledge_base=KnowledgeBase.objects.create(name="Benefits"), title="Rates 2027", kind="rate_sheet"
        )
        version = make_version(document, status="ready")
        Document.objects.filter(pk=document.pk).update(published_version=version, published_at=timezone.now())
        fact = price(version, value=Decimal(200), doubts=["The amounts do not add up."])

    def look() -> None:
        try:
            with tenant_scope(acme):
                outcomes.append(refresh_warnings(DAY))
        finally:
            connection.close()

    older, newer = Thread(target=look), Thread(target=look)
    with tenant_scope(acme):
        with transaction.atomic():
            # Somebody has the document, so whoever has found something about it waits before it is written.
            Document.objects.select_for_update().get(pk=document.pk)
            older.start()
            wait_for(lambda: waiting() == 1)
            change = Thread(target=settle, args=(acme, fact.pk))
            change.start()
            change.join()
            newer.start()
            wait_for(lambda: waiting() == 2 or not newer.is_alive())
        older.join()
        newer.join()

        assert sorted(outcomes) == [0, 1]
        assert DocumentWarning.objects.count() == 0


def settle(client: ClientRef, fact_id: int) -> None:
    try:
        with tenant_scope(client):
            ExtractedFact.objects.filter(pk=fact_id).update(doubts=[])
    finally:
        connection.close()


def test_a_page_does_not_begin_with_all_of_many_warnings(in_acme, index_document, browser) -> None:
    document = index_document("Guide", ["Parking."])
    detail = {"plan": "PPO 750", "year": "2027", "what": "price"}
    for number in range(5):
        DocumentWarning.objects.create(document=document, kind="missing", key=str(number), detail=detail)

    page = words(browser.get(url("document", document.pk)))

    assert page.count("the PPO 750 has none.") == 5
    assert page.partition("Show 2 more")[0].count("the PPO 750 has none.") == 3


def test_every_client_is_looked_at_once_a_day(acme, globex, index_document, settings) -> None:
    settings.CELERY_TASK_ALWAYS_EAGER = True
    for client in (acme, globex):
        with tenant_scope(client):
            index_document("Guide", ["Parking."], effective_to=date(2020, 6, 30))

    watch_documents()

    for client in (acme, globex):
        with tenant_scope(client):
            assert [warning.kind for warning in DocumentWarning.objects.all()] == ["expired"]
