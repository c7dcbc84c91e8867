"""Whether one has a benefit at all, and what is told of it to whom another class has it."""

import pytest

from chat.extractive.everyday import in_documents_words
from chat.extractive.framing import without_bare_lead
from chat.llm.types import SourcePassage
from tests.chat.test_llm_extractive import ask, first_statement

POLICY = SourcePassage(
    1,
    "Eligibility Policy",
    "Hours count when you are paid for work, vacation, sick time or leave.\n"
    "Part-time employees cannot enroll in medical coverage. Part-time employees can enroll in dental and vision and can"
    " use the employee assistance program.\n"
    "Benefit | Full-time (FT) | Part-time (PT)\n"
    "Dental — Full-time (FT): Yes; Part-time (PT): Yes\n"
    "401(k) — Full-time (FT): After one year; Part-time (PT): After one year with 1,000 hours\n"
    "Life insurance — Full-time (FT): Yes; Part-time (PT): No",
)
DENTAL = SourcePassage(
    2,
    "Dental Summary",
    "Before work above $300 your dentist can ask the carrier what it will pay. The dental plan pays 100% of preventive"
    " care.",
)
LEAVE = SourcePassage(
    3,
    "Leave Policy",
    "Full-time employees earn vacation every week. Parental leave is 6 weeks at 100% of pay after 12 months of"
    " full-time service. Everyone, full-time and part-time, earns one hour of sick time for every 30 hours worked.",
)
PART_TIME = {"own_class": ("PT", "Part-time employees"), "other_classes": ("FT", "Full-time employees")}
FULL_TIME = {"own_class": ("FT", "Full-time employees"), "other_classes": ("PT", "Part-time employees")}
OTHERS = "This is said of another group than yours: Full-time employees. I found nothing that gives it to yours"


@pytest.mark.parametrize(
    "question",
    [
        "Can I get dental insurance?",
        "Am I eligible for dental?",
        "Do I qualify for dental?",
        "Do I have dental insurance?",
        "Is dental available to part-time employees?",
        "¿Tengo derecho al seguro dental?",
        "¿Puedo tener seguro dental?",
    ],
)
def test_who_may_enroll_is_told_by_what_says_so_and_not_by_what_a_plan_pays(question):
    text = ask(question, DENTAL, POLICY, **PART_TIME)

    assert "Part-time employees can enroll in dental" in first_statement(text)
    assert "$300" not in text


@pytest.mark.parametrize(
    ("question", "asker", "wanted"),
    [
        ("Can I get dental insurance?", FULL_TIME, "Dental — Full-time (FT): Yes"),
        ("Am I eligible for the 401(k)?", PART_TIME, "401(k) — Part-time (PT): After one year with 1,000 hours"),
        ("Can I get life insurance?", PART_TIME, "Life insurance — Part-time (PT): No"),
    ],
)
def test_the_cell_of_ones_own_class_tells_whether(question, asker, wanted):
    assert wanted in first_statement(ask(question, DENTAL, POLICY, **asker))


@pytest.mark.parametrize("question", ["Do I get PTO?", "How much PTO do I get?", "Am I eligible for PTO?"])
def test_what_only_another_class_has_is_told_as_theirs_with_what_ones_own_has_instead(question):
    text = ask(question, POLICY, LEAVE, **PART_TIME)

    assert "Full-time employees earn vacation every week." in first_statement(text)
    assert f"{OTHERS} (Part-time employees)" in text
    assert "Everyone, full-time and part-time, earns one hour of sick time" in text


def test_leave_after_so_long_in_another_class_is_theirs():
    text = ask("Do I get parental leave?", LEAVE, **PART_TIME)

    assert OTHERS in text
    assert "sick time" not in text


def test_what_ones_own_class_has_is_said_of_nobody_else():
    assert "another group" not in ask("Do I get vacation?", LEAVE, **FULL_TIME)


class TestDeductible:
    EPO = SourcePassage(
        1, "EPO Summary", "What is the overall deductible? — Answers: Network providers: $3,000 person / $6,000 family."
    )
    HMO = SourcePassage(2, "HMO Booklet", "The HMO has no deductible.\nThere is no deductible: you pay a copay.")
    DENTAL = SourcePassage(3, "Dental Summary", "The deductible is $50 for one person.")

    def test_a_plan_without_one_is_an_answer(self):
        assert "The HMO has no deductible." in first_statement(ask("What is the HMO deductible?", self.HMO))

    def test_it_is_that_of_each_medical_plan_and_not_the_dental_plans(self):
        text = ask("What is the deductible?", self.EPO, self.HMO, self.DENTAL)

        assert text.startswith("That depends on the plan:")
        assert ("$3,000" in text, "no deductible" in text, "$50" in text) == (True, True, False)

    def test_the_dental_plans_is_told_where_dental_is_named(self):
        text = ask("What is the dental deductible?", self.EPO, self.HMO, self.DENTAL)

        assert ("$50" in text, "$3,000" in text) == (True, False)

    def test_who_has_no_medical_plan_is_told_so_and_the_dental_plans(self):
        text = ask("What is the deductible?", POLICY, self.DENTAL, **PART_TIME)

        assert "cannot enroll in medical coverage" in first_statement(text)
        assert "$50 for one person" in text


