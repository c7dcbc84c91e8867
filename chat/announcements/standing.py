"""Where an announcement stands on a day, for HR."""

from dataclasses import dataclass
from datetime import date

from chat.models import Announcement

State = Announcement.State


@dataclass(frozen=True)
class Standing:
    label: str
    tone: str  # of a badge, "" for a plain one
    is_past: bool = False
    may_be_published: bool = False
    may_be_ended: bool = True


DRAFT = Standing("Draft", "info", may_be_published=True)
PLANNED = Standing("Planned", "info")
SHOWN = Standing("Shown now", "success")
OVER = Standing("Over", "", is_past=True, may_be_ended=False)
PUT_AWAY = Standing("Put away", "", is_past=True, may_be_ended=False)
ENDED = Standing("Ended by HR", "", is_past=True, may_be_ended=False)


def standing_of(row: Announcement, day: date) -> Standing:
    if row.state == State.DRAFT:
        return DRAFT
    if row.state == State.ENDED:
        return ENDED if row.was_published else PUT_AWAY
    if row.last_day < day:
        return OVER
    return PLANNED if row.first_day > day else SHOWN
