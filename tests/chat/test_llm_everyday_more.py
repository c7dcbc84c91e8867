"""Questions as people ask them at work, each with papers that hold a near miss beside what answers; and the rules that
tell the two apart.
"""

import pytest

from chat.extractive.accounts_together import asks_for_both
from chat.extractive.accounts_told import misses_special_account
from chat.extractive.amounts import is_about_leaving
from chat.extractive.asked import read_question
from chat.extractive.drug_kinds import asks_for_any_drug
from chat.extractive.enrolling import asks_how_to_enroll
from chat.extractive.everyday import in_documents_words, tells_of_low_spirits
from chat.extractive.last_days import is_due_for_another_act
from chat.extractive.lengths import is_not_what_it_takes
from chat.extractive.outside_network import asks_of_outside
from chat.extractive.shapes import asks_if_free
from chat.extractive.whom_to_cover import asks_whom_to_cover, is_only_of_former_spouse
from chat.llm.types import SourcePassage
from chat.pipeline.also_search import also_search
from chat.pipeline.guard import is_crisis
from tests.chat.test_llm_everyday_questions import paper
from tests.chat.test_llm_extractive import ask, first_statement

COBRA = paper("The first COBRA payment is due 45 days after you choose.", "You have 60 days to choose COBRA coverage.")
APPEALS = paper(
    "You have 180 days to appeal.",
    "Kind of claim | First decision | Decision on an appeal",
    "Care already received — First decision: 30 days; Decision on an appeal: 60 days",
)
ACCOUNTS = paper(
    "The HSA and FSA guide has the federal limits and what carries over.",
    "With an HSA you can only have a limited-purpose FSA, which pays for dental and vision costs.",
)
LOANS = paper(
    "What | How much",
    "Loan for a home — How much: The same",
    "Loan — How much: Up to half the balance, at most $50,000",
    "If you leave with a loan, the rest is due by the tax filing day of the following year.",
    "",
    "If you die",
    "The balance and any loan go to your spouse, or to your estate.",
    title="401(k) Plan",
)
TOBACCO = paper(
    "Two surcharges",
    "Charged to anyone who used tobacco. Finish the quit program by June 30 and the surcharge is refunded.",
    "If the plan paid too much, it may take the money back from later payments.",
)
DEPENDENT_CARE = paper(
    "The most you can put into a dependent care FSA in 2027 is $7,500. The limit is for a household: if you are married"
    " and file separately, each of you may use half.",
    "Children's glasses — You pay: Not covered; Limits: Covered by the separate vision plan",
)
FAMILY = paper(
    "For employee + domestic partner coverage the imputed income is $589.50 a month.",
    "A partner's child is covered through the end of the year.",
    "You can cover a spouse, a domestic partner and children.",
)
OUTSIDE = paper(
    "Durable medical equipment — Network provider: 10%; Out-of-network provider: 30%",
    "If a doctor outside the network treats you in a network hospital, you pay only the network share.",
    "Care outside the network is not covered, except emergencies.",
)
STEPS = paper(
    "Four steps",
    "1. Compare the prices.",
    "2. Choose your accounts.",
    "3. Confirm in the benefits portal by November 20.",
)
PAID = paper("How to get paid", "1. Use the card.", "2. Or send a photo of the receipt in the app.", title="FSA Guide")
DOCTOR = paper(
    "Primary care visit — You pay: $20 copay; Limits: Call ahead",
    "You choose a primary care doctor, who looks after you.",
    "",
    "Your primary care doctor",
    "You may change at any time; a change asked for by the 20th takes effect on the first of the next month.",
)
# question, paper, what the first statement says, what no statement says
ANSWERED = [
    ("How long do I have to elect COBRA?", COBRA, "60 days to choose", "45 days"),
    ("¿Cuánto tiempo tengo para elegir COBRA?", COBRA, "60 days to choose", "45 days"),
    ("How long do I have to pay for COBRA?", COBRA, "due 45 days", "60 days"),
    ("How long does an appeal take?", APPEALS, "Decision on an appeal: 60 days", "180 days"),
    ("Can I have an FSA and an HSA?", ACCOUNTS, "only have a limited-purpose FSA", "federal limits"),
    ("¿Puedo tener una FSA y una HSA?", ACCOUNTS, "only have a limited-purpose FSA", "federal limits"),
    ("401(k) loan", LOANS, "Up to half the balance", ""),
    ("What happens to my 401k loan if I quit?", LOANS, "If you leave with a loan", "estate"),
    ("Do I get money back for not smoking?", TOBACCO, "refunded", "too much"),
    ("How do I get my money back if I quit smoking?", TOBACCO, "refunded", "too much"),
    ("What is the dependent care limit if I file separately?", DEPENDENT_CARE, "each of you may use half", "glasses"),
    (
        "Can I put my girlfriend on my insurance?",
        FAMILY,
        "You can cover a spouse, a domestic partner",
        "child is covered",
    ),
    ("¿Puedo cubrir a mi novia?", FAMILY, "You can cover a spouse, a domestic partner", "$589"),
    ("out-of-network coverage", OUTSIDE, "Care outside the network is not covered", "equipment"),
    ("Can I see a doctor outside the network?", OUTSIDE, "Care outside the network is not covered", "equipment"),
    ("How do I enroll?", STEPS, "Four steps", ""),
    ("How do I submit an FSA claim?", PAID, "How to get paid", ""),
    ("How do I change my primary care doctor?", DOCTOR, "You may change at any time", "$20"),
    ("Do I need permission for an MRI?", paper("MRI scans need prior authorization."), "prior authorization", ""),
    ("Is there a nurse hotline?", paper("The nurse line, 614-555-0111, is free."), "614-555-0111", ""),
    ("Are vaccines free?", paper("Vaccines are paid in full: no charge."), "no charge", ""),
    (
        "Is orthodontics covered for adults?",
        paper("Orthodontia is paid at 50% for children under 19."),
        "children under 19",
        "",
    ),
    (
        "Am I automatically enrolled in the 401(k)?",
        paper("You are enrolled at 4% of pay unless you choose another rate.", title="401(k) Notice"),
        "enrolled at 4%",
        "",
    ),
    (
        "¿Cuándo es mío el dinero que pone la empresa en el 401(k)?",
        paper(
            "Loan — Rule: Half of the vested balance; five years", "The match is yours at once.", title="401(k) Plan"
        ),
        "yours at once",
        "Loan",
    ),
    (
        "¿Necesito recibos para la FSA?",
        paper(
            "Keep the receipt for each FSA expense.", "The FSA does not go on into the next year.", title="FSA Guide"
        ),
        "Keep the receipt",
        "next year",
    ),
    (
        "I missed open enrollment",
        paper(
            "If you do nothing, your medical choices roll over to 2027.",
            "A child can join at the next open enrollment.",
        ),
        "roll over to 2027",
        "child",
    ),
    (
        "How many free counseling sessions do I get?",
        paper(
            "Employee assistance",
            "Employee assistance gives you five free visits a year.",
            "A therapy visit costs $30.",
        ),
        "five free visits",
        "$30",
    ),
]
REFUSED = [
    ("How long does an appeal take?", paper("You have 180 days to appeal.")),
    ("Do smokers pay more?", paper("Drugs to stop smoking are free with a prescription.")),
    ("What is the dependent care limit if I file separately?", paper("You can put $7,500 into a dependent care FSA.")),
    ("Can I add my wife?", paper("Former spouses and partners cannot be covered.")),
    ("How do I change my primary care doctor?", paper("Primary care visit — You pay: $20 copay; Limits: Call ahead")),
    ("Is parking free?", paper("Parking is on the west side of the building.")),
]


