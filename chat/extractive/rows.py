"""A row of a table as words. A guide's row reads well as "Family — PPO 750: $340.00"; one of a summary of benefits,
which every insurer must print with the same long heads, reads as a sentence only without them.
"""

import re
from collections.abc import Sequence

from chat.extractive.amounts import AmountOf, amounts_told
from chat.extractive.statements import Cell, Statement
from chat.periods import periods

_EVENT = re.compile(r"^If (?:you|your)\b[^,]*(?:,(?! [A-Z])[^,]*)*, (?=[A-Z])")
_WHAT_YOU_PAY = re.compile(r"^(?:what you will pay, )?(?P<whose>(?:out-of-|in-)?network providers?\b[^(]*)", re.I)
_LIMITS = re.compile(r"^limitations?\b.*\b(?:exceptions?|important)\b", re.I)
_ANSWER, _WHY = re.compile(r"^answers?$", re.I), re.compile(r"^why (?:this|it) matters\W*$", re.I)
_PLAN_PAYS = re.compile(r"^(?:(?:the |your )?(?:\w+ )?plan pays|el plan (?:\w+ )?paga|paga el plan)\b", re.I)
_OWN_TO_PAY = frozenset({AmountOf.DEDUCTIBLE, AmountOf.MOST_YOU_PAY})
_FEW_WORDS = 3
_NO_LIMITS = frozenset({"", "none", "n/a", "none."})
_NEXT_SENTENCE = re.compile(r"\.\s+([A-Z])(?=[a-z ])")
_BEGINNING = re.compile(r"^([A-Z])(?=[a-z ])")


def row_text(statement: Statement) -> str:
    """Return how a statement reads: a row in words, anything else as it stands."""
    cells = statement.cells
    if not cells:
        return statement.text
    if any(_ANSWER.match(cell.header) for cell in cells):
        return _reply(statement.label, cells)
    if any(_WHAT_YOU_PAY.match(cell.header) for cell in cells):
        return _what_one_pays(_EVENT.sub("", statement.label), cells)
    if len(cells) == 1 and _PLAN_PAYS.match(cells[0].header) and amounts_told(statement.label) & _OWN_TO_PAY:
        return f"{statement.label}: {cells[0].value}"  # a deductible is nothing that "the plan pays"
    return f"{statement.label} — {'; '.join(map(str, cells))}{_for_which_period(statement)}"


def _reply(question: str, cells: Sequence[Cell]) -> str:
    """ "What is the overall deductible?" with its answer; why it matters is explained to nobody who asks for it."""
    answers = [cell.value for cell in cells if not _WHY.match(cell.header)]
    is_bare = sum(len(answer.split()) for answer in answers) < _FEW_WORDS  # "No."
    reasons = [cell.value for cell in cells if is_bare and _WHY.match(cell.header)]
    asked = question if question.rstrip().endswith(("?", "!", ".")) else f"{question}:"
    return f"“{' '.join([asked, *answers, *reasons])}”"


def _what_one_pays(service: str, cells: Sequence[Cell]) -> str:
    paid = [(_WHAT_YOU_PAY.match(cell.header), cell.value) for cell in cells]
    parts = [f"{as_part(value)} ({found['whose'].strip().lower()})" for found, value in paid if found]
    limits = [
        cell.value for cell in cells if _LIMITS.match(cell.header) and cell.value.strip().lower() not in _NO_LIMITS
    ]
    others = [str(cell) for cell in cells if not _WHAT_YOU_PAY.match(cell.header) and not _LIMITS.match(cell.header)]
    # One sentence: a page sets the first one large, and the source stands at its end.
    first, *rest = [*parts, *others, *map(as_part, limits)]
    return f"{service}: {'; '.join([first, *map(going_on, rest)])}"


def as_part(value: str) -> str:
    """Return sentences as one clause: "$50 copay/visit, deductible does not apply"."""
    return _NEXT_SENTENCE.sub(lambda found: f", {found[1].lower()}", value.strip().removesuffix("."))


def going_on(part: str) -> str:
    return _BEGINNING.sub(lambda found: found[1].lower(), part)


def _for_which_period(statement: Statement) -> str:
    """Return the heading that tells what time a price is for, where the row does not."""
    if "$" not in statement.text or periods(statement.text):
        return ""
    heads = [statement.table_head.split(" | ")[0], *reversed(statement.section.split(" / "))]
    return next((f" ({head})" for head in heads if periods(head) and " | " not in head), "")
