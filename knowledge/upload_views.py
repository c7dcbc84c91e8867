from collections.abc import Callable, Iterable
from functools import partial
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from knowledge.forms import ReplaceForm, UploadForm
from knowledge.guess import clean_file_name
from knowledge.models import Document, DocumentVersion, KnowledgeBase
from knowledge.progress import row_changed
from knowledge.receive import UploadRefused, receive_document, receive_replacement, too_large_sentence
from knowledge.tasks import queue_waiting
from knowledge.views import live_url, row_fragment
from tenants.access import hr_required
from tenants.storage import StorageUnavailable

FIRST_BASE = "Benefits documents"
READ_KINDS = "PDF, Word, Excel, PowerPoint, HTML, Markdown, text, e-mail (EML) or a picture (PNG, JPEG, TIFF, WebP)"
NO_ROOM = "There is no room left for files. Tell your administrator; nothing was stored."
NO_STORE = "The file store does not answer. Nothing was stored; try again in a few minutes."

Receive = Callable[[UploadedFile], DocumentVersion]


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    base = _first_base(request)
    if request.method != "POST":
        return _page(request, UploadForm(initial={"knowledge_base": base}))
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _invalid(request, form)
    receive = partial(
        receive_document,
        facts=form.facts(),
        uploaded_by=request.user,
        publish_when_ready=form.cleaned_data["publish_when_ready"],
    )
    return _take_in(request, form.cleaned_data["files"], receive)


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, pk: UUID) -> HttpResponse:
    document = get_object_or_404(Document.objects.kept(), pk=pk)
    if request.method != "POST":
        return _page(request, ReplaceForm(), replaced=document)
    form = ReplaceForm(request.POST, request.FILES)
    if not form.is_valid():
        return _invalid(request, form, replaced=document)
    receive = partial(
        receive_replacement,
        document=document,
        uploaded_by=request.user,
        publish_when_ready=form.cleaned_data["publish_when_ready"],
    )
    return _take_in(request, form.cleaned_data["files"], receive)


def _take_in(request: HttpRequest, files: Iterable[UploadedFile], receive: Receive) -> HttpResponse:
    """Receive each file by itself: one that is refused does not keep the others out."""
    received, refused, status = [], [too_large_sentence(clean_file_name(name)) for name in _oversized(request)], 422
    for file in files:
        try:
            received.append(receive(file))
        except UploadRefused as refusal:
            refused.append(str(refusal))
        except StorageUnavailable as trouble:
            is_full = trouble.reason == "disk_full"
            refused.append(f"{clean_file_name(file.name)}: {NO_ROOM if is_full else NO_STORE}")
            status = 507 if is_full else 503
    queue_waiting()
    for version in received:
        row_changed(version.document_id)
    return _answer(request, received, refused, status)


def _answer(request: HttpRequest, received: list[DocumentVersion], refused: list[str], status: int) -> HttpResponse:
    if _wants_json(request):
        documents = [_as_json(version) for version in received]
        errors = [{"message": sentence} for sentence in refused]
        return JsonResponse({"documents": documents, "errors": errors}, status=201 if received else status)
    if request.headers.get("HX-Request"):
        if refused:
            # The script knows a sentence of its own for other states; 422 makes it show this one.
            return HttpResponse(refused[0], status=422, content_type="text/plain; charset=utf-8")
        document = Document.objects.prefetch_related("versions").get(pk=received[0].document_id)
        return row_fragment(request, document, document.pk)
    for sentence in refused:
        messages.error(request, sentence)
    if received:
        count = len(received)
        messages.success(request, f"{count} file{'s' if count > 1 else ''} uploaded. You see below how far each is.")
    return redirect("knowledge:home")


def _invalid(request: HttpRequest, form: forms.Form, *, replaced: Document | None = None) -> HttpResponse:
    if _oversized(request) and "files" in form.errors:
        form.errors["files"] = form.error_class(
            [too_large_sentence(clean_file_name(name)) for name in _oversized(request)]
        )
    sentences = [
        f"{form[name].label}: {error}" if name in form.fields and name != "files" else error
        for name, errors in form.errors.items()
        for error in errors
    ]
    if _wants_json(request):
        return JsonResponse({"documents": [], "errors": [{"message": one} for one in sentences]}, status=422)
    if request.headers.get("HX-Request"):
        return HttpResponse(sentences[0], status=422, content_type="text/plain; charset=utf-8")
    return _page(request, form, replaced=replaced, status=422)


def _page(
    request: HttpRequest, form: forms.Form, *, replaced: Document | None = None, status: int = 200
) -> HttpResponse:
    megabytes = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
    context = {
        "form": form,
        "max_bytes": settings.UPLOAD_LIMIT_BYTES,
        "file_limits": f"{READ_KINDS}, at most {megabytes} MB each",
        "live_url": live_url(request),
        "replaced": replaced,
        "no_rows": [],
    }
    return render(request, "knowledge/upload.html", context, status=status)


def _first_base(request: HttpRequest) -> KnowledgeBase:
    """Return the base the page was opened from, else the first; a client that has none gets one."""
    wanted = request.GET.get("base", "")
    bases = {str(base.pk): base for base in KnowledgeBase.objects.all()}
    if wanted in bases:
        return bases[wanted]
    return next(iter(bases.values()), None) or KnowledgeBase.objects.get_or_create(name=FIRST_BASE)[0]


def _as_json(version: DocumentVersion) -> dict[str, str]:
    return {
        "id": str(version.document_id),
        "title": version.document.title,
        "status": version.status,
        "url": reverse("knowledge:document", args=[version.document_id]),
        "row_url": reverse("knowledge:document_row", args=[version.document_id]),
    }


def _oversized(request: HttpRequest) -> tuple[str, ...]:
    """Return the names of files too large to be received at all (knowledge/upload_limit.py)."""
    return getattr(request, "oversized_files", ())


def _wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"
