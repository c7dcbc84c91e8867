"""Mails about a client's own domains: to its HR, what became of one; to its IT, what has to be entered."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import structlog
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.mails.send import send
from platform_admin.contacts import contacts_of
from platform_admin.domains.claims import platform_host
from tenants.context import tenant_scope
from tenants.domains.claim import WAITS, Claim
from tenants.domains.models import DomainClaim
from tenants.domains.records import records_of
from tenants.links import absolute_url
from tenants.models import Client

Notice = DomainClaim.Notice
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class NoticeWords:
    subject: str
    happened: str
    to_do: str


_WORDS = {
    Notice.VERIFIED: NoticeWords(
        "{host} is verified",
        "Both records were found, so your assistant answers at {host}. Its certificate is made within minutes.",
        "Mails and links still name {own}. Open the page below to have them name {host} instead.",
    ),
    Notice.BACK: NoticeWords(
        "{host} is served again",
        "Both records were found again, so your assistant answers at {host}.",
        "Mails and links name {own}. Open the page below to have them name {host} again.",
    ),
    Notice.FAILING: NoticeWords(
        "{host}: a DNS record is missing",
        "A record for {host} was not found as it should be. People still reach your assistant there.",
        "If it is not there at the next look in about twelve hours, {host} stops being served. The page below shows"
        " what was found and what was expected.",
    ),
    Notice.STOPPED: NoticeWords(
        "{host} is no longer served",
        "A record for {host} was not found twice in a row. Your assistant no longer answers there; links in mails that"
        " name it do not work until it does again.",
        "People reach it at {own}. Once both records are there again, {host} is served again: it is looked for by"
        " itself for {days} days, or press “Check now” on the page below.",
    ),
    Notice.GIVEN_UP: NoticeWords(
        "{host} was not found in time",
        "For {days} days the records for {host} were looked for and not found. They are no longer looked for.",
        "The page below shows what is missing. Press “Check now” there once the records are entered.",
    ),
    Notice.TAKEN: NoticeWords(
        "{host} was proven by somebody else",
        "Somebody else here has proven that {host} is theirs, so your assistant cannot answer there.",
        "If it is your domain, ask whoever looks after it who entered a record named {proof}, and write to {contract}.",
    ),
}


def send_records(claim: DomainClaim, *, to: str, asked_by: str) -> None:
    """Mail the records to whoever looks after the client's DNS. Raises OSError if it cannot be handed over."""
    link = claim_link(claim)
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
    """Mail what HR has not been told yet of domains, in the platform's scope."""
    tell_each(DomainClaim.objects.untold(), _tell)


def tell_each(claims: Iterable[Claim], tell: Callable[[Claim], None]) -> None:
    """Mail each claim's notice for itself; what fails is tried again next time.

    Whatever is wrong at one client keeps no other from being told.
    """
    for claim in claims:
        try:
            with transaction.atomic():
                # Taken back with the transaction if the mail does not go.
                if type(claim).objects.filter(pk=claim.pk, notice=claim.notice).update(notice=Notice.NONE):
                    tell(claim)
        except Exception:
            log.exception(f"{claim.acts}_not_mailed", claim=str(claim.pk), notice=claim.notice)


def mail_notice(kind: str, client: Client, words: NoticeWords, facts: dict[str, object], *, link: str) -> None:
    """Mail whoever runs the client what became of something of its own."""
    told = {name: getattr(words, name).format(**facts) for name in ("subject", "happened", "to_do")}
    contacts = contacts_of(client)
    with tenant_scope(client.ref()):
        for contact in contacts:
            send(kind, to=contact.email, language="en", name=contact.name, link=link, **told)


def claim_link(claim: DomainClaim) -> str:
    """Return the page of the domain for HR, at the host that links name: the platform's once their own is stopped."""
    path = reverse("domains:domain", args=[claim.pk], urlconf=settings.ROOT_URLCONF)
    return absolute_url(path, host=claim.client.primary_host())


def _tell(claim: DomainClaim) -> None:
    facts = {
        "host": claim.shown,
        "own": platform_host(claim.client),
        "days": WAITS.days,
        "proof": claim.proof_name,
        "contract": settings.CONTRACT_EMAIL,
    }
    mail_notice("domain_notice", claim.client, _WORDS[Notice(claim.notice)], facts, link=claim_link(claim))
