"""People. A client's people live in its schema; operators live in `public`, which no client's role may read."""

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower, Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.audience_fields import OfAudience
from accounts.mail_models import AddressTrouble as AddressTrouble
from accounts.mail_models import MailChoice as MailChoice
from accounts.roster_fields import OfRoster
from tenants.roles import EMPLOYEE, HR, HR_ADMIN, HR_EDITOR, OPERATOR, SERVICE


class UserQuerySet(models.QuerySet):
    def people(self) -> Self:
        """Everybody with an account: all but the service person, who is nobody."""
        return self.exclude(role=User.Role.SERVICE)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email: str, *, name: str, role: str, password: str | None = None, **facts: object) -> "User":
        """Make a person; without a password they cannot sign in until they set one by invitation or reset."""
        user = self.model(email=email.strip().lower(), name=name, role=role, **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email__iexact=email)


class User(OfAudience, OfRoster, AbstractBaseUser):
    class Role(models.TextChoices):
        EMPLOYEE = EMPLOYEE, _("Employee")
        HR_EDITOR = HR_EDITOR, _("HR editor")
        HR_ADMIN = HR_ADMIN, _("HR admin")
        OPERATOR = OPERATOR, _("Operator")
        SERVICE = SERVICE, "API keys"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.EMPLOYEE)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="en")
    wants_simple_words = models.BooleanField(default=False)  # answers, as a rule
    notice_seen_at = models.DateTimeField(null=True)  # what is told once: that a program answers, who reads what
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique"),
            models.UniqueConstraint(
                Lower("employee_id"), condition=~models.Q(employee_id=""), name="user_employee_id_unique"
            ),
        ]
        indexes = [models.Index(Upper("email"), name="user_by_email")]  # as `iexact` asks

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_hr(self) -> bool:
        return self.role in HR

    def get_full_name(self) -> str:
        return self.name

    def first_name(self) -> str:
        return self.name.split(" ")[0]


