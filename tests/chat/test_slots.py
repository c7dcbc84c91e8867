"""What a question asks for where it asks for a figure, word by word."""

import pytest

from chat.extractive.slots import slots_asked
from chat.figures_asked import Slots
from chat.household import Household
from chat.periods import Period
from knowledge.retrieval.plans import PlanName

PPO, HDHP = PlanName("ppo"), PlanName("hdhp")
GOLD = PlanName("ppo", "gold")
OUTSIDE = frozenset({"OON"})
PREMIUM = ("premium",)

ASKED = [
    ("What is the deductible on the PPO?", Slots(("deductible",), frozenset({PPO}))),
    ("What is the out-of-pocket maximum?", Slots(("out_of_pocket_limit",))),
    ("most i can pay on the gold ppo", Slots(("out_of_pocket_limit",), frozenset({GOLD}))),
    ("how much is the PPO", Slots(PREMIUM, frozenset({PPO}))),
    ("PPO cost for me and my wife", Slots(PREMIUM, frozenset({PPO}), household=Household.SPOUSE)),
    ("what does dental cost for a family", Slots(PREMIUM, line="dental", household=Household.FAMILY)),
    ("specialist copay", Slots(("specialist",))),
    ("how much is the ER out of network", Slots(("emergency",), networks=OUTSIDE)),
    ("What does physical therapy cost?", Slots(("rehabilitation",))),
    ("deducible familiar del HDHP", Slots(("deductible",), frozenset({HDHP}), household=Household.FAMILY)),
    ("Is the ER covered?", Slots(("emergency",))),
    ("Is therapy free?", Slots(("mental_outpatient",))),
    ("¿La terapia es gratis?", Slots(("mental_outpatient",))),
    ("What is the cheapest PPO?", Slots(PREMIUM, frozenset({PPO}))),
    ("What is the cheapest plan?", Slots(PREMIUM)),
    ("¿Está cubierta la terapia?", Slots(("mental_outpatient",))),
    ("¿Cubren el parto?", Slots(("pregnancy_professional", "pregnancy_facility"))),
    ("¿Cuánto cuesta ir al doctor con el PPO?", Slots(("primary", "specialist"), frozenset({PPO}))),
    (
        "¿cuanto pago de mi cheque por el PPO familiar?",
        Slots(PREMIUM, frozenset({PPO}), household=Household.FAMILY, periods=frozenset({Period.PAYCHECK})),
    ),
    (
        "¿Cuánto me descuentan de cada cheque por el PPO?",
        Slots(PREMIUM, frozenset({PPO}), periods=frozenset({Period.PAYCHECK})),
    ),
    ("¿Cuánto cuesta cada plan por cheque?", Slots(PREMIUM, periods=frozenset({Period.PAYCHECK}))),
    (
        "¿Cuánto me cuesta agregar a mi pareja al PPO?",
        Slots(PREMIUM, frozenset({PPO}), household=Household.SPOUSE, is_partner=True),
    ),
    ("Is out of network emergency covered?", Slots(("emergency",), networks=OUTSIDE)),
    ("emergency out of network", Slots(("emergency",), networks=OUTSIDE)),
    (
        "tier 2 drugs on the PPO",
        Slots(("generic", "preferred", "non_preferred", "specialty"), frozenset({PPO}), drug_tier="2"),
    ),
    ("¿Cuánto cuesta la terapia?", Slots(("mental_outpatient",))),
    ("¿Cuánto cuestan las urgencias?", Slots(("emergency", "urgent"))),
    (
        "¿Cuál es el deducible fuera de la red en 2031?",
        Slots(("deductible",), networks=OUTSIDE, years="2031"),
    ),
    ("Is preauthorization needed for an MRI?", Slots(("imaging",), asks_permission=True)),
    (
        "PPO price per week in 2026-27",
        Slots(PREMIUM, frozenset({PPO}), periods=frozenset({Period.WEEK}), years="2026-27"),
    ),
    ("PPO vs HDHP", Slots(plans=frozenset({PPO, HDHP}), compares=True)),
]
NOT_ASKED = [
    "What counts toward the deductible?",
    "Does the deductible apply to an MRI?",
    "Is the deductible embedded?",
    "How many therapy visits do I get?",
    "When is the premium due?",
    "How do I pay the premium?",
    "What does COBRA cost on the PPO?",
    "How much does the company put in my HSA?",
    "How much is the tobacco surcharge on the PPO?",
    "I had a $900 MRI, what do I pay?",
    "What is the copay for acupuncture?",
    "Which plan has the lowest deductible?",
    "Can I take money out in an emergency?",
    "Is there an emergency fund out of network?",
    "why not?",
]
FOLLOWED = [
    (("PPO deductible?", "and out of network?"), Slots(("deductible",), frozenset({PPO}), networks=OUTSIDE)),
    (("PPO deductible?", "in 2031?"), Slots(("deductible",), frozenset({PPO}), years="2031")),
    (
        ("tier 2 drugs on the PPO", "and the HDHP?"),
        Slots(("generic", "preferred", "non_preferred", "specialty"), frozenset({HDHP}), drug_tier="2"),
    ),
    (("tier 2 drugs on the PPO", "and generics?"), Slots(("generic",), frozenset({PPO}))),
    (("PPO deductible?", "and the HDHP?"), Slots(("deductible",), frozenset({HDHP}))),
    (
        ("PPO deductible out of network?", "and the ER?"),
        Slots(("emergency",), frozenset({PPO}), networks=OUTSIDE),
    ),
    (
        ("How much is the PPO for a family?", "and monthly?"),
        Slots(PREMIUM, frozenset({PPO}), household=Household.FAMILY, periods=frozenset({Period.MONTH})),
    ),
    (
        ("How much is the PPO a week?", "and for my kids?"),
        Slots(PREMIUM, frozenset({PPO}), household=Household.CHILDREN, periods=frozenset({Period.WEEK})),
    ),
    (("How much is the PPO?", "y para mi familia?"), Slots(PREMIUM, frozenset({PPO}), household=Household.FAMILY)),
]


