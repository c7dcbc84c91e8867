"""What a question comes to: looked up, worded, checked. Nothing is stored here; who hears it being made is given.

Chat stores and tells it (answer.py); HR tries it out on documents of their choice (preview.py). There is no other way
to an answer.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

import structlog
from django.db import InterfaceError, OperationalError, connection

from chat.llm.types import ModelRequest, ModelUnavailable
from chat.models import EXTRACTIVE, Answer, Question
from chat.pipeline.answerable import answered_in
from chat.pipeline.beyond import refuse_beyond
from chat.pipeline.budget import Budget
from chat.pipeline.choices import leaves_plan_open, plans_to_choose, what_changes, with_plans_to_choose
from chat.pipeline.clarify import ask_back, begins_anew
from chat.pipeline.common_question import (
    answered_as_common,
    common_question_behind,
    doubted_beside_common,
    is_left_open,
)
from chat.pipeline.compose import compose, refuse
from chat.pipeline.connection import patiently
from chat.pipeline.coverage_start import with_coverage_start
from chat.pipeline.days_left import with_days_left
from chat.pipeline.finish import Outcome
from chat.pipeline.found import Found
from chat.pipeline.gather import find, look_for_official, retrieve
from chat.pipeline.glossary import are_told_by, tell_meanings
from chat.pipeline.identifiers import without_masks
from chat.pipeline.model_calls import write_down
from chat.pipeline.model_request import Past, model_request
from chat.pipeline.official import Official, tell_official
from chat.pipeline.own_figures import confirmed_figures
from chat.pipeline.plain_words import with_meanings
from chat.pipeline.restate import keeps_the_rest, restated, restating_request, to_restate
from chat.pipeline.retrieve import LookedUp
from chat.pipeline.route import Way, choose_way
from chat.pipeline.running import Listener
from chat.pipeline.scope import Scope
from chat.pipeline.speak import Speech, speak, speak_aside
from chat.pipeline.steps import Steps
from chat.pipeline.tools.at_hand import ToolsAtHand
from chat.pipeline.tools.contract import Session
from chat.pipeline.tools.registry import specs
from chat.pipeline.tools.remembered import NOTHING, Remembered
from chat.pipeline.tools.tell import ask_for, is_contradicted, said_by_tools, with_what_tools_add
from chat.pipeline.understand import Understood, understand
from chat.pipeline.verify import Checked, verify
from chat.pipeline.wish import NO_WISH, Wish
from chat.pipeline.worked_out import WorkedOut
from chat.words import LOOKING, READING, RESTATING, in_language
from tenants.turns import let_go_of_database

log = structlog.get_logger(__name__)


def work_out(
    question: Question,
    earlier: Sequence[Past],
    scope: Scope,
    listener: Listener,
    steps: Steps,
    wish: Wish = NO_WISH,
    given: Remembered = NOTHING,
) -> WorkedOut | None:
    """Return what the question comes to among the scope's documents; None if another run has taken the answer over.

    `earlier` are the last of the questions before it, oldest first; `given` is what all of them have given to tools.
    Without a language model, a common question that they ask in words of their own is asked instead: first where it is
    plain, else where nothing sure is found for their own words. The answer says so.
    """
    ask = partial(_work_out, scope=scope, listener=listener, steps=steps, wish=wish, given=given)
    try:
        common = patiently(partial(common_question_behind, question, earlier, scope))
    except (OperationalError, InterfaceError):
        connection.close()
        common = None  # what has become of the database is told where it is searched
    if common is None:
        return ask(question, earlier)
    asked_so = Question(conversation=question.conversation, text=common.asked, language=question.language)
    if common.is_plain:
        first = ask(asked_so, earlier)
        answered = answered_as_common(common, first, question)
        if answered or first is None or listener.is_over:
            return answered or first
        listener.take_back()
        return doubted_beside_common(ask(question, earlier), question.language)
    own = ask(question, earlier)
    if own is None or listener.is_over or not is_left_open(own):
        return own
    listener.take_back()
    return answered_as_common(common, ask(asked_so, earlier), question) or own


def _work_out(
    question: Question,
    earlier: Sequence[Past],
    scope: Scope,
    listener: Listener,
    steps: Steps,
    wish: Wish,
    given: Remembered,
) -> WorkedOut | None:
    listener.tell(in_language(LOOKING, question.language))
    asked = tuple(map(without_masks, (*(past.text for past in earlier), question.text)))
    if begins_anew(asked):
        earlier, asked = (), asked[-1:]
    try:
        seen = patiently(partial(_look, asked, question.language, given, scope, steps))
    except (OperationalError, InterfaceError) as trouble:
        log.error("search_failed", answer=listener.name, reason=type(trouble).__name__)
        connection.close()
        failed = Outcome(Answer.Status.FAILED, reason=Answer.Reason.SEARCH_UNAVAILABLE)
        return WorkedOut(failed, Found(question.text, question.language, asked, scope.day, ()))
    if isinstance(seen, Official):
        return WorkedOut(tell_official(seen), Found(question.text, question.language, asked, scope.day, ()))
    understood, way, scope, looked_up = seen
    found = find(understood, way, looked_up, scope, steps)
    tools = ToolsAtHand(Session(scope, understood.language), found)
    if way.calls:
        with steps.step("tools"):
            tools.look_up(way.calls)
    budget = Budget(question.conversation.user_id)
    run = _Run(looked_up.words, found, earlier, scope, listener, steps, tools, budget, wish)
    outcome = run.outcome(way)
    return outcome and WorkedOut(replace(outcome, personal=tools.personal()), found, looked_up)


class _Seen(NamedTuple):
    """What a question asks, which way it goes, and what search has for it."""

    understood: Understood
    way: Way
    scope: Scope
    looked_up: LookedUp


def _look(asked: tuple[str, ...], language: str, given: Remembered, scope: Scope, steps: Steps) -> Official | _Seen:
    with steps.step("understand"):
        understood = understand(asked, language, scope)
    with steps.step("route"):
        way = choose_way(understood, given)
    official = look_for_official(understood, way, scope, steps)
    if official:
        return official
    scope = understood.applied_to(scope)
    return _Seen(understood, way, scope, retrieve(understood, way, scope, steps))


@dataclass(frozen=True)
class _Run:
    """What comes of one question behind search."""

    words: str
    found: Found
    earlier: Sequence[Past]
    scope: Scope
    listener: Listener
    steps: Steps
    tools: ToolsAtHand
    budget: Budget
    wish: Wish

    def outcome(self, way: Way) -> Outcome | None:
        found = _of_asked_years(self.found)
        if way.beyond:
            outcome = patiently(partial(refuse_beyond, way.beyond, found))
            return replace(outcome, route=Answer.Route.REFUSE)
        if way.terms and not are_told_by(found.hits, way.terms):
            return patiently(partial(tell_meanings, way.terms, found))
        asked_back = self._asked_back() or ask_for(self.tools.routed, found)
        if asked_back:
            return replace(asked_back, tools=self.tools.rows())
        told = self._told(goes_first=True)
        if told:
            return told
        outcome = self._said(found) if found.hits else patiently(partial(refuse, found))
        if outcome is None:
            return None
        if outcome.reason == Answer.Reason.NOT_IN_DOCUMENTS:
            # A model has called a tool that needs to know more.
            asked_back = ask_for(self.tools.called, found)
            if asked_back:
                return replace(asked_back, removed=outcome.removed, tools=self.tools.rows())
        if self._is_left_open(outcome) and not found.missing_years:
            told = self._told() or self._told_by_figures(outcome)
            # What was taken out of the answer that this one replaces was taken out all the same.
            outcome = replace(told, removed=_together(told.removed, outcome.removed)) if told else outcome
        elif found.figures:
            outcome = _with_figures(outcome, found)
        elif outcome.route == Answer.Route.DOCUMENT and not self.scope.plan:
            outcome = patiently(partial(self._with_plans, outcome))
        return replace(outcome, tools=self.tools.rows())

    def _with_plans(self, outcome: Outcome) -> Outcome:
        """Return the outcome with the plans to choose from, where the question leaves the plan open."""
        asked, is_told = self.found.asked, answered_in(self.scope)
        plans = self.scope.plans() if leaves_plan_open(asked) else ()
        return with_plans_to_choose(outcome, asked, self.found.language, plans=plans, is_told=is_told)

    def _is_left_open(self, outcome: Outcome) -> bool:
        """Whether the documents do not surely answer what a tool may; what was stopped or broke off stays as it is."""
        if not outcome.is_done:
            return False
        is_unsure = outcome.reason == Answer.Reason.NOT_IN_DOCUMENTS or not outcome.is_certain
        return is_unsure or is_contradicted(outcome.text, self.tools.routed)

    def _asked_back(self) -> Outcome | None:
        """Return what is asked back; nothing in the middle of a conversation, nor of documents that HR tries."""
        if self.earlier or self.scope.document_ids is not None or self.scope.include_unpublished:
            return None
        return patiently(partial(ask_back, self.found.question, self.found.language, is_told=answered_in(self.scope)))

    def _told(self, *, goes_first: bool = False) -> Outcome | None:
        """Return what the router's tools tell as the answer; None if they tell nothing, or nothing that is proven."""
        self.tools.take_in(self.tools.routed)
        said = said_by_tools(self.tools.routed, self.tools.found, goes_first=goes_first)
        if said is None:
            return None
        results = tuple(one.result for one in said.used)
        outcome = self._checked(said.speech, replace(self.tools.found, results=results))
        return None if outcome.reason else replace(outcome, route=said.route, tools=self.tools.rows())

    def _told_by_figures(self, outcome: Outcome) -> Outcome | None:
        """Return the figures that HR has confirmed, where a model says that nothing tells what they are of."""
        if outcome.reason != Answer.Reason.NOT_IN_DOCUMENTS:
            return None
        figures = patiently(partial(confirmed_figures, self.found))
        return figures and _with_figures(figures, self.found)

    def _said(self, found: Found) -> Outcome | None:
        self.listener.tell(in_language(READING, found.language).format(title=found.hits[0].title))
        try:
            speech = self._spoken(found)
        except ModelUnavailable:
            return Outcome(Answer.Status.FAILED, reason=Answer.Reason.MODEL_UNAVAILABLE)
        if speech.end == "lost":
            return None
        found = replace(self.tools.found, results=self.tools.results)
        checked = self._verified(speech, found)
        anew = self._restated(speech, checked, found)
        again = anew and self._verified(anew, found)
        if anew and again and keeps_the_rest(checked, again, speech):
            speech, checked = anew, again
        return self._explained(self._counted(self._composed(speech, checked, found)))

    def _checked(self, speech: Speech, found: Found) -> Outcome:
        return self._composed(speech, self._verified(speech, found), found)

    def _verified(self, speech: Speech, found: Found) -> Checked:
        with self.steps.step("verify") as counts:
            checked = verify(speech, found)
            counts.update({f"removed_{why}": count for why, count in checked.removed.items()})
        return checked

    def _composed(self, speech: Speech, checked: Checked, found: Found) -> Outcome:
        with self.steps.step("answer"):
            return patiently(partial(compose, speech, checked, found))

    def _restated(self, speech: Speech, checked: Checked, found: Found) -> Speech | None:
        """Return the speech with what was not proven in words closer to its sources; None if there is nothing new."""
        statements = to_restate(speech, checked.taken_out)
        if not statements:
            return None
        self.listener.tell(in_language(RESTATING, found.language))
        with self.steps.step("restate") as counts:
            request = restating_request(statements, speech, found)
            let_go_of_database()
            reply = speak_aside(request, self.listener, self.budget)
            counts["statements"] = len(statements)
        self._pay(reply, request)
        anew = restated(speech, statements, reply)
        return None if anew == speech else anew

    def _counted(self, outcome: Outcome) -> Outcome:
        """Return the outcome with the days that are left, and with the day on which coverage starts, where those are
        asked for."""
        if outcome.reason in Answer.REFUSALS:
            return outcome
        language = self.found.language
        text = with_days_left(outcome.text, self.found.question, language=language, today=self.scope.day)
        text = with_coverage_start(text, self.found.question, language=language, today=self.scope.day)
        return replace(outcome, text=with_what_tools_add(text, self.tools.routed, language))

    def _explained(self, outcome: Outcome) -> Outcome:
        """Return the outcome with what its words mean, where plain ones are wanted and no model chose them."""
        if not self.wish.is_simple or not outcome.is_done or outcome.reason or outcome.engine != EXTRACTIVE:
            return outcome
        return replace(outcome, text=with_meanings(outcome.text, self.found.language))

    def _spoken(self, found: Found) -> Speech:
        with self.steps.step("generate") as counts:
            self.tools.found = found = replace(found, results=self.tools.results)
            request = replace(model_request(self.words, found, self.earlier, self.scope, self.wish), tools=specs())
            let_go_of_database()
            speech = speak(request, self.listener, self.tools.answer_calls, self.budget)
            counts["calls"] = len(speech.calls)
        self._pay(speech, request)
        return speech

    def _pay(self, speech: Speech, request: ModelRequest) -> None:
        if speech.calls:
            told = partial(write_down, answer_id=self.listener.answer_id, prompt_version=request.prompt_version)
            patiently(partial(told, speech.calls))
            self.budget.spend(sum(call.tokens for call in speech.calls))


def _with_figures(outcome: Outcome, found: Found) -> Outcome:
    """Return an answer of figures with what could change them, and with the plans to choose from."""
    figures = found.figures
    changes, choices = what_changes(figures), plans_to_choose(figures, found.question)
    return replace(outcome, route=Answer.Route.FACT, changes=changes, choices=choices)


def _together(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return dict(Counter(one) + Counter(other))


def _of_asked_years(found: Found) -> Found:
    """Return what may answer: where nothing is of the year asked for, only what holds in any year.

    What is of another year then only leads to what to ask next.
    """
    if not found.missing_years:
        return found
    return replace(found, hits=tuple(hit for hit in found.hits if not hit.plan_year))
