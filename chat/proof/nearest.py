"""Whether another figure of the source stands nearer to what is said: then the one that was taken is that other's.

"Sick leave is 40 hours" beside "40 hours of unused PTO may be carried over" and "Sick leave: 56 hours" took the wrong
one, though all its words stand in the source. A word counts the more, the nearer it stands to the figure.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from chat.extractive.service_words import DRUGS
from chat.proof.alike import Thing, known_by_name, things_in, words_in
from chat.proof.measures import OF_DAYS, SPANS, Measure, plain_of_same_length
from chat.proof.names import NO_AMOUNT, SERVICE
from chat.proof.parts import ANOTHER_SAYS, clause_of
from chat.proof.rates import is_of_another_year
from chat.proof.relations import way_of
from chat.proof.scope import Scope, is_amount, scope_of
from chat.proof.units import Source, Unit
from knowledge.text.terms import list_terms

# What a word counts in the figure's own part of a sentence, between its semicolons or above its row, and elsewhere.
_OWN, _EARLIER, _LABEL, _CLAUSE, _SENTENCE, _BEFORE = 1.0, 0.9, 0.8, 0.5, 0.4, 0.3
_FAR = 0.45  # of a word that another figure has to be nearer by

_DRUGS = frozenset(DRUGS)
MOST_FIGURES = 60  # of a sentence that tells what each of them is of
_PER = (" per ", " for each ", " for every ", " por cada ")
# What is asked for, or somebody is told to do first, is no subject: "finish two of the activities" where these are
# to be completed.
_SAYS_NO_SUBJECT = re.compile(
    r"\bhow (?:long|much|many|often)\b"
    r"|^\W*(?:please )?(?:finish|complete|submit|send|file|apply|enroll|sign|call|visit|choose|elect|request|pass|join"
    r"|termine|presente|envie|solicite|llame|elija)\b"
)
# Who speaks to the reader, or of doing something, has named no subject yet; "son" is a little word in Spanish.
_NO_SUBJECT = re.compile(
    r"^\W*(?:(?:yes|no|so|si|then),? )?(?:\w+ing|you|usted|puede|debe|it|they"
    r"|(?:the|this|that|el|este) (?:change|cambio)|how (?:long|much|many|often|soon)|cuant[oa]s?|cuando)\b"
    r"|^\W*(?:(?:yes|no|so|si|then),? )?(?:your|su|tu) son (?:stay|remain|continue|keep)s?\b"
    r"|^\W*(?:and|but|also|y|pero|tambien),? (?:(?:yes|no|so|si),? )?(?:you|usted)\b(?! (?:cannot|can not|do not|no)\b)"
)
# What may be said of any figure, and which way a day points is told by itself.
_SAID_OF_ANY = frozenset(
    list_terms(
        "cover covers covered cubre cubren cubierto once vez veces yourself hasta maximo "
        "price precio comparison comparacion"
    )
)
_POINT_DAYS = frozenset(list_terms("begin begins start starts end ends close closes empieza comienza termina vence"))
_BEGINS_LEANING = re.compile(r"\W*(?:(?:and|but|y|pero) (?:it|they)|which|that is|lo que|que)\b")
_SAYS_ALSO = re.compile(r"\s(?:and|but|y|pero) (?:(?:if|when|si|cuando) )?(?:you|usted)\b")
_LEADS_IN = re.compile(
    r"\W*(?P<case>(?:for|with|on|in|at|under|para|con|en)\b[^,;]+), (?:you|the plan|usted|el plan)\b"
)
_FOR_AN_ACT = re.compile(
    r"\s(?:(?:calendar|business|working) )?(?:days?|weeks?|months?|dias?|semanas?|mes(?:es)?)"
    r"(?:,? (?:from|after|desde) [a-z ]{2,20}?)?,? (?:to|para) (?P<act>[a-z]+(?: [a-z]+)?)"
)
_SAYS_NO_ACT = frozenset(
    ("say", "make", "get", "take", "do", "give", "have", "go", "let", "be", "decir", "hacer", "tomar", "dar")
)
_STEM = 5  # letters: "enroll" and "enrollment", "inscribir" and "inscribirse"
_WORD_BEHIND = re.compile(r" [a-z]{4,}")
_LEANS = re.compile(r"\b(?:it|they|this|these|that|those|es|esta|este|estos|estas)\b")


def another_is_nearer(
    measure: Measure,
    said: Unit,
    there: Measure,
    told: Unit,
    source: Source,
    *,
    fits: Callable[[Sequence[Scope]], bool],
    is_meant: Callable[[Measure, Unit], bool],
) -> bool:
    """Whether another figure of the same kind has more of the words that this one is said with, be it the same in
    another place, where it points the other way.

    `fits` says whether what a figure is told of may be meant: one of another plan is no nearer. `is_meant` says whether
    the same figure in another place is told of the same.
    """
    words = _SAYS_NO_SUBJECT.sub(lambda act: " " * len(act[0]), _without_figures(said))
    things = _things_said(measure, said, words, source)
    if _is_for_another_act(measure, said, there, told, source):
        return True
    if not things:
        return _is_told_on_otherwise(measure, said, source)
    begins = _statement_with(measure, said)
    first = next(one for one in said.measures if one.start >= begins)
    before = words[begins : first.start]
    subject = () if _NO_SUBJECT.match(before) else things_in(before)[:1]
    if any(thing.name <= source.own_words for thing in subject) and not _told(subject, told):
        return True  # what is spoken of first is named by the source, but neither with the figure nor above it
    if _is_named_by_head(measure, said, there, told):
        return False
    own, known = _nearness(things, there, told), _told(things, told)
    is_of_subject = any(thing.share_in(told.own_words) for thing in subject)
    for other, unit in _rivals(there, told, source):
        if is_of_subject and not _told(subject, unit):
            continue
        if (unit.proves(measure, other) and is_meant(other, unit)) or is_of_another_year(measure, said, other, unit):
            continue
        nearer = _nearness(things, other, unit) - own
        # One that has all of it, where this one lacks something, need not be nearer.
        is_nearer = nearer > _FAR or (nearer > -_FAR and _told(things, unit) - known > _FAR)
        if is_nearer and fits(unit.scopes_of(other)):
            return True
    return False


def another_has_its_service(services: frozenset[str], there: Measure, told: Unit, source: Source) -> bool:
    """Whether the source tells an amount of the service that is spoken of, by whatever name ("emergency medical
    transportation" for "ambulance"), and this one, of none, is not it. Drugs are told of by tiers as well."""
    services -= _DRUGS
    of_it = (
        *told.scopes_of(there),
        *map(scope_of, (told.plain, *map(plain_of_same_length, (told.header, *told.above)))),
    )
    if not services or any(services & set(scope.get(SERVICE, ())) for scope in of_it):
        return False
    amounts = (
        unit.scopes_of(one)
        for unit in source.units
        if len(unit.measures) <= MOST_FIGURES
        for one in unit.measures
        if is_amount(one)
    )
    return any(services & set(scope.get(SERVICE, ())) for scopes in amounts for scope in scopes)


def _things_said(measure: Measure, said: Unit, words: str, source: Source) -> tuple[Thing, ...]:
    """Return what the figure is said of: by its part, by its whole clause where the part only leans on it ("and it
    starts ..."), and an amount by what was spoken of before where it names nothing ("the price in 2026")."""
    start, end = said.part_with(measure)
    another = ANOTHER_SAYS.search(words, measure.end, end)
    end = another.start() if another else end
    of_any = _SAID_OF_ANY | _POINT_DAYS if measure.kind in OF_DAYS else _SAID_OF_ANY

    def named(text: str) -> tuple[Thing, ...]:
        return tuple(thing for thing in known_by_name(things_in(text), source.own_words) if not thing.name <= of_any)

    things = named(words[start:end])
    begins, _ = clause_of(measure.start, measure.end, words)
    if _BEGINS_LEANING.match(words, start) or (not things and len(said.parts) == 1):
        things = named(words[begins:end])
    lead = _LEADS_IN.match(words, begins)
    if not things and lead:
        things = named(lead["case"])
    is_item = said.text.lstrip().startswith("- ") and bool(NO_AMOUNT.search(said.plain))
    if is_amount(measure) and (not things or (is_item and measure.kind == "percent")):
        things += named(" ".join(_without_figures(Unit(text)) for text in said.above[-1:]))
    return things


def _is_told_on_otherwise(measure: Measure, said: Unit, source: Source) -> bool:
    """Whether the source goes on from the amount before with another one: "in steps of $5,000, up to $250,000"."""
    begins, _ = clause_of(measure.start, measure.end, said.plain)
    before = [one for one in said.measures if begins <= one.start < measure.start and one.kind == measure.kind]
    way = way_of(said.plain, measure)
    if not before or not way:
        return False
    told = [unit for unit in source.units if any(unit.proves(before[-1], own) for own in unit.measures)]
    if any(unit.proves(measure, own) for unit in told for own in unit.measures):
        return False
    return any(own.kind == measure.kind and way_of(unit.plain, own) == way for unit in told for own in unit.measures)


def _is_for_another_act(measure: Measure, said: Unit, there: Measure, told: Unit, source: Source) -> bool:
    """Whether the source gives another span for what it is said to be there for: "60 days to say yes and 45 to pay"."""
    act = _act_of(measure, said)
    if not act or _are_alike(act, _act_of(there, told)):
        return False
    spans = ((one, unit) for unit in source.units for one in unit.measures if one.unit == measure.unit)
    return any(_are_alike(act, _act_of(one, unit)) and one.value != measure.value for one, unit in spans)


def _act_of(measure: Measure, unit: Unit) -> tuple[str, ...]:
    found = _FOR_AN_ACT.match(unit.plain, measure.end) if measure.unit in SPANS else None
    return tuple(found["act"].split()) if found else ()


def _are_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether both are the same act, by its verb, or by what is said, made or taken."""
    words = 2 if one[0] in _SAYS_NO_ACT else 1
    return len(other) >= words and [word[:_STEM] for word in one[:words]] == [word[:_STEM] for word in other[:words]]


def _statement_with(measure: Measure, unit: Unit) -> int:
    """Return where what says something by itself begins: "and if you leave ..." speaks of its own."""
    begins, _ = clause_of(measure.start, measure.end, unit.plain)
    return max((found.start() for found in _SAYS_ALSO.finditer(unit.plain, begins, measure.start)), default=begins)


def _without_figures(unit: Unit) -> str:
    letters = list(unit.plain)
    # "20% after the deductible" is no deductible.
    no_amounts = (match.span() for match in NO_AMOUNT.finditer(unit.plain))
    for start, end in (*((measure.start, measure.end) for measure in unit.measures), *no_amounts):
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def _lead(unit: Unit, begins: int) -> str:
    """Return what stands before the first figure of the clause, and before the colon of a list of clauses."""
    first = next(one.start for one in unit.measures if one.start >= begins)
    lead, colon, _ = unit.plain.partition(": ")
    return f"{lead if colon else ''} {unit.plain[begins:first]}"


def _told(things: tuple[Thing, ...], unit: Unit) -> float:
    """Return how many of the things it speaks of, by itself or by what it stands below."""
    words = words_in(unit.text).union(*map(words_in, unit.above))
    return sum(thing.share_in(words) for thing in things)


def _rivals(there: Measure, told: Unit, source: Source) -> Iterator[tuple[Measure, Unit]]:
    begins, ends = clause_of(there.start, there.end, told.plain)
    for unit in source.units:
        if len(unit.measures) > MOST_FIGURES or _heads(unit, told):
            continue
        for other in unit.measures:
            is_alike = (other.kind, other.unit) == (there.kind, there.unit)
            is_beside = unit is told and begins <= other.start < ends
            if _is_base(other, unit) != _is_base(there, told):
                continue  # "per $1,000" is what a rate is of, and no amount beside others
            if is_alike or (_class_of(other) == _class_of(there) and not is_beside):
                yield other, unit


def _heads(head: Unit, cell: Unit) -> bool:
    """Whether one is the line of heads of the other's table: what it tells is told of all of the cells."""
    return bool(cell.header) and not head.header and head.text.endswith(f" | {' | '.join(cell.beside)}")


def _is_named_by_head(measure: Measure, said: Unit, there: Measure, told: Unit) -> bool:
    """Whether the head of a table names by it what all the cells are of: "A $1,200 crown"."""
    named, own = (_WORD_BEHIND.match(unit.plain, one.end) for unit, one in ((said, measure), (told, there)))
    return " | " in told.plain and bool(named and own) and named[0] == own[0]


def _is_base(measure: Measure, unit: Unit) -> bool:
    return unit.plain.endswith(_PER, 0, measure.start)


def _class_of(measure: Measure) -> tuple[str, str]:
    """Return what it may be taken for: what is paid is an amount or a share."""
    if is_amount(measure):
        return "amount", ""
    if measure.kind in OF_DAYS:
        return "date", ""
    return measure.kind, "day" if measure.unit in SPANS else measure.unit


def _nearness(things: tuple[Thing, ...], measure: Measure, unit: Unit) -> float:
    start, end = unit.part_with(measure)
    from_clause, to_clause = clause_of(measure.start, measure.end, unit.plain)
    label = unit.above[0] if unit.above else ""
    before = " ".join(unit.above[:2]) if _LEANS.search(unit.plain) else ""  # of what "it" stands for
    levels = (
        (_OWN, words_in(unit.plain[start:end]) | words_in(_lead(unit, from_clause))),
        (_EARLIER, words_in(unit.plain[from_clause:start])),
        (_LABEL, words_in(label) if unit.header else frozenset()),
        (_CLAUSE, words_in(unit.plain[from_clause:to_clause])),
        (_SENTENCE, words_in(unit.plain) | words_in(before)),
        (_BEFORE, words_in(label)),
    )
    return sum(max(weight * thing.share_in(words) for weight, words in levels) for thing in things)
