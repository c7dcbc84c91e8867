"""Which subdomains a client may have. One sentence for each refusal, the same in form, command and API."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import IntegrityError, transaction

from tenants.hosts import client_host
from tenants.models import Client, Domain

_ONE_CLIENT_EACH = {"client_subdomain_unique", "tenants_domain_host_key"}
SHORTEST, LONGEST = 3, 63
_TYPED = 24  # as many letters as people still type without a mistake
_LEGAL_FORMS = frozenset(
    {"co", "company", "corp", "corporation", "inc", "incorporated", "llc", "llp", "lp", "ltd", "limited", "plc"}
)
_LETTERS = re.compile(r"^[a-z0-9-]+$")

# Names that people or programs expect to belong to the platform itself: its pages, its mail, its network,
# and the addresses that certificate authorities and browsers treat as the owner's.
_RESERVED_WORDS = """
    abuse account accounts admin administrator ads analytics api apis app apps assets auth autoconfig
    autodiscover backup beta billing blog broadcasthost bugs cache calendar careers cdn chat client clients
    community config console contact customer customers dashboard data database db debug demo dev developer
    developers dns docs documentation domain domains download downloads email enterprise error events example
    faq feedback file files forum forums ftp git grafana graphql guest help helpdesk home host hostmaster
    hosting hr http https id images imap img info internal invite invoice ipv4 ipv6 isatap jobs js legal live
    localdomain localhost log login logout logs mail mailer mailhost manage marketing master media metrics
    mobile monitor monitoring mx news newsletter noc node none null oauth office openid operator operators
    ops owner partner partners pay payment payments platform pop pop3 portal postmaster press pricing privacy
    private prod production prometheus proxy public queue redirect redis register registry relay root rss sales
    sandbox schema search secure security self server service services settings sftp shop signin signup site
    smtp sms socket spf ssh ssl sso stage staging stat static stats status store storage subdomain superuser
    support survey sysadmin system team tenant tenants terms test testing tests tls token tools undefined
    unsubscribe update upload uploads url user users vpn web webdisk webhook webhooks webmail webmaster
    websocket welcome whois wiki worker wpad www xml
    """
RESERVED = frozenset(_RESERVED_WORDS.split())
# Numbered kin of the above: ns1, mx2, www3, smtp-2, mail01.
_RESERVED_SERIES = re.compile(r"^(ns|mx|www|web|smtp|imap|pop|mail|ftp|cdn|static|dns|db|api|app|admin|test)-?[0-9]+$")


class SubdomainRefused(ValueError):
    """The subdomain cannot be given to a client; the message says why and what would do."""


def checked_subdomain(wanted: str) -> str:
    """Return the subdomain in the form it is stored in; raises SubdomainRefused for what can never be a client's."""
    # Characters outside ASCII first: some of them turn into plain letters when made lower case.
    if not wanted.isascii():
        raise SubdomainRefused("Use only the letters a to z without accents, digits and hyphens.")
    subdomain = wanted.strip().lower()
    if not subdomain:
        raise SubdomainRefused("Choose a subdomain, for example the company's short name.")
    if not _LETTERS.fullmatch(subdomain):
        raise SubdomainRefused("Use only the letters a to z, digits and hyphens; no dots, spaces or underscores.")
    if not SHORTEST <= len(subdomain) <= LONGEST:
        raise SubdomainRefused(f"A subdomain has {SHORTEST} to {LONGEST} characters; this one has {len(subdomain)}.")
    if not subdomain[0].isalpha():
        raise SubdomainRefused("Start with a letter.")
    if subdomain.endswith("-"):
        raise SubdomainRefused("A subdomain cannot end with a hyphen.")
    if "--" in subdomain:
        raise SubdomainRefused("Two hyphens in a row are kept for internationalised names; use one.")
    if _is_reserved(subdomain):
        raise SubdomainRefused(f"“{subdomain}” is reserved for the platform itself. Choose another name.")
    return subdomain


def free_subdomain(wanted: str) -> str:
    """Like checked_subdomain, and refuse what another client already has."""
    subdomain = checked_subdomain(wanted)
    has_client = Client.objects.exclude(status=Client.Status.DELETED).filter(subdomain=subdomain).exists()
    if has_client or Domain.objects.filter(host=client_host(subdomain)).exists():
        raise taken(subdomain)
    return subdomain


def taken_subdomains() -> frozenset[str]:
    """Return all that `free_subdomain` would refuse as another client's, for whoever looks at many."""
    end = client_host("")
    hosts = Domain.objects.filter(host__endswith=end).values_list("host", flat=True)
    clients = Client.objects.exclude(status=Client.Status.DELETED).values_list("subdomain", flat=True)
    return frozenset(name.lower() for name in clients) | {host.removesuffix(end) for host in hosts}


def suggested_subdomain(name: str) -> str:
    """Return a free subdomain that reads like the company's name; "" if none can be made of it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'", "")
    words = [word for word in re.split(r"[^a-z0-9]+", plain) if word]
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    while words and not words[0][0].isalpha():
        words.pop(0)
    short = words[0] if words else ""
    whole = "-".join(words)
    # The whole name where people can still type it, else its beginning.
    beginning = whole if len(whole) <= _TYPED else (whole[:_TYPED].rpartition("-")[0] or whole[:_TYPED])
    for wanted in (beginning, f"{short[:_TYPED]}-benefits", *(f"{beginning}-{number}" for number in range(2, 10))):
        try:
            return free_subdomain(wanted)
        except SubdomainRefused:
            continue
    return ""


def taken(subdomain: str) -> SubdomainRefused:
    return SubdomainRefused(f"“{subdomain}” already belongs to a client. Choose another name.")


@contextmanager
def one_client_each(subdomain: str) -> Iterator[None]:
    """Write what gives somebody the subdomain, all of it or nothing; raises SubdomainRefused to the loser of a race."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name in _ONE_CLIENT_EACH:
            raise taken(subdomain) from error
        raise


def _is_reserved(subdomain: str) -> bool:
    own_label = settings.PLATFORM_HOST.removesuffix(settings.BASE_DOMAIN).removesuffix(".")
    return subdomain in RESERVED or subdomain == own_label or bool(_RESERVED_SERIES.match(subdomain))
