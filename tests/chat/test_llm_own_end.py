"""When coverage ends, what is new, and for which group: what stands nearest in words is not what answers."""

import pytest

from chat.extractive.own_end import is_of_another_end
from chat.extractive.statements import statements
from chat.extractive.then_and_now import asks_what_is_new
from chat.llm.types import SourcePassage
from tests.chat.test_llm_everyday_questions import paper
from tests.chat.test_llm_extractive import ask, first_statement

END = paper(
    "Your coverage ends on the last day of the quarter in which",
    "- your employment ends, for whatever reason",
    "- you no longer work enough hours",
    "- you ask for it to end after a life event",
    "",
    "A dependent's coverage ends when yours does, or on the last day of the month of a divorce.",
    "On leave your coverage goes on for up to 10 weeks.",
    "You may each keep coverage for up to 18 months after you stop work.",
    title="Plan Description",
)
FIN = paper(
    "Si deja la empresa",
    "Su cobertura termina el último día de la quincena. Con COBRA puede continuarla hasta 18 meses.",
    title="Guía",
)


@pytest.mark.parametrize(
    "question",
    [
        "When does my coverage end if I quit?",
        "I'm quitting next month, when does my insurance stop",
        "I got laid off. When does my insurance end?",
    ],
)
def test_the_end_of_own_coverage_is_told_of_leaving_alone(question):
    text = ask(question, END)

    assert "last day of the quarter" in first_statement(text)
    assert "your employment ends" in first_statement(text)
    assert not any(other in text for other in ("dependent", "life event", "10 weeks", "enough hours", "18 months"))


@pytest.mark.parametrize(
    "question",
    ["me despidieron, ¿hasta cuándo tengo seguro?", "me voy de la empresa, ¿cuándo se me acaba el seguro?"],
)
def test_the_end_is_told_in_spanish_and_not_how_to_go_on(question):
    assert "último día de la quincena" in first_statement(ask(question, FIN, language="es"))


@pytest.mark.parametrize(
    ("question", "line", "told"),
    [
        (
            "When does my coverage end if I quit?",
            "You keep your medical coverage through the last day of the month in which you quit.",
            "last day of the month",
        ),
        (
            "When does my coverage end if I am laid off?",
            "If you are laid off, we keep your medical coverage in force for three months.",
            "three months",
        ),
        (
            "When does my coverage end if I quit?",
            "If you quit, you keep the medical coverage until the end of the month.",
            "end of the month",
        ),
    ],
)
def test_coverage_that_is_kept_until_a_day_is_told_as_its_end(question, line, told):
    assert told in first_statement(ask(question, paper(line)))


@pytest.mark.parametrize(
    ("line", "is_no_end"),
    [
        ("Si renuncia, puede continuar con su cobertura hasta el último día del mes.", False),
        ("Si renuncia, puede continuar con su cobertura durante dos meses.", False),
        ("Si renuncia, puede continuar con su cobertura hasta 18 meses.", True),
        ("Si renuncia, puede continuar hasta el fin de año pagando la prima completa.", True),
    ],
)
def test_until_when_coverage_goes_on_is_told_from_a_way_to_go_on_in_spanish(line, is_no_end):
    (said,) = statements(paper(line))

    assert is_of_another_end("¿Cuándo termina mi cobertura si renuncio?", said) is is_no_end


@pytest.mark.parametrize(
    "line",
    [
        "You may each keep coverage for up to 18 months after you stop work.",
        "If you quit, you can continue your coverage under COBRA for 18 months.",
        "If you quit, you can keep the medical coverage through the end of the year by paying the full price.",
        "Si renuncia, puede continuar su cobertura con COBRA hasta el mes 18.",
    ],
)
def test_going_on_at_ones_own_cost_is_no_end(line):
    language = "es" if "Si " in line else "en"
    question = "¿Cuándo termina mi cobertura si renuncio?" if "Si " in line else "When does my coverage end if I quit?"

    assert ask(question, paper(line), language=language) == ""


def test_the_end_of_a_familys_coverage_is_still_told():
    text = ask("When does a dependent's coverage end?", END)

    assert "dependent's coverage ends" in first_statement(text)


