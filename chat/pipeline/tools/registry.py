"""The tools there are: which of them a question is for without a model, and one way to run them."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from chat.llm.types import ToolCall, ToolSpec
from chat.models import Answer
from chat.pipeline.tools.calendar import Calendar
from chat.pipeline.tools.contacts import Contacts
from chat.pipeline.tools.contract import Session, Tool, ToolResult, is_told
from chat.pipeline.tools.facts import PlanFacts
from chat.pipeline.tools.glossary import Glossary
from chat.pipeline.tools.parts import parts_of
from chat.pipeline.tools.reckoned import RECKONED
from chat.pipeline.tools.remembered import Remembered
from chat.pipeline.tools.replies import asks_of_its_own
from chat.pipeline.tools.search import SearchDocuments
from chat.pipeline.understand import Understood

# In the order in which a question is tried on them.
TOOLS: tuple[Tool, ...] = (PlanFacts(), SearchDocuments(), Calendar(), Contacts(), Glossary(), *RECKONED)
MOST_CALLS = 4
LONGEST_ARGUMENTS = 2_000  # characters
# Escapes of what no database takes: NUL, and halves of signs.
_UNWRITABLE = re.compile(r"\\u(?:0000|d[89a-f][0-9a-f]{2})", re.IGNORECASE)
_TOO_MANY = ToolResult("not_available", why=f"At most {MOST_CALLS} calls at a time.")


@dataclass(frozen=True)
class Used:
    """A tool that was called, and what it told."""

    name: str  # as it was called: there may be no such tool
    result: ToolResult
    arguments: Mapping[str, Any] = field(default_factory=dict)  # as they are stored
    tool: Tool | None = None
    unsaid: frozenset[str] = frozenset()  # arguments that are not what the person says of themselves

    def as_row(self) -> dict[str, Any]:
        told = self.result.as_json()
        row = {"tool": self.name, "arguments": dict(self.arguments), **told}
        if self.unsaid:
            row["unsaid"] = sorted(self.unsaid)
        if self.tool and self.tool.origin and is_told(self.result):
            row["origin"] = self.tool.origin.code
            if self.tool.page:
                row["calculator"] = self.tool.page
        return row


@dataclass(frozen=True)
class Routed:
    """A tool that a question is for, and what it is asked."""

    route: Answer.Route
    name: str
    arguments: Mapping[str, Any]
    unsaid: frozenset[str] = frozenset()  # arguments that are not what the person says of themselves


def words_of_origin(code: str) -> str:
    """Return in the reader's language what a tool's answers stand on; "" for what no tool has any more."""
    return next((str(tool.origin.words) for tool in TOOLS if tool.origin and tool.origin.code == code), "")


def tool_replied_to(understood: Understood, remembered: Remembered) -> Routed | None:
    """Return the tool that has just asked the person for something, if the question is the reply: one that asks
    something of its own is none, whatever it names."""
    if remembered.missing is None:
        return None
    name, argument = remembered.missing
    tool = tool_named(name)
    if tool is None or tool.route is None:
        return None
    if understood.text in remembered.choices:
        given = {argument: remembered.choices[understood.text]}
    elif asks_of_its_own(understood.text):
        return None
    else:
        given = tool.read(understood, missing=argument)
    if not given:
        return None
    arguments = _kept(tool, understood, remembered) | remembered.asked_with | given
    return Routed(tool.route, name, arguments, _unsaid(tool, understood) | remembered.unsaid)


def tools_asked(understood: Understood, remembered: Remembered) -> tuple[Routed, ...]:
    """Return the tools that the question is for without a model: one, or one for each of several questions in one where
    each is plainly for one."""
    parts = parts_of(understood)
    routed = [_asked(part, remembered) for part in parts] if len(parts) > 1 else []
    if routed and all(routed) and len({one.name for one in routed}) == len(routed):
        return tuple(routed)
    whole = _asked((understood,), remembered)
    return (whole,) if whole else ()


def _asked(ways: Sequence[Understood], remembered: Remembered) -> Routed | None:
    """Return the first tool that one of the ways to understand a question is for."""
    for understood in ways:
        for tool in TOOLS:
            if tool.route is not None and tool.is_asked(understood.text):
                arguments = _kept(tool, understood, remembered) | tool.read(understood)
                return Routed(tool.route, tool.name, arguments, _unsaid(tool, understood))
    return None


def _unsaid(tool: Tool, understood: Understood) -> frozenset[str]:
    """Return what the asker does not say of themselves: all that a question about somebody else gives, and the replies
    to what it leaves open."""
    return frozenset(tool.arguments.model_fields) if understood.is_of_another else frozenset()


def _kept(tool: Tool, understood: Understood, remembered: Remembered) -> dict[str, Any]:
    if understood.is_of_another:
        return {}  # the asker's own is nobody else's
    given = remembered.given.get(tool.name, {})
    return {name: value for name, value in given.items() if tool.keeps is None or name in tool.keeps}


def tool_named(name: str) -> Tool | None:
    return next((tool for tool in TOOLS if tool.name == name), None)


def specs() -> tuple[ToolSpec, ...]:
    """Return the tools as a model is told of them."""
    return tuple(ToolSpec(tool.name, tool.description, tool.arguments) for tool in TOOLS)


def use(name: str, arguments: Mapping[str, Any], session: Session, *, unsaid: frozenset[str] = frozenset()) -> Used:
    """Run a tool; what is asked of it wrongly it does not answer, and says why."""
    tool = tool_named(name)
    if tool is None:
        names = sorted(tool.name for tool in TOOLS)
        return Used(name[:40], ToolResult("not_available", why=f"There is no such tool: {names}."))
    try:
        asked = tool.arguments.model_validate(dict(arguments))
    except ValidationError as error:
        return Used(name, ToolResult("not_available", why=_what_is_wrong(error)), tool=tool)
    result = tool.run(asked, session)
    return Used(name, result, tool.stored(asked, result), tool, unsaid)


def use_called(calls: Sequence[ToolCall], session: Session) -> tuple[Used, ...]:
    """Run what a model called, one result for each call, in order."""
    return tuple(
        _called(call, session) if number < MOST_CALLS else Used(call.name[:40], _TOO_MANY)
        for number, call in enumerate(calls)
    )


def _called(call: ToolCall, session: Session) -> Used:
    try:
        arguments = json.loads(_UNWRITABLE.sub("", call.arguments[:LONGEST_ARGUMENTS]) or "{}")
    except (ValueError, RecursionError):
        # Thousands of brackets are valid JSON, too deep to be read.
        arguments = None
    if not isinstance(arguments, dict):
        return Used(call.name[:40], ToolResult("not_available", why="The arguments are no JSON object."))
    return use(call.name, arguments, session, unsaid=frozenset(arguments))


def _what_is_wrong(error: ValidationError) -> str:
    wrong = [f"{'.'.join(map(str, one['loc'])) or 'arguments'}: {one['msg']}" for one in error.errors()[:3]]
    return "; ".join(wrong)
