"""A name that a client wants to be reached at, from its asking for it to its leaving it. Lives in `public`.

Only while a claim is VERIFIED there is a Domain of its host, which is what routes and what may have a certificate."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models.functions import Lower

from tenants.domains.claim import WAITS, Claim, ClaimQuerySet, new_token
from tenants.domains.names import PROOF, is_apex, shown_name

__all__ = ["WAITS", "DomainClaim", "new_token"]  # a migration names the token's maker by this module


class DomainClaimQuerySet(ClaimQuerySet):
    def in_trouble(self, now: datetime) -> Self:
        """Those as well that have no certificate."""
        return self.filter(self.trouble(now) | models.Q(tls_state=DomainClaim.Tls.FAILING))


class DomainClaim(Claim):
    acts, proven_by = "domain", "host"

    class Tls(models.TextChoices):
        NONE = "", "None yet"
        ASKED = "asked", "Asked for"
        ISSUED = "issued", "Issued"
        FAILING = "failing", "Failing"

    client = models.ForeignKey("tenants.Client", on_delete=models.CASCADE, related_name="domain_claims")
    host = models.CharField(max_length=253)

    tls_state = models.CharField(max_length=10, choices=Tls.choices, default=Tls.NONE, blank=True)
    tls_reason = models.CharField(max_length=300, blank=True)
    tls_not_before = models.DateTimeField(null=True)
    tls_not_after = models.DateTimeField(null=True)
    tls_checked_at = models.DateTimeField(null=True)

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
    def is_at_rest(self) -> bool:
        return super().is_at_rest and self.tls_state in (self.Tls.ISSUED, self.Tls.NONE)