@pytest.mark.parametrize(("question", "slots"), ASKED, ids=[question for question, _ in ASKED])
def test_each_word_of_a_question_for_a_figure_finds_its_place(question: str, slots: Slots) -> None:
    assert slots_asked([question]) == slots


@pytest.mark.parametrize("question", NOT_ASKED)
def test_a_question_with_another_word_asks_for_no_figure(question: str) -> None:
    assert slots_asked([question]) is None


@pytest.mark.parametrize(("questions", "slots"), FOLLOWED, ids=[" ".join(questions) for questions, _ in FOLLOWED])
def test_a_follow_up_changes_what_it_names_and_keeps_the_rest(questions: tuple[str, ...], slots: Slots) -> None:
    assert slots_asked(questions) == slots


def test_a_follow_up_to_a_question_for_no_figure_asks_for_none() -> None:
    assert slots_asked(["What is the deductible?", "and for my kids?"]) is not None

    assert slots_asked(["What counts toward the deductible?", "and for my kids?"]) is None


def test_a_plan_of_a_name_of_its_own_is_known_by_that_name() -> None:
    names = ("Kestrel Standard", "Kestrel Plus")

    assert slots_asked(["How much is Kestrel Plus for a family?"]) is None
    assert slots_asked(["How much is Kestrel Plus for a family?"], names) == Slots(
        PREMIUM, proper=frozenset({"Kestrel Plus"}), household=Household.FAMILY
    )


@pytest.mark.parametrize(
    "questions",
    [
        ["How much is the PPO for my family?", "and the cheapest one?"],
        ["How much is the PPO for my family?", "and the cheaper one?"],
        ["¿Cuánto cuesta el PPO para mi familia?", "¿y el más barato?"],
    ],
)
def test_the_cheapest_is_not_the_plan_spoken_of_before(questions):
    assert slots_asked(questions) == Slots(PREMIUM, household=Household.FAMILY)


@pytest.mark.parametrize(
    "questions",
    [
        ["How much is the PPO for my family?", "and how much cheaper is it for just me?"],
        ["How much is the PPO for my family?", "is it cheaper for just me?"],
        ["¿Cuánto cuesta el PPO para mi familia?", "¿y cuánto más barato es solo para mí?"],
    ],
)
def test_how_much_cheaper_it_is_for_fewer_is_asked_of_the_same_plan(questions):
    asked = slots_asked(questions)

    assert asked is None or asked.plans == frozenset({PPO})


def test_how_much_cheaper_it_is_for_oneself_is_read_as_a_figure():
    questions = ["How much is the PPO for my family?", "and how much cheaper is it for just me?"]

    assert slots_asked(questions) == Slots(PREMIUM, frozenset({PPO}), household=Household.SELF)
