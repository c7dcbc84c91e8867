"""Which way a question goes. The first that fits is taken.

That a word is told in general is decided again behind search: documents that say themselves what it means go before.
"""

from dataclasses import dataclass

from benefits.glossary import Term
from chat.models import Answer
from chat.pipeline.beyond import Beyond, beyond_documents
from chat.pipeline.glossary import terms_asked
from chat.pipeline.tools.reckoned.said import money_said
from chat.pipeline.tools.registry import Routed, tool_replied_to, tools_asked
from chat.pipeline.tools.remembered import NOTHING, Remembered
from chat.pipeline.understand import Understood


@dataclass(frozen=True)
class Way:
    route: Answer.Route
    beyond: Beyond | None = None  # what no document can tell
    terms: tuple[Term, ...] = ()  # words whose meaning is asked for
    calls: tuple[Routed, ...] = ()  # tools to look up with, beside the documents


def choose_way(understood: Understood, remembered: Remembered = NOTHING) -> Way:
    beyond = beyond_documents(understood.text)
    if beyond and not _is_told_by_person(beyond, understood, remembered):
        return Way(Answer.Route.REFUSE, beyond=beyond)
    replied_to = tool_replied_to(understood, remembered)
    if replied_to:
        return Way(replied_to.route, calls=(replied_to,))
    terms = terms_asked(understood.text)
    if terms:
        return Way(Answer.Route.GLOSSARY, terms=terms)
    routed = tools_asked(understood, remembered)
    return Way(routed[0].route, calls=routed) if routed else Way(Answer.Route.DOCUMENT)


def _is_told_by_person(beyond: Beyond, understood: Understood, remembered: Remembered) -> bool:
    """Whether the person tells themselves what stands in somebody's records, and a tool reckons with it."""
    is_record = beyond.reason == Answer.Reason.PERSONAL_RECORD
    return is_record and bool(money_said(understood.text)) and bool(tools_asked(understood, remembered))
