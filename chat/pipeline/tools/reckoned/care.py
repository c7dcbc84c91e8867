"""What care costs on a plan: one bill, nights in a hospital, and a whole year of care, for one plan or several."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import Field

from benefits.calculators.bill import share_of_bill
from benefits.calculators.plan_terms import Use as Claim
from benefits.calculators.result import Result
from benefits.calculators.words import dollars
from benefits.catalogue import read
from benefits.models import Plan, PlanYear
from benefits.services import MEDICAL_SERVICE, STAY_SERVICES
from chat.extractive.figure_words import service_in_words
from chat.pipeline.tools.contract import Arguments, Choice, Session, Told, ToolResult
from chat.pipeline.tools.reckoned.arguments import COVERED, PLAN, YEAR, Dollars
from chat.pipeline.tools.reckoned.basis import Reckoned, Reckoning, needs, unless_ok
from chat.pipeline.tools.reckoned.offered import (
    day_in,
    plan_meant,
    plans_said,
    tier_in_words,
    tier_of,
    whose_deductible,
    years_meant,
)
from chat.pipeline.tools.reckoned.said import (
    MOST_COUNTED,
    Covered,
    covered_said,
    money_said,
    nights_replied,
    nights_said,
    number_replied,
    service_said,
)
from chat.pipeline.understand import Understood
from chat.words import in_language
from knowledge.text.terms import plain_text

HOSPITAL = "hospital_facility"
# "Cuenta" is an account as well, and the bill of somebody only where it says of whom.
_BILL = re.compile(
    r"\b(?:bills?|facturas?|cuentas? (?:de \$?\d[\d,.]* )?(?:del?|de la|de las) "
    r"(?:hospital\w*|medic[oa]|doctora?|clinica|sala|cirujan[oa]|cirugia|urgencias?|emergencias?|especialista))\b"
)
_COSTS = re.compile(r"\b(?:pay|owe|costs?|come to|much|pago|pagar\w*|cuest\w+|debo|costar\w*|cuanto)\b")
_NO_PLAN_BILL = re.compile(
    r"\b(?:dental|dentist\w*|crown|corona|vision|glasses|frames|armazones|lentes|surprise|balance|denied|appeal|claim)\b"
)
_MOST_ASKED = ("primary", "specialist", "urgent", "emergency", "imaging", HOSPITAL)
_AS_HOSPITAL = {
    "en": "The bill is reckoned as one for a hospital stay.",
    "es": "La factura se calcula como la de una hospitalización.",
}
_HOW_MUCH = {
    "en": "On the {plan} it hangs on the price. How much is the bill, before the plan pays?",
    "es": "En {plan} depende del precio. ¿De cuánto es la factura, antes de que pague el plan?",
}
_WHAT_FOR = {
    "en": "On the {plan} it hangs on the kind of care. What is the bill for?",
    "es": "En {plan} depende del tipo de atención. ¿De qué es la factura?",
}
_NOTHING_BEFORE = {
    "en": "Nothing has been paid towards the year's limits before; care is in the network.",
    "es": "Antes no se ha pagado nada de los límites del año; la atención es dentro de la red.",
}
_WHOEVER = {"en": "whoever is covered", "es": "quienquiera que esté cubierto"}
_BILL_COMES_TO = {
    "en": "On the {plan} ({who}) you pay {pays} in {year} of a bill of {bill}",
    "es": "En {plan} ({who}), en {year} usted paga {pays} de una factura de {bill}",
}
_IN_ALL = {"en": "On the {plan} you pay {totals}.", "es": "En {plan} usted paga {totals}."}
_IN_YEAR = {"en": "{pays} in {year}", "es": "{pays} en {year}"}
_NIGHTS_COME_TO = {
    "en": "On the {plan} in {year}, {nights} nights in a hospital come to {pays}",
    "es": "En {plan}, en {year}, {nights} noches en el hospital cuestan {pays}",
}
_STAY_COMES_TO = {
    "en": "On the {plan} in {year}, {nights} nights of care ({service}) come to {pays}",
    "es": "En {plan}, en {year}, {nights} noches de atención ({service}) cuestan {pays}",
}
_DEDUCTIBLE_PART = {"en": "{amount} of deductible", "es": "{amount} de deducible"}
_SHARE_PART = {"en": "{rate} of the {rest} above it", "es": "{rate} de los {rest} restantes"}
_COPAY_PART = {"en": "a copay of {amount}", "es": "un copago de {amount}"}
_DAYS_PART = {"en": "{amount} a day for {days} days", "es": "{amount} por día durante {days} días"}
_CAPPED_PART = {"en": "the year's out-of-pocket limit ends it there", "es": "el límite anual de gastos lo detiene ahí"}


class CareAsked(Arguments):
    plan: str | None = Field(None, description=PLAN)
    covered: Covered | None = Field(None, description=COVERED)
    plan_year: str | None = Field(None, description=YEAR)
    service: str | None = Field(None, description=f"The service: {', '.join(MEDICAL_SERVICE)}.")
    bill: Dollars | None = Field(None, description="The bill in dollars before the plan pays; null if none is told.")
    nights: int | None = Field(None, description="Nights in a hospital; null if none are told.")


@dataclass(frozen=True)
class _Priced:
    plan: Plan
    year: PlanYear
    result: Result


class CostOfCare(Reckoned):
    name = "cost_of_care"
    description = "What the person pays of one medical bill, or for nights in a hospital, on a plan with nothing else."
    arguments = CareAsked

    def is_asked(self, question: str) -> bool:
        plain = plain_text(question)
        if _NO_PLAN_BILL.search(plain) or not _COSTS.search(plain):
            return False
        is_bill = bool(_BILL.search(plain)) and len(money_said(question)) == 1
        # What one night costs is a figure of the plan, which stands in its documents.
        return is_bill or (nights_said(question) or 0) > 1

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        text = understood.spoken_of[-1]
        given = {"plan": next(iter(plans_said(text)), None), "covered": covered_said(text)}
        told = {name: value for name, value in given.items() if value}
        if missing in _REPLIED:
            reply = _REPLIED[missing](text)
            return told | {missing: reply} if reply else {}
        if missing:
            return told
        return told | {
            "plan_year": understood.words[:300],
            "service": service_said(text),
            "bill": _bill_said(text),
            "nights": nights_said(text),
        }

    def reckon(self, asked: CareAsked, session: Session) -> Reckoning | ToolResult:
        if asked.bill is None and asked.nights is None:
            return ToolResult("not_available", why="Say the bill in dollars, or the nights in a hospital.")
        if asked.nights is not None and not 1 <= asked.nights <= MOST_COUNTED:
            return ToolResult("not_available", why=f"Between 1 and {MOST_COUNTED} nights fit into a year.")
        if asked.service is not None and asked.service not in MEDICAL_SERVICE:
            return ToolResult("not_available", why=f"There is no such service: {', '.join(MEDICAL_SERVICE)}.")
        refused = ToolResult("not_available", why="No plan year of that name is in the calendar.")
        made: list[_Priced] = []
        for year in years_meant(asked.plan_year, session):
            plan = plan_meant(asked.plan, year, session)
            one = plan if isinstance(plan, ToolResult) else self._of_year(plan, year, asked, session)
            if isinstance(one, ToolResult):
                refused = one
                if one.missing:
                    return one
                continue
            made.append(one)
        return self._reckoning(made, asked, session.language) if made else refused

    def _of_year(self, plan: Plan, year: PlanYear, asked: CareAsked, session: Session) -> _Priced | ToolResult:
        tiers = [tier_of(plan, asked.covered, session)] if asked.covered else [Covered.EMPLOYEE, Covered.FAMILY]
        results = []
        for tier in tiers:
            terms = read.medical_terms(plan, tier, on=day_in(year, session))
            bad = unless_ok(terms, asked)
            if bad:
                return bad
            result = share_of_bill(terms, _claim(asked))
            if "price" in result.missing:
                return needs("bill", in_language(_HOW_MUCH, session.language).format(plan=plan.short_name))
            if "nights" in result.missing and asked.service is None:
                # A bill of no kind is a stay's only where the stay is one sum: here nobody spoke of nights.
                return _what_for(plan, session.language)
            bad = unless_ok(result, asked)
            if bad:
                return bad
            results.append(result)
        if len({result["you_pay"] for result in results}) > 1:
            return whose_deductible(plan, session)
        return _Priced(plan, year, results[0])

    def _reckoning(self, made: Sequence[_Priced], asked: CareAsked, language: str) -> Reckoning:
        said = tuple(_told(one, asked, language) for one in made)
        if len(said) > 1:
            # Which year is meant is not said: both totals stand in the first sentence.
            said = (_by_year(made, asked, language), *said)
        went_by = [in_language(_NOTHING_BEFORE, language)]
        if asked.service is None and asked.nights is None:
            went_by.append(in_language(_AS_HOSPITAL, language))
        return Reckoning(said, tuple(one.result for one in made), tuple(one.year.label for one in made), tuple(went_by))


def _bill_said(text: str) -> Decimal | None:
    return next(iter(money_said(text)), None)


def _bill_replied(text: str) -> Decimal | None:
    return _bill_said(text) or number_replied(text)


_REPLIED: Mapping[str, Callable[[str], Any]] = {
    "bill": _bill_replied,
    "nights": nights_replied,
    "service": service_said,
}


def _what_for(plan: Plan, language: str) -> ToolResult:
    choices = (Choice(service_in_words(code, language), code) for code in _MOST_ASKED)
    return needs("service", in_language(_WHAT_FOR, language).format(plan=plan.short_name), choices)


def _claim(asked: CareAsked) -> Claim:
    """Return the bill as it is reckoned; one of nights is a stay, in a hospital unless another is named."""
    code = asked.service or HOSPITAL if asked.nights is None else _stay(asked)
    return Claim(code, allowed=asked.bill, nights=asked.nights)


def _stay(asked: CareAsked) -> str:
    return asked.service if asked.service in STAY_SERVICES else HOSPITAL


def _by_year(made: Sequence[_Priced], asked: CareAsked, language: str) -> Told:
    pays = [dollars(one.result["you_pay"]) for one in made]
    totals = (
        in_language(_IN_YEAR, language).format(pays=each, year=one.year.label)
        for each, one in zip(pays, made, strict=True)
    )
    text = in_language(_IN_ALL, language).format(plan=made[0].plan.short_name, totals=", ".join(totals))
    return Told(text, tuple(one.plan.name for one in made), figures=tuple(pays))


def _told(one: _Priced, asked: CareAsked, language: str) -> Told:
    pays = dollars(one.result["you_pay"])
    who = tier_in_words(asked.covered, language) if asked.covered else in_language(_WHOEVER, language)
    values = {"plan": one.plan.short_name, "year": one.year.label, "pays": pays, "who": who}
    if asked.nights is not None:
        stay = _stay(asked)
        words, service = _NIGHTS_COME_TO if stay == HOSPITAL else _STAY_COMES_TO, service_in_words(stay, language)
        lead = in_language(words, language).format(nights=asked.nights, service=service, **values)
    else:
        lead = in_language(_BILL_COMES_TO, language).format(bill=dollars(asked.bill), **values)
    parts = _parts(one.result, language)
    text = f"{lead}: {' + '.join(parts)}." if parts else f"{lead}."
    return Told(text, (one.plan.name,), figures=(pays,))


def _parts(result: Result, language: str) -> list[str]:
    known = {amount.key: amount.value for amount in result.amounts}
    parts = []
    if known["deductible"]:
        parts.append(in_language(_DEDUCTIBLE_PART, language).format(amount=dollars(known["deductible"])))
    if "copay_a_day" in known:
        words = in_language(_DAYS_PART, language)
        parts.append(words.format(amount=dollars(known["copay_a_day"]), days=known["days"]))
    elif known["copay"]:
        parts.append(in_language(_COPAY_PART, language).format(amount=dollars(known["copay"])))
    if known["coinsurance"]:
        words = in_language(_SHARE_PART, language)
        rate = f"{(known['share'] * 100).normalize():f}%"
        parts.append(words.format(rate=rate, rest=dollars(known["above"])))
    if "cut_by" in known:
        parts.append(in_language(_CAPPED_PART, language))
    return parts
