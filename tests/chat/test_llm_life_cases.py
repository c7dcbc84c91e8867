"""What people tell of their lives is asked in the words of documents; beside what answers, each paper holds a near
miss.
"""

import pytest

from chat.extractive.everyday import in_documents_words, tells_of_injury
from tests.chat.test_llm_everyday_questions import paper
from tests.chat.test_llm_extractive import ask, first_statement

INJURY = paper(
    "If somebody else pays you for an injury, you must tell us within 20 days.",
    "Report injuries at work to your foreman before the shift ends.",
    "Emergency room — You pay: $175 copay",
)
HSA = paper(
    "The most you can put into an HSA in 2030 is $5,100.",
    "You may not have an HSA if you are enrolled in Medicare.",
    "You may change your HSA amount on any payday.",
    title="Savings Guide",
)
LEAVE = paper(
    "Parental leave is 9 weeks at full pay after 10 months of service.",
    "Up to 24 hours of vacation carry over.",
    "You have 35 days after a birth to add the baby.",
    title="Leave Policy",
)
DISABILITY = paper(
    "Short-term disability pays 55% of your weekly pay, up to $800 a week.",
    "Sick time is 6 days a year.",
    "Life and short-term disability — Full-time: Yes",
)
MATCH = paper(
    "Birch adds 50% of the first 6% of pay you save.",
    "The match is vested at once.",
    title="401(k) Notice",
)
MOVE = paper(
    "Event | New coverage starts",
    "Marriage — New coverage starts: First of the month after you ask",
    "Move to another state — New coverage starts: First of the next quarter",
    "You may move to another medical plan after a birth.",
)
HOURS = paper(
    "Full-time means 32 hours a week.",
    "You stay full-time to the end of the period even if your hours fall.",
    "Coverage can end if you stop paying.",
)
CLAIMS = paper(
    "You have 150 days to appeal.",
    "Claims must arrive within 75 days of the visit.",
    title="Plan Description",
)
FLEX = paper(
    "FSA claims must arrive by May 9, 2031.",
    "If you are asked for a receipt, answer within 40 days or the card stops working.",
    title="FSA Guide",
)
ENROLLMENT = paper(
    "Open enrollment runs from October 6, 2030 through October 17, 2030.",
    "You can enroll if you work 32 hours a week or more.",
)
SPOUSE = paper(
    "The spousal surcharge of $55 a month does not apply to crew members.",
    "Coverage for a spouse costs $91 a month.",
)
SPANISH = paper("El equipo de Recursos atiende en español de 9 a 5.", "La guía está en inglés.")
CHILD = paper("A child is covered through the last day of the year of the 26th birthday.", "Spouses are covered.")

ANSWERED = [
    ("I got hurt at work, what do I do", INJURY, "Report injuries at work"),
    ("got hurt on the shop floor who do i tell", INJURY, "Report injuries at work"),
    ("me lastimé en la bodega, ¿qué hago?", INJURY, "Report injuries at work"),
    ("I turn 65 in June, can I keep putting money in my HSA?", HSA, "enrolled in Medicare"),
    ("I'm almost 65, do I have to stop contributing to my HSA", HSA, "enrolled in Medicare"),
    ("can I raise my HSA contribution in the middle of the year", HSA, "on any payday"),
    ("my wife and I are adopting, how much time off do I get", LEAVE, "9 weeks"),
    ("I'm pregnant, how much leave do I get and is it paid", LEAVE, "9 weeks"),
    ("my partner is having a baby, how long can I be off with pay", LEAVE, "9 weeks"),
    ("estoy embarazada, ¿cuánto tiempo me dan?", LEAVE, "9 weeks"),
    ("if I get sick and can't work for a month what do I get", DISABILITY, "55%"),
    ("I broke my ankle and can't work, how much do I get paid? I make $700 a week", DISABILITY, "55%"),
    ("si me enfermo y no puedo trabajar, ¿cuánto me pagan?", DISABILITY, "55%"),
    ("is the match mine right away", MATCH, "vested at once"),
    ("we're moving to Oregon next month, do I need to tell anybody", MOVE, "First of the next quarter"),
    ("me mudo a Nevada, ¿tengo que avisar?", MOVE, "First of the next quarter"),
    ("they cut my hours to 20 hours a week, do I lose my insurance", HOURS, "even if your hours fall"),
    ("me bajaron las horas, ¿pierdo el seguro?", HOURS, "even if your hours fall"),
    ("my claim got denied, how long do I have to fight it", CLAIMS, "150 days"),
    ("how long do I have to send in my FSA receipts", FLEX, "May 9, 2031"),
    ("what's the last day to sign up", ENROLLMENT, "October 17, 2030"),
    ("do I pay extra because my husband could get insurance at his job", SPOUSE, "surcharge"),
    ("¿hay alguien que hable español?", SPANISH, "atiende en español"),
    ("my son turns 26 in May, when is he off my insurance", CHILD, "last day of the year"),
    (
        "is my 23 year old son covered if he's not in school",
        paper(
            "A child is covered through the last day of the year of the 26th birthday.",
            "A dependent care FSA pays for children under 13.",
        ),
        "last day of the year",
    ),
    ("¿hasta qué edad cubren a mis hijos?", CHILD, "last day of the year"),
    (
        "can I use my FSA for my dentist bill",
        paper(
            "What a health FSA pays",
            "- Dental work",
            "- Glasses",
            "",
            "With an HSA choose the limited FSA for dental costs.",
        ),
        "What a health FSA pays",
    ),
    ("if I get laid off do I keep my match", MATCH, "vested at once"),
    (
        "when do I get the company HSA money",
        paper(
            "Company money in your HSA — Through December 31, 2030: $450; From January 1, 2031: $475",
            "The company pays its money in three parts, in January, June and October.",
            "An FSA blocks an HSA until April 1.",
        ),
        "in three parts",
    ),
    ("how much does the company chip in for my HSA", paper("Birch puts in $410 a year, into your HSA."), "$410"),
    (
        "my fiancé and I are getting married in May, can he join my plan",
        paper(
            "After a life event you have 25 days to change your choices.",
            "A domestic partner's part is taken after tax.",
        ),
        "25 days",
    ),
    (
        "can I drop my dental in the middle of the year",
        paper(
            "Choices change only at open enrollment or after a life event.",
            "You may keep dental coverage for up to 18 months after you stop work.",
        ),
        "only at open enrollment",
    ),
    (
        "does my insurance keep going on parental leave",
        paper("During parental leave your health coverage continues.", "Under COBRA you can keep it for 18 months."),
        "continues",
    ),
]


