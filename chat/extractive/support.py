"""How well a statement answers a question.

It earns each idea of the question where it says it: fully in its own words, less in its headings, its document's
title, its paragraph, the rest of its passage. Too little earned, and it does not answer.
"""

import re
from collections.abc import Sequence
from functools import cached_property

from chat.extractive.accounts_told import is_of_other_account
from chat.extractive.amounts import PLAN_LIMITS, AmountOf, accounts_in, amounts_told
from chat.extractive.asked import Asked
from chat.extractive.cases_of_others import CasesOfOthers
from chat.extractive.claiming import is_way_to_claim
from chat.extractive.conditions import Conditions
from chat.extractive.eligibility import Eligibility, GivenToOthers
from chat.extractive.employer_match import is_formula_asked_for, is_match
from chat.extractive.enrolling import is_way_to_enroll
from chat.extractive.exceptions_told import exception_for_asker
from chat.extractive.ideas import STRONG, Idea
from chat.extractive.last_days import asks_for_deadline, tells_deadline
from chat.extractive.leave_pay import asks_of_leave
from chat.extractive.lengths import asks_how_long, lasts
from chat.extractive.medical import names_insurance, names_other_line
from chat.extractive.other_benefits import is_of_teeth_or_eyes
from chat.extractive.priced_rows import is_price_of_care, is_share_of_price
from chat.extractive.referral import refers_elsewhere
from chat.extractive.rights import asks_for_eligibility
from chat.extractive.scores import Scores, Similarity, Supported
from chat.extractive.shapes import (
    Shape,
    asks_for_right,
    holds,
    without_alternatives,
    without_conditions,
)
from chat.extractive.statements import Statement, is_heading
from chat.extractive.whom_to_cover import asks_whom_to_cover
from chat.extractive.wording import Ground, Wording
from chat.household import Household, household_asked, households_told
from chat.llm.types import ModelRequest
from chat.sentences import sentences
from knowledge.retrieval.plans import plan_names
from knowledge.text.terms import list_terms

IN_SECTION, IN_TITLE, IN_PARAGRAPH, IN_LINE_BEFORE, IN_PASSAGE = 0.85, 0.75, 0.6, 0.5, 0.2
# A name is a condition, checked before; that it is met proves nothing about the rest.
NAME_WEIGHT = 0.1
ABSENT_WEIGHT = 1.5
# What share must be earned, by the number of strong ideas, the last for all above: a short question must be met
# nearly whole; of a long one, some words are always only manner of speaking.
NEEDED_COVERAGE = (0.75, 0.75, 0.75, 0.65, 0.6, 0.55)
NEEDED_OWN = 0.3
# For what is shown as not certain: the same, and of how many ideas none may be missing.
POSSIBLE_COVERAGE, FEW_IDEAS = 0.5, 2

MUCH_BETTER = 0.3  # of score: for less, nobody is given another language, or a price that may be somebody else's
_YEAR = re.compile(r"\b20\d\d\b")


