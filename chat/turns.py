"""A question and its answer as a page shows them: clean HTML, links, sentences; templates decide nothing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.safestring import SafeString
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from benefits.audience import MeantFor, audience_words, class_labels
from benefits.contact_cards import ContactCard
from chat.branches import Branches, Place
from chat.contacts import whom_to_ask
from chat.feedback import Opinion, opinion_of
from chat.left_out import left_out_note
from chat.markdown import CitationLink, render_answer, split_lead
from chat.models import Answer, Citation, Conversation, HandOver, OfficialVersion, Question
from chat.next_step import NO_STEP, NextStep, next_step
from chat.other_people import replaced_for_others_note
from chat.small_talk import small_talk
from chat.topics import covered_topics
from chat.words import CHANGES, DOCUMENT_KINDS, FAILURES, FALLBACKS, MASKED_NOTE, ORIGINS, STILL_QUEUED_NOTE
from knowledge.retrieval.excerpts import without_headings
from tenants.clock import day_of, today
from tenants.live import Holder, ticket
from tenants.roles import EMPLOYEE

EXCERPT_LENGTH = 280
FIXED = (Answer.Reason.CRISIS, Answer.Reason.SMALL_TALK)
MOST_PLANS = 3  # that the line on what an answer holds for names
_OF_QUESTIONS = tuple(f"answers__{rows}" for rows in ("citations", "feedback", "handovers", "wishes", "official"))
QUEUE_PATIENCE = timedelta(seconds=8)


@dataclass(frozen=True)
class AskButton:
    """A question one press away; the token makes two presses one question."""

    text: str
    language: str
    token: UUID
    plan: str = ""  # that the conversation is about from then on
    label: str = ""  # what the button says, if not the question


@dataclass(frozen=True)
class NearPassage:
    document_title: str
    page_number: int
    heading: str
    excerpt: str
    url: str


@dataclass(frozen=True)
class Source:
    """A document that an answer cites, with the places it is cited for."""

    citations: tuple[Citation, ...]

    @property
    def first(self) -> Citation:
        return self.citations[0]

    @property
    def pages(self) -> tuple[int, ...]:
        return tuple(sorted({citation.page_number for citation in self.citations}))


@dataclass(frozen=True)
class Conflicting:
    """A source that another one contradicts, and what kind of document it is."""

    citation: Citation
    kind: str


@dataclass(frozen=True)
class OfficialBadge:
    """That HR has written the answer, when, and what it comes from."""

    words: str
    source: str  # a person or a decision; a document is among the sources
    language: str


@dataclass(frozen=True)
class SentOn:
    """A question that was sent to HR or a carrier, and what came back."""

    row: HandOver
    state: str
    reply_badge: str = ""
    reply_html: SafeString | str = ""


@dataclass(frozen=True)
class Turn:
    question: Question
    answer: Answer
    is_waiting: bool
    live_url: str = ""
    waiting_note: str = ""
    question_note: str = ""
    is_found: bool = False
    is_small_talk: bool = False
    may_ask_again: bool = False
    lead_html: SafeString | str = ""
    answer_html: SafeString | str = ""
    scope: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    origins: tuple[str, ...] = ()
    nearest: tuple[NearPassage, ...] = ()
    covered: tuple[str, ...] = ()
    contacts: tuple[ContactCard, ...] = ()
    next_questions: tuple[AskButton, ...] = ()
    failure: str = ""
    choices: tuple[AskButton, ...] = ()
    changes: str = ""
    next_step: NextStep = NO_STEP
    fallback: str = ""
    conflict: tuple[Conflicting, ...] = ()
    conflict_title: str = ""
    removed_note: str = ""
    left_out: str = ""
    of_others: str = ""
    opinion: Opinion | None = None
    edit_token: UUID | None = None  # makes two presses one question; None: it cannot be asked in other words
    place: Place | None = None  # among the questions asked in its place
    official: OfficialBadge | None = None
    may_ask_hr: bool = False
    sent: tuple[SentOn, ...] = ()
    wish: str = ""  # to be told once HR has answered: "offered" or "given"


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
    """Return the turn of an answer that is over. `link` tells where a source is opened; one that is not kept, as when
    HR tries it out, cannot be asked for again. One that is new has nothing said or sent about it yet.
    """
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
        may_ask_again=is_kept and not (answer.asks_back or answer.reason in FIXED),
        **_words(answer, cited, link),
        scope=_official_scope(answer) if answer.official else _scope(answer, cited),
        official=official_badge(answer.official) if answer.official else None,
        may_ask_hr=is_kept and question.is_counted and not answer.asks_back,
        sent=_sent(answer) if is_kept and not is_new else (),
        wish=_wish(question, answer, is_new=is_new) if is_kept else "",
        sources=_sources(cited),
        origins=_origins(answer),
        nearest=nearest,
        covered=tuple(str(topic.name) for topic in covered_topics(answer.audience)) if is_unknown else (),
        contacts=_contacts(question, answer),
        next_questions=ask_buttons(answer.next_questions if is_last else (), question.language),
        failure=FAILURES.get(answer.reason, ""),
        choices=_choices(answer, question.language) if is_last else (),
        changes=str(CHANGES.get(answer.changes, "")),
        next_step=_next_step(question, answer, cited) if is_last and is_kept else NO_STEP,
        conflict=_conflict(answer, cited),
        conflict_title=_conflict_title(answer),
        fallback=FALLBACKS.get(answer.fallback, ""),
        removed_note=_removed_note(answer),
        left_out=left_out(answer) if is_last else "",
        of_others=of_others(answer) if is_last else "",
        opinion=opinion_of(answer, is_new=is_new) if is_kept else None,
        edit_token=uuid4() if is_kept and answer.reason != Answer.Reason.CRISIS else None,
    )


def answer_html(answer: Answer) -> str:
    """Return the finished answer's fragment, for its live events."""
    with translation.override(answer.question.conversation.user.language):
        return _html("chat/_answer.html", turn_of(answer.question, answer))


