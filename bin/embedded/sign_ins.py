"""The addresses and sign-ins of the demo, as the seed wrote them down."""

import json
from dataclasses import dataclass
from pathlib import Path

from embedded.sentences import Refusal


@dataclass(frozen=True)
class Person:
    role: str
    email: str
    password: str
    class_code: str = ""


@dataclass(frozen=True)
class Site:
    """A client's own address, or the operators'."""

    name: str
    host: str
    url: str
    people: tuple[Person, ...]


@dataclass(frozen=True)
class SignIns:
    platform: Site
    clients: tuple[Site, ...]


def read_sign_ins(path: Path) -> SignIns | None:
    """Return None if no demo was filled in."""
    if not path.exists():
        return None
    try:
        written = json.loads(path.read_text())
        return SignIns(_site("Operators", written["platform"]), tuple(_site("", one) for one in written["clients"]))
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise Refusal(f"{path} is not in the expected form ({error!r}). Start once more to write it anew.") from error


def sign_in_block(path: Path, *, port: int) -> str:
    """Return what is printed at the end of a start."""
    sign_ins = read_sign_ins(path)
    if sign_ins is None:
        return f"\n  Ready: http://localhost:{port}/\n"
    lines = [""]
    for site in (*sign_ins.clients, sign_ins.platform):
        lines += [f"  {site.name}  {site.url}", *(_person_line(person) for person in site.people), ""]
    lines += [
        f"  Operators are asked for a code besides the password; it stands at http://localhost:{port}/",
        f"  The same in {path}",
        "  Ctrl-C stops everything.",
        "",
    ]
    return "\n".join(lines)


def _site(name: str, written: dict) -> Site:
    people = tuple(
        Person(one["role"], one["email"], one["password"], one.get("class_code") or "") for one in written["people"]
    )
    return Site(written.get("name") or name, written.get("host", "localhost"), written["url"], people)


def _person_line(person: Person) -> str:
    role = person.role.replace("_", " ") + (f" ({person.class_code})" if person.class_code else "")
    return f"    {role:<20} {person.email:<38} {person.password}"