class InvitationQuerySet(models.QuerySet):
    def open(self, now: datetime) -> Self:
        return self.pending().filter(expires_at__gt=now)

    def pending(self) -> Self:
        """Neither accepted nor withdrawn; it may be too old to be accepted."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)


class Invitation(OfAudience, OfRoster):
    """A way in for one address with one role, both fixed when it was issued. Only a hash of its key is kept."""

    VALID_FOR = timedelta(days=14)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=20, choices=User.Role.choices)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="en")
    key_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at",)
        # Asked for each person of a list, whatever the case.
        indexes = [models.Index(Upper("email"), name="invitation_by_email")]

    def __str__(self) -> str:
        return self.email


class InvitationListQuerySet(models.QuerySet):
    def under_way(self) -> Self:
        """Confirmed, and not done."""
        return self.filter(confirmed_at__isnull=False, finished_at__isnull=True)

    def being_read(self) -> Self:
        """Those a worker has to go on with."""
        return self.filter(reading__in=InvitationList.BEING_READ)

    def at_work(self) -> Self:
        """Those that keep another from being taken in."""
        return self.filter(
            models.Q(reading__in=InvitationList.BEING_READ)
            | models.Q(confirmed_at__isnull=False, finished_at__isnull=True)
        )


class InvitationList(models.Model):
    """A list of people: its file while it is read, and its lines. Nothing is sent or changed before it is confirmed."""

    class Reading(models.TextChoices):
        """How far the file is read."""

        WAITING = "waiting", "Waits for its turn"
        CHECKING = "checking", "Looking what the file holds"
        ASKING = "asking", "One thing has to be said first"
        COMPARING = "comparing", "Comparing with the people there are"
        DONE = "done", "Read"
        REFUSED = "refused", "Refused"
        STOPPED = "stopped", "Stopped"

    BEING_READ = (Reading.WAITING, Reading.CHECKING, Reading.COMPARING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    # Otherwise by HR. Operators are no people of the client, so nobody stands in `made_by` then.
    is_by_platform = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField(default=timezone.now)
    file = models.FileField(max_length=120, blank=True, default="", db_default="")  # until it is read
    file_name = models.CharField(max_length=255, blank=True, default="", db_default="")
    reading = models.CharField(
        max_length=10, choices=Reading.choices, default=Reading.DONE, db_default=Reading.DONE.value
    )
    survey = models.JSONField(null=True)  # accounts.roster.Survey, once it is known
    lines_read = models.PositiveIntegerField(default=0, db_default=0)  # lines, in the present state of reading
    refusal = models.CharField(max_length=500, blank=True, default="", db_default="")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    finished_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)  # what was not done by then is left undone
    employees = models.PositiveIntegerField(default=0)  # with an open account when the list was read

    objects = InvitationListQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M}"

    @property
    def sender(self) -> User | None:
        """Whoever answers for it: who has confirmed it, or would; nobody of the client if it is the platform."""
        return self.confirmed_by or self.made_by

    @property
    def is_being_read(self) -> bool:
        return self.reading in self.BEING_READ


class InvitationLine(OfAudience, OfRoster):
    """One line of such a list, and what became of it."""

    class Status(models.TextChoices):
        FAULTY = "faulty", "Cannot be invited"
        KNOWN = "known", "Known already"
        READY = "ready", "Ready"
        SENDING = "sending", "Being done"
        SENT = "sent", "Sent"
        CHANGED = "changed", "Changed"
        MISSING = "missing", "Not in the list"
        CLOSED = "closed", "Closed"
        FAILED = "failed", "Not done"

    class Fault(models.TextChoices):
        """What is wrong with a line, told without a word of it: operators read no more than this."""

        CELLS = "cells", "Has more or fewer cells than there are columns"
        EMPTY = "empty", "Is empty"
        FORM = "form", "Cannot be understood"
        FORMULA = "formula", "Is a formula or an error of the spreadsheet"
        UNKNOWN = "unknown", "Is nothing that this client has"
        TWICE = "twice", "Stands in the list twice"
        OTHERS = "others", "Is another person’s already"
        HR = "hr", "Is about HR, which no such list brings in or closes"

    WAITING = (Status.READY, Status.SENDING)

    list = models.ForeignKey(InvitationList, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()  # of the line in the file
    email = models.CharField(max_length=254)
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=20, choices=User.Role.choices, default=User.Role.EMPLOYEE)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="en")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.READY)
    note = models.CharField(max_length=255, blank=True)
    fault = models.CharField(max_length=10, choices=Fault.choices, blank=True, default="", db_default="")
    fault_column = models.CharField(max_length=20, blank=True, default="", db_default="")
    is_change = models.BooleanField(default=False)  # of somebody with an account; what is empty stays as it is there
    is_end = models.BooleanField(default=False)  # of an account, or of an invitation that was not accepted
    person = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")  # who is meant, if known
    claimed_at = models.DateTimeField(null=True)
    invitation = models.ForeignKey(Invitation, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["list", "number"], name="invitation_line_once")]
        indexes = [models.Index(fields=["list", "status", "number"], name="invitation_line_by_status")]

    def __str__(self) -> str:
        return self.email


class JoinRule(models.Model):
    """Whether people may ask to join, and with addresses of which domains. One row, or none: nobody may."""

    is_open = models.BooleanField(default=False)
    domains = ArrayField(models.CharField(max_length=253), default=list)
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return ", ".join(self.domains)


class JoinRequestQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """Those that HR has to decide about."""
        return self.filter(state=JoinRequest.State.WAITING)


class JoinRequest(models.Model):
    """Somebody who asked to join. Every address that is typed gets such a row, so that none is told from another."""

    class State(models.TextChoices):
        ASKED = "asked", "Asked, no mail yet"
        MAILED = "mailed", "Told how to go on"
        WAITING = "waiting", "Confirmed, waits for HR"
        MATCHED = "matched", "Was invited already"
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"
        EXPIRED = "expired", "Not decided in time"

    class Reason(models.TextChoices):
        UNKNOWN = "unknown", _("Was not invited")
        OUTDATED = "outdated", _("Was invited to HR, and that invitation is too old")
        FULL = "full", _("Was invited, and there is no room for more people")

    CONFIRM_WITHIN = timedelta(hours=24)
    WAITS_FOR = timedelta(days=14)
    KEPT_FOR = timedelta(days=30)  # once it is decided

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    name = models.CharField(max_length=150, blank=True)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="en")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)  # why it was not settled at once
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)  # of one that waits
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        ordering = ("confirmed_at", "asked_at")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="join_request_waits_once", condition=models.Q(state="waiting"))
        ]

    def __str__(self) -> str:
        return self.email


class ProgramKey(models.Model):
    """A program's key for an API: shown once, kept as a hash, limited to scopes, expiring."""

    BEGINNING = ""  # of every secret of this kind, so that one that is found tells what it opens

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12, unique=True)
    key_hash = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    def is_valid(self, now: datetime) -> bool:
        return self.revoked_at is None and self.expires_at > now


class ApiKey(ProgramKey):
    """A key of a client."""

    BEGINNING = "bk_"

    class Scope(models.TextChoices):
        ASK = "ask", "Ask questions"
        SEARCH = "search", "Search passages"
        DOCUMENTS = "documents", "Upload documents and read their state"
        ANALYTICS = "analytics", "Read figures that are about nobody"

    scopes = ArrayField(models.CharField(max_length=20, choices=Scope.choices))


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def secret_hash(secret: str) -> str:
    """Return the stored form of a random 256-bit secret; such a secret needs no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
