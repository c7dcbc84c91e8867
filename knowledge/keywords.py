"""The keyword leg of search: BM25 over the postings of the versions asked, exact, whatever their number.

A posting packs two columns of equal length: `ordinals` as little-endian 32-bit numbers, `frequencies` as
16-bit ones. The empty term lists every passage of its version with its number of terms. Document frequencies
are counted over the versions asked, so a passage nobody may see never weighs on what somebody finds.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from django.db import connection

from knowledge.synonyms import Phrase, longest_phrase, other_words
from knowledge.terms import list_terms, words_of_terms

K1, B = 1.2, 0.75
OTHER_WORDS_WEIGHT = 0.3
# Words of the questions before, the last one's; of the one before that so much less again.
EARLIER_WEIGHT, EARLIER_FADING = 0.35, 0.6
EARLIER_QUESTIONS = 2
# What a passage lacks of the question counts so much if the passage before or behind it has it.
NEIGHBOUR_WEIGHT = 0.4
EVERY_PASSAGE = ""
_ORDINAL, _FREQUENCY = np.dtype("<u4"), np.dtype("<u2")
_MOST = np.iinfo(_FREQUENCY).max
# IS TRUE keeps the versions out of the index search: by terms alone PostgreSQL reads some hundred rows, while terms
# times versions look so many to its planner that it would rather read the whole table.
# As text: to hash and compare hundreds of UUIDs takes Python longer than all else that is done with them.
_READ = """
    SELECT version_id::text, term, ordinals, frequencies FROM knowledge_posting
    WHERE term = ANY(%s) AND (version_id = ANY(%s::uuid[])) IS TRUE
