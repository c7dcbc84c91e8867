"""The page "Operators": who may come in, and what to do when one loses a phone or leaves."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from platform_admin import operators
from platform_admin.forms import InviteOperatorForm, ResetFactorForm
from platform_admin.history import history_of
from platform_admin.second_factor.again import confirmed
from tenants.access import operator_required


@operator_required
@require_safe
def operator_list(request: HttpRequest) -> HttpResponse:
    rows = operators.facts_of(*operators.operators().order_by("-is_active", "name"))
    return render(request, "platform_admin/operators.html", {"rows": rows})


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
@confirmed
def invite(request: HttpRequest) -> HttpResponse:
    form = InviteOperatorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invited = operators.create_operator(**form.cleaned_data, by=request.user)
        except operators.OperatorRefused as refused:
            form.add_error("email", str(refused))
        else:
            _send_link(request, invited)
            return redirect("platform_admin:operator", pk=invited.pk)
    status = 422 if form.errors else 200
    return render(request, "platform_admin/operator_invite.html", {"form": form}, status=status)


@operator_required
@require_safe
def operator(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, _operator(pk), ResetFactorForm())


@operator_required
@require_POST
@confirmed
def send_link(request: HttpRequest, pk: UUID) -> HttpResponse:
    _send_link(request, _operator(pk))
    return redirect("platform_admin:operator", pk=pk)


@operator_required
@require_POST
@confirmed
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _operator(pk)
    try:
        ended = operators.close(row, by=request.user)
    except operators.OperatorRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{row.name} was signed out and can no longer sign in. {_ended(ended)}".strip())
    return redirect("platform_admin:operator", pk=pk)


@operator_required
@require_POST
@confirmed
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _operator(pk)
    operators.reopen(row, by=request.user)
    messages.success(request, f"{row.name} can sign in again. API keys they made before stay ended.")
    return redirect("platform_admin:operator", pk=pk)


@operator_required
@require_POST
@confirmed
def reset(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _operator(pk)
    form = ResetFactorForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    try:
        operators.reset_second_factor(row, by=request.user, reason=form.cleaned_data["reason"])
    except operators.OperatorRefused as refused:
        messages.error(request, str(refused))
    except OSError:
        messages.warning(request, f"{row.name} sets up a new second factor at the next sign-in. {_no_mail(row)}")
    else:
        messages.success(request, f"{row.name} sets up a new second factor at the next sign-in; a mail says so.")
    return redirect("platform_admin:operator", pk=pk)


def _operator(pk: UUID) -> User:
    return get_object_or_404(operators.operators(), pk=pk)


def _page(request: HttpRequest, row: User, form: ResetFactorForm) -> HttpResponse:
    context = {"facts": operators.facts_of(row)[0], "row": row, "form": form, "history": history_of(row)}
    context["is_oneself"], context["keys"] = row == request.user, operators.keys_in_use(row).count()
    return render(request, "platform_admin/operator.html", context, status=422 if form.errors else 200)


def _ended(keys: int) -> str:
    if not keys:
        return ""
    return "One API key they made has ended." if keys == 1 else f"{keys} API keys they made have ended."


def _send_link(request: HttpRequest, row: User) -> None:
    try:
        operators.mail_sign_in_link(row, by=request.user)
    except operators.OperatorRefused as refused:
        messages.error(request, str(refused))
    except OSError:
        messages.warning(request, f"{_no_mail(row)} Send the link again once mail works.")
    else:
        messages.success(request, f"A link to choose a password is on its way to {row.email}.")


def _no_mail(row: User) -> str:
    return f"No mail could be sent to {row.email}."
