"""What chat gives to HR's page about a document: an answer tried out, and how often it has answered."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from chat.compose import Found
from chat.finish import Outcome
from chat.forms import AskDocumentForm
from chat.markdown import CitationLink, render_answer
from chat.models import Answer
from chat.preview import preview_answer
from chat.usage import FEWEST_PEOPLE, fewest_askers, usage_of
from knowledge.audience import audience_words, class_labels
from knowledge.links import page_url
from knowledge.models import Document
from knowledge.search import PASSAGES, SearchResult, search
from knowledge.shown_passage import shown_passage
from tenants.access import hr_required
from tenants.clock import today


@dataclass(frozen=True)
class _Asker:
    """Somebody who can find the document: of a class it is meant for, on a day on which it is in force."""

    day: date
    class_code: str


@hr_required
@require_safe
def ask_document(request: HttpRequest, pk: UUID) -> HttpResponse:
    document = get_object_or_404(Document.objects.kept(), pk=pk)
    form = AskDocumentForm(request.GET if "q" in request.GET else None)
    asker = _asker_of(document)
    context: dict[str, object] = {
        "document": document,
        "form": form,
        "asker": asker,
        "asked_as": audience_words([asker.class_code] if asker.class_code else [], class_labels()),
        "is_searchable": document.versions.filter(status="ready").exists(),
        "asked": form.is_bound and form.is_valid(),
    }
    if context["asked"]:
        question = form.cleaned_data["q"]
        result = search(
            question,
            day=asker.day,
            class_code=asker.class_code,
            limit=PASSAGES,
            include_unpublished=True,
            document_ids=[document.pk],
            is_trial=True,
        )
        found = Found(question, request.user.language, (question,), result.hits)
        outcome = preview_answer(found, class_code=asker.class_code)
        context |= {
            "result": result,
            "passages": [shown_passage(number, hit) for number, hit in enumerate(result.hits, start=1)],
            "answer_html": _answer_html(outcome, result),
            "is_refusal": outcome.reason in Answer.REFUSALS,
        }
    template = "chat/_document_ask.html" if request.htmx else "chat/document_ask.html"
    return render(request, template, context)


@hr_required
@require_safe
def document_usage(request: HttpRequest, pk: UUID) -> HttpResponse:
    document = get_object_or_404(Document.objects.kept(), pk=pk)
    context = {
        "document": document,
        "usage": usage_of(document),
        "fewest_askers": fewest_askers(document),
        "fewest_people": FEWEST_PEOPLE,
    }
    template = "chat/_document_usage.html" if request.htmx else "chat/document_usage.html"
    return render(request, template, context)


def _asker_of(document: Document) -> _Asker:
    day = today()
    ended = document.effective_to is not None and document.effective_to < day
    return _Asker(
        day=document.effective_to if ended else day, class_code=document.audience[0] if document.audience else ""
    )


def _answer_html(outcome: Outcome, result: SearchResult) -> SafeString:
    numbers = {hit.version_id: hit.version_number for hit in result.hits}
    links = {
        citation.number: CitationLink(
            page_url(result.hits[0].document_id, numbers[citation.version_id], citation.page_number),
            f"Source {citation.number}: page {citation.page_number}",
        )
        for citation in outcome.citations
        if not citation.is_near
    }
    return render_answer(outcome.text, links)
