"""One search for chat, HR's test page and the API.

What may be found is decided in PostgreSQL: published versions of kept documents in force and meant for the
asker. A stray or foreign vector can therefore never show a text. Two legs rank it, by words (BM25) and by
meaning (vectors); their ranks are fused (RRF). The words decide where the question's words stand; the less of them
stands anywhere, the more meaning weighs. Without the second leg the first answers alone, and says so. Found
passages that follow on each other are shown as one, and what says the same twice is shown once.

What may be found and the passages' texts are read each time; what is between them is kept (search_cache.py).
"""

import json
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from time import perf_counter
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import F, OuterRef, Subquery

from benefits.models import PlanYear
from knowledge import rerank
from knowledge.joined_text import join_texts
from knowledge.keywords import Concept, KeywordHit, find_by_words, understand
from knowledge.meaning import Meaning
from knowledge.models import Document, DocumentVersion, Passage
from knowledge.passages import indexed_text
from knowledge.plan_years import YearWish, wished_years
from knowledge.plans import PlanGuide, PlanName, plan_guide
from knowledge.search_cache import find_once
from knowledge.spelling import read_spelling
from knowledge.vectors import VectorHit, place_in_use
from tenants.clock import day_in_words

QUERY_LIMIT = 2_000  # characters
CANDIDATES = 60
RRF_K = 10
NEAR_COVERAGE = 0.4
RERANKED = 30  # passages that a second look is given
COVERAGE_SHARE = 0.25  # of a score, given as far as the passage holds the question
JOINED_TOKENS = 2 * settings.PASSAGE_TOKENS
KEYWORD_WEIGHT = 1.0
# What is written for the asker's own class stands before what is written for everyone.
OWN_CLASS_WEIGHT = 1.15
# Where one passage holds the whole question, and where none holds anything of it.
LEAST_VECTOR_WEIGHT, MOST_VECTOR_WEIGHT = 0.1, 0.8
_COLUMNS = "passage.id, passage.version_id, passage.ordinal, passage.heading, passage.content_hash, passage.token_count"
# Of a document.
_SHOWN = ("title", "kind", "plan_year", "audience", "language", "plans", "guessed", "rank")
_READ = f"""
    SELECT {_COLUMNS}
    FROM unnest(%(place_versions)s::uuid[], %(place_ordinals)s::int[]) AS place (version_id, ordinal)
    JOIN knowledge_passage AS passage USING (version_id, ordinal)
    UNION
    SELECT {_COLUMNS} FROM knowledge_passage AS passage
    WHERE passage.id = ANY(%(ids)s::uuid[]) AND passage.version_id = ANY(%(versions)s::uuid[])
"""


@dataclass(frozen=True)
class Why:
    """How a passage came to its place."""

    keyword_rank: int | None
    keyword_score: float
    vector_rank: int | None
    vector_score: float
    matched: tuple[str, ...]  # what the question asks for and the passage holds, the rarest first
    coverage: float  # how much of the question that is: 0 nothing, 1 all of it
    year_weight: float
    also_in: tuple[str, ...] = ()  # titles of documents with the same passage


@dataclass(frozen=True)
class Hit:
    """A passage, or several of one section that stand side by side: then what is told of one is of the best of them."""

    passage_id: UUID
    version_id: UUID
    version_number: int
    document_id: UUID
    title: str
    document_kind: str
    authority_rank: int
    plan_year: str
    audience: tuple[str, ...]
    language: str
    page_number: int
    page_to: int
    heading: str
    context: str
    text: str
    boxes: list
    kind: str  # text, table
    score: float
    why: Why
    has_sure_figures: bool = True  # False: recognised in a poor picture; the page may be shown, no figure quoted


@dataclass(frozen=True)
class SearchResult:
    question: str  # as it was read: with mistyped words put right
    hits: tuple[Hit, ...]
    filters: tuple[str, ...]  # sentences: what was let in, what was left out
    unknown_plans: tuple[str, ...]  # named in the question, but no document is about them
    missing_years: tuple[str, ...]  # plan years named in the question of which no document is there
    degraded: bool  # by words alone, for all documents or for some
    awaits_index: bool  # degraded because documents have no vectors of the model and engine in use
    milliseconds: float

    @property
    def is_near(self) -> bool:
        """Whether any passage holds so much of the question that it may answer it."""
        return any(hit.why.coverage >= NEAR_COVERAGE for hit in self.hits)


