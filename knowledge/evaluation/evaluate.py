"""How good search is, told by questions whose right pages or texts are known. Nothing here asks a database.

A found passage is right if it reaches over a gold page of the gold document, or shares its words with a gold
text. A question without gold is one that the documents do not answer; it is counted apart.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from functools import lru_cache
from math import ceil
from typing import Any, Literal

from knowledge.evaluation.json_lines import BadLine, BadQuestions, earlier_of, question_of, read_lines

CUTS = (1, 3, 5, 10)
DEEPEST = max(CUTS)  # how far down the list is looked for the first right passage
# Texts meet if half of the shorter one's groups of three words are shared, and more than chance would share.
SHARED_PART, LEAST_SHARED, GROUP_WORDS = 0.5, 8, 3
FORM = '{"question": "...", "gold": [{"document": "file name", "page": 3}]}'
_WORD = re.compile(r"\w+")
LONGEST_PLACE = 40
MOST_HINTS = 20  # a wrong name is held against all names there are, which takes its time

MissKind = Literal["too far down", "right document, other page", "other document", "nothing found"]


@dataclass(frozen=True)
class GoldPage:
    document: str  # its file's name
    page: int | None  # None: any page of it


@dataclass(frozen=True)
class GoldQuestion:
    line: int
    text: str
    pages: tuple[GoldPage, ...] = ()
    texts: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()  # questions before it in the conversation, oldest first
    place: str = ""  # what the page calls where it stands, if that is not its line

    @property
    def shown_place(self) -> str:
        return self.place or f"Line {self.line}"

    @property
    def has_answer(self) -> bool:
        return bool(self.pages or self.texts)

    @property
    def documents(self) -> frozenset[str]:
        return frozenset(_name(gold.document) for gold in self.pages)


@dataclass(frozen=True)
class FoundPassage:
    document: str  # its file's name
    page_from: int
    page_to: int
    text: str


@dataclass(frozen=True)
class Finding:
    """What search gave for one question, best first."""

    passages: tuple[FoundPassage, ...]
    is_near: bool  # whether search itself takes any of them for an answer
    milliseconds: float


@dataclass(frozen=True)
class Miss:
    line: int
    place: str  # as whoever asked sees it: "Line 3", "Row 3"
    question: str
    kind: MissKind
    rank: int | None  # of the first right passage, where it came after the first k
    wanted: tuple[str, ...]
    found: tuple[str, ...]  # what came first instead


@dataclass(frozen=True)
class Report:
    questions: int  # those with an answer; all shares but the last are of them
    k: int
    hit_at: Mapping[int, float]
    recall_at_k: float  # share of a question's gold that the first k passages hold, on average
    mrr_at_10: float
    right_document_first: float | None  # None: no question names a document
    milliseconds_p50: float
    milliseconds_p95: float
    misses: tuple[Miss, ...]
    unanswerable: int
    unanswerable_told: float | None  # share of them where search itself says that nothing is near

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"hit_at": {str(cut): share for cut, share in self.hit_at.items()}}


def read_questions(lines: Iterable[str]) -> list[GoldQuestion]:
    """Return one question a line, in order; empty lines are passed over. Raises BadQuestions for all bad lines."""
    return read_lines(lines, _question, form=FORM)


def check_documents(
    questions: Sequence[GoldQuestion], page_counts: Mapping[str, int], *, unpublished: Iterable[str] = ()
) -> None:
    """Raise BadQuestions if gold names a file that search cannot find, or a page that the file does not have.

    `page_counts` are those of the files that can be found, by name; 0 where nobody knows.
    """
    known = {_name(name): count for name, count in page_counts.items()}
    hidden = {_name(name) for name in unpublished}
    wrong = []
    for question in questions:
        for gold in question.pages:
            trouble = _trouble_with(gold, known, hidden, page_counts if len(wrong) < MOST_HINTS else ())
            if trouble:
                wrong.append(f"{question.shown_place}: {trouble}")
    if wrong:
        raise BadQuestions(wrong)


def evaluate(questions: Sequence[GoldQuestion], find: Callable[[GoldQuestion], Finding], *, k: int) -> Report:
    """Ask every question once. `find` should return at least 10 passages, and at least k."""
    judged = [_Judged.of(question, find(question)) for question in questions]
    answerable = [one for one in judged if one.question.has_answer]
    unanswerable = [one for one in judged if not one.question.has_answer]
    named = [one for one in answerable if one.question.documents]
    times = [one.finding.milliseconds for one in judged]
    return Report(
        questions=len(answerable),
        k=k,
        hit_at={cut: _mean([one.is_hit(cut) for one in answerable]) for cut in CUTS},
        recall_at_k=_mean([one.recall(k) for one in answerable]),
        mrr_at_10=_mean([1 / one.rank if one.rank and one.rank <= DEEPEST else 0.0 for one in answerable]),
        right_document_first=_mean([one.has_right_document_first for one in named]) if named else None,
        milliseconds_p50=percentile(times, 0.50),
        milliseconds_p95=percentile(times, 0.95),
        misses=tuple(one.miss(k) for one in answerable if not one.is_hit(k)),
        unanswerable=len(unanswerable),
        unanswerable_told=_mean([not one.finding.is_near for one in unanswerable]) if unanswerable else None,
    )


def percentile(figures: Sequence[float], share: float) -> float:
    """Return the smallest figure that this share of all figures does not exceed; 0 if there are none."""
    if not figures:
        return 0.0
    return sorted(figures)[max(0, ceil(len(figures) * share) - 1)]


def shares_words(passage: str, wanted: str) -> bool:
    """Whether the passage holds the wanted text, or a good part of one is the other."""
    shorter, longer = sorted((_words(passage), _words(wanted)), key=len)
    if not shorter:
        return False
    if f" {' '.join(_words(wanted))} " in f" {' '.join(_words(passage))} ":
        return True
    groups = _groups(shorter)
    shared = len(groups & _groups(longer))
    return shared >= max(LEAST_SHARED, SHARED_PART * len(groups))


@dataclass(frozen=True)
class _Judged:
    question: GoldQuestion
    finding: Finding
    # For each page and text of the gold, the ranks of the passages that hold it.
    ranks: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, question: GoldQuestion, finding: Finding) -> "_Judged":
        numbered = list(enumerate(finding.passages, start=1))
        of_pages = [tuple(rank for rank, found in numbered if _reaches(found, gold)) for gold in question.pages]
        of_texts = [
            tuple(rank for rank, found in numbered if shares_words(found.text, text)) for text in question.texts
        ]
        return cls(question, finding, (*of_pages, *of_texts))

    @property
    def rank(self) -> int | None:
        """Where the first right passage stands."""
        return min((rank for ranks in self.ranks for rank in ranks), default=None)

    @property
    def has_right_document_first(self) -> bool:
        passages = self.finding.passages
        return bool(passages) and _name(passages[0].document) in self.question.documents

    def is_hit(self, cut: int) -> bool:
        return self.rank is not None and self.rank <= cut

    def recall(self, cut: int) -> float:
        return _mean([bool(ranks) and min(ranks) <= cut for ranks in self.ranks])

    def miss(self, k: int) -> Miss:
        wanted = [f"{gold.document} p. {gold.page}" if gold.page else gold.document for gold in self.question.pages]
        return Miss(
            line=self.question.line,
            place=self.question.shown_place,
            question=self.question.text,
            kind=self._kind(k),
            rank=self.rank,
            wanted=(*wanted, *(f"“{text[:80]}”" for text in self.question.texts)),
            found=tuple(_place(passage) for passage in self.finding.passages[:k]),
        )

    def _kind(self, k: int) -> MissKind:
        if not self.finding.passages:
            return "nothing found"
        if self.rank is not None:
            return "too far down"
        found = {_name(passage.document) for passage in self.finding.passages[:k]}
        return "right document, other page" if found & self.question.documents else "other document"


def _question(number: int, row: Mapping[str, Any]) -> GoldQuestion:
    text = question_of(row)
    if "gold" not in row and "gold_text" not in row:
        raise BadLine(
            '"gold" is missing. Name the right pages, or a text as "gold_text"; '
            'for a question that no document answers write "gold": [].'
        )
    return GoldQuestion(
        number,
        text,
        pages=_pages(row.get("gold", [])),
        texts=_texts(row.get("gold_text", [])),
        earlier=earlier_of(row),
        place=str(row.get("place", ""))[:LONGEST_PLACE],
    )


def _pages(gold: object) -> tuple[GoldPage, ...]:
    if not isinstance(gold, list):
        raise BadLine('"gold" is no list. Write [{"document": "file name", "page": 3}].')
    return tuple(_page(item) for item in gold)


def _page(item: object) -> GoldPage:
    if not isinstance(item, dict):
        raise BadLine('an item of "gold" is no object. Write {"document": "file name", "page": 3}.')
    document, page = item.get("document"), item.get("page")
    if not isinstance(document, str) or not document.strip():
        raise BadLine('"document" is missing in "gold". Write the name of the file as it was uploaded.')
    if not isinstance(page, int) or isinstance(page, bool) or page < 1:
        raise BadLine(f'"page" of {document} is no page number. Count from 1, as the file\'s own pages follow.')
    return GoldPage(document.strip(), page)


def _texts(gold: object) -> tuple[str, ...]:
    texts = [gold] if isinstance(gold, str) else gold
    if not isinstance(texts, list) or not all(isinstance(text, str) and _words(text) for text in texts):
        raise BadLine('"gold_text" is no text. Copy the words of the right place, or write a list of such texts.')
    return tuple(texts)


def _trouble_with(gold: GoldPage, known: Mapping[str, int], hidden: set[str], names: Iterable[str]) -> str:
    name = _name(gold.document)
    if name in known:
        count = known[name]
        is_beyond = gold.page is not None and 0 < count < gold.page
        pages = "1 page" if count == 1 else f"{count} pages"
        return f"{gold.document} has {pages}, so page {gold.page} cannot be right." if is_beyond else ""
    if name in hidden:
        return (
            f"{gold.document} is here but cannot be found by these people on this day. Publish it, or choose who asks "
            "among those it is for."
        )
    near = get_close_matches(name, map(_name, names), n=1)
    shown = next((known_name for known_name in names if near and _name(known_name) == near[0]), "")
    hint = f"Did you mean {shown}?" if shown else "Upload and publish it, or correct the name."
    return f"there is no document {gold.document}. {hint}"


def _reaches(found: FoundPassage, gold: GoldPage) -> bool:
    if _name(found.document) != _name(gold.document):
        return False
    return gold.page is None or found.page_from <= gold.page <= found.page_to


def _place(passage: FoundPassage) -> str:
    pages = f"{passage.page_from}" if passage.page_from == passage.page_to else f"{passage.page_from}-{passage.page_to}"
    return f"{passage.document} p. {pages}"


def _name(document: str) -> str:
    return document.strip().casefold()


def _mean(figures: Sequence[float]) -> float:
    return sum(figures) / len(figures) if figures else 0.0


@lru_cache(maxsize=50_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


@lru_cache(maxsize=50_000)
def _groups(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(*(words[start:] for start in range(GROUP_WORDS)), strict=False))
