"""What HR has written down as the answer, given in that very text to whoever asks the same and whom it is for.

Fails closed: another audience, another year, another day, a source that is no longer published, a question that is
only near or leans on the one before it, vectors that cannot be had: then the documents answer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

import numpy as np
import structlog

from accounts.audience import Audience
from benefits.audience import MeantFor, meant_for_just
from benefits.calendar import is_being_prepared, told_plan_years
from benefits.models import PlanYear
from chat.meaning import LEAST_LIKENESS, ask_the_same, likeness
from chat.models import Answer, Citation, OfficialAnswer, OfficialVersion, OfficialWording
from chat.pipeline.beyond import Beyond
from chat.pipeline.finish import Outcome
from chat.pipeline.route import Way
from chat.pipeline.scope import Scope
from chat.pipeline.understand import Understood
from chat.question_words import leans_on_earlier
from knowledge.embeddings.embedding import EmbeddingUnavailable, embed, embedding_model
from knowledge.embeddings.embedding_cache import QuestionVector
from knowledge.models import AsIf, Document
from knowledge.retrieval.years_in_question import wished_years, with_years_named
from tenants.postgresql.rows import Rows
from tenants.read_once import Once

# Nobody's own text stands in the place of advice that the assistant does not give.
GUARDED = frozenset({Answer.Reason.CHOICE, Answer.Reason.LEGAL, Answer.Reason.TAX, Answer.Reason.MEDICAL})
VALUE = np.dtype("<f4")
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Official:
    answer: OfficialAnswer
    version: OfficialVersion
    likeness: float


def official_answer(understood: Understood, way: Way, scope: Scope) -> Official | None:
    """Return the official answer to what is asked, for whoever asks; None if there is none for them."""
    if scope.document_ids is not None or _is_guarded(way.beyond):
        return None
    if len(understood.asked) > 1 and leans_on_earlier(understood.text):
        return None
    years = told_plan_years()
    asked = with_years_named(understood.spoken_of[-1], day=scope.day, plan_years=years)
    rows = [row for row in _for_asker(scope, understood.others) if _is_of_year(row, asked, scope, years)]
    worded = {
        wording.pk: (row, wording)
        for row in rows
        for wording in row.wordings.all()
        if ask_the_same(_without_year(asked, row), _without_year(_named(wording, scope, years), row))
    }
    if not worded:
        return None
    return _likest(understood, list(worded.values()), scope)


def tell_official(official: Official) -> Outcome:
    """Return the answer as HR wrote it."""
    return Outcome(
        Answer.Status.DONE,
        text=official.answer.text,
        citations=tuple(_source(official.answer)),
        route=Answer.Route.OFFICIAL,
        official=official.version,
    )


def _is_guarded(beyond: Beyond | None) -> bool:
    return beyond is not None and beyond.reason in GUARDED


def _for_asker(scope: Scope, others: Sequence[Audience]) -> list[OfficialAnswer]:
    """Return what is in force and for the asker, and for everybody else whom the question is about."""
    asked_of = (scope.audience, *others)
    people = [meant_for_just(audience) for audience in asked_of]
    theirs = [
        pk
        for pk, classes, work_states, hours in official_in_force(scope.day)()
        if all(MeantFor(tuple(classes), tuple(work_states), hours).covers(one) for one in people)
    ]
    if not theirs:
        return []
    # What was read ahead may have been withdrawn, rewritten or meant for others since: the rows themselves are asked.
    told = OfficialAnswer.objects.in_force(scope.day).filter(pk__in=theirs)
    told = told.select_related("document__published_version").prefetch_related("wordings")
    return [
        row
        for row in told
        if all(_meant_for(row).covers(one) for one in people)
        and all(official_source_holds(row, audience=one, day=scope.day, as_if=scope.as_if) for one in asked_of)
    ]


def _meant_for(row: OfficialAnswer) -> MeantFor:
    return MeantFor(tuple(row.audience), tuple(row.work_states), row.hours)


@lru_cache(maxsize=8)
def official_in_force(day: date) -> Once[tuple]:
    rows = OfficialAnswer.objects.in_force(day).values_list("pk", "audience", "work_states", "hours")
    return Once(("official", day), cache(lambda: Rows(rows)()))


def official_source_holds(row: OfficialAnswer, *, audience: Audience, day: date, as_if: AsIf | None = None) -> bool:
    """Whether what it says still stands in a document that this person is answered from."""
    if not row.is_from_document:
        return True
    if row.document_id is None:
        return False
    documents = Document.objects.published(as_if).in_force_for(audience, day, as_if)
    return documents.filter(pk=row.document_id).exists()


def may_be_told_to(row: OfficialAnswer, *, audience: Audience, day: date) -> bool:
    """Whether one that is in force may be shown to a person who does not ask for it just now: it is meant for them, of
    no plan year that HR is still preparing, and its source holds."""
    if not _meant_for(row).covers(meant_for_just(audience)) or (row.plan_year and is_being_prepared(row.plan_year)):
        return False
    return official_source_holds(row, audience=audience, day=day)


def _is_of_year(row: OfficialAnswer, asked: str, scope: Scope, years: Sequence[PlanYear]) -> bool:
    """Whether its plan year is all that is asked of. While people choose for next year, who names none asks of both.
    Of a year that HR is still preparing nothing is told, however it is asked for.
    """
    if not row.plan_year:
        return True
    if is_being_prepared(row.plan_year):
        return False
    wish = wished_years(asked, day=scope.day, plan_years=years, labels=[row.plan_year])
    return wish.labels == {row.plan_year}


def _named(wording: OfficialWording, scope: Scope, years: Sequence[PlanYear]) -> str:
    return with_years_named(wording.text, day=scope.day, plan_years=years)


def _without_year(text: str, row: OfficialAnswer) -> str:
    """Return the text without the year that the answer is of: it is asked for with that year and without."""
    if not row.plan_year:
        return text
    return re.sub(rf"(?:\b(?:in|for|of|en|de|del|para)\s+)?\b{re.escape(row.plan_year)}\b", " ", text)


def _likest(
    understood: Understood, worded: Sequence[tuple[OfficialAnswer, OfficialWording]], scope: Scope
) -> Official | None:
    """Return the one for the most particular people, in the language of the question, in the likest words."""
    try:
        asked = QuestionVector(understood.text, is_trial=scope.is_trial, is_kept=not scope.is_private).values()
        rows = [(row, likeness(asked, vector)) for (row, _), vector in zip(worded, _vectors(worded), strict=True)]
    except EmbeddingUnavailable as trouble:
        log.warning("official_not_compared", reason=trouble.reason)
        return None
    rows = [(row, how_like) for row, how_like in rows if how_like >= LEAST_LIKENESS]
    if not rows:
        return None

    def order(one: tuple[OfficialAnswer, float]) -> tuple[int, bool, float, object]:
        row, how_like = one
        named = bool(row.audience) + bool(row.work_states) + bool(row.hours)
        return named, row.language == understood.language, how_like, row.approved_at

    row, how_like = max(rows, key=order)
    return Official(row, row.versions.first(), how_like)


def _vectors(worded: Sequence[tuple[OfficialAnswer, OfficialWording]]) -> list[Sequence[float]]:
    """Return the vectors of the wordings; those of a model that is no longer in use are made anew."""
    model = embedding_model()
    if all(wording.model == model for _, wording in worded):
        return [np.frombuffer(bytes(wording.values), VALUE).tolist() for _, wording in worded]
    return embed([wording.text for _, wording in worded], purpose="question")


def _source(row: OfficialAnswer) -> Iterator[Citation]:
    """Yield the page of the document that it comes from. It is named, not quoted."""
    if row.document is None or row.document.published_version is None:
        return
    yield Citation(
        number=1,
        version=row.document.published_version,
        document_title=row.document.title,
        plan_year=row.plan_year or row.document.plan_year,
        audience=list(row.audience),
        work_states=list(row.work_states),
        hours=row.hours,
        page_number=row.page_number or 1,
        quote="",
    )
