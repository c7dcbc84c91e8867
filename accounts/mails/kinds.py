"""Every mail of the product, one row a kind. An app says what it sends when it is ready; nothing else can be sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum


class Readers(Enum):
    EMPLOYEES = "Employees"
    PEOPLE = "Everybody with an account"
    HR = "HR"
    OWNERS = "HR admins"
    CARRIERS = "HR and carriers"
    OPERATORS = "Operators"


class Speaker(Enum):
    HOUSE = "house"  # the client where one is bound, else the platform
    PLATFORM = "platform"  # also where it is about a client


@dataclass(frozen=True)
class MailKind:
    """`template` is what the names of its three templates begin with: _subject.txt, _message.txt, _message.html."""

    key: str
    title: str
    readers: Readers
    template: str
    needs: frozenset[str]
    sample: Callable[[], Mapping[str, object]]  # for previews and tests; also of each way it can come out
    speaker: Speaker = Speaker.HOUSE
    languages: tuple[str, ...] = ("en", "es")
    is_answered: bool = False  # whether a reply should reach the company's help address
    may_be_stopped: bool = False  # whether whoever gets it can say that they want no more of them
    always_goes: bool = False  # also to an address that mails came back from: somebody waits for it at this moment


class UnknownMail(LookupError):
    """No app has said that it sends such a mail."""


_kinds: dict[str, MailKind] = {}


def add_mail_kinds(*kinds: MailKind) -> None:
    _kinds.update((kind.key, kind) for kind in kinds)


def mail_kind(key: str) -> MailKind:
    try:
        return _kinds[key]
    except KeyError as unknown:
        raise UnknownMail(
            f"No mail is called {key!r}; say it with add_mail_kinds() when the app is ready."
        ) from unknown


def mail_kinds() -> list[MailKind]:
    return list(_kinds.values())
