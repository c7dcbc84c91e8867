"""Sorts questions into the topics there are, and counts each once."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import numpy as np
from django.db import transaction
from django.db.models import F, Q, QuerySet

from analytics.insights.cluster import nearest
from analytics.insights.count import Found, count
from analytics.insights.counted import counted_questions, counted_rows
from analytics.insights.sensitive import sensitive_subject
from analytics.insights.tone import tone_of
from analytics.insights.words import as_embedded, vectors_of
from analytics.measures import NOT_TOLD_APART, Family
from analytics.models import Topic, TopicQuestion
from analytics.models.topics import SUBJECT_NAMES, topic_id
from chat.gaps.collect import told_alone
from chat.models import Answer, Question
from knowledge.embeddings.embedding import embedding_model
from tenants.clock import day_of

PORTION = 500
NUMBER = np.dtype("<f4")


def make_sensitive_topics(now: datetime) -> None:
    topics = [Topic(id=topic_id(subject), subject=subject, first_day=day_of(now)) for subject in SUBJECT_NAMES]
    Topic.objects.bulk_create(topics, ignore_conflicts=True)


def sort(questions: Sequence[Question]) -> None:
    """Look at these questions and store of each that is there still which topic it is of."""
    model = embedding_model()
    rows = [_row(question, model) for question in questions]
    texts = {row.pk: text for row, text in rows if not row.topic_id and text}
    vectors = dict(zip(texts, vectors_of(list(texts.values())), strict=True)) if texts else {}
    found = _nearest_topics(list(vectors.values()), model)
    topics = dict(zip(vectors, found, strict=True))
    for row, _text in rows:
        row.topic_id = row.topic_id or topics.get(row.pk)
        if not row.topic_id and row.pk in vectors:
            row.vector = vectors[row.pk].astype(NUMBER).tobytes()
    _store([row for row, _text in rows])


def count_attempts() -> None:
    """Count what is of no topic still, what a topic has come up with just now, and answers made anew since."""
    ended = Q(question__answers__attempt__gt=F("counted")) & ~Q(question__answers__status__in=Answer.OPEN)
    waiting = counted_rows().filter(ended).order_by("pk").distinct()
    while _count_portion(list(waiting.values_list("pk", flat=True)[:PORTION])):
        pass


def count_faults(now: datetime) -> None:
    """Count answers marked as unhelpful since, as of now: the hour in which they were marked may be released."""
    marked = counted_rows().filter(
        topic__isnull=False, is_fault_counted=False, question__answers__feedback__is_helpful=False
    )
    while _count_faults_of(list(marked.distinct().order_by("pk").values_list("pk", flat=True)[:PORTION]), now):
        pass


def middles_of(topics: Sequence[Topic]) -> np.ndarray:
    return np.array([np.frombuffer(bytes(topic.middle), dtype=NUMBER) for topic in topics], dtype=np.float32)


def _row(question: Question, model: str) -> tuple[TopicQuestion, str]:
    """Return the row, and the text that its topic is found by; a sensitive one has its topic, and sends no word."""
    told = told_alone(question)
    subject = sensitive_subject(told)
    row = TopicQuestion(question=question, topic_id=topic_id(subject) if subject else None, model=model)
    return row, "" if subject else as_embedded(told)


def _nearest_topics(vectors: Sequence[np.ndarray], model: str) -> list[object]:
    topics = list(Topic.objects.filter(subject="", model=model).order_by("first_day", "pk"))
    if not vectors or not topics:
        return [None] * len(vectors)
    found = nearest(np.array(vectors), middles_of(topics))
    return [topics[at].pk if at is not None else None for at in found]


@transaction.atomic
def _store(rows: Sequence[TopicQuestion]) -> None:
    # Held, for one that is erased at this moment is not to be counted.
    held = counted_questions().select_for_update(of=("self",), no_key=True)
    there = {question.pk for question in held.filter(pk__in=[row.pk for row in rows]).only("pk")}
    kept = [row for row in rows if row.pk in there]
    count([one for row in kept if row.topic_id for one in _counts(row)])
    TopicQuestion.objects.bulk_create(kept)


@transaction.atomic
def _count_portion(pks: Sequence[object]) -> int:
    rows = list(_held(pks))
    count([one for row in rows for one in _counts(row)])
    return TopicQuestion.objects.bulk_update(rows, ["counted"])


@transaction.atomic
def _count_faults_of(pks: Sequence[object], now: datetime) -> int:
    rows = list(_held(pks).filter(is_fault_counted=False))
    count([_found(row, Family.TOPIC_UNHELPFUL, str(row.topic_id), at=now) for row in rows])
    return TopicQuestion.objects.filter(pk__in=[row.pk for row in rows]).update(is_fault_counted=True)


def _held(pks: Sequence[object]) -> QuerySet[TopicQuestion]:
    rows = counted_rows().select_for_update(of=("self",)).filter(pk__in=pks)
    return rows.select_related("question__conversation").prefetch_related("question__answers").order_by("pk")


def _counts(row: TopicQuestion) -> Iterator[Found]:
    """Yield what is to be counted of it since, and note that: one of each family for each attempt at an answer that
    ended, in the hour of its end, as questions are counted."""
    part = str(row.topic_id) if row.topic_id else NOT_TOLD_APART
    tone = tone_of(row.question.text, row.question.language)
    for answer in row.question.answers.all():
        if answer.is_open or answer.attempt <= row.counted:
            continue
        at = answer.finished_at or answer.created_at
        yield _found(row, Family.TOPIC, part, at=at)
        yield _found(row, Family.TONE, tone, at=at)
        if row.topic_id and answer.reason == Answer.Reason.NOT_IN_DOCUMENTS:
            yield _found(row, Family.TOPIC_UNANSWERED, part, at=at)
        row.counted = answer.attempt


def _found(row: TopicQuestion, family: Family, part: str, *, at: datetime) -> Found:
    return Found(family, part, row.question.conversation.user_id, at)