NEWS = SourcePassage(
    1,
    "2031 Guide",
    "The carriers stay the same.\n"
    "What changes | 2030 | 2031\n"
    "POS 300 deductible — 2030: $300; 2031: $350\n"
    "Frames — 2030: $120; 2031: $140",
    heading="What is new for 2031",
    plan_year="2031",
)
NO_NEWS = SourcePassage(
    2,
    "2031 Guide",
    "New here? Coverage starts on day 20.\nYou may name a new partner after 8 months.\nA new baby must be added by "
    "name.",
    heading="Your family",
    plan_year="2031",
)


@pytest.mark.parametrize("question", ["what's new for 2031?", "anything new in 2031?", "¿qué hay de nuevo en 2031?"])
def test_what_is_new_is_told_by_the_chapter_on_it_with_then_and_now(question):
    text = ask(question, NO_NEWS, NEWS)

    assert "$300 | $350" in text
    assert "$120 | $140" in text
    assert "partner" not in text


OF_CLASSES = SourcePassage(
    3,
    "2031 Guide",
    "What changes | 2030 | 2031\n"
    "Life insurance — 2030 Hourly: $10,000; 2030 Salaried: $50,000; 2031 Hourly: $15,000; 2031 Salaried: $75,000",
    heading="What is new for 2031",
    plan_year="2031",
)
FOR_HOURLY = {"own_class": ("Hourly",), "other_classes": ("Salaried",)}


@pytest.mark.parametrize("question", ["what's new for 2031?", "¿qué hay de nuevo en 2031?"])
def test_what_was_before_is_told_for_ones_own_class_alone(question):
    text = ask(question, OF_CLASSES, **FOR_HOURLY)

    assert "$10,000" in text
    assert "$15,000" in text
    assert "$50,000" not in text
    assert "$75,000" not in text


def test_then_and_now_in_words_are_one_column_of_two_years():
    told = SourcePassage(
        4,
        "2031 Guide",
        "What changes | Now (2030) | New in 2031\nFrames — Now (2030): $120; New in 2031: $140",
        heading="What is new for 2031",
        plan_year="2031",
    )

    assert "$120" in ask("what's new for 2031?", told)
    assert "$140" in ask("what's new for 2031?", told)


OWN_CHANGE = paper(
    "You can make changes to your plan until November 20.",
    "You must report a change of address within 30 days.",
    "Your new ID card has the number of your group, 4471.",
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Can I still make any changes?", "November 20"),
        ("Do I have to report any change of address?", "change of address"),
        ("What is the new ID card number?", "4471"),
    ],
)
def test_a_change_of_ones_own_and_a_new_thing_are_no_news(question, told):
    assert not asks_what_is_new(question)
    assert told in ask(question, OWN_CHANGE, NEWS)
    assert "$350" not in ask(question, OWN_CHANGE, NEWS)


@pytest.mark.parametrize(
    "question",
    [
        "Do I need to tell HR about any changes?",
        "Should I report any changes in my family?",
        "¿Tengo que avisar si hay algo nuevo en mi familia?",
    ],
)
def test_what_one_has_to_tell_is_no_news(question):
    assert not asks_what_is_new(question)


@pytest.mark.parametrize(
    "question",
    [
        "Tell me what's new",
        "Can you tell me about any changes for 2031?",
        "Are there any changes to the plans?",
        "What are the changes for 2031?",
        "What are the new benefits for 2031?",
        "What will be different next year?",
        "¿Hay algo nuevo este año?",
        "¿Puede decirme qué hay de nuevo?",
    ],
)
def test_news_is_still_asked_for(question):
    assert asks_what_is_new(question)


def test_what_is_new_of_one_thing_is_told_by_its_sentence_where_no_chapter_tells_it():
    dental = paper("The dental plan has a new carrier, Arbor Dental, from January 1.")

    assert "Arbor Dental" in ask("What changes with the dental carrier?", dental)


@pytest.mark.parametrize("question", ["what's new for 2031?", "¿qué hay de nuevo en 2031?"])
def test_the_word_new_alone_is_no_news(question):
    assert ask(question, NO_NEWS) == ""


HOURLY = paper(
    "Parental leave is 5 weeks at full pay.",
    "Vacation is 144 hours a year.",
    "Hourly staff have 3 weeks of parental leave at half pay.",
)


