"""Federal limits as rows: what the database refuses, what the product brings, and how they are read."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from benefits.calculators.result import Source
from benefits.federal import limits as reader
from benefits.federal.keys import BY_KEY, LIMITS
from benefits.federal.limits import (
    deferral_limits,
    federal_limit,
    federal_limits,
    forget_limits,
    hsa_limits,
    life_table,
)
from benefits.federal.missing import awaited, not_published
from benefits.federal.models import FederalLimit, LimitStatus
from benefits.federal.plan_limits import DEDUCTIBLE, MOST_COSTS, PERSON, PlanFigures, broken, limits_of
from benefits.federal.shipped import load_shipped, shipped_limits
from tenants.context import platform_scope, tenant_scope
from tenants.redis import redis

D = Decimal
ROW = {
    "key": "fsa",
    "unit": "usd_a_year",
    "basis": "plan_year_start",
    "effective_from": date(2027, 1, 1),
    "effective_to": date(2027, 12, 31),
}


@pytest.fixture
def people(db) -> list[User]:
    with platform_scope():
        return [
            User.objects.create_user(f"{name}@platform.example", name=name.title(), role="operator")
            for name in ("otto", "nora")
        ]


@pytest.fixture
def published(people):
    """Return facts of a row that two people stand behind."""
    otto, nora = people
    return ROW | {
        "value": 3500,
        "status": "published",
        "cite_title": "Rev. Proc. 2026-35",
        "entered_by": otto,
        "verified_by": nora,
        "verified_at": timezone.now(),
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": 0},
        {"value": -3500},
        {"value": None},
        {"cite_title": ""},
        {"verified_by": None},
        {"verified_at": None},
        {"entered_by": None},
        {"effective_to": date(2026, 12, 31)},
        {"status": "pending"},
        {"status": "superseded", "value": None},
    ],
    ids=str,
)
def test_database_refuses_what_nobody_could_stand_behind(published, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        FederalLimit.objects.create(**published | wrong)


def test_database_refuses_one_person_as_both(published, people):
    with pytest.raises(IntegrityError), transaction.atomic():
        FederalLimit.objects.create(**published | {"verified_by": people[0]})


@pytest.mark.parametrize(
    ("first", "last", "is_refused"),
    [
        (date(2027, 1, 1), date(2027, 12, 31), True),
        (date(2027, 12, 31), None, True),
        (date(2020, 1, 1), None, True),
        (date(2028, 1, 1), None, False),
        (date(2020, 1, 1), date(2023, 12, 31), False),
    ],
)
def test_no_two_published_values_hold_on_one_day(published, first, last, is_refused):
    FederalLimit.objects.create(**published)

    def other() -> None:
        with transaction.atomic():
            FederalLimit.objects.create(**published | {"effective_from": first, "effective_to": last})

    if is_refused:
        with pytest.raises(IntegrityError, match="limit_one_published"):
            other()
    else:
        other()
    FederalLimit.objects.create(**published | {"dimension": "family"})
    FederalLimit.objects.create(**published | {"jurisdiction": "CA"})


def test_one_value_of_a_year_waits_at_a_time(db):
    # The product brings the year as pending.
    assert FederalLimit.objects.waiting().filter(key="fsa", effective_from="2027-01-01").count() == 1
    with pytest.raises(IntegrityError, match="limit_one_waits"), transaction.atomic():
        FederalLimit.objects.create(**ROW, value=3500, status="projected")


@pytest.mark.parametrize(
    ("key", "dimension", "year", "value"),
    [
        ("hsa", "self", 2027, 4500),
        ("hsa_catch_up", "", 2024, 1000),
        ("hsa_catch_up", "", 2027, 1000),
        ("most_costs", "self", 2026, 10600),
        ("most_costs", "family", 2026, 21200),
        ("direct_primary_care", "family", 2026, 300),
        ("dependent_care", "household", 2025, 5000),
        ("dependent_care", "separate", 2027, 3750),
        ("affordability", "", 2026, D("9.96")),
        ("employer_payment", "b", 2027, 5670),
        ("ebhra", "", 2027, 2250),
        ("qsehra", "family", 2025, 12800),
        ("adoption", "", 2025, 17280),
        ("education", "", 2026, 5250),
        ("fsa_carry_over", "", 2025, 660),
        ("life_table", "45_to_49", 2027, D("0.15")),
        ("life_table", "70_and_up", 2026, D("2.06")),
    ],
)
def test_product_brings_what_was_published(db, key, dimension, year, value):
    found = federal_limit(key, year, dimension)

    assert found.value == value
    assert found.source.label


@pytest.mark.parametrize(
    ("key", "dimension", "year"),
    [
        ("fsa", "", 2027),
        ("deferral", "", 2027),
        ("affordability", "", 2027),
        ("education", "", 2027),
        ("social_security_wages", "", 2027),  # entered from a secondary source, and not verified
        ("hsa", "self", 2023),
        ("hsa", "self", 2028),
        ("nonsense", "", 2026),
    ],
)
def test_what_is_not_published_is_no_number(db, key, dimension, year):
    assert federal_limit(key, year, dimension) is None


def test_superseded_value_stays_and_the_later_one_names_it(db):
    later = FederalLimit.objects.published().get(key="most_costs", dimension="self", effective_from="2026-01-01")

    assert (later.supersedes.value, later.supersedes.status) == (10150, LimitStatus.SUPERSEDED)


def test_every_shipped_row_is_of_a_known_limit_and_has_an_official_source():
    for row in shipped_limits():
        assert row.dimension in BY_KEY[row.key].dimensions, row
        if row.status in (LimitStatus.PUBLISHED, LimitStatus.SUPERSEDED):
            assert row.cite_title, row
            assert row.cite_url.startswith("https://"), row
    federal = {limit.key for limit in LIMITS if not limit.is_of_states}
    assert {row.key for row in shipped_limits()} == federal


def test_loading_again_changes_nothing(db):
    before = set(FederalLimit.objects.values_list("pk", flat=True))

    assert load_shipped(FederalLimit) == 0
    assert set(FederalLimit.objects.values_list("pk", flat=True)) == before
    assert len(before) == len(shipped_limits())


def test_loading_brings_what_is_missing_and_what_a_release_corrects(db):
    FederalLimit.objects.filter(key="hsa", dimension="self", effective_from="2027-01-01").delete()
    FederalLimit.objects.filter(key="hsa", dimension="family", effective_from="2027-01-01").update(value=8999)

    assert load_shipped(FederalLimit) == 2

    assert FederalLimit.objects.published().get(key="hsa", dimension="self", effective_from="2027-01-01").value == 4500
    family = FederalLimit.objects.published().get(key="hsa", dimension="family", effective_from="2027-01-01")
    assert (family.value, family.supersedes.value, family.supersedes.status) == (9000, 8999, "superseded")


def test_loading_leaves_alone_what_an_operator_entered(published):
    FederalLimit.objects.filter(key="fsa", effective_from="2027-01-01").delete()
    own = FederalLimit.objects.create(**published)
    FederalLimit.objects.filter(key="transit", effective_from="2026-01-01").delete()
    longer = published | {"key": "transit", "effective_from": date(2025, 7, 1), "effective_to": None, "value": 333}
    FederalLimit.objects.filter(key="transit").exclude(effective_from__year=2024).delete()
    FederalLimit.objects.create(**longer)

    load_shipped(FederalLimit)

    assert FederalLimit.objects.get(key="fsa", effective_from="2027-01-01") == own
    assert list(FederalLimit.objects.published().filter(key="transit", effective_from__year=2025)) == [
        FederalLimit.objects.get(value=333)
    ]


def test_limits_are_read_once_and_anew_once_a_row_has_changed(db, django_assert_num_queries):
    federal_limits()
    with django_assert_num_queries(0):
        assert hsa_limits(2027).self_only == 4500
        assert limits_of("2027").most_costs == (12000, 24000)
        assert limits_of("2026-27").most_costs == (10600, 21200)

    FederalLimit.objects.filter(key="hsa", dimension="self", effective_from="2027-01-01").update(value=4600)
    assert hsa_limits(2027).self_only == 4500
    forget_limits()
    with django_assert_num_queries(1):
        assert hsa_limits(2027).self_only == 4600
        assert hsa_limits(2027).family == 9000


def test_another_process_learns_of_a_change_by_the_mark(db, monkeypatch):
    federal_limits()
    FederalLimit.objects.filter(key="hsa", dimension="self", effective_from="2027-01-01").update(value=4600)

    # What another process does: it has no hand in what this one keeps.
    redis().set(reader._key(), "another")

    assert federal_limit("hsa", 2027, "self").value == 4600


def test_limits_are_read_from_within_a_client(acme, django_assert_num_queries):
    forget_limits()
    with tenant_scope(acme), django_assert_num_queries(1):
        assert federal_limit("hsa", 2027, "family").value == 9000


def test_limits_are_known_while_redis_is_down(db, monkeypatch):
    monkeypatch.setattr(reader, "_mark", lambda: "")

    assert federal_limit("hsa", 2027, "self").value == 4500


def test_state_rows_are_no_federal_limits(published):
    FederalLimit.objects.create(**published | {"key": "hsa", "jurisdiction": "CA", "value": 1})
    forget_limits()

    assert federal_limit("hsa", 2027) is None


def test_source_names_the_limit_its_citation_and_the_day(db):
    source = hsa_limits(2026).source

    assert (str(source.about), source.label) == ("HSA limit 2026", "Rev. Proc. 2025-19")
    assert source.published_on == date(2025, 5, 1)
    assert source.url == "https://www.irs.gov/pub/irs-drop/rp-25-19.pdf"
    assert isinstance(source, Source)


def test_whole_sets_are_none_if_one_of_them_is_missing(db):
    assert deferral_limits(2026).catch_up_60_to_63 == 11250
    assert deferral_limits(2027) is None
    assert life_table(2027).rate_at(47) == D("0.15")
    FederalLimit.objects.filter(key="life_table", dimension="70_and_up").delete()
    FederalLimit.objects.filter(key="hsa", dimension="family", effective_from="2026-01-01").delete()
    forget_limits()

    assert life_table(2027) is None
    assert hsa_limits(2026) is None


def test_missing_figure_is_named_with_the_day_since_which_it_is_expected(db):
    told = not_published(2027, ("deferral", ""), ("deferral_catch_up", "50"), today=date(2026, 11, 29))

    assert told.status == "not_available"
    assert str(told.why) == (
        "Not published for 2027 yet: 401(k) limit and 401(k) catch-up, from age 50. Expected since November 1, 2026."
    )
    assert not_published(2026, ("deferral", ""), today=date(2026, 11, 29)) is None
    early = not_published(2028, ("hsa", "self"), today=date(2026, 11, 29))
    assert str(early.why) == "Not published for 2028 yet: HSA limit, only yourself. Expected from May 1, 2027 on."
    law = not_published(2023, ("dependent_care", "household"), today=date(2026, 11, 29))
    assert str(law.why) == "Not published for 2023: Dependent-care FSA, a household."


def test_what_is_awaited_is_told_for_the_years_to_come(db):
    assert [str(one) for one in awaited(["deferral", "roth_catch_up_above"], today=date(2026, 11, 29))] == [
        "Not published for 2027 yet: 401(k) limit and Wages above which the catch-up is Roth."
        " Expected since November 1, 2026."
    ]
    assert awaited(["hsa"], today=date(2026, 11, 29)) == []


def test_plans_are_held_against_each_limit_that_is_published_whichever_other_is_not(db):
    hdhp = PlanFigures(
        "HSA", "2027", has_hsa=True, amounts={(DEDUCTIBLE, PERSON): D(1000), (MOST_COSTS, PERSON): D(9000)}
    )
    plain = PlanFigures("PPO", "2027", has_hsa=False, amounts={(MOST_COSTS, PERSON): D(90_000)})
    assert [bound.amount for bound in broken(plain, limits_of("2027"))] == [12_000]

    FederalLimit.objects.filter(key="most_costs", effective_from__year=2027).delete()
    forget_limits()

    assert [bound.amount for bound in broken(hdhp, limits_of("2027"))] == [8700, 1750]
    assert list(broken(plain, limits_of("2027"))) == []
    assert limits_of("2031") is None
