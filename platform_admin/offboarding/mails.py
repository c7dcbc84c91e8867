"""What the HR admins of a client are written when it leaves, or has to be kept, each in their own language."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from platform_admin.contacts import Contact, contacts_of
from platform_admin.models import DeletionCertificate, Offboarding
from platform_admin.offboarding.links import export_url
from tenants.links import platform_url
from tenants.models import Client


def written_to(offboarding: Offboarding) -> list[Contact]:
    """Return whom to write to now: whoever runs the client, or, once it is being deleted, whoever did then."""
    if offboarding.deletion_began_at is None:
        return contacts_of(offboarding.client)
    return [Contact(**told) for told in offboarding.contacts]


def tell_of_export(offboarding: Offboarding) -> bool:
    """Mail the way to the export; False if there is nobody to write to. Raises OSError."""
    company = {"company": offboarding.client.name}

    def words() -> Iterator[str]:
        yield _("%(company)s: your export is ready") % company
        yield _("The benefits assistant of %(company)s is closed, and its employees can no longer ask.") % company
        yield _(
            "Everything that your company has put in is in one ZIP: your documents in all versions, plan "
            "years, classes, contacts, figures, official answers, tests, counts and your audit. It holds no "
            "conversations and no list of people."
        )
        yield export_url(offboarding)
        yield _("SHA-256 of the file: %(sha256)s") % {"sha256": offboarding.export_sha256}
        yield _(
            "The link works without signing in, for whoever has it, until %(day)s. Then the file and "
            "everything else is deleted, and you get a certificate of it. Until then it can be called off."
        ) % {"day": _day(offboarding)}

    return _mail(written_to(offboarding), words)


def tell_called_off(offboarding: Offboarding) -> bool:
    """Mail that nothing was deleted; False if there is nobody to write to. Raises OSError."""
    company = {"company": offboarding.client.name}

    def words() -> Iterator[str]:
        yield _("%(company)s: nothing is deleted") % company
        yield (
            _("The end of the benefits assistant of %(company)s was called off. Everything is as it was before.")
            % company
        )
        yield _("The export and the link to it are gone.")

    return _mail(written_to(offboarding), words)


def send_certificate(offboarding: Offboarding, certificate: DeletionCertificate, pdf: bytes) -> bool:
    """Mail what was deleted, with the PDF; False if there is nobody to write to. Raises OSError."""
    company = {"company": offboarding.client.name}

    def words() -> Iterator[str]:
        yield _("%(company)s: certificate of deletion") % company
        yield _("Everything of %(company)s is deleted; the certificate is attached.") % company
        yield _("You can check it at any time under its number %(number)s:") % {"number": certificate.number}
        yield platform_url("/certificate/")
        yield _("This mail is the last: your name and address are forgotten here as well.")

    return _mail(written_to(offboarding), words, (f"{certificate.number}.pdf", pdf, "application/pdf"))


def tell_of_hold(client: Client, *, is_held: bool) -> bool:
    """Mail that nothing may be deleted from now on, or that it may again; False if there is nobody. Raises OSError."""
    company = {"company": client.name}

    def words() -> Iterator[str]:
        if is_held:
            yield _("%(company)s: a legal hold is set") % company
            yield _(
                "From now on nothing of your company is deleted here: no conversation when its time is over, no "
                "document, no question. Employees who erase a conversation no longer see it, and are told that it is "
                "kept until the hold ends. HR still reads no conversation. Your platform tells you why."
            )
        else:
            yield _("%(company)s: the legal hold is over") % company
            yield _("What is due is deleted from now on, as your company has set it.")

    return _mail(contacts_of(client), words)


def _mail(
    contacts: Sequence[Contact], words: Callable[[], Iterable[str]], attached: tuple[str, bytes, str] | None = None
) -> bool:
    """Send each the subject and the paragraphs that `words` gives in their language."""
    for contact in contacts:
        with translation.override(contact.language):
            subject, *paragraphs = words()
            hello = _("Hello %(name)s,") % {"name": contact.name} if contact.name else _("Hello,")
            mail = EmailMessage(subject, "\n\n".join((hello, *paragraphs)), to=[contact.email])
        if attached:
            mail.attach(*attached)
        mail.send()
    return bool(contacts)


def _day(offboarding: Offboarding) -> str:
    return date_format(timezone.localtime(offboarding.hold_until), "DATE_FORMAT")
