"""A passage as statements that can be quoted one by one: sentences, list items and table rows.

Each carries what it needs to be understood alone. "Cosmetic surgery" below "Your plan does NOT cover:" says the
opposite without its lead-in, and "It ends on the last day" nothing without the sentence before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from chat.llm.types import SourcePassage
from chat.sentences import sentences

_BULLET = re.compile(r"^\s*(?:[-*•▪◦‣]|\d{1,2}[.)])\s+")
_ROW = re.compile(r"^(?P<label>[^—]{1,160}) — (?P<cells>[^—]*:.+)$", re.S)
_CELL_START = re.compile(r"(?:^|; )(?=[^;:]{1,160}: )")
LEANS_ON_THE_ONE_BEFORE = re.compile(
    r"^(it|its|they|their|this|these|that|those|such|both|otherwise|however|also|in that case|if so|then|he|she"
    r"|everyone else|everybody else|all others|(?:all )?other employees|the others|(?:todos )?los demas"
    r"|esto|este|esta|estos|estas|ese|esa|ambos|tambien|también|ademas|además)\b"
    # "Adding a family costs $14 for both": of which two, the sentence before tells.
    r"|^[^.]{0,120}\b(?:for both|para (?:ambos|ambas|los dos|las dos))\W*$",
    re.I,
)
_DENIES = re.compile(r"\b(not|neither|never|exclu\w+|no (?:se )?cubr\w+|no cubiert\w+|tampoco)\b", re.I)
_AFFIRMS = re.compile(r"\b(?:other|also|and|&|which are|are) (?:other )?(?:covered|included)\b", re.I)
_CHAPTER = re.compile(r"^\W*\d{1,2}(?:\.\d{1,2})*[.)]?\s")
_ASIDE = re.compile(r"\([^()]*\)")
_HEADING_LENGTH = 90
# As a presentation's notes begin (knowledge/extract/pptx.py): what is said beside a slide is quoted as that.
SPEAKER_NOTES = "Speaker notes:"
_LEAD_IN_LENGTH = 200
_REPLY_LENGTH = 300
_WORDS_OF_A_BEGINNING = 3
_SENTENCE_END = (".", "!", "?", ":", ";", "…", ".”", '."', ".)")


@dataclass(frozen=True)
class Cell:
    header: str
    value: str

    def __str__(self) -> str:
        return f"{self.header}: {self.value}"


@dataclass(frozen=True)
class Statement:
    passage: SourcePassage
    text: str
    lead_in: str = ""  # said with it
    section: str = ""  # the headings it stands under
    label: str = ""  # of a table row
    cells: tuple[Cell, ...] = ()
    paragraph: str = ""  # the line it is a sentence of
    line_before: str = ""
    table_lead_in: str = ""  # what stands right above the table it is a row of
    items: tuple[str, ...] = ()  # of a list that is quoted whole
    is_block: bool = False  # a whole paragraph or list

    @property
    def is_row(self) -> bool:
        return bool(self.cells)

    @property
    def said(self) -> str:
        return f"{self.lead_in} {self.text}".strip()

    @property
    def is_speaker_note(self) -> bool:
        return self.lead_in.startswith(SPEAKER_NOTES)

    @property
    def own_heading(self) -> str:
        """Return the nearest heading."""
        return re.split(r" (?:/|>|›) ", self.section)[-1]

    @property
    def table_head(self) -> str:
        """Return the line above a table that names its columns, if it was read as one."""
        nearest = self.section.rsplit(" / ", 1)[-1]
        return nearest if self.is_row and " | " in nearest else ""

    @property
    def is_whole(self) -> bool:
        return self.is_row or bool(self.items) or self.text.endswith((".", "!", "”", ")"))


def statements(passage: SourcePassage) -> list[Statement]:
    """Return the passage's statements in reading order."""
    reader = _Reader(passage)
    lines = [*whole_lines(passage.text), ""]
    for line, below in pairwise(lines):
        reader.read(line, below)
    return reader.found