@pytest.mark.parametrize(("question", "given", "wanted", "never"), ANSWERED)
def test_an_everyday_question_is_answered_by_what_it_asks(
    question: str, given: SourcePassage, wanted: str, never: str
) -> None:
    text = ask(question, given)

    assert wanted in first_statement(text)
    assert not never or never not in text


@pytest.mark.parametrize(("question", "given"), REFUSED)
def test_what_the_papers_do_not_say_is_not_answered(question: str, given: SourcePassage) -> None:
    assert ask(question, given) == ""


def test_drugs_of_no_kind_are_all_kinds() -> None:
    prices = paper(
        "Drug | You pay",
        "Generic drugs — You pay: $10 copay",
        "Preferred brand drugs — You pay: $30 copay",
        "Specialty drugs — You pay: 20%, at most $200",
    )

    for question in ("What do prescription drugs cost?", "¿Cuánto cuestan las medicinas?"):
        text = ask(question, prices)

        assert all(price in text for price in ("$10", "$30", "$200"))


def test_a_bare_item_is_told_with_the_heading_that_says_if_it_is_covered() -> None:
    summary = paper("Other Covered Services", "• Care when traveling outside the U.S.", "• Hearing aids")

    assert "“Other Covered Services”: “Care when traveling" in ask("Is care abroad covered?", summary)


