"""An answer whose beginning is not proven begins with the documents' own words."""

import pytest

from chat.llm.types import SourcePassage
from chat.models import Answer
from chat.pipeline.in_their_words import said_instead
from chat.proof.gate import Removed
from tests.chat.test_answer import answered

DENTAL = (
    ("Dental", "Orthodontia is paid at 50%, up to $2,000 in a lifetime, for children and adults. Cleanings are free."),
    ("Vision", "Frames are paid up to $150 every 24 months."),
)


@pytest.fixture
def ann(in_acme, make_person):
    return make_person(in_acme)


def told(person, openai, *pieces: str, question: str = "would they pay for braces at 34") -> Answer:
    openai.pieces = list(pieces)
    return answered(person, question)


def test_beginning_that_is_not_proven_is_told_as_the_document_has_it(ann, publish_guide, openai):
    publish_guide(passages=DENTAL)

    answer = told(ann, openai, "Yes, at 34 you get 50% of orthodontia, $2,000 a year [1]. ", "Cleanings are free [1].")

    assert answer.text == (
        "2027 Benefits Guide: “Orthodontia is paid at 50%, up to $2,000 in a lifetime, for children and adults.” [1]"
        "\n\nCleanings are free [1]."
    )
    assert sum(answer.removed.values()) == 1
    assert answer.citations.get().document_title == "2027 Benefits Guide"


def test_answer_of_one_sentence_that_is_not_proven_is_told_so_too(ann, publish_guide, openai):
    publish_guide(passages=DENTAL)

    answer = told(
        ann, openai, "Orthodontia is paid at 60%, up to $2,000 in a lifetime [1].", question="Is orthodontia paid?"
    )

    assert not answer.is_refusal
    assert answer.text.startswith("2027 Benefits Guide: “Orthodontia is paid at 50%")
    assert "60%" not in answer.text


def test_what_the_passages_do_not_speak_of_is_refused_as_before(ann, publish_guide, openai):
    publish_guide(passages=DENTAL)

    answer = told(ann, openai, "Pet grooming is paid up to $150 a year [2].", question="Do you pay for pet grooming?")

    assert answer.is_refusal
    assert "$150" not in answer.text


def test_first_sentence_that_is_proven_stays_the_beginning(ann, publish_guide, openai):
    publish_guide(passages=DENTAL)

    answer = told(ann, openai, "Cleanings are free [1]. ", "Orthodontia is paid at 60% [1].")

    assert answer.text == "Cleanings are free [1]."


def test_kind_word_before_a_beginning_that_is_not_proven_stays(ann, publish_guide, openai):
    publish_guide(passages=DENTAL)

    answer = told(ann, openai, "Sorry to hear about your tooth. ", "Orthodontia is paid at 60% for adults [1].")

    assert answer.text.startswith("2027 Benefits Guide: “Orthodontia is paid at 50%")


@pytest.mark.parametrize(
    ("lead", "question", "quoted"),
    [
        # The row that has its figure, as it stands, with what it is of.
        ("A family pays $690 a month on the PPO.", "ppo for my family", "Family — PPO: $690; HDHP: $300"),
        # A figure of another row is told with that row.
        (
            "One person pays $90 on the HDHP and a family $300.",
            "what is the hdhp",
            "Family — PPO: $690; HDHP: $300” [1]; “Single — PPO: $250; HDHP: $90",
        ),
        # A caption is nothing that answers.
        ("Prices are from July 1, 2026.", "what are the prices", None),
        ("Acupuncture costs nothing.", "is acupuncture covered", None),
    ],
)
def test_sentence_that_comes_nearest_is_quoted_or_none(lead, question, quoted):
    text = (
        "Prices from July 1, 2026\nCoverage | PPO | HDHP\nFamily — PPO: $690; HDHP: $300\nSingle — PPO: $250; HDHP: $90"
    )

    said = said_instead(
        Removed(f"{lead} [1]", (1,)), question, {1: SourcePassage(1, "Rates", text)}, "en", is_all=False
    )

    assert (said and f"“{quoted}”" in said) if quoted else said is None


@pytest.mark.parametrize(
    ("lead", "question", "text", "quoted"),
    [
        # Another year's figure, and another section's, though they have more in common with the sentence.
        (
            "The deductible is $500 in 2027.",
            "ppo deductible in 2027",
            "In 2026 the PPO deductible was $500 per person. From 2027 on the deductible of the PPO is $900.",
            "From 2027 on the deductible of the PPO is $900.",
        ),
        (
            "Acupuncture has a $40 copay, up to 20 visits a year.",
            "is acupuncture covered",
            "Chiropractic care has a $40 copay for each visit, up to 20 visits a year. Acupuncture is not covered.",
            None,
        ),
    ],
)
def test_what_is_quoted_is_of_the_year_and_the_thing_that_are_asked_for(lead, question, text, quoted):
    passages = {1: SourcePassage(1, "Guide", text)}

    said = said_instead(Removed(f"{lead} [1]", (1,)), question, passages, "en", is_all=False)

    assert said == (quoted and f"Guide: “{quoted}” [1]")
