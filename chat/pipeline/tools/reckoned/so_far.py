"""What people say has gone in or has been spent so far, as one sum, and by whom.

Read is only an amount that stands as the object of such words, or before "so far": not a limit, a rest, a bill, a
balance or what goes in each time. What somebody else has done is never taken for one's own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from chat.proof.measures import measures, plain_of_same_length


class By(Enum):
    ONESELF = "the person alone"
    TOGETHER = "the person with their family"
    RELATIVE = "somebody of their family"
    FIRM = "the employer or an insurer"
    UNKNOWN = "nobody who is named"


@dataclass(frozen=True)
class Spent:
    amount: Decimal
    is_by_family: bool  # not by the person alone


@dataclass(frozen=True)
class _Amount:
    value: Decimal
    before: str  # of its sentence
    after: str  # of its sentence, up to the next amount

    @property
    def subject(self) -> re.Match[str] | None:
        return next(iter([*_SUBJECT.finditer(self.before)][-1:]), None)

    @property
    def clause(self) -> str:
        """What stands before it from its subject on."""
        found = self.subject
        return self.before[found.start() :] if found else re.split(r"[,:]\s", self.before)[-1]


# ---- whose it is

_MY = r"(?:my|our|his|her|mis?|nuestr[oa]s?)"
_RELATIVE = (
    r"(?:wife|husband|spouse|partner|sons?|daughters?|child(?:ren)?|kids?|baby|mother|mom|father|dad|brother|sister"
    r"|espos[oa]|marido|conyuge|pareja|hij[oa]s?|bebe|madre|mama|padre|papa|herman[oa])"
)
_FIRM = r"(?:employer|company|boss|firm|empresa|empleador[a]?|compania|jef[ea])"
_DOES = (
    r"(?:'s)? (?:has|have|had|already|also|paid|spent|puts?|contribute[sd]?|gave|gives|ha|han|ya|pago|gasto|puso|aporto"
    r"|cubrio)\b"
)
# "He" is Spanish too: "he gastado".
_PARTICIPLE = r"(?: ya)? (?:\w+[ai]d[oa]s?|puesto|hecho)\b"
_SUBJECT = re.compile(
    rf"\b(?:(?P<firm>{_FIRM}\b(?:'s)?(?: (?:and|y) (?:i|me|yo)\b(?:,? (?:we|hemos|llevamos)\b)?)?"
    rf"|(?:it|they)'(?:s|ve)\b|(?:insurance|insurer|carrier|plan|it|they|seguro|aseguradora){_DOES})"
    rf"|(?P<together>(?:{_MY} )?{_RELATIVE} (?:and|y) (?:i|me|yo)\b|(?:i|me|yo) (?:and|y) {_MY} {_RELATIVE}\b"
    r"|(?:we|together|all of us|nosotr[oa]s|hemos|llevamos|entre todos)\b"
    r"|(?:my|our|mi|nuestra) (?:whole |entire )?(?:family|familia)\b"
    r"(?! (?:plan|coverage|deductible|hsa|limit|tier|out)))"
    rf"|(?P<relative>{_MY} (?:\w+ )?{_RELATIVE}\b|{_RELATIVE}{_DOES}|(?:she|ella|ell[oa]s)\b"
    rf"|he\b(?!{_PARTICIPLE}))"
    rf"|(?P<own>(?:i|yo|llevo)\b|he\b(?={_PARTICIPLE})))"
)
_SOMEBODY_DOES = re.compile(r"\b(?:has|ha|han)\b")
_OF_RELATIVE = re.compile(rf"[^,]{{0,25}}?\b(?:for|on|by|from|of|por|para|de|en) {_MY} (?:\w+ )?{_RELATIVE}\b")
_OF_FIRM = re.compile(
    r"[^,]{0,25}?\b(?:from|by|of|de|por) (?:(?:my|our|the|mi|la|el|nuestr[oa]) )?"
    rf"(?:{_FIRM}|insurance|insurer|carrier|seguro|aseguradora)\b(?! (?:deductible|plan|deducible))"
    rf"|[^?]*(?<!not )(?<!without )\b(?:includ\w+|counting|inclu\w+)\b[^,?]*\b{_FIRM}\b"
)
_OF_ALL = re.compile(
    r"[^,]{0,25}?\b(?:together|between us|among us|as a family|for all of us"
    r"|(?:for|by) (?:my|the|our) (?:whole )?family|entre todos|juntos|en familia)\b(?! (?:plan|coverage|deductible))"
)


def _by(one: _Amount) -> By:
    if _OF_FIRM.match(one.after):
        return By.FIRM
    subject = one.subject
    by = {
        "firm": By.FIRM,
        "together": By.TOGETHER,
        "relative": By.RELATIVE,
        "own": By.ONESELF,
    }[subject.lastgroup if subject and subject.lastgroup else "own"]
    if by is not By.ONESELF:
        return by
    if _OF_ALL.match(one.after):
        return By.TOGETHER
    if _OF_RELATIVE.match(one.after):
        return By.RELATIVE
    return By.UNKNOWN if _SOMEBODY_DOES.search(one.clause) else By.ONESELF


# ---- what it is

_FARTHEST = 200  # characters that a sentence about an amount may have on either side of it
_BREAK = re.compile(r"[.?!;]+(?=\s|$)|\n")
_NEXT_CLAUSE = re.compile(r"[,:]|\b(?:how|what|which|and|but|if|cuanto|que|y|pero|si)\b")
_PAY = r"(?:pay\w*|check|month|week|year|period|cheque|mes|ano|quincena|semana|nomina)"
# What goes in each time is no sum, nor is that of another time than this year.
_NO_SUM = re.compile(
    r"\b(?:each|every|monthly|weekly|bi-?weekly|semi-?monthly|fortnightly|yearly|annually|cada|mensual\w*|quincenal\w*"
    rf"|semanal\w*)\b|\b(?:per|an?|al|por|la) {_PAY}\b|/ ?(?:{_PAY}|mo|wk|yr)\b"
    r"|\b(?:last|this) (?:month|week|pay\w*|quarter)\b|\blast year\b|\b(?:ano|mes) pasado\b|\beste mes\b"
)
_EACH_FIRST = re.compile(r"\W*(?:(?:from|out of|with|in|de|con|en) )?(?:each|every|cada)\b")
_OF_ANOTHER = re.compile(r"^.*\d.*(?:[,:]|\b(?:and|but|y|pero)\b)")
_RANGE = re.compile(r"\s?(?:-|to|or|o|a)\s?")
_NOT_DONE = re.compile(r"n't\b|\b(?:not|never|would|could|should|might|need|must|will|want|going to|nunca|tampoco)\b")
_NOT_YET = re.compile(r"\b(?:until|till|before|unless|hasta que|antes de(?: que)?|no) $")
_BETWEEN = (
    r"(?: (?:in|into|to|towards?|against|on|my|our|the|this|year|20\d\d|hsa|away|aside|account|deductible|health"
    r"|savings|out|pocket|up|maybe|somewhere|about|around|approximately|roughly|almost|nearly|exactly|only|just|already|a|total|of|so|far|en|mi|la|el"
    r"|al|cuenta|de|del|ahorros?|salud|deducible|unos|unas|como|casi|cerca|alrededor|un|ya|solo|hasta|ahora))*"
    r"(?: (?:is|are|es|son))?:? ?$"
)
_SO_FAR = r"so far|already|to date|year to date|ytd|up to now|until now|hasta (?:ahora|hoy|la fecha)"
_THIS_YEAR = re.compile(
    r"\b(?:this year|year to date|ytd|(?:in|for|en|para) 20\d\d|since january|este ano|desde enero)\b"
)


def _amounts(text: str) -> Iterator[_Amount]:
    """Yield the amounts that are sums: one that is a range's or counts each time is none."""
    plain = plain_of_same_length(text)
    told = [one for one in measures(text) if one.kind == "money" and not one.is_spoken and one.value != "0"]
    starts = [0, *(found.end() for found in _BREAK.finditer(plain)), len(plain)]
    nexts = [*(one.start for one in told), len(plain)][1:]
    for measure, behind in zip(told, nexts, strict=True):
        begin = max(start for start in starts if start <= measure.start)
        end = min(behind, *(start for start in starts if start >= measure.end))
        before = plain[max(begin, measure.start - _FARTHEST) : measure.start]
        after = plain[measure.end : min(end, measure.end + _FARTHEST)]
        one = _Amount(Decimal(measure.value), before.lstrip(), after)
        is_range = behind < len(plain) and _RANGE.fullmatch(after)
        if not is_range and not _is_each_time(one):
            yield one


