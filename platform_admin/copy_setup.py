"""What a new client takes over from another: how it is set up, never its people, its documents or what they asked.

Each scope is entered alone, and only plain values are carried over. What is the other company's own stays there: its
name, texts, logo, links and help lines, its HR team among the contacts, notes beside a contact (they hold group
numbers), and every suggested question with its name in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models, transaction

from benefits.models import BenefitClass, Contact, PlanYear, SkippedStep
from branding.look import change_look
from branding.models import Brand
from chat.keeping import keep_for, kept_days
from tenants.audit.log import record
from tenants.binding import ClientRef
from tenants.context import tenant_scope


class Part(models.TextChoices):
    CLASSES = "classes", "Classes"
    YEARS = "years", "Plan years that are not over"
    CONTACTS = "contacts", "Carriers among the contacts"
    LOOK = "look", "Colors, font and suggested questions"
    KEEPING = "keeping", "How long conversations are kept"


@dataclass(frozen=True)
class Taken:
    """Rows as field -> value, ready to be written elsewhere."""

    classes: tuple[dict, ...]
    years: tuple[dict, ...]
    contacts: tuple[dict, ...]
    skipped: tuple[str, ...]
    look: dict[str, object]
    kept_days: int


def copy_setup(source: ClientRef, target: ClientRef, *, parts: Sequence[str] = tuple(Part), day: date) -> None:
    """Give the target what it lacks of these parts, all of them or none; may run again.

    What the target has already stays: a class with the same code, a plan year whose days or label are taken, a
    contact of the same name. Plan years that are over on `day` are left out.
    """
    with tenant_scope(source):
        taken = _taken(source, day)
    with tenant_scope(target), transaction.atomic():
        if Part.CLASSES in parts:
            _write_classes(taken)
        if Part.YEARS in parts:
            _write_years(taken)
        if Part.CONTACTS in parts:
            _write_contacts(taken)
        if Part.LOOK in parts:
            change_look(taken.look, by=None)
        if Part.KEEPING in parts:
            keep_for(taken.kept_days, by=None)
        record("client.setup_copied", actor=None, source=str(source.id), parts=sorted(parts))


def look_of(source: ClientRef) -> dict[str, object]:
    """Return the fields of the client's brand that another may take over."""
    with tenant_scope(source):
        return _look(source)


def _taken(source: ClientRef, day: date) -> Taken:
    years = ("label", "starts_on", "ends_on", "enrolment_opens_on", "enrolment_closes_on")
    contacts = (
        *("name", "role", "phone", "tty", "email", "url", "app_url"),
        *("hours", "hours_es", "languages", "position"),
    )
    return Taken(
        classes=tuple(BenefitClass.objects.values("code", "label", "label_es")),
        years=tuple(PlanYear.objects.not_over(day).values(*years)),
        contacts=tuple(Contact.objects.exclude(role=Contact.Role.HR).values(*contacts)),
        skipped=tuple(SkippedStep.objects.values_list("step", flat=True)),
        look=_look(source),
        kept_days=kept_days(),
    )


def _look(source: ClientRef) -> dict[str, object]:
    brand = Brand.objects.first()
    if brand is None:
        return {}
    # People call "Bluefin Labs" Bluefin.
    own_names = {source.name.lower().split()[0], source.subdomain, brand.product_name.lower()}
    questions = [
        asked for asked in brand.suggested_questions if not any(name in asked["text"].lower() for name in own_names)
    ]
    return {
        "primary_colour": brand.primary_colour,
        "secondary_colour": brand.secondary_colour,
        "font": brand.font,
        "appearance": brand.appearance,
        "suggested_questions": questions,
    }


def _write_classes(taken: Taken) -> None:
    for one in taken.classes:
        if not BenefitClass.objects.filter(code__iexact=one["code"]).exists():
            BenefitClass.objects.create(**one)
    for step in taken.skipped:
        SkippedStep.objects.get_or_create(step=step)


def _write_years(taken: Taken) -> None:
    for one in taken.years:
        is_called_so = PlanYear.objects.filter(label=one["label"]).exists()
        if not is_called_so and not PlanYear.objects.overlapping(one["starts_on"], one["ends_on"]).exists():
            PlanYear.objects.create(**one)


def _write_contacts(taken: Taken) -> None:
    for one in taken.contacts:
        if not Contact.objects.filter(name__iexact=one["name"], role=one["role"]).exists():
            Contact.objects.create(**one)
