from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from knowledge.extract.failure import SENTENCES
from knowledge.ingestion.archive import is_archive, shown_path
from knowledge.ingestion.batch import BatchRefused, Outcome, Taken, begin_batch, recent_batches, take_in, write_line
from knowledge.ingestion.guess import clean_file_name
from knowledge.ingestion.progress import row_changed
from knowledge.ingestion.receive import (
    NO_ROOM,
    UploadRefused,
    not_stored_sentence,
    receive_document,
    receive_replacement,
    too_large_sentence,
)
from knowledge.ingestion.unpack import receive_archive
from knowledge.models import Document, DocumentVersion, KnowledgeBase, UploadBatch
from knowledge.tasks import queue_unpacking, queue_waiting
from knowledge.workbench.document_views import row_fragment
from knowledge.workbench.forms import PageFields, ReplaceForm, UploadForm
from knowledge.workbench.links import live_url
from tenants.access import hr_required
from tenants.storage import StorageUnavailable

FIRST_BASE = "Benefits documents"
READ_KINDS = "PDF, Word, Excel, PowerPoint, HTML, Markdown, text, e-mail (EML) or a picture (PNG, JPEG, TIFF, WebP)"
RECENT_UPLOADS = 5
# Why the page's script does not send a file (static/js/upload.js).
LEFT_OUT = {
    "large": "It is larger than a file may be. Split it into parts, or save it with smaller pictures.",
    "empty": SENTENCES["empty"],
    "kind": SENTENCES["unsupported"],
}

Receive = Callable[[UploadedFile], DocumentVersion]


@dataclass(frozen=True)
class Refusal:
    """Why a file was not taken in: `sentence` beside its name, all of it where it stands alone."""

    name: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.name}: {self.sentence}" if self.name else self.sentence


@dataclass
class Received:
    """What has become of the files of one request."""

    versions: list[DocumentVersion] = field(default_factory=list)
    archives: list[UploadBatch] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    known: list[Document] = field(default_factory=list)  # those that have a refused file already
    status: int = 422  # if nothing was received

    def add(self, taken: Taken) -> None:
        if taken.outcome == Outcome.TAKEN:
            self.versions.append(taken.version)
            return
        if taken.outcome == Outcome.KNOWN:
            self.known.append(taken.version.document)
        self.refuse(Refusal(taken.path, taken.sentence), trouble=taken.trouble)

    def refuse(self, refusal: Refusal, *, trouble: str = "") -> None:
        self.refused.append(refusal)
        if trouble:
            self.status = 507 if trouble == "disk_full" else 503


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        wishes = {name: request.GET[name] for name in ("kind", "plan_year") if request.GET.get(name)}
        return _page(request, UploadForm(initial={**wishes, "knowledge_base": _first_base(request)}))
    form = UploadForm(request.POST, request.FILES)
    page = PageFields(request.POST)
    if not form.is_valid() or not page.is_valid():
        return _invalid(request, form)
    told = {
        "facts": form.facts(),
        "uploaded_by": request.user,
        "publish_when_ready": form.cleaned_data["publish_when_ready"],
    }
    received = _received(request)
    try:
        batch = page.cleaned_data["batch"] and begin_batch(
            page.cleaned_data["batch"], by=request.user, name=page.folder_name()
        )
    except BatchRefused as refusal:
        received.refuse(Refusal("", str(refusal)))
        return _answer(request, received)
    for file in form.cleaned_data["files"]:
        if is_archive(file):
            _take_archive(received, file, partial(receive_archive, **told))
            continue
        taken = take_in(partial(receive_document, **told), file, path=page.cleaned_data["path"] or file.name)
        received.add(taken)
        if batch:
            write_line(batch, taken)
    return _answer(request, received)


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
    received = _received(request)
    for file in form.cleaned_data["files"]:
        received.add(take_in(receive, file, path=file.name))
    return _answer(request, received)


@hr_required
@require_POST
def left_out(request: HttpRequest) -> HttpResponse:
    """Note a file that the page itself did not send, so that the upload has a line for it as well."""
    page = PageFields(request.POST)
    sentence = LEFT_OUT.get(request.POST.get("reason", ""))
    if not page.is_valid() or not page.cleaned_data["batch"] or sentence is None:
        return HttpResponse(status=422)
    try:
        batch = begin_batch(page.cleaned_data["batch"], by=request.user, name=page.folder_name())
    except BatchRefused:
        return HttpResponse(status=422)
    write_line(batch, Taken(shown_path(page.cleaned_data["path"]), Outcome.REFUSED, sentence=sentence))
    return HttpResponse(status=204)


def _received(request: HttpRequest) -> Received:
    """Begin with the files that were too large, or for which there was no room at all (upload_limit.py)."""
    received = Received(refused=_too_large(request))
    for refusal in _without_room(request):
        received.refuse(refusal, trouble="disk_full")
    return received


