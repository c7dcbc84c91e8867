"""Which plan is meant. The right page of the wrong plan is the worst find there is, so the plan a question names
decides: what is about another plan is dropped.

Plans are known by two kinds of names. A type with a level ("PPO 750", "Gold HMO") is seen anywhere. A proper
name ("Northwind Standard") is learnt from titles: where two plan documents are called almost the same, what
differs between their titles is the name.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple
from uuid import UUID

from knowledge.models import Document
from knowledge.retrieval.findable_document import FindableDocument
from knowledge.text.terms import list_terms, plain_text

_LEVEL_WORDS = "gold|silver|bronze|platinum|basic|core|choice|select|value|premier|plus|standard|high|low"
_TYPES = "ppo|hmo|epo|pos|hdhp|cdhp|dppo|dhmo|hsa|high[- ]deductible(?: health)?(?: plan)?"
_PLAN = re.compile(
    rf"\b(?:(?P<before>{_LEVEL_WORDS})[\s-]+)?(?P<type>{_TYPES})\b"
    rf"(?:[\s_-]*(?P<number>\d[\d,]{{2,5}})\b|[\s-]+(?P<after>{_LEVEL_WORDS})\b)?(?P<plan>\s+plan\b)?"
)
_GLUED = re.compile(rf"\b({_TYPES})(\d{{3,5}})\b")
_YEARS = range(2000, 2100)
# Titles of plan documents are built alike; a policy's or guide's title says what it is about, not which plan.
_PLAN_KINDS = frozenset({Document.Kind.PLAN_DOCUMENT, Document.Kind.SPD, Document.Kind.SBC, Document.Kind.SUMMARY})
# Those that describe one plan; a summary may be of dental or life insurance.
PAPERS_OF_ONE_PLAN = frozenset({Document.Kind.PLAN_DOCUMENT, Document.Kind.SPD, Document.Kind.SBC})
_WORDS_OF_ANY_TITLE = frozenset(
    list_terms(
        "benefit benefits guide summary plan coverage details description document medical health insurance sbc spd "
        "certificate evidence policy booklet of the and for version final copy draft english spanish year dental vision"
    )
)
_ALIKE = 0.6


@dataclass(frozen=True)
class PlanName:
    """A plan's type and level; an empty level stands for every level of the type."""

    type: str
    level: str = ""
    label: str = field(default="", compare=False)  # as it was written

    def may_be(self, other: "PlanName") -> bool:
        return self.type == other.type and (not self.level or not other.level or self.level == other.level)

    def __str__(self) -> str:
        return self.label or f"{self.type} {self.level}".strip()


def any_may_be(asked: Iterable[PlanName], named: Collection[PlanName]) -> bool:
    return any(one.may_be(other) for one in asked for other in named)


@lru_cache(maxsize=10_000)
def plan_names(text: str) -> frozenset[PlanName]:
    """Return the plans of a known type that the text names."""
    return find_plans(text)


def find_plans(text: str) -> frozenset[PlanName]:
    """Return the same of a text that is asked about once, such as a page."""
    return frozenset(name for name in map(_plan_name, _PLAN.finditer(_GLUED.sub(r"\1 \2", _spaced(text)))) if name)


def plan_mentions(plain: str) -> list[tuple[PlanName, int, int]]:
    """Return the plans of a known type that a text in lower case names, each with its beginning and end."""
    named = ((_plan_name(found), *found.span()) for found in _PLAN.finditer(plain.replace("_", " ")))
    return [mention for mention in named if mention[0]]


class Titled(NamedTuple):
    """What of a document tells its plan."""

    pk: UUID
    title: str
    kind: str
    told: tuple[str, ...] = ()  # the plans a person confirmed


def plan_guide(documents: Iterable[Document | FindableDocument]) -> "PlanGuide":
    """Return the guide to these documents. To learn their names takes longer than the rest of a search, so the same
    documents under the same titles share one guide.
    """
    return _guide(tuple(Titled(document.pk, document.title, document.kind, _told(document)) for document in documents))


@lru_cache(maxsize=64)
def _guide(documents: tuple[Titled, ...]) -> "PlanGuide":
    return PlanGuide(documents)


