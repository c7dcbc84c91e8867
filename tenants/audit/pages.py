"""The audit's pages, the same for operators and for a client's owners: what differs is told by a Site."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render

from tenants.audit.anchors import BROKEN, last_check
from tenants.audit.export import export
from tenants.audit.forms import AuditFilterForm
from tenants.audit.listing import Filters, page_of
from tenants.audit.models import AuditEvent
from tenants.audit.names import tell
from tenants.audit.words import key_words
from tenants.context import platform_scope, tenant_scope


@dataclass(frozen=True)
class Site:
    """Where the pages stand: the template they extend, and the namespace of their addresses."""

    base: str
    urls: str

    @property
    def list_url(self) -> str:
        return f"{self.urls}:audit"

    @property
    def event_url(self) -> str:
        return f"{self.urls}:audit_event"

    @property
    def csv_url(self) -> str:
        return f"{self.urls}:audit_csv"

    @property
    def jsonl_url(self) -> str:
        return f"{self.urls}:audit_jsonl"


def list_page(request: HttpRequest, site: Site) -> HttpResponse:
    form = AuditFilterForm(request.GET)
    page = page_of(form.filters().chosen(), before=_number(request, "before"), after=_number(request, "after"))
    chosen = form.chosen_client()
    check = last_check(request.client.id if request.client else chosen and chosen.pk)
    context = {
        "site": site,
        "form": form,
        "events": tell(page.rows),
        "newer": page.newer,
        "older": page.older,
        "query": form.query(),
        "is_filtered": bool(form.query()),
        "chosen": chosen,
        "check": check,
        "is_broken": check is not None and check.action == BROKEN,
        "broken_title": f"{chosen.name}’s own audit is not what was written" if chosen else _BROKEN_TITLE,
        "broken_text": _broken(check) if check else "",
    }
    return render(request, "audit/list.html", context)


def client_events(request: HttpRequest, client_id: UUID, site: Site) -> dict[str, object]:
    """Return what audit/_events.html needs of the events about one client, in the platform's audit."""
    chosen = Filters(client=client_id).chosen()
    page = page_of(chosen, before=_number(request, "before"), after=_number(request, "after"))
    return {"site": site, "events": tell(page.rows), "newer": page.newer, "older": page.older, "query": ""}


def event_page(request: HttpRequest, pk: UUID, site: Site) -> HttpResponse:
    event = get_object_or_404(AuditEvent, pk=pk)
    (told,) = tell([event])
    values = [(key_words(key), _shown(value)) for key, value in event.detail.items() if key not in _APART]
    changed = [_shown(event.detail.get(key)) for key in ("before", "after")] if "before" in event.detail else []
    context = {"site": site, "told": told, "event": event, "values": values, "changed": changed}
    return render(request, "audit/event.html", context)


def export_file(request: HttpRequest, form: AuditFilterForm, kind: str) -> StreamingHttpResponse:
    """Return what the filters chose; that it was taken along is for the view to write down."""
    own = request.client

    def scope() -> AbstractContextManager[object]:
        return tenant_scope(own) if own else platform_scope()

    return export(form.filters().chosen(), kind, scope=scope)


_BROKEN_TITLE = "The audit is not what was written"
_APART = frozenset({"reason", "before", "after"})


def _broken(check: AuditEvent) -> str:
    told = check.detail
    return f"Row {told.get('row')} does not fit: {told.get('what')}. Seen on {check.at:%Y-%m-%d %H:%M} UTC."


def _number(request: HttpRequest, name: str) -> int | None:
    told = request.GET.get(name, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 19 else None


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "–"
    return "–" if value in (None, "") else str(value)
