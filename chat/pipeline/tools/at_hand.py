"""The tools of one answer: what the router has looked up, and what a model calls while it speaks."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import chain
from typing import Any

from benefits.audience import class_labels
from chat.llm.prompting import fenced
from chat.llm.types import Message, ModelRequest, SourcePassage, ToolCall
from chat.pipeline.connection import patiently
from chat.pipeline.found import Found
from chat.pipeline.model_request import source_passage
from chat.pipeline.tools.contract import Session, ToolResult, is_told
from chat.pipeline.tools.registry import Routed, Used, use, use_called
from knowledge.retrieval.hits import Hit
from tenants.turns import let_go_of_database


@dataclass
class ToolsAtHand:
    """`found` grows by the passages that tools bring; their numbers go on where those of search ended."""

    session: Session
    found: Found
    routed: tuple[Used, ...] = ()  # what the router has looked up
    called: list[Used] = field(default_factory=list)  # what a model has called

    def look_up(self, calls: Sequence[Routed]) -> None:
        """Run what the router has chosen."""
        self.routed = tuple(
            patiently(partial(use, call.name, call.arguments, self.session, unsaid=call.unsaid)) for call in calls
        )

    def answer_calls(self, request: ModelRequest, calls: Sequence[ToolCall]) -> ModelRequest:
        """Return the request gone on with: with what was called, and what that told. It calls no more."""
        used = patiently(partial(use_called, calls, self.session))
        self.called += used
        passages = patiently(partial(self._passages, self.take_in(used)))
        let_go_of_database()
        messages = [
            Message("tool", self._told(one.result, passages), answers=call.call_id)
            for call, one in zip(calls, used, strict=True)
        ]
        return replace(
            request,
            messages=(*request.messages, Message("assistant", "", calls=tuple(calls)), *messages),
            passages=(*request.passages, *passages),
            may_call=False,
        )

    def take_in(self, used: Iterable[Used]) -> tuple[Hit, ...]:
        """Number the passages that tools bring, and return those that search did not have."""
        known = {hit.passage_id for hit in self.found.hits}
        brought = {hit.passage_id: hit for one in used for hit in one.result.passages}
        new = tuple(hit for passage_id, hit in brought.items() if passage_id not in known)
        self.found = replace(self.found, hits=(*self.found.hits, *new))
        return new

    @property
    def results(self) -> tuple[ToolResult, ...]:
        return tuple(one.result for one in (*self.routed, *self.called) if is_told(one.result))

    def rows(self) -> tuple[dict[str, Any], ...]:
        """Return what was used as it is kept with the answer."""
        return tuple(one.as_row() for one in (*self.routed, *self.called))

    def personal(self) -> tuple[str | date, ...]:
        """Return what is known of the asker and went into what was told."""
        return tuple(dict.fromkeys(chain.from_iterable(one.result.personal for one in (*self.routed, *self.called))))

    def _passages(self, new: Sequence[Hit]) -> tuple[SourcePassage, ...]:
        labels = class_labels()
        first = len(self.found.hits) - len(new) + 1
        return tuple(source_passage(number, hit, labels) for number, hit in enumerate(new, start=first))

    def _told(self, result: ToolResult, new: Sequence[SourcePassage]) -> str:
        """Return a result as a model reads it: passages that it has not seen stand behind it, fenced as the others."""
        numbers = {hit.passage_id: number for number, hit in enumerate(self.found.hits, start=1)}
        stands_in = [numbers[hit.passage_id] for hit in result.passages]
        told = result.as_json() | ({"passages": stands_in} if stands_in else {})
        unseen = fenced([one for one in new if one.number in stands_in])
        return "\n\n".join([json.dumps(told, ensure_ascii=False), *unseen])
