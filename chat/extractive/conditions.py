"""What must never happen, decided before anything is weighed: an answer about another plan, another year,
another class of employees, or something else by that name.
"""

import re

from chat.extractive.accounts_together import asks_for_both, says_nothing_of_both
from chat.extractive.accounts_told import (
    asks_amount_of_tax,
    is_about_tax,
    is_of_other_account,
    is_only_of_tax,
    misses_filing_status,
    tells_no_use,
)
from chat.extractive.amounts import (
    RETIREMENT,
    AmountOf,
    amounts_told,
    is_federal_limit,
    is_of_employee,
    is_of_retirement,
)
from chat.extractive.asked import years_in
from chat.extractive.care import is_of_childs_age, is_only_for_children, is_other_care
from chat.extractive.carry_over import asks_for_what_is_left, tells_nothing_of_unused, without_what_is_left
from chat.extractive.claiming import is_way_to_claim
from chat.extractive.denials import denies_it, denies_medical, denies_only_part, is_not_yet_told
from chat.extractive.employer_match import is_of_loan_not_asked, is_only_of_vesting
from chat.extractive.enrolling import is_no_way_to_enroll, is_of_ending, is_of_other_parents, is_way_to_enroll
from chat.extractive.events import is_of_other_event
from chat.extractive.everyday import asks_for_change_after_event, tells_of_leaving
from chat.extractive.for_whom import OwnPeople
from chat.extractive.groups import misses_group
from chat.extractive.kind_of_plan import is_of_other_kind_of_plan, is_of_other_term, is_told_as_false
from chat.extractive.leave_pay import asks_of_leave, is_of_no_leave, names_leave, tells_pay_of_leave
from chat.extractive.lengths import (
    asks_for_start,
    asks_how_long,
    is_not_what_it_takes,
    is_only_window,
    tells_length,
    tells_start,
)
from chat.extractive.losses import is_of_no_loss
from chat.extractive.medical import is_about_medical_plan
from chat.extractive.money_conditions import MoneyConditions
from chat.extractive.other_benefits import (
    is_gift_to_colleague,
    is_only_of_guaranty,
    is_only_of_medicare,
    is_only_of_quitting,
    tells_no_days_off,
)
from chat.extractive.outside_network import as_reason, is_of_one_service
from chat.extractive.own_end import is_of_another_end
from chat.extractive.referral import refers_elsewhere
from chat.extractive.service_words import drug_tier, names_tier, services_named
from chat.extractive.shapes import (
    Shape,
    asks_for_deadline,
    asks_for_time_left,
    asks_if_free,
    counts,
    holds,
    is_due_for_another_act,
    is_duty_of_others,
    is_of_continuation,
    is_of_leaving,
    is_past,
    may_change,
    speaks_of_an_end,
    tells_deadline,
    tells_of_change,
    tells_outcome,
    wants_yes_or_no,
    without_thresholds,
)
from chat.extractive.spans import is_only_from_later_age, is_outside, with_unit_of_head
from chat.extractive.statements import Cell, Statement, narrowed
from chat.extractive.then_and_now import is_only_of_what_stays
from chat.extractive.whom_to_cover import does_not_tell_whether, is_only_of_former_spouse
from chat.extractive.windows import asks_for_time_off, tells_no_hours_of_work, without_windows
from chat.extractive.wording import Ground, Wording
from chat.periods import periods
from chat.text_figures import figures, full_dates, without_figures
from knowledge.retrieval.plans import any_may_be, plan_names
from knowledge.text.terms import list_terms, plain_text

