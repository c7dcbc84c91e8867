"""What no document can answer is told apart from what one may."""

import pytest

from chat.pipeline.beyond import beyond_documents


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Which plan should I take?", "choice"),
        ("Which one should I pick?", "choice"),
        ("What plan should I choose for my family?", "choice"),
        ("Should I enroll in the HDHP?", "choice"),
        ("Which plan is best for a family?", "choice"),
        ("What is the best plan for me?", "choice"),
        ("Can you recommend a plan?", "choice"),
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
        "Who can help me with a denied claim?",
        "How long do I have to file a claim?",
        "What form should I send to get a new card?",
        "Which documents should I send for my baby?",
        "When should I enroll?",
        "Can I choose a different plan in the middle of the year?",
        "How much can I put into my HSA?",
        "¿Qué debo hacer si pierdo mi tarjeta?",
        "¿Cuándo debo inscribirme?",
    ],
)
def test_what_a_document_may_say_is_left_to_the_documents(question) -> None:
    assert beyond_documents(question) is None
