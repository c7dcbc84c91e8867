"""The sign-ins of the demo: kept in one file that only its owner may read, shown on the platform's landing page."""

import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from django.conf import settings

from accounts.models import User
from platform_admin.second_factor.demo import played_code

# No letters that look like others; three groups are 56 bits.
_LETTERS = "abcdefghjkmnpqrstuvwxyz"
_LABELS = {"employee": "Employee", "hr_editor": "HR editor", "hr_admin": "HR admin", "operator": "Operator"}


@dataclass(frozen=True)
class SignIn:
    """One person of the demo. Operators have no class, state or hours."""

    role: str
    name: str
    email: str
    password: str
    class_code: str = ""
    language: str = "en"
    work_state: str = ""
    hours: str = ""
    code: str = ""  # that the demo's authenticator app shows now; never written to the file

    @property
    def label(self) -> str:
        return _LABELS[self.role]

    @property
    def email_name(self) -> str:
        """What stands before the @: a long address is broken there."""
        return self.email.partition("@")[0]

    @property
    def email_host(self) -> str:
        return self.email.partition("@")[2]


@dataclass(frozen=True)
class House:
    """A demo company, or the platform, and who may come in."""

    name: str
    subdomain: str
    host: str
    url: str
    people: tuple[SignIn, ...]


@dataclass(frozen=True)
class SignIns:
    platform: House
    clients: tuple[House, ...]

    def __iter__(self) -> Iterator[House]:
        yield from self.clients
        yield self.platform


def sign_ins_file() -> Path:
    return settings.DATA_DIR / "demo.json"


def read_sign_ins() -> SignIns | None:
    """Return what was written, or None if there is nothing or only half of it."""
    try:
        written = json.loads(sign_ins_file().read_text())
        platform = {"name": "Platform", "subdomain": "", "host": settings.PLATFORM_HOST, **written["platform"]}
        return SignIns(_house(platform), tuple(_house(client) for client in written["clients"]))
    except (FileNotFoundError, json.JSONDecodeError, KeyError, TypeError):
        return None


def write_sign_ins(sign_ins: SignIns) -> Path:
    """Replace the file in one step, so that no reader ever sees half of it."""
    platform = asdict(sign_ins.platform)
    people = [{key: person[key] for key in ("role", "email", "name", "password")} for person in platform["people"]]
    body = {
        "platform": {"url": platform["url"], "people": people},
        "clients": [_written(client) for client in sign_ins.clients],
    }
    path = sign_ins_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(body, file, indent=2, ensure_ascii=False)
    draft.replace(path)
    return path


def forget_sign_ins(subdomain: str) -> None:
    """Take a company out of the demo's file, if it is there."""
    sign_ins = read_sign_ins()
    if sign_ins and any(house.subdomain == subdomain for house in sign_ins.clients):
        write_sign_ins(replace(sign_ins, clients=tuple(one for one in sign_ins.clients if one.subdomain != subdomain)))


def shown_sign_ins() -> tuple[House, ...]:
    """Return every house of the embedded demo, employees first; nothing anywhere else, whatever lies on the disk."""
    if not (settings.EMBEDDED and settings.DEMO):
        return ()
    doors = list(_LABELS)
    return tuple(
        replace(house, people=tuple(map(_with_code, sorted(house.people, key=lambda person: doors.index(person.role)))))
        for house in read_sign_ins() or ()
    )


def new_password() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


def _written(house: House) -> dict:
    body = asdict(house)
    for person in body["people"]:
        del person["code"]
    return body


def _with_code(person: SignIn) -> SignIn:
    return replace(person, code=played_code(person.email)) if person.role == User.Role.OPERATOR else person


def _house(written: dict) -> House:
    people = tuple(SignIn(**person) for person in written["people"])
    return House(written["name"], written["subdomain"], written["host"], written["url"], people)
