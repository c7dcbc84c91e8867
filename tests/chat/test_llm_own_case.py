"""What hangs on a person's own age, service or event stands in the answer, and nobody else's case does."""

import pytest

from chat.extractive.amounts import AmountOf, amount_asked
from chat.llm.types import SourcePassage
from tests.chat.test_llm_extractive import ask, first_statement

HSA = SourcePassage(
    1,
    "Guide 2027",
    "2027 | Employee only | Family\n"
    "Federal limit, including company money — Employee only: $4,500; Family: $9,000\n"
    "You can put in up to — Employee only: $3,900; Family: $7,800\n"
    "The company pays its money in two parts. If you will be 55 or older by December 31, you can add $1,000 more.",
    heading="The health savings account in 2027",
    plan_year="2027",
)
LIFE = SourcePassage(
    2,
    "Life Summary",
    "Basic life insurance pays 2 times your yearly pay, up to $200,000. The amount falls to 65% at age 70.\n"
    "Long-term disability pays 60% of pay to age 65.",
)
PLAN = SourcePassage(
    3,
    "Guide 2027",
    "$5,000 maximum, employee only\n$10,000 maximum, family",
    heading="The HDHP in 2027",
    plan_year="2027",
)


class TestAge:
    @pytest.mark.parametrize(
        ("question", "limit"),
        [
            ("im 57 with family coverage, max hsa 2027?", "$7,800"),
            ("age 60 self only hsa max 2027", "$3,900"),
            ("I'm 60, single, how much can I put in my HSA in 2027?", "$3,900"),
        ],
    )
    def test_what_is_added_from_an_age_stands_beside_the_limit(self, question, limit) -> None:
        text = ask(question, HSA)

        assert limit in first_statement(text)
        assert "you can add $1,000 more" in text.split("\n")[3]

    def test_who_is_younger_is_told_the_limit_alone(self) -> None:
        text = ask("I'm 40, single, how much can I put in my HSA in 2027?", HSA)

        assert "$3,900" in text
        assert "55 or older" not in text

    def test_what_falls_at_an_age_stands_beside_the_amount(self) -> None:
        text = ask("life insurance max at age 72", LIFE)

        assert "$200,000" in first_statement(text)
        assert "falls to 65% at age 70" in text

    def test_what_holds_from_a_later_age_does_not(self) -> None:
        assert "age 70" not in ask("how much is basic life insurance, I am 50", LIFE)

    def test_a_band_of_ages_below_ones_own_does_not(self) -> None:
        band = SourcePassage(
            1, "Life Summary", "Life insurance is taxed at a monthly price. From age 45 to 49 that price is $0.15."
        )

        assert "$0.15" not in ask("I am 52, how is life insurance taxed?", band)

    def test_where_nothing_is_said_of_ages_a_limit_is_not_certain(self) -> None:
        silent = SourcePassage(1, "Guide 2027", "You can put in up to $3,900 into your HSA, for one person.")

        assert ask("I'm 60, how much can I put in my HSA?", silent).startswith("I am not certain")
        assert first_statement(ask("How much can I put in my HSA?", silent)).startswith("Guide 2027: “You can")


class TestLimitOfAnAccount:
    @pytest.mark.parametrize(
        "question",
        [
            "max hsa 2027",
            "hsa limit",
            "What is the limit for my FSA?",
            "401k max",
            "¿Cuál es el límite de HSA para mí solo en 2027?",
            "límite anual de la HSA",
        ],
    )
    def test_it_is_what_one_may_put_in(self, question) -> None:
        assert amount_asked(question) is AmountOf.OWN_MONEY

    @pytest.mark.parametrize(
        "question",
        ["HSA 2500 out-of-pocket max", "What is the out of pocket limit of the HSA 2500?", "límite anual del PPO"],
    )
    def test_that_of_a_plan_is_what_one_pays_at_most(self, question) -> None:
        assert amount_asked(question) is AmountOf.MOST_YOU_PAY

    @pytest.mark.parametrize(
        "question",
        ["¿Cuánto puedo aportar a mi HSA si solo me cubro yo?", "¿Cuál es el límite de HSA para mí solo en 2027?"],
    )
    def test_a_plans_limit_is_none_of_the_account(self, question) -> None:
        text = ask(question, PLAN, HSA)

        assert "$3,900" in text
        assert "$5,000" not in text


class TestTimeOfService:
    LEAVE = SourcePassage(
        1,
        "Parental Leave Policy",
        "1. Who and how much\n"
        "Every employee with 6 months of service has 16 weeks of parental leave after a birth or an adoption.\n"
        "Situation | Paid weeks\n"
        "Bonding, all parents — Paid weeks: The rest, to 16 in all\n"
        "Less than 6 months of service — Paid weeks: None from Acme\n"
        "2. When\n"
        "Take your leave within 12 months of the birth, in one piece or in up to three parts.",
    )
    VACATION = SourcePassage(
        2,
        "Leave Policy",
        "Years of service | Vacation a year\n"
        "First year — Vacation a year: 40 hours\n"
        "2 to 4 years — Vacation a year: 80 hours",
    )

    def test_who_is_too_new_is_told_the_condition_first(self) -> None:
        text = ask("been here 4 months, having a baby, do i get leave", self.LEAVE)

        assert first_statement(text) == (
            "Parental Leave Policy: Less than 6 months of service — Paid weeks: None from Acme [1]"
        )
        assert "with 6 months of service" in text

    def test_who_is_here_long_enough_is_not_told_what_new_people_have(self) -> None:
        text = ask("I have worked here 2 years, having a baby, do I get leave?", self.LEAVE)

        assert "with 6 months of service" in first_statement(text)
        assert "None from Acme" not in text

    def test_months_are_no_years(self) -> None:
        assert "2 to 4 years" not in ask("been here 4 months, how much vacation do i get", self.VACATION)
        assert "80 hours" in ask("been here 3 years, how much vacation do i get", self.VACATION)