def test_who_cannot_have_the_plan_and_asks_for_the_children_is_told_of_them_first() -> None:
    notice = paper(
        "Part-time employees cannot enroll in medical coverage.",
        "Part-time employees: you cannot join the medical plans, but your children may be entitled to CHIP.",
    )

    text = ask("Is there health insurance for my kids?", notice, own_class=("Part-time employees",))

    assert "CHIP" in first_statement(text)


class TestRules:
    @pytest.mark.parametrize("question", ["Is therapy free?", "Do I get free dental?", "¿La terapia es gratis?"])
    def test_to_be_free_is_asked_of_a_price(self, question) -> None:
        assert asks_if_free(question)

    def test_whose_money_is_due_is_another_act_than_choosing(self) -> None:
        assert is_due_for_another_act("How long do I have to elect COBRA?", "The first payment is due in 45 days.")
        assert not is_due_for_another_act("When is the COBRA premium due?", "The first payment is due in 45 days.")

    def test_what_takes_others_time_is_no_time_of_ones_own(self) -> None:
        assert is_not_what_it_takes("How long does an appeal take?", "You have 180 days to appeal.")
        assert not is_not_what_it_takes("How long does an appeal take?", "We answer within 30 days.")
        assert not is_not_what_it_takes("How long do I have to appeal?", "You have 180 days to appeal.")

    def test_who_quits_smoking_leaves_nobody(self) -> None:
        assert not is_about_leaving("What if I quit smoking?")
        assert is_about_leaving("What if I quit?")
        assert "tobacco surcharge" in in_documents_words("Do I get a refund if I quit smoking?")
        assert "surcharge" not in in_documents_words("Is a drug to stop smoking covered?")

    def test_an_account_that_no_place_names_is_not_the_one_asked_about(self) -> None:
        assert misses_special_account(("Children's glasses: not covered",), "dependent care limit")
        assert not misses_special_account(
            ("The limit is for a household.", "dependent care FSA"), "dependent care limit"
        )

    def test_two_accounts_at_once_are_asked_about_and_their_limits_are_not(self) -> None:
        assert asks_for_both("Can I have an FSA and an HSA?")
        assert not asks_for_both("What are the FSA and HSA limits?")

    def test_care_outside_is_asked_about_as_a_whole_where_no_service_is_named(self) -> None:
        assert asks_of_outside("Does the plan pay outside the network?")
        assert not asks_of_outside("How much is the ER out of network?")
        assert any("outside the network" in query for query in also_search("out-of-network coverage", plans=list))

    def test_whom_one_may_cover_is_asked_and_the_price_of_it_is_not(self) -> None:
        assert asks_whom_to_cover("Can I add my husband?")
        assert not asks_whom_to_cover("What does it cost to add my husband?")
        assert is_only_of_former_spouse("Can I add my wife?", "Former spouses are not eligible.")
        assert not is_only_of_former_spouse("Can I keep my ex-wife?", "Former spouses are not eligible.")

    @pytest.mark.parametrize("question", ["How do I enroll?", "How do I sign up?", "¿Cómo me inscribo?"])
    def test_how_one_enrolls_is_asked(self, question) -> None:
        assert asks_how_to_enroll(question)

    def test_how_one_enrolls_in_something_of_its_own_is_another_question(self) -> None:
        assert not asks_how_to_enroll("How do I enroll in COBRA?")

    def test_a_kind_of_drug_is_not_any_drug(self) -> None:
        assert asks_for_any_drug("How much are my prescriptions?")
        assert not asks_for_any_drug("How much are generic drugs?")

    @pytest.mark.parametrize("story", ["I feel depressed", "me siento deprimido", "I'm burned out, who can I talk to?"])
    def test_who_feels_low_is_told_whom_to_call(self, story) -> None:
        assert tells_of_low_spirits(story)

    def test_what_care_costs_is_another_question_and_danger_comes_first(self) -> None:
        assert not tells_of_low_spirits("I have anxiety, how much is therapy?")
        assert is_crisis("I feel depressed and want to die")

    def test_the_unspent_is_said_in_spanish_too(self) -> None:
        assert read_question("¿Qué pasa con el dinero de la FSA que no uso?").stays
