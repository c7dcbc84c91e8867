"""What an answer must be, each demand a small value of its own. `unmet` tells in words what is wrong, "" for nothing.

Texts are compared as people read them: capitals, accents, line breaks and kinds of quotation marks are no difference.
A figure is compared by what it says: $1,500, 1500.00 dollars and fifteen hundred dollars are one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol

from chat.citations import without_markers
from chat.evaluation.given import Given, Quote
from chat.proof.measures import Measure, measures
from knowledge.text.terms import list_terms, plain_text, stem

_WITH_TOLERANCE = ("money", "percent", "number")  # a day or a telephone is right or wrong


class Expectation(Protocol):
    def unmet(self, given: Given) -> str: ...


@dataclass(frozen=True)
class Contains:
    texts: tuple[str, ...]

    def unmet(self, given: Given) -> str:
        return _listed("does not say", [text for text in self.texts if not _holds(given.text, text)])


@dataclass(frozen=True)
class Figures:
    """Each of the figures, however it is written; an amount, share or number may be off by so much."""

    texts: tuple[str, ...]
    tolerance: Decimal = Decimal(0)

    def unmet(self, given: Given) -> str:
        lacking = [text for text in self.texts if not _is_figure_of(text, given.text, self.tolerance)]
        return _listed("lacks the figure", lacking)


@dataclass(frozen=True)
class Lacks:
    """None of the texts, in the answer or in what it quotes."""

    texts: tuple[str, ...]

    def unmet(self, given: Given) -> str:
        return _listed("must not show", [text for text in self.texts if _holds(given.shown, text)])


@dataclass(frozen=True)
class Leads:
    """One of the texts or figures in the first line that tells something: the answer to the right person and year."""

    texts: tuple[str, ...]

    def unmet(self, given: Given) -> str:
        lead = given.lead
        if any(_holds(lead, text) or _is_figure_of(text, lead) for text in self.texts):
            return ""
        return f"does not lead with {' or '.join(f'“{text}”' for text in self.texts)}"


@dataclass(frozen=True)
class Place:
    document: str  # its file's name
    page: int | None = None  # None: any page of it

    def is_cited(self, quotes: Iterable[Quote]) -> bool:
        return any(
            quote.file_name.casefold() == self.document.casefold() and self.page in (None, quote.page)
            for quote in quotes
            if not quote.is_near
        )

    def __str__(self) -> str:
        return f"{self.document} p. {self.page}" if self.page else self.document


@dataclass(frozen=True)
class Cites:
    """Each of the places, as what supports the answer."""

    places: tuple[Place, ...]

    def unmet(self, given: Given) -> str:
        return _listed("does not cite", [str(place) for place in self.places if not place.is_cited(given.quotes)])


@dataclass(frozen=True)
class CitesOneOf:
    """One of the places: several documents say it."""

    places: tuple[Place, ...]

    def unmet(self, given: Given) -> str:
        if any(place.is_cited(given.quotes) for place in self.places):
            return ""
        return f"cites none of {'; '.join(map(str, self.places))}"


@dataclass(frozen=True)
class Refuses:
    """A refusal for this reason; for any, if none is named."""

    reason: str = ""

    def unmet(self, given: Given) -> str:
        if not given.is_refusal:
            return "is no refusal"
        return "" if self.reason in ("", given.reason) else f"refuses as {given.reason}, not as {self.reason}"


@dataclass(frozen=True)
class HandsOver:
    """No answer of its own, but whom to ask."""

    def unmet(self, given: Given) -> str:
        if not given.is_refusal:
            return "is no refusal"
        return "" if given.cards else "names nobody to ask"


@dataclass(frozen=True)
class Replies:
    """A reply that is no answer from documents: for somebody in danger, to small talk, or what a word means."""

    reason: str

    def unmet(self, given: Given) -> str:
        return "" if given.reason == self.reason else f"is no reply of the kind {self.reason}"


@dataclass(frozen=True)
class InLanguage:
    language: str

    def unmet(self, given: Given) -> str:
        return "" if given.said_in == self.language else f"is in the language {given.said_in}, not {self.language}"


@dataclass(frozen=True)
class PointsTo:
    """Each of these to be asked: a contact's role, name, phone or e-mail, on a card beside the answer or in it."""

    whom: tuple[str, ...]

    def unmet(self, given: Given) -> str:
        return _listed("does not point to", [text for text in self.whom if not _is_pointed_to(text, given)])


@dataclass(frozen=True)
class IsSure:
    """An answer that does not call itself uncertain."""

    def unmet(self, given: Given) -> str:
        return "says of itself that it is not certain" if given.is_uncertain else ""


def _listed(trouble: str, texts: list[str]) -> str:
    return f"{trouble} {'; '.join(f'“{text}”' for text in texts)}" if texts else ""


def _holds(said: str, text: str) -> bool:
    """Whether the text stands there, and not as a part of a longer number: $50 is in no $500, but in $50.00."""
    plain = _plain(text)
    before = r"(?<![\d.,])" if plain[:1].isdigit() else ""
    behind = r"(?!\d|,\d|\.(?!00(?!\d))\d)" if plain[-1:].isdigit() else ""
    return bool(re.search(f"{before}{re.escape(plain)}{behind}", _plain(said)))


def _plain(text: str) -> str:
    straight = text.translate({ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"'})
    return " ".join(plain_text(straight).split())


def _is_figure_of(text: str, said: str, tolerance: Decimal = Decimal(0)) -> bool:
    """Whether all figures of the text are said, however they are written; False for a text without any."""
    wanted, found = measures(text), measures(without_markers(said))
    words = frozenset(map(stem, list_terms(said)))
    return bool(wanted) and all(any(_says(one, other, words, tolerance) for other in found) for one in wanted)


def _says(wanted: Measure, said: Measure, words: frozenset[str], tolerance: Decimal) -> bool:
    if tolerance and wanted.kind in _WITH_TOLERANCE and said.kind in _WITH_TOLERANCE:
        is_near = abs(Decimal(wanted.value) - Decimal(said.value)) <= tolerance
        return is_near and replace(wanted, value=said.value).is_proven_by(said, words)
    return wanted.is_proven_by(said, words)


def _is_pointed_to(text: str, given: Given) -> bool:
    on_cards = (part for card in given.cards for part in (card.role, card.name, card.phone, card.email))
    return _plain(text) in map(_plain, filter(None, on_cards)) or _holds(given.text, text)
