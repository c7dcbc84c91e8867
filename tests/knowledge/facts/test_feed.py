"""What HR confirmed in papers, as rows of the plan catalogue."""

from decimal import Decimal

import pytest

from accounts.models import User
from benefits.catalogue.rows import Row
from benefits.catalogue.write import remove, review, write
from benefits.models import Accumulator, BenefitClass, CatalogueChange, PayCalendar, Plan, Rate, RxTier, ServiceCost
from knowledge.facts import decide
from knowledge.facts.feed import WITHDRAWN, differences, feed_catalogue
from knowledge.lifecycle.publish import publish, unpublish
from knowledge.models import DocumentVersion
from platform_admin.demo.catalogue import catalogue_rows
from platform_admin.demo.numbers import DEMO_TODAY
from tenants.context import tenant_scope
from tests.knowledge.facts.conftest import BLUEFIN, specialist, summary

D = Decimal


def confirm_all(version: DocumentVersion, hr: object) -> None:
    for fact in version.facts.all():
        decide.confirm(fact, by=hr)


pytestmark = pytest.mark.usefixtures("begun")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    wants = "ppo" in metafunc.fixturenames
    metafunc.parametrize("begun", [wants], indirect=True, ids=["summary" if wants else "nothing"])


@pytest.fixture(scope="module")
def confirmed(begun, clients) -> None:
    if begun:
        with tenant_scope(clients["acme"]):
            publish(begun.version.document, by=begun.hr)
            confirm_all(begun.version, begun.hr)


@pytest.fixture
def ppo(begun, confirmed, in_acme, settings) -> DocumentVersion:
    """The summary of PPO 750, published, with all its facts confirmed."""
    return begun.again(settings.MEDIA_ROOT)


@pytest.fixture
def hr(begun, acme, make_person) -> User:
    return begun.hr if begun else make_person(acme, "hr_editor")


def test_confirmed_summary_becomes_the_plan_as_its_numbers_are(ppo, hr):
    written = feed_catalogue(DEMO_TODAY)

    plan = Plan.objects.get(short_name="PPO 750", plan_year__label="2027")
    limits = Accumulator.objects.get(plan=plan, network="IN1", kind="deductible")
    stay = ServiceCost.objects.get(plan=plan, service="hospital_facility", network="IN1")
    away = ServiceCost.objects.get(plan=plan, service="primary", network="OON")
    visit = ServiceCost.objects.get(plan=plan, service="specialist", network="IN1")
    drug = RxTier.objects.get(plan=plan, service="generic", days=30)

    assert written > 40
    assert (plan.status, plan.line) == ("draft", "medical")
    assert (limits.individual, limits.family, limits.family_rule, limits.person_in_family) == (
        750,
        1500,
        "embedded",
        750,
    )
    assert (stay.coinsurance, stay.deductible_applies) == (D("0.2"), True)
    assert (away.coinsurance, away.deductible_applies) == (D("0.4"), True)
    assert (visit.copay, visit.copay_unit, visit.deductible_applies) == (50, "visit", False)
    assert drug.copay == 10
    assert (visit.source_document, visit.source_title) == (ppo.document_id, ppo.document.title)
    assert visit.source_page == specialist(ppo).page
    assert (visit.is_reviewed, visit.reviewed_by) == (True, hr)
    assert feed_catalogue(DEMO_TODAY) == 0


def test_what_the_paper_says_is_what_the_catalogue_was_made_from(ppo, hr, make_person, acme):
    """The catalogue of the same company, written from its numbers, says the same cell for cell."""
    feed_catalogue(DEMO_TODAY)
    of_plan = {"plan_year": "2027", "plan": "PPO 750"}
    rows = [
        Row(row.table, row.key, row.values)
        for row in catalogue_rows(BLUEFIN)
        if row.table in ("accumulator", "service_cost", "rx_tier") and of_plan.items() <= row.key.items()
    ]

    diff = write(rows, by=hr, dry_run=True)

    told = [change for change in diff.changes if change.what == "changed"]
    assert diff.refused == []
    # The paper has words beside the prices that are no fact; and a generic's mail price is in words alone.
    assert {name for change in told for name in change.after} <= {"limits", "label"}
    assert sum(change.what != "new" for change in diff.changes) > 55


