"""The words of benefits, each with the number it has on the plans that are offered to who reads."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benefits.calculators.plan_terms import MedicalTerms
from benefits.calculators.result import Result
from benefits.calculators.words import dollars
from benefits.catalogue.held import day_in
from benefits.glossary import TERMS, Term
from benefits.models import PlanYear, Tier
from benefits.plan_pages.for_whom import ForWhom, year_wanted, years_shown
from benefits.plan_pages.offers import Offer, offered_plans, offers
from benefits.plan_pages.words import limits_words, service_words
from benefits.services import MEDICAL_SERVICE
from tenants.access import member_required


@dataclass(frozen=True)
class Number:
    plan: str
    text: str


@dataclass(frozen=True)
class Entry:
    name: str
    meaning: str
    of_what: str  # the service that the numbers are of; "" where the word says it
    numbers: tuple[Number, ...]

    @property
    def anchor(self) -> str:
        return "-".join("".join(sign if sign.isalnum() else " " for sign in self.name.lower()).split())


def _of_terms(tell: Callable[[MedicalTerms], str]) -> Callable[[Offer], str]:
    return lambda offer: "" if isinstance(offer.terms, Result) else tell(offer.terms)


def _of_service(code: str) -> Callable[[Offer], str]:
    return _of_terms(lambda terms: service_words(terms.services[code]) if code in terms.services else "")


def _premium(offer: Offer) -> str:
    each = offer.amount("each")
    return "" if each is None else dollars(each)


# What the number of a general word is of.
_OF_WHAT = {"copay": "primary", "coinsurance": "imaging"}
# By a term's first name.
_NUMBERS: Mapping[str, Callable[[Offer], str]] = {
    "deductible": _of_terms(lambda terms: limits_words(terms.deductible)),
    "out-of-pocket limit": _of_terms(lambda terms: limits_words(terms.out_of_pocket)),
    "premium": _premium,
    **{name: _of_service(code) for name, code in _OF_WHAT.items()},
    "preventive care": _of_service("preventive"),
    "primary care physician": _of_service("primary"),
}


@member_required
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    year = year_wanted(None, years_shown())
    shown = _offers(year, request.user.audience.class_code) if year else []
    language = translation.get_language()
    entries = sorted((_entry(term, language, shown) for term in TERMS), key=lambda one: one.name.casefold())
    return render(request, "benefits/plans/glossary.html", {"entries": entries, "year": year})


def _offers(year: PlanYear, class_code: str) -> list[Offer]:
    who = ForWhom(year, day_in(year), class_code, Tier.EMPLOYEE, ())
    return offers(offered_plans(who), who)


def _entry(term: Term, language: str, shown: Sequence[Offer]) -> Entry:
    tell = _NUMBERS.get(term.names[0])
    numbers = [Number(offer.plan.short_name, tell(offer)) for offer in shown] if tell else []
    service = _OF_WHAT.get(term.names[0])
    of_what = _(MEDICAL_SERVICE[service].name) if service else ""
    return Entry(term.name(language), term.said(language), of_what, tuple(one for one in numbers if one.text))
