"""Makes a turn of what is stored: clean HTML, links, sentences; templates decide nothing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from chat.branches import Branches
from chat.feedback import opinion_of
from chat.markdown import CitationLink, render_answer, split_lead
from chat.models import EXTRACTIVE, Answer, Citation, Conversation, Question
from chat.next_step import NO_STEP
from chat.topics import covered_topics
from chat.turns.beside import (
    calculators,
    conflict_title,
    conflicting,
    contacts_of,
    left_out,
    next_step_of,
    of_others,
    origins,
    removed_note,
    worked_out,
)
from chat.turns.held_for import official_scope, scope
from chat.turns.sent import official_badge, sent_on, wish_of
from chat.turns.turn import AskButton, NearPassage, Source, Turn
from chat.words import CHANGES, FAILURES, FALLBACKS, MASKED_NOTE, STILL_QUEUED_NOTE, split_question_read
from knowledge.retrieval.excerpts import without_headings
from tenants.live import Holder, ticket

EXCERPT_LENGTH = 280
_OF_QUESTIONS = tuple(f"answers__{rows}" for rows in ("citations", "feedback", "handovers", "wishes", "official"))
QUEUE_PATIENCE = timedelta(seconds=8)


def source_url(citation: Citation) -> str:
    return reverse("chat:source", args=[citation.pk])


def turns_of(conversation: Conversation, *, holder: Holder, through: Question | None = None) -> list[Turn]:
    """Return the turns of the branch that is shown, oldest first; only the last one proposes what to ask next.

    `through`: a question that is to be among them.
    """
    branches = Branches.of(conversation)
    questions = branches.shown(through)
    prefetch_related_objects(questions, *_OF_QUESTIONS)
    last = questions[-1:]
    turns = [
        turn_of(question, question.current_answer(), holder=holder, is_last=[question] == last)
        for question in questions
    ]
    return [replace(turn, place=branches.place(turn.question)) for turn in turns]


def turn_of(
    question: Question, answer: Answer, *, holder: Holder | None = None, is_last: bool = True, waiting_note: str = ""
) -> Turn:
    """Return one turn. `holder` is who would follow it live; a finished answer needs none."""
    if answer.is_open:
        return Turn(
            question,
            answer,
            is_waiting=True,
            live_url=live_url(answer, holder) if holder else "",
            waiting_note=waiting_note or _waiting_note(answer),
            question_note=MASKED_NOTE if question.is_masked else "",
            edit_token=uuid4(),
        )
    return finished_turn(question, answer, tuple(answer.citations.all()), is_last=is_last)


def finished_turn(
    question: Question,
    answer: Answer,
    citations: Sequence[Citation],
    *,
    link: Callable[[Citation], str] = source_url,
    is_last: bool = True,
    is_kept: bool = True,
    is_new: bool = False,
) -> Turn:
    """Return the turn of an answer that is over; of one that is new nothing was said yet, and nothing was sent unless
    it is another attempt. `link` tells where a
    source is opened; one that is not kept, as when HR tries it out, cannot be asked for again."""
    cited = tuple(citation for citation in citations if not citation.is_near)
    nearest = tuple(_near(citation, link) for citation in citations if citation.is_near)
    is_unknown = answer.reason == Answer.Reason.NOT_IN_DOCUMENTS and not nearest
    return Turn(
        question,
        answer,
        is_waiting=False,
        question_note=MASKED_NOTE if question.is_masked else "",
        is_found=not answer.is_refusal,
        is_small_talk=answer.is_small_talk,
        may_ask_again=is_kept and not (answer.asks_back or answer.reason in Answer.FIXED),
        **_words(answer, cited, link),
        scope=official_scope(answer) if answer.official else scope(answer, cited),
        official=official_badge(answer.official) if answer.official else None,
        may_ask_hr=is_kept and question.is_counted and not answer.asks_back,
        sent=sent_on(question) if is_kept and not (is_new and answer.attempt == 1) else (),
        wish=wish_of(question, answer, is_new=is_new) if is_kept else "",
        sources=_sources(cited),
        origins=origins(answer),
        worked_out=worked_out(answer),
        calculators=calculators(answer),
        nearest=nearest,
        covered=tuple(str(topic.name) for topic in covered_topics(answer.audience)) if is_unknown else (),
        contacts=contacts_of(question, answer),
        next_questions=ask_buttons(answer.next_questions if is_last else (), question.language),
        failure=FAILURES.get(answer.reason, ""),
        choices=_choices(answer, question.language) if is_last else (),
        changes=str(CHANGES.get(answer.changes, "")) if answer.text else "",
        next_step=next_step_of(question, answer, cited) if is_last and is_kept else NO_STEP,
        conflict=conflicting(answer, cited),
        conflict_title=conflict_title(answer),
        fallback=FALLBACKS.get(answer.fallback, ""),
        removed_note=removed_note(answer) if answer.text else "",  # nobody read a sentence stopped in the middle
        left_out=left_out(answer) if is_last else "",
        of_others=of_others(answer) if is_last else "",
        opinion=opinion_of(answer, is_new=is_new) if is_kept else None,
        edit_token=uuid4() if is_kept and answer.reason != Answer.Reason.CRISIS else None,
    )


def source_label(citation: Citation) -> str:
    return _("Source %(number)d: %(title)s, page %(page)d") % {
        "number": citation.number,
        "title": citation.document_title,
        "page": citation.page_number,
    }


def live_url(answer: Answer, holder: Holder) -> str:
    return f"/live/?{urlencode({'ticket': ticket(answer.topic, holder=holder)})}"


def ask_buttons(texts: Sequence[str], language: str) -> tuple[AskButton, ...]:
    return tuple(AskButton(text, language, uuid4()) for text in texts)


def _words(answer: Answer, cited: Sequence[Citation], link: Callable[[Citation], str]) -> dict[str, SafeString | str]:
    links = {citation.number: CitationLink(link(citation), source_label(citation)) for citation in cited}
    if answer.is_refusal or answer.is_small_talk:
        return {"answer_html": render_answer(answer.text, links)}
    if answer.status in (Answer.Status.FAILED, Answer.Status.INTERRUPTED):
        return {"answer_html": render_answer(answer.text, links)}
    if answer.official:
        # HR's own text: a [1] in it names nothing of ours.
        return {"answer_html": render_answer(answer.text, {})}
    # A model that begins so says it itself.
    is_ours = answer.engine in ("", EXTRACTIVE)
    question_read, text = split_question_read(answer.text) if is_ours else ("", answer.text)
    lead = split_lead(text)
    return {
        "question_read": question_read,
        "lead_html": render_answer(lead.first, links),
        "answer_html": render_answer(lead.rest, links),
    }


def _sources(cited: Iterable[Citation]) -> tuple[Source, ...]:
    """Return the documents in the order in which the answer first cites them."""
    by_document: dict[tuple[UUID | None, str], list[Citation]] = {}
    for citation in cited:
        by_document.setdefault((citation.version_id, citation.document_title), []).append(citation)
    return tuple(Source(tuple(citations)) for citations in by_document.values())


def _choices(answer: Answer, language: str) -> tuple[AskButton, ...]:
    return tuple(
        AskButton(one["text"], language, uuid4(), plan := one.get("plan", ""), one.get("label") or plan or one["text"])
        for one in answer.choices
    )


def _near(citation: Citation, link: Callable[[Citation], str]) -> NearPassage:
    excerpt = without_headings(citation.quote, citation.heading)
    if len(excerpt) > EXCERPT_LENGTH:
        excerpt = f"{excerpt[:EXCERPT_LENGTH].rsplit(' ', 1)[0]}…"
    return NearPassage(citation.document_title, citation.page_number, citation.heading, excerpt, link(citation))


def _waiting_note(answer: Answer) -> str:
    has_waited = timezone.now() - answer.created_at > QUEUE_PATIENCE
    return STILL_QUEUED_NOTE if answer.status == Answer.Status.PENDING and has_waited else ""
