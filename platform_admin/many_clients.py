"""Many clients at once: a list is checked and shown, worked off only when it is confirmed, and may come twice.

One process works at a list, under a lock that it loses by dying; the next one goes on with the line that was begun,
whose client is written in the transaction that takes the line up. A client that stops keeps its own page, where its
preparation is taken up again; the list goes on with the next.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from platform_admin.client_rows import ClientRow
from platform_admin.locks import Busy, exclusive
from platform_admin.models import ClientLine, ClientList
from platform_admin.provision import UNFINISHED, NotUnfinished, ProvisioningStopped, provision, register_client
from platform_admin.subdomains import SubdomainRefused, taken_subdomains
from platform_admin.told_at_once import ToldAtOnceForm
from tenants.audit.log import record
from tenants.models import Client, PlatformAccount

Status = ClientLine.Status
_FIELDS = (
    *("name", "subdomain", "owner_name", "owner_email", "tier", "account", "owner_language"),
    *("plans", "plan_year_starts_on", "time_zone"),
)
_LONGEST = {name: ClientLine._meta.get_field(name).max_length for name in (*_FIELDS, "note")}
log = structlog.get_logger(__name__)


def draft_list(rows: Sequence[ClientRow], *, by: User, now: datetime) -> ClientList:
    """Store the lines as they would be made, each with what speaks against it. Nothing is made."""
    accounts, taken_ones = _account_ids(), taken_subdomains()
    first_seen: dict[str, int] = {}
    lines = []
    for row in rows:
        line = ClientLine(number=row.number, **{name: getattr(row, name)[: _LONGEST[name]] for name in _FIELDS})
        line.subdomain = line.subdomain.lower()
        line.note = _faults(asdict(row), accounts, taken_ones)
        if line.subdomain in first_seen:
            twice = f"The same subdomain stands in line {first_seen[line.subdomain]}."
            line.note = " ".join(filter(None, (twice, line.note)))
        if line.subdomain:
            first_seen.setdefault(line.subdomain, row.number)
        line.note = line.note[: _LONGEST["note"]]
        line.status = Status.FAULTY if line.note else Status.READY
        lines.append(line)
    with transaction.atomic():
        listing = ClientList.objects.create(made_by=by, created_at=now)
        for line in lines:
            line.list = listing
        ClientLine.objects.bulk_create(lines, batch_size=500)
    return listing


def confirm(listing: ClientList, *, by: User, now: datetime) -> bool:
    """Let the list be worked off; False if somebody has confirmed it before."""
    with transaction.atomic():
        confirmed = ClientList.objects.filter(pk=listing.pk, confirmed_at=None).update(confirmed_at=now, made_by=by)
        if confirmed:
            number = listing.lines.filter(status=Status.READY).count()
            record("clients.list_confirmed", actor=by, subject=listing, lines=number)
    return bool(confirmed)


def cancel(listing: ClientList, *, by: User, now: datetime) -> bool:
    """Stop after the client that is being made; False if there is nothing to stop."""
    with transaction.atomic():
        cancelled = ClientList.objects.under_way().filter(pk=listing.pk).update(cancelled_at=now)
        if cancelled:
            record("clients.list_cancelled", actor=by, subject=listing)
    return bool(cancelled)


def resume(listing: ClientList, *, by: User) -> bool:
    """Go on with a cancelled list; False if it is not cancelled."""
    cancelled = ClientList.objects.filter(pk=listing.pk, cancelled_at__isnull=False, finished_at=None)
    with transaction.atomic():
        resumed = cancelled.update(cancelled_at=None, made_by=by)
        if resumed:
            record("clients.list_resumed", actor=by, subject=listing)
    return bool(resumed)


def make_some(list_id: UUID, *, most: int) -> bool:
    """Make up to `most` clients of a confirmed list; return whether some are left for another run.

    False as well while another process is at the list or at its next client: it is asked for again in a while.
    """
    try:
        with exclusive(f"client-list:{list_id}"):
            for _ in range(most):
                # Asked each time: it may have been cancelled.
                listing = ClientList.objects.under_way().filter(pk=list_id).select_related("made_by").first()
                if listing is None:
                    return False
                line = listing.lines.filter(status__in=(Status.MAKING, Status.READY)).first()
                if line is None:
                    _finish(listing)
                    return False
                _make(line, listing.made_by)
    except Busy:
        return False
    return True


def _make(line: ClientLine, by: User | None) -> None:
    """Raises Busy while another process prepares this client."""
    if line.status == Status.READY:
        try:
            _register(line, by)
        except (_LineRefused, SubdomainRefused) as refused:
            _end(line, Status.STOPPED, str(refused))
            return
    if line.client is None:
        _end(line, Status.STOPPED, "It has been discarded.")
        return
    try:
        provision(line.client)
    except ProvisioningStopped as stopped:
        _end(line, Status.STOPPED, str(stopped))
    except NotUnfinished as finished:
        # Made by an earlier run that was killed before it could say so, or by an operator who tried again.
        is_open = Client.objects.filter(pk=line.client_id).exclude(status__in=UNFINISHED).exists()
        _end(line, *((Status.MADE, "") if is_open else (Status.STOPPED, str(finished))))
    else:
        _end(line, Status.MADE, "")


class _LineRefused(ValueError):
    """The line was good when it was read, and cannot be made now; the message says why."""


def _register(line: ClientLine, by: User | None) -> None:
    if by is None or not by.is_active:
        raise _LineRefused("Whoever confirmed this list is no operator any more. Send the list again.")
    told = _told({name: getattr(line, name) for name in _FIELDS}, _account_ids())
    form = ToldAtOnceForm(told, as_of=line.list.confirmed_at)
    if not form.is_valid():
        raise _LineRefused(_sentences(form))
    with transaction.atomic():
        line.client = register_client(form.new_client(), by=by, list=str(line.list_id))
        line.status = Status.MAKING
        line.save(update_fields=["client", "status"])


def _end(line: ClientLine, status: Status, note: str) -> None:
    ClientLine.objects.filter(pk=line.pk).update(status=status, note=note[: _LONGEST["note"]])


def _finish(listing: ClientList) -> None:
    with transaction.atomic():
        if ClientList.objects.under_way().filter(pk=listing.pk).update(finished_at=timezone.now()):
            numbers = Counter(listing.lines.values_list("status", flat=True))
            record("clients.list_finished", actor=listing.made_by, subject=listing, **numbers)


def _account_ids() -> dict[str, list[str]]:
    """Return the ids of accounts by how a list may call them: by name in any case, or by id."""
    ids: dict[str, list[str]] = {}
    for pk, name in PlatformAccount.objects.values_list("pk", "name"):
        ids.setdefault(name.lower(), []).append(str(pk))
        ids[str(pk)] = [str(pk)]
    return ids


def _faults(told: Mapping[str, object], accounts: Mapping[str, list[str]], taken_ones: frozenset[str]) -> str:
    """Return all that is wrong with a line, the rest in the form's sentences; "" if nothing is."""
    no_account = ""
    try:
        told = _told(told, accounts)
    except _LineRefused as refused:
        no_account = str(refused)
        told = _told({**told, "account": ""}, accounts)
    form = ToldAtOnceForm(told, taken_ones=taken_ones)
    return " ".join(filter(None, (no_account, "" if form.is_valid() else _sentences(form))))


def _told(told: Mapping[str, object], accounts: Mapping[str, list[str]]) -> dict[str, object]:
    """Return the form's fields; raises _LineRefused for an account that is none."""
    account = str(told["account"])
    ids = accounts.get(account.lower(), []) if account else [""]
    if len(ids) > 1:
        raise _LineRefused(f"Several accounts are called “{account[:60]}”. Write the id of the one you mean.")
    if not ids:
        raise _LineRefused(f"There is no account “{account[:60]}”. Leave it empty for a new one.")
    return {
        **told,
        "account": ids[0],
        "tier": str(told["tier"]).lower() or Client.Tier.STARTER,
        "owner_language": str(told["owner_language"]).lower(),
    }


def _sentences(form: ToldAtOnceForm) -> str:
    return " ".join(f"{form.fields[name].label}: {' '.join(map(str, errors))}" for name, errors in form.errors.items())
