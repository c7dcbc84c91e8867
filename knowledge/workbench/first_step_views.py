from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from benefits.models import SkippedStep
from knowledge.workbench.first_steps import skip_step
from tenants.access import hr_admin_required


@hr_admin_required
@require_POST
def skip(request: HttpRequest) -> HttpResponse:
    """Take a step off the list of a company that does without it."""
    step = request.POST.get("step", "")
    if step in SkippedStep.Step.values:
        skip_step(step, by=request.user)
    return redirect("knowledge:home")
