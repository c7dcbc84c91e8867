"""Of what each amount is one: "$10,000 per child" is none per year, and what counts in one case is not what counts in
another of the same sentence.
"""

import re

from chat.proof.alike import things_in, words_in
from chat.proof.measures import Measure
from chat.proof.scope import is_amount
from chat.proof.units import Unit

_EACH = r"(?:per|for each|for every|each|every|a|an|por|por cada|cada|al)"
_WHAT = {
    "year": r"(?:calendar |plan |benefit |policy )?year|annum|ano(?: calendario)?",
    "month": r"(?:calendar )?month|mes",
    "week": r"week|semana",
    "day": r"day|dia",
    "hour": r"hour|hora",
    "paycheck": r"pay ?check|pay period|pay|cheque|quincena",
    "lifetime": r"lifetime|life|vida",
    "child": r"(?:eligible |adopted )?child|hij[oa]|nin[oa]",
    "household": r"household|family|familia|hogar",
    "person": r"(?:covered )?(?:person|member|individual|participant|employee|dependent)|persona|miembro|emplead[oa]",
    "visit": r"(?:office )?visit|session|visita|consulta|sesion",
    "course": r"course|class|semester|term|curso|semestre",
    "claim": r"claim|issue|incident|event|topic|reclamo|asunto|problema|tema",
    "fill": r"fill|refill|prescription|receta",
    "stay": r"stay|admission|ingreso|hospitalizacion",
    "item": r"ear|eye|lens|tooth|tire|pair|order|ticket|pet|oreja|oido|diente|par",
}
_TIMES = frozenset({"year", "month", "week", "day", "hour", "paycheck", "lifetime"})
_WHOM = "for whom"
_PERSONS = frozenset({"child", "household", "person", "all of them"})
_PER = re.compile(
    rf"\s?(?:,\s)?\b{_EACH} (?:(?P<what>{'|'.join(f'(?:{words})' for words in _WHAT.values())}))s?\b"
    r"|\s(?P<all>(?:for|para) (?:all|tod[ao]s)(?: of)?(?: (?:the|your|los|las|sus))? (?:children|persons|people"
    r"|hijos|personas)"
    r"|(?:for|para) (?:tod[ao]s|all|both) (?:together|juntos)|together|combined|in all|en total|in total|altogether)\b"
    r"|\s?(?:/\s?)?(?P<bare>individual|person|family|persona|familia)\b(?!\s(?:plan|coverage|cobertura))"
    rf"|\s(?P<ly>annually|yearly"
    r"|monthly|weekly|daily|al ano|anuales|mensuales)\b"
)
_OF_LY = {"annually": "year", "yearly": "year", "al ano": "year", "anuales": "year", "monthly": "month",
          "mensuales": "month", "weekly": "week", "daily": "day"}  # fmt: skip
_COUNTED = re.compile(
    r"[\s-]?(?:copay|fee|credit|allowance|free|counseling|counselling)?\s?(?:sessions?|days?|hours?|visits?)?\b"
)
_CASE = re.compile(
    r"^\W*(?:if|when|for those who|si|cuando)\b(?P<case>[^,;.]*),|\b(?:if|when|si|cuando)\b(?P<behind>[^,;.]*)"
)
_DIGIT = re.compile(r"\d")
_OF_CASE, _OF_ANOTHER = 0.75, 0.4


def is_per_another(measure: Measure, said: Unit, there: Measure, told: Unit) -> bool:
    """Whether it is told by the year there and by the child here, or the like, and by nothing that is the same."""
    if not is_amount(measure) and measure.kind != "number":
        return False
    one, other = _per(measure, said), _per(there, told)
    if not one or not other:
        return False
    is_for_whom = _WHOM in one | other  # "$600 family" may come by the year as well
    return (one.isdisjoint(other) and not is_for_whom) or any(
        one & kind and other & kind and one.isdisjoint(other & kind) for kind in (_TIMES, _PERSONS)
    )


def is_of_another_case(measure: Measure, said: Unit, there: Measure, told: Unit) -> bool:
    """Whether another figure of the same sentence there is told of the case that this one is said for: "$3,750 if you
    file separately"."""
    case = things_in(_case_of(measure, said))
    if not case or len(told.parts) < 2:
        return False

    def share(one: Measure) -> float:
        start, end = told.part_with(one)
        words = words_in(told.plain[start:end])
        return sum(thing.share_in(words) for thing in case) / len(case)

    if share(there) >= _OF_ANOTHER:
        return False
    rivals = (one for one in told.measures if one.kind == there.kind and one.unit == there.unit and one is not there)
    return any(one.value != there.value and share(one) >= _OF_CASE for one in rivals)


def _case_of(measure: Measure, said: Unit) -> str:
    """Return the case that it is said for: one told first, or one that stands with the figure."""
    found = _CASE.search(said.plain)
    if not found:
        return ""
    start, end = said.part_with(measure)
    is_its_own = found["case"] is not None or start <= found.start() < end
    case = found["case"] or found["behind"] or ""
    return case if is_its_own and not _DIGIT.search(case) else ""  # bands tell the others apart


def _per(measure: Measure, unit: Unit) -> frozenset[str]:
    """Return what stands right behind a figure: "$20 per visit", "10 days per child per year"."""
    counted = _COUNTED.match(unit.plain, measure.end)
    at = counted.end() if counted else measure.end
    values: set[str] = set()
    while found := _PER.match(unit.plain, at):
        if found["all"]:
            values.add("all of them")
        elif found["bare"]:
            values |= {_name_of(found["bare"]), _WHOM}
        else:
            values.add(_OF_LY[found["ly"]] if found["ly"] else _name_of(found["what"]))
        at = found.end()
    return frozenset(values)


def _name_of(what: str) -> str:
    return next(name for name, words in _WHAT.items() if re.fullmatch(words, what))
