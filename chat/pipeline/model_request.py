"""What a model is given to answer from: the question, what was said before, and the passages with what is known of
them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from benefits.audience import audience_words, class_labels, class_names, meant_for_just
from benefits.calendar import told_plan_years
from branding.house import current_house
from branding.words.texts import TU
from chat.citations import without_markers
from chat.dates import date_in_words
from chat.llm.prompting import (
    CONTINUE_VERSION,
    PROMPT_VERSION,
    SIMPLY_VERSION,
    TONE_VERSIONS,
    TU_VERSION,
    build_messages,
    going_on,
    in_manner,
    said_simply,
)
from chat.llm.types import Message, ModelRequest, SourcePassage
from chat.models import Answer
from chat.pipeline.found import Found
from chat.pipeline.scope import Scope
from chat.pipeline.wish import NO_WISH, Wish
from knowledge.facts.confirmed import confirmed_figures
from knowledge.retrieval.hits import Hit
from knowledge.retrieval.years_in_question import wished_years


class Past(Protocol):
    """A question asked before, stored or not."""

    text: str

    def current_answer(self) -> Answer: ...


def model_request(
    words: str, found: Found, earlier: Sequence[Past], scope: Scope, wish: Wish = NO_WISH
) -> ModelRequest:
    request = _request(words, found, earlier, scope)
    versions = [PROMPT_VERSION]
    manner = _manner()
    if manner:
        request = replace(request, messages=in_manner(request.messages, manner))
        versions.append(".".join(manner))
    if wish.is_simple:
        request = replace(request, messages=said_simply(request.messages))
        versions.append(SIMPLY_VERSION)
    beginning = wish.beginning.for_model(found.hits) if wish.beginning else ""
    if beginning:
        request = replace(request, messages=going_on(request.messages, beginning), beginning=beginning)
        versions.append(CONTINUE_VERSION)
    return replace(request, prompt_version="+".join(versions))


def _manner() -> list[str]:
    """Return the prompts that say how the company wants people to be spoken to; none where it has not said so."""
    words = current_house().words
    manner = [TONE_VERSIONS[words.tone]] if words.tone in TONE_VERSIONS else []
    return [*manner, *address()]


def address() -> list[str]:
    """Return the prompt that says how the company addresses people; none where it is as every model does by itself."""
    return [TU_VERSION] if current_house().words.address == TU else []


def _request(words: str, found: Found, earlier: Sequence[Past], scope: Scope) -> ModelRequest:
    labels = class_labels()
    versions = {hit.version_id for hit in found.hits}
    confirmed = confirmed_figures(versions)
    passages = tuple(
        replace(
            source_passage(number, hit, labels),
            confirmed=tuple(one for one in confirmed.get(hit.version_id, ()) if one.is_in(hit.text)),
        )
        for number, hit in enumerate(found.hits, start=1)
    )
    years = {hit.plan_year for hit in found.hits if hit.plan_year}
    wish = wished_years(words, day=scope.day, plan_years=told_plan_years(), labels=years)
    own, others = class_names(scope.audience)
    return ModelRequest(
        question=words,
        messages=build_messages(
            found.question,
            history=_history(earlier),
            passages=passages,
            asker=audience_words(meant_for_just(scope.audience), labels),
            today=_day_in_words(scope.day),
            told=[one.text for result in found.results for one in result.told],
        ),
        passages=passages,
        language=found.language,
        today=scope.day,
        plan_years=tuple(sorted(wish.labels)),
        own_class=tuple(sorted(own)),
        other_classes=tuple(sorted(others)),
        work_state=scope.audience.work_state,
        hours=scope.audience.hours,
        figures=found.figures,
    )


def source_passage(number: int, hit: Hit, labels: Mapping[str, str]) -> SourcePassage:
    return SourcePassage(
        number=number,
        document_title=hit.title,
        text=hit.text,
        page=hit.page_number,
        heading=hit.heading,
        plan_year=hit.plan_year,
        people=audience_words(hit.meant_for, labels),
        kind="table" if hit.kind == "table" else "text",
        language=hit.language,
        authority_rank=hit.authority_rank,
        has_sure_figures=hit.has_sure_figures,
        own_plan=hit.own_plan,
    )


def _day_in_words(day: date) -> str:
    """Return the day with the plan year in which it lies, and the one that people are told of next."""
    parts = [date_in_words(day, "en")]
    years = told_plan_years()
    parts += [
        f"in plan year {year.label} (until {date_in_words(year.ends_on, 'en')})"
        for year in years
        if year.starts_on <= day <= year.ends_on
    ]
    coming = [year for year in years if year.starts_on > day][:1]
    parts += [f"plan year {year.label} begins {date_in_words(year.starts_on, 'en')}" for year in coming]
    return "; ".join(parts)


def _history(earlier: Sequence[Past]) -> list[Message]:
    """Return what was said before. What was not found is asked about further as well ("and for dental?")."""
    messages = []
    for question in earlier:
        current = question.current_answer()
        if current.status == Answer.Status.DONE and (
            not current.is_refusal or current.reason == Answer.Reason.NOT_IN_DOCUMENTS
        ):
            # Its markers number passages that this request does not have.
            messages += [Message("user", question.text), Message("assistant", without_markers(current.text))]
    return messages
