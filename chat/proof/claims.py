"""What a sentence claims without a figure: that something is covered, needed or allowed, or not.

The kinds of claims are told apart in `claim_kinds.py`. A source says one or the other of a subject by its own
words, else by the lead-in, label or heading that it stands below.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from chat.citations import MARKER
from chat.proof.alike import Thing, things_in
from chat.proof.answered import answer_of, asks_if
from chat.proof.claim_kinds import COUNTED, COVERED, KINDS, THINGS_NEEDED, USABLE, WITHOUT_DEDUCTIBLE, Kind
from chat.proof.clauses import are_sentences
from chat.proof.names import ACCOUNT, AMOUNT, GROUP, LINE, NETWORK, OPTION, PLAN, TIER
from chat.proof.scope import Scope, agree, scope_of
from chat.proof.units import PARTS, Source, Unit
from knowledge.text.terms import list_terms, plain_text

ENOUGH = 0.6  # of the words for the subject that a source must have
FURTHER_OUT = 0.9  # what stands above counts a little less
_NAMED_ITSELF = 0.05  # of two that say about as much of a subject, the one whose own words name its first thing counts
_OF_A_CHART = 0.2  # what a chart says of its deductible in general counts less than what a cell does


@dataclass(frozen=True)
class Claim:
    kind: Kind
    is_so: bool
    subject: tuple[Thing, ...]
    text: str  # the part that claims it
    before: str = ""  # what its sentence says before, of which plan, network or group it goes on to speak


_NOT_FOR = re.compile(
    r"\s*(?:not (?!(?:if|when|until|unless|only|both|just|more|less|always|necessarily)\b)"
    r"|no (?:a|al|para|los|las|el|la)\s)",
    re.I,
)
_EXCEPT = re.compile(
    r",?\s(?:except(?: for)?|other than|salvo|excepto|a excepci[oó]n de)\s(?!(?:if|when|that|as|where|si|cuando|que)\b)"
    r"(?P<what>[^.;]+)",
    re.I,
)
_IN_SHORT = re.compile(
    r"\b(?:is|are|does|do|can|may|was|were|will)(?P<no> not)?(?: so| too)?$|\b(?P<cannot>cannot)$"
    r"|\b(?P<non>no|tampoco)$|\b(?:tambien|si)$"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|does|do|can|cannot|may|must|will|has|have|covers?|includes?|pays?|reimburses?|est[aá]n?|es"
    r"|son|pueden?|deben?|cubren?|incluyen?|pagan?|reembolsan?|no (?:se )?(?=\w+[ae]n?\b))\b",
    re.I,
)
# What stands only as a condition is claimed of nothing: "it costs $17 if it covers the family".
_CONDITION = re.compile(
    r"^(?:even )?(?:if|when|si|cuando)\b[^,;.]*,|(?<=\w )(?<!only )(?<!even )(?<!solo )(?:if|si)\b[^,;.]*", re.I
)
_PRICED = re.compile(
    r"\$\s?\d|\d\s?%|\bno charge\b|\bcopay|\bcoinsurance\b|\bsin (?:costo|cargo)\b|\bcopago\b|\bcoseguro\b"
)
# Of people and times: who is covered and for how long is no claim that a service is.
_OF_PEOPLE = re.compile(
    r"\bcovered (?:employees?|persons?|individuals?|members?|dependents?|children|spouses?"
    r"|under (?:another|your spouse))\b"
    r"|\bcovers? only (?:the )?(?:persons?|people) (?:who|whom|that|you)\b"
    r"|\b(?:you|employees|members|caregivers) (?:can|may|cannot) (?:only |also |not )?cover (?:your|their|an?|the)\b"
    r"|\b(?:you|your (?:\w+ )?(?:spouse|child(?:ren)?|family|dependents?|kids?)|employees?|dependents?|children) "
    r"(?:\w+ ){0,3}(?:is|are|be|stays?|remains?) covered\b|\bstays? covered\b|\bgets? covered\b"
    r"|\b(?:he|she|they|you|child|son|daughter|spouse)(?:'(?:d|ll|s|re))? (?:\w+ ){0,2}covered"
    r" (?:from|through|until|as of) "
    r"|\b(?:hij[oa]s?|familia|espos[oa]|conyuge|pareja|dependientes?|emplead[oa]s?|usted)\b.{0,20}\bcubiert[oa]s?\b"
)
_JOINT = re.compile(r":\s|,\s(?:and|so|because|since|as|y|porque|ya que|pues)\s|,\s(?=(?:the|el|la)\s)", re.I)
# It has a verb of its own before anything that only adds to a thing: "chiropractic care that is ordered".
_SAYS = (
    rf"(?:{_VERB.pattern}|\b(?:costs?|excludes?|lets?|gets?|needs?|requires?|counts?|depends?|appl(?:y|ies)|cuesta"
    r"|cuentan?)\b)"
)
_SAYS_ITSELF = re.compile(rf"(?:(?!(?:that|which|who|whose|que|when|if|si|cuando)\b)[\w’'()/-]+ ){{0,6}}?{_SAYS}", re.I)
_OWN_TIME = re.compile(
    r"\b(?:(?:can|may) use your|puede usar sus?) (?:[\w-]+ ){0,2}?"
    r"(?:time|hours?|days?|vacation|pto|horas|dias|vacaciones)"
    r"(?: de [\w-]+)?\s*(?:[.,:;\[]|$)"
)
_LIKEWISE = re.compile(r"(?:so (?:is|are|do|does)|neither (?:is|are|do|does)|nor|tambien|también|tampoco)\b", re.I)
# What one needs is nothing that a further statement is of.
_NEEDED_ONES = re.compile(rf"\b(?:with(?:out)?|sin|con) (?:an? |una? )?{THINGS_NEEDED}\b", re.I)
_GO_ON = frozenset({PLAN, NETWORK, LINE, GROUP, OPTION, TIER})  # names that what comes behind is of too
_PLAIN_WORDS = frozenset(
    list_terms(
        "in-network out-of-network networks covered cover covers coverage not never included includes include "
        "excluded excludes exclusion exclusions eligible plan plans benefit benefits medical service services care "
        "yes no pay pays paid policy under network year also generally too well only isnt arent doesnt dont wont "
        "cant cannot may must need needs needed require requires required available apply applies before once "
        "deductible waived copay coinsurance visit visits see become join add enroll enrolled qualify employee "
        "employees cubierto cubre cubren cobertura incluido incluye excluido servicios seguro si document documents "
        "first full neither either none both such without even too again own each counts count counted toward "
        "towards against applied "
        "credited helps reach meet goes go what hace falta inscriben inscribe inscrito automaticamente ambos ningun "
        "ninguno tampoco siquiera cuentan cuenta use used usar puede limit limits maximum cap unlimited "
        "automatically automatic default opt day days week weeks "
        "month months year years hour hours "
        "per up cost costs met nothing expense expenses necesita requiere deducible copago elegible empleados "
        "whenever like want out "
        "him her them added else everyone others taking nobody listed separately aplica aplican descuentan descuenta "
        "maximo limite choose "
        "charge charges calculated worked figured younger older ten program programs programa antes "
        "estan"
    )
)
_COUNTED_ONES = frozenset({"copay", "coinsurance", "premium"})
_DRUGS = frozenset(list_terms("drug drugs"))
_KINDS_OF_PLANS = frozenset(list_terms("ppo hmo epo hdhp pos"))


@lru_cache(maxsize=2_000)
def claims_of(text: str) -> tuple[Claim, ...]:
    return tuple(_find_claims(text))


def _find_claims(text: str) -> Iterator[Claim]:
    """Yield what a sentence claims, each part between semicolons by itself."""
    said: tuple[Kind, bool] | None = None
    before = ""
    for part in _parts_of(text):
        shorter = _is_said_in_short(part) if said else None
        if said and shorter is not None and subject_of(part):
            yield Claim(said[0], shorter, subject_of(part), part, before)
            continue
        but = _EXCEPT.search(part)
        whole, part = part, part[: but.start()] if but else part
        for kind in KINDS:
            is_so = _says(kind, _CONDITION.sub(" ", part))
            if is_so is None:
                continue
            for claim in _claims_of_part(kind, is_so, part, before):
                said = kind, claim.is_so
                yield claim
            if but and subject_of(but["what"]) and kind.claimed in (None, is_so):
                yield Claim(kind, not is_so, subject_of(but["what"]), whole, before)
        before = f"{before} {whole}"


def _claims_of_part(kind: Kind, is_so: bool, part: str, before: str) -> Iterator[Claim]:
    """Yield what each of its statements claims, of what was spoken of before where it names nothing itself."""
    told: bool | None = None
    found = False
    for told_before, statement in _statements_of(part):
        own = _says(kind, _CONDITION.sub(" ", statement))
        if own is None and told is not None and _LIKEWISE.match(statement):
            own = told
        told = own if own is not None else told
        found = found or own is not None
        if own is not None and kind.claimed in (None, own):
            yield from _claim(kind, own, statement, f"{before} {told_before}")
    if not found and kind.claimed in (None, is_so):
        yield from _claim(kind, is_so, part, before)


def _claim(kind: Kind, is_so: bool, statement: str, before: str) -> Iterator[Claim]:
    subject = subject_of(statement) or subject_of(_NEEDED_ONES.sub(" ", f"{before} {statement}"))
    if subject:
        yield Claim(kind, is_so, subject, statement, before)


def _statements_of(part: str) -> Iterator[tuple[str, str]]:
    """Yield what says something by itself, each with what stands before it: "the copay is $15, and no card is
    needed"."""
    begins = 0
    for joint in _JOINT.finditer(part):
        before, behind = part[begins : joint.start()], part[joint.end() :]
        if joint[0][0] == ":" and not are_sentences(before, behind):
            continue
        if not re.search(_SAYS, before, re.I) or not (joint[0][0] == ":" or _SAYS_ITSELF.match(behind)):
            continue
        yield part[:begins], before
        begins = joint.end()
    last = part[begins:]
    verb = _VERB.search(part)
    if begins and verb and _VERB.match(last):
        last = f"{part[: verb.start()]}{last}"
    yield part[:begins], last


