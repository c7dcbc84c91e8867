"""What operators are told of: one rule a kind of trouble, each a function from now to what it finds.

A finding's key is the same for as long as the trouble lasts, whatever its words say meanwhile. All rules but one read
`public` alone, and as many rows as there is trouble; what became of events only Redis knows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, F, Max, OuterRef
from redis.exceptions import RedisError

from platform_admin.figures.falls import FALLEN, with_best_health
from platform_admin.models import CanaryRun, ClientFigures, LimitNotice, PartState
from platform_admin.models.alerts import Severity
from platform_admin.status.parts import PARTS, SILENT_AFTER
from tenants import event_stream
from tenants.audit.anchors import BROKEN, CHECKS
from tenants.audit.models import AuditEvent
from tenants.domains.models import DomainClaim
from tenants.limits import LIMIT_NAMES
from tenants.models import Client, SchemaMigration
from tenants.senders.models import SenderClaim

_MOST_NAMED = 10
_NAME_LIMIT = 120
_RENEWED_BY = timedelta(days=7)


@dataclass(frozen=True)
class Finding:
    key: str
    title: str
    text: str
    client_id: UUID | None = None


@dataclass(frozen=True)
class Rule:
    name: str  # also the beginning of its keys; never changed, or what is open would be opened again
    label: str
    severity: Severity
    find: Callable[[datetime], Iterator[Finding]]


def _leaks(now: datetime) -> Iterator[Finding]:
    """Until the same client's word is looked for again and found nowhere."""
    for run in _latest_runs().filter(outcome=CanaryRun.Outcome.LEAKED).select_related("client", "other"):
        where = ", ".join(found["layer"] for found in run.layers if found["elsewhere"])
        yield Finding(
            f"canary_leak:{run.client_id}",
            f"{_name(run.client)} is not kept apart from others",
            f"What was planted at {_name(run.client)} was found at {_name(run.other)} ({where}). Close both clients or"
            " the platform until the cause is known; `manage.py canary` tries again.",
            run.client_id,
        )


def _unproven(now: datetime) -> Iterator[Finding]:
    bad = (CanaryRun.Outcome.BLIND, CanaryRun.Outcome.FAILED)
    names = list(_latest_runs().filter(outcome__in=bad).values_list("client__name", flat=True))
    if names:
        yield Finding(
            "canary_blind",
            "The isolation probe could not be made everywhere",
            f"At {_listed(names)} it did not find its own word, or an engine was down. That is no leak, and no proof"
            " that there is none.",
        )


def _falls(now: datetime) -> Iterator[Finding]:
    rows = with_best_health(Client.objects.served().exclude(is_demo=True), now.date())
    for client in rows.filter(best_health__gte=F("figures__health") + FALLEN).select_related("figures"):
        yield Finding(
            f"health_fell:{client.pk}",
            f"{_name(client)}: health fell by {client.best_health - client.figures.health} points",
            f"From {client.best_health} to {client.figures.health} within 30 days. Where the points went stands on"
            f" {_name(client)}’s page of health.",
            client.pk,
        )


def _behind(now: datetime) -> Iterator[Finding]:
    behind = list(Client.objects.behind())
    migrations = SchemaMigration.objects.filter(pk__in=[client.schema_name for client in behind])
    failures = dict(migrations.values_list("schema_name", "failure"))
    for client in behind:
        why = failures.get(client.schema_name)
        yield Finding(
            f"client_behind:{client.pk}",
            f"{_name(client)} lacks migrations",
            f"{_name(client)}’s people see a maintenance page. Run `fleet migrate`. {why or ''}".strip(),
            client.pk,
        )


def _stopped(now: datetime) -> Iterator[Finding]:
    for client in Client.objects.filter(status__in=Client.UNFINISHED).exclude(failure=""):
        yield Finding(
            f"creation_failed:{client.pk}",
            f"{_name(client)} could not be prepared",
            f"{_name(client)}: {client.failure}",
            client.pk,
        )


