"""What the commands that ask a client known questions have in common: of whom, as whom, from and to which file."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from accounts.audience import Audience, read_hours, read_work_state
from benefits.models import BenefitClass
from knowledge.evaluation.json_lines import BadQuestions
from tenants.binding import ClientRef
from tenants.context import platform_scope
from tenants.models import Client

MOST_BAD_LINES = 20


def client_of(subdomain: str) -> ClientRef:
    with platform_scope():
        served = Client.objects.served()
        row = served.filter(subdomain=subdomain.lower()).first()
        if row is None:
            known = ", ".join(served.order_by("subdomain").values_list("subdomain", flat=True)[:20])
            raise CommandError(
                f"There is no active client with the subdomain {subdomain}. "
                + (f"There are: {known}." if known else "There is none at all yet.")
            )
        return row.ref()


def audience_of(class_code: str, state: str, hours: str) -> Audience:
    work_state, working_time = read_work_state(state), read_hours(hours)
    if work_state is None:
        raise CommandError(f"{state} is no state. Write its name or its two letters: California or CA.")
    if working_time is None:
        raise CommandError(f"{hours} is no working time. Write full time or part time.")
    return Audience(class_code, work_state, working_time)


def unknown_class(class_code: str) -> str:
    """Return a sentence if the client bound now has no such class, "" if it has, or none is named."""
    if not class_code or BenefitClass.objects.filter(code=class_code).exists():
        return ""
    known = ", ".join(BenefitClass.objects.values_list("code", flat=True)) or "none yet"
    return f"no benefit class {class_code}. Its classes: {known}."


def lines_of(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is no text in UTF-8. Save it as UTF-8 and try again.") from error
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error


def refusal(path: Path, bad: BadQuestions) -> CommandError:
    """Return what tells that the file was not used, with its first bad lines."""
    shown = list(bad.sentences[:MOST_BAD_LINES])
    left = len(bad.sentences) - len(shown)
    if left:
        shown.append(f"... and {left} more.")
    return CommandError("\n".join([f"{path} was not used; nothing was measured.", *shown]))


def write_json(path: Path, report: dict[str, Any]) -> None:
    try:
        path.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}. The figures stand above.") from error
