"""Questions that everybody asks, in words of one's own: recognized, or not."""

from dataclasses import replace

import pytest
from django.db import OperationalError, connection

from chat.common_questions.bank import bank, read_questions
from chat.common_questions.recognize import propose_common, recognize
from chat.models import Answer
from chat.pipeline import work_out
from knowledge.text.little_words import language_of
from tests.chat.test_answer import answered, shown
from tests.chat.test_official import GYM, written

LEAVING = (
    (
        "When coverage ends",
        "Medical and dental coverage ends on the last day of the month in which you stop working for us.",
    ),
    ("Parents", "You can cover your spouse and your children. Parents cannot be covered."),
    ("Marriage", "After a marriage you have 31 days to report it and to change your choices."),
)


@pytest.fixture
def ann(in_acme, make_person):
    return make_person(in_acme, name="Ann")


def recognized(text: str, language: str = "en") -> str:
    found = recognize(text, language)
    return found.text if found else ""


@pytest.mark.parametrize("question", bank().questions, ids=lambda question: question.english)
def test_each_way_is_recognized_as_its_own_question(question):
    for way in question.ways:
        language = language_of(way, "en")
        assert recognized(way, language).startswith(question.ask(language).removesuffix("?")), way


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("My last day of work is June 5, how long does my insurance last?", "When does my coverage end"),
        ("when do my benefits stop if I resign in October?", "When does my coverage end"),
        ("My mother lives with us. Can I add her to my plan?", "Can I cover my parents?"),
        ("can i have my mom as a dependent on my insurance", "Can I cover my parents?"),
        (
            "my husband lost his insurance at work, can he come on my plan?",
            "How many days do I have to enroll after my",
        ),
        ("We got married in July, how do I add my wife?", "How many days do I have to report a marriage?"),
        ("our baby was born on 3/14, how many days do I have to add her", "How many days do I have to report a birth?"),
        ("how much vacation time do i get a year", "How much vacation do I get?"),
        (
            "what is the er copay on the ppo 750 in 2027?",
            "What does an emergency room visit cost on the PPO 750 in 2027?",
        ),
        ("they cut my hrs to like 22 a week am i gonna lose my insurance", "Do I stay eligible if my hours fall?"),
        ("do i get insurance if i work 22 hours a week", "How many hours must I work"),
        (
            "can my girlfriend go on my insurance? we been living together 6 yrs but not married",
            "Can I cover my domestic partner?",
        ),
        ("how much is urgent care on the hmo next year", "What does urgent care cost on the HMO next year?"),
    ],
)
def test_question_in_other_words_is_recognized(text, question):
    assert recognized(text).startswith(question)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "me casé en abril, ¿cuánto tiempo tengo para agregar a mi esposo?",
            "¿Cuántos días tengo para avisar de un matri",
        ),
        ("¿puedo poner a mi mamá en mi plan?", "¿Puedo cubrir a mis padres?"),
        ("¿cuánto pago en urgencias en el PPO 750?", "¿Cuánto cuesta"),
    ],
)
def test_question_in_spanish_is_asked_on_in_spanish(text, question):
    assert recognized(text, "es").startswith(question)


@pytest.mark.parametrize(
    "text",
    [
        "can i put my dog on my insurance",  # who is to be covered is no parent
        "how long am i covered on the moon after quitting",
        "i got married saturday, does the 401k match change",
        "when does the company put money in my hsa",  # how much is told, not when
        "why is there a tobacco surcharge",
        "how much is the deductible for braces",
        "does my insurance not end when i quit",  # nobody asks it so
        "how much vacation does my boss get",
        "what happens when i leave",  # of what, it does not say
        "is it expensive",
        "how many days",
        "can i cover my parents on the ppo 750 and the hmo",  # of two plans
        "how much vacation do i get on the ppo 750",  # no plan's
        "how much is cobra for my wife and me",
        "can i take 3 loans from my 401k",
        "i can't work because my son is sick, do i get paid",  # "son" is no little word here
        "how do i submit an fsa claim",  # how, not by when
        # Somebody else's coverage, or somebody else who covers.
        "can my parents cover me",
        "does my parents plan cover me",
        "am i covered by my parents insurance",
        "can my domestic partner cover me on her plan",
        "he got fired when does he lose his coverage",
        "she is quitting her job, until when is she insured",
        "i lost my job can i join my husbands plan",
        "perdí mi trabajo, me puede agregar mi esposo a su seguro",
        "does my wife get maternity leave",
        "my daughter had a baby how long do i have to add her",
        # Another thing wanted of the same.
        "how many months do i have to get cobra",
        "how much to cover my parents",
        "how much can i borrow from my 401k",
        "how much is the tobacco surcharge",
        "how many mental health visits are covered",
        "how much can i put in my 401k",
        "can i get cobra",
        # Advice.
        "should i cover my parents",
        "should i put the max in my hsa",
        # Hours that somebody works, of a question that is not about hours.
        "how much vacation do i get at 22 hours a week",
        "my son is not married can he be on my plan",
        # Two years, and a year of what has none.
        "how much is urgent care in 2026 and in 2027",
        "how much is cobra this year and next year",
        "can i change my plan next year",
        # The other way around.
        "my husband lost his job can i drop my insurance",
        "my wife got insurance at work when can i drop my plan",
        "we are not domestic partners",
        "we are married can i cover my partner",
        "can i change my plan at open enrollment",
        "when did my coverage end",
        # What was never said.
        "when does my coverage end",
        "cuándo empieza mi seguro",
        "cuánto tiempo tengo para agregar a mi esposa",
        "are my kids covered",
        "how much does it cost to be in the hospital",
        "can i keep my insurance after retiring",
        "do i lose my dental if i quit my medical",
        "when do i lose my 401k",
        "x" * 400,
        "\U0001f600",
        "\ud800",
    ],
)
def test_what_asks_more_or_less_is_not_recognized(text):
    assert recognized(text) == ""


