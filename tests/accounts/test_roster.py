"""Lists of people as HR systems and spreadsheets write them."""

import pytest

from accounts.roster import MOST_LINES, RosterLine
from tenants.csv_lists import ListRefused, decode_list
from tests.accounts.rosters import read_roster


def test_columns_may_stand_in_any_order_and_have_their_usual_names():
    lines = read_roster("Employee Name,Role,Work Email,Benefit class\nDana Whitlock,HR editor,dana@acme.example,SAL\n")

    assert lines == [RosterLine(2, "dana@acme.example", "Dana Whitlock", "SAL", "HR editor")]


def test_first_and_last_name_are_one_name():
    lines = read_roster("email,first_name,last name\ndana@acme.example,Dana,Whitlock")

    assert lines == [RosterLine(2, "dana@acme.example", "Dana Whitlock")]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_lines_without_a_head_are_email_name_class_and_role(sign):
    text = (
        sign.join(("dana@acme.example", "Dana Whitlock", "UNION")) + "\n\n" + sign.join(("omar@acme.example", "Omar"))
    )

    assert read_roster(text) == [
        RosterLine(1, "dana@acme.example", "Dana Whitlock", "UNION"),
        RosterLine(3, "omar@acme.example", "Omar"),
    ]


def test_quoted_names_with_commas_and_letters_of_any_language_are_kept():
    lines = read_roster('email,name\nd@acme.example,"Peña, Íñigo"\n')

    assert lines == [RosterLine(2, "d@acme.example", "Peña, Íñigo")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_files_are_read_in_the_encodings_spreadsheets_write(encoding):
    content = "email,name\nd@acme.example,Íñigo Peña\n".encode(encoding)

    assert read_roster(content) == [RosterLine(2, "d@acme.example", "Íñigo Peña")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is no line in it."),
        ("\n , ,\n", "There is no line in it."),
        ("email,name\n", "the only line names the columns"),
        ("name,role\nDana,employee", "No column is named “email”"),
        ("email,e-mail\na@acme.example,b@acme.example", "Two columns are named “email”"),
        ("email,name,favourite fruit\na@acme.example,A,fig", "The column “favourite fruit” is not known."),
        ("email,name\na@acme.example,\0", "not a text file"),
    ],
)
def test_list_that_cannot_be_read_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(ListRefused, match=sentence):
        read_roster(text)


def test_quotation_mark_without_its_partner_takes_no_line_along_unseen():
    lines = read_roster('email,name\na@acme.example,"A\nb@acme.example,B\n')

    assert lines == [RosterLine(3, "a@acme.example", "A b@acme.example,B")]


@pytest.mark.parametrize(
    "column", ["SSN", "Date of Birth", "DOB", "Annual salary", "Gender", "Bank account", "Pay rate"]
)
def test_what_an_invitation_does_not_need_is_refused_by_its_columns_name(column):
    with pytest.raises(ListRefused, match=f"Take the column “{column}” out"):
        read_roster(f"email,name,{column}\na@acme.example,A,x")


def test_workbook_is_told_from_a_list():
    for head in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        with pytest.raises(ListRefused, match="Save it as CSV"):
            decode_list(head + b"\0" * 20)


def test_limit_is_stated_and_kept():
    lines = [f"p{number}@acme.example,Person {number}" for number in range(MOST_LINES + 1)]
    assert len(read_roster("\n".join(lines[:-1]))) == MOST_LINES

    with pytest.raises(ListRefused, match=r"These are 100,001 people\. Send at most 100,000 at a time\."):
        read_roster("\n".join(lines))


@pytest.mark.parametrize(
    "cells",
    [
        ["219099999", "457555462", "n/a", "078051120"],
        ["219.09.9999", "457.55.5462"],
        ["900-70-1234"],
        ["912701234", "219099999", "457555462"],
    ],
)
def test_social_security_numbers_are_refused_in_a_column_of_any_name_whatever_else_stands_there(cells):
    lines = "\n".join(f"p{place}@acme.example,P,{cell}" for place, cell in enumerate(cells))

    with pytest.raises(ListRefused, match="“employee id” seems to hold Social Security numbers"):
        read_roster(f"email,name,employee id\n{lines}")


def test_employees_numbers_of_another_length_are_no_social_security_numbers():
    lines = "\n".join(f"p{place}@acme.example,P,{10_000_000 + place}" for place in range(9))

    assert len(read_roster(f"email,name,employee id\n{lines}")) == 9
