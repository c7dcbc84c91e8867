"""What is left to pay of a dentist's bill, and of glasses."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import Field

from benefits.calculators.dental_vision import dental_cost, vision_cost, vision_in_full
from benefits.calculators.money import ZERO
from benefits.calculators.result import Result
from benefits.calculators.result import Source as Paper
from benefits.calculators.words import dollars, percent
from benefits.catalogue import read
from benefits.catalogue.read_plans import Dental, DentalShare, VisionItem
from benefits.models import Plan, PlanYear
from chat.dates import date_in_words
from chat.pipeline.tools.contract import Arguments, Session, Told, ToolResult
from chat.pipeline.tools.reckoned.arguments import YEAR, Dollars
from chat.pipeline.tools.reckoned.basis import Reckoned, Reckoning, unless_ok
from chat.pipeline.tools.reckoned.hired import hired_said, without_hired
from chat.pipeline.tools.reckoned.offered import day_in, of_today, offered, which_plan, years_meant
from chat.pipeline.tools.reckoned.said import money_said
from chat.pipeline.tools.reckoned.waiting import Waiting, waiting
from chat.pipeline.understand import Understood
from chat.words import in_language
from knowledge.text.terms import plain_text

_NO_PLAN = "No reviewed plan of this kind is offered to this person."


class Work(StrEnum):
    """Classes of dental work, by the catalogue's codes."""

    PREVENTIVE = "I"
    BASIC = "II"
    MAJOR = "III"


_WORK = {
    Work.MAJOR: re.compile(r"\b(?:crowns?|bridges?|dentures?|implants?|coronas?|puentes?|dentaduras?|implantes?)\b"),
    Work.BASIC: re.compile(r"\b(?:fillings?|extractions?|root canals?|empastes?|extraccion\w*|endodoncias?)\b"),
    Work.PREVENTIVE: re.compile(r"\b(?:cleanings?|dental (?:exams?|check-?ups?)|limpiezas?)\b"),
}
_PAID = re.compile(r"\b(?:already|paid|used|spent|so far|ya|pagad[oa]s?|usad[oa]s?)\b")
_COSTS = re.compile(r"\b(?:pay|costs?|owe|much|pago|pagar\w*|cuesta|cuanto|debo)\b")
_YEARLY_MAXIMUM = re.compile(r"\b(?:dental|annual|yearly|plan)? ?(?:max(?:imum)?|maximo)\b")
_FRAMES = re.compile(r"\b(?:frames?|armazon(?:es)?|monturas?|marcos?)\b")
_CONTACTS = re.compile(r"\b(?:contacts|contact lenses|lentes de contacto)\b")
_DENTAL_PAYS = {
    "en": "Of {fee} you pay {pays} and the plan pays {paid} in {year}.",
    "es": "De {fee} usted paga {pays} y el plan paga {paid} en {year}.",
}
_DEDUCTIBLE_MET = {
    "en": "The yearly deductible is taken to be met; if it is not, you pay {more} more.",
    "es": "Se supone que el deducible anual ya está cubierto; si no, usted paga {more} más.",
}
_DEDUCTIBLE_OPEN = {
    "en": "The yearly deductible of {amount} is taken not to be met yet.",
    "es": "Se supone que el deducible anual de {amount} todavía no está cubierto.",
}
_NOTHING_PAID = {
    "en": "The plan is taken to have paid nothing else of its yearly maximum of {amount}.",
    "es": "Se supone que el plan no ha pagado nada más de su máximo anual de {amount}.",
}
_VISION_PAYS = {
    "en": "Of {price} you pay {pays} in {year}: the plan allows {allowance}{off}.",
    "es": "De {price} usted paga {pays} en {year}: el plan cubre hasta {allowance}{off}.",
}
_WAITS = {
    "en": "The plan pays for this work only after {months} months in it; before that you pay all of the {fee}.",
    "es": "El plan paga este trabajo solo después de {months} meses en él; antes usted paga todos los {fee}.",
}
_WAITED = {
    "en": "You are taken to have been in the plan since {starts}; it pays for this work after {months} months.",
    "es": "Se supone que usted está en el plan desde el {starts}; paga este trabajo después de {months} meses.",
}
_NOT_YET = {
    "en": "Before {ends} you pay all of the {fee}: the plan pays for this work only after {months} months in it, and "
    "you can have been in it since {starts} at the earliest.",
    "es": "Antes del {ends} usted paga todos los {fee}: el plan paga este trabajo solo tras {months} meses en él, "
    "y usted puede estar en él desde el {starts} como muy pronto.",
}
_FROM_THEN = {
    "en": "From {ends} on you pay {pays} of it and the plan pays {paid} in {year}.",
    "es": "Desde el {ends} usted paga {pays} y el plan paga {paid} en {year}.",
}
_IN_FULL = {
    "en": "Of {price} you pay {pays} in {year}: the plan pays it in full.",
    "es": "De {price} usted paga {pays} en {year}: el plan lo paga por completo.",
}
_IN_FULL_ABOVE = {
    "en": "Of {price} you pay {pays} in {year}: the plan pays it in full above the copay of {copay}.",
    "es": "De {price} usted paga {pays} en {year}: el plan lo paga por completo por encima del copago de {copay}.",
}
_OFF = {"en": ", with {share} off what is above it", "es": ", con {share} de descuento en lo que pase de ahí"}


