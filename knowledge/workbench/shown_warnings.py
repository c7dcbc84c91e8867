"""Warnings in words, as the page of one of the two documents they are about shows them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from knowledge.models import Document, DocumentWarning
from knowledge.warnings.plans import SUMMARY
from tenants.clock import day_in_words

Kind = DocumentWarning.Kind
SHOWN_AT_FIRST = 3


@dataclass(frozen=True)
class Quotation:
    title: str
    text: str
    figure: str
    page: int
    url: str


@dataclass(frozen=True)
class Step:
    """What can be done about it, and where."""

    label: str
    url: str


@dataclass(frozen=True)
class ShownWarning:
    pk: UUID
    title: str
    text: str
    other: Document | None
    quotations: tuple[Quotation, ...]
    steps: tuple[Step, ...]
    dismissed: DocumentWarning | None  # who left it as it is, and when


@dataclass(frozen=True)
class WarningsTogether:
    """Several that are settled, or looked at again, in one act."""

    warnings: tuple[ShownWarning, ...]

    @property
    def title(self) -> str:
        return self.warnings[0].title

    @property
    def ids(self) -> str:
        return ",".join(str(one.pk) for one in self.warnings)

    @property
    def dismissed(self) -> DocumentWarning | None:
        return self.warnings[0].dismissed


@dataclass(frozen=True)
class ShownWarnings:
    """The open ones, of which a page does not begin with all, and those somebody left as they are."""

    first: tuple[ShownWarning, ...]
    more: tuple[ShownWarning, ...]
    alike: tuple[WarningsTogether, ...]  # open ones of one kind, where there are several
    left: tuple[WarningsTogether, ...]  # what was left as it is in one act


def shown_warnings(document: Document) -> ShownWarnings:
    rows = DocumentWarning.objects.about(document.pk).select_related("document", "other", "dismissed_by")
    shown = [_shown(row, document) for row in rows]
    # Two rate sheets differ in every price: those of one plan stand together.
    still_open = sorted((one for one in shown if not one.dismissed), key=lambda one: (one.title, one.text))
    by_kind = _together(still_open, key=lambda one: (one.title,))
    return ShownWarnings(
        tuple(still_open[:SHOWN_AT_FIRST]),
        tuple(still_open[SHOWN_AT_FIRST:]),
        alike=tuple(one for one in by_kind if len(one.warnings) > 1),
        left=_together([one for one in shown if one.dismissed], key=_act),
    )


def _act(warning: ShownWarning) -> tuple[object, ...]:
    return warning.title, warning.dismissed.dismissed_at, warning.dismissed.dismissed_by_id


def _together(
    shown: Iterable[ShownWarning], *, key: Callable[[ShownWarning], tuple[object, ...]]
) -> tuple[WarningsTogether, ...]:
    groups: defaultdict[tuple[object, ...], list[ShownWarning]] = defaultdict(list)
    for one in shown:
        groups[key(one)].append(one)
    return tuple(WarningsTogether(tuple(group)) for group in groups.values())


def open_counts(document_ids: Iterable[UUID]) -> Counter[UUID]:
    """Return how many open warnings each of the documents has, whichever of two it is."""
    ids = set(document_ids)
    rows = DocumentWarning.objects.open().filter(Q(document__in=ids) | Q(other__in=ids))
    return Counter(pk for pair in rows.values_list("document", "other") for pk in pair if pk in ids)


def _shown(row: DocumentWarning, document: Document) -> ShownWarning:
    other = row.other if row.document_id == document.pk else row.document
    is_pair = row.kind in (Kind.OVERLAP, Kind.NEAR_DUPLICATE)
    return ShownWarning(
        pk=row.pk,
        title=row.get_kind_display(),
        text=_text(row),
        other=other if is_pair else None,
        quotations=tuple(_quotations(row)),
        steps=tuple(_steps(row, document)),
        dismissed=row if row.dismissed_at else None,
    )


def _text(row: DocumentWarning) -> str:
    detail = row.detail
    if row.kind == Kind.EXPIRED:
        last = day_in_words(date.fromisoformat(detail["day"]))
        return f"Its last day was {last}. Nobody is answered from it any more; unpublish it, or correct the day."
    if row.kind == Kind.OVERLAP:
        about = ", ".join(part for part in (*detail["plans"], detail["year"]) if part)
        return f"Both are published for the same people and time{f' ({about})' if about else ''}. Which one holds?"
    if row.kind == Kind.NEAR_DUPLICATE:
        return f"{detail['share']}% of the text of both stands in both, and nothing tells them apart."
    if row.kind == Kind.MISSING:
        return _missing(detail["plan"], detail["year"], detail["what"])
    about = ", ".join(part for part in (detail["about"], detail["year"]) if part)
    if row.kind == Kind.LIMIT:
        asked = f"at {'least' if detail['is_least'] else 'most'} {detail['bound']}"
        return (
            f"{about}: {detail['here']['figure']} is printed, and federal law asks for {asked}. "
            "Was it misread, or is the document wrong?"
        )
    if "why" in detail:
        return f"{about}: the amounts of this row do not fit each other. {' '.join(detail['why'])}"
    places = ("one document", "the other") if row.other else ("one place", "another")
    return f"{about}: {detail['here']['figure']} in {places[0]}, {detail['there']['figure']} in {places[1]}."


def _missing(plan: str, year: str, what: str) -> str:
    if what == SUMMARY:
        return (
            f"Figures of the {plan} for {year} are told here, and no Summary of Benefits and Coverage of this plan and "
            "year is published."
        )
    return f"Other plans of {year} have their prices in published documents, the {plan} has none."


def _steps(row: DocumentWarning, document: Document) -> Iterable[Step]:
    """Yield what mends it, besides leaving it as it is."""
    edit = reverse("knowledge:edit", args=[document.pk])
    facts = reverse("knowledge:facts", args=[document.pk])
    if row.kind == Kind.EXPIRED:
        yield Step("Correct its days", edit)
    elif row.kind in (Kind.OVERLAP, Kind.NEAR_DUPLICATE):
        yield Step("Say which takes the other’s place", edit)
    elif row.kind == Kind.MISSING:
        yield Step("Upload it", reverse("knowledge:upload"))
    elif row.kind == Kind.LIMIT or "why" in row.detail:
        yield Step("Look at its facts", facts)
    else:
        yield Step("Replace this document", reverse("knowledge:replace", args=[document.pk]))


def _quotations(row: DocumentWarning) -> Iterable[Quotation]:
    for document, side in ((row.document, "here"), (row.other or row.document, "there")):
        told = row.detail.get(side)
        if told is None:
            continue
        page = told["page"]
        url = f"{reverse('knowledge:document', args=[document.pk])}?page={page}#pages"
        yield Quotation(document.title, told["quote"], told["figure"], page, url)