def new_answer_html(answer: Answer, citations: Sequence[Citation]) -> str:
    """Return the same for an answer that was finished a moment ago; nothing of it is read again."""
    with translation.override(answer.question.conversation.user.language):
        return _html("chat/_answer.html", finished_turn(answer.question, answer, citations, is_new=True))


def next_questions_html(answer: Answer) -> str:
    """Return what to ask next as the last part of the fragment has it; "" for nothing."""
    question = answer.question
    buttons = ask_buttons(answer.next_questions, question.language)
    # Not the whole turn: what the answer says and cites was read for its own fragment a moment ago.
    turn = Turn(question, answer, is_waiting=False, is_small_talk=answer.is_small_talk, next_questions=buttons)
    with translation.override(question.conversation.user.language):
        return _html("chat/_answer_next.html", turn).strip()


def _html(template: str, turn: Turn) -> str:
    return render_to_string(template, {"turn": turn, "conversation": turn.question.conversation})


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
    lead = split_lead(answer.text)
    return {"lead_html": render_answer(lead.first, links), "answer_html": render_answer(lead.rest, links)}


def _contacts(question: Question, answer: Answer) -> tuple[ContactCard, ...]:
    """Return whom to ask: about this question, or about the one before if it only says that a person is wanted."""
    talk = small_talk(question.text) if answer.is_small_talk else None
    if answer.is_refusal or (talk and talk.wants_people):
        before = question.follows if talk else None
        return tuple(whom_to_ask((before or question).text))
    return ()


def source_label(citation: Citation) -> str:
    return _("Source %(number)d: %(title)s, page %(page)d") % {
        "number": citation.number,
        "title": citation.document_title,
        "page": citation.page_number,
    }


def _sources(cited: Iterable[Citation]) -> tuple[Source, ...]:
    """Return the documents in the order in which the answer first cites them."""
    by_document: dict[tuple[UUID | None, str], list[Citation]] = {}
    for citation in cited:
        by_document.setdefault((citation.version_id, citation.document_title), []).append(citation)
    return tuple(Source(tuple(citations)) for citations in by_document.values())


def _choices(answer: Answer, language: str) -> tuple[AskButton, ...]:
    return tuple(
        AskButton(one["text"], language, uuid4(), plan := one.get("plan", ""), plan or one["text"])
        for one in answer.choices
    )


def _next_step(question: Question, answer: Answer, cited: Sequence[Citation]) -> NextStep:
    if not _is_of_documents(answer) or answer.is_refusal or not answer.is_certain or not cited:
        return NO_STEP
    return next_step(question.text, frozenset(citation.plan_year for citation in cited if citation.plan_year))


def _conflict(answer: Answer, cited: Sequence[Citation]) -> tuple[Conflicting, ...]:
    """Return the sources that contradict one another, each document once, the one that binds most first."""
    by_number = {citation.number: citation for citation in cited}
    told: dict[str, Conflicting] = {}
    for row in answer.conflict:
        citation = by_number.get(row["number"])
        if citation:
            told.setdefault(citation.document_title, Conflicting(citation, str(DOCUMENT_KINDS.get(row["kind"], ""))))
    return tuple(told.values())


def _conflict_title(answer: Answer) -> str:
    is_ranked = len({row["rank"] for row in answer.conflict}) > 1
    return _("These documents disagree; the first binds more") if is_ranked else _("These documents disagree")


def _origins(answer: Answer) -> tuple[str, ...]:
    """Return what the answer was looked up in beside documents, in words."""
    used = dict.fromkeys(row["origin"] for row in answer.tools if "origin" in row)
    return tuple(str(ORIGINS[origin]) for origin in used)


def _scope(answer: Answer, cited: Sequence[Citation]) -> tuple[str, ...]:
    """Return for whom, for when, and as of which day the answer holds."""
    if not cited or answer.finished_at is None:
        return ()
    years = sorted({citation.plan_year for citation in cited if citation.plan_year})
    words = [_("Plan year %(years)s") % {"years": get_text_list(years, _("and"))}] if years else []
    plans = sorted({plan for citation in cited for plan in citation.plans})
    if plans and len(plans) <= MOST_PLANS and all(citation.plans for citation in cited):
        words = [get_text_list(plans, _("and")), *words]
    people = _people(cited)
    if people:
        words.append(_("For %(classes)s") % {"classes": people})
    return (*words, _("As of %(day)s") % {"day": formats.date_format(day_of(answer.finished_at))})


