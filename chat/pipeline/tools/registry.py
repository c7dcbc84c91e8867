"""The tools there are, by name, and one way to run them."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from chat.llm.types import ToolCall, ToolSpec
from chat.pipeline.tools.calendar import Calendar
from chat.pipeline.tools.contacts import Contacts
from chat.pipeline.tools.contract import Session, Tool, ToolResult, is_told
from chat.pipeline.tools.facts import PlanFacts
from chat.pipeline.tools.glossary import Glossary
from chat.pipeline.tools.search import SearchDocuments

TOOLS: tuple[Tool, ...] = (PlanFacts(), SearchDocuments(), Calendar(), Contacts(), Glossary())
_BY_NAME = {tool.name: tool for tool in TOOLS}
MOST_CALLS = 4
LONGEST_ARGUMENTS = 2_000  # characters
# Escapes of what no database takes: NUL, and halves of signs.
_UNWRITABLE = re.compile(r"\\u(?:0000|d[89a-f][0-9a-f]{2})", re.IGNORECASE)
_TOO_MANY = ToolResult("not_available", why=f"At most {MOST_CALLS} calls at a time.")


@dataclass(frozen=True)
class Used:
    """A tool that was called, and what it told."""

    tool: str
    result: ToolResult
    arguments: Mapping[str, Any] = field(default_factory=dict)

    def as_row(self) -> dict[str, Any]:
        told = self.result.as_json()
        row = {"tool": self.tool, "arguments": dict(self.arguments), **told}
        if self.result.origin and is_told(self.result):
            row["origin"] = self.result.origin
        return row


def specs() -> tuple[ToolSpec, ...]:
    """Return the tools as a model is told of them."""
    return tuple(ToolSpec(tool.name, tool.description, tool.arguments) for tool in TOOLS)


def use(name: str, arguments: Mapping[str, Any], session: Session) -> Used:
    """Run a tool; what is asked of it wrongly it does not answer, and says why."""
    tool = _BY_NAME.get(name)
    if tool is None:
        return Used(name[:40], ToolResult("not_available", why=f"There is no such tool: {sorted(_BY_NAME)}."))
    try:
        asked = tool.arguments.model_validate(dict(arguments))
    except ValidationError as error:
        return Used(name, ToolResult("not_available", why=_what_is_wrong(error)))
    return Used(name, tool.run(asked, session), asked.model_dump(mode="json", exclude_none=True))


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
    return use(call.name, arguments, session)


def _what_is_wrong(error: ValidationError) -> str:
    wrong = [f"{'.'.join(map(str, one['loc'])) or 'arguments'}: {one['msg']}" for one in error.errors()[:3]]
    return "; ".join(wrong)
