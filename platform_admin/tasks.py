from datetime import timedelta
from time import monotonic
from uuid import UUID

import structlog
from celery import shared_task
from django.conf import settings
from django.db import DatabaseError
from django.db.models import Q
from django.utils import timezone
from kombu.exceptions import OperationalError

from platform_admin.addresses import release_addresses
from platform_admin.alerts.send import send_due
from platform_admin.alerts.watch import watch
from platform_admin.audit_checks import anchor_client, check_platform
from platform_admin.billing.bill import bill_client, billed_clients
from platform_admin.billing.trials import end_trial_of_payer
from platform_admin.canary.run import probe_due
from platform_admin.domains.check import check_claim
from platform_admin.domains.mails import tell_what_is_due as tell_of_domains
from platform_admin.figures.collect import collect, least_recently_measured
from platform_admin.figures.limit_mail import tell_of_limits
from platform_admin.lifecycle import fall_due
from platform_admin.locks import Busy, exclusive
from platform_admin.many_clients import make_some
from platform_admin.models import CanaryRun, ClientList, forget_old
from platform_admin.offboarding.moves import delete_late_exports
from platform_admin.offboarding.steps import advance, due_offboardings
from platform_admin.provision import UNFINISHED, NotUnfinished, ProvisioningStopped, provision
from platform_admin.senders.check import check_claim as check_sender_claim
from platform_admin.senders.mails import tell_what_is_due as tell_of_senders
from platform_admin.spares import stock_spares
from platform_admin.status.components import keep
from platform_admin.status.parts import look_at_all
from platform_admin.support.mail import tell_what_is_due
from platform_admin.support.visits import end_what_is_over
from platform_admin.trial_mail import tell_of_trial
from tenants.clock import contract_today
from tenants.domains.models import DomainClaim
from tenants.models import Client, IllegalMove
from tenants.senders.models import SenderClaim
from tenants.tasks import PlatformTask

QUEUE_IS_DOWN = "The queue cannot be reached. The client is prepared as soon as it is back."
# A run ends after so many, so that a list of a thousand does not hold a worker.
MADE_AT_ONCE = 10
ABANDONED_AFTER = timedelta(minutes=1)
# A run begins so many; the next one, a minute later, the others.
DOMAINS_AT_ONCE = 100
MEASURING_SECONDS = 8 * 60  # less than the ten minutes until the next time
log = structlog.get_logger(__name__)


def queue_provisioning(client: Client) -> bool:
    """Queue it once what was written is committed; False if the queue cannot be reached.

    The client is then taken up by the periodic look for abandoned ones, once the queue answers again.
    """
    try:
        provision_client.delay_on_commit(str(client.pk))
    except OperationalError:
        log.warning("provisioning_not_queued", client=str(client.pk))
        return False
    return True


@shared_task(base=PlatformTask)
def provision_client(client_id: str) -> None:
    """Finish a registered client. Why it stopped, if it did, stands in its row."""
    client = Client.objects.filter(pk=client_id).first()
    if client is None:
        return
    try:
        provision(client)
    except (ProvisioningStopped, NotUnfinished, Busy) as stopped:
        log.info("client_not_provisioned", client=client_id, reason=type(stopped).__name__)
    else:
        # The client may have taken a spare schema: another one is made before the next client comes.
        stock_spare_schemas.delay()


@shared_task(base=PlatformTask)
def resume_provisioning() -> None:
    """Take up clients whose provisioning broke off without a word: a killed worker, a queue that was down."""
    abandoned = Client.objects.filter(
        status__in=UNFINISHED, failure="", status_changed_at__lt=timezone.now() - ABANDONED_AFTER
    )
    for client_id in abandoned.values_list("pk", flat=True):
        provision_client.delay(str(client_id))


@shared_task(base=PlatformTask)
def verify_audits() -> None:
    """Verify the platform's audit, and have each client's verified by a task of its own."""
    check_platform()
    for client_id in Client.objects.exclude(status__in=(*UNFINISHED, Client.Status.DELETED)).values_list(
        "pk", flat=True
    ):
        verify_client_audit.delay(str(client_id))


@shared_task(base=PlatformTask)
def verify_client_audit(client_id: str) -> None:
    client = Client.objects.exclude(status=Client.Status.DELETED).filter(pk=client_id).first()
    if client is not None:
        anchor_client(client)


@shared_task(base=PlatformTask)
def make_clients(list_id: str) -> None:
    if make_some(UUID(list_id), most=MADE_AT_ONCE):
        make_clients.delay(list_id)


@shared_task(base=PlatformTask)
def resume_client_lists() -> None:
    """Take up lists that broke off; one that is being worked at turns a second worker away."""
    for list_id in ClientList.objects.under_way().values_list("pk", flat=True):
        make_clients.delay(str(list_id))


@shared_task(base=PlatformTask)
def stock_spare_schemas() -> None:
    made = stock_spares()
    if made:
        log.info("spare_schemas_made", count=made)


