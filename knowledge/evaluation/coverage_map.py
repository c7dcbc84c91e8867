"""Which subjects the published documents cover, for each plan and plan year, asked of the very search that chat uses.

covered: a passage of that year, about that plan, tells it with a figure (subjects.py). weak: it is only
mentioned, or stands where it is not promised. expired: only a document of an earlier year, or one that has ended,
tells it. missing: nothing does.
"""

import json
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Literal
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from accounts.audience import ANYBODY, Audience
from benefits.audience import EVERYONE, MeantFor, somebody_of
from benefits.models import BenefitClass, PlanYear
from knowledge.evaluation.subjects import SUBJECTS, Subject
from knowledge.models import CoverageMap, Document
from knowledge.retrieval.findable import searchable_documents
from knowledge.retrieval.hits import Hit
from knowledge.retrieval.plans import PlanGuide, PlanName, plan_guide, plan_names
from knowledge.retrieval.search import search
from knowledge.text.sentences import sentence_spans
from knowledge.text.terms import list_terms
from tenants.postgresql.rows import Rows, read, written
from tenants.read_once import reading_once

State = Literal["covered", "weak", "expired", "missing"]
LOOKED_AT = 8  # passages a question, as many as chat is given
MOST_YEARS = 3
MOST_PLANS = 8
EVERY_PLAN = ""
_BEST_FIRST: tuple[State, ...] = ("covered", "weak", "expired", "missing")
_Kind = Document.Kind
_YEAR = re.compile(r"\s*\b20\d\d(\s*[-–]\s*\d\d(\d\d)?)?\b")
_ANY_YEAR = re.compile(r"\b20\d\d\b")
_WORD = re.compile(r"\w[\w,.'’-]*\w|\w")
_DENTAL_OR_VISION = re.compile(r"dental|vision|\bdppo\b|\bdhmo\b", re.IGNORECASE)
# Every summary of benefits must print them: sums of invented cases, not what the plan pays for somebody.
_EXAMPLE = re.compile(r"\bcoverage examples?\b|\bejemplos? de cobertura\b", re.IGNORECASE)


@dataclass(frozen=True)
class Cell:
    subject: str  # its code
    plan: str  # EVERY_PLAN where the subject is not a plan's
    year: str
    state: State
    document_id: str = ""
    title: str = ""
    version: int = 0
    page: int = 0
    meant_for: MeantFor = EVERYONE  # of the document that covers it
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
        cells = tuple(Cell(**{**cell, "meant_for": _meant_for(cell)}) for cell in content.get("cells", ()))
        return cls(tuple(content.get("years", ())), tuple(content.get("plans", ())), cells)


