"""What a sentence claims without a figure: that something is covered, needed or allowed, or not.

Each kind of claim is told apart by two patterns over plain text. A source says one or the other of a subject by its own
words, else by the lead-in, label or heading that it stands below.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from chat.citations import MARKER
from chat.proof.alike import Thing, things_in
from chat.proof.answered import answer_of, asks_if
from chat.proof.names import AMOUNT
from chat.proof.scope import Scope
from chat.proof.units import PARTS, Unit
from knowledge.text.terms import list_terms, plain_text

ENOUGH = 0.6  # of the words for the subject that a source must have
FURTHER_OUT = 0.9  # what stands above counts a little less
_NAMED_ITSELF = 0.05  # of two that say about as much of a subject, the one whose own words name its first thing counts


@dataclass(frozen=True)
class Kind:
    name: str
    no: re.Pattern[str]
    yes: re.Pattern[str]
    claimed: bool | None = None  # which of both is a claim without a figure, if only one is
    told_no: re.Pattern[str] | None = None  # what says it in a source, and claims something else in an answer
    told_yes: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Claim:
    kind: Kind
    is_so: bool
    subject: tuple[Thing, ...]
    text: str  # the part that claims it


_THINGS_NEEDED = (
    r"(?:referrals?|prior auth\w*|pre-?auth\w*|(?:prior )?approval|pre-?(?:determinations?|certification)"
    r"|pre-?treatment (?:estimates?|plans?)|second (?:surgical )?opinions?|(?:spousal )?consent|doctor's notes?"
    r"|autorizacion(?:es)?(?: previas?)?|remision(?:es)?|referencias?|referidos?"
    r"|(?:id |identification |enrollment |claim )(?:cards?|forms?)|tarjetas?|formularios?|boletos?)"
)
# "Bonuses are not included when base pay is calculated": what is counted, and no service that is covered.
_IN_PAY = (
    r"(?:in|as|when) (?:[\w-]+ ){0,5}(?:pay|salary|earnings|wages|compensation|calculated|(?:worked|figured) out)\b"
)
COVERED = Kind(
    "covered",
    no=re.compile(
        r"(?:\bnot|\bcannot|\bnever|no longer) (?:be |been |generally |typically |usually )?"
        rf"(?:covered|payable|included(?! {_IN_PAY}))\b(?! before\b)|\b(?:covers?|pays? for) neither\b"
        r"|(?<!\byou )\b(?:does not|do not|will not|cannot|never) (?:cover|pay for|include|reimburse)\b"
        r"|\bneither (?:\w+ ){0,4}covers?\b|\bningun[oa]? (?:\w+ ){0,4}cubren?\b"
        r"|\b(?:is|are|was|were) excluded\b|\bexclu(?:des?|sions?|ded)\b|\bno (?:coverage|benefit) (?:for|is)\b"
        r"|\bno (?:[\w-]+ ){1,2}(?:coverage|benefits)\b"
        r"|\bnot a covered\b|\bno (?:se )?(?:cubren?|incluyen?|pagan?|reembolsan?)\b"
        r"(?! (?:el |la |un |ningun )?(?:copago|deducible|coseguro|prima)\b)"
        r"|\bno (?:esta|estan|son|sera) (?:cubiert|incluid)[oa]s?\b|\bexcluid[oa]s?\b|\bexclusion(?:es)?\b"
        r"|\bexcluyen?\b|\bsin cobertura\b|\bno hay cobertura\b|\bnot available\b"
    ),
    yes=re.compile(
        r"\b(?:is|are|be|been|fully|also|both|as) covered\b"
        r"|(?<!not )\bcovered (?:at|in full|under|by|as|when|if|only|once|up to|with|without|before)\b"
        r"|\b(?:plan|it|policy|benefit|hmo|ppo|hdhp|epo|coverage|we|insurance)s? (?:also |fully |will )?"
        r"(?:covers?|pays for|includes?)\b"
        rf"|^(?:yes\b.{{0,20}}\b)?covers?\b|\bcovers\b|\bcubre\b"
        rf"|\b(?:is|are) (?:also )?included\b(?! {_IN_PAY}| (?:in|with)\b)"
        r"|\bpaid for by (?:the|this|your) plan\b|\bcovered services?(?: includ|:)|\bcovered:|: covered\b"
        r"|\byes,? .{0,60}\bcovered\b|\byou (?:do|will) not pay for\b"
        r"|\b(?:is|are) available\b"
        r"|\b(?:esta|estan|sera|quedan?) (?:cubiert[oa]s?\b|incluid[oa]s?\b(?! en\b))"
        r"|\bcubiert[oa]s? (?:al|en|por|con|sin|hasta)\b"
        r"|\b(?:plan|seguro|poliza|cobertura) (?:tambien |si )?(?:cubre|incluye|paga)\b|\bse cubren?\b"
        r"|\bsi,? .{0,20}\bcubre"
    ),
    told_no=re.compile(r"\bnot (?:eligible|reimbursed)\b"),
    told_yes=re.compile(
        r"\bare eligible\b(?! to\b)|\b(?:reimburses|reembolsan?|includes)\b|\b(?:is|are) (?:reimbursed|free)\b"
        r"|\b(?:shipped|mailed|provided|offered) free\b"
    ),
)
WITHOUT_DEDUCTIBLE = Kind(
    "without deductible",
    no=re.compile(
        r"\b(?:after|once) (?:you(?:'ve| have)? (?:met|meet|reach|reached|pay|paid) )?(?:the |your |a )?deductible\b"
        r"|\bnot (?:covered|paid|free) before (?:you (?:have )?me?e?t )?(?:the |your |a )?deductible\b"
        r"|(?<!no )\bdeductible applies\b|(?<!n't )(?<!not )\bsubject to (?:the |a |your )?deductible\b"
        r"|\bdespues (?:del"
        r"|de cumplir (?:con )?el) deducible\b"
        r"|\bse aplica el deducible\b"
        r"|(?<!before you )(?<!n't have to )(?<!not have to )(?<!n't need to )(?<!not need to )"
        r"\bmeet (?:the|your) deductible\b"
    ),
    yes=re.compile(
        r"\bdeductible (?:does not|doesn't|do not) apply\b|\bdeductible (?:is )?waived\b|\bno deductible\b"
        r"|(?:n't|\bnot) (?:have|need) to (?:first )?(?:meet|pay|satisfy) (?:the |your |a )?deductible\b"
        r"|\bbefore (?:you meet )?(?:the |your )?deductible\b|\bwithout (?:a |the |any )?deductible\b|(?:n't"
        r"|\bnot) subject to (?:the |a |your )?deductible\b"
        r"|\bsin deducible\b|\bantes del deducible\b|\bdeducible no (?:se )?aplica\b|\bno hay deducible\b"
    ),
)
NEEDED = Kind(
    "needed",
    no=re.compile(
        rf"\bno {_THINGS_NEEDED}\b|\b{_THINGS_NEEDED} (?:is|are) not\b|\b{_THINGS_NEEDED} (?:isn't|aren't)\b"
        rf"|\b(?:do not|don't|does not|doesn't|not) (?:need|require)\b|\bwithout (?:a |an )?{_THINGS_NEEDED}\b"
        r"|\bno (?:necesitan?|(?:se )?requieren?|hace falta|se necesitan?|es necesari[oa])\b|\b(?:not"
        r"|never) (?:required|needed|necessary)\b"
    ),
    yes=re.compile(
        rf"\b(?:needs?|requires?|must (?:get|have|obtain)) (?:a |an )?{_THINGS_NEEDED}\b"
        rf"|\b{_THINGS_NEEDED}(?:(?: \w+){{0,4}} (?:is|are))? (?:required|needed|necessary)\b"
        rf"|\b(?:necesitan?|requieren?) (?:un |una )?{_THINGS_NEEDED}\b"
    ),
    # What nobody is given nobody needs.
    told_no=re.compile(
        r"\bno se (?:entrega|emite|envia|usa)n?\b|\bno (?:\w+ )?(?:card|form|voucher|receipt|paperwork)s? (?:is|are) "
        r"(?:issued|mailed|sent|given|used)\b|\b(?:does|do) not (?:issue|mail|send) (?:\w+ )?(?:card|form|voucher)s?\b"
    ),
)
ELIGIBLE = Kind(
    "eligible",
    no=re.compile(
        r"\b(?:not|never) eligible\b|\bineligible\b|\b(?:cannot|may not) (?:be )?(?:enroll|cover)\w*\b"
        r"|\bno (?:son|es) elegibles?\b|\bno (?:puede|pueden) inscribirse\b|\b(?:do|does|did|will) not qualify\b"
    ),
    yes=re.compile(
        r"\b(?:is|are|be|become|becomes) eligible\b|\b(?:can|may) (?:also )?(?:be )?(?:enroll|cover)\w*\b"
        r"|\bqualif(?:y|ies)\b"
        r"|\b(?:es|son) elegibles?\b|\b(?:puede|pueden) inscribir"
    ),
    told_yes=re.compile(
        r"\b(?:is|are) (?:open|available|offered|provided) (?:only )?to\b"
        r"|\b(?:esta|estan) (?:abiert[oa]s?|disponibles?) (?:solo )?(?:a|para)\b|\bse ofrecen? (?:solo )?a\b"
    ),
)
AUTOMATIC = Kind(
    "automatic",
    no=re.compile(
        r"\bopt(?:ing)?[- ]in\b|(?:\bnot|n't|\bnever) (?:be )?(?:\w+ )?automatic\w*|\bno (?:\w+ ){0,2}automatica\w*"
    ),
    yes=re.compile(
        r"\bautomatic\w*|\bby default\b|\bopt(?:ing)?[- ]out\b|\bunless you (?:decline|say no|object)\b"
        r"|\bautomatica\w*|\ba menos que (?:usted )?(?:se niegue|rechace|lo rechace)\b"
    ),
)
LIMITED = Kind(
    "limited",
    no=re.compile(r"\bno (?:\w+ ){0,2}(?:limits?|maximum|cap)\b|\bunlimited\b|\bsin limites?\b|\bilimitad[oa]s?\b"),
    yes=re.compile(
        r"\bup to \$?\d|\blimited to\b|\bmaximum\b|\bat most\b|\b(?:no|not) more than\b|\bhasta \$?\d|\bcomo maximo\b"
    ),
    claimed=False,
)
USABLE = Kind(
    "usable",
    no=re.compile(
        r"\b(?:cannot|can not|may not|not) (?:be )?(?:used?|filled|available)\b"
        r"|\bno (?:se )?pueden? usar\w*\b|\bno (?:es|son) elegibles?\b"
        r"|\b(?:do|does|did|will) not qualify\b|\b(?:not|never) eligible\b|\bineligible\b"
    ),
    yes=re.compile(
        r"\b(?:can|may) (?:also )?(?:be )?(?:used?|filled)\b|\b(?:se )?pueden? usar\w*\b|(?<!to )\bqualif(?:y|ies)\b"
        r"|\bare eligible\b"
    ),
    claimed=True,
    told_yes=re.compile(
        r"\b(?:reimburses?|pays? for|reembolsan?|paga por)\b|\b(?:is|are) (?:open|available) to\b"
        r"|\b(?:esta|estan) disponibles? para\b"
    ),
)
_TOWARD = r"(?:toward|towards|to|in|into|against)"
COUNTED = Kind(
    "counted",
    no=re.compile(
        rf"\b(?:not|never|no longer|neither) (?:be |been )?(?:(?:counte?d?|credited|included|go) {_TOWARD}\b"
        rf"|appl(?:ied|y) {_TOWARD} (?:the |your |a |this )?(?:[\w-]+ ){{0,3}}(?:deductible|limit|maximum)\b)"
        rf"|\b(?:not|never|neither) (?:be |been )?(?:counte?d? (?:as|when)\b|included {_IN_PAY})"
        r"|\b(?:not|never) (?:help|let|get) (?:you )?(?:to )?(?:reach|meet|satisfy)\b"
        r"|\bexcluded from\b|\bno (?:se )?(?:cuentan?|incluyen?|aplican?|suman?) (?:para|en|a|al|hacia|dentro)\b"
        r"|\bno (?:esta|estan) incluid[oa]s? en\b"
    ),
    yes=re.compile(
        rf"\b(?:counts?|counted|included|applied|apply|applies|credited|goes?) {_TOWARD} (?:the |your |a |this )"
        r"(?:[\w-]+ ){0,3}(?:deductible|limit|maximum)\b"
        rf"|\b(?:counts?|counted|included) {_IN_PAY}"
        r"|\bhelps? (?:you )?(?:to )?(?:reach|meet|satisfy)\b"
        r"|\b(?:se )?(?:cuentan?|aplican?|suman?) (?:para|al|hacia) (?:el |la |su )?(?:deducible|limite|maximo)\b"
    ),
    told_no=re.compile(
        r"\b(?:not|never) (?:be )?counte?d?\b|\b(?:is|are) excluded\b|\bno (?:se )?(?:cuentan?|incluyen?)\b"
    ),
    told_yes=re.compile(r"\bof (?:your |their )?(?:\w+ )?(?:pay|salary|earnings) (?:and|plus|including)\b"),
)
KINDS = (COVERED, WITHOUT_DEDUCTIBLE, NEEDED, ELIGIBLE, AUTOMATIC, LIMITED, COUNTED, USABLE)
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
    r"|\b(?:you|your (?:\w+ )?(?:spouse|child(?:ren)?|family|dependents?|kids?)|employees?|dependents?|children) "
    r"(?:\w+ ){0,3}(?:is|are|be|stays?|remains?) covered\b|\bstays? covered\b|\bgets? covered\b"
    r"|\b(?:hij[oa]s?|familia|espos[oa]|conyuge|pareja|dependientes?|emplead[oa]s?|usted)\b.{0,20}\bcubiert[oa]s?\b"
)
_PLAIN_WORDS = frozenset(
    list_terms(
        "in-network out-of-network networks covered cover covers coverage not never included includes include "
        "excluded excludes exclusion exclusions eligible plan plans benefit benefits medical service services care "
        "yes no pay pays paid policy under network year also generally too well only isnt arent doesnt dont wont "
        "cant cannot may must need needs needed require requires required available apply applies before once "
        "deductible waived copay coinsurance visit visits see become join add enroll enrolled qualify employee "
        "employees cubierto cubre cubren cobertura incluido incluye excluido servicios seguro si document documents "
        "first full neither either none both without even too again own each counts count counted toward "
        "towards against applied "
        "credited helps reach meet goes go what hace falta inscriben inscribe inscrito automaticamente ambos ningun "
        "ninguno tampoco siquiera cuentan cuenta use used usar puede limit limits maximum cap unlimited "
        "automatically automatic default opt day days week weeks "
        "month months year years hour hours "
        "per up cost costs met nothing expense expenses necesita requiere deducible copago elegible empleados "
        "whenever like want out "
        "charge charges calculated worked figured younger older ten program programs programa antes "
        "estan"
    )
)
_COUNTED_ONES = frozenset({"copay", "coinsurance", "premium"})
_DRUGS = frozenset(list_terms("drug drugs"))


@lru_cache(maxsize=2_000)
def claims_of(text: str) -> tuple[Claim, ...]:
    return tuple(_find_claims(text))


def _find_claims(text: str) -> Iterator[Claim]:
    """Yield what a sentence claims, each part between semicolons by itself."""
    head = text.partition(":")[0].partition(";")[0]
    said: tuple[Kind, bool] | None = None
    for part in _parts_of(text):
        shorter = _is_said_in_short(part) if said else None
        if said and shorter is not None and subject_of(part):
            yield Claim(said[0], shorter, subject_of(part), part)
            continue
        but = _EXCEPT.search(part)
        whole, part = part, part[: but.start()] if but else part
        for kind in KINDS:
            is_so = _says(kind, _CONDITION.sub(" ", part))
            if is_so is None or kind.claimed not in (None, is_so):
                continue
            subject = subject_of(part) or subject_of(head)
            if subject:
                said = kind, is_so
                yield Claim(kind, is_so, subject, part)
            if subject and but and subject_of(but["what"]):
                yield Claim(kind, not is_so, subject_of(but["what"]), whole)


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
    """Return what is claimed of; "specialty drugs" are specialty in a table of drugs."""
    things = (thing for thing in things_in(text) if not thing.name <= _PLAIN_WORDS)
    return tuple(Thing(thing.name - _DRUGS or thing.name, thing.others) for thing in things)


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
    """Return of which names a source must name no other: what counts toward a limit is none that it is of."""
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