def _parts(now: datetime) -> Iterator[Finding]:
    """What was looked at and does not work; a platform that looks at nothing is told by `silent`."""
    for row in PartState.objects.filter(state=PartState.State.DOWN, checked_at__gte=now - SILENT_AFTER):
        part = PARTS.get(row.name)
        if part:
            yield Finding(f"part_down:{row.name}", f"{part.label}: out of order", row.words)


def _queues(now: datetime) -> Iterator[Finding]:
    for row in PartState.objects.filter(name__startswith="queue_", state=PartState.State.DEGRADED):
        part = PARTS.get(row.name)
        if part:
            yield Finding(f"queue_age:{row.name}", f"{part.label}: behind", row.words)


def _backups(now: datetime) -> Iterator[Finding]:
    if not settings.ALERT_BACKUP_DAYS:
        return
    since = now - timedelta(days=settings.ALERT_BACKUP_DAYS)
    kept = set(AuditEvent.objects.filter(action="client.backed_up", at__gte=since).values_list("subject_id", flat=True))
    clients = Client.objects.served().filter(is_demo=False, created_at__lt=since)
    names = [name for pk, name in clients.values_list("pk", "name") if str(pk) not in kept]
    if names:
        yield Finding(
            "backup_old",
            f"{len(names)} client{'' if len(names) == 1 else 's'} without a new backup",
            f"No backup within {settings.ALERT_BACKUP_DAYS} days of {_listed(names)}. `client backup` makes one.",
        )


def _audits(now: datetime) -> Iterator[Finding]:
    """Whose audit did not fit when it was last verified."""
    checks = AuditEvent.objects.filter(action__in=CHECKS)
    newest = checks.values("subject_id").annotate(last=Max("number")).values("last")
    broken = list(checks.filter(action=BROKEN, number__in=newest))
    clients = Client.objects.in_bulk([event.subject_id for event in broken if event.subject_id])
    for event in broken:
        client = clients.get(UUID(event.subject_id)) if event.subject_id else None
        yield Finding(
            f"audit_broken:{event.subject_id or 'platform'}",
            f"{_name(client)}: the audit is not what was written" if client else "The platform’s audit does not fit",
            f"Row {event.detail.get('row')} of {_name(client) if client else 'the platform'}’s audit does not fit:"
            f" {event.detail.get('what')}.",
            client and client.pk,
        )


def _limits(now: datetime) -> Iterator[Finding]:
    told = LimitNotice.objects.filter(level=LimitNotice.Level.FULL, month__in=("", f"{now:%Y-%m}"))
    for notice in told.filter(client__status__in=Client.SERVED).select_related("client"):
        yield Finding(
            f"limit_reached:{notice.client_id}:{notice.limit}",
            f"{_name(notice.client)}: {LIMIT_NAMES[notice.limit].lower()} are all used",
            f"{_name(notice.client)}’s owner was told by mail. What follows stands on the client’s page of usage.",
            notice.client_id,
        )


def _tests(now: datetime) -> Iterator[Finding]:
    rows = ClientFigures.objects.filter(critical_failing__gt=0, client__status__in=Client.SERVED)
    for figures in rows.select_related("client"):
        number = figures.critical_failing
        yield Finding(
            f"tests_failing:{figures.client_id}",
            f"{_name(figures.client)}: {number} critical test question{'' if number == 1 else 's'} failing",
            f"People of {_name(figures.client)} may be told something wrong. HR sees which ones under Tests.",
            figures.client_id,
        )


def _domains(now: datetime) -> Iterator[Finding]:
    """Those that stopped, are about to, or have no certificate."""
    for claim in DomainClaim.objects.of_clients().in_trouble(now):
        if claim.state == DomainClaim.State.STOPPED:
            title, text = "is no longer served", "Its DNS records were not found twice in a row; its HR was told."
        elif claim.failures:
            title, text = "lacks a DNS record", "It stops at the next look unless the record is back; its HR was told."
        elif claim.is_overdue(now):
            title, text = "was not looked up for two days", "The task that does it fails; see the workers’ log."
        else:
            title, text = "has no certificate", f"Browsers warn whoever opens it. {claim.tls_reason}"
        yield Finding(
            f"domain:{claim.pk}",
            f"{_name(claim.client)}: {claim.host[:_NAME_LIMIT]} {title}",
            f"{text} See {_name(claim.client)}’s page of domains.",
            claim.client_id,
        )


