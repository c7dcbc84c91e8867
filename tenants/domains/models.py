"""A name that a client wants to be reached at, from its asking for it to its leaving it. Lives in `public`.

Only while a claim is VERIFIED there is a Domain of its host, which is what routes and what may have a certificate.
Anybody may claim a name; who proves it has it, and the database lets one alone.
"""

import secrets
import uuid
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from tenants.domains.names import PROOF, is_apex, shown_name

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


class DomainClaimQuerySet(models.QuerySet):
    def of_clients(self) -> Self:
        """Those of clients that are there; of a deleted one they wait to be deleted with it."""
        return self.exclude(client__status="deleted").select_related("client")

    def due(self, now: datetime) -> Self:
        return self.of_clients().filter(next_check_at__lte=now)

    def untold(self) -> Self:
        return self.of_clients().exclude(notice="")

    def pending(self) -> Self:
        return self.exclude(state=DomainClaim.State.VERIFIED)

    def in_trouble(self, now: datetime) -> Self:
        """Those that somebody should look at: stopped, about to be, not looked up, or without a certificate."""
        is_failing = models.Q(failures__gt=0) | models.Q(checked_at__lt=now - OVERDUE)
        return self.filter(
            models.Q(state=DomainClaim.State.STOPPED)
            | (models.Q(state=DomainClaim.State.VERIFIED) & is_failing)
            | models.Q(tls_state=DomainClaim.Tls.FAILING)
        )


class DomainClaim(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for DNS"
        VERIFIED = "verified", "Verified"
        STOPPED = "stopped", "Stopped"
        GIVEN_UP = "given_up", "Not found in time"
        TAKEN = "taken", "Proven by somebody else"

    class Tls(models.TextChoices):
        NONE = "", "None yet"
        ASKED = "asked", "Asked for"
        ISSUED = "issued", "Issued"
        FAILING = "failing", "Failing"

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
    client = models.ForeignKey("tenants.Client", on_delete=models.CASCADE, related_name="domain_claims")
    host = models.CharField(max_length=253)
    token = models.CharField(max_length=64, default=new_token, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.CharField(max_length=20, blank=True)  # a role: names stand in the audit
    waits_until = models.DateTimeField(null=True)  # of one that is not verified: asked for by itself until then
    verified_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    checks = models.JSONField(default=list)  # tenants.domains.records.Findings.as_json, the newest first
    checking_since = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    next_check_at = models.DateTimeField(null=True, db_index=True)
    failures = models.PositiveSmallIntegerField(default=0)  # in a row, of one that is verified
    failed_at = models.DateTimeField(null=True)
    unasked_since = models.DateTimeField(null=True)  # since when no check came to an end

    tls_state = models.CharField(max_length=10, choices=Tls.choices, default=Tls.NONE, blank=True)
    tls_reason = models.CharField(max_length=300, blank=True)
    tls_not_before = models.DateTimeField(null=True)
    tls_not_after = models.DateTimeField(null=True)
    tls_checked_at = models.DateTimeField(null=True)

    notice = models.CharField(max_length=10, choices=Notice.choices, default=Notice.NONE, blank=True)

    objects = DomainClaimQuerySet.as_manager()

    class Meta:
        ordering = ("host", "added_at")
        constraints = [
            models.UniqueConstraint(fields=["client", "host"], name="domain_claim_once_a_client"),
            models.UniqueConstraint(
                fields=["host"], condition=models.Q(state="verified"), name="domain_claim_one_verified"
            ),
            models.CheckConstraint(condition=models.Q(host=Lower("host")), name="domain_claim_host_lower"),
        ]

    def __str__(self) -> str:
        return self.host

    @property
    def shown(self) -> str:
        return shown_name(self.host)

    @property
    def proof_name(self) -> str:
        return f"{PROOF}.{self.host}"

    @property
    def proof_value(self) -> str:
        return f"benefits-verify={self.token}"

    @property
    def is_apex(self) -> bool:
        return is_apex(self.host)

    @property
    def is_verified(self) -> bool:
        return self.state == self.State.VERIFIED

    def is_overdue(self, now: datetime) -> bool:
        return self.is_verified and self.checked_at is not None and self.checked_at < now - OVERDUE

    def is_being_checked(self, now: datetime) -> bool:
        return self.checking_since is not None and self.checking_since > now - CHECK_LASTS

    def begin_check(self, now: datetime) -> bool:
        """Take the turn to check it; False if somebody is at it. A turn that is never ended comes up again."""
        is_free = models.Q(checking_since=None) | models.Q(checking_since__lte=now - CHECK_LASTS)
        begun = DomainClaim.objects.filter(is_free, pk=self.pk).update(
            checking_since=now, next_check_at=now + CHECK_LASTS
        )
        return begun == 1

    def plan_next_check(self, now: datetime) -> None:
        """Set when it is looked up by itself: soon at first, then less and less often; never once it was given up."""
        if self.state in (self.State.GIVEN_UP, self.State.TAKEN):
            self.next_check_at = None
        elif self.is_verified and self.unasked_since is None and self.tls_state in (self.Tls.ISSUED, self.Tls.NONE):
            self.next_check_at = now + LIVE_EVERY
        else:
            since = max(moment for moment in (self.added_at, self.verified_at, self.stopped_at) if moment)
            longest = LIVE_EVERY if self.is_verified else SELDOM
            self.next_check_at = now + min(max((now - since) / 2, SOONEST), longest)
