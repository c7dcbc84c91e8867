"""Search by words against BM25 reckoned by hand, passage by passage."""

import random
from collections import Counter
from collections.abc import Sequence
from math import log
from uuid import UUID

import pytest

from accounts.audience import ANYBODY
from knowledge.index.keywords import K1, NEIGHBOUR_WEIGHT, OTHER_WORDS_WEIGHT, B, Concept, find_by_words, understand
from knowledge.index.postings import NewPostings, Postings
from knowledge.models import Document, KnowledgeBase, Posting
from knowledge.retrieval.search import search
from knowledge.text.terms import count_terms
from tests.knowledge.conftest import make_version
from tests.knowledge.test_search import DAY

Versions = dict[UUID, list[Counter[str]]]
# Some stand in nearly every passage, most in a few: as in language.
FREQUENT = """
plan deductible copay network emergency room dental vision claim pharmacy hospital leave vacation spouse child
"""
RARE = """
kennel parrot zebra alpaca walrus otter badger heron lizard gecko turtle raven magpie salmon trout
"""
WORDS = [*FREQUENT.split(), *RARE.split()]


@pytest.mark.parametrize(
    "question",
    [
        "zebra kennel",
        "What is the plan deductible for a walrus in the network?",
        "er copay",
        "plan",
        "emergency room visit of my spouse at the hospital with a parrot and an otter",
        "magpie unicorn",
        "plan deductible copay network emergency room dental",
        "unicorn",
    ],
)
def test_the_best_are_those_that_scoring_everything_everywhere_finds(in_acme, question: str) -> None:
    versions = _write_versions(random.Random(7), counts=(700, 1, 900, 400))
    concepts = understand(question, ["the salmon claim", "vacation"])

    found = find_by_words(concepts, version_ids=list(versions), limit=25)

    expected = _by_hand(concepts, versions)[:25]
    assert [(hit.version_id, hit.ordinal) for hit in found] == [place for place, _ in expected]
    assert [hit.score for hit in found] == pytest.approx([score for _, score in expected])


def test_a_word_that_no_passage_has_is_missing_in_each_of_them(in_acme, index_document) -> None:
    index_document("Guide", ["The kennel opens at nine."])

    (both,) = search("kennel opens", day=DAY, audience=ANYBODY, limit=8).hits
    (one,) = search("kennel xylophones", day=DAY, audience=ANYBODY, limit=8).hits

    assert both.why.coverage == 1
    assert one.why.matched == ("kennel",)
    assert one.why.coverage < 0.5


def test_versions_stand_in_the_order_in_which_they_are_asked_for(in_acme) -> None:
    versions = _write_versions(random.Random(3), counts=(4, 2, 3))
    backwards = list(reversed(versions))

    postings = Postings(backwards, {"plan"})

    assert postings.size == 9
    assert postings.places(postings.edges[0]) == [(version, 0) for version in backwards]
    assert [ordinal for _, ordinal in postings.places(postings.edges[1])] == [2, 1, 3]
    held = [counts["plan"] for version in backwards for counts in versions[version]]
    assert postings.counts("plan").tolist() == held
    assert postings.counts("unicorn") is None


def _write_versions(chance: random.Random, *, counts: Sequence[int]) -> Versions:
    weights = [1 / (place + 1) for place in range(len(WORDS))]
    base = KnowledgeBase.objects.create(name="Words")
    versions: Versions = {}
    for count in counts:
        texts = [" ".join(chance.choices(WORDS, weights, k=chance.randint(3, 40))) for _ in range(count)]
        document = Document.objects.create(knowledge_base=base, title=f"Document {count}")
        version = make_version(document, status="ready").pk
        passages = [count_terms(text) for text in texts]
        packed = NewPostings()
        for ordinal, passage in enumerate(passages):
            packed.add(ordinal, passage)
        Posting.objects.bulk_create(
            Posting(version_id=version, term=one.term, ordinals=one.ordinals, frequencies=one.frequencies)
            for one in packed.columns()
        )
        versions[version] = passages
    return versions


def _by_hand(concepts: Sequence[Concept], versions: Versions) -> list[tuple[tuple[UUID, int], float]]:
    """Return every passage that holds something of the question with its score, best first."""
    everything = [counts for passages in versions.values() for counts in passages]
    mean = sum(counts.total() for counts in everything) / len(everything)
    rarities = [_rarity(concept, everything) for concept in concepts]

    def give(counts: Counter[str]) -> list[float]:
        norm = K1 * (1 - B + B * counts.total() / mean)
        often = [max(_own(concept, counts), OTHER_WORDS_WEIGHT * _others(concept, counts)) for concept in concepts]
        return [
            concept.weight * rarity * frequency * (K1 + 1) / (frequency + norm)
            for concept, rarity, frequency in zip(concepts, rarities, often, strict=True)
        ]

    scored = []
    for version, passages in versions.items():
        given = [give(counts) for counts in passages]
        nothing = [0.0] * len(concepts)
        for ordinal, own in enumerate(given):
            before = given[ordinal - 1] if ordinal else nothing
            behind = given[ordinal + 1] if ordinal + 1 < len(given) else nothing
            lent = [NEIGHBOUR_WEIGHT * max(pair) for pair in zip(before, behind, strict=True)]
            if any(own):
                scored.append(((version, ordinal), sum(map(max, own, lent))))
    return sorted(scored, key=lambda one: -one[1])  # equals stay in their order


def _rarity(concept: Concept, everything: Sequence[Counter[str]]) -> float:
    holding = sum(_own(concept, counts) > 0 for counts in everything)
    holding = holding or sum(_others(concept, counts) > 0 for counts in everything)
    return log(1 + (len(everything) - holding + 0.5) / (holding + 0.5))


def _own(concept: Concept, counts: Counter[str]) -> int:
    return min((counts[term] for term in concept.own), default=0)


def _others(concept: Concept, counts: Counter[str]) -> int:
    return max((min(counts[term] for term in phrase) for phrase in concept.others), default=0)