def _is_each_time(one: _Amount) -> bool:
    of_after = _NEXT_CLAUSE.split(one.after)[0]
    of_before = _OF_ANOTHER.sub("", one.clause)
    return bool(_NO_SUM.search(of_after) or _NO_SUM.search(of_before) or _EACH_FIRST.match(one.before))


def _is_done(one: _Amount) -> bool:
    """Whether it has happened: not what would have to, or has not yet."""
    head = one.before[: one.subject.start()] if one.subject else ""
    return not (_NOT_DONE.search(one.clause) or _NOT_YET.search(head))


# ---- what has gone into an account

_HAS_PUT = re.compile(
    r"(?:\bhave|'ve|\bive|\balready)(?: already)? (?:put|paid|contributed|deposited|added|saved)\b" + _BETWEEN
)
# In the plain past: of this year only where that is said.
_DID_PUT = re.compile(r"\bi (?:put|contributed|deposited|added)\b" + _BETWEEN)
_OF_THIS_YEAR = re.compile(rf"\b(?:{_SO_FAR}|this year)\b")
# What has gone elsewhere is no money of the HSA.
_ELSEWHERE = re.compile(
    r"\b(?:40[13]|fsa|ira|retirement|deductibles?|bills?|premiums?|out[ -]of[ -]pocket|dependent care|jubilacion"
    r"|deducibles?|facturas?|primas?)\b"
)
_HA_PUESTO = re.compile(
    r"\b(?:ya|llevo|llevamos|he|hemos)(?: ya)? (?:puse|pusimos|puesto|aportad[oa]s?|aporte|aportamos|contribui\w*"
    r"|depositad[oa]s?|deposite|depositamos|metid[oa]s?|ahorrad[oa]s?|ahorre|ahorramos)\b" + _BETWEEN
)
_PUT_SO_FAR = re.compile(rf"(?: (?:has|have))? (?:{_SO_FAR}|aportad[oa]s|depositad[oa]s)\b")
# What is in an account is more than what has gone in this year; what came out, or from another account, is none of it.
_SAVED = re.compile(r"\b(?:saved|ahorr\w+|balance|saldo)\b")
_OTHERWISE = re.compile(
    r"\b(?:spent|used|withdrawn|withdrew|took out|taken out|roll(?:ed|ing) over|transferred|gast\w+|retir\w+)\b"
)
_OTHERS_ACCOUNT = re.compile(rf"\b(?:his|her|their|{_RELATIVE}'s) (?:own )?(?:hsa|account)\b")


