"""The pages on which HR meets what employees ask."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    is_current: bool


def question_tabs(request: HttpRequest) -> list[Tab]:
    pages = (
        ("Not answered", reverse("chat:gaps")),
        ("Sent to HR", reverse("chat:handovers")),
        ("Official answers", reverse("chat:official_list")),
    )
    return [Tab(label, url, request.path.startswith(url)) for label, url in pages]
