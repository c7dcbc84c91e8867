"""How much somebody may put into a health savings account, beside what the employer puts in."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import Field

from benefits.calculators.hsa import HsaYear, covered_from, hsa_room
from benefits.calculators.plan_terms import Premium
from benefits.calculators.result import Result
from benefits.calculators.words import dollars
from benefits.catalogue import read
from benefits.federal.limits import hsa_limits
from benefits.models import Plan, PlanYear, Seed
from chat.dates import date_in_words
from chat.pipeline.tools.contract import Arguments, Session, Told, ToolResult
from chat.pipeline.tools.reckoned.arguments import COVERED, PLAN, YEAR, Dollars
from chat.pipeline.tools.reckoned.basis import Reckoned, Reckoning, needs, unless_ok
from chat.pipeline.tools.reckoned.offered import (
    day_in,
    plan_meant,
    plans_said,
    tier_of,
    who_is_covered,
    year_of,
    years_meant,
)
from chat.pipeline.tools.reckoned.said import (
    Covered,
    age_said,
    covered_said,
    days_said,
    pays_left_said,
)
from chat.pipeline.tools.reckoned.so_far import gone_in_said, has_sum_of_another_kind, relative_has_put_in
from chat.pipeline.understand import Understood
from chat.words import in_language
from knowledge.text.terms import plain_text

_HSA = re.compile(r"\bhsas?\b|\bhealth savings accounts?\b|\bcuenta de ahorros? (?:para|de) (?:la )?salud\b")
_PUT_IN = re.compile(
    r"\b(?:put|contribut\w+|add|save|deposit|room|pay in|poner|pongo|aport\w+|contribu\w+|ahorrar|deposit\w+)\b"
)
_HOW_MUCH = re.compile(r"\b(?:how much|what(?:'s| is) the most|maximum|max|limit|room|cuanto|maximo|limite)\b")
_STARTS = re.compile(r"\b(?:starts?|started|begins?|began|effective|empieza|empezo|comienza|comenzo)\b")
_HOW_OLD = {
    "en": "How old are you at the end of the year?",
    "es": "¿Cuántos años tendrá usted al final del año?",
}
_ROOM = {
    "en": "In {year} you can put in {room} yourself: {sum}.",
    "es": "En {year} usted puede poner {room}: {sum}.",
}
_WHOLE_YEAR = {"en": "the limit of {limit}", "es": "el límite de {limit}"}
_MONTHS = {
    "en": "{months}/12 of the year's {whole}, which is {limit}",
    "es": "{months}/12 de los {whole} del año, que son {limit}",
}
_CATCH_UP = {"en": " plus {amount} from age 55 on", "es": " más {amount} desde los 55 años"}
_SEED = {"en": ", less {seed} from your employer", "es": ", menos {seed} de su empresa"}
_OWN = {"en": ", less {own} that you have put in", "es": ", menos {own} que usted ya aportó"}
_NOTHING_YET = {
    "en": "You are taken to have put in nothing of your own in {year} yet; what you have is to be taken off.",
    "es": "Se supone que en {year} usted todavía no ha aportado nada; lo que haya aportado se debe restar.",
}
_EACH = {
    "en": "Over {pays} paychecks that is at most {each} each.",
    "es": "En {pays} cheques son como máximo {each} en cada uno.",
}
_SEED_BY_MONTHS = {
    "en": "Your employer's money is counted for the months of coverage, from {day} on.",
    "es": "El dinero de su empresa se cuenta por los meses de cobertura, desde el {day}.",
}
_NO_YEAR = "The company's plan year is not the calendar year: HR has to say how much it puts in."


class HsaAsked(Arguments):
    plan: str | None = Field(None, description=PLAN)
    covered: Covered | None = Field(None, description=COVERED)
    age: int | None = Field(None, description="The person's age at the end of the year.")
    plan_year: str | None = Field(None, description=YEAR)
    starts: date | None = Field(None, description="From when on they are covered; null for the whole year.")
    own_so_far: Dollars | None = Field(None, description="What they have put in of their own this year.")
    pays_left: int | None = Field(None, description="How many paychecks of the year are left.")


class HsaRoom(Reckoned):
    name = "hsa_room"
    description = "How much the person may put into an HSA in a year, by coverage, age and what the employer puts in."
    arguments = HsaAsked
    page = "hsa"

    def is_asked(self, question: str) -> bool:
        plain = plain_text(question)
        if not (_HSA.search(plain) and _PUT_IN.search(plain) and _HOW_MUCH.search(plain)):
            return False
        # How spouses share the family's limit between their accounts is not reckoned.
        if relative_has_put_in(question) and _tier(question) is not Covered.EMPLOYEE:
            return False
        if has_sum_of_another_kind(question):
            return False
        is_own = age_said(question) is not None or gone_in_said(question) is not None
        return is_own or bool(days_said(question))

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        text = understood.spoken_of[-1]
        age = age_said(text)
        if age is None and missing == "age" and (found := re.fullmatch(r"\W*(\d{1,3})\W*", text)):
            age = int(found[1])
        given = {"plan": next(iter(plans_said(text)), None), "covered": _tier(text), "age": age}
        told = {name: value for name, value in given.items() if value is not None}
        if missing:
            return told
        told |= {"own_so_far": gone_in_said(text), "pays_left": pays_left_said(text)}
        days = days_said(text) if _STARTS.search(plain_text(text)) else ()
        return told | {"plan_year": understood.words[:300], "starts": days[0] if len(days) == 1 else None}

    def reckon(self, asked: HsaAsked, session: Session) -> Reckoning | ToolResult:
        year = _year_asked(asked, session)
        if year is None:
            return ToolResult("not_available", why="No plan year of that name is in the calendar.")
        if (year.starts_on.month, year.starts_on.day) != (1, 1):
            return ToolResult("not_available", why=_NO_YEAR)
        plan = plan_meant(asked.plan, year, session, fits=lambda plan: plan.hsa_qualified)
        if isinstance(plan, ToolResult):
            return plan
        if asked.covered is None:
            return who_is_covered(plan, session)
        if asked.age is None:
            return needs("age", in_language(_HOW_OLD, session.language))
        tier, code = tier_of(plan, asked.covered, session), session.scope.audience.class_code
        premium = read.premium(plan, tier, code, on=day_in(year, session))
        bad = unless_ok(premium, asked)
        return bad or _room(asked, plan, year, premium, session)


def _year_asked(asked: HsaAsked, session: Session) -> PlanYear | None:
    if asked.starts:
        return year_of(asked.starts)
    meant = years_meant(asked.plan_year, session)
    # While people choose for the next year, what has gone in and the paychecks that are left are this year's.
    is_of_running = asked.own_so_far is not None or asked.pays_left is not None
    return next(iter(reversed(meant) if is_of_running else meant), None)


def _tier(text: str) -> Covered | None:
    return Covered.EMPLOYEE if re.search(r"\bself[- ]only\b", plain_text(text)) else covered_said(text)


def _room(asked: HsaAsked, plan: Plan, year: PlanYear, premium: Premium, session: Session) -> Reckoning | ToolResult:
    begins = year.starts_on
    if asked.starts and asked.starts > begins:
        begins = asked.starts
    coverage = "self" if asked.covered is Covered.EMPLOYEE else "family"
    months = covered_from(begins, coverage)
    count, seed = sum(month is not None for month in months), premium.seed_a_year
    if count < 12:
        schedules = {row.schedule for row in plan.seed_rows.all() if row.tier == tier_of(plan, asked.covered, session)}
        if seed and schedules != {Seed.Schedule.PER_PAY}:
            return ToolResult("not_available", why="What the employer puts in from the middle of a year HR has to say.")
        seed = seed * count / 12
    own = asked.own_so_far or Decimal(0)
    # What has gone in has gone in by some of the year's paychecks: over all of them nothing can be spread any more.
    pays = premium.deductions if count == 12 and not own else None
    pays = asked.pays_left or pays
    person = HsaYear(begins.year, months, asked.age, employer=seed, own_so_far=own, pays_left=pays)
    result = hsa_room(person, hsa_limits(begins.year))
    bad = unless_ok(result, asked)
    if bad:
        return bad
    language = session.language
    assumed = _assumed(person, begins, is_own_told=asked.own_so_far is not None, language=language)
    return Reckoning(_told(result, person, language), (result,), (year.label,), assumed, premium.sources)


def _told(result: Result, person: HsaYear, language: str) -> tuple[Told, ...]:
    limits, count = hsa_limits(person.year), sum(month is not None for month in person.months)
    whole = limits.family if "family" in person.months else limits.self_only
    catch_up = result["limit"] - whole if count == 12 else Decimal(0)
    if count == 12:
        of = in_language(_WHOLE_YEAR, language).format(limit=dollars(whole))
        of += in_language(_CATCH_UP, language).format(amount=dollars(catch_up)) if catch_up else ""
    else:
        words, a_year = in_language(_MONTHS, language), result["limit"] * 12 / count
        of = words.format(months=count, whole=dollars(a_year), limit=dollars(result["limit"]))
    if person.employer:
        of += in_language(_SEED, language).format(seed=dollars(person.employer))
    if person.own_so_far:
        of += in_language(_OWN, language).format(own=dollars(person.own_so_far))
    known = {one.key: one.value for one in result.amounts}
    room = dollars(known["room"])
    text = in_language(_ROOM, language).format(year=person.year, room=room, sum=of)
    # What the last-month rule gives is told by the result's own warning.
    amounts = (known[key] for key in ("room", "limit", "room_by_last_month") if key in known)
    said = [Told(text, ("HSA",), figures=tuple(map(dollars, amounts)))]
    if "each" in known:
        each = in_language(_EACH, language).format(pays=person.pays_left, each=dollars(known["each"]))
        said.append(Told(each, ("HSA",), figures=(dollars(known["each"]),)))
    return tuple(said)


def _assumed(person: HsaYear, begins: date, *, is_own_told: bool, language: str) -> tuple[str, ...]:
    told = []
    if not is_own_told:
        told.append(in_language(_NOTHING_YET, language).format(year=person.year))
    if begins > date(person.year, 1, 1) and person.employer:
        told.append(in_language(_SEED_BY_MONTHS, language).format(day=date_in_words(begins, language)))
    return tuple(told)
