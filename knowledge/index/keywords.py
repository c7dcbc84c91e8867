"""The keyword leg of search: BM25 over the postings of the versions asked, exact, whatever their number.

Document frequencies are counted over the versions asked, so a passage nobody may see never weighs on what somebody
finds. The weightiest things asked for are scored in every passage. What the others can add is bounded, so they are
scored only where it could still make one of the best: nothing is found otherwise than by scoring everything everywhere.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from knowledge.index.postings import Postings
from knowledge.text.spanish import in_english, longest_spanish_phrase, may_be_spanish
from knowledge.text.synonyms import Phrase, longest_phrase, other_words
from knowledge.text.terms import list_terms, words_of_terms

K1, B = 1.2, 0.75
OTHER_WORDS_WEIGHT = 0.3
# Words of the questions before, the last one's; of the one before that so much less again.
EARLIER_WEIGHT, EARLIER_FADING = 0.35, 0.6
EARLIER_QUESTIONS = 2
# What a passage lacks of the question counts so much if the passage before or behind it has it.
NEIGHBOUR_WEIGHT = 0.4
# Among more than this share of all passages nothing is gained by scoring the rest of the question there alone.
FEW = 0.1
# Sums of the same numbers in another order differ by less.
_ROUNDING = 1e-9


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


def understand(question: str, earlier: Sequence[str] = ()) -> list[Concept]:
    """Return what the question asks for, each word with the other words for it.

    `earlier` are the questions before it, oldest first. Their words tell what the talk is about, so they count a
    little: "And for my spouse?" is then asked of dental cover, if that was the question before.
    """
    terms = list_terms(question)
    shown = words_of_terms(question)
    is_spanish = may_be_spanish(question)
    concepts = {term: Concept(shown[term], (term,), _other_names((term,), is_spanish=is_spanish)) for term in terms}
    for size in range(2, max(longest_phrase(), longest_spanish_phrase()) + 1):
        for start in range(len(terms) - size + 1):
            phrase = tuple(terms[start : start + size])
            others = _other_names(phrase, is_spanish=is_spanish)
            if others:
                # The words of the phrase count for themselves already; this adds its other names.
                name = " ".join(shown[term] for term in phrase)
                concepts[name] = Concept(name, (), others)
    return [*concepts.values(), *_asked_before(earlier, known=set(terms))]


def _other_names(phrase: Phrase, *, is_spanish: bool) -> frozenset[Phrase]:
    """Return what else it is called; of a Spanish phrase also what it is in English, and what that is called."""
    english = in_english(phrase) - {()} if is_spanish else frozenset()
    return english.union(other_words(phrase), *map(other_words, english)) - {phrase}


def _asked_before(earlier: Sequence[str], *, known: set[str]) -> Iterator[Concept]:
    for back, question in enumerate(reversed(earlier[-EARLIER_QUESTIONS:])):
        shown = words_of_terms(question)
        for term in dict.fromkeys(list_terms(question)):
            if term not in known:
                known.add(term)
                yield Concept(shown[term], (term,), weight=EARLIER_WEIGHT * EARLIER_FADING**back)


def find_by_words(concepts: Sequence[Concept], *, version_ids: Sequence[UUID], limit: int) -> list[KeywordHit]:
    """Return the passages that hold the concepts, best first; equals stand in the order of their versions given."""
    return score_words(concepts, read_words(concepts, version_ids), limit=limit)


def read_words(concepts: Sequence[Concept], version_ids: Sequence[UUID]) -> Postings | None:
    """Return where the words of the concepts stand; None if there is nothing to look for."""
    if not concepts or not version_ids:
        return None
    phrases = {phrase for concept in concepts for phrase in (concept.own, *concept.others)}
    return Postings(version_ids, {term for phrase in phrases for term in phrase})


def score_words(concepts: Sequence[Concept], postings: Postings | None, *, limit: int) -> list[KeywordHit]:
    """Return what `find_by_words` finds; asks nothing of the database."""
    if postings is None:
        return []
    table = _Table(postings)
    wanted = [table.part(concept) for concept in concepts]
    parts = [part for part in wanted if part.most]
    if not parts:
        return []
    positions = _may_be_best(table, parts, limit)
    own, with_neighbours = table.scores_at(positions, parts)
    scores = np.zeros(len(positions))
    for gained in with_neighbours:
        scores += gained
    # What holds nothing of the question itself is not found for its neighbours' sake.
    scores[~own.any(axis=0)] = 0
    best = _best(scores, limit)
    places = postings.places(positions[best])
    # What no passage has is missing in each of them all the same.
    asked = sum(part.rarity for part in wanted if part.concept.is_word)
    return _hits(places, scores[best].tolist(), own[:, best], parts, asked=asked)


@dataclass(frozen=True)
class _Part:
    """How often each position has the words of one concept, and how much that counts."""

    concept: Concept
    rarity: float
    own: np.ndarray | None  # None: nowhere
    others: np.ndarray | None

    @property
    def most(self) -> float:
        """More than it gives to any passage; 0 if no passage has it."""
        is_held = self.own is not None or self.others is not None
        return self.concept.weight * self.rarity * (K1 + 1) if is_held else 0.0


class _Table:
    """BM25 of what is asked for."""

    def __init__(self, postings: Postings) -> None:
        self.postings = postings
        lengths = postings.lengths.astype(np.float64)
        self._passages = max(1, _holding(lengths))
        mean = max(1.0, float(lengths.sum()) / self._passages)
        self._norms = K1 * (1 - B + B * lengths / mean)

    def part(self, concept: Concept) -> _Part:
        own = self._count([concept.own] if concept.own else [])
        others = self._count(concept.others)
        # The question's own word tells how rare it is: it does not become common because another word for it is.
        holding = _holding(own) or _holding(others)
        rarity = float(np.log(1 + (self._passages - holding + 0.5) / (holding + 0.5)))
        return _Part(concept, rarity, own, others)

    def scores(self, part: _Part, positions: np.ndarray | slice = slice(None)) -> np.ndarray:
        """Return BM25 of the part in these positions, or in all."""
        norms = self._norms[positions]
        frequency = np.zeros(len(norms)) if part.own is None else part.own[positions].astype(np.float64)
        if part.others is not None:
            np.maximum(frequency, OTHER_WORDS_WEIGHT * part.others[positions], out=frequency)
        return part.concept.weight * part.rarity * frequency * (K1 + 1) / (frequency + norms)

    def with_neighbours(self, scores: np.ndarray) -> np.ndarray:
        """Return for all positions their scores, or what their neighbours within the version lend them, if more."""
        first, last = self.postings.edges
        gained, lent = scores.copy(), NEIGHBOUR_WEIGHT * scores
        of_last, lent[last] = lent[last], 0
        np.maximum(gained[1:], lent[:-1], out=gained[1:])
        lent[last], lent[first] = of_last, 0
        np.maximum(gained[:-1], lent[1:], out=gained[:-1])
        return gained

    def scores_at(self, positions: np.ndarray, parts: Sequence[_Part]) -> tuple[np.ndarray, np.ndarray]:
        """Return for each part and each of these positions its score, and the score with its neighbours."""
        is_first, is_last = self.postings.are_edges(positions)
        before, behind = np.where(is_first, positions, positions - 1), np.where(is_last, positions, positions + 1)
        scores = np.array([self.scores(part, np.concatenate((before, positions, behind))) for part in parts])
        before, own, behind = np.split(scores, 3, axis=1)
        lent = np.maximum(np.where(is_first, 0, before), np.where(is_last, 0, behind))
        return own, np.maximum(own, NEIGHBOUR_WEIGHT * lent)

    def _count(self, phrases: Iterable[Phrase]) -> np.ndarray | None:
        """Return how often one of the phrases stands in each position: the one that stands there most."""
        most = None
        for phrase in phrases:
            columns = [self.postings.counts(term) for term in phrase]
            if all(column is not None for column in columns):
                held = np.minimum.reduce(columns)
                most = held if most is None else np.maximum(most, held)
        return most


def _may_be_best(table: _Table, parts: Sequence[_Part], limit: int) -> np.ndarray:
    """Return the positions that can be among the best, and some more: no other can."""
    gained, is_held = np.zeros(table.postings.size), np.zeros(table.postings.size, bool)
    weightiest_first = sorted(parts, key=lambda part: part.most, reverse=True)
    left = sum(part.most for part in parts)
    for part in weightiest_first:
        scores = table.scores(part)
        is_held |= scores > 0
        gained += table.with_neighbours(scores)
        left -= part.most
        if gained.max() <= left:
            continue
        least = _least_of_best(gained[is_held], limit) - left - _ROUNDING
        if least > 0:
            positions = np.flatnonzero(gained >= least)
            if len(positions) <= FEW * table.postings.size:
                return positions
    return np.flatnonzero(is_held)


def _least_of_best(scores: np.ndarray, limit: int) -> float:
    """Return the lowest of the best scores; 0 if there are not so many."""
    return float(np.partition(scores, len(scores) - limit)[len(scores) - limit]) if len(scores) > limit else 0.0


def _best(scores: np.ndarray, limit: int) -> np.ndarray:
    """Return the places of the highest scores above 0; equals in their order."""
    found = np.flatnonzero(scores)
    found = found[scores[found] >= _least_of_best(scores[found], limit)]
    return found[np.lexsort((found, -scores[found]))][:limit]


def _holding(counts: np.ndarray | None) -> int:
    return 0 if counts is None else int(np.count_nonzero(counts))


def _hits(
    places: Sequence[tuple[UUID, int]],
    scores: Sequence[float],
    given: np.ndarray,
    parts: Sequence[_Part],
    *,
    asked: float,
) -> list[KeywordHit]:
    """Return the hits at these places; `given` is what each part gives to each, `asked` the rarity of all words."""
    weightiest_first = np.argsort(-given, axis=0, kind="stable").T.tolist()
    counts = np.count_nonzero(given, axis=0).tolist()
    names = [part.concept.name if part.concept.is_asked else "" for part in parts]
    rarities = [part.rarity if part.concept.is_word else 0.0 for part in parts]
    hits = []
    for (version_id, ordinal), score, order, count in zip(places, scores, weightiest_first, counts, strict=True):
        held = order[:count]
        matched = tuple(names[at] for at in held if names[at])
        coverage = sum(rarities[at] for at in held) / asked if asked else 0.0
        hits.append(KeywordHit(version_id, ordinal, score, matched, coverage))
    return hits
