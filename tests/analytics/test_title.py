"""A topic's title: from its terms alone, and none where a model has no good one."""

from collections.abc import Iterator

import pytest

from analytics.insights.title import title_of
from chat.models import ModelCall
from tests.vendors.openai_server import OpenAIServer

pytestmark = pytest.mark.usefixtures("in_acme")
TERMS = ["dental", "braces", "adults"]


@pytest.fixture
def openai(settings) -> Iterator[OpenAIServer]:
    with OpenAIServer() as server:
        settings.LLM_ENGINE = "openai"
        settings.OPENAI_API_KEY = "test-key"
        settings.OPENAI_BASE_URL = server.base_url
        settings.OPENAI_CHAT_MODEL = "gpt-4o-mini"
        yield server


def test_model_is_given_the_terms_and_nothing_else_and_its_cost_is_written_down(openai):
    openai.pieces = ["braces for ", "adults."]

    assert title_of(TERMS) == "Braces for adults"

    ((system, asked),) = openai.prompts
    assert asked["content"] == "dental, braces, adults"
    assert "title" in system["content"]
    call = ModelCall.objects.get()
    assert (call.prompt_version, call.answer_id, call.end) == ("topic-title-1", None, "finished")


@pytest.mark.parametrize(
    "pieces",
    [["Here is a long sentence that says much more than a title of a topic would."], ["<b>Braces</b>"], [" "]],
    ids=["a sentence", "markup", "nothing"],
)
def test_what_is_no_title_is_left_out(openai, pieces):
    openai.pieces = pieces

    assert title_of(TERMS) == ""


def test_without_a_model_or_terms_there_is_no_title(openai, settings):
    assert title_of([]) == ""
    settings.LLM_ENGINE = "extractive"
    assert title_of(TERMS) == ""
    assert openai.prompts == []
