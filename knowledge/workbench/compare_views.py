"""What a newer file changes, before it takes the place of the one employees are answered from."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from knowledge.extract.types import block_from_json
from knowledge.lifecycle.compare import Section, compare, sections_of
from knowledge.models import Document, DocumentVersion
from knowledge.workbench.links import page_url
from knowledge.workbench.rows import document_rows, missing_words
from tenants.access import hr_required

SHOWN_LINES = 12  # of a section that came or went


@dataclass(frozen=True)
class Side:
    """One of the two that are compared."""

    version: DocumentVersion
    label: str
    url: str  # the template adds the number of a page


@hr_required
@require_safe
def compare_versions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Compare two versions of a document, or it with the document it takes the place of (`?older=document`).

    Unless it is said which, the newest is compared with what stands before it.
    """
    document = get_object_or_404(
        Document.objects.kept().select_related("supersedes", "published_version").prefetch_related("versions"), pk=pk
    )
    newer = _version(document, request.GET.get("new", "")) or _newest(document)
    older = _older(request, document, newer) if newer else None
    row = document_rows([document])[0]
    context = {"document": document, "row": row, "newer": None, "older": None}
    if newer is None or older is None:
        context |= {
            "reason": _why_nothing(document, newer),
            "is_first": newer is not None and newer == _newest(document),
        }
        return render(request, "knowledge/compare.html", context)
    comparison = compare(_sections(older), _sections(newer))
    are_versions = older.document_id == newer.document_id
    context |= {
        "older": _side(older, are_versions=are_versions),
        "newer": _side(newer, are_versions=are_versions),
        "comparison": comparison,
        "unread": [one for one in map(_unread, (older, newer)) if one],
        "added": [_shown(section) for section in comparison.added],
        "removed": [_shown(section) for section in comparison.removed],
        "may_publish": row.may_publish and newer.pk == _newest(document).pk,
    }
    return render(request, "knowledge/compare.html", context)


def _older(request: HttpRequest, document: Document, newer: DocumentVersion) -> DocumentVersion | None:
    predecessor = _newest(document.supersedes) if document.supersedes else None
    if request.GET.get("older") == "document" and predecessor:
        return predecessor
    asked = _version(document, request.GET.get("old", ""))
    if asked is not None and asked != newer:
        return asked
    published = document.published_version
    if published is not None and published.number < newer.number:
        return published
    before = document.versions.filter(status=DocumentVersion.Status.READY, number__lt=newer.number)
    return before.order_by("-number").first() or predecessor


def _why_nothing(document: Document, newer: DocumentVersion | None) -> str:
    """Return why there is nothing to compare, and what to do or to choose."""
    if newer is None:
        return "No version of it is read to its end yet. Once one is, you see here what it changes."
    if newer != _newest(document):
        return (
            f"Version {newer.number} is the first that was read. Choose a later one in the document's list of versions."
        )
    return (
        "This is the first version that was read. Replace it with a newer file, or say in its facts which document it "
        "takes the place of."
    )


def _version(document: Document, number: str) -> DocumentVersion | None:
    return next((one for one in document.versions.all() if one.is_ready and str(one.number) == number), None)


def _newest(document: Document) -> DocumentVersion | None:
    return document.versions.filter(status=DocumentVersion.Status.READY).order_by("-number").first()


def _side(version: DocumentVersion, *, are_versions: bool) -> Side:
    label = f"Version {version.number}" if are_versions else version.document.title
    return Side(version, label, page_url(version.document_id, version.number))


def _unread(version: DocumentVersion) -> str:
    """Return what cannot be compared, because nobody has read it."""
    pages = missing_words(version)
    return (
        f"Text in pictures on {pages} of {version} could not be read. What changes there is not told." if pages else ""
    )


def _sections(version: DocumentVersion) -> list[Section]:
    pages = version.pages.order_by("number").values_list("number", "blocks")
    return sections_of((number, [block_from_json(block) for block in blocks]) for number, blocks in pages)


def _shown(section: Section) -> dict[str, object]:
    return {
        "heading": section.heading,
        "page": section.page,
        "lines": section.lines[:SHOWN_LINES],
        "more": max(0, len(section.lines) - SHOWN_LINES),
    }
