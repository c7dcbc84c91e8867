"""Mails about a client's own sender: to its HR, what became of it; to its IT, what has to be entered."""

from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse

from accounts.mails.send import send
from platform_admin.domains.mails import NoticeWords, mail_notice, tell_each
from tenants.context import tenant_scope
from tenants.domains.claim import WAITS
from tenants.links import absolute_url
from tenants.senders.models import SenderClaim
from tenants.senders.records import wanted_of

Notice = SenderClaim.Notice

_WORDS = {
    Notice.VERIFIED: NoticeWords(
        "mails come from {address} now",
        "All records for {domain} were found, so mails of your assistant come from {address}. This one does too.",
        "Nothing is left to do. The records have to stay: they are looked for twice a day.",
    ),
    Notice.BACK: NoticeWords(
        "mails come from {address} again",
        "All records for {domain} were found again, so mails of your assistant come from {address}.",
        "Nothing is left to do.",
    ),
    Notice.FAILING: NoticeWords(
        "a DNS record of {domain} is missing",
        "A record for {domain} was not found as it should be. Mails of your assistant still come from {address}.",
        "If it is not there at the next look in about twelve hours, they come from {platform} until it is. The page"
        " below shows what was found and what was expected.",
    ),
    Notice.STOPPED: NoticeWords(
        "mails no longer come from {address}",
        "A record for {domain} was not found twice in a row. Mails of your assistant come from {platform} now, under"
        " your company’s name; none is lost.",
        "Once all records are there again, mails come from {address} again: they are looked for by themselves for"
        " {days} days, or press “Check now” on the page below.",
    ),
    Notice.GIVEN_UP: NoticeWords(
        "the records of {domain} were not found in time",
        "For {days} days the records for {domain} were looked for and not found. They are no longer looked for, and"
        " mails of your assistant come from {platform}.",
        "The page below shows what is missing. Press “Check now” there once the records are entered.",
    ),
    Notice.TAKEN: NoticeWords(
        "{domain} was proven by somebody else",
        "Somebody else here has proven that {domain} is theirs, so no mail of your assistant can come from it.",
        "If it is your domain, ask whoever looks after it who entered a record named {proof}, and write to {contract}.",
    ),
}


def send_records(claim: SenderClaim, *, to: str, asked_by: str) -> None:
    """Mail the records to whoever looks after the client's DNS. Raises OSError if it cannot be handed over."""
    link = claim_link(claim)
    with tenant_scope(claim.client.ref()):
        send(
            "sender_records",
            to=to,
            language="en",
            asked_by=asked_by,
            address=claim.address,
            records=[one.record for one in wanted_of(claim)],
            link=link,
        )


def tell_what_is_due() -> None:
    """Mail what HR has not been told yet of senders, in the platform's scope."""
    tell_each(SenderClaim.objects.untold(), _tell)


def claim_link(claim: SenderClaim) -> str:
    path = reverse("sender:sender", urlconf=settings.ROOT_URLCONF)
    return absolute_url(path, host=claim.client.primary_host())


def platform_address() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _tell(claim: SenderClaim) -> None:
    facts = {
        "address": claim.address,
        "domain": claim.domain,
        "platform": platform_address(),
        "days": WAITS.days,
        "proof": claim.proof_name,
        "contract": settings.CONTRACT_EMAIL,
    }
    mail_notice("sender_notice", claim.client, _WORDS[Notice(claim.notice)], facts, link=claim_link(claim))