class Judge:
    """Judges the statements of one request against its question."""

    def __init__(self, request: ModelRequest, asked: Asked, similarity: Similarity | None) -> None:
        self._request = request
        self._asked = asked
        self._ground = Ground(request, asked)
        self._conditions = Conditions(self._ground)
        self._eligibility = Eligibility(self._conditions, self._ground)
        self._cases = CasesOfOthers(request, asked)
        self._scores = Scores(self._ground, self._conditions, self._cases, similarity)

    def supported(self, statements: Sequence[Statement]) -> list[Supported]:
        """Return what may answer, best first."""
        met = [one for one in self._cut(statements) if self._conditions.are_met(one)]
        met = [one for one in met if not self._cases.is_reckoned(one)]
        found = [found for found in map(self._weigh, met) if self._is_enough(found)]
        # What was reckoned for another's day is no answer alone: it would be taken for one's own.
        if all(self._cases.is_case_of_another(one.statement) for one in found):
            return []
        if self._asked.wants_yes_or_no or asks_for_deadline(self._request.question):
            found = [one for one in found if not self._cases.is_case_of_another(one.statement)]
        return self._readable(self._of_household(self._of_wished_years(self._best_first(self._of_medical(found)))))

    def fitting(self, statements: Sequence[Statement]) -> list[Supported]:
        """Return what breaks no condition, best first, however little of the question it says itself."""
        met = [statement for statement in statements if self._conditions.are_met(statement)]
        return self._best_first(list(map(self._weigh, met)))

    def possible(self, statements: Sequence[Statement]) -> list[Supported]:
        """Return what may answer though not surely, best first: it has the kind of thing that was asked for, breaks no
        condition but that its days may be over, and says most of the question, if less of it than an answer must."""
        if self._asked.shape is Shape.ANY and not self._asked.wants_yes_or_no:
            return []
        could_be = [one for one in self._cut(statements) if self._conditions.could_be_met(one)]
        met = [one for one in could_be if not self._cases.is_reckoned(one)]
        return self._best_first(
            self._of_medical([found for found in map(self._weigh, met) if self._is_possible(found)])
        )

    def for_asker(self, statements: Sequence[Statement]) -> list[Statement]:
        """Return what is of the asker's class and household, and of the plans and years wished."""
        return [
            one
            for one in self._cut(statements)
            if self._conditions.is_for_all_asked(one) and not self._scores.is_of_other_year(one)
        ]

    def price_rows(self, statements: Sequence[Statement]) -> list[Statement]:
        """Return the rows that may answer, of the asker's class and the years wished, and of nobody else's bill."""
        rows = (one for one in self.for_asker(statements) if one.is_row)
        return [row for row in rows if self._conditions.could_be_met(row) and not self._cases.is_reckoned(row)]

    def rows_of_plan(self, statements: Sequence[Statement]) -> list[Statement]:
        """Return the rows of tables that are of the asked plan, year and class, in reading order."""
        return [row for row in self._cut(statements) if row.is_row and self._conditions.could_be_met(row)]

    def shutting_out(self, statements: Sequence[Statement]) -> list[Statement]:
        """Return what says that the asker's class cannot have the plan asked about, in the asker's language first, and
        the plainest before those that have more to say."""
        found = [statement for statement in statements if self._conditions.own_class.shuts_out_asker(statement)]
        return sorted(
            found, key=lambda one: (self._scores.is_in_other_language(one), -self._names_of_family(one), len(one.text))
        )

    def _names_of_family(self, statement: Statement) -> bool:
        """Whether it tells of the children, where the question does: what one cannot have oneself, they may."""
        asked = household_asked(self._request.question)
        return asked is Household.CHILDREN and household_asked(statement.said) is asked

    def given_to_others(self, statements: Sequence[Statement], found: Sequence[Supported]) -> list[Statement]:
        """Return what gives the benefit asked for to other classes, where nothing found gives it to the asker's."""
        question = self._request.question
        is_of_leave = asks_of_leave(question) and bool(self._ground.things)
        if not (is_of_leave or asks_for_right(question) or asks_for_eligibility(question, self._asked)):
            return []
        if any(self._conditions.own_class.is_given_to_asker(one.statement) for one in found):
            return []
        given = [statement for statement in statements if self._conditions.gives_to_others(statement)]
        return sorted(given, key=self._scores.is_far)

    def of_other_lines(self, statements: Sequence[Statement]) -> list[Statement]:
        """Return the dental or vision plan's own, where what one pays first or at most was asked for: of who has no
        medical plan, theirs are all that there are."""
        if self._asked.amount_of not in PLAN_LIMITS:
            return []
        theirs = [statement for statement in statements if self._is_of_other_line(statement)]
        return [one.statement for one in self.supported(theirs)][:1]

    def entitling(self, statements: Sequence[Statement]) -> list[Statement]:
        """Return what says whether the asker's class has what is asked for, where that is asked."""
        if not asks_for_eligibility(self._request.question, self._asked):
            return []
        return self._eligibility.told(self._cut(statements))

    def as_of_others(self, others: Statement, statements: Sequence[Statement]) -> GivenToOthers:
        """Return what is given to other classes, whose it is, and what its document gives to the asker's instead."""
        classes = self._ground.named_in(others.said)
        own = max(self._request.own_class, key=len, default="")
        return GivenToOthers(others, classes, own, tuple(self._eligibility.given_besides(others, statements)))

    def referring(self, statements: Sequence[Statement], found: Sequence[Supported]) -> list[Statement]:
        """Return what sends the asker's class elsewhere for the thing, where nothing found is told of that class."""
        told = (one.statement for one in found if not refers_elsewhere(one.statement.said))
        if any(map(self._scores.is_of_own_class, told)):
            return []
        sent = [statement for statement in statements if self._conditions.sends_elsewhere(statement)]
        return sorted(sent, key=self._scores.is_far)

    def exception(self, first: Statement, statements: Sequence[Statement]) -> Statement | None:
        """Return what says that the first, which is told of everybody, is not so for the asker's class."""
        return exception_for_asker(first, self.for_asker(statements), self._ground)

    @property
    def asked_others(self) -> tuple[str, ...]:
        """Return the names of the class that is asked about, if it is not the asker's."""
        return self._ground.asked_others

    def _of_wished_years(self, found: list[Supported]) -> list[Supported]:
        """Leave out what is of years not wished, such as the last one's, where what is of a wished one answers; and of
        two wished years that say the same, the older one's."""
        of_wished = [one for one in found if not self._scores.is_of_other_year(one.statement)] or found
        newest: dict[str, str] = {}
        for one in of_wished:
            said, year = _without_years(one.statement), one.statement.passage.plan_year
            newest[said] = max(year, newest.get(said, ""))
        return [
            one for one in of_wished if one.statement.passage.plan_year in ("", newest[_without_years(one.statement)])
        ]

    def _of_medical(self, found: list[Supported]) -> list[Supported]:
        """Leave out what is of a dental or vision plan, where what one pays at most, or first, was asked for and no
        such plan named, and a medical plan's answers: "the deductible" is that of the medical plan. And the other way:
        teeth and eyes that a medical plan's paper leaves out, where their own plan's answers."""
        if is_of_teeth_or_eyes(self._request.question) and not self._asked.plans:
            own = [one for one in found if self._is_of_own_line(one.statement)]
            # That a medical plan leaves teeth out says nothing of who may have the dental plan.
            return own if own or asks_for_eligibility(self._request.question, self._asked) else found
        is_of_price = self._asked.amount_of is AmountOf.PREMIUM and names_insurance(self._request.question)
        if not (is_of_price or self._asked.amount_of in PLAN_LIMITS) or names_other_line(self._request.question):
            return found
        medical = [one for one in found if not self._is_of_other_line(one.statement)]
        return medical or found

    def _is_of_own_line(self, statement: Statement) -> bool:
        """Whether it is of a dental or vision plan, and not of a medical plan's paper nor of an account's uses."""
        passage, places = statement.passage, f"{statement.passage.document_title} {statement.section} {statement.said}"
        is_of_plan = bool(passage.own_plan or plan_names(passage.document_title))
        return names_other_line(places) and not is_of_plan and not is_of_other_account(places, self._request.question)

    def _is_of_other_line(self, statement: Statement) -> bool:
        places = statement.said, statement.section, statement.passage.document_title
        named = next((place for place in places if names_other_line(place) or plan_names(place)), "")
        return names_other_line(named) and not plan_names(named)

    def _of_household(self, found: list[Supported]) -> list[Supported]:
        """Leave out what does not say for whom it is, such as a surcharge, where a price for whom it was asked answers
        about as well."""
        if self._asked.household in (Household.SPOUSE, Household.CHILDREN) and self._asked.amount_of is None:
            # "How much life insurance for my kids?" is not answered by one's own.
            return [one for one in found if self._tells_household(one.statement.said)] or found
        told = [one for one in found if self._conditions.money.is_told_for_asker(one.statement)]
        return told if told and found[0].score - told[0].score <= MUCH_BETTER else found

    def _tells_household(self, text: str) -> bool:
        """Whether it is for whom it was asked; who may be covered, a list of all of them tells."""
        asked = self._asked.household
        is_in_list = asks_whom_to_cover(self._request.question) and asked in households_told(text)
        return household_asked(text) is asked or is_in_list

    def _readable(self, found: list[Supported]) -> list[Supported]:
        """Leave out what is in another language, where what is in the reader's answers about as well."""
        own = [one for one in found if not self._scores.is_in_other_language(one.statement)]
        return own if own and found[0].score - own[0].score <= MUCH_BETTER else found

    def _cut(self, statements: Sequence[Statement]) -> list[Statement]:
        return [cut for cut in map(self._conditions.cut, statements) if cut]

    def _best_first(self, found: Sequence[Supported]) -> list[Supported]:
        return sorted(self._scores.scored(found), key=lambda one: -one.score)

    @cached_property
    def _weights(self) -> dict[Idea, float]:
        names, absent = self._ground.names, self._ground.absent_ideas
        return {
            idea: NAME_WEIGHT
            if idea in names or self._is_own_time(idea)
            else ABSENT_WEIGHT
            if idea in absent
            else idea.weight
            for idea in self._asked.ideas
        }

    def _is_own_time(self, idea: Idea) -> bool:
        """Whether it only says the working time that is known of the asker: for whom a statement is, is a condition."""
        return bool(idea.asked_as) and idea.asked_as == tuple(list_terms(self._request.hours.replace("_", " ")))

    def _weigh(self, statement: Statement) -> Supported:
        # A list is about what leads it in; what one item names, the others are not about.
        said = without_alternatives(statement.lead_in if statement.items else statement.said)
        said = without_conditions(said) if self._asked.shape is Shape.AMOUNT else said
        own_wording = Wording(f"{said} {self._head(statement)}")
        places = (
            (own_wording, 1.0),
            (self._ground.wording(statement.section), IN_SECTION),
            (self._ground.wording(self._line_above(statement)), IN_SECTION),
            (self._ground.title(statement.passage), IN_TITLE),
            (self._ground.wording(statement.paragraph), IN_PARAGRAPH),
            (self._ground.wording(statement.line_before), IN_LINE_BEFORE),
            (self._ground.passage(statement.passage), IN_PASSAGE),
        )
        covered = own = 0.0
        # "Adds 50% of the first 4% of pay" says "match" without the word.
        is_formula = is_formula_asked_for(self._request.question, statement)
        is_price = is_price_of_care(self._request.question, statement)
        for idea, weight in self._weights.items():
            is_told = (is_formula and is_match(idea)) or (is_price and is_share_of_price(idea))
            credits = (credit for wording, credit in places if is_told or wording.says(idea))
            covered += weight * next(credits, 0.0)
            own += weight * (is_told or own_wording.says(idea))
        whole = sum(self._weights.values()) or 1.0
        if self._cases.is_same_case(statement):
            own = max(own, covered)  # its example names the thing before it tells what becomes of it
        question = self._request.question
        is_way = is_way_to_enroll(question, statement.said, statement.own_heading)
        if is_way or is_way_to_claim(question, statement):
            covered = own = max(covered, IN_SECTION * whole)
        elif self._is_length_of_it(statement):
            covered = own = max(own, IN_SECTION * whole)
        elif self._is_deadline_of_it(statement):
            own = max(own, NEEDED_OWN * whole)  # so does a heading, or the sentence before
        focus = min(1.0, own / max(1, len(own_wording)))
        return Supported(statement, coverage=covered / whole, own=own / whole, focus=focus)

    def _line_above(self, statement: Statement) -> str:
        """Return the heading above a row's table; whose price a table holds it does not tell."""
        above = statement.table_lead_in
        return above if self._asked.shape is not Shape.AMOUNT and is_heading(above) else ""

    def _head(self, statement: Statement) -> str:
        """Return what is said above for all of it: a block's headings, what names a table's columns."""
        if not statement.is_block:
            return self._table_head(statement)
        # Who asks for nothing but a document's own name is answered by all of it.
        is_by_name = all(idea.is_name for idea in self._asked.ideas)
        return f"{statement.section} {statement.passage.document_title}" if is_by_name else statement.section

    def _table_head(self, statement: Statement) -> str:
        """Return what names a row's amounts for all rows: the line above the table, or a heading that tells a price."""
        if not statement.is_row:
            return ""
        heading = statement.section.rsplit(" / ", 1)[-1]
        head = statement.table_head or (heading if self._asked.amount_of in amounts_told(heading) else "")
        return f"{head} {self._account_of(statement)}"

    def _account_of(self, statement: Statement) -> str:
        """Return what names the account whose limits a table holds, if it is the one asked about."""
        if accounts_in(statement.said):
            return ""
        places = (statement.section, statement.passage.document_title)
        return next((place for place in places if self._asked.accounts.intersection(accounts_in(place)[:1])), "")

    def _is_enough(self, found: Supported) -> bool:
        if self._is_deadline_of_it(found.statement) or self._is_length_of_it(found.statement):
            return True
        strong = sum(weight >= STRONG for weight in self._weights.values())
        if not strong and self._scores.is_in_other_language(found.statement):
            return False  # little words of one language are no proof in another
        needed = NEEDED_COVERAGE[min(strong, len(NEEDED_COVERAGE) - 1)]
        return found.coverage >= needed and (found.own >= NEEDED_OWN or self._counts_under_its_name(found))

    def _is_deadline_of_it(self, statement: Statement) -> bool:
        """Whether it tells the last day of the thing asked about, which stands right above or before it: "Gym money:
        up to $300 a year. Submit receipts by December 15." """
        strong = [idea for idea in self._asked.ideas if idea.is_strong]
        is_to_act = self._asked.shape is Shape.WAY and self._conditions.kind.tells_when_to_act(statement)
        is_asked = is_to_act or asks_for_deadline(self._request.question)
        if not strong or statement.is_row or not is_asked:
            return False
        before = statement.paragraph.partition(statement.text)[0]
        nearest = [sentence.text for sentence in sentences(before)][-1:]
        places = Wording(" ".join([statement.said, *nearest])), self._ground.wording(statement.own_heading)
        is_named = all(any(place.says(idea) for place in places) for idea in strong)
        return is_named and holds(Shape.TIME, statement.said) and tells_deadline(statement.said)

    def _is_length_of_it(self, statement: Statement) -> bool:
        """Whether it tells how long the thing goes on which its paragraph is about: "Payment goes on for up to 13
        weeks", after a sentence on short-term disability."""
        strong = [idea for idea in self._asked.ideas if idea.is_strong]
        if not strong or not asks_how_long(self._request.question) or not lasts(statement.said):
            return False
        before = Wording(f"{statement.paragraph.partition(statement.text)[0]} {statement.said}")
        return all(before.says(idea) for idea in strong)

    def _counts_under_its_name(self, found: Supported) -> bool:
        """Whether its heading or title names what is counted, and it gives the number: "It lasts for 12 weeks"."""
        own, statement = Wording(""), found.statement
        strong = [idea for idea in self._asked.ideas if idea.is_strong]
        is_named = bool(strong) and all(self._ground.is_near(idea, own, statement) for idea in strong)
        return bool(self._asked.counted) and is_named and found.own > 0

    def _is_possible(self, found: Supported) -> bool:
        """Whether it says, or its headings do, all things asked about; of many, all but one."""
        strong = [idea for idea in self._asked.ideas if idea.is_strong]
        # Names are conditions, met before: that nearly all of many are met proves nothing about the rest.
        told = [idea for idea in strong if not idea.is_name] or strong
        own = Wording(found.statement.said)
        missing = sum(not self._ground.is_near(idea, own, found.statement) for idea in told)
        if self._ground.absent_ideas or self._cases.is_case_of_another(found.statement):
            return False  # no passage knows what it is about: "When does my dog lose coverage?"
        return bool(strong) and found.coverage >= POSSIBLE_COVERAGE and missing <= (len(told) > FEW_IDEAS)

    def is_row_of_something_else(self, statement: Statement) -> bool:
        return self._scores.is_row_of_something_else(statement)


def _without_years(statement: Statement) -> str:
    return _YEAR.sub("", f"{statement.passage.language} {statement.said}")
