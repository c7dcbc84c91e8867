"""How something is treated: taken before taxes or after them, paid out or lost.

Such a rule is told in few words, which an answer puts in others: "the transit money is taken out after taxes". So what
it speaks of counts alone, and not what is done with it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chat.proof.alike import Thing, things_in, words_in
from chat.proof.clauses import Clause, clauses_of
from chat.proof.scope import agree, scope_of
from chat.proof.units import Source
from knowledge.text.terms import list_terms

_ENOUGH = 0.5  # of what is spoken of
_BEFORE = 0.6


@dataclass(frozen=True)
class _Treatment:
    one: re.Pattern[str]
    other: re.Pattern[str]
    words: frozenset[str]  # what is said of anything treated so
    neither: re.Pattern[str]

    def parts(self, plain: str) -> Iterator[tuple[bool, str]]:
        """Yield whether it is treated the first way, with the part of the text that says so."""
        if self.neither.search(plain):
            return
        others = [found.span() for found in self.other.finditer(plain)]
        ones = [
            found.span()
            for found in self.one.finditer(plain)
            if not any(start <= found.start() < end for start, end in others)  # "not paid" holds "paid" as well
        ]
        ways = sorted([*((span, True) for span in ones), *((span, False) for span in others)])
        begins = 0
        for at, ((_, end), is_one) in enumerate(ways):
            ends = end if at + 1 < len(ways) else len(plain)
            yield is_one, plain[begins:ends]
            begins = end


_TAXED = _Treatment(
    one=re.compile(r"\b(?:before|pre)[- ]?(?:payroll )?tax(?:es)?\b|\bantes de(?: los)? impuestos\b"),
    other=re.compile(r"\b(?:after|post)[- ]?(?:payroll )?tax(?:es)?\b|\bdespues de(?: los)? impuestos\b"),
    neither=re.compile(
        r"\b(?:before|pre|after|post)(?:[- ]?tax(?:es)?)?-? (?:or|and|and/or) (?:(?:an?|on an?) )?"
        r"(?:before|pre|after|post)|\bantes o despues\b"
    ),
    words=frozenset(
        list_terms(
            "money dollars taken take takes out off deducted deduct deductions contributed contribute contributions "
            "made make set aside pay paycheck tax taxes pretax before after withheld come comes basis account dinero "
            "descuenta descuentan deduce aporta impuestos antes despues"
        )
    ),
)
_LOST = re.compile(
    r"\bnothing (?:is|gets) paid(?: out)?\b|(?:\bnot|\bnever|n't|\bno longer|\bneither) (?:be )?(?:paid"
    r"|cashed)\b(?! (?:by|for|with|through|on|before|until)\b)"
    r"|\b(?:forfeit(?:ed|s)?|unpaid|without pay)\b|\b(?:is|are|be) lost\b|\buse[- ]it[- ]or[- ]lose[- ]it\b"
    r"|\bno se (?:le )?pagan?\b|\bno (?:es|son|sera|seran) pagad[oa]s?\b|\bse pierden?\b|\bsin goce\b"
)
_PAID = _Treatment(
    one=re.compile(
        r"\b(?:is|are|be|gets?|being)(?: (?:also|fully|always))? paid\b(?! (?:by|for|with|through|on|from)\b)"
        r"|\bpaid out\b|\bpays? (?:it |them )?out\b|\bcash(?:ed|es)? (?:it |them )?out\b|\b(?<!no )se (?:le )?pagan?\b"
    ),
    other=_LOST,
    neither=re.compile(r"\bpaid or unpaid\b|\bwhether or not\b"),
    words=frozenset(
        list_terms(
            "paid pay pays cashed out lost forfeited forfeit money when if you your leave left quit go separation "
            "termination resign retire end ends ending "
            "pagan pagar paga pierde pierden cuando usted deja termina terminar empleo final"
        )
    ),
)
_TREATMENTS = (_TAXED, _PAID)


def is_treated_otherwise(text: str, sources: Sequence[Source]) -> bool:
    """Whether the sources say it is treated the other way, and say less that it is treated so."""
    return any(
        _is_told_otherwise(clause, treatment, sources) for clause in clauses_of(text) for treatment in _TREATMENTS
    )


def _is_told_otherwise(clause: Clause, treatment: _Treatment, sources: Sequence[Source]) -> bool:
    plain = clause.plain.replace("’", "'")
    ways = {is_one for is_one, _ in treatment.parts(plain)}
    things = tuple(thing for thing in things_in(plain) if not thing.name <= treatment.words)
    if len(ways) != 1 or not things:
        return False
    is_one = ways.pop()
    told = {True: 0.0, False: 0.0}
    for unit in (unit for source in sources for unit in source.units):
        for one in unit.told:
            if clause.has_condition and one.clause.restricts:
                continue  # "not paid if dismissed" is told by "paid, except if dismissed"
            for says, plain_part in treatment.parts(one.clause.plain.replace("’", "'")):
                if agree(clause.scope, (scope_of(plain_part),), of_amount=False, must_be_said=False):
                    told[says] = max(told[says], _share(things, words_in(plain_part), one.before))
    return told[not is_one] >= _ENOUGH and told[not is_one] > told[is_one]


def _share(things: Sequence[Thing], words: frozenset[str], before: frozenset[str]) -> float:
    """Return how much of the things is spoken of; what stands before goes on, but counts less."""
    return sum(max(thing.share_in(words), _BEFORE * thing.share_in(before)) for thing in things) / len(things)
