"""How a test reads a page."""

import re

from django.http import HttpResponse


def words(response: HttpResponse) -> str:
    """Return the page as text, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())
