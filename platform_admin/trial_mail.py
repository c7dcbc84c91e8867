"""The mails that tell a client's owner, each once, that the trial ends: a week before, a day before, and then."""

from datetime import date

import structlog
from django.conf import settings
from django.db import transaction

from accounts.mails.send import send
from platform_admin.contacts import contacts_of
from platform_admin.models import TrialNotice
from tenants.audit.log import record
from tenants.context import tenant_scope
from tenants.links import absolute_url
from tenants.models import Client

Kind = TrialNotice.Kind
_DAYS_BEFORE = ((1, Kind.DAY), (7, Kind.WEEK))
log = structlog.get_logger(__name__)


def tell_of_trial(client: Client, today: date) -> None:
    """Mail what the day brings and was not told; in the platform's scope. What could not be mailed comes next time."""
    kind = _kind(client, today)
    if kind is None:
        return
    try:
        _tell_once(client, kind, today)
    except OSError:
        log.exception("trial_not_mailed", client=str(client.pk), kind=kind)


def _kind(client: Client, today: date) -> Kind | None:
    days = client.trial_days_left(today)
    if days is None:
        return None
    if client.status == Client.Status.PAST_DUE and days < 0:
        return Kind.OVER
    if client.status != Client.Status.ACTIVE or days < 0:
        return None
    return next((kind for before, kind in _DAYS_BEFORE if days <= before), None)


def _tell_once(client: Client, kind: Kind, today: date) -> None:
    with transaction.atomic():
        # Of one last day; a trial that goes on is told of anew. Taken back with the transaction if the mail fails.
        _, is_new = TrialNotice.objects.get_or_create(client=client, kind=kind, until=client.trial_until)
        if is_new:
            record("client.trial_told", actor=None, subject=client, kind=kind, trial_until=str(client.trial_until))
            _send(client, kind, today)


def _send(client: Client, kind: Kind, today: date) -> None:
    contacts = contacts_of(client)
    with tenant_scope(client.ref()):
        for contact in contacts:
            send(
                "trial",
                to=contact.email,
                language=contact.language,
                name=contact.name,
                is_over=kind == Kind.OVER,
                days=client.trial_days_left(today),
                trial_until=client.trial_until,
                grace_until=client.grace_until,
                contract_email=settings.CONTRACT_EMAIL,
                link=absolute_url("/hr/"),
            )
