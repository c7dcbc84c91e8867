from datetime import date

import pytest

from chat.pipeline.coverage_start import with_coverage_start

RULE = "Policy: “Coverage starts on the first of the month that falls on or next follows 60 days of employment.” [1]"
NEXT = "FAQ: “On the first of the month after your first day of work.” [1]"
QUESTION = "I started March 9, when does my coverage start?"
TODAY = date(2026, 11, 10)


def told(text: str, question: str = QUESTION, *, language: str = "en") -> str:
    return with_coverage_start(text, question, language=language, today=TODAY).removeprefix(text).strip()


def test_the_day_is_counted_from_the_day_of_hire_by_the_quoted_rule():
    assert told(RULE) == (
        "Counted from March 9, 2026: 60 days later is May 8, 2026, so by this rule coverage starts on June 1, 2026."
    )


def test_both_days_are_told_where_it_hangs_on_how_the_days_are_counted():
    assert told(RULE, "I started March 3, when does my coverage start?") == (
        "Counted from March 3, 2026 by this rule, coverage starts on May 1, 2026 or on June 1, 2026: on May 1, 2026 if "
        "the day of hire is the first of the 60 days. HR can tell how they are counted."
    )


def test_the_next_month_needs_no_days():
    assert told(NEXT) == "Counted from March 9, 2026, the first of the next month is April 1, 2026."


def test_who_will_begin_tells_a_day_to_come():
    assert "January 1, 2027" in told(NEXT, "I start on December 7. When does my coverage start?")


def test_a_row_of_a_table_is_a_rule_as_well():
    row = "Guide: Coverage starts — Salaried: First of the month on or after day 30 [1]"

    assert "May 1, 2027" in told(row, "I was hired on March 9, 2027. When does my coverage start?")


def test_it_stands_behind_the_rule_and_before_what_else_is_said():
    text = f"{RULE}\n\nThe documents also say:\n- “No waiting period is longer than 90 days.” [1]"

    lines = with_coverage_start(text, QUESTION, language="en", today=TODAY).split("\n\n")

    assert [line[:9] for line in lines] == ["Policy: “", "Counted f", "The docum"]


def test_it_is_told_in_spanish():
    said = told(RULE, "Me contrataron el 9 de marzo de 2026. ¿Cuándo empieza mi cobertura?", language="es")

    assert said.endswith("la cobertura empieza el 1 de junio de 2026.")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (RULE, "When does my coverage start?"),  # no day of hire
        (RULE, "My claim is of March 3. When is it paid?"),
        (NEXT, "I started on June 1, 2026. When does my coverage start?"),  # that day, or a month later
        (f"{RULE}\n\n{NEXT}", QUESTION),  # two rules that come to two days
    ],
)
def test_what_leaves_a_doubt_is_not_counted(text, question):
    assert told(text, question) == ""


def test_of_two_days_for_two_classes_the_own_one_is_counted():
    text = (
        "“Coverage starts on May 1, 2027 for a salaried employee and on June 1, 2027 for a union member.” [1]\n\n"
        "The documents also say:\n- Coverage starts — Salaried: First of the month on or after day 30 [2]"
    )

    lines = with_coverage_start(
        text, "I was hired on March 9, 2027. When does my coverage start?", language="en", today=TODAY
    ).split("\n\n")

    assert lines[1].endswith("30 days later is April 8, 2027, so by this rule coverage starts on May 1, 2027.")


def test_a_day_that_the_answer_tells_is_not_told_twice():
    text = (
        "“Who is hired on May 5, 2026 is covered from June 1, 2026, the first of the month after the date of hire.” [1]"
    )

    assert told(text, "I was hired on May 5, 2026. When does my coverage start?") == ""


@pytest.mark.parametrize("day", ["December 31, 9999", "0000-01-01", "January 1, 0001", "February 30, 2026"])
def test_a_day_that_is_none_or_nobodys_day_of_hire_is_not_counted_from(day):
    assert told(RULE, f"I started {day}, when does my coverage start?") == ""


def test_a_first_day_that_was_is_no_day_to_come():
    assert "June 1, 2026" in told(RULE, "My first day was March 9. When does my coverage start?")
    assert told(RULE, "My hire date is March 9. When does my coverage start?") == ""


@pytest.mark.parametrize(
    "rule",
    [
        "Coverage ends on the first of the month after 30 days of leave.",
        "You can join the 401(k) on the first of the month after 90 days of work.",
    ],
)
def test_what_ends_or_is_of_the_retirement_plan_is_no_rule_for_coverage(rule):
    assert told(f"Policy: “{rule}” [1]") == ""
    assert "starts on" in told(f"Policy: “{rule}” [1]\n\n{RULE}")


def test_whether_the_first_of_a_month_is_itself_the_day_is_left_open():
    assert told(NEXT, "I started March 1, when does my coverage start?") == ""
    assert told(f"{RULE}\n\n{NEXT}", "I started March 1, when does my coverage start?") == ""


def test_a_placeholder_that_is_no_day_harms_nothing():
    assert "June 1, 2026" in told(f"{RULE}\n\nForm: “Date: 0000-01-01” [2]")