def _parts_of(text: str) -> Iterator[str]:
    """Yield what may claim something each, of what the first speaks of where it has no subject of its own: "implants
    are covered in one plan but are not covered in the other"."""
    first, *others = PARTS.split(text)
    yield first
    verb = _VERB.search(first)
    for part in others:
        yield f"{first[: verb.start()]}{part}" if verb and _VERB.match(part) else part


def _is_said_in_short(part: str) -> bool | None:
    """Return whether what was claimed or denied before is so of this, said in short: "but parking isn't"."""
    plain = plain_text(MARKER.sub("", part)).replace("’", "'").strip(" .!")
    found = _IN_SHORT.search(plain)
    return None if found is None else not (found["no"] or found["non"] or found["cannot"])


def subject_of(text: str) -> tuple[Thing, ...]:
    """Return what is claimed of; "specialty drugs" are specialty in a table of drugs, and a plan is none of it beside
    what is claimed of in that plan."""
    things = [
        Thing(thing.name - _DRUGS or thing.name, thing.others)
        for thing in things_in(text)
        if not thing.name <= _PLAIN_WORDS
    ]
    return tuple(thing for thing in things if not thing.name <= _KINDS_OF_PLANS) or tuple(things)


def told_in(unit: Unit, kind: Kind) -> Iterator[tuple[bool, Unit]]:
    """Yield what a source says, by each part of a sentence where these say different things: "X qualifies; Y does
    not"."""
    if kind.name not in unit.claims:
        unit.claims[kind.name] = tuple(_told_in(unit, kind))
    yield from unit.claims[kind.name]


