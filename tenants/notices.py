"""What the platform tells a client's people on every page while something is wrong with it.

It travels with the facts of the host (tenants/hosts.py), so that no page asks for it: whoever changes what a source
says makes hosts be looked up anew.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from django.utils.translation import get_language


@dataclass(frozen=True)
class Notice:
    """`key` is another one once there is more to tell: who has put the notice away sees it again."""

    key: str
    tone: str  # of components/banner.html
    title: str
    title_es: str
    text: str
    text_es: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)

    def told(self) -> dict[str, str]:
        """Return key, tone, title and text in the language of the page."""
        is_spanish = (get_language() or "").startswith("es")
        return {
            "key": self.key,
            "tone": self.tone,
            "title": self.title_es if is_spanish else self.title,
            "text": self.text_es if is_spanish else self.text,
        }


Source = Callable[[UUID], Sequence[Notice]]
_sources: list[Source] = []


def add_notice_source(source: Source) -> None:
    """Have it asked, in the platform's scope, what a client's people are to be told."""
    if source not in _sources:
        _sources.append(source)


def notices_of(client_id: UUID) -> tuple[Notice, ...]:
    return tuple(notice for source in _sources for notice in source(client_id))
