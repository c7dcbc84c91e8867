"""The client's audit as a company takes it along: what was done and when, and by which role, but by nobody's name.

People are told apart by numbers of this file alone. Of details only what cannot name a person is kept: counts, days,
codes, and what documents and plan years are called.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC
from itertools import count

from accounts.models import User
from platform_admin.offboarding.export.tables import Row, Table
from tenants.audit.models import AuditEvent
from tenants.audit.words import subject_words, words_of

_HEAD = ("Number", "When (UTC)", "What", "By", "About", "Person", "Details", "Action", "Hash")
# Of texts, those that name a thing of the company's or a kind; whatever else may stand in one is left out.
_TEXTS = frozenset({"category", "code", "day", "format", "kind", "made_at", "origin", "plan_year", "status", "title"})
_LISTS = frozenset({"fields", "parts", "scopes"})
_PERSON = User._meta.label_lower
_NOBODY = "The platform"  # a command, a task, or what follows from another act


def told_acts() -> Table:
    """Return a line an act, the first to the last, in the client's scope.

    A hash is that of the whole row, which the platform's audit and the certificate name as well.
    """
    return Table("Audit", _HEAD, _rows, "audit/audit")


def _rows() -> Iterator[Row]:
    numbers, next_one = {}, count(1)

    def person(pk: object) -> str:
        key = str(pk)
        if key not in numbers:
            numbers[key] = next(next_one)
        return f"Person {numbers[key]}"

    for event in AuditEvent.objects.order_by("number").iterator(chunk_size=500):
        role = User.Role(event.actor_role).label if event.actor_role else ""
        yield (
            event.number,
            f"{event.at.astimezone(UTC):%Y-%m-%d %H:%M:%S}",
            words_of(event.action),
            f"{role}, {person(event.actor_id).lower()}" if event.actor_id else _NOBODY,
            subject_words(event.subject_type) if event.subject_type else "",
            person(event.subject_id) if event.subject_type == _PERSON else "",
            dict(_details(event.detail)),
            event.action,
            event.hash,
        )


def _details(detail: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in detail.items():
        is_number = value is None or isinstance(value, bool | int | float)
        is_text = name in _TEXTS and isinstance(value, str)
        if is_number or is_text or (name in _LISTS and isinstance(value, list)):
            yield name, value
