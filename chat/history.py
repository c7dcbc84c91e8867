"""A person's own conversations: looked through by words, and taken along as a text file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from benefits.personal.words import told_in_words
from chat.branches import Branches
from chat.citations import without_markers
from chat.keeping import kept_days
from chat.models import Answer, Conversation, Question
from chat.turns.sent import sent_on
from knowledge.text.terms import plain_text
from tenants.clock import day_of

# What Markdown would make a link, a picture or HTML of; a marker such as [1] is none, unless it is given an address.
_MARKUP = re.compile(r"[\\<]|\[(?!\d{1,3}\](?![:(\[]))")
AROUND = 70  # characters of what was said that stand before and behind the word looked for


@dataclass(frozen=True)
class Past:
    """A conversation of the list, and where the words looked for stand in it."""

    pk: UUID
    title: str
    day: date
    kept_until: date
    excerpt: str = ""
    at: UUID | None = None  # the question of the excerpt: it may stand on a branch that is not shown


def past_conversations(user: User, words: str = "") -> list[Past]:
    """Return the person's conversations, the latest first: those that hold all of the words, however they are
    written ("Medico" finds "médico").
    """
    keep = timedelta(days=kept_days())
    wanted = plain_text(words).split()
    if not wanted:
        rows = Conversation.objects.of(user).kept().values_list("pk", "title", "updated_at")
        return [Past(pk, title, day_of(updated_at), day_of(updated_at) + keep) for pk, title, updated_at in rows]
    found = []
    for conversation in _whole(user).iterator(chunk_size=200):
        said = list(_said(conversation))
        plain = plain_text(" ".join([conversation.title, *(each.text for each in said)]))
        if all(word in plain for word in wanted):
            at = conversation.updated_at
            past = Past(conversation.pk, conversation.title, day_of(at), day_of(at) + keep)
            holding = (each for each in said if wanted[0] in plain_text(each.text) and each.text != conversation.title)
            first = next(holding, None)
            if first:
                past = replace(past, excerpt=_around(first.text, wanted[0]), at=first.question.pk)
            found.append(past)
    return found


def as_text(user: User) -> Iterator[str]:
    """Yield the lines of a Markdown text: what the person told of themselves, then all that they asked and were
    answered, the oldest first."""
    yield from _told_of_oneself(user)
    yield f"# {_('Your conversations')}"
    for conversation in _whole(user).order_by("created_at").iterator(chunk_size=50):
        yield f"\n## {_plain(conversation.title)}"
        branches = Branches.of(conversation)
        for question in conversation.questions.all():
            place = branches.place(question)
            asked = _("You asked, in other words") if place and place.before else _("You asked")
            day = formats.date_format(day_of(question.created_at))
            yield f"\n**{asked}** ({day}): {_plain(question.text)}"
            answer = question.current_answer()
            if answer.text:
                yield f"\n{_plain(answer.text)}"
            yield from _sources(answer)
            yield from _sent(question)


def _told_of_oneself(user: User) -> Iterator[str]:
    """Yield what the person has told to be kept, with the day on which they agreed to it."""
    facts = told_in_words(user)
    if facts:
        yield f"# {_('What you told us about you')}"
        yield ""
        yield from (f"- {_plain(fact)}" for fact in facts)
        yield ""


def _whole(user: User) -> QuerySet[Conversation]:
    questions = Question.objects.prefetch_related(
        Prefetch("answers", queryset=Answer.objects.prefetch_related("citations", "handovers"))
    )
    return Conversation.objects.of(user).kept().prefetch_related(Prefetch("questions", queryset=questions))


@dataclass(frozen=True)
class _Said:
    question: Question
    text: str


def _said(conversation: Conversation) -> Iterator[_Said]:
    for question in conversation.questions.all():
        yield _Said(question, question.text)
        yield _Said(question, without_markers(question.current_answer().text))


def _sources(answer: Answer) -> Iterator[str]:
    cited = [citation for citation in answer.citations.all() if not citation.is_near]
    if cited:
        yield f"\n{_('Sources')}:"
    for citation in cited:
        numbers = ", ".join(map(str, citation.pages))
        place = ngettext("page %(numbers)s", "pages %(numbers)s", len(citation.pages)) % {"numbers": numbers}
        title, quoted = _plain(citation.document_title), _plain(" ".join(citation.quote.split()))
        quote = f": “{quoted}”" if quoted else ""
        yield f"- [{citation.number}] {title}, {place}{quote}"


def _sent(question: Question) -> Iterator[str]:
    """Yield what was sent on about a question, beside whichever attempt at it, and what came back."""
    for one in sent_on(question):
        yield f"\n{_plain(one.state)}\n\n{_quoted(one.row.text)}"
        if one.reply_badge:
            yield f"\n{_plain(one.reply_badge)}:\n\n{_quoted(one.row.reply)}"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in _plain(text).splitlines())


def _plain(text: str) -> str:
    """Return Markdown in which nothing is fetched or pressed: whatever shows the file must not ask another host."""
    return _MARKUP.sub(r"\\\g<0>", text)


def _around(text: str, word: str) -> str:
    """Return the part of the text in which the word stands first, cut between words."""
    flat = " ".join(text.split())
    at = plain_text(flat).find(word)
    start, end = max(0, at - AROUND), at + len(word) + AROUND
    before, behind = ("… " if start else ""), (" …" if end < len(flat) else "")
    part = flat[start:end]
    if start:
        part = part.partition(" ")[2] or part
    if end < len(flat):
        part = part.rpartition(" ")[0] or part
    return f"{before}{part}{behind}"
