"""The row of an answer's buttons: drawn once for all of which the same can be done, and like one drawn for itself."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from chat.feedback import complain, praise
from chat.models import Answer
from chat.turns.build import turn_of
from tenants.context import tenant_scope
from tests.chat.test_history import said

HIDDEN_TOKEN = re.compile(r'<input type="hidden" name="csrfmiddlewaretoken" value="[^"]*">')


@pytest.fixture
def answers(acme, make_person) -> list[Answer]:
    ann = make_person(acme, name="Ann")
    with tenant_scope(acme):
        for number in range(3):
            said(ann, f"How often are cleanings free, {number}?", "Twice a year [1].")
        return list(Answer.objects.select_related("question__conversation__user").order_by("created_at"))


def drawn(answer: Answer, *, token: str = "") -> str:
    told = {"turn": turn_of(answer.question, answer), "conversation": answer.question.conversation}
    return render_to_string("chat/_answer.html", told | ({"csrf_token": token} if token else {}))


def drawn_for_itself(answer: Answer) -> str:
    return HIDDEN_TOKEN.sub("", drawn(answer, token="of-a-page"))


@pytest.mark.parametrize("language", ["en", "es"])
def test_answer_is_the_same_whether_its_buttons_were_kept_or_are_drawn_for_itself(acme, answers, language):
    with tenant_scope(acme), translation.override(language):
        _, simple, refused = answers
        simple.is_simple = True
        refused.reason = Answer.Reason.NOT_IN_DOCUMENTS
        kept = [[drawn(answer) for answer in answers] for _ in range(2)]
        own = [drawn_for_itself(answer) for answer in answers]

    assert kept == [own, own]
    for html, answer in zip(own, answers, strict=True):
        others = [str(one.pk) for one in answers if one is not answer]
        assert f'href="/a/{answer.pk}/receipt/"' in html
        assert not any(other in html for other in others)
    assert len({html.replace(str(answer.pk), "") for html, answer in zip(own, answers, strict=True)}) == 3


def test_what_somebody_thinks_of_an_answer_is_in_no_other_answers_buttons(acme, answers):
    with tenant_scope(acme):
        before = [drawn(answer) for answer in answers]
        praise(answers[0])
        complain(answers[1], reason="wrong", comment="It is three times.")
        fresh = list(Answer.objects.select_related("question__conversation__user").order_by("created_at"))
        by_id = {answer.pk: drawn(answer) for answer in fresh}

    praised, blamed, silent = (by_id[answer.pk] for answer in answers)
    assert 'aria-pressed="true"' in praised
    assert "It is three times." in blamed
    assert silent == before[2]


def test_each_language_has_buttons_of_its_own(acme, answers):
    with tenant_scope(acme):
        told = {}
        for language in ("en", "es", "en"):
            with translation.override(language):
                told.setdefault(language, []).append(drawn(answers[0]))

    assert "Ask again" in told["en"][0]
    assert "Ask again" not in told["es"][0]
    assert told["en"][0] == told["en"][1]
