"""Says what tools tell where no document does, and puts the company's calendar beside what documents say."""

from collections.abc import Iterable, Sequence
from typing import Any

from chat.models import Answer
from chat.pipeline.finish import Outcome
from chat.pipeline.tools.contract import ToolResult, is_told
from chat.pipeline.tools.registry import Used
from chat.proof.measures import measures
from chat.sentences import sentences
from chat.words import in_language

ROUTES = {"calendar": Answer.Route.DATE, "contacts": Answer.Route.CONTACT}
_CONTACTS = {"en": "Your company names these contacts for it:", "es": "Su empresa indica estos contactos:"}
_ONLY_HR = {
    "en": "Your company names nobody for this in particular; its HR team can tell:",
    "es": "Su empresa no indica a nadie en particular; el equipo de Recursos Humanos puede decirlo:",
}
_CALENDAR_SAYS = {
    "en": "Your company's benefits calendar says:",
    "es": "El calendario de beneficios de su empresa dice:",
}


def told_by_tools(used: Sequence[Used], language: str, rows: Sequence[dict[str, Any]]) -> Outcome | None:
    """Return what the router's tools tell as the answer; None if they tell nothing."""
    one = next((one for one in used if one.result.told and one.tool in ROUTES), None)
    if one is None:
        return None
    text = _contacts(one.result, language) if one.tool == "contacts" else _dates(one.result)
    return Outcome(Answer.Status.DONE, text=text, route=ROUTES[one.tool], tools=tuple(rows))


def names_other_contacts(text: str, used: Iterable[Used]) -> bool:
    """Whether the company names contacts for what was asked, and the answer none of them: a number that stands near in
    a document may be another matter's."""
    results = [one.result for one in used if one.tool == "contacts" and one.result.status == "ok"]
    told = [one.text for result in results for one in result.told]
    return bool(told) and not any(_phones(line) & _phones(text) or _name(line) in text for line in told)


def _name(line: str) -> str:
    return line.split("**")[1]


def _phones(text: str) -> set[tuple[str, str]]:
    return {(one.kind, one.value) for one in measures(text) if one.kind == "phone"}


def with_calendar(text: str, used: Iterable[Used], language: str) -> str:
    """Return the answer with the calendar's dates where it does not tell them: documents may have others."""
    results = [one.result for one in used if one.tool == "calendar" and is_told(one.result)]
    lines = [one.text for result in results for one in result.told]
    # Whatever stands behind the first sentence is counted from today.
    unsaid = [line for line in lines[:1] if not _days(sentences(line)[0].text) <= _days(text)]
    if not unsaid:
        return text
    return f"{text}\n\n{in_language(_CALENDAR_SAYS, language)} {unsaid[0]}"


def _days(text: str) -> set[str]:
    return {one.value for one in measures(text) if one.kind == "date"}


def _dates(result: ToolResult) -> str:
    return "\n\n".join(one.text for one in result.told)


def _contacts(result: ToolResult, language: str) -> str:
    lead = in_language(_ONLY_HR if result.status == "handoff" else _CONTACTS, language)
    return "\n".join([lead, "", *(f"- {one.text}" for one in result.told)])
