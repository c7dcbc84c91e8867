"""The steps that delete. From "retire" on there is no way back; each may run again, and finds less."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from analytics.live.publish import forget_watched
from knowledge.vectors import index_at, place_in_use
from platform_admin.audit_checks import anchor_client
from platform_admin.billing.stripe.follow import end_at_stripe
from platform_admin.billing.subscribe import end_for_good
from platform_admin.contacts import contacts_of
from platform_admin.mail_folder import forget_mails
from platform_admin.models import (
    Alert,
    BillingAccount,
    CanaryRun,
    ClientDay,
    ClientDraft,
    ClientFigures,
    ClientLine,
    ClientScores,
    CreationKey,
    Incident,
    Invoice,
    LimitNotice,
    Offboarding,
    SupportRule,
    SupportVisit,
    TrialNotice,
    WebhookDelivery,
)
from platform_admin.offboarding.backups import remove_backups
from platform_admin.offboarding.own_mails import OwnMails
from platform_admin.offboarding.redis_keys import delete_keys, keys_of
from platform_admin.offboarding.work import Stopped, Work
from platform_admin.set_aside import as_client, drop_with_everything
from platform_admin.sign_ins import forget_sign_ins
from tenants import event_stream
from tenants.audit.anchors import anchors_of
from tenants.audit.log import record
from tenants.clock import contract_today
from tenants.context import tenant_scope
from tenants.domains.models import DomainClaim
from tenants.hosts import forget_hosts
from tenants.keys import storage_key
from tenants.live import close_streams_of_deleted, closed_marks
from tenants.models import Client, PlatformAccount
from tenants.schemas import owner_transaction, schema_exists
from tenants.senders.models import SenderClaim

PGVECTOR = "pgvector"
VECTORS_AT = "vectors at "
# What has a client of its own and goes with it as it is; what needs a second look stands in `records`.
FORGOTTEN = {
    "days": ClientDay,
    "figures": ClientFigures,
    "notices": LimitNotice,
    "scores": ClientScores,
    "alerts": Alert,
    "requests": CreationKey,
    "billing": BillingAccount,
    "trials": TrialNotice,
    "visits": SupportVisit,
    "rules": SupportRule,
}


def anchor(work: Work) -> None:
    """Verify the client's own audit, and write its head into the platform's, which stays."""
    if not anchor_client(work.client):
        raise Stopped(
            f"The audit of {work.client.name} does not fit, so nothing is deleted: it is the proof of what happened."
            " See “manage.py verify_audit”."
        )
    head = anchors_of(work.client)[-1]
    work.note(audit_head={"number": head.number, "hash": head.hash})


def retire(work: Work) -> None:
    """Take the addresses away and end the client, in one transaction. Its subdomain is free from here on.

    What is looked for afterwards, and whom to write to, is noted in the same one, as it is at this moment.
    """
    with transaction.atomic():
        client = Client.objects.select_for_update().get(pk=work.client.pk)
        if client.is_held:
            raise Stopped(f"{client.name} is under a legal hold. End it first.")
        if client.status != Client.Status.DELETED:
            client.move_to(Client.Status.DELETED)
            record("client.deletion_began", actor=work.offboarding.sooner_approved_by, subject=client)
            work.note(
                deletion_began_at=timezone.now(),
                schemas=[client.schema_name, *client.set_aside.values_list("schema_name", flat=True)],
                hosts=sorted(set(hosts_of(client))),
                contacts=[contact.as_json() for contact in contacts_of(client)],
            )
        claims = DomainClaim.objects.filter(client=client)
        senders = SenderClaim.objects.filter(client=client)
        work.found(addresses=client.domains.all().delete()[0], domains=claims.delete()[0], senders=senders.delete()[0])
    work.offboarding.client = client


def hosts_of(client: Client) -> list[str]:
    """Return the hosts that it answers on, and those it has asked for."""
    asked = DomainClaim.objects.filter(client=client).values_list("host", flat=True)
    return [*client.domains.values_list("host", flat=True), *asked]


def mails(work: Work) -> None:
    """Delete the mails that this installation writes into a folder instead of sending them (the demo's)."""
    addresses = written_addresses(work.offboarding)
    for name in filter(schema_exists, work.offboarding.schemas):
        addresses |= _addresses(name)
    work.found(mails=forget_mails(settings.MAIL_FOLDER, OwnMails(work.offboarding, addresses).concerns))


def vectors(work: Work) -> None:
    """Delete vectors that are kept outside the schema, at every place that has ever answered; the others go with it."""
    for name in work.offboarding.schemas:
        for place in sorted(_places(name, work)):
            with tenant_scope(as_client(name)):
                index = index_at(place)
                work.found(**{VECTORS_AT + place: len(index.version_ids())})
                index.delete_all()


def files(work: Work) -> None:
    for name in work.offboarding.schemas:
        with tenant_scope(as_client(name)):
            keys = sorted(default_storage.keys())
        work.found(files=len(keys))
        for number, key in enumerate(keys, start=1):
            with tenant_scope(as_client(name)):
                default_storage.delete(key)
            work.progress(number, len(keys))


def schema(work: Work) -> None:
    """Count every table's rows, then drop the schema with its role, and those that restores have replaced."""
    for name in filter(schema_exists, work.offboarding.schemas):
        work.found(**_rows(name), schemas=len(work.offboarding.schemas))
    for name in work.offboarding.schemas:
        drop_with_everything(name)


def cached(work: Work) -> None:
    """Delete its keys; that none of its streams is served stays for as long as anybody may hold a ticket for one."""
    forget_hosts()
    schemas = work.offboarding.schemas
    close_streams_of_deleted(schemas)
    _forget_in_keys_of_all(schemas)
    staying = {key.encode() for key in closed_marks(schemas)}
    keys = [key for key in keys_of([*schemas, str(work.client.pk)], work.offboarding.hosts) if key not in staying]
    work.found(cached=len(keys))
    delete_keys(keys)


def _forget_in_keys_of_all(schemas: Iterable[str]) -> None:
    """Take the client out of what the platform keeps of all of them under keys that name none."""
    for name in schemas:
        event_stream.forget(name)
        forget_watched(name)


def backups(work: Work) -> None:
    removed, elsewhere = remove_backups(work.client, work.offboarding.schemas)
    work.found(backups=removed, backups_elsewhere=elsewhere)


def records(work: Work) -> None:
    """Delete what the platform knows of the client beside its name: figures, what was typed of it, who owned it."""
    client, today = work.client, contract_today()
    # First, since what it is called there goes with the rest. While Stripe is down this step is not done.
    end_at_stripe(client, today=today, by=None)
    typed = _typed_of(work.offboarding)
    with transaction.atomic():
        gone = {kind: model.objects.filter(client=client) for kind, model in FORGOTTEN.items()}
        gone["probes"] = CanaryRun.objects.filter(Q(client=client) | Q(other=client))
        gone["incidents"] = Incident.clients.through.objects.filter(client=client)
        gone["messages"] = WebhookDelivery.objects.filter(body__contains=f'"{client.pk}"')
        gone["drafts"] = ClientDraft.objects.filter(Q(client=client) | Q(pk__in=typed.drafts))
        gone["lines"] = ClientLine.objects.filter(Q(client=client) | Q(pk__in=typed.lines))
        gone["bills"] = Invoice.objects.filter(client=client, status=Invoice.Status.DRAFT)
        work.found(**{kind: rows.delete()[0] for kind, rows in gone.items()})
        ClientDraft.objects.filter(template=client).update(template=None)
        end_for_good(client, today=today)
        nobody = {"owner_name": "", "owner_email": "", "failure": "", "own_limits": {}, "hold_reason": ""}
        Client.objects.filter(pk=client.pk).update(**nobody)
        if not client.account.clients.exclude(status=Client.Status.DELETED).exists():
            PlatformAccount.objects.filter(pk=client.account_id).update(owner_email="")
    forget_sign_ins(client.subdomain)


def old_export(work: Work) -> None:
    """Delete the export unless deletion came sooner than the hold: the owner then still has until its end."""
    if timezone.now() >= work.offboarding.hold_until:
        delete_export(work)


def delete_export(work: Work) -> None:
    with tenant_scope(as_client(work.offboarding.export_folder)):
        default_storage.delete(storage_key(work.offboarding.export_file))
    work.note(export_deleted_at=work.offboarding.export_deleted_at or timezone.now())


def is_used_elsewhere(client: Client, email: str) -> bool:
    """Whether another client that is not deleted has the same owner."""
    others = Client.objects.exclude(pk=client.pk).exclude(status=Client.Status.DELETED)
    return not email or others.filter(Q(owner_email__iexact=email) | Q(account__owner_email__iexact=email)).exists()


def written_addresses(offboarding: Offboarding) -> set[str]:
    """Return the addresses that the platform itself writes to about the client, in lower case."""
    told = (offboarding.owner_email, *(contact["email"] for contact in offboarding.contacts))
    return {email.lower() for email in told if email}


class _Typed(NamedTuple):
    drafts: list[UUID]
    lines: list[int]


def _typed_of(offboarding: Offboarding) -> _Typed:
    """Return what was typed with exactly the owner's address and has become no client, unless another has the owner."""
    email = offboarding.owner_email
    if is_used_elsewhere(offboarding.client, email):
        return _Typed([], [])
    # What was typed in the portal is texts, with blanks and all: {step: {field: [texts]}}.
    drafts = ClientDraft.objects.filter(client=None, answers__company__owner_email__0__icontains=email)
    lines = ClientLine.objects.filter(client=None, owner_email__iexact=email)
    return _Typed(
        [draft.pk for draft in drafts if draft.answers["company"]["owner_email"][0].strip().lower() == email.lower()],
        list(lines.values_list("pk", flat=True)),
    )


def _addresses(schema_name: str) -> set[str]:
    # Lines of lists are left out: whoever was invited by one has an invitation, the others were never written to.
    tables = ("accounts_user", "accounts_invitation", "accounts_joinrequest")
    statement = " UNION ".join(f'SELECT lower(email) FROM "{schema_name}".{table}' for table in tables)
    with owner_transaction(), connection.cursor() as cursor:
        cursor.execute(statement)
        return {email for (email,) in cursor.fetchall()}


def _places(schema_name: str, work: Work) -> set[str]:
    """Return the places outside the schema where its vectors are or were."""
    places = {kind.removeprefix(VECTORS_AT) for kind in work.step.found if kind.startswith(VECTORS_AT)}
    places.add(place_in_use())
    if schema_exists(schema_name):
        with owner_transaction(), connection.cursor() as cursor:
            cursor.execute(f'SELECT DISTINCT served_by FROM "{schema_name}".knowledge_documentversion')
            places |= {place for (place,) in cursor.fetchall()}
    return {place for place in places if place and not place.startswith(f"{PGVECTOR}/")}


def _rows(schema_name: str) -> dict[str, int]:
    with owner_transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema_name])
        counted = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{schema_name}"."{table}"')
            counted[table] = cursor.fetchone()[0]
        return {table: number for table, number in counted.items() if number}
