"""What a new client begins with: what was said of it in the portal, and what it takes over from another client.

A step of provisioning, after the schema and before anybody is invited, so nothing that people have changed meets it.
It may run again after a kill at any place.
"""

from dataclasses import dataclass
from datetime import date

import structlog
from django.db import transaction
from django.utils import timezone

from benefits import classes, plan_years
from benefits.models import BenefitClass, PlanYear
from benefits.plan_templates.begin import TemplateText, begin_new_client, text_of_version
from benefits.plan_templates.models import TemplateVersion
from branding.look import change_logo, change_look
from branding.models import Brand
from branding.pictures.limits import PATIENT_SECONDS
from chat.keeping import keep_for
from platform_admin.copy_setup import copy_setup
from platform_admin.models import ClientDraft
from tenants.clock import today
from tenants.context import tenant_scope
from tenants.models import Client

_DAYS = ("starts_on", "ends_on", "enrolment_opens_on", "enrolment_closes_on")
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class _Wishes:
    year: PlanYear | None
    classes: tuple[BenefitClass, ...]
    look: dict[str, object]
    logo: bytes
    kept_days: int | None
    plans: TemplateText | None


def set_up(client: Client) -> None:
    """Write what is known of it into its schema; raises StorageUnavailable where its logo cannot be stored.

    In the platform's scope, while the client is being provisioned.
    """
    draft = ClientDraft.objects.filter(client=client).select_related("template").first()
    if draft is None:
        return
    wishes, ref = _wishes(draft), client.ref()
    # Its own classes and years first: the template only fills in what they leave free.
    with tenant_scope(ref), transaction.atomic():
        _write_frame(wishes)
    if draft.template is not None:
        if draft.template.status == Client.Status.DELETED:
            log.warning("template_is_gone", client=str(client.pk))
        else:
            with tenant_scope(ref):
                day = today()
            copy_setup(draft.template.ref(), ref, parts=draft.wishes.get("parts", ()), day=day)
    with tenant_scope(ref):
        _write_plans(wishes)
        _write_look(wishes)


def _wishes(draft: ClientDraft) -> _Wishes:
    told = draft.wishes
    year = told.get("year")
    if year:
        days = {name: date.fromisoformat(year[name]) if year[name] else None for name in _DAYS}
        year = PlanYear(label=year["label"], **days)
    return _Wishes(
        year=year or None,
        classes=tuple(BenefitClass(**one) for one in told.get("classes", ())),
        look=told.get("look", {}),
        logo=bytes(draft.logo),
        kept_days=told.get("kept_days"),
        plans=_plans(told.get("plans")),
    )


def _plans(version_id: str | None) -> TemplateText | None:
    if version_id is None:
        return None
    version = TemplateVersion.objects.select_related("template").get(pk=version_id)  # one that is kept stays
    return text_of_version(version)


def _write_frame(wishes: _Wishes) -> None:
    for one in wishes.classes:
        if not BenefitClass.objects.filter(code__iexact=one.code).exists():
            classes.add(one, by=None)
    year = wishes.year
    if year is not None and not PlanYear.objects.overlapping(year.starts_on, year.ends_on).exists():
        plan_years.add(year, by=None)


def _write_plans(wishes: _Wishes) -> None:
    if wishes.plans is None or wishes.year is None:
        return
    # Where the days were taken, the client has the year of another label that has them.
    year = PlanYear.objects.overlapping(wishes.year.starts_on, wishes.year.ends_on).earliest("starts_on")
    begin_new_client(wishes.plans, year, now=timezone.now())


def _write_look(wishes: _Wishes) -> None:
    with transaction.atomic():
        change_look(wishes.look, by=None)
        if wishes.kept_days is not None:
            keep_for(wishes.kept_days, by=None)
    if wishes.logo and "logo" not in Brand.objects.get().pictures:
        change_logo(wishes.logo, by=None, clock_seconds=PATIENT_SECONDS)
