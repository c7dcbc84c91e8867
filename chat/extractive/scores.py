"""Which of the statements that answer a question answers it best."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from chat.extractive.accounts_together import of_one_case
from chat.extractive.accounts_told import is_of_other_account
from chat.extractive.amounts import AmountOf, amounts_told, is_federal_limit
from chat.extractive.asked import years_in
from chat.extractive.cases_of_others import CasesOfOthers
from chat.extractive.conditions import Conditions
from chat.extractive.employer_match import is_formula_asked_for
from chat.extractive.losses import is_of_other_loss
from chat.extractive.needs import asks_what_is_needed, names_no_service, tells_what_is_needed
from chat.extractive.outside_network import tells_of_outside
from chat.extractive.shapes import (
    is_of_outside,
    tells_outcome,
)
from chat.extractive.spans import adds_to_another, ages_told
from chat.extractive.statements import Statement
from chat.extractive.whom_to_cover import tells_whether
from chat.extractive.wording import Ground, Wording
from chat.periods import periods
from knowledge.models import LOWEST_RANK
from knowledge.retrieval.plans import any_may_be, plan_names
from knowledge.text.terms import list_terms

Similarity = Callable[[str, Sequence[str]], Sequence[float]]

OWN_WEIGHT, SIMILARITY_WEIGHT, FOCUS_WEIGHT, RANK_WEIGHT, LENGTH_WEIGHT = 0.5, 0.25, 0.2, 0.05, 0.1
NAMES_IT, BEGINS_WITH_IT = 0.05, 0.15
FRAGMENT, EXAMPLE, OTHER_YEAR, OTHER_LANGUAGE = -0.2, -0.25, -0.2, -0.2
OWN_CLASS, ALSO_OTHER_CLASSES, ALSO_OTHER_PLANS, UNASKED_ROW = 0.1, -0.2, -0.2, -0.2
OWN_PEOPLE, MAYBE_OTHERS = 0.1, -0.2  # by state and working time
UNASKED_ACCOUNT, OTHERS_CASE, NO_OUTCOME = -0.15, -0.35, -0.3
UNASKED_NETWORK = -0.25
# What one may put in oneself, what the law allows with everybody's money in it, and what only comes to it from an age.
OWN_MONEY, FEDERAL_LIMIT, ONLY_ADDED = 0.25, -0.35, -0.1
SAME_WORDS, SAME_CASE, SAME_PERIOD, SAME_HOUSEHOLD = 0.1, 0.4, 0.1, 0.15
OTHER_LOSS, SPEAKER_NOTE = -0.4, -0.3  # what is said beside a slide stands behind what is written for everybody
TELLS_NEED, OF_ONE_SERVICE, TELLS_FORMULA = 0.1, -0.3, 0.3
NARROWER_ROW = -0.1  # "Loan for a home" beside "Loan", where a loan is asked for
LONG_CHARACTERS = 320
AUTHORITY_WEIGHT = 0.12  # from the first rank to the last


@dataclass(frozen=True)
class Supported:
    """A statement, cut to what was asked for, and how well it answers."""

    statement: Statement
    coverage: float  # share of the question that it earns
    own: float  # the same by its own words alone
    focus: float  # share of its words that were asked for
    score: float = 0.0


class Scores:
    """Weighs against each other what answers one request."""

    def __init__(
        self, ground: Ground, conditions: Conditions, cases: CasesOfOthers, similarity: Similarity | None
    ) -> None:
        self._request = ground.request
        self._asked = ground.asked
        self._ground = ground
        self._conditions = conditions
        self._cases = cases
        self._similarity = similarity

    def scored(self, enough: Sequence[Supported]) -> list[Supported]:
        likeness: Sequence[float] = [0.0] * len(enough)
        if self._similarity and enough:
            likeness = self._similarity(self._request.question, [found.statement.said for found in enough])
        ranks = {passage.number: rank for rank, passage in enumerate(self._request.passages)}
        labels = [(found.statement.passage, frozenset(list_terms(found.statement.label))) for found in enough]
        narrower = [
            bool(label) and any(other and other < label and place is passage for place, other in labels)
            for passage, label in labels
        ]
        return [
            replace(
                found,
                score=self._score(found)
                + SIMILARITY_WEIGHT * like
                - RANK_WEIGHT * rank / len(ranks)
                + NARROWER_ROW * is_narrower,
            )
            for found, like, is_narrower in zip(enough, likeness, narrower, strict=True)
            for rank in [ranks[found.statement.passage.number]]
        ]

    def _score(self, found: Supported) -> float:
        statement = found.statement
        names_plan = any_may_be(self._asked.plans, plan_names(statement.said))
        names_year = bool(self._asked.years & years_in(statement.said))
        too_long = 0 if statement.is_block else max(0, len(statement.text) - LONG_CHARACTERS) / LONG_CHARACTERS
        return (
            found.coverage
            + OWN_WEIGHT * found.own
            + FOCUS_WEIGHT * found.focus
            + NAMES_IT * (names_plan + names_year)
            + BEGINS_WITH_IT * (self._asked.is_definition and self._begins_with_it(statement))
            + FRAGMENT * (not statement.is_whole)
            + EXAMPLE * self._cases.is_example_of_another(statement)
            + SPEAKER_NOTE * statement.is_speaker_note
            + OTHERS_CASE * self._cases.is_case_of_another(statement)
            + OTHER_YEAR * self.is_of_other_year(statement)
            + OTHER_LANGUAGE * self.is_in_other_language(statement)
            + SAME_WORDS * self._share_in_same_words(statement)
            + SAME_CASE * self._cases.is_same_case(statement)
            + SAME_PERIOD * bool(self._asked.periods & periods(statement.said))
            + SAME_HOUSEHOLD * self._conditions.money.is_told_for_asker(statement)
            + OWN_CLASS * self.is_of_own_class(statement)
            + OWN_PEOPLE * self._conditions.people.is_for_them(statement)
            + MAYBE_OTHERS * (not statement.is_row and self._conditions.people.may_be_for_others(statement))
            + ALSO_OTHER_CLASSES * Wording(statement.said).has_any(self._ground.other_classes)
            + ALSO_OTHER_PLANS * self._names_other_plans(statement)
            + UNASKED_ACCOUNT * self._is_of_unasked_account(statement)
            + self._own_money(statement)
            + TELLS_FORMULA * is_formula_asked_for(self._request.question, statement)
            + UNASKED_NETWORK * (not statement.is_row and is_of_outside(statement.said, self._request.question))
            + OTHER_LOSS * is_of_other_loss(self._request.question, statement.label or statement.said)
            + self._need(statement)
            + tells_of_outside(self._request.question, statement)
            + of_one_case(self._request.question, statement)
            + tells_whether(self._request.question, statement.said)
            + NO_OUTCOME * (self._asked.stays and not tells_outcome(statement.said))
            + UNASKED_ROW * self.is_row_of_something_else(statement)
            - AUTHORITY_WEIGHT * (statement.passage.authority_rank - 1) / (LOWEST_RANK - 1)
            - LENGTH_WEIGHT * too_long
        )

    def _need(self, statement: Statement) -> float:
        if statement.is_row or not asks_what_is_needed(self._request.question):
            return 0.0
        before = statement.paragraph.partition(statement.text)[0]
        above = Wording(f"{statement.own_heading} {before}")
        is_named = any(above.says(idea) for idea in self._asked.ideas if idea.is_strong)
        is_of_one = names_no_service(statement.text) and bool(before.strip()) and not is_named
        return OF_ONE_SERVICE if is_of_one else TELLS_NEED * tells_what_is_needed(statement.text)

    def _is_of_unasked_account(self, statement: Statement) -> bool:
        """Whether it is about an account of another kind, which "the account" is in a paper about such."""
        names_one = "account" in statement.said.lower()
        told = f"{statement.passage.document_title} {statement.said}" if names_one else statement.said
        return is_of_other_account(told, self._request.question)

    def _own_money(self, statement: Statement) -> float:
        if self._asked.amount_of is not AmountOf.OWN_MONEY:
            return 0.0
        if ages_told(statement.text) and adds_to_another(statement.text):
            return ONLY_ADDED
        if AmountOf.OWN_MONEY in amounts_told(statement.said):
            return OWN_MONEY
        return FEDERAL_LIMIT * is_federal_limit(statement.said)

    def _begins_with_it(self, statement: Statement) -> bool:
        beginning = Wording(" ".join(statement.text.split()[:5]))
        return any(beginning.says(idea) for idea in self._asked.ideas if idea.is_strong)

    def _share_in_same_words(self, statement: Statement) -> float:
        """Return the share of the strong ideas that it says as the question did, not by a synonym."""
        strong = [idea for idea in self._asked.ideas if idea.is_strong and idea.asked_as]
        wording = Wording(f"{statement.section} {statement.said}")
        return sum(wording.has(idea.asked_as) for idea in strong) / len(strong) if strong else 0.0

    def is_of_own_class(self, statement: Statement) -> bool:
        places = (statement.said, statement.section, statement.passage.document_title)
        return any(self._ground.classes(place).is_of_own for place in places)

    def _names_other_plans(self, statement: Statement) -> bool:
        """Whether figures of plans not asked about stand between those that are."""
        asked = self._asked.plans
        return bool(asked) and any(not any_may_be(asked, frozenset({plan})) for plan in plan_names(statement.said))

    def is_row_of_something_else(self, statement: Statement) -> bool:
        """Whether only the column was asked for: of a table of life events, no single event answers."""
        strong = [idea for idea in self._asked.ideas if idea.is_strong] or self._asked.ideas
        label = Wording(statement.label)
        return statement.is_row and not any(label.says(idea) for idea in strong)

    def is_in_other_language(self, statement: Statement) -> bool:
        language = statement.passage.language
        return bool(language) and language != self._request.language

    def is_of_other_year(self, statement: Statement) -> bool:
        wished, label = self._request.plan_years, statement.passage.plan_year
        return bool(wished and label) and label not in wished

    def is_far(self, statement: Statement) -> tuple[bool, bool]:
        """Return what puts it behind others: another language, then another year."""
        return self.is_in_other_language(statement), self.is_of_other_year(statement)
