"""What somebody may change after an event in their life: until when, from when on, and with which papers."""

from datetime import date
from itertools import chain

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_safe

from benefits.calculator_pages.views import Answered
from benefits.calculators.coverage import life_event_window
from benefits.calculators.result import Result, not_available
from benefits.catalogue.read import event_rule
from benefits.models import LifeEventRule, PlanYear
from benefits.plan_pages.calendar_files import day_file
from tenants.access import member_required
from tenants.clock import today
from tenants.form_fields import DateInput

EVENT_WORDS = {
    LifeEventRule.Event.BIRTH: gettext_lazy("A child is born"),
    LifeEventRule.Event.ADOPTION: gettext_lazy("A child is adopted or placed with me"),
    LifeEventRule.Event.MARRIAGE: gettext_lazy("I get married"),
    LifeEventRule.Event.DIVORCE: gettext_lazy("I get divorced"),
    LifeEventRule.Event.LOSS: gettext_lazy("My family or I lose other coverage"),
    LifeEventRule.Event.GAIN: gettext_lazy("My family or I get other coverage"),
    LifeEventRule.Event.MEDICAID: gettext_lazy("Medicaid or CHIP begins or ends"),
    LifeEventRule.Event.MOVE: gettext_lazy("I move"),
    LifeEventRule.Event.DEATH: gettext_lazy("Somebody in my coverage dies"),
}
FIGURES = {
    "until": gettext_lazy("Last day to ask for the change"),
    "holds_from": gettext_lazy("The change holds from"),
    "days": gettext_lazy("Days after the event"),
}


class LifeEventForm(forms.Form):
    use_required_attribute = False
    event = forms.ChoiceField(
        label=gettext_lazy("What happens"),
        choices=tuple(EVENT_WORDS.items()),
        error_messages={"required": gettext_lazy("Choose what happens.")},
    )
    happened = forms.DateField(
        label=gettext_lazy("On which day"),
        widget=DateInput,
        error_messages={"required": gettext_lazy("Write the day on which it happens.")},
    )
    requested = forms.DateField(
        label=gettext_lazy("Day on which you ask for the change"),
        widget=DateInput,
        required=False,
        help_text=gettext_lazy("To see from when on it holds. Leave it empty if you do not know yet."),
    )


@member_required
@require_safe
def life_events(request: HttpRequest) -> HttpResponse:
    """The guide. What is asked stands in the address and is kept nowhere."""
    form = LifeEventForm(request.GET or None)
    context: dict[str, object] = {"form": form, "answered": None}
    if form.is_bound and form.is_valid():
        result = _window(request, form)
        context["answered"] = Answered.of(FIGURES, result)
        context["file_query"] = request.GET.urlencode() if _can_be_asked_for(result, form) else ""
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "benefits/plans/life_events.html", context, status=status)


@member_required
@require_safe
def life_event_file(request: HttpRequest) -> HttpResponse:
    """The last day for the change, for one's calendar."""
    form = LifeEventForm(request.GET)
    result = _window(request, form) if form.is_valid() else None
    if result is None or not _can_be_asked_for(result, form):
        raise Http404
    last: date = result["until"]
    event = form.cleaned_data["event"]
    happened = form.cleaned_data["happened"]
    text = "\n".join(map(str, chain((EVENT_WORDS[event],), result.assumptions)))
    title = _("Last day to change my benefits")
    return day_file(last, title=title, text=text, uid=f"{event}-{happened}@{request.get_host()}", name="last-day")


def _can_be_asked_for(result: Result, form: LifeEventForm) -> bool:
    """Whether the change may still be asked for, or was in time."""
    return result.status == "ok" and (form.cleaned_data["requested"] or today()) <= result["until"]


def _window(request: HttpRequest, form: LifeEventForm) -> Result:
    """Return what holds for the person's class in the plan year of the event, or why that cannot be told."""
    asked = form.cleaned_data
    year = PlanYear.objects.told().on(asked["happened"]).first()
    if year is None:
        return not_available(
            gettext_noop("No plan year of your company has this day in it. Ask HR for the rule that holds.")
        )
    rule = event_rule(asked["event"], request.user.audience.class_code, year, on=asked["happened"])
    if isinstance(rule, Result):
        return rule
    return life_event_window(
        rule.terms, happened=asked["happened"], requested=asked["requested"], today=today(), sources=rule.sources
    )
