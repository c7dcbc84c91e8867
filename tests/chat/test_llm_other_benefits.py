"""What shares the words of a question and belongs to another benefit, service, person or day does not answer it."""

import pytest

from chat.llm.types import SourcePassage
from tests.chat.test_llm_extractive import ask, first_statement

DENTAL = SourcePassage(
    1,
    "Dental Plan Summary",
    "Class | Services | The plan pays\n"
    "Major — Services: Crowns, bridges, dentures, implants; The plan pays: 50%\n"
    "Orthodontia — Services: Braces; The plan pays: 50% up to $1,500",
)
VISION = SourcePassage(
    2,
    "Vision Plan Summary",
    "Service | You pay or get | How often\n"
    "Contact lenses instead of glasses — You pay or get: $130 allowance; How often: Every 12 months",
)
HMO = SourcePassage(
    3,
    "Acme HMO: Evidence of Coverage",
    "- Adult dental care, including implants, dentures, and surgery of the jaw to prepare for them.\n"
    "- Adult eye care: exams for glasses, glasses, contact lenses, and laser surgery.",
    heading="7. What is not covered",
    own_plan=None,
    authority_rank=1,
)
ACCOUNT = SourcePassage(
    4, "Flexible Spending Account Guide", "A health FSA pays for dental work and braces.", heading="Uses"
)


class TestTeethAndEyes:
    @pytest.mark.parametrize(
        ("question", "told"),
        [
            ("does the dental plan cover implants", "implants; The plan pays: 50%"),
            ("Does dental cover braces?", "50% up to $1,500"),
            ("Are contacts covered", "$130 allowance"),
        ],
    )
    def test_their_own_plan_answers_and_not_what_another_leaves_out(self, question, told) -> None:
        text = ask(question, ACCOUNT, HMO, DENTAL, VISION)

        assert told in first_statement(text)
        assert "Adult" not in text
        assert "FSA" not in text

    def test_account_that_pays_for_teeth_is_no_dental_plan(self) -> None:
        guide = SourcePassage(
            1,
            "Guide",
            "A general health FSA blocks an HSA. With the HSA 2500 choose the limited-purpose FSA for dental and "
            "vision costs.\n\nThe dental plan pays 100% of preventive care and 60% of major care, up to $2,000 a year.",
            heading="Dental and vision",
        )

        text = ask("How does dental work?", guide)

        assert "100% of preventive care" in first_statement(text)
        assert "FSA" not in text

    def test_what_an_account_pays_for_is_told_of_the_account(self) -> None:
        assert "dental work and braces" in first_statement(ask("Can I use my FSA for braces?", ACCOUNT, DENTAL))


class TestNeeds:
    CARE = SourcePassage(
        1,
        "Acme HMO: Evidence of Coverage",
        "You need a referral from your primary care doctor before you see a specialist.",
        heading="3. Getting care",
    )
    COUNSELING = SourcePassage(
        2,
        "Acme HMO: Evidence of Coverage",
        "Talks with psychologists and counselors of the network, alone or in a group. No referral is needed. "
        "There is no limit on the number of visits.",
        heading="Mental health visits",
    )
    FAQ = SourcePassage(3, "Benefits FAQ", "No referral is needed.", heading="Do I need a referral?")

    def test_what_is_said_of_one_service_is_no_rule_for_all(self) -> None:
        first = first_statement(ask("Do I need a referral?", self.COUNSELING, self.CARE))

        assert "You need a referral from your primary care doctor" in first

    def test_rule_in_few_words_answers(self) -> None:
        assert "No referral is needed." in first_statement(ask("Do I need a referral?", self.FAQ))


class TestDaysOff:
    SAVINGS = SourcePassage(
        1,
        "Guide 2027",
        "You may change your HSA amount in any month. Unused money carries over every year without limit.",
        heading="The health savings account",
    )
    TIME_OFF = SourcePassage(
        2,
        "Guide 2027",
        "Up to 40 hours carry over into the next year. "
        "Local 88 members find vacation and leave in their labor agreement.",
        heading="401(k) and time off",
    )

    def test_money_that_carries_over_is_no_vacation(self) -> None:
        assert "Unused money" not in ask("Can I roll over unused vacation?", self.SAVINGS)

    def test_who_is_sent_elsewhere_is_not_told_the_others_hours(self) -> None:
        text = ask(
            "Can I roll over unused vacation?",
            self.SAVINGS,
            self.TIME_OFF,
            own_class=("Local 88",),
            other_classes=("Salaried",),
        )

        assert "labor agreement" in first_statement(text)
        assert "40 hours" not in text


class TestOtherDays:
    def test_last_day_of_an_example_is_not_told_to_who_asks_whether_he_may(self) -> None:
        notice = SourcePassage(
            1,
            "COBRA Notice",
            "Example\nCoverage ends on January 31, 2027 and the notice is dated February 10, 2027. The last day to "
            "choose COBRA is April 11, 2027.\nCOBRA after a job ends lasts 18 months.",
            heading="How to choose COBRA",
        )

        text = ask("Can I get COBRA?", notice)

        assert "April 11" not in text

    def test_that_month_is_told_where_its_day_is(self) -> None:
        partner = SourcePassage(
            1,
            "Partner Policy",
            "Tell us within 30 days. Coverage ends on the last day of that month.",
            heading="When the partnership ends",
        )
        leaving = SourcePassage(2, "Guide", "Coverage ends on the last day of the month of your last day of work.")

        assert "your last day of work" in first_statement(ask("When does my coverage end if I quit?", partner, leaving))


class TestCompanyMoney:
    SAVINGS = SourcePassage(
        1,
        "Benefits Guide",
        "2027 | Employee only | Family\n"
        "Federal limit, including company money — Employee only: $4,500; Family: $9,000\n"
        "Acme puts in — Employee only: $600; Family: $1,200",
        heading="The health savings account in 2027",
        plan_year="2027",
        language="en",
    )

    @pytest.mark.parametrize(
        ("question", "language"),
        [("How much does the company put in my HSA?", "en"), ("cuanto aporta la empresa a mi HSA", "es")],
    )
    def test_it_is_not_what_the_law_allows(self, question, language) -> None:
        text = ask(question, self.SAVINGS, language=language)

        assert "$600" in first_statement(text)
        assert "$4,500" not in text

    def test_the_match_is_found_by_the_spanish_word_for_it(self) -> None:
        guide = SourcePassage(
            1,
            "Guía de beneficios",
            "Beneficio | En pocas palabras\n"
            "Incapacidad — En pocas palabras: 60% del sueldo, hasta $1,200 por semana\n"
            "401(k) — En pocas palabras: La empresa aporta el 100% del primer 3% que usted ahorra",
            heading="Vida y ahorro",
            language="es",
        )

        first = first_statement(ask("¿Cuánto es el aporte de la empresa al 401(k)?", guide, language="es"))

        assert "100% del primer 3%" in first


@pytest.mark.parametrize(
    "question",
    [
        "How long can my child stay on my plan?",
        "Can my 25 year old son stay on my plan? he isn't a student",
        "Can my daughter stay on my insurance until 26?",
    ],
)
def test_child_that_stays_on_a_plan_is_no_plan_that_goes_on(question) -> None:
    guide = SourcePassage(
        1,
        "Guide",
        "Your choices roll over to 2027 at the new prices.\n\nA child is covered through the end of the month of the "
        "26th birthday.",
        heading="Your family",
    )

    assert "through the end of the month of the 26th birthday" in first_statement(ask(question, guide))
