"""Whether a statement has the kind of thing that is asked for: an amount, a day, a number, a way, what something is."""

import re

from chat.extractive.accounts_together import asks_for_both
from chat.extractive.accounts_told import (
    asks_amount_of_tax,
    is_about_tax,
    is_only_of_tax,
)
from chat.extractive.asked import years_in
from chat.extractive.carry_over import asks_for_what_is_left, without_what_is_left
from chat.extractive.claiming import is_way_to_claim
from chat.extractive.denials import denies_it, denies_only_part, is_not_yet_told
from chat.extractive.employer_match import is_of_loan_not_asked, is_only_of_vesting
from chat.extractive.enrolling import is_no_way_to_enroll, is_of_ending, is_of_other_parents, is_way_to_enroll
from chat.extractive.last_days import (
    asks_for_deadline,
    asks_for_time_left,
    is_due_for_another_act,
    is_duty_of_others,
    is_of_leaving,
    tells_deadline,
)
from chat.extractive.leave_pay import tells_pay_of_leave
from chat.extractive.lengths import (
    asks_for_start,
    asks_how_long,
    is_not_what_it_takes,
    is_only_window,
    tells_length,
    tells_start,
)
from chat.extractive.shapes import (
    Shape,
    asks_if_free,
    counts,
    holds,
    may_change,
    tells_of_change,
    wants_yes_or_no,
    without_thresholds,
)
from chat.extractive.statements import Statement
from chat.extractive.windows import asks_for_time_off, without_windows
from chat.extractive.wording import Ground, Wording
from chat.text_figures import full_dates, without_figures
from knowledge.text.terms import plain_text

# A life event has days of its own: who is new has none of them.
EVENT = re.compile(
    r"\b(?:marriage|married|partnership|divorce|birth|adoption|other coverage|medicaid|medicare|move|court order"
    r"|matrimonio|divorcio|nacimiento|adopcion)\b"
)
_NEW_CHOICE = re.compile(
    r"\bnew (?:\w+ )?(?:plans?|coverage|choices?|elections?|benefits?)\b|\bnuev[oa]s? (?:plan|seguro)"
)
_NEW_HIRE = re.compile(
    r"\b(?:new (?:here|hires?|employees?|members?)|if i am new|hired|employment|first day of work|day of hire"
    r"|contratad[oa]|primer dia de trabajo)\b"
)
_ADDS = re.compile(r"\b(?:add|enroll|change|agregar|anadir|inscribir|cambiar|cambio)\b")
_EVENTS_TABLE = re.compile(r"^(?:life )?events?\b|^eventos?\b")
_OF_THAT_DAY = re.compile(
    r"\b(?:days?|weeks?|months?|dias?|semanas?|mes(?:es)?) (?:of|after|from|before|de|despues de)"
    r" (?:that|ese|esa|dicha) (?:day|date|dia|fecha)\b|\b(?:day|dia) (?:of|de) (?:that|ese|dicho) (?:month|mes)\b"
)
SAYS_WHAT_IT_IS = re.compile(
    r"\b(?:is|are|means?|pays?|lets?|covers?|refers?|gives?|sets?|requires?|allows?|protects?"
    r"|es|son|significan?|paga|cubre|permite)\b"
)
_BEGINNING, FEW_WORDS = 6, 3


