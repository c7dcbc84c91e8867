"""What a year on one plan or several comes to, with little, usual or much care: never which one to take."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop
from pydantic import Field

from benefits.calculators.annual_cost import estimate_annual_cost
from benefits.calculators.plan_terms import MedicalTerms, Premium
from benefits.calculators.plan_terms import Use as Claim
from benefits.calculators.result import Line, Result
from benefits.calculators.words import Note, dollars
from benefits.catalogue import read
from benefits.models import Plan, PlanYear
from benefits.services import MEDICAL_SERVICE
from chat.extractive.figure_words import service_in_words
from chat.pipeline.tools.contract import Arguments, Session, Told, ToolResult
from chat.pipeline.tools.reckoned.arguments import COVERED, MOST_PLANS, YEAR
from chat.pipeline.tools.reckoned.basis import Reckoned, Reckoning, unless_ok
from chat.pipeline.tools.reckoned.offered import (
    day_in,
    plan_meant,
    plans_said,
    tier_in_words,
    tier_of,
    who_is_covered,
    years_meant,
)
from chat.pipeline.tools.reckoned.said import MARRIED, Covered, Use, covered_said, use_said
from chat.pipeline.tools.reckoned.visits import visits_said
from chat.pipeline.understand import Understood
from chat.words import in_language
from knowledge.text.terms import plain_text

_YEARLY = re.compile(
    r"\b(?:years?|annual(?:ly)?|yearly|total)\b.{0,40}\b(?:cost|come to|pay)\b|\b(?:cost|come to|pay|total)\b.{0,60}"
    r"\b(?:years?|annual(?:ly)?|yearly|total)\b|\b(?:ano|anual)\b.{0,40}\b(?:cuesta|cost\w+|pag\w+|sale)\b"
    r"|\b(?:cuesta|cost\w+|pag\w+|sale)\b.{0,60}\b(?:ano|anual)\b"
)
_WHICH_YEAR = re.compile(r"\b(?:last|next|this|plan) year\b|\b(?:ano (?:pasado|del plan)|(?:este|proximo) ano)\b")
_OF_ONE_FIGURE = re.compile(
    r"\b(?:premiums?|per paycheck|deductibles?|copays?|out[- ]of[- ]pocket|primas?|por cheque|deducible|copago)\b"
)
_LEVELS = {
    Use.LOW: {"en": "a year of little care", "es": "un año de poca atención"},
    Use.TYPICAL: {"en": "a usual year", "es": "un año normal"},
    Use.HIGH: {"en": "a year of much care", "es": "un año de mucha atención"},
    Use.WORST: {"en": "the most it can be with care in the network", "es": "lo más que puede ser dentro de la red"},
}
_GIVEN = {"en": "the care you name", "es": "la atención que usted indica"}
_COMES_TO = {
    "en": "{level}, {who}, {year}: {totals}{difference}.",
    "es": "{level}, {who}, {year}: {totals}{difference}.",
}
_LESS = {"en": "; the {plan} comes to {less} less", "es": "; {plan} cuesta {less} menos"}
_PART_OF_YEAR = {
    "en": "{plan}: {premium} off the pay + {care} for care{seed} = {net}.",
    "es": "{plan}: {premium} de la nómina + {care} de atención{seed} = {net}.",
}
_SEED = {"en": " − {seed} from your employer", "es": " − {seed} de su empresa"}
_NO_PICK = {
    "en": "Which one suits you depends on the care that you expect; HR can go through it with you.",
    "es": "Cuál le conviene depende de la atención que espera; Recursos Humanos puede revisarlo con usted.",
}
_OF_ONE_PERSON = {
    "en": "All of this care is taken to be one person's; care of several people can come to more or less.",
    "es": "Se supone que toda esta atención es de una sola persona; la de varias puede costar más o menos.",
}
_LEFT_OUT = {
    "tobacco": {
        "en": "{plan}: the surcharge for tobacco, {each} from each paycheck, is left out; it would be added.",
        "es": "{plan}: no se incluye el recargo por tabaco, {each} de cada cheque; se sumaría.",
    },
    "spouse": {
        "en": "{plan}: the surcharge for a spouse with a plan of their own, {each} from each paycheck, is left out; it "
        "would be added.",
        "es": "{plan}: no se incluye el recargo por un cónyuge con plan propio, {each} de cada cheque; se sumaría.",
    },
}
_NO_FIGURE = {
    "en": "{level}: no figure for the {plan}, for not all that it takes is in the company's catalogue.",
    "es": "{level}: sin cifra para {plan}, porque no todo lo que hace falta está en el catálogo de la empresa.",
}
_NO_PROFILE = "How much care such a year has is not in the company's catalogue."


class Visits(Arguments):
    service: str = Field(description=f"One of: {', '.join(MEDICAL_SERVICE)}.")
    count: int = Field(description="How many of it in the year.")
    nights: int | None = Field(None, description="Of stays, the nights of each; null if none are told.")


class YearAsked(Arguments):
    plans: tuple[str, ...] | None = Field(None, description="One to three medical plans by their names.")
    covered: Covered | None = Field(None, description=COVERED)
    plan_year: str | None = Field(None, description=YEAR)
    use: Use | None = Field(None, description="How much care; null for little, usual, much and most.")
    visits: tuple[Visits, ...] | None = Field(None, description="How many of each service, where they are counted.")


@dataclass(frozen=True)
class _Offer:
    plan: Plan
    terms: MedicalTerms
    premium: Premium


@dataclass(frozen=True)
class _Total:
    plan: Plan
    total: Decimal
    result: Result
    is_worst: bool

    @property
    def care(self) -> Decimal:
        return self.total - self.result["premium"] + self.result["seed"]


class YearOnPlans(Reckoned):
    name = "year_on_plans"
    description = (
        "What a year on one to three medical plans comes to: what comes off the pay and what care costs, less the "
        "employer's money, for little, usual or much care, or for visits that are counted. It recommends none."
    )
    arguments = YearAsked

    def is_asked(self, question: str) -> bool:
        plain = _WHICH_YEAR.sub(" ", plain_text(question))
        if not _YEARLY.search(plain) or _OF_ONE_FIGURE.search(plain):
            return False
        count = len(plans_said(question))
        if not 1 <= count <= MOST_PLANS:
            return False
        # "A specialist visit" is no year of care.
        counted = visits_said(question)
        is_year_of_care = sum(one.count for one in counted) > 1 or any(one.nights for one in counted)
        return use_said(question) is not None or is_year_of_care or count > 1

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        text = understood.spoken_of[-1]
        tier = covered_said(text)
        told = {"covered": tier} if tier else {}
        if missing:
            return told
        use = use_said(text)
        counted = () if use else visits_said(text)
        visits = [asdict(one) for one in counted] or None
        return told | {"plans": plans_said(text), "plan_year": understood.words[:300], "use": use, "visits": visits}

    def reckon(self, asked: YearAsked, session: Session) -> Reckoning | ToolResult:
        years = years_meant(asked.plan_year, session)[:1]
        named = asked.plans or ()
        if not years or not 1 <= len(named) <= MOST_PLANS:
            return ToolResult("not_available", why="Name a plan that the company has, and a year that it knows.")
        unknown = [one.service for one in asked.visits or () if one.service not in MEDICAL_SERVICE]
        if unknown:
            return ToolResult("not_available", why=f"There are no such services: {', '.join(unknown)}.")
        plans = []
        for name in named:
            plan = plan_meant(name, years[0], session)
            if isinstance(plan, ToolResult):
                return ToolResult("not_available", why=f"It is not clear which plan {name} is.")
            if asked.covered is None:
                return who_is_covered(plan, session)
            plans.append(plan)
        if len({plan.pk for plan in plans}) < len(plans):
            return ToolResult("not_available", why="These are names of one plan.")
        return _reckoned(plans, years[0], asked, session)


def _reckoned(plans: Sequence[Plan], year: PlanYear, asked: YearAsked, session: Session) -> Reckoning | ToolResult:
    said, results, papers, unknown = [], [], [], []
    read.with_terms(plans)  # once for all levels and surcharges
    offers = [_offer(plan, year, asked, session) for plan in plans]
    bad = next((one for one in offers if isinstance(one, ToolResult)), None)
    if bad:
        return bad
    for level in _levels(asked, year, session):
        claims = _claims(level, asked.visits, year, session)
        if isinstance(claims, ToolResult):
            if asked.use or asked.visits:
                return claims
            continue
        uses, sources = claims
        totals = [_total(offer, uses, level, asked, session) for offer in offers]
        known = [one for one in totals if isinstance(one, _Total)]
        unknown += [
            (one, _not_known(offer.plan, level, session.language))
            for offer, one in zip(offers, totals, strict=True)
            if isinstance(one, ToolResult)
        ]
        if known:
            said += _told(known, level, year, asked.covered, session.language)
            papers += sources
            results += [one.result for one in known]
    if not said:
        return unknown[0][0] if unknown else ToolResult("not_available", why=_NO_PROFILE)
    said += [words for _, words in unknown]
    if len(plans) > 1:
        said.append(Told(in_language(_NO_PICK, session.language)))
    assumed = [*_of_one_person(results, asked, session.language), *_left_out(plans, year, asked.covered, session)]
    return Reckoning(tuple(said), tuple(results), (year.label,), tuple(assumed), tuple(papers))


def _not_known(plan: Plan, level: Use | None, language: str) -> Told:
    words = _in_words(level, language)
    return Told(in_language(_NO_FIGURE, language).format(level=words, plan=plan.short_name), (plan.name,))


def _levels(asked: YearAsked, year: PlanYear, session: Session) -> list[Use | None]:
    """Return the years to be told. One of much care that HR has not described is the most that it can come to."""
    if asked.visits:
        return [None]
    if asked.use is not Use.HIGH:
        return [asked.use] if asked.use else list(Use)
    is_described = asked.use.value in read.usage_profiles(year, on=day_in(year, session)).terms
    return [Use.HIGH if is_described else Use.WORST]


def _of_one_person(results: Sequence[Result], asked: YearAsked, language: str) -> list[str]:
    has_care = any(result["care"] for result in results)
    return [in_language(_OF_ONE_PERSON, language)] if has_care and asked.covered is not Covered.EMPLOYEE else []


def _left_out(plans: Sequence[Plan], year: PlanYear, covered: Covered, session: Session) -> list[str]:
    """Return what could be added to the prices for the asker's class, plan by plan."""
    day, code, told = day_in(year, session), session.scope.audience.class_code, []
    kinds = ("tobacco", "spouse") if covered in MARRIED else ("tobacco",)
    for plan in plans:
        for kind in kinds:
            price = read.premium(plan, tier_of(plan, covered, session), code, (kind,), on=day)
            each = None if isinstance(price, Result) else price.surcharges.get(kind)
            if each:
                words = in_language(_LEFT_OUT[kind], session.language)
                told.append(words.format(plan=plan.short_name, each=dollars(each)))
    return told


