"""What HR does to the contacts."""

from django.db import IntegrityError, transaction
from django.db.models import Max

from accounts.models import User
from benefits.models import Contact
from tenants.audit.log import record


class ContactTaken(ValueError):
    """There is a contact with this name for this need already."""


def add(contact: Contact, *, by: User) -> None:
    """Store a new contact behind all others; raises ContactTaken."""
    last = Contact.objects.aggregate(last=Max("position"))["last"]
    contact.position = 0 if last is None else last + 1
    try:
        with transaction.atomic():
            contact.save(force_insert=True)
            record("contact.added", actor=by, subject=contact, name=contact.name, role=contact.role)
    except IntegrityError as taken:
        raise ContactTaken(contact.name) from taken


def change(contact: Contact, *, fields: list[str], by: User) -> None:
    """Store these fields, leaving what others changed meanwhile; raises ContactTaken and Contact.DoesNotExist."""
    if not fields:
        return
    try:
        with transaction.atomic():
            stored = Contact.objects.filter(pk=contact.pk).update(**{name: getattr(contact, name) for name in fields})
            if not stored:
                raise Contact.DoesNotExist
            record("contact.changed", actor=by, subject=contact, name=contact.name, fields=fields)
    except IntegrityError as taken:
        raise ContactTaken(contact.name) from taken


def delete(contact: Contact, *, by: User) -> None:
    with transaction.atomic():
        deleted, _ = Contact.objects.filter(pk=contact.pk).delete()
        if deleted:
            record("contact.deleted", actor=by, subject=contact, name=contact.name, role=contact.role)


def move_up(contact: Contact, *, by: User) -> None:
    """Let the contact change places with the one before it."""
    with transaction.atomic():
        order = list(Contact.objects.select_for_update())
        place = order.index(contact) if contact in order else 0
        if place == 0:
            return
        order[place - 1], order[place] = order[place], order[place - 1]
        for position, row in enumerate(order):
            Contact.objects.filter(pk=row.pk).exclude(position=position).update(position=position)
        record("contact.moved", actor=by, subject=contact, name=contact.name)