def gone_in_said(text: str) -> Decimal | None:
    """Return what the person says has gone in already, of their own or their family's; not what the employer gives."""
    told = {one.value for one in _amounts(text) if _has_gone_in(one)}
    return told.pop() if len(told) == 1 else None


def has_sum_of_another_kind(text: str) -> bool:
    """Whether an amount is told that is neither what has gone in nor another's: to take it for nothing would tell too
    much room."""
    told = [one for one in measures(text) if one.kind == "money" and not one.is_spoken and one.value != "0"]
    return len(told) > sum(_is_others(one) or _has_gone_in(one) for one in _amounts(text))


def relative_has_put_in(text: str) -> bool:
    """Whether the text tells a sum of a relative's: it comes off a limit that is the family's, by a rule of its own."""
    return any(_is_others(one) and _by(one) is not By.FIRM for one in _amounts(text))


def _is_others(one: _Amount) -> bool:
    return _by(one) in (By.FIRM, By.RELATIVE) or _OTHERS_ACCOUNT.search(one.before + one.after) is not None


def _has_gone_in(one: _Amount) -> bool:
    is_put = _HAS_PUT.search(one.before) or _HA_PUESTO.search(one.before) or _PUT_SO_FAR.match(one.after)
    is_put = is_put or (_DID_PUT.search(one.before) and _OF_THIS_YEAR.search(one.after))
    if _ELSEWHERE.search(one.clause) or _ELSEWHERE.search(_NEXT_CLAUSE.split(one.after)[0]):
        return False
    if not is_put or not _is_done(one) or _by(one) not in (By.ONESELF, By.TOGETHER):
        return False
    whole = one.before + one.after
    is_balance = _SAVED.search(one.clause) and not _THIS_YEAR.search(whole)
    return not (is_balance or _OTHERWISE.search(one.clause) or _OTHERS_ACCOUNT.search(whole))