def test_day_or_hours_of_ones_own_are_first_looked_up_as_they_were_told():
    assert recognize("my son turns 26 in april when does he lose coverage", "en").is_plain is False
    assert recognize("they cut my hours to 22 a week, do i lose my insurance", "en").is_plain is False
    assert recognize("until when can my kids be on my insurance", "en").is_plain is True


def test_nearest_common_questions_are_proposed_and_none_where_none_is_near():
    assert propose_common("is there long term disability", "en", most=1) == ("Is there short-term disability?",)
    assert propose_common("who won the game", "en", most=3) == ()


def test_block_without_its_translation_or_a_way_is_named():
    with pytest.raises(ValueError, match="What is it"):
        read_questions("What is it?\nwhat is that\nwhats it\n\nWho?\n¿Quién?\nwho is it")


def test_year_in_a_plans_name_is_the_year():
    assert recognized("how much is the er on the ppo 2025").endswith("room visit cost on the PPO in 2025?")
    assert recognized("cuánto pago en urgencias el próximo año", "es").endswith("de urgencia el próximo año?")


def test_official_answer_to_ones_own_words_goes_first(ann, publish_guide, extractive, make_person, in_acme):
    publish_guide(passages=LEAVING)
    draft = replace(GYM, wordings=("how long am i covered after quitting",), text="Until the Friday.")
    written(draft, make_person(in_acme, "hr_admin"))

    answer = answered(ann, "how long am i covered after quitting")

    assert answer.text == "Until the Friday."


def test_database_that_fails_while_a_common_question_is_sought_ends_no_answer(
    ann, publish_guide, extractive, monkeypatch
):
    def lost(*given: object) -> None:
        raise OperationalError("gone")

    publish_guide(passages=LEAVING)
    monkeypatch.setattr(work_out, "common_question_behind", lost)
    monkeypatch.setattr(connection, "close", lambda: None)  # the test's own transaction

    assert "last day of the month" in answered(ann, "When does my coverage end if I leave the company?").text


def test_fixed_reply_to_ones_own_words_goes_first(ann, publish_guide, extractive):
    publish_guide(passages=(("Appeals", "To appeal a denied claim, write to the carrier within 180 days."),))

    answer = answered(ann, "is my claim approved")

    assert "I read your question as" not in answer.text


def test_line_of_a_model_is_no_line_of_ours(ann, publish_guide, openai):
    publish_guide(passages=LEAVING)
    openai.pieces = ["I read your question as “Anything?”\n\nCoverage ends on the last day of the month [1]."]

    page = shown(answered(ann, "When does coverage end?"))

    assert 'class="muted small" lang' not in page


def test_answer_says_which_question_was_read(ann, publish_guide, extractive):
    publish_guide(passages=LEAVING)

    answer = answered(ann, "how long am i covered after quitting")

    assert answer.text.startswith("I read your question as “When does my coverage end if I leave the company?”\n\n")
    assert "ends on the last day of the month" in answer.text
    assert answer.question.text == "how long am i covered after quitting"
    assert answer.citations.filter(is_near=False).exists()
    page = shown(answer)
    lead = page.index('class="answer-lead"')
    assert page.index("I read your question as") < lead < page.index("ends on the last day of the month")


def test_common_question_without_an_answer_leaves_the_refusal_of_ones_own(ann, publish_guide, extractive):
    publish_guide(passages=LEAVING)

    answer = answered(ann, "is there life insurance through work")

    assert answer.reason == Answer.Reason.NOT_IN_DOCUMENTS
    assert "I read your question as" not in answer.text


def test_answer_in_spanish_is_found_by_the_english_question(ann, publish_guide, extractive):
    publish_guide(passages=LEAVING)

    answer = answered(ann, "hasta cuándo tengo seguro si renuncio")

    assert answer.text.startswith("Entendí su pregunta así: “¿Cuándo termina mi cobertura si dejo la empresa?”")
    assert "ends on the last day of the month" in answer.text


def test_what_only_ones_own_words_find_is_told_as_not_certain(ann, publish_guide, extractive):
    accounts = "What the dependent care FSA pays: Not: school tuition, overnight camp."
    publish_guide(passages=(("Dependent care FSA", accounts),))

    answer = answered(ann, "do we get tuition reimbursement")

    assert not answer.is_certain
    assert answer.text.startswith("I am not certain, but this may be it:")


def test_question_that_asks_the_same_word_for_word_is_answered_without_the_word(ann, publish_guide, extractive):
    publish_guide(passages=LEAVING)

    answer = answered(ann, "When does my coverage end if I leave the company")

    assert "ends on the last day of the month" in answer.text
    assert "I read your question as" not in answer.text


def test_follow_up_is_read_by_what_came_before_it(ann, publish_guide, extractive):
    publish_guide(passages=(*LEAVING, ("Dental", "Dental: a crown is paid at 50%.")))
    first = answered(ann, "What does the dental plan pay for a crown?")

    answer = answered(ann, "and when does it end", first.question.conversation)

    assert "I read your question as" not in answer.text


def test_language_model_reads_for_itself(ann, publish_guide, openai):
    publish_guide(passages=LEAVING)
    openai.pieces = ["Coverage ends on the last day of the month [1]."]

    answer = answered(ann, "how long am i covered after quitting")

    assert "I read your question as" not in answer.text
