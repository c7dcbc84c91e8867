"""A client that leaves, or must be kept: the page for both, and what is pressed on it."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from platform_admin.client_views import client_row
from platform_admin.forms import ReasonForm
from platform_admin.locks import Busy
from platform_admin.models import Offboarding
from platform_admin.offboarding import holds, moves
from platform_admin.offboarding.download import send_export
from platform_admin.offboarding.forms import OffboardForm
from platform_admin.offboarding.mails import written_to
from platform_admin.offboarding.progress import shown_steps
from platform_admin.reasons import CLIENT_EXPORT, ask_reason
from platform_admin.second_factor.again import confirmed, confirmed_first
from platform_admin.tasks import queue_offboarding
from tenants.access import operator_required
from tenants.models import Client, IllegalMove

_AT_WORK = "A step is at work right now. Try again in a moment."
_QUEUE_IS_DOWN = "The queue cannot be reached. It goes on as soon as it is back."
_NOT_TOLD = "No mail could be sent to its HR admins. Tell them yourself."


@operator_required
@require_safe
def client_offboarding(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the client's way out and its legal hold; the part with the steps asks for itself while they are at work."""
    if Client.objects.filter(pk=pk, status=Client.Status.DELETED, offboardings__isnull=False).exists():
        return _elsewhere(request, reverse("platform_admin:former_client", args=[pk]))
    row = client_row(pk)
    if request.GET.get("part") == "progress":
        offboarding = _current(row)
        if offboarding is None:
            return _elsewhere(request, reverse("platform_admin:client_offboarding", args=[pk]))
        response = render(request, "platform_admin/_offboarding_steps.html", _steps_context(row, offboarding))
        if not _is_moving(offboarding):
            response["HX-Refresh"] = "true"
        return response
    return _page(request, row)