def _claims(
    level: Use | None, visits: Sequence[Visits] | None, year: PlanYear, session: Session
) -> tuple[tuple[Claim, ...], tuple] | ToolResult:
    day = day_in(year, session)
    if level is Use.WORST:
        return (), ()
    if level is None:
        prices = read.prices(year, on=day)
        return tuple(_claim(one, prices.terms.get(one.service)) for one in visits or ()), prices.sources
    profiles = read.usage_profiles(year, on=day)
    if level.value not in profiles.terms:
        return ToolResult("not_available", why=_NO_PROFILE)
    return profiles.terms[level.value], profiles.sources


def _claim(visits: Visits, price: Decimal | None) -> Claim:
    if visits.nights is None:
        return Claim.counted(visits.service, visits.count, price)
    return Claim(visits.service, visits.count, allowed=price, nights=visits.nights)


def _offer(plan: Plan, year: PlanYear, asked: YearAsked, session: Session) -> _Offer | ToolResult:
    day, code = day_in(year, session), session.scope.audience.class_code
    tier = tier_of(plan, asked.covered, session)
    terms = read.medical_terms(plan, tier, on=day)
    premium = read.premium(plan, tier, code, on=day)
    return unless_ok(terms, asked) or unless_ok(premium, asked) or _Offer(plan, terms, premium)


