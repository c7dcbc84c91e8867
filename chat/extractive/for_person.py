"""What the documents make hang on a person's age or time of service, where the question tells it: "$1,000 more from
55", "none with less than 6 months of service". It stands with the answer, and never is left out.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from chat.extractive.amounts import AmountOf, accounts_in
from chat.extractive.asked import Asked
from chat.extractive.choose import Choice
from chat.extractive.shapes import Shape, holds
from chat.extractive.spans import ages_told, is_outside, is_within, tells_service
from chat.extractive.statements import Statement
from chat.extractive.support import Judge
from chat.extractive.wording import Wording
from chat.extractive.worked_examples import example_of
from knowledge.text.terms import plain_text

MOST_OF_SERVICE = 2
_OF_SERVICE = re.compile(
    r"\b(?:\d+|three|six|nine|twelve) (?:months?|years?|days?) of (?:[\w-]+ ){0,2}(?:service|employment|work)\b"
    r"|\bafter (?:\d+|three|six|nine|twelve) (?:months|years)\b"
    r"|\b\d+ (?:mes(?:es)?|anos?) de (?:servicio|empleo|trabajo)\b"
)


def with_own_case(choice: Choice, said: Sequence[Statement], asked: Asked, judge: Judge, question: str) -> Choice:
    """Return the choice with what holds for the person's age beside it, and for the time of service before it."""
    of_service = _of_service(choice.first, said, asked, judge, question)
    if of_service:
        kept = [one for one in (choice.first, *choice.others) if one not in of_service]
        first, *more = of_service
        return Choice(first, (*more, *kept))
    of_age = _of_age(choice, said, asked, judge)
    return replace(choice, of_person=of_age) if of_age else choice


def leaves_age_open(choice: Choice, asked: Asked) -> bool:
    """Whether it gives what one may put into an account to somebody who told an age, and says nothing of ages."""
    is_matter = bool(_ages(asked)) and asked.amount_of is AmountOf.OWN_MONEY
    told = (choice.first, *choice.others, *choice.of_person)
    return is_matter and not any(ages_told(f"{one.section} {one.said}") for one in told)


def _ages(asked: Asked) -> list[int]:
    return [quantity.value for quantity in asked.quantities if quantity.unit == "age"]


def _of_age(choice: Choice, said: Sequence[Statement], asked: Asked, judge: Judge) -> tuple[Statement, ...]:
    """Return the nearest sentence with an age that the person has reached, about the same thing."""
    ages = _ages(asked)
    if not ages or _is_reached(choice.first, max(ages)):
        return ()
    reached = [one for one in judge.for_asker(said) if _is_reached(one, max(ages)) and not example_of(one)]
    if asked.shape is Shape.AMOUNT:
        reached = [one for one in reached if holds(Shape.AMOUNT, one.said)]
    readable = [one for one in reached if one.passage.language == choice.first.passage.language]
    near = [one for one in readable if _is_of_same_thing(one, choice.first, asked)]
    return tuple(sorted(near, key=lambda one: _distance(one, choice.first))[:1])


def _is_reached(statement: Statement, age: int) -> bool:
    return any(value <= age for value in ages_told(statement.said))


def _is_of_same_thing(statement: Statement, first: Statement, asked: Asked) -> bool:
    """Whether it stands in the same paragraph or table, or below the same heading, or names the account itself."""
    if asked.accounts:
        named = accounts_in(statement.said) or accounts_in(statement.section)
        is_beside = statement.passage is first.passage and not named
        return is_beside or bool(asked.accounts.intersection(named))
    return statement.passage is first.passage and (
        _in_same_paragraph(statement, first) or _names_what_is_asked(statement.said, asked)
    )


def _in_same_paragraph(statement: Statement, first: Statement) -> bool:
    if first.is_row:
        return statement.is_row and statement.section == first.section
    return bool(first.paragraph) and statement.paragraph == first.paragraph


def _names_what_is_asked(text: str, asked: Asked) -> bool:
    strong = [idea for idea in asked.ideas if idea.is_strong]
    wording = Wording(text)
    return bool(strong) and all(wording.says(idea) for idea in strong)


def _distance(statement: Statement, first: Statement) -> tuple[bool, bool, bool]:
    passage, of_first = statement.passage, first.passage
    is_elsewhere = passage is not of_first
    is_of_other_year = passage.plan_year != of_first.plan_year
    return is_of_other_year, is_elsewhere, not _in_same_paragraph(statement, first)


def _of_service(
    first: Statement, said: Sequence[Statement], asked: Asked, judge: Judge, question: str
) -> list[Statement]:
    """Return what its section makes hang on the time of service, the band that holds the person's own first."""
    lengths = frozenset(quantity for quantity in asked.quantities if quantity.unit != "age")
    if not lengths or not tells_service(question):
        return []
    beside = [one for one in said if one.passage is first.passage]
    about = _about_it(beside, asked)
    hanging = [
        one
        for one in judge.for_asker(about)
        if _hangs_on_service(one) and not example_of(one) and not is_outside(lengths, one.label)
    ]
    if _hangs_on_service(first):
        # It tells the rule; only a band that holds the person's own says more.
        hanging = [one for one in hanging if one is not first and is_within(lengths, one.label)]
    return sorted(hanging, key=lambda one: not is_within(lengths, one.label))[:MOST_OF_SERVICE]


def _hangs_on_service(statement: Statement) -> bool:
    return bool(_OF_SERVICE.search(plain_text(statement.said)))


def _about_it(statements: Sequence[Statement], asked: Asked) -> list[Statement]:
    """Return those below a heading that names a thing asked about, or that name it; all of them where no heading does
    and the whole document is about it."""
    strong = [idea for idea in asked.ideas if idea.is_strong]
    naming = [one for one in statements if any(Wording(f"{one.own_heading} {one.said}").says(idea) for idea in strong)]
    has_heading = any(Wording(one.own_heading).says(idea) for one in naming for idea in strong)
    title = Wording(statements[0].passage.document_title if statements else "")
    is_all_about_it = not has_heading and any(title.says(idea) for idea in strong)
    return list(statements) if is_all_about_it else naming
