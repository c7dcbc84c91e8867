"""Clients, the hosts they answer on, and the accounts that pay for them. All of it lives in `public`.

Neither Client nor Domain uses django-tenants' mixins: their `save()` creates and drops schemas, and
`with client:` swaps clients between threads. The library needs no more than `schema_name`.
"""

import uuid
from datetime import date
from typing import Self

from django.db import models, transaction
from django.db.models.functions import Lower
from django.forms import model_to_dict
from django.utils import timezone

from tenants.binding import ClientRef
from tenants.clock import contract_today
from tenants.domains.models import DomainClaim  # noqa: F401  (a table of this app, in a package of its own)
from tenants.fleet.needed import needed_by_clients
from tenants.hosts import client_host, forget_hosts
from tenants.limits import NO_LIMITS, Limits
from tenants.live import allow_streams, close_streams
from tenants.senders.models import SenderClaim  # noqa: F401  (the same)
from tenants.standing import Standing, standing_of
from tenants.time_zones import check_time_zone, usual_time_zone, zone_in_words


def new_schema_name() -> str:
    """Return a schema name that is never user input and never used again."""
    return f"t_{uuid.uuid4().hex}"


class PlatformAccount(models.Model):
    """Whoever signed the contract: an employer, or a broker with several clients."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=255)
    owner_email = models.EmailField()
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class TierTerms(models.Model):
    """What a tier has; an empty number is no limit. A client may have been given something else (Client.own_limits)."""

    tier = models.CharField(primary_key=True, max_length=20)
    people = models.PositiveIntegerField(null=True, blank=True)
    documents = models.PositiveIntegerField(null=True, blank=True)
    tokens_a_month = models.PositiveBigIntegerField(null=True, blank=True)
    ocr_pages_a_month = models.PositiveIntegerField(null=True, blank=True)
    custom_domain = models.BooleanField(default=False)
    sso = models.BooleanField(default=False)
    api = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.tier

    def save(self, *args: object, **kwargs: object) -> None:
        super().save(*args, **kwargs)
        transaction.on_commit(forget_hosts)

    def limits(self) -> Limits:
        return Limits.read(model_to_dict(self))


class ClientQuerySet(models.QuerySet):
    def update(self, **values: object) -> int:
        rows = super().update(**values)
        transaction.on_commit(forget_hosts)
        return rows

    def held(self) -> Self:
        """Those under a legal hold: nothing of them may be deleted."""
        return self.filter(held_since__isnull=False)

    def served(self) -> Self:
        return self.filter(status__in=Client.SERVED)

    def refs(self) -> list[ClientRef]:
        """Return what `Client.ref` returns of each, in three queries however many they are."""
        tiers = {terms.tier: terms.limits() for terms in TierTerms.objects.all()}
        hosts = dict(Domain.objects.primary().values_list("client_id", "host"))
        return [client.as_ref(hosts.get(client.pk), tiers.get(client.tier, NO_LIMITS)) for client in self]

    def migrated(self) -> Self:
        """Those whose schema has all that this code needs; the others are not entered."""
        return self.filter(schema_name__in=SchemaMigration.objects.complete().values("schema_name"))

    def telling_if_migrated(self) -> Self:
        """The same, each with `is_migrated`."""
        own = SchemaMigration.objects.complete().filter(schema_name=models.OuterRef("schema_name"))
        return self.annotate(is_migrated=models.Exists(own))

    def behind(self) -> Self:
        """Those that were opened, and whose people see a maintenance page until their schema is up to date."""
        complete = SchemaMigration.objects.complete().values("schema_name")
        return self.exclude(status__in=Client.NEVER_OPEN).exclude(schema_name__in=complete)


class Client(models.Model):
    """A company whose employees ask. Its rows live in a schema of its own."""

    class Status(models.TextChoices):
        PENDING = "pending"
        PROVISIONING = "provisioning"
        ACTIVE = "active"
        PAST_DUE = "past_due"
        SUSPENDED = "suspended"
        OFFBOARDING = "offboarding"
        DELETED = "deleted"

    class Tier(models.TextChoices):
        STARTER = "starter"
        PROFESSIONAL = "professional"
        ENTERPRISE = "enterprise"

    LEGAL_MOVES = {
        Status.PENDING: {Status.PROVISIONING, Status.DELETED},
        Status.PROVISIONING: {Status.ACTIVE, Status.PENDING, Status.DELETED},
        Status.ACTIVE: {Status.PAST_DUE, Status.SUSPENDED, Status.OFFBOARDING},
        Status.PAST_DUE: {Status.ACTIVE, Status.SUSPENDED, Status.OFFBOARDING},
        Status.SUSPENDED: {Status.ACTIVE, Status.OFFBOARDING},
        # Called off, a client is what it was before.
        Status.OFFBOARDING: {Status.ACTIVE, Status.PAST_DUE, Status.SUSPENDED, Status.DELETED},
        Status.DELETED: set(),
    }
    SERVED = (Status.ACTIVE, Status.PAST_DUE)
    UNFINISHED = (Status.PENDING, Status.PROVISIONING)
    NEVER_OPEN = (*UNFINISHED, Status.DELETED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(PlatformAccount, on_delete=models.PROTECT, related_name="clients")
    name = models.CharField(max_length=255)
    subdomain = models.CharField(max_length=63)
    schema_name = models.CharField(max_length=63, unique=True, default=new_schema_name, editable=False)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.PENDING)
    status_changed_at = models.DateTimeField(default=timezone.now)
    tier = models.CharField(max_length=20, choices=Tier.choices, default=Tier.STARTER)
    owner_name = models.CharField(max_length=255)
    owner_email = models.EmailField()
    own_limits = models.JSONField(default=dict, blank=True)  # tenants.limits.Limits' names -> what was agreed instead
    # In the database UTC, for what the release before still makes while this one is brought in.
    time_zone = models.CharField(max_length=64, default=usual_time_zone, db_default="UTC", validators=[check_time_zone])
    grace_until = models.DateField(null=True, blank=True, help_text="Last day served while past due.")
    # Since when a legal hold forbids to delete what it has, and why; who set it stands in the audit.
    held_since = models.DateTimeField(null=True, blank=True)
    hold_reason = models.CharField(max_length=300, blank=True)

    trial_until = models.DateField(null=True, blank=True, help_text="Last day of its trial; none: it pays.")
    is_demo = models.BooleanField(default=False)
    demo_today = models.DateField(null=True, blank=True)
    failure = models.CharField(max_length=255, blank=True, help_text="Why provisioning stopped, for operators.")
    created_at = models.DateTimeField(default=timezone.now)

    # django-tenants asks this of every deleted row; a schema is dropped by tenants/schemas.py alone, and on purpose.
    auto_drop_schema = False

    objects = ClientQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(
                Lower("subdomain"), name="client_subdomain_unique", condition=~models.Q(status="deleted")
            ),
            models.CheckConstraint(
                condition=models.Q(schema_name__regex=r"^t_[0-9a-f]{32}$"), name="client_schema_name"
            ),
            models.CheckConstraint(
                condition=models.Q(is_demo=True) | models.Q(demo_today__isnull=True), name="client_demo_clock"
            ),
            models.CheckConstraint(
                condition=~models.Q(status="deleted", held_since__isnull=False), name="client_held_is_not_deleted"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        super().save(*args, **kwargs)
        # Every process reads hosts through a cache; a status it has not heard of would go on being served.
        transaction.on_commit(forget_hosts)

    def move_to(self, status: str) -> None:
        """Change the status; raises IllegalMove if the table forbids it or somebody else moved first."""
        if status not in self.LEGAL_MOVES[self.Status(self.status)]:
            raise IllegalMove(f"{self.name} is {self.status} and cannot become {status}.")
        moved = Client.objects.filter(pk=self.pk, status=self.status).update(
            status=status, status_changed_at=timezone.now()
        )
        if not moved:
            raise IllegalMove(f"{self.name} is no longer {self.status}; load it again.")
        self.status = status
        tell_streams = allow_streams if status in self.SERVED else close_streams
        transaction.on_commit(lambda: tell_streams(self.schema_name))

    def may_be_entered(self) -> bool:
        """Whether its people are served, by a schema that has what this code needs. Asks the database."""
        return self.status in self.SERVED and not Client.objects.behind().filter(pk=self.pk).exists()

    def is_open(self, today: date) -> bool:
        """Whether employees are served today; past due clients are until their grace ends."""
        return standing_of(self.status, self.grace_until, today) == Standing.OPEN

    def trial_days_left(self, today: date) -> int | None:
        """Return how many days are left, 0 on the last one and less when it is over; None without a trial."""
        return None if self.trial_until is None else (self.trial_until - today).days

    def trial_words(self) -> str:
        """Return how long the trial of a client that is on one goes on, for operators."""
        days = self.trial_days_left(contract_today())
        if days < 0:
            return "Trial is over"
        return "Trial: last day" if days == 0 else f"Trial: {days} day{'' if days == 1 else 's'} left"

    def time_zone_words(self) -> str:
        return zone_in_words(self.time_zone)

    @property
    def is_held(self) -> bool:
        return self.held_since is not None

    def primary_host(self) -> str:
        """Return the verified primary host, or the subdomain that always works."""
        domain = self.domains.primary().first()
        return domain.host if domain else client_host(self.subdomain)

    def ref(self) -> ClientRef:
        return self.as_ref(self.primary_host(), self._tier_limits())

    def as_ref(self, host: str | None, tier_limits: Limits) -> ClientRef:
        """Return the facts that travel; `host` is the verified primary one, if there is one."""
        return ClientRef(
            id=self.pk,
            schema_name=self.schema_name,
            name=self.name,
            subdomain=self.subdomain,
            tier=self.tier,
            status=self.status,
            primary_host=host or client_host(self.subdomain),
            demo_today=self.demo_today,
            trial_until=self.trial_until,
            grace_until=self.grace_until,
            limits=self._own_beside(tier_limits),
            time_zone=self.time_zone,
            is_held=self.is_held,
        )

    def limits(self) -> Limits:
        """Return the tier's, but for what was agreed with this client; a tier without terms has none."""
        return self._own_beside(self._tier_limits())

    def _tier_limits(self) -> Limits:
        terms = TierTerms.objects.filter(pk=self.tier).first()
        return terms.limits() if terms else NO_LIMITS

    def _own_beside(self, tier_limits: Limits) -> Limits:
        return Limits.read({**tier_limits.as_json(), **self.own_limits})


