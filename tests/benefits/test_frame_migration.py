"""What a client has from before the frame had its constraints is named before they are made."""

from dataclasses import replace
from datetime import date

import pytest

from benefits.models import BenefitClass, PlanYear
from tenants.context import tenant_scope
from tenants.schemas import is_migrated, migrate_schema
from tests.tenants.older import its_owners_cursor, older_schema


@pytest.fixture
def schema_name(db) -> str:
    return older_schema(("benefits", "0002_contact_facts"))


def add_year(
    schema_name: str, label: str, first: date, last: date, opens: date | None = None, closes: date | None = None
) -> None:
    with its_owners_cursor(schema_name) as cursor:
        cursor.execute(
            "INSERT INTO benefits_planyear"
            " (id, label, starts_on, ends_on, enrolment_opens_on, enrolment_closes_on)"
            " VALUES (gen_random_uuid(), %s, %s, %s, %s, %s)",
            [label, first, last, opens, closes],
        )


def add_class(schema_name: str, code: str) -> None:
    with its_owners_cursor(schema_name) as cursor:
        cursor.execute(
            "INSERT INTO benefits_benefitclass (id, code, label) VALUES (gen_random_uuid(), %s, %s)", [code, code]
        )


def test_rows_that_the_constraints_would_refuse_are_each_named(schema_name):
    add_class(schema_name, "UNION")
    add_class(schema_name, "Union")
    add_class(schema_name, "SALARIED")
    add_year(schema_name, "2025", date(2025, 1, 1), date(2025, 12, 31), opens=date(2024, 11, 1))
    add_year(schema_name, "2026", date(2026, 1, 1), date(2026, 12, 31), date(2025, 11, 20), date(2025, 11, 1))
    add_year(schema_name, "2026–27", date(2026, 7, 1), date(2027, 6, 30))

    with pytest.raises(ValueError, match="Put right first") as refused:
        migrate_schema(schema_name)

    assert str(refused.value) == (
        f"{schema_name} is left as it is. Put right first:"
        " The classes UNION and Union differ in nothing but capitals."
        " The open enrollment of the plan year 2025 has one day of two."
        " The open enrollment of the plan year 2026 ends before it begins."
        " The plan years 2026 and 2026–27 share days."
    )


def test_rows_that_may_stay_stay(acme, schema_name):
    add_class(schema_name, "UNION")
    add_year(schema_name, "2026", date(2026, 1, 1), date(2026, 12, 31), date(2025, 11, 1), date(2025, 11, 20))
    add_year(schema_name, "2027", date(2027, 1, 1), date(2027, 12, 31))

    migrate_schema(schema_name)

    assert is_migrated(schema_name)
    with tenant_scope(replace(acme, schema_name=schema_name)):
        assert list(PlanYear.objects.values_list("label", flat=True)) == ["2026", "2027"]
        assert list(BenefitClass.objects.values_list("code", "label_es")) == [("UNION", "")]
