"""What clients pay, what they are billed, and what the platform was told of their payments. All of it is in `public`.

Amounts are US dollars, exact to the cent. What was once in force is never written over: prices are added, and the terms
of a subscription end where the next begin.
"""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from tenants.models import Client

CENTS = {"max_digits": 12, "decimal_places": 2}
PERCENT = {"max_digits": 5, "decimal_places": 2}


class Basis(models.TextChoices):
    FLAT = "flat", "Flat, a month"
    PER_PERSON = "per_person", "Per employee and month"


class Period(models.TextChoices):
    MONTHLY = "monthly", "Monthly, billed when the month is over"
    YEARLY = "yearly", "Yearly, prepaid"


class Seats(models.TextChoices):
    COUNTED = "counted", "People with an account, counted when a period ends"
    CONTRACTED = "contracted", "The number in the contract"


class TierPrice(models.Model):
    """What a tier costs from a day on, until the next row of the tier."""

    tier = models.CharField(max_length=20, choices=Client.Tier.choices)
    valid_from = models.DateField()
    basis = models.CharField(max_length=10, choices=Basis.choices)
    amount = models.DecimalField(**CENTS)  # a month
    minimum = models.DecimalField(**CENTS, default=0)  # a month, however few people; per employee only
    yearly_discount = models.DecimalField(**PERCENT, default=0)  # percent off for twelve months prepaid
    made_by = models.CharField(max_length=150, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("tier", "-valid_from")
        constraints = [
            models.UniqueConstraint(fields=["tier", "valid_from"], name="tier_price_once_a_day"),
            models.CheckConstraint(condition=Q(amount__gte=0, minimum__gte=0), name="tier_price_amounts"),
            models.CheckConstraint(
                condition=Q(yearly_discount__gte=0, yearly_discount__lte=100), name="tier_price_discount"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tier} from {self.valid_from}"


class SubscriptionQuerySet(models.QuerySet):
    def of_paying(self) -> Self:
        """Those of clients that may pay at all: the demonstration's never do."""
        return self.filter(client__is_demo=False)

    def standing(self) -> Self:
        """Those that were in force at some time, or will be: a plan that was taken back has no day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=F("valid_from")))


class Subscription(models.Model):
    """The terms under which a client has the product from one day until another.

    A change ends the row in force and adds the next. `valid_to` is the first day on which it holds no more; empty: it
    goes on. A row whose two days are equal was planned and taken back.
    """

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="subscriptions")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    tier = models.CharField(max_length=20, choices=Client.Tier.choices)
    # What was agreed instead of the tier's list price; empty: the list price, as it is on each day.
    agreed_basis = models.CharField(max_length=10, choices=Basis.choices, blank=True)
    agreed_amount = models.DecimalField(**CENTS, null=True)
    agreed_minimum = models.DecimalField(**CENTS, null=True)
    discount = models.DecimalField(**PERCENT, default=0)  # percent, off whatever price it is
    period = models.CharField(max_length=10, choices=Period.choices, default=Period.MONTHLY)
    anchor = models.DateField()  # a first day of a billing period; the others are whole months from it
    trial_ends_on = models.DateField(null=True)  # the last day that costs nothing
    seats_from = models.CharField(max_length=10, choices=Seats.choices, default=Seats.COUNTED)
    seats = models.PositiveIntegerField(default=0)
    made_by = models.CharField(max_length=150, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=200, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ("client", "valid_from", "pk")
        constraints = [
            models.UniqueConstraint(fields=["client"], condition=Q(valid_to=None), name="subscription_one_open"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="subscription_days"
            ),
            models.CheckConstraint(condition=Q(discount__gte=0, discount__lte=100), name="subscription_discount"),
            models.CheckConstraint(
                condition=Q(agreed_basis="", agreed_amount=None, agreed_minimum=None)
                | (~Q(agreed_basis="") & Q(agreed_amount__gte=0, agreed_minimum__gte=0)),
                name="subscription_agreed_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} from {self.valid_from}"

    def is_in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class BillingAccount(models.Model):
    """To whom a client's invoices go, and how they are paid."""

    client = models.OneToOneField(Client, on_delete=models.CASCADE, primary_key=True, related_name="billing")
    email = models.EmailField(blank=True)  # empty: the owner's
    name = models.CharField(max_length=255, blank=True)  # empty: the client's
    address = models.TextField(max_length=500, blank=True)
    po_number = models.CharField(max_length=60, blank=True)
    tax_rate = models.DecimalField(max_digits=6, decimal_places=4, default=0)  # percent
    tax_note = models.CharField(max_length=200, blank=True)
    due_days = models.PositiveSmallIntegerField(default=30)
    stripe_customer = models.CharField(max_length=100, blank=True)
    stripe_subscription = models.CharField(max_length=100, blank=True)
    stripe_until = models.DateField(null=True)  # the first day that Stripe has not billed, of a client it billed once

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stripe_customer"], condition=~Q(stripe_customer=""), name="billing_stripe_customer"
            ),
            models.CheckConstraint(condition=Q(tax_rate__gte=0, tax_rate__lte=100), name="billing_tax_rate"),
        ]

    def __str__(self) -> str:
        return str(self.client_id)


