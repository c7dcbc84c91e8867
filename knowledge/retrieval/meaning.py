"""The vector leg of search: the passages nearest in meaning, asked of the index that answers for each version.

After a change of model or engine a version is found by its old vectors until it is indexed anew, so for a while
two indexes may answer one question. Their scores cannot be compared. Their places can: the n-th of an index that
holds half of the versions stands where the 2n-th of all would.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
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

    def __init__(
        self, question: str, documents: Sequence[FindableDocument], *, is_trial: bool = False, is_kept: bool = True
    ) -> None:
        places = _places(documents) if question else {}
        self._asked = [
            _Asked(place, served, _vector(question, place, is_trial=is_trial, is_kept=is_kept))
            for place, served in places.items()
        ]

    @contextmanager
    def under_way(self, limit: int) -> Iterator[Callable[[], ByMeaning]]:
        """Ask the index, beside what is done inside, for the nearest passages of the documents' `found_version`s. What
        is yielded waits for them.

        An embedding that is still on its way is waited for only then, and so are indexes of which there are two.
        Nothing else may be asked of the database inside.
        """
        with ExitStack() as sent:
            if len(self._asked) == 1 and self._asked[0].vector.is_at_hand:
                (asked,) = self._asked
                answers = [sent.enter_context(asked.under_way(limit))]
            else:
                answers = [asked.later(limit) for asked in self._asked]
            yield lambda: _merged([answer() for answer in answers], [len(asked.served) for asked in self._asked], limit)


@dataclass(frozen=True)
class _Asked:
    """One index that answers for some of the documents."""

    place: str
    served: Sequence[FindableDocument]
    vector: QuestionVector

    def later(self, limit: int) -> Callable[[], ByMeaning]:
        def answer() -> ByMeaning:
            with self.under_way(limit) as nearest:
                return nearest()

        return answer

    @contextmanager
    def under_way(self, limit: int) -> Iterator[Callable[[], ByMeaning]]:
        versions = [document.found_version for document in self.served]
        passages = sum(document.found_passages for document in self.served)
        with ExitStack() as sent:
            try:
                index, values = index_at(self.place), self.vector.values()
                asked = index.under_way(values, version_ids=versions, limit=limit, passages=passages)
                hits = sent.enter_context(asked)
            except (EmbeddingUnavailable, VectorIndexUnavailable) as trouble:
                nothing = self._down(trouble.reason)
                yield lambda: nothing
                return

            def answer() -> ByMeaning:
                try:
                    found = hits()
                    is_whole = holds_all(index, values, versions, found)
                except VectorIndexUnavailable as trouble:
                    return self._down(trouble.reason)
                if not is_whole:
                    log.warning("search_awaits_index", place=self.place)
                return ByMeaning(found, awaits_index=not is_whole)

            yield answer

    def _down(self, reason: str) -> ByMeaning:
        log.warning("search_by_words_alone", place=self.place, reason=reason)
        is_in_use = self.place == place_in_use()
        # The model before may be out of service for good: then the new index is what is missing.
        return ByMeaning(is_down=is_in_use, awaits_index=not is_in_use)


def _merged(answers: Sequence[ByMeaning], served: Sequence[int], limit: int) -> ByMeaning:
    """Return the nearest of several indexes, each of which answers for so many documents."""
    by_share = zip(answers, served, strict=True)
    places = [(place / share, hit) for answer, share in by_share for place, hit in enumerate(answer.hits, start=1)]
    places.sort(key=lambda one: one[0])
    return ByMeaning(
        hits=[hit for _, hit in places[:limit]],
        is_down=any(answer.is_down for answer in answers),
        awaits_index=any(answer.awaits_index for answer in answers),
    )


def _places(documents: Sequence[FindableDocument]) -> dict[str, list[FindableDocument]]:
    """Return them by the place that answers for them; one of which nothing is known is sought where all are."""
    places: dict[str, list[FindableDocument]] = defaultdict(list)
    for document in documents:
        places[document.found_served_by or place_in_use()].append(document)
    return places


def _vector(question: str, place: str, *, is_trial: bool, is_kept: bool) -> QuestionVector:
    return QuestionVector(question, model=place.partition("/")[2], is_trial=is_trial, is_kept=is_kept)