@pytest.mark.parametrize(
    "question", ["And for hourly employees? how long parental leave", "Do hourly workers get parental leave?"]
)
def test_a_group_is_told_what_is_said_of_it(question):
    text = ask(question, HOURLY)

    assert "3 weeks" in first_statement(text)
    assert "5 weeks" not in text


@pytest.mark.parametrize(
    "question",
    [
        "And for hourly employees? how long parental leave",
        "How long is parental leave for interns?",
        "How long is parental leave for retirees?",
        "¿Cuánto dura la licencia parental para los empleados por hora?",
    ],
)
def test_a_group_of_which_nothing_is_said_is_told_nothing(question):
    assert ask(question, paper("Parental leave is 5 weeks at full pay.", "Vacation is 144 hours a year.")) == ""


FULL_TIME = paper("Parental leave is 5 weeks at full pay after 12 months of full-time service.", title="Leave Policy")
GUIDE = paper("Parental leave — In short: 5 weeks at full pay after 12 months", number=2)
PART_TIME = {"own_class": ("Part-time employees",), "other_classes": ("Full-time employees",)}


def test_what_one_paper_gives_to_others_alone_another_does_not_give_to_the_asker():
    text = ask("How long is parental leave?", GUIDE, FULL_TIME, **PART_TIME)

    assert "another group than yours" in text


def test_it_is_the_askers_where_they_are_of_that_class():
    full_time = {"own_class": ("Full-time employees",), "other_classes": ("Part-time employees",)}

    assert "another group" not in ask("How long is parental leave?", GUIDE, FULL_TIME, **full_time)


def test_a_kind_of_leave_is_told_where_all_leave_is():
    sent = paper("Crew members find vacation and leave in their labor agreement.")
    crew = {"own_class": ("Crew members",), "other_classes": ("Office staff",)}

    assert "labor agreement" in first_statement(ask("How much paternity leave do I get?", sent, **crew))
    assert ask("How much is the copay for a leave doctor?", sent, **crew) == ""


COBRA = paper(
    "Tell the administrator about a divorce within 50 days, or the right to COBRA is lost.",
    "Under COBRA a former spouse keeps coverage for up to 36 months after a divorce.",
)


@pytest.mark.parametrize(
    "question", ["how long is COBRA good for if I get divorced", "How long does COBRA last after a divorce?"]
)
def test_how_long_something_lasts_is_told_by_no_window_to_act_in(question):
    text = ask(question, COBRA)

    assert "36 months" in first_statement(text)
    assert "50 days" not in text


LEAVING = paper("When you leave you can keep the account, your job's papers and a letter.", title="401(k) Notice")


@pytest.mark.parametrize("question", ["is my job kept while I am on leave", "¿me guardan mi puesto si tomo licencia?"])
def test_leaving_is_no_leave(question):
    assert ask(question, LEAVING, language="es" if "¿" in question else "en") == ""


def test_a_leave_is_still_told():
    assert "same job" in ask(
        "is my job kept while I am on leave", paper("Your same job is kept while you are on leave.")
    )


def test_braces_that_are_not_covered_tell_nothing_of_whom_to_cover():
    braces = paper(
        "Class | Services | The plan pays", "Orthodontia — Services: Braces for children; The plan pays: Not covered"
    )

    assert ask("Can I add my son to the dental plan?", braces) == ""


WHOM = paper("You can cover your spouse and your children.", "A tax adviser can help you with your parents' taxes.")


@pytest.mark.parametrize("question", ["Can I cover my parents?", "can I put my sister on my insurance"])
def test_who_is_not_on_the_list_of_whom_one_can_cover_is_told_the_list(question):
    assert "You can cover your spouse and your children" in first_statement(ask(question, WHOM))


def test_a_price_of_insurance_is_that_of_the_medical_plan():
    prices = paper(
        "Price per week | Full-time",
        "Family — Dental: $14.10",
        "",
        "Price per week | HMO",
        "Family — HMO: $161.00",
    )

    assert "$161.00" in first_statement(ask("how much is the insurance for my family per week", prices))
    assert "$14.10" in first_statement(ask("how much is dental insurance for my family per week", prices))
