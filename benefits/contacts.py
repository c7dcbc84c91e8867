"""What HR does to the contacts."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.text import get_text_list

from accounts.models import User
from benefits.catalogue.write import CATALOGUE
from benefits.frame_changes import refuse_unseen, said
from benefits.models import Contact, Plan
from tenants.audit.log import record
from tenants.one_at_a_time import one_at_a_time


class ContactTaken(ValueError):
    """There is a contact with this name for this need already."""


class ContactUsed(ValueError):
    """Reviewed plans name the contact; the message says which and what to do."""


def add(contact: Contact, *, by: User) -> None:
    """Store a new contact behind all others; raises ContactTaken."""
    last = Contact.objects.aggregate(last=Max("position"))["last"]
    contact.position = 0 if last is None else last + 1
    try:
        with transaction.atomic():
            contact.save(force_insert=True)
            record(
                "contact.added", actor=by, subject=contact, name=contact.name, role=contact.role, after=said(contact)
            )
    except IntegrityError as taken:
        raise ContactTaken(contact.name) from taken


def change(contact: Contact, *, fields: list[str], seen: str, by: User) -> None:
    """Store these fields; raises ContactTaken, ChangedMeanwhile and Contact.DoesNotExist.

    `seen` is the stamp of the contact as whoever changes it has seen it.
    """
    if not fields:
        return
    try:
        with transaction.atomic():
            held = Contact.objects.select_for_update().get(pk=contact.pk)
            refuse_unseen(held, seen)
            Contact.objects.filter(pk=contact.pk).update(**{name: getattr(contact, name) for name in fields})
            told = {"before": said(held, fields), "after": said(contact, fields)}
            record("contact.changed", actor=by, subject=contact, name=contact.name, fields=fields, **told)
    except IntegrityError as taken:
        raise ContactTaken(contact.name) from taken


def plans_naming(contact: Contact) -> str:
    """Return the reviewed plans whose contact it is, with their years; "" if there are none."""
    named = Plan.objects.filter(carrier=contact).reviewed().select_related("plan_year")
    return get_text_list([f"{plan.short_name} ({plan.plan_year})" for plan in named], "and")


def delete(contact: Contact, *, by: User) -> None:
    """Delete a contact that no reviewed plan names; raises ContactUsed."""
    with transaction.atomic():
        # A plan that is saved with it at this moment is waited for, and then names it.
        one_at_a_time(CATALOGUE)
        held = Contact.objects.select_for_update().filter(pk=contact.pk).first()
        if held is None:
            return
        if plans := plans_naming(held):
            raise ContactUsed(
                f"{held.name} is named as the contact of {plans}. Give those plans another contact first, "
                "then delete this one."
            )
        card = said(held)
        held.delete()
        record("contact.deleted", actor=by, subject=contact, name=held.name, role=held.role, before=card)


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
