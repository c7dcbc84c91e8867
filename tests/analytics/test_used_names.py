"""What people do beside asking: counted where HR can act on it, and told in plain words."""

import inspect

import pytest
from django.conf import settings
from django.urls import get_resolver

from analytics.measures import Family
from analytics.query.names import names_of
from analytics.query.used_names import ACTIONS, ROUTES
from analytics.rollups.families import places_of
from benefits.calculator_pages.pages import BY_SLUG
from chat.models import Answer
from tenants.checks import walk
from tenants.events import Kind


def places(kind: Kind, name: str) -> list[tuple[str, str]]:
    return list(places_of(kind.value, name, {}))


def pages_of_members() -> list[str]:
    """Return the names of pages that people look at, as they are told."""
    return [
        f"{inspect.unwrap(pattern.callback).__module__.partition('.')[0]}:{pattern.name}"
        for _, pattern in walk(get_resolver(settings.ROOT_URLCONF))
        if getattr(pattern.callback, "access", "") == "member"
    ]


def test_each_way_of_an_answer_and_each_calculator_has_plain_words():
    never_answer = {"crisis", "small_talk", "clarify", "refuse"}
    assert ROUTES.keys() == set(Answer.Route.values) - never_answer
    assert {part for part in ACTIONS if part.startswith("reckon:")} == {f"reckon:{slug}" for slug in BY_SLUG}


@pytest.mark.parametrize("page", pages_of_members())
def test_page_is_told_in_words_and_never_as_code(page):
    name = names_of(Family.PAGE, [page], fewest=5)(page)

    assert name[0].isupper()
    assert not {":", "_"} & set(name) or name.startswith("Calculator: ")


@pytest.mark.parametrize("name", ["erase", "erase_all", "download"])
def test_what_people_take_or_erase_of_their_own_is_counted_as_no_action(name):
    assert places(Kind.USER_ACTION, name) == [("active", "")]
    assert places(Kind.USER_ACTION, "print") == [("active", ""), ("action", "print")]


def test_way_is_counted_of_what_was_answered_alone():
    told = {"route": "document", "language": "en"}

    assert ("route", "document") in places_of("chat_message", "", {**told, "outcome": "answered"})
    assert "route" not in dict(places_of("chat_message", "", {**told, "outcome": "refused"}))


def test_question_handed_over_is_counted_where_it_went_to_somebody_outside_hr():
    assert places(Kind.HAND_OVER, "carrier") == [("active", ""), ("handover", "")]
    # So it was told before, whoever got it.
    assert places(Kind.HAND_OVER, "") == [("active", "")]


def test_search_that_found_nothing_is_told_apart():
    assert places(Kind.SEARCH, "nothing") == [("active", ""), ("search", "nothing")]
