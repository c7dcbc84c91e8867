"""Where a source has a figure: its cells and sentences, and whether its column, its row or all its plans are meant."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from chat.proof.measures import Measure
from chat.proof.names import PLAN
from chat.proof.scope import NAMED_BY_HEADS, Scope, scope_of
from chat.proof.units import Source, Unit
from knowledge.text.terms import list_terms

_MOST_IN_ONE = 8  # times that one figure is looked at in one sentence of a source
# What a column's head may say and any sentence says of its own figure.
_SAID_OF_ANY = frozenset(
    list_terms(
        "time times per year years month months week weeks day days hour hours annual yearly monthly amount cost costs "
        "your you pay pays plan what veces al por año mes costo usted"
    )
)


def tellings(measure: Measure, source: Source) -> Iterator[tuple[Unit, Measure]]:
    """Yield each place where the source has the figure."""
    for unit in source.units:
        same = (other for other in unit.measures if unit.proves(measure, other))
        yield from ((unit, other) for other in islice(same, _MOST_IN_ONE))


def is_of_every_plan(measure: Measure, source: Source, fits: Callable[[Sequence[Scope]], bool]) -> bool:
    """Whether the source tells the figure of each of the plans that it names, of which there are several."""
    named = {plan for unit in source.units for plan in scope_of(unit.plain).get(PLAN, ())}
    told = [place.scopes_of(there) for place, there in tellings(measure, source)]
    of_plans = {plan for scopes in told if fits(scopes) for scope in scopes for plan in scope.get(PLAN, ())}
    return len(named) > 1 and named <= of_plans


def is_of_every_cell(measure: Measure, place: Unit, source: Source) -> bool:
    """Whether all cells of its row tell the figure, and there are several."""
    if not place.header or len(place.beside) < 2:
        return False
    row = [unit for unit in source.units if unit.header and unit.above[:1] == place.above[:1]]
    return len(row) > 1 and all(any(unit.proves(measure, own) for own in unit.measures) for unit in row)


def is_of_its_column(measure: Measure, said: Unit, told: Unit) -> bool:
    """Whether a cell may be meant: not if the words name the head of another cell of its row and nothing of its own."""
    if not told.header or NAMED_BY_HEADS & set(scope_of(Unit(told.header).plain)):
        return True
    words, own = frozenset(list_terms(said.around(measure))), frozenset(list_terms(told.header))
    others = [frozenset(list_terms(header)) for header in told.beside if header != told.header]
    # What all heads say, as a carrier's name before "Copay" and "Saver", tells none from another.
    alone = own.difference(*others)
    if words & (alone or own) or not own:
        return True
    return not any(words & (other - own - _SAID_OF_ANY) for other in others)
