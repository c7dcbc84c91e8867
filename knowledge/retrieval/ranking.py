"""The order of what was found: one score from both legs, a second look if it is set, and what belongs together.

The legs' ranks are fused (RRF). The words decide where the question's words stand; the less of them stands
anywhere, the more meaning weighs.
"""

from collections.abc import Sequence

from django.conf import settings

from knowledge.index.passages import indexed_text
from knowledge.models import Passage
from knowledge.retrieval import rerank
from knowledge.retrieval.candidates import Candidate
from knowledge.retrieval.years_in_question import YearWish

RRF_K = 10
RERANKED = 30  # passages that a second look is given
COVERAGE_SHARE = 0.25  # of a score, given as far as the passage holds the question
JOINED_TOKENS = 2 * settings.PASSAGE_TOKENS
KEYWORD_WEIGHT = 1.0
# What is written for the asker's own class, state or hours stands before what is written for everyone.
OWN_PEOPLE_WEIGHT = 1.15
# Where one passage holds the whole question, and where none holds anything of it.
LEAST_VECTOR_WEIGHT, MOST_VECTOR_WEIGHT = 0.1, 0.8


def rank(candidates: Sequence[Candidate], wish: YearWish) -> list[Candidate]:
    held = max((candidate.coverage for candidate in candidates), default=0.0)
    vector_weight = MOST_VECTOR_WEIGHT - held * (MOST_VECTOR_WEIGHT - LEAST_VECTOR_WEIGHT)
    scored = []
    for candidate in candidates:
        year_weight = wish.weight(candidate.document.plan_year)
        fused = _share(KEYWORD_WEIGHT, candidate.keyword_rank) + _share(vector_weight, candidate.vector_rank)
        own = 1.0 if candidate.document.meant_for.is_everyone else OWN_PEOPLE_WEIGHT
        score = own * year_weight * (1 - COVERAGE_SHARE + COVERAGE_SHARE * candidate.coverage) * fused
        scored.append(candidate._replace(year_weight=year_weight, score=score))
    # Of equal scores the one with more authority comes first; then an order that never changes.
    return sorted(scored, key=_standing)


def _standing(one: Candidate) -> tuple:
    return -one.score, one.document.authority_rank, one.document.title, one.document.pk, one.ordinal


def _share(weight: float, rank: int | None) -> float:
    return weight / (RRF_K + rank) if rank else 0.0


def look_again(question: str, ranked: list[Candidate]) -> tuple[list[Candidate], bool]:
    """Return the candidates with the best of them in the order of a second look, and False if that was not to be had.

    What is of another year keeps its place behind: the second look knows texts, not years.
    """
    best = [one for one in ranked[:RERANKED] if one.year_weight == 1]
    if not rerank.is_on() or len(best) < 2:
        return ranked, True
    passages = Passage.objects.filter(pk__in=[one.passage_id for one in best]).only("context", "text")
    texts = {passage.pk: indexed_text(passage) for passage in passages}
    best = [one for one in best if one.passage_id in texts]
    order = rerank.rerank(question, [texts[one.passage_id] for one in best])
    if order is None:
        return ranked, False
    places = [ranked.index(one) for one in best]
    reranked = list(ranked)
    for place, position in zip(places, order, strict=True):
        # The scores stay with the places, so that they go down as they did.
        reranked[place] = best[position]._replace(score=ranked[place].score)
    return reranked, True


def fold(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Keep the first of passages that say the same; for another year or other people they are not the same."""
    kept: dict[tuple, Candidate] = {}
    for candidate in ranked:
        document = candidate.document
        key = (candidate.content_hash, document.plan_year, document.meant_for)
        first = kept.setdefault(key, candidate)
        if first is not candidate and document.pk != first.document.pk:
            kept[key] = first._replace(also_in=tuple(dict.fromkeys([*first.also_in, document.title])))
    return list(kept.values())


def join(ranked: Sequence[Candidate], limit: int) -> list[list[Candidate]]:
    """Return the first hits, each of one passage or of found ones that stand side by side, the best of them first.

    What follows on is read as one piece and takes one place, so that the others are left for something else.
    """
    groups: list[list[Candidate]] = []
    for candidate in ranked:
        group = next((group for group in groups if _goes_on(group, candidate)), None)
        if group is not None:
            group.append(candidate)
        elif len(groups) == limit:
            break
        else:
            groups.append([candidate])
    return groups


def _goes_on(group: Sequence[Candidate], candidate: Candidate) -> bool:
    first = group[0]
    # Where a new section begins another thing begins, which may be another plan.
    if candidate.document.pk != first.document.pk or candidate.heading != first.heading:
        return False
    # In a short document everything is near in meaning, whatever it is about.
    if candidate.keyword_rank is None:
        return False
    ordinals = [one.ordinal for one in group]
    is_beside = candidate.ordinal in (min(ordinals) - 1, max(ordinals) + 1)
    return is_beside and candidate.token_count + sum(one.token_count for one in group) <= JOINED_TOKENS