def _only_plan(line: str, year: PlanYear, session: Session) -> Plan | ToolResult:
    plans = offered(year, session, line)
    if len(plans) == 1:
        return plans[0]
    return which_plan(plans, session) if plans else ToolResult("not_available", why=_NO_PLAN)


class DentalAsked(Arguments):
    work: Work | None = Field(None, description="I preventive, II basic such as fillings, III major such as crowns.")
    fee: Dollars | None = Field(None, description="What the dentist charges, in dollars.")
    paid_of_maximum: Dollars | None = Field(None, description="What the plan has paid this year already, in dollars.")
    plan_year: str | None = Field(None, description=YEAR)
    hired: date | None = Field(None, description="The first day at work, with its year; null if it is not told.")


class DentalBill(Reckoned):
    name = "dental_bill"
    description = "What the person and the dental plan pay of a dentist's bill, with what is left of the maximum."
    arguments = DentalAsked

    def is_asked(self, question: str) -> bool:
        plain = plain_text(question)
        if not _COSTS.search(plain) or sum(bool(pattern.search(plain)) for pattern in _WORK.values()) != 1:
            return False
        amounts = money_said(question)
        return len(amounts) == 1 or (len(amounts) == 2 and bool(_YEARLY_MAXIMUM.search(plain) and _PAID.search(plain)))

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        text = understood.spoken_of[-1]
        plain, amounts = plain_text(text), money_said(text)
        if missing:
            return {missing: amounts[0]} if missing == "fee" and len(amounts) == 1 else {}
        fee, paid = _fee_and_paid(plain, amounts)
        work = next((work for work, pattern in _WORK.items() if pattern.search(plain)), None)
        return {
            "work": work,
            "fee": fee,
            "paid_of_maximum": paid,
            "plan_year": without_hired(understood.words)[:300],
            "hired": hired_said(text),
        }

    def reckon(self, asked: DentalAsked, session: Session) -> Reckoning | ToolResult:
        years = years_meant(asked.plan_year, session)
        if not years or asked.work is None:
            return ToolResult("not_available", why="Say which dental work it is, and a year that the calendar has.")
        year = of_today(years, session)
        plan = _only_plan("dental", year, session)
        if isinstance(plan, ToolResult):
            return plan
        terms = read.dental_terms(plan, on=day_in(year, session))
        bad = unless_ok(terms, asked)
        if bad:
            return bad
        share = terms.shares.get(asked.work.value)
        if share is None:
            return ToolResult("not_available", why="What the plan pays of this work is not in the catalogue.")
        waits = waiting(share.waiting_months, asked, year, session)
        if isinstance(waits, ToolResult):
            return waits
        bill = _bill(asked, terms, share, session.language)
        if isinstance(bill, ToolResult):
            return bill
        return _dental_told(bill, asked, (plan, year), waits, session.language)


@dataclass(frozen=True)
class _Bill:
    """A dentist's bill as the plan pays it, and as it is left while the plan does not pay yet."""

    paid: Result
    unpaid: Result
    assumed: tuple[str, ...]


def _bill(asked: DentalAsked, terms: Dental, share: DentalShare, language: str) -> _Bill | ToolResult:
    paid = asked.paid_of_maximum or ZERO
    left = None if terms.annual_max is None else max(terms.annual_max - paid, ZERO)

    def cost(of_plan: Decimal, deductible: Decimal) -> Result:
        return dental_cost(
            fee=asked.fee,
            plan_share=of_plan,
            deductible_left=deductible,
            maximum_left=left,
            deductible_applies=share.deductible_applies,
            sources=terms.sources,
        )

    # Whoever has had the plan pay before has met the deductible; else nobody knows.
    met, unmet = (cost(share.plan_share, deductible) for deductible in (ZERO, terms.deductible))
    bad = unless_ok(met, asked) or unless_ok(unmet, asked)
    if bad:
        return bad
    result, assumed = (met, []) if asked.paid_of_maximum else (unmet, [])
    if met["you_pay"] != unmet["you_pay"]:
        words = _DEDUCTIBLE_MET if asked.paid_of_maximum else _DEDUCTIBLE_OPEN
        more = dollars(unmet["you_pay"] - met["you_pay"])
        assumed.append(in_language(words, language).format(more=more, amount=dollars(terms.deductible)))
    if terms.annual_max is not None and not asked.paid_of_maximum:
        assumed.append(in_language(_NOTHING_PAID, language).format(amount=dollars(terms.annual_max)))
    return _Bill(result, cost(ZERO, ZERO), tuple(assumed))


