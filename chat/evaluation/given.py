"""An answer as a person sees it, in the form that expectations are held against. Nothing here asks a database."""

import re
from dataclasses import dataclass

from chat.citations import without_markers
from chat.extractive.framing import is_uncertain
from chat.proof.measures import measures
from knowledge.text.little_words import language_of

_QUOTED = re.compile(r"“[^”]*”")


@dataclass(frozen=True)
class Quote:
    """A numbered source. One that is `is_near` stands beside a refusal and supports nothing."""

    file_name: str
    page: int
    text: str
    title: str = ""
    is_near: bool = False


@dataclass(frozen=True)
class Card:
    """Somebody whom the answer names to be asked."""

    role: str
    name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Given:
    text: str
    reason: str = ""  # chat.models.Answer.Reason
    is_refusal: bool = False
    is_done: bool = True  # False: it failed or broke off
    language: str = "en"  # that the question was taken to be in
    quotes: tuple[Quote, ...] = ()
    cards: tuple[Card, ...] = ()
    milliseconds: int = 0

    @property
    def is_uncertain(self) -> bool:
        return is_uncertain(self.text)

    @property
    def shown(self) -> str:
        """All that is read: the answer's own words and those of its sources."""
        return "\n".join([without_markers(self.text), *(f"{quote.title}\n{quote.text}" for quote in self.quotes)])

    @property
    def lead(self) -> str:
        """The first line that tells an amount, a share, a day or a number of something; the first one if none does."""
        lines = [line for line in self.text.splitlines() if line.strip()]
        telling = (line for line in lines if any(found.kind != "year" for found in measures(without_markers(line))))
        return next(telling, lines[0] if lines else "")

    @property
    def said_in(self) -> str:
        """The language of the answer's own words; what it quotes, and titles, stay in their documents'."""
        own = self.text
        for title in {quote.title for quote in self.quotes if quote.title}:
            own = own.replace(title, " ")
        return language_of(_QUOTED.sub(" ", own), self.language)
