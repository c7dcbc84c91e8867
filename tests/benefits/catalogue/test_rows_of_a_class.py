"""A row for one class beside the row for everybody: what is told to the class before and after somebody reviews it."""

from datetime import date
from decimal import Decimal

from benefits.calculators.result import Result
from benefits.catalogue.read import coverage_rule, premium
from benefits.catalogue.rows import Row
from benefits.catalogue.write import review, write
from benefits.models import ClassRule, Plan, PlanYear, Rate
from benefits.year_pages.copies import copy_into_following


def days_to_report(class_code: str, year: str = "2027") -> int | str:
    told = coverage_rule(class_code, PlanYear.objects.get(label=year))
    return str(told.why) if isinstance(told, Result) else told.life_event_days


def coverage(class_code: str | None, days: int, begins: date | None = None) -> Row:
    values = {"waiting_days": 30, "begins": "first_after", "life_event_days": days, "age_out": "end_of_month"}
    key = {"plan_year": "2027", "benefit_class": class_code, "effective_from": begins}
    return Row("class_rule", key, values)


def price(class_code: str | None, each: str, month: str) -> Row:
    key = {"plan_year": "2027", "plan": "PPO 1000", "benefit_class": class_code, "tier": "EE"}
    values = {"employee_per_deduction": Decimal(each), "deductions": 26, "employee_monthly": Decimal(month)}
    return Row("rate", key, values)


def test_draft_for_one_class_changes_nothing_until_somebody_reviews_it(juniper, reviewer):
    ClassRule.objects.all().delete()
    assert write([coverage(None, 30)], by=reviewer, review=True).is_written

    assert write([coverage("UNION", 60)], by=reviewer).is_written
    assert (days_to_report("UNION"), days_to_report("SAL")) == (30, 30)

    review([ClassRule.objects.get(benefit_class__code="UNION")], by=reviewer)
    assert (days_to_report("UNION"), days_to_report("SAL")) == (60, 30)


def test_draft_for_one_class_changes_nothing_also_where_a_reviewed_one_begins_later(juniper, reviewer):
    ClassRule.objects.all().delete()
    assert write([coverage(None, 30), coverage("UNION", 90, date(2029, 1, 1))], by=reviewer, review=True).is_written

    assert write([coverage("UNION", 60)], by=reviewer).is_written

    assert (days_to_report("UNION"), days_to_report("SAL")) == (30, 30)


def test_class_with_a_rule_of_its_own_is_told_nothing_while_that_waits_to_be_looked_at(juniper, reviewer):
    ClassRule.objects.all().delete()
    assert write([coverage(None, 30), coverage("UNION", 60)], by=reviewer, review=True).is_written

    assert write([coverage("UNION", 45)], by=reviewer).is_written

    assert "HR has not reviewed it yet" in days_to_report("UNION")
    assert days_to_report("SAL") == 30


def test_draft_price_for_one_class_leaves_the_price_that_all_have(juniper, reviewer):
    plan = Plan.objects.get(short_name="PPO 1000", plan_year__label="2027")
    Rate.objects.filter(plan=plan).delete()
    assert write([price(None, "80", "173.33")], by=reviewer, review=True).is_written

    assert write([price("SAL", "90", "195")], by=reviewer).is_written
    assert premium(plan, "EE", "SAL").a_deduction == 80

    review(Rate.objects.filter(plan=plan), by=reviewer)
    assert premium(Plan.objects.get(pk=plan.pk), "EE", "SAL").a_deduction == 90


def test_class_is_told_no_rule_of_everybodys_while_the_copy_of_its_own_waits(juniper, reviewer):
    assert write([coverage(None, 30)], by=reviewer, review=True).is_written

    copy_into_following(PlanYear.objects.get(label="2027"), by=reviewer)
    PlanYear.objects.filter(label="2028").update(status="published")
    review(ClassRule.objects.filter(plan_year__label="2028", benefit_class=None), by=reviewer)

    assert "HR has not reviewed it yet" in days_to_report("UNION", "2028")
    assert days_to_report("TEMP", "2028") == 30
