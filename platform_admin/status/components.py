"""What the status page speaks of, each made of parts that nobody outside needs to know."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.db.models import F, TextChoices
from django.utils.translation import gettext_lazy as _

from platform_admin.models import ComponentDay, PartState
from platform_admin.status.parts import SILENT_AFTER, Seen

State = PartState.State
KEPT_DAYS = 90
_MINUTE = timedelta(minutes=1)


class Component(TextChoices):
    WEB = "web", _("Pages")
    ANSWERS = "answers", _("Answers")
    DOCUMENTS = "documents", _("Documents")
    MAIL = "mail", _("Mail")
    LIVE = "live", _("Live updates")


@dataclass(frozen=True)
class MadeOf:
    """`needs`: it is down without one of these. `limited_by`: it works without them, with limits."""

    needs: Collection[str]
    limited_by: Collection[str] = ()


MADE_OF = {
    Component.WEB: MadeOf(needs=("web", "database"), limited_by=("redis", "disk")),
    Component.ANSWERS: MadeOf(needs=("queue_answers", "database"), limited_by=("model", "vectors")),
    Component.DOCUMENTS: MadeOf(needs=("queue_ingest", "database"), limited_by=("queue_pictures", "vectors", "disk")),
    Component.MAIL: MadeOf(needs=("mail",), limited_by=("queue_default",)),
    Component.LIVE: MadeOf(needs=("live", "redis")),
}
# What stands still while nobody looks: the workers that look are the ones that do it.
_DONE_BY_WORKERS = (Component.ANSWERS, Component.DOCUMENTS, Component.MAIL)


def state_of(component: Component, states: Mapping[str, str]) -> str:
    """Return the component's state from those of the parts; one that is not known is not held against it."""
    made_of = MADE_OF[component]
    needed = {states.get(part) for part in made_of.needs}
    if State.DOWN in needed:
        return State.DOWN
    is_limited = State.DEGRADED in needed or {State.DOWN, State.DEGRADED} & {
        states.get(part) for part in made_of.limited_by
    }
    return State.DEGRADED if is_limited else State.OK


def keep(seen: Mapping[str, Seen], now: datetime) -> None:
    """Write down how the parts are, and count the look for every component."""
    with transaction.atomic():
        before = {row.name: row for row in PartState.objects.select_for_update()}
        last = max((row.checked_at for row in before.values()), default=None)
        _keep_parts(seen, before, now)
        if last is not None and now - last > SILENT_AFTER:
            for component in _DONE_BY_WORKERS:
                for day, minutes in _minutes(last, now).items():
                    _count(component, day, State.DOWN, looks=minutes)
        states = {name: one.state for name, one in seen.items()}
        for component in Component:
            _count(component, now.astimezone(UTC).date(), state_of(component, states), looks=1)
        ComponentDay.objects.filter(day__lt=now.date() - timedelta(days=KEPT_DAYS + 1)).delete()


def _keep_parts(seen: Mapping[str, Seen], before: Mapping[str, PartState], now: datetime) -> None:
    for name, one in seen.items():
        was = before.get(name)
        since = was.since if was and was.state == one.state else now
        PartState.objects.update_or_create(
            name=name,
            defaults={
                "state": one.state,
                "words": one.words[:200],
                "figures": dict(one.figures),
                "since": since,
                "checked_at": now,
            },
        )
    PartState.objects.exclude(name__in=seen).delete()


def _minutes(since: datetime, until: datetime) -> dict[date, int]:
    """Return how many minutes lie between, by day; a look a minute is what there should have been."""
    found, moment = {}, since.astimezone(UTC)
    while moment < until:
        midnight = datetime.combine(moment.date() + timedelta(days=1), time.min, UTC)
        end = min(midnight, until)
        found[moment.date()] = int((end - moment) / _MINUTE)
        moment = end
    return dict(list(found.items())[-KEPT_DAYS:])


def _count(component: Component, day: date, state: str, *, looks: int) -> None:
    ComponentDay.objects.get_or_create(component=component, day=day)
    ComponentDay.objects.filter(component=component, day=day).update(
        checks=F("checks") + looks,
        degraded=F("degraded") + (looks if state == State.DEGRADED else 0),
        down=F("down") + (looks if state == State.DOWN else 0),
    )