def item_of(line: str) -> str:
    """Return the line without its bullet or number; "" where it is no list item."""
    bullet = _BULLET.match(line)
    return line[bullet.end() :] if bullet else ""


def row_cells(line: str) -> tuple[Cell, ...]:
    """Return the cells of a table row; none where the line is another."""
    row = _ROW.match(line)
    return _cells(row["cells"]) if row else ()


class _Reader:
    """Goes through the lines and remembers under which heading and behind which lead-in each one stands."""

    def __init__(self, passage: SourcePassage) -> None:
        self.found: list[Statement] = []
        self._passage = passage
        self._section = ""
        self._line_before = ""
        self._is_first_below = True  # of its heading
        self._list_lead_in: str | None = None  # while a list goes on
        self._table_lead_in = ""

    def read(self, line: str, below: str) -> None:
        item = _BULLET.match(line)
        text = line[item.end() :] if item else line
        if item and text.endswith(".") and row_cells(self._line_before):
            item = None  # "* After the deductible." below a table is a note to its cells, and no item of its last row
        if item and item[0].strip()[0].isdigit() and is_heading(text) and self._begins_section(below):
            item = None  # "3. Start of coverage"
        if item:
            self._read_item(text)
        else:
            if self._list_lead_in is not None and self._list_lead_in == self._section:
                self._section = ""  # it was the list's heading, not that of what follows
            self._list_lead_in = None
            self._read_line(text, is_table_head=_is_table_head(text, below))
        if not row_cells(text) and not _is_table_head(text, below):
            self._table_lead_in = text
        self._line_before = text

    def _begins_section(self, below: str) -> bool:
        """Whether a numbered line is a heading and no list item: after a finished sentence or a table, and where
        prose stands below what would be a list of one."""
        is_after_whole = self._line_before.endswith((".", "!")) or bool(row_cells(self._line_before))
        is_alone = self._list_lead_in is None and bool(below) and not item_of(below) and not is_heading(below)
        return is_after_whole or (is_alone and not self._line_before.endswith(":"))

    def _read_item(self, text: str) -> None:
        if self._list_lead_in is None:
            self._list_lead_in = self._line_before
        elif self._line_before.endswith(":") and not _denies(self._list_lead_in):
            self._list_lead_in = self._line_before  # an item that leads in those below it
        lead_in = self._list_lead_in or self._passage.heading
        is_whole = text.endswith((".", "!")) and not lead_in.endswith(":") and not _denies(lead_in)
        if not is_whole and not lead_in:
            return
        if not is_whole and _denies(lead_in) and _AFFIRMS.search(lead_in):
            return  # "Excluded and other covered services" says of no item which it is
        self._add(text, lead_in="" if is_whole else _last_sentence(lead_in))

    def _read_line(self, text: str, *, is_table_head: bool) -> None:
        row = _ROW.match(text)
        cells = _cells(row["cells"]) if row else ()
        if cells:
            self._add(text, label=row["label"], cells=cells)
        elif is_heading(text) or is_table_head:
            self._section, self._is_first_below = text, True
            if re.search(r"\d", _CHAPTER.sub("", text)):
                self._add(text)
        else:
            self._read_sentences(text)
            self._is_first_below = text.endswith("?")

    def _read_sentences(self, text: str) -> None:
        if self._is_first_below and self._section.endswith("?") and len(text) <= _REPLY_LENGTH:
            self._add(text, lead_in=self._section)  # "Do I need a referral? No. ..." is one statement
            return
        before = ""
        is_note = text.startswith(SPEAKER_NOTES)
        for sentence in _whole_sentences(text.removeprefix(SPEAKER_NOTES)):
            leans = bool(before) and LEANS_ON_THE_ONE_BEFORE.match(sentence)
            lead_in = before if leans else self._denying_section()
            if is_note:
                lead_in = f"{SPEAKER_NOTES} {lead_in}".strip()
            self._add(sentence, lead_in=lead_in, paragraph=text)
            before = sentence
        if before.endswith("?"):
            self._section = before  # a question that what follows answers

    def _add(
        self, text: str, *, lead_in: str = "", label: str = "", cells: tuple[Cell, ...] = (), paragraph: str = ""
    ) -> None:
        section = " / ".join(filter(None, (self._passage.heading, self._section)))
        above = self._table_lead_in if cells else ""
        self.found.append(
            Statement(self._passage, text, lead_in, section, label, cells, paragraph, self._line_before, above)
        )

    def _denying_section(self) -> str:
        """Return the nearest heading if it turns the meaning of what stands right below it."""
        if not self._is_first_below:
            return ""
        nearest = self._section or self._passage.heading
        return nearest if _denies(nearest) and not _AFFIRMS.search(nearest) else ""


