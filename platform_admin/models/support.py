"""Looks of operators into a client: as an audience, or, for a reason, as its HR. Nobody's chats are in either."""

import uuid
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.audience_fields import OfAudience
from accounts.operator_field import operator_field
from tenants.models import Client


class SupportVisitQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Begun and not ended; the time of one may be over, which whoever meets it first writes down."""
        return self.filter(opened_at__isnull=False, ended_at__isnull=True)

    def unfinished(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def of_hr(self) -> Self:
        return self.filter(kind=SupportVisit.Kind.HR)


class SupportVisit(OfAudience):
    """One operator at one client, for a while, to look and nothing else.

    Of the link that leads there and of the session only hashes are kept. `needs_second` and `needs_owner` say whose
    word a look at HR's pages waits for, as it was when it was asked for.
    """

    class Kind(models.TextChoices):
        AUDIENCE = "audience", "View as a class"
        HR = "hr", "HR’s pages"

    class End(models.TextChoices):
        OPERATOR = "operator", "ended by the operator"
        OWNER = "owner", "ended by the client"
        REFUSED = "refused", "refused"
        TIME = "time", "its time was over"
        UNUSED = "unused", "never begun"
        REPLACED = "replaced", "another one was begun"
        OPERATOR_CLOSED = "operator_closed", "the operator’s account was closed"
        CLIENT_CLOSED = "client_closed", "the client is not served any more"

    VIEW_MINUTES = 30
    ASKED_FOR = timedelta(hours=24)  # what nobody has begun by then is over
    LINK_FOR = timedelta(minutes=2)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="support_visits")
    operator = operator_field()
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="en")
    as_of = models.DateField(null=True, blank=True)  # the day that the pages take for today
    reason = models.CharField(max_length=500, blank=True)
    ticket = models.CharField(max_length=60, blank=True)
    minutes = models.PositiveSmallIntegerField(default=VIEW_MINUTES)
    asked_at = models.DateTimeField(default=timezone.now)
    needs_second = models.BooleanField(default=False)
    approved_by = operator_field()
    approved_at = models.DateTimeField(null=True)
    needs_owner = models.BooleanField(default=False)
    allowed_at = models.DateTimeField(null=True)
    link_hash = models.CharField(max_length=64, blank=True)
    link_until = models.DateTimeField(null=True)
    session_hash = models.CharField(max_length=64, null=True, unique=True)
    opened_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=20, choices=End.choices, blank=True)
    start_told_at = models.DateTimeField(null=True)  # to the owner, by mail
    end_told_at = models.DateTimeField(null=True)

    objects = SupportVisitQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at",)
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="hr") | ~models.Q(reason=""), name="support_visit_of_hr_has_a_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(opened_at__isnull=True)
                | models.Q(session_hash__isnull=False, ends_at__isnull=False),
                name="support_visit_open_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.kind}"

    @property
    def is_of_hr(self) -> bool:
        return self.kind == self.Kind.HR

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.ended_at is None

    @property
    def waits_for_second(self) -> bool:
        return self.ended_at is None and self.needs_second and self.approved_at is None

    @property
    def waits_for_owner(self) -> bool:
        return self.ended_at is None and self.needs_owner and self.allowed_at is None

    @property
    def may_begin(self) -> bool:
        return not (self.opened_at or self.ended_at or self.waits_for_second or self.waits_for_owner)

    def asked_until(self) -> datetime:
        return self.asked_at + self.ASKED_FOR

    def told(self) -> dict[str, object]:
        """Return what the audit says of it wherever it is mentioned; never a link or a session."""
        told: dict[str, object] = {"visit": str(self.pk), "kind": self.get_kind_display(), "minutes": self.minutes}
        if self.is_of_hr:
            return {**told, "reason": self.reason, "ticket": self.ticket}
        seen_as = {name: value for name, value in asdict(self.audience).items() if value}
        return {**told, **seen_as, "language": self.language, **({"as_of": str(self.as_of)} if self.as_of else {})}


class SupportRule(models.Model):
    """What a client's owners have said of looks at their HR pages."""

    client = models.OneToOneField(Client, on_delete=models.CASCADE, primary_key=True, related_name="support_rule")
    asks_first = models.BooleanField(default=False)  # without an HR admin's word for each, nothing is opened
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.client_id)
