"""What must never happen, decided before anything is weighed: an answer about another plan, another year,
another class of employees, or something else by that name.
"""

import re

from chat.extractive.accounts_together import says_nothing_of_both
from chat.extractive.accounts_told import (
    is_of_other_account,
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
from chat.extractive.carry_over import tells_nothing_of_unused
from chat.extractive.events import is_of_other_event
from chat.extractive.everyday import asks_for_change_after_event, tells_of_leaving
from chat.extractive.for_whom import OwnPeople
from chat.extractive.groups import misses_group
from chat.extractive.kind_asked import EVENT, FEW_WORDS, SAYS_WHAT_IT_IS, KindAsked
from chat.extractive.kind_of_plan import is_of_other_kind_of_plan, is_of_other_term, is_told_as_false
from chat.extractive.last_days import (
    asks_for_deadline,
    is_of_continuation,
    is_of_leaving,
    speaks_of_an_end,
)
from chat.extractive.leave_pay import asks_of_leave, is_of_no_leave, names_leave
from chat.extractive.losses import is_of_no_loss
from chat.extractive.money_conditions import MoneyConditions
from chat.extractive.other_benefits import (
    is_gift_to_colleague,
    is_only_of_guaranty,
    is_only_of_medicare,
    is_only_of_quitting,
    tells_no_days_off,
)
from chat.extractive.outside_network import as_reason, is_of_one_service
from chat.extractive.own_class import OwnClass, told_of
from chat.extractive.own_end import is_of_another_end
from chat.extractive.referral import refers_elsewhere
from chat.extractive.service_words import drug_tier, names_tier, services_named
from chat.extractive.shapes import (
    Shape,
    holds,
    is_past,
    tells_outcome,
)
from chat.extractive.spans import is_only_from_later_age, is_outside, with_unit_of_head
from chat.extractive.statements import Cell, Statement, narrowed
from chat.extractive.then_and_now import is_only_of_what_stays
from chat.extractive.whom_to_cover import does_not_tell_whether, is_only_of_former_spouse
from chat.extractive.windows import tells_no_hours_of_work
from chat.extractive.wording import Ground, Wording
from chat.periods import periods
from chat.text_figures import figures, full_dates
from knowledge.retrieval.plans import any_may_be, plan_names
from knowledge.text.terms import list_terms, plain_text

# Cells that say under what conditions the others hold.
_CONDITIONS = re.compile(r"limitation|exception|important|\bnote|\bnota\b|remark|condition|restric", re.I)
_CONTENTS_LINE = re.compile(r"(?:…|\.{3,}|\. \. \.)\s*\d{1,3}\W*$")
_LEADS_TO_A_LIST = re.compile(r"\b(?:for|with|of|if|when|and|or|to|the|from|para|con|de|si|cuando|y|o)\W*$")
_COURTESY = re.compile(
    r"^(?:we hope|we look forward|thank you|thanks for|welcome to|esperamos|gracias por"
    r"|this document contains information)\b"
)
_SUBJECT_WORDS, _WORDS_OF_A_FOOT = 4, 4
_PER_UNIT = re.compile(r"\b(?:per|por) \w+", re.IGNORECASE)
_OF_WHAT_IS_LEFT = frozenset(list_terms("unused carry over carryover roll over rollover keep lose next year"))
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
        self.own_class = OwnClass(ground, self.people)
        self.kind = KindAsked(ground)
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
        if (
            statement.text.endswith("?")
            or self._is_about_another(told_of(statement))
            or self._is_no_statement(statement)
        ):
            return False
        return (
            (statement.passage.has_sure_figures or not figures(statement.said))
            and not is_of_other_term(self._request.question, statement.said)
            and not is_of_other_event(self._request.question, statement)
            and not is_other_care(self._request.question, statement.said)
            and self.kind.has_it(statement)
            and not is_outside(self._asked.quantities, with_unit_of_head(statement.label, statement.table_head))
            and not is_only_from_later_age(self._asked.quantities, statement.text)
            and not (self._asked.is_new_here and statement.is_row and bool(EVENT.search(plain_text(statement.label))))
            and not (self._stays_with_account and is_of_leaving(f"{statement.section} {statement.said}"))
            and not (self._asked.goes_on and (self._is_of_account(statement) or not tells_outcome(statement.said)))
            and self.own_class.is_for_asker(statement)
            and self._is_of_asked_plan(statement)
            and self._is_of_asked_year(statement)
            and not self._is_of_year_gone_by(statement)
            and self._is_of_asked_names(statement)
            and self.money.is_of_asked_amount(statement)
            and not self._is_of_the_law(statement)
            and self.money.is_for_asked_household(statement)
            and self.money.is_of_asked_account(statement)
            and self._is_of_the_same_matter(statement)
        )

    def _is_of_the_same_matter(self, statement: Statement) -> bool:
        """Whether it is no neighbour of what is asked about, which shares words with it."""
        return (
            not is_of_no_leave(self._request.question, self._around(statement))
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
            not self._is_about_another(told_of(statement))
            and self.own_class.is_for_asker(statement)
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
        is_short = len(statement.text.split()) <= FEW_WORDS and not SAYS_WHAT_IT_IS.search(plain_text(statement.text))
        return is_short or not statement.is_whole

    def _is_foot_of_page(self, statement: Statement) -> bool:
        """Whether it is what stands at the foot of a page: a title in short, its year, the page's number."""
        is_short = len(statement.text.split()) <= _WORDS_OF_A_FOOT and ":" not in statement.text
        return is_short and not statement.is_whole and all(one.kind == "number" for one in figures(statement.said))

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
        units = header.has_any((unit,) for unit in self._asked.units) or (
            counted and self.kind.tells_number(cell.value)
        )
        own_class = self._ground.classes(cell.header).is_of_own
        in_period = bool(self._asked.periods & periods(cell.header))
        return max(ideas, units) + plans + years + own_class + in_period + self.money.tells_household(cell.header)

    def _is_about_another(self, text: str) -> bool:
        """Whether the text names plans or classes of employees, and not the asked one among them."""
        plans = plan_names(text) if self._asked.plans else frozenset()
        if plans and not any_may_be(self._asked.plans, plans):
            return True
        return self.own_class.names_others_in(text)

    def _is_of_asked_tier(self, statement: Statement) -> bool:
        """Whether it has the number of the tier of drugs asked about: which of its kinds that is, no row tells."""
        tier = drug_tier(plain_text(self._request.question))
        return not tier or names_tier(f"{statement.section} {statement.said}", tier)

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