class TestEvents:
    PLAN = SourcePassage(
        1,
        "Plan Description",
        "A spouse loses a job. The spouse's coverage ends on the last day of the month. The employee may add the"
        " spouse.\n"
        "Event | The change takes effect\n"
        "Divorce or annulment — The change takes effect: Former spouse: end of the month of the decree",
        heading="Examples of life events",
    )

    def test_what_is_told_of_another_event_is_no_answer(self) -> None:
        text = ask("getting divorced, when does my husband lose coverage", self.PLAN)

        assert "last day of the month" not in text
        assert "end of the month of the decree" in text

    def test_what_is_told_of_the_very_event_is(self) -> None:
        text = ask("my spouse loses a job, when does the coverage end", self.PLAN)

        assert "ends on the last day of the month" in text


class TestWhoseTableItIs:
    VACATION = SourcePassage(
        1,
        "Leave Policy",
        "Effective July 1, 2026\n"
        "1. Vacation\n"
        "Full-time employees earn vacation every week, in equal parts.\n"
        "Years of service | Vacation a year\n"
        "First year — Vacation a year: 40 hours\n"
        "2 to 4 years — Vacation a year: 80 hours\n"
        "2. Sick time\n"
        "Everyone, full-time and part-time, earns one hour of sick time for every 30 hours worked.",
    )
    PART_TIME = {"own_class": ("PT", "Part-time employees"), "other_classes": ("FT", "Full-time employees")}
    FULL_TIME = {"own_class": ("FT", "Full-time employees"), "other_classes": ("PT", "Part-time employees")}

    @pytest.mark.parametrize(
        "question", ["do i get vacation", "how much vacation do i get", "how much vacation after 3 years"]
    )
    def test_rows_below_what_names_another_class_are_that_classes(self, question) -> None:
        text = ask(question, self.VACATION, **self.PART_TIME)

        assert text == (
            "Leave Policy: “Full-time employees earn vacation every week, in equal parts.” [1]\n\n"
            "This is said of another group than yours: Full-time employees. I found nothing that gives it to yours"
            " (Part-time employees); HR can confirm that.\n\n"
            "For your group the same document says:\n\n"
            "- “Everyone, full-time and part-time, earns one hour of sick time for every 30 hours worked.” [1]"
        )

    def test_they_answer_their_own_class(self) -> None:
        assert "40 hours" in ask("how many hours of vacation in the first year", self.VACATION, **self.FULL_TIME)

    def test_what_everybody_has_is_answered_surely(self) -> None:
        text = ask("do i get sick time", self.VACATION, **self.PART_TIME)

        assert "Everyone, full-time and part-time" in first_statement(text)


class TestCompounds:
    LEFT_OUT = SourcePassage(
        1,
        "Guide",
        "Neither plan covers cosmetic surgery, long-term care, private-duty nursing and weight loss programs.",
    )
    SUMMARY = SourcePassage(
        2, "Summary", "Other Covered Services:\n• Bariatric surgery (prior authorization)\n• Dental care"
    )

    def test_a_thing_is_not_denied_by_two_halves_of_a_list(self) -> None:
        assert "Neither" not in ask("weight loss surgery", self.LEFT_OUT)
        assert "Neither" not in ask("is private-duty surgery covered", self.LEFT_OUT)

    def test_what_the_list_does_name_is_denied(self) -> None:
        assert "Neither" in ask("does the plan cover weight loss programs", self.LEFT_OUT)

    @pytest.mark.parametrize("question", ["weight loss surgery", "is a gastric bypass covered", "cirugía bariátrica"])
    def test_bariatric_surgery_has_everyday_names(self, question) -> None:
        assert "Bariatric surgery (prior authorization)" in ask(question, self.LEFT_OUT, self.SUMMARY)


class TestHeads:
    def test_a_long_head_is_its_own_tables_and_not_the_one_aboves(self) -> None:
        prices = SourcePassage(
            1,
            "Guía",
            "Tiempo completo, por semana | HMO | EPO\n"
            "Empleado e hijos — HMO: $98.50; EPO: $55.25\n"
            "Por semana | Dental, tiempo completo | Dental, medio tiempo | Visión, tiempo completo"
            " | Visión, medio tiempo\n"
            "Empleado e hijos — Dental, tiempo completo: $10.25; Dental, medio tiempo: $17.30; Visión, tiempo completo:"
            " $2.10; Visión, medio tiempo: $3.25",
            language="es",
        )
        part_time = {"own_class": ("PT", "Part-time employees"), "other_classes": ("FT", "Full-time employees")}

        text = ask("¿Cuánto cuesta el dental con hijos?", prices, **part_time)

        assert first_statement(text) == "Guía: Empleado e hijos — Dental, medio tiempo: $17.30 (Por semana) [1]"

    def test_a_deductible_is_nothing_that_the_plan_pays(self) -> None:
        dental = SourcePassage(
            1,
            "Dental plan",
            "Service | The plan pays\n"
            "Fillings — The plan pays: 80%\n"
            "Deductible, person / family — The plan pays: $50 / $150",
        )

        assert first_statement(ask("dental deductible", dental)) == (
            "Dental plan: Deductible, person / family: $50 / $150 [1]"
        )