def _told_in(unit: Unit, kind: Kind) -> Iterator[tuple[bool, Unit]]:
    said = list(_said_by_parts(unit, kind)) if unit.split or _EXCEPT.search(unit.text) else []
    is_so = told_by(unit, kind)
    if len({says for says, _ in said}) > 1 or (said and is_so is None):
        yield from said
        return
    if is_so is not None:
        yield is_so, unit
        # The part that says it may speak of less: "not eligible for medical but may buy dental".
        yield from ((says, part) for says, part in said if says is is_so and part is not unit)


def _said_by_parts(unit: Unit, kind: Kind) -> Iterator[tuple[bool, Unit]]:
    before: bool | None = None
    subject = _VERB.search(unit.text)
    for part in unit.split or (unit,):
        if subject and part is not unit and _VERB.match(part.text.strip()):
            part = Unit(f"{unit.text[: subject.start()]}{part.text.strip()}", part.above, part.header)
        but = _EXCEPT.search(part.text)
        says = _says(kind, part.text[: but.start()]) if but else None
        if but and says is not None:
            yield says, Unit(part.text[: but.start()], part.above, part.header)
            yield not says, Unit(but["what"], (*part.above, part.text), part.header)
            before = says
            continue
        is_so = _is_told(kind, part.text)
        if is_so is None and kind in (COVERED, USABLE) and _NOT_FOR.match(part.text):
            is_so = False
        shorter = _is_said_in_short(part.text) if is_so is None and before is not None else None
        if shorter is not None:
            is_so = shorter
        if is_so is not None:
            before = is_so
            yield is_so, part


def told_by(unit: Unit, kind: Kind) -> bool | None:
    """Return what a source says: by its own words, else by the lead-in or heading above it, or by its price."""
    own = None if asks_if(unit.text) else _is_told(kind, unit.text)
    if own is not None or not unit.text.strip():
        return own
    shorter = None if unit.header else _is_said_in_short(unit.text)
    for text in unit.above[:2]:
        if asks_if(text) or _is_paragraph(text):
            continue
        above = _is_told(kind, text)
        if above is not None and shorter is not None:
            return shorter
        if above is None and kind is COVERED and re.search(r"\bcovered\b|\bcubiert", plain_text(text)):
            above = True
        if above is not None:
            # A cell's "no" denies what its row's label says.
            return above != (unit.header != "" and answer_of(unit.text.partition(": ")[2]) is False)
    return True if kind is COVERED and _PRICED.search(unit.plain) else None