def _take_archive(received: Received, file: UploadedFile, receive: Callable[[UploadedFile], UploadBatch]) -> None:
    name = clean_file_name(file.name)
    try:
        batch = receive(file)
    except UploadRefused as refused:
        received.refuse(Refusal(name, refused.sentence))
        return
    except StorageUnavailable as trouble:
        received.refuse(Refusal(name, not_stored_sentence(trouble)), trouble=trouble.reason)
        return
    received.archives.append(batch)
    queue_unpacking(batch.pk)


def _answer(request: HttpRequest, received: Received) -> HttpResponse:
    queue_waiting()
    for version in received.versions:
        row_changed(version.document_id)
    is_any = received.versions or received.archives
    if _wants_json(request):
        body = {
            "documents": [_as_json(version) for version in received.versions],
            "uploads": [{"id": str(batch.pk), "url": _batch_url(batch)} for batch in received.archives],
            "errors": [{"message": str(refusal)} for refusal in received.refused],
        }
        return JsonResponse(body, status=201 if is_any else received.status)
    if request.headers.get("HX-Request"):
        return _script_answer(request, received)
    for refusal in received.refused:
        messages.error(request, str(refusal))
    if received.versions:
        count = len(received.versions)
        messages.success(request, f"{count} file{'s' if count > 1 else ''} uploaded. You see below how far each is.")
    if received.archives:
        return redirect(_batch_url(received.archives[0]))
    return redirect("knowledge:home")


def _script_answer(request: HttpRequest, received: Received) -> HttpResponse:
    """Answer for the one file that came: its row, or why it was refused.

    The Location leads to the files of an archive, or to the document that has a refused file already.
    """
    if received.archives:
        return HttpResponse(status=201, headers={"Location": _batch_url(received.archives[0])})
    if received.refused:
        refusal = _script_refusal(received.refused[0].sentence, may_come_again=received.status != 422)
        if received.known:
            refusal["Location"] = reverse("knowledge:document", args=[received.known[0].pk])
        return refusal
    document = Document.objects.prefetch_related("versions").get(pk=received.versions[0].document_id)
    return row_fragment(request, document, document.pk)


def _script_refusal(sentence: str, *, may_come_again: bool) -> HttpResponse:
    """Answer the script, which offers "Try again" where the very same file may be taken the next time."""
    # The script knows a sentence of its own for other states; 422 makes it show this one.
    headers = {"Retry-After": "0"} if may_come_again else {}
    return HttpResponse(sentence, status=422, content_type="text/plain; charset=utf-8", headers=headers)


def _invalid(request: HttpRequest, form: forms.Form, *, replaced: Document | None = None) -> HttpResponse:
    never_came = [*_too_large(request), *_without_room(request)]
    if never_came and "files" in form.errors:
        # A script that sends one file at a time shows the sentence beside its name.
        is_alone = not request.headers.get("HX-Request")
        form.errors["files"] = form.error_class(str(one) if is_alone else one.sentence for one in never_came)
    sentences = [
        f"{form[name].label}: {error}" if name in form.fields and name != "files" else error
        for name, errors in form.errors.items()
        for error in errors
    ] or ["Reload the page and choose the files again."]
    if _wants_json(request):
        return JsonResponse({"documents": [], "errors": [{"message": one} for one in sentences]}, status=422)
    if request.headers.get("HX-Request"):
        # What is wrong in another field can be mended, and the same file sent again.
        return _script_refusal(sentences[0], may_come_again=set(form.errors) != {"files"})
    return _page(request, form, replaced=replaced, status=422)


def _page(
    request: HttpRequest, form: forms.Form, *, replaced: Document | None = None, status: int = 200
) -> HttpResponse:
    megabytes = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
    context = {
        "form": form,
        "max_bytes": settings.UPLOAD_LIMIT_BYTES,
        "file_limits": f"{READ_KINDS}{'' if replaced else ', or a ZIP of them'}, at most {megabytes} MB each",
        "live_url": live_url(request),
        "replaced": replaced,
        "takes_folders": replaced is None,
        "batch_id": None if replaced else uuid4(),
        "recent": [] if replaced else recent_batches(request.user, limit=RECENT_UPLOADS),
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


def _batch_url(batch: UploadBatch) -> str:
    return reverse("knowledge:batch", args=[batch.pk])


def _too_large(request: HttpRequest) -> list[Refusal]:
    return [Refusal(clean_file_name(name), too_large_sentence()) for name in getattr(request, "oversized_files", ())]


def _without_room(request: HttpRequest) -> list[Refusal]:
    return [Refusal(clean_file_name(name), NO_ROOM) for name in getattr(request, "roomless_files", ())]


def _wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"
