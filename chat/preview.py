"""The answer somebody would get, tried out by HR: as an employee would see it, with how it came to be."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from uuid import UUID

from accounts.models import User
from benefits.audience import class_labels
from chat.models import Answer, Citation
from chat.pipeline.finish import Outcome
from chat.pipeline.running import Listener
from chat.pipeline.scope import Scope
from chat.pipeline.unkept import answer_unkept
from chat.pipeline.worked_out import WorkedOut
from chat.sources import Source, open_source
from chat.turns.build import finished_turn
from chat.turns.turn import Turn
from knowledge.facts.printed import Trust
from knowledge.retrieval.hits import Hit
from knowledge.retrieval.search import SearchResult
from knowledge.workbench.links import page_url
from knowledge.workbench.shown_passage import shown_passage


@dataclass(frozen=True)
class Trial:
    """An answer that was tried out, as an employee would see it, and how it came to be."""

    turn: Turn
    sources: tuple[Source, ...]  # each as the employee opens it, in the order of their numbers
    notes: tuple[str, ...]  # what HR should know of how it was made
    passages: tuple[dict[str, object], ...]  # all that it was made from
    search: SearchResult | None  # of the question's own words; None: nothing was searched
    milliseconds: int


def try_out(text: str, *, by: User, scope: Scope, listener: Listener | None = None) -> Trial:
    """Return what somebody would be answered among the scope's documents; the listener hears how it comes along."""
    made = answer_unkept(text, by=by, scope=scope, listener=listener)
    outcome, worked_out = made.outcome, made.worked_out
    turn = finished_turn(made.question, made.answer, outcome.citations, link=_link_in(worked_out), is_kept=False)
    return Trial(
        # The sources are shown open, not as the chips that lead to them. Where documents were chosen, no other was left
        # out for want of knowing who asks.
        turn=replace(turn, sources=(), left_out="" if scope.document_ids else turn.left_out),
        sources=tuple(open_source(citation) for citation in outcome.citations if not citation.is_near),
        notes=_notes(outcome, worked_out),
        passages=tuple(_passages(outcome, worked_out)) if worked_out else (),
        search=worked_out.looked_up.search if worked_out and worked_out.looked_up else None,
        milliseconds=made.milliseconds,
    )


def _link_in(worked_out: WorkedOut | None) -> Callable[[Citation], str]:
    """Return what tells where a source is opened: further down the page of the trial; what is only near, in its
    document."""
    hits = {hit.passage_id: hit for hit in worked_out.found.hits} if worked_out else {}

    def link(citation: Citation) -> str:
        if citation.is_near:
            hit = hits[citation.passage_id]
            return page_url(hit.document_id, hit.version_number, citation.page_number)
        return f"#tried-source-{citation.number}"

    return link


def _notes(outcome: Outcome, worked_out: WorkedOut | None) -> tuple[str, ...]:
    if worked_out is None:
        return ("This reply is fixed. No document is searched for it.",)
    notes = []
    if outcome.official:
        notes.append("This is an official answer that HR has written. No document is searched for it.")
    if outcome.fallback:
        notes.append("The language model did not answer. This is quoted without it, as employees are answered now.")
    removed = sum(outcome.removed.values())
    if removed:
        notes.append(f"Left out, because what they cite does not prove them: {_count(removed, 'sentence')}.")
    if worked_out.found.missing_years:
        notes.append(f"Nothing that was found is of {', '.join(worked_out.found.missing_years)}.")
    figures = worked_out.found.figures
    if figures:
        sure = sum(cited.fact.trust is Trust.CONFIRMED for cited in figures.cited)
        notes.append(f"It points at {_count(len(figures.cited), 'fact')} read from documents; HR confirmed {sure}.")
    if outcome.reason == Answer.Reason.GLOSSARY:
        notes.append("It tells what a word means in general, because no document found says it.")
    return tuple(notes)


def _passages(outcome: Outcome, worked_out: WorkedOut) -> Sequence[dict[str, object]]:
    """Return all passages found, each with how it was found and as which source it is quoted."""
    quoted = {citation.passage_id: citation for citation in outcome.citations if not citation.is_near}
    by_question = {hit.passage_id for hit in worked_out.looked_up.search.hits} if worked_out.looked_up else set()
    shown, labels = [], class_labels()
    for number, hit in enumerate(worked_out.found.hits, start=1):
        passage = shown_passage(number, hit, labels)
        citation = quoted.get(hit.passage_id)
        badges = [f"Quoted as source {citation.number}"] if citation else []
        passage["badges"] = [*badges, *_found_besides(hit, by_question), *passage["badges"]]
        shown.append(passage)
    return shown


def _found_besides(hit: Hit, by_question: Set[UUID]) -> list[str]:
    """Return how a passage came in that the question's own words did not find."""
    if hit.passage_id in by_question:
        return []
    was_sought = hit.why.keyword_rank or hit.why.vector_rank
    return ["Searched for besides" if was_sought else "Brought in for the figure it prints"]


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