@dataclass(frozen=True)
class _Asked:
    """One question, with all that decides its answer but the documents."""

    question: str
    day: date
    class_code: str
    limit: int
    plan_year: str | None
    include_unpublished: bool
    earlier: tuple[str, ...]
    plan_years: tuple[PlanYear, ...]
    is_trial: bool


@dataclass(frozen=True)
class _Place:
    """Where one hit stands."""

    document_id: UUID
    passage_ids: tuple[UUID, ...]  # the best first
    score: float
    why: Why


@dataclass(frozen=True)
class _Found:
    question: str
    places: tuple[_Place, ...]
    filters: tuple[str, ...]
    unknown_plans: tuple[str, ...]
    missing_years: tuple[str, ...]
    degraded: bool
    awaits_index: bool
    is_lasting: bool  # False: an engine did not answer, and the next search may find more


@dataclass(frozen=True)
class _Candidate:
    passage_id: UUID
    document: Document
    ordinal: int
    heading: str
    content_hash: str
    token_count: int
    why: Why
    score: float = 0.0


def search(
    query: str,
    *,
    day: date,
    class_code: str,
    limit: int,
    plan_year: str | None = None,
    include_unpublished: bool = False,
    document_ids: Collection[UUID] | None = None,
    earlier: Sequence[str] = (),
    is_computed_anew: bool = False,
    is_trial: bool = False,
) -> SearchResult:
    """Return the passages a person of this class finds on this day, best first.

    `earlier` are the questions before this one in a conversation, oldest first; their words count a little.
    `plan_year` overrides what the question says about the year. `include_unpublished` also looks into the
    newest ready version of documents that are not published: for HR only. `is_computed_anew` computes anew what was
    found before. `is_trial` is set where HR or a program looks what would be found: how fast that comes must not tell
    whether somebody has asked the same, so nothing that was kept for people is used.
    """
    started = perf_counter()
    documents = searchable_documents(
        day=day, class_code=class_code, include_unpublished=include_unpublished, document_ids=document_ids
    )
    asked = _Asked(
        question=_plainly(query)[:QUERY_LIMIT],
        day=day,
        class_code=class_code,
        limit=limit,
        plan_year=plan_year,
        include_unpublished=include_unpublished,
        earlier=tuple(_plainly(one)[:QUERY_LIMIT] for one in earlier),
        plan_years=tuple(PlanYear.objects.order_by("pk")),
        is_trial=is_trial,
    )
    if is_computed_anew:
        found = _find(asked, documents)
    else:
        found = find_once(
            _decisive(asked, documents), lambda: _find(asked, documents), to_text=_to_text, from_text=_from_text
        )
    return SearchResult(
        question=found.question,
        hits=_hits(found.places, documents, asked),
        filters=found.filters,
        unknown_plans=found.unknown_plans,
        missing_years=found.missing_years,
        degraded=found.degraded,
        awaits_index=found.awaits_index,
        milliseconds=round(1000 * (perf_counter() - started), 1),
    )


def searchable_documents(
    *,
    day: date,
    class_code: str,
    include_unpublished: bool = False,
    document_ids: Collection[UUID] | None = None,
) -> list[Document]:
    """Return the documents that may be found, each with `found_version`, the `found_revision` of what was read from
    it and `found_served_by`, the place of its vectors.
    """
    rows = Document.objects.kept().in_force(day).for_class(class_code)
    if document_ids is not None:
        rows = rows.filter(pk__in=document_ids)
    if not include_unpublished:
        rows = rows.published().annotate(
            found_version=F("published_version_id"),
            found_revision=F("published_version__revision"),
            found_served_by=F("published_version__served_by"),
        )
    else:
        ready = DocumentVersion.objects.filter(document=OuterRef("pk"), status=DocumentVersion.Status.READY)
        newest = {
            name: Subquery(ready.order_by("-number").values(column)[:1])
            for name, column in (("version", "pk"), ("revision", "revision"), ("served_by", "served_by"))
        }
        rows = rows.annotate(**{f"found_{name}": value for name, value in newest.items()})
        rows = rows.filter(found_version__isnull=False)
    return list(rows.only(*_SHOWN).order_by("title", "pk"))


