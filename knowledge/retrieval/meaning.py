"""The vector leg of search: the passages nearest in meaning, asked of the index that answers for each version.

After a change of model or engine a version is found by its old vectors until it is indexed anew, so for a while
two indexes may answer one question. Their scores cannot be compared. Their places can: the n-th of an index that
holds half of the versions stands where the 2n-th of all would.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from knowledge.embeddings.embedding import EmbeddingUnavailable
from knowledge.embeddings.embedding_cache import QuestionVector
from knowledge.retrieval.coverage import holds_all
from knowledge.retrieval.findable_document import FindableDocument
from knowledge.vectors import VectorHit, VectorIndexUnavailable, index_at, place_in_use

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class ByMeaning:
    """What was found, the nearest first; and why not everything could be, if so."""

    hits: Sequence[VectorHit] = ()
    is_down: bool = False
    awaits_index: bool = False


class Meaning:
    """A question on its way to the indexes: its embedding begins when this is made, beside what is done meanwhile.

    Over a network that is the longest part of a search by far, and the other leg's work goes on in its shadow.
    """

    def __init__(self, question: str, documents: Sequence[FindableDocument], *, is_trial: bool = False) -> None:
        places = _places(documents) if question else {}
        self._asked = [(place, served, _vector(question, place, is_trial)) for place, served in places.items()]

    def nearest(self, limit: int) -> ByMeaning:
        """Return the nearest passages of the documents' `found_version`s, and whether every one could be asked."""
        answers = [(_ask(*asked, limit), len(asked[1])) for asked in self._asked]
        merged = [(place / share, hit) for answer, share in answers for place, hit in enumerate(answer.hits, start=1)]
        merged.sort(key=lambda one: one[0])
        return ByMeaning(
            hits=[hit for _, hit in merged[:limit]],
            is_down=any(answer.is_down for answer, _ in answers),
            awaits_index=any(answer.awaits_index for answer, _ in answers),
        )


def _places(documents: Sequence[FindableDocument]) -> dict[str, list[FindableDocument]]:
    """Return them by the place that answers for them; one of which nothing is known is sought where all are."""
    places: dict[str, list[FindableDocument]] = defaultdict(list)
    for document in documents:
        places[document.found_served_by or place_in_use()].append(document)
    return places


def _vector(question: str, place: str, is_trial: bool) -> QuestionVector:
    return QuestionVector(question, model=place.partition("/")[2], is_trial=is_trial)


def _ask(place: str, served: Sequence[FindableDocument], vector: QuestionVector, limit: int) -> ByMeaning:
    is_in_use = place == place_in_use()
    versions = [document.found_version for document in served]
    passages = sum(document.found_passages for document in served)
    try:
        index = index_at(place)
        values = vector.values()
        hits = index.query(values, version_ids=versions, limit=limit, passages=passages)
        is_whole = holds_all(index, values, versions, hits)
    except (EmbeddingUnavailable, VectorIndexUnavailable) as trouble:
        log.warning("search_by_words_alone", place=place, reason=trouble.reason)
        # The model before may be out of service for good: then the new index is what is missing.
        return ByMeaning(is_down=is_in_use, awaits_index=not is_in_use)
    if not is_whole:
        log.warning("search_awaits_index", place=place)
    return ByMeaning(hits, awaits_index=not is_whole)
