"""What benefits add to taxable pay: a domestic partner's coverage, and life insurance above $50,000."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import Field

from benefits.calculators.money import cents
from benefits.calculators.prices import imputed_income_life, imputed_income_partner
from benefits.calculators.result import Result
from benefits.calculators.words import dollars
from benefits.catalogue import read
from benefits.catalogue.held import sources_of
from benefits.federal.limits import life_table
from benefits.models import Plan, PlanYear
from chat.pipeline.tools.contract import Arguments, Session, Told, ToolResult
from chat.pipeline.tools.reckoned.arguments import PLAN, YEAR, Dollars
from chat.pipeline.tools.reckoned.basis import Reckoned, Reckoning, unless_ok
from chat.pipeline.tools.reckoned.offered import day_in, plan_meant, plans_said, years_meant
from chat.pipeline.tools.reckoned.said import Covered, age_said, money_said, pay_said
from chat.pipeline.understand import Understood
from chat.words import in_language
from knowledge.text.terms import plain_text

_PARTNER = re.compile(r"\bdomestic partner\w*\b|\bpareja (?:de hecho|domestica|conviviente)\b")
_TAX = re.compile(r"\b(?:tax\w*|imputed|imponible|impuestos?|gravable|imputado)\b")
_LIFE = re.compile(r"\blife insurance\b|\bseguro de vida\b|\bgroup life\b")
_PARTNER_TAX = {
    "en": "With your domestic partner on the {plan} in {year}, {month} a month ({a_year} a year) is taxable pay.",
    "es": "Con su pareja en {plan} en {year}, se suman {month} al mes ({a_year} al año) a su salario gravable.",
}
_PARTNER_PART = {
    "en": "Your partner's part of the price is {each} from each paycheck, taken after tax.",
    "es": "La parte de su pareja en el precio es {each} de cada cheque, después de impuestos.",
}
_LIFE_TAX = {
    "en": "{month} a month, or {a_year} a year, is added to your taxable pay for {coverage} of life insurance.",
    "es": "Se suman {month} al mes, o {a_year} al año, a su salario gravable por {coverage} de seguro de vida.",
}
_LIFE_FROM_PAY = {
    "en": "Your life insurance is {multiple} times your pay of {pay}, which is {coverage}.",
    "es": "Su seguro de vida es {multiple} veces su salario de {pay}, es decir, {coverage}.",
}


class PartnerAsked(Arguments):
    plan: str | None = Field(None, description=PLAN)
    plan_year: str | None = Field(None, description=YEAR)


class PartnerTax(Reckoned):
    name = "partner_tax"
    description = "What covering a domestic partner on a plan adds to taxable pay, by the company's method."
    arguments = PartnerAsked

    def is_asked(self, question: str) -> bool:
        plain = plain_text(question)
        return bool(_PARTNER.search(plain) and _TAX.search(plain) and plans_said(question))

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        plan = next(iter(plans_said(understood.spoken_of[-1])), None)
        told = {"plan": plan} if plan else {}
        return told if missing else told | {"plan_year": understood.words[:300]}

    def reckon(self, asked: PartnerAsked, session: Session) -> Reckoning | ToolResult:
        refused = ToolResult("not_available", why="No plan year of that name is in the calendar.")
        for year in years_meant(asked.plan_year, session):
            plan = plan_meant(asked.plan, year, session)
            made = plan if isinstance(plan, ToolResult) else self._of_year(plan, year, asked, session)
            if isinstance(made, Reckoning) or made.missing:
                return made
            refused = made
        return refused

    def _of_year(self, plan: Plan, year: PlanYear, asked: PartnerAsked, session: Session) -> Reckoning | ToolResult:
        code, day = session.scope.audience.class_code, day_in(year, session)
        rule = read.coverage_rule(code, year, on=day)
        alone, both = (read.rate_of(plan, tier, code, on=day) for tier in (Covered.EMPLOYEE, Covered.PARTNER))
        bad = unless_ok(rule, asked) or unless_ok(alone, asked) or unless_ok(both, asked)
        if bad:
            return bad
        if not rule.covers_partners:
            return ToolResult("not_available", why="By the catalogue domestic partners are not covered.")
        result = imputed_income_partner(
            rule.imputed_method,
            full_with=both.total_monthly,
            full_alone=alone.total_monthly,
            each_with=both.employee_per_deduction,
            each_alone=alone.employee_per_deduction,
            deductions=both.deductions,
            fair_value=both.partner_monthly,
            sources=tuple(dict.fromkeys((*rule.sources, *sources_of((both, alone))))),
        )
        bad = unless_ok(result, asked)
        return bad or _partner_told(result, plan, year, session.language)


def _partner_told(result: Result, plan: Plan, year: PlanYear, language: str) -> Reckoning:
    month, a_year, each = (dollars(result[key]) for key in ("month", "year", "after_tax"))
    text = in_language(_PARTNER_TAX, language).format(plan=plan.short_name, year=year.label, month=month, a_year=a_year)
    part = in_language(_PARTNER_PART, language).format(each=each)
    said = (Told(text, (plan.name,), figures=(month, a_year)), Told(part, (plan.name,), figures=(each,)))
    return Reckoning(said, (result,), (year.label,))


class LifeAsked(Arguments):
    coverage: Dollars | None = Field(None, description="The amount of life insurance in dollars.")
    pay: Dollars | None = Field(None, description="The yearly pay, where the amount of insurance is not told.")
    age: int | None = Field(None, description="The person's age at the end of the year.")


class LifeTax(Reckoned):
    name = "life_tax"
    description = "What group life insurance above $50,000 adds to taxable pay, by its amount or the pay, and the age."
    arguments = LifeAsked
    page = "life-insurance"

    def is_asked(self, question: str) -> bool:
        plain = plain_text(question)
        is_tax_of_life = _LIFE.search(plain) and _TAX.search(plain)
        return bool(is_tax_of_life) and age_said(question) is not None and bool(money_said(question))

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        text = understood.spoken_of[-1]
        pay = pay_said(text)
        amounts = [amount for amount in money_said(text) if amount != pay]
        given = {"coverage": amounts[0] if len(amounts) == 1 else None, "pay": pay, "age": age_said(text)}
        return {name: value for name, value in given.items() if value is not None}

    def reckon(self, asked: LifeAsked, session: Session) -> Reckoning | ToolResult:
        language, coverage, said, papers, years = session.language, asked.coverage, [], (), ()
        if coverage is None and asked.pay is not None:
            meant = years_meant(None, session)
            if not meant:
                return ToolResult("not_available", why="No plan year of the company's calendar has this day.")
            year = meant[-1]
            rule = read.life_rule(session.scope.audience.class_code, year, on=day_in(year, session))
            bad = unless_ok(rule, asked)
            if bad:
                return bad
            left = [share for age, share in rule.reductions if asked.age is not None and asked.age >= age]
            coverage = cents(asked.pay * rule.multiple * (left[-1] if left else 1))
            coverage = coverage if rule.maximum is None else min(coverage, rule.maximum)
            words = in_language(_LIFE_FROM_PAY, language)
            multiple = f"{rule.multiple.normalize():f}"
            said = [Told(words.format(multiple=multiple, pay=dollars(asked.pay), coverage=dollars(coverage)))]
            papers, years = rule.sources, (year.label,)
        result = imputed_income_life(coverage, life_table(session.scope.day.year), age_at_year_end=asked.age)
        bad = unless_ok(result, asked)
        if bad:
            return bad
        month, a_year = dollars(result["month"]), dollars(result["year"])
        text = in_language(_LIFE_TAX, language).format(month=month, a_year=a_year, coverage=dollars(coverage))
        return Reckoning((Told(text, figures=(month, a_year)), *said), (result,), years, papers=papers)