class InvoiceNumber(models.Model):
    """The last number given in a year; whoever issues the next holds this row."""

    kind = models.CharField(max_length=15)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "year"], name="invoice_number_once_a_year")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"


class InvoiceQuerySet(models.QuerySet):
    def given(self) -> Self:
        """Those that the client has seen: drafts are the platform's alone."""
        return self.exclude(status=Invoice.Status.DRAFT)

    def unpaid(self) -> Self:
        return self.filter(kind=Invoice.Kind.INVOICE, status=Invoice.Status.ISSUED)

    def overdue(self, today: date) -> Self:
        return self.unpaid().filter(due_on__lt=today)


class Invoice(models.Model):
    """A bill for one period, or the credit note that takes one back. Once issued, only its status changes."""

    class Kind(models.TextChoices):
        INVOICE = "invoice", "Invoice"
        CREDIT_NOTE = "credit_note", "Credit note"

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        ISSUED = "issued", "Open"
        PAID = "paid", "Paid"
        VOID = "void", "Void"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="invoices")
    kind = models.CharField(max_length=15, choices=Kind.choices, default=Kind.INVOICE)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    number = models.CharField(max_length=60, blank=True)  # "INV-2026-00001"; a draft has none
    year = models.PositiveSmallIntegerField(null=True)
    sequence = models.PositiveIntegerField(null=True)  # without gaps within kind and year
    period_from = models.DateField()
    period_to = models.DateField()  # its last day
    credited = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="credit_note")
    bill_to = models.JSONField(default=dict)  # name, email, address, po_number as they were when it was issued
    subtotal = models.DecimalField(**CENTS)
    tax_rate = models.DecimalField(max_digits=6, decimal_places=4, default=0)
    tax_note = models.CharField(max_length=200, blank=True)
    tax = models.DecimalField(**CENTS, default=0)
    total = models.DecimalField(**CENTS)
    drafted_at = models.DateTimeField(default=timezone.now)
    issued_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    paid_on = models.DateField(null=True)
    payment_reference = models.CharField(max_length=100, blank=True)
    void_reason = models.CharField(max_length=200, blank=True)
    pdf = models.CharField(max_length=60, blank=True)  # its key in the platform's files
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(null=True)
    overdue_told_at = models.DateTimeField(null=True)
    stripe_invoice = models.CharField(max_length=100, blank=True)  # one that Stripe made, and numbers itself

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        ordering = ("-issued_on", "-number", "-drafted_at")
        constraints = [
            models.UniqueConstraint(
                fields=["client", "period_from"],
                condition=Q(kind="invoice", stripe_invoice="") & ~Q(status="void"),
                name="invoice_once_a_period",
            ),
            models.UniqueConstraint(fields=["kind", "year", "sequence"], name="invoice_number_unique"),
            models.UniqueConstraint(
                fields=["stripe_invoice"], condition=~Q(stripe_invoice=""), name="invoice_stripe_once"
            ),
            models.CheckConstraint(
                condition=Q(status="draft", number="") | (~Q(status="draft") & ~Q(number="")),
                name="invoice_issued_has_number",
            ),
            models.CheckConstraint(condition=Q(total=F("subtotal") + F("tax")), name="invoice_total_adds_up"),
        ]

    def __str__(self) -> str:
        return self.number or f"Draft of {self.period_from}"

    def is_overdue(self, today: date) -> bool:
        return self.status == self.Status.ISSUED and self.due_on is not None and self.due_on < today


class InvoiceLine(models.Model):
    """One line, with what its amount is reckoned from in words."""

    invoice = models.ForeignKey(Invoice, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    detail = models.CharField(max_length=300, blank=True)
    amount = models.DecimalField(**CENTS)
    is_settlement = models.BooleanField(default=False)  # of the prepaid year before, not of its own period

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["invoice", "position"], name="invoice_line_once")]

    def __str__(self) -> str:
        return self.text


class StripeEvent(models.Model):
    """That an event was taken in: the same one sent again changes nothing."""

    event = models.CharField(primary_key=True, max_length=100)
    type = models.CharField(max_length=100)
    received_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.event


def operator_name(by: User | None) -> str:
    """Return what a row says of who made it: operators come and go, and rows stay."""
    return by.name or by.email if by else ""