@dataclass(frozen=True)
class _Reader:
    """Looks for what covers a subject, as each of those whom documents are meant for and on the day that counts."""

    today: date
    ended: Sequence[tuple[str, date]]  # plan years that documents carry, each with its last day, the latest last
    askers: tuple[Audience, ...]
    documents: Mapping[UUID, Document]  # published, in force today or later
    guide: PlanGuide
    names: Mapping[PlanName, str]  # as the documents write them
    found: dict[tuple, tuple[Hit, ...]] = field(default_factory=dict)

    def cell(self, subject: Subject, plan: PlanName | None, year: PlanYear) -> Cell:
        name = self.names[plan] if plan else EVERY_PLAN
        day = max(self.today, year.starts_on)
        found = self._found(subject, plan, year, day)
        if not found or found[0] != "covered":
            # What the year itself does not say, an earlier one may: then somebody has to renew it.
            earlier = self._earlier(subject, plan, year)
            found = found or earlier
        if found is None:
            return Cell(subject.code, name, year.label, "missing")
        state, hit = found
        return Cell(
            subject=subject.code,
            plan=name,
            year=year.label,
            state=state,
            document_id=str(hit.document_id),
            title=hit.title,
            version=hit.version_number,
            page=hit.page_number,
            meant_for=hit.meant_for,
            plan_year=hit.plan_year,
        )

    def _found(self, subject: Subject, plan: PlanName | None, year: PlanYear, day: date) -> tuple[State, Hit] | None:
        best = None
        for audience in self.askers:
            for hit in self._hits(subject, plan, year.label, day, audience):
                state = self._state(hit, subject, plan) if self._is_of(hit, year) else None
                if state and (best is None or _is_better(state, best[0])):
                    best = (state, hit)
            if best and best[0] == "covered":
                return best
        return best

    def _earlier(self, subject: Subject, plan: PlanName | None, year: PlanYear) -> tuple[State, Hit] | None:
        """Return what tells the subject in the year before, or in a document that has ended."""
        last_day = min(self.today, year.starts_on - timedelta(days=1))
        # Of this year itself, as on a day on which what has ended by now was in force.
        looks = [(year.label, min(year.starts_on, self.today))]
        looks += [(label, min(ended, last_day)) for label, ended in self.ended if ended < year.ends_on][-1:]
        for label, day in looks:
            for audience in self.askers:
                for hit in self._hits(subject, plan, label, day, audience):
                    is_later = not hit.plan_year and _is_of_later_year(hit, year)
                    if not is_later and self._state(hit, subject, plan) == "covered":
                        return "expired", hit
        return None

    def _hits(
        self, subject: Subject, plan: PlanName | None, label: str, day: date, audience: Audience
    ) -> tuple[Hit, ...]:
        question = f"{plan_label(plan)}: {subject.question}" if plan else subject.question
        documents = searchable_documents(day=day, audience=audience)
        # Among the same documents the same is found, on whatever day.
        key = (question, label, audience, *((one.pk, one.found_version, one.found_revision) for one in documents))
        if key not in self.found:
            # Drawn because something has changed: what was found before is of no use, nor is this to anybody else.
            self.found[key] = search(
                question, day=day, audience=audience, limit=LOOKED_AT, plan_year=label, is_computed_anew=True
            ).hits
        return self.found[key]

    def _state(self, hit: Hit, subject: Subject, plan: PlanName | None) -> State | None:
        place = f"{hit.title}\n{hit.heading}"
        if not subject.signs.search(f"{place}\n{hit.text}") or not self._is_about(hit, plan):
            return None
        # Under a title or heading that names the subject a sentence need not name it again.
        is_named = bool(subject.signs.search(place))
        sentences = _rows(hit.text) if hit.kind == "table" else _sentences(hit.text)
        told = [one for one in sentences if (is_named or subject.signs.search(one)) and subject.figure.search(one)]
        is_example = bool(_EXAMPLE.search(hit.heading))
        return "covered" if told and not is_example and subject.is_told_in(hit.document_kind, place=place) else "weak"

    def _is_of(self, hit: Hit, year: PlanYear) -> bool:
        document = self.documents.get(hit.document_id)
        begins = document.effective_from if document else None
        if hit.plan_year not in ("", year.label) or (begins is not None and begins > year.ends_on):
            return False
        return bool(hit.plan_year) or not _is_of_later_year(hit, year)

    def _is_about(self, hit: Hit, plan: PlanName | None) -> bool:
        """Whether a passage is about the plan: its document is, or it names it and no document has it for itself."""
        if plan is None:
            return True
        named = self.guide.names_of(hit.document_id) or plan_names(f"{hit.heading}\n{hit.text}")
        return any(name.may_be(plan) for name in named)


def draw_map(today: date) -> Map:
    """Ask search about every subject, plan and year, as those whom the documents are meant for."""
    years = list(PlanYear.objects.filter(ends_on__gte=today)[:MOST_YEARS])
    documents = _published(today)
    plans = medical_plans(documents)
    everything = [document.meant_for for document in Document.objects.published()]
    askers = tuple(dict.fromkeys([ANYBODY, *map(somebody_of, everything)]))
    guide = plan_guide(documents)
    names = {plan: written_name(plan, documents, guide) for plan in plans}
    by_id = {document.pk: document for document in documents}
    reader = _Reader(today, _last_days(), askers, by_id, guide, names)
    with reading_once():
        cells = [
            reader.cell(subject, plan, year)
            for year in years
            for subject in SUBJECTS
            for plan in (plans if subject.per_plan and plans else [None])
        ]
    return Map(tuple(year.label for year in years), tuple(names.values()), tuple(cells))


