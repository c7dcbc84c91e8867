"""Mails to HR about test questions: what was held back, and what was answered rightly before and is not any more.

A mail names how many and links to the page; what was asked and answered stands there alone.
"""

from django.core.mail import EmailMessage
from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User
from chat.models import AnswerRun
from tenants.context import current_client
from tenants.links import absolute_url


def tell_hr(run: AnswerRun) -> bool:
    """Mail what HR has to know of a run that is over; False if there is nothing to tell."""
    broken = run.results.filter(has_passed=False, before_passed=True)
    is_held = run.decision == AnswerRun.Decision.BLOCKED
    count = broken.filter(is_critical=True).count()
    is_worse = run.cause in (AnswerRun.Cause.NIGHTLY, AnswerRun.Cause.ENGINE) and count > 0
    if not (is_held or is_worse):
        return False
    context = {
        "run": run,
        "count": count,
        "client_name": current_client().name,
        "link": absolute_url(reverse("chat:test_run", args=[run.pk])),
    }
    name = "held_back" if is_held else "worse"
    # A worker sends it: templates are given the client's brand with a request.
    request = HttpRequest()
    subject = render_to_string(f"chat/email/test_run_{name}_subject.txt", context, request)
    body = render_to_string(f"chat/email/test_run_{name}_message.txt", context, request)
    for address in _addresses(run):
        EmailMessage(subject=" ".join(subject.split()), body=body, to=[address]).send()
    return True


def _addresses(run: AnswerRun) -> list[str]:
    """Return the owners', and that of whoever wanted the change."""
    wanted = Q(role=User.Role.HR_ADMIN) | Q(pk=run.asked_by_id, role=User.Role.HR_EDITOR)
    return list(User.objects.filter(wanted, is_active=True).order_by("email").values_list("email", flat=True))
