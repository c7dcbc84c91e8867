"""The last steps: looking whether anything is left, saying so in a certificate, and forgetting whom to mail."""

import structlog
from django.db import transaction
from django.utils import timezone

from platform_admin.models import OffboardingStep
from platform_admin.offboarding.certificate import issue
from platform_admin.offboarding.certificate_pdf import certificate_pdf
from platform_admin.offboarding.leftovers import search_leftovers
from platform_admin.offboarding.mails import send_certificate
from platform_admin.offboarding.work import Stopped, Work
from tenants.audit.log import record

_ONCE_MORE = ("mails", "vectors", "files", "schema", "redis", "backups", "records")
log = structlog.get_logger(__name__)


def verify(work: Work) -> None:
    """Search every place; what is found stops the way, with its name, and is deleted once more at the next try.

    A task that was under way as the client was closed may have written behind the step that deleted.
    """
    found = search_leftovers(work.offboarding)
    left = [one for one in found if one.number]
    if left:
        work.offboarding.steps.filter(name__in=_ONCE_MORE).update(state=OffboardingStep.State.WAITING)
        told = "; ".join(f"{one.place}: {', '.join(one.what)}" for one in left)
        raise Stopped(f"Something is left, so no certificate is issued. {told}")
    work.step.found = {}
    work.found(**{one.place: one.number for one in found})


def certify(work: Work) -> None:
    with transaction.atomic():
        certificate = issue(work.offboarding)
        record("client.deleted", actor=None, subject=work.client, certificate=certificate.number)


def tell_end(work: Work) -> None:
    """Mail the certificate; then nothing is known of a person any more."""
    offboarding = work.offboarding
    certificate = offboarding.certificate
    send_certificate(offboarding, certificate, certificate_pdf(certificate))
    work.note(owner_email="", contacts=[], finished_at=timezone.now())
    log.info("client_deleted", client=str(offboarding.client_id))
