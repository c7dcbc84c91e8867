"""Rows of the platform with hostile names and words in them, committed, and taken back afterwards."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.utils import timezone

from accounts.models import User, secret_hash
from benefits.plan_templates.models import PlanTemplate, TemplateVersion
from platform_admin.models import (
    Alert,
    BillingAccount,
    ClientDraft,
    ClientLine,
    ClientList,
    Incident,
    IncidentUpdate,
    Invoice,
    InvoiceLine,
    SupportVisit,
    Webhook,
)
from tenants.binding import ClientRef
from tenants.context import platform_scope
from tenants.domains.models import DomainClaim
from tenants.models import Client
from tenants.senders.models import SenderClaim


@dataclass(frozen=True)
class OfThePlatform:
    operator: User
    ids: tuple[object, ...]  # that addresses of the platform may hold
    secrets: dict[str, str]  # kind of a visit that is open -> the secret of its session


@contextmanager
def hostile_platform(client: ClientRef, mark: str) -> Iterator[OfThePlatform]:
    """Give a client's row, operators and everything that operators write the mark."""
    with platform_scope():
        name = Client.objects.get(pk=client.id).name
        Client.objects.filter(pk=client.id).update(name=f"Acme {mark}")
        operator, other = (
            User.objects.create_user(f"{uuid.uuid4().hex[:8]}@platform.example", name=f"{who} {mark}", role="operator")
            for who in ("Opal", "Otto")
        )
    rows = list(_rows(client, operator, mark))
    visits = [row for row in rows if isinstance(row, SupportVisit)]
    made = OfThePlatform(
        operator,
        (client.id, other.pk, *(row.pk for row in rows)),
        {visit.kind: visit.ticket for visit in visits},
    )
    try:
        yield made
    finally:
        _forget(client, rows, (operator, other), name)


def _forget(client: ClientRef, rows: Sequence[object], operators: Sequence[User], name: str) -> None:
    with platform_scope():
        InvoiceLine.objects.filter(invoice__client_id=client.id).delete()
        for row in reversed(rows):
            row.delete()
        Authenticator.objects.filter(user__in=operators).delete()
        # Django would look for what they have asked, in tables that the platform does not have.
        gone = User.objects.filter(pk__in=[one.pk for one in operators])
        gone._raw_delete(gone.db)
        Client.objects.filter(pk=client.id).update(name=name)


def _rows(client: ClientRef, operator: User, mark: str) -> Iterator[object]:
    now, words = timezone.now(), f"It happened to {mark}"
    with platform_scope():
        for kind in SupportVisit.Kind.values:
            secret = uuid.uuid4().hex
            yield SupportVisit.objects.create(
                kind=kind,
                client_id=client.id,
                operator=operator,
                reason=f"Ticket {mark}",
                ticket=secret,
                session_hash=secret_hash(secret),
                opened_at=now,
                ends_at=now + timedelta(minutes=30),
            )
        told = {"severity": "warning", "title": f"Alert {mark}", "text": words}
        yield Alert.objects.create(key=uuid.uuid4().hex, rule="backup", client_id=client.id, **told)
        yield Webhook.objects.create(name=f"Hook {mark}", url=f"https://hooks.example/?{mark}", made_by=operator)
        incident = Incident.objects.create(
            title=f"Incident {mark}", title_es=f"Incidente {mark}", severity="outage", opened_by=operator
        )
        IncidentUpdate.objects.create(incident=incident, text=words, text_es=words, written_by=operator)
        yield incident
        # What name servers say is anybody's to write.
        found = {
            "kind": "TXT",
            "name": mark,
            "expected": [mark],
            "finding": "wrong",
            "words": mark,
            "servers": [[mark, mark]],
        }
        check = {"at": now.isoformat(), "outcome": "failed", "records": [found]}
        yield DomainClaim.objects.create(
            client_id=client.id,
            host="benefits.acme.example",
            checks=[check, check],
            tls_state="failing",
            tls_reason=mark,
        )
        yield SenderClaim.objects.create(
            client_id=client.id,
            name=mark[:60],
            address="benefits@acme.example",
            domain="acme.example",
            checks=[{**check, "advised": [found]}],
        )
        yield BillingAccount.objects.create(client_id=client.id, name=f"Pays {mark}", address=mark, po_number=mark)
        days = {"period_from": date(1980, 1, 1), "period_to": date(1980, 1, 31)}
        invoice = Invoice.objects.create(client_id=client.id, subtotal=1, total=1, **days)
        InvoiceLine.objects.create(invoice=invoice, position=1, text=f"Line {mark}", detail=mark, amount=1)
        yield invoice
        template = PlanTemplate.objects.create(name=f"Template {mark}"[:80], about=mark, status="offered")
        cells = {"short_name": mark[:60], "name": mark, "line": "Medical", "plan_year": mark}
        line = {"sheet": mark, "number": 2, "table": "plan", "cells": cells, "letters": {}}
        facts = {"origin": mark[:200], "lines": [line], "classes": {mark: mark}, "notes": [mark]}
        yield template
        yield TemplateVersion.objects.create(template=template, number=1, kept_at=now, **facts)
        yield ClientDraft.objects.create(made_by=operator, answers={"company": {"name": [f"Draft {mark}"]}})
        many = ClientList.objects.create(made_by=operator)
        ClientLine.objects.create(list=many, number=1, name=f"New {mark}", subdomain="new", owner_email=mark, note=mark)
        yield many
