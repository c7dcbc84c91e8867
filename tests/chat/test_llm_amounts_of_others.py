"""Amounts that only look like the one asked for: what somebody else's pay, age or bill came to, and a limit that nobody
has published yet.
"""

import pytest

from chat.extractive.worked_examples import is_head_of_case, supposes_case
from chat.llm.types import SourcePassage
from tests.chat.test_llm_extractive import ask, first_statement

NOTICE = SourcePassage(
    1,
    "401(k) Notice 2027",
    "Acme's match\nAcme matches 100% of the first 4% of pay that you save. If you save 4% of a salary of $90,000, you "
    "put in $3,600.00 and Acme adds $3,600.00.\nFederal limit | 2026\nYour own savings — 2026: $24,500\n"
    "The limits for 2027 had not been published when this notice was printed.",
    plan_year="2027",
)
HSA = SourcePassage(2, "Guide 2027", "2027 HSA limits: $4,500 self-only, $9,000 family.", plan_year="2027")
LIFE = SourcePassage(
    1,
    "Life Insurance",
    "Basic life insurance pays 2 times your yearly pay, up to $200,000.\nWhat is taxed\nAn employee aged 47 has "
    "$144,000 of life insurance. The part above $50,000 is 94 thousand.",
)


class TestALimitNobodyHasPublished:
    def test_that_is_said_and_no_amount_of_an_example(self) -> None:
        text = ask("What is the 401k limit in 2027?", NOTICE, HSA)

        assert "The limits for 2027 had not been published" in first_statement(text)
        assert "$" not in text

    def test_the_published_limit_of_another_year_is_told_as_that_years(self) -> None:
        text = ask("What is the 401k limit?", NOTICE, HSA)

        assert "2026: $24,500" in first_statement(text)
        assert "$3,600" not in text
        assert "$4,500" not in text

    def test_a_limit_of_an_account_with_a_longer_name_is_none_of_another_account(self) -> None:
        assert "$" not in ask("What is the 401(k) limit?", HSA)


class TestWhatOthersAmountsCameTo:
    @pytest.mark.parametrize("question", ["How much life insurance do I have?", "How much is my life insurance?"])
    def test_an_employee_of_some_age_is_not_the_person(self, question) -> None:
        text = ask(question, LIFE)

        assert "2 times your yearly pay" in first_statement(text)
        assert "$144,000" not in text

    def test_who_gives_the_very_pay_is_told_what_it_comes_to(self) -> None:
        assert "$3,600.00" in ask("How much is the match if I save 4% of a salary of $90,000?", NOTICE)

    @pytest.mark.parametrize(
        "rule",
        [
            "Employees with pay of $50,000 or less pay $40 per paycheck for dental.",
            "You pay a $40 copay for a specialist.",
            "A member aged 50 or older can save $8,000 more.",
        ],
    )
    def test_a_band_or_a_price_is_a_rule(self, rule) -> None:
        assert not supposes_case(rule)

    def test_a_crown_of_some_price_is_no_answer_to_what_the_plan_pays(self) -> None:
        dental = SourcePassage(
            1,
            "Dental Summary",
            "Crowns — The plan pays: 50%\nFor a $1,200 crown when $1,200 of the $1,500 maximum has already been paid, "
            "the plan pays the remaining $300.00 and you pay $900.00.\nA $1,200 crown | The plan pays | You pay\n"
            "First dental bill of the year, a crown — The plan pays: $575.00; You pay: $625.00",
        )

        text = ask("How much does the dental plan pay for a crown?", dental)

        assert "50%" in text
        assert "$300" not in text
        assert "$575" not in text

    def test_a_bill_of_some_sum_does_not_contradict_the_deductible(self) -> None:
        assert is_head_of_case("A family on the HSA 2500, one hospital bill of $5,200 | Amount")
