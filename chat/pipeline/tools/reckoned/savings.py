"""Retirement savings: what the employer adds, how much may go in, and how much of the employer's money is one's own."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import Field

from benefits.calculators.result import Line
from benefits.calculators.retirement import employer_match, retirement_room, vesting
from benefits.calculators.words import dollars, percent
from benefits.catalogue import read
from benefits.federal.limits import deferral_limits, federal_limits
from benefits.models import PlanYear
from chat.other_people import names_kin
from chat.pipeline.tools.contract import Arguments, Session, Told, ToolResult
from chat.pipeline.tools.reckoned.arguments import YEAR, Dollars, Fraction
from chat.pipeline.tools.reckoned.basis import Reckoned, Reckoning, unless_ok
from chat.pipeline.tools.reckoned.offered import day_in, years_meant
from chat.pipeline.tools.reckoned.said import age_said, days_said, money_said, pay_said, share_saved
from chat.pipeline.understand import Understood
from chat.words import in_language
from knowledge.retrieval.years_in_question import with_years_named
from knowledge.text.terms import plain_text

_MATCH = re.compile(
    r"\bmatch\w*\b|\bemployer contribut\w+\b|\baport\w+ (?:de la empresa|del empleador|patronal\w*)\b"
    r"|\b(?:pone|aporta) la empresa\b"
)
_RETIREMENT = re.compile(r"\b40[13] ?\(?[kb]\)?|\bretirement\b|\bjubilacion\b|\bretiro\b")
_PUT_IN = re.compile(r"\b(?:put|contribut\w+|save|defer|max(?:imum)?|limit|room|poner|aportar|ahorrar|maximo|limite)\b")
_HOW_MUCH = re.compile(r"\b(?:how much|what(?:'s| is)|max(?:imum)?|limit|cuanto|cual|maximo|limite)\b")
_SO_FAR = re.compile(r"\b(?:so far|already|up to now|year to date|hasta ahora|ya)\b")
_VEST = r"\bvest(?:ed|ing)\b|\b(?:i|it|match|money|contributions?) vest\b"
_VESTED = re.compile(rf"{_VEST}|\b(?:is|are) (?:really )?mine\b|\badquirid[oa]\b|\bconsolidad[oa]\b")
_TO_VEST = re.compile(rf"{_VEST}|\badquirid[oa]s?\b|\bconsolidad[oa]s?\b")
# What is somebody's own in another way, what becomes of it, and whose it is where the asker's days say nothing.
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:stocks?|options?|rsus?|shares|equity|grants?|safety|pensions?|loans?|borrow\w*|leav(?:e|es|ing)|left|quit\w*"
    r"|resign\w*|retir(?:e|ing)|fired|laid off|happens?|withdraw\w*|rollover|roll over|acciones|opciones|chaleco"
    r"|pension(?:es)?|prestamos?|prestad[oa]|renunci\w+|me voy|dej(?:o|e|ar) (?:la|mi|el)|despid\w+|pasa"
    r"|retir(?:ar|o) (?:mi|el))\b"
)
_OF_ONESELF = re.compile(r"\b(?:am i|i am|i'?m|i have|do i|my|mine|me|estoy|tengo|mi|mis|mio|mia|yo)\b")
# What papers tell better than a share of today: the rule itself, or the day on which it is reached.
_OF_THE_RULE = re.compile(
    r"\b(?:when|how long|schedules?|table|rules?|polic\w+|works?|means?|cuando|cuanto tiempo|calendario|tabla|reglas?"
    r"|funciona|significa)\b"
)
_PAY_THAT_COUNTS = "pay_that_counts"
_YEAR_NUMBER = re.compile(r"\b20[1-9]\d\b(?! ?[-–/] ?\d)")  # not of "2026-27"
_ADDED = {
    "en": "On {pay} a year and {saved} saved, the company adds {match} a year{parts}.",
    "es": "Con {pay} al año y {saved} de ahorro, la empresa aporta {match} al año{parts}.",
}
_MISSED = {
    "en": "It would add {missed} more if you saved more.",
    "es": "Aportaría {missed} más si usted ahorrara más.",
}
_ROOM = {
    "en": "In {year} you can put {room} into the 401(k): {sum}.",
    "es": "En {year} usted puede poner {room} en el 401(k): {sum}.",
}
_LIMIT = {"en": "the limit of {limit}", "es": "el límite de {limit}"}
_LESS = {"en": "{limit} less {saved} saved so far", "es": "{limit} menos {saved} ya ahorrados"}
_NOTHING_YET = {"en": "Nothing has been saved in this year yet.", "es": "En este año todavía no se ha ahorrado nada."}
_OWN = {
    "en": "After {years} whole years of service, {share} of the company's money is yours{own}.",
    "es": "Después de {years} años completos de servicio, el {share} del dinero de la empresa es suyo{own}.",
}
_OF_BALANCE = {"en": ": {own} of {balance}", "es": ": {own} de {balance}"}


class MatchAsked(Arguments):
    pay: Dollars | None = Field(None, description="The yearly pay in dollars.")
    saved: Fraction | None = Field(None, description="The share of pay that the person saves, as a fraction: 0.05.")


class Match(Reckoned):
    name = "employer_match"
    description = "What the company adds in a year to what the person saves for retirement, by pay and share saved."
    arguments = MatchAsked

    def is_asked(self, question: str) -> bool:
        is_match = _MATCH.search(plain_text(question)) is not None
        return is_match and share_saved(question) is not None and pay_said(question) is not None

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        text = understood.spoken_of[-1]
        given = {"pay": pay_said(text), "saved": share_saved(text)}
        return {name: value for name, value in given.items() if value is not None}

    def reckon(self, asked: MatchAsked, session: Session) -> Reckoning | ToolResult:
        meant = years_meant(None, session)
        if not meant:
            return ToolResult("not_available", why="No plan year of the company's calendar has this day.")
        year, language = meant[-1], session.language
        rule = read.retirement_rule(session.scope.audience.class_code, year, on=day_in(year, session))
        bad = unless_ok(rule, asked)
        if bad:
            return bad
        most = federal_limits().last_published(_PAY_THAT_COUNTS, year.starts_on.year)
        is_of_year = most is not None and most.year == year.starts_on.year
        if asked.pay is not None and not is_of_year and (most is None or asked.pay > most.value):
            return ToolResult("not_available", why=f"The most pay that counts in {year.label} is not published yet.")
        most = most.value if most else None
        result = employer_match(rule.match, pay=asked.pay, saved=asked.saved, pay_limit=most, sources=rule.sources)
        bad = unless_ok(result, asked)
        if bad:
            return bad
        match = dollars(result["match"])
        values = {"pay": dollars(asked.pay), "saved": percent(asked.saved), "match": match, "parts": _sum(result.lines)}
        said = [Told(in_language(_ADDED, language).format(**values), figures=(match,))]
        if result["missed"]:
            said.append(Told(in_language(_MISSED, language).format(missed=dollars(result["missed"]))))
        return Reckoning(tuple(said), (result,), (year.label,))


def _sum(lines: tuple[Line, ...]) -> str:
    parts = [dollars(line.value) for line in lines if line.value]
    return f": {' + '.join(parts)}" if len(parts) > 1 else ""


class RoomAsked(Arguments):
    age: int | None = Field(None, description="The person's age at the end of the year.")
    saved_so_far: Dollars | None = Field(None, description="What they have put in this year, in dollars.")
    plan_year: str | None = Field(None, description=YEAR)


class RetirementRoom(Reckoned):
    name = "retirement_room"
    description = "How much may still go into a 401(k) in a calendar year, by age and what has gone in."
    arguments = RoomAsked
    page = "401k"

    def is_asked(self, question: str) -> bool:
        plain = plain_text(question)
        is_room = _RETIREMENT.search(plain) and _PUT_IN.search(plain) and _HOW_MUCH.search(plain)
        return bool(is_room) and not _MATCH.search(plain) and age_said(question) is not None

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        text = understood.spoken_of[-1]
        amounts = money_said(text)
        is_saved = len(amounts) == 1 and (_SO_FAR.search(plain_text(text)) or missing == "saved_so_far")
        given = {"age": age_said(text), "saved_so_far": amounts[0] if is_saved else None}
        told = {name: value for name, value in given.items() if value is not None}
        return told if missing else told | {"plan_year": understood.words[:300]}

    def reckon(self, asked: RoomAsked, session: Session) -> Reckoning | ToolResult:
        meant, language = years_meant(asked.plan_year, session), session.language
        if not meant:
            return ToolResult("not_available", why="No year of that name is in the calendar.")
        year = _calendar_year(asked.plan_year, meant[-1], session)
        saved = asked.saved_so_far if asked.saved_so_far is not None else Decimal(0)
        result = retirement_room(deferral_limits(year), year=year, age_at_year_end=asked.age, saved_so_far=saved)
        bad = unless_ok(result, asked)
        if bad:
            return bad
        room, limit = dollars(result["room"]), dollars(result["limit"])
        words = _LESS if asked.saved_so_far else _LIMIT
        parts = in_language(words, language).format(limit=limit, saved=dollars(saved))
        text = in_language(_ROOM, language).format(year=year, room=room, sum=parts)
        assumed = () if asked.saved_so_far else (in_language(_NOTHING_YET, language),)
        return Reckoning((Told(text, ("401(k)",), figures=(room, limit)),), (result,), (str(year),), assumed)


def _calendar_year(words: str | None, plan_year: PlanYear, session: Session) -> int:
    """Return the calendar year that the words name, from the day's point of view too; else that of the day in the plan
    year. The law's limit is the calendar year's, whenever the company's plan year begins."""
    named = set(_YEAR_NUMBER.findall(with_years_named(words or "", day=session.scope.day, plan_years=())))
    return int(named.pop()) if len(named) == 1 else day_in(plan_year, session).year


