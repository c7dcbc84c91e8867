"""What the owner of a client is written when it leaves, or has to be kept. In the owner's language."""

from collections.abc import Iterable

from django.core.mail import EmailMessage, send_mail
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from platform_admin.models import ClientDraft, DeletionCertificate, Offboarding
from platform_admin.offboarding.links import export_url
from tenants.links import platform_url
from tenants.models import Client


def owners_language(client: Client) -> str:
    draft = ClientDraft.objects.filter(client=client).first()
    return draft.wishes.get("language", "en") if draft else "en"


def tell_of_export(offboarding: Offboarding) -> None:
    """Mail the owner the way to the export. Raises OSError."""
    name = offboarding.client.name
    with translation.override(offboarding.owner_language):
        day = _day(offboarding)
        _send(
            _("%(company)s: your export is ready") % {"company": name},
            (
                _hello(offboarding.owner_name),
                _("The benefits assistant of %(company)s is closed, and its employees can no longer ask.")
                % {"company": name},
                _(
                    "Everything that your company has put in is in one ZIP: your documents in all versions, plan "
                    "years, classes, contacts, figures, official answers, tests, counts and your audit. It holds no "
                    "conversations and no list of people."
                ),
                export_url(offboarding),
                _("SHA-256 of the file: %(sha256)s") % {"sha256": offboarding.export_sha256},
                _(
                    "The link works without signing in, for whoever has it, until %(day)s. Then the file and "
                    "everything else is deleted, and you get a certificate of it. Until then it can be called off."
                )
                % {"day": day},
            ),
            offboarding.owner_email,
        )


def tell_called_off(offboarding: Offboarding) -> None:
    """Mail the owner that nothing was deleted. Raises OSError."""
    name = offboarding.client.name
    with translation.override(offboarding.owner_language):
        _send(
            _("%(company)s: nothing is deleted") % {"company": name},
            (
                _hello(offboarding.owner_name),
                _("The end of the benefits assistant of %(company)s was called off. Everything is as it was before.")
                % {"company": name},
                _("The export and the link to it are gone."),
            ),
            offboarding.owner_email,
        )


def send_certificate(offboarding: Offboarding, certificate: DeletionCertificate, pdf: bytes) -> None:
    """Mail the owner what was deleted, with the PDF. Raises OSError."""
    name = offboarding.client.name
    with translation.override(offboarding.owner_language):
        message = EmailMessage(
            _("%(company)s: certificate of deletion") % {"company": name},
            "\n\n".join(
                (
                    _hello(offboarding.owner_name),
                    _("Everything of %(company)s is deleted; the certificate is attached.") % {"company": name},
                    _("You can check it at any time under its number %(number)s:") % {"number": certificate.number},
                    platform_url("/certificate/"),
                    _("This mail is the last: your name and address are forgotten here as well."),
                )
            ),
            to=[offboarding.owner_email],
        )
        message.attach(f"{certificate.number}.pdf", pdf, "application/pdf")
        message.send()


def tell_of_hold(client: Client, *, is_held: bool) -> None:
    """Mail the owner that nothing may be deleted from now on, or that it may again. Raises OSError."""
    with translation.override(owners_language(client)):
        if is_held:
            subject = _("%(company)s: a legal hold is set") % {"company": client.name}
            text = _(
                "From now on nothing of your company is deleted here: no conversation when its time is over, no "
                "document, no question. Employees who erase a conversation no longer see it, and are told that it is "
                "kept until the hold ends. HR still reads no conversation. Your platform tells you why."
            )
        else:
            subject = _("%(company)s: the legal hold is over") % {"company": client.name}
            text = _("What is due is deleted from now on, as your company has set it.")
        _send(subject, (_hello(client.owner_name), text), client.owner_email)


def _hello(name: str) -> str:
    return _("Hello %(name)s,") % {"name": name}


def _day(offboarding: Offboarding) -> str:
    return date_format(timezone.localtime(offboarding.hold_until), "DATE_FORMAT")


def _send(subject: str, paragraphs: Iterable[str], address: str) -> None:
    send_mail(subject, "\n\n".join(paragraphs), None, [address])
