"""Which people a text says it is for, and which states it only names."""

import pytest

from accounts.audience import WorkState
from knowledge.text.people import people_named

EVERYWHERE = frozenset(WorkState.values)


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Employees in California: 10 days.", {"CA"}),
        ("California employees get 10 days.", {"CA"}),
        ("If you work in Texas, you have 5 days.", {"TX"}),
        ("Employees who live in New York or New Jersey get 7 days.", {"NY", "NJ"}),
        ("California: 10 days", {"CA"}),
        ("In California, paid sick leave is 10 days.", {"CA"}),
        ("California", {"CA"}),
        ("Paid sick leave is 10 days (California only).", {"CA"}),
        ("CA employees get 10 days.", {"CA"}),
        ("Employees in CA and NY get 10 days.", {"CA", "NY"}),
        ("Los empleados en California tienen 10 días.", {"CA"}),
        ("Employees outside California get 5 days.", EVERYWHERE - {"CA"}),
        ("All employees except those in New York and California get 5 days.", EVERYWHERE - {"CA", "NY"}),
        ("Employees in California get 10 days, in all other states 5.", set()),
        ("Employees located in IL get 40 hours.", {"IL"}),
        ("Employees who live in CA, NY, and NJ get 8 weeks.", {"CA", "NY", "NJ"}),
        ("Employees in PA and OH get 8 weeks.", {"PA", "OH"}),
        ("CA / NY employees get 8 weeks.", {"CA", "NY"}),
        ("If you are based in Texas, you have 5 days.", {"TX"}),
        ("Los empleados de California tienen 10 días.", {"CA"}),
        ("Los empleados en Nueva York y Nueva Jersey tienen 7 días.", {"NY", "NJ"}),
        ("Carolina del Norte: 5 días", {"NC"}),
        ("Si trabaja en Virginia Occidental, tiene 5 días.", {"WV"}),
        ("Los empleados que no trabajan en Nuevo México tienen 5 días.", EVERYWHERE - {"NM"}),
        ("Non-California employees get 5 days.", EVERYWHERE - {"CA"}),
        ("Non-CA employees get 5 days.", EVERYWHERE - {"CA"}),
        ("Employees outside CA and NY get 5 days.", EVERYWHERE - {"CA", "NY"}),
        ("Employees who do not work in California get 5 days.", EVERYWHERE - {"CA"}),
        ("Employees not working in California get 5 days.", EVERYWHERE - {"CA"}),
    ],
)
def test_people_are_named_by_their_state(text: str, states: set[str]) -> None:
    assert people_named(text).work_states == states


@pytest.mark.parametrize(
    "text",
    [
        "New York Life insures you.",
        "Write to P.O. Box 12, Dallas, Texas 75201.",
        "Blue Shield of California members call 555-0100.",
        "This plan is governed by the laws of Delaware.",
        "Our office is located in Austin, Texas.",
        "Out-of-network (OON) and in-network (IN) care",
        "Covered OR not",
        "EMPLOYEES IN OR NEAR RETIREMENT",
        "Me and you",
    ],
)
def test_a_state_that_is_only_named_says_nothing_of_people(text: str) -> None:
    assert people_named(text).work_states == frozenset()


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Part-time employees get 5 days.", {"part_time"}),
        ("Full-time: 10 days", {"full_time"}),
        ("Los empleados de medio tiempo tienen 5 días.", {"part_time"}),
        ("Full-time employees get 10 days, part-time employees 5.", set()),
        ("A child who is a full-time student is covered.", set()),
        ("FT employees get 10 days.", {"full_time"}),
        ("Regular PT staff get 5 days.", {"part_time"}),
        ("FT/PT employees get 5 days.", set()),
        ("PT visits are limited to 20 a year.", set()),
        ("Employees who are not full-time get 5 days.", {"part_time"}),
        ("Non-full-time employees get 5 days.", {"part_time"}),
        ("If you work less than full time, you get 5 days.", {"part_time"}),
        ("All employees except part-time employees get 10 days.", {"full_time"}),
        ("Los empleados que no trabajan a tiempo completo tienen 5 días.", {"part_time"}),
        ("Who is neither full-time nor part-time gets nothing.", set()),
    ],
)
def test_people_are_named_by_their_working_time(text: str, hours: set[str]) -> None:
    assert people_named(text).hours == hours
