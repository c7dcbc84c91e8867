"""What is new: a guide tells it in a chapter of its own, most of it as a table of then and now. No single sentence with
"new" in it tells it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from chat.extractive.asked import years_in
from chat.extractive.choose import Choice
from chat.extractive.framing import also_said, as_columns, composed
from chat.extractive.statements import Statement
from knowledge.text.terms import plain_text

MOST_ROWS, MOST_SENTENCES = 12, 3
_TELLS = re.compile(
    r"\bwhat(?:'s| is)? new\b|\bwhat (?:is )?chang(?:es|ing|ed)\b|\bchanges (?:for|in) (?:20|the new)"
    r"|\bwhat is different\b"
    r"|\bnew (?:for|in) 20\d\d\b|\bnovedades\b|\bque (?:hay de nuevo|cambia)\b|\bcambios (?:para|en) (?:el )?20"
)
# What sets a year's column apart from another year's: "Now (2026)", "New for 2027-28".
_OF_A_YEAR = re.compile(
    r"\b20\d\d(?:\s?[-/\u2013]\s?(?:20)?\d\d)?\b|\b(?:plan year|now|new|today|current(?:ly)?|old|before|was|is|will be"
    r"|from|in|for|ano(?: del plan)?|ahora|nuev[oa]|hoy|actual|antes|en|para|desde|el)\b"
)
_WORD = re.compile(r"\w+")


def told_as_new(statements: Sequence[Statement], whole: Sequence[Statement], language: str) -> str:
    """Return what stands in the chapter on what is new, of the statements that are for the asker; "" if none does.

    The `whole` rows have the years before beside the one asked for: what changes is told by both.
    """
    told = [one for one in statements if _TELLS.search(plain_text(one.section))]
    readable = [one for one in told if one.passage.language in ("", language)] or told
    if not readable:
        return ""
    newest = max(one.passage.plan_year for one in readable)
    of_newest = [one for one in readable if one.passage.plan_year == newest]
    # The chapter with most to tell, a table first: a headline on a slide repeats one line of it.
    number = Counter(one.passage.number for one in [one for one in of_newest if one.is_row] or of_newest).most_common(1)
    chapter = [one for one in of_newest if one.passage.number == number[0][0]]
    rows = [_with_years_before(one, whole) for one in chapter if one.is_row][:MOST_ROWS]
    said = [one for one in chapter if not one.is_row and one.is_whole and not _TELLS.search(plain_text(one.text))]
    said = said[:MOST_SENTENCES]
    if not rows:
        return composed(Choice(said[0], tuple(said[1:])), language) if said else ""
    table = as_columns([rows], language)
    return f"{table}\n\n{also_said(said, language)}" if said else table


def _with_years_before(row: Statement, whole: Sequence[Statement]) -> Statement:
    """Return the row with the cells of other years; those of other people stay away."""
    same = (one for one in whole if one.is_row and one.passage is row.passage and one.label == row.label)
    cells = next((one.cells for one in same), row.cells)
    of_asker = {_without_year(cell.header) for cell in row.cells}
    kept = [
        cell
        for cell in cells
        if cell in row.cells or (years_in(cell.header) and _without_year(cell.header) in of_asker)
    ]
    return replace(row, cells=tuple(kept))


def _without_year(header: str) -> str:
    """Return for whom or what a column is: "hourly" of "2027 Hourly"."""
    return " ".join(_WORD.findall(_OF_A_YEAR.sub(" ", plain_text(header))))
