"""How a test reads a page."""

import re

from django.http import HttpResponse
from django.test import Client as Browser


def words(response: HttpResponse) -> str:
    """Return the page as text, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def seen_in(page: HttpResponse) -> dict[str, str]:
    """Return what the page's form says that its reader has seen of the row."""
    return {"seen": re.search(r'name="seen" value="([^"]*)"', page.text).group(1)}


def save(browser: Browser, path: str, fields: dict[str, object]) -> HttpResponse:
    """Open the form of a row that is there and send it with these fields, as people do."""
    return browser.post(path, fields | seen_in(browser.get(path)))
