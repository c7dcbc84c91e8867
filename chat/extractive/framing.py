"""The few words around quotations: where they come from, that they differ, disagree, or are not certain.

Nothing else is written here, in the language of the question; the quotations stay in their own.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from chat.extractive.choose import Choice
from chat.extractive.eligibility import GivenToOthers
from chat.extractive.facets import Facet, facets_told
from chat.extractive.for_whom import condition_in_heading
from chat.extractive.rows import row_text
from chat.extractive.side_by_side import SideBySide
from chat.extractive.statements import Statement
from chat.llm.types import SourcePassage
from chat.quoting import QUOTE_LIMIT, as_quote
from chat.text_figures import figures
from chat.words import in_language

BLOCK_LIMIT = 700  # characters
MOST_ITEMS = 12
FEW_WORDS = 12  # of an item that only names a thing
_ASIDE = re.compile(r"\([^()]*\)")
_SAYS = re.compile(
    r"\b(?:is|are|can(?:not)?|may|must|pays?|covers?|needs?|has|have|do(?:es)?|will|es|son|puede[n]?|debe[n]?|cubre[n]?|paga[n]?)\b",
    re.I,
)
_PLAN_YEAR = {"en": ", plan year {year}", "es": ", año del plan {year}"}
_ALSO = {"en": "The documents also say:", "es": "Los documentos también dicen:"}
_BY_PLAN = {"en": "That depends on the plan:", "es": "Eso depende del plan:"}
_OF_EACH = {"en": "What the documents say of each plan:", "es": "Lo que dicen los documentos de cada plan:"}
_MAY_BE = {"en": "I am not certain, but this may be it:", "es": "No estoy seguro, pero puede ser esto:"}
_NOT_SURE = {
    "en": "It may be about something else; please check the source, or ask HR.",
    "es": "Puede tratarse de otra cosa; revise la fuente o pregunte a Recursos Humanos.",
}
_ONLY_FOR = {
    "en": "This is said of the {plan}. For another plan, please ask with its name.",
    "es": "Esto se dice del {plan}. Para otro plan, pregunte con su nombre.",
}
_OF_OTHERS = {
    "en": "You asked about another group than your own. This is said of: {people}.",
    "es": "Preguntó por un grupo que no es el suyo. Esto se dice de: {people}.",
}
_OF_OTHER_GROUP = {
    "en": "This is said of another group than yours{people}.",
    "es": "Esto se dice de un grupo que no es el suyo{people}.",
}
_NONE_FOR_OWN = {
    "en": "I found nothing that gives it to yours ({own}); HR can confirm that.",
    "es": "No encontré nada que lo dé al suyo ({own}); Recursos Humanos puede confirmarlo.",
}
_INSTEAD = {"en": "For your group the same document says:", "es": "Para su grupo, el mismo documento dice:"}
_OF_PEOPLE = {"en": "This is said of: {people}.", "es": "Esto se dice de: {people}."}
_DISAGREE = {
    "en": "Two documents disagree here. The more binding one comes first:",
    "es": "Dos documentos no coinciden aquí. Primero el que más obliga:",
}
_SETTLED = {
    "en": "HR has checked this against the document:",
    "es": "Recursos Humanos ha comprobado esto en el documento:",
}
_ELSEWHERE = {
    "en": "Another document says otherwise, and has not been confirmed:",
    "es": "Otro documento dice otra cosa y no está confirmado:",
}
_OTHERWISE = {"en": "Another document says otherwise:", "es": "Otro documento dice otra cosa:"}
_AGAINST_ITSELF = {
    "en": "This document gives two amounts, in two places:",
    "es": "Este documento da dos montos, en dos lugares:",
}
_TWO_AMOUNTS = {
    "en": "Where one document gives two amounts, please ask HR which one holds before you rely on either.",
    "es": "Donde un documento da dos montos, pregunte a Recursos Humanos cuál vale antes de confiar en uno de ellos.",
}
_SAID_OF_CONFLICTS = tuple(
    words for said in (_DISAGREE, _ELSEWHERE, _OTHERWISE, _AGAINST_ITSELF) for words in said.values()
)
_ASK_WHICH = {
    "en": "Please ask HR which one holds before you rely on either.",
    "es": "Pregunte a Recursos Humanos cuál vale antes de confiar en uno de ellos.",
}
_DIFFERENCES = {
    "en": "This is where they differ, side by side in {place} {marker}.",
    "es": "En esto se diferencian, lado a lado en {place} {marker}.",
}
_AMOUNTS = {"en": "The amounts stand in {place} {marker}.", "es": "Los montos están en {place} {marker}."}
_MORE = {"en": "And in {place} {marker}:", "es": "Y en {place} {marker}:"}


def composed(choice: Choice, language: str) -> str:
    first, others = choice.first, choice.others
    if choice.of_person and not (choice.is_by_plan or choice.disagrees):
        # What holds for somebody of that age comes right behind the answer.
        more = tuple(one for one in others if one not in choice.of_person)
        return composed(replace(choice, others=(*choice.of_person, *more), of_person=()), language)
    if choice.of_person:
        return f"{composed(replace(choice, of_person=()), language)}\n\n{also_said(choice.of_person, language)}"
    if choice.is_by_plan:
        lines = [in_language(_BY_PLAN, language), "", *_items((first, *others), language)]
        return "\n".join([*lines, *(["", in_language(_TWO_AMOUNTS, language)] if choice.is_against_itself else [])])
    if choice.disagrees and choice.is_settled:
        lines = [in_language(_SETTLED, language), "", *_items([first], language)]
        return "\n".join([*lines, "", in_language(_ELSEWHERE, language), "", *_items([choice.disagrees], language)])
    if choice.disagrees:
        lead = _AGAINST_ITSELF if choice.is_against_itself else _DISAGREE
        lines = [in_language(lead, language), "", *_items((first, choice.disagrees), language)]
        return "\n".join([*lines, "", in_language(_ASK_WHICH, language)])
    lines = [f"{_source_of(first, language)}: {_quoted(first)} [{first.passage.number}]"]
    if choice.only_for:
        lines += ["", in_language(_ONLY_FOR, language).format(plan=choice.only_for)]
    if others:
        lines += ["", in_language(_ALSO, language), *_items(others, language, told=first.passage.document_title)]
    return "\n".join(lines)


def also_said(others: Sequence[Statement], language: str) -> str:
    return "\n".join([in_language(_ALSO, language), "", *_items(others, language)])


def without_bare_lead(text: str) -> str:
    """Return an answer without the words that lead to more, where nothing is before them or behind."""
    for lead in _ALSO.values():
        before, found, behind = text.partition(lead)
        if found and not (before.strip() and behind.strip()):
            text = f"{before.rstrip()}{behind.lstrip()}"
    return text


def statement_item(statement: Statement, language: str) -> str:
    return _items([statement], language)[0]


def statement_quotes(told: Sequence[tuple[Statement, int]], language: str) -> str:
    """Return statements as they stand, each in quotation marks with the marker that cites it, behind where they come
    from, which is told once."""
    parts, source = [], ""
    for one, number in told:
        row = f"{one.label} — {'; '.join(map(str, one.cells))}"
        words = as_quote(row, limit=QUOTE_LIMIT) if one.is_row else _quoted(one).strip("“”")
        own = _source_of(one, language)
        parts.append(f"“{words}” [{number}]" if own == source else f"{own}: “{words}” [{number}]")
        source = own
    return "; ".join(parts)


def said_otherwise(items: Sequence[str], language: str, *, is_settled: bool) -> str:
    """Return what other documents give in the place of a figure; HR's word on the figure settles it."""
    lead = in_language(_ELSEWHERE if is_settled else _OTHERWISE, language)
    lines = [lead, "", *items]
    return "\n".join(lines if is_settled else [*lines, "", in_language(_ASK_WHICH, language)])


