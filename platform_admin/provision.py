"""From a signed contract to a client that answers on its own host.

`register_client` writes the rows in one transaction; `provision` does the work in steps, each of which may
run again after a failure or a kill. Until the last step the client is not ACTIVE and its host shows the
provisioning page, so a half-made schema is never served. `discard` takes everything back.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog
from django.core.management.base import CommandError
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.invite import invitation_link, invite, mail_invitation
from accounts.models import Invitation, User
from branding.held import first_product_name
from branding.models import Brand
from branding.pictures.refused import PictureRefused
from platform_admin.acts import record_act
from platform_admin.locks import exclusive
from platform_admin.models import ClientDraft
from platform_admin.set_up import set_up
from platform_admin.spares import take_spare
from platform_admin.subdomains import free_subdomain, one_client_each
from tenants.audit.log import record
from tenants.clock import contract_today
from tenants.context import tenant_scope
from tenants.hosts import client_host
from tenants.links import absolute_url
from tenants.models import Client, Domain, PlatformAccount
from tenants.schemas import create_schema, drop_schema, schema_exists
from tenants.storage import StorageUnavailable
from tenants.time_zones import usual_time_zone

UNFINISHED = Client.UNFINISHED
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class NewClient:
    """What is known of a client before it exists."""

    name: str
    subdomain: str
    owner_email: str
    owner_name: str
    owner_language: str = "en"
    tier: str = Client.Tier.STARTER
    account: PlatformAccount | None = None
    time_zone: str = ""  # none: as usual here
    demo_today: date | None = None
    is_demo: bool = False
    trial_days: int = 0  # none: it pays from the first day
    draft: ClientDraft | None = None  # what else was said in the portal; kept with the client


@dataclass(frozen=True)
class Opened:
    """A client that is served now, and the owner's way in, which is known only at this moment."""

    client: Client
    address: str
    invitation_link: str


class ProvisioningStopped(RuntimeError):
    """A step failed; the message is the sentence kept in client.failure. Nothing is served meanwhile."""


class NotOpen(ValueError):
    """The client is not served yet, so nobody can be invited to it."""


class OwnerRefused(ValueError):
    """Nobody can be invited as the owner instead; the message says why and what would do."""


class NotUnfinished(ValueError):
    """Only a client that was never served can be provisioned or discarded."""


def register_client(wanted: NewClient, *, by: User | None, **how: str) -> Client:
    """Write account, client and host in one transaction; raises SubdomainRefused, also to the loser of a race.

    `how` goes into the audit log, beside who it was.
    """
    subdomain, now = free_subdomain(wanted.subdomain), timezone.now()
    with one_client_each(subdomain):
        client = Client.objects.create(
            account=wanted.account or _new_account(wanted, now),
            name=wanted.name,
            subdomain=subdomain,
            owner_name=wanted.owner_name or wanted.owner_email,
            owner_email=wanted.owner_email.strip().lower(),
            tier=wanted.tier,
            time_zone=wanted.time_zone or usual_time_zone(),
            is_demo=wanted.is_demo,
            demo_today=wanted.demo_today,
            trial_until=contract_today() + timedelta(days=wanted.trial_days) if wanted.trial_days else None,
            created_at=now,
        )
        Domain.objects.create(client=client, host=client_host(subdomain), is_primary=True, verified_at=now)
        _keep_wishes(wanted, client)
        told = {"subdomain": subdomain, "tier": client.tier, **how}
        if wanted.trial_days:
            told["trial_until"] = str(client.trial_until)
        record("client.registered", actor=by, subject=client, **told)
    return client


def provision(client: Client) -> Opened:
    """Finish a registered client, from whatever step an earlier run reached.

    Raises ProvisioningStopped with the sentence for the operator, NotUnfinished for a client already served,
    Busy while another process provisions it.
    """
    with exclusive(f"client:{client.pk}"):
        _reload_unfinished(client)
        Client.objects.filter(pk=client.pk).update(failure="")
        if client.status == Client.Status.PENDING:
            client.move_to(Client.Status.PROVISIONING)
        try:
            return _open(client)
        except (DatabaseError, CommandError) as error:
            raise _stopped(client, "Its schema could not be prepared.", error) from error
        except (StorageUnavailable, PictureRefused) as error:
            raise _stopped(client, "Its logo could not be stored.", error) from error
        except OSError as error:
            raise _stopped(client, "The invitation could not be mailed.", error) from error


def invite_owner_again(client: Client, *, by: User | None) -> str:
    """Mail the owner a new invitation, which replaces the older one; raises NotOpen. See _invite_owner."""
    if client.status in UNFINISHED:
        raise NotOpen(f"{client.name} is not open yet. Its owner is invited as soon as it is.")
    link = _invite_owner(client)
    record_act("client.owner_invited", by=by, client=client)
    return link


