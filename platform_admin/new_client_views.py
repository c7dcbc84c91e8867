"""A new client, step by step. What is typed is kept at every step, right or wrong; the client may be made at any."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from branding.contrast import report_colours
from branding.forms import ColoursForm
from platform_admin.drafts import STEPS, DraftIsMade, StepRefused, keep_answers, make_client, step_form, summaries
from platform_admin.forms import NewClientForm
from platform_admin.models import ClientDraft
from platform_admin.subdomains import SubdomainRefused, free_subdomain, suggested_subdomain
from platform_admin.tasks import QUEUE_IS_DOWN, queue_provisioning
from tenants.access import operator_required
from tenants.form_pages import form_page
from tenants.hosts import client_host

MOST_DRAFTS = 10
_ORDER = tuple(STEPS)


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def client_new(request: HttpRequest) -> HttpResponse:
    """The first step. The page brings the id of its draft, so that pressing twice makes one client."""
    if request.method == "POST":
        draft, _ = ClientDraft.objects.get_or_create(pk=_page_token(request), defaults={"made_by": request.user})
        return _step(request, draft, "company")
    drafts = ClientDraft.objects.filter(made_by=request.user, client=None)[:MOST_DRAFTS]
    context = {
        **_step_context("company", NewClientForm()),
        "token": uuid4(),
        "action": reverse("platform_admin:client_new"),
        "drafts": drafts,
    }
    return render(request, "platform_admin/draft_step.html", context)


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft_step(request: HttpRequest, pk: UUID, step: str) -> HttpResponse:
    return _step(request, get_object_or_404(ClientDraft, pk=pk), step)


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft_review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All that was said, and the button that makes the client of it."""
    draft = get_object_or_404(ClientDraft, pk=pk)
    if draft.client_id:
        return redirect("platform_admin:client", draft.client_id)
    if request.method == "POST":
        return _make(request, draft)
    told = summaries(draft)
    context = {"draft": draft, "summaries": told, "is_whole": not any(summary.is_refused for summary in told)}
    return render(request, "platform_admin/draft_review.html", context)


@operator_required
@require_POST
def draft_discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    draft = get_object_or_404(ClientDraft, pk=pk)
    # Not one that became a client meanwhile: the client is set up with it.
    deleted, _ = ClientDraft.objects.filter(pk=pk, client=None).delete()
    if deleted:
        messages.success(request, f"{draft} is discarded. Nothing was made.")
        return redirect("platform_admin:client_new")
    return redirect("platform_admin:client", get_object_or_404(ClientDraft, pk=pk).client_id)


@operator_required
@require_safe
def subdomain_check(request: HttpRequest) -> HttpResponse:
    """What would be said to a subdomain that is being typed; one made of the name where none is typed yet."""
    subdomain = request.GET.get("subdomain", "").strip()
    is_suggested = not subdomain and request.headers.get("HX-Trigger-Name") == "name"
    if is_suggested:
        subdomain = suggested_subdomain(request.GET.get("name", "")[:255])
    host = refusal = ""
    if subdomain:
        try:
            host = client_host(free_subdomain(subdomain.replace("\0", " ")))
        except SubdomainRefused as refused:
            refusal = str(refused)
    form = _live(NewClientForm(initial={"subdomain": subdomain}), is_swapped=True)
    field = form["subdomain"] if is_suggested and subdomain else None
    return render(request, "platform_admin/_subdomain.html", {"host": host, "refusal": refusal, "field": field})


@operator_required
@require_safe
def draft_colours(request: HttpRequest) -> HttpResponse:
    """What would become of two colours that are being chosen."""
    form = ColoursForm(request.GET)
    if not form.is_valid():
        raise Http404
    return render(request, "branding/_colours.html", _colours(**form.cleaned_data))


def _step(request: HttpRequest, draft: ClientDraft, step: str) -> HttpResponse:
    if draft.client_id:
        return redirect("platform_admin:client", draft.client_id)
    if request.method != "POST":
        return _step_page(request, draft, step, step_form(draft, step))
    try:
        form = keep_answers(draft, step, request.POST, request.FILES)
    except DraftIsMade:
        return redirect("platform_admin:client", draft.client_id)
    except ClientDraft.DoesNotExist as discarded:
        raise Http404 from discarded
    wish, place = request.POST.get("wish", "make"), _ORDER.index(step)
    if wish == "back":
        return redirect(f"platform_admin:draft_{_ORDER[max(place - 1, 0)]}", draft.pk)
    if not form.is_valid():
        return _step_page(request, draft, step, form)
    if wish == "make":
        return _make(request, draft)
    following = _ORDER[place + 1] if place + 1 < len(_ORDER) else "review"
    return redirect(f"platform_admin:draft_{following}", draft.pk)


def _make(request: HttpRequest, draft: ClientDraft) -> HttpResponse:
    try:
        client = make_client(draft, by=request.user)
    except ClientDraft.DoesNotExist as discarded:
        raise Http404 from discarded
    except StepRefused as refused:
        form = step_form(draft, refused.step)
        form.is_valid()
        return _step_page(request, draft, refused.step, form)
    except SubdomainRefused as refused:
        # Free when the form was checked, taken when it was written.
        form = step_form(draft, "company")
        form.add_error("subdomain", str(refused))
        return _step_page(request, draft, "company", form)
    if not queue_provisioning(client):
        messages.warning(request, QUEUE_IS_DOWN)
    return redirect("platform_admin:client", pk=client.pk)


def _step_page(request: HttpRequest, draft: ClientDraft, step: str, form: object) -> HttpResponse:
    context = {
        **_step_context(step, form),
        "draft": draft,
        "action": reverse(f"platform_admin:draft_{step}", args=[draft.pk]),
    }
    if step == "look":
        told = {name: form[name].value() for name in ColoursForm.base_fields}
        asked = ColoursForm(told)
        context |= _colours(**(asked.cleaned_data if asked.is_valid() else {name: form.initial[name] for name in told}))
    return form_page(request, "platform_admin/draft_step.html", context)


def _step_context(step: str, form: object) -> dict[str, object]:
    place = _ORDER.index(step)
    return {
        "step": step,
        "title": STEPS[step],
        "number": place + 1,
        "total": len(_ORDER),
        "following": STEPS[_ORDER[place + 1]] if place + 1 < len(_ORDER) else "",
        "form": _live(form) if step == "company" else form,
    }


def _live(form: NewClientForm, *, is_swapped: bool = False) -> NewClientForm:
    """Let the address be looked at while it is typed, and be made of the name where it is empty."""
    asks = {
        "hx-get": reverse("platform_admin:subdomain_check"),
        "hx-target": "#subdomain-says",
        "hx-swap": "outerHTML",
        "hx-include": "[name=name],[name=subdomain]",
    }
    form.fields["name"].widget.attrs |= {**asks, "hx-trigger": "change"}
    form.fields["subdomain"].widget.attrs |= {
        **asks,
        "hx-trigger": "input changed delay:300ms",
        "autocapitalize": "none",
        "autocomplete": "off",
        "spellcheck": "false",
        "data-keep-typed": True,
        **({"hx-swap-oob": "true"} if is_swapped else {}),
    }
    return form


def _colours(*, primary_colour: str, secondary_colour: str) -> dict[str, object]:
    return {
        "colours": report_colours(primary_colour, secondary_colour),
        "colours_url": reverse("platform_admin:draft_colours"),
    }


def _page_token(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("token", ""))
    except ValueError:
        return uuid4()