class IllegalMove(ValueError):
    """A client's status cannot change that way."""


class DomainQuerySet(models.QuerySet):
    def primary(self) -> Self:
        """Those that links and mails name."""
        return self.filter(is_primary=True, verified_at__isnull=False)

    def update(self, **values: object) -> int:
        rows = super().update(**values)
        transaction.on_commit(forget_hosts)
        return rows

    def delete(self) -> tuple[int, dict[str, int]]:
        deleted = super().delete()
        transaction.on_commit(forget_hosts)
        return deleted


class Domain(models.Model):
    """A host a client answers on. Unverified hosts never route."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="domains")
    host = models.CharField(max_length=253, unique=True)
    is_primary = models.BooleanField(default=False)
    verified_at = models.DateTimeField(null=True, blank=True)
    # Of an address the client has left: the last day on which it sends visitors on; nobody else has it until then.
    forwards_until = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = DomainQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client"], condition=models.Q(is_primary=True), name="domain_one_primary"),
            models.CheckConstraint(condition=models.Q(host=Lower("host")), name="domain_host_lower"),
            models.CheckConstraint(
                condition=models.Q(is_primary=False) | models.Q(forwards_until__isnull=True),
                name="domain_primary_is_not_left",
            ),
        ]

    def __str__(self) -> str:
        return self.host

    def save(self, *args: object, **kwargs: object) -> None:
        super().save(*args, **kwargs)
        transaction.on_commit(forget_hosts)

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        transaction.on_commit(forget_hosts)
        return deleted


class SpareSchema(models.Model):
    """A migrated schema nobody owns yet, so that a new client does not wait for migrations."""

    schema_name = models.CharField(primary_key=True, max_length=63, default=new_schema_name)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.schema_name


class SchemaMigrationQuerySet(models.QuerySet):
    def complete(self) -> Self:
        return self.filter(applied__contains=sorted(needed_by_clients()))


class SchemaMigration(models.Model):
    """How far a schema is, as whoever migrated it last has written down; `fleet` holds it against the schema itself.

    Pages and tasks go by it, since they may look into no schema before they know that it is complete.
    """

    class State(models.TextChoices):
        DONE = "done"
        RUNNING = "running"  # or broken off: a killed process writes nothing
        FAILED = "failed"

    schema_name = models.CharField(primary_key=True, max_length=63)
    state = models.CharField(max_length=10, choices=State.choices)
    applied = models.JSONField(default=list)  # "chat.0001_initial": of the apps that clients have
    failure = models.TextField(blank=True)
    failed_since = models.DateTimeField(null=True)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    objects = SchemaMigrationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.schema_name} {self.state}"


class SetAsideSchema(models.Model):
    """A schema that no client has now: one that is being filled from a backup, or the one that a restored one replaced.

    Known here so that nobody takes it for an orphan; the replaced one is kept until somebody confirms the new one.
    """

    class Reason(models.TextChoices):
        FILLING = "filling"
        REPLACED = "replaced"

    schema_name = models.CharField(primary_key=True, max_length=63)
    reason = models.CharField(max_length=10, choices=Reason.choices)
    client = models.ForeignKey(Client, null=True, on_delete=models.SET_NULL, related_name="set_aside")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client"], condition=models.Q(reason="replaced"), name="set_aside_one_replaced"
            )
        ]

    def __str__(self) -> str:
        return f"{self.schema_name} {self.reason}"