def change_owner(client: Client, *, email: str, name: str, by: User | None) -> None:
    """Have another address for the owner who has not come in yet, and invite it; the link before stops working.

    Raises NotOpen, and OwnerRefused once somebody has come in with the one or the other address.
    """
    before, email = client.owner_email, email.strip().lower()
    with transaction.atomic():
        held = Client.objects.select_for_update().get(pk=client.pk)
        if held.status in UNFINISHED:
            raise NotOpen(f"{client.name} is not open yet. Its owner can be changed as soon as it is.")
        with tenant_scope(client.ref()):
            for address in (before, email):
                if User.objects.filter(email__iexact=address).exists():
                    raise OwnerRefused(f"{address} has an account. From now on its HR looks after its own people.")
            Invitation.objects.pending().filter(email__iexact=before).update(revoked_at=timezone.now())
        client.owner_email, client.owner_name = email, name or email
        client.save(update_fields=["owner_email", "owner_name"])
        PlatformAccount.objects.filter(pk=client.account_id, owner_email__iexact=before).update(owner_email=email)
        # Without addresses: the audit outlives the people whose they are.
        record_act("client.owner_changed", by=by, client=client)
        _invite_owner(client)


def take_up_again(client: Client, *, by: User | None) -> None:
    """Forget why its preparation stopped, so that it may go on; raises NotUnfinished."""
    with transaction.atomic():
        if not Client.objects.filter(pk=client.pk, status__in=UNFINISHED).update(failure=""):
            raise _not_unfinished(client)
        record_act("client.retried", by=by, client=client)


def discard(client: Client, *, by: User | None) -> None:
    """Take back a client that was never served: schema, role, host, rows. Raises NotUnfinished or Busy."""
    with exclusive(f"client:{client.pk}"):
        _reload_unfinished(client)
        if client.invoices.exists():
            raise NotUnfinished(f"{client.name} has invoices, which are kept; it cannot be discarded. Finish it.")
        # The schema first: without the row nobody would know any more whose schema it was.
        drop_schema(client.schema_name)
        with transaction.atomic():
            record("client.discarded", actor=by, subject=client, subdomain=client.subdomain)
            account = client.account
            client.domains.all().delete()
            client.delete()
            # Both were written at the same moment: the account was made for this client.
            if account.created_at == client.created_at and not account.clients.exists():
                account.delete()


def _keep_wishes(wanted: NewClient, client: Client) -> None:
    draft = wanted.draft or ClientDraft()
    draft.wishes = {**draft.wishes, "language": wanted.owner_language}
    draft.client = client
    draft.save()


def _open(client: Client) -> Opened:
    _prepare_schema(client)
    with tenant_scope(client.ref()):
        Brand.objects.get_or_create(defaults={"product_name": first_product_name(client.name)})
        address = absolute_url("/")
    set_up(client)
    link = _invite_owner(client)
    with transaction.atomic():
        client.move_to(Client.Status.ACTIVE)
        record_act("client.opened", by=None, client=client)
    return Opened(client, address, link)


def _prepare_schema(client: Client) -> None:
    if not schema_exists(client.schema_name) and take_spare(client):
        return
    # Also after a kill in the middle of an earlier run: every step of it may run again.
    create_schema(client.schema_name)


def _invite_owner(client: Client) -> str:
    """Return the link that was mailed; "" if the owner has an account already."""
    ref, language = client.ref(), owner_language(client)
    with tenant_scope(ref):
        if User.objects.filter(email__iexact=client.owner_email).exists():
            return ""
        invitation, key = invite(
            email=client.owner_email,
            name=client.owner_name,
            role=User.Role.HR_ADMIN,
            language=language,
            invited_by=None,
            now=timezone.now(),
        )
        mail_invitation(invitation, key, client=ref)
        return invitation_link(key)


def owner_language(client: Client) -> str:
    """Return the language that was said for the owner when the client was made."""
    draft = ClientDraft.objects.filter(client=client).first()
    return draft.wishes.get("language", "en") if draft else "en"


def _new_account(wanted: NewClient, now: datetime) -> PlatformAccount:
    return PlatformAccount.objects.create(name=wanted.name, owner_email=wanted.owner_email, created_at=now)


def _reload_unfinished(client: Client) -> None:
    try:
        client.refresh_from_db()
    except Client.DoesNotExist as error:
        raise NotUnfinished(f"{client.name} has been discarded meanwhile.") from error
    if client.status not in UNFINISHED:
        raise _not_unfinished(client)


def _not_unfinished(client: Client) -> NotUnfinished:
    return NotUnfinished(f"{client.name} is {client.status}; only a client that was never served can be changed so.")


def _stopped(client: Client, sentence: str, error: Exception) -> ProvisioningStopped:
    log.error("client_provisioning_stopped", client=str(client.pk), error=type(error).__name__)
    sentence = f"{sentence} ({type(error).__name__}) Nothing is lost: try again, or discard the client."
    Client.objects.filter(pk=client.pk).update(failure=sentence)
    client.failure = sentence
    return ProvisioningStopped(sentence)
