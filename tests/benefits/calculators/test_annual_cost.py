"""The cost of a year holds to what is true of every plan, and to a reckoning of its own kind."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from benefits.calculators.annual_cost import estimate_annual_cost, walk
from benefits.calculators.plan_terms import Limits, MedicalTerms, Premium, ServiceTerms, Use
from tests.benefits.calculators.random_plans import drawn
from tests.benefits.calculators.slow_reference import cost_in_cents

SEEDS = st.integers(0, 2**32)


def test_a_second_reckoning_cent_by_cent_comes_to_the_same():
    for seed in range(400):
        terms, uses = drawn(seed)
        assert walk(terms, uses).total * 100 == cost_in_cents(terms, uses), f"plan {seed}"


@given(SEEDS)
def test_cost_never_falls_when_one_more_claim_is_made(seed):
    terms, uses = drawn(seed)
    costs = [walk(terms, uses[:count]).total for count in range(len(uses) + 1)]

    assert costs == sorted(costs)


@given(SEEDS)
def test_cost_never_falls_when_a_price_rises(seed):
    terms, uses = drawn(seed)
    dearer = [replace(use, allowed=use.allowed * 2) for use in uses]

    assert walk(terms, dearer[:1]).total >= walk(terms, uses[:1]).total


@given(SEEDS)
def test_covered_care_never_costs_more_than_the_limit_and_the_worst_year_is_premium_and_limit(seed):
    terms, uses = drawn(seed)
    limited = {name for name, one in terms.services.items() if one.is_covered and one.counts_to_limit}
    covered = [use for use in uses if use.service in limited]
    year = estimate_annual_cost(terms, Premium(Decimal(80), 24, seed_a_year=Decimal(500)), covered)

    assert year["care"] <= terms.out_of_pocket.family
    assert year["net"] <= year["worst"] == 80 * 24 + terms.out_of_pocket.family - 500


@given(SEEDS)
def test_one_member_never_pays_more_where_the_deductible_is_embedded(seed):
    terms, uses = drawn(seed)
    alone = [replace(use, person="you") for use in uses]
    aggregate = replace(terms, deductible=Limits(terms.deductible.family, None))
    embedded = replace(terms, deductible=Limits(terms.deductible.family, terms.deductible.family / 2))

    assert walk(embedded, alone).total <= walk(aggregate, alone).total


@given(SEEDS)
def test_names_of_members_and_services_change_nothing(seed):
    terms, uses = drawn(seed)
    renamed = replace(terms, services={f"new {name}": service for name, service in terms.services.items()})
    others = [replace(use, service=f"new {use.service}", person=f"other {use.person}") for use in uses]

    assert walk(renamed, others).total == walk(terms, uses).total


@given(SEEDS)
def test_members_who_fill_nothing_together_may_come_in_any_order(seed):
    terms, uses = drawn(seed)
    roomy = replace(
        terms,
        deductible=Limits(Decimal(10**6), Decimal(500)),
        out_of_pocket=Limits(Decimal(10**7), Decimal(5000)),
        counts_copays=False,
    )
    by_member = sorted(uses, key=lambda use: use.person)

    assert walk(roomy, by_member).total == walk(roomy, uses).total


def test_claim_is_rounded_to_the_cent_half_up():
    share = ServiceTerms(coinsurance=Decimal("0.15"))
    terms = MedicalTerms("PPO", Limits.of_one(Decimal(0)), Limits.of_one(Decimal(5000)), {"visit": share})

    assert walk(terms, [Use("visit", allowed=Decimal("100.30"))]).total == Decimal("15.05")
    assert walk(terms, [Use("visit", 2, allowed=Decimal("100.30"))]).total == Decimal("30.10")


def test_first_visits_of_each_member_cost_a_copay_and_the_later_ones_fill_the_deductible():
    visit = ServiceTerms(coinsurance=Decimal("0.3"), deductible_applies=True, first_visits=3, first_copay=Decimal(40))
    terms = MedicalTerms("EPO", Limits.of_one(Decimal(3000)), Limits.of_one(Decimal(7000)), {"pcp": visit})

    assert walk(terms, [Use("pcp", 4, allowed=Decimal(150))]).total == 3 * 40 + 150


def test_copay_is_never_more_than_the_price_and_comes_behind_the_deductible():
    urgent = ServiceTerms(copay=Decimal(60), deductible_applies=True)
    terms = MedicalTerms("PPO", Limits.of_one(Decimal(100)), Limits.of_one(Decimal(7000)), {"urgent": urgent})

    costs = [walk(terms, [Use("urgent", count, allowed=Decimal(90))]).total for count in (1, 2, 3)]
    assert costs == [90, 90 + 10 + 60, 90 + 10 + 60 + 60]


def test_what_is_not_covered_counts_towards_no_limit_and_is_told():
    terms = MedicalTerms(
        "HMO", Limits.of_one(Decimal(0)), Limits.of_one(Decimal(1000)), {"laser": ServiceTerms(is_covered=False)}
    )
    year = estimate_annual_cost(terms, Premium(Decimal(10), 12), [Use("laser", allowed=Decimal(4000))])

    assert year["care"] == 4000
    assert "laser is not covered" in str(year.warnings[0])


def test_drugs_without_a_limit_go_on_costing_and_the_worst_case_is_told_without_them():
    drug = ServiceTerms(coinsurance=Decimal("0.5"), counts_to_limit=False)
    scan = ServiceTerms(coinsurance=Decimal("0.5"))
    terms = MedicalTerms(
        "PPO",
        Limits.of_one(Decimal(0)),
        Limits.of_one(Decimal(1000)),
        {"drug": drug, "scan": scan},
        limits_drugs=False,
    )
    uses = [Use("drug", 3, allowed=Decimal(1000)), Use("scan", allowed=Decimal(5000))]

    year = estimate_annual_cost(terms, Premium(Decimal(10), 12), uses)

    assert (year["care"], year["worst"]) == (1500 + 1000, 120 + 1000)
    assert "the worst case is without them" in str(year.warnings[0])


def test_employers_money_can_be_more_than_the_year_costs():
    terms = MedicalTerms("HSA", Limits.of_one(Decimal(2000)), Limits.of_one(Decimal(4000)), {})

    assert estimate_annual_cost(terms, Premium(Decimal(10), 12, seed_a_year=Decimal(600)), [])["net"] == -480
