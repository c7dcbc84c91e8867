"""A summary of another hand as rows that hold what is printed beside what it says."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.other_hands.paper import ABOVE, PAGE_END, Part
from benchmarks.other_hands.truth import Truth, says


@dataclass(frozen=True)
class Question:
    code: str
    asked: str
    answer: str
    why: str
    says: tuple[tuple[str, str, str], ...]  # network, tier, words of truth


@dataclass(frozen=True)
class Row:
    event: str
    label: str
    code: str
    cells: tuple[str, ...]
    says: tuple[str, ...]
    limits: str = "None"
    limits_say: str = ""
    is_last_of_page: bool = False


@dataclass(frozen=True)
class Summary:
    name: str
    file_type: str
    above: tuple[str, ...]  # the lines over the questions
    plan: str
    plan_says: str
    question_heads: tuple[str, str, str]
    questions: tuple[Question, ...]
    note: str
    heads: tuple[tuple[str, ...], ...]
    rows: tuple[Row, ...]
    networks: tuple[str, ...]
    below: tuple[str, ...]
    draw: Callable[[Sequence[Part]], bytes]
    are_heads_repeated: bool = True
    closing_says: tuple[tuple[str, str], ...] = ()
    head_facts: tuple[tuple[str, str], ...] = ()  # attribute and words of the head: name, plan type, days

    def file(self) -> bytes:
        asked = [self.question_heads, *((one.asked, one.answer, one.why) for one in self.questions)]
        parts: list[Part] = [*self.above, asked, PAGE_END, self.note]
        pages = list(self._pages())
        for number, rows in enumerate(pages):
            heads = self.heads if number == 0 or self.are_heads_repeated else ()
            parts.append([*heads, *rows])
            if number < len(pages) - 1:
                parts.append(PAGE_END)
        return self.draw([*parts, *self.below])

    def _pages(self) -> Iterator[list[tuple[str, ...]]]:
        page: list[tuple[str, ...]] = []
        for row in self.rows:
            event = row.event if page or row.event != ABOVE else ""
            page.append((event, row.label, *row.cells, row.limits))
            if row.is_last_of_page:
                yield page
                page = []
        if page:
            yield page

    def truth(self) -> Truth:
        found: Truth = {}
        for attribute, words in self.head_facts:
            found[self.plan, "", "plan", "", "", "", attribute] = (words, "", "")
        for question in self.questions:
            for network, tier, words in question.says:
                for one in says(self.plan, question.code, words, network=network, tier=tier):
                    found |= one
        for row in self.rows:
            for network, words in zip(self.networks, row.says, strict=True):
                for one in says(self.plan, row.code, words, network=network):
                    found |= one
            for one in says(self.plan, row.code, row.limits_say):
                found |= one
        for code, words in self.closing_says:
            for one in says(self.plan, code, words):
                found |= one
        return found
