"""The address that a client's mails come from, instead of the platform's. Lives in `public`.

Only a VERIFIED one is ever written into a mail's From.
"""

from typing import Self

from django.db import models
from django.db.models.functions import Lower

from tenants.domains.claim import Claim, ClaimQuerySet
from tenants.senders.services import needs_keys

PROOF = "_benefits-sender"
LONGEST_NAME = 60


class SenderClaimQuerySet(ClaimQuerySet):
    def unsettled(self) -> Self:
        """Those that somebody may have to do something for, the newest first."""
        return self.exclude(state=SenderClaim.State.VERIFIED, failures=0).order_by("-added_at")


class SenderClaim(Claim):
    acts, proven_by = "sender", "domain"

    client = models.OneToOneField("tenants.Client", on_delete=models.CASCADE, related_name="sender_claim")
    name = models.CharField(max_length=LONGEST_NAME)
    address = models.CharField(max_length=254)
    domain = models.CharField(max_length=253)
    # What the mail service has given for this domain, entered by an operator: lists of a key and its value, or "".
    keys = models.JSONField(default=list)

    objects = SenderClaimQuerySet.as_manager()

    class Meta:
        ordering = ("domain", "added_at")
        constraints = [
            models.UniqueConstraint(
                fields=["domain"], condition=models.Q(state="verified"), name="sender_claim_one_verified"
            ),
            models.CheckConstraint(condition=models.Q(domain=Lower("domain")), name="sender_claim_domain_lower"),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def shown(self) -> str:
        return self.address

    @property
    def proof_name(self) -> str:
        return f"{PROOF}.{self.domain}"

    @property
    def proof_value(self) -> str:
        return f"benefits-sender={self.token}"

    @property
    def lacks_keys(self) -> bool:
        """Whether the mail service has still to make keys for the domain, which an operator enters."""
        return needs_keys() and not self.keys
