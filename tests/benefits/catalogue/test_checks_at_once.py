"""What a table's checks have against a row is asked in one question."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benefits.catalogue.drafts import Draft, draft_all, refused_by_database
from benefits.catalogue.known import read_known
from benefits.catalogue.rows import Row

CELL = {"plan_year": "2027", "plan": "PPO 1000", "service": "specialist", "network": "IN1"}


def drafted(**values: object) -> Draft:
    row = Row("service_cost", CELL, values)
    (draft,) = draft_all([row], read_known([row], is_locking=False))
    assert draft.reasons == []
    return draft


def test_row_that_fits_is_held_against_all_its_checks_in_one_question(juniper):
    draft = drafted(copay=55)

    with CaptureQueriesContext(connection) as asked:
        refused = refused_by_database(draft)

    questions = [one["sql"] for one in asked.captured_queries if "COALESCE" in one["sql"]]
    assert refused == []
    assert len(questions) == 1
    assert questions[0].count("COALESCE") > 8


def test_row_that_breaks_two_checks_hears_of_both_and_of_no_other(juniper):
    draft = drafted(copay=None, coinsurance=None, max_days=3)

    assert sorted(refused_by_database(draft)) == [
        "Only a copay a day has a number of days it is charged for.",
        "Say a copay or a share, or that it is free or not covered.",
    ]
