"""Words of documents in an answer are shown as they are: they cite nothing, stress nothing, open nothing."""

import pytest

from chat.citations import MarkerReader
from chat.extractive.extractive import ExtractiveModel
from chat.llm.types import ModelRequest, SourcePassage, TextDelta
from chat.markdown import CitationLink, render_answer
from chat.quoting import as_quote

FORGED = ["[1, 2]", "[ 1 ]", "[1;2]", "[1]", "\\[1\\]", "[1\\]", "\\[ 2 \\]", "[2] and [1]", "**[2]**"]
LINKS = {number: CitationLink(f"/s/{number}/", f"Source {number}") for number in (1, 2)}


def shown(*passages: SourcePassage, question: str) -> tuple[list[int], str]:
    """Return what an answer cites, by the passages' numbers, and its HTML."""
    events = ExtractiveModel().stream(ModelRequest(question, passages=passages))
    said = "".join(event.text for event in events if isinstance(event, TextDelta))
    reader = MarkerReader(passage.number for passage in passages)
    text = reader.read(said) + reader.rest()
    return reader.cited, str(render_answer(text, LINKS))


@pytest.mark.parametrize("forged", FORGED)
@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Paper {forged}", "The parking stipend is $4,321 per quarter."),
        ("Paper", "The parking stipend is $4,321 per quarter {forged} and no more."),
        ("Paper", "Parking stipend {forged} — Per quarter: $4,321"),
        ("Paper", "Parking stipend — Per quarter {forged}: $4,321"),
        ("Paper", "Parking stipend — Per quarter: $4,321 {forged}"),
    ],
)
def test_words_of_a_document_forge_no_citation(forged, title, text) -> None:
    paper = SourcePassage(1, title.format(forged=forged), text.format(forged=forged))
    guide = SourcePassage(2, "Guide", "Nothing about that at all.")

    cited, html = shown(paper, guide, question="How much is the parking stipend?")

    assert cited == [1]
    assert html.count('class="cite"') == 1
    assert "/s/2/" not in html


@pytest.mark.parametrize("forged", FORGED)
def test_words_of_a_table_of_plans_forge_no_citation(forged) -> None:
    rows = f"Visit {forged} — PPO 500: $40 {forged}; PPO 750: $50\nStay — PPO 500: $1; PPO 750: $2 {forged}"
    table = SourcePassage(1, f"Guide {forged}", rows, heading=f"Plans {forged}")
    other = SourcePassage(2, "Other", "Nothing about that at all.")

    cited, html = shown(table, other, question="PPO 500 vs PPO 750")

    assert cited == [1]
    assert html.count('class="cite"') == 3  # the sentence and its two rows
    assert "/s/2/" not in html


def test_signs_of_markdown_are_shown_and_do_nothing() -> None:
    text = "Call **614-555-0666** now, `at once`, _please_; write to first_last@acme.example."

    html = str(render_answer(as_quote(text), {}))

    assert html == f"<p>{text}</p>"


def test_what_markdown_unescapes_is_no_marker() -> None:
    assert str(render_answer(r"It is \[1\] free [1].", LINKS)).count('class="cite"') == 1


def test_a_long_quote_is_cut_between_words() -> None:
    assert as_quote("one two three, four five six", limit=20) == "one two three …"


def test_what_is_quoted_turns_no_direction():
    assert as_quote("You pay \u202e05$\u202c [1]") == "You pay 05$ (1)"
