"""How a text sounds, by words that say how somebody feels. Small and open to see, and no more than that.

It is told of many together and of nobody alone. What it misses is told on the page: irony, sorrow told in plain words,
and whatever a list has no word for. How often it is right: docs/topics.md, measured by benchmarks/tone.py.
"""

import re
from enum import StrEnum
from functools import lru_cache

from analytics.insights import tone_words
from knowledge.text.terms import plain_text

_REACH = 3  # words behind a "not" that it turns
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|[.!?;:,]|[:;]-?[()D]|[\U0001F300-\U0001FAFF❤]")
_ENDS = frozenset(".!?;:")
_PLEASED_SIGNS = frozenset("😀😁😂😃😄😅😆😊😍🥰😘😎👍👏🎉❤💕💖💙💚💛💜🙌🙏😉☺🤗😇💪✨🥳")
_TROUBLED_SIGNS = frozenset("😞😟😠😡😢😣😤😥😦😧😨😩😪😫😭😰😱😳🙁☹👎💔🤬🤮🙄😒😔😕😖😓")


class Tone(StrEnum):
    PLEASED = "pleased"
    PLAIN = "plain"
    TROUBLED = "troubled"


def tone_of(text: str, language: str) -> Tone:
    """Return how it sounds: by its words of feeling, a "not" before one turning it."""
    weight = _weight(text, _words(language))
    if weight == 0:
        return Tone.PLAIN
    return Tone.PLEASED if weight > 0 else Tone.TROUBLED


def _weight(text: str, words: dict[str, int]) -> int:
    weight, turned = 0, 0
    for token in _TOKEN.findall(plain_text(text)):
        if token in _ENDS or token in _ending():
            turned = 0
        elif token in _turning():
            turned = _REACH
        else:
            found = words.get(token, 0)
            weight += -found if turned else found
            turned = max(turned - 1, 0)
    return weight + _of_signs(text)


def _of_signs(text: str) -> int:
    return sum((sign in _PLEASED_SIGNS) - (sign in _TROUBLED_SIGNS) for sign in text)


@lru_cache(maxsize=2)
def _words(language: str) -> dict[str, int]:
    if language.startswith("es"):
        return _weights(tone_words.PLEASED_ES, tone_words.TROUBLED_ES)
    return _weights(tone_words.PLEASED_EN, tone_words.TROUBLED_EN)


def _weights(pleased: str, troubled: str) -> dict[str, int]:
    return dict.fromkeys(plain_text(pleased).split(), 1) | dict.fromkeys(plain_text(troubled).split(), -1)


@lru_cache(maxsize=1)
def _turning() -> frozenset[str]:
    return frozenset(tone_words.TURNING.split())


@lru_cache(maxsize=1)
def _ending() -> frozenset[str]:
    return frozenset(tone_words.ENDING.split())
