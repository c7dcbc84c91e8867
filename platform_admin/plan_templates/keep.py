"""A template from what is read to what is kept: looked at first, numbered once somebody keeps it, never changed."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max

from accounts.models import User
from benefits.plan_templates.lines import class_codes, faults, without_prices, years_named
from benefits.plan_templates.models import NAME_TAKEN, PlanTemplate, TemplateVersion
from benefits.workbook.read import BookLine
from platform_admin.acts import record_act
from tenants.models import Client

MOST_FAULTS = 5


class TemplateRefused(ValueError):
    """It cannot be done; the message says why and what to do."""


def add_template(*, name: str, about: str, by: User) -> PlanTemplate:
    """Store a template without a version. Raises TemplateRefused."""
    template = PlanTemplate(name=name, about=about, made_by=by)
    try:
        template.validate_constraints()
        with transaction.atomic():
            template.save(force_insert=True)
    except (ValidationError, IntegrityError) as taken:
        raise TemplateRefused(NAME_TAKEN) from taken
    return template


def read_version(
    template: PlanTemplate,
    lines: Sequence[BookLine],
    *,
    origin: str,
    by: User,
    now: datetime,
    classes: Mapping[str, str] | None = None,
    notes: Sequence[str] = (),
    client: Client | None = None,
) -> TemplateVersion:
    """Store lines to be looked at, prices and what is of one company left out. Raises TemplateRefused."""
    if len(years_named(lines)) > 1:
        raise TemplateRefused(
            f"There are {len(years_named(lines))} plan years in it, and a template has none. Leave the rows of one."
        )
    kept, left_out = without_prices(lines)
    if not any(line.table != "pay_calendar" for line in kept):
        raise TemplateRefused("Without prices nothing is left of it. A template needs a plan or a rule.")
    found = faults(kept)
    if found:
        told = [
            f"Sheet “{line.sheet}”, row {line.number}: {' '.join(reasons)}" for line, reasons in found[:MOST_FAULTS]
        ]
        more = f" {len(found) - MOST_FAULTS} more rows cannot be kept either." if len(found) > MOST_FAULTS else ""
        raise TemplateRefused(" ".join(told) + more)
    labels = classes or {}
    with transaction.atomic():
        version = TemplateVersion.objects.create(
            template=template,
            origin=origin[:200],
            lines=[line.as_json() for line in kept],
            classes={code: labels.get(code, code) for code in class_codes(kept)},
            notes=[*notes, *left_out],
            made_by=by,
            made_at=now,
        )
        record_act("plan_template.read", by=by, client=client, template=template.name, rows=len(kept), origin=origin)
    return version


def keep(version: TemplateVersion, *, by: User, now: datetime) -> bool:
    """Make it the template's newest version; False if it was kept before."""
    with transaction.atomic():
        # One after the other, so that each gets a number of its own.
        template = PlanTemplate.objects.select_for_update().get(pk=version.template_id)
        held = TemplateVersion.objects.get(pk=version.pk)
        if held.kept_at is not None:
            return False
        last = template.versions.aggregate(last=Max("number"))["last"] or 0
        TemplateVersion.objects.filter(pk=held.pk).update(number=last + 1, kept_by=by, kept_at=now)
        record_act(
            "plan_template.kept", by=by, client=None, template=template.name, version=last + 1, rows=len(held.lines)
        )
    return True


def discard(version: TemplateVersion, *, by: User) -> bool:
    """Delete what was only looked at, and a template that has nothing else; False if it was kept meanwhile."""
    with transaction.atomic():
        template = PlanTemplate.objects.select_for_update().get(pk=version.template_id)
        deleted, _ = TemplateVersion.objects.filter(pk=version.pk, kept_at=None).delete()
        if not deleted:
            return False
        if not template.versions.exists():
            PlanTemplate.objects.filter(pk=template.pk).delete()
        record_act("plan_template.discarded", by=by, client=None, template=template.name)
    return True


def set_status(template: PlanTemplate, status: str, *, by: User) -> bool:
    """Say who can begin with it; False if it was so before."""
    with transaction.atomic():
        changed = PlanTemplate.objects.filter(pk=template.pk).exclude(status=status).update(status=status)
        if changed:
            record_act("plan_template.status_changed", by=by, client=None, template=template.name, status=status)
    return bool(changed)
