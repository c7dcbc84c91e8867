"""The People side of a client's page: a list of people for it, sent by an operator."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from kombu.exceptions import OperationalError as QueueUnavailable

from accounts.forms import RosterForm
from accounts.invite_many import TOO_MANY_MISSING, MissingKept
from accounts.models import InvitationList
from accounts.roster import MOST_LINES
from accounts.roster_counts import lines_to_show, standing_of, wrong_lines
from accounts.roster_job import ListBusy
from accounts.roster_views import LINES_PER_PAGE, QUEUE_IS_DOWN, order_in, received, wishes
from accounts.tasks import read_list, send_invitations
from platform_admin import people
from platform_admin.client_views import client_row, client_side
from platform_admin.second_factor.again import confirmed
from tenants.access import operator_required
from tenants.context import tenant_scope
from tenants.csv_out import csv_download
from tenants.form_pages import sent
from tenants.models import Client


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def client_people(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send a list, or see how far one is: the newest, or the one asked for."""
    row, form = client_row(pk), RosterForm(*sent(request))
    refusal = people.why_not(row)
    if request.method == "POST" and not refusal:
        with tenant_scope(row.ref()):
            note = people.note_received(row, by=request.user)
            listing = received(request, form, by=None, is_by_platform=True, note=note)
        if listing:
            return redirect(_page(row, listing))
    if refusal:
        return client_side(request, "client_people", row, {"refusal": refusal}, status=_status(request))
    listing = _asked_for(row, request.GET.get("list", ""))
    if request.GET.get("part") == "progress" and listing:
        return _progress(request, row, listing)
    context = {"form": form, "most": MOST_LINES, "earlier": people.of_platform(row)[:5], "client_pk": row.pk}
    if listing and request.method != "POST":
        context |= _list_context(request, row, listing)
    return client_side(request, "client_people", row, context, status=_status(request))


@operator_required
@require_POST
@confirmed
def client_people_send(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act(row: Client, list_id: UUID) -> None:
        if people.confirm(row, list_id, by=request.user, now=timezone.now(), **wishes(request)):
            send_invitations.delay_on_commit(row.schema_name, str(list_id))

    return _act(request, pk, act)


@operator_required
@require_POST
def client_people_order(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act(row: Client, list_id: UUID) -> None:
        order = order_in(request)
        if order and people.say_order(row, list_id, order, by=request.user):
            read_list.delay_on_commit(row.schema_name, str(list_id))

    return _act(request, pk, act)


@operator_required
@require_POST
def client_people_stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act(row: Client, list_id: UUID) -> None:
        if people.stop(row, list_id, by=request.user, now=timezone.now()):
            messages.success(request, "Stopped. What was done before stays done; the file is deleted.")

    return _act(request, pk, act)


@operator_required
@require_POST
def client_people_discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act(row: Client, list_id: UUID) -> None:
        if people.discard(row, list_id, by=request.user):
            messages.success(request, "The list is discarded. Nobody was invited or changed.")

    return _act(request, pk, act)


@operator_required
@require_safe
def client_people_errors(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The lines that were left out or not done: which, which column, and what kind of error; no word of them."""
    row = client_row(pk)
    listing = None if people.why_not(row) else _asked_for(row, request.GET.get("list", ""))
    if listing is None:
        raise Http404("There is no such list.")
    with tenant_scope(row.ref()):
        wrong = wrong_lines(lines_to_show(listing, "wrong"))
    rows = ((line.number, line.column, line.what) for line in wrong)
    return csv_download("list-errors.csv", ("line", "column", "what is wrong"), rows)


def _act(request: HttpRequest, pk: UUID, act: Callable[[Client, UUID], None]) -> HttpResponse:
    """Do it to the list that the form names, and say what kept it from being done."""
    row = client_row(pk)
    list_id = _id(request.POST.get("list", ""))
    if list_id is None:
        raise Http404("There is no such list.")
    try:
        act(row, list_id)
    except (people.PeopleRefused, MissingKept, ListBusy) as refused:
        messages.error(request, f"Nothing was sent or changed. {refused}")
    except QueueUnavailable:
        messages.warning(request, QUEUE_IS_DOWN)
    return redirect(f"{reverse('platform_admin:client_people', args=[pk])}?list={list_id}")


def _progress(request: HttpRequest, row: Client, listing: InvitationList) -> HttpResponse:
    context = _list_context(request, row, listing)
    is_read = listing.reading == InvitationList.Reading.DONE
    part = "accounts/_invitation_progress.html" if is_read else "accounts/_list_reading.html"
    response = render(request, part, context)
    if not listing.is_being_read and not context["is_under_way"]:
        response["HX-Refresh"] = "true"
    return response


def _list_context(request: HttpRequest, row: Client, listing: InvitationList) -> dict[str, object]:
    names = {"send": "_send", "discard": "_discard", "cancel": "_stop", "order": "_order"}
    page = _page(row, listing)
    context: dict[str, object] = {
        "listing": listing,
        "is_under_way": listing.confirmed_at is not None and listing.finished_at is None,
        "too_many_missing": TOO_MANY_MISSING,
        "urls": {
            **{name: reverse(f"platform_admin:client_people{end}", args=[row.pk]) for name, end in names.items()},
            "list": page,
            "part": f"{page}&part=progress",
            "new": f"{reverse('platform_admin:client_people', args=[row.pk])}?list=new",
            "errors": f"{reverse('platform_admin:client_people_errors', args=[row.pk])}?list={listing.pk}",
        },
    }
    if listing.reading != InvitationList.Reading.DONE:
        return context
    with tenant_scope(row.ref()):
        wrong = Paginator(lines_to_show(listing, "wrong"), LINES_PER_PAGE).get_page(request.GET.get("page"))
        context |= {"standing": standing_of(listing), "wrong": wrong_lines(wrong.object_list)}
    return {**context, "page_obj": wrong, "page_query": f"list={listing.pk}&"}


def _asked_for(row: Client, told: str) -> InvitationList | None:
    """Return the list of the platform's with this id; the newest that is still at work or to be confirmed without."""
    sent_before = people.of_platform(row)
    if told:
        return next((one for one in sent_before if str(one.pk) == told), None)
    return next((one for one in sent_before[:1] if one.finished_at is None), None)


def _page(row: Client, listing: InvitationList) -> str:
    return f"{reverse('platform_admin:client_people', args=[row.pk])}?list={listing.pk}"


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