def narrowed(statement: Statement, keep: tuple[Cell, ...]) -> Statement:
    """Return the row with some of its cells; each value stays with its own header."""
    return replace(statement, cells=keep, text=f"{statement.label} — {'; '.join(map(str, keep))}")


def _denies(text: str) -> bool:
    return bool(_DENIES.search(_ASIDE.sub("", text)))


def _last_sentence(text: str) -> str:
    return text if len(text) <= _LEAD_IN_LENGTH else _whole_sentences(text)[-1]


def _whole_sentences(text: str) -> list[str]:
    """Return the sentences; one that ends inside a parenthesis, as at "(Rev. Proc.", goes on."""
    whole: list[str] = []
    for sentence in sentences(text):
        if whole and whole[-1].count("(") > whole[-1].count(")"):
            whole[-1] += sentence.text
        elif sentence.text.strip():
            whole.append(sentence.text)
    return [sentence.strip() for sentence in whole]


# "Parking in the garage costs" over "$46.50 a month": read from a picture, each line may stand by itself. A heading
# that asks ("What it costs") is left open by its form alone.
_OF_A_FIGURE = frozenset("$0123456789")
_LEFT_OPEN = re.compile(
    r"^(?!(?:what|how|who|when|where|which|why|que|cuant[oa]s?|como|cuando|donde|quien|cual)\b).*"
    r"\b(?:of|the|an?|for|and|or|to|per|is|are|at|by|with|from|costs?|pays?|receives?|de|la|el|por|para|con|es|son"
    r"|cuestan?|pagan?|recibe)$",
    re.IGNORECASE,
)


def whole_lines(text: str) -> Iterator[str]:
    """Yield the lines, those that only wrap put together again."""
    held = ""
    for line in text.split("\n"):
        stripped = line.strip()
        # A figure alone on its line is not the beginning of a sentence: what it belongs to may stand above it.
        is_begun = len(held.split()) >= _WORDS_OF_A_BEGINNING and not held.endswith(_SENTENCE_END)
        # "$200,000 the most it pays" has its figure before it.
        is_open = is_begun and bool(_LEFT_OPEN.search(held)) and held[0] not in _OF_A_FIGURE
        if is_open and not stripped:
            continue
        if is_begun and (stripped[:1].islower() or (is_open and stripped[:1] in _OF_A_FIGURE)):
            held = f"{held} {stripped}"
            continue
        if held:
            yield held
        held = stripped
    if held:
        yield held


def is_heading(text: str) -> bool:
    return len(text) <= _HEADING_LENGTH and not text.endswith((".", "!", "?", ";", ",", ":", "…"))


def _is_table_head(text: str, below: str) -> bool:
    """Whether it names the columns of the row below, however many: what stands above it is no head of theirs."""
    return " | " in text and bool(row_cells(below))


def _cells(text: str) -> tuple[Cell, ...]:
    """Return the cells; none where the text only looks like a row."""
    starts = [match.end() for match in _CELL_START.finditer(text)]
    parts = [text[start:end].removesuffix("; ") for start, end in zip(starts, [*starts, len(text)][1:], strict=True)]
    return tuple(Cell(*part.split(": ", 1)) for part in parts)