"""
_Entry = tuple[int, bytes, bytes]  # place of the version among those asked, ordinals, frequencies


@dataclass(frozen=True)
class Concept:
    """One thing the question asks for, and what else it may be called."""

    name: str  # as the question has it
    own: Phrase  # the question's word; empty for several of its words, which are concepts of their own
    others: frozenset[Phrase] = frozenset()
    weight: float = 1.0  # less for what was only asked before

    @property
    def is_asked(self) -> bool:
        return self.weight == 1

    @property
    def is_word(self) -> bool:
        return bool(self.own) and self.is_asked


@dataclass(frozen=True)
class KeywordHit:
    version_id: UUID
    ordinal: int
    score: float
    matched: tuple[str, ...]  # names of concepts, the weightiest first
    coverage: float  # share of the question the passage holds, rare words counting more; 0 to 1


@dataclass(frozen=True)
class Columns:
    """One posting, packed: where a term stands, and how often in each place."""

    term: str
    ordinals: bytes
    frequencies: bytes


def make_postings(counts_by_ordinal: Mapping[int, Counter[str]]) -> Iterator[Columns]:
    """Yield the postings of a version whose passages hold these terms."""
    columns: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for ordinal, counts in sorted(counts_by_ordinal.items()):
        columns[EVERY_PASSAGE].append((ordinal, sum(counts.values())))
        for term, count in counts.items():
            columns[term].append((ordinal, count))
    # All terms' columns are packed as one and cut then: most terms stand in one place alone.
    entries = np.array([entry for of_term in columns.values() for entry in of_term]).reshape(-1, 2)
    ordinals = entries[:, 0].astype(_ORDINAL).tobytes()
    frequencies = np.minimum(entries[:, 1], _MOST).astype(_FREQUENCY).tobytes()
    start = 0
    for term, of_term in columns.items():
        end = start + len(of_term)
        yield Columns(
            term=term,
            ordinals=ordinals[start * _ORDINAL.itemsize : end * _ORDINAL.itemsize],
            frequencies=frequencies[start * _FREQUENCY.itemsize : end * _FREQUENCY.itemsize],
        )
        start = end


def understand(question: str, earlier: Sequence[str] = ()) -> list[Concept]:
    """Return what the question asks for, each word with the other words for it.

    `earlier` are the questions before it, oldest first. Their words tell what the talk is about, so they count a
    little: "And for my spouse?" is then asked of dental cover, if that was the question before.
    """
    terms = list_terms(question)
    shown = words_of_terms(question)
    concepts = {term: Concept(shown[term], (term,), frozenset(other_words((term,)))) for term in terms}
    for size in range(2, longest_phrase() + 1):
        for start in range(len(terms) - size + 1):
            phrase = tuple(terms[start : start + size])
            others = other_words(phrase)
            if others:
                # The words of the phrase count for themselves already; this adds its other names.
                name = " ".join(shown[term] for term in phrase)
                concepts[name] = Concept(name, (), frozenset(others))
    return [*concepts.values(), *_asked_before(earlier, known=set(terms))]


def _asked_before(earlier: Sequence[str], *, known: set[str]) -> Iterator[Concept]:
    for back, question in enumerate(reversed(earlier[-EARLIER_QUESTIONS:])):
        shown = words_of_terms(question)
        for term in dict.fromkeys(list_terms(question)):
            if term not in known:
                known.add(term)
                yield Concept(shown[term], (term,), weight=EARLIER_WEIGHT * EARLIER_FADING**back)


def find_by_words(concepts: Sequence[Concept], *, version_ids: Sequence[UUID], limit: int) -> list[KeywordHit]:
    """Return the passages that hold the concepts, best first; equals stand in the order of their versions given."""
    if not concepts or not version_ids:
        return []
    phrases = {phrase for concept in concepts for phrase in (concept.own, *concept.others)}
    table = _Table(version_ids, {term for phrase in phrases for term in phrase})
    if not table.size:
        return []
    own, scores, parts = np.zeros(table.size), np.zeros(table.size), []
    for concept in concepts:
        part = table.score(concept)
        own += part.scores
        scores += np.maximum(part.scores, NEIGHBOUR_WEIGHT * table.beside(part.scores))
        parts.append(part)
    # What holds nothing of the question itself is not found for its neighbours' sake.
    scores[own == 0] = 0
    return table.hits(_best(scores, limit), scores, parts)


@dataclass(frozen=True)
class _Part:
    """What one concept gives to each position."""

    concept: Concept
    rarity: float
    scores: np.ndarray


class _Table:
    """The postings asked for, with every passage of every version on one line of positions."""

    def __init__(self, version_ids: Sequence[UUID], terms: set[str]) -> None:
        rows = _read(version_ids, terms)
        counted = sorted(rows.pop(EVERY_PASSAGE, ()))
        self._versions = [version_ids[place] for place, *_ in counted]
        # Ordinals are stored in order, so the last one tells how many places the version takes.
        sizes = [int.from_bytes(ordinals[-4:], "little") + 1 for _, ordinals, _ in counted]
        self._starts = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
        self.size = int(self._starts[-1])
        self._start_of = dict(zip((place for place, *_ in counted), self._starts.tolist(), strict=False))
        lengths = self._column(counted)
        self._passages = max(1, int(np.count_nonzero(lengths)))
        mean = max(1.0, float(lengths.sum()) / self._passages)
        self._norms = K1 * (1 - B + B * lengths / mean)
        self._frequencies = {term: self._column(entries) for term, entries in rows.items()}

    def score(self, concept: Concept) -> _Part:
        """Return BM25 of the concept for every position."""
        own = self._count([concept.own] if concept.own else [])
        others = self._count(concept.others)
        frequency = np.maximum(own, OTHER_WORDS_WEIGHT * others)
        # The question's own word tells how rare it is: it does not become common because another word for it is.
        holding = int(np.count_nonzero(own) or np.count_nonzero(others))
        rarity = float(np.log(1 + (self._passages - holding + 0.5) / (holding + 0.5)))
        scores = concept.weight * rarity * frequency * (K1 + 1) / (frequency + self._norms)
        return _Part(concept, rarity, scores)

    def beside(self, scores: np.ndarray) -> np.ndarray:
        """Return for each position the higher one of its two neighbours' scores, within the version."""
        before, behind = np.zeros(self.size), np.zeros(self.size)
        before[1:], behind[:-1] = scores[:-1], scores[1:]
        before[self._starts[:-1]] = 0
        behind[self._starts[1:] - 1] = 0
        return np.maximum(before, behind)

    def hits(self, positions: Sequence[int], scores: np.ndarray, parts: Sequence[_Part]) -> list[KeywordHit]:
        """Return the hits at these positions, in their order."""
        given = np.array([part.scores[positions] for part in parts])
        weightiest_first = np.argsort(-given, axis=0, kind="stable")
        indexes = np.searchsorted(self._starts, positions, side="right") - 1
        asked = sum(part.rarity for part in parts if part.concept.is_word)
        hits = []
        for number, (position, index) in enumerate(zip(positions, indexes.tolist(), strict=True)):
            held = [parts[at] for at in weightiest_first[: np.count_nonzero(given[:, number]), number].tolist()]
            hits.append(
                KeywordHit(
                    version_id=self._versions[index],
                    ordinal=position - int(self._starts[index]),
                    score=float(scores[position]),
                    matched=tuple(part.concept.name for part in held if part.concept.is_asked),
                    coverage=sum(part.rarity for part in held if part.concept.is_word) / asked if asked else 0.0,
                )
            )
        return hits

    def _count(self, phrases: Iterable[Phrase]) -> np.ndarray:
        """Return how often one of the phrases stands in each position: the one that stands there most."""
        most = np.zeros(self.size)
        for phrase in phrases:
            columns = [self._frequencies.get(term) for term in phrase]
            if all(column is not None for column in columns):
                most = np.maximum(most, np.minimum.reduce(columns))
        return most

    def _column(self, entries: Sequence[_Entry]) -> np.ndarray:
        """Return one number for each position, 0 where the term does not stand."""
        column = np.zeros(self.size)
        known = [entry for entry in entries if entry[0] in self._start_of]
        counts = [len(ordinals) // _ORDINAL.itemsize for _, ordinals, _ in known]
        starts = np.repeat([self._start_of[place] for place, _, _ in known], counts).astype(np.int64)
        ordinals = np.frombuffer(b"".join(ordinals for _, ordinals, _ in known), _ORDINAL)
        column[starts + ordinals] = np.frombuffer(b"".join(numbers for _, _, numbers in known), _FREQUENCY)
        return column


def _read(version_ids: Sequence[UUID], terms: set[str]) -> dict[str, list[_Entry]]:
    """Return the packed postings of each term."""
    rows: dict[str, list[_Entry]] = defaultdict(list)
    places = {str(version_id): place for place, version_id in enumerate(version_ids)}
    with connection.cursor() as cursor:
        cursor.execute(_READ, [[EVERY_PASSAGE, *sorted(terms)], list(places)])
        for version_id, term, ordinals, frequencies in cursor.fetchall():
            rows[term].append((places[version_id], ordinals, frequencies))
    return rows


def _best(scores: np.ndarray, limit: int) -> list[int]:
    """Return the positions with the highest scores above 0; equals in the order of their positions."""
    found = np.flatnonzero(scores)
    if len(found) > limit:
        least = np.partition(scores[found], len(found) - limit)[len(found) - limit]
        found = found[scores[found] >= least]
    return found[np.lexsort((found, -scores[found]))][:limit].tolist()
