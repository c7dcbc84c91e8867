"""All that comes off one paycheck: a plan of each line, with whom it covers, and what is put into accounts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_safe

from benefits.calculator_pages.fields import MoneyField
from benefits.calculator_pages.views import Answered
from benefits.calculators.accounts import BARS_FROM_HSA
from benefits.calculators.money import ZERO
from benefits.calculators.paycheck import ChosenPlan, PutIn, whole_paycheck
from benefits.calculators.result import Result, needs_input
from benefits.calculators.words import Note
from benefits.catalogue.held import day_in, for_class
from benefits.catalogue.read import Account, account_rule, deductions_of, plans_on, premium, with_terms
from benefits.federal.limits import hsa_limits
from benefits.federal.missing import not_published
from benefits.models import AccountRule, Plan, PlanLine, PlanYear, Surcharge, Tier
from benefits.plan_pages.accounts import federal_limit_of, refuse_put_in
from benefits.plan_pages.for_whom import (
    WITHOUT_SPOUSE,
    other_year_words,
    surcharge_fields,
    year_wanted,
    years_shown,
)
from benefits.plan_pages.offers import surcharge_kinds
from benefits.tiers import CHOSEN
from tenants.access import member_required
from tenants.clock import today

_LINES: Mapping[str, Promise] = {
    PlanLine.MEDICAL: gettext_lazy("Medical plan"),
    PlanLine.DENTAL: gettext_lazy("Dental plan"),
    PlanLine.VISION: gettext_lazy("Vision plan"),
}
_ACCOUNTS: Mapping[str, Promise] = {
    "hsa": gettext_lazy("Into an HSA"),
    AccountRule.Line.FSA: gettext_lazy("Into a health care FSA"),
    AccountRule.Line.DEPENDENT_CARE: gettext_lazy("Into a dependent care FSA"),
}
_FIGURES = {
    "each": gettext_lazy("Each paycheck"),
    "month": gettext_lazy("A month"),
    "year": gettext_lazy("A year"),
}
_NO_HSA = gettext_noop("{plan} does not go with an HSA. Choose another plan, or leave the HSA empty.")
_OVER_HSA = gettext_noop(
    "At most {limit} may go into the HSA in {year}, of which your employer puts in {seed}. Write a smaller amount."
)
_ONLY_FROM_55 = gettext_noop("More than {limit} with your employer's money may go into the HSA only from age 55 on.")


@dataclass(frozen=True)
class There:
    """What a class can choose from in a plan year."""

    year: PlanYear
    day: date
    class_code: str
    plans: Mapping[str, list[Plan]]  # by line
    accounts: Mapping[str, Account]  # whose rules are there and reviewed

    @property
    def has_hsa(self) -> bool:
        return any(plan.hsa_qualified for plan in self.plans.get(PlanLine.MEDICAL, ()))


class PaycheckForm(forms.Form):
    """Plans are named as they are on paper, so an address means the same in another year."""

    use_required_attribute = False

    def __init__(self, asked: QueryDict, there: There) -> None:
        super().__init__(asked)
        self.fields["year"] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.initial["year"] = there.year.label
        for line, label in _LINES.items():
            if there.plans.get(line):
                self.fields[line] = _plan_field(label, there.plans[line], there)
        for name, field in surcharge_fields().items():
            if name in surcharge_kinds(there.plans.get(PlanLine.MEDICAL, []), there.class_code, there.day):
                self.fields[name] = field
        for name, label in _ACCOUNTS.items():
            if name in there.accounts or (name == "hsa" and there.has_hsa):
                self.fields[name] = MoneyField(label=label, required=False, help_text=_("In the whole year."))


def _plan_field(label: Promise, plans: Sequence[Plan], there: There) -> forms.ChoiceField:
    choices = [
        (
            plan.name,
            [
                (f"{plan.short_name}:{tier}", f"{plan.short_name}: {CHOSEN[tier]}")
                for tier in Tier
                if for_class((row for row in plan.rate_rows.all() if row.tier == tier), there.class_code, there.day)
            ],
        )
        for plan in plans
    ]
    errors = {"invalid_choice": _("This cannot be chosen in %(year)s. Choose another.") % {"year": there.year.label}}
    none = [("", _("None"))]
    return forms.ChoiceField(label=label, choices=none + choices, required=False, error_messages=errors)


@member_required
@require_safe
def plan_paycheck(request: HttpRequest) -> HttpResponse:
    """What is chosen stands in the address, so it can be printed, sent on and gone back to; it is kept nowhere."""
    years, asked = years_shown(), request.GET.get("year")
    year = year_wanted(asked, years)
    if year is None:
        return render(request, "benefits/plans/paycheck.html", {"form": None})
    there = _there(year, request.user.audience.class_code)
    form = PaycheckForm(request.GET, there)
    answered = None
    if form.is_valid() and any(form.cleaned_data[name] for name in form.fields if name != "year"):
        answered = Answered.of(_FIGURES, _whole(there, form.cleaned_data))
    context = {
        "form": form,
        "answered": answered,
        "year": year,
        "years": years,
        "other_year": other_year_words(asked, year),
        "chosen": _without_year(request.GET),
    }
    return render(request, "benefits/plans/paycheck.html", context, status=422 if form.errors else 200)


def _there(year: PlanYear, class_code: str) -> There:
    day = day_in(year)
    plans = with_terms([plan for plan in plans_on(day, class_code) if plan.line in _LINES])
    rules = {name: account_rule(name, class_code, year, on=day) for name in _ACCOUNTS if name != "hsa"}
    return There(
        year,
        day,
        class_code,
        {line: [plan for plan in plans if plan.line == line] for line in _LINES},
        {name: rule for name, rule in rules.items() if not isinstance(rule, Result)},
    )


def _without_year(asked: QueryDict) -> str:
    kept = asked.copy()
    kept.pop("year", None)
    return kept.urlencode()


def _whole(there: There, asked: Mapping[str, object]) -> Result:
    chosen: list[ChosenPlan] = []
    warnings: list[Note] = []
    seed, covers_one = ZERO, False
    for line in _LINES:
        if asked.get(line):
            plan, tier = _plan_of(there.plans[line], str(asked[line]))
            price = premium(plan, tier, there.class_code, _surcharges(line, tier, asked), on=there.day)
            if isinstance(price, Result):
                return price
            chosen.append(ChosenPlan(f"{plan.short_name}: {CHOSEN[tier]}", price))
            if line == PlanLine.MEDICAL and asked.get("hsa") and not plan.hsa_qualified:
                return needs_input(["hsa"], _NO_HSA, plan=plan.name)
            if line == PlanLine.MEDICAL:
                seed, covers_one = price.seed_a_year, tier == Tier.EMPLOYEE
    for name, rule in there.accounts.items():
        federal = federal_limit_of(name, there.year)
        most = rule.plan_limit if federal is None else min(rule.plan_limit, federal)
        if refused := refuse_put_in(name, asked[name], most=most, least=rule.minimum):
            return refused
    if asked.get("hsa"):
        refused = _refuse_hsa(there.year, asked["hsa"], seed, covers_one=covers_one)
        if isinstance(refused, Result):
            return refused
        warnings += refused
    if asked.get("hsa") and asked.get(AccountRule.Line.FSA):
        warnings.append(Note(BARS_FROM_HSA))
    put_in = [PutIn(str(label), asked[name]) for name, label in _ACCOUNTS.items() if asked.get(name)]
    deductions = None if chosen else deductions_of(there.year, there.class_code, on=there.day)
    whole = whole_paycheck(chosen, put_in, deductions=deductions)
    return replace(whole, warnings=(*whole.warnings, *warnings))


def _plan_of(plans: Sequence[Plan], text: str) -> tuple[Plan, Tier]:
    name, _colon, tier = text.rpartition(":")
    return next(plan for plan in plans if plan.short_name == name), Tier(tier)


def _surcharges(line: str, tier: Tier, asked: Mapping[str, object]) -> list[str]:
    """Return the kinds that are added: to a medical plan, and a spouse's only where one is covered."""
    kinds = [kind for kind in Surcharge.Kind.values if asked.get(kind)] if line == PlanLine.MEDICAL else []
    return [kind for kind in kinds if kind != Surcharge.Kind.SPOUSE or tier not in WITHOUT_SPOUSE]


def _refuse_hsa(year: PlanYear, own: Decimal, seed: Decimal, *, covers_one: bool) -> Result | list[Note]:
    """Return why so much may not go into an HSA, or what is to be known of it."""
    first = year.starts_on.year
    missing = not_published(first, ("hsa", "self"), ("hsa", "family"), ("hsa_catch_up", ""), today=today())
    if missing:
        return missing
    limits = hsa_limits(first)
    most = limits.self_only if covers_one else limits.family
    if own + seed > most + limits.catch_up:
        return needs_input(["hsa"], _OVER_HSA, limit=most, year=str(first), seed=seed)
    return [Note(_ONLY_FROM_55, {"limit": most})] if own + seed > most else []
