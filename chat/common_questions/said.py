"""What a question says, taken apart: its words by their stems, what it wants to know, and what turns a sentence around
though search takes it for a little word (who covers whom, whose plan, "should", "not", "was").
"""

import re
from dataclasses import dataclass

from chat.household import SON
from chat.meaning import meaning_of, what_is_wanted
from chat.months import MONTHS
from chat.spoken_english import in_common_english
from chat.spoken_spanish import in_common_spanish
from knowledge.text.terms import list_terms, plain_text

# They tell when and how it is asked, and nothing of what.
_BESIDE = frozenset(
    list_terms(
        "monday tuesday wednesday thursday friday saturday sunday lunes martes miercoles jueves viernes sabado domingo "
        "today tomorrow yesterday tonight soon already recently later still ever hoy manana ayer pronto "
        "really actually please thanks thank hi hello hey wonder wondering curious know guess okay gracias hola favor "
        "now again right away got gives mine yall anything thing dan dar haber "
    )
) | frozenset(list_terms(" ".join(MONTHS)))
_KIN = r"(?:husband|wife|spouse|partner|parents?|mom|mother|dad|father|boyfriend|girlfriend|son|daughter|ex)'?s?"
# Each is a word of its own beside the terms. "Her" may be whose plan it is, or who is put on one's own.
_TURNS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("child", rf"\b{SON}(?!\w)"),
        ("of another", r"\b(?:he|she|they|him|her|them|his|hers|their|theirs|ella|ellos)\b"),
        (
            "onto theirs",
            rf"\b(?:join|on|onto|under|to|by) (?:his|her|their|my {_KIN}) (?:plan|insurance|coverage|job)\b",
        ),
        ("of kin's plan", rf"\b{_KIN} (?:plan|insurance|coverage)\b"),
        (
            "me",
            r"\b(?:cover|add|put|join|take|carry|drop)(?:s|ed|ing)? (?:me|us)\b|\bme (?:puede|pueden|cubre|cubren)\b",
        ),
        ("have to", r"\b(?:do|does|did) (?:i|we|he|she|they) (?:still )?have to\b|\btengo para\b"),
        ("past", r"\b(?:did|were|used to)\b"),
        ("advice", r"\bshould (?:i|we)\b(?! do\b)|\b(?:debo|deberia|deberiamos|conviene)\b"),
    )
)
# Nobody is less of a partner for it; what else is not said turns the question around.
_UNMARRIED = re.compile(r"\bnot (?:yet )?married\b|\bno (?:estamos|somos) casad[oa]s\b", re.IGNORECASE)
# Marks of `chat.meaning` that turn a question around.
_MARKS = frozenset(
    f"word {name}" for name in ("not", "without", "remove", "marriage", "divorce", "former", "first", "each other")
)


@dataclass(frozen=True)
class Said:
    text: str
    terms: frozenset[str]
    wanted: str  # in the words of `what_is_wanted`
    marks: frozenset[str]


def said_of(text: str) -> Said:
    plain = plain_text(text)
    turns = (name for name, pattern in _TURNS if pattern.search(plain))
    terms = frozenset((*list_terms(plain), *turns)) - _BESIDE
    return Said(plain, terms, what_is_wanted(text), meaning_of(text).marks & _MARKS)


def in_common_words(text: str, language: str) -> str:
    """Return a question as it is typed in the words that documents know."""
    text = in_common_english(in_common_spanish(text, language), language)
    return _UNMARRIED.sub("solteros" if language == "es" else "unmarried", text)
