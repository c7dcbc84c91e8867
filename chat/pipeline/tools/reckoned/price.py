"""What comes off the pay: with surcharges, and for two plans side by side."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import Field

from benefits.calculators.paycheck import paycheck_deduction
from benefits.calculators.plan_terms import Premium
from benefits.calculators.result import Result, Source
from benefits.calculators.words import dollars
from benefits.catalogue import read
from benefits.models import Plan, PlanYear
from chat.dates import date_in_words
from chat.pipeline.tools.contract import Arguments, Session, Told, ToolResult
from chat.pipeline.tools.reckoned.arguments import COVERED, MOST_PLANS, PLAN, YEAR
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
from chat.pipeline.tools.reckoned.said import MARRIED, Covered, covered_said, smokes, spouse_has_other_plan
from chat.pipeline.understand import Understood
from chat.words import in_language
from knowledge.text.terms import plain_text

_PRICE = re.compile(
    r"\b(?:pay|costs?|price|premiums?|deduct\w*|paychecks?|cheques?|cuesta|cuestan|pago|pagar\w*|precio|prima|descuent\w+)\b"
)
_CARE = re.compile(r"\b(?:bill|visits?|deductibles?|copays?|factura|visitas?|deducible|copago)\b")
_PREMIUM = re.compile(
    r"\bpremiums?\b|\bprimas?\b|\b(?:per|each|every|a) (?:paycheck|pay period|month|year|week)\b|\byearly\b|\bannual\b"
    r"|\bpor (?:cheque|mes|ano|semana)\b|\ba la semana\b|\bal ano\b|\banual\b"
)
_A_YEAR = re.compile(r"\b(?:years?|yearly|annual(?:ly)?|difference|anos?|anual(?:es)?|diferencia)\b")
_HOW_MUCH = re.compile(r"\b(?:how much|what|cost|cuanto|cuesta|precio)\b")
_YES_OR_NO = re.compile(r"\b(?:do|does|will|would) (?:i|we|it) (?:have to )?(?:pay|cost) (?:more|extra)\b|\bpago mas\b")
_EACH = {
    "en": "{plan} for {who} in {year}: {each} from each paycheck{parts}, {a_year} over the year's {count} paychecks.",
    "es": "{plan} para {who} en {year}: {each} de cada cheque{parts}, {a_year} en los {count} cheques del año.",
}
_NONE_ON = {
    "en": "No benefit premiums are taken from the paychecks of {days}.",
    "es": "No se descuentan primas de beneficios de los cheques del {days}.",
}
_NO_SURCHARGE = {
    "tobacco": {"en": "No tobacco surcharge is charged to you.", "es": "A usted no se le cobra recargo por tabaco."},
    "spouse": {
        "en": "No surcharge for a spouse with a plan of their own is charged to you.",
        "es": "A usted no se le cobra recargo por un cónyuge con plan propio.",
    },
}
_SIDE_BY_SIDE = {
    "en": "{plan}: {a_year} a year for {who} in {year}, {each} from each of {count} paychecks.",
    "es": "{plan}: {a_year} al año para {who} en {year}, {each} de cada uno de {count} cheques.",
}
_DIFFERENCE = {
    "en": "For {who} in {year} the {dear} costs {dear_year} a year and the {cheap} {cheap_year}: {more} more a year.",
    "es": "Para {who} en {year}, {dear} cuesta {dear_year} al año y {cheap} {cheap_year}: {more} más al año.",
}
_NO_DIFFERENCE = {
    "en": "For {who} in {year} both cost {dear_year} a year.",
    "es": "Para {who} en {year}, los dos cuestan {dear_year} al año.",
}


class PriceAsked(Arguments):
    plan: str | None = Field(None, description=PLAN)
    covered: Covered | None = Field(None, description=COVERED)
    plan_year: str | None = Field(None, description=YEAR)
    smokes: bool | None = Field(None, description="Whether the person says that they use tobacco.")
    spouse_has_other_plan: bool | None = Field(
        None, description="Whether the spouse could be covered by a job of their own."
    )


@dataclass(frozen=True)
class _Price:
    """What a plan costs in a year, in words and figures, and from how many paychecks of the year it is taken."""

    told: Told
    result: Result
    year: PlanYear
    deductions: int
    charged: frozenset[str]  # kinds of surcharges in it


class PriceWithSurcharges(Reckoned):
    name = "price_with_surcharges"
    description = "What comes off each paycheck for a medical plan, with the surcharges for tobacco and for a spouse."
    arguments = PriceAsked

    def is_asked(self, question: str) -> bool:
        plain = plain_text(question)
        is_amount = _HOW_MUCH.search(plain) and not _YES_OR_NO.search(plain)
        is_price = bool(_PRICE.search(plain) and is_amount) and not _CARE.search(plain)
        return is_price and (smokes(question) or spouse_has_other_plan(question))

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        text = understood.spoken_of[-1]
        given = {"plan": next(iter(plans_said(text)), None), "covered": covered_said(text)}
        told = {name: value for name, value in given.items() if value}
        if missing:
            return told
        return told | {
            "plan_year": understood.words[:300],
            "smokes": smokes(text),
            "spouse_has_other_plan": spouse_has_other_plan(text),
        }

    def reckon(self, asked: PriceAsked, session: Session) -> Reckoning | ToolResult:
        told: list[_Price] = []
        refused = ToolResult("not_available", why="No plan year of that name is in the calendar.")
        for year in years_meant(asked.plan_year, session):
            plan = plan_meant(asked.plan, year, session)
            if isinstance(plan, ToolResult):
                refused = plan
            elif asked.covered is None:
                refused = who_is_covered(plan, session)
            else:
                made = self._of_year(plan, year, asked, session)
                refused = made if isinstance(made, ToolResult) else refused
                told += [] if isinstance(made, ToolResult) else [made]
            if refused.missing:
                return refused
        if not told:
            return refused
        results, labels = [one.result for one in told], tuple(one.year.label for one in told)
        without, papers = _without_deduction([(one.year, one.deductions) for one in told], session)
        charged = frozenset(kind for one in told for kind in one.charged)
        said = [*(one.told for one in told), *without, *_not_charged(asked, charged, session.language)]
        return Reckoning(tuple(said), tuple(results), labels, papers=papers)

    def _of_year(self, plan: Plan, year: PlanYear, asked: PriceAsked, session: Session) -> _Price | ToolResult:
        kinds = ["tobacco"] if asked.smokes else []
        kinds += ["spouse"] if asked.spouse_has_other_plan and asked.covered in MARRIED else []
        code, day = session.scope.audience.class_code, day_in(year, session)
        premium = read.premium(plan, tier_of(plan, asked.covered, session), code, kinds, on=day)
        bad = unless_ok(premium, asked)
        if bad:
            return bad
        result = paycheck_deduction(premium, sources=premium.sources)
        bad = unless_ok(result, asked)
        told = _told(plan, year, asked.covered, premium, result, session.language)
        return bad or _Price(told, result, year, premium.deductions, frozenset(premium.surcharges))


def _told(plan: Plan, year: PlanYear, tier: str, premium: Premium, result: Result, language: str) -> Told:
    parts = " + ".join(map(dollars, (premium.a_deduction, *premium.surcharges.values())))
    words = in_language(_EACH, language)
    each, a_year = dollars(result["each"]), dollars(result["year"])
    text = words.format(
        plan=plan.short_name,
        who=tier_in_words(tier, language),
        year=year.label,
        each=each,
        parts=f" ({parts})" if premium.surcharges else "",
        a_year=a_year,
        count=premium.deductions,
    )
    return Told(text, (plan.name,), figures=(each, a_year))


def _without_deduction(
    prices: Iterable[tuple[PlanYear, int]], session: Session
) -> tuple[list[Told], tuple[Source, ...]]:
    """Return on which paydays no premium comes off, for years and the number of deductions that the price is meant
    for: who sees one paycheck be more may ask why.
    """
    code, language = session.scope.audience.class_code, session.language
    held = [read.days_without_deduction(year, code, count, on=day_in(year, session)) for year, count in prices]
    days = [date_in_words(day, language) for one in held for day in one.terms]
    text = in_language(_NONE_ON, language).format(days="; ".join(days))
    return [Told(text)] if days else [], tuple(dict.fromkeys(source for one in held for source in one.sources))


def _not_charged(asked: PriceAsked, charged: frozenset[str], language: str) -> list[Told]:
    wanted = ["tobacco"] if asked.smokes else []
    wanted += ["spouse"] if asked.spouse_has_other_plan and asked.covered in MARRIED else []
    return [Told(in_language(_NO_SURCHARGE[kind], language)) for kind in wanted if kind not in charged]


# ---- plans side by side


class PremiumsAsked(Arguments):
    plans: tuple[str, ...] | None = Field(None, description="Two or three plans by their names.")
    covered: Covered | None = Field(None, description=COVERED)
    plan_year: str | None = Field(None, description=YEAR)


class PremiumsCompared(Reckoned):
    name = "premiums_compared"
    description = "What two medical plans take off the pay in a year, and the difference. It recommends none."
    arguments = PremiumsAsked

    def is_asked(self, question: str) -> bool:
        plain = plain_text(question)
        if _CARE.search(plain) or not _A_YEAR.search(plain) or covered_said(question) is None:
            return False
        return bool(_PREMIUM.search(plain)) and 2 <= len(plans_said(question)) <= MOST_PLANS

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        text = understood.spoken_of[-1]
        tier = covered_said(text)
        told = {"covered": tier} if tier else {}
        return told if missing else told | {"plans": plans_said(text), "plan_year": understood.words[:300]}

    def reckon(self, asked: PremiumsAsked, session: Session) -> Reckoning | ToolResult:
        years = years_meant(asked.plan_year, session)[:1]
        plans = asked.plans or ()
        if not years or not 2 <= len(plans) <= MOST_PLANS:
            return ToolResult("not_available", why="Name two plans that the company has, and a year that it knows.")
        year, found = years[0], []
        for name in plans:
            plan = plan_meant(name, year, session)
            if isinstance(plan, ToolResult):
                return ToolResult("not_available", why=f"It is not clear which plan {name} is.")
            if asked.covered is None:
                return who_is_covered(plan, session)
            tier, code = tier_of(plan, asked.covered, session), session.scope.audience.class_code
            premium = read.premium(plan, tier, code, on=day_in(year, session))
            bad = unless_ok(premium, asked)
            if bad:
                return bad
            found.append((plan, premium, paycheck_deduction(premium, sources=premium.sources)))
        made = _compared(found, asked.covered, year, session.language)
        counts = {premium.deductions for _, premium, _ in found}
        if isinstance(made, ToolResult) or len(counts) > 1:
            return made
        without, papers = _without_deduction([(year, counts.pop())], session)
        return replace(made, said=(*made.said, *without), papers=papers)


def _compared(
    found: Sequence[tuple[Plan, Premium, Result]], tier: str, year: PlanYear, language: str
) -> Reckoning | ToolResult:
    results = tuple(result for *_, result in found)
    if len({plan.pk for plan, *_ in found}) < len(found) or any(result.status != "ok" for result in results):
        return ToolResult("not_available", why="Two different plans with a price each are needed.")
    who, said = tier_in_words(tier, language), []
    if len(found) == 2:
        (cheap, _, less), (dear, _, more) = sorted(found, key=lambda one: one[2]["year"])
        amounts = [dollars(one) for one in (more["year"], less["year"], more["year"] - less["year"])]
        words = _DIFFERENCE if more["year"] > less["year"] else _NO_DIFFERENCE
        text = in_language(words, language).format(
            who=who,
            year=year.label,
            dear=dear.short_name,
            cheap=cheap.short_name,
            dear_year=amounts[0],
            cheap_year=amounts[1],
            more=amounts[2],
        )
        said.append(Told(text, figures=tuple(amounts)))
    for plan, premium, result in found:
        each, a_year = dollars(result["each"]), dollars(result["year"])
        text = in_language(_SIDE_BY_SIDE, language).format(
            plan=plan.short_name, who=who, year=year.label, each=each, a_year=a_year, count=premium.deductions
        )
        said.append(Told(text, (plan.name,), figures=(each, a_year)))
    return Reckoning(tuple(said), results, (year.label,))
