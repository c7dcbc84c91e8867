"""Many people at once, from a list: sent, read, looked at, confirmed, worked off. HR admins only."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from kombu.exceptions import OperationalError as QueueUnavailable

from accounts import invite_many as lists
from accounts import roster_job as job
from accounts.forms import RosterForm
from accounts.models import InvitationList
from accounts.roster import MOST_LINES, TEMPLATE
from accounts.roster_counts import KINDS, Standing, lines_to_show, standing_of
from accounts.roster_dates import DayOrder
from accounts.tasks import read_list, send_invitations
from tenants.access import hr_admin_required
from tenants.context import current_schema
from tenants.csv_out import csv_download
from tenants.form_pages import form_page, sent
from tenants.storage import StorageUnavailable

LINES_PER_PAGE = 100
MOST_SHOWN = 5
QUEUE_IS_DOWN = "The queue cannot be reached. The work goes on as soon as it is back."
NOT_STORED = "The file could not be stored just now. Nothing was changed; try again in a few minutes."


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    is_current: bool
    count: None = None  # stands above


@hr_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite_many(request: HttpRequest) -> HttpResponse:
    form = RosterForm(*sent(request))
    if request.method == "POST" and (listing := received(request, form, by=request.user)):
        return redirect("accounts:invitation_list", listing.pk)
    earlier = InvitationList.objects.all()[:MOST_SHOWN]
    return form_page(request, "accounts/invite_many.html", {"form": form, "most": MOST_LINES, "earlier": earlier})


def received(
    request: HttpRequest, form: RosterForm, *, note: Callable[[InvitationList], None] | None = None, **facts: object
) -> InvitationList | None:
    """Take in what the form sent, for the client that is bound, and see that it is read; nothing if the form says why
    not. `note` writes down that it was taken in, in the same transaction.
    """
    if getattr(request, "oversized_files", ()):
        form.add_error("file", RosterForm.too_large)
    if not form.is_valid():
        return None
    file = form.cleaned_data["file"]
    try:
        with transaction.atomic():
            listing = job.receive(file, name=file.name or "", now=timezone.now(), **facts)
            if note:
                note(listing)
        is_quick = job.is_quick(listing, file.size)
    except job.ListBusy as busy:
        form.add_error(None, str(busy))
        return None
    except StorageUnavailable:
        form.add_error(None, NOT_STORED)
        return None
    if not is_quick:
        _queue(request, read_list, listing)
        return listing
    job.read_on(listing.pk)
    listing.refresh_from_db()
    if listing.reading == InvitationList.Reading.REFUSED:
        form.add_error(None, listing.refusal)
        listing.delete()
        return None
    return listing


@hr_admin_required
@require_safe
def invitation_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The list while it is read, before it is sent, while it is sent (the part with the counts asks for itself), and
    after.
    """
    listing = get_object_or_404(InvitationList, pk=pk)
    is_read = listing.reading == InvitationList.Reading.DONE
    is_under_way = listing.confirmed_at is not None and listing.finished_at is None
    context = {
        "listing": listing,
        "is_under_way": is_under_way,
        "too_many_missing": lists.TOO_MANY_MISSING,
        "urls": _urls(pk),
        **({"standing": standing_of(listing)} if is_read else {}),
    }
    if request.GET.get("part") == "progress":
        part = "accounts/_invitation_progress.html" if is_read else "accounts/_list_reading.html"
        response = render(request, part, context)
        if not is_under_way and not listing.is_being_read:
            # What stands around it has changed too.
            response["HX-Refresh"] = "true"
        return response
    if not is_read:
        return render(request, "accounts/list_reading.html", context)
    kind = request.GET.get("kind", "")
    page = Paginator(lines_to_show(listing, kind), LINES_PER_PAGE).get_page(request.GET.get("page"))
    context |= {"lines": page.object_list, "page_obj": page, "tabs": _tabs(context["standing"], kind)}
    context["page_query"] = f"kind={kind}&" if kind in KINDS else ""
    return render(request, "accounts/invitation_list.html", context)