class PlanGuide:
    """Knows the plans among some documents, and which of them a question means. It never changes."""

    def __init__(self, documents: Sequence[Titled]) -> None:
        self._proper = _proper_names(documents)
        self._of_document = {
            document.pk: plan_names(document.title) | _proper_of(document, self._proper) or _told_names(document)
            for document in documents
        }
        self._papers = frozenset(document.pk for document in documents if document.kind in PAPERS_OF_ONE_PLAN)

    def names_of(self, document_id: UUID) -> frozenset[PlanName]:
        return self._of_document.get(document_id, frozenset())

    def own_plan(self, document_id: UUID) -> PlanName | None:
        """Return the one plan of a proper name that a plan's own paper describes."""
        names = self.names_of(document_id) if document_id in self._papers else frozenset()
        only = next(iter(names)) if len(names) == 1 else None
        return only if only and not plan_names(str(only)) else None

    def asked(self, question: str) -> frozenset[PlanName]:
        """Return the plans the question names; of proper names only those that stand there as a name."""
        terms = list_terms(question)
        proper = {name for name, phrases in self._proper.items() if any(_contains(terms, part) for part in phrases)}
        return plan_names(question) | proper

    def known(self, asked: Collection[PlanName], headings: Iterable[str]) -> frozenset[PlanName]:
        """Return those of the asked plans that some title or one of the headings is about."""
        if not asked:
            return frozenset()
        named = set().union(*self._of_document.values(), *map(plan_names, headings))
        return frozenset(name for name in asked if any(name.may_be(other) for other in named))

    def is_about_another(self, document_id: UUID, heading: str, wanted: frozenset[PlanName]) -> bool:
        """Whether the title or the heading names plans and none of them is wanted."""
        for names in (self.names_of(document_id), plan_names(heading)):
            if names and not any_may_be(names, wanted):
                return True
        return False


def _told(document: Document | FindableDocument) -> tuple[str, ...]:
    return () if "plans" in document.guessed else tuple(document.plans)


def _told_names(document: Titled) -> frozenset[PlanName]:
    """Return the plans a plan's own paper is about, where its title names none; a guide names some and tells of all."""
    return plan_names(" · ".join(document.told)) if document.kind in _PLAN_KINDS else frozenset()


def _spaced(text: str) -> str:
    return plain_text(text).replace("_", " ")


def _plan_name(found: re.Match[str]) -> PlanName | None:
    kind = found["type"]
    number, label = (found["number"] or "").replace(",", ""), found[0].strip()
    if number and int(number) in _YEARS:
        label = re.sub(rf"[\s_-]*{number}\b", "", label)
        number = ""
    level = number or found["before"] or found["after"] or ""
    if kind == "hsa" and not level and not found["plan"]:
        return None  # the account, which people have with any plan that allows it
    if kind in {"hsa", "cdhp"} or kind.startswith("high"):
        kind = "hdhp"
    return PlanName(kind, level, label=label.upper())


def _proper_names(documents: Sequence[Titled]) -> dict[PlanName, tuple[tuple[str, ...], ...]]:
    """Return each proper name with the phrases, as terms, that count as naming it."""
    titles = {
        document.pk: _title_terms(document)
        for document in documents
        if document.kind in _PLAN_KINDS and not plan_names(document.title)
    }
    written = {_title_terms(document): name_in_title(document.title) for document in documents}
    names: dict[PlanName, tuple[tuple[str, ...], ...]] = {}
    for one, other in combinations(dict.fromkeys(titles.values()), 2):
        shared = set(one) & set(other)
        family = [term for term in one if term in shared - _WORDS_OF_ANY_TITLE]
        if not family or len(shared) < _ALIKE * min(len(one), len(other)):
            continue
        for title in (one, other):
            own = tuple(term for term in title if term not in shared and term not in _WORDS_OF_ANY_TITLE)
            own = own or tuple(term for term in title if term not in shared)
            if own:
                names[PlanName(" ".join(family), " ".join(own), label=written[title])] = _phrases(family, title, shared)
    return names


def name_in_title(title: str) -> str:
    """Return the title without what any title has in front of a plan's name or behind it."""
    words = [word for word in title.replace("_", " ").split() if re.search(r"\w", word)]
    for end in (0, -1):
        while words and _says_nothing_of_plan(words[end]):
            del words[end]
    return " ".join(words)


def _says_nothing_of_plan(word: str) -> bool:
    terms = list_terms(word)
    return _WORDS_OF_ANY_TITLE.issuperset(terms) or all(term.isdigit() for term in terms)


def _title_terms(document: Titled) -> tuple[str, ...]:
    return tuple(term for term in list_terms(_spaced(document.title)) if not term.isdigit())


def _phrases(family: list[str], title: tuple[str, ...], shared: set[str]) -> tuple[tuple[str, ...], ...]:
    own = tuple(term for term in title if term not in shared)
    # A single word such as "standard" means the plan only beside the family's name or the word "plan".
    return ((*family, *own), (*own, "plan"), ("plan", *own), *((own,) if len(own) > 1 else ()))


def _proper_of(document: Titled, names: Mapping[PlanName, object]) -> frozenset[PlanName]:
    terms = _title_terms(document)
    held = [name for name in names if all(word in terms for word in f"{name.type} {name.level}".split())]
    return frozenset(held)


def _contains(terms: Sequence[str], phrase: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(tuple(terms[start : start + size]) == phrase for start in range(len(terms) - size + 1))
