"""What HR of a demo company tells its people in November 2026. Written once: what HR does with it stays."""

from collections.abc import Callable

from django.utils import timezone

from accounts.models import User
from chat.announcements.write import Draft, publish, write
from chat.models import Announcement
from knowledge.models import Document
from platform_admin.demo.company import Company
from platform_admin.demo.numbers import DEMO_TODAY
from platform_admin.demo.shapes import PlanYear
from platform_admin.demo.wording import day, dia
from tenants.binding import ClientRef
from tenants.context import tenant_scope


def seed_announcements(company: Company, client: ClientRef) -> None:
    """Publish the company's announcement, by its HR admin, while there is none at all."""
    with tenant_scope(client):
        owner = User.objects.filter(role=User.Role.HR_ADMIN).order_by("created_at").first()
        if Announcement.objects.exists() or owner is None:
            return
        now = timezone.now()
        row = write(_ANNOUNCED[company.subdomain](company.plan_years[-1]), by=owner, now=now)
        publish(row, seen_number=row.number, day=DEMO_TODAY, by=owner, now=now)


def _juniper(year: PlanYear) -> Draft:
    last = year.enrolment_closes_on
    return Draft(
        title=f"Open enrollment ends on {day(last)}",
        text=f"Choose your {year.label} plans by then. An FSA is for one year at a time: enter its amount anew.\n\n"
        "Not sure? [Work out what a year would cost](/plans/cost/).",
        title_es=f"La inscripción abierta termina el {dia(last)}",
        text_es=f"Elija sus planes para {year.label} antes. La FSA es para un solo año: anote de nuevo el monto.\n\n"
        "¿No sabe cuál elegir? [Calcule cuánto costaría un año](/plans/cost/).",
        first_day=year.enrolment_opens_on,
        last_day=last,
        page="compare",
        document=_guide(year),
    )


def _bluefin(year: PlanYear) -> Draft:
    last = year.enrolment_closes_on
    return Draft(
        title=f"Enroll for {year.label} by {day(last)}",
        text="Open enrollment closes then. See [what is new](/plans/new/) before you decide, and check whom you cover.",
        title_es=f"Inscríbase para {year.label} a más tardar el {dia(last)}",
        text_es="Ese día cierra la inscripción abierta. Vea [qué hay de nuevo](/plans/new/) antes de decidir y revise "
        "a quién cubre.",
        first_day=year.enrolment_opens_on,
        last_day=last,
        page="plans",
        document=_guide(year),
    )


def _cedarmain(year: PlanYear) -> Draft:
    return Draft(
        title="Getting married or having a baby? Report it in time",
        text=f"Our plan year runs until {day(year.ends_on)}, so there is no open enrollment this fall. You can still "
        "change your coverage after a marriage, a birth, an adoption or when other coverage ends, if you report it in "
        "time.",
        title_es="¿Se casa o espera un bebé? Avise a tiempo",
        text_es=f"Nuestro año del plan dura hasta el {dia(year.ends_on)}, así que este otoño no hay inscripción "
        "abierta. De todos modos puede cambiar su cobertura después de un matrimonio, un nacimiento, una adopción o "
        "cuando termina otra cobertura, si avisa a tiempo.",
        first_day=DEMO_TODAY.replace(day=1),
        last_day=DEMO_TODAY.replace(month=12, day=31),
        page="life_events",
    )


def _guide(year: PlanYear) -> Document | None:
    """Return the year's guide that everybody may read, if it is published."""
    guides = Document.objects.published().filter(kind=Document.Kind.GUIDE, plan_year=year.label, language="en")
    return next((guide for guide in guides if guide.meant_for.is_everyone), None)


_ANNOUNCED: dict[str, Callable[[PlanYear], Draft]] = {
    "juniper": _juniper,
    "bluefin": _bluefin,
    "cedarmain": _cedarmain,
}
