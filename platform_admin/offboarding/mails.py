"""What the HR admins of a client are written when it leaves, or has to be kept, each in their own language."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from zoneinfo import ZoneInfo

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.mails.letters import Letter, send_letter
from accounts.mails.send import Attached
from platform_admin.contacts import Contact, contacts_of
from platform_admin.models import DeletionCertificate, Offboarding
from platform_admin.offboarding.links import export_url
from tenants.links import platform_url
from tenants.models import Client


@dataclass(frozen=True)
class Words:
    """What one of these mails says, in the language in use."""

    subject: str
    paragraphs: tuple[str, ...]
    link: str = ""
    label: str = ""
    after: tuple[str, ...] = ()


def written_to(offboarding: Offboarding) -> list[Contact]:
    """Return whom to write to now: whoever runs the client, or, once it is being deleted, whoever did then."""
    if offboarding.deletion_began_at is None:
        return contacts_of(offboarding.client)
    return [Contact(**told) for told in offboarding.contacts]


def tell_of_export(offboarding: Offboarding) -> bool:
    """Mail the way to the export; False if there is nobody to write to. Raises OSError."""
    company = {"company": offboarding.client.name}

    def words() -> Words:
        return Words(
            _("%(company)s: your export is ready") % company,
            (
                _("The benefits assistant of %(company)s is closed, and its employees can no longer ask.") % company,
                _(
                    "Everything that your company has put in is in one ZIP: your documents in all versions, plan "
                    "years, classes, contacts, figures, official answers, announcements, tests, counts and your audit. "
                    "It holds no conversations and no list of people."
                ),
            ),
            link=export_url(offboarding),
            label=_("Download the export"),
            after=(
                _("SHA-256 of the file: %(sha256)s") % {"sha256": offboarding.export_sha256},
                _(
                    "The link works without signing in, for whoever has it, until %(day)s. Then the file and "
                    "everything else is deleted, and you get a certificate of it. Until then it can be called off."
                )
                % {"day": _day(offboarding)},
            ),
        )

    return _mail("export_ready", written_to(offboarding), words, offboarding.client)


def tell_called_off(offboarding: Offboarding) -> bool:
    """Mail that nothing was deleted; False if there is nobody to write to. Raises OSError."""
    company = {"company": offboarding.client.name}

    def words() -> Words:
        said = _("The end of the benefits assistant of %(company)s was called off. Everything is as it was before.")
        return Words(
            _("%(company)s: nothing is deleted") % company,
            (said % company, _("The export and the link to it are gone.")),
        )

    return _mail("called_off", written_to(offboarding), words, offboarding.client)


def send_certificate(offboarding: Offboarding, certificate: DeletionCertificate, pdf: bytes) -> bool:
    """Mail what was deleted, with the PDF; False if there is nobody to write to. Raises OSError."""
    company = {"company": offboarding.client.name}

    def words() -> Words:
        return Words(
            _("%(company)s: certificate of deletion") % company,
            (
                _("Everything of %(company)s is deleted; the certificate is attached.") % company,
                _("You can check it at any time under its number %(number)s:") % {"number": certificate.number},
            ),
            link=platform_url("/certificate/"),
            label=_("Check the certificate"),
            after=(_("This mail is the last: your name and address are forgotten here as well."),),
        )

    paper = Attached(f"{certificate.number}.pdf", pdf, "application/pdf")
    return _mail("certificate", written_to(offboarding), words, offboarding.client, paper)


def tell_of_hold(client: Client, *, is_held: bool) -> bool:
    """Mail that nothing may be deleted from now on, or that it may again; False if there is nobody. Raises OSError."""
    company = {"company": client.name}

    def words() -> Words:
        if not is_held:
            return Words(
                _("%(company)s: the legal hold is over") % company,
                (_("What is due is deleted from now on, as your company has set it."),),
            )
        return Words(
            _("%(company)s: a legal hold is set") % company,
            (
                _(
                    "From now on nothing of your company is deleted here: no conversation when its time is over, no "
                    "document, no question. Employees who erase a conversation no longer see it, and are told that it "
                    "is kept until the hold ends. HR still reads no conversation. Your platform tells you why."
                ),
            ),
        )

    return _mail("legal_hold", contacts_of(client), words, client)


def _mail(
    key: str, contacts: Sequence[Contact], words: Callable[[], Words], client: Client, *attached: Attached
) -> bool:
    """Send each the words in their language."""
    for contact in contacts:
        with translation.override(contact.language):
            why = _("You get this mail because you run this assistant for %(company)s.") % {"company": client.name}
            letter = Letter(why=why, name=contact.name, **asdict(words()))
        send_letter(key, letter, to=contact.email, language=contact.language, attached=attached)
    return bool(contacts)


def _day(offboarding: Offboarding) -> str:
    until = timezone.localtime(offboarding.hold_until, ZoneInfo(offboarding.client.time_zone))
    return date_format(until, "DATE_FORMAT")