def as_possible(best: Statement, language: str) -> str:
    """Return the statement marked as not certain."""
    return doubted("\n".join(_items([best], language)), language)


def doubted(text: str, language: str) -> str:
    """Return an answer marked as not certain."""
    return f"{in_language(_MAY_BE, language)}\n\n{text}\n\n{in_language(_NOT_SURE, language)}"


def as_given_to_others(given: GivenToOthers, language: str) -> str:
    """Return what another class of employees has, as theirs, and what the asker's has instead."""
    first = given.statement
    people = f": {as_quote(given.people)}" if given.people else ""
    lines = [f"{_source_of(first, language)}: {_quoted(first)} [{first.passage.number}]", ""]
    of_others = in_language(_OF_OTHER_GROUP, language).format(people=people)
    lines += [f"{of_others} {in_language(_NONE_FOR_OWN, language).format(own=as_quote(given.own))}"]
    if given.besides:
        title = first.passage.document_title
        lines += ["", in_language(_INSTEAD, language), "", *_items(given.besides, language, told=title)]
    return "\n".join(lines)


def said_of_others(text: str, names: Sequence[str], language: str, *, is_own_known: bool) -> str:
    """Return an answer with the word of which class of employees it is told; never as the asker's own."""
    word = _OF_OTHERS if is_own_known else _OF_PEOPLE
    return f"{text}\n\n{in_language(word, language).format(people=as_quote(max(names, key=len)))}"


def told_at_length(blocks: Sequence[Statement], language: str) -> str:
    """Return whole paragraphs and lists, a list as a list; the document and its section are told where they change."""
    parts, told = [], ""
    for block in blocks:
        place = _place(block.passage, language)
        source = "" if place == told else f"{place}: "
        told = place
        parts.append(f"{source}{_block(block)}")
    return "\n\n".join(parts)