def _dental_told(
    bill: _Bill, asked: DentalAsked, of: tuple[Plan, PlanYear], waits: Waiting | None, language: str
) -> Reckoning:
    plan, year = of
    pays, plan_pays, fee = dollars(bill.paid["you_pay"]), dollars(bill.paid["plan_pays"]), dollars(asked.fee)
    values = {"fee": fee, "pays": pays, "paid": plan_pays, "year": year.label}
    usual = Told(in_language(_DENTAL_PAYS, language).format(**values), (plan.name,), figures=(pays, plan_pays))
    if waits is None:
        return Reckoning((usual,), (bill.paid,), (year.label,), bill.assumed)
    values["months"] = waits.months
    if waits.starts is None:
        warned = Told(in_language(_WAITS, language).format(**values), (plan.name,))
        return Reckoning((usual, warned), (bill.paid,), (year.label,), bill.assumed)
    values["starts"], values["ends"] = (date_in_words(day, language) for day in (waits.starts, waits.ends))
    if not waits.is_on:
        begun = in_language(_WAITED, language).format(**values)
        return Reckoning((usual,), (bill.paid,), (year.label,), (*bill.assumed, begun))
    now = Told(in_language(_NOT_YET, language).format(**values), (plan.name,), figures=(fee,))
    if waits.ends > year.ends_on:
        return Reckoning((now,), (bill.unpaid,), (year.label,))
    later = Told(in_language(_FROM_THEN, language).format(**values), (plan.name,), figures=(pays, plan_pays))
    return Reckoning((now, later), (bill.unpaid,), (year.label,), bill.assumed)


def _fee_and_paid(plain: str, amounts: tuple[Decimal, ...]) -> tuple[Decimal | None, Decimal | None]:
    """Return the fee, and what has been paid of the year's maximum; both can be the same amount."""
    if len(amounts) == 1:
        return amounts[0], None
    if len(amounts) != 2:
        return None, None
    places = [found.start() for found in re.finditer(r"\$\s?\d", plain)]
    maximum = _YEARLY_MAXIMUM.search(plain)
    if len(places) != 2 or maximum is None:
        return None, None
    # What stands nearer to the maximum is of it.
    near = min((0, 1), key=lambda number: abs(places[number] - maximum.start()))
    return amounts[1 - near], amounts[near]


class Glasses(StrEnum):
    FRAMES = "frames"
    CONTACTS = "contacts"


class VisionAsked(Arguments):
    item: Glasses | None = Field(None, description="frames or contacts.")
    price: Dollars | None = Field(None, description="What it costs in the shop, in dollars.")
    plan_year: str | None = Field(None, description=YEAR)


class VisionBill(Reckoned):
    name = "vision_bill"
    description = "What is left to pay of frames or contact lenses, above what the vision plan allows."
    arguments = VisionAsked

    def is_asked(self, question: str) -> bool:
        plain = plain_text(question)
        return _item(plain) is not None and bool(_COSTS.search(plain)) and len(money_said(question)) == 1

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        text = understood.spoken_of[-1]
        amounts = money_said(text)
        price = amounts[0] if len(amounts) == 1 else None
        if missing:
            return {missing: price} if missing == "price" and price else {}
        return {"item": _item(plain_text(text)), "price": price, "plan_year": understood.words[:300]}

    def reckon(self, asked: VisionAsked, session: Session) -> Reckoning | ToolResult:
        years, language = years_meant(asked.plan_year, session), session.language
        if not years or asked.item is None:
            return ToolResult("not_available", why="Say frames or contacts, and a year that the calendar has.")
        year = of_today(years, session)
        plan = _only_plan("vision", year, session)
        if isinstance(plan, ToolResult):
            return plan
        terms = read.vision_terms(plan, on=day_in(year, session))
        bad = unless_ok(terms, asked)
        if bad:
            return bad
        item = terms.items.get(asked.item.value)
        if item is None:
            return ToolResult("not_available", why="What the plan allows for it is not in the catalogue.")
        result = _vision_result(item, asked.price, terms.sources)
        bad = unless_ok(result, asked)
        if bad:
            return bad
        pays = dollars(result["you_pay"])
        values = {"price": dollars(asked.price), "pays": pays, "year": year.label}
        text = _vision_told(item, values, language)
        return Reckoning((Told(text, (plan.name,), figures=(pays,)),), (result,), (year.label,))


def _vision_result(item: VisionItem, price: Decimal | None, papers: tuple[Paper, ...]) -> Result:
    if item.allowance is None:
        return vision_in_full(price=price, copay=item.copay, sources=papers)
    return vision_cost(price=price, allowance=item.allowance, discount=item.discount, copay=item.copay, sources=papers)


def _vision_told(item: VisionItem, values: Mapping[str, str], language: str) -> str:
    if item.allowance is None:
        words = _IN_FULL_ABOVE if item.copay else _IN_FULL
        return in_language(words, language).format(copay=dollars(item.copay), **values)
    off = in_language(_OFF, language).format(share=percent(item.discount)) if item.discount else ""
    return in_language(_VISION_PAYS, language).format(allowance=dollars(item.allowance), off=off, **values)


def _item(plain: str) -> Glasses | None:
    if _FRAMES.search(plain):
        return Glasses.FRAMES
    return Glasses.CONTACTS if _CONTACTS.search(plain) else None
