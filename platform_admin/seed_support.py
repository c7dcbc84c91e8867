"""One look of support at a demo company's HR pages, so that its page of them and both audits show what one leaves."""

from django.utils import timezone

from accounts.models import User
from platform_admin.acts import record_act
from platform_admin.models import SupportVisit
from platform_admin.support.visits import Asked, End, ask_for_hr, end, make_link, open_by_link
from tenants.binding import ClientRef
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client

_ASKED = Asked("Nobody finds the enrollment guide by its new name; asked by the HR team", "Ticket 2047", 15)
_SEEN = ("/hr/", "/hr/search/")


def seed_support(client: ClientRef) -> None:
    """Let the first operator have looked and ended it; nothing where there is none, or somebody has looked."""
    now = timezone.now()
    with platform_scope():
        operator = User.objects.filter(role=User.Role.OPERATOR, is_active=True).order_by("created_at").first()
        if operator is None or SupportVisit.objects.filter(client_id=client.id).exists():
            return
        visit = ask_for_hr(Client.objects.get(pk=client.id), _ASKED, by=operator, now=now)
        if not visit.may_begin:
            return
        key = make_link(visit, by=operator, now=now)
        with tenant_scope(client):
            visit, _secret = open_by_link(key, client=client, now=now)
        told = {"visit": str(visit.pk), "reason": visit.reason, "ticket": visit.ticket}
        for page in _SEEN:
            record_act("support.page_seen", by=operator, client=visit.client, page=page, **told)
        end(visit, End.OPERATOR, by=operator, now=now)
        # Of what is made up nobody is told by mail.
        SupportVisit.objects.filter(pk=visit.pk).update(start_told_at=now, end_told_at=now)