def medical_plans(documents: Sequence[Document]) -> list[PlanName]:
    """Return the medical plans that have a summary of coverage or a plan document of their own."""
    guide = plan_guide(documents)
    plans: list[PlanName] = []
    for document in documents:
        if document.kind not in (_Kind.SBC, _Kind.PLAN_DOCUMENT) or _DENTAL_OR_VISION.search(document.title):
            continue
        plans += [name for name in guide.names_of(document.pk) if not any(name.may_be(other) for other in plans)]
    return sorted(plans, key=plan_label)[:MOST_PLANS]


def plan_label(plan: PlanName) -> str:
    """Return the plan's name as people say it; the year behind it in a title is no part of it."""
    return _YEAR.sub("", str(plan)).strip() or str(plan)


def written_name(plan: PlanName, documents: Sequence[Document], guide: PlanGuide) -> str:
    """Return the plan's name in the writing of a document that is about it, else as it is known to search."""
    known = plan_label(plan)
    # A proper name is kept as terms; one that was read keeps the words it stood in.
    wanted = set(list_terms(known)) if plan.label else set(known.split())
    for document in documents:
        if plan not in guide.names_of(document.pk):
            continue
        for text in (document.title, *document.plans):
            words = _WORD.findall(_YEAR.sub(" ", text))
            if name := _shortest_naming(words, wanted):
                return name
    return known


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
    documents, years, classes = read(_documents(), _years(), _classes())
    told = [documents, years, [code for (code,) in classes], today, [subject.code for subject in SUBJECTS]]
    return sha256(json.dumps(told, default=str).encode()).hexdigest()


@written
def _documents() -> Rows[tuple]:
    facts = ("pk", "published_version", "title", "kind", "plan_year", "effective_from", "effective_to", "audience")
    facts += ("work_states", "hours", "plans", "guessed", "supersedes")
    return Rows(Document.objects.published().order_by("pk").values_list(*facts))


@written
def _years() -> Rows[tuple]:
    return Rows(PlanYear.objects.values_list("label", "starts_on", "ends_on"))


@written
def _classes() -> Rows[tuple[str]]:
    return Rows(BenefitClass.objects.values_list("code", flat=True))


def _published(today: date) -> list[Document]:
    """Return the published documents in force now or in a year to come, whoever they are meant for."""
    rows = Document.objects.published().in_force(today)
    return list(rows.order_by("title", "pk"))


def _last_days() -> list[tuple[str, date]]:
    """Return each plan year of published documents with the last day of its last document, in their order."""
    dated = Document.objects.published().exclude(plan_year="").filter(effective_to__isnull=False)
    days = dated.order_by("plan_year").values_list("plan_year").annotate(last=Max("effective_to"))
    return sorted(days, key=lambda pair: pair[1])


def _meant_for(cell: Mapping[str, Any]) -> MeantFor:
    told = cell["meant_for"]
    return MeantFor(tuple(told["classes"]), tuple(told["work_states"]), told["hours"])


def _shortest_naming(words: Sequence[str], wanted: Set[str]) -> str:
    """Return the fewest words that stand together and hold all the terms, "" if none do."""
    for size in range(1, len(words) + 1):
        for start in range(len(words) - size + 1):
            part = " ".join(words[start : start + size])
            if wanted <= set(list_terms(part)):
                return part
    return ""


def _is_of_later_year(hit: Hit, year: PlanYear) -> bool:
    """Whether a document of no year tells this of years to come alone, by its heading or else its title. A handbook
    that is called by an earlier year holds until another takes its place.
    """
    named = next((found for found in map(_years_in, (hit.heading, hit.title)) if found), set())
    return min(named, default=0) > year.ends_on.year and year.ends_on.year not in _years_in(hit.text)


def _years_in(text: str) -> set[int]:
    return set(map(int, _ANY_YEAR.findall(text)))


def _rows(text: str) -> list[str]:
    return text.split("\n")


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def _is_better(one: State, other: State) -> bool:
    return _BEST_FIRST.index(one) < _BEST_FIRST.index(other)