def test_nothing_is_taken_that_is_not_confirmed_or_not_published(read, hr):
    version = read(summary(), "ppo-750.pdf")
    decide.confirm(specialist(version), by=hr)

    assert feed_catalogue(DEMO_TODAY) == 0
    publish(version.document, by=hr)
    feed_catalogue(DEMO_TODAY)

    assert list(ServiceCost.objects.values_list("service", "network")) == [("specialist", "IN1")]


def test_row_that_somebody_entered_otherwise_stays_and_is_shown(ppo, hr, browser_of, acme):
    plan = {"plan_year": "2027", "short_name": "PPO 750"}
    cell = {"plan_year": "2027", "plan": "PPO 750", "service": "specialist", "network": "IN1"}
    write(
        [
            Row("plan", plan, {"line": "medical", "name": "PPO 750"}),
            Row("service_cost", cell, {"copay": 55, "copay_unit": "visit"}),
        ],
        by=hr,
        review=True,
    )

    feed_catalogue(DEMO_TODAY)
    told = differences(ppo)

    assert ServiceCost.objects.get(service="specialist", network="IN1").copay == 55
    assert [(one.about, one.here, one.there) for one in told] == [
        ("Service cost: 2027, PPO 750, specialist, IN1", (("copay", "50"),), (("copay", "55"),))
    ]
    page = browser_of(acme, hr).get(f"/hr/documents/{ppo.document_id}/facts/").content.decode()
    assert "Where the plan catalogue says otherwise" in page


def test_corrected_fact_changes_the_row_of_its_paper(ppo, hr):
    feed_catalogue(DEMO_TODAY)
    fact = specialist(ppo)
    corrected = fact.printed.__class__("copay", D(52), unit="visit", deductible="waived")

    decide.correct(fact, corrected, by=hr)
    feed_catalogue(DEMO_TODAY)

    visit = ServiceCost.objects.get(service="specialist", network="IN1")
    assert (visit.copay, visit.is_reviewed) == (52, True)


def test_row_that_somebody_took_out_stays_out_until_it_is_confirmed_anew(ppo, hr):
    feed_catalogue(DEMO_TODAY)
    remove(ServiceCost.objects.get(service="specialist", network="IN1"), by=hr)

    assert feed_catalogue(DEMO_TODAY) == 0
    assert not ServiceCost.objects.filter(service="specialist", network="IN1").exists()
    (told,) = differences(ppo)
    assert "Somebody took this row out of the catalogue" in told.reasons[0]

    fact = specialist(ppo)
    decide.reopen(fact, by=hr)
    decide.confirm(specialist(ppo), by=hr)
    assert feed_catalogue(DEMO_TODAY) == 1


def test_plan_that_somebody_took_out_stays_out_with_all_its_parts(ppo, hr):
    feed_catalogue(DEMO_TODAY)
    remove(Plan.objects.get(short_name="PPO 750"), by=hr)
    fact = specialist(ppo)
    decide.reopen(fact, by=hr)
    decide.confirm(specialist(ppo), by=hr)

    assert feed_catalogue(DEMO_TODAY) == 0
    assert not Plan.objects.filter(short_name="PPO 750").exists()
    assert any("The plan was taken out of the catalogue" in one.reasons[0] for one in differences(ppo))


def test_rows_of_a_withdrawn_paper_wait_to_be_reviewed_once(ppo, hr):
    feed_catalogue(DEMO_TODAY)
    visit = ServiceCost.objects.get(service="specialist", network="IN1")
    assert visit.is_reviewed

    unpublish(ppo.document, by=hr)
    feed_catalogue(DEMO_TODAY)
    visit.refresh_from_db()
    assert not visit.is_reviewed
    assert CatalogueChange.objects.filter(row=visit.pk, why=WITHDRAWN).count() == 1

    ServiceCost.objects.filter(pk=visit.pk).update(reviewed_at=visit.entered_at)
    feed_catalogue(DEMO_TODAY)
    visit.refresh_from_db()
    assert visit.is_reviewed


