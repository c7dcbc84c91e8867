"""What is written into the catalogue, what is refused, and what is kept of it."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from benefits.calculators.result import Result
from benefits.catalogue.read import medical_terms, plans_on, premium
from benefits.catalogue.rows import Row, RowSource
from benefits.catalogue.write import remove, review, write
from benefits.classes import uses_of
from benefits.models import BenefitClass, CatalogueChange, Plan, PlanYear, Rate, ServiceCost
from benefits.uses import plan_year_uses
from platform_admin.demo.catalogue import catalogue_rows
from tenants.audit.models import AuditEvent

D = Decimal
KEY = {"plan_year": "2027", "plan": "PPO 1000"}
RATE = {**KEY, "benefit_class": "SAL", "tier": "EE"}


def rate(each: str = "80", month: str = "173.33", **more: object) -> Row:
    values = {"employee_per_deduction": D(each), "deductions": 26, "employee_monthly": D(month)}
    return Row("rate", RATE, values | {"employer_monthly": None, "total_monthly": None} | more)


def reasons(rows: list[Row], by: object) -> list[str]:
    diff = write(rows, by=by)
    assert not diff.is_written
    return [reason for change in diff.refused for reason in change.reasons]


def test_same_rows_change_nothing_the_second_time(juniper, reviewer):
    history = CatalogueChange.objects.count()

    diff = write(catalogue_rows(juniper), by=reviewer, review=True)

    assert diff.counts == {"equal": len(diff.changes)}
    assert CatalogueChange.objects.count() == history


def test_changed_row_is_unreviewed_and_used_by_nothing_until_somebody_stands_behind_it(juniper, reviewer):
    plan = Plan.objects.get(short_name="PPO 1000", plan_year__label="2027")
    assert premium(plan, "EE", "SAL").a_deduction == 78

    (change,) = write([rate()], by=reviewer).changes
    told = premium(plan, "EE", "SAL")

    assert (change.what, change.before["employee_per_deduction"], change.after["employee_per_deduction"]) == (
        "changed",
        "78",
        "80",
    )
    assert isinstance(told, Result)
    assert told.status == "not_available"
    assert str(told.why) == ("PPO 1000: the price of this coverage has been entered, but HR has not reviewed it yet.")

    assert review(Rate.objects.filter(pk=change.pk), by=reviewer) == 1
    assert premium(plan, "EE", "SAL").a_deduction == 80


def test_whoever_changes_a_row_may_review_it_in_the_same_act(juniper, reviewer):
    write([rate()], by=reviewer, review=True)

    stored = Rate.objects.get(
        plan__short_name="PPO 1000", plan__plan_year__label="2027", benefit_class__code="SAL", tier="EE"
    )

    assert (stored.reviewed_by, stored.is_reviewed) == (reviewer, True)


def test_each_change_keeps_what_was_there_and_who_changed_it(juniper, reviewer):
    write([rate()], by=reviewer, why="The carrier's letter of May")

    last = CatalogueChange.objects.filter(table="rate", kind="changed").get()

    assert (last.changed_by, last.why, last.about) == (
        reviewer.pk,
        "The carrier's letter of May",
        "Rate: 2027, PPO 1000, SAL, EE",
    )
    assert (last.before["employee_monthly"], last.after["employee_monthly"]) == ("169", "173.33")
    assert AuditEvent.objects.filter(action="catalogue.changed", actor_id=reviewer.pk).exists()


@pytest.mark.parametrize("act", ["update", "delete"])
def test_history_is_never_changed(juniper, act):
    rows = CatalogueChange.objects.filter(table="rate")
    assert rows.exists()

    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(why="") if act == "update" else rows.delete()


def test_nothing_is_written_where_one_row_is_refused(juniper, reviewer):
    diff = write([rate(), rate(each="-1")], by=reviewer)

    assert not diff.is_written
    assert [change.what for change in diff.changes] == ["changed", "refused"]
    assert Rate.objects.filter(employee_per_deduction=80, tier="EE", benefit_class__code="SAL").count() == 0


def test_dry_run_tells_what_would_become_of_rows_and_writes_nothing(juniper, reviewer):
    before = CatalogueChange.objects.count()

    diff = write([rate()], by=reviewer, dry_run=True)

    assert (diff.counts, diff.is_written) == ({"changed": 1}, False)
    assert CatalogueChange.objects.count() == before
    assert write([rate(month="999")], by=reviewer, dry_run=True).refused


def test_row_keeps_its_paper_and_a_price_that_begins_later_holds_from_then_on(juniper, reviewer):
    plan, paper = Plan.objects.get(short_name="PPO 1000", plan_year__label="2027"), uuid4()
    later = Row(
        "rate",
        {**RATE, "effective_from": date(2027, 7, 1)},
        {"employee_per_deduction": D(90), "deductions": 26, "employee_monthly": D(195)},
        RowSource("Letter of June", paper, 2),
    )

    write([later], by=reviewer, review=True)
    spring, summer = (premium(plan, "EE", "SAL", on=day) for day in (date(2027, 6, 30), date(2027, 7, 1)))

    assert (spring.a_deduction, summer.a_deduction) == (78, 90)
    assert (summer.sources[0].label, summer.sources[0].document_id, summer.sources[0].page) == (
        "Letter of June",
        paper,
        2,
    )
    assert summer.sources[0].reviewed_on is not None


def test_price_that_begins_later_and_is_not_reviewed_is_no_reason_to_tell_the_earlier_one(juniper, reviewer):
    plan = Plan.objects.get(short_name="PPO 1000", plan_year__label="2027")
    later = Row("rate", {**RATE, "effective_from": date(2027, 7, 1)}, dict(rate().values))

    write([later], by=reviewer)

    assert premium(plan, "EE", "SAL", on=date(2027, 6, 30)).a_deduction == 78
    assert isinstance(premium(plan, "EE", "SAL", on=date(2027, 7, 1)), Result)


def test_plan_goes_with_all_its_parts_and_leaves_its_history(juniper, reviewer):
    plan = Plan.objects.get(short_name="HDHP", plan_year__label="2027")
    services = ServiceCost.objects.filter(plan=plan).count()
    assert services

    remove(plan, by=reviewer, why="Not offered after all")

    gone = CatalogueChange.objects.filter(kind="removed")
    assert not Plan.objects.filter(pk=plan.pk).exists()
    assert gone.filter(table="service_cost").count() == services
    assert gone.get(table="plan").before["name"] == "HDHP"


# ---- what is refused


SERVICE = {**KEY, "service": "telehealth", "network": "IN1"}
LIMIT = {**KEY, "network": "IN1", "kind": "deductible"}
LIMITS = {"individual": 1000, "family": 2000, "family_rule": "embedded", "person_in_family": 1000}
HDHP = {**LIMIT, "plan": "HDHP"}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (rate(month="170"), "The year differs"),
        (rate(employer_monthly=D(500), total_monthly=D(700)), "do not add up"),
        (rate(deductions=54), "At most 53"),
        (rate(each="-1"), "cannot be below zero"),
        (rate(each="1e99"), "no more than"),
        (rate(each="NaN"), "must be a decimal number"),
        (rate(each="Infinity"), "must be a decimal number"),
        (Row("rate", {**RATE, "tier": "TWINS"}, dict(rate().values)), "not a valid choice"),
        (Row("rate", {**RATE, "benefit_class": "NOBODY"}, dict(rate().values)), "The class NOBODY is not there"),
        (Row("rate", {**RATE, "plan": "PPO 1"}, dict(rate().values)), "has no plan PPO 1"),
        (Row("rate", {**RATE, "plan_year": "1999"}, dict(rate().values)), "The plan year 1999 has no plan"),
        (Row("rate", {"plan_year": "2027"}, {}), "Say the plan and tier"),
        (Row("rate", {**RATE, "tier": "EE_1"}, {}), "a new row needs it"),
        (Row("rate", RATE, {"colour": "red"}), "has no colour"),
        (Row("weather", {}, {}), "There is no table weather"),
        (Row("accumulator", LIMIT, {**LIMITS, "family": 900}), "not below that of one person"),
        (Row("accumulator", LIMIT, {**LIMITS, "person_in_family": 2500}), "not more than the family"),
        (Row("accumulator", LIMIT, {**LIMITS, "person_in_family": None}), "An embedded limit says"),
        (Row("accumulator", LIMIT, {**LIMITS, "individual": 5000, "family": 9000}), "below the deductible"),
        (Row("accumulator", HDHP, {**LIMITS, "individual": 1700, "family": 4000}), "at least $1,750"),
        (
            Row("accumulator", HDHP, {**LIMITS, "individual": 2000, "family": 4000, "person_in_family": 3400}),
            "at least $3,500 for one person in a family",
        ),
        (
            Row(
                "accumulator",
                {**HDHP, "kind": "oopm"},
                {**LIMITS, "individual": 8800, "family": 17000, "person_in_family": 8800},
            ),
            "may cost at most $8,700",
        ),
        (
            Row(
                "accumulator",
                {**LIMIT, "kind": "oopm"},
                {**LIMITS, "individual": 12500, "family": 20000, "person_in_family": 12500},
            ),
            "may cost at most $12,000 for one person on any plan",
        ),
        (
            Row(
                "accumulator",
                {**LIMIT, "kind": "oopm"},
                {**LIMITS, "individual": 9000, "family": 20000, "person_in_family": 12500},
            ),
            "may cost at most $12,000 for one person in a family on any plan",
        ),
        (
            Row("plan", {"plan_year": "2027", "short_name": "PPO 1000"}, {"hsa_qualified": True}),
            "has a deductible of at least",
        ),
        (Row("service_cost", SERVICE, {"not_covered": True, "copay": 20}), "What is not covered has no price"),
        (Row("service_cost", SERVICE, {"no_charge": True, "copay": 20}), "What is free has no copay"),
        (Row("service_cost", SERVICE, {}), "Say a copay or a share"),
        (Row("service_cost", SERVICE, {"coinsurance": D("1.2")}), "between 0 and 1"),
        (Row("service_cost", SERVICE, {"coinsurance": D("0.2"), "first_visits": 3}), "how many first visits"),
        (Row("service_cost", SERVICE, {"copay": 20, "max_days": 3}), "Only a copay a day"),
        (Row("service_cost", {**SERVICE, "service": "yoga"}, {"copay": 1}), "not a valid choice"),
        (Row("service_cost", {**SERVICE, "service": "generic"}, {"copay": 1}), "the plan's drug tiers"),
        (
            Row(
                "rx_tier",
                {**KEY, "order": 1, "days": 30},
                {"coinsurance": D("0.2"), "copay": None, "min_per_fill": 50, "max_per_fill": 20},
            ),
            "not below the least",
        ),
        (Row("rx_tier", {**KEY, "order": 1, "days": 31}, {"label": "A", "copay": 1}), "not a valid choice"),
        (
            Row("account_rule", {"plan_year": "2026", "line": "fsa"}, {"carry_over": 680}),
            "carried over or has a grace period, never both",
        ),
        (Row("account_rule", {"plan_year": "2026", "line": "fsa"}, {"claims_days": 90}), "not both"),
        (
            Row("account_rule", {"plan_year": "2026", "line": "fsa"}, {"grace_until": None, "carry_over": 681}),
            "Of a plan year that begins in 2026 at most $680 may be carried over.",
        ),
        (
            Row("account_rule", {"plan_year": "2026", "line": "fsa"}, {"grace_until": date(2027, 3, 16)}),
            "and March 15, 2027, two and a half months later",
        ),
        (
            Row("account_rule", {"plan_year": "2026", "line": "fsa"}, {"claims_by": date(2027, 3, 14)}),
            "before the last day of care, March 15, 2027",
        ),
        (Row("account_rule", {"plan_year": "2026", "line": "fsa"}, {"minimum": 9999}), "more than the most"),
        (Row("class_rule", {"plan_year": "2027", "benefit_class": "SAL"}, {"waiting_days": 91}), "less than or equal"),
        (Row("class_rule", {"plan_year": "2027", "benefit_class": "SAL"}, {"life_event_days": 29}), "greater than"),
        (Row("class_rule", {"plan_year": "2027", "benefit_class": "SAL"}, {"age_out_age": 25}), "greater than"),
        (
            Row("class_rule", {"plan_year": "2027", "benefit_class": "SAL"}, {"imputed_method": "fair_value"}),
            "Only where domestic partners are covered",
        ),
        (Row("retirement_rule", {"plan_year": "2027"}, {"vesting": [[2, "0.2"], [1, "0.4"]]}), "the years rising"),
        (Row("retirement_rule", {"plan_year": "2027"}, {"match_tiers": [["3", "1"]]}), "Give pairs of a share"),
        (Row("life_rule", {"plan_year": "2027"}, {"reductions": "70"}), "Give pairs of years"),
        (Row("usage_profile", {"plan_year": "2027", "level": "low"}, {"counts": {"yoga": 1}}), "Give each service"),
        (Row("benefit_class", {"code": "NEW"}, {"pay_calendar": None}), "Add it on its own page first"),
        (
            Row(
                "plan", {"plan_year": "2027", "short_name": "X"}, {"line": "medical", "name": "X", "carrier": "Nobody"}
            ),
            "There is no contact Nobody",
        ),
        (
            Row(
                "plan", {"plan_year": "2027", "short_name": "X"}, {"line": "dental", "name": "X", "hsa_qualified": True}
            ),
            "Only a medical plan",
        ),
        (
            Row(
                "plan",
                {"plan_year": "2027", "short_name": "X"},
                {"line": "dental", "name": "X", "directory_url": "http://x.example"},
            ),
            "starts with https",
        ),
        (
            Row(
                "rate",
                {**RATE, "effective_from": date(2027, 7, 1)},
                {**rate().values, "effective_to": date(2027, 1, 1)},
            ),
            "The last day lies before the first",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(juniper, reviewer, row, told):
    said = " ".join(reasons([row], reviewer))

    assert told in said
    assert "%" not in said.replace("20%", "")


def exempt(name: str) -> Row:
    return Row("plan", {"plan_year": "2027", "short_name": name}, {"is_exempt_from_cost_limit": True})


def test_grandfathered_plan_is_not_bound_by_what_any_plan_may_cost(juniper, reviewer):
    high = {**LIMITS, "individual": 12500, "family": 30000, "person_in_family": 12500}
    rows = [exempt("PPO 1000"), Row("accumulator", {**LIMIT, "kind": "oopm"}, high)]

    assert write(rows, by=reviewer).is_written
    bound_again = Row("plan", exempt("PPO 1000").key, {"is_exempt_from_cost_limit": False})
    assert "for one person in a family on any plan" in " ".join(reasons([bound_again], reviewer))


def test_grandfathered_plan_keeps_to_what_a_health_savings_account_asks(juniper, reviewer):
    high = {**LIMITS, "individual": 8800, "family": 17000, "person_in_family": 8800}

    said = " ".join(reasons([exempt("HDHP"), Row("accumulator", {**HDHP, "kind": "oopm"}, high)], reviewer))

    assert "may cost at most $8,700 for one person on a plan with a health savings account" in said


def test_row_that_stands_twice_is_refused(juniper, reviewer):
    assert "This row stands twice. Leave one of the two out." in reasons([rate(), rate(each="81")], reviewer)


def test_two_rates_for_one_cell_are_impossible_also_past_the_one_way_in(juniper):
    stored = Rate.objects.filter(plan__short_name="PPO 1000").first()
    stored.pk = uuid4()

    with pytest.raises(DatabaseError, match="rate_once"), transaction.atomic():
        stored.save(force_insert=True)


def test_limit_below_the_deductible_is_impossible_also_past_the_one_way_in(juniper):
    plan = Plan.objects.get(short_name="PPO 1000", plan_year__label="2027")
    most = plan.accumulator_rows.get(network="IN1", kind="oopm")
    most.individual = most.person_in_family = 500
    most.family = 1000

    with pytest.raises(DatabaseError, match="accumulator_limit_holds_deductible"), transaction.atomic():
        most.save()
        with transaction.get_connection().cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


# ---- what is read


def test_draft_and_unreviewed_plans_are_offered_to_nobody(juniper, reviewer):
    day = date(2027, 3, 1)
    assert {one.short_name for one in plans_on(day, "SAL", "medical")} == {"PPO 1000", "HDHP"}

    write([Row("plan", {"plan_year": "2027", "short_name": "HDHP"}, {"status": "draft"})], by=reviewer, review=True)
    write([Row("plan", {"plan_year": "2027", "short_name": "PPO 1000"}, {"funding": "insured"})], by=reviewer)

    assert plans_on(day, "SAL", "medical") == []


def test_plan_without_a_limit_is_told_to_lack_it(juniper, reviewer):
    plan = Plan.objects.get(short_name="PPO 1000", plan_year__label="2027")
    remove(plan.accumulator_rows.get(network="IN1", kind="oopm"), by=reviewer)

    told = medical_terms(plan, "EE")

    assert str(told.why) == "PPO 1000: the out-of-pocket limit is not in the catalogue."


def test_hsa_plan_without_the_employers_money_is_no_plan_without_any(juniper, reviewer):
    plan = Plan.objects.get(short_name="HDHP", plan_year__label="2027")
    remove(plan.seed_rows.get(tier="EE"), by=reviewer)

    assert "the employer's money for the HSA is not in the catalogue" in str(premium(plan, "EE", "SAL").why)


def test_class_and_year_that_plans_hang_on_are_not_removed(juniper):
    assert "32 rates" in uses_of(BenefitClass.objects.get(code="UNION"))
    assert plan_year_uses(PlanYear.objects.get(label="2027").label).startswith("10 plans")