class TestLeaving:
    """Who leaves the company asks for no leave."""

    GUIDE = SourcePassage(
        1,
        "Guide",
        "16 weeks of parental leave at full pay",
        heading="Family and leave",
    )
    HSA = SourcePassage(
        2,
        "Accounts",
        "The money is yours, earns interest, and stays when you leave.",
        heading="Health savings account",
    )
    END = SourcePassage(
        3, "Guide", "Coverage ends on the last day of the month of your last day of work.", heading="If you leave"
    )

    @pytest.mark.parametrize(
        "question",
        [
            "What happens to my HSA when I leave?",
            "What happens to my HSA if somebody leaves?",
            "What happens to an employee's HSA when they leave the company?",
        ],
    )
    def test_what_becomes_of_an_account_is_told_by_what_says_so(self, question):
        text = ask(question, self.GUIDE, self.HSA, self.END)

        assert "stays when you leave" in text
        assert "parental leave" not in text

    def test_what_is_told_of_one_account_is_not_told_of_another(self):
        assert "stays when you leave" not in ask("What happens to my FSA when someone leaves?", self.HSA, self.END)

    @pytest.mark.parametrize("question", ["What happens when I leave?", "What happens to my coverage if I leave?"])
    def test_coverage_of_who_leaves_is_no_leave(self, question):
        text = ask(question, self.GUIDE, self.HSA, self.END)

        assert "last day of work" in text
        assert "parental leave" not in text

    @pytest.mark.parametrize(
        "question", ["How long is my leave?", "Can I take a leave of absence?", "If I take leave, am I paid?"]
    )
    def test_a_leave_from_work_stays_one(self, question):
        assert "quit" not in in_documents_words(question)


def test_words_that_lead_to_more_go_where_nothing_is_left_of_it():
    assert without_bare_lead("One. [1]\n\nThe documents also say:") == "One. [1]"
    assert without_bare_lead("The documents also say:\n- Two. [1]") == "- Two. [1]"
    assert without_bare_lead("One.\n\nThe documents also say:\n- Two.") == "One.\n\nThe documents also say:\n- Two."


def test_rows_that_answer_a_count_are_a_table_and_no_question_of_a_form_is_among_them():
    vacation = SourcePassage(
        1,
        "Guide",
        "Years of service | Vacation each year\n"
        "Less than 2 years — Vacation each year: 80 hours\n"
        "2 to 4 years — Vacation each year: 120 hours\n"
        "5 years or more — Vacation each year: 144 hours",
    )
    disability = SourcePassage(
        2, "Disability", "Question | Answer\nDoes vacation come first — Answer: No; use it for the first seven days"
    )

    text = ask("How much PTO do I get?", disability, vacation)

    assert "| Less than 2 years | 80 hours [1] |\n| 2 to 4 years | 120 hours [1] |" in text
    assert "come first" not in text


class TestLifeInsurance:
    SHEET = SourcePassage(
        1,
        "Life Summary",
        "Paid by the company.\n"
        "2 x pay basic life insurance\n"
        "$200,000 the most it pays\n"
        "$10,000 spouse, if you buy it\n"
        "$5,000 each child, if you buy it\n"
        "Basic life insurance pays 2 times your yearly pay, up to $200,000.\n"
        "The first $50,000 of company-paid life insurance is free of tax.",
        heading="Life insurance",
    )

    def test_ones_own_is_what_it_pays_and_not_what_is_free_of_tax(self):
        text = ask("How much life insurance do I get?", self.SHEET)

        assert "pays 2 times your yearly pay, up to $200,000" in first_statement(text)
        assert "$50,000" not in text

    @pytest.mark.parametrize(
        ("question", "wanted"),
        [
            ("How much life insurance do I get for my spouse?", "$10,000 spouse, if you buy it"),
            ("How much life insurance is there for my kids?", "$5,000 each child, if you buy it"),
        ],
    )
    def test_a_family_members_is_that_persons_and_not_ones_own(self, question, wanted):
        text = ask(question, self.SHEET)

        assert wanted in first_statement(text)
        assert "$200,000" not in text

    def test_what_is_taxed_is_told_to_who_asks(self):
        assert "$50,000" in ask("How much of my life insurance is free of tax?", self.SHEET)


def test_short_term_disability_is_no_long_term_one():
    sheet = SourcePassage(
        1,
        "Disability Summary",
        "Short-term disability pays 60% of your weekly pay, up to $1,200 a week.\n"
        "Long-term disability pays 60% of pay, up to $6,000 a month.",
    )

    text = ask("What does short-term disability pay?", sheet)

    assert ("$1,200" in text, "$6,000" in text) == (True, False)


def test_union_members_who_find_it_elsewhere_are_told_where():
    guide = SourcePassage(
        1,
        "Guide",
        "Salaried: years of service | Vacation each year\n"
        "Less than 2 years — Vacation each year: 80 hours\n"
        "Union members find vacation and leave in their labor agreement.",
    )
    union = {"own_class": ("UNION", "Union members"), "other_classes": ("SAL", "Salaried employees")}

    assert "find vacation and leave in their labor agreement" in ask("How many vacation days do I get?", guide, **union)
