"""A client's way out, step by step: each may run again, so whatever was killed goes on where it was.

Up to "retire" nothing is deleted and all of it can be called off. A legal hold lets nothing pass beyond "wait".
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog
from django.db import DatabaseError
from django.utils import timezone
from redis.exceptions import RedisError

from knowledge.vectors import VectorIndexUnavailable
from platform_admin.billing.stripe.api import StripeUnavailable
from platform_admin.locks import exclusive
from platform_admin.models import Offboarding, OffboardingStep
from platform_admin.offboarding import issue, prepare, remove
from platform_admin.offboarding.work import NotYet, Stopped, Work
from tenants.models import Client, IllegalMove
from tenants.storage import StorageUnavailable

AGAIN_AFTER = timedelta(minutes=10)
State = OffboardingStep.State
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Step:
    name: str
    title: str
    act: Callable[[Work], None]
    is_deletion: bool = True


STEPS = (
    Step("close", "Close it to its people", prepare.close, is_deletion=False),
    Step("export", "Write the export", prepare.export, is_deletion=False),
    Step("tell_owner", "Mail HR the way to the export", prepare.tell_owner, is_deletion=False),
    Step("wait", "Wait until the hold is over", prepare.wait, is_deletion=False),
    Step("anchor", "Verify its audit and write down where it ends", remove.anchor),
    Step("retire", "Take its addresses away", remove.retire),
    Step("mails", "Delete mails kept on this machine", remove.mails),
    Step("vectors", "Delete its vectors", remove.vectors),
    Step("files", "Delete its files", remove.files),
    Step("schema", "Drop its schema and role", remove.schema),
    Step("redis", "Delete what is cached and live", remove.cached),
    Step("backups", "Delete backups on this machine", remove.backups),
    Step("records", "Forget it in the platform’s own tables", remove.records),
    Step("export_gone", "Delete the export, if its time is over", remove.old_export),
    Step("verify", "Look for anything that is left", issue.verify),
    Step("certify", "Issue the certificate", issue.certify),
    Step("tell_end", "Mail the certificate, and forget whom to", issue.tell_end),
)
TITLES = {step.name: step.title for step in STEPS}


def advance(offboarding_id: UUID) -> Offboarding:
    """Go as far as it goes; why it stopped, if it did, stands in the step. Raises Busy if somebody else is at it."""
    offboarding = Offboarding.objects.get(pk=offboarding_id)
    with exclusive(f"client:{offboarding.client_id}"):
        for step in STEPS:
            offboarding = Offboarding.objects.select_related("client__account").get(pk=offboarding_id)
            row = offboarding.steps.get(name=step.name)
            if offboarding.is_over:
                break
            if not row.is_done and not _take(step, offboarding, row):
                break
    return offboarding


def due_offboardings() -> list[UUID]:
    """Return those with something to do: whatever stopped is tried again after a while."""
    found = []
    for offboarding in Offboarding.objects.under_way().prefetch_related("steps"):
        row = next((step for step in offboarding.steps.all() if not step.is_done), None)
        is_resting = row and row.state == State.FAILED and row.changed_at > timezone.now() - AGAIN_AFTER
        if row and not is_resting:
            found.append(offboarding.pk)
    return found


def _take(step: Step, offboarding: Offboarding, row: OffboardingStep) -> bool:
    """Run one step; False if the way ends here for now."""
    work = Work(offboarding, row)
    if step.is_deletion and offboarding.deletion_began_at is None and _is_held(offboarding):
        work.mark(State.FAILED, failure=f"{offboarding.client.name} is under a legal hold. End it first.")
        return False
    work.mark(State.RUNNING)
    try:
        step.act(work)
    except NotYet:
        work.mark(State.WAITING)
        return False
    except (Stopped, IllegalMove) as stopped:
        work.mark(State.FAILED, failure=str(stopped))
        return False
    except (StripeUnavailable, StorageUnavailable, VectorIndexUnavailable, RedisError, DatabaseError, OSError) as error:
        log.error("offboarding_stopped", client=str(offboarding.client_id), step=step.name, error=type(error).__name__)
        work.mark(State.FAILED, failure=f"{step.title}: that did not work ({type(error).__name__}). Nothing is lost.")
        return False
    work.mark(State.DONE)
    return True


def _is_held(offboarding: Offboarding) -> bool:
    return Client.objects.held().filter(pk=offboarding.client_id).exists()
