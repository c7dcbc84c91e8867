"""What disability insurance pays of somebody's pay, and from when to when."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import Field

from benefits.calculators.money import cents
from benefits.calculators.time_away import disability_benefit
from benefits.calculators.words import dollars
from benefits.catalogue import read
from chat.dates import date_in_words
from chat.pipeline.tools.contract import Arguments, Session, Told, ToolResult
from chat.pipeline.tools.reckoned.arguments import Dollars
from chat.pipeline.tools.reckoned.basis import Reckoned, Reckoning, unless_ok
from chat.pipeline.tools.reckoned.offered import day_in, year_of, years_meant
from chat.pipeline.tools.reckoned.said import days_said, money_said, pay_said
from chat.pipeline.understand import Understood
from chat.words import in_language
from knowledge.text.terms import plain_text

WEEKS = 52
_DISABILITY = re.compile(
    r"\b(?:short[- ]term disability|std|incapacidad (?:a|de) corto plazo|discapacidad a corto plazo)\b"
)
_HOW_MUCH = re.compile(r"\b(?:how much|what (?:do|does|will|would)|pay|get|cuanto|paga\w*|recib\w+)\b")
_WEEKLY = re.compile(r"\b(?:a|per|each|every) week\b|\bweekly\b|\b(?:a la|por) semana\b|\bsemanal(?:es)?\b")
_PAYS = {
    "en": "Short-term disability pays {week} a week for up to {weeks} weeks, from day {first} on.",
    "es": "La incapacidad a corto plazo paga {week} por semana hasta por {weeks} semanas, desde el día {first}.",
}
_FROM_TO = {
    "en": "Disabled from {day} on, that is from {first} to {last}.",
    "es": "Con incapacidad desde el {day}, sería del {first} al {last}.",
}
_A_WEEK = {
    "en": "A week's pay is {pay} ÷ {weeks} = {week}.",
    "es": "El salario de una semana es {pay} ÷ {weeks} = {week}.",
}


class DisabilityAsked(Arguments):
    weekly_pay: Dollars | None = Field(None, description="The weekly pay in dollars.")
    pay: Dollars | None = Field(None, description="The yearly pay in dollars, where the weekly one is not told.")
    disabled_on: date | None = Field(None, description="The first day of the disability, with its year.")


class DisabilityPay(Reckoned):
    name = "disability_pay"
    description = "What short-term disability pays a week on a weekly or yearly pay, from when on and for how long."
    arguments = DisabilityAsked

    def is_asked(self, question: str) -> bool:
        plain = plain_text(question)
        return bool(_DISABILITY.search(plain) and _HOW_MUCH.search(plain)) and pay_said(question) is not None

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        text = understood.spoken_of[-1]
        pay, days = pay_said(text), days_said(text)
        amounts = money_said(text)
        if missing == "weekly_pay" and pay is None and len(amounts) == 1:
            return {"weekly_pay": amounts[0]}
        name = "weekly_pay" if _WEEKLY.search(plain_text(text)) else "pay"
        given = {name: pay, "disabled_on": days[0] if len(days) == 1 else None}
        return {name: value for name, value in given.items() if value is not None}

    def reckon(self, asked: DisabilityAsked, session: Session) -> Reckoning | ToolResult:
        # Whoever tells their first day is paid by the rules of that day's year, as they are on it.
        begins, language = asked.disabled_on, session.language
        year = year_of(begins) if begins else next(reversed(years_meant(None, session)), None)
        if year is None:
            return ToolResult("not_available", why="No plan year of the company's calendar has this day.")
        on = begins or day_in(year, session)
        held = read.disability_rule("std", session.scope.audience.class_code, year, on=on)
        bad = unless_ok(held, asked)
        if bad:
            return bad
        weekly = asked.weekly_pay
        if weekly is None and asked.pay is not None:
            weekly = cents(asked.pay / WEEKS)
        result = disability_benefit(held.terms, weekly_pay=weekly, disabled_on=asked.disabled_on, sources=held.sources)
        bad = unless_ok(result, asked)
        if bad:
            return bad
        week = dollars(result["week"])
        text = in_language(_PAYS, language).format(week=week, weeks=result["weeks"], first=held.terms.from_day)
        said = [Told(text, figures=(week,))]
        if asked.disabled_on:
            days = [date_in_words(day, language) for day in (asked.disabled_on, result["from"], result["until"])]
            words = in_language(_FROM_TO, language)
            said.append(Told(words.format(day=days[0], first=days[1], last=days[2]), figures=(days[1],)))
        assumed = ()
        if asked.weekly_pay is None:
            words = in_language(_A_WEEK, language)
            assumed = (words.format(pay=dollars(asked.pay), weeks=WEEKS, week=dollars(weekly)),)
        return Reckoning(tuple(said), (result,), (year.label,), assumed)
