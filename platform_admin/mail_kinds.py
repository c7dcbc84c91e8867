"""What the platform mails: about a client to whoever runs it, and to its own operators."""

from datetime import date

from accounts.mails.kinds import MailKind, Readers, Speaker
from accounts.mails.letters import LETTER, NEEDED, Letter, letter_sample
from accounts.models import User
from tenants.domains.found import Record

_LINK = "https://benefits.example.com/"
_COMPANY = "Example Works"


def _letter(
    key: str, title: str, sample: Letter, *, readers: Readers = Readers.OWNERS, languages: tuple[str, ...] = ("en",)
) -> MailKind:
    return MailKind(
        key,
        title,
        readers,
        LETTER,
        NEEDED,
        lambda: letter_sample(sample),
        speaker=Speaker.PLATFORM,
        languages=languages,
    )


def _to_operators(key: str, title: str, needs: frozenset[str], **more: object) -> MailKind:
    sample = {"operator": User(name="Otto Operator"), "by": User(name="Olga Operator"), **more}
    return MailKind(
        key,
        title,
        Readers.OPERATORS,
        f"platform_admin/email/{key.removeprefix('operator_')}",
        needs,
        lambda: sample,
        speaker=Speaker.PLATFORM,
        languages=("en",),
        always_goes=True,
    )


_WHY_OWNER = f"You get this mail because you run this assistant for {_COMPANY}."
_WHY_OPERATOR = "You get this mail because you are an operator of the benefits platform."

