"""The house as its mails show it. Brands are kept by an app that lies before this one in the arrow, and that says how
they look when it is ready; until then, and on the platform's host, mails are the platform's own.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tenants.binding import bound

PLATFORM_NAME = "Benefits platform"


@dataclass(frozen=True)
class MailColours:
    """What a mail needs of a theme: a filled button and its words, and links on light and on dark ground."""

    solid: str = "#23577a"
    on_solid: str = "#ffffff"
    link: str = "#23577a"
    link_dark: str = "#6da1c8"


@dataclass(frozen=True)
class MailLogo:
    """A picture that goes along in the mail, with the size it is shown at, which is half of its own."""

    png: bytes
    width: int
    height: int


@dataclass(frozen=True)
class MailLook:
    company: str
    product_name: str = ""
    help_email: str = ""
    help_phone: str = ""
    colours: MailColours = MailColours()
    logo: MailLogo | None = None
    greeting: tuple[str, str] | None = None  # before and after the reader's name, in the company's own words
    closing: str = ""
    footer: str = ""


_looks: list[Callable[[], MailLook]] = []


def draw_mails_with(look: Callable[[], MailLook]) -> None:
    """Say how the client at hand looks; asked in the language of the reader."""
    _looks[:] = [look]


def current_look() -> MailLook:
    binding = bound.get()
    if not _looks or binding is None or binding.client is None:
        return platform_look()
    return _looks[0]()


def platform_look() -> MailLook:
    return MailLook(company=PLATFORM_NAME)
