"""What HR is told above its pages while the contract needs somebody: a trial, a payment, a suspension."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenants.binding import ClientRef
from tenants.clock import contract_today
from tenants.roles import HR, HR_ADMIN
from tenants.standing import Standing, standing_of


@dataclass(frozen=True)
class Note:
    """As components/contract_note.html needs it."""

    text: str
    is_urgent: bool = False
    is_read_only: bool = False


def note_for(request: HttpRequest, client: ClientRef) -> Note | None:
    """Return what the signed-in person should know; None for employees, and where all is well."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or user.role not in HR:
        return None
    today = contract_today()
    standing = standing_of(client.status, client.grace_until, today)
    if standing == Standing.READ_ONLY:
        words = _("The assistant is suspended: employees cannot use it, and HR can only read; what is grey is closed.")
        return Note(
            f"{words} {_whom(_('To have it opened again, write to %(email)s.'))}", is_urgent=True, is_read_only=True
        )
    if client.status == "past_due" and user.role == HR_ADMIN:
        return Note(_past_due(client), is_urgent=True)
    if client.status == "active" and client.trial_until and today <= client.trial_until:
        return Note(f"{_trial(client.trial_until, today)} {_whom(_('To go on after that, write to %(email)s.'))}")
    return None


def _past_due(client: ClientRef) -> str:
    if client.trial_until:
        begins = _("The trial ended on %(day)s.") % {"day": _day(client.trial_until)}
    else:
        begins = _("A payment for this assistant is overdue.")
    if client.grace_until is None:
        served = _("Employees are still served.")
    else:
        served = _("Employees are served until %(day)s; after that the assistant is suspended.") % {
            "day": _day(client.grace_until)
        }
    return f"{begins} {served} {_whom(_('To settle it, write to %(email)s.'))}"


def _trial(until: date, today: date) -> str:
    days = (until - today).days
    if days == 0:
        return _("The trial ends today.")
    words = ngettext(
        "The trial ends in %(days)s day, on %(day)s.", "The trial ends in %(days)s days, on %(day)s.", days
    )
    return words % {"days": days, "day": _day(until)}


def _whom(words: str) -> str:
    return words % {"email": settings.CONTRACT_EMAIL}


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