def _block(block: Statement) -> str:
    marker = f"[{block.passage.number}]"
    if not block.items:
        return f"“{as_quote(block.said, limit=BLOCK_LIMIT)}” {marker}"
    lead_in = as_quote(block.lead_in, limit=BLOCK_LIMIT)
    lines = [f"“{lead_in}” {marker}", ""] if lead_in else []
    lines += [f"- “{as_quote(item, limit=QUOTE_LIMIT)}” {marker}" for item in block.items[:MOST_ITEMS]]
    return "\n".join(lines)


def is_uncertain(text: str) -> bool:
    """Whether an answer says of itself that it is not certain."""
    return text.startswith(tuple(_MAY_BE.values()))


def compared(tables: Sequence[SideBySide], limits: Sequence[Statement], language: str) -> str:
    """Return the tables of compared plans, and what the documents say of each plan beside them."""
    parts = [_as_table(table, language, is_first=table is tables[0]) for table in tables]
    if limits:
        parts.append("\n".join([in_language(_OF_EACH, language), "", *_items(limits, language)]))
    return "\n\n".join(parts)


def as_columns(tables: Sequence[Sequence[Statement]], language: str) -> str:
    return "\n\n".join(_as_column(rows, language, is_first=rows is tables[0]) for rows in tables)


def _as_column(rows: Sequence[Statement], language: str, *, is_first: bool) -> str:
    passage = rows[0].passage
    lead = in_language(_AMOUNTS if is_first else _MORE, language)
    head = rows[0].table_head.split(" | ")[0]
    lead = lead.format(place=_place(passage, language, head), marker=f"[{passage.number}]")
    headers = ("", *(cell.header for cell in rows[0].cells))
    lines = [_table_line(headers), "|---" * len(headers) + "|"]
    lines += [_table_line((row.label, *(cell.value for cell in row.cells)), row.passage.number) for row in rows]
    return "\n".join([lead, "", *lines])


def _as_table(table: SideBySide, language: str, *, is_first: bool) -> str:
    lead = in_language(_DIFFERENCES if is_first else _MORE, language)
    lines = [lead.format(place=_place(table.passage, language), marker=f"[{table.passage.number}]"), ""]
    lines += [_table_line(("", *table.plans)), "|---" * (len(table.plans) + 1) + "|"]
    lines += [_table_line((row.label, *row.values), table.passage.number) for row in table.rows]
    return "\n".join(lines)


def _place(passage: SourcePassage, language: str, head: str = "") -> str:
    heading = as_quote(head or re.split(r"\s*[>›]\s*", passage.heading)[-1])
    source = _source(passage, language)
    is_told = heading.casefold() in source.casefold() or source.casefold() in heading.casefold()
    return source if is_told else f"{source}, “{heading}”"


def _table_line(cells: Sequence[str], number: int | None = None) -> str:
    line = " | ".join(as_quote(cell).replace("|", "/") for cell in cells)
    return f"| {line} |" if number is None else f"| {line} [{number}] |"


def _items(statements: Sequence[Statement], language: str, *, told: str = "") -> list[str]:
    """Return a list item for each; a title that was told just before is not told again."""
    lines = []
    for one in statements:
        title = one.passage.document_title
        is_told = title == told and not condition_in_heading(one)
        source = "" if is_told else f"{_source_of(one, language)}: "
        lines.append(f"- {source}{_quoted(one)} [{one.passage.number}]")
    return lines


def _source_of(statement: Statement, language: str) -> str:
    """Return the document, with the heading that alone says for whom the statement holds, or whether the thing that it
    names is covered."""
    condition = condition_in_heading(statement) or _covered_or_not(statement)
    return _place(statement.passage, language, condition) if condition else _source(statement.passage, language)


def _covered_or_not(statement: Statement) -> str:
    """Return the heading that says of a bare item of a list if it is covered, else ""."""
    is_bare = not (statement.lead_in or statement.is_row or figures(statement.text)) and not statement.text.endswith(
        ("!", "?")
    )
    heading = _ASIDE.sub("", statement.own_heading).strip()
    is_list = is_bare and len(statement.text.split()) <= FEW_WORDS and not _SAYS.search(statement.text)
    return heading if is_list and {Facet.COVERED, Facet.LEFT_OUT} & facets_told(heading) else ""


def _source(passage: SourcePassage, language: str) -> str:
    title = as_quote(passage.document_title)
    if not passage.plan_year or passage.plan_year in title:
        return title
    return title + in_language(_PLAN_YEAR, language).format(year=passage.plan_year)


def _quoted(statement: Statement) -> str:
    """Return the words of the document: a sentence between quotation marks, a row as its label and cells."""
    if statement.is_row:
        return as_quote(row_text(statement), limit=QUOTE_LIMIT)
    text = as_quote(statement.text, limit=QUOTE_LIMIT)
    lead_in = as_quote(statement.lead_in)
    if not lead_in:
        return f"“{text}”"
    between = " " if lead_in.endswith((".", ":", "!", "?")) else ": "
    return f"“{lead_in}{between}{text}”"


def tells_of_conflict(text: str) -> bool:
    """Whether an answer shows that documents do not say the same."""
    return any(said in text for said in _SAID_OF_CONFLICTS)
