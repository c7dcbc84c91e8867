"""What must never happen, decided before anything is weighed: an answer about another plan, another year,
another class of employees, or something else by that name.
"""

import re

from chat.llm.asked import years_in
from chat.llm.shapes import Shape, holds
from chat.llm.statements import Cell, Statement, narrowed
from chat.llm.wording import Ground, Wording
from knowledge.plans import PlanName, plan_names

# Cells that say under what conditions the others hold.
_CONDITIONS = re.compile(r"limitation|exception|important|\bnote|\bnota\b|remark|condition|restric", re.I)


class Conditions:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._request = ground.request
        self._asked = ground.asked

    def cut(self, statement: Statement) -> Statement | None:
        """Return the statement; a row without the cells of other plans and classes, and with those asked for."""
        if not statement.is_row:
            return statement
        allowed = [cell for cell in statement.cells if not self._is_about_another(cell.header)]
        if not allowed:
            return None
        wishes = [self._wishes(cell) for cell in allowed]
        most = max(wishes)
        if most:
            pairs = zip(wishes, allowed, strict=True)
            allowed = [cell for wish, cell in pairs if wish == most or _CONDITIONS.search(cell.header)]
        return narrowed(statement, tuple(allowed))

    def are_met(self, statement: Statement) -> bool:
        if statement.text.endswith("?") or self._is_about_another(statement.said):
            return False
        return (
            holds(self._asked.shape, statement.said)
            and self._is_of_asked_plan(statement)
            and self._is_of_asked_year(statement)
            and self._is_of_asked_names(statement)
        )

    def _wishes(self, cell: Cell) -> int:
        """Return how many of the asked ideas, plans, years and classes the cell's header names."""
        header = Wording(cell.header)
        ideas = sum(header.says(idea) for idea in self._asked.ideas if idea.is_strong)
        plans = any_may_be(self._asked.plans, plan_names(cell.header))
        years = bool(self._asked.years & years_in(cell.header))
        return ideas + plans + years + header.names_any(self._request.own_class)

    def _is_about_another(self, text: str) -> bool:
        """Whether the text names plans or classes of employees, and not the asked one among them."""
        plans = plan_names(text) if self._asked.plans else frozenset()
        if plans and not any_may_be(self._asked.plans, plans):
            return True
        if not self._request.other_classes:
            return False
        wording = Wording(text)
        return wording.names_any(self._request.other_classes) and not wording.names_any(self._request.own_class)

    def _is_of_asked_plan(self, statement: Statement) -> bool:
        if not self._asked.plans:
            return True
        passage = statement.passage
        # The nearest name decides: a sentence about PPO 500 stays one in a booklet about PPO 750.
        for text in (statement.said, statement.section, passage.document_title, passage.text):
            named = plan_names(text)
            if named:
                return any_may_be(self._asked.plans, named)
        return False

    def _is_of_asked_year(self, statement: Statement) -> bool:
        asked, passage = self._asked.years, statement.passage
        own = years_in(statement.said)
        if not asked or own & asked:
            return True
        # The dates of a plan year may lie in the next one; another figure's year is that figure's.
        if own and self._asked.shape is not Shape.TIME:
            return False
        around = years_in(f"{statement.section} {passage.document_title} {passage.plan_year}")
        return not around or bool(around & asked)

    def _is_of_asked_names(self, statement: Statement) -> bool:
        ground = self._ground
        names = {idea for idea in self._asked.ideas if idea.is_name} - ground.household_names
        own = Wording(statement.said)
        return all(ground.is_near(idea, own, statement) for idea in names | ground.title_ideas)


def any_may_be(asked: frozenset[PlanName], named: frozenset[PlanName]) -> bool:
    return any(one.may_be(other) for one in asked for other in named)
