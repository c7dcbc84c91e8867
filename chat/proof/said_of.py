"""What a sentence says one of its figures of, held against what a source tells a figure of."""

from collections.abc import Sequence

from chat.proof.clauses import is_of_all
from chat.proof.columns import is_of_every_cell, is_of_every_plan
from chat.proof.measures import Measure
from chat.proof.names import PLAN, SERVICE
from chat.proof.nearest import another_has_its_service
from chat.proof.scope import Scope, agree, is_amount, spoken_on
from chat.proof.units import Source, Unit


class SaidOf:
    """`own` is named with the figure itself; what was spoken of before goes on where it names nothing of the kind."""

    def __init__(self, measure: Measure, unit: Unit, *, is_copied: bool) -> None:
        self.measure, self.unit = measure, unit
        self.own, *above = unit.scopes_of(measure)
        above = [*above[:-1], *map(spoken_on, above[-1:])]
        self._inherited = {
            name: values for scope in reversed(above) for name, values in scope.items() if name not in self.own
        }
        # A service of its own was not spoken of before: of whom that was told says nothing of it.
        self._before = {
            name: values for name, values in self._inherited.items() if SERVICE not in self.own or name == PLAN
        }
        self._of_amount = is_amount(measure)
        self._is_counted = not is_copied and (self._of_amount or measure.kind == "number")
        self._is_of_all = not is_copied and is_of_all(unit.plain) and len(self.own.get(PLAN, ())) < 2

    def fits(self, told: Sequence[Scope]) -> bool:
        """Whether a figure that is told of this is the one: an amount has to be told of all that it is said of."""
        return agree(
            self.own,
            told,
            of_amount=self._of_amount,
            must_be_said=self._of_amount,
            is_counted=self._is_counted,
            is_money=self.measure.kind == "money",
        ) and agree(self._inherited, told, of_amount=self._of_amount, must_be_said=False)

    def may_fit(self, told: Sequence[Scope]) -> bool:
        """Whether a figure that is told of this may be meant: it is of nothing else."""
        return all(
            agree(scope, told, of_amount=self._of_amount, must_be_said=False) for scope in (self.own, self._before)
        )

    def is_of(self, there: Measure, place: Unit, source: Source) -> bool:
        """Whether a source's figure is told of the same, of all where it is said of all, and of its own service."""
        services = self.own.get(SERVICE, frozenset()) if self._of_amount and self._is_counted else frozenset()
        return (
            self.fits((*place.scopes_of(there), source.period))
            and self._is_general(place, source)
            and not another_has_its_service(services, there, place, source)
        )

    def _is_general(self, place: Unit, source: Source) -> bool:
        return (
            not self._is_of_all
            or is_of_all(" ".join((place.text, *place.above[:1])))
            or is_of_every_plan(self.measure, source, self.may_fit)
            or is_of_every_cell(self.measure, place, source)
        )
