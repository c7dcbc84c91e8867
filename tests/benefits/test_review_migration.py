"""What a client has from before reviews were remembered, and its pay calendars from before they were reviewed."""

from dataclasses import replace

import pytest

from benefits.models import BenefitClass, PayCalendar, PriceAssumption
from knowledge.facts.catalogue_rows import Waiting, read_names
from tenants.context import tenant_scope
from tenants.models import Client
from tenants.schemas import is_migrated, migrate_schema
from tests.tenants.older import its_owners_cursor, older_schema

YEAR = """
    INSERT INTO benefits_planyear (id, label, starts_on, ends_on, default_action, status)
    VALUES (gen_random_uuid(), '2027', '2027-01-01', '2027-12-31', '', 'published')
"""
ASSUMED = """
    INSERT INTO benefits_priceassumption
        (id, plan_year_id, service, label, allowed, confidence, source_title, entered_at, reviewed_at)
    SELECT gen_random_uuid(), id, %s, '', 10, 1, '', now(), CASE WHEN %s THEN now() END FROM benefits_planyear
    RETURNING id
"""
CHANGE = """
    INSERT INTO benefits_cataloguechange (id, at, kind, why, "table", "row", about, place, before, after)
    VALUES (gen_random_uuid(), now(), %s, %s, 'price_assumption', %s, '', '', '{}', '{}')
"""
CALENDAR = """
    WITH one AS (
        INSERT INTO benefits_paycalendar (id, code, label, deductions_per_year, skipped_pays)
        VALUES (gen_random_uuid(), '26', 'Biweekly', 26, '{}') RETURNING id
    )
    INSERT INTO benefits_benefitclass (id, code, label, label_es, pay_calendar_id)
    SELECT gen_random_uuid(), 'SAL', 'Salaried', '', id FROM one
"""


@pytest.fixture
def older(db, acme: Client) -> Client:
    return replace(acme, schema_name=older_schema(("benefits", "0011_plan_exempt_from_cost_limit")))


def test_only_a_row_that_was_entered_and_nothing_since_counts_as_never_reviewed(older: Client) -> None:
    rows = {
        "primary": (True, [("added", "")]),
        "specialist": (False, [("added", "")]),
        "urgent": (False, [("added", ""), ("reviewed", ""), ("changed", "")]),
        "generic": (False, [("added", "Copied from 2026")]),
        "lab": (False, []),
    }
    with its_owners_cursor(older.schema_name) as cursor:
        cursor.execute(YEAR)
        for service, (is_reviewed, past) in rows.items():
            cursor.execute(ASSUMED, [service, is_reviewed])
            (row,) = cursor.fetchone()
            for kind, why in past:
                cursor.execute(CHANGE, [kind, why, row])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    migrate_schema(older.schema_name)

    assert is_migrated(older.schema_name)
    with tenant_scope(older):
        never = PriceAssumption.objects.filter(was_reviewed=False).values_list("service", flat=True)
        assert list(never) == ["specialist"]


def test_calendar_from_before_waits_and_rates_say_that_they_wait_for_it(older: Client) -> None:
    with its_owners_cursor(older.schema_name) as cursor:
        cursor.execute(CALENDAR)

    migrate_schema(older.schema_name)

    with tenant_scope(older):
        calendar = PayCalendar.objects.get()
        assert (calendar.is_reviewed, calendar.was_reviewed, calendar.deductions_per_year) == (False, False, 26)
        names = read_names()
        assert names.deductions == {}
        waits = names.waiting("SAL")
        assert waits == Waiting("The pay calendar of SAL, Biweekly, waits to be reviewed.", calendar.pk)
        assert BenefitClass.objects.get().pay_calendar == calendar
