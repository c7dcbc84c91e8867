"""Lets topics come up: of questions that fit none, those that mean nearly the same and that enough people asked."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

import numpy as np
from django.db import transaction

from analytics.insights.cluster import MOST_AT_ONCE, groups, middle, nearest
from analytics.insights.counted import counted_rows
from analytics.insights.naming import people_by_word, terms_of, word_counts
from analytics.insights.sort import NUMBER, PORTION, middles_of
from analytics.insights.title import title_of
from analytics.insights.words import vectors_of_questions, words_of
from analytics.models import Topic, TopicQuestion
from analytics.release.cut import fewest_people
from chat.gaps.collect import names_of_people
from knowledge.embeddings.embedding import embedding_model
from tenants.clock import day_of

_MADE = UUID("0d7c7a52-5f5e-4f5b-8a55-3f3d3c1b9f10")


def let_topics_come_up(now: datetime) -> list[Topic]:
    """Make topics of what is of none, and sort the rest of it into these."""
    model = embedding_model()
    loose = counted_rows().filter(topic=None, model=model).exclude(vector=b"")
    newest = loose.select_related("question__conversation").order_by("-question__created_at", "-pk")[:MOST_AT_ONCE]
    rows = list(reversed(newest))
    found = [[rows[at] for at in group] for group in groups(_vectors(rows))]
    fewest = fewest_people()
    enough = [group for group in found if len(_people(group)) >= fewest]
    if not enough:
        return []
    texts = {row.pk: words_of(row.question) for row in rows}
    used_by, names = word_counts(list(texts.values())), names_of_people()
    made = []
    for group in enough:
        told = [(row.question.conversation.user_id, texts[row.pk]) for row in group]
        words = people_by_word(told, unless=names)
        terms = terms_of(words, used_by=used_by, questions=len(rows), fewest=fewest)
        topic = Topic(
            id=uuid5(_MADE, " ".join([model, *sorted(str(row.pk) for row in group)])),
            model=model,
            middle=middle(_vectors(group)).astype(NUMBER).tobytes(),
            terms=terms,
            term_people=[len(words[term]) for term in terms],
            title=title_of(terms),
            first_day=day_of(now),
        )
        _keep(topic, group)
        made.append(topic)
    _join(made, model)
    return made


def count_people_of_words() -> None:
    """Count anew who used the words of topics that came up when fewer people were enough: by now it may be more."""
    fewest = fewest_people()
    for topic in Topic.objects.exclude(terms=[]).defer("middle"):
        if min(topic.people_of_terms) >= fewest:
            continue
        asked = counted_rows().filter(topic=topic).select_related("question__conversation")
        newest = [row.question for row in asked.order_by("-question__created_at")[:MOST_AT_ONCE]]
        words = people_by_word([(one.conversation.user_id, words_of(one)) for one in newest], unless=frozenset())
        topic.term_people = [
            # Questions go in time, and what so many people have used stays so.
            max(people, len(words.get(term, ())))
            for term, people in zip(topic.terms, topic.people_of_terms, strict=True)
        ]
        topic.save(update_fields=["term_people"])


def know_by_vectors_in_use() -> None:
    """After another engine was chosen, know topics and what is of none by its vectors, from the questions kept."""
    model = embedding_model()
    for topic in Topic.objects.filter(subject="").exclude(model=model):
        asked = counted_rows().filter(topic=topic)
        newest = asked.select_related("question__conversation").order_by("-question__created_at")[:PORTION]
        vectors = vectors_of_questions([row.question for row in newest])
        if len(vectors):
            topic.middle, topic.model = middle(vectors).astype(NUMBER).tobytes(), model
            topic.save(update_fields=["middle", "model"])
    loose = counted_rows().filter(topic=None).exclude(vector=b"").exclude(model=model)
    while portion := list(loose.select_related("question__conversation").order_by("pk")[:PORTION]):
        for row, vector in zip(portion, vectors_of_questions([row.question for row in portion]), strict=True):
            row.vector, row.model = vector.astype(NUMBER).tobytes(), model
        TopicQuestion.objects.bulk_update(portion, ["vector", "model"])


@transaction.atomic
def _keep(topic: Topic, group: Sequence[TopicQuestion]) -> None:
    topic.save(force_insert=True)
    _of_topic([row.pk for row in group], topic)


def _join(topics: Sequence[Topic], model: str) -> None:
    """Sort into new topics what was not looked at when they came up: more than can be put together at once."""
    middles = middles_of(topics)
    loose = counted_rows().filter(topic=None, model=model).exclude(vector=b"").order_by("pk")
    last = None
    while portion := list((loose.filter(pk__gt=last) if last else loose)[:PORTION]):
        last = portion[-1].pk
        for row, at in zip(portion, nearest(_vectors(portion), middles), strict=True):
            if at is not None:
                _of_topic([row.pk], topics[at])


def _of_topic(pks: Sequence[object], topic: Topic) -> None:
    TopicQuestion.objects.filter(pk__in=pks, topic=None).update(topic=topic, vector=b"")


def _vectors(rows: Sequence[TopicQuestion]) -> np.ndarray:
    return np.array([np.frombuffer(bytes(row.vector), dtype=NUMBER) for row in rows], dtype=np.float32)


def _people(rows: Sequence[TopicQuestion]) -> set[object]:
    return {row.question.conversation.user_id for row in rows}
