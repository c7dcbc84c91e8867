"""What a topic is called: the words that enough people used of it and few use of anything else (class-based TF-IDF)."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from math import log

MOST_TERMS = 8
NAMED_BY = 4
_SHORTEST = 2


def terms_of(
    people_by_word: Mapping[str, Set[object]], *, used_by: Mapping[str, int], questions: int, fewest: int
) -> list[str]:
    """Return the words that tell this topic from others, the most telling first, each used by enough people.

    `used_by`: how many of all `questions` have the word.
    """
    shared = {word: len(people) for word, people in people_by_word.items() if len(people) >= fewest}
    weights = {word: people * log(1 + questions / max(used_by.get(word, 0), 1)) for word, people in shared.items()}
    return sorted(weights, key=lambda word: (-weights[word], word))[:MOST_TERMS]


def people_by_word(texts: Sequence[tuple[object, str]], *, unless: Set[str]) -> dict[str, set[object]]:
    """Return who used each word, of pairs of a person and their words; never a number or one that is a name."""
    found: dict[str, set[object]] = {}
    for person, text in texts:
        for word in set(text.split()):
            if len(word) >= _SHORTEST and word not in unless and not word.isdigit():
                found.setdefault(word, set()).add(person)
    return found


def word_counts(texts: Sequence[str]) -> Counter[str]:
    return Counter(word for text in texts for word in set(text.split()))
