"""Which topics the published documents cover, for each plan and plan year, asked of the very search that chat uses.

covered: a passage of that year, about that plan, that holds the topic and a figure. weak: a passage only mentions
it, or it stands in a document that is no authority. expired: only a document of an earlier year, or one that has
ended, says it. missing: nothing does.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Literal

from django.db.models import Q
from django.utils import timezone

from benefits.models import BenefitClass, PlanYear
from knowledge.models import CoverageMap, Document
from knowledge.plans import PlanGuide, PlanName, plan_names
from knowledge.search import Hit, search
from knowledge.topics import TOPICS, Topic

State = Literal["covered", "weak", "expired", "missing"]
LOOKED_AT = 8  # passages a question, as many as chat is given
MOST_YEARS = 3
MOST_PLANS = 8
EVERY_PLAN = ""
_FIGURE = re.compile(r"[$%]|\d")
_BEST_FIRST: tuple[State, ...] = ("covered", "weak", "expired", "missing")
# A deck or a page of answers to questions says what is meant, not what is promised.
_NO_AUTHORITY = frozenset({Document.Kind.DECK, Document.Kind.OTHER})
_Kind = Document.Kind


@dataclass(frozen=True)
class Cell:
    topic: str  # its code
    plan: str  # EVERY_PLAN where the topic is not a plan's
    year: str
    state: State
    document_id: str = ""
    title: str = ""
    version: int = 0
    page: int = 0
    audience: tuple[str, ...] = ()  # of the document that covers it; () = everyone
    plan_year: str = ""  # of that document


@dataclass(frozen=True)
class Map:
    years: tuple[str, ...]
    plans: tuple[str, ...]
    cells: tuple[Cell, ...]

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, content: dict) -> "Map":
        cells = tuple(Cell(**{**cell, "audience": tuple(cell["audience"])}) for cell in content.get("cells", ()))
        return cls(tuple(content.get("years", ())), tuple(content.get("plans", ())), cells)


@dataclass(frozen=True)
class _Reader:
    """Looks for what covers a topic, as somebody of each class and on the day that counts."""

    today: date
    years: Sequence[PlanYear]
    classes: tuple[str, ...]
    guide: PlanGuide

    def cell(self, topic: Topic, plan: PlanName | None, year: PlanYear) -> Cell:
        name = str(plan) if plan else EVERY_PLAN
        day = max(self.today, year.starts_on)
        found = self._found(topic, plan, year.label, day)
        if not found or found[0] != "covered":
            # What the year itself does not say, an earlier one may: then somebody has to renew it.
            earlier = self._earlier(topic, plan, year)
            found = found or earlier
        if found is None:
            return Cell(topic.code, name, year.label, "missing")
        state, hit = found
        return Cell(
            topic=topic.code,
            plan=name,
            year=year.label,
            state=state,
            document_id=str(hit.document_id),
            title=hit.title,
            version=hit.version_number,
            page=hit.page_number,
            audience=hit.audience,
            plan_year=hit.plan_year,
        )

    def _found(self, topic: Topic, plan: PlanName | None, label: str, day: date) -> tuple[State, Hit] | None:
        best = None
        for class_code in self.classes:
            for hit in self._hits(topic, plan, label, day, class_code):
                state = self._state(hit, topic, plan)
                if hit.plan_year in ("", label) and state and (best is None or _is_better(state, best[0])):
                    best = (state, hit)
            if best and best[0] == "covered":
                return best
        return best

    def _earlier(self, topic: Topic, plan: PlanName | None, year: PlanYear) -> tuple[State, Hit] | None:
        """Return what covers the topic in the year before, or in a document that has ended."""
        before = [one for one in self.years if one.starts_on < year.starts_on][-1:]
        last_day = min(self.today, year.starts_on - timedelta(days=1))
        own = (year.label, min(year.starts_on, last_day))  # a day on which what has ended by now was in force
        for label, day in [own, *((one.label, min(one.ends_on, last_day)) for one in before)]:
            for class_code in self.classes:
                for hit in self._hits(topic, plan, label, day, class_code):
                    if self._state(hit, topic, plan) == "covered":
                        return "expired", hit
        return None

    def _hits(self, topic: Topic, plan: PlanName | None, label: str, day: date, class_code: str) -> tuple[Hit, ...]:
        question = f"{plan}: {topic.question}" if plan else topic.question
        return search(question, day=day, class_code=class_code, limit=LOOKED_AT, plan_year=label).hits

    def _state(self, hit: Hit, topic: Topic, plan: PlanName | None) -> State | None:
        words = f"{hit.heading}\n{hit.text}"
        sign = topic.signs.search(words)
        if sign is None or not self._is_about(hit, plan):
            return None
        is_figure = not topic.has_figure or bool(_FIGURE.search(hit.text))
        return "covered" if is_figure and hit.document_kind not in _NO_AUTHORITY else "weak"

    def _is_about(self, hit: Hit, plan: PlanName | None) -> bool:
        """Whether a passage is about the plan: its document is, or it names it and no document has it for itself."""
        if plan is None:
            return True
        named = self.guide.names_of(hit.document_id) or plan_names(f"{hit.heading}\n{hit.text}")
        return any(name.may_be(plan) for name in named)


def draw_map(today: date) -> Map:
    """Ask search about every topic, plan and year, as somebody who may be of any class."""
    every_year = list(PlanYear.objects.all())
    years = [year for year in every_year if year.ends_on >= today][:MOST_YEARS]
    documents = _published(today)
    plans = medical_plans(documents)
    classes = ("", *BenefitClass.objects.values_list("code", flat=True))
    reader = _Reader(today, every_year, classes, PlanGuide(documents))
    cells = [
        reader.cell(topic, plan, year)
        for year in years
        for topic in TOPICS
        for plan in (plans if topic.per_plan and plans else [None])
    ]
    return Map(tuple(year.label for year in years), tuple(map(str, plans)), tuple(cells))


def medical_plans(documents: Sequence[Document]) -> list[PlanName]:
    """Return the medical plans the documents are about: those with a summary of their own, else those titles name."""
    summaries = [document for document in documents if document.kind == _Kind.SBC]
    guide = PlanGuide(documents)
    named = [name for document in summaries for name in guide.names_of(document.pk)]
    plans: dict[str, PlanName] = {}
    for name in named:
        if not any(name.may_be(other) for other in plans.values()):
            plans[str(name)] = name
    return sorted(plans.values(), key=str)[:MOST_PLANS]


def redraw(today: date) -> Map:
    """Draw the map and keep it."""
    fingerprint = current_fingerprint(today)
    drawn = draw_map(today)
    CoverageMap.objects.update_or_create(
        pk=1, defaults={"content": drawn.as_json(), "fingerprint": fingerprint, "drawn_at": timezone.now()}
    )
    return drawn


def kept_map() -> CoverageMap | None:
    return CoverageMap.objects.filter(pk=1).first()


def current_fingerprint(today: date) -> str:
    """Return what changes whenever the map could: what is published, the facts that let it be found, and the day."""
    documents = Document.objects.published().order_by("pk")
    facts = ("pk", "published_version", "title", "kind", "plan_year", "effective_from", "effective_to", "audience")
    years = PlanYear.objects.values_list("label", "starts_on", "ends_on")
    classes = BenefitClass.objects.values_list("code", flat=True)
    told = [list(documents.values_list(*facts)), list(years), list(classes), today, [topic.code for topic in TOPICS]]
    return sha256(json.dumps(told, default=str).encode()).hexdigest()


def _published(today: date) -> list[Document]:
    """Return the published documents in force now or in a year to come, whoever they are meant for."""
    rows = Document.objects.published().filter(Q(effective_to__isnull=True) | Q(effective_to__gte=today))
    return list(rows.order_by("title", "pk"))


def _is_better(one: State, other: State) -> bool:
    return _BEST_FIRST.index(one) < _BEST_FIRST.index(other)
