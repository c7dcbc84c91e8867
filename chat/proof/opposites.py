"""Whether a source says the opposite of what is said without a figure, in nearly the same words.

"Unused sick leave is paid out" beside "unused sick leave is not paid out": each clause is held against the clauses that
speak of the same, and one of them has to agree in what is denied, of whom it is, who pays and whether it is of all.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from chat.proof.alike import Thing, things_in, words_in
from chat.proof.names import GROUP, OPTION, PAYER, PLAN, STATE, TERM, TIER, Mention, mentions
from chat.proof.scope import Scope, agree, scope_of
from chat.proof.units import Source, Unit
from knowledge.text.terms import plain_text

_NEAR = 0.75  # of what a clause speaks of that another must speak of to be about the same
_SENTENCE, _ABOVE = 0.9, 0.6  # what a thing counts that is told in the same sentence, or above it
_FEWEST = 2  # things
_CLAUSE = re.compile(
    r"[;.!?]\s|,\s(?=(?:but|and|while|whereas|although|which|so|pero|y|aunque|mientras)\b)"
    r"|\s(?:but|while|pero|mientras)\s"
    r"|\s(?:and|y)\s(?=\w+ (?:is|are|must|may|can|will|has|have|filed|paid|made|es|son|debe)\b)"
    r"|\s(?:and|y)\s(?=(?:has|have|is|are|may|must|can|cannot|can't|does|do|will|requires?|needs?|costs?|you|no|not|the"
    r"|tiene|es|esta|debe|puede|cuesta)\b)|\s[-–—|]\s"
)
_CONDITION = re.compile(
    r"\b(?:if|when|unless|until|once|except|other than|provided|as long as|si|cuando|a menos que|hasta que|salvo"
    r"|excepto|siempre que)\b[^,;.]*"
)
_ONLY = re.compile(r"\b(?:only|solo|solamente|unicamente)\b")
_RESTRICTS = re.compile(r"\b(?:only|unless|except|solo|solamente|unicamente|a menos que|salvo|excepto|other than)\b")
_NOT = re.compile(
    r"n't\b|\b(?:not|no|never|without|cannot|neither|nor|none|nobody|nothing|sin|nunca|jamas|ni|ningun[oa]?|tampoco"
    r"|exclud\w+|exclusions?|ineligible|exempt|prohibited|forbidden|unable|excluid[oa]s?|excluye\w*|prohibid[oa]s?"
    r"|forfeit\w*)\b"
)
# What has "no" in it and denies nothing.
_NO_DENIAL = re.compile(
    r"\b(?:not only|no (?:later|sooner|earlier|more|less|fewer|matter)\b|not (?:more|less|fewer|later|exceed)\b"
    r"|(?:no|without|sin) (?:charge|cost|costo|cargo)\b|no tienen? (?:ningun )?(?:costo|cargo)\b|no (?:mas"
    r"|menos)\b|whether or not|if not|or not)"
)
# What is told by its scope, and is no thing by itself.
_NAMES = frozenset({PLAN, GROUP, STATE, TERM, TIER, OPTION, PAYER})
_TURNED = tuple(
    (re.compile(rf"\b(?:{one})\b"), re.compile(rf"\b(?:{other})\b"))
    for one, other in (
        (r"appl(?:y|ies)", r"waived"),
        (r"continu\w+|goes on|sigue\w*|continua\w*", r"stops?|ends?|termina\w*|cesa\w*"),
        (r"keeps?|kept|conserva\w*", r"los(?:e|es|t|ing)|forfeit\w*|pierde\w*"),
        (r"rolls? over|carr(?:y|ies|ied) over|carryover", r"forfeit\w*|expires?"),
        (r"(?:before|pre)[- ]?tax(?:es)?|antes de impuestos", r"(?:after|post)[- ]?tax(?:es)?|despues de impuestos"),
        (r"paid|pagad[oa]s?|con goce de sueldo", r"unpaid|without pay|sin pago|sin goce de sueldo|no pagad[oa]s?"),
        (r"before|prior to|antes", r"after|following|despues|tras"),
        (r"increas\w+|rises?|goes up|aument\w+", r"decreas\w+|reduc\w+|drops?|goes down|disminu\w+"),
        (r"tax-free|not taxed|libre de impuestos", r"taxable|taxed|imponible"),
        (r"mandatory|required|obligatori[oa]", r"optional|voluntary|opcional|voluntari[oa]"),
        (r"more|higher|greater|mas", r"less|lower|fewer|menos|menor"),
        (r"first|earliest|primer[oa]?", r"last|latest|ultim[oa]"),
        (r"longer|later", r"shorter|sooner|earlier"),
        (r"starts?|begins?|beginning|starting|opens|comienza|empieza", r"ends?|ending|stops?|closes|termina|finaliza"),
    )
)
_COMPARES = re.compile(
    r"\b(?:lower|lowest|higher|highest|cheaper|cheapest|(?:more|most|less|least) (?:expensive|generous"
    r"|affordable|costly)"
    r"|costs? (?:less|more)|larger|largest|smaller|smallest|better|best|worse|worst"
    r"|mas (?:baj[oa]|alt[oa]|barat[oa]|car[oa]|economic[oa]|generos[oa])|menor|mayor|mejor|peor|cuesta (?:mas"
    r"|menos))\b"
)
_OF_ALL = re.compile(
    r"\b(?:everyone|everybody|anyone|anybody|always|regardless|in (?:all|any) cases?|siempre|todo el mundo"
    r"|even if|aunque"
    r"|(?:all|every|both|each|any|either|todos?(?: l[oa]s)?|todas?(?: l[oa]s)?|amb[oa]s|cualquier|cada)"
    r"(?: (?:of )?(?:the|our|your|these|those|los|las))?(?: (?:medical|dental|health|benefit|full-time|part-time|new"
    r"|eligible|insurance))?"
    r" (?:plans?|options?|employees?|parents?|members?|spouses?|children|child|dependents?|workers?|states?"
    r"|drugs?|staff"
    r"|partners?|services?|visits?|claims?|leaves?|accounts?|programs?|policies|tiers?|participants?|retirees"
    r"|providers?|doctors?|planes|opciones|emplead[oa]s?|padres|hijos|conyuges|estados|medicamentos|servicios"
    r"|dependientes|programas|cuentas|personas|people))\b"
)
_OF_ALL_BUT = re.compile(r"\b(?:per|each|every|cada|por) (?:visit|claim|service|visita|servicio)s?\b|\bsiempre que\b")


def is_contradicted(text: str, has_figures: bool, sources: Sequence[Source]) -> bool:
    """Whether a clause of the text is told otherwise by the sources, and by none as it says it."""
    return any(_is_contradicted(clause, has_figures, sources) for clause in _clauses(text))


def is_of_all(text: str) -> bool:
    """Whether it says something of everybody, of every plan or of every case."""
    return bool(_OF_ALL.search(_OF_ALL_BUT.sub(" ", plain_text(text).replace("’", "'"))))


def compares_alone(plain: str, sources: Sequence[Source]) -> bool:
    """Whether plans are compared, which no source does: what is lower or cheaper, a tool or a document has to say."""
    named = {one.dimension for one in mentions(plain)}
    if not _COMPARES.search(plain) or named.isdisjoint((PLAN, OPTION)):
        return False
    return not any(_COMPARES.search(unit.plain) for source in sources for unit in source.units)


def _is_contradicted(clause: str, has_figures: bool, sources: Sequence[Source]) -> bool:
    plain = plain_text(clause)
    named = [one for one in mentions(plain) if one.dimension in _NAMES]
    things = things_in(_without(named, plain))
    if not things or len(things) + len(named) < _FEWEST or (has_figures and not _denies(clause)):
        return False
    turning = [
        (other, words_in(" ".join(one.findall(plain))))
        for pair in _TURNED
        for one, other in (pair, pair[::-1])
        if one.search(plain)
    ]
    scope = scope_of(plain_text(clause))
    told = {True: 0.0, False: 0.0}
    for source in sources:
        for unit in source.units:
            before = ""
            for other in _clauses(unit.text):
                share = _share(things, other, before, unit, turning)
                before += f" {other}"
                if share >= _NEAR:
                    agrees = _agrees(clause, scope, other, unit, has_figures)
                    told[agrees] = max(told[agrees], share)
    return told[False] > told[True]


def _agrees(clause: str, scope: Scope, other: str, unit: Unit, has_figures: bool) -> bool:
    if are_turned(plain_text(clause), plain_text(other)) and _denies(clause) == _denies(other):
        return False
    lead_in = unit.above[0] if unit.above and not unit.header and not unit.above[0].endswith(".") else ""
    if _denies(clause) != (_denies(other) or _denies(lead_in)) and not _is_exception(clause, other):
        return False
    if has_figures:
        return True
    if is_of_all(clause) and not is_of_all(other):
        return False
    return agree(scope, (scope_of(plain_text(other)), *unit.scopes), of_amount=False, must_be_said=False)


def _is_exception(clause: str, other: str) -> bool:
    """Whether one denies what the other tells only of some: "only if", "not unless"."""
    told, said = plain_text(other), plain_text(clause)
    if _ONLY.search(told) and _denies(clause):
        return True
    return bool(_RESTRICTS.search(told) and (_CONDITION.search(said) or _RESTRICTS.search(said)))


def _share(
    things: tuple[Thing, ...],
    clause: str,
    before: str,
    unit: Unit,
    turning: Sequence[tuple[re.Pattern[str], frozenset]],
) -> float:
    """Return how much of what is said a clause speaks of; what stands before it in its sentence goes on.

    `turning` are words that it would say, with what it says instead.
    """
    own = words_in(clause) | (words_in(unit.above[0]) if unit.header and unit.above else frozenset())
    own = own.union(*(words for pattern, words in turning if pattern.search(plain_text(clause))))
    if not any(thing.share_in(own) for thing in things):
        return 0.0
    levels = ((1.0, own), (_SENTENCE, words_in(before)), *((_ABOVE, words_in(text)) for text in unit.above))
    return sum(max(weight * thing.share_in(words) for weight, words in levels) for thing in things) / len(things)


def are_turned(said: str, told: str) -> bool:
    """Whether one says a word of which the other says the opposite, and neither says both."""
    return any((number, not is_first) in _one_sided(told) for number, is_first in _one_sided(said))


@lru_cache(maxsize=4_000)
def _one_sided(text: str) -> frozenset[tuple[int, bool]]:
    """Return of which pairs of opposites it says one side alone: their numbers, and whether it is the first."""
    sides = ((number, bool(one.search(text)), bool(other.search(text))) for number, (one, other) in enumerate(_TURNED))
    return frozenset((number, is_one) for number, is_one, is_other in sides if is_one != is_other)


def _without(named: Sequence[Mention], plain: str) -> str:
    letters = list(plain)
    for one in named:
        letters[one.start : one.end] = " " * (one.end - one.start)
    return "".join(letters)


@lru_cache(maxsize=4_000)
def _denies(clause: str) -> bool:
    plain = _CONDITION.sub(" ", _NO_DENIAL.sub(" ", plain_text(clause).replace("’", "'")))
    return len(_NOT.findall(plain)) % 2 == 1


def _clauses(text: str) -> Iterator[str]:
    return (clause for clause in _CLAUSE.split(text) if clause.strip() and not clause.rstrip().endswith("?"))
