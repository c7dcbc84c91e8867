"""What belongs to an answer though it stands in another sentence, and what only looks like one."""

from dataclasses import replace
from datetime import date

import pytest

from chat.llm.types import SourcePassage
from tests.chat.test_llm_everyday_questions import paper
from tests.chat.test_llm_extractive import ask, first_statement

CHARGE = paper(
    "Smokers pay a nicotine surcharge of $18 a month. The nicotine surcharge does not apply to Local 9 members."
)
CLASSES = {"own_class": ("Local 9",), "other_classes": ("Salaried",)}


class TestExceptionOfOnesOwnGroup:
    def test_it_goes_before_the_rule(self) -> None:
        told = ask("How much is the nicotine surcharge?", CHARGE, **CLASSES)
        assert "does not apply to Local 9" in first_statement(told)
        assert "$18 a month" in told

    def test_it_is_found_in_another_passage_of_the_chapter(self) -> None:
        rule = replace(paper("A nicotine surcharge of $18 a month is due from smokers."), heading="Surcharges")
        other = replace(rule, number=2, text="Neither surcharge applies to Local 9 members.")
        assert "Neither surcharge" in first_statement(
            ask("How much is the nicotine surcharge?", rule, other, **CLASSES)
        )

    def test_others_are_told_the_rule(self) -> None:
        told = ask("How much is the nicotine surcharge?", CHARGE, own_class=("Salaried",), other_classes=("Local 9",))
        assert "$18 a month" in first_statement(told)


TABLE = SourcePassage(
    1,
    "Lakeside Guide",
    "Harborlight EPO\n"
    "What you pay | Lakeside | Elsewhere\n"
    "Urgent care (2) — Lakeside: $40; Elsewhere: 30%*\n"
    "Ambulance — Lakeside: $90; Elsewhere: $90\n"
    "• After the deductible.\n"
    "(1) Two visits. (2) Not charged when you are admitted.",
    kind="table",
)


class TestNotesBelowATable:
    def test_those_that_the_row_points_at_are_told_with_it(self) -> None:
        told = ask("What is the urgent care copay on the EPO?", TABLE)
        assert "$40" in first_statement(told)
        assert "(2) Not charged when you are admitted." in told
        assert "After the deductible." in told
        assert "Two visits" not in told

    def test_a_row_that_points_at_none_stands_alone(self) -> None:
        assert "deductible" not in ask("What is the ambulance copay on the EPO?", TABLE)


def test_a_priced_row_answers_for_the_copay_though_it_has_not_the_word():
    assert "$40" in ask("whats my urgent care copay on the EPO", TABLE)


def test_the_foot_of_a_page_is_no_answer():
    assert ask("What is in the 401k for me?", paper("401(k) 2027 1", title="401(k) at a glance")) == ""


class TestOtherYears:
    GONE = replace(paper("Urgent care costs a $35 copay."), plan_year="2026")
    NEW = replace(paper("Cleanings are free.", number=2), plan_year="2027")

    @pytest.mark.parametrize(("years", "is_told"), [(("2027",), False), (("2026", "2027"), True)])
    def test_a_price_of_a_year_that_is_over_is_told_only_where_that_was_asked(self, years, is_told) -> None:
        told = ask("How much is urgent care?", self.GONE, self.NEW, plan_years=years, today=date(2027, 2, 1))
        assert ("$35" in told) is is_told


class TestBandsWhoseUnitStandsInTheHead:
    ACCRUAL = paper(
        "Completed years of service | Vacation hours per year\n"
        "0 to less than 4 — Vacation hours per year: 90\n"
        "4 to less than 9 — Vacation hours per year: 130\n"
        "9 and more — Vacation hours per year: 170"
    )

    @pytest.mark.parametrize(("years", "hours"), [(2, "90"), (4, "130"), (11, "170")])
    def test_only_ones_own_band_answers(self, years, hours) -> None:
        told = ask(f"How many vacation hours do I get? I have been here {years} years", self.ACCRUAL)
        assert [number for number in ("90", "130", "170") if number in told] == [hours]


def test_what_one_may_give_away_is_not_what_one_gets():
    gift = paper("You may donate PTO in blocks of 8 hours to a coworker, if 80 hours remain.")
    assert ask("How many hours of PTO do I get?", gift) == ""
    assert "8 hours" in ask("How many hours of PTO can I donate to a coworker?", gift)


def test_another_leave_is_none_for_a_death():
    other = paper("Parental top-up: each parent receives 8 weeks of leave at full pay within a year.")
    named = paper("Bereavement\nAsk the office.", number=2)
    assert ask("How many days of bereavement leave do I get for my parent?", other, named) == ""


@pytest.mark.parametrize(
    ("question", "credited"),
    [
        ("What happens if I don't use my vacation?", "Vacation is credited on January 1."),
        ("que pasa si no uso mis vacaciones", "Las vacaciones se acreditan cada año en su aniversario."),
    ],
)
def test_when_days_are_earned_says_nothing_of_unused_ones(question, credited):
    assert ask(question, paper(credited), language="es" if "que" in question else "en") == ""


@pytest.mark.parametrize("asked", ["How much will I owe in taxes on", "Cuánto voy a pagar de impuestos por"])
def test_a_credit_tells_no_tax_on_it(asked):
    given = paper("Perfect attendance shuttle credit: riders get $12 a week.")
    assert ask(f"{asked} the perfect attendance shuttle credit", given) == ""


class TestWhatACompanyAdds:
    EACH = paper(
        "What does the company add? — Answer: Salaried: 4% match. Hourly: 50% of the first 5%. Part-time: nothing."
    )

    @pytest.mark.parametrize(
        "question", ["What does the company put in my 401k?", "retirement: do they contribute anything"]
    )
    def test_a_text_that_goes_through_all_groups_is_for_each(self, question) -> None:
        given = replace(self.EACH, document_title="401(k) summary", heading="401(k) retirement plan")
        own, others = ("Hourly",), ("Salaried", "Part-time")
        told = ask(question, given, own_class=own, other_classes=others, hours="full_time")
        assert "50% of the first 5%" in first_statement(told)

    def test_cents_on_the_dollar_and_a_share_without_saving_are_formulas(self) -> None:
        for added in ("30 cents for each dollar you save, on 5% of pay", "5% of pay, whether you save or not"):
            given = paper(f"Group | What Acme gives\nHourly — What Acme gives: {added}", title="401(k) summary")
            assert added in ask("How much is the 401k match?", given)


def test_who_is_called_non_represented_is_told_what_is_theirs():
    given = paper("Vacation\nNon-represented staff and Local 9 members earn 100 hours of vacation a year.")
    told = ask("How many hours of vacation?", given, own_class=("Non-represented",), other_classes=("Local 9", "Guild"))
    assert "100 hours" in told


def test_a_column_on_retirement_leaves_a_tables_other_columns_alone():
    given = paper(
        "Waiting period\n"
        "Group | Medical and dental start | Retirement plan\n"
        "Drivers — Medical and dental start: On day 31 of employment; Retirement plan: After 6 months"
    )
    told = ask("when does my insurance kick in, just got hired", given, own_class=("Drivers",))
    assert "day 31" in first_statement(told)