@pytest.mark.parametrize(("question", "given", "told"), ANSWERED, ids=[row[0] for row in ANSWERED])
def test_what_is_told_of_a_life_is_answered_from_what_documents_call_it(question, given, told):
    language = "es" if "¿" in question else "en"
    assert told in first_statement(ask(question, given, language=language))


REFUSED = [
    ("is there a pension", paper("Benefits are not insured by the Pension Benefit Guaranty Corporation.")),
    (
        "do crew members get the same dental",
        paper("What stays the same:", "- Dental, vision and life coverage"),
    ),
    ("when do I get the company HSA money", paper("An FSA balance blocks an HSA until April 1.")),
    ("I got hurt at work, what do I do", paper("Emergency room — You pay: $175 copay")),
    ("my wife and I are adopting, how much time off do I get", paper("Vacation is 80 hours a year.")),
    ("can I raise my HSA contribution in the middle of the year", paper("The most you can put into an HSA is $5,100.")),
    ("I can't work for a month, what do I get paid", paper("Sick time is 6 days a year.")),
    ("we're moving to Oregon, do I need to tell anybody", paper("You may move to another medical plan after a birth.")),
]


@pytest.mark.parametrize(("question", "given"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_documents_do_not_tell_of_it_is_not_made_of_what_is_near(question, given):
    assert ask(question, given) == ""


@pytest.mark.parametrize(
    "question",
    [
        "I'm leaving early today, is my insurance covered?",
        "How long do I have to add my baby to my insurance?",
        "voy a tener un bebé, ¿cuánto tiempo tengo para avisar?",
    ],
)
def test_a_story_of_something_else_is_not_read_so(question):
    worded = in_documents_words(question)

    assert not any(said in worded for said in ("quit", "parental leave", "licencia parental"))


AGES = paper(
    "Orthodontia: the plan pays 50% for children until age 19.",
    "Children are covered until the end of the month in which they turn 26.",
)


@pytest.mark.parametrize(
    "question",
    [
        "Until what age are kids covered by orthodontia?",
        "My daughter turns 26 in May and has braces, what does the plan pay?",
        "¿Hasta qué edad cubren a mis hijos los frenos?",
        "Is my 20 year old son covered if he's not in school for vision?",
    ],
)
def test_an_age_of_the_medical_plan_is_none_of_braces_or_glasses(question):
    assert "child covered" not in in_documents_words(question)
    assert "26" not in ask(question, AGES)


def test_no_age_is_put_into_a_question_that_has_none():
    assert "26" not in in_documents_words("Until what age are my kids covered?")
    assert "turn 26" in first_statement(ask("Until what age are my kids covered?", AGES))


BRACES = "Orthodontia: the plan pays 50% for children until age 19."
AGE_TOLD = [
    ("Until what age are my kids covered?", "Dependent children are eligible up to age 26."),
    ("¿Hasta qué edad cubren a mis hijos?", "Los hijos están cubiertos hasta los 26 años."),
    (
        "my son turns 26 in May, when is he off my insurance",
        "Children are covered to the end of the month they turn 26.",
    ),
]


@pytest.mark.parametrize(("question", "told"), AGE_TOLD, ids=[row[0] for row in AGE_TOLD])
def test_the_age_of_the_medical_plan_is_told_as_papers_say_it_and_never_that_of_braces(question, told):
    assert "19" not in first_statement(ask(question, paper(BRACES, told)))
    assert ask(question, paper(BRACES)) == ""


@pytest.mark.parametrize(("question", "told"), AGE_TOLD[:2], ids=[row[0] for row in AGE_TOLD[:2]])
def test_covered_until_is_where_coverage_ends(question, told):
    assert told in first_statement(ask(question, paper(BRACES, told)))


NOT_READ = [
    ("My wife turns 65 in May, do I have to stop contributing to my HSA?", "medicare"),
    ("I turn 65 but will not take Medicare, can I keep my HSA?", "enrolled"),
    ("I turn 65 and won't go on Medicare, can I put money in my HSA?", "enrolled"),
    ("I'm almost 64, do I have to stop contributing to my HSA?", "medicare"),
    ("My husband turns 65 before I turn 65, can I keep putting money in my HSA?", "medicare"),
    ("cumplo 65 pero sigo sin Medicare, ¿puedo aportar a mi HSA?", "enrolled"),
    ("I burned my hand in the kitchen", "injury"),
    ("I cut my hand in my kitchen, what does urgent care cost?", "injury"),
    ("me corté la mano en la cocina", "injury"),
    ("me caí en la planta baja de mi casa", "injury"),
    ("My husband got hurt at work", "injury"),
    ("mi esposo tuvo un accidente en el trabajo", "injury"),
    ("My wife had a work accident, what do I do?", "injury at"),
    ("I'm moving to part time, do I need to tell anybody?", "state"),
    ("We're moving to nights, what happens?", "state"),
    ("I'm moving to Medicare, do I need to tell you?", "state"),
    ("I'm moving to the HDHP, do I have to report it?", "state"),
    ("I'm moving to Plan B, what happens?", "state"),
    ("My son is moving to Texas, do I need to tell anybody?", "another"),
    ("me mudo a Medicare, ¿tengo que avisar?", "state"),
    ("I'm leaving California for Texas, what happens to my insurance?", "quit"),
    ("I'm leaving Kaiser for the PPO, when does my coverage start?", "quit"),
    ("Is there anything for quitting smoking?", "surcharge"),
    ("¿hay algo para dejar de fumar?", "surcharge"),
    ("My wife can't work, how much is it to add her to my plan?", "disability"),
    ("I can't work because my son is sick, do I get paid?", "disability"),
    ("I can't work Sundays, how much is the premium?", "disability"),
    ("I can't work from home, do I get paid?", "disability"),
    ("no puedo trabajar los domingos, ¿me pagan?", "disability"),
    ("no puedo trabajar porque mi hijo está enfermo, ¿me pagan?", "disability"),
    ("My wife is pregnant, does the state plan cover her?", "parental"),
    ("My wife is pregnant, what happens to our insurance if I leave?", "parental"),
]


@pytest.mark.parametrize(("question", "word"), NOT_READ, ids=[row[0] for row in NOT_READ])
def test_what_is_told_of_others_or_other_places_is_not_read_as_ones_own_case(question, word):
    assert word not in in_documents_words(question)


READ = [
    ("I turn 65 in May, can I keep putting money in my HSA?", "enrolled in medicare"),
    ("cumplo 65 en mayo, ¿puedo seguir aportando a mi HSA?", "enrolled in medicare"),
    ("I burned my hand on the job, what do I do?", "injury at work"),
    ("I cut a finger in the warehouse", "injury at work"),
    ("me corté la mano en el trabajo", "injury at work"),
    ("tuve un accidente en la planta", "injury at work"),
    ("We're moving to New Mexico, do I need to tell anybody?", "move to another state"),
    ("I'm moving to another state, do I need to tell anybody?", "move to another state"),
    ("nos mudamos a Nueva York, ¿tenemos que avisar?", "move to another state"),
    ("Do I get the surcharge back for quitting smoking?", "tobacco surcharge refunded"),
    ("I had surgery and cannot work for six weeks, how much do I get?", "short-term disability"),
    ("I can't work because I broke my leg, do I get paid?", "short-term disability"),
    ("no puedo trabajar por tres meses, ¿cuánto recibo?", "short-term disability"),
    ("My wife is pregnant, how much leave do I get?", "parental leave"),
    ("I'm pregnant, is there state paid leave?", "parental leave"),
]


@pytest.mark.parametrize(("question", "meant"), READ, ids=[row[0] for row in READ])
def test_ones_own_case_is_read(question, meant):
    assert meant in in_documents_words(question)


def test_what_an_injury_at_home_costs_is_no_matter_of_work():
    assert "foreman" not in ask("I cut my hand in my kitchen, what do I do?", INJURY)
    assert tells_of_injury("I cut my hand in my kitchen, what does urgent care cost?")


def test_an_injury_at_work_asks_for_no_care():
    assert tells_of_injury("I broke my arm, what do I pay?")
    assert not tells_of_injury("I got hurt at work, what do I do?")
