"""What the public status page tells, of the installation as a whole: no client, no part of its inside.

Kept for half a minute; without Redis it is read anew each time, and says that work in the background stands still.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from platform_admin.models import ComponentDay, Incident, PartState
from platform_admin.status.components import KEPT_DAYS, Component, state_of
from platform_admin.status.incidents import with_updates
from platform_admin.status.parts import SILENT_AFTER
from tenants.cache import keep, known
from tenants.health import redis_server

State = PartState.State
UNKNOWN = "unknown"
WORDS = {
    State.OK: _("Works"),
    State.DEGRADED: _("Works with limits"),
    State.DOWN: _("Does not work"),
    UNKNOWN: _("No recent check"),
}
SECONDS = 30
_RANK = [State.OK, UNKNOWN, State.DEGRADED, State.DOWN]


@dataclass(frozen=True)
class Day:
    day: date
    state: str  # of PartState.State, or "" for a day without a look
    uptime: float | None  # percent


@dataclass(frozen=True)
class ComponentStatus:
    name: str
    label: str
    state: str
    words: str
    uptime: float | None  # percent of the looks in 90 days
    days: tuple[Day, ...]


@dataclass(frozen=True)
class Status:
    components: tuple[ComponentStatus, ...]
    state: str  # the worst of them
    checked_at: datetime | None


def status_now(now: datetime) -> Status:
    """Return how everything is: as it was seen, or worse where an open incident says so. In the platform's scope."""
    parts = list(PartState.objects.all())
    checked_at = max((part.checked_at for part in parts), default=None)
    is_silent = checked_at is None or now - checked_at > SILENT_AFTER
    states = {part.name: part.state for part in parts}
    if is_silent and parts:
        # Nobody has looked: what can be seen from here is said, and the rest not claimed.
        states = {"redis": _ok_or_down(redis_server())}
        states |= {"live": states["redis"]}
    told, today = _told_of_incidents(), now.date()
    rows = ComponentDay.objects.filter(day__gt=today - timedelta(days=KEPT_DAYS))
    by_component: dict[str, dict[date, ComponentDay]] = {}
    for row in rows:
        by_component.setdefault(row.component, {})[row.day] = row
    components = tuple(
        _component(one, states, by_component.get(one, {}), today, is_silent=is_silent, told=told.get(one, State.OK))
        for one in Component
    )
    return Status(components, max((one.state for one in components), key=_RANK.index), checked_at)


def recent_incidents(now: datetime) -> list[Incident]:
    """Return what is open or began within 90 days, the latest first, as far as it is shown."""
    recent = Q(resolved_at__isnull=True) | Q(opened_at__gt=now - timedelta(days=KEPT_DAYS))
    return list(with_updates(Incident.objects.filter(recent, is_shown=True)))


def kept_page(name: str) -> bytes | None:
    return known(f"status-{name}")


def keep_page(name: str, page: bytes) -> None:
    keep(f"status-{name}", page, seconds=SECONDS)


def forget_pages() -> None:
    """Show at once what an operator has just told."""
    for name in ("en", "es"):
        keep(f"status-{name}", b"", seconds=1)


def _told_of_incidents() -> dict[str, str]:
    """Return what operators say of components now; an outage of some clients limits the whole, and does not end it."""
    told: dict[str, str] = {}
    for incident in Incident.objects.filter(resolved_at__isnull=True, is_shown=True):
        is_down = incident.severity == Incident.Severity.OUTAGE and incident.is_for_all
        for name in incident.components:
            told[name] = max(told.get(name, State.OK), State.DOWN if is_down else State.DEGRADED, key=_RANK.index)
    return told


def _component(
    component: Component,
    states: dict[str, str],
    rows: dict[date, ComponentDay],
    today: date,
    *,
    is_silent: bool,
    told: str,
) -> ComponentStatus:
    state = state_of(component, states)
    if is_silent and state == State.OK:
        state = UNKNOWN
    state = max(state, told, key=_RANK.index)
    days = tuple(_day(today - timedelta(days=n), rows) for n in reversed(range(KEPT_DAYS)))
    checks, down = sum(row.checks for row in rows.values()), sum(row.down for row in rows.values())
    return ComponentStatus(
        component.value,
        str(component.label),
        state,
        str(WORDS[state]),
        _percent(checks, down),
        days,
    )


def _day(day: date, rows: dict[date, ComponentDay]) -> Day:
    row = rows.get(day)
    if row is None or not row.checks:
        return Day(day, "", None)
    state = State.DOWN if row.down else State.DEGRADED if row.degraded else State.OK
    return Day(day, state, _percent(row.checks, row.down))


def _percent(checks: int, down: int) -> float | None:
    # Rounded down: 100 % is said where nothing at all was missed.
    return int(10_000 * (checks - down) / checks) / 100 if checks else None


def _ok_or_down(told: str) -> str:
    return State.OK if told == "ok" else State.DOWN
