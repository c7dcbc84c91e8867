"""Mails to HR about test questions: what was held back, and what was answered rightly before and is not any more.

A mail names how many and links to the page; what was asked and answered stands there alone.
"""

from django.db.models import Q
from django.urls import reverse

from accounts.mails.send import send
from accounts.models import User
from chat.models import AnswerRun
from tenants.links import absolute_url


def tell_hr(run: AnswerRun) -> bool:
    """Mail what HR has to know of a run that is over; False if there is nothing to tell."""
    broken = run.results.filter(has_passed=False, before_passed=True)
    is_held = run.decision == AnswerRun.Decision.BLOCKED
    count = broken.filter(is_critical=True).count()
    is_worse = run.cause in (AnswerRun.Cause.NIGHTLY, AnswerRun.Cause.ENGINE) and count > 0
    if not (is_held or is_worse):
        return False
    link = absolute_url(reverse("chat:test_run", args=[run.pk]))
    kind = "test_run_held_back" if is_held else "test_run_worse"
    for address in _addresses(run):
        send(kind, to=address, language="en", run=run, count=count, link=link)
    return True


def _addresses(run: AnswerRun) -> list[str]:
    """Return the owners', and that of whoever wanted the change."""
    wanted = Q(role=User.Role.HR_ADMIN) | Q(pk=run.asked_by_id, role=User.Role.HR_EDITOR)
    return list(User.objects.filter(wanted, is_active=True).order_by("email").values_list("email", flat=True))
