"""HR's pages of the catalogue."""

import re

import pytest
from django.test import Client as Browser

from accounts.models import User
from benefits.catalogue.rows import Row
from benefits.catalogue.write import write
from benefits.models import CatalogueChange, Plan, PlanYear, Rate, ServiceCost
from tenants.audit.models import AuditEvent
from tenants.binding import ClientRef


@pytest.fixture
def hr(in_acme: ClientRef, reviewer: User, browser_of) -> Browser:
    return browser_of(in_acme, reviewer)


def plan(name: str = "PPO 1000") -> Plan:
    return Plan.objects.get(short_name=name, plan_year__label="2027")


def rate() -> Rate:
    return Rate.objects.get(plan=plan(), tier="EE", benefit_class__code="SAL")


RATE = {"employee_per_deduction": "80", "deductions": "26", "employee_monthly": "173.33", "source_title": "Letter"}


def test_list_tells_what_waits_and_what_is_missing(juniper, reviewer, hr):
    write([Row("plan", {"plan_year": "2027", "short_name": "New"}, {"line": "medical", "name": "New"})], by=reviewer)

    page = hr.get("/hr/plans/?year=2027").content.decode()

    assert "PPO 1000" in page
    assert "1 to review" in page
    assert (
        "overall deductible, out-of-pocket limit, primary care visit, specialist visit, 28 more, what it costs each pay"
        in page.lower()
    )


def test_page_of_a_plan_has_the_summarys_rows_in_its_order(juniper, hr):
    page = hr.get(f"/hr/plans/{plan().pk}/").content.decode()

    told = [
        "Important questions",
        "$1,000 person / $2,000 family, embedded",
        "Office and clinic visits",
        "40% coinsurance after the deductible",
        "$55 copay a visit",
        "Drugs",
        "25% coinsurance, at most $250",
        "Hospital stay",
        "What it costs each pay",
        "$78.00 a deduction × 26; $742.00 a month in all",
        "Excluded and other covered services",
    ]
    places = [page.find(words) for words in told]
    assert -1 not in places
    assert places == sorted(places)
    assert "Summary of Benefits and Coverage: PPO 1000 2027" in page


def test_page_warns_where_one_person_may_have_to_fill_a_family_limit_above_the_laws(juniper, reviewer, hr):
    key = {"plan_year": "2027", "plan": "PPO 1000", "network": "IN1", "kind": "oopm"}
    limit = {"individual": 9000, "family": 18000, "family_rule": "aggregate", "person_in_family": None}
    warned = "let one person of a family pay at most $12,000"
    before = hr.get(f"/hr/plans/{plan().pk}/").content.decode()

    assert write([Row("accumulator", key, limit)], by=reviewer).is_written
    open_one = hr.get(f"/hr/plans/{plan().pk}/").content.decode()
    exempt = {"is_exempt_from_cost_limit": True}
    write([Row("plan", {"plan_year": "2027", "short_name": "PPO 1000"}, exempt)], by=reviewer)
    exempt_one = hr.get(f"/hr/plans/{plan().pk}/").content.decode()

    assert [warned in page for page in (before, open_one, exempt_one)] == [False, True, False]


def test_form_of_a_plan_asks_whether_the_limit_of_the_law_binds_it(juniper, hr):
    page = hr.get(f"/hr/plans/plan/{plan().pk}/").content.decode()

    assert "Exempt from the federal limit on what people pay" in page
    assert "Only of a grandfathered plan or one for retirees alone" in page


def test_row_that_holds_at_another_time_has_its_place_too(juniper, reviewer, hr):
    visit = {"plan_year": "2027", "plan": "PPO 1000", "service": "urgent", "network": "IN1"}
    tier = {"plan_year": "2027", "plan": "PPO 1000", "order": 5, "days": 30}
    later = {"copay": 65, "copay_unit": "visit"}
    write([Row("service_cost", {**visit, "effective_from": "2027-07-01"}, later)], by=reviewer)
    write([Row("rx_tier", tier, {"label": "Preventive drugs", "copay": 0})], by=reviewer)

    page = hr.get(f"/hr/plans/{plan().pk}/").content.decode()

    assert "Review all 2" in page
    assert all(
        words in page for words in ("$65 copay a visit", "$60 copay a visit", "Preventive drugs, 30 days, retail")
    )


def test_rules_of_a_year_are_told_in_words(juniper, hr):
    page = hr.get(f"/hr/plans/years/{PlanYear.objects.get(label='2026').pk}/").content.decode()

    assert "30 days after the hire, first of the month coincident with or next after it" in page
    assert "$3,300 a year, care until March 15, 2027, claims until April 30, 2027" in page
    assert "100% of 3% of pay, then 50% of 2% of pay" in page
    assert "2 times the pay, at most $200,000; 65% from 70, 50% from 75" in page


