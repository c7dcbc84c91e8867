"""The mails that the embedded mode writes to a folder instead of sending them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

# Django's file backend writes this line after each message; one file holds what one connection sent.
_BETWEEN_MESSAGES = b"\n" + b"-" * 79 + b"\n"
NEWEST = 200


@dataclass(frozen=True)
class KeptMail:
    sent_at: datetime
    sender: str
    recipient: str
    subject: str
    text: str


def newest_mails(folder: Path) -> list[KeptMail]:
    """Return the latest mails, newest first."""
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)[:NEWEST]
    mails = [mail for path in files for mail in _read(path)]
    return sorted(mails, key=lambda mail: mail.sent_at, reverse=True)[:NEWEST]


def all_mails(folder: Path) -> Iterator[KeptMail]:
    """Yield every mail that is kept, however many; none if there is no folder."""
    for path in folder.glob("*.log"):
        yield from _read(path)


def forget_mails(folder: Path, concerns: Callable[[KeptMail], bool]) -> int:
    """Take the mails that are concerned out of the folder; return how many there were."""
    gone = 0
    for path in sorted(folder.glob("*.log")):
        parts = [part for part in path.read_bytes().split(_BETWEEN_MESSAGES) if part.strip()]
        kept = [part for part in parts if not concerns(_mail(part, path))]
        if len(kept) == len(parts):
            continue
        gone += len(parts) - len(kept)
        if kept:
            path.write_bytes(b"".join(part + _BETWEEN_MESSAGES for part in kept))
        else:
            path.unlink()
    return gone


def _read(path: Path) -> Iterator[KeptMail]:
    for raw in path.read_bytes().split(_BETWEEN_MESSAGES):
        if raw.strip():
            yield _mail(raw, path)


def _mail(raw: bytes, path: Path) -> KeptMail:
    message = message_from_bytes(raw.lstrip(), policy=policy.default)
    return KeptMail(
        sent_at=_sent_at(message) or datetime.fromtimestamp(path.stat().st_mtime, UTC),
        sender=str(message["From"] or ""),
        recipient=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        text=_text(message),
    )


def _sent_at(message: EmailMessage) -> datetime | None:
    if not message["Date"]:
        return None
    sent_at = message["Date"].datetime
    # Django writes the offset -0000, which is UTC without a claim about the sender's own zone.
    return sent_at if sent_at.tzinfo else sent_at.replace(tzinfo=UTC)


def _text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    return body.get_content().strip() if body else ""
