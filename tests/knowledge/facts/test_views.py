"""HR's page of facts as plain forms, as its scripts use it, and for those who may not."""

from decimal import Decimal

import pytest
from django.test import Client as Browser

from knowledge.facts.write import reread_facts
from knowledge.models import Document, DocumentVersion, ExtractedFact
from tenants.audit.models import AuditEvent
from tests.knowledge.conftest import SCRIPT, make_version, url, words
from tests.knowledge.facts.conftest import specialist, summary
from tests.knowledge.facts.printed import pdf_with_tables

pytestmark = pytest.mark.usefixtures("begun")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    wants = "version" in metafunc.fixturenames
    metafunc.parametrize("begun", [wants], indirect=True, ids=["summary" if wants else "nothing"])


@pytest.fixture
def version(begun, in_acme, settings) -> DocumentVersion:
    return begun.again(settings.MEDIA_ROOT)


@pytest.fixture
def fact(version) -> ExtractedFact:
    return specialist(version)


def events() -> list[tuple[str, str]]:
    found = AuditEvent.objects.filter(action__startswith="fact").order_by("at")
    return list(found.values_list("action", "actor_role"))


class TestPage:
    def test_facts_stand_section_by_section_as_they_are_printed(self, browser, version) -> None:
        page = browser.get(url("facts", version.document_id))

        text = words(page)
        total = version.facts.count()
        assert f"0 of {total} confirmed" in text
        titles = [
            "About the plan",
            "Important questions",
            "Office and clinic visits",
            "Drugs",
            "Pregnancy",
            "Not covered, also",
        ]
        places = [text.index(title) for title in titles]
        assert places == sorted(places)
        assert "In network $50 copay per visit, deductible does not apply" in text

    def test_chosen_fact_is_marked_on_the_picture_of_its_page(self, browser, version, fact) -> None:
        page = browser.get(url("facts", version.document_id), {"fact": fact.pk}).content.decode()

        picture = url("page_image", version.pk, fact.page)
        assert f'<image href="{picture}"' in page
        x0, y0 = fact.boxes[0][1:3]
        assert page.count(f'points="{x0},{y0} ') == 2
        assert browser.get(picture).status_code == 200

    def test_moving_to_a_fact_answers_with_its_place_alone(self, browser, version, fact) -> None:
        response = browser.get(url("facts", version.document_id), {"fact": fact.pk, "part": "page"}, **SCRIPT)

        assert response.content.decode().strip().startswith('<div class="fact-place" id="fact-place"')
        assert "as printed: “$50 copay/visit. Deductible does not apply.”" in words(response)

    def test_fact_of_a_file_without_pictures_is_marked_in_the_read_page(self, browser, read, rate_sheet) -> None:
        version = read(rate_sheet, "rates.xlsx", kind="rate_sheet")
        wrong = version.facts.get(plan="PPO 750", coverage_tier="FAM", attribute="employee", unit="month")

        page = browser.get(url("facts", version.document_id), {"fact": wrong.pk}).content.decode()

        assert page.count("<mark>") == 1
        assert "<mark>$690.00</mark>" in page
        assert "680.00 a month would fit" in page
        assert "1 needs a close look" in page

    def test_services_that_the_document_does_not_have_are_named(self, browser, version) -> None:
        version.facts.filter(service="hospice").delete()

        assert "Not found in this document: Hospice services." in words(browser.get(url("facts", version.document_id)))

    def test_document_without_facts_says_what_to_do(self, browser, in_acme, index_document) -> None:
        document = index_document("Guide", ["Parking is free."])

        page = browser.get(url("facts", document.pk))
        assert "No facts here" in words(page)
        assert f'href="{url("edit", document.pk)}"' in page.content.decode()

    def test_summary_of_which_nothing_could_be_read_says_so_on_its_page(self, browser, read) -> None:
        guide, unread = (
            read(pdf_with_tables(f"Parking is free, says the {kind}."), f"{kind}.pdf", kind=kind)
            for kind in ("guide", "sbc")
        )

        assert "facts" not in words(browser.get(url("document", guide.document_id))).casefold()
        page = browser.get(url("document", unread.document_id))
        assert "No facts could be read" in words(page)
        assert f'href="{url("facts", unread.document_id)}?version=1"' in page.content.decode()

    @pytest.mark.parametrize("page", ["document", "check"])
    def test_guide_with_a_table_of_prices_says_how_they_become_facts(self, browser, read, rate_sheet, page) -> None:
        version = read(rate_sheet, "rates.xlsx", kind="guide")
        hint = "This document seems to hold a table of prices"
        assert not version.facts.exists()
        assert hint in words(browser.get(url(page, version.document_id)))

        Document.objects.update(kind="rate_sheet")
        reread_facts(version)

        assert version.facts.exists()
        assert hint not in words(browser.get(url(page, version.document_id)))

    @pytest.mark.parametrize("page", ["document", "check"])
    def test_guide_with_other_tables_of_amounts_hears_nothing_of_prices(self, browser, read, page) -> None:
        version = read(summary(), "ppo-750.pdf", kind="guide")

        assert version.pages.filter(blocks__contains=[{"kind": "table"}]).exists()
        assert "table of prices" not in words(browser.get(url(page, version.document_id)))

    def test_way_to_the_next_doubt_stands_beside_their_number(self, browser, version, fact) -> None:
        ExtractedFact.objects.filter(pk=fact.pk).update(doubts=["Look at this."])

        page = browser.get(url("facts", version.document_id)).content.decode()

        assert f'fact={fact.pk}#fact-{fact.pk}">1 needs a close look</a>' in page

    def test_document_leads_to_its_facts(self, browser, version) -> None:
        page = browser.get(url("document", version.document_id))

        assert f'href="{url("facts", version.document_id)}?version=1"' in page.content.decode()
        assert f"0 of {version.facts.count()} confirmed" in words(page)

    def test_older_version_shows_its_own_facts(self, browser, version, fact) -> None:
        make_version(version.document, status="ready")

        assert "$50 copay per visit" in words(browser.get(url("facts", version.document_id), {"version": 1}))
        assert "No facts here" in words(browser.get(url("facts", version.document_id), {"version": 2}))


