"""Which way a question goes. The first that fits is taken.

That a word is told in general is decided again behind search: documents that say themselves what it means go before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from benefits.glossary import Term
from chat.models import Answer
from chat.pipeline.beyond import Beyond, beyond_documents
from chat.pipeline.glossary import terms_asked
from chat.pipeline.tools.calendar import calendar_asked
from chat.pipeline.tools.contacts import contact_asked
from chat.pipeline.understand import Understood


@dataclass(frozen=True)
class Way:
    route: Answer.Route
    beyond: Beyond | None = None  # what no document can tell
    terms: tuple[Term, ...] = ()  # words whose meaning is asked for
    calls: tuple[tuple[str, Mapping[str, Any]], ...] = ()  # tools to look up with, beside the documents


def choose_way(understood: Understood) -> Way:
    beyond = beyond_documents(understood.text)
    if beyond:
        return Way(Answer.Route.REFUSE, beyond=beyond)
    terms = terms_asked(understood.text)
    if terms:
        return Way(Answer.Route.GLOSSARY, terms=terms)
    if calendar_asked(understood.text):
        return Way(Answer.Route.DATE, calls=(("calendar", {"plan_year": understood.words[:300]}),))
    if contact_asked(understood.text):
        return Way(Answer.Route.CONTACT, calls=(("contacts", {"about": understood.text[:300]}),))
    return Way(Answer.Route.DOCUMENT)
