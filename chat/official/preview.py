"""Whether somebody who asks something is told an official answer, and why not."""

from datetime import date

from benefits.audience import audience_words, class_labels, meant_for_just
from benefits.calendar import is_being_prepared, told_plan_years
from chat.meaning import ask_the_same
from chat.models import OfficialAnswer
from chat.pipeline.at_once import answer_at_once
from chat.pipeline.official import official_answer
from chat.pipeline.route import choose_way
from chat.pipeline.scope import Scope
from chat.pipeline.understand import understand
from knowledge.models import Document
from knowledge.retrieval.years_in_question import wished_years
from tenants.clock import day_in_words


def why_not(row: OfficialAnswer, question: str, scope: Scope) -> str:
    """Return why somebody of the scope is not told this answer to the question; "" if they are."""
    if answer_at_once(question, "en", audience=scope.audience):
        return "The assistant has a reply of its own to this, which goes before everything."
    understood = understand((question,), "en", scope)
    way = choose_way(understood)
    found = official_answer(understood, way, scope)
    if found and found.answer.pk == row.pk:
        return ""
    if found:
        return f"Another official answer goes before it for these people: “{found.answer.question}”"
    reasons = (
        _of_state(row, scope.day),
        _of_people(row, scope),
        _of_year(row, question, scope),
        _of_source(row, scope),
    )
    told = next((reason for reason in reasons if reason), "")
    return told or _of_words(row, question)


def needs_look(row: OfficialAnswer) -> str:
    """Return what was published since that ranks as high or higher and is of the same year, "" for nothing."""
    if row.approved_at is None:
        return ""
    newer = Document.objects.published().filter(published_at__gt=row.approved_at, plan_year__in=("", row.plan_year))
    titles = [
        document.title
        for document in newer
        if document.authority_rank <= 2 and document.meant_for.may_meet(row.meant_for)
    ]
    return f"Published since and as binding: {', '.join(titles[:3])}. Look whether the answer still holds." * bool(
        titles
    )


def _of_state(row: OfficialAnswer, day: date) -> str:
    if row.state != OfficialAnswer.State.PUBLISHED:
        return f"It is told to nobody: {row.get_state_display().lower()}."
    if row.valid_from and day < row.valid_from:
        return f"It is told from {day_in_words(row.valid_from)} on."
    if row.valid_to and day > row.valid_to:
        return f"It was told until {day_in_words(row.valid_to)}."
    return ""


def _of_people(row: OfficialAnswer, scope: Scope) -> str:
    if row.meant_for.covers(meant_for_just(scope.audience)):
        return ""
    labels = class_labels()
    who = audience_words(meant_for_just(scope.audience), labels) or "somebody of whom nothing is known"
    return f"It is for {audience_words(row.meant_for, labels)}: {who} is not told it."


def _of_year(row: OfficialAnswer, question: str, scope: Scope) -> str:
    if not row.plan_year:
        return ""
    if is_being_prepared(row.plan_year):
        return f"It is of {row.plan_year}, and employees are not told of that plan year yet: it is being prepared."
    years = told_plan_years()
    wish = wished_years(question, day=scope.day, plan_years=years, labels=[row.plan_year])
    if wish.labels == {row.plan_year}:
        return ""
    wanted = " and ".join(sorted(wish.labels)) or "no plan year"
    return f"It is of {row.plan_year}, and on that day the question is of {wanted}."


def _of_source(row: OfficialAnswer, scope: Scope) -> str:
    if not row.is_from_document:
        return ""
    documents = Document.objects.published().in_force_for(scope.audience, scope.day)
    if row.document_id and documents.filter(pk=row.document_id).exists():
        return ""
    return "The document it comes from is not in force for these people on that day."


def _of_words(row: OfficialAnswer, question: str) -> str:
    if any(ask_the_same(question, wording.text) for wording in row.wordings.all()):
        return "The question is one that the assistant gives no advice on, or it goes on from another one."
    return "It is not asked so: add the question to its wordings if it means the same."
