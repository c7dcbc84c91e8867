"""Signs that turn the writing round: an answer is read as the gate has read it."""

from uuid import uuid4

import pytest
from django.utils import timezone

from chat.pipeline.answer import answer
from chat.pipeline.ask import ask, asker_of
from tenants.context import tenant_scope


@pytest.mark.parametrize("turned", ["\u202e05$\u202c", "\u206705$\u2069", "\u200f05$"])
def test_figure_written_backwards_is_not_turned_into_another(committed, make_person, publish_guide, openai, turned):
    acme = committed["acme"]
    ann = make_person(acme, name="Ann")
    openai.pieces = ["It is told ", "below [1].", f" See part {turned} too [1]."]
    with tenant_scope(acme):
        publish_guide(passages=(("Visits", "It is told below. See part 05$ too."),))
        put = ask(
            "What is told of visits?", asker=asker_of(ann), page_token=uuid4(), conversation=None, now=timezone.now()
        )

        answer(put.answer.pk, now=timezone.now())

        put.answer.refresh_from_db()
    assert put.answer.text == "It is told below [1]. See part 05$ too [1]."