class TestDecisions:
    def test_confirming_as_a_form_leads_back_to_the_fact(self, browser, hr, version, fact) -> None:
        response = browser.post(url("fact_decide", fact.pk), {"decision": "confirm"})

        fact.refresh_from_db()
        assert (fact.state, fact.confirmed_by) == ("confirmed", hr)
        assert fact.confirmed_at is not None
        assert response["Location"].endswith(f"?version=1&fact={fact.pk}#fact-{fact.pk}")
        assert f"1 of {version.facts.count()} confirmed" in words(browser.get(response["Location"]))
        assert events() == [("fact.confirmed", "hr_editor")]

    def test_confirming_with_scripts_answers_with_the_row_and_the_counts(self, browser, version, fact) -> None:
        response = browser.post(url("fact_decide", fact.pk), {"decision": "confirm"}, **SCRIPT)

        assert response.content.decode().count("hx-swap-oob") == 3
        assert f"1 of {version.facts.count()} confirmed" in words(response)
        assert "Office and clinic visits 1 of 9" in words(response)

    def test_rejected_fact_can_be_taken_up_again(self, browser, fact) -> None:
        browser.post(url("fact_decide", fact.pk), {"decision": "reject"})
        fact.refresh_from_db()
        assert fact.state == "rejected"

        browser.post(url("fact_decide", fact.pk), {"decision": "reopen"})

        fact.refresh_from_db()
        assert (fact.state, fact.confirmed_by, fact.confirmed_at) == ("proposed", None, None)
        assert events() == [("fact.rejected", "hr_editor"), ("fact.reopened", "hr_editor")]

    def test_second_decision_on_the_same_fact_is_told_and_changes_nothing(self, browser, fact) -> None:
        browser.post(url("fact_decide", fact.pk), {"decision": "confirm"})

        response = browser.post(url("fact_decide", fact.pk), {"decision": "reject"}, **SCRIPT)

        fact.refresh_from_db()
        assert fact.state == "confirmed"
        assert "decided on a moment ago" in response["HX-Trigger"]
        assert events() == [("fact.confirmed", "hr_editor")]

    def test_correction_stands_beside_what_is_printed(self, browser, fact) -> None:
        form = {"attribute": "coinsurance", "amount": "25", "unit": "", "deductible": "applies"}

        browser.post(url("fact_correct", fact.pk), form)

        fact.refresh_from_db()
        assert (fact.attribute, fact.value, fact.deductible) == ("copay", Decimal(50), "waived")
        assert (fact.reading.attribute, fact.reading.value) == ("coinsurance", Decimal("0.25"))
        assert (fact.reading.deductible, fact.state) == ("applies", "confirmed")
        page = words(browser.get(url("facts", fact.version.document_id)))
        assert "25% coinsurance, after the deductible" in page
        assert "Printed: $50 copay per visit, deductible does not apply" in page
        assert events() == [("fact.corrected", "hr_editor")]

    def test_correction_that_changes_nothing_is_a_confirmation(self, browser, fact) -> None:
        browser.post(
            url("fact_correct", fact.pk),
            {"attribute": "copay", "amount": "50.00", "unit": "visit", "deductible": "waived"},
        )

        fact.refresh_from_db()
        assert (fact.state, fact.is_corrected) == ("confirmed", False)

    @pytest.mark.parametrize(
        ("form", "sentence"),
        [
            ({"attribute": "copay", "amount": ""}, "Say how much."),
            ({"attribute": "coinsurance", "amount": "120"}, "at most 100 percent"),
            ({"attribute": "copay", "amount": "-3"}, "greater than or equal to 0"),
            ({"attribute": "copay", "amount": "9" * 30}, "no more than"),
            ({"attribute": "poem", "amount": "3"}, "not one of the available choices"),
        ],
    )
    def test_correction_that_cannot_be_is_refused_with_a_sentence(self, browser, fact, form, sentence) -> None:
        for headers in ({}, SCRIPT):
            response = browser.post(url("fact_correct", fact.pk), form, **headers)
            assert response.status_code == 422
            assert sentence in words(response)

        fact.refresh_from_db()
        assert fact.state == "proposed"

    @pytest.mark.parametrize(
        ("service", "attribute", "form", "expected"),
        [
            ("deductible", "amount", {"amount": "800"}, Decimal(800)),
            ("referral", "answer", {"text": "yes"}, "yes"),
            ("deductible", "family_rule", {"text": "aggregate"}, "aggregate"),
            ("plan", "to", {"text": "2027-06-30"}, "2027-06-30"),
            ("not_in_limit", "details", {"text": "Premiums alone."}, "Premiums alone."),
        ],
    )
    def test_each_kind_of_fact_is_corrected_in_its_own_field(
        self, browser, version, service, attribute, form, expected
    ) -> None:
        fact = version.facts.filter(service=service, attribute=attribute).first()
        assert browser.get(url("fact_correct", fact.pk)).status_code == 200

        browser.post(url("fact_correct", fact.pk), form)

        fact.refresh_from_db()
        assert (fact.reading.value if fact.text == "" else fact.reading.text) == expected
        assert browser.get(url("facts", version.document_id)).status_code == 200

    def test_corrected_name_of_the_plan_draws_the_page_anew(self, browser, version) -> None:
        name = version.facts.get(service="plan", attribute="name")

        response = browser.post(url("fact_correct", name.pk), {"text": "Blue 750"}, **SCRIPT)

        assert response["HX-Redirect"].endswith(f"#fact-{name.pk}")
        assert version.facts.filter(plan="Blue 750").count() == version.facts.count()

    def test_two_plans_of_one_document_do_not_get_one_name(self, browser, version, fact) -> None:
        ExtractedFact.objects.filter(pk=fact.pk).update(plan="PPO 500")
        name = version.facts.get(service="plan", attribute="name")

        response = browser.post(url("fact_correct", name.pk), {"text": "PPO 500"}, **SCRIPT)

        assert response.status_code == 422
        assert "Another plan in this document has this name." in words(response)

    def test_section_is_confirmed_but_for_what_is_doubted(self, browser, version, fact) -> None:
        ExtractedFact.objects.filter(pk=fact.pk).update(doubts=["Look at this."])
        form = {"version": 1, "section": "visit", "plan": "PPO 750"}

        response = browser.post(url("facts_confirm", version.document_id), form, follow=True)

        states = version.facts.filter(section="visit").values_list("state", flat=True)
        assert sorted(states) == ["confirmed"] * 8 + ["proposed"]
        fact.refresh_from_db()
        assert fact.state == "proposed"
        assert "8 facts confirmed." in words(response)
        assert version.facts.filter(state="confirmed").exclude(section="visit").count() == 0
        assert events() == [("facts.confirmed", "hr_editor")]

    def test_all_that_is_clear_is_confirmed_at_once_and_taken_back_at_once(self, browser, version, fact) -> None:
        ExtractedFact.objects.filter(pk=fact.pk).update(doubts=["Look at this."])
        clear = version.facts.exclude(pk=fact.pk).filter(doubts=[]).count()

        response = browser.post(url("facts_confirm", version.document_id), {"version": 1}, follow=True)

        assert version.facts.filter(state="confirmed").count() == clear
        assert f"{clear} facts confirmed." in words(response)
        at = version.facts.filter(state="confirmed").values_list("confirmed_at", flat=True).first()
        later = version.facts.filter(state="confirmed").first()
        browser.post(url("fact_decide", later.pk), {"decision": "reopen"})
        browser.post(url("fact_decide", later.pk), {"decision": "confirm"})

        form = {"version": 1, "confirmed": at.isoformat()}
        response = browser.post(url("facts_take_back", version.document_id), form, follow=True)

        assert f"{clear - 1} facts taken back." in words(response)
        # What was decided on since stays.
        assert list(version.facts.filter(state="confirmed")) == [later]
        assert ("facts.reopened", "hr_editor") in events()

    @pytest.mark.parametrize(
        "odd",
        ["", "yesterday", "2026-01-01T00:00:00", "2026-01-01T00:00:00+00:00", "2026-01-01T00:00:00+23:59", "\0"],
    )
    def test_taking_back_what_nobody_confirmed_changes_nothing(self, browser, version, fact, odd: str) -> None:
        browser.post(url("fact_decide", fact.pk), {"decision": "confirm"})

        form = {"version": 1, "confirmed": odd}
        response = browser.post(url("facts_take_back", version.document_id), form, follow=True)

        assert "Nothing was left to take back." in words(response)
        assert version.facts.filter(state="confirmed").count() == 1
        assert browser.get(url("facts", version.document_id), {"version": 1, "confirmed": odd}).status_code == 200

    @pytest.mark.parametrize("odd", [{"section": "visit\0"}, {"plan": "PPO\0 750"}, {"section": "x" * 500}])
    def test_section_that_no_page_sends_breaks_nothing(self, browser, version, odd: dict) -> None:
        form = {"version": 1, "section": "visit", "plan": "PPO 750"}

        assert browser.post(url("facts_confirm", version.document_id), form | odd).status_code == 302

    def test_document_that_is_being_deleted_takes_no_decision(self, browser, version, fact) -> None:
        assert browser.get(url("facts", version.document_id)).status_code == 200
        browser.post(url("delete", version.document_id))

        assert browser.post(url("fact_decide", fact.pk), {"decision": "confirm"}).status_code == 404
        assert browser.get(url("facts", version.document_id)).status_code == 404
        fact.refresh_from_db()
        assert fact.state == "proposed"

    def test_document_that_is_being_deleted_shows_no_way_to_its_facts(self, browser, version) -> None:
        way = f'href="{url("facts", version.document_id)}?version=1"'
        assert way in browser.get(url("document", version.document_id)).content.decode()

        browser.post(url("delete", version.document_id))

        assert way not in browser.get(url("document", version.document_id)).content.decode()

    def test_reading_again_takes_up_a_changed_kind(self, browser, read) -> None:
        version = read(summary(), "guide.pdf", kind="guide")
        type(version.document).objects.filter(pk=version.document_id).update(kind="sbc")

        response = browser.post(url("facts_read", version.document_id), {"version": 1}, follow=True)

        assert f"{version.facts.count()} facts read." in words(response)
        assert version.facts.count() > 100


