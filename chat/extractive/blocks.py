"""A passage as blocks that are quoted whole: a paragraph, or a list with what leads it in.

A question for the tips, the exceptions or what a thing includes is answered by a list, and half of a list is wrong
in what it leaves out.
"""

import re

from chat.extractive.statements import LEANS_ON_THE_ONE_BEFORE, Statement, is_heading, item_of, row_cells, whole_lines
from chat.llm.types import SourcePassage

_SHORT_LEAD_IN = 60
_LONGEST_JOINED = 700
# "Cosmetic treatments are not covered. Tips": the next list's heading, read into the last item's line.
_HEADING_AT_END = re.compile(r"^(?P<item>.*[.!])\s+(?P<heading>[A-Z][\w’']*(?: [\w’']+){0,4}:?)$", re.S)


def blocks(passage: SourcePassage) -> list[Statement]:
    """Return the passage's blocks in reading order; its table rows are none."""
    reader = _Reader(passage)
    for line in whole_lines(passage.text):
        reader.read(line)
    return reader.finish()


class _Reader:
    def __init__(self, passage: SourcePassage) -> None:
        self._passage = passage
        self._found: list[Statement] = []
        self._heading = ""
        self._is_answered = False  # the question that is the heading
        self._label = ""  # "Responsibilities:", below a heading
        self._paragraph = ""  # held, for it may lead a list in
        self._items: list[str] = []

    def read(self, line: str) -> None:
        item = item_of(line)
        if item:
            self._read_item(item)
            return
        self._end_list()
        if row_cells(line):
            self._end_paragraph()
        elif _announces(line):
            self._end_paragraph()
            self._stand_under(line)
        elif self._paragraph and LEANS_ON_THE_ONE_BEFORE.match(line) and len(self._paragraph) < _LONGEST_JOINED:
            self._paragraph = f"{self._paragraph} {line}"
        else:
            self._end_paragraph()
            self._paragraph = line

    def finish(self) -> list[Statement]:
        self._end_list()
        self._end_paragraph()
        return self._found

    def _read_item(self, text: str) -> None:
        if text.endswith(":") and self._items:
            # "Law enforcement Your rights are these:", read into one line: what leads the next list in.
            self._end_list()
            self._paragraph = text
            return
        found = _HEADING_AT_END.match(text)
        if not found or not self._items:
            self._items.append(text)
            return
        self._items.append(found["item"])
        self._end_list()
        self._stand_under(found["heading"])

    def _stand_under(self, line: str) -> None:
        if line.endswith(":"):
            self._label = line
            if self._heading.endswith("?"):
                self._heading = ""  # its reply is over
        else:
            self._heading, self._label, self._is_answered = line, "", False

    def _end_list(self) -> None:
        if not self._items:
            return
        lead_in = self._paragraph or self._label or self._heading
        self._add("; ".join(self._items), lead_in=lead_in, items=tuple(self._items))
        self._paragraph, self._items, self._is_answered = "", [], True

    def _end_paragraph(self) -> None:
        if self._paragraph:
            answered = self._heading if self._heading.endswith("?") and not self._is_answered else ""
            self._is_answered = True
            self._add(self._paragraph, lead_in=answered)
        self._paragraph = ""

    def _add(self, text: str, *, lead_in: str = "", items: tuple[str, ...] = ()) -> None:
        section = " / ".join(filter(None, (self._passage.heading, self._heading, self._label)))
        self._found.append(Statement(self._passage, text, lead_in, section, paragraph=text, items=items, is_block=True))


def _announces(line: str) -> bool:
    return is_heading(line) or (len(line) <= _SHORT_LEAD_IN and line.endswith((":", "?")))
