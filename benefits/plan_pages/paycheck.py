"""All that comes off one paycheck: a plan of each line, with whom it covers, and what is put into accounts."""

from collections.abc import Iterator, Mapping, Sequence
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
from benefits.calculators.hsa import HsaLimits
from benefits.calculators.money import ZERO
from benefits.calculators.paycheck import ChosenPlan, PutIn, whole_paycheck
from benefits.calculators.plan_terms import Premium
from benefits.calculators.result import Result, needs_input
from benefits.calculators.words import Note
from benefits.catalogue.held import day_in, for_class
from benefits.catalogue.read import Account, account_rule, deductions_of, plans_on, premium, with_terms
from benefits.federal.limits import hsa_limits
from benefits.federal.missing import not_published
from benefits.models import AccountRule, Plan, PlanLine, PlanYear, Tier
from benefits.plan_pages.for_whom import band_field, charged_kinds, surcharge_fields, year_shown
from benefits.plan_pages.offers import bands_of, surcharge_kinds
from benefits.plan_pages.put_in import most_put_in, refuse_put_in
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
    "At most {limit} may go into the HSA in {year}, from age 55 on {catch_up} more, and of it your employer puts in "
    "{seed}. Write a smaller amount."
)
_FILED_APART = gettext_noop("Spouses who file their taxes apart may put in half as much for dependent care each.")
_ONLY_FROM_55 = gettext_noop("More than {limit} with your employer's money may go into the HSA only from age 55 on.")


@dataclass(frozen=True)
class Choosable:
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

    def __init__(self, asked: QueryDict, there: Choosable) -> None:
        super().__init__(asked)
        self.fields["year"] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.initial["year"] = there.year.label
        for line, label in _LINES.items():
            if there.plans.get(line):
                self.fields[line] = _plan_field(label, there.plans[line], there)
        bands = bands_of([plan for plans in there.plans.values() for plan in plans], there.class_code, there.day)
        if bands:
            self.fields["band"] = band_field(bands)
        for name, field in surcharge_fields().items():
            if name in surcharge_kinds(there.plans.get(PlanLine.MEDICAL, []), there.class_code, there.day):
                self.fields[name] = field
        for name, label in _ACCOUNTS.items():
            if name in there.accounts or (name == "hsa" and there.has_hsa):
                self.fields[name] = MoneyField(label=label, required=False, help_text=_("In the whole year."))


def _plan_field(label: Promise, plans: Sequence[Plan], there: Choosable) -> forms.ChoiceField:
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
    shown = year_shown(request.GET)
    if shown.year is None:
        return render(request, "benefits/plans/paycheck.html", {"form": None})
    there = _there(shown.year, request.user.audience.class_code)
    form = PaycheckForm(request.GET, there)
    answered = None
    if form.is_valid() and any(form.cleaned_data[name] for name in form.fields if name not in ("year", "band")):
        answered = Answered.of(_FIGURES, _whole(there, form.cleaned_data))
    context = {"form": form, "answered": answered, **shown.context()}
    return render(request, "benefits/plans/paycheck.html", context, status=422 if form.errors else 200)


def _there(year: PlanYear, class_code: str) -> Choosable:
    day = day_in(year)
    plans = with_terms([plan for plan in plans_on(day, class_code) if plan.line in _LINES])
    rules = {name: account_rule(name, class_code, year, on=day) for name in _ACCOUNTS if name != "hsa"}
    return Choosable(
        year,
        day,
        class_code,
        {line: [plan for plan in plans if plan.line == line] for line in _LINES},
        {name: rule for name, rule in rules.items() if not isinstance(rule, Result)},
    )


def _whole(there: Choosable, asked: Mapping[str, object]) -> Result:
    chosen = _chosen(there, asked)
    if isinstance(chosen, Result):
        return chosen
    medical = chosen.get(PlanLine.MEDICAL)
    refused = _refused_accounts(there, asked) or (
        _refused_hsa(there.year, asked["hsa"], medical) if asked.get("hsa") else None
    )
    if refused:
        return refused
    priced = [ChosenPlan(f"{one.plan.short_name}: {CHOSEN[one.tier]}", one.price) for one in chosen.values()]
    put_in = [PutIn(str(label), asked[name]) for name, label in _ACCOUNTS.items() if asked.get(name)]
    deductions = None if chosen else deductions_of(there.year, there.class_code, on=there.day)
    whole = whole_paycheck(priced, put_in, deductions=deductions)
    return replace(whole, warnings=(*whole.warnings, *_warned(there.year, asked, medical)))


@dataclass(frozen=True)
class _Chosen:
    plan: Plan
    tier: Tier
    price: Premium


def _chosen(there: Choosable, asked: Mapping[str, object]) -> dict[str, _Chosen] | Result:
    """Return what is chosen, by line, or why one of the prices cannot be told."""
    found = {}
    for line in _LINES:
        if not asked.get(line):
            continue
        name, _colon, tier = str(asked[line]).rpartition(":")
        plan = next(one for one in there.plans[line] if one.short_name == name)
        # Surcharges are added to a medical plan.
        kinds = charged_kinds(asked, tier) if line == PlanLine.MEDICAL else []
        price = premium(plan, tier, there.class_code, kinds, on=there.day, band=str(asked.get("band", "")))
        if isinstance(price, Result):
            return price
        found[line] = _Chosen(plan, Tier(tier), price)
    return found


def _refused_accounts(there: Choosable, asked: Mapping[str, object]) -> Result | None:
    for name, rule in there.accounts.items():
        most = most_put_in(name, rule, there.year, 1)
        if most.status != "ok":
            return most
        if refused := refuse_put_in(name, asked[name], most=most["limit"], least=rule.minimum):
            return refused
    return None


def _refused_hsa(year: PlanYear, own: Decimal, medical: _Chosen | None) -> Result | None:
    """Return why so much may not go into an HSA beside this plan. Somebody of 55 or more is not refused."""
    if medical and not medical.plan.hsa_qualified:
        return needs_input(["hsa"], _NO_HSA, plan=medical.plan.name)
    first = year.starts_on.year
    missing = not_published(first, ("hsa", "self"), ("hsa", "family"), ("hsa_catch_up", ""), today=today())
    if missing:
        return missing
    limits, seed = hsa_limits(first), medical.price.seed_a_year if medical else ZERO
    most = _most_in_hsa(limits, medical)
    if own + seed <= most + limits.catch_up:
        return None
    told = {"limit": most, "catch_up": limits.catch_up, "year": str(first), "seed": seed}
    return needs_input(["hsa"], _OVER_HSA, **told)


def _most_in_hsa(limits: HsaLimits, medical: _Chosen | None) -> Decimal:
    return limits.self_only if medical and medical.tier == Tier.EMPLOYEE else limits.family


def _warned(year: PlanYear, asked: Mapping[str, object], medical: _Chosen | None) -> Iterator[Note]:
    """Yield what is to be known of accounts that are put into."""
    if asked.get("hsa"):
        most = _most_in_hsa(hsa_limits(year.starts_on.year), medical)
        if asked["hsa"] + (medical.price.seed_a_year if medical else ZERO) > most:
            yield Note(_ONLY_FROM_55, {"limit": most})
        if asked.get(AccountRule.Line.FSA):
            yield Note(BARS_FROM_HSA)
    if asked.get(AccountRule.Line.DEPENDENT_CARE):
        yield Note(_FILED_APART)