def _sent(answer: Answer) -> tuple[SentOn, ...]:
    return tuple(_sent_on(row) for row in sorted(answer.handovers.all(), key=lambda row: row.created_at))


def _sent_on(row: HandOver) -> SentOn:
    names = {"recipient": row.recipient, "day": formats.date_format(day_of(row.sent_at or row.created_at))}
    if row.state == HandOver.State.FAILED:
        return SentOn(row, _("It could not be sent to %(recipient)s.") % names)
    if row.state == HandOver.State.WAITING:
        return SentOn(row, _("It is being sent to %(recipient)s.") % names)
    if not row.replied_at:
        return SentOn(row, _("Sent to %(recipient)s on %(day)s. The reply comes here.") % names)
    reply = {"recipient": row.recipient, "day": formats.date_format(day_of(row.replied_at))}
    badge = _("Reply from %(recipient)s, %(day)s") % reply
    return SentOn(row, _("Sent to %(recipient)s on %(day)s.") % names, badge, render_answer(row.reply, {}))


def _wish(question: Question, answer: Answer, *, is_new: bool) -> str:
    """Return whether the person wants to be told of HR's answer, or may say so; "" where HR gets to know nothing."""
    is_theirs = question.is_counted and question.conversation.user.role == EMPLOYEE
    if not answer.is_refusal or answer.status != Answer.Status.DONE or not is_theirs:
        return ""
    is_given = not is_new and any(wish.told_at is None for wish in answer.wishes.all())
    return "given" if is_given else "offered"


def official_badge(version: OfficialVersion) -> OfficialBadge:
    told = version.told
    words = _("Official answer from your HR team, %(day)s") % {"day": formats.date_format(day_of(version.at))}
    source = _("Source: %(source)s") % {"source": told["decided_by"]} if told["decided_by"] else ""
    return OfficialBadge(words, source, told["language"])


def _official_scope(answer: Answer) -> tuple[str, ...]:
    """Return the same for what HR has written, by what it said then."""
    told, language = answer.official.told, translation.get_language()
    words = [_("Plan year %(years)s") % {"years": told["plan_year"]}] if told["plan_year"] else []
    meant_for = MeantFor(tuple(told["audience"]), tuple(told["work_states"]), told["hours"])
    if not meant_for.is_everyone:
        people = audience_words(meant_for, class_labels(language), language)
        words.append(_("For %(classes)s") % {"classes": people})
    if told["valid_to"]:
        until = formats.date_format(date.fromisoformat(told["valid_to"]))
        words.append(_("Holds until %(day)s") % {"day": until})
    return tuple(words)


def _removed_note(answer: Answer) -> str:
    """Return the sentence that something was taken out of an answer, "" if nothing was."""
    count = sum(answer.removed.values())
    if not count or answer.is_refusal:
        return ""
    return ngettext(
        "One statement was taken out: the source it named does not prove it.",
        "%(count)s statements were taken out: the sources they named do not prove them.",
        count,
    ) % {"count": count}


def left_out(answer: Answer) -> str:
    """Return the sentence on what a finished answer had to leave out, "" for nothing."""
    return left_out_note(answer.audience, day=today()) if _is_of_documents(answer) else ""


def of_others(answer: Answer) -> str:
    """Return the sentence on what was left out of a finished answer because others asked about have it otherwise."""
    if not _is_of_documents(answer):
        return ""
    return replaced_for_others_note([answer.question.text], answer.audience, day=today())


def _is_of_documents(answer: Answer) -> bool:
    is_told = answer.reason in (Answer.Reason.NONE, Answer.Reason.NOT_IN_DOCUMENTS) and not answer.official_id
    return answer.status == Answer.Status.DONE and is_told


def _people(cited: Sequence[Citation]) -> str:
    """Return for whom the cited documents are, in words; "" if all are for everyone."""
    each = [citation.meant_for for citation in cited]
    if all(one.is_everyone for one in each):
        return ""
    together = MeantFor(
        classes=tuple({code for one in each for code in one.classes}),
        work_states=tuple({state for one in each for state in one.work_states}),
        # One asker was answered from all of them.
        hours=max(one.hours for one in each),
    )
    language = translation.get_language()
    return audience_words(together, class_labels(language), language)


def _near(citation: Citation, link: Callable[[Citation], str]) -> NearPassage:
    excerpt = without_headings(citation.quote, citation.heading)
    if len(excerpt) > EXCERPT_LENGTH:
        excerpt = f"{excerpt[:EXCERPT_LENGTH].rsplit(' ', 1)[0]}…"
    return NearPassage(citation.document_title, citation.page_number, citation.heading, excerpt, link(citation))


def _waiting_note(answer: Answer) -> str:
    has_waited = timezone.now() - answer.created_at > QUEUE_PATIENCE
    return STILL_QUEUED_NOTE if answer.status == Answer.Status.PENDING and has_waited else ""
