"""What a conversation has given to tools, and what one of them has just asked for.

It stands with the conversation's answers (`Answer.tools`, `Answer.choices`), as the plan that is chosen stands with the
conversation, and goes with them. What is somebody else's, and what a model chose, the person has not said of themselves
(a row's "unsaid"): it completes a question that is asked back, and no later one goes by it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from chat.models import Answer


@dataclass(frozen=True)
class Remembered:
    given: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # tool -> its arguments, the last given
    missing: tuple[str, str] | None = None  # the tool, and the argument that it has just asked for
    choices: Mapping[str, str | int] = field(default_factory=dict)  # what a choice says as a question -> its value
    asked_with: Mapping[str, Any] = field(default_factory=dict)  # arguments of the call that has just asked
    unsaid: frozenset[str] = frozenset()  # arguments that are not what the person says of themselves

    def missing_for(self, tool: str) -> str:
        """Return the argument that the tool has just asked for, "" for none."""
        return self.missing[1] if self.missing and self.missing[0] == tool else ""


NOTHING = Remembered()


def remembered(answers: Iterable[Answer]) -> Remembered:
    """Return what the questions before this one have given; their answers, oldest first."""
    given: dict[str, Mapping[str, Any]] = {}
    asked: Remembered = NOTHING
    for answer in answers:
        for row in answer.tools:
            if row["status"] in ("ok", "needs_input"):
                said = {name: value for name, value in row["arguments"].items() if name not in row.get("unsaid", ())}
                given[row["tool"]] = given.get(row["tool"], {}) | said
        asked = _asked_for(answer)
    return replace(asked, given=given)


def _asked_for(answer: Answer) -> Remembered:
    # Of several that need something, the last one is asked for (tell.ask_for).
    row = next((row for row in reversed(answer.tools) if row["status"] == "needs_input"), None)
    argument = row and row.get("ask_the_person", {}).get("argument")
    if not argument or not answer.asks_back:
        return NOTHING
    choices = {one["text"]: one["value"] for one in answer.choices if "value" in one}
    unsaid = frozenset(row.get("unsaid", ()))
    return Remembered(missing=(row["tool"], argument), choices=choices, asked_with=row["arguments"], unsaid=unsaid)