# ---- what has been spent

_LIMIT = r"(?:deductibles?|deducibles?|limite?s?|max\w*|oop\w*|pocket (?:max\w*|limit)|bolsillo)"
_HAS_SPENT = re.compile(
    r"\b(?<!get )(?<!am )(?<!is )(?<!be )(?<!being )(?:spent|paid|used|met|satisfied|accumulated|counted|gastad[oa]s?"
    r"|pagad[oa]s?|usad[oa]s?|acumulad[oa]s?|gaste|gastamos|gastaron|pague|pagamos|pagaron|llevo|llevamos)\b" + _BETWEEN
)
# Without accents the noun is the same: "un gasto de", "yo pago".
_SOMEBODY_SPENT = re.compile(r"\b(?:gasto|pago)(?: ya| unos| como| casi)? $")
_HAS_PUT_TOWARDS = re.compile(r"\b(?:put|puesto)\b" + _BETWEEN)
_TOWARDS = re.compile(r" (?:towards?|to|against|para|hacia) ")
_SPENT_SO_FAR = re.compile(
    rf",?(?: (?:has|have|is|was|were))?(?: already| been)* (?:{_SO_FAR}|spent|paid|used|met|counted|applied|credited|ya"
    r"|gastad[oa]s?|pagad[oa]s?|acumulad[oa]s?|de gastos?)\b"
)
_IS_LIMIT_BEFORE = re.compile(rf"\b{_LIMIT} (?:is|was|are|of|de|es|era) ?$")
_OWED = re.compile(r"\b(?:owe|pay|have to|debo|faltan?|quedan?)(?: \w+)? $")
_IS_LIMIT_OR_REST = re.compile(
    r"(?:-|\s)(?!(?:of|towards?|to|against|on|in|for|so|and|de|del|al|en|para|already|how)\s)(?:[a-z-]+ ){0,2}"
    rf"(?:{_LIMIT}\b|left\b|remain\w*|to go\b|more\b|restantes?\b|por pagar\b)"
    r"|\s(?:is |are |so far |still |yet )*(?:left|remain\w*|to go|more)\b"
)
# Of a bill not all counts, of a premium nothing.
_NOT_ALL_COUNTS = re.compile(
    r"\b(?:premiums?|primas?|bills?|surger\w+|operations?|visits?|procedures?|hospital\w*|mri|x-?rays?|scans?|facturas?|cirugias?"
    r"|operacion(?:es)?|visitas?|consultas?)\b"
)


def spent_said(text: str) -> Spent | None:
    """Return the one sum that the text says has been spent; none of a bill, or beside other amounts."""
    told = [one for one in measures(text) if one.kind == "money" and not one.is_spoken and one.value != "0"]
    if len(told) != 1 or _NOT_ALL_COUNTS.search(plain_of_same_length(text)):
        return None
    spent = next((one for one in _amounts(text) if _is_spent(one)), None)
    by = _by(spent) if spent else By.UNKNOWN
    if spent is None or by in (By.FIRM, By.UNKNOWN):
        return None
    return Spent(spent.value, is_by_family=by is not By.ONESELF)


def _is_spent(one: _Amount) -> bool:
    if _IS_LIMIT_BEFORE.search(one.before) or _OWED.search(one.before) or _IS_LIMIT_OR_REST.match(one.after):
        return False
    is_by_other = _by(one) in (By.RELATIVE, By.TOGETHER) and _SOMEBODY_SPENT.search(one.before)
    is_put = _HAS_PUT_TOWARDS.search(one.before) and _TOWARDS.match(one.after)
    is_object = _HAS_SPENT.search(one.before) or is_by_other or is_put
    return bool(is_object or _SPENT_SO_FAR.match(one.after)) and _is_done(one)