class TestRights:
    def addresses(self, fact: ExtractedFact) -> list[tuple[str, str]]:
        document = fact.version.document_id
        return [
            ("get", url("facts", document)),
            ("get", f"{url('facts', document)}?fact={fact.pk}&part=page"),
            ("get", url("fact_correct", fact.pk)),
            ("post", url("fact_correct", fact.pk)),
            ("post", url("fact_decide", fact.pk)),
            ("post", url("facts_confirm", document)),
            ("post", url("facts_read", document)),
            ("post", url("facts_take_back", document)),
        ]

    def test_employees_and_strangers_see_no_fact(self, acme, fact, browser, make_person, browser_of) -> None:
        # HR sees every one of these pages.
        for method, address in self.addresses(fact)[:3]:
            assert getattr(browser, method)(address).status_code == 200

        for person in (make_person(acme, "employee"), None):
            for method, address in self.addresses(fact):
                response = getattr(browser_of(acme, person), method)(address)
                assert response.status_code == (403 if person else 302)
                assert "copay" not in words(response)

    def test_another_clients_hr_finds_nothing_there(self, fact, browser, globex, make_person, browser_of) -> None:
        assert browser.get(url("fact_correct", fact.pk)).status_code == 200
        elsewhere: Browser = browser_of(globex, make_person(globex, "hr_admin"))

        for method, address in self.addresses(fact):
            assert getattr(elsewhere, method)(address).status_code == 404, address
