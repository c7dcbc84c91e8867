"""What a year comes to: of figures that are the same for all of a class, and care that is one person's alone.

The figures are kept with the pages that are made of them; what somebody types is not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.http import HttpRequest

from benefits.calculators.plan_terms import MedicalTerms, Use
from benefits.catalogue.read import prices, usage_profiles
from benefits.plan_pages.asked import There, asked_of, there_is
from benefits.plan_pages.compare import LEAST
from benefits.plan_pages.estimate import LEVEL_WORDS, WIDTH, UsualYear, assumed, usual_years, years
from benefits.plan_pages.for_whom import ForWhom
from benefits.plan_pages.kept import Shown, kept_figures
from benefits.plan_pages.offers import Offer, offers, without_rows
from benefits.plan_pages.use_form import UseForm

_TYPED = ("n-", "nights-", "price-", "children")


@dataclass(frozen=True)
class Figures:
    """All of the catalogue that a year is reckoned of, for a class and whom is asked for."""

    there: There
    offers: list[Offer]
    profiles: Mapping[str, tuple[Use, ...]]
    prices: Mapping[str, Decimal]
    usual: list[UsualYear]


def is_care_typed(request: HttpRequest) -> bool:
    return any(name.startswith(_TYPED) for name in request.GET)


def show_cost(request: HttpRequest, usual_tier: str) -> Shown:
    figures = kept_figures(request, "cost figures", usual_tier, _read)
    asked = asked_of(request, figures.there, usual_tier)
    context = {"width": WIDTH, "least": LEAST, "plans": asked.plans, "offers": figures.offers}
    if asked.who and figures.offers:
        context |= _estimates(request, asked.who, figures)
    shown = asked.shown(request, context)
    wrong = context["use_form"].errors if "use_form" in context else {}
    return Shown(shown.context, shown.is_shared and not is_care_typed(request), 422 if wrong else shown.status)


def _read(request: HttpRequest, usual_tier: str) -> tuple[Figures, bool]:
    """Return the figures, and whether anybody of the class who asks for the same is shown the same."""
    there = there_is(request)
    asked = asked_of(request, there, usual_tier)
    names = replace(there, plans=[without_rows(plan) for plan in there.plans])
    if asked.who is None:
        return Figures(names, [], {}, {}, []), False
    read = offers(asked.shown_plans(request), asked.who)
    profiles = usage_profiles(asked.who.year, on=asked.who.day).terms
    figures = Figures(
        names,
        [replace(offer, plan=without_rows(offer.plan)) for offer in read],
        profiles,
        prices(asked.who.year, on=asked.who.day).terms,
        usual_years(read, profiles),
    )
    return figures, asked.is_shared(request)


def _charged_by_the_day(read: Sequence[Offer]) -> frozenset[str]:
    known = [offer.terms.services for offer in read if isinstance(offer.terms, MedicalTerms)]
    return frozenset(code for services in known for code, terms in services.items() if terms.is_a_day)


def _estimates(request: HttpRequest, who: ForWhom, figures: Figures) -> dict[str, object]:
    level = request.GET.get("level", "")
    profile = figures.profiles.get(level, ())
    typed = {} if profile else {name: text for name, text in request.GET.items() if name.startswith(_TYPED)}
    services = frozenset(use.service for uses in figures.profiles.values() for use in uses)
    form = UseForm(
        typed,
        tier=who.tier,
        prices=figures.prices,
        profile=profile,
        services=services,
        by_the_day=_charged_by_the_day(figures.offers),
    )
    told: dict[str, object] = {
        "use_form": form,
        "levels": [(name, label, name == level) for name, label in LEVEL_WORDS.items() if name in figures.profiles],
        "usual_years": figures.usual,
        "is_alone": len(form.people) == 1,
    }
    if form.is_valid():
        told["years"] = estimated = years(figures.offers, form.uses())
        beside = figures.usual if told["is_alone"] else ()
        notes = (*assumed(one.result for one in estimated), *(note for one in beside for note in one.assumptions))
        told["assumptions"] = list(dict.fromkeys(map(str, notes)))
    return told
