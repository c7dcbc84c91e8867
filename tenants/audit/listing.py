"""Which events a page or a file of the audit has, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, Func, JSONField, Q, QuerySet, TextField
from django.db.models.functions import Cast

from tenants.audit.anchors import ANCHORED, VERIFIED
from tenants.audit.models import AuditEvent
from tenants.audit.names import named_like
from tenants.audit.words import actions_told_by
from tenants.clock import utc_midnight
from tenants.roles import OPERATOR

ROWS_PER_PAGE = 50


@dataclass(frozen=True)
class Filters:
    """What is asked for. `who`: a person's id, `operator` or `none`. Days are whole days in UTC, both included."""

    q: str = ""
    who: str = ""
    client: UUID | None = None
    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def chosen(self) -> QuerySet[AuditEvent]:
        events = AuditEvent.objects.all()
        for word in self.q.split():
            events = _with_values(events).filter(
                Q(action__in=actions_told_by(word)) | Q(values_text__icontains=word) | named_like(word)
            )
        if self.who:
            events = events.filter(_done_by(self.who))
        if self.client:
            of_client = Q(subject_type="tenants.client", subject_id=str(self.client))
            events = events.filter(of_client | Q(detail__client=str(self.client)))
        if self.kinds:
            events = events.filter(_of_kinds(self.kinds))
        elif not self.q:
            # A row a night and client, which nobody looks for who does not ask for it.
            events = events.exclude(action__in=(ANCHORED, VERIFIED))
        if self.since:
            events = events.filter(at__gte=utc_midnight(self.since))
        if self.until and self.until < date.max:
            events = events.filter(at__lt=utc_midnight(self.until + timedelta(days=1)))
        return events


@dataclass(frozen=True)
class Page:
    """Rows, and the numbers to go on from: `newer` for what came after the first, `older` for before the last."""

    rows: Sequence[AuditEvent] = field(default_factory=tuple)
    newer: int | None = None
    older: int | None = None


def page_of(events: QuerySet[AuditEvent], *, before: int | None = None, after: int | None = None) -> Page:
    """Return the rows just below the number `before`, or just above `after`; the newest without either.

    By numbers, not by counting rows: the hundredth page takes as long as the first, and nothing moves when rows come.
    """
    if after is not None:
        rows = list(events.filter(number__gt=after).order_by("number")[: ROWS_PER_PAGE + 1])
        has_more, rows = len(rows) > ROWS_PER_PAGE, rows[:ROWS_PER_PAGE][::-1]
        return Page(rows, rows[0].number if has_more else None, rows[-1].number) if rows else Page()
    below = events if before is None else events.filter(number__lt=before)
    rows = list(below.order_by("-number")[: ROWS_PER_PAGE + 1])
    has_more, rows = len(rows) > ROWS_PER_PAGE, rows[:ROWS_PER_PAGE]
    if not rows:
        return Page()
    return Page(rows, None if before is None else rows[0].number, rows[-1].number if has_more else None)


def _with_values(events: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
    """Add what stands in the detail, without the names it stands under: “reason” is in every other one."""
    values = Func(
        F("detail"),
        function="jsonb_path_query_array",
        template="%(function)s(%(expressions)s, '$.*')",
        output_field=JSONField(),
    )
    return events.alias(values_text=Cast(values, TextField()))


def _done_by(who: str) -> Q:
    if who == OPERATOR:
        return Q(actor_role=OPERATOR)
    return Q(actor_id__isnull=True) if who == "none" else Q(actor_id=who)


def _of_kinds(kinds: Sequence[str]) -> Q:
    wanted = Q()
    for kind in kinds:
        wanted |= Q(action__startswith=f"{kind}.")
    return wanted
