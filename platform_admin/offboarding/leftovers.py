"""Whether anything of a client that was deleted is still found, wherever the platform keeps things."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import default_storage

from knowledge.vectors import index_at
from platform_admin.mail_folder import KeptMail, all_mails
from platform_admin.models import Offboarding
from platform_admin.offboarding.backups import left_backups
from platform_admin.offboarding.own_mails import OwnMails
from platform_admin.offboarding.redis_keys import named, naming
from platform_admin.offboarding.remove import VECTORS_AT, is_used_elsewhere, written_addresses
from platform_admin.offboarding.rows import rows_with
from platform_admin.set_aside import as_client
from tenants.context import platform_scope, tenant_scope
from tenants.domains.models import DomainClaim
from tenants.live import closed_marks
from tenants.models import Domain
from tenants.schemas import role_exists, schema_exists

# What stays, by table of `public`, and why. A certificate names both.
KEPT = {
    "audit_auditevent": "the platform’s audit, eight years: what operators did, and where the client’s own audit ended",
    "platform_admin_offboarding": "what was asked for and approved, and how it went",
    "platform_admin_offboardingstep": "what was asked for and approved, and how it went",
    "platform_admin_deletioncertificate": "this certificate",
    "platform_admin_invoice": "bills that were issued, with their papers, which the law has the platform keep",
    "platform_admin_invoiceline": "bills that were issued, with their papers, which the law has the platform keep",
    "platform_admin_subscription": "what was agreed to be paid, which the bills were reckoned from",
    "tenants_platformaccount": "the name of who signed the contract",
    "tenants_client": "name, subdomain and the schema’s random name, so that audit and certificate can be read",
}
# Where the address of the owner may stand: in the audit, on bills, and until the certificate is mailed, to mail it.
_KEPT_OF_OWNER = ("audit_auditevent", "platform_admin_offboarding", "platform_admin_invoice")


@dataclass(frozen=True)
class Found:
    """How many traces there are in a place, by name; `what` names the first few."""

    place: str
    number: int
    what: Sequence[str] = ()


def search_leftovers(offboarding: Offboarding, words: Iterable[str] = ()) -> list[Found]:
    """Search every place for what is the client's for ever (schemas, its id), for its hosts, its owner's address, and
    words given besides.

    A host or an address counts where it is all that stands in a field; a mention of it in what is told of others is
    nobody's trace. Words are looked for anywhere. Returns a line a place, also of those where nothing is. In the
    platform's scope; takes as long as reading `public`.
    """
    client, schemas = offboarding.client, offboarding.schemas
    with platform_scope():
        shared = {email for email in written_addresses(offboarding) if is_used_elsewhere(client, email)}
    people = sorted(written_addresses(offboarding) - shared)
    hosts = [host for host in offboarding.hosts if not _is_anothers(host)]
    mails, closed = OwnMails(offboarding, people), closed_marks(schemas)
    return [
        _found("schemas", filter(schema_exists, schemas)),
        _found("roles", filter(role_exists, schemas)),
        _found(
            "tables of the platform",
            [
                *rows_with(anywhere=[*schemas, *words], kept=KEPT),
                *rows_with(fields=[str(client.pk)], kept=KEPT),
                *rows_with(fields=[*people, *hosts], kept=_KEPT_OF_OWNER, others_than=client.pk),
            ],
        ),
        _found("vectors", _vectors(offboarding)),
        _found("files", (key for name in schemas for key in _files(name))),
        # That nobody answers on a host is remembered for a minute once somebody asks for it, and that no stream is
        # served for as long as a ticket for one may be held: a mark with no more in it than the schema's random name.
        _found("Redis", sorted({*naming([*schemas, *words, *people]), *named([str(client.pk)])} - closed)),
        _found("backups on this machine", map(str, left_backups(client, schemas))),
        _found("mails on this machine", _mails(mails, [*schemas, *words])),
        _found("addresses", Domain.objects.filter(client=client).values_list("host", flat=True)),
    ]


def _is_anothers(host: str) -> bool:
    """Whether another client has it by now, or wants it: anybody may ask for a name."""
    return any(model.objects.filter(host=host).exists() for model in (Domain, DomainClaim))


def _found(place: str, traces: Iterable[str]) -> Found:
    told = list(traces)
    return Found(place, len(told), tuple(told[:5]))


def _vectors(offboarding: Offboarding) -> list[str]:
    found = offboarding.steps.get(name="vectors").found
    places = [kind.removeprefix(VECTORS_AT) for kind in found if kind.startswith(VECTORS_AT)]
    told = []
    for name in offboarding.schemas:
        with tenant_scope(as_client(name)):
            told += [f"{name} at {place}" for place in places if index_at(place).version_ids()]
    return told


def _files(schema_name: str) -> list[str]:
    with tenant_scope(as_client(schema_name)):
        return sorted(default_storage.keys())


def _mails(own: OwnMails, words: Iterable[str]) -> list[str]:
    wanted = [word.lower() for word in words]

    def is_left(mail: KeptMail) -> bool:
        said = f"{mail.recipient}\n{mail.subject}\n{mail.text}".lower()
        return own.concerns(mail) or any(word in said for word in wanted)

    return [mail.subject for mail in all_mails(settings.MAIL_FOLDER) if is_left(mail)]
