"""The coverage map: for each subject, plan and year what employees would be answered from."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from benefits.audience import MeantFor
from benefits.models import Contact, PlanYear
from knowledge import tasks
from knowledge.evaluation import coverage_map
from knowledge.evaluation.coverage_map import Cell, Map, draw_map, kept_map
from knowledge.models import CoverageMap
from tenants.context import tenant_scope
from tests.knowledge.conftest import url, words

DAY = date(2026, 11, 25)


@pytest.fixture
def calendar(in_acme, make_calendar) -> None:
    make_calendar()


def cells(subject: str) -> dict[tuple[str, str], Cell]:
    return {(cell.plan, cell.year): cell for cell in draw_map(DAY).cells if cell.subject == subject}


def states(subject: str) -> dict[tuple[str, str], str]:
    return {key: cell.state for key, cell in cells(subject).items()}


def test_a_figure_of_the_year_covers_and_leads_to_its_page(calendar, index_document) -> None:
    document = index_document(
        "Dental summary",
        ["Welcome to our plans.", ("Dental", "The dental plan pays 50% for a crown; the annual maximum is $1,500.")],
        kind="summary",
        plan_year="2026",
    )

    cell = cells("dental")[("", "2026")]

    assert (cell.state, cell.document_id, cell.page, cell.version) == ("covered", str(document.pk), 2, 1)


def test_a_mention_without_a_figure_or_in_a_deck_is_weak(calendar, index_document) -> None:
    index_document("Guide", ["The dental plan is run by a carrier."], kind="guide", plan_year="2026")
    index_document("Deck", ["Dental maximum: $1,500 a year."], kind="deck", plan_year="2027")

    assert states("dental") == {("", "2026"): "weak", ("", "2027"): "weak"}


def test_last_years_document_is_expired_for_the_next(calendar, index_document) -> None:
    text = "The dental plan pays 50% for a crown; the annual maximum is $1,500."
    ends = date(2026, 12, 31)
    index_document("Dental summary", [text], kind="summary", plan_year="2026", effective_to=ends)

    assert states("dental") == {("", "2026"): "covered", ("", "2027"): "expired"}
    assert cells("dental")[("", "2027")].plan_year == "2026"


@pytest.mark.parametrize(
    ("title", "text", "now"),
    [
        ("HSA Guide 2027", "You can put $3,900 into your HSA.", "missing"),
        ("HSA Guide 2027", "You can put $3,900 into your HSA in 2026, and as much in 2027.", "covered"),
        ("Handbook 2024", "You can put $3,900 into your HSA.", "covered"),
    ],
)
def test_what_is_only_of_a_year_to_come_does_not_cover_this_one(
    calendar, index_document, title: str, text: str, now: str
) -> None:
    index_document(title, [text], kind="account_guide", plan_year="")

    assert states("hsa") == {("", "2026"): now, ("", "2027"): "covered"}


def test_a_document_that_has_ended_is_expired_in_its_own_year(calendar, index_document) -> None:
    text = "The vision plan pays $150 for frames every 24 months."
    index_document("Vision", [text], kind="summary", plan_year="2026", effective_to=date(2026, 6, 30))

    assert states("vision")[("", "2026")] == "expired"


@pytest.mark.parametrize(
    ("heading", "state"), [("Important questions", "covered"), ("About these Coverage Examples:", "weak")]
)
def test_example_that_a_summary_must_print_covers_nothing(calendar, index_document, heading: str, state: str) -> None:
    told = (heading, "The plan's overall deductible is $750.")
    index_document("PPO 750 SBC", [told], kind="sbc", plan_year="2026", plans=["PPO 750"])

    found = {
        cell.plan: cell.state for cell in draw_map(DAY).cells if (cell.subject, cell.year) == ("deductible", "2026")
    }

    assert found == {"PPO 750": state}


def test_what_nothing_says_is_missing_and_what_is_not_published_does_not_count(calendar, index_document) -> None:
    text = "The dental plan pays 50% for a crown; the annual maximum is $1,500."
    index_document("Dental", [text], kind="summary", plan_year="2026", is_published=False)

    assert set(states("dental").values()) == {"missing"}

    index_document("Dental two", [text + " Yes."], kind="summary", plan_year="2026")
    assert states("dental")[("", "2026")] == "covered"


def test_each_medical_plan_is_looked_at_for_itself(calendar, index_document) -> None:
    deductible = ("Important questions", "The overall deductible is {} for a person.")
    index_document("PPO 750 SBC", [(deductible[0], deductible[1].format("$750"))], kind="sbc", plan_year="2026")
    index_document("HMO Gold SBC", ["The network has 500 doctors."], kind="sbc", plan_year="2026")

    drawn = draw_map(DAY)

    assert drawn.plans == ("HMO Gold", "PPO 750")
    found = {cell.plan: cell.state for cell in drawn.cells if (cell.subject, cell.year) == ("deductible", "2026")}
    assert found == {"HMO Gold": "missing", "PPO 750": "covered"}


def test_proper_names_of_plans_are_shown_as_their_titles_write_them(calendar, index_document) -> None:
    for name in ("Northwind Standard", "Northwind Health Plus"):
        index_document(
            f"{name} Benefits Details 2026",
            ["The overall deductible is $750 for a person."],
            kind="plan_document",
            plan_year="2026",
        )

    drawn = draw_map(DAY)

    assert drawn.plans == ("Northwind Health Plus", "Northwind Standard")
    assert {cell.plan for cell in drawn.cells if cell.subject == "deductible"} == set(drawn.plans)


def test_what_is_meant_for_one_class_covers_with_a_note(calendar, index_document) -> None:
    text = "The dental plan pays 50% for a crown; the annual maximum is $1,500."
    index_document("Union dental", [text], kind="summary", plan_year="2026", audience=["UNION"])

    cell = cells("dental")[("", "2026")]

    assert (cell.state, cell.meant_for) == ("covered", MeantFor(("UNION",)))


@pytest.mark.parametrize(
    "meant_for",
    [MeantFor((), ("CA", "NY")), MeantFor((), (), "part_time"), MeantFor(("UNION",), ("TX",), "full_time")],
)
def test_what_is_meant_for_one_state_or_working_time_covers_with_a_note(
    calendar, index_document, meant_for: MeantFor
) -> None:
    people = {"audience": list(meant_for.classes), "work_states": list(meant_for.work_states), "hours": meant_for.hours}
    text = "The dental plan pays 50% for a crown; the annual maximum is $1,500."
    index_document("Dental", [text], kind="summary", plan_year="2026", **people)

    cell = cells("dental")[("", "2026")]

    assert (cell.state, cell.meant_for) == ("covered", meant_for)
    drawn = draw_map(DAY)
    assert Map.from_json(json.loads(json.dumps(drawn.as_json()))) == drawn


def test_years_that_have_ended_are_left_out(calendar, index_document) -> None:
    PlanYear.objects.create(label="2025", starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31))

    assert draw_map(DAY).years == ("2026", "2027")


class TestKept:
    def test_the_map_is_redrawn_only_when_something_changed(self, calendar, index_document, in_acme) -> None:
        index_document("Guide", ["Parking is free."])
        tasks.draw_coverage_map.delay(in_acme.schema_name)
        first = kept_map().drawn_at

        tasks.draw_coverage_map.delay(in_acme.schema_name)
        assert kept_map().drawn_at == first

        index_document("Dental", ["The dental maximum is $1,500 a year."], kind="summary")
        tasks.draw_coverage_map.delay(in_acme.schema_name)
        assert kept_map().drawn_at > first

    @pytest.mark.parametrize("name", ["publish", "unpublish", "delete"])
    def test_publishing_and_its_contrary_redraw_it(
        self, calendar, browser, index_document, run_tasks: Callable, name: str
    ) -> None:
        document = index_document("Guide", ["Parking is free."], is_published=name != "publish")
        coverage_map.redraw(timezone.localdate())
        before = kept_map().fingerprint

        with run_tasks():
            browser.post(url(name, document.pk))

        assert kept_map().fingerprint != before

    def test_the_next_day_it_is_out_of_date(self, calendar) -> None:
        assert coverage_map.current_fingerprint(DAY) != coverage_map.current_fingerprint(DAY + timedelta(days=1))


class TestPage:
    def test_the_first_look_has_it_drawn_and_then_shows_places_and_uploads(
        self, calendar, browser, index_document, run_tasks
    ) -> None:
        text = "The dental plan pays 50% for a crown; the annual maximum is $1,500."
        document = index_document("Dental summary", [text], kind="summary", plan_year="")

        with run_tasks():
            first = browser.get(url("coverage"))
        second = browser.get(url("coverage"))
        page = second.content.decode()

        assert "being drawn for the first time" in words(first)
        assert 'hx-trigger="every 2s"' in first.content.decode()
        assert 'hx-trigger="every 2s"' not in page
        assert f"/hr/documents/{document.pk}/?version=1&amp;page=1#pages" in page
        assert "Covered Dental summary, page 1" in words(second)
        assert f"{url('upload')}?kind=notice&amp;plan_year=" in page

    def test_contacts_and_enrollment_dates_that_hr_keeps_in_the_product_cover_their_subjects(
        self, calendar, browser
    ) -> None:
        PlanYear.objects.update(enrolment_opens_on=None, enrolment_closes_on=None)
        coverage_map.redraw(timezone.localdate())
        before = browser.get(url("coverage"))
        dates = {"enrolment_opens_on": date(2026, 11, 1), "enrolment_closes_on": date(2026, 11, 30)}
        PlanYear.objects.filter(label="2027").update(**dates)
        Contact.objects.create(name="Benefits team", role="hr", phone="614-555-0110")

        assert "Contacts Missing" in words(before)
        assert "Enrollment dates Missing" in words(before)
        this_year, next_year = (
            browser.get(url("coverage"), {"year": label}).context["year"] for label in ("2026", "2027")
        )
        shown = {
            (year.label, row.label): (cell.state, cell.place, cell.place_url)
            for year in (this_year, next_year)
            for group in year.groups
            for row in group.rows
            for cell in row.cells
            if row.label in ("Contacts", "Enrollment dates")
        }
        assert shown == {
            ("2026", "Contacts"): ("covered", "Contacts", "/hr/contacts/"),
            ("2027", "Contacts"): ("covered", "Contacts", "/hr/contacts/"),
            ("2026", "Enrollment dates"): ("missing", "", ""),
            ("2027", "Enrollment dates"): ("covered", "Plan years", "/hr/company/plan-years/"),
        }
        assert next_year.counts["covered"] == 2

    def test_one_year_is_shown_the_last_if_none_is_chosen(self, calendar, browser) -> None:
        coverage_map.redraw(timezone.localdate())

        years = [browser.get(url("coverage"), asked).context["year"].label for asked in ({}, {"year": "2026"})]

        assert years == ["2027", "2026"]

    def test_a_state_leaves_the_subjects_that_have_it(self, calendar, browser, index_document) -> None:
        text = "The dental plan pays 50% for a crown; the annual maximum is $1,500."
        index_document("Dental summary", [text], kind="summary", plan_year="")
        coverage_map.redraw(timezone.localdate())

        covered = browser.get(url("coverage"), {"year": "2027", "state": "covered"})
        expired = browser.get(url("coverage"), {"year": "2027", "state": "expired"})

        states = {cell.state for group in covered.context["year"].groups for row in group.rows for cell in row.cells}
        assert states == {"covered"}
        assert expired.context["year"].groups == ()
        assert "Nothing of 2027 has this state." in words(expired)

    def test_the_upload_it_leads_to_knows_kind_and_year(self, calendar, browser) -> None:
        form = browser.get(url("upload"), {"kind": "notice", "plan_year": "2027"}).context["form"]

        assert (form["kind"].value(), form["plan_year"].value()) == ("notice", "2027")

    def test_only_hr_sees_it_and_only_its_own(
        self, acme, globex, calendar, index_document, browser_of, make_person
    ) -> None:
        index_document("Acme dental", ["The dental maximum is $1,500 a year."], kind="summary")
        coverage_map.redraw(timezone.localdate())
        other = browser_of(globex, make_person(globex, "hr_admin"))

        assert "Acme dental" in words(browser_of(acme, make_person(acme, "hr_editor")).get(url("coverage")))
        assert browser_of(acme, make_person(acme)).get(url("coverage")).status_code == 403
        assert Browser(HTTP_HOST="acme.localhost").get(url("coverage")).status_code == 302
        assert "Acme dental" not in words(other.get(url("coverage")))
        with tenant_scope(globex):
            assert CoverageMap.objects.count() == 0
