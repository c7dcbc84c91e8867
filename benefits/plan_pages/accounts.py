"""What somebody puts into a spending account: how much each paycheck, and what becomes of what is left."""

from dataclasses import replace
from decimal import Decimal

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_safe

from benefits.calculator_pages.fields import MoneyField
from benefits.calculator_pages.views import Answered
from benefits.calculators.accounts import fsa_year_end
from benefits.calculators.money import ZERO
from benefits.calculators.paycheck import per_pay
from benefits.calculators.result import Amount, Result, needs_input
from benefits.catalogue.held import day_in
from benefits.catalogue.read import account_rule, deductions_of
from benefits.models import AccountRule, PlanYear
from benefits.plan_pages.for_whom import first_shown, years_shown
from benefits.plan_pages.put_in import most_put_in, refuse_put_in
from tenants.access import member_required

FIGURES = {
    "limit": gettext_lazy("At most in a year"),
    "each": gettext_lazy("Each paycheck, for the most"),
    "own_each": gettext_lazy("Each paycheck, for your amount"),
    "care_until": gettext_lazy("Spend it by"),
    "claims_until": gettext_lazy("Send claims in by"),
    "carried": gettext_lazy("Carried over"),
    "at_risk": gettext_lazy("Lost unless it is claimed"),
}


_TOO_MUCH_LEFT = gettext_noop("No more than {most}, which is put in, can be left at the end. Write a smaller amount.")


class AccountForm(forms.Form):
    use_required_attribute = False
    year = forms.ChoiceField(label=gettext_lazy("Plan year"))
    own = MoneyField(
        label=gettext_lazy("What you want to put in"),
        required=False,
        help_text=gettext_lazy("In the whole year. Leave it empty to see the most that is allowed."),
    )
    left = MoneyField(
        label=gettext_lazy("What could be left at the end"),
        required=False,
        help_text=gettext_lazy("To see what is carried over and what is lost."),
    )

    def __init__(self, asked: dict[str, str], *, years: list[PlanYear], first: str) -> None:
        super().__init__({"year": first} | asked)
        self.fields["year"].choices = [(year.label, year.label) for year in years]


@member_required
@require_safe
def fsa_planner(request: HttpRequest) -> HttpResponse:
    """A health care FSA by the rules of the person's own class. What is typed is kept nowhere."""
    years = years_shown()
    if not years:
        return render(request, "benefits/plans/fsa.html", {"form": None})
    form = AccountForm(request.GET.dict(), years=years, first=first_shown(years))
    context: dict[str, object] = {"form": form, "answered": None}
    if form.is_valid():
        year = next(one for one in years if one.label == form.cleaned_data["year"])
        context["answered"] = Answered.of(FIGURES, _planned(request, year, form))
    return render(request, "benefits/plans/fsa.html", context, status=422 if form.errors else 200)


def _planned(request: HttpRequest, year: PlanYear, form: AccountForm) -> Result:
    rule = account_rule(AccountRule.Line.FSA, request.user.audience.class_code, year, on=day_in(year))
    if isinstance(rule, Result):
        return rule
    deductions = deductions_of(year, request.user.audience.class_code, on=day_in(year))
    limit = most_put_in(AccountRule.Line.FSA, rule, year, deductions or 1)
    own = form.cleaned_data["own"]
    if limit.status != "ok":
        return limit
    if refused := refuse_put_in("own", own, most=limit["limit"], least=rule.minimum):
        return refused
    left, most_left = form.cleaned_data["left"], limit["limit"] if own is None else own
    if left is not None and left > most_left:
        return needs_input(["left"], _TOO_MUCH_LEFT, most=most_left)
    end = fsa_year_end(rule.year_end, balance=left or ZERO)
    return replace(
        limit,
        amounts=(*_parts(limit, own, deductions), *_end(end, left)),
        lines=(*(limit.lines if deductions else ()), *(end.lines if left else ())),
        warnings=(*limit.warnings, *end.warnings, *((end.why,) if end.why else ())),
    )


def _parts(limit: Result, own: Decimal | None, deductions: int | None) -> list[Amount]:
    """Return the most and its part of each paycheck, where it is known how many there are."""
    told = [one for one in limit.amounts if one.key == "limit" or deductions]
    if own is not None and deductions:
        told.append(Amount("own_each", per_pay(own, deductions), "usd_a_pay"))
    return told


def _end(end: Result, left: Decimal | None) -> list[Amount]:
    """Return the last days, and what becomes of money only where somebody has said how much."""
    return [one for one in end.amounts if left or one.unit == "day"]
