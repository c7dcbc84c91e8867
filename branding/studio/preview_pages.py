"""Which pages the studio shows. Whoever draws one names it here when it is ready; nothing of an app further left is
imported."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PreviewPage:
    """`draw` is the dotted name of a function that answers the request as the page's own view does."""

    name: str
    label: str
    draw: str
    position: int = 9  # where it stands among the others


_pages: dict[str, PreviewPage] = {}


def add_preview(page: PreviewPage) -> None:
    _pages[page.name] = page


def preview_pages() -> list[PreviewPage]:
    return sorted(_pages.values(), key=lambda page: page.position)


def preview_page(name: str) -> PreviewPage:
    """Return the page of this name; raises KeyError."""
    return _pages[name]