def seen(hr, address: str) -> list[str]:
    """Return what the page says that its reader has seen, as its buttons send it."""
    page = hr.get(address).content.decode()
    return list(dict.fromkeys(re.findall(r'name="seen" value="([-0-9a-f]+:[^"]+)"', page)))


def test_row_that_was_changed_after_it_was_looked_at_is_not_reviewed_with_the_rest(juniper, reviewer, hr):
    stored = rate()
    hr.post(f"/hr/plans/rate/{stored.pk}/", RATE | {"seen": stored.stamp})
    looked_at = seen(hr, f"/hr/plans/{plan().pk}/")
    key = {"plan_year": "2027", "plan": "PPO 1000", "benefit_class": "SAL", "tier": "EE"}
    write([Row("rate", key, {"employee_per_deduction": 800, "employee_monthly": "1733.33"})], by=reviewer)

    page = hr.post(f"/hr/plans/{plan().pk}/review/", {"seen": looked_at}, follow=True).content.decode()
    one = hr.post(f"/hr/plans/rate/{stored.pk}/review/", {"seen": looked_at}, follow=True).content.decode()

    assert "1 came or changed since you opened the page." in page
    assert "was changed meanwhile" in one
    assert not rate().is_reviewed


def test_form_that_somebody_else_overtook_says_what_is_there_now(juniper, reviewer, hr):
    opened = rate().stamp
    key = {"plan_year": "2027", "plan": "PPO 1000", "benefit_class": "SAL", "tier": "EE"}
    ninety = {"employee_per_deduction": 90, "employee_monthly": 195, "employer_monthly": None, "total_monthly": None}
    write([Row("rate", key, ninety)], by=reviewer)

    answer = hr.post(f"/hr/plans/rate/{rate().pk}/", RATE | {"seen": opened})

    assert answer.status_code == 422
    assert "Somebody changed this since you opened it." in answer.content.decode()
    assert rate().employee_per_deduction == 90
    hr.post(f"/hr/plans/rate/{rate().pk}/", RATE | {"seen": rate().stamp})
    assert rate().employee_per_deduction == 80


def test_changed_row_waits_until_it_is_reviewed_from_the_page(juniper, hr):
    stored = rate()

    answer = hr.post(f"/hr/plans/rate/{stored.pk}/", RATE | {"seen": rate().stamp})
    stored.refresh_from_db()

    assert answer.status_code == 302
    assert (stored.employee_per_deduction, stored.is_reviewed) == (80, False)
    assert "Review all 1" in hr.get(f"/hr/plans/{plan().pk}/").content.decode()

    fragment = hr.post(
        f"/hr/plans/rate/{stored.pk}/review/",
        {"seen": seen(hr, f"/hr/plans/rate/{stored.pk}/")},
        headers={"HX-Request": "true"},
    ).content.decode()
    stored.refresh_from_db()

    assert "Reviewed" in fragment
    assert stored.is_reviewed
    assert AuditEvent.objects.filter(action="catalogue.reviewed").exists()


def test_whoever_compared_it_with_the_paper_reviews_it_at_once(juniper, hr):
    hr.post(f"/hr/plans/rate/{rate().pk}/", {**RATE, "seen": rate().stamp, "review": "on"})

    assert (rate().employee_per_deduction, rate().is_reviewed, rate().source_title) == (80, True, "Letter")


