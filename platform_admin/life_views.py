"""What operators do to a client that has been opened; each form stands on the Settings side of its page."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from platform_admin import addresses, lifecycle
from platform_admin.billing.subscribe import CannotChange
from platform_admin.billing.trials import follow_trial
from platform_admin.client_views import client_row, settings_page
from platform_admin.forms import SuspendForm
from platform_admin.life_forms import GraceForm, MoveForm, NameForm, TrialForm
from platform_admin.second_factor.again import confirmed
from platform_admin.subdomains import SubdomainRefused
from platform_admin.zones.change import change_zone
from platform_admin.zones.forms import ZoneForm
from tenants.access import operator_required
from tenants.clock import contract_today, day_in_words
from tenants.models import Client, IllegalMove
from tenants.time_zones import zone_in_words


@operator_required
@require_POST
def client_suspend(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
    form = SuspendForm(request.POST)
    if not form.is_valid():
        return settings_page(request, row, suspend_form=form, status=422)
    reason = form.cleaned_data["reason"]
    done = f"{row.name} is suspended. Its people see a page with the carriers’ numbers; its HR can read."
    return _act(request, row, lambda: lifecycle.suspend(row, by=request.user, reason=reason), done)


@operator_required
@require_POST
def client_reactivate(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
    return _act(request, row, lambda: lifecycle.reactivate(row, by=request.user), f"{row.name} is served again.")


@operator_required
@require_POST
def client_trial(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, today = client_row(pk), contract_today()
    form = TrialForm(request.POST, client=row, today=today)
    if not form.is_valid():
        return settings_page(request, row, trial_form=form, status=422)
    until = form.cleaned_data["until"]
    done = f"{row.name} is on trial until {day_in_words(until)}."

    def begin() -> None:
        lifecycle.set_trial(row, until=until, today=today, by=request.user)
        follow_trial(row, today=contract_today(), by=request.user)

    try:
        return _act(request, row, begin, done)
    except lifecycle.DayRefused as refused:
        form.add_error("until", str(refused))
        return settings_page(request, row, trial_form=form, status=422)


@operator_required
@require_POST
def client_trial_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
    done = f"{row.name} is no longer on trial; it pays."

    def end() -> None:
        lifecycle.end_trial(row, by=request.user)
        follow_trial(row, today=contract_today(), by=request.user)

    return _act(request, row, end, done)


@operator_required
@require_POST
def client_past_due(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
    form = GraceForm(request.POST, client=row, today=contract_today())
    if not form.is_valid():
        return settings_page(request, row, grace_form=form, status=422)
    day = form.cleaned_data["grace_until"]
    done = f"{row.name} is past due. It is served until {day_in_words(day)}."
    return _act(request, row, lambda: lifecycle.become_past_due(row, grace_until=day, by=request.user), done)


@operator_required
@require_POST
def client_paid(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
    return _act(request, row, lambda: lifecycle.pay_up(row, request.user), f"{row.name} has paid up and is served.")


@operator_required
@require_POST
@confirmed
def client_rename(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
    form = NameForm(request.POST, client=row)
    if not form.is_valid():
        return settings_page(request, row, name_form=form, status=422)
    name = form.cleaned_data["name"]
    return _act(request, row, lambda: addresses.rename(row, name, by=request.user), f"It is called {name} now.")


@operator_required
@require_POST
def client_zone(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
    form = ZoneForm(request.POST, client=row)
    if not form.is_valid():
        return settings_page(request, row, zone_form=form, status=422)
    zone = form.cleaned_data["time_zone"]
    done = f"The time zone of {row.name} is {zone_in_words(zone)} now."
    return _act(request, row, lambda: change_zone(row, zone, by=request.user), done)


@operator_required
@require_POST
@confirmed
def client_move(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, today = client_row(pk), contract_today()
    form = MoveForm(request.POST)
    if not form.is_valid():
        return settings_page(request, row, move_form=form, status=422)
    wanted = form.cleaned_data["subdomain"]
    until = day_in_words(today + addresses.SENDS_ON_FOR)
    done = f"{row.name} has its new address; the old one sends on until {until}."
    try:
        return _act(request, row, lambda: addresses.move(row, wanted, today=today, by=request.user), done)
    except SubdomainRefused as refused:
        form.add_error("subdomain", str(refused))
        return settings_page(request, row, move_form=form, status=422)


def _act(request: HttpRequest, row: Client, act: Callable[[], None], done: str) -> HttpResponse:
    """Do it, and lead back to the Settings side with what came of it."""
    try:
        with transaction.atomic():
            act()
    except (IllegalMove, CannotChange, addresses.NotOpened) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("platform_admin:client_settings", pk=row.pk)
