"""What a text speaks of, by whatever names: "braces" is what a paper calls "orthodontia", and "ortodoncia" too."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from knowledge.text.spanish import in_english, longest_spanish_phrase
from knowledge.text.synonyms import longest_phrase, other_words
from knowledge.text.terms import list_terms

_BY_ANOTHER_NAME = 0.85  # a thing counts a little less


class Thing(NamedTuple):
    """Something by its name in the text, and by what else it is called; each a set of terms."""

    name: frozenset[str]
    others: frozenset[frozenset[str]] = frozenset()

    def share_in(self, words: frozenset[str]) -> float:
        if self.name <= words:
            return 1.0
        return _BY_ANOTHER_NAME if any(name <= words for name in self.others) else 0.0


# "Non-birth parents" are no birth parents, and "non-preferred" is not preferred.
_NON = re.compile(r"\bnon[- ](?=[a-z])", re.I)
# Markers, and what is short for a little word: "you've", "isn't".
_NO_WORDS = re.compile(r"\[\d{1,3}\]|['’](?:ve|re|ll|d|m)\b|\b[a-z]+n['’]t\b|\bunder(?= (?:the |an? )?[a-z]{4})", re.I)
_LITTLE = frozenset(
    list_terms(
        "pay pays paid cost costs get gets got have has day days week weeks month months year years percent dollars "
        "plan plans cover covered covers coverage benefit benefits amount company you your yours each per every must "
        "may can will would should date within least most more less than over up make makes take takes give gives "
        "receive receives offer offers provide provides use uses put puts set said says equal see above below "
        "before after also yes "
        "employee employees everyone everybody anyone anybody people person member members "
        "fully completely cannot cant well while monthly weekly yearly annually "
        "no not only still all both any other total always never about once one two three copay coinsurance "
        "paga cuesta dias semanas meses anos por ciento dolares usted tiene puede debe si ambos cada todos"
    )
)


# What one does, by its other names; papers and people have each their own.
_DEEDS = """
borrow loan | join enroll | quit resign leave | buy purchase | pick choose select elect decide | finish complete
start begin | end stop terminate | submit upload | ask request | illness sickness sick | injury accident
raise increase | cut reduce | gas gasoline fuel | taxed taxable tax | kid child children | spouse husband wife
girlfriend boyfriend partner
"""
_OTHER_DEEDS: dict[str, frozenset[frozenset[str]]] = {
    term: frozenset(frozenset(list_terms(other)) for other in group.split() if other != word)
    for line in _DEEDS.strip().splitlines()
    for group in line.split("|")
    for word in group.split()
    for term in list_terms(word)[:1]
}


def known_by_name(things: Iterable[Thing], words: frozenset[str]) -> tuple[Thing, ...]:
    """Return the things, those that a source calls by the same name by that name alone: "parking" is then no "
    "transit."""
    return tuple(Thing(thing.name) if thing.name <= words else thing for thing in things)


@lru_cache(maxsize=4_000)
def words_in(text: str) -> frozenset[str]:
    """Return the terms of the text, those of Spanish words in English too."""
    terms = _terms(text)
    longest = longest_spanish_phrase()
    english = (
        name
        for at in range(len(terms))
        for size in range(1, min(longest, len(terms) - at) + 1)
        for name in in_english(terms[at : at + size])
    )
    return frozenset((*terms, *(term for name in english for term in name)))


@lru_cache(maxsize=4_000)
def things_in(text: str) -> tuple[Thing, ...]:
    """Return what the text speaks of in its order, but for words that say little in any text on benefits."""
    terms = _terms(text)
    longest = max(longest_phrase(), longest_spanish_phrase())
    found, at = [], 0
    while at < len(terms):
        sizes = range(min(longest, len(terms) - at), 1, -1)
        size = next((size for size in sizes if _other_names(terms[at : at + size])), 1)
        phrase = terms[at : at + size]
        if size > 1 or not (phrase[0] in _LITTLE or not phrase[0].strip("0123456789.")):
            others = frozenset(map(frozenset, _other_names(phrase))) - {frozenset()}
            found.append(
                Thing(frozenset(phrase), others | _OTHER_DEEDS.get(phrase[0] if size == 1 else "", frozenset()))
            )
        at += size
    return tuple(dict.fromkeys(found))


def _terms(text: str) -> tuple[str, ...]:
    return tuple(list_terms(_NON.sub("non", _NO_WORDS.sub("", text.replace("\0", " ")))))


@lru_cache(maxsize=10_000)
def _other_names(phrase: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    english = in_english(phrase)
    return frozenset().union(other_words(phrase), english, *map(other_words, english))
