"""What is left of a plan's deductible, or of its out-of-pocket limit, by what the person says they have spent."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import Field

from benefits.calculators.deductible import deductible_left
from benefits.calculators.plan_terms import Limits
from benefits.calculators.result import Result
from benefits.calculators.words import dollars
from benefits.catalogue import read
from benefits.models import Plan, PlanYear
from chat.pipeline.tools.contract import Arguments, Session, Told, ToolResult
from chat.pipeline.tools.reckoned.arguments import COVERED, PLAN, YEAR, Dollars
from chat.pipeline.tools.reckoned.basis import Reckoned, Reckoning, needs, unless_ok
from chat.pipeline.tools.reckoned.offered import (
    day_in,
    of_today,
    plan_meant,
    plans_said,
    tier_in_words,
    tier_of,
    whose_deductible,
    years_meant,
)
from chat.pipeline.tools.reckoned.said import Covered, covered_said, money_said, number_replied
from chat.pipeline.tools.reckoned.so_far import spent_said
from chat.pipeline.understand import Understood
from chat.words import in_language
from knowledge.text.terms import plain_text


class Limit(StrEnum):
    DEDUCTIBLE = "deductible"
    OUT_OF_POCKET = "out_of_pocket"


_DEDUCTIBLE = re.compile(r"\bdeductibles?\b|\bdeducibles?\b")
_OUT_OF_POCKET = re.compile(
    r"\bout[- ]of[- ]pocket\b|\boop(?:m| max)?\b"
    r"|\b(?:maximo|limite|tope) (?:anual )?de (?:mi )?(?:gastos|bolsillo|desembolso)\b"
    r"|\bgastos? de bolsillo\b"
)
_LEFT = re.compile(
    r"\b(?:left|remain\w*|to go|still (?:have to|need to|owe)|until i (?:meet|reach|hit)|before i (?:meet|reach|hit))\b"
    r"|\b(?:queda\w*|falta\w*|resta\w*)\b"
)
_NOT_MEDICAL = re.compile(
    r"\b(?:dental|dentist\w*|vision|car|auto|home|pet|tax\w*|out[- ]of[- ]network|fuera de la red)\b"
)
_NOTHING = re.compile(r"\W*(?:nothing|none|zero|0|\$0|nada|cero|ninguno)\W*")
_OF_OWN = {
    "en": "How much of the {spent} was spent for you alone?",
    "es": "¿Cuánto de los {spent} se gastó solo por usted?",
}
_NAMES = {
    Limit.DEDUCTIBLE: {"en": "deductible", "es": "deducible"},
    Limit.OUT_OF_POCKET: {"en": "out-of-pocket limit", "es": "límite de gastos de bolsillo"},
}
_LEFT_TOLD = {
    "en": "On the {plan} ({who}) you have {left} left of the {year} {limit} of {whole}.",
    "es": "En {plan} ({who}), de {whole} de {limit} en {year} le quedan {left}.",
}
_OF_ONES_OWN = {
    "en": "Your family together has {left} left of {whole}; what counts for you is the smaller of the two.",
    "es": "A su familia en conjunto le quedan {left} de {whole}; para usted cuenta el menor de los dos.",
}
_LIMIT_LEFT = {
    "en": "Of the out-of-pocket limit of {whole} at most {left} is left: what went to the deductible counts there too.",
    "es": "Del límite de gastos de bolsillo de {whole} quedan como máximo {left}: lo que fue al deducible también "
    "cuenta allí.",
}
_IN_NETWORK = {
    "en": "What you have spent is taken to have counted towards the {limit} in the network in {year}; what the carrier "
    "has on record decides.",
    "es": "Se supone que lo gastado contó para el {limit} dentro de la red en {year}; vale lo que registra la "
    "aseguradora.",
}
_NOBODY_ELSE = {
    "en": "Nobody else of your family is taken to have spent anything yet.",
    "es": "Se supone que nadie más de su familia ha gastado nada todavía.",
}


class LeftAsked(Arguments):
    limit: Limit | None = Field(None, description="deductible or out_of_pocket; null for the deductible.")
    plan: str | None = Field(None, description=PLAN)
    covered: Covered | None = Field(None, description=COVERED)
    plan_year: str | None = Field(None, description=YEAR)
    spent: Dollars | None = Field(None, description="What the person themselves has spent towards it, in dollars.")
    spent_by_family: Dollars | None = Field(None, description="What all who are covered have spent, theirs included.")


@dataclass(frozen=True)
class _Of:
    """What is asked of: a plan in a year, for whom, and which of its limits."""

    plan: Plan
    year: PlanYear
    covered: Covered
    limit: Limit
    limits: Limits
    out_of_pocket: Limits


class DeductibleLeft(Reckoned):
    name = "deductible_left"
    description = (
        "What is left of a medical plan's deductible or out-of-pocket limit in the network, by what the person says "
        "has been spent towards it."
    )
    arguments = LeftAsked

    def is_asked(self, question: str) -> bool:
        plain = plain_text(question)
        is_limit = _DEDUCTIBLE.search(plain) or _OUT_OF_POCKET.search(plain)
        is_left = is_limit and _LEFT.search(plain) and not _NOT_MEDICAL.search(plain)
        return bool(is_left) and spent_said(question) is not None

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        text = understood.spoken_of[-1]
        plain = plain_text(text)
        given = {"plan": next(iter(plans_said(text)), None), "covered": covered_said(text)}
        told = {name: value for name, value in given.items() if value}
        if missing:
            if missing not in ("spent", "spent_by_family"):
                return told
            spent = _replied(plain, money_said(text))
            return told | {missing: spent} if spent is not None else {}
        spent = spent_said(text)
        by_family, amount = (spent.is_by_family, spent.amount) if spent else (False, None)
        return told | {
            "limit": Limit.DEDUCTIBLE if _DEDUCTIBLE.search(plain) else Limit.OUT_OF_POCKET,
            "plan_year": understood.words[:300],
            "spent_by_family" if by_family else "spent": amount,
        }

    def reckon(self, asked: LeftAsked, session: Session) -> Reckoning | ToolResult:
        meant = years_meant(asked.plan_year, session)
        if not meant:
            return ToolResult("not_available", why="No plan year of that name is in the calendar.")
        year = of_today(meant, session)
        plan = plan_meant(asked.plan, year, session)
        if isinstance(plan, ToolResult):
            return plan
        if asked.covered is None:
            return whose_deductible(plan, session)
        terms = read.medical_terms(plan, tier_of(plan, asked.covered, session), on=day_in(year, session))
        bad = unless_ok(terms, asked)
        if bad:
            return bad
        if asked.covered is Covered.EMPLOYEE and asked.spent is not None:
            # What others have spent fills no limit of who is covered alone.
            asked = asked.model_copy(update={"spent_by_family": None})
        limit = asked.limit or Limit.DEDUCTIBLE
        limits = terms.deductible if limit is Limit.DEDUCTIBLE else terms.out_of_pocket
        of = _Of(plan, year, asked.covered, limit, limits, terms.out_of_pocket)
        spent = _of_oneself(asked, of)
        if spent is None and asked.spent_by_family is not None:
            words = in_language(_OF_OWN, session.language)
            return needs("spent", words.format(spent=dollars(asked.spent_by_family)))
        result = deductible_left(of.limits, spent=spent, spent_by_family=asked.spent_by_family, sources=terms.sources)
        bad = unless_ok(result, asked)
        return bad or _told(result, asked, of, session.language)


def _replied(plain: str, amounts: tuple[Decimal, ...]) -> Decimal | None:
    if len(amounts) == 1:
        return amounts[0]
    if _NOTHING.fullmatch(plain):
        return Decimal(0)
    return number_replied(plain)


def _of_oneself(asked: LeftAsked, of: _Of) -> Decimal | None:
    """Return what counts as spent by the person: all that was, where nobody has a limit of their own."""
    is_shared = of.limits.person is None and asked.spent_by_family is not None
    return asked.spent_by_family if is_shared else asked.spent


def _told(result: Result, asked: LeftAsked, of: _Of, language: str) -> Reckoning:
    has_own = of.limits.person is not None and of.limits.person != of.limits.family
    whole, left = of.limits.person if has_own else of.limits.family, result["left"]
    name = in_language(_NAMES[of.limit], language)
    values = {"plan": of.plan.short_name, "who": tier_in_words(of.covered, language), "year": of.year.label}
    text = in_language(_LEFT_TOLD, language).format(left=dollars(left), whole=dollars(whole), limit=name, **values)
    said = [Told(text, (of.plan.name,), figures=(dollars(left), dollars(whole)))]
    if has_own:
        of_all = {"left": dollars(result["left_of_family"]), "whole": dollars(of.limits.family)}
        said.append(Told(in_language(_OF_ONES_OWN, language).format(**of_all), (of.plan.name,)))
    if of.limit is Limit.DEDUCTIBLE:
        said += _limit_left(asked, of, language)
    assumed = [in_language(_IN_NETWORK, language).format(limit=name, year=of.year.label)]
    if of.covered is not Covered.EMPLOYEE and asked.spent_by_family is None:
        assumed.append(in_language(_NOBODY_ELSE, language))
    return Reckoning(tuple(said), (result,), (of.year.label,), tuple(assumed))


def _limit_left(asked: LeftAsked, of: _Of, language: str) -> list[Told]:
    """Return what can be left of the out-of-pocket limit at most: copays that were paid are not known."""
    limits = of.out_of_pocket
    if asked.spent is None:
        # What is the family's together says nothing of one's own.
        return []
    result = deductible_left(limits, spent=asked.spent, spent_by_family=asked.spent_by_family)
    if result.status != "ok":
        return []
    whole = limits.family if limits.person is None else limits.person
    text = in_language(_LIMIT_LEFT, language).format(whole=dollars(whole), left=dollars(result["left"]))
    return [Told(text, (of.plan.name,), figures=(dollars(result["left"]),))]
