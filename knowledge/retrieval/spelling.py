"""Reads a mistyped word as the benefits word it was meant to be: "deductable" is "deductible".

Only a word that no document asked and no list of benefits words knows is looked at, and it is read as another only
if that one is near and is either a benefits word or a long word of the documents. Numbers, names of plans and short
words are never touched: there, one letter makes another thing of it.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from knowledge.text.spanish import spanish_terms
from knowledge.text.synonyms import known_words
from knowledge.text.terms import list_terms, stem, words_of_terms
from tenants.postgresql.statement import Statement
from tenants.postgresql.written import as_array, ask

SHORTEST, LONG = 5, 8  # letters: of a word that is looked at, and of one in which two mistakes are allowed
SHORTEST_OF_DOCUMENTS = 8  # among shorter words of documents too many stand near each other
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Right as they stand, though no document has them: without this "still" would be read as "skilled".
_EVERYDAY = frozenset(
    list_terms(
        "still while since until again never later today there these those would could should might where which worry "
        "thing think bring spend broke start doing other ahora siempre nunca hasta desde donde"
    )
)
# What questions are made of is no less likely meant than a benefits word as near ("how mutch" is not "how match"), and
# no document need have it.
_ASKING = {stem(word): word for word in ("much", "many", "which", "difference", "different")}
_SOUNDS = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        ("c(?=[ei])|z", "s"),
        ("v", "b"),
        ("g(?=[ei])", "j"),
        ("qu(?=[ei])", "k"),
        ("c(?!h)", "k"),
        ("ll", "y"),
        ("(?<!c)h", ""),
    )
)
_STANDS = """
    SELECT DISTINCT term FROM knowledge_posting WHERE term = ANY(%s) AND (version_id = ANY(%s::uuid[])) IS TRUE
"""
_NEAR = """
    SELECT DISTINCT term FROM knowledge_posting
    WHERE (version_id = ANY(%s::uuid[])) IS TRUE AND left(term, 1) = %s AND length(term) BETWEEN %s AND %s
        AND term !~ '[0-9]'
"""
_PASSAGE = """
    SELECT passage.text FROM knowledge_posting AS posting
    JOIN knowledge_passage AS passage ON passage.version_id = posting.version_id
    WHERE posting.term = %s AND posting.version_id = ANY(%s::uuid[])
        AND passage.ordinal = get_byte(posting.ordinals, 0) + 256 * get_byte(posting.ordinals, 1)
            + 65536 * get_byte(posting.ordinals, 2)
    LIMIT 1
"""


@dataclass(frozen=True)
class Reading:
    """A question as it is understood."""

    text: str
    corrected: tuple[tuple[str, str], ...] = ()  # each word as typed and as read


def read_spelling(question: str, version_ids: Sequence[UUID]) -> Reading:
    """Return the question with its mistyped words put right, as far as the documents of these versions tell."""
    unknown = _unknown_words(question, version_ids)
    read = {word: right for word in unknown if (right := _right_word(word, version_ids))}
    if not read:
        return Reading(question)
    text = _WORD.sub(lambda found: read.get(found[0], found[0]), question)
    return Reading(text, tuple(read.items()))


def _unknown_words(question: str, version_ids: Sequence[UUID]) -> list[str]:
    asked: dict[str, str] = {}
    for found in _WORD.finditer(question):
        word = found[0]
        is_name = word[0].isupper() and bool(_WORD.search(question[: found.start()]))
        # A capital that does not begin the question makes a name of a word.
        terms = list_terms(word)
        if (
            len(word) >= SHORTEST
            and len(terms) == 1
            and not is_name
            and terms[0] not in _EVERYDAY
            and terms[0] not in known_words()
            and terms[0] not in spanish_terms()
        ):
            asked[word] = terms[0]
    if not asked or not version_ids:
        return []
    standing = set(_column(_STANDS, [sorted(asked.values()), as_array(version_ids)]))
    return [word for word, term in asked.items() if term not in standing]


def _right_word(word: str, version_ids: Sequence[UUID]) -> str | None:
    (term,) = list_terms(word)
    allowed = 2 if len(word) >= LONG else 1
    asking = _nearest(term, _ASKING, 1)
    if asking:
        return _ASKING[asking]
    benefits_word = _nearest(term, known_words(), allowed)
    if benefits_word:
        return known_words()[benefits_word]
    if len(word) < SHORTEST_OF_DOCUMENTS:
        return None
    near = _column(_NEAR, [as_array(version_ids), term[0], len(term) - 1, len(term) + 1])
    found = _nearest(term, near, 1)
    return _as_written(found, version_ids) if found else None


def _nearest(term: str, others: Iterable[str], allowed: int) -> str | None:
    """Return the one other that so few mistakes make of the term; None if there is none, or two are equally near and
    neither sounds like it."""
    near: dict[int, set[str]] = {}
    for other in others:
        if other[0] == term[0] and abs(len(other) - len(term)) <= allowed:
            mistakes = count_mistakes(term, other)
            if mistakes <= allowed:
                near.setdefault(mistakes, set()).add(other)
    nearest = near[min(near)] if near else set()
    if len(nearest) > 1:
        nearest = {other for other in nearest if _sound(other) == _sound(term)}
    return next(iter(nearest)) if len(nearest) == 1 else None


def _sound(term: str) -> str:
    """Return how a Spanish word sounds, which is how it is misspelled: "vacasiones", "deducivle"."""
    for pattern, letter in _SOUNDS:
        term = pattern.sub(letter, term)
    return term


def _as_written(term: str, version_ids: Sequence[UUID]) -> str | None:
    for text in _column(_PASSAGE, [term, as_array(version_ids)]):
        return words_of_terms(text).get(term)
    return None


def _column(query: str, parameters: Collection[object]) -> list[str]:
    (rows,) = ask(Statement(query, tuple(parameters)))
    return [value for (value,) in rows]


@lru_cache(maxsize=20_000)
def count_mistakes(one: str, other: str) -> int:
    """Return how many letters are wrong, missing, too many, or exchanged with the next one."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, wanted in enumerate(other, start=1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != wanted))
            is_exchanged = row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted
            line.append(min(cost, before[column - 2] + 1) if is_exchanged else cost)
        before, above = above, line
    return above[-1]
