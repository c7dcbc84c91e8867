"""What all claims have in common: something a client wants, that DNS has to prove, and that is looked up again.

Anybody may claim a name; who proves it has it, and the database lets one alone. Rows live in `public`.
"""

import secrets
import uuid
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils import timezone

WAITS = timedelta(days=14)
CHECKS_KEPT = 10
# How long a check may take before another one takes its place: whoever made it has been killed.
CHECK_LASTS = timedelta(minutes=2)
SOONEST, SELDOM = timedelta(minutes=1), timedelta(days=1)
LIVE_EVERY = timedelta(hours=12)
# By then the task that looks them up has failed again and again.
OVERDUE = timedelta(days=2)


def new_token() -> str:
    return secrets.token_hex(20)


class ClaimQuerySet(models.QuerySet):
    def of_clients(self) -> Self:
        """Those of clients that are there; of a deleted one they wait to be deleted with it."""
        return self.exclude(client__status="deleted").select_related("client")

    def due(self, now: datetime) -> Self:
        return self.of_clients().filter(next_check_at__lte=now)

    def untold(self) -> Self:
        return self.of_clients().exclude(notice="")

    def pending(self) -> Self:
        return self.exclude(state=Claim.State.VERIFIED)

    def in_trouble(self, now: datetime) -> Self:
        """Those that somebody should look at: stopped, about to be, or not looked up."""
        return self.filter(self.trouble(now))

    @staticmethod
    def trouble(now: datetime) -> models.Q:
        is_failing = models.Q(failures__gt=0) | models.Q(checked_at__lt=now - OVERDUE)
        is_stopped = models.Q(state=Claim.State.STOPPED)
        return is_stopped | (models.Q(state=Claim.State.VERIFIED) & is_failing)


class Claim(models.Model):
    """`acts` begins the names of what is done with it in the audit, `proven_by` names the field no two may have."""

    acts: str
    proven_by: str

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for DNS"
        VERIFIED = "verified", "Verified"
        STOPPED = "stopped", "Stopped"
        GIVEN_UP = "given_up", "Not found in time"
        TAKEN = "taken", "Proven by somebody else"

    class Notice(models.TextChoices):
        """What HR is still to be told of by mail."""

        NONE = ""
        VERIFIED = "verified"
        BACK = "back"
        FAILING = "failing"
        STOPPED = "stopped"
        GIVEN_UP = "given_up"
        TAKEN = "taken"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token = models.CharField(max_length=64, default=new_token, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.CharField(max_length=20, blank=True)  # a role: names stand in the audit
    waits_until = models.DateTimeField(null=True)  # of one that is not verified: asked for by itself until then
    verified_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    checks = models.JSONField(default=list)  # tenants.domains.found.Findings.as_json, the newest first
    checking_since = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    next_check_at = models.DateTimeField(null=True, db_index=True)
    failures = models.PositiveSmallIntegerField(default=0)  # in a row, of one that is verified
    failed_at = models.DateTimeField(null=True)
    unasked_since = models.DateTimeField(null=True)  # since when no check came to an end

    notice = models.CharField(max_length=10, choices=Notice.choices, default=Notice.NONE, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def named(self) -> dict[str, str]:
        """What the audit calls it."""
        return {self.proven_by: getattr(self, self.proven_by)}

    @property
    def is_verified(self) -> bool:
        return self.state == self.State.VERIFIED

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing is waited for, so that it is looked up only to see that all is still there."""
        return self.is_verified and self.unasked_since is None

    def is_overdue(self, now: datetime) -> bool:
        return self.is_verified and self.checked_at is not None and self.checked_at < now - OVERDUE

    def is_being_checked(self, now: datetime) -> bool:
        return self.checking_since is not None and self.checking_since > now - CHECK_LASTS

    def begin_check(self, now: datetime) -> bool:
        """Take the turn to check it; False if somebody is at it. A turn that is never ended comes up again."""
        is_free = models.Q(checking_since=None) | models.Q(checking_since__lte=now - CHECK_LASTS)
        begun = (
            type(self).objects.filter(is_free, pk=self.pk).update(checking_since=now, next_check_at=now + CHECK_LASTS)
        )
        return begun == 1

    def plan_next_check(self, now: datetime) -> None:
        """Set when it is looked up by itself: soon at first, then less and less often; never once it was given up."""
        if self.state in (self.State.GIVEN_UP, self.State.TAKEN):
            self.next_check_at = None
        elif self.is_at_rest:
            self.next_check_at = now + LIVE_EVERY
        else:
            since = max(moment for moment in (self.added_at, self.verified_at, self.stopped_at) if moment)
            longest = LIVE_EVERY if self.is_verified else SELDOM
            self.next_check_at = now + min(max((now - since) / 2, SOONEST), longest)
