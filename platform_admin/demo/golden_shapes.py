"""The golden questions: what people ask the demo companies, and what a right answer must contain.

The amounts come from the companies' numbers, never from a second typing. `sources` name the published
page that answers a question without any calculation, `also` other pages that say the same, so that to cite one of them
is as right; questions without sources need a tool or a refusal.
"""

from dataclasses import dataclass
from datetime import date

from platform_admin.demo.numbers import DEMO_TODAY

FACT, CALCULATION, DATE = "fact", "calculation", "date"
NO_PICK, CRISIS, PRIVATE, OTHER_CLIENT = "no_pick", "crisis", "private", "other_client"


@dataclass(frozen=True)
class Source:
    """`page` is None for files without pages (Word, HTML); `contains` must stand in the answer or its citation."""

    file_name: str
    page: int | None
    sentence: str
    contains: tuple[str, ...]


@dataclass(frozen=True)
class GoldenQuestion:
    """`expected` are strings of the exact answer; `forbidden` are strings a right answer cannot contain."""

    number: int
    client: str
    class_code: str
    kind: str
    question: str
    expected: tuple[str, ...]
    sources: tuple[Source, ...] = ()
    forbidden: tuple[str, ...] = ()
    also: tuple[Source, ...] = ()
    language: str = "en"
    part: str = ""
    as_of: date = DEMO_TODAY
