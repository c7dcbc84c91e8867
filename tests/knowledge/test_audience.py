"""Who finds what: documents for classes, states and hours, and people of whom all, some or nothing is known."""

from dataclasses import fields
from datetime import date
from itertools import product

import pytest

from accounts.audience import ANYBODY, Audience, read_hours, read_work_state, work_states_in
from benefits.audience import EVERYONE, MeantFor, audience_words, somebody_of, told_apart
from knowledge.models import Document
from knowledge.retrieval.search import search

DAY = date(2026, 11, 10)
LABELS = {"SAL": "Salaried", "UNION": "Local 88"}


@pytest.fixture
def papers(in_acme, index_document) -> None:
    """The same question, answered differently for each of those people."""
    index_document("All", ["Paid leave is 1 week."])
    index_document("California", ["Paid leave is 2 weeks."], work_states=["CA"])
    index_document("Two states", ["Paid leave is 3 weeks."], work_states=["CA", "NY"])
    index_document("Part time", ["Paid leave is 4 weeks."], hours="part_time")
    index_document("Union", ["Paid leave is 5 weeks."], audience=["UNION"])
    index_document("Union in Texas", ["Paid leave is 6 weeks."], audience=["UNION"], work_states=["TX"])
    index_document("All three", ["Paid leave is 7 weeks."], audience=["SAL"], work_states=["CA"], hours="full_time")


def found(audience: Audience) -> set[str]:
    return {hit.title for hit in search("paid leave", day=DAY, audience=audience, limit=20).hits}


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        (ANYBODY, {"All"}),
        (Audience("", "CA", ""), {"All", "California", "Two states"}),
        (Audience("", "NY", ""), {"All", "Two states"}),
        (Audience("", "TX", ""), {"All"}),
        (Audience("UNION", "TX", ""), {"All", "Union", "Union in Texas"}),
        (Audience("UNION", "CA", ""), {"All", "Union", "California", "Two states"}),
        (Audience("UNION", "", ""), {"All", "Union"}),
        (Audience("", "", "part_time"), {"All", "Part time"}),
        (Audience("", "", "full_time"), {"All"}),
        (Audience("SAL", "CA", "full_time"), {"All", "California", "Two states", "All three"}),
        (Audience("SAL", "CA", ""), {"All", "California", "Two states"}),
        (Audience("SAL", "", "full_time"), {"All"}),
        (Audience("", "CA", "full_time"), {"All", "California", "Two states"}),
    ],
)
def test_people_find_what_is_for_their_class_their_state_and_their_hours(
    papers, audience: Audience, expected: set[str]
) -> None:
    assert found(audience) == expected


def test_no_two_audiences_share_what_was_found(papers) -> None:
    """What was kept of one search must not be found by the next asker, whoever has asked before."""
    askers = [Audience(*one) for one in product(("", "UNION"), ("", "CA", "TX"), ("", "part_time"))]
    for asker in askers:
        found(asker)

    kept = {asker: found(asker) for asker in askers}
    anew = {
        asker: {
            hit.title for hit in search("paid leave", day=DAY, audience=asker, limit=20, is_computed_anew=True).hits
        }
        for asker in askers
    }

    assert kept == anew


def test_every_part_of_an_audience_decides(papers) -> None:
    """A part that is added to Audience and forgotten in the database would let everybody find everything."""
    for part in fields(Audience):
        stranger = Audience(**{one.name: "ZZ" for one in fields(Audience)} | {part.name: ""})
        assert {row.title for row in Document.objects.for_audience(stranger)} == {"All"}
    with pytest.raises(TypeError):
        Audience("SAL")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("audience", "closed"),
    [
        (ANYBODY, {"California", "Two states", "Part time", "Union", "Union in Texas", "All three"}),
        (Audience("UNION", "", "full_time"), {"California", "Two states", "Union in Texas"}),
        (Audience("SAL", "CA", ""), {"Part time", "All three"}),
        (Audience("SAL", "TX", "full_time"), set()),
    ],
)
def test_what_is_not_known_of_people_closes_what_may_be_for_them(papers, audience: Audience, closed: set[str]) -> None:
    rows = Document.objects.closed_by_ignorance(audience)

    assert {row.title for row in rows} == closed
    assert not closed & found(audience)


