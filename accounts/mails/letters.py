"""Mails whose words are in code rather than in templates of their own: some paragraphs, a button, and why it comes."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

from accounts.mails.send import Attached, send

LETTER = "emails/paragraphs"


@dataclass(frozen=True)
class Letter:
    subject: str
    paragraphs: tuple[str, ...]
    why: str
    name: str = ""  # of the reader, where it is known
    link: str = ""
    label: str = ""  # of the button
    after: tuple[str, ...] = ()  # below it


NEEDED = frozenset(field.name for field in fields(Letter))


def send_letter(key: str, letter: Letter, *, to: str, language: str = "en", attached: Sequence[Attached] = ()) -> None:
    """Send it as a mail of this kind, as `send` does; the words are in the language already."""
    send(key, to=to, language=language, attached=attached, **asdict(letter))


def letter_sample(letter: Letter) -> dict[str, object]:
    return asdict(letter)
