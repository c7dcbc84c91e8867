"""What is left of a plan's deductible and of its out-of-pocket limit. What was spent is typed and kept nowhere."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_safe

from benefits.calculator_pages.fields import MoneyField
from benefits.calculator_pages.views import Answered
from benefits.calculators.deductible import deductible_left
from benefits.calculators.plan_terms import Limits
from benefits.calculators.result import Amount, Line, Result
from benefits.calculators.words import Note
from benefits.catalogue.held import day_in
from benefits.catalogue.read import medical_terms, plans_on, with_terms
from benefits.models import Plan, PlanLine, Tier
from benefits.plan_pages.for_whom import year_shown
from tenants.access import member_required

_FIGURES = {
    "deductible": gettext_lazy("Left of your deductible"),
    "deductible_of_family": gettext_lazy("Left of the family’s deductible"),
    "limit": gettext_lazy("Left until your out-of-pocket limit"),
    "limit_of_family": gettext_lazy("Left until the family’s out-of-pocket limit"),
}
_NAMES = {"deductible": gettext_noop("Deductible"), "limit": gettext_noop("Out-of-pocket limit")}
_COVERS = {"self": Tier.EMPLOYEE, "family": Tier.FAMILY}  # the limits are those of one person, or of more


class DeductibleForm(forms.Form):
    use_required_attribute = False
    year = forms.CharField(widget=forms.HiddenInput, required=False)
    plan = forms.ChoiceField(
        label=gettext_lazy("Medical plan"), error_messages={"required": gettext_lazy("Choose your plan.")}
    )
    covers = forms.ChoiceField(
        label=gettext_lazy("Whom it covers"),
        choices=(("self", gettext_lazy("Only me")), ("family", gettext_lazy("Me and others"))),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whom the plan covers.")},
    )
    spent = MoneyField(
        label=gettext_lazy("What has counted towards your deductible this year"),
        help_text=gettext_lazy("Your plan’s website or last statement says it. Write 0 if nothing."),
        error_messages={"required": gettext_lazy("Write what has counted so far; 0 if nothing.")},
    )
    spent_by_family = MoneyField(
        label=gettext_lazy("What has counted towards your family’s deductible"),
        required=False,
        help_text=gettext_lazy("With your own. Leave it empty if nobody else has had costs."),
    )
    paid = MoneyField(
        label=gettext_lazy("What has counted towards your out-of-pocket limit this year"),
        required=False,
        help_text=gettext_lazy("To see what is left of that too."),
    )
    paid_by_family = MoneyField(
        label=gettext_lazy("What has counted towards your family’s out-of-pocket limit"),
        required=False,
        help_text=gettext_lazy("With your own. Leave it empty if nobody else has had costs."),
    )

    def __init__(self, asked: QueryDict | None, *, plans: list[Plan], year: str) -> None:
        super().__init__(asked, initial={"year": year, "covers": "self"})
        self.fields["plan"].choices = [(plan.short_name, plan.name) for plan in plans]


@member_required
@require_safe
def deductible(request: HttpRequest) -> HttpResponse:
    """What is asked stands in the address. Plans are named as on paper, so it means the same in another year."""
    # What has counted so far has counted in the year that runs, whatever is being chosen for the next one.
    shown = year_shown(request.GET, is_running=True)
    year = shown.year
    if year is None:
        return render(request, "benefits/plans/deductible.html", {"form": None})
    plans = list(with_terms(plans_on(day_in(year), request.user.audience.class_code, PlanLine.MEDICAL)))
    is_asked = bool(set(request.GET) - {"year"})
    form = DeductibleForm(request.GET if is_asked else None, plans=plans, year=year.label)
    answered = None
    if is_asked and form.is_valid():
        answered = Answered.of(_FIGURES, _left(plans, form.cleaned_data))
    context = {
        "form": form if plans else None,
        "answered": answered,
        **shown.context(),
    }
    status = 422 if is_asked and form.errors else 200
    return render(request, "benefits/plans/deductible.html", context, status=status)


def _left(plans: list[Plan], asked: Mapping[str, object]) -> Result:
    plan = next(one for one in plans if one.short_name == asked["plan"])
    terms = medical_terms(plan, _COVERS[asked["covers"]])
    if isinstance(terms, Result):
        return terms
    told = [_left_of("deductible", terms.deductible, asked, "spent")]
    if asked["paid"] is not None:
        told.append(_left_of("limit", terms.out_of_pocket, asked, "paid"))
    refused = next((one for one in told if one.status != "ok"), None)
    if refused:
        return refused
    amounts, lines = (tuple(part for one in told for part in getattr(one, name)) for name in ("amounts", "lines"))
    return Result("ok", amounts, lines=lines, sources=terms.sources)


def _left_of(name: str, limits: Limits, asked: Mapping[str, object], typed: str) -> Result:
    """Return what is left of one of the two limits, its figures and steps named by it."""
    is_family = asked["covers"] == "family"
    of_family: Decimal | None = asked[f"{typed}_by_family"] if is_family else None
    result = deductible_left(limits, spent=asked[typed], spent_by_family=of_family)
    if result.status != "ok":
        return result
    amounts = [Amount(name, result["left"], "usd")]
    if is_family:
        amounts.append(Amount(f"{name}_of_family", result["left_of_family"], "usd"))
    lines = tuple(
        Line(Note("{name}: {step}", {"name": Note(_NAMES[name]), "step": line.label}), line.formula, line.value)
        for line in result.lines
    )
    return replace(result, amounts=tuple(amounts), lines=lines)
