"""Mails about a client's own domains: to its HR, what became of one; to its IT, what has to be entered."""

from dataclasses import dataclass

import structlog
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.mails.send import send
from platform_admin.contacts import contacts_of
from platform_admin.domains.claims import platform_host
from tenants.context import tenant_scope
from tenants.domains.models import WAITS, DomainClaim
from tenants.domains.records import records_of
from tenants.links import absolute_url

Notice = DomainClaim.Notice
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class _Words:
    subject: str
    happened: str
    to_do: str


_WORDS = {
    Notice.VERIFIED: _Words(
        "{host} is verified",
        "Both records were found, so your assistant answers at {host}. Its certificate is made within minutes.",
        "Mails and links still name {own}. Open the page below to have them name {host} instead.",
    ),
    Notice.BACK: _Words(
        "{host} is served again",
        "Both records were found again, so your assistant answers at {host}.",
        "Mails and links name {own}. Open the page below to have them name {host} again.",
    ),
    Notice.FAILING: _Words(
        "{host}: a DNS record is missing",
        "A record for {host} was not found as it should be. People still reach your assistant there.",
        "If it is not there at the next look in about twelve hours, {host} stops being served. The page below shows"
        " what was found and what was expected.",
    ),
    Notice.STOPPED: _Words(
        "{host} is no longer served",
        "A record for {host} was not found twice in a row. Your assistant no longer answers there; links in mails that"
        " name it do not work until it does again.",
        "People reach it at {own}. Once both records are there again, {host} is served again: it is looked for by"
        " itself for {days} days, or press “Check now” on the page below.",
    ),
    Notice.GIVEN_UP: _Words(
        "{host} was not found in time",
        "For {days} days the records for {host} were looked for and not found. They are no longer looked for.",
        "The page below shows what is missing. Press “Check now” there once the records are entered.",
    ),
    Notice.TAKEN: _Words(
        "{host} was proven by somebody else",
        "Somebody else here has proven that {host} is theirs, so your assistant cannot answer there.",
        "If it is your domain, ask whoever looks after it who entered a record named {proof}, and write to {contract}.",
    ),
}


def send_records(claim: DomainClaim, *, to: str, link: str, asked_by: str) -> None:
    """Mail the records to whoever looks after the client's DNS. Raises OSError if it cannot be handed over."""
    with tenant_scope(claim.client.ref()):
        send(
            "domain_records",
            to=to,
            language="en",
            asked_by=asked_by,
            shown=claim.shown,
            records=records_of(claim, target=platform_host(claim.client)),
            link=link,
        )


def tell_what_is_due() -> None:
    """Mail what HR has not been told yet, in the platform's scope; what fails is tried again next time.

    Each claim for itself: what is wrong at one client, whatever it is, keeps no other from being told.
    """
    for claim in DomainClaim.objects.untold():
        try:
            with transaction.atomic():
                # Taken back with the transaction if the mail does not go.
                if DomainClaim.objects.filter(pk=claim.pk, notice=claim.notice).update(notice=Notice.NONE):
                    _tell(claim)
        except Exception:
            log.exception("domain_not_mailed", claim=str(claim.pk), notice=claim.notice)


def claim_link(claim: DomainClaim) -> str:
    """Return the page of the domain for HR, at the host that links name: the platform's once their own is stopped."""
    path = reverse("domains:domain", args=[claim.pk], urlconf=settings.ROOT_URLCONF)
    return absolute_url(path, host=claim.client.primary_host())


def _tell(claim: DomainClaim) -> None:
    words, client = _WORDS[Notice(claim.notice)], claim.client
    facts = {
        "host": claim.shown,
        "own": platform_host(client),
        "days": WAITS.days,
        "proof": claim.proof_name,
        "contract": settings.CONTRACT_EMAIL,
    }
    told = {name: getattr(words, name).format(**facts) for name in ("subject", "happened", "to_do")}
    contacts, link = contacts_of(client), claim_link(claim)
    with tenant_scope(client.ref()):
        for contact in contacts:
            send(
                "domain_notice",
                to=contact.email,
                language="en",
                name=contact.name,
                link=link,
                **told,
            )