def plans_of_documents(*, day: date, class_code: str) -> list[str]:
    """Return the plans, by their names, that documents a person of this class may find are about."""
    documents = searchable_documents(day=day, class_code=class_code)
    guide = plan_guide(documents)
    names = set().union(*(guide.names_of(document.pk) for document in documents))
    return sorted(str(name) for name in names if name.level)


def _plainly(text: str) -> str:
    """Write a question in one way. Its case stays: it may tell a plan's name from a word."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _decisive(asked: _Asked, documents: Sequence[Document]) -> list[object]:
    """Return all that decides what is found, for the client bound.

    The documents are those that this asker may find at this moment: what is published, taken back, deleted,
    corrected, replaced or expired changes them, whoever did it and whether or not it told anybody. What changes
    inside a version raises its revision.
    """
    # What an older release has kept has other parts and must not be read as this one's.
    form = [part.name for kept in (_Found, _Place, Why) for part in fields(kept)]
    engines = [place_in_use(), settings.PASSAGE_TOKENS, settings.RERANK_ENGINE, settings.RERANK_MODEL]
    wishes = [asked.limit, asked.plan_year, asked.include_unpublished, asked.is_trial]
    question = [asked.question, asked.earlier, *wishes]
    years = [
        [str(getattr(year, field.attname)) for field in PlanYear._meta.concrete_fields] for year in asked.plan_years
    ]
    columns = ("pk", "found_version", "found_revision", "found_served_by", *_SHOWN)
    rows = [[str(getattr(document, column)) for column in columns] for document in documents]
    return [form, engines, asked.day.isoformat(), asked.class_code, question, years, rows]


def _to_text(found: _Found) -> str | None:
    return None if not found.is_lasting else json.dumps(asdict(found), default=str)


def _from_text(text: str) -> _Found:
    known = json.loads(text)
    places = [
        _Place(
            document_id=UUID(place["document_id"]),
            passage_ids=tuple(map(UUID, place["passage_ids"])),
            score=place["score"],
            why=Why(**place["why"] | {name: tuple(place["why"][name]) for name in ("matched", "also_in")}),
        )
        for place in known["places"]
    ]
    lists = {name: tuple(known[name]) for name in ("filters", "unknown_plans", "missing_years")}
    return _Found(**known | lists | {"places": tuple(places)})


def _find(asked: _Asked, documents: list[Document]) -> _Found:
    reading = read_spelling(asked.question, [row.found_version for row in documents])
    question = reading.text
    wish = _wish(asked, documents)
    is_missing = wish.is_named and not any(document.plan_year in wish.labels for document in documents)
    if wish.is_named and not is_missing:
        documents = [document for document in documents if wish.is_met_by(document.plan_year)]
    guide = plan_guide(documents)
    plans = guide.asked(question)
    documents = _of_plans(documents, guide, plans)
    concepts = understand(question, asked.earlier)
    meaning = Meaning(question, documents, is_trial=asked.is_trial)
    by_words = find_by_words(concepts, version_ids=[row.found_version for row in documents], limit=CANDIDATES)
    by_meaning = meaning.nearest(CANDIDATES)
    candidates = _candidates(documents, by_words, by_meaning.hits, concepts)
    known = guide.known(plans, [candidate.heading for candidate in candidates])
    if known:
        candidates = [one for one in candidates if not guide.is_about_another(one.document.pk, one.heading, plans)]
    ranked, is_reranked = _reranked(question, _folded(_ranked(candidates, wish, asked.class_code)))
    groups = _joined(ranked, asked.limit)
    return _Found(
        question=question,
        places=tuple(_place(group) for group in groups),
        filters=(
            *(f"Read “{typed}” as “{read}”" for typed, read in reading.corrected),
            *_filters(asked.day, asked.class_code, asked.include_unpublished, wish, known),
        ),
        unknown_plans=tuple(sorted(str(name) for name in plans - known)),
        missing_years=tuple(sorted(wish.labels)) if is_missing else (),
        degraded=by_meaning.is_down or by_meaning.awaits_index,
        awaits_index=by_meaning.awaits_index,
        is_lasting=is_reranked and not by_meaning.is_down and not by_meaning.awaits_index,
    )


def _wish(asked: _Asked, documents: Sequence[Document]) -> YearWish:
    if asked.plan_year:
        return YearWish(frozenset({asked.plan_year}), is_named=True)
    labels = {document.plan_year for document in documents if document.plan_year}
    return wished_years(asked.question, day=asked.day, plan_years=asked.plan_years, labels=labels)


def _of_plans(documents: list[Document], guide: PlanGuide, asked: frozenset[PlanName]) -> list[Document]:
    if not guide.known(asked, ()):
        return documents
    return [document for document in documents if not guide.is_about_another(document.pk, "", asked)]


def _candidates(
    documents: Sequence[Document],
    by_words: Sequence[KeywordHit],
    by_meaning: Sequence[VectorHit],
    concepts: Sequence[Concept],
) -> list[_Candidate]:
    """Join what both legs found with the rows that may be shown; what has no such row is dropped."""
    of_version = {document.found_version: document for document in documents}
    words = {(hit.version_id, hit.ordinal): (rank, hit) for rank, hit in enumerate(by_words, start=1)}
    meaning = {hit.passage_id: (rank, hit) for rank, hit in enumerate(by_meaning, start=1)}
    found = []
    for pk, version_id, ordinal, *rest in _read(list(words), list(meaning), list(of_version)):
        why = _why(words.get((version_id, ordinal)), meaning.get(pk), concepts)
        found.append(_Candidate(pk, of_version[version_id], ordinal, *rest, why))
    return found


def _read(places: list[tuple[UUID, int]], passage_ids: list[UUID], version_ids: list[UUID]) -> list[tuple]:
    """Return the light columns of passages at these places or with these ids, all in these versions."""
    asked = {
        "place_versions": [version_id for version_id, _ in places],
        "place_ordinals": [ordinal for _, ordinal in places],
        "ids": passage_ids,
        "versions": version_ids,
    }
    with connection.cursor() as cursor:
        cursor.execute(_READ, asked)
        return cursor.fetchall()


def _why(
    words: tuple[int, KeywordHit] | None, meaning: tuple[int, VectorHit] | None, concepts: Sequence[Concept]
) -> Why:
    keyword_rank, by_words = words or (None, None)
    vector_rank, by_meaning = meaning or (None, None)
    return Why(
        keyword_rank=keyword_rank,
        keyword_score=round(by_words.score, 3) if by_words else 0.0,
        vector_rank=vector_rank,
        vector_score=round(by_meaning.score, 3) if by_meaning else 0.0,
        matched=by_words.matched if by_words else (),
        coverage=round(by_words.coverage, 3) if by_words else 0.0,
        year_weight=1.0,
    )


def _ranked(candidates: Sequence[_Candidate], wish: YearWish, class_code: str) -> list[_Candidate]:
    held = max((candidate.why.coverage for candidate in candidates), default=0.0)
    vector_weight = MOST_VECTOR_WEIGHT - held * (MOST_VECTOR_WEIGHT - LEAST_VECTOR_WEIGHT)
    scored = []
    for candidate in candidates:
        weight = wish.weight(candidate.document.plan_year)
        why = candidate.why if weight == 1 else replace(candidate.why, year_weight=weight)
        fused = _share(KEYWORD_WEIGHT, why.keyword_rank) + _share(vector_weight, why.vector_rank)
        own = OWN_CLASS_WEIGHT if candidate.document.audience and class_code else 1.0
        score = own * why.year_weight * (1 - COVERAGE_SHARE + COVERAGE_SHARE * why.coverage) * fused
        scored.append(replace(candidate, why=why, score=score))
    # Of equal scores the one with more authority comes first; then an order that never changes.
    return sorted(scored, key=_standing)


def _standing(one: _Candidate) -> tuple:
    return -one.score, one.document.authority_rank, one.document.title, one.document.pk, one.ordinal


def _reranked(question: str, ranked: list[_Candidate]) -> tuple[list[_Candidate], bool]:
    """Return the candidates with the best of them in the order of a second look, and False if that was not to be had.

    What is of another year keeps its place behind: the second look knows texts, not years.
    """
    best = [one for one in ranked[:RERANKED] if one.why.year_weight == 1]
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
        reranked[place] = replace(best[position], score=ranked[place].score)
    return reranked, True


def _share(weight: float, rank: int | None) -> float:
    return weight / (RRF_K + rank) if rank else 0.0


def _folded(ranked: Sequence[_Candidate]) -> list[_Candidate]:
    """Keep the first of passages that say the same; for another year or other people they are not the same."""
    kept: dict[tuple, _Candidate] = {}
    for candidate in ranked:
        document = candidate.document
        key = (candidate.content_hash, document.plan_year, tuple(sorted(document.audience)))
        first = kept.setdefault(key, candidate)
        if first is not candidate and document.pk != first.document.pk:
            titles = dict.fromkeys([*first.why.also_in, document.title])
            kept[key] = replace(first, why=replace(first.why, also_in=tuple(titles)))
    return list(kept.values())


def _joined(ranked: Sequence[_Candidate], limit: int) -> list[list[_Candidate]]:
    """Return the first hits, each of one passage or of found ones that stand side by side, the best of them first.

    What follows on is read as one piece and takes one place, so that the others are left for something else.
    """
    groups: list[list[_Candidate]] = []
    for candidate in ranked:
        group = next((group for group in groups if _goes_on(group, candidate)), None)
        if group is not None:
            group.append(candidate)
        elif len(groups) == limit:
            break
        else:
            groups.append([candidate])
    return groups


def _goes_on(group: Sequence[_Candidate], candidate: _Candidate) -> bool:
    first = group[0]
    # Where a new section begins another thing begins, which may be another plan.
    if candidate.document.pk != first.document.pk or candidate.heading != first.heading:
        return False
    # In a short document everything is near in meaning, whatever it is about.
    if candidate.why.keyword_rank is None:
        return False
    ordinals = [one.ordinal for one in group]
    is_beside = candidate.ordinal in (min(ordinals) - 1, max(ordinals) + 1)
    return is_beside and candidate.token_count + sum(one.token_count for one in group) <= JOINED_TOKENS


def _place(group: Sequence[_Candidate]) -> _Place:
    best = group[0]
    return _Place(best.document.pk, tuple(one.passage_id for one in group), round(best.score, 6), best.why)


def _hits(places: Sequence[_Place], documents: Sequence[Document], asked: _Asked) -> tuple[Hit, ...]:
    """Read the passages at these places, as far as they may be shown this very moment.

    Between the first look at the documents and this one a vendor was asked, and somebody may have deleted a
    document, taken it back or given it to other people.
    """
    shown = Document.objects.kept().in_force(asked.day).for_class(asked.class_code)
    passages = Passage.objects.filter(version__document__in=shown)
    if not asked.include_unpublished:
        passages = passages.filter(version__document__published_version=F("version"))
    passages = passages.annotate(version_number=F("version__number"))
    rows: Mapping[UUID, Passage] = passages.in_bulk([pk for place in places for pk in place.passage_ids])
    of_id = {document.pk: document for document in documents}
    hits = []
    for place in places:
        kept = [rows[pk] for pk in place.passage_ids if pk in rows]
        if kept and place.document_id in of_id:
            hits.append(_hit(place, of_id[place.document_id], kept))
    return tuple(hits)


def _hit(place: _Place, document: Document, passages: Sequence[Passage]) -> Hit:
    passage = passages[0]
    in_order = sorted(passages, key=lambda one: one.ordinal)
    return Hit(
        passage_id=passage.pk,
        version_id=passage.version_id,
        version_number=passage.version_number,
        document_id=document.pk,
        title=document.title,
        document_kind=document.kind,
        authority_rank=document.authority_rank,
        plan_year=document.plan_year,
        audience=tuple(document.audience),
        language=document.language,
        page_number=min(one.page_number for one in passages),
        page_to=max(one.page_to for one in passages),
        heading=passage.heading,
        context=passage.context,
        text=join_texts([one.text for one in in_order]),
        boxes=[box for one in in_order for box in one.boxes],
        kind=passage.kind,
        score=place.score,
        why=place.why,
        has_sure_figures=all(one.has_sure_figures for one in passages),
    )


def _filters(
    day: date, class_code: str, include_unpublished: bool, wish: YearWish, plans: frozenset[PlanName]
) -> tuple[str, ...]:
    states = "Published and ready documents" if include_unpublished else "Published documents"
    filters = [
        f"{states} in force on {day_in_words(day)}",
        f"For everyone or class {class_code}" if class_code else "For everyone",
    ]
    if wish.labels:
        years = ", ".join(sorted(wish.labels))
        filters.append(f"Plan year {years} only" if wish.is_named else f"Plan year {years} first")
    if plans:
        filters.append(f"Not about plans other than {', '.join(sorted(str(plan) for plan in plans))}")
    return tuple(filters)
