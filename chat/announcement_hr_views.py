"""Announcements as HR writes, looks at, publishes and ends them."""

from dataclasses import replace
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from benefits.audience import audience_words, class_labels
from chat.announcements.forms import AnnouncementForm
from chat.announcements.shown import as_shown
from chat.announcements.standing import standing_of
from chat.announcements.write import (
    AnnouncementChanged,
    AnnouncementEnded,
    AnnouncementOver,
    change,
    end,
    publish,
    write,
)
from chat.models import ANNOUNCEMENT_TITLE_LIMIT, Announcement
from tenants.access import hr_admin_required, hr_required
from tenants.clock import day_in_words, today
from tenants.form_pages import form_page, say_overtaken, says_now

CHANGED = "Somebody else has changed it meanwhile. Look at what it says now, then do it again."
DRAFTED = "It is saved as a draft, which nobody but HR sees. Look at it below."
ENDED = "It was ended, so it is not published. Choose “Use it again” and save it, then publish it."
OVER = "Its last day is over, so nobody would see it. Edit it and choose a later one, then publish it."


@hr_required
@require_safe
def announcement_list(request: HttpRequest) -> HttpResponse:
    labels, day = class_labels(), today()
    lines = [
        {
            "row": row,
            "standing": standing_of(row, day),
            "people": audience_words(row.meant_for, labels) or "Everybody",
        }
        for row in Announcement.objects.all()
    ]
    context = {
        "lines": [line for line in lines if not line["standing"].is_past],
        "past": [line for line in lines if line["standing"].is_past],
    }
    return render(request, "chat/hr/announcement_list.html", context)


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def announcement_add(request: HttpRequest) -> HttpResponse:
    # The name of a topic that more people ask about (analytics/insights/advice.py).
    about = " ".join(request.GET.get("about", "").split())[: ANNOUNCEMENT_TITLE_LIMIT - len("About ")]
    first = {"title": f"About {about}"} if about else {}
    form = AnnouncementForm(request.POST or None, day=today(), initial=first)
    page = partial(form_page, request, "chat/hr/announcement_form.html", {"form": form, "row": None, "about": about})
    if request.method != "POST" or not form.is_valid():
        return page()
    row = write(form.draft(), by=request.user, now=timezone.now())
    messages.success(request, DRAFTED)
    return redirect("chat:announcement", row.pk)


@hr_required
@require_safe
def announcement(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(_rows(), pk=pk)
    standing = standing_of(row, today())
    context = {
        "row": row,
        "standing": standing,
        "previews": [_preview(row, language) for language in ("en", "es")],
        "people": audience_words(row.meant_for, class_labels()) or "Everybody",
        "versions": row.versions.select_related("by"),
        "may_publish": request.user.role == User.Role.HR_ADMIN and standing.may_be_published,
    }
    return render(request, "chat/hr/announcement.html", context)


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def announcement_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(_rows(), pk=pk)
    form = AnnouncementForm(request.POST or None, row=row, day=today())
    context = {"form": form, "row": row, "standing": standing_of(row, today())}
    page = partial(form_page, request, "chat/hr/announcement_form.html", context)
    if request.method != "POST" or not form.is_valid():
        return page()
    told = form.cleaned_data
    seen = {"seen_number": told["number"] or 0, "show_again": told["show_again"], "day": today()}
    try:
        is_shown = change(row, form.draft(), **seen, by=request.user, now=timezone.now())
    except AnnouncementChanged:
        row.refresh_from_db()
        context["standing"] = standing_of(row, today())
        say_overtaken(form, "number", row.number, told=says_now(f"{row.title}: {row.text}"))
        return page()
    row.refresh_from_db()
    messages.success(
        request, _published_words(row) if is_shown else "It is saved as a draft, which nobody but HR sees."
    )
    return redirect("chat:announcement", row.pk)


@hr_admin_required
@require_POST
def announcement_publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(_rows(), pk=pk)
    try:
        seen = int(request.POST.get("number", ""))
        if publish(row, seen_number=seen, day=today(), by=request.user, now=timezone.now()):
            messages.success(request, _published_words(row))
    except AnnouncementEnded:
        messages.error(request, ENDED)
    except AnnouncementOver:
        messages.error(request, OVER)
    except (AnnouncementChanged, ValueError):
        messages.error(request, CHANGED)
    return redirect("chat:announcement", row.pk)


@hr_required
@require_POST
def announcement_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(_rows(), pk=pk)
    if end(row, by=request.user, now=timezone.now()):
        messages.success(request, "No employee sees it. It is kept among those that are over and can be used again.")
    return redirect("chat:announcement", row.pk)


def _rows() -> QuerySet[Announcement]:
    return Announcement.objects.select_related("document", "written_by", "published_by")


def _preview(row: Announcement, language: str) -> dict[str, object]:
    """Return what employees see of it in a language, all of it to be read; its document opens as HR's page of it."""
    with override(language):
        shown = as_shown(row, {row.document_id})
    if row.document:
        shown = replace(shown, document_url=reverse("knowledge:document", args=[row.document_id]))
    return {"language": language, "shown": replace(shown, is_open=True)}


def _published_words(row: Announcement) -> str:
    if row.first_day > today():
        return f"It is published. Whom it is for sees it from {day_in_words(row.first_day)} on."
    return f"It is published. Whom it is for sees it now, until {day_in_words(row.last_day)}."
