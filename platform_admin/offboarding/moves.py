"""What operators decide about a client that leaves: asked for, called off, wanted sooner, approved."""

from collections.abc import Callable

import structlog
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from platform_admin.acts import record_act
from platform_admin.locks import exclusive
from platform_admin.models import Offboarding, OffboardingStep
from platform_admin.offboarding.mails import tell_called_off, tell_of_export, written_to
from platform_admin.offboarding.steps import STEPS
from platform_admin.second_operator import is_there_a_second, why_not_second
from platform_admin.set_aside import as_client
from tenants.audit.log import record
from tenants.context import tenant_scope
from tenants.keys import storage_key
from tenants.models import Client

log = structlog.get_logger(__name__)


class OffboardingRefused(ValueError):
    """The message is a sentence for the operator: what is wrong, and what would do."""


def offboard(client: Client, *, by: User | None, reason: str) -> Offboarding:
    """Close the client to its people and begin its way out. Raises IllegalMove, OffboardingRefused.

    A legal hold does not keep it from being closed and exported, only from being deleted.
    """
    with transaction.atomic():
        client = Client.objects.select_for_update().get(pk=client.pk)
        before = client.status
        client.move_to(Client.Status.OFFBOARDING)
        offboarding = Offboarding.objects.create(
            client=client,
            status_before=before,
            reason=reason,
            asked_by=by,
            owner_email=client.owner_email,
        )
        OffboardingStep.objects.bulk_create(
            OffboardingStep(offboarding=offboarding, position=position, name=step.name)
            for position, step in enumerate(STEPS)
        )
        record_act("client.offboarding", by=by, client=client, before=before, reason=reason)
    return offboarding


def cancel(offboarding: Offboarding, *, by: User | None) -> bool:
    """Make the client what it was before, and delete the export. Return whether HR could be told.

    Raises OffboardingRefused once anything was deleted, Busy while a step is at work.
    """
    with exclusive(f"client:{offboarding.client_id}"), transaction.atomic():
        offboarding = Offboarding.objects.select_for_update().select_related("client").get(pk=offboarding.pk)
        client = offboarding.client
        if not offboarding.may_be_cancelled:
            raise OffboardingRefused(f"{client.name} is being deleted, or is gone. That cannot be taken back.")
        client.move_to(offboarding.status_before)
        Offboarding.objects.filter(pk=offboarding.pk).update(
            cancelled_at=timezone.now(),
            cancelled_by=by,
            owner_email="",
            export_deleted_at=timezone.now(),
        )
        record_act("client.offboarding_cancelled", by=by, client=client, after=offboarding.status_before)
    with tenant_scope(as_client(offboarding.export_folder)):
        default_storage.delete(storage_key(offboarding.export_file))
    return _tell(tell_called_off, offboarding) if offboarding.exported_at else True


def ask_sooner(offboarding: Offboarding, *, by: User, reason: str) -> None:
    """Ask that it be deleted before the hold is over; another operator has to approve. Raises OffboardingRefused."""
    if not is_there_a_second(by, now=timezone.now()):
        raise OffboardingRefused(
            "No other operator could approve it: one whom you have not let in lately, with a second factor set up. "
            "Invite one, or let the hold run out."
        )
    with transaction.atomic():
        held = _waiting(offboarding)
        if held.sooner_asked_at is not None:
            raise OffboardingRefused("That was asked for already. Another operator has to approve it.")
        Offboarding.objects.filter(pk=held.pk).update(
            sooner_asked_by=by, sooner_asked_at=timezone.now(), sooner_reason=reason
        )
        record_act("client.deletion_asked", by=by, client=held.client, reason=reason)


def approve_sooner(offboarding: Offboarding, *, by: User) -> None:
    """Let it be deleted now. Raises OffboardingRefused, also to whoever asked."""
    with transaction.atomic():
        held = _waiting(offboarding)
        if held.sooner_asked_at is None:
            raise OffboardingRefused("Nobody has asked for it to be deleted sooner.")
        if held.sooner_asked_by is None:
            raise OffboardingRefused("Whoever asked for it is gone. Turn it down, and have it asked for anew.")
        if why := why_not_second(by, asked_by=held.sooner_asked_by, asked_at=held.sooner_asked_at):
            raise OffboardingRefused(why)
        if held.client.is_held:
            raise OffboardingRefused(f"{held.client.name} is under a legal hold. End it first.")
        Offboarding.objects.filter(pk=held.pk).update(sooner_approved_by=by, sooner_approved_at=timezone.now())
        record_act("client.deletion_approved", by=by, client=held.client)


def decline_sooner(offboarding: Offboarding, *, by: User) -> None:
    """Take back, or turn down, what was asked; the hold runs its course. Raises OffboardingRefused."""
    with transaction.atomic():
        held = _waiting(offboarding)
        if held.sooner_asked_at is None or held.sooner_approved_at is not None:
            raise OffboardingRefused("Nothing waits for approval.")
        Offboarding.objects.filter(pk=held.pk).update(sooner_asked_by=None, sooner_asked_at=None, sooner_reason="")
        record_act("client.deletion_declined", by=by, client=held.client)


def send_link_again(offboarding: Offboarding, *, by: User) -> None:
    """Mail HR a new link, which ends those before. Raises OffboardingRefused, and OSError."""
    with transaction.atomic():
        held = Offboarding.objects.select_for_update(of=("self",)).select_related("client").get(pk=offboarding.pk)
        if not held.has_export or not written_to(held):
            raise OffboardingRefused("There is no export, or no HR admin with an open account.")
        held.link_number += 1
        held.save(update_fields=["link_number"])
        record_act("client.export_sent", by=by, client=held.client)
        tell_of_export(held)


def delete_late_exports() -> int:
    """Delete exports that were left to owners of clients deleted early, once their time is over; return how many."""
    late = Offboarding.objects.select_related("client").filter(
        finished_at__isnull=False, export_deleted_at__isnull=True, hold_until__lt=timezone.now()
    )
    rows = list(late)
    for offboarding in rows:
        with tenant_scope(as_client(offboarding.export_folder)):
            default_storage.delete(storage_key(offboarding.export_file))
        with transaction.atomic():
            Offboarding.objects.filter(pk=offboarding.pk).update(export_deleted_at=timezone.now())
            record("client.export_deleted", actor=None, subject=offboarding.client)
    return len(rows)


def _waiting(offboarding: Offboarding) -> Offboarding:
    """Return the row, locked, of one whose export is there and of which nothing is deleted."""
    held = Offboarding.objects.select_for_update(of=("self",)).select_related("client").get(pk=offboarding.pk)
    if not held.may_be_cancelled or held.hold_until is None:
        raise OffboardingRefused(f"{held.client.name} is not waiting for its deletion.")
    return held


def _tell(mail: Callable[[Offboarding], bool], offboarding: Offboarding) -> bool:
    try:
        return mail(offboarding)
    except OSError:
        log.warning("client_not_mailed", client=str(offboarding.client_id))
        return False