class KindAsked:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._request = ground.request
        self._asked = ground.asked

    def has_it(self, statement: Statement) -> bool:
        # What the person said is no answer to what the person asked.
        said = without_figures(statement.said, self._asked.figures)
        for decide in (self._by_money, self._by_enrolling, self._by_the_thing, self._by_time_or_way):
            decided = decide(statement, said)
            if decided is not None:
                return decided
        return holds(self._asked.shape, without_thresholds(said) if self._asked.shape is Shape.AMOUNT else said)

    def _by_money(self, statement: Statement, said: str) -> bool | None:
        asked = self._asked
        if asked.shape in (Shape.AMOUNT, Shape.COUNT) and statement.is_row and wants_yes_or_no(statement.label):
            return False  # "Does vacation come first: No, not for the first seven days"
        if asked.shape is Shape.AMOUNT and not statement.is_row and is_only_of_tax(self._request.question, said):
            return False
        if asked.shape is Shape.AMOUNT and asks_amount_of_tax(self._request.question) and not is_about_tax(said):
            return False  # what a partner's coverage costs is no tax on it
        if asked.accounts and not may_change(self._request.question, f"{statement.own_heading} {said}"):
            return False  # how much one may put in is no word on changing it
        return None

    def _by_enrolling(self, statement: Statement, said: str) -> bool | None:
        if is_of_other_parents(self._request.question, said):
            return False
        if is_no_way_to_enroll(self._request.question, said, statement.own_heading):
            return False
        if is_way_to_enroll(self._request.question, said, statement.own_heading):
            return True
        if is_of_ending(self._request.question, f"{statement.lead_in} {said}"):
            return False
        return None

    def _by_the_thing(self, statement: Statement, said: str) -> bool | None:
        asked = self._asked
        if asked.shape in (Shape.AMOUNT, Shape.ANY) and is_only_of_vesting(
            self._request.question, self._with_head(statement)
        ):
            return False
        if asked.shape is Shape.CONTACT and not asked.is_about_leaving and is_of_leaving(statement.said):
            return False
        if asked.counted and not self._counts_it(statement):
            return False
        if asks_if_free(self._request.question) and not (holds(Shape.AMOUNT, said) or denies_it(said)):
            return False
        if asked.is_definition and not self._defines(statement):
            return False
        if not statement.is_row and self._denies_only_part(statement):
            return False
        if asked.shape is Shape.AMOUNT and (denies_it(statement.said) or self._is_not_yet_told(statement)):
            return True
        if asked.shape is Shape.AMOUNT and tells_pay_of_leave(self._request.question, said):
            return True
        if is_of_loan_not_asked(self._request.question, said):
            return False
        return None

    def _by_time_or_way(self, statement: Statement, said: str) -> bool | None:
        asked = self._asked
        if asked.shape is Shape.TIME and not self._has_its_time(statement):
            return False
        if asked.shape is Shape.WAY and not statement.lead_in and _OF_THAT_DAY.search(plain_text(statement.text)):
            return False
        if asked.shape is Shape.WAY and is_way_to_claim(self._request.question, statement):
            return True
        if asked.shape is Shape.WAY and not tells_of_change(self._request.question, f"{statement.own_heading} {said}"):
            return False
        if asked.shape is Shape.WAY and self.tells_when_to_act(statement):
            return True
        if asked.shape is Shape.WAY and is_due_for_another_act(self._request.question, statement.said):
            return False
        return None

    def _with_head(self, statement: Statement) -> str:
        """Return what it says, a row with what names its columns and its table."""
        return f"{statement.own_heading} {statement.said}" if statement.is_row else statement.said

    def tells_when_to_act(self, statement: Statement) -> bool:
        """Whether it tells by when somebody is added or something changed, where it is asked how: that is what one must
        know first."""
        asked, said = plain_text(self._request.question), plain_text(statement.said)
        return bool(_ADDS.search(asked) and _ADDS.search(said)) and tells_deadline(said) and holds(Shape.TIME, said)

    def _is_not_yet_told(self, statement: Statement) -> bool:
        """Whether it says of the year asked about that the figure is not known."""
        is_of_year = bool(self._asked.years & years_in(statement.said))
        return is_of_year and is_not_yet_told(statement.said)

    def _denies_only_part(self, statement: Statement) -> bool:
        if asks_for_both(self._request.question):
            return False
        things = (" ".join(idea.asked_as) for idea in self._asked.ideas if idea.is_strong)
        return denies_only_part(" ".join(things), statement.said)

    def _has_its_time(self, statement: Statement) -> bool:
        """Whether its days are those of what is asked: not of the papers to send in, nor of the list it is an item
        of ("Coverage ends on the last day of the month in which: you ask for it at open enrollment")."""
        # A row is about what its label says; beside its day it may name a form to fill in.
        told = [str(cell) for cell in statement.cells if holds(Shape.TIME, cell.value)]
        if statement.cells and not told and all(holds(Shape.AMOUNT, cell.value) for cell in statement.cells):
            return False  # amounts, of which the head of the column names the year
        said = f"{statement.label} {'; '.join(told)}" if told else statement.said
        if is_due_for_another_act(self._request.question, said):
            return False
        if not statement.lead_in and _OF_THAT_DAY.search(plain_text(statement.text)):
            return False  # of which day, another sentence tells
        if is_not_what_it_takes(self._request.question, self._with_head(statement)):
            return False
        if asks_how_long(self._request.question) and not tells_length(self._with_head(statement)):
            return False
        if is_only_window(self._request.question, said):
            return False
        if asks_for_start(self._request.question) and not self._has_its_start(statement):
            return False
        is_deadline = tells_deadline(statement.said) and not is_duty_of_others(statement.said)
        if asks_for_deadline(self._request.question) and not is_deadline:
            return False
        if asks_for_time_left(self._request.question) and not full_dates(statement.said):
            return False
        if not statement.lead_in or statement.lead_in.endswith("?") or holds(Shape.TIME, statement.text):
            return True
        lead_in = Wording(statement.lead_in)
        return any(lead_in.says(idea) for idea in self._asked.ideas if idea.is_strong)

    def _has_its_start(self, statement: Statement) -> bool:
        """Whether it tells when coverage begins; after an event of life, only for who speaks of one."""
        is_of_event = statement.is_row and (
            bool(EVENT.search(plain_text(statement.label)))
            or bool(_EVENTS_TABLE.search(plain_text(statement.table_head)))
        )
        if is_of_event and not EVENT.search(plain_text(self._request.question)):
            return False
        asks_of_choice = bool(_NEW_CHOICE.search(plain_text(self._request.question)))
        if asks_of_choice and _NEW_HIRE.search(plain_text(statement.said)):
            return False  # a new plan is no new job
        return tells_start(self._with_head(statement))

    def _defines(self, statement: Statement) -> bool:
        """Whether it says what the one thing asked about is; that a row mentions it explains nothing."""
        strong = [idea for idea in self._asked.ideas if idea.is_strong]
        if len(strong) != 1 or self._asked.shape is not Shape.ANY:
            return True
        if statement.is_row:
            is_prose = any(len(cell.value.split()) > FEW_WORDS for cell in statement.cells)
            return is_prose and Wording(statement.label).says(strong[0])
        if statement.lead_in.endswith("?"):
            return Wording(statement.lead_in).says(strong[0])
        words = statement.text.split()
        # A name told in full has its initials behind it: "The Family and Medical Leave Act (FMLA) gives ..."
        beginning = max(
            [_BEGINNING, *(at + 1 for at, word in enumerate(words[: 2 * _BEGINNING]) if word.endswith(")"))]
        )
        begins = Wording(" ".join(words[:beginning])).says(strong[0])
        return begins and bool(SAYS_WHAT_IT_IS.search(plain_text(" ".join(words[: beginning + _BEGINNING]))))

    def _counts_it(self, statement: Statement) -> bool:
        """Whether it gives a number of the counted unit, and of the counted thing rather than of a neighbour's."""
        *thing, _ = self._asked.counted
        places = Wording(statement.said), self._ground.wording(statement.section)
        for idea in self._asked.ideas:
            is_counted = idea.is_strong and not set(idea.asked_as).isdisjoint(thing)
            if is_counted and not any(place.says(idea) for place in places):
                return False
        if not statement.is_row:
            return self.tells_number(self._without_other_counts(statement.said))
        # The unit may stand in the column's head and the number in the cell.
        told = (told for cell in statement.cells for told in (cell.value, f"{cell.value} {cell.header}"))
        return any(map(self.tells_number, told))

    def tells_number(self, text: str) -> bool:
        return any(counts(unit, text) for unit in self._asked.units)

    def _without_other_counts(self, text: str) -> str:
        """Return the text without numbers of what goes on into the next year and of days in which to do something."""
        question = self._request.question
        text = text if asks_for_what_is_left(question) else without_what_is_left(text)
        return without_windows(text) if asks_for_time_off(question) else text