def _senders(now: datetime) -> Iterator[Finding]:
    """Those that stopped or are about to; mails go on, from the platform."""
    for claim in SenderClaim.objects.of_clients().in_trouble(now):
        if claim.state == SenderClaim.State.STOPPED:
            title, text = "is no longer used", "Its DNS records were not found twice in a row; its HR was told."
        elif claim.failures:
            title, text = "lacks a DNS record", "It stops at the next look unless the record is back; its HR was told."
        else:
            title, text = "was not looked up for two days", "The task that does it fails; see the workers’ log."
        yield Finding(
            f"sender:{claim.pk}",
            f"{_name(claim.client)}: sender {claim.address[:_NAME_LIMIT]} {title}",
            f"{text} See {_name(claim.client)}’s page of domains.",
            claim.client_id,
        )


def _expiring(now: datetime) -> Iterator[Finding]:
    """Certificates that should have been renewed by now."""
    soon = DomainClaim.objects.filter(
        state=DomainClaim.State.VERIFIED, tls_not_after__lt=now + _RENEWED_BY, client__status__in=Client.SERVED
    )
    for claim in soon.select_related("client"):
        yield Finding(
            f"domain_expiring:{claim.pk}",
            f"{_name(claim.client)}: the certificate of {claim.host[:_NAME_LIMIT]} ends soon",
            f"{_name(claim.client)}’s ends on {claim.tls_not_after:%Y-%m-%d} and was not renewed; see the proxy’s log.",
            claim.client_id,
        )


def _events(now: datetime) -> Iterator[Finding]:
    """Events that found no room or could not be read, within a week; without Redis another rule has its say."""
    try:
        lost, unread = event_stream.lost_by_client(), event_stream.set_aside_by_client()
    except RedisError:
        return
    for client in Client.objects.filter(schema_name__in={*lost, *unread}):
        found_no_room, not_read = lost.get(client.schema_name, 0), unread.get(client.schema_name, 0)
        yield Finding(
            f"events_lost:{client.pk}",
            f"{_name(client)}: events are not counted",
            f"{_name(client)}: {found_no_room} found no room, as no worker counted them for long; {not_read} could not"
            " be read. The figures of its HR lack them. See the workers’ log; this ends a week after the last of them.",
            client.pk,
        )


RULES = (
    Rule("canary_leak", "Clients are not kept apart", Severity.CRITICAL, _leaks),
    Rule("audit_broken", "An audit does not fit", Severity.CRITICAL, _audits),
    Rule("part_down", "A part does not work", Severity.CRITICAL, _parts),
    Rule("client_behind", "A client lacks migrations", Severity.CRITICAL, _behind),
    Rule("creation_failed", "A client could not be prepared", Severity.CRITICAL, _stopped),
    Rule("tests_failing", "Critical test questions fail", Severity.CRITICAL, _tests),
    Rule("queue_age", "A queue is behind", Severity.WARNING, _queues),
    Rule("canary_blind", "The isolation probe could not be made", Severity.WARNING, _unproven),
    Rule("health_fell", "A client’s health fell", Severity.WARNING, _falls),
    Rule("backup_old", "No new backup", Severity.WARNING, _backups),
    Rule("domain", "A client’s domain fails or stopped", Severity.WARNING, _domains),
    Rule("sender_failing", "A client’s own sender fails", Severity.WARNING, _senders),
    Rule("domain_expiring", "A certificate is not renewed", Severity.WARNING, _expiring),
    Rule("events_lost", "What happens is not counted", Severity.WARNING, _events),
    Rule("limit_reached", "A limit is reached", Severity.WARNING, _limits),
)


def _latest_runs() -> "CanaryRun.objects":
    later = CanaryRun.objects.filter(client=OuterRef("client"), at__gt=OuterRef("at"))
    return CanaryRun.objects.filter(~Exists(later), client__status__in=Client.SERVED)


def _name(client: Client) -> str:
    return client.name[:_NAME_LIMIT]


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f"{', '.join(sorted(names)[:_MOST_NAMED])}{more}"