def _urls(pk: UUID) -> dict[str, str]:
    names = {"list": "invitation_list", "send": "send_list", "discard": "discard_list", "cancel": "cancel_list"}
    names |= {"errors": "list_errors", "order": "say_list_order"}
    told = {name: reverse(f"accounts:{view}", args=[pk]) for name, view in names.items()}
    return {**told, "part": f"{told['list']}?part=progress", "new": reverse("accounts:invite_many")}


def _tabs(standing: Standing, chosen: str) -> list[Tab]:
    """Return the kinds of lines that there are, if there are several, as components/tabs.html needs them."""
    if len(standing.kinds) < 2:
        return []
    kinds = [Tab(kind.label, f"?kind={kind.name}", chosen == kind.name) for kind in standing.kinds]
    return [Tab("All", "?", chosen not in KINDS), *kinds]


@hr_admin_required
@require_POST
def send_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    listing = get_object_or_404(InvitationList, pk=pk)
    try:
        if lists.confirm(listing, by=request.user, now=timezone.now(), **wishes(request)):
            _queue(request, send_invitations, listing)
    except (lists.MissingKept, job.ListBusy) as kept:
        messages.error(request, f"Nothing was sent or changed. {kept}")
    return redirect("accounts:invitation_list", pk)


def wishes(request: HttpRequest) -> dict[str, object]:
    """Return what the form before confirming asks, as `confirm` takes it."""
    told = request.POST.get("closing", "")
    is_number = told.isascii() and told.isdigit() and len(told) < 8
    return {"with_changes": "with_changes" in request.POST, "closing": int(told) if is_number else 0}


@hr_admin_required
@require_POST
def say_order(request: HttpRequest, pk: UUID) -> HttpResponse:
    """In which order the list writes its days: it waits for that alone."""
    listing = get_object_or_404(InvitationList, pk=pk)
    order = order_in(request)
    if order and job.say_order(listing, order):
        _queue(request, read_list, listing)
    return redirect("accounts:invitation_list", pk)


def order_in(request: HttpRequest) -> DayOrder | None:
    told = request.POST.get("order", "")
    return DayOrder(told) if told in (DayOrder.MONTH_FIRST, DayOrder.DAY_FIRST) else None


@hr_admin_required
@require_POST
def cancel_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop reading the list, or working it off."""
    listing = get_object_or_404(InvitationList, pk=pk)
    if job.stop_reading(listing):
        messages.success(request, "Stopped. Nothing was sent or changed, and the file is deleted.")
    elif lists.cancel(listing, by=request.user, now=timezone.now()):
        messages.success(request, "Stopped. What was done before stays done; send the list again to go on.")
    return redirect("accounts:invitation_list", pk)


@hr_admin_required
@require_safe
def list_errors(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The lines that were left out or not done, to be put right in the file."""
    listing = get_object_or_404(InvitationList, pk=pk)
    wrong = listing.lines.filter(KINDS["wrong"][1])
    rows = ((line.number, line.employee_id, line.email, line.name, line.note) for line in wrong.iterator())
    return csv_download("list-errors.csv", ("line", "employee_id", "email", "name", "what is wrong"), rows)


@hr_admin_required
@require_safe
def list_template(request: HttpRequest) -> HttpResponse:
    return csv_download("people.csv", TEMPLATE, ())


@hr_admin_required
@require_POST
def discard_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    listing = get_object_or_404(InvitationList, pk=pk)
    if request.client.is_held:
        sentence = "Under a legal hold nothing is deleted. Left as it is, the list invites nobody and changes nothing."
        messages.error(request, sentence)
        return redirect("accounts:invitation_list", pk)
    if lists.discard(listing):
        messages.success(request, "The list is discarded. Nobody was invited or changed.")
        return redirect("accounts:invite_many")
    return redirect("accounts:invitation_list", pk)


def _queue(request: HttpRequest, task: object, listing: InvitationList) -> None:
    try:
        task.delay_on_commit(current_schema(), str(listing.pk))
    except QueueUnavailable:
        # The periodic look for lists that broke off takes it up once the queue answers.
        messages.warning(request, QUEUE_IS_DOWN)
