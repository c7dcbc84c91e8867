"""The question to employees, and what HR sees of the answers."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from analytics.forms import SurveyAnswerForm, SurveyRuleForm
from analytics.results import FEWEST, results_since
from analytics.survey import answer, leave_alone, rule, set_rule
from tenants.access import hr_admin_required, member_required
from tenants.clock import today
from tenants.form_pages import form_page, settings_form


@member_required
@require_POST
def survey_answer(request: HttpRequest) -> HttpResponse:
    form = SurveyAnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a number from 0 to 10."))
    elif answer(request.user, **form.cleaned_data, today=today()):
        messages.success(request, _("Thank you. Nobody can tell that it was you."))
    else:
        messages.info(request, _("Nothing was kept: you are not asked this now, or have answered it already."))
    return redirect("chat:home")


@member_required
@require_POST
def survey_put_away(request: HttpRequest) -> HttpResponse:
    leave_alone(request.user, today=today())
    return redirect("chat:home")


@hr_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def survey_settings(request: HttpRequest) -> HttpResponse:
    form = settings_form(request, SurveyRuleForm, rule())
    if form.is_valid():
        set_rule(**form.cleaned_data, by=request.user)
        messages.success(request, "Saved.")
        return redirect("survey:settings")
    day = today()
    context = {"form": form, "results": results_since(_a_year_before(day), today=day), "fewest": FEWEST}
    return form_page(request, "analytics/survey.html", context)


def _a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=1)
