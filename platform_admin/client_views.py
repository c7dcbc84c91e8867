"""A client's page for operators: each side of it is an address of its own and asks for its own rows alone."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Prefetch
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from platform_admin.addresses import SENDS_ON_FOR
from platform_admin.audit_views import SITE
from platform_admin.behind import standing
from platform_admin.figures.falls import with_best_health
from platform_admin.figures.overview import line_points
from platform_admin.figures.rooms import rooms_of
from platform_admin.forms import OwnerForm, OwnLimitsForm, SuspendForm
from platform_admin.history import history_of, owner_state
from platform_admin.life_forms import GraceForm, MoveForm, NameForm, TrialForm
from platform_admin.models import ClientDay
from platform_admin.progress import may_retry, provisioning_steps
from platform_admin.provision import UNFINISHED
from platform_admin.zones.forms import ZoneForm
from tenants.access import operator_required
from tenants.audit.pages import client_events
from tenants.clock import contract_today
from tenants.links import absolute_url
from tenants.models import Client, Domain
from tenants.standing import owes

_TABS = (
    ("Overview", "client"),
    ("People", "client_people"),
    ("Usage", "client_usage"),
    ("Billing", "client_billing"),
    ("Health", "client_health"),
    ("Domains", "client_domains"),
    ("Settings", "client_settings"),
    ("Audit", "client_audit"),
    ("Support", "client_support"),
)
USAGE_DAYS = 30


@dataclass(frozen=True)
class Tab:
    """As components/tabs.html needs it."""

    label: str
    url: str
    is_current: bool
    count: int | None = None


@operator_required
@require_safe
def client(request: HttpRequest, pk: UUID) -> HttpResponse:
    return first_side(request, client_row(pk))


@operator_required
@require_safe
def usage(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
    first = timezone.now().date() - timedelta(days=USAGE_DAYS - 1)
    known = {day.day: day for day in ClientDay.objects.filter(client=row, day__gte=first)}
    days = [known.get(day) or ClientDay(day=day) for day in (first + timedelta(days=n) for n in range(USAGE_DAYS))]
    sums = [
        ("Messages", sum(day.messages for day in days), line_points([day.messages for day in days])),
        ("Answered", sum(day.answered for day in days), line_points([day.answered for day in days])),
        ("Not answered", sum(day.refused for day in days), line_points([day.refused for day in days])),
        ("Tokens", sum(day.tokens for day in days), line_points([day.tokens for day in days])),
    ]
    context = {
        "rooms": rooms_of(row, timezone.now().date()),
        "sums": sums,
        "cost": sum(day.cost_usd for day in days),
        "days": [day for day in reversed(days) if day.messages or day.active],
        "is_made_up": any(day.is_made_up for day in days),
    }
    return client_side(request, "client_usage", row, context)


@operator_required
@require_safe
def health(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = client_row(pk)
    parts = [
        {**part, "got": None if part["share"] is None else round(part["points"] * part["share"])}
        for part in (row.figures.health_parts if hasattr(row, "figures") else [])
    ]
    best = with_best_health(Client.objects.filter(pk=row.pk), timezone.now().date()).get().best_health
    return client_side(request, "client_health", row, {"parts": parts, "best_health": best})


@operator_required
@require_safe
def audit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the platform's audit has about this client, page by page; the page of the whole audit filters it."""
    return client_side(request, "client_audit", client_row(pk), client_events(request, pk, SITE))


@operator_required
@require_safe
def settings(request: HttpRequest, pk: UUID) -> HttpResponse:
    return settings_page(request, client_row(pk))


def first_side(
    request: HttpRequest, row: Client, *, owner_form: OwnerForm | None = None, status: int = 200
) -> HttpResponse:
    """Return the page; a form for another owner that was refused is shown in the place of its empty one."""
    context = {
        **progress_context(row),
        "owner": owner_state(row, now=timezone.now()),
        "owner_form": owner_form or OwnerForm(client=row),
        "history": history_of(row),
    }
    return client_side(request, "client", row, context, status=status)


def settings_page(request: HttpRequest, row: Client, *, status: int = 200, **refused: Form) -> HttpResponse:
    """Return the page; a form that was refused is shown in the place of its empty one."""
    today, moves = contract_today(), Client.LEGAL_MOVES[row.status]
    is_owing = owes(row.status, row.grace_until)
    is_active = row.status == Client.Status.ACTIVE
    context = {
        "limits_form": OwnLimitsForm(client=row),
        "suspend_form": SuspendForm(),
        "name_form": NameForm(client=row),
        "zone_form": ZoneForm(client=row),
        "move_form": MoveForm(),
        "trial_form": TrialForm(client=row, today=today),
        "grace_form": GraceForm(client=row, today=today),
        "is_opened": row.status not in Client.NEVER_OPEN,
        "sends_on_until": today + SENDS_ON_FOR,
        "may_try": is_active or (is_owing and row.trial_until is not None),
        "owes": is_owing,
        "may_owe": (is_active and row.trial_until is None) or row.status == Client.Status.PAST_DUE,
        "may_suspend": Client.Status.SUSPENDED in moves,
        "may_reactivate": row.status == Client.Status.SUSPENDED and not (is_owing and row.trial_until),
        **refused,
    }
    return client_side(request, "client_settings", row, context, status=status)


def client_row(pk: UUID) -> Client:
    """Return the client with its hosts, the primary one first, and its figures; raises Http404."""
    hosts = Prefetch("domains", Domain.objects.order_by("-is_primary", "host"))
    kept = Client.objects.exclude(status=Client.Status.DELETED)
    return get_object_or_404(kept.select_related("account", "figures").prefetch_related(hosts), pk=pk)


def progress_context(row: Client) -> dict[str, object]:
    return {
        "row": row,
        "is_unfinished": row.status in UNFINISHED,
        "steps": provisioning_steps(row),
        "may_retry": may_retry(row, timezone.now()),
    }


def client_side(
    request: HttpRequest, name: str, row: Client, context: dict[str, object], *, status: int = 200, current: str = ""
) -> HttpResponse:
    """Return one side of the client's page: the template of that name, with what every side shows.

    `current` is the tab of a page that lies below one.
    """
    told = {
        "row": row,
        "tabs": [
            Tab(label, reverse(f"platform_admin:{url}", args=[row.pk]), url == (current or name))
            for label, url in _TABS
        ],
        "address": absolute_url("/", host=row.primary_host()),
        "is_served": row.status in Client.SERVED,
        **standing(Client.objects.filter(pk=row.pk)),
        **context,
    }
    return render(request, f"platform_admin/{name}.html", told, status=status)