KINDS = (
    MailKind(
        "trial",
        "The trial ends",
        Readers.OWNERS,
        "tenants/email/trial",
        frozenset({"name", "is_over", "days", "trial_until", "grace_until", "contract_email", "link"}),
        lambda: {
            "name": "Olive Owner",
            "is_over": False,
            "days": 7,
            "trial_until": date(2027, 3, 20),
            "grace_until": None,
            "contract_email": "contracts@example.com",
            "link": f"{_LINK}hr/",
        },
    ),
    MailKind(
        "domain_records",
        "DNS records for whoever looks after the domain",
        Readers.OWNERS,
        "domains/email/records",
        frozenset({"asked_by", "shown", "records", "link"}),
        lambda: {
            "asked_by": "Olive Owner",
            "shown": "benefits.example.com",
            "records": [
                Record(
                    "CNAME", "benefits.example.com", "benefits", ("example.benefits.example",), "Leads people here."
                ),
                Record(
                    "TXT", "_verify.benefits.example.com", "_verify.benefits", ("a1b2c3",), "Proves that it is yours."
                ),
            ],
            "link": f"{_LINK}hr/company/domains/",
        },
        languages=("en",),
    ),
    MailKind(
        "domain_notice",
        "What became of a domain",
        Readers.OWNERS,
        "domains/email/notice",
        frozenset({"name", "subject", "happened", "to_do", "link"}),
        lambda: {
            "name": "Olive Owner",
            "subject": "benefits.example.com is verified",
            "happened": "Both records were found, so your assistant answers at benefits.example.com.",
            "to_do": "Mails and links still name the platform’s host. Open the page below to have them name this one.",
            "link": f"{_LINK}hr/company/domains/",
        },
        languages=("en",),
    ),
    MailKind(
        "sender_records",
        "DNS records for mails from the company’s own address",
        Readers.OWNERS,
        "senders/email/records",
        frozenset({"asked_by", "address", "records", "link"}),
        lambda: {
            "asked_by": "Olive Owner",
            "address": "benefits@example.com",
            "records": [
                Record(
                    "TXT", "_benefits-sender.example.com", "_benefits-sender", ("a1b2c3",), "Proves that it is yours."
                ),
            ],
            "link": f"{_LINK}hr/company/sender/",
        },
        languages=("en",),
    ),
    MailKind(
        "sender_notice",
        "What became of the company’s own sender",
        Readers.OWNERS,
        "domains/email/notice",
        frozenset({"name", "subject", "happened", "to_do", "link"}),
        lambda: {
            "name": "Olive Owner",
            "subject": "mails come from benefits@example.com now",
            "happened": "All records were found, so mails of your assistant come from benefits@example.com.",
            "to_do": "Nothing is left to do.",
            "link": f"{_LINK}hr/company/sender/",
        },
        languages=("en",),
    ),
    _letter(
        "limit",
        "A limit is nearly used, or is",
        Letter(
            f"{_COMPANY}: documents are nearly all used",
            ("Documents: 80 of 100 are used.", "What is here stays and answers on."),
            _WHY_OWNER,
            name="Olive Owner",
            link=f"{_LINK}hr/",
            label="Open your pages",
        ),
    ),
    _letter(
        "invoice",
        "An invoice",
        Letter(
            "Invoice 2027-0042",
            ("Invoice 2027-0042 for March 1, 2027 to March 31, 2027: $1,200.00.", "It is due on April 30, 2027."),
            f"You get this mail because you are the one who is billed for {_COMPANY}.",
            link=f"{_LINK}hr/billing/",
            label="All invoices, and what comes next",
        ),
    ),
    _letter(
        "support_visit",
        "Support asks to see, sees or has seen HR's pages",
        Letter(
            f"{_COMPANY}: the platform’s support has seen your HR pages",
            (
                "A platform operator saw your HR pages from March 2, 2027, 14:00 EST to March 2, 2027, 14:20 EST.",
                "Reason: a document that is not found",
                "What was opened:\nMarch 2, 2027, 14:03 EST  /hr/\nMarch 2, 2027, 14:05 EST  /hr/documents/",
            ),
            _WHY_OWNER,
            name="Olive Owner",
            link=f"{_LINK}hr/support/",
            label="See the visit",
        ),
    ),
    _letter(
        "export_ready",
        "The export of a company that leaves",
        Letter(
            f"{_COMPANY}: your export is ready",
            (f"The benefits assistant of {_COMPANY} is closed, and its employees can no longer ask.",),
            _WHY_OWNER,
            name="Olive Owner",
            link=f"{_LINK}export/sample/",
            label="Download the export",
            after=("SHA-256 of the file: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",),
        ),
        languages=("en", "es"),
    ),
    _letter(
        "called_off",
        "Leaving is called off",
        Letter(f"{_COMPANY}: nothing is deleted", ("The export and the link to it are gone.",), _WHY_OWNER),
        languages=("en", "es"),
    ),
    _letter(
        "certificate",
        "Certificate of deletion",
        Letter(
            f"{_COMPANY}: certificate of deletion",
            (f"Everything of {_COMPANY} is deleted; the certificate is attached.",),
            _WHY_OWNER,
            link=f"{_LINK}certificate/",
            label="Check the certificate",
        ),
        languages=("en", "es"),
    ),
    _letter(
        "legal_hold",
        "A legal hold is set, or over",
        Letter(
            f"{_COMPANY}: a legal hold is set",
            ("From now on nothing of your company is deleted here.",),
            _WHY_OWNER,
        ),
        languages=("en", "es"),
    ),
    _letter(
        "alert",
        "Alerts",
        Letter(
            "Critical: Mail is not sent",
            ("Critical: Mail is not sent\nThe mail server has not answered for ten minutes.",),
            _WHY_OPERATOR,
            link=f"{_LINK}platform-admin/alerts/",
            label="See the alerts",
        ),
        readers=Readers.OPERATORS,
    ),
    _letter(
        "webhook_off",
        "A webhook is switched off",
        Letter(
            "Webhook switched off: On call",
            ("5 messages in a row did not reach the webhook On call (timeout). It is told nothing any more.",),
            _WHY_OPERATOR,
            link=f"{_LINK}platform-admin/webhooks/",
            label="See the webhooks",
        ),
        readers=Readers.OPERATORS,
    ),
    _to_operators(
        "operator_invitation",
        "Invitation of an operator",
        frozenset({"operator", "by", "link"}),
        link=f"{_LINK}accounts/password/reset/key/sample/",
    ),
    _to_operators(
        "second_factor_reset",
        "The second step was reset",
        frozenset({"operator", "by", "reason"}),
        reason="Phone lost, called back",
    ),
)
