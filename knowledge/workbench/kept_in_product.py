"""Subjects that HR's own entries cover without any document: employees see them on their pages."""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse

from benefits.models import Contact, PlanYear

CONTACTS, ENROLLMENT = "contacts", "enrollment"  # codes in knowledge/evaluation/subjects.py


@dataclass(frozen=True)
class KeptPlace:
    name: str
    url: str


def kept_in_product() -> dict[str, dict[str, KeptPlace]]:
    """Return by the label of the plan year, and by the subject's code, where HR keeps it."""
    kept: dict[str, dict[str, KeptPlace]] = defaultdict(dict)
    has_contacts = Contact.objects.exists()
    for year in PlanYear.objects.all():
        if has_contacts:
            kept[year.label][CONTACTS] = KeptPlace("Contacts", reverse("benefits:contact_list"))
        if year.enrolment_opens_on:
            kept[year.label][ENROLLMENT] = KeptPlace("Plan years", reverse("benefits:plan_years"))
    return dict(kept)
