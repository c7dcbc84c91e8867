"""Announcements as employees read them and put them away."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chat.announcements.shown import (
    all_for,
    bring_back,
    dismiss,
    on_first_page,
    opened_documents,
    running_for,
)
from chat.models import Announcement
from knowledge.models import DocumentVersion, Page
from knowledge.workbench.page_pictures import NoPicture, page_picture
from knowledge.workbench.page_view import shown_blocks
from tenants.access import member_required
from tenants.clock import today


@member_required
@require_safe
def announcements(request: HttpRequest) -> HttpResponse:
    request.is_untold = True  # nobody is counted who reads them
    return render(request, "chat/announcements.html", {"announcements": all_for(request.user, today())})


@member_required
@require_POST
def announcement_dismiss(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put it away, or have it on the first page again."""
    row = _own(request, pk)
    if request.POST.get("undo"):
        bring_back(row, request.user)
        messages.success(request, _("It stands on your first page again."))
        return redirect("chat:announcements")
    dismiss(row, request.user)
    if not request.htmx:
        messages.success(request, _("It is put away. You find it under all announcements."))
        return redirect("chat:home")
    context = {"announcements": on_first_page(request.user, today()), "has_dismissed": True}
    return render(request, "chat/_announcements.html", context)


@member_required
@require_safe
def announcement_document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One page of the document that an announcement leads to."""
    row, version = _document_of(request, pk)
    request.is_untold = True
    sheets = Paginator(Page.objects.filter(version=version).order_by("number"), 1)
    shown = sheets.get_page(request.GET.get("page"))
    page = next(iter(shown.object_list), None)
    if page is None:
        raise Http404
    context = {
        "row": row,
        "document": row.document,
        "page": page,
        "page_obj": shown,
        "has_pictures": version.has_page_pictures,
        "blocks": () if version.has_page_pictures else shown_blocks(page),
    }
    return render(request, "chat/announcement_document.html", context)


@member_required
@require_safe
def announcement_page_image(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    _row, version = _document_of(request, pk)
    try:
        png = page_picture(version, number)
    except NoPicture as missing:
        raise Http404 from missing
    response = HttpResponse(png, content_type="image/png")
    response["Cache-Control"] = "private, max-age=300"
    return response


def _own(request: HttpRequest, pk: UUID) -> Announcement:
    """Return a running announcement that is for this person."""
    row = next((row for row in running_for(request.user.audience, today()) if row.pk == pk), None)
    if row is None:
        raise Http404
    return row


def _document_of(request: HttpRequest, pk: UUID) -> tuple[Announcement, DocumentVersion]:
    row = _own(request, pk)
    if row.document_id not in opened_documents([row], request.user.audience, today()):
        raise Http404
    return row, row.document.published_version