def compared(kind: Kind, scope: Scope) -> Scope:
    """Return of which names a source must name no other: what counts toward a limit is none that it is of, and which
    kind of an account is told by the subject."""
    scope = {name: values for name, values in scope.items() if name != ACCOUNT}
    if kind is WITHOUT_DEDUCTIBLE:
        return {name: values for name, values in scope.items() if (name, values) != (AMOUNT, {"deductible"})}
    if kind is not COUNTED or AMOUNT not in scope:
        return scope
    toward = scope[AMOUNT] - _COUNTED_ONES
    return {name: values for name, values in {**scope, AMOUNT: toward}.items() if values}


def _is_paragraph(above: str) -> bool:
    """Whether it is prose of several sentences, as may stand above a table: it speaks of much, and of no row alone."""
    return bool(re.search(r"[.!?]\s", above))


def share_told(subject: tuple[Thing, ...], unit: Unit) -> float:
    """Return how much of the subject the unit names, by itself or, which counts less, by what stands above it."""
    above = [
        frozenset() if _is_paragraph(text) else words for text, words in zip(unit.above, unit.words_above, strict=True)
    ]
    own = unit.own_words.union(*above[:1])
    words = own.union(*above)
    shares = (max(thing.share_in(own), FURTHER_OUT * thing.share_in(words)) for thing in subject)
    share = sum(shares) / len(subject)
    return share + _NAMED_ITSELF if share >= ENOUGH and subject[0].share_in(unit.own_words) else share


def is_item(unit: Unit, kind: Kind) -> bool:
    """Whether it says so by its lead-in alone: items of one list may be told together."""
    return bool(unit.above and unit.above[0]) and not unit.header and _says(kind, unit.text) is None


def _is_told(kind: Kind, text: str) -> bool | None:
    """Return what a source says by these words, some of which say it in no answer."""
    says = _says(kind, text)
    if says is False:
        return says
    plain = plain_text(text)
    if kind.told_no and kind.told_no.search(plain):
        return False
    return True if says or (kind.told_yes and kind.told_yes.search(plain)) else None


def _says(kind: Kind, text: str) -> bool | None:
    plain = plain_text(text).replace("’", "'")
    if kind.no.search(plain):
        return False
    if kind is COVERED and _OF_PEOPLE.search(plain):
        return None
    return True if kind.yes.search(plain) else None


def _is_of_own_time(claim: Claim, sources: Sequence[Source], told: Mapping[bool, float]) -> bool:
    """Whether it only says that the time which a source gives may be used, which none denies."""
    if claim.kind is not USABLE or told[False] >= ENOUGH or not _OWN_TIME.search(plain_text(claim.text)):
        return False
    return any(share_told(claim.subject, place) >= 1 for source in sources for place in source.units)


def _scope_of(claim: Claim) -> Scope:
    before = scope_of(Unit(claim.before).plain)
    goes_on = {name: values for name, values in before.items() if name in _GO_ON}
    return {**goes_on, **scope_of(Unit(claim.text).plain)}


def is_claimed_by(claim: Claim, sources: Sequence[Source]) -> bool:
    """Whether the sources say the same of the subject, and say the opposite of less of it."""
    scope = compared(claim.kind, _scope_of(claim))
    told = {True: 0.0, False: 0.0}
    lists: dict[tuple[bool, tuple[str, ...]], list[Unit]] = defaultdict(list)
    for source in sources:
        for place in source.units:
            for says, part in told_in(place, claim.kind):
                scopes = [compared(claim.kind, one) for one in part.scopes]
                if agree(scope, scopes, of_amount=True, must_be_said=False):
                    is_of_network = NETWORK in scope and scopes[0].get(NETWORK) == scope[NETWORK]
                    share = share_told(claim.subject, part) + (_NAMED_ITSELF if is_of_network else 0)
                    if claim.kind is WITHOUT_DEDUCTIBLE and _says(claim.kind, part.text) is None:
                        share -= _OF_A_CHART
                    told[says] = max(told[says], share)
                    if is_item(part, claim.kind):
                        lists[says, part.above].append(part)
    for (says, _), items in lists.items():
        shares = [[share_told((thing,), item) for item in items] for thing in claim.subject]
        share = sum(map(max, shares)) / len(shares)
        told[says] = max(told[says], share - _OF_A_CHART if claim.kind is WITHOUT_DEDUCTIBLE else share)
    is_told = told[claim.is_so] >= ENOUGH and told[claim.is_so] > told[not claim.is_so]
    return is_told or _is_of_own_time(claim, sources, told)