@shared_task(base=PlatformTask)
def measure_clients() -> None:
    """Count what happened at every client, the one measured longest ago first; what is left has its turn next time."""
    began = monotonic()
    try:
        with exclusive("measure_clients"):
            for client in least_recently_measured():
                if monotonic() - began > MEASURING_SECONDS:
                    log.warning("not_all_clients_measured")
                    return
                collect(client, now=timezone.now())
                tell_of_limits(Client.objects.get(pk=client.id), timezone.now().date())
    except Busy:
        log.info("clients_are_being_measured")


@shared_task(base=PlatformTask)
def bill_clients() -> None:
    """Bring every client's bills up to the day of contracts; one that fails, for whatever reason, keeps no other."""
    today = contract_today()
    try:
        with exclusive("bill_clients"):
            for client in billed_clients():
                try:
                    bill_client(client, today=today)
                except Exception:
                    log.exception("client_not_billed", client=str(client.pk))
    except Busy:
        log.info("clients_are_being_billed")


@shared_task(base=PlatformTask)
def follow_contracts() -> None:
    """Do what the day brings to trials, grace and addresses that were left; one that fails keeps no other."""
    today = contract_today()
    due = Q(trial_until__isnull=False) | Q(status=Client.Status.PAST_DUE)
    for client in Client.objects.filter(due, status__in=Client.SERVED).order_by("created_at"):
        try:
            end_trial_of_payer(client, today=today)
            fall_due(client, today=today, grace_days=settings.TRIAL_GRACE_DAYS)
            tell_of_trial(client, today)
        except (DatabaseError, IllegalMove):
            log.exception("contract_not_followed", client=str(client.pk))
    release_addresses(today)


@shared_task(base=PlatformTask)
def forget_old_drafts() -> None:
    """Delete drafts, lists and keys of creations that nobody needs any more."""
    forget_old(timezone.now())


@shared_task(base=PlatformTask)
def look_at_parts() -> None:
    """See how each part of the installation is, for the status page and the board."""
    keep(look_at_all(), timezone.now())


@shared_task(base=PlatformTask)
def watch_alerts() -> None:
    watch(timezone.now())
    send_webhooks.delay()


@shared_task(base=PlatformTask)
def send_webhooks() -> None:
    send_due(timezone.now())


@shared_task(base=PlatformTask)
def fly_canaries() -> None:
    """Ask of the clients whose turn it is whether they are kept apart; a leak is told at once."""
    try:
        with exclusive("canaries"):
            runs = probe_due(timezone.now())
    except Busy:
        log.info("canaries_are_flying")
        return
    if any(run.outcome == CanaryRun.Outcome.LEAKED for run in runs):
        watch_alerts.delay()


def queue_offboarding(offboarding_id: UUID) -> bool:
    """Have it go on once what was written is committed; False if the queue is down, and it is taken up later."""
    try:
        advance_offboarding.delay_on_commit(str(offboarding_id))
    except OperationalError:
        log.warning("offboarding_not_queued", offboarding=str(offboarding_id))
        return False
    return True


@shared_task(base=PlatformTask)
def advance_offboarding(offboarding_id: str) -> None:
    """Take a leaving client as far as it goes. Why it stopped, if it did, stands in its step."""
    try:
        advance(UUID(offboarding_id))
    except Busy:
        log.info("offboarding_is_under_way", offboarding=offboarding_id)


@shared_task(base=PlatformTask)
def advance_offboardings() -> None:
    """Take up clients whose time has come or whose way broke off; delete exports that nobody may fetch any more."""
    for offboarding_id in due_offboardings():
        advance_offboarding.delay(str(offboarding_id))
    delete_late_exports()


@shared_task(base=PlatformTask)
def end_support_visits() -> None:
    """End what is over, whether somebody looks or not, and mail what owners have not been told yet."""
    end_what_is_over(timezone.now())
    tell_what_is_due()


def queue_support_mails() -> None:
    """Let owners be told at once; without the queue they are within a minute of its return."""
    try:
        end_support_visits.delay_on_commit()
    except OperationalError:
        log.warning("support_mails_not_queued")


@shared_task(base=PlatformTask)
def check_domain(claim_id: str) -> None:
    """Look a domain up whose turn was taken, and tell HR what became of it."""
    claim = DomainClaim.objects.select_related("client").filter(pk=claim_id).first()
    if claim is not None:
        check_claim(claim, timezone.now())
        tell_of_domains()


@shared_task(base=PlatformTask)
def check_sender(claim_id: str) -> None:
    """Do the same for a client's own sender."""
    claim = SenderClaim.objects.select_related("client").filter(pk=claim_id).first()
    if claim is not None:
        check_sender_claim(claim, timezone.now())
        tell_of_senders()


@shared_task(base=PlatformTask)
def check_domains() -> None:
    """Have domains and senders looked up whose time has come, and mail what could not be mailed before."""
    now = timezone.now()
    for kind, look in ((DomainClaim, check_domain), (SenderClaim, check_sender)):
        for claim in kind.objects.due(now).order_by("next_check_at")[:DOMAINS_AT_ONCE]:
            if claim.begin_check(now):
                look.delay(str(claim.pk))
    tell_of_domains()
    tell_of_senders()
