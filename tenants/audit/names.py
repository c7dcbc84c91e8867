"""Who did it, and to what: names for the ids that rows carry.

Names are read from the tables as they are now, never kept in the row: what is append-only must not keep a person's
name for ever who has asked to be forgotten.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import CharField, Q
from django.db.models.functions import Cast

from tenants.audit.models import AuditEvent
from tenants.audit.words import subject_words, words_of
from tenants.context import current_client, is_platform
from tenants.roles import OPERATOR, SERVICE

AUTOMATIC = "The platform"  # a command, a task, or what follows from another act
FROM_OUTSIDE = "Platform operator"
_CLIENT = "tenants.client"
# The column a subject is called by. What is not here is called by its kind alone: words of a question stay where
# they are.
_PLATFORM_NAMED = {_CLIENT: "name", "accounts.user": "name"}
_CLIENT_NAMED = {
    "accounts.user": "name",
    "accounts.invitation": "email",
    "knowledge.document": "title",
    "knowledge.knowledgebase": "name",
    "benefits.contact": "name",
    "benefits.benefitclass": "label",
    "benefits.planyear": "label",
}


@dataclass(frozen=True)
class Told:
    """An event with its names. `is_operators`: done by an operator, as told to the client."""

    event: AuditEvent
    what: str
    who: str
    is_operators: bool
    subject_kind: str
    subject_name: str

    @cached_property
    def reason(self) -> str:
        return str(self.event.detail.get("reason", ""))


def tell(events: Iterable[AuditEvent]) -> list[Told]:
    """Return the events with names: a query for the people, one for each kind of subject, however many there are."""
    rows = list(events)
    people = {row.actor_id for row in rows if row.actor_id}
    ids = defaultdict(set)
    for row in rows:
        ids[row.subject_type].add(row.subject_id)
    ids["accounts.user"] |= {str(pk) for pk in people}
    names = {kind: _names(kind, wanted) for kind, wanted in ids.items()}
    return [_told(row, names) for row in rows]


def named_like(word: str) -> Q:
    """Return what finds events by the name their subject has now."""
    found = Q()
    for kind, column in _named().items():
        rows = apps.get_model(kind).objects.filter(**{f"{column}__icontains": word})
        ids = rows.annotate(as_text=Cast("pk", CharField())).order_by().values("as_text")
        found |= Q(subject_type=kind, subject_id__in=ids)
    return found


def actor_choices() -> list[tuple[str, str]]:
    """Return whose acts may be asked for: operators on the platform, whoever may work for HR in a client."""
    people = get_user_model().objects.exclude(role__in=(SERVICE, "employee")).order_by("name", "email")
    choices = [(str(pk), name or email) for pk, name, email in people.values_list("pk", "name", "email")]
    outside = [] if is_platform() else [(OPERATOR, FROM_OUTSIDE)]
    return [*outside, *choices, ("none", AUTOMATIC)]


def _told(row: AuditEvent, names: dict[str, dict[str, str]]) -> Told:
    is_outside = row.actor_role == OPERATOR and not is_platform()
    if is_outside:
        who = FROM_OUTSIDE
    elif row.actor_id is None:
        who = AUTOMATIC
    else:
        who = names["accounts.user"].get(str(row.actor_id), "Somebody without an account now")
    if row.actor_role == SERVICE:
        who = "An API key"
    name = names.get(row.subject_type, {}).get(row.subject_id, "")
    return Told(
        event=row,
        what=words_of(row.action),
        who=who,
        is_operators=is_outside,
        subject_kind=subject_words(row.subject_type) if row.subject_type else "",
        subject_name=name or _name_in_detail(row),
    )


def _name_in_detail(row: AuditEvent) -> str:
    """Return what a thing that is gone was called, where the event says it."""
    return next((str(row.detail[key]) for key in ("title", "name", "label", "subdomain") if row.detail.get(key)), "")


def _names(kind: str, ids: set[str]) -> dict[str, str]:
    if kind == _CLIENT and not is_platform():
        # No row of the platform's may be read here; there is but one client anyway.
        return dict.fromkeys(ids, current_client().name)
    column = _named().get(kind)
    if column is None or not ids:
        return {}
    return {str(pk): name for pk, name in apps.get_model(kind).objects.filter(pk__in=ids).values_list("pk", column)}


def _named() -> dict[str, str]:
    return _PLATFORM_NAMED if is_platform() else _CLIENT_NAMED
