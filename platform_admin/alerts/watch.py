"""Keeps the alerts as the rules find things: opens what is new, closes what is over, and tells operators of both.

Rows first, mail after: a mail that did not go is tried again with the next look, a second worker finds nothing to do.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import Q

from accounts.mails.letters import Letter, send_letter
from accounts.models import User
from platform_admin.acts import record_act
from platform_admin.alerts.rules import RULES, Finding, Rule
from platform_admin.alerts.send import announce
from platform_admin.locks import Busy, exclusive
from platform_admin.models import Alert
from platform_admin.status.incidents import open_for_operators
from tenants.links import platform_url
from tenants.roles import OPERATOR

REPEATED_AFTER = timedelta(hours=24)
KEPT = timedelta(days=365)
_LEAK = "canary_leak"
log = structlog.get_logger(__name__)


def watch(now: datetime) -> None:
    """Look at every rule once; in the platform's scope. Another look that is under way does the work instead."""
    try:
        with exclusive("alerts"):
            found = {finding.key: (rule, finding) for rule in RULES for finding in rule.find(now)}
            _keep(found, now)
            _tell(now)
            Alert.objects.filter(closed_at__lt=now - KEPT).delete()
    except Busy:
        log.info("alerts_are_being_looked_at")


def acknowledge(alert: Alert, *, by: User, note: str, now: datetime) -> bool:
    """Note that somebody looks after it: it is mailed no more until it is over. False if somebody did before."""
    with transaction.atomic():
        is_first = Alert.objects.filter(pk=alert.pk, closed_at__isnull=True, acknowledged_at__isnull=True).update(
            acknowledged_at=now, acknowledged_by=by, note=note
        )
        if is_first:
            record_act("alert.acknowledged", by=by, client=None, alert=alert.key, title=alert.title, note=note)
            alert.refresh_from_db()
            announce("alert.acknowledged", as_json(alert))
    return bool(is_first)


def operators_addresses() -> list[str]:
    people = User.objects.filter(role=OPERATOR, is_active=True)
    return list(people.order_by("email").values_list("email", flat=True))


def as_json(alert: Alert) -> dict[str, object]:
    """Return what programs are told of it; no word of a client's people or documents is in it."""
    return {
        "id": str(alert.pk),
        "key": alert.key,
        "rule": alert.rule,
        "severity": alert.severity,
        "title": alert.title,
        "text": alert.text,
        "client": str(alert.client_id) if alert.client_id else None,
        "client_name": alert.client.name if alert.client else None,
        "opened_at": alert.opened_at.isoformat(),
        "closed_at": alert.closed_at and alert.closed_at.isoformat(),
        "note": alert.note,
        "url": platform_url("/platform-admin/alerts/"),
    }


def _keep(found: dict[str, tuple[Rule, Finding]], now: datetime) -> None:
    with transaction.atomic():
        standing = {alert.key: alert for alert in Alert.objects.filter(closed_at__isnull=True).select_related("client")}
        for key, (rule, finding) in found.items():
            if key in standing:
                _refresh(standing[key], finding)
            else:
                _open(rule, finding, now)
        for key, alert in standing.items():
            if key not in found:
                Alert.objects.filter(pk=alert.pk).update(closed_at=now)
                alert.closed_at = now
                announce("alert.closed", as_json(alert))


def _open(rule: Rule, finding: Finding, now: datetime) -> None:
    alert = Alert.objects.create(
        key=finding.key,
        rule=rule.name,
        severity=rule.severity,
        client_id=finding.client_id,
        title=finding.title[:200],
        text=finding.text,
        opened_at=now,
    )
    log.warning("alert_opened", key=alert.key)
    announce("alert.opened", as_json(alert))
    if rule.name == _LEAK:
        open_for_operators(alert.title, alert.text)


def _refresh(alert: Alert, finding: Finding) -> None:
    if (alert.title, alert.text) != (finding.title[:200], finding.text):
        Alert.objects.filter(pk=alert.pk).update(title=finding.title[:200], text=finding.text)


def _tell(now: datetime) -> None:
    """Mail what is new, what is a day old and nobody has taken on, and what is over of that which was mailed."""
    still = Q(told_at__lte=now - REPEATED_AFTER, acknowledged_at__isnull=True)
    wrong = list(Alert.objects.filter(Q(told_at__isnull=True) | still, closed_at__isnull=True).order_by("severity"))
    over = list(Alert.objects.filter(closed_at__isnull=False, told_at__isnull=False, closing_told_at__isnull=True))
    addresses = operators_addresses()
    if not (wrong or over) or not addresses:
        return
    try:
        for address in addresses:
            send_letter("alert", _letter(wrong, over), to=address)
    except OSError:
        log.exception("alerts_not_mailed")
        return
    Alert.objects.filter(pk__in=[alert.pk for alert in wrong]).update(told_at=now)
    Alert.objects.filter(pk__in=[alert.pk for alert in over]).update(closing_told_at=now)


def _subject(wrong: Sequence[Alert], over: Sequence[Alert]) -> str:
    first = " ".join((wrong or over)[0].title.split())
    if wrong:
        mark = "Critical: " if wrong[0].severity == Alert.Severity.CRITICAL else ""
        return f"{mark}{first}{_and_more(wrong)}"
    return f"Over: {first}{_and_more(over)}"


def _and_more(alerts: Sequence[Alert]) -> str:
    return f" and {len(alerts) - 1} more" if len(alerts) > 1 else ""


def _letter(wrong: Sequence[Alert], over: Sequence[Alert]) -> Letter:
    told = [f"{alert.get_severity_display()}: {alert.title}\n{alert.text}" for alert in wrong]
    if over:
        told.append("Over by now:\n" + "\n".join(f"- {alert.title}" for alert in over))
    return Letter(
        subject=_subject(wrong, over),
        paragraphs=(*told, "Whoever looks after it says so on the page of alerts, and it is mailed no more."),
        why="You get this mail because you are an operator of the benefits platform.",
        link=platform_url("/platform-admin/alerts/"),
        label="See the alerts",
    )