class VestedAsked(Arguments):
    hired: date | None = Field(None, description="The first day at work, with its year.")
    balance: Dollars | None = Field(None, description="The company's money in the account, in dollars.")


class Vested(Reckoned):
    name = "vested_share"
    description = "Which share of the company's retirement money is the person's own today, by the day of hire."
    arguments = VestedAsked

    def is_asked(self, question: str) -> bool:
        plain = plain_text(question)
        if not (_VESTED.search(plain) or _TO_VEST.search(plain)):
            return False
        if _OF_SOMETHING_ELSE.search(plain) or names_kin(question):
            return False
        days = len(days_said(question))
        if days == 1:
            return bool(_VESTED.search(plain))
        is_vested = _TO_VEST.search(plain) or (
            _VESTED.search(plain) and (_MATCH.search(plain) or _RETIREMENT.search(plain))
        )
        return days == 0 and bool(is_vested and _OF_ONESELF.search(plain)) and not _OF_THE_RULE.search(plain)

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        text = understood.spoken_of[-1]
        days, amounts = days_said(text), money_said(text)
        given = {"hired": days[0] if len(days) == 1 else None, "balance": amounts[0] if len(amounts) == 1 else None}
        return {name: value for name, value in given.items() if value is not None}

    def reckon(self, asked: VestedAsked, session: Session) -> Reckoning | ToolResult:
        meant, language = years_meant(None, session), session.language
        if not meant:
            return ToolResult("not_available", why="No plan year of the company's calendar has this day.")
        year = meant[-1]
        rule = read.retirement_rule(session.scope.audience.class_code, year, on=day_in(year, session))
        bad = unless_ok(rule, asked)
        if bad:
            return bad
        result = vesting(
            rule.vesting, hired=asked.hired, on=session.scope.day, balance=asked.balance, sources=rule.sources
        )
        bad = unless_ok(result, asked)
        if bad:
            return bad
        own = ""
        if asked.balance is not None:
            words = in_language(_OF_BALANCE, language)
            own = words.format(own=dollars(result["own"]), balance=dollars(asked.balance))
        share = percent(result["share"])
        text = in_language(_OWN, language).format(years=result["years"], share=share, own=own)
        return Reckoning((Told(text, figures=(share,)),), (result,), (year.label,))