# Cells that say under what conditions the others hold.
_CONDITIONS = re.compile(r"limitation|exception|important|\bnote|\bnota\b|remark|condition|restric", re.I)
# A life event has days of its own: who is new has none of them.
_EVENT = re.compile(
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
_CONTENTS_LINE = re.compile(r"(?:…|\.{3,}|\. \. \.)\s*\d{1,3}\W*$")
_LEADS_TO_A_LIST = re.compile(r"\b(?:for|with|of|if|when|and|or|to|the|from|para|con|de|si|cuando|y|o)\W*$")
_SAYS_WHAT_IT_IS = re.compile(
    r"\b(?:is|are|means?|pays?|lets?|covers?|refers?|gives?|sets?|requires?|allows?|protects?"
    r"|es|son|significan?|paga|cubre|permite)\b"
)
_COURTESY = re.compile(
    r"^(?:we hope|we look forward|thank you|thanks for|welcome to|esperamos|gracias por"
    r"|this document contains information)\b"
)
_BEGINNING, _FEW_WORDS, _SUBJECT_WORDS, _WORDS_OF_A_FOOT = 6, 3, 4, 4
_PER_UNIT = re.compile(r"\b(?:per|por) \w+", re.IGNORECASE)
_THE_REST = re.compile(r"(?:everyone|everybody) else\b|all others\b|(?:all )?other employees\b|(?:todos )?los demas\b")
_OF_THAT_DAY = re.compile(
    r"\b(?:days?|weeks?|months?|dias?|semanas?|mes(?:es)?) (?:of|after|from|before|de|despues de)"
    r" (?:that|ese|esa|dicha) (?:day|date|dia|fecha)\b|\b(?:day|dia) (?:of|de) (?:that|ese|dicho) (?:month|mes)\b"
)
_OF_WHAT_IS_LEFT = frozenset(list_terms("unused carry over carryover roll over rollover keep lose next year"))
_EVERYBODY = re.compile(r"\b(?:every(?:one|body)?|all|any|each|tod[oa]s|cada)\b")
_SUM_OF_SEVERAL = re.compile(r"\d x \$\d[\d,.]* \+")
_COVERAGE_EXAMPLE = re.compile(
    r"\bcoverage examples?\b|\bthis example\b|\bin this example\b|\btotal example cost\b|\bejemplos? de cobertura\b"
)


class Conditions:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._request = ground.request
        self._asked = ground.asked
        self.people = OwnPeople(ground.request)
        self.money = MoneyConditions(ground.asked, ground.request.question)

    def cut(self, statement: Statement) -> Statement | None:
        """Return the statement; a row without the cells of other plans and classes, and with those asked for."""
        if not statement.is_row:
            return statement
        reason = as_reason(self._request.question, statement)
        if reason:
            return reason
        allowed = self.allowed_cells(statement)
        if not allowed:
            return None
        wishes = [self._wishes(cell) for cell in allowed]
        most = max(wishes)
        # "Whom do I call?" wants the whole card, not the column with the name.
        if most and self._asked.shape is not Shape.CONTACT:
            pairs = zip(wishes, allowed, strict=True)
            allowed = [cell for wish, cell in pairs if wish == most or _CONDITIONS.search(cell.header)]
        return narrowed(statement, tuple(allowed))

    def allowed_cells(self, statement: Statement) -> list[Cell]:
        """Return the row's cells but those of plans and amounts not asked about and of other classes of employees."""
        cells = [cell for cell in statement.cells if not self._is_about_another(cell.header)]
        cells = [cell for cell in cells if not self.people.are_others(cell.header, statement.passage)]
        cells = [cell for cell in cells if not self.money.is_another_amount(amounts_told(cell.header))]
        own = [cell for cell in cells if is_of_employee(cell.header)]
        return own if own and self._asked.amount_of is AmountOf.PREMIUM else cells

    def are_met(self, statement: Statement) -> bool:
        return self.could_be_met(statement) and not self._is_over(statement)

    def could_be_met(self, statement: Statement) -> bool:
        """Whether it breaks no condition, unless that its days are over."""
        if statement.text.endswith("?") or self._is_about_another(_told(statement)) or self._is_no_statement(statement):
            return False
        return (
            (statement.passage.has_sure_figures or not figures(statement.said))
            and not is_of_other_term(self._request.question, statement.said)
            and not is_of_other_event(self._request.question, statement)
            and not is_other_care(self._request.question, statement.said)
            and self._has_what_is_asked(statement)
            and not is_outside(self._asked.quantities, with_unit_of_head(statement.label, statement.table_head))
            and not is_only_from_later_age(self._asked.quantities, statement.text)
            and not (self._asked.is_new_here and statement.is_row and bool(_EVENT.search(plain_text(statement.label))))
            and not (self._stays_with_account and is_of_leaving(f"{statement.section} {statement.said}"))
            and not (self._asked.goes_on and (self._is_of_account(statement) or not tells_outcome(statement.said)))
            and self.is_for_asker(statement)
            and self._is_of_asked_plan(statement)
            and self._is_of_asked_year(statement)
            and not self._is_of_year_gone_by(statement)
            and self._is_of_asked_names(statement)
            and self.money.is_of_asked_amount(statement)
            and not self._is_of_the_law(statement)
            and self.money.is_for_asked_household(statement)
            and self.money.is_of_asked_account(statement)
            and not is_of_no_leave(self._request.question, self._around(statement))
            and not is_of_no_loss(self._request.question, self._around(statement))
            and not tells_no_days_off(self._request.question, self._around(statement))
            and not tells_nothing_of_unused(self._request.question, self._around(statement))
            and not is_gift_to_colleague(self._request.question, statement.said)
            and not tells_no_hours_of_work(self._request.question, statement.said)
            and not is_only_of_medicare(self._request.question, statement)
            and not is_only_of_guaranty(self._request.question, statement.said)
            and not is_only_of_quitting(self._request.question, statement.said)
            and not is_of_one_service(self._request.question, statement)
            and not says_nothing_of_both(self._request.question, statement)
            and not is_only_of_former_spouse(self._request.question, statement.said)
            and not does_not_tell_whether(self._request.question, statement.said, is_row=statement.is_row)
            and not self._is_price_for_a_way(statement)
            and not tells_no_use(self._request.question, statement.said)
            and not misses_filing_status(self._request.question, (statement.said, statement.paragraph))
            and not self._is_of_who_left(statement)
            and not self._is_of_retirement(statement)
            and not is_of_childs_age(self._request.question, statement.said)
            and not is_only_for_children(self._request.question, statement)
            and not is_of_other_kind_of_plan(self._request.question, statement.said, is_row=statement.is_row)
            and self._is_of_asked_tier(statement)
            and not is_of_another_end(self._request.question, statement)
            and not misses_group(self._request, statement)
            and not is_only_of_what_stays(self._request.question, statement)
        )

    def _is_price_for_a_way(self, statement: Statement) -> bool:
        """Whether it is a row with what a service costs, where it is asked how something is done."""
        is_priced = statement.is_row and any(holds(Shape.AMOUNT, cell.value) for cell in statement.cells)
        return self._asked.shape is Shape.WAY and is_priced and bool(services_named(plain_text(statement.label))[0])

    @property
    def _stays_with_account(self) -> bool:
        """Whether it asks what becomes of a plan or of money, or until when money lasts, and not on leaving."""
        asked = self._asked
        is_of_time = bool(asked.accounts) and asks_for_deadline(self._request.question)
        return asked.stays or (is_of_time and not tells_of_leaving(self._request.question))

    def _is_of_who_left(self, statement: Statement) -> bool:
        """Whether it is about going on with coverage after the job, where nothing of the question is about an end; or
        about an account then, where its days are asked for."""
        question = self._request.question
        if asks_for_change_after_event(question):
            return is_of_continuation(statement.said)
        if self._asked.is_about_leaving or speaks_of_an_end(question):
            return False
        is_of_account = bool(self._asked.accounts) and self._asked.shape is Shape.TIME
        return is_of_continuation(statement.said) or (is_of_account and is_of_leaving(statement.said))

    def _is_of_retirement(self, statement: Statement) -> bool:
        """Whether the retirement plan's paper would answer when or how something else is done, or another the question
        when or how one joins the retirement plan."""
        if self._asked.shape not in (Shape.TIME, Shape.WAY) or self._asked.is_about_leaving:
            return False
        around = f"{statement.said} {statement.section} {statement.passage.document_title}"
        if self._asked.accounts & RETIREMENT:
            return not is_of_retirement(around)
        # That one column of a table is about retirement says nothing of its others.
        heading = "" if statement.table_head else statement.own_heading
        title = f"{statement.passage.document_title} {heading}"
        return is_of_retirement(title) and not is_of_retirement(self._request.question)

    def _is_of_the_law(self, statement: Statement) -> bool:
        """Whether a row has what the law allows, where what the company puts in is asked for."""
        is_asked = self._asked.amount_of is AmountOf.COMPANY_MONEY
        return is_asked and statement.is_row and is_federal_limit(statement.label)

    def _around(self, statement: Statement) -> tuple[str, ...]:
        passage = statement.passage
        return statement.said, statement.section, statement.paragraph, statement.line_before, passage.document_title

    def is_for_all_asked(self, statement: Statement) -> bool:
        """Whether it is for the asker's class and household, and of the asked plan and year."""
        return (
            not self._is_about_another(_told(statement))
            and self.is_for_asker(statement)
            and self._is_of_asked_plan(statement)
            and self._is_of_asked_year(statement)
            and self.money.is_for_asked_household(statement)
        )

    def _is_no_statement(self, statement: Statement) -> bool:
        """A line of a table of contents, the beginning of a list, and the coverage examples that every summary of
        benefits must print: those are sums for nobody, and name services only to add them up."""
        text = plain_text(statement.text)
        if _CONTENTS_LINE.search(text) or (not statement.is_whole and _LEADS_TO_A_LIST.search(text)):
            return True
        if _COURTESY.search(text) or self._is_label(statement):
            return True
        if not statement.items and is_told_as_false(self._request.question, statement.lead_in):
            return True
        if " | " in text and not statement.is_row:
            return True  # the head of a table
        if statement.is_row and _SUM_OF_SEVERAL.search(text):
            return True  # what several services cost together is the price of none
        told = figures(statement.said)
        if not statement.is_whole and told and told <= self._asked.figures:
            return True  # a headline that only repeats what the person said
        if "example" in plain_text(self._request.question):
            return False
        return bool(_COVERAGE_EXAMPLE.search(plain_text(f"{statement.section} {statement.lead_in} {statement.text}")))

    def _is_label(self, statement: Statement) -> bool:
        """Whether it only names what stands below or behind it: "Wellness." """
        if statement.is_row or statement.lead_in:
            return False
        if figures(statement.said):
            return self._is_foot_of_page(statement)
        is_short = len(statement.text.split()) <= _FEW_WORDS and not _SAYS_WHAT_IT_IS.search(plain_text(statement.text))
        return is_short or not statement.is_whole

    def _is_foot_of_page(self, statement: Statement) -> bool:
        """Whether it is what stands at the foot of a page: a title in short, its year, the page's number."""
        is_short = len(statement.text.split()) <= _WORDS_OF_A_FOOT and ":" not in statement.text
        return is_short and not statement.is_whole and all(one.kind == "number" for one in figures(statement.said))

    def _has_what_is_asked(self, statement: Statement) -> bool:
        asked = self._asked
        # What the person said is no answer to what the person asked.
        said = without_figures(statement.said, asked.figures)
        if asked.shape in (Shape.AMOUNT, Shape.COUNT) and statement.is_row and wants_yes_or_no(statement.label):
            return False  # "Does vacation come first: No, not for the first seven days"
        if asked.shape is Shape.AMOUNT and not statement.is_row and is_only_of_tax(self._request.question, said):
            return False
        if asked.shape is Shape.AMOUNT and asks_amount_of_tax(self._request.question) and not is_about_tax(said):
            return False  # what a partner's coverage costs is no tax on it
        if asked.accounts and not may_change(self._request.question, f"{statement.own_heading} {said}"):
            return False  # how much one may put in is no word on changing it
        if is_of_other_parents(self._request.question, said):
            return False
        if is_no_way_to_enroll(self._request.question, said, statement.own_heading):
            return False
        if is_way_to_enroll(self._request.question, said, statement.own_heading):
            return True
        if is_of_ending(self._request.question, f"{statement.lead_in} {said}"):
            return False
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
        return holds(asked.shape, without_thresholds(said) if asked.shape is Shape.AMOUNT else said)

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
            bool(_EVENT.search(plain_text(statement.label)))
            or bool(_EVENTS_TABLE.search(plain_text(statement.table_head)))
        )
        if is_of_event and not _EVENT.search(plain_text(self._request.question)):
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
            is_prose = any(len(cell.value.split()) > _FEW_WORDS for cell in statement.cells)
            return is_prose and Wording(statement.label).says(strong[0])
        if statement.lead_in.endswith("?"):
            return Wording(statement.lead_in).says(strong[0])
        words = statement.text.split()
        # A name told in full has its initials behind it: "The Family and Medical Leave Act (FMLA) gives ..."
        beginning = max(
            [_BEGINNING, *(at + 1 for at, word in enumerate(words[: 2 * _BEGINNING]) if word.endswith(")"))]
        )
        begins = Wording(" ".join(words[:beginning])).says(strong[0])
        return begins and bool(_SAYS_WHAT_IT_IS.search(plain_text(" ".join(words[: beginning + _BEGINNING]))))

    def _counts_it(self, statement: Statement) -> bool:
        """Whether it gives a number of the counted unit, and of the counted thing rather than of a neighbour's."""
        *thing, _ = self._asked.counted
        places = Wording(statement.said), self._ground.wording(statement.section)
        for idea in self._asked.ideas:
            is_counted = idea.is_strong and not set(idea.asked_as).isdisjoint(thing)
            if is_counted and not any(place.says(idea) for place in places):
                return False
        if not statement.is_row:
            return self._tells_number(self._without_other_counts(statement.said))
        # The unit may stand in the column's head and the number in the cell.
        told = (told for cell in statement.cells for told in (cell.value, f"{cell.value} {cell.header}"))
        return any(map(self._tells_number, told))

    def _tells_number(self, text: str) -> bool:
        return any(counts(unit, text) for unit in self._asked.units)

    def _without_other_counts(self, text: str) -> str:
        """Return the text without numbers of what goes on into the next year and of days in which to do something."""
        question = self._request.question
        text = text if asks_for_what_is_left(question) else without_what_is_left(text)
        return without_windows(text) if asks_for_time_off(question) else text

    def _is_of_account(self, statement: Statement) -> bool:
        told = f"{statement.passage.document_title} {statement.said}"
        return is_of_other_account(told, self._request.question)

    def _is_over(self, statement: Statement) -> bool:
        """Whether all its days have passed, where the question looks ahead: last year's window answers nothing, nor
        what last year's plans became this year."""
        today, asked = self._request.today, self._asked
        if asked.goes_on and not asked.years:
            year, wished = statement.passage.plan_year, self._request.plan_years
            return bool(year and wished) and year != wished[-1]
        if today is None or asked.shape is not Shape.TIME or asked.years or is_past(self._request.question):
            return False
        days = full_dates(statement.said)
        return bool(days) and max(days) < today

    def _is_of_year_gone_by(self, statement: Statement) -> bool:
        """Whether it has the prices or amounts of a plan year before all that are wished, where no year was named and
        papers of a wished one were found: that those do not tell it leaves the old price no answer."""
        year, wished = statement.passage.plan_year, self._request.plan_years
        if not (year and wished) or self._asked.years or is_past(self._request.question):
            return False
        is_there = any(passage.plan_year in wished for passage in self._request.passages)
        return is_there and year < min(wished) and holds(Shape.AMOUNT, statement.said)

    def _wishes(self, cell: Cell) -> int:
        """Return how many of the asked ideas, plans, years and classes the cell's header names."""
        counted = bool(self._asked.counted)
        header = Wording(_PER_UNIT.sub(" ", cell.header) if counted else cell.header)
        ideas = sum(header.says(idea) for idea in self._asked.ideas if idea.is_strong)
        plans = any_may_be(self._asked.plans, plan_names(cell.header))
        years = bool(self._asked.years & years_in(cell.header))
        units = header.has_any((unit,) for unit in self._asked.units) or (counted and self._tells_number(cell.value))
        own_class = self._ground.classes(cell.header).is_of_own
        in_period = bool(self._asked.periods & periods(cell.header))
        return max(ideas, units) + plans + years + own_class + in_period + self.money.tells_household(cell.header)

    def _is_about_another(self, text: str) -> bool:
        """Whether the text names plans or classes of employees, and not the asked one among them."""
        plans = plan_names(text) if self._asked.plans else frozenset()
        if plans and not any_may_be(self._asked.plans, plans):
            return True
        return self._is_for_others(text)

    def is_for_asker(self, statement: Statement) -> bool:
        """Whether it holds for the asker's class, state and hours: the nearest name decides, as with plans."""
        if self.people.is_for_others(statement) and not self._tells_each_group(statement):
            return False
        if _told(statement) != statement.said and self._ground.classes(statement.lead_in).is_of_own:
            return False
        for text in self._places(statement):
            if self._is_for_others(text):
                return False
            if self._ground.classes(text).is_of_own:
                return True
        return True

    def _tells_each_group(self, statement: Statement) -> bool:
        """Whether one text goes through the groups of employees, the asker's among them: "Salaried: 4%. Hourly: 3%.
        Part-time: none." """
        classes = self._ground.classes(statement.text)
        return classes.is_of_own and classes.is_of_others and statement.text.count(": ") > 1

    def _places(self, statement: Statement) -> tuple[str, ...]:
        """Return what may name whom a statement is for, the nearest first. The head of a table names whomever any of
        its columns is for; where the columns left are asked for by their own heads, those alone tell it."""
        head, strong = statement.table_head, [idea for idea in self._asked.ideas if idea.is_strong]
        headers = [Wording(cell.header) for cell in statement.cells]
        is_asked = bool(head) and all(any(header.says(idea) for idea in strong) for header in headers)
        section = statement.section.removesuffix(head) if is_asked else statement.section
        above = head.split(" | ")[0] if is_asked else head
        return _told(statement), above, statement.table_lead_in, section, statement.passage.document_title

    def _is_for_others(self, text: str) -> bool:
        """Whether the text names classes of employees, and not the asker's among them."""
        classes = self._ground.classes(text)
        return classes.is_of_others and not classes.is_of_own

    def _is_of_asked_tier(self, statement: Statement) -> bool:
        """Whether it has the number of the tier of drugs asked about: which of its kinds that is, no row tells."""
        tier = drug_tier(plain_text(self._request.question))
        return not tier or names_tier(f"{statement.section} {statement.said}", tier)

    def shuts_out_asker(self, statement: Statement) -> bool:
        """Whether it says that the asker's class has no medical plan, where the question is about one."""
        classes = self._ground.classes(statement.said)
        question = self._request.question
        is_asked = is_about_medical_plan(question, self._asked)
        is_own = classes.is_of_own or self.people.are_own(statement.said)
        return is_asked and denies_medical(statement.text) and is_own and not classes.is_of_others

    def gives_to_others(self, statement: Statement) -> bool:
        """Whether it says that what is asked for belongs to other classes: "Full-time employees earn vacation." """
        things, said = self._ground.things, Wording(statement.said)
        classes, subject = self._ground.classes(statement.said), " ".join(statement.text.split()[:_SUBJECT_WORDS])
        if statement.is_row or not things or not all(said.says(idea) for idea in things):
            return False
        # "Parental leave is paid after a year of full-time service" has it for its subject.
        is_subject = all(Wording(subject).says(idea) for idea in things)
        is_theirs = self._ground.classes(subject).is_of_others or (is_subject and classes.is_of_others)
        return (
            is_theirs
            and not classes.is_of_own
            and not self._is_no_statement(statement)
            and self._is_of_asked_year(statement)
        )

    def sends_elsewhere(self, statement: Statement) -> bool:
        """Whether it tells the asker's class where the thing is told: "Union members: see the contract." """
        # What of it goes on into the next year is told where the thing itself is.
        strong = [
            idea for idea in self._asked.ideas if idea.is_strong and not _OF_WHAT_IS_LEFT.issuperset(idea.asked_as)
        ]
        said = Wording(statement.said)
        classes = self._ground.classes(statement.said)
        is_own = classes.is_of_own and not classes.is_of_others
        places = said, self._ground.wording(statement.own_heading)
        is_it = bool(strong) and all(any(place.says(idea) for place in places) for idea in strong)
        # Where leave is told, each kind of it is.
        is_leave = len(strong) == 1 and asks_of_leave(self._request.question)
        is_kind = is_leave and names_leave(statement.said)
        return (
            not statement.is_row
            and is_own
            and (is_it or is_kind)
            and refers_elsewhere(statement.said)
            and self._is_of_asked_plan(statement)
            and self._is_of_asked_year(statement)
        )

    def is_given_to_asker(self, statement: Statement) -> bool:
        """Whether it names the asker's class, or everybody, and what is asked for."""
        places = Wording(statement.said), self._ground.wording(statement.section)
        if not all(any(place.says(idea) for place in places) for idea in self._ground.things):
            return False  # what everybody gets beside it, in the same paragraph
        own = self._ground.classes(f"{statement.said} {statement.section}").is_of_own
        return own or self.is_said_of_everybody(statement)

    def is_said_of_everybody(self, statement: Statement) -> bool:
        """Whether it names everybody, or people by their state or working time of whom the asker is one."""
        return self.people.is_for_them(statement) or bool(_EVERYBODY.search(plain_text(statement.said)))

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
        before = years_in(statement.paragraph.partition(statement.text)[0])
        # "In 2026 you can save $24,500. From 50 on you can save $8,000 more" goes on about 2026.
        if before and not before & asked and self._asked.shape is Shape.AMOUNT and not statement.is_row:
            return False
        around = years_in(f"{statement.section} {passage.document_title} {passage.plan_year}")
        return not around or bool(around & asked)

    def _is_of_asked_names(self, statement: Statement) -> bool:
        ground = self._ground
        names = {idea for idea in self._asked.ideas if idea.is_name} - ground.household_names
        own = Wording(statement.said)
        return all(ground.is_near(idea, own, statement) for idea in names | ground.title_ideas)


def _told(statement: Statement) -> str:
    """Return what names the people it is for: "Everyone else" are all but those of the sentence before."""
    return statement.text if _THE_REST.match(plain_text(statement.text)) else statement.said
