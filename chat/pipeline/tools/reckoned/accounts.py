"""Spending accounts: how much may go in, and what becomes of what is left."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import Field

from benefits.calculators.accounts import fsa_limit, fsa_year_end
from benefits.calculators.result import Result
from benefits.calculators.words import dollars
from benefits.calendar import told_plan_years
from benefits.catalogue import read
from benefits.federal.limits import account_limit, federal_limit
from benefits.models import PlanYear
from chat.dates import date_in_words
from chat.extractive.everyday import leaves_work
from chat.pipeline.tools.contract import Arguments, Session, Told, ToolResult
from chat.pipeline.tools.reckoned.arguments import YEAR, Dollars
from chat.pipeline.tools.reckoned.basis import Reckoned, Reckoning, unless_ok
from chat.pipeline.tools.reckoned.offered import day_in, deductions_of, year_of, years_meant
from chat.pipeline.tools.reckoned.said import days_said, money_said
from chat.pipeline.understand import Understood
from chat.words import in_language
from knowledge.text.terms import plain_text


class Account(StrEnum):
    HEALTH = "fsa"
    LIMITED = "lpfsa"
    DEPENDENT_CARE = "dcfsa"


_NAMES = {
    Account.HEALTH: {"en": "health FSA", "es": "FSA de salud"},
    Account.LIMITED: {"en": "limited-purpose FSA", "es": "FSA de uso limitado"},
    Account.DEPENDENT_CARE: {"en": "dependent care FSA", "es": "FSA de cuidado de dependientes"},
}
_DEPENDENT = re.compile(
    r"\b(?:dependent[- ]care|dcfsa|dcap|day ?care|child ?care|cuidado de (?:dependientes|ninos|hijos))\b"
)
_LIMITED = re.compile(r"\blimited[- ]purpose\b|\blpfsa\b|\bproposito limitado\b|\buso limitado\b")
_FSA = re.compile(r"\bfsas?\b|\bflexible spending\b|\bcuenta de gastos flexibles\b")
_MOST = re.compile(
    r"\b(?:max(?:imum)?|limits?|most|cap|maximo|limite|tope)\b"
    r"|\bhow much (?:can|may|could) (?:i|we) (?:put|contribute|save|set aside|deposit)\b"
    r"|\bcuanto (?:puedo|podemos) (?:poner|aportar|ahorrar|depositar)\b"
)
_MORE_THAN_LIMIT = re.compile(
    r"\b(?:carry|carries|carryover|roll\w*|left|lose|forfeit\w*|claims?|deadline|until|difference|minimum|min|hsa|both|family"
    r"|married|separate\w*|joint\w*|file|declar\w+|taxes|per child|ages?|aged|older|old|younger|time limits?|how long"
    r"|receipts?|days|how (?:many|often)|fecha|queda\w*|minimo|diferencia|edad(?:es)?|mayor(?:es)?|menor(?:es)?"
    r"|recibos?|dias|plazos?|tiempo|cuant[ao]s|hasta cuando)\b"
)
_MOST_IN = {
    "en": "For {year} the most you can put into the {account} is {limit}{each}.",
    "es": "Para {year} lo máximo que puede poner en la {account} es {limit}{each}.",
}
_EACH = {
    "en": ", which is {each} from each of {count} paychecks",
    "es": ", que son {each} de cada uno de {count} cheques",
}
_APART = {
    "en": "Spouses who file their taxes apart may put in half of the household's federal limit, {amount} each.",
    "es": "Los cónyuges que declaran por separado pueden poner la mitad del límite federal, {amount} cada uno.",
}


class LimitAsked(Arguments):
    account: Account | None = Field(None, description="fsa (health care), lpfsa (limited purpose) or dcfsa.")
    plan_year: str | None = Field(None, description=YEAR)


class AccountLimit(Reckoned):
    name = "account_limit"
    description = "The most that may go into a health, limited-purpose or dependent care FSA, a year and each paycheck."
    arguments = LimitAsked

    def is_asked(self, question: str) -> bool:
        plain = plain_text(question)
        is_account = _FSA.search(plain) or _DEPENDENT.search(plain)
        return bool(is_account and _MOST.search(plain)) and not _MORE_THAN_LIMIT.search(plain)

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        return {"account": _account(understood.spoken_of[-1]), "plan_year": understood.words[:300]}

    def reckon(self, asked: LimitAsked, session: Session) -> Reckoning | ToolResult:
        meant, account = years_meant(asked.plan_year, session), asked.account or Account.HEALTH
        if not meant:
            return ToolResult("not_available", why="No plan year of that name is in the calendar.")
        # Beside a year to come, what holds now.
        now = [year for year in told_plan_years() if year.starts_on <= session.scope.day <= year.ends_on]
        beside = [year for year in now if year not in meant and meant[0].starts_on > session.scope.day]
        said, results, labels = [], [], []
        for year in (*meant, *beside):
            result = self._of_year(asked, account, year, session)
            if isinstance(result, ToolResult):
                if year == meant[0]:
                    return result
                continue
            said.append(_most_in(result, account, year, session))
            results.append(result)
            labels.append(year.label)
        if account is Account.DEPENDENT_CARE:
            said += _apart(meant[0], session.language)
        return Reckoning(tuple(said), tuple(results), tuple(labels))

    def _of_year(self, asked: LimitAsked, account: Account, year: PlanYear, session: Session) -> Result | ToolResult:
        code, day = session.scope.audience.class_code, day_in(year, session)
        rule = read.account_rule(account.value, code, year, on=day)
        bad = unless_ok(rule, asked)
        if bad:
            return bad
        federal = account_limit(account.value, year.starts_on.year)
        sources = (*rule.sources, *((federal.source,) if federal else ()))
        result = fsa_limit(
            plan_limit=rule.plan_limit,
            federal_limit=federal.value if federal else None,
            deductions=deductions_of(year, session) or 1,
            sources=sources,
        )
        return unless_ok(result, asked) or result


def _account(text: str) -> Account:
    plain = plain_text(text)
    if _DEPENDENT.search(plain):
        return Account.DEPENDENT_CARE
    return Account.LIMITED if _LIMITED.search(plain) else Account.HEALTH


def _most_in(result: Result, account: Account, year: PlanYear, session: Session) -> Told:
    language, count = session.language, deductions_of(year, session)
    limit, each = dollars(result["limit"]), dollars(result["each"])
    part = in_language(_EACH, language).format(each=each, count=count) if count else ""
    name = in_language(_NAMES[account], language)
    text = in_language(_MOST_IN, language).format(year=year.label, account=name, limit=limit, each=part)
    return Told(text, (name,), figures=(limit, each) if count else (limit,))


def _apart(year: PlanYear, language: str) -> list[Told]:
    half = federal_limit("dependent_care", year.starts_on.year, "separate")
    return [Told(in_language(_APART, language).format(amount=dollars(half.value)))] if half else []


# ---- what is left at the end of the year

_LEFT = re.compile(r"\b(?:left|remain\w*|unused|unspent|leftover|quedan?|queda|sobra\w*|sin usar)\b")
_UNTIL = re.compile(
    r"\b(?:until when|by when|how long|deadline|last day|when (?:do|must|should) (?:i|we)"
    r"|hasta cuando|fecha limite|plazo)\b"
)
_CARRIED = {
    "en": "Of {balance}, {carried} carries over into the next plan year; {lost} is lost unless it is claimed in time.",
    "es": "De {balance}, {carried} pasan al siguiente año del plan y {lost} se pierden si no se reclaman a tiempo.",
}
_NOT_CARRIED = {
    "en": "Nothing of {balance} carries over: what is not claimed in time is lost.",
    "es": "Nada de {balance} pasa al año siguiente: lo que no se reclame a tiempo se pierde.",
}
_CARE_UNTIL = {
    "en": "Money of {year} pays for care through {care}, and claims for it have to be in by {claims}.",
    "es": "El dinero de {year} paga atención hasta el {care}, y los reclamos deben llegar a más tardar el {claims}.",
}


class LeftAsked(Arguments):
    plan_year: str | None = Field(None, description="The plan year whose money it is; null for the one in force.")
    on: date | None = Field(None, description="A day of that year, where the person names one.")
    balance: Dollars | None = Field(None, description="What is left in dollars; null if none is told.")


class AccountYearEnd(Reckoned):
    name = "fsa_year_end"
    description = "Until when a health FSA's money can be used and claimed, and what of a balance is carried or lost."
    arguments = LeftAsked

    def is_asked(self, question: str) -> bool:
        plain = plain_text(question)
        if not _FSA.search(plain) or _DEPENDENT.search(plain) or _LIMITED.search(plain):
            return False
        if leaves_work(question):
            return False  # for who leaves the account has other days, which the documents tell
        is_balance = _LEFT.search(plain) and len(money_said(question)) == 1
        return bool(is_balance) or bool(
            _UNTIL.search(plain) and re.search(r"\b(?:claim|use|spend|usar|gastar|reclam\w+)\b", plain)
        )

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        text = understood.spoken_of[-1]
        amounts, days = money_said(text), days_said(text)
        balance = amounts[0] if len(amounts) == 1 else None
        if missing:
            return {"balance": balance} if balance else {}
        on = days[0] if len(days) == 1 else None
        return {"plan_year": understood.words[:300], "on": on, "balance": balance}

    def reckon(self, asked: LeftAsked, session: Session) -> Reckoning | ToolResult:
        year = year_of(asked.on) if asked.on else _in_force(asked.plan_year, session)
        if year is None:
            return ToolResult("not_available", why="No plan year of that name is in the calendar.")
        code = session.scope.audience.class_code
        rule = read.account_rule(Account.HEALTH.value, code, year, on=day_in(year, session))
        bad = unless_ok(rule, asked)
        if bad:
            return bad
        balance = asked.balance if asked.balance is not None else Decimal(0)
        result = fsa_year_end(rule.year_end, balance=balance, sources=rule.sources)
        bad = unless_ok(result, asked)
        return bad or _left(result, asked.balance, year, session.language)


def _in_force(words: str | None, session: Session) -> PlanYear | None:
    """Return the one year that the words name, else the one that money is in now."""
    years = years_meant(words, session)
    return years[-1] if years else None


def _left(result: Result, balance: Decimal | None, year: PlanYear, language: str) -> Reckoning:
    claims, care = (date_in_words(result[key], language) for key in ("claims_until", "care_until"))
    said: list[Told] = []
    if balance is not None:
        carried, lost = dollars(result["carried"]), dollars(result["at_risk"])
        words = _CARRIED if result["carried"] else _NOT_CARRIED
        text = in_language(words, language).format(balance=dollars(balance), carried=carried, lost=lost)
        said.append(Told(text, ("FSA",), figures=(carried, lost, claims)))
    text = in_language(_CARE_UNTIL, language).format(year=year.label, care=care, claims=claims)
    said.append(Told(text, ("FSA",), figures=(care, claims)))
    lines: Sequence = result.lines if balance is not None else ()
    told = Result("ok", result.amounts, lines=tuple(lines), sources=result.sources, warnings=result.warnings)
    return Reckoning(tuple(said), (told,), (year.label,))
