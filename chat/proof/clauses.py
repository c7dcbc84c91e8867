"""A clause of a sentence, with what is asked of it time and again: what it denies, and which way it turns.

Each is looked for when it is first asked for, and kept with the clause.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from chat.proof.scope import Scope, scope_of
from chat.proof.signs import Signed
from knowledge.text.terms import plain_text

# Behind "while": a time, and no other thing beside the first.
_AT_THE_TIME = r"(?:you|they|employed|on (?:leave|disability)|enrolled|receiving|working|covered)\b"
_CLAUSE = re.compile(
    r"[;:.!?]\s|,\s(?=not\s(?!both\b)|with(?:out| no)\s(?!exceptions?\b))"
    r"|,\s(?=(?:but|and|while|whereas|although|which|so|pero|y|aunque|mientras que)\b)"
    rf"|\s(?:but|while(?! {_AT_THE_TIME})|pero|mientras que)\s"
    r"|\s(?:and|y)\s(?=\w+ (?:is|are|must|may|can|will|has|have|filed|paid|made|es|son|debe)\b)"
    r"|\s(?:and|y)\s(?=(?:has|have|is|are|may|must|can|cannot|can't|does|do|will|requires?|needs?|costs?|you|no|not|the"
    r"|el|la|los|las|tiene|es|esta|debe|puede|cuesta)\b)|\s[-–—|]\s"
)
_CONDITION = re.compile(
    # One without a verb ends with its word: "who enroll when first eligible have no waiting period".
    r"\b(?:if|when|once|unless) (?:(?:first|newly|initially) (?:eligible|hired|enrolled|employed)|(?:eligible|hired"
    r"|enrolled))\b(?= (?:have|has|are|is|do|does|may|can|cannot|will|must|pay|pays|get|gets)\b)"
    rf"|\bwhile {_AT_THE_TIME}[^,;.]*|\bmientras (?!que\b)[^,;.]*"
    r"|\b(?:if|when|unless|until|(?<!at )once|except|other than|provided|as long as|si|cuando|a menos que|hasta que"
    r"|salvo|excepto|siempre que)\b[^,;.]*"
)
_ONLY = re.compile(r"\b(?:only|solo|solamente|unicamente)\b")
_RESTRICTS = re.compile(r"\b(?:only|unless|except|solo|solamente|unicamente|a menos que|salvo|excepto|other than)\b")
_KEEPS = re.compile(
    r"\b(?:only|solely|exclusively|nothing but|no other|nobody else|limited to|restricted to|solo|solamente|unicamente"
    r"|exclusivamente|limitad[oa]s? a)\b"
)
_ONLY_ONCE = re.compile(r"\b(?:only|solo) (?:once|one|una?|if|when|after|if|si|cuando|despues|\d)\b")
_NOT = re.compile(
    r"n't\b|\b(?:not|no|never|without|cannot|neither|nor|none|nobody|nothing|sin|nunca|jamas|ni|ningun[oa]?|tampoco"
    r"|dej(?:a|an|ara|aran|e|en) de"
    r"|exclud\w+|exclusions?|ineligible|exempt|prohibited|forbidden|unable|excluid[oa]s?|excluye\w*|prohibid[oa]s?"
    r"|forfeit\w*|waived?|waives|se elimina|se eximen?|se perdona)\b"
)
# What has "no" in it and denies nothing.
_NO_DENIAL = re.compile(
    r"\b(?:not only|no (?:later|sooner|earlier|more|less|fewer|matter)\b"
    r"|(?:not|cannot be|not be) (?:more|less|fewer|later|exceed)\b"
    r"|(?:no|without|sin) (?:charge|cost|costo|cargo)\b|not cost (?:you )?anything\b"
    r"|(?:costs? (?:you )?|pays? )nothing\b"
    r"|not subject to (?:the |your |a )?deductible\b|no tienen? (?:ningun )?(?:costo|cargo)\b|no (?:mas"
    r"|menos)\b|whether or not|if not|or not)"
    # What answers a question before it says how things are: "no, that ends on your last day", "en enero no: ...".
    r"|^\W*no(?=, .*(?:n't\b|\b(?:not?|never|cannot|neither|nunca|stop\w*|ends?|ended|expires?|termina\w*)\b))"
    r"|\bno(?=: )|^\W*not (?:right away|at once|immediately|yet|always|necessarily|quite|exactly)(?=: )"
)
# "Neither ... nor" denies once, and so does "no ... ni ... ni".
_DENIES_ON = re.compile(
    r"(?P<first>\b(?:not?|cannot|neither|never)\b[^;.]*?)\bnor\b"
    r"|(?P<primero>\b(?:no|ni|nunca|tampoco)\b[^;.]*?)\b(?:ni|ningun[oa]?|nunca|jamas|tampoco)\b"
)
# "Who do not enroll" says of whom it is told, and denies nothing of them.
_OF_WHOM = re.compile(
    r"\b(?:who (?:cannot|(?:can|could|do|does|did|are|is|were|was|have|has|will|may) not)|quien(?:es)? no) \S+[^,;.]*?"
    r"(?=\s(?:may|can|cannot|must|will|is|are|has|have|do|does|gets?|receives?|pays?|stays?|earns?|keeps?|loses?"
    r"|puede\w*|debe\w*|tienen?|recibe\w*|paga\w*|es|son)\b|[,;.]|$)"
)
_OPPOSITES = (
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
    (r"first|earliest|primer[oa]?", r"last|latest|late(?= (?:enroll|entrant|applicant))|ultim[oa]"),
    (r"longer|later", r"shorter|sooner|earlier"),
    (r"starts?|begins?|beginning|starting|opens|comienza|empieza", r"ends?|ending|stops?|closes|termina|finaliza"),
)
# "Or more" and "at least" are no way that anything turns.
_AT_LEAST = re.compile(
    r"\b(?:or|and|o|y) (?:more|less|older|later|longer|fewer|above|mas|menos)\b|\bal menos\b|\bat least\b"
)
_TURNED = tuple((re.compile(rf"\b(?:{one})\b"), re.compile(rf"\b(?:{other})\b")) for one, other in _OPPOSITES)
# Most texts have none of all these words, which one look tells.
# One of these stands wherever one of those words does.
_TURN_SIGNS = (
    " over|after|antes|aument|before|begin|carryover|cesa|comienza|con goce de sueldo|conserva|continu|"
    "decreas|despues|disminu|drop|earlier|earliest|empieza|end|expire|fewer|finaliza|first|following|"
    "forfeit|goes down|goes on|goes up|greater|higher|imponible|increas|keep|kept|last|later|latest|less|"
    "libre de impuestos|longer|los|lower|mandatory|mas|menor|menos|more|obligatori|opcional|opens|"
    "optional|pagad|paid|pierde|post|pre|primer|prior to|reduc|required|rise|shorter|sigue|"
    "sin goce de sueldo|sin pago|sooner|start|stop|tax-free|taxable|taxed|termina|tras|ultim|voluntari|"
    "voluntary|without pay"
)
_TURNS = Signed(
    re.compile(rf"\b(?:{'|'.join(words for pair in _OPPOSITES for words in pair)})\b"),
    tuple(_TURN_SIGNS.split("|")),
)
_OF_ALL = re.compile(
    r"\b(?:everyone|everybody|anyone|anybody|always|regardless|in (?:all|any) cases?|siempre|todo el mundo"
    r"|even if|whether (?:[^,;.]{1,30} )?or not|whether (?:you|they|it)[^,;.]{1,30} or|no matter|aunque"
    r"|(?:all|every|both|each|any|either|todos?(?: l[oa]s)?|todas?(?: l[oa]s)?|amb[oa]s|cualquier|cada)"
    r"(?: (?:of )?(?:the|our|your|these|those|los|las))?(?: (?:medical|dental|health|benefit|full-time|part-time|new"
    r"|eligible|insurance))?"
    r" (?:plans?|options?|employees?|parents?|members?|spouses?|children|child|dependents?|workers?|states?"
    r"|drugs?|staff"
    r"|partners?|services?|visits?|claims?|leaves?|accounts?|programs?|policies|tiers?|participants?|retirees"
    r"|providers?|doctors?|planes|opciones|emplead[oa]s?|padres|hijos|conyuges|estados|medicamentos|servicios"
    r"|dependientes|programas|cuentas|personas|people))\b"
)
_OF_ALL_BUT = re.compile(
    r"\b(?:per|each|every|cada|por) (?:visit|claim|service|visita|servicio)s?\b|\bsiempre que\b"
    r"|\bfor (?:each|every) (?:child|person|member|dependent)\b"
)


_AND = re.compile(r"\s(?:and|y)\s")
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|must|may|can|cannot|will|does|do|not|no|never|pays?|covers?|gets?|costs?"
    r"|receives?|earns?|accrues?|starts?|begins?|ends?|vests?|joins?|apply|applies|enroll|choose|es|son|est[aá]n?|tienen?"
    r"|deben?|pueden?|pagan?|cubren?|reciben?|cuestan?|\w+ed)\b",
    re.I,
)
_LEADS = re.compile(r"\W*(?:if|when|for|in|on|after|before|si|en|para|cuando)\b", re.I)
# Two sentences may have a colon between them: "leave enrolls nobody: add the child within 30 days".
_IS_SENTENCE = re.compile(
    r"\W*(?!(?:if|when|what|which|who|whom|how|si|cuando|(?:l[oa]s? |el )?que"
    r"|quien\w*|como)\b)(?:[\w’'()-]+,? ){1,8}?(?:is|are|was|were|has"
    r"|have|must|may|can|cannot|will|does|do|pays?|covers?|gets?|costs?|receives?|ends?|starts?|es|son|esta|estan"
    r"|tienen?|deben?|pueden?|pagan?|cubren?|reciben?|gana|da|dan)\b(?! (?:not |no )?(?:cover|include|pay for)?:)",
    re.I,
)
_TELLS_TO_DO = re.compile(
    r"\W*(?:add|ask|call|choose|enroll|give|send|show|sign|submit|tell|use|agregue|avise|elija|envie|llame|pida|use|gana|tiene|puede|debe"
    r"|paga|recibe)\b",
    re.I,
)
# "No, it can be: ..." says nothing without what comes behind.
_ANSWERS = re.compile(
    r"\W*(?:yes|no|si|sí)\W+(?:(?:i|it|that|they|this|you|does|do|can|is|are|not|be|look|like|seem)\b\W*)*$", re.I
)
_LEADS_IN = re.compile(
    r"\b(?:cover|covers|covered|includes?|included|excludes?|excluded|for|these|following|not|is|are|son|es|cubren?"
    r"|cubiert[oa]s|incluyen?|siguientes?|excluyen?)\W*$",
    re.I,
)
_IS_PARTICIPLE = re.compile(r"\w+ (?:filed|paid|made) by\b", re.I)  # "injuries paid by others"
_LONGEST_LIST = 200  # letters


@dataclass(frozen=True)
class Clause:
    text: str

    @cached_property
    def plain(self) -> str:
        return plain_text(self.text)

    @cached_property
    def scope(self) -> Scope:
        return scope_of(self.plain)

    @cached_property
    def _denials(self) -> str:
        """What of it may deny something."""
        plain = _NO_DENIAL.sub(" ", self.plain.replace("’", "'"))
        while further := _DENIES_ON.search(plain):
            plain = f"{plain[: further.start()]}{further['first'] or further['primero']}{plain[further.end() :]}"
        return plain

    @cached_property
    def denies(self) -> bool:
        return _denies_once(_CONDITION.sub(" ", self._denials))

    @cached_property
    def denies_of_them(self) -> bool | None:
        """Whether it denies something of those of whom a denial tells who they are; None where none does."""
        plain = _CONDITION.sub(" ", _OF_WHOM.sub(" ", self._denials))
        return _denies_once(plain) if len(_NOT.findall(plain)) < len(_NOT.findall(self._denials)) else None

    @cached_property
    def holds_denial(self) -> bool:
        """Whether it denies anything, be it twice: "never waived"."""
        return bool(_NOT.search(self._denials))

    @cached_property
    def sides(self) -> frozenset[tuple[int, bool]]:
        """Of which pairs of opposites it says one side alone: their numbers, and whether it is the first."""
        if not self._turns:
            return frozenset()
        plain = _AT_LEAST.sub(" ", self.plain)
        sides = enumerate((bool(one.search(plain)), bool(other.search(plain))) for one, other in _TURNED)
        return frozenset((number, is_one) for number, (is_one, is_other) in sides if is_one != is_other)

    @cached_property
    def turning(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """The opposites of what it says, each with its words for it."""
        if not self._turns:
            return ()
        sides = (side for pair in _TURNED for side in (pair, pair[::-1]))
        return tuple((other, " ".join(one.findall(self.plain))) for one, other in sides if one.search(self.plain))

    @cached_property
    def _turns(self) -> bool:
        return _TURNS.finds(self.plain)

    @cached_property
    def is_of_all(self) -> bool:
        return is_of_all(self.text)

    @cached_property
    def is_only_of_some(self) -> bool:
        return bool(_ONLY.search(self.plain))

    @cached_property
    def keeps_to_some(self) -> bool:
        """Whether it keeps something to those that it names."""
        return bool(_KEEPS.search(self.plain)) and not _ONLY_ONCE.search(self.plain)

    @cached_property
    def restricts(self) -> bool:
        return bool(_RESTRICTS.search(self.plain))

    @cached_property
    def has_condition(self) -> bool:
        return bool(_CONDITION.search(self.plain))


@lru_cache(maxsize=2_000)
def clauses_of(text: str) -> tuple[Clause, ...]:
    """Return the clauses but for those that ask."""
    parts, begins, joint = [], 0, ""
    for found in _CLAUSE.finditer(text):
        before, behind = text[begins : found.start()], text[found.end() :]
        if (_AND.fullmatch(found[0]) and _is_list(before, behind)) or (
            found[0][0] == ":" and not are_sentences(before, behind)
        ):
            continue
        parts.append((joint, before))
        begins, joint = found.end(), found[0]
    parts.append((joint, text[begins:]))
    return tuple(Clause(part) for part in _led_in(parts) if part.strip() and not part.rstrip().endswith("?"))


def are_sentences(before: str, behind: str) -> bool:
    """Whether what stands on either side of a colon says something by itself."""
    return bool(_IS_SENTENCE.match(before) and not (_LEADS_IN.search(before) or _ANSWERS.match(before))) and bool(
        _IS_SENTENCE.match(behind) or _TELLS_TO_DO.match(behind)
    )


def _led_in(parts: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the parts, items behind what denies all of their list: "not covered: cosmetic surgery; hearing aids"."""
    lead, colon, _ = parts[0][1].partition(": ")
    denies_all = colon and Clause(lead).denies
    for joint, part in parts:
        yield f"{lead}: {part}" if denies_all and joint.startswith(";") and not _VERB.search(part) else part


def _denies_once(plain: str) -> bool:
    return len(_NOT.findall(plain)) % 2 == 1


def _is_list(before: str, behind: str) -> bool:
    """Whether it is the beginning of what a clause is of: "trips, tolls", before "and fuel are not eligible"."""
    near = before[-_LONGEST_LIST:]
    is_listed = "," in near or _IS_PARTICIPLE.match(behind)
    return bool(is_listed) and not _VERB.search(near) and not _LEADS.match(before)


def are_turned(said: Clause, told: Clause) -> bool:
    """Whether one says a word of which the other says the opposite, and neither says both."""
    return any((number, not is_first) in told.sides for number, is_first in said.sides)


def is_of_all(text: str) -> bool:
    """Whether it says something of everybody, of every plan or of every case."""
    return bool(_OF_ALL.search(_OF_ALL_BUT.sub(" ", plain_text(text).replace("’", "'"))))
