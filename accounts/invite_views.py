"""Inviting, one by one or many at once. HR admins only."""

from uuid import UUID

import structlog
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from kombu.exceptions import OperationalError as QueueUnavailable

from accounts import invite_many as lists
from accounts.forms import InviteForm, RosterForm
from accounts.invite import InvitationRefused, invite, mail_invitation, people_room, resend, revoke
from accounts.models import Invitation, InvitationLine, InvitationList
from accounts.roster import MOST_LINES, TEMPLATE
from accounts.tasks import send_invitations
from tenants.access import hr_admin_required
from tenants.csv_out import csv_download
from tenants.form_pages import form_page, sent

LINES_PER_PAGE = 100
Status = InvitationLine.Status
# What somebody has to look at stands first.
_ORDER = (
    *(Status.FAULTY, Status.FAILED, Status.MISSING, Status.KNOWN),
    *(Status.SENDING, Status.READY, Status.CHANGED, Status.CLOSED, Status.SENT),
)
log = structlog.get_logger(__name__)


@hr_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite_person(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "accounts/invite.html", {"form": form})
    try:
        invitation, key = invite(**form.told(), invited_by=request.user, now=timezone.now())
    except InvitationRefused as refused:
        form.add_error("email", str(refused))
        return form_page(request, "accounts/invite.html", {"form": form})
    _mail(request, invitation, key)
    return redirect("accounts:people")


@hr_admin_required
@require_POST
def resend_invitation(request: HttpRequest, pk: UUID) -> HttpResponse:
    earlier = get_object_or_404(Invitation.objects.pending(), pk=pk)
    try:
        invitation, key = resend(earlier, by=request.user, now=timezone.now())
    except InvitationRefused as refused:
        messages.error(request, str(refused))
    else:
        _mail(request, invitation, key)
    return redirect("accounts:people")


@hr_admin_required
@require_POST
def revoke_invitation(request: HttpRequest, pk: UUID) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.pending(), pk=pk)
    if revoke(invitation, by=request.user, now=timezone.now()):
        messages.success(request, f"The invitation to {invitation.email} no longer works.")
    return redirect("accounts:people")


@hr_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite_many(request: HttpRequest) -> HttpResponse:
    form = RosterForm(*sent(request))
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "accounts/invite_many.html", {"form": form, "most": MOST_LINES})
    listing = lists.draft_list(form.cleaned_data["lines"], by=request.user, now=timezone.now())
    return redirect("accounts:invitation_list", listing.pk)


@hr_admin_required
@require_safe
def invitation_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The list before it is sent, while it is sent (the part with the counts asks for itself), and after."""
    listing = get_object_or_404(InvitationList, pk=pk)
    counts = dict(listing.lines.values_list("status").annotate(number=Count("pk")).order_by())
    # What was known when the list was read was never on its way.
    total = listing.lines.filter(Q(status=Status.READY) | Q(claimed_at__isnull=False)).count()
    waiting = sum(counts.get(status, 0) for status in InvitationLine.WAITING)
    changes = listing.lines.filter(status=Status.READY, is_change=True).count()
    ends = listing.lines.filter(status=Status.READY, is_end=True).count()
    context = {
        "listing": listing,
        "counts": [(status.label, counts[status], status) for status in Status if counts.get(status)],
        "ready": counts.get(Status.READY, 0),
        "changes": changes,
        "ends": ends,
        "missing": counts.get(Status.MISSING, 0),
        "may_close_missing": counts.get(Status.MISSING, 0) <= lists.most_to_close(listing),
        "too_many_missing": lists.TOO_MANY_MISSING,
        "faulty": counts.get(Status.FAULTY, 0) + counts.get(Status.FAILED, 0),
        "has_room": people_room(timezone.now()).takes(counts.get(Status.READY, 0) - changes - ends),
        "invitations": counts.get(Status.READY, 0) - changes - ends,
        "left_out": counts.get(Status.FAULTY, 0) + counts.get(Status.KNOWN, 0),
        "total": total,
        "done": total - waiting,
        "is_under_way": listing.confirmed_at is not None and listing.finished_at is None,
    }
    if request.GET.get("part") == "progress":
        response = render(request, "accounts/_invitation_progress.html", context)
        if not context["is_under_way"]:
            # The lines below it have changed too.
            response["HX-Refresh"] = "true"
        return response
    place = Case(
        *(When(status=status, then=Value(number)) for number, status in enumerate(_ORDER)), output_field=IntegerField()
    )
    lines = listing.lines.annotate(place=place).order_by("place", "-is_change", "number")
    page = Paginator(lines, LINES_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/invitation_list.html", {**context, "lines": page.object_list, "page_obj": page})


@hr_admin_required
@require_POST
def send_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    listing = get_object_or_404(InvitationList, pk=pk)
    wishes = {"with_changes": "with_changes" in request.POST, "closing": _number(request.POST.get("closing", ""))}
    try:
        is_confirmed = lists.confirm(listing, by=request.user, now=timezone.now(), **wishes)
    except lists.MissingKept as kept:
        messages.error(request, f"Nothing was sent or changed. {kept}")
        return redirect("accounts:invitation_list", pk)
    if is_confirmed:
        try:
            send_invitations.delay_on_commit(request.client.schema_name, str(listing.pk))
        except QueueUnavailable:
            # The list is confirmed; the periodic look for lists that broke off takes it up once the queue answers.
            messages.warning(request, "The queue cannot be reached. The invitations go out as soon as it is back.")
    return redirect("accounts:invitation_list", pk)


@hr_admin_required
@require_POST
def cancel_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    listing = get_object_or_404(InvitationList, pk=pk)
    if lists.cancel(listing, by=request.user, now=timezone.now()):
        messages.success(request, "Stopped. What was done before stays done; send the list again to go on.")
    return redirect("accounts:invitation_list", pk)


@hr_admin_required
@require_safe
def list_errors(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The lines that were left out or not done, to be put right in the file."""
    listing = get_object_or_404(InvitationList, pk=pk)
    wrong = listing.lines.filter(status__in=(Status.FAULTY, Status.FAILED))
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
    deleted, _ = InvitationList.objects.filter(pk=listing.pk, confirmed_at__isnull=True).delete()
    if deleted:
        messages.success(request, "The list is discarded. Nobody was invited or changed.")
        return redirect("accounts:invite_many")
    return redirect("accounts:invitation_list", pk)


def _mail(request: HttpRequest, invitation: Invitation, key: str) -> None:
    try:
        mail_invitation(invitation, key, client=request.client)
    except OSError:
        log.exception("invitation_not_mailed", invitation=str(invitation.pk))
        messages.error(request, f"The mail to {invitation.email} could not be sent. Send it again in a while.")
    else:
        messages.success(request, f"Invitation sent to {invitation.email}. It is valid for 14 days.")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
