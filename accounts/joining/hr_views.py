"""Who asked to join, and from where people may: HR admins only."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.invite import InvitationRefused
from accounts.joining import decide
from accounts.joining.forms import DecideForm, JoinRuleForm
from accounts.joining.rule import change_rule, current_rule
from accounts.models import JoinRequest
from tenants.access import hr_admin_required
from tenants.links import absolute_url

ROWS_PER_PAGE = 100


@hr_admin_required
@require_safe
def join_requests(request: HttpRequest) -> HttpResponse:
    return _page(request)


@hr_admin_required
@require_POST
def join_rule(request: HttpRequest) -> HttpResponse:
    form = JoinRuleForm(request.POST, rule=current_rule())
    if not form.is_valid():
        return _page(request, rule_form=form, status=422)
    with transaction.atomic():
        change_rule(**form.cleaned_data, by=request.user)
    if form.cleaned_data["is_open"]:
        messages.success(request, "Saved. The sign-in page has a link for whoever wants to join.")
    else:
        messages.success(request, "Saved. Nobody can ask to join; who has asked still waits for you.")
    return redirect("accounts:join_requests")


@hr_admin_required
@require_POST
def decide_requests(request: HttpRequest) -> HttpResponse:
    """Approve or refuse what was chosen, each by itself: one that cannot be done holds no other up."""
    form = DecideForm(request.POST)
    if not form.is_valid():
        return _page(request, decide_form=form, status=422)
    act = _approve if "approve" in request.POST else _refuse
    done, not_mailed = 0, 0
    for row in form.cleaned_data["chosen"].order_by("confirmed_at"):
        try:
            not_mailed += not act(request, row, form)
            done += 1
        except (decide.NobodyJoins, decide.Decided, InvitationRefused) as refused:
            messages.error(request, f"{row.email}: {refused}")
    if done:
        words = "approved and invited" if act is _approve else "refused and told so"
        messages.success(request, f"{done} {'request' if done == 1 else 'requests'} {words}.")
    if not_mailed:
        messages.warning(request, f"{not_mailed} of the mails could not be sent. Send invitations again under People.")
    return redirect("accounts:join_requests")


def _approve(request: HttpRequest, row: JoinRequest, form: DecideForm) -> bool:
    invitation, key = decide.approve(row, audience=form.audience(), by=request.user, now=timezone.now())
    return decide.mail_approval(row, invitation, key, client=request.client)


def _refuse(request: HttpRequest, row: JoinRequest, form: DecideForm) -> bool:
    decide.refuse(row, by=request.user, now=timezone.now())
    return decide.mail_refusal(row, client=request.client)


def _page(
    request: HttpRequest,
    *,
    rule_form: JoinRuleForm | None = None,
    decide_form: DecideForm | None = None,
    status: int = 200,
) -> HttpResponse:
    rule = current_rule()
    page = Paginator(JoinRequest.objects.waiting(), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rule": rule,
        "rule_form": rule_form or JoinRuleForm(rule=rule),
        "decide_form": decide_form or DecideForm(),
        "waiting": page.object_list,
        "page_obj": page,
        "address": absolute_url("/accounts/join/"),
    }
    return render(request, "accounts/joining/requests.html", context, status=status)
