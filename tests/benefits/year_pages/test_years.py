"""A plan year copied into a later one, what waits in it, and what differs between two."""

from datetime import date
from decimal import Decimal

from benefits.catalogue.rows import Row
from benefits.catalogue.write import remove, write
from benefits.models import AccountRule, Accumulator, CatalogueChange, Plan, PlanYear, Rate
from benefits.year_pages.changes import changes_between
from benefits.year_pages.copies import (
    copy_into_following,
    copy_year,
    following,
    last_day_of_year,
    standing,
    years_later,
)
from tenants.audit.models import AuditEvent

URL = "/hr/plans/years/"


def year_of(label: str) -> PlanYear:
    return PlanYear.objects.get(label=label)


def test_next_year_is_made_with_every_plan_and_rule_as_a_draft_that_nobody_has_reviewed(juniper, browser, in_acme):
    AccountRule.objects.filter(plan_year__label="2027", line="fsa").update(
        claims_by=date(2028, 2, 29), claims_days=None, grace_until=None
    )

    page = browser.post(f"{URL}copy/", {"source": "2027", "target": "following"}, follow=True)

    made = year_of("2028")
    copied = standing(made)
    assert (made.starts_on, made.ends_on, made.status) == (date(2028, 1, 1), date(2028, 12, 31), "draft")
    assert len(copied) == len(standing(year_of("2027")))
    assert not any(one.stored.is_reviewed for one in copied)
    plan = made.plans.get(short_name="PPO 1000")
    assert (plan.status, plan.predecessor.plan_year.label) == ("draft", "2027")
    assert AccountRule.objects.get(plan_year=made, line="fsa").claims_by == date(2029, 2, 28)
    assert "are copied into 2028, as drafts to be reviewed" in page.content.decode()
    assert next(iter(page.context["waiting"])).label == "Rate"
    assert page.context["waiting_count"] == len(copied)
    assert page.context["changes"] == []
    assert AuditEvent.objects.filter(action="plan_year.copied").count() == 1


def test_copying_twice_leaves_what_somebody_has_entered_since(juniper, browser, reviewer, in_acme):
    browser.post(f"{URL}copy/", {"source": "2027", "target": "following"})
    key = {"plan_year": "2028", "plan": "PPO 1000", "network": "IN1", "kind": "deductible"}
    write([Row("accumulator", key, {"individual": Decimal(1100)})], by=reviewer, review=True)
    history = CatalogueChange.objects.count()

    page = browser.post(f"{URL}copy/", {"source": "2027", "target": "2028"}, follow=True)

    assert "Nothing of 2027 was copied into 2028." in page.content.decode()
    assert CatalogueChange.objects.count() == history
    changed = next(part for part in page.context["changes"] if part.label == "Yearly limit")
    assert [(row.about, row.cells[0].before, row.cells[0].after) for row in changed.rows] == [
        ("PPO 1000, In network, Deductible", "1,000.00", "1,100.00")
    ]


def test_limit_that_the_later_years_law_refuses_stays_behind_and_is_told(juniper, reviewer, in_acme):
    for plan in Plan.objects.filter(plan_year__label="2027"):
        remove(plan, by=reviewer)
    low = {"plan__plan_year__label": "2026", "plan__short_name": "HDHP", "network": "IN1", "kind": "deductible"}
    Accumulator.objects.filter(**low).update(
        individual=1000, family=2000, person_in_family=None, family_rule="aggregate"
    )

    copied = copy_year(year_of("2026"), year_of("2027"), by=reviewer)

    assert len(copied.left_out) == 1
    assert "has a deductible of at least" in copied.left_out[0]
    made = Plan.objects.get(plan_year__label="2027", short_name="HDHP")
    assert not made.accumulator_rows.filter(network="IN1", kind="deductible").exists()
    assert made.rate_rows.exists()


