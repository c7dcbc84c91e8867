"""Which people and invitations HR's list shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from accounts.forms import UNKNOWN
from accounts.models import Invitation, User

CSV_HEAD = ("email", "name", "class", "state", "hours", "role", "language", "account")


@dataclass(frozen=True)
class PeopleFilters:
    q: str = ""
    role: str = ""
    class_code: str = ""
    work_state: str = ""
    hours: str = ""
    state: str = ""

    def narrow(self, rows: QuerySet) -> QuerySet:
        """Narrow people or invitations, which have these fields in common."""
        for word in self.q.split():
            rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word))
        if self.role:
            rows = rows.filter(role=self.role)
        for name in ("class_code", "work_state", "hours"):
            if wanted := getattr(self, name):
                rows = rows.filter(**{name: "" if wanted == UNKNOWN else wanted})
        return rows


def list_people(filters: PeopleFilters) -> QuerySet[User]:
    people = filters.narrow(User.objects.people().order_by("name", "email"))
    if filters.state == "invited":
        return people.none()
    return people.filter(is_active=filters.state == "open") if filters.state else people


def list_invitations(filters: PeopleFilters) -> QuerySet[Invitation]:
    """Return whoever was invited and has not come, the newest first."""
    invitations = filters.narrow(
        Invitation.objects.pending().select_related("invited_by").order_by("-created_at", "pk")
    )
    return invitations.none() if filters.state in ("open", "closed") else invitations


def csv_rows(people: QuerySet[User]) -> Iterator[tuple[object, ...]]:
    """Yield people as lines of CSV_HEAD."""
    for person in people.iterator(chunk_size=500):
        yield (
            person.email,
            person.name,
            person.class_code,
            person.work_state,
            person.hours,
            person.get_role_display(),
            person.language,
            "open" if person.is_active else "closed",
        )


def mark_expired(invitations: Iterable[Invitation], now: datetime) -> list[Invitation]:
    rows = list(invitations)
    for row in rows:
        row.is_expired = row.expires_at <= now
    return rows