@pytest.mark.parametrize(
    ("one", "other", "may_meet", "are_rivals"),
    [
        (EVERYONE, EVERYONE, True, True),
        (EVERYONE, MeantFor(("SAL",)), True, False),
        (MeantFor(("SAL",)), MeantFor(("UNION",)), False, False),
        (MeantFor(("SAL", "UNION")), MeantFor(("UNION",)), True, True),
        (MeantFor((), ("CA",)), MeantFor((), ("NY",)), False, False),
        (MeantFor((), ("CA", "TX")), MeantFor((), ("CA",)), True, True),
        (MeantFor((), (), "part_time"), MeantFor((), (), "full_time"), False, False),
        (MeantFor(("SAL",), ("CA",)), MeantFor((), ("CA",)), True, False),
        (MeantFor(("SAL",)), MeantFor((), ("CA",)), True, False),
    ],
)
def test_two_documents_meet_where_one_person_is_among_those_of_both(
    one: MeantFor, other: MeantFor, *, may_meet: bool, are_rivals: bool
) -> None:
    assert (one.may_meet(other), other.may_meet(one)) == (may_meet, may_meet)
    assert (one.is_rival_of(other), other.is_rival_of(one)) == (are_rivals, are_rivals)


def test_one_covers_another_that_is_for_no_other_people() -> None:
    in_california = MeantFor((), ("CA",))

    assert EVERYONE.covers(in_california)
    assert MeantFor((), ("CA", "NY")).covers(in_california)
    assert in_california.covers(MeantFor(("SAL",), ("CA",)))
    assert not in_california.covers(EVERYONE)
    assert not in_california.covers(MeantFor((), ("CA", "NY")))
    assert not MeantFor(("SAL",), ("CA",)).covers(in_california)


@pytest.mark.parametrize(
    ("meant_for", "words", "in_spanish"),
    [
        (EVERYONE, "", ""),
        (MeantFor(("SAL", "UNION")), "Local 88, Salaried", "Local 88, Salaried"),
        (MeantFor((), ("NY", "CA")), "California, New York", "California, New York"),
        (MeantFor(("SAL",), ("CA",), "full_time"), "Salaried, California, full time", None),
        (MeantFor(("SAL",), ("NY", "CA")), "Salaried, California or New York", "Salaried, California o New York"),
        (MeantFor(("GONE",), ("ZZ",)), "GONE, ZZ", "GONE, ZZ"),
    ],
)
def test_people_are_told_in_words(meant_for: MeantFor, words: str, in_spanish: str | None) -> None:
    assert audience_words(meant_for, LABELS) == words
    assert in_spanish is None or audience_words(meant_for, LABELS, "es") == in_spanish


def test_whom_a_document_is_for_find_it() -> None:
    assert somebody_of(MeantFor(("SAL",), ("CA", "NY"), "part_time")) == Audience("SAL", "CA", "part_time")
    assert somebody_of(EVERYONE) == ANYBODY


def test_documents_tell_apart_only_whom_they_name() -> None:
    papers = [EVERYONE, MeantFor((), ("CA",)), MeantFor(("SAL",), (), "part_time")]

    assert told_apart(["SAL"], [EVERYONE]) == [Audience("SAL", "", "")]
    assert told_apart(["SAL"], papers) == [
        Audience("SAL", "", ""),
        Audience("SAL", "", "part_time"),
        Audience("SAL", "CA", ""),
        Audience("SAL", "CA", "part_time"),
    ]


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("CA", "CA"),
        ("ca", "CA"),
        (" new  york ", "NY"),
        ("N.Y.", "NY"),
        ("Washington, D.C.", "DC"),
        ("Washington DC", "DC"),
        ("", ""),
        ("Calif", None),
        ("Ontario", None),
    ],
)
def test_states_are_read_as_people_write_them(written: str, state: str | None) -> None:
    assert read_work_state(written) == state


@pytest.mark.parametrize(
    ("written", "states"),
    [
        ("California, NY;  Texas\nOH", ["CA", "NY", "TX", "OH"]),
        ("Maryland, Washington, D.C., Virginia", ["MD", "DC", "VA"]),
        ("Washington DC; Washington", ["DC", "WA"]),
        ("Washington, Delaware", ["WA", "DE"]),
        (" , ", []),
    ],
)
def test_a_list_of_states_is_read_as_people_write_it(written: str, states: list[str]) -> None:
    assert [read_work_state(name) for name in work_states_in(written)] == states


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("Full-Time", "full_time"),
        ("F/T", "full_time"),
        ("part time", "part_time"),
        ("PT", "part_time"),
        ("", ""),
        ("40", None),
        ("full/part time", None),
    ],
)
def test_hours_are_read_as_people_write_them(written: str, hours: str | None) -> None:
    assert read_hours(written) == hours
