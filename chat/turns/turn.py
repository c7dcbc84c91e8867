"""A question and its answer as a page shows them, ready for the templates."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.safestring import SafeString

from benefits.calculator_pages.pages import CalculatorPage
from benefits.contact_cards import ContactCard
from chat.branches import Place
from chat.feedback import Opinion
from chat.models import Answer, Citation, HandOver, Question
from chat.next_step import NO_STEP, NextStep
from chat.turns.actions import Actions


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
        return tuple(sorted({page for citation in self.citations for page in citation.pages}))


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
    question_read: str = ""  # which question it answers, where that was asked in other words
    lead_html: SafeString | str = ""
    answer_html: SafeString | str = ""
    scope: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    origins: tuple[str, ...] = ()
    worked_out: tuple[str, ...] = ()  # what it goes by that may be otherwise
    calculators: tuple[CalculatorPage, ...] = ()  # that reckon the same with other figures
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

    @property
    def actions(self) -> Actions:
        answer = self.answer
        is_told = self.is_found and not self.is_small_talk and not answer.asks_back
        return Actions(
            answer.pk,
            may_be_copied=is_told and answer.status == Answer.Status.DONE,
            has_receipt=answer.has_receipt,
            may_ask_hr=self.may_ask_hr,
            may_ask_again=self.may_ask_again,
            may_be_said_otherwise=answer.may_be_said_simply and self.may_ask_again,
            is_simple=answer.is_simple,
            opinion=self.opinion,
        )