@operator_required
@require_POST
@confirmed
def client_offboard(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
    form = OffboardForm(request.POST, client=row)
    if not form.is_valid():
        return _page(request, row, offboard_form=form)
    try:
        offboarding = moves.offboard(row, by=request.user, reason=form.cleaned_data["reason"])
    except IllegalMove as refused:
        messages.error(request, str(refused))
    else:
        _queue(request, offboarding)
        messages.success(request, f"{row.name} is closed. Its export is written now, and mailed to its HR admins.")
    return redirect("platform_admin:client_offboarding", pk=pk)


@operator_required
@require_POST
def offboarding_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act(row: Client, offboarding: Offboarding) -> None:
        is_told = moves.cancel(offboarding, by=request.user)
        messages.success(request, f"{row.name} is what it was before. Nothing was deleted but the export.")
        if not is_told:
            messages.warning(request, _NOT_TOLD)

    return _do(request, pk, act)


@operator_required
@require_POST
@confirmed
def offboarding_sooner(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = ReasonForm(request.POST, name="sooner")
    if not form.is_valid():
        return _page(request, client_row(pk), sooner_form=form)

    def act(row: Client, offboarding: Offboarding) -> None:
        moves.ask_sooner(offboarding, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"Another operator has to approve it before {row.name} is deleted.")

    return _do(request, pk, act)


@operator_required
@require_POST
@confirmed
def offboarding_approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act(row: Client, offboarding: Offboarding) -> None:
        moves.approve_sooner(offboarding, by=request.user)
        _queue(request, offboarding)
        messages.success(request, f"Approved. {row.name} is deleted now.")

    return _do(request, pk, act)


@operator_required
@require_POST
def offboarding_decline(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act(row: Client, offboarding: Offboarding) -> None:
        moves.decline_sooner(offboarding, by=request.user)
        messages.success(request, f"{row.name} is not deleted before the hold is over.")

    return _do(request, pk, act)


@operator_required
@require_POST
@confirmed
def offboarding_link(request: HttpRequest, pk: UUID) -> HttpResponse:
    def act(_row: Client, offboarding: Offboarding) -> None:
        moves.send_link_again(offboarding, by=request.user)
        messages.success(request, "A new link is on its way to its HR admins; the one before no longer works.")

    return _do(request, pk, act)


@operator_required
@require_safe
@confirmed_first
def offboarding_export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The export itself, once it was said what for: it holds all documents of the company."""
    offboarding = Offboarding.objects.select_related("client").filter(client=pk, cancelled_at__isnull=True).first()
    if offboarding is None or not offboarding.has_export:
        raise Http404("There is no export.")
    is_gone = offboarding.client.status == Client.Status.DELETED
    then = reverse(f"platform_admin:{'former_client' if is_gone else 'client_offboarding'}", args=[pk])
    if asks := ask_reason(request, CLIENT_EXPORT, client=offboarding.client, then=then):
        return asks
    return send_export(offboarding)


@operator_required
@require_POST
@confirmed
def client_hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _hold(request, pk, holds.hold, "hold", "Nothing of {} is deleted from now on, whoever asks.")


@operator_required
@require_POST
@confirmed
def client_release(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _hold(request, pk, holds.release, "release", "The hold on {} is over. What is due goes with the next sweep.")


def _hold(request: HttpRequest, pk: UUID, act: Callable[..., bool], name: str, words: str) -> HttpResponse:
    row = client_row(pk)
    form = ReasonForm(request.POST, name=name)
    if not form.is_valid():
        return _page(request, row, **{f"{name}_form": form})
    try:
        is_told = act(row, by=request.user, reason=form.cleaned_data["reason"])
    except holds.HoldRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, words.format(row.name))
        if not is_told:
            messages.warning(request, _NOT_TOLD)
    return redirect("platform_admin:client_offboarding", pk=pk)


def _do(request: HttpRequest, pk: UUID, act: Callable[[Client, Offboarding], None]) -> HttpResponse:
    """Do it to the client's offboarding, and say what kept it from being done."""
    row = client_row(pk)
    offboarding = _current(row)
    try:
        if offboarding is None:
            raise moves.OffboardingRefused(f"{row.name} is not leaving.")
        act(row, offboarding)
    except (moves.OffboardingRefused, IllegalMove) as refused:
        messages.error(request, str(refused))
    except Busy:
        messages.error(request, _AT_WORK)
    except OSError:
        messages.warning(request, _NOT_TOLD)
    return redirect("platform_admin:client_offboarding", pk=pk)


def _page(request: HttpRequest, row: Client, **forms: ReasonForm) -> HttpResponse:
    offboarding = _current(row)
    context = {
        "row": row,
        "hold_days": settings.OFFBOARDING_HOLD_DAYS,
        "may_offboard": Client.Status.OFFBOARDING in Client.LEGAL_MOVES[row.status],
        "may_hold": row.status not in Client.NEVER_OPEN,
        "offboard_form": OffboardForm(client=row),
        **{f"{name}_form": ReasonForm(name=name) for name in ("sooner", "hold", "release")},
        **forms,
    }
    if offboarding is not None:
        context |= _steps_context(row, offboarding)
        context["has_contacts"] = bool(written_to(offboarding))
        context["asked_by_oneself"] = offboarding.sooner_asked_by_id == request.user.pk
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "platform_admin/client_offboarding.html", context, status=status)


def _current(row: Client) -> Offboarding | None:
    return Offboarding.objects.under_way().select_related("asked_by", "sooner_asked_by").filter(client=row).first()


def _steps_context(row: Client, offboarding: Offboarding) -> dict[str, object]:
    return {
        "row": row,
        "offboarding": offboarding,
        "steps": shown_steps(offboarding),
        "is_moving": _is_moving(offboarding),
        "failure": next((step.failure for step in offboarding.steps.all() if step.failure), ""),
    }


def _is_moving(offboarding: Offboarding) -> bool:
    """Whether there is something to look at every other second."""
    is_waiting = offboarding.hold_until is not None and offboarding.sooner_approved_at is None
    has_told = offboarding.steps.filter(name="tell_owner", state="done").exists()
    return not offboarding.steps.exclude(failure="").exists() and not (is_waiting and has_told)


def _queue(request: HttpRequest, offboarding: Offboarding) -> None:
    if not queue_offboarding(offboarding.pk):
        messages.warning(request, _QUEUE_IS_DOWN)


def _elsewhere(request: HttpRequest, place: str) -> HttpResponse:
    return HttpResponse(status=204, headers={"HX-Redirect": place}) if request.htmx else redirect(place)
