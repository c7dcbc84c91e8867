"""Says what tools tell without a model, asks the person for what one of them needs, and puts beside what documents say
what tools have to add.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from chat.models import Answer
from chat.pipeline.choices import with_plan
from chat.pipeline.finish import Outcome
from chat.pipeline.found import Found
from chat.pipeline.speak import Speech
from chat.pipeline.tools.contract import Told, is_told
from chat.pipeline.tools.registry import Used


def ask_for(used: Sequence[Used], found: Found) -> Outcome | None:
    """Return the question for what the last of the tools needs of the person; None if none needs anything."""
    one = next((one for one in reversed(used) if one.result.missing), None)
    if one is None:
        return None
    missing = one.result.missing
    # The choice is put to the question that it belongs to: the last one may be the reply to another.
    asked = next((text for text in reversed(found.asked) if one.tool.is_asked(text)), found.question)
    choices = [{"text": with_plan(asked, choice.label), **asdict(choice)} for choice in missing.choices]
    if missing.argument == "plan":
        choices = [choice | {"plan": choice["value"]} for choice in choices]
    return Outcome(Answer.Status.DONE, text=missing.question, route=Answer.Route.CLARIFY, choices=tuple(choices))


@dataclass(frozen=True)
class Said:
    """What tools tell as the answer."""

    used: tuple[Used, ...]
    speech: Speech

    @property
    def route(self) -> Answer.Route:
        return self.used[0].tool.route


def said_by_tools(used: Sequence[Used], found: Found, *, goes_first: bool = False) -> Said | None:
    """Return what the first of the tools that has something to tell says; its markers count `found`.

    `goes_first`: only what answers before the documents do, and of several questions in one only if each is answered.
    """
    if goes_first:
        fitting = used if all(one.tool and one.tool.goes_first and one.result.told for one in used) else ()
    else:
        fitting = [one for one in used if one.result.told][:1]
    if not fitting:
        return None
    cited: list[UUID] = []
    texts = [_said(one, found, cited) for one in fitting]
    numbers = {hit.passage_id: number for number, hit in enumerate(found.hits, start=1)}
    speech = Speech("finished", "", "\n\n".join(texts), tuple(numbers[passage_id] for passage_id in cited))
    return Said(tuple(fitting), speech)


def _said(one: Used, found: Found, cited: list[UUID]) -> str:
    """Return what one tool says; passages that it cites are added to those cited before."""
    lines = []
    for told in one.result.told:
        own = [hit.passage_id for hit in one.tool.cited_for(told, one.result, found.hits)]
        cited += [passage_id for passage_id in dict.fromkeys(own) if passage_id not in cited]
        lines.append(_marked(told, [cited.index(passage_id) + 1 for passage_id in own]))
    return one.tool.tell(lines, one.result, found.language)


def is_contradicted(text: str, used: Iterable[Used]) -> bool:
    """Whether an answer from documents must be of another matter, going by what a tool tells."""
    return any(one.tool.contradicts(text, one.result) for one in used if one.tool)


def with_what_tools_add(text: str, used: Iterable[Used], language: str) -> str:
    """Return an answer from documents with what tools have to add to it."""
    for one in used:
        if one.tool and is_told(one.result):
            text = one.tool.tell_beside(text, one.result, language)
    return text


def _marked(told: Told, markers: Sequence[int]) -> str:
    """Return what is told with its markers before the full stop."""
    if not markers:
        return told.text
    body = told.text.removesuffix(".")
    return f"{body} {''.join(f'[{marker}]' for marker in markers)}{told.text[len(body) :]}"