def _total(
    offer: _Offer, uses: Sequence[Claim], level: Use | None, asked: YearAsked, session: Session
) -> _Total | ToolResult:
    result = estimate_annual_cost(offer.terms, offer.premium, uses)
    bad = unless_ok(result, asked)
    if bad:
        return bad
    sources = tuple(dict.fromkeys((*result.sources, *offer.premium.sources)))
    lines = tuple(_named(line, offer.plan, session.language) for line in result.lines)
    is_worst = level is Use.WORST
    total = result["worst"] if is_worst else result["net"]
    return _Total(offer.plan, total, replace(result, lines=lines, sources=sources), is_worst)


def _in_words(level: Use | None, language: str) -> str:
    words = in_language(_LEVELS[level] if level else _GIVEN, language)
    return words[0].upper() + words[1:]


def _named(line: Line, plan: Plan, language: str) -> Line:
    """Return a step with its plan before it, and a service by its name."""
    service = MEDICAL_SERVICE.get(line.label.text)
    what: Note = line.label
    if service:
        what = Note(service_in_words(service.code, language))
    return replace(line, label=Note(gettext_noop("{plan}, {what}"), {"plan": plan.short_name, "what": what}))


def _told(totals: Sequence[_Total], level: Use | None, year: PlanYear, tier: str, language: str) -> list[Told]:
    amounts = [dollars(one.total) for one in totals]
    difference = ""
    if len(totals) == 2 and totals[0].total != totals[1].total:
        less, more = sorted(totals, key=lambda one: one.total)
        apart = dollars(more.total - less.total)
        amounts.append(apart)
        difference = in_language(_LESS, language).format(plan=less.plan.short_name, less=apart)
    text = in_language(_COMES_TO, language).format(
        level=_in_words(level, language),
        who=tier_in_words(tier, language),
        year=year.label,
        totals=", ".join(f"{one.plan.short_name} {dollars(one.total)}" for one in totals),
        difference=difference,
    )
    return [Told(text, figures=tuple(amounts)), *(_part(one, language) for one in totals)]


def _part(one: _Total, language: str) -> Told:
    seed = one.result["seed"]
    text = in_language(_PART_OF_YEAR, language).format(
        plan=one.plan.short_name,
        premium=dollars(one.result["premium"]),
        care=dollars(one.care),
        seed=in_language(_SEED, language).format(seed=dollars(seed)) if seed else "",
        net=dollars(one.total),
    )
    return Told(text, (one.plan.name,))