def test_price_that_was_replaced_within_the_year_is_not_copied(juniper, reviewer, in_acme):
    key = {"plan_year": "2027", "plan": "PPO 1000", "benefit_class": "SAL", "tier": "EE"}
    values = {"employee_per_deduction": 80, "deductions": 26, "employee_monthly": "173.33"}
    assert write([Row("rate", {**key, "effective_from": date(2027, 7, 1)}, values)], by=reviewer).is_written
    made = following(year_of("2027"))
    made.save()

    copy_year(year_of("2027"), made, by=reviewer)

    rate = Rate.objects.get(plan__plan_year=made, plan__short_name="PPO 1000", benefit_class__code="SAL", tier="EE")
    assert (rate.employee_per_deduction, rate.effective_from, rate.is_reviewed) == (80, None, False)


def test_plan_that_ended_within_the_year_stays_behind_with_its_parts_and_one_sentence(juniper, reviewer, in_acme):
    Plan.objects.filter(plan_year__label="2027", short_name="PPO 1000").update(effective_to="2027-06-30")

    made, copied = copy_into_following(PlanYear.objects.get(label="2027"), by=reviewer)

    assert not Plan.objects.filter(plan_year=made, short_name="PPO 1000").exists()
    (told,) = [sentence for sentence in copied.left_out if "PPO 1000" in sentence]
    assert told.startswith("PPO 1000 ended on June 30, 2027, within 2027: its ")
    assert Plan.objects.filter(plan_year=made, short_name="HDHP").exists()


def test_changes_tell_plans_that_are_new_or_ended_and_follow_one_that_is_renamed(juniper, reviewer, in_acme):
    plan = Plan.objects.get(plan_year__label="2027", short_name="PPO 1000")
    Plan.objects.filter(pk=plan.pk).update(short_name="PPO Plus")
    write([Row("plan", {"plan_year": "2027", "short_name": "New one"}, {"line": "vision", "name": "New"})], by=reviewer)

    parts = {part.label: part for part in changes_between(year_of("2026"), year_of("2027"))}

    plans = {row.about: row for row in parts["Plan"].rows}
    assert plans["New one"].what == "new"
    assert plans["PPO Plus"].what == "changed"
    assert ("Short name", "PPO 1000", "PPO Plus") in [
        (cell.heading, cell.before, cell.after) for cell in plans["PPO Plus"].cells
    ]
    limits = {row.about: row for row in parts["Yearly limit"].rows}
    first = limits["PPO Plus, In network, Deductible"].cells[0]
    assert (first.before, first.after) == ("900.00", "1,000.00")


def test_year_is_copied_only_into_a_later_one_by_an_hr_admin(juniper, acme, browser, make_person, browser_of):
    backwards = browser.post(f"{URL}copy/", {"source": "2027", "target": "2026"}, follow=True)
    unknown = browser.post(f"{URL}copy/", {"source": "1999", "target": "2027"})
    there = browser.post(f"{URL}copy/", {"source": "2026", "target": "following"}, follow=True)
    editor = browser_of(acme, make_person(acme, "hr_editor"))

    assert "Choose a plan year that begins after" in backwards.content.decode()
    assert unknown.status_code == 404
    assert "Nothing was copied. Some of these days belong to another plan year." in there.content.decode()
    assert editor.get(URL).status_code == 200
    assert editor.post(f"{URL}copy/", {"source": "2026", "target": "2027"}).status_code in (403, 404)


def test_leap_day_falls_on_the_day_before_where_there_is_none():
    assert years_later(date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert years_later(date(2027, 3, 15), 1) == date(2028, 3, 15)
    assert last_day_of_year(date(2028, 2, 29)) == date(2029, 2, 28)
    assert last_day_of_year(date(2027, 3, 1)) == date(2028, 2, 29)


def test_label_of_the_next_year_counts_every_number_on():
    held = PlanYear(label="2026–27", starts_on=date(2026, 7, 1), ends_on=date(2027, 6, 30))

    assert (following(held).label, following(held).ends_on) == ("2027–28", date(2028, 6, 30))


def test_page_without_any_plan_year_says_what_to_do(browser, in_acme):
    assert "Add the plan year that is running first" in browser.get(URL).content.decode()
