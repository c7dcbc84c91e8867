"""How questions sound, by their words."""

import pytest

from analytics.insights import tone_words
from analytics.insights.tone import Tone, tone_of
from knowledge.text.terms import plain_text
from tests.analytics.tone_questions import labelled

LISTS = (tone_words.PLEASED_EN, tone_words.TROUBLED_EN, tone_words.PLEASED_ES, tone_words.TROUBLED_ES)


@pytest.mark.parametrize(
    ("text", "language", "tone"),
    [
        ("I am not happy with the answer", "en", Tone.TROUBLED),
        ("It was never a nightmare to enroll", "en", Tone.PLEASED),
        ("No. I love it", "en", Tone.PLEASED),
        ("No estoy contenta con la respuesta", "es", Tone.TROUBLED),
        ("Qué vergüenza", "es", Tone.TROUBLED),
        ("What does therapy cost? 😡", "en", Tone.TROUBLED),
        ("", "en", Tone.PLAIN),
    ],
)
def test_tone_is_that_of_the_words_of_feeling_and_turned_by_a_not(text, language, tone):
    assert tone_of(text, language) == tone


def test_nine_of_ten_labelled_questions_are_told_right_and_next_to_no_calm_one_is_called_troubled():
    told = [(text, tone, tone_of(text, language).value) for text, language, tone in labelled()]
    plain = [found for _text, tone, found in told if tone == "plain"]

    assert sum(tone == found for _text, tone, found in told) / len(told) >= 0.9
    assert plain.count("plain") / len(plain) >= 0.95


def test_no_word_says_two_things_and_lists_hold_some_hundred():
    lists = [plain_text(one).split() for one in LISTS]

    assert not set(lists[0]) & set(lists[1])
    assert not set(lists[2]) & set(lists[3])
    assert sum(map(len, lists)) >= 400
