"""Merges what was asked in vain into gaps, by meaning. Run again for the same answer it changes nothing.

Kept are what tells the question apart, its ideas as terms, and per person the words used, in alphabetical order: no
sentence of anybody's. Never collected: pleas for help, small talk, private conversations, what HR itself asks.
"""

import re
from collections.abc import Iterable
from datetime import datetime, time
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from benefits.calendar import told_plan_years
from chat.branches import earlier_questions
from chat.gaps.people import asked_since, first_of_month, gaps_counting, pseudonym_of
from chat.gaps.sources import reason_of
from chat.meaning import Meaning, meaning_of, means
from chat.models import Answer, Conversation, Gap, GapPerson, Question
from chat.pipeline.identifiers import without_masks
from chat.pipeline.search_words import search_words
from chat.question_words import leans_on_earlier
from chat.usage import fewest_people, fewest_sensitive, is_personal
from knowledge.text.terms import list_terms, plain_text, words_of_terms
from tenants.clock import day_of
from tenants.one_at_a_time import one_at_a_time
from tenants.roles import EMPLOYEE

_WORD = re.compile(r"[^\W\d_][\w'-]*|\d{3,4}")
log = structlog.get_logger(__name__)


def collect(answer_id: UUID, *, now: datetime) -> Gap | None:
    """Note that an answer was not the one hoped for; None if it counts for nothing."""
    answer = Answer.objects.select_related("question__conversation__user").filter(pk=answer_id).first()
    if answer is None or answer.is_open or not is_countable(answer.question):
        return None
    reason = reason_of(answer)
    return note(answer.question, reason, now=now) if reason else None


def counts_at_once(answer: Answer) -> bool:
    """Whether an answer given a moment ago is to be collected. Later, what people do about it may ask for that."""
    return is_countable(answer.question) and reason_of(answer, is_new=True) is not None


def is_countable(question: Question) -> bool:
    """Whether it may count at all: an employee's, and neither private nor a plea for help nor small talk."""
    return question.is_counted and question.conversation.user.role == EMPLOYEE


def note(question: Question, reason: Gap.Reason, *, now: datetime) -> Gap | None:
    """Count the person among those who asked this; None if the question says too little to be told from others."""
    text = told_alone(question)
    meaning = meaning_of(text)
    if not meaning.ideas and not any(mark.startswith(("word ", "account ", "plan ")) for mark in meaning.marks):
        return None
    is_about_oneself = is_personal(text)
    month = first_of_month(day_of(now))
    with transaction.atomic():
        one_at_a_time("gaps")
        gap = gap_of(meaning) or Gap.objects.create(
            marks=sorted(meaning.marks),
            ideas=[list(idea.asked_as) for idea in meaning.ideas],
            language=question.language,
            is_sensitive=is_about_oneself,
            first_month=month,
            last_month=month,
        )
        user = question.conversation.user
        person, is_new = GapPerson.objects.get_or_create(
            gap=gap,
            pseudonym=pseudonym_of(user, gap),
            defaults={"reason": reason, "words": _words(text), "month": month, "collected_at": _its_day(now)},
        )
        if not is_new:
            _add(person, reason, text, now)
        Gap.objects.filter(pk=gap.pk, last_month__lt=month).update(last_month=month)
        if is_about_oneself:
            # Whoever asked it first may have said it in words that tell less.
            Gap.objects.filter(pk=gap.pk).update(is_sensitive=True)
        _open_again(gap, is_sensitive=gap.is_sensitive or is_about_oneself)
    log.info("gap_noted", gap=str(gap.pk), reason=reason, is_new=is_new)
    return gap


def _open_again(gap: Gap, *, is_sensitive: bool) -> None:
    """Put an answered one back once as many people as HR may be told of have asked it in vain all the same: the answer
    is for others, has ended, or its document is gone. Until then it stays where HR finds it."""
    fewest = fewest_sensitive() if is_sensitive else fewest_people()
    if gap.state == Gap.State.ANSWERED and len(asked_since(gap)) >= fewest:
        Gap.objects.filter(pk=gap.pk).update(state=Gap.State.OPEN)
        log.info("gap_opened_again", gap=str(gap.pk))


def gap_of(meaning: Meaning) -> Gap | None:
    """Return the gap of what is asked so; None if there is none yet."""
    rows = Gap.objects.filter(is_demo=False, marks=sorted(meaning.marks)).order_by("first_month", "pk")
    return next((gap for gap in rows if _is_asked(meaning, gap)), None)


def _is_asked(meaning: Meaning, gap: Gap) -> bool:
    return means(meaning, gap.marks, [tuple(idea) for idea in gap.ideas])


def left_by(conversation: Conversation) -> list[Gap]:
    """Return the gaps that have no reason to count the person once this conversation is gone: all but those that their
    other questions come to which were asked in vain.

    What the conversation itself comes to would not tell: it may be read another way now than when it was noted.
    """
    counting = {gap.pk: gap for gap in gaps_counting(conversation.user)}
    others = Question.objects.filter(conversation__user=conversation.user, conversation__is_private=False)
    others = others.filter(is_counted=True).exclude(conversation=conversation)
    for question in others.select_related("conversation__user").iterator(chunk_size=200):
        if not counting:
            break
        meaning = meaning_of(told_alone(question))
        asked = [gap for gap in counting.values() if _is_asked(meaning, gap)]
        if asked and any(map(reason_of, question.answers.all())):
            counting = {pk: gap for pk, gap in counting.items() if gap not in asked}
    return list(counting.values())


def told_alone(question: Question) -> str:
    """Return what is asked, without identifiers; a follow-up with the words of the question that it goes on from, on
    its own branch of the conversation."""
    text = without_masks(question.text)
    if not leans_on_earlier(text):
        return text
    among = {one.pk: one for one in question.conversation.questions.all()}
    earlier = (among[pk] for pk in earlier_questions(question, among.values()))
    past = [without_masks(one.text) for one in earlier if one.is_counted]
    day = day_of(question.created_at)
    return search_words(text, past, day=day, plan_years=told_plan_years()) if past else text


def _add(person: GapPerson, reason: Gap.Reason, text: str, now: datetime) -> None:
    """Keep the weightier of two reasons, and the words of every time; the day is that of the last."""
    weight = list(Gap.Reason).index
    if weight(reason) < weight(Gap.Reason(person.reason)):
        person.reason = reason
    person.words = sorted({*person.words, *_words(text)})
    person.month, person.collected_at = first_of_month(timezone.localdate(now)), _its_day(now)
    person.save(update_fields=["reason", "words", "month", "collected_at"])


def _its_day(now: datetime) -> datetime:
    """Return when the day began: the minute would lead from a pseudonym to whatever else was done in it."""
    return timezone.make_aware(datetime.combine(timezone.localdate(now), time.min))


def _words(text: str) -> list[str]:
    """Return the words that say what it is about, without those that are somebody's name here."""
    names = names_of_people()
    words = (word for term, word in words_of_terms(text).items() if term in set(list_terms(text)))
    return sorted({word for word in words if _WORD.fullmatch(word) and word not in names})


def names_of_people() -> set[str]:
    """Return the words that are somebody's name at this client."""
    names: Iterable[str] = User.objects.people().values_list("name", flat=True)
    return {word for name in names for word in plain_text(name).split()}
