"""How the installation itself is, in one strip above the clients."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from platform_admin.models import CanaryRun, PartState
from platform_admin.status.parts import PARTS, SILENT_AFTER

State = PartState.State
BADGES = {State.OK: "success", State.DEGRADED: "warning", State.DOWN: "danger", State.UNUSED: ""}


@dataclass(frozen=True)
class StripPart:
    label: str
    words: str
    badge: str  # of base.css: success, warning, danger, or ""
    note: str
    since: datetime


@dataclass(frozen=True)
class Strip:
    parts: tuple[StripPart, ...]
    silence: str  # a sentence, where nobody has looked for a while


def strip(now: datetime) -> Strip:
    rows = {row.name: row for row in PartState.objects.all()}
    parts = tuple(_part(rows[name], part.label) for name, part in PARTS.items() if name in rows)
    checked_at = max((row.checked_at for row in rows.values()), default=None)
    if checked_at is None:
        return Strip(parts, "Nothing was looked at yet. A worker looks every minute; if this stays, none is running.")
    if now - checked_at > SILENT_AFTER:
        minutes = int((now - checked_at) / timedelta(minutes=1))
        return Strip(
            parts, f"No worker has looked for {minutes} minutes. Beat, the workers of the default queue or Redis stand."
        )
    return Strip(parts, "")


def canary_words(now: datetime) -> str:
    """Return in a sentence what the isolation probes of the last day found."""
    counts = CanaryRun.objects.filter(at__gt=now - timedelta(days=1)).aggregate(
        runs=Count("pk"),
        clients=Count("client", distinct=True),
        leaks=Count("pk", filter=Q(outcome=CanaryRun.Outcome.LEAKED)),
        unproven=Count("pk", filter=Q(outcome__in=(CanaryRun.Outcome.BLIND, CanaryRun.Outcome.FAILED))),
    )
    if not counts["runs"]:
        return "Isolation was not probed within a day."
    if counts["leaks"]:
        return f"{counts['leaks']} of {counts['runs']} isolation probes FOUND SOMETHING at another client."
    unproven = f", {counts['unproven']} could not be made" if counts["unproven"] else ""
    clients = "1 client" if counts["clients"] == 1 else f"{counts['clients']} clients"
    probes = "1 isolation probe" if counts["runs"] == 1 else f"{counts['runs']} isolation probes"
    return f"{probes} of {clients} within a day found nothing at another{unproven}."


def _part(row: PartState, label: str) -> StripPart:
    figures = row.figures
    note = row.words
    if not note and "waiting" in figures:
        workers = figures["workers"]
        note = f"{figures['waiting']} waiting, {workers} worker{'' if workers == 1 else 's'}"
    return StripPart(label, row.get_state_display(), BADGES[row.state], note, row.since)
