"""What stands in the cells of a list: days in which order, what must not be there, letters and separators."""

import csv
import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.roster_dates import DayOrder, read_hire_date
from tenants.csv_lists import ListRefused
from tenants.csv_out import csv_line
from tests.accounts.rosters import TODAY, read_roster, rows_of, surveyed

HEAD = "email,name,hire date\n"


def people(*cells: str, head: str = "hire date") -> str:
    lines = "".join(f'p{place}@acme.example,P,"{cell}"\n' for place, cell in enumerate(cells))
    return f"email,name,{head}\n{lines}"


@pytest.mark.parametrize(
    ("cells", "order", "unclear"),
    [
        (("02/03/2026", "13/03/2026"), DayOrder.DAY_FIRST, 2),
        (("02/03/2026", "03/13/2026"), DayOrder.MONTH_FIRST, 2),
        (("02/03/2026", "4/5/2025"), DayOrder.ASK, 2),
        (("2026-02-03", "2026-03-02"), DayOrder.MONTH_FIRST, 0),
        (("03/03/2026", ""), DayOrder.MONTH_FIRST, 0),
        (("13/03/2026", "03/14/2026"), DayOrder.MIXED, 0),
    ],
)
def test_order_of_days_is_told_by_the_column_and_asked_where_nothing_tells(cells, order, unclear):
    told = surveyed(people(*cells))

    assert (told.day_order, told.unclear_line) == (order, unclear)


@given(st.lists(st.dates(date(1990, 1, 1), date(2026, 11, 1)), min_size=1, max_size=12), st.booleans())
def test_days_of_a_column_are_never_read_in_the_wrong_order(days, is_day_first):
    form = "%d/%m/%Y" if is_day_first else "%m/%d/%Y"
    written = [day.strftime(form) for day in days]
    told = surveyed(people(*written))

    if told.day_order == DayOrder.ASK:
        assert all(day.day <= 12 for day in days)
        return
    read = [read_hire_date(text, order=DayOrder(told.day_order), today=TODAY) for text in written]
    assert read == [(day, "") for day in days]


def test_day_that_may_be_two_in_a_column_of_both_orders_is_an_error_and_the_others_are_read():
    assert read_hire_date("13/03/2024", order=DayOrder.MIXED, today=TODAY) == (date(2024, 3, 13), "")
    assert read_hire_date("03/13/2024", order=DayOrder.MIXED, today=TODAY) == (date(2024, 3, 13), "")
    day, fault = read_hire_date("02/03/2024", order=DayOrder.MIXED, today=TODAY)

    assert day is None
    assert "may be read in two ways" in fault


def test_count_of_days_that_excel_keeps_is_no_day_and_told_as_what_it_is():
    assert read_hire_date("43556", order=DayOrder.MONTH_FIRST, today=TODAY) == (
        None,
        "“43556” is how Excel counts days (2019-04-01). Format the cell as a date.",
    )


BORN = [(date(1961, 3, 4) + timedelta(days=1100 * place)).isoformat() for place in range(12)]
HIRED = [(date(2004, 3, 4) + timedelta(days=600 * place)).isoformat() for place in range(12)]


def test_birth_dates_are_refused_whatever_their_column_is_called_and_told_from_days_of_hire():
    with pytest.raises(ListRefused, match="The column “date” seems to hold birth dates"):
        surveyed(people(*BORN, head="date"))
    with pytest.raises(ListRefused, match="The column “class” seems to hold birth dates"):
        surveyed(people(*BORN, head="class"))
    with pytest.raises(ListRefused, match="The column “date” seems to hold dates"):
        surveyed(people(*HIRED, head="date"))


def test_staff_that_serves_for_long_is_taken_and_one_where_nobody_is_new_is_asked_about():
    assert surveyed(people(*HIRED)).notes == ()
    assert surveyed(people(*HIRED, "1979-06-01", "1984-09-01")).notes == ()
    (note,) = surveyed(people(*BORN)).notes

    assert note.startswith("Every day in the column “hire date” lies 15 years back or more.")


PAY = ["52000", "61500.00", "48,250".replace(",", ""), "75100", "83000"]


@pytest.mark.parametrize("head", ["pay group", "payroll group"])
def test_plain_numbers_of_yearly_pay_are_refused_where_the_title_speaks_of_pay(head):
    with pytest.raises(ListRefused, match=f"The column “{head}” seems to hold pay"):
        surveyed(people(*PAY, head=head))


def test_plain_numbers_of_yearly_pay_are_warned_of_where_the_title_says_nothing():
    (note,) = surveyed(people(*PAY, head="class")).notes

    assert note.startswith("The column “class” holds numbers that could be yearly pay.")


@given(st.lists(st.integers(10_000, 999_999), min_size=1, max_size=40, unique=True))
def test_numbers_of_employees_are_no_pay(numbers):
    assert surveyed(people(*map(str, numbers), head="employee id")).notes == ()


def test_codes_of_calendars_are_no_pay():
    codes = ["10100", "10200", "20100"] * 10

    assert surveyed(people(*codes, head="pay group")).people == 30


@pytest.mark.parametrize("cell", ["123-45-6789", "ID 123-45-6789", "123 45 6789", "SSN:123-45-6789"])
def test_one_social_security_number_is_enough_wherever_it_stands(cell):
    with pytest.raises(ListRefused, match="“class” seems to hold Social Security numbers"):
        surveyed(people(cell, head="class"))


@pytest.mark.parametrize("cell", ["614-555-01-10", "A-123-45-6789", "123-45-67890", "1123-45-6789"])
def test_other_numbers_are_none(cell):
    assert surveyed(people(cell, head="class")).people == 1


def test_lines_with_another_number_of_cells_are_named():
    lines = read_roster(
        "email,name,class\na@x.example,A\nb@x.example,B,SAL,extra\nc@x.example,C,SAL,,\nd@x.example,D,\n"
    )

    assert [line.fault for line in lines] == [
        "The line has 2 cells, and there are 3 columns. Look for a separator that is missing.",
        "The line has 4 cells, and there are 3 columns. Look for a separator too many.",
        "",
        "",
    ]


def test_title_above_the_columns_is_passed_over():
    lines = read_roster("Roster of Acme\n\nas of,2026-11-01\nemail,name\na@x.example,A\n")

    assert [(line.number, line.email) for line in lines] == [(5, "a@x.example")]


CELLS = st.text(st.characters(codec="cp1252", exclude_categories=("C", "Z"), exclude_characters="@"), max_size=12)


@given(
    st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_rows_come_out_as_they_were_written_in_any_coding_with_any_separator(pairs, sign, coding, end):
    file = io.StringIO()
    writer = csv.writer(file, delimiter=sign, lineterminator=end)
    writer.writerow(("email", "name", "class"))
    writer.writerows((f"p{place}@x.example", *pair) for place, pair in enumerate(pairs))

    rows = rows_of(file.getvalue().encode(coding))

    assert [row.cells[1:] for row in rows[1:]] == [list(pair) for pair in pairs]


def test_line_ends_within_quotation_marks_are_blanks():
    (line,) = read_roster('email,name\na@x.example,"Ann\r\nLee"\n')

    assert line.name == "Ann Lee"


@given(st.sampled_from("=+-@"), st.text(max_size=10))
def test_what_a_spreadsheet_would_run_never_leaves_as_it_came(sign, rest):
    (cell, *_rest) = next(csv.reader(io.StringIO(csv_line([sign + rest]), newline="")))

    assert cell.startswith("'")