def test_figure_that_cannot_be_is_refused_beside_what_was_typed(juniper, hr):
    answer = hr.post(f"/hr/plans/rate/{rate().pk}/", {**RATE, "seen": rate().stamp, "employee_monthly": "170"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The year differs" in page
    assert 'value="170"' in page
    assert rate().employee_per_deduction == 78


def test_missing_service_is_entered_from_its_place(juniper, hr):
    ServiceCost.objects.filter(plan=plan(), service="urgent", network="IN1").delete()
    page = hr.get(f"/hr/plans/{plan().pk}/").content.decode()
    assert "Missing: urgent care." in page
    address = f"/hr/plans/{plan().pk}/add/service_cost/?service=urgent&network=IN1"
    assert address.replace("&", "&amp;") in page
    assert '<option value="urgent" selected>' in hr.get(address).content.decode()

    hr.post(address, {"service": "urgent", "network": "IN1", "copay": "60", "copay_unit": "visit", "review": "on"})

    assert "Missing:" not in hr.get(f"/hr/plans/{plan().pk}/").content.decode()
    assert ServiceCost.objects.get(plan=plan(), service="urgent", network="IN1").copay == 60


def test_all_of_a_plan_and_of_a_year_are_reviewed_at_once(juniper, reviewer, hr):
    ServiceCost.objects.filter(plan=plan()).update(reviewed_at=None, reviewed_by=None)
    year = PlanYear.objects.get(label="2027")
    year.leaverule_rows.update(reviewed_at=None, reviewed_by=None)

    hr.post(f"/hr/plans/{plan().pk}/review/", {"seen": seen(hr, f"/hr/plans/{plan().pk}/")})
    hr.post(f"/hr/plans/years/{year.pk}/review/", {"seen": seen(hr, f"/hr/plans/years/{year.pk}/")})

    assert not ServiceCost.objects.filter(plan=plan(), reviewed_at__isnull=True).exists()
    assert not year.leaverule_rows.filter(reviewed_at__isnull=True).exists()


def test_history_tells_who_changed_which_figure(juniper, reviewer, hr):
    hr.post(f"/hr/plans/rate/{rate().pk}/", RATE | {"seen": rate().stamp})

    page = hr.get(f"/hr/plans/rate/{rate().pk}/history/").content.decode()

    assert f"<strong>Changed</strong> by {reviewer.name}" in " ".join(page.split())
    assert all(words in page for words in ("Employee per deduction", ">78<", ">80<"))


def test_tables_written_line_by_line_are_read_as_tables(juniper, hr):
    year = PlanYear.objects.get(label="2027")
    rule = year.retirementrule_rows.get()

    answer = hr.post(
        f"/hr/plans/retirement_rule/{rule.pk}/",
        {
            "match_tiers": "0.04: 1",
            "vesting": "1: 0.25\n2: 1",
            "minimum_age": "18",
            "eligibility": "at once",
            "seen": rule.stamp,
        },
    )
    wrong = hr.post(f"/hr/plans/retirement_rule/{rule.pk}/", {"match_tiers": "4 percent", "vesting": ""})
    rule.refresh_from_db()

    assert answer.status_code == 302
    assert (rule.match_tiers, rule.vesting) == ([["0.04", "1"]], [[1, "0.25"], [2, "1"]])
    assert wrong.status_code == 422
    assert "with a colon between them" in wrong.content.decode()


def test_use_of_care_is_written_by_the_names_of_services(bluefin, hr):
    year = PlanYear.objects.get(label="2027")

    hr.post(
        f"/hr/plans/years/{year.pk}/add/usage_profile/", {"level": "high", "counts": "Specialist visit: 9\nurgent: 3"}
    )

    assert year.usage_profiles.get(level="high").counts == {"specialist": 9, "urgent": 3}


def test_only_an_admin_removes_a_row(juniper, in_acme, make_person, browser_of, hr):
    editor = browser_of(in_acme, make_person(in_acme, "hr_editor"))
    stored = rate()

    assert editor.post(f"/hr/plans/rate/{stored.pk}/remove/").status_code == 403
    assert hr.get(f"/hr/plans/rate/{stored.pk}/remove/").status_code == 200
    assert hr.post(f"/hr/plans/rate/{stored.pk}/remove/").status_code == 302
    assert not Rate.objects.filter(pk=stored.pk).exists()
    assert CatalogueChange.objects.filter(row=stored.pk, kind="removed").exists()


@pytest.mark.parametrize(
    "address",
    [
        "/hr/plans/weather/{rate}/",
        "/hr/plans/plan/{rate}/",
        "/hr/plans/{plan}/add/account_rule/",
        "/hr/plans/{plan}/add/benefit_class/",
        "/hr/plans/years/{year}/add/rate/",
        "/hr/plans/years/{plan}/",
        "/hr/plans/{rate}/",
    ],
)
def test_address_that_leads_nowhere_is_not_there(juniper, hr, address):
    ids = {"rate": rate().pk, "plan": plan().pk, "year": PlanYear.objects.get(label="2027").pk}

    assert hr.get(address.format(**ids)).status_code == 404


@pytest.mark.parametrize("table", ["rate", "service_cost", "rx_tier", "accumulator", "seed", "dental_cost"])
def test_form_of_each_part_opens_and_tells_what_an_empty_one_lacks(juniper, hr, table):
    address = f"/hr/plans/{plan().pk}/add/{table}/"

    assert hr.get(f"{address}?service=%00&network=x&tier=1&order=a").status_code == 200
    answer = hr.post(address, {})
    assert answer.status_code == 422


def test_year_without_plans_says_how_to_begin(in_acme, reviewer, hr):
    assert "No plan years yet" in hr.get("/hr/plans/").content.decode()
    PlanYear.objects.create(label="2030", starts_on="2030-01-01", ends_on="2030-12-31")

    assert "Add the first plan" in hr.get("/hr/plans/").content.decode()
