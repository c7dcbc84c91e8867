"""What employees see of announcements: the running ones that are for them, in the language of their page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from accounts.audience import Audience
from accounts.models import User
from benefits.audience import meant_for_just
from chat.announcements.links import PAGES, render_announcement
from chat.models import Announcement, DismissedAnnouncement
from knowledge.models import Document
from tenants.context import current_client

MOST_ON_FIRST_PAGE = 3
SHORT = 160  # characters that the newest may have to stand there whole
FORGOTTEN_AFTER = timedelta(days=30)


@dataclass(frozen=True)
class Shown:
    pk: UUID
    title: str
    html: SafeString
    language: str  # of its text, "" if that is the page's
    last_day: date
    is_open: bool = False  # whether its text is to be read without a click
    is_dismissed: bool = False
    page_url: str = ""
    page_label: str = ""
    document_url: str = ""
    document_title: str = ""
    document_language: str = ""


@dataclass(frozen=True)
class OnFirstPage:
    shown: tuple[Shown, ...]
    more: int  # running ones that are not among them, nor put away
    has_put_away: bool


def running_for(audience: Audience, day: date) -> list[Announcement]:
    """Return those that are shown to somebody on a day, the newest first."""
    asker = meant_for_just(audience)
    rows = Announcement.objects.running(day).select_related("document")
    return [row for row in rows if row.meant_for.covers(asker)]


def on_first_page(user: User, day: date) -> OnFirstPage:
    rows = running_for(user.audience, day)
    dismissed = _dismissed(user, rows)
    left = [row for row in rows if row.pk not in dismissed]
    first = left[:MOST_ON_FIRST_PAGE]
    opened = opened_documents(first, user.audience, day)
    # The question is what the page is for: only the newest may take some of its room, and only if it is short.
    shown = (as_shown(row, opened, is_first=place == 0) for place, row in enumerate(first))
    return OnFirstPage(tuple(shown), more=len(left) - len(first), has_put_away=bool(dismissed))


def all_for(user: User, day: date) -> list[Shown]:
    """Return all that are shown to the person now, those that were put away among them."""
    rows = running_for(user.audience, day)
    opened, dismissed = opened_documents(rows, user.audience, day), _dismissed(user, rows)
    return [as_shown(row, opened, is_dismissed=row.pk in dismissed) for row in rows]


def opened_documents(rows: Iterable[Announcement], audience: Audience, day: date) -> set[UUID]:
    """Return the documents among those of the rows that this person may read on that day."""
    named = {row.document_id for row in rows} - {None}
    if not named:
        return set()
    found = Document.objects.published().in_force_for(audience, day).filter(pk__in=named)
    return set(found.values_list("pk", flat=True))


def as_shown(row: Announcement, opened: set[UUID], *, is_first: bool = False, is_dismissed: bool = False) -> Shown:
    """Return it in the language of the page, with a link to its document where that is among those opened."""
    is_spanish = (get_language() or "").startswith("es")
    title, text = (row.title_es, row.text_es) if is_spanish and row.text_es else (row.title, row.text)
    html = render_announcement(text)
    page = PAGES.get(row.page)
    document = row.document if row.document_id in opened else None
    return Shown(
        pk=row.pk,
        title=title,
        html=html,
        language="en" if is_spanish and not row.text_es else "",
        last_day=row.last_day,
        is_open=is_first and len(strip_tags(html)) <= SHORT,
        is_dismissed=is_dismissed,
        page_url=reverse(page.view) if page else "",
        page_label=str(page.label) if page else "",
        document_url=reverse("chat:announcement_document", args=[row.pk]) if document else "",
        document_title=document.title if document else "",
        document_language=document.language if document else "",
    )


def dismiss(row: Announcement, user: User) -> None:
    DismissedAnnouncement.objects.get_or_create(announcement=row, user=user)


def bring_back(row: Announcement, user: User) -> None:
    DismissedAnnouncement.objects.filter(announcement=row, user=user).delete()


def forget_dismissed(day: date) -> int:
    """Erase what people have put away who are gone, and what was of announcements that are over; return how many.

    Not under a legal hold: nothing is erased then because its time is over. What is shown again because HR or the
    person says so is, for what a hold keeps is what was said, not what stands on somebody's first page.
    """
    if current_client().is_held:
        return 0
    is_over = Q(announcement__last_day__lt=day - FORGOTTEN_AFTER)
    return DismissedAnnouncement.objects.filter(is_over | Q(user__is_active=False)).delete()[0]


def _dismissed(user: User, rows: Iterable[Announcement]) -> set[UUID]:
    found = DismissedAnnouncement.objects.filter(user=user, announcement__in=[row.pk for row in rows])
    return set(found.values_list("announcement_id", flat=True))
