"""The watch on every reader: what a page holds, read a second time as plainly as can be, and what came out of it.

A reader that loses words must not do so in silence. Each hands over the bare words and table cells of its source
(`Held`); here they are looked for, one by one, in the blocks that were made of it. A word or cell that stands in
the source twice has to come out twice.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.extract.types import Block, Kept

# A figure with its separators is one word: half of it is not half kept.
WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
# A word that a line end has divided: it may come out whole, or as the two words it was made of.
DIVIDED = re.compile(r"(?:[\x02\ufffe\xad]\s*|(?<=[^\W\d_])-[^\S\r\n]*[\r\n]\s*)(?=[^\W\d_])")
DIVIDING = ("\x02", "\ufffe", "\xad")
HYPHEN_AT_END = re.compile(r"-[^\S\r\n]*[\r\n]")
COMPOUND = re.compile(r"(?<![^\W\d_])([^\W\d_]+)-(?=([^\W\d_]+))")
MAX_LOST = 6
LOST_CHARACTERS = 60
MAX_CELL_LOOKS = 200
# A part of the source is looked for on the page where the part before it was found, and on so many after it.
PAGES_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Held:
    """A paragraph, line or table cell of the source."""

    text: str
    is_cell: bool = False
    # False for a cell whose words are held by the lines of the page as well.
    has_words: bool = True


@dataclass(slots=True)
class Found:
    """What stands in the blocks of one page and has not been matched yet."""

    words: Counter[str]
    cells: Counter[str]
    # Headers, captions and running text: a cell may have become part of any of these.
    around: list[str]
    words_in: int = 0
    words_out: int = 0
    cells_in: int = 0
    cells_out: int = 0
    lost: list[str] = field(default_factory=list)
    cell_looks: int = 0
    _around: str | None = None

    def take(self, words: Counter[str]) -> Counter[str]:
        """Match what can be matched of these words and return the rest."""
        rest: Counter[str] = Counter()
        for word, times in words.items():
            here = min(times, self.words[word])
            self.words[word] -= here
            if here < times:
                rest[word] = times - here
        return rest

    def has_cell(self, text: str) -> bool:
        key = cell_key(text)
        if self.cells[key]:
            self.cells[key] -= 1
            return True
        if self._around is None:
            # Without a sign between: a frame around text is a table in the file, its one cell may be several blocks.
            self._around = cell_key("\n".join(self.around))
        if key in self._around:
            return True
        # Signs of lists and notes may have been set between the words of a cell.
        wanted = Counter(words_of(text))
        self.cell_looks += 1
        return self.cell_looks <= MAX_CELL_LOOKS and any(
            times > 0 and all(word in cell for word in wanted) for cell, times in self.cells.items()
        )

    def kept(self) -> Kept:
        return Kept(self.words_in, self.words_out, self.cells_in, self.cells_out, tuple(self.lost[:MAX_LOST]))


def watch_page(blocks: Sequence[Block], held: Iterable[Held]) -> Kept:
    """Return what of the held words and cells stands in the blocks of one page."""
    return watch_pages([blocks], held)[0]


def watch_text(blocks: Sequence[Block], text: str, *, left_out: Sequence[str] = (), cells: Sequence[str] = ()) -> Kept:
    """Return what of a page's text, and of the cells found in it, came out; without the lines left out on purpose.

    The usual page lost nothing, which is seen by its words as a whole; only of others is each line looked for.
    """
    if not cells and all(block.kind != "table" for block in blocks):
        plain = "\n".join(block.text for block in blocks)
        # Most often they came out as they stood, which is seen in a fraction of the time that counting takes.
        if not left_out and not _may_divide(text):
            came_out = words_of(plain)
            if text.split() == plain.split() or words_of(text) == came_out:
                return Kept(len(came_out), len(came_out))
        whole = Counter(words_of(DIVIDED.sub("", text)))
        for line in left_out:
            whole.subtract(words_of(line))
        whole = +whole
        if not whole - Counter(_with_joined(plain)):
            return Kept(whole.total(), whole.total())
    held = [Held(cell, is_cell=True, has_words=False) for cell in cells]
    return watch_page(blocks, [*held_lines(text, left_out=left_out), *held])


def watch_pages(pages: Sequence[Sequence[Block]], held: Iterable[Held]) -> list[Kept]:
    """Return for each page what of the source came out, for sources that are not divided into pages themselves.

    Source and pages run in the same order, so what is lost is told of the page around which it would stand.
    """
    found = [_found(blocks) for blocks in pages]
    if not found:
        return []
    missing: list[tuple[int, Held, Counter[str]]] = []
    at = 0
    for part in held:
        words = Counter(words_of(part.text))
        if not words:
            continue
        at = _page_of(found, at, words)
        page = found[at]
        if part.is_cell:
            _look_for_cell(found, at, part)
        if not part.has_words:
            continue
        page.words_in += words.total()
        rest = page.take(words)
        for following in found[at + 1 : at + PAGES_AHEAD]:
            rest = following.take(rest) if rest else rest
        page.words_out += words.total() - rest.total()
        if rest:
            missing.append((at, part, rest))
    for at, part, rest in missing:
        _look_everywhere(found, at, part, rest)
    return [page.kept() for page in found]


def held_lines(text: str, *, left_out: Iterable[str] = ()) -> Iterator[Held]:
    """Yield running text line by line, words divided at line ends made one, without the words left out on purpose."""
    excused = Counter(word for line in left_out for word in words_of(line))
    for line in DIVIDED.sub("", text).splitlines():
        words = words_of(line)
        if excused and not excused.keys().isdisjoint(words):
            words = [word for word in words if not _excuse(excused, word)]
        if words:
            yield Held(" ".join(words))


def words_of(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def cell_key(text: str) -> str:
    return "".join(words_of(text))


def _excuse(excused: Counter[str], word: str) -> bool:
    if not excused[word]:
        return False
    excused[word] -= 1
    return True


def _may_divide(text: str) -> bool:
    """Whether DIVIDED may be found in the text: told faster than where."""
    return any(sign in text for sign in DIVIDING) or HYPHEN_AT_END.search(text) is not None


def _found(blocks: Sequence[Block]) -> Found:
    running = "\n".join(block.text for block in blocks if block.kind not in ("table", "picture"))
    words = Counter(_with_joined(running))
    cells: Counter[str] = Counter()
    around: list[str] = [running]
    for block in blocks:
        if block.kind != "table":
            continue
        words.update(word for cell in block.rows[0] for word in words_of(cell))
        around += block.rows[0]
        lines = block.text.split("\n")[-len(block.rows) + 1 :]
        for row, line in zip(block.rows[1:], lines, strict=True):
            # What the row holds but its sentence does not say is lost to whoever asks.
            for cell in row:
                if cell and cell in line:
                    words.update(words_of(cell))
                    cells[cell_key(cell)] += 1
    return Found(words, cells, around)


def _with_joined(text: str) -> list[str]:
    """Return the words, and those of compounds once more as one: the source may have them with a line end inside."""
    folded = text.casefold()
    return WORD.findall(folded) + [one + other for one, other in COMPOUND.findall(folded)]


def _page_of(found: Sequence[Found], at: int, words: Counter[str]) -> int:
    """Return the page, from `at` on, that holds most of the words; the first of equals."""
    if len(found) == 1:
        return 0

    def held_by(page: Found) -> int:
        return sum(min(times, page.words[word]) for word, times in words.items())

    ahead = range(at, min(at + PAGES_AHEAD, len(found)))
    if held_by(found[at]) == words.total():
        return at
    return max(ahead, key=lambda number: (held_by(found[number]), -number))


def _look_for_cell(found: Sequence[Found], at: int, part: Held) -> None:
    page = found[at]
    page.cells_in += 1
    if any(near.has_cell(part.text) for near in found[at : at + PAGES_AHEAD]):
        page.cells_out += 1
    elif len(page.lost) < MAX_LOST:
        page.lost.append(_shown(part.text))


def _look_everywhere(found: Sequence[Found], at: int, part: Held, rest: Counter[str]) -> None:
    """Notes and text boxes come out at another place than they stand at."""
    page = found[at]
    before = rest.total()
    for other in found:
        rest = other.take(rest) if rest else rest
    page.words_out += before - rest.total()
    if not rest or len(page.lost) >= MAX_LOST or part.is_cell:
        return
    page.lost.append(_shown(" ".join(word for word in words_of(part.text) if word in rest)))


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LOST_CHARACTERS else f"{text[: LOST_CHARACTERS - 1].rstrip()}…"
