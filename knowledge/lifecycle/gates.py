"""Whatever wants a look at a change of what is published before it is made: what lies before this app in the arrow is
not imported here.

An app adds its gate when it is ready, by its name. Each is asked in the transaction that would make the change, and may
hold it: the change is then not made, and whoever holds it makes it later (`publish.py`), or never.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

# Apps add their gates before any model may be imported.
if TYPE_CHECKING:
    from accounts.models import User
    from knowledge.models import Document, DocumentVersion


@dataclass(frozen=True)
class Change:
    """A version that would be published, or, without one, a document that would be taken back."""

    document: "Document"
    version: "DocumentVersion | None"
    by: "User | None"
    is_scheduled: bool = False  # its day has come: nobody stands in front of the page

    @property
    def is_made(self) -> bool:
        """Whether it is so already."""
        return self.document.published_version_id == (self.version.pk if self.version else None)


@dataclass(frozen=True)
class Held:
    """A change that waits."""

    sentence: str
    url: str  # where HR sees what it waits for


Gate = Callable[[Change], Held | None]
_gates: list[str] = []


def add_gate(name: str) -> None:
    """Add a gate by the dotted name of its function."""
    if name not in _gates:
        _gates.append(name)


def hold(change: Change) -> Held | None:
    """Ask every gate; return what the first one that holds the change says. Run it in the change's transaction.

    A change that changes nothing is asked about, too: another that waits is not wanted any more then.
    """
    gates: list[Gate] = [import_string(name) for name in _gates]
    return next((held for held in (gate(change) for gate in gates) if held), None)
