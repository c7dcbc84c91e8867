"""What HR does to announcements. Each act leaves a version behind, and a line in the audit.

An HR editor writes, an HR admin publishes. What an admin changes before its last day is over stays published; what an
editor changes, and what is used again, waits for an admin anew.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from benefits.audience import EVERYONE, MeantFor
from chat.models import Announcement, AnnouncementVersion, DismissedAnnouncement
from knowledge.models import Document
from tenants.audit.log import record

Act = AnnouncementVersion.Act
State = Announcement.State


class AnnouncementChanged(ValueError):
    """Somebody else has changed it since the page was opened."""


class AnnouncementEnded(ValueError):
    """HR has ended it: what is used again is written as a draft first."""


class AnnouncementOver(ValueError):
    """Its last day has passed: published, nobody would see it."""


@dataclass(frozen=True)
class Draft:
    title: str
    text: str
    first_day: date
    last_day: date
    title_es: str = ""
    text_es: str = ""
    meant_for: MeantFor = EVERYONE
    page: str = ""
    document: Document | None = None

    def facts(self) -> dict[str, object]:
        return {
            "title": self.title,
            "text": self.text,
            "title_es": self.title_es,
            "text_es": self.text_es,
            "audience": list(self.meant_for.classes),
            "work_states": list(self.meant_for.work_states),
            "hours": self.meant_for.hours,
            "first_day": self.first_day,
            "last_day": self.last_day,
            "page": self.page,
            "document": self.document,
        }


@transaction.atomic
def write(draft: Draft, *, by: User, now: datetime) -> Announcement:
    """Store a new one; nobody sees it before it is published."""
    row = Announcement.objects.create(**draft.facts(), written_by=by, written_at=now)
    _note(row, Act.WRITTEN, by=by, now=now)
    return row


@transaction.atomic
def change(
    row: Announcement, draft: Draft, *, seen_number: int, show_again: bool, day: date, by: User, now: datetime
) -> bool:
    """Store what it says from now on; return whether employees see that at once. Raises AnnouncementChanged.

    `show_again`: also to those who have put it away.
    """
    held = _held(row, seen_number)
    is_shown = held.state == State.PUBLISHED and held.last_day >= day
    stays = is_shown and by.role == User.Role.HR_ADMIN
    facts = draft.facts() | {"state": State.PUBLISHED if stays else State.DRAFT, "written_by": by, "written_at": now}
    if stays:
        # Employees read the new words on this admin's say, not on that of who published the ones before.
        facts |= {"published_by": by, "published_at": now}
    for name, value in facts.items():
        setattr(held, name, value)
    held.save(update_fields=[*facts])
    if show_again:
        DismissedAnnouncement.objects.filter(announcement=held).delete()
    _note(held, Act.CHANGED, by=by, now=now, taken_back=is_shown and not stays, shown_again=show_again)
    return stays


@transaction.atomic
def publish(row: Announcement, *, seen_number: int, day: date, by: User, now: datetime) -> bool:
    """Show it to whom it is for; False if it is published already.

    Raises AnnouncementChanged, AnnouncementEnded and AnnouncementOver.
    """
    held = Announcement.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if held.state == State.PUBLISHED:
        return False
    if held.number != seen_number:
        raise AnnouncementChanged
    if held.state == State.ENDED:
        raise AnnouncementEnded
    if held.last_day < day:
        raise AnnouncementOver
    held.state, held.published_by, held.published_at = State.PUBLISHED, by, now
    held.save(update_fields=["state", "published_by", "published_at"])
    _note(held, Act.PUBLISHED, by=by, now=now)
    return True


@transaction.atomic
def end(row: Announcement, *, by: User, now: datetime) -> bool:
    """Show it to nobody any more; False if it was ended already. It is kept with all it said."""
    held = Announcement.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if held.state == State.ENDED:
        return False
    held.state = State.ENDED
    held.save(update_fields=["state"])
    _note(held, Act.ENDED, by=by, now=now, action="ended" if held.was_published else "put_away")
    return True


def as_told(row: Announcement) -> dict[str, object]:
    """Return what it says, as a version keeps it."""
    return {
        "title": row.title,
        "text": row.text,
        "title_es": row.title_es,
        "text_es": row.text_es,
        "audience": list(row.audience),
        "work_states": list(row.work_states),
        "hours": row.hours,
        "first_day": row.first_day.isoformat(),
        "last_day": row.last_day.isoformat(),
        "page": row.page,
        "document": row.document.title if row.document else "",
        "state": str(row.state),
        "was_published": row.was_published,
    }


def _held(row: Announcement, seen_number: int) -> Announcement:
    held = Announcement.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if held.number != seen_number:
        raise AnnouncementChanged
    return held


def _note(row: Announcement, act: Act, *, by: User, now: datetime, action: str = "", **more: object) -> None:
    row.number += 1
    row.save(update_fields=["number"])
    AnnouncementVersion.objects.create(announcement=row, number=row.number, act=act, told=as_told(row), by=by, at=now)
    record(f"announcement.{action or act}", actor=by, subject=row, number=row.number, state=str(row.state), **more)
