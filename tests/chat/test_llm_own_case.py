"""What hangs on a person's own age, service or event stands in the answer, and nobody else's case does."""

import pytest

from chat.llm.amounts import AmountOf, amount_asked
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