def test_sheet_waits_for_a_calendar_that_nobody_reviewed_and_says_so(read, hr, rate_sheet, browser_of, acme):
    values = {"label": "24", "deductions_per_year": 24}
    write([Row("pay_calendar", {"code": "24"}, values)], by=hr)
    BenefitClass.objects.create(code="STAFF", label="All regular employees", pay_calendar=PayCalendar.objects.get())
    plan = {"plan_year": "2027", "short_name": "PPO 750"}
    write([Row("plan", plan, {"line": "medical", "name": "PPO 750"})], by=hr, review=True)
    version = read(rate_sheet, "rates.xlsx", kind="rate_sheet")
    publish(version.document, by=hr)
    confirm_all(version, hr)

    feed_catalogue(DEMO_TODAY)

    assert not Rate.objects.exists()
    calendar = PayCalendar.objects.get()
    told = next(one for one in differences(version) if one.row == calendar.pk)
    assert told.reasons[0].startswith("The pay calendar of STAFF, 24, waits to be reviewed. Until then ")
    page = browser_of(acme, hr).get(f"/hr/documents/{version.document_id}/facts/").text
    assert f'href="/hr/plans/pay_calendar/{calendar.pk}/"' in page

    review([calendar], by=hr)
    feed_catalogue(DEMO_TODAY)
    assert Rate.objects.exists()

    write([Row("pay_calendar", {"code": "24"}, {"label": "Semimonthly"})], by=hr)
    assert PayCalendar.objects.get().is_reviewed


def test_rates_of_a_sheet_become_rates_but_not_the_row_that_contradicts_itself(read, hr, rate_sheet):
    values = {"label": "24", "deductions_per_year": 24}
    write([Row("pay_calendar", {"code": "24"}, values)], by=hr, review=True)
    calendar = PayCalendar.objects.get()
    BenefitClass.objects.create(code="STAFF", label="All regular employees", pay_calendar=calendar)
    plan = {"plan_year": "2027", "short_name": "PPO 750"}
    write([Row("plan", plan, {"line": "medical", "name": "PPO 750"})], by=hr, review=True)
    version = read(rate_sheet, "rates.xlsx", kind="rate_sheet")
    publish(version.document, by=hr)
    confirm_all(version, hr)

    feed_catalogue(DEMO_TODAY)

    rates = {rate.tier: rate for rate in Rate.objects.all()}
    assert (rates["EE"].employee_per_deduction, rates["EE"].employee_monthly, rates["EE"].total_monthly) == (
        80,
        160,
        805,
    )
    assert "FAM" not in rates
    assert any("The year differs" in reason for one in differences(version) for reason in one.reasons)


def test_figure_that_hr_corrected_on_the_row_of_the_paper_stays_and_is_shown(ppo, hr):
    feed_catalogue(DEMO_TODAY)
    cell = {"plan_year": "2027", "plan": "PPO 750", "service": "specialist", "network": "IN1"}
    write([Row("service_cost", cell, {"copay": 55})], by=hr, review=True)

    written = feed_catalogue(DEMO_TODAY)

    visit = ServiceCost.objects.get(service="specialist", network="IN1")
    assert (written, visit.copay, visit.source_document) == (0, 55, ppo.document_id)
    assert [one.here for one in differences(ppo)] == [(("copay", "50"),)]


def test_paper_for_one_class_changes_no_plan_that_others_are_offered(ppo, hr):
    BenefitClass.objects.get_or_create(code="UNION", defaults={"label": "Union"})
    write([Row("plan", {"plan_year": "2027", "short_name": "PPO 750"}, {"line": "medical", "name": "PPO 750"})], by=hr)
    ppo.document.audience = ["UNION"]
    ppo.document.save(update_fields=["audience"])

    written = feed_catalogue(DEMO_TODAY)

    assert written == 0
    assert {reason for one in differences(ppo) for reason in one.reasons} >= {
        "The document is for some classes alone, and the plan is offered to others as well. Say for which classes the "
        "plan is, or enter what holds by hand."
    }


def test_plan_of_a_paper_for_one_class_is_that_classs(ppo, hr):
    BenefitClass.objects.get_or_create(code="UNION", defaults={"label": "Union"})
    ppo.document.audience = ["UNION"]
    ppo.document.save(update_fields=["audience"])

    feed_catalogue(DEMO_TODAY)

    assert Plan.objects.get(short_name="PPO 750", plan_year__label="2027").classes == ["UNION"]
    assert ServiceCost.objects.get(service="specialist", network="IN1").copay == 50


def test_paper_that_comes_back_and_goes_again_takes_its_rows_along_again(ppo, hr):
    feed_catalogue(DEMO_TODAY)
    for _ in range(2):
        unpublish(ppo.document, by=hr)
        feed_catalogue(DEMO_TODAY)
        assert not ServiceCost.objects.get(service="specialist", network="IN1").is_reviewed
        publish(ppo.document, by=hr)
        feed_catalogue(DEMO_TODAY)
        assert ServiceCost.objects.get(service="specialist", network="IN1").is_reviewed
