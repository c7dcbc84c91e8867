"""Worked examples: what was reckoned for another's day, sum or age is no answer to who gives their own."""

from chat.extractive.asked import Asked
from chat.extractive.last_days import asks_for_deadline
from chat.extractive.shapes import (
    Shape,
    is_example,
)
from chat.extractive.spans import quantities
from chat.extractive.statements import Statement
from chat.extractive.worked_examples import Case, adds_up, example_of, is_head_of_case, supposes_case
from chat.llm.types import ModelRequest
from chat.text_figures import Figure, figures, full_dates


class CasesOfOthers:
    """Tells of the statements of one request which are of somebody else's case, and which of the asker's."""

    def __init__(self, request: ModelRequest, asked: Asked) -> None:
        self._request = request
        self._asked = asked

    def is_reckoned(self, statement: Statement) -> bool:
        """Whether it belongs to an example for another day, sum or age than the person gave, or only says what the
        example begins with, where the last day is asked for."""
        if self._asked.shape is Shape.WAY and is_example(statement.section) and not self._has_own_figures(statement):
            return True
        example = example_of(statement)
        if not example:
            return self._is_sum_of_another(statement)
        told = Case.of(self._with_days_of_no_year(figures(example)), quantities(example))
        is_premise = example == statement.text and asks_for_deadline(self._request.question)
        if is_premise or self._is_sum_of_another(statement):
            return True
        return Case.of(self._asked.figures, self._asked.quantities).differs(told)

    def is_case_of_another(self, statement: Statement) -> bool:
        """Whether it reckons a day, or so many years or an age, for somebody else."""
        if not self.is_example_of_another(statement):
            return False
        given, told = self._asked.quantities, quantities(statement.said)
        of_same_kind = {quantity.unit for quantity in given} & {quantity.unit for quantity in told}
        is_of_right = self._asked.shape is Shape.TIME or self._asked.wants_yes_or_no
        is_of_day = is_of_right and bool(full_dates(statement.said))
        return is_of_day or bool(of_same_kind and given.isdisjoint(told))

    def is_example_of_another(self, statement: Statement) -> bool:
        before = statement.paragraph.partition(statement.text)[0]
        around = f"{statement.section} {statement.line_before} {before} {statement.said}"
        return is_example(around) and not self.is_same_case(statement)

    def is_same_case(self, statement: Statement) -> bool:
        """Whether it belongs to a worked example with the very day, amount or age that the person gave."""
        return self._has_own_figures(statement) and not self.is_reckoned(statement)

    def _has_own_figures(self, statement: Statement) -> bool:
        around = f"{statement.section} {statement.paragraph} {statement.line_before} {statement.said}"
        given = {figure for figure in self._asked.figures if figure.kind in ("date", "money")}
        ages = {quantity for quantity in self._asked.quantities if quantity.unit == "age"}
        told = self._with_days_of_no_year(figures(around))
        return bool(given & told) or bool(ages and ages & quantities(around))

    def _is_sum_of_another(self, statement: Statement) -> bool:
        """Whether it is what somebody else's pay, age or bill comes to, where an amount is asked for: no limit and
        no price is read off that."""
        is_asked = self._asked.shape is Shape.AMOUNT or self._asked.wants_yes_or_no
        if not is_asked or self._has_own_figures(statement):
            return False
        is_of_price = bool(self._asked.plans) or self._asked.amount_of is not None
        if not is_of_price and adds_up(statement.said):
            return True  # "$214 + $25 + $40 = $279" tells no surcharge
        if self._asked.wants_yes_or_no:
            return False
        if statement.is_row and is_example(statement.section):
            return True  # "Price examples": what others' bills came to
        lead_in = statement.table_lead_in if statement.table_lead_in.endswith(":") else ""
        return is_head_of_case(statement.table_head) or any(map(supposes_case, (statement.said, lead_in)))

    def _with_days_of_no_year(self, told: frozenset[Figure]) -> frozenset[Figure]:
        """Add what "October 5" may be: a day of the years that are asked about."""
        years = {*self._request.plan_years, *(str(self._request.today.year) for _ in [0] if self._request.today)}
        days = (figure.value.partition("-") for figure in told if figure.kind == "date")
        return told | {Figure("date", f"-{day}") for year, _, day in days if year and year in years}
