"""How clients come: keys of programs, drafts of new clients, lists of many."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from accounts.models import ProgramKey
from accounts.operator_field import operator_field
from tenants.models import Client


class PlatformKey(ProgramKey):
    """A key of the platform's own API: for whoever sells the product, never for a client."""

    created_by = operator_field()

    BEGINNING = "pk_"

    class Scope(models.TextChoices):
        READ = "read", "List clients and see how far they are"
        CREATE = "create", "Create clients, and try again where it stopped"
        DOMAINS = "domains", "Add, check and remove clients’ own domains"

    scopes = ArrayField(models.CharField(max_length=20, choices=Scope.choices))


class CreationKey(models.Model):
    """What a program said so that a request sent twice makes one client. Written with the client, or not at all."""

    KEPT_FOR = timedelta(hours=24)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holder = models.ForeignKey(PlatformKey, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    body_hash = models.CharField(max_length=64)
    # None: the client has been discarded since.
    client = models.ForeignKey(Client, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["holder", "key"], name="creation_key_once")]

    def __str__(self) -> str:
        return self.key


class ClientDraft(models.Model):
    """What an operator has said of a client to be, step by step, and what the client is set up with once it is made.

    `answers` holds what was sent in each step, right or wrong, so that nothing typed is lost: {step: {field: [texts]}}.
    `wishes` is what came of them when the client was made, as `set_up` reads it.
    """

    KEPT_FOR = timedelta(days=30)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_by = operator_field()
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    answers = models.JSONField(default=dict)
    wishes = models.JSONField(default=dict)
    logo = models.BinaryField(blank=True, default=b"")  # a PNG drawn by branding.pictures
    template = models.ForeignKey(Client, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    client = models.OneToOneField(Client, null=True, on_delete=models.CASCADE, related_name="draft")

    class Meta:
        ordering = ("-changed_at",)

    def __str__(self) -> str:
        return self.name or "A client without a name"

    @property
    def name(self) -> str:
        return "".join(self.answers.get("company", {}).get("name", []))


class ClientListQuerySet(models.QuerySet):
    def under_way(self) -> Self:
        return self.filter(confirmed_at__isnull=False, finished_at__isnull=True, cancelled_at__isnull=True)


class ClientList(models.Model):
    """Clients to be made together, as they were read. Nothing is made before it is confirmed."""

    KEPT_FOR = timedelta(days=30)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_by = operator_field()
    created_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = ClientListQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M}"

    @property
    def is_under_way(self) -> bool:
        return self.confirmed_at is not None and self.finished_at is None and self.cancelled_at is None


class ClientLine(models.Model):
    """One line of such a list, and what became of it."""

    class Status(models.TextChoices):
        FAULTY = "faulty", "Cannot be made"
        READY = "ready", "Ready"
        MAKING = "making", "Being made"
        MADE = "made", "Made"
        STOPPED = "stopped", "Stopped"

    list = models.ForeignKey(ClientList, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()  # of the line in the file
    # As they were read, cut to what is shown; a line that is ready fits whole.
    name = models.CharField(max_length=255)
    subdomain = models.CharField(max_length=255)
    owner_name = models.CharField(max_length=255, blank=True)
    owner_email = models.CharField(max_length=255)
    tier = models.CharField(max_length=40, blank=True)
    account = models.CharField(max_length=255, blank=True)
    owner_language = models.CharField(max_length=40, blank=True)
    plans = models.CharField(max_length=255, blank=True)
    plan_year_starts_on = models.CharField(max_length=40, blank=True)
    time_zone = models.CharField(max_length=64, blank=True, default="", db_default="")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.READY)
    note = models.CharField(max_length=500, blank=True)
    client = models.ForeignKey(Client, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["list", "number"], name="client_line_once")]

    def __str__(self) -> str:
        return self.name


def forget_old(now: datetime) -> None:
    """Delete what is needed no longer: keys of creations, drafts that were left or are done with, lists."""
    CreationKey.objects.filter(created_at__lt=now - CreationKey.KEPT_FOR).delete()
    drafts = ClientDraft.objects.filter(changed_at__lt=now - ClientDraft.KEPT_FOR)
    drafts.exclude(client__status__in=(Client.Status.PENDING, Client.Status.PROVISIONING)).delete()
    lists = ClientList.objects.filter(created_at__lt=now - ClientList.KEPT_FOR)
    lists.exclude(pk__in=ClientList.objects.under_way()).delete()
