"""What no document can answer is told apart from what one may."""

import time

import pytest

from chat.pipeline.beyond import beyond_documents


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Which plan should I take?", "choice"),
        ("Which one should I pick?", "choice"),
        ("Which of these should I take?", "choice"),
        ("Which of the HMO 400 and the PPO should I pick?", "choice"),
        ("Which one of our two medical plans should we choose?", "choice"),
        ("What plan should I choose for my family?", "choice"),
        ("Should I enroll in the HDHP?", "choice"),
        ("Which plan is best for a family?", "choice"),
        ("What is the best plan for me?", "choice"),
        ("Can you recommend a plan?", "choice"),
        ("Is the PPO 750 the better choice for a healthy single person?", "choice"),
        ("Would I be better off with the HDHP?", "choice"),
        ("¿Qué plan me conviene?", "choice"),
        ("¿Cuál plan debo elegir?", "choice"),
        ("Is my doctor in the network?", "directory"),
        ("Is Dr. Patel in network?", "directory"),
        ("Does my dentist take this plan?", "directory"),
        ("Is the children's hospital in our network?", "directory"),
        ("¿Está mi médico en la red?", "directory"),
        ("What is the status of my claim?", "personal_record"),
        ("Why was my claim denied?", "personal_record"),
        ("How much of my deductible is left?", "personal_record"),
        ("What is my FSA balance?", "personal_record"),
        ("¿Cuánto me queda?", "personal_record"),
        ("My claim was denied", "personal_record"),
        ("My dental claim got rejected, what now?", "personal_record"),
        ("The insurance denied my claim", "personal_record"),
        ("Me negaron mi reclamo", "personal_record"),
        ("Can they fire me while I am on leave?", "legal"),
        ("Can my boss terminate me for using FMLA?", "legal"),
        ("Are they allowed to lay me off?", "legal"),
        ("Can I sue the company?", "legal"),
        ("Is my denial illegal?", "legal"),
        ("Do I have a case against HR?", "legal"),
        ("Is it legal to charge smokers more?", "legal"),
        ("Do I need a lawyer for my appeal? Should I get a lawyer?", "legal"),
        ("¿Me pueden despedir? ¿Puede mi jefe despedirme?", "legal"),
        ("How many vacation hours do I have left?", "not_in_documents"),
        ("how much pto have i used", "not_in_documents"),
        ("What's my vacation balance?", "not_in_documents"),
        ("¿Cuántos días de vacaciones me quedan?", "not_in_documents"),
        ("Is my premium tax deductible?", "tax"),
        ("Is this tax-deductible?", "tax"),
        ("Can I deduct my premiums on my taxes?", "tax"),
        ("Can I write off my glasses?", "tax"),
        ("How do I report the HSA on my tax return?", "tax"),
        ("How much tax will I save?", "tax"),
        ("Do I owe tax on my HSA?", "tax"),
        ("Will I owe Oregon state tax on my partner's coverage?", "tax"),
        ("Do I owe any Oregon state income tax on it?", "tax"),
        ("Would I owe extra federal state tax?", "tax"),
        ("¿Puedo deducir la prima?", "tax"),
        ("Is this lump serious?", "medical"),
        ("Is my daughter's rash contagious?", "medical"),
        ("Should I go to the ER for this headache?", "medical"),
        ("Can I take ibuprofen with my blood pressure medicine?", "medical"),
        ("What dose should I take?", "medical"),
        ("Do I have diabetes?", "medical"),
        ("¿Es grave este bulto?", "medical"),
    ],
)
def test_it_is_told_what_only_people_can_say(question, reason) -> None:
    beyond = beyond_documents(question)

    assert beyond is not None
    assert beyond.reason == reason


@pytest.mark.parametrize(
    "question",
    [
        "What is the deductible of the PPO?",
        "How do the PPO and the HDHP differ?",
        "What do I pay if my doctor is out of network?",
        "What does in-network mean?",
        "Do I need a referral to see a specialist?",
        "How do I appeal a denied claim?",
        "My claim was denied, how do I appeal?",
        "How long do I have to appeal if my claim was denied?",
        "Are HSA contributions taken before taxes?",
        "Is the employer HSA money taxed?",
        "Is the deductible the same for a family?",
        "Is imaging deductible applied first?",
        "What are my rights under ERISA?",
        "What are my COBRA rights?",
        "Do I keep my job during FMLA leave?",
        "When does coverage end if they fire me?",
        "What happens to my FSA if I am fired?",
        "Is a mole removal covered?",
        "Is there a nurse line?",
        "What does the ER cost for a broken arm?",
        "Should I go to urgent care or the ER, which costs less?",
        "Does the plan cover insulin?",
        "Is legal insurance offered?",
        "What does the legal plan cost?",
        "¿Qué cubre el plan legal?",
        "Who can help me with a denied claim?",
        "How long do I have to file a claim?",
        "What form should I send to get a new card?",
        "Which documents should I send for my baby?",
        "Which of the two forms should I take to my doctor?",
        "When should I enroll?",
        "Can I choose a different plan in the middle of the year?",
        "How much can I put into my HSA?",
        "¿Qué debo hacer si pierdo mi tarjeta?",
        "¿Cuándo debo inscribirme?",
    ],
)
def test_what_a_document_may_say_is_left_to_the_documents(question) -> None:
    assert beyond_documents(question) is None


def test_who_asks_which_vision_plan_to_pick_is_shown_no_medical_plans() -> None:
    medical, vision = (
        beyond_documents("Which plan should I pick?"),
        beyond_documents("Which vision plan should I pick?"),
    )

    assert (medical.reason, medical.is_of_medical) == ("choice", True)
    assert (vision.reason, vision.is_of_medical, "vision" in vision.search) == ("choice", False, True)


@pytest.mark.parametrize("word", ["state ", "any ", "state any ", "any state ", "new york state "])
def test_words_of_taxes_over_and_over_are_read_in_no_time(word) -> None:
    # Few first: were each word read in two ways, they would take seconds, and many would never end.
    few, many = ("Do I owe " + (word * 2000)[:length] + "x" for length in (220, 2000))
    begun = time.perf_counter()

    assert beyond_documents(few) is None
    assert time.perf_counter() - begun < 0.2
    assert beyond_documents(many) is None
    assert time.perf_counter() - begun < 1
