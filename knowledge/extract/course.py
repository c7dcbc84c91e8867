"""What the pages of a PDF tell about one another: running lines, the usual size of letters, pictures seen before.

A page is laid out once a few of the pages behind it are known. All that is needed of the other pages is a few words
each (`PageFacts`), so whoever has these comes to the same for a page, whether it has read the others itself or not.
"""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from typing import Any

from knowledge.extract.running import Margin, is_page_number, repeated

# These tell a page's header and footer.
PAGES_AHEAD = 4
PAGES_BEHIND = 4
USUAL_BODY_SIZE = 10.0
MAX_WARNINGS = 50

Identity = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PageFacts:
    number: int
    is_damaged: bool = False
    # The lines in its margins, each with the key of its words.
    margins: tuple[tuple[str, float, str], ...] = ()
    # Letter heights in half points, with the words set in each.
    sizes: tuple[tuple[float, int], ...] = ()
    warnings: tuple[str, ...] = ()
    # Those that may hold text of their own, largest first.
    pictures: tuple[Identity, ...] = ()

    @property
    def keys(self) -> list[Margin]:
        return [(key, at) for key, at, _ in self.margins]


def facts_to_json(facts: PageFacts) -> list[Any]:
    return list(astuple(facts))


def facts_from_json(row: list[Any]) -> PageFacts:
    number, is_damaged, margins, sizes, warnings, pictures = row
    return PageFacts(
        number,
        is_damaged,
        tuple((key, at, words) for key, at, words in margins),
        tuple((size, words) for size, words in sizes),
        tuple(warnings),
        tuple(tuple(identity) for identity in pictures),
    )


@dataclass(frozen=True, slots=True)
class Setting:
    """What the other pages tell about one."""

    number: int
    # The keys of its lines that repeat on every page.
    leave_out: frozenset[str]
    body_size: float
    # For each of its pictures, whether no page before has it.
    is_new_picture: tuple[bool, ...]


class Course:
    """Goes through the pages in their order, as far as what is known of them allows."""

    def __init__(self, page_count: int) -> None:
        self._page_count = page_count
        self._known: dict[int, PageFacts] = {}
        self._next = 1
        self._counted = 0
        self._behind: deque[list[Margin]] = deque(maxlen=PAGES_BEHIND)
        self._sizes: Counter[float] = Counter()
        self._announced: set[str] = set()
        self._pictures_seen: set[Identity] = set()
        self._warnings: list[str] = []
        self._damaged: list[int] = []

    @property
    def is_over(self) -> bool:
        return self._next > self._page_count

    @property
    def is_all_damaged(self) -> bool:
        return len(self._damaged) == self._page_count

    @property
    def warnings(self) -> tuple[str, ...]:
        damaged = [f"Page {number} is damaged and was left out." for number in self._damaged[:MAX_WARNINGS]]
        return (*damaged, *self._warnings[:MAX_WARNINGS])

    def add(self, facts: PageFacts) -> Iterator[Setting]:
        """Yield for each page, in order, what can now be said of it."""
        self._known[facts.number] = facts
        while not self.is_over and self._count() >= min(self._next + PAGES_AHEAD, self._page_count):
            yield self._setting(self._known[self._next])
            del self._known[self._next]
            self._next += 1

    def _count(self) -> int:
        """Count the pages as far as the next one needs them and no further; return the last one's number.

        What stands on later pages must not change what the size of letters was for this one.
        """
        while self._counted < self._next + PAGES_AHEAD and (facts := self._known.get(self._counted + 1)) is not None:
            self._counted += 1
            if facts.is_damaged:
                self._damaged.append(facts.number)
            for size, words in facts.sizes:
                self._sizes[size] += words
        return self._counted

    def _setting(self, facts: PageFacts) -> Setting:
        last = min(facts.number + PAGES_AHEAD, self._page_count)
        ahead = [self._known[number].keys for number in range(facts.number + 1, last + 1)]
        running = repeated(facts.keys, [*self._behind, *ahead])
        self._behind.append(facts.keys)
        self._warnings += facts.warnings
        return Setting(
            facts.number,
            frozenset(self._known_words({words for key, _, words in facts.margins if key in running})),
            self._sizes.most_common(1)[0][0] if self._sizes else USUAL_BODY_SIZE,
            tuple([self._is_new(identity) for identity in facts.pictures]),
        )

    def _known_words(self, keys: set[str]) -> set[str]:
        """Return the keys of repeated lines that say nothing new: the first time, a footer may name the plan year."""
        known = {key for key in keys if is_page_number(key) or key in self._announced}
        self._announced |= keys
        return known

    def _is_new(self, identity: Identity) -> bool:
        is_new = identity not in self._pictures_seen
        self._pictures_seen.add(identity)
        return is_new
