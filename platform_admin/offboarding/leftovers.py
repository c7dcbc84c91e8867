"""Whether anything of a client that was deleted is still found, wherever the platform keeps things."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection

from knowledge.vectors import index_at
from platform_admin.mail_folder import newest_mails
from platform_admin.models import Offboarding
from platform_admin.offboarding.backups import left_backups
from platform_admin.offboarding.redis_keys import naming
from platform_admin.offboarding.remove import VECTORS_AT, is_used_elsewhere
from platform_admin.offboarding.whole import whole
from platform_admin.set_aside import as_client
from tenants.context import platform_scope, tenant_scope
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
    """Search every place for the client's schemas and hosts, its owner's address, and words given besides.

    Returns a line a place, also of those where nothing is. In the platform's scope; takes as long as reading `public`.
    """
    schemas, email = offboarding.schemas, offboarding.owner_email
    with platform_scope():
        is_somebodys = is_used_elsewhere(offboarding.client, email)
    owner = [] if is_somebodys else [email]
    hosts = [host for host in offboarding.hosts if not Domain.objects.filter(host=host).exists()]
    anywhere = [*map(re.escape, map(str.lower, [*schemas, *words]))]
    named = [*map(whole, [*owner, *hosts])]
    return [
        _found("schemas", filter(schema_exists, schemas)),
        _found("roles", filter(role_exists, schemas)),
        _found("tables of the platform", [*_rows(anywhere, KEPT), *_rows(named, _KEPT_OF_OWNER)]),
        _found("vectors", _vectors(offboarding)),
        _found("files", (key for name in schemas for key in _files(name))),
        # That nobody answers on a host is remembered for a minute once somebody asks for it.
        _found("Redis", naming([*schemas, *words, *owner])),
        _found("backups on this machine", map(str, left_backups(offboarding.client, schemas))),
        _found("mails on this machine", _mails([*anywhere, *named])),
        _found("addresses", Domain.objects.filter(client=offboarding.client).values_list("host", flat=True)),
    ]


def _found(place: str, traces: Iterable[str]) -> Found:
    told = list(traces)
    return Found(place, len(told), tuple(told[:5]))


def _rows(patterns: Sequence[str], kept: Iterable[str]) -> list[str]:
    """Return the tables of `public` with rows in which a pattern is found, in any column, and how many."""
    if not patterns:
        return []
    is_in = " OR ".join("lower(CAST(thing AS text)) ~ %s" for _pattern in patterns)
    with platform_scope(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        tables = [name for (name,) in cursor.fetchall() if name not in kept]
        told = []
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM public."{table}" AS thing WHERE {is_in}', list(patterns))
            if number := cursor.fetchone()[0]:
                told.append(f"{table}: {number}")
    return told


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


def _mails(patterns: Sequence[str]) -> list[str]:
    if not settings.MAIL_FOLDER.is_dir():
        return []
    told = (
        (mail.subject, f"{mail.recipient}\n{mail.subject}\n{mail.text}".lower())
        for mail in newest_mails(settings.MAIL_FOLDER)
    )
    return [subject for subject, text in told if any(re.search(pattern, text) for pattern in patterns)]
