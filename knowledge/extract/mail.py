"""E-mail messages (EML): who wrote what to whom and when, and the message itself. Attachments are only named."""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from knowledge.extract.cells import tidy
from knowledge.extract.failure import ExtractionFailed
from knowledge.extract.html import Walk, held_texts, parse
from knowledge.extract.logical_pages import put_pages
from knowledge.extract.reading import Facts, Sink
from knowledge.extract.text import text_blocks
from knowledge.extract.types import Block
from knowledge.extract.watch import Held

SHOWN_HEADERS = ("From", "To", "Cc", "Date")
MAX_HEADER_CHARACTERS = 500
MAX_NAMED = 20
# Words of an HTML body with fewer than this share of the plain one's are a sign or a picture, not the message.
LEAST_SHARE = 0.5


def read(path: Path, sink: Sink) -> Facts:
    message = message_from_bytes(path.read_bytes(), policy=default)
    subject = _header(message, "Subject")
    heads = [f"{name}: {_header(message, name)}" for name in SHOWN_HEADERS if _header(message, name)]
    blocks = [Block("heading", subject, None, 1)] if subject else []
    blocks += [Block("paragraph", "\n".join(heads), None)] if heads else []
    body, held = _body(message)
    names = list(_attachment_names(message))
    if not blocks and not body and not names:
        raise ExtractionFailed("corrupt")
    put_pages([*blocks, *body], sink, [Held(subject), *map(Held, heads), *held])
    return Facts(title=subject, warnings=_warnings(names))


def _header(message: EmailMessage, name: str) -> str:
    try:
        return tidy(str(message.get(name, "")).replace("\x00", ""))[:MAX_HEADER_CHARACTERS]
    except (ValueError, IndexError, AttributeError):
        # The library trips over some broken headers only when they are asked for.
        return ""


def _body(message: EmailMessage) -> tuple[list[Block], list[Held]]:
    """Return the message as blocks: from its HTML, which has the tables, unless the plain text says much more."""
    plain, rich = _content(message, "plain"), _content(message, "html")
    if rich:
        root = parse(rich.encode(errors="replace"))
        top = root.find(".//body")
        top = root if top is None else top
        held = list(held_texts(top))
        blocks = list(Walk().blocks(top))
        if sum(len(block.text) for block in blocks) >= LEAST_SHARE * len(tidy(plain)):
            return blocks, held
    text = plain.replace("\r\n", "\n").replace("\x00", "")
    return list(text_blocks(text)), list(map(Held, text.splitlines()))


def _content(message: EmailMessage, kind: str) -> str:
    try:
        part = message.get_body((kind,))
        return part.get_content() if part is not None else ""
    except (LookupError, ValueError, AttributeError):
        # An unknown character set, or a body that is not what its header says.
        return ""


def _attachment_names(message: EmailMessage) -> Iterator[str]:
    for part in message.walk():
        if part.get_content_type() == "message/rfc822":
            # A message that was forwarded as a file has a subject where a file has a name.
            inner = next(iter(part.get_payload()), None) if part.is_multipart() else None
            yield (inner is not None and _header(inner, "Subject")) or "a message without a subject"
            continue
        name = part.get_filename()
        if name and part.get_content_disposition() == "attachment":
            yield tidy(name)


def _warnings(names: list[str]) -> tuple[str, ...]:
    if not names:
        return ()
    shown = ", ".join(f"“{name}”" for name in names[:MAX_NAMED])
    return (f"Attachments are not read: {shown}. Upload each of them as a document of its own.",)
