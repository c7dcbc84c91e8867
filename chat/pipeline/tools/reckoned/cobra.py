"""COBRA: what it costs a month, until when it can be chosen and paid, and how long it lasts."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from pydantic import Field

from benefits.calculators.coverage import PAYMENT_DAYS, cobra_window
from benefits.calculators.days import within
from benefits.calculators.prices import cobra_price
from benefits.calculators.result import Result, Source
from benefits.calculators.words import dollars
from benefits.catalogue import read
from benefits.catalogue.held import sources_of
from benefits.models import Plan, PlanYear
from chat.dates import date_in_words
from chat.pipeline.tools.contract import Arguments, Session, Told, ToolResult
from chat.pipeline.tools.reckoned.arguments import COVERED, PLAN, YEAR
from chat.pipeline.tools.reckoned.basis import Reckoned, Reckoning, unless_ok
from chat.pipeline.tools.reckoned.offered import (
    day_in,
    offered,
    plan_meant,
    plans_said,
    priced,
    tier_in_words,
    tier_of,
    year_of,
    years_meant,
)
from chat.pipeline.tools.reckoned.said import Covered, covered_said, days_said
from chat.pipeline.understand import Understood
from chat.proof.measures import measures
from chat.words import in_language
from knowledge.text.terms import plain_text

_LAW = (Source("29 U.S.C. §§ 1162, 1165"), Source("26 CFR 54.4980B-7, Q&A-4"))
_COBRA = re.compile(r"\bcobra\b")
_SUM = r"costs?|price|how much(?! (?:time|longer|notice)\b)|expensive|cuesta|cuanto(?! tiempo\b)|precio"
_COSTS = re.compile(rf"\b(?:{_SUM}|pay|premium|pago|prima)\b")
_ASKS_SUM = re.compile(rf"\b(?:{_SUM})\b")
_WHEN = re.compile(
    r"\b(?:when|how long|how much (?:time|longer|notice)|deadline|how many days|cuando|cuanto tiempo"
    r"|cuantos dias|plazo)\b"
)
_ENDS = r"(?:ends?|ended|is lost|lose|lost|stops?|terminat\w+|termin[ao]|terminara|acab[ao]|pierdo|perdi)"
_LOST_ON = re.compile(rf"\b{_ENDS}\b[^.?!]{{0,30}}$")
_HAPPENED_ON = re.compile(
    r"\b(?:divorced|laid off|fired|quit|resigned|left (?:my job|work|the company)|last day (?:at|of) work"
    r"|me divorcie|me despidieron|renuncie|deje (?:mi|el) trabajo|ultimo dia de trabajo)\b[^.,;?!]{0,20}$"
)
_NOTICE_ON = re.compile(r"\b(?:notice|letter|aviso|carta|notificacion)\b[^.?!]{0,40}$")
_ELECTED_ON = re.compile(
    r"\b(?:elect\w*|choose|chose|chosen|sign(?:ed)? up|enroll\w*|elij\w+|elig\w+|acept\w+)\b[^.?!]{0,30}$"
)
_PAY_IN = {
    "en": (
        "The first payment is due {days} days after the day on which you choose it: chosen on {elected}, for example, "
        "by {pay_by}."
    ),
    "es": (
        "El primer pago vence {days} días después del día en que lo elija: si lo elige el {elected}, por ejemplo, "
        "vence el {pay_by}."
    ),
}
_CHOOSE_BY = {
    "en": "You can choose COBRA until {until}; it lasts up to {months} months, to {last} at most.",
    "es": "Puede elegir COBRA hasta el {until}; dura hasta {months} meses, a más tardar hasta el {last}.",
}
_PAID_BY = {
    "en": "Chosen on {elected}, it has to be paid for the first time by {pay_by}.",
    "es": "Si lo elige el {elected}, el primer pago vence el {pay_by}.",
}
_AS_JOB = {
    "en": "The coverage is taken to end with the job; after a divorce, a death or a child grown too old it is longer.",
    "es": "Se supone que la cobertura termina con el empleo; tras un divorcio, una muerte o por edad dura más.",
}
_ALONE = {"en": "for one person alone", "es": "para una sola persona"}
_PRICE = {
    "en": "COBRA for the {plan}, {who}, costs {price} a month in {year}: {full} × 102%.",
    "es": "COBRA en {plan}, {who}, cuesta {price} al mes en {year}: {full} × 102%.",
}


class Event(StrEnum):
    LEFT_JOB = "left_job"
    FEWER_HOURS = "fewer_hours"
    DIVORCE = "divorce"
    DEATH = "death"
    MEDICARE = "medicare"
    AGE_OUT = "age_out"


_EVENTS = {
    Event.LEFT_JOB: re.compile(
        r"(?<!not )(?<!n't )(?<!never )(?<!no )(?<!no me )(?<!nunca )"
        r"\b(?:quit(?:s|ting)?\b(?! (?:smok|vap|tobacco|drink))|resign(?:s|ed|ing)?\b|fired\b|(?:laid|lay) off\b"
        r"|let go\b|(?:left|leave|leaving|lost|lose|losing) (?:my|the|his|her|this) (?:job|work|company|employer)\b"
        r"|left work\b|last day (?:at|of) work\b|retir(?:ed?|ing)\b"
        r"|renunci(?:e|o|a|ar)\b|despid\w+|me jubil\w+|ultimo dia de trabajo\b"
        r"|(?:deje|dejo|dejar|perdi|perder) (?:mi|el|su) (?:trabajo|empleo)\b)"
    ),
    Event.FEWER_HOURS: re.compile(r"\b(?:fewer|less|reduced|cut) hours\b|\bmenos horas\b"),
    Event.DIVORCE: re.compile(r"\bdivorc\w+\b"),
    Event.DEATH: re.compile(r"\b(?:died|death|passed away|murio|fallecio|muerte)\b"),
    Event.MEDICARE: re.compile(r"\bmedicare\b"),
    Event.AGE_OUT: re.compile(r"\b(?:turn\w* 26|aged? out|cumpl\w+ 26)\b"),
}
# Told beside the end of a job, these are how a family lives, and not why the coverage ends.
_BESIDE_A_JOB = frozenset({Event.DIVORCE, Event.DEATH, Event.MEDICARE})
# What ends the coverage of a child or a spouse, and not of who works here.
_GOES_ON_ALONE = frozenset({Event.AGE_OUT, Event.DIVORCE, Event.DEATH, Event.MEDICARE})


class CobraAsked(Arguments):
    event: Event | None = Field(None, description="Why the coverage ends; null where the person does not say.")
    lost: date | None = Field(None, description="The last day of coverage.")
    happened: date | None = Field(None, description="The day of the event: the last day at work, of the divorce.")
    noticed: date | None = Field(None, description="The day of the COBRA notice.")
    elected: date | None = Field(None, description="The day on which it is chosen.")
    wants_price: bool | None = Field(None, description="Whether the price is asked for.")
    plan: str | None = Field(None, description=PLAN)
    covered: Covered | None = Field(None, description=COVERED)
    plan_year: str | None = Field(None, description=YEAR)


class Cobra(Reckoned):
    name = "cobra"
    description = "COBRA's price a month for a plan, the last day to choose it and to pay for it, how long it lasts."
    arguments = CobraAsked
    page = "cobra"
    # Whom one covers at work is not who goes on by oneself after it.
    goes_by = frozenset()

    def is_asked(self, question: str) -> bool:
        plain = plain_text(question)
        if not _COBRA.search(plain):
            return False
        is_dated = _days(question).keys() >= {"lost", "noticed"}
        # "When do I have to pay it?" asks for a day.
        asks_price = (_ASKS_SUM if _WHEN.search(plain) else _COSTS).search(plain)
        return is_dated or bool(asks_price and plans_said(question))

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        text = understood.spoken_of[-1]
        plain = plain_text(text)
        given = {"plan": next(iter(plans_said(text)), None), "covered": covered_said(text), **_days(text)}
        told = {name: value for name, value in given.items() if value}
        if missing:
            days = days_said(text)
            return told | ({missing: days[0]} if missing in ("lost", "noticed") and len(days) == 1 else {})
        wants = bool(_COSTS.search(plain))
        return told | {"event": _event_of(plain), "wants_price": wants, "plan_year": understood.words[:300]}

    def reckon(self, asked: CobraAsked, session: Session) -> Reckoning | ToolResult:
        said: list[Told] = []
        results: list[Result] = []
        labels: tuple[str, ...] = ()
        assumed = () if asked.event else (in_language(_AS_JOB, session.language),)
        if asked.lost or asked.noticed or asked.elected:
            counts = read.cobra_rule(session.scope.audience.class_code, asked.lost)
            window = cobra_window(
                (asked.event or Event.LEFT_JOB).value,
                lost=asked.lost,
                noticed=asked.noticed,
                elected=asked.elected,
                happened=asked.happened,
                counts_from=counts.counts_from,
                sources=(*_LAW, *counts.sources),
                warnings=counts.warnings,
            )
            bad = unless_ok(window, asked)
            if bad:
                return bad
            said += _dates(window, asked.elected, session.language)
            results.append(window)
        elif not asked.plan and not asked.wants_price:
            return ToolResult("not_available", why="Say the last day of coverage and the day of the notice, or a plan.")
        if asked.wants_price or asked.plan:
            priced = self._priced(asked, session)
            if isinstance(priced, ToolResult):
                return priced
            said, labels = [*said, *priced.said], priced.years
            results += priced.results
        return Reckoning(tuple(said), tuple(results), labels, assumed)

    def _priced(self, asked: CobraAsked, session: Session) -> Reckoning | ToolResult:
        """Return the price: of the plan that is named, else of each that is offered; in the years that are meant."""
        years = years_meant(asked.plan_year, session)
        if asked.lost:
            # It is paid for from the day after the coverage that ends.
            years = tuple(filter(None, [year_of(asked.lost + timedelta(1))]))
        refused = ToolResult("not_available", why="No plan year of that name is in the calendar.")
        made: list[tuple[Told, Result, PlanYear]] = []
        for year in years:
            of_year = self._of_year(year, asked, session)
            if not isinstance(of_year, ToolResult):
                made += [(told, result, year) for told, result in of_year]
            elif of_year.missing:
                return of_year
            elif not made:
                refused = of_year
        if not made:
            return refused
        labels = tuple(dict.fromkeys(year.label for *_, year in made))
        return Reckoning(tuple(told for told, *_ in made), tuple(result for _, result, _ in made), labels)

    def _of_year(self, year: PlanYear, asked: CobraAsked, session: Session) -> list[tuple[Told, Result]] | ToolResult:
        plans = offered(year, session)
        # Who loses coverage by a birthday, a divorce or a death goes on alone. Of others nobody said whom it covers: of
        # a plan that is named each tier, of all plans that of one person.
        alone = asked.event in _GOES_ON_ALONE
        tiers = [Covered.EMPLOYEE if alone else asked.covered or Covered.EMPLOYEE]
        if asked.plan:
            plan = plan_meant(asked.plan, year, session)
            if isinstance(plan, ToolResult):
                return plan
            plans, tiers = [plan], tiers if alone or asked.covered else priced(plan, session)
        made = [self._price(plan, tier, asked, year, session) for plan in plans for tier in tiers]
        bad = next((one for one in made if isinstance(one, ToolResult)), None)
        if bad or not made:
            return bad or ToolResult("not_available", why="No reviewed medical plan is offered to this person.")
        return made

    def _price(
        self, plan: Plan, tier: Covered, asked: CobraAsked, year: PlanYear, session: Session
    ) -> tuple[Told, Result] | ToolResult:
        code, day = session.scope.audience.class_code, day_in(year, session)
        rate = read.rate_of(plan, tier_of(plan, tier, session), code, on=day)
        bad = unless_ok(rate, asked)
        if bad:
            return bad
        result = cobra_price(rate.total_monthly, sources=sources_of((rate,)))
        bad = unless_ok(result, asked)
        if bad:
            return bad
        language, price = session.language, dollars(result["month"])
        text = in_language(_PRICE, language).format(
            plan=plan.short_name,
            who=in_language(_ALONE, language) if asked.event in _GOES_ON_ALONE else tier_in_words(tier, language),
            price=price,
            year=year.label,
            full=dollars(rate.total_monthly),
        )
        return Told(text, (plan.name, "COBRA"), figures=(price,)), result


def _event_of(plain: str) -> Event | None:
    """Return why the coverage ends; None where nothing or several things are told, so that the answer says what it
    takes for granted."""
    told = {event for event, pattern in _EVENTS.items() if pattern.search(plain)}
    if Event.LEFT_JOB in told:
        told -= _BESIDE_A_JOB
    return told.pop() if len(told) == 1 else None


def _days(text: str) -> dict[str, date]:
    """Return the days that the text gives as those of the last coverage, the notice and the choice."""
    plain, found = plain_text(text), {}
    if len(plain) != len(text):
        plain = text.lower()
    for day, start in _places(text):
        before = plain[:start]
        for name, pattern in _TOLD_DAYS:
            if pattern.search(before):
                found.setdefault(name, day)
                break
    return found


_TOLD_DAYS = (("noticed", _NOTICE_ON), ("happened", _HAPPENED_ON), ("lost", _LOST_ON), ("elected", _ELECTED_ON))


def _places(text: str) -> Sequence[tuple[date, int]]:
    known = {(day.year, day.month, day.day): day for day in days_said(text)}
    places = []
    for one in measures(text):
        if one.kind == "date" and one.value[0] != "-":
            day = known.get(tuple(map(int, one.value.split("-"))))
            places += [(day, one.start)] if day else []
    return places


def _dates(window: Result, elected: date | None, language: str) -> list[Told]:
    until, last = (date_in_words(window[key], language) for key in ("elect_by", "lasts_until"))
    text = in_language(_CHOOSE_BY, language).format(until=until, months=window["months"], last=last)
    said = [Told(text, ("COBRA",), figures=(until,))]
    if elected:
        pay_by = date_in_words(window["pay_by"], language)
        words = in_language(_PAID_BY, language).format(elected=date_in_words(elected, language), pay_by=pay_by)
        return [*said, Told(words, ("COBRA",), figures=(pay_by,))]
    # A day within the time to choose, so that the sum is seen; the month's first reads as the example that it is.
    chosen = window["elect_by"].replace(day=1)
    days = [date_in_words(day, language) for day in (chosen, within(PAYMENT_DAYS, chosen))]
    words = in_language(_PAY_IN, language).format(days=PAYMENT_DAYS, elected=days[0], pay_by=days[1])
    return [*said, Told(words, ("COBRA",), figures=(days[1],))]
