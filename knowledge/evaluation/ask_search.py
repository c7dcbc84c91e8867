"""Lets a client's search answer questions whose right pages are known: the same search() that chat uses."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from accounts.audience import Audience
from knowledge.evaluation.evaluate import DEEPEST, Finding, FoundPassage, GoldQuestion
from knowledge.models import AsIf, Document, DocumentVersion
from knowledge.retrieval.findable import searchable_documents
from knowledge.retrieval.search import search


@dataclass(frozen=True)
class Asker:
    """Who asks, and when: what decides which documents can be found."""

    day: date
    audience: Audience
    include_unpublished: bool = False
    as_if: AsIf | None = None


@dataclass(frozen=True)
class Files:
    page_counts: dict[str, int]  # by file name, of what the asker can find
    others: frozenset[str]  # names of files that are here and cannot be found


def files_of(asker: Asker) -> Files:
    documents = searchable_documents(
        day=asker.day, audience=asker.audience, include_unpublished=asker.include_unpublished
    )
    found = [document.found_version for document in documents]
    counts: dict[str, int] = {}
    for name, count in DocumentVersion.objects.filter(pk__in=found).values_list("file_name", "page_count"):
        # Two documents may have come as files of one name; either is right then.
        counts[name] = max(count, counts.get(name, 0))
    kept = DocumentVersion.objects.filter(document__in=Document.objects.kept()).exclude(pk__in=found)
    return Files(
        page_counts=counts,
        others=frozenset(kept.values_list("file_name", flat=True)),
    )


def finder(asker: Asker, *, k: int) -> Callable[[GoldQuestion], Finding]:
    """Return what asks one question of search."""
    file_names = dict(DocumentVersion.objects.values_list("pk", "file_name"))

    def find(question: GoldQuestion) -> Finding:
        result = search(
            question.text,
            day=asker.day,
            audience=asker.audience,
            limit=max(k, DEEPEST),
            include_unpublished=asker.include_unpublished,
            earlier=question.earlier,
            is_computed_anew=True,
            is_trial=True,
        )
        passages = [
            FoundPassage(file_names[hit.version_id], hit.page_number, hit.page_to, hit.text) for hit in result.hits
        ]
        return Finding(tuple(passages), result.is_near, result.milliseconds)

    return find
