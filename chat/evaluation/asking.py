"""Asks known questions of the pipeline that chat asks, as people of any class, state and working time. Nothing of it
is stored.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import translation

from accounts.audience import Audience
from accounts.models import User
from benefits.contact_cards import ContactCard
from chat.evaluation.given import Card, Given, Quote
from chat.evaluation.questions import ExpectedAnswer
from chat.evaluation.report import Asked
from chat.models import Answer, Citation
from chat.pipeline.answer import HISTORY_TURNS
from chat.pipeline.scope import Scope
from chat.pipeline.unkept import Unkept, answer_unkept
from chat.turns.build import finished_turn
from chat.words import split_question_read
from knowledge.evaluation.ask_search import Asker, files_of
from knowledge.evaluation.evaluate import GoldPage, GoldQuestion, check_documents
from knowledge.models import DocumentVersion


@dataclass(frozen=True)
class Run:
    """As whom, and when, the lines are asked that do not say so themselves."""

    day: date
    audiences: Sequence[Audience]
    include_unpublished: bool = False

    def asked_of(self, questions: Iterable[ExpectedAnswer]) -> list[tuple[ExpectedAnswer, Asker]]:
        """Return each question with each asker it is asked as, in the order of the lines."""
        return [
            (one, Asker(one.on or self.day, audience, self.include_unpublished))
            for one in questions
            for audience in ([one.audience] if one.audience else self.audiences)
        ]


def check_places(asked: Iterable[tuple[ExpectedAnswer, Asker]]) -> None:
    """Raise BadQuestions if a line wants a page cited that its asker cannot find."""
    by_asker: dict[Asker, list[GoldQuestion]] = {}
    for question, asker in asked:
        pages = tuple(GoldPage(place.document, place.page) for place in question.places)
        by_asker.setdefault(asker, []).append(GoldQuestion(question.line, question.question, pages=pages))
    for asker, questions in by_asker.items():
        files = files_of(asker)
        check_documents(questions, files.page_counts, unpublished=files.others)


def ask_all(asked: Iterable[tuple[ExpectedAnswer, Asker]]) -> list[Asked]:
    give = giver()
    return [Asked(question, asker, give(question, asker)) for question, asker in asked]


def giver() -> Callable[[ExpectedAnswer, Asker], Given]:
    """Return what asks one question; the conversation's questions before it are asked first."""
    file_names = dict(DocumentVersion.objects.values_list("pk", "file_name"))
    nobody = User(name="Known questions", language="en")

    def give(question: ExpectedAnswer, asker: Asker) -> Given:
        scope = Scope(
            asker.day,
            asker.audience,
            include_unpublished=asker.include_unpublished,
            is_trial=True,
            as_if=asker.as_if,
        )
        earlier: list[Unkept] = []
        for text in question.earlier:
            made = answer_unkept(text, by=nobody, scope=scope, earlier=earlier[-HISTORY_TURNS:])
            if made.answer.reason not in Answer.FIXED:
                earlier.append(made)
        made = answer_unkept(question.question, by=nobody, scope=scope, earlier=earlier[-HISTORY_TURNS:])
        return _given(made, file_names)

    return give


def _given(made: Unkept, file_names: dict[object, str]) -> Given:
    answer, citations = made.answer, made.outcome.citations
    # Roles of contacts by the names that a file of questions has for them.
    with translation.override("en"):
        turn = finished_turn(made.question, answer, citations, link=lambda citation: "", is_kept=False)
    return Given(
        text=split_question_read(answer.text)[1],
        reason=str(answer.reason),
        is_refusal=answer.is_refusal,
        is_done=answer.status == Answer.Status.DONE,
        language=made.question.language,
        quotes=tuple(_quote(citation, file_names) for citation in citations),
        cards=tuple(map(_card, turn.contacts)),
        milliseconds=made.milliseconds,
    )


def _quote(citation: Citation, file_names: dict[object, str]) -> Quote:
    return Quote(
        file_names.get(citation.version_id, ""),
        citation.page_number,
        citation.quote,
        title=citation.document_title,
        is_near=citation.is_near,
    )


def _card(card: ContactCard) -> Card:
    return Card(str(card.role), card.name, card.phone, card.email)
