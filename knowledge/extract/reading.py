"""What every reader is given and gives back. A reader hands over each page as soon as it has it."""

from dataclasses import dataclass
from typing import Protocol

from knowledge.extract.limits import Limits
from knowledge.extract.types import ExtractedPage


@dataclass(frozen=True)
class Region:
    """A part of a page whose text must be recognised from its picture; fractions as in Box."""

    x0: float
    y0: float
    x1: float
    y1: float


WHOLE_PAGE = Region(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True)
class PictureText:
    """A page that holds text in pictures.

    `replaces_text_layer` says that the page's own text is missing or wrong. `running` are the lines known to
    repeat on every page, so that the second reading of this page leaves them out as the first did. `pictures` are
    the parts of an office file that stand on this page.
    """

    regions: tuple[Region, ...]
    replaces_text_layer: bool
    running: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """What is known of the document as a whole once its last page is read."""

    title: str = ""
    warnings: tuple[str, ...] = ()


class Sink(Protocol):
    """Where a reader's pages go. Raises ExtractionFailed when a limit is reached."""

    limits: Limits

    def start(self, page_count: int) -> None: ...

    def page(self, page: ExtractedPage, picture_text: PictureText | None = None) -> None: ...
