"""What people write in a list for an employee's number, standing, day of hire and pay calendar."""

import re

ACTIVE, LEAVE, TERMINATED = "active", "leave", "terminated"
_STATUSES = {
    "": ACTIVE,
    **dict.fromkeys(("active", "a", "employed", "current", "regular", "activo", "activa"), ACTIVE),
    **dict.fromkeys(("leave", "on leave", "leave of absence", "loa", "l", "licencia", "de licencia"), LEAVE),
    **dict.fromkeys(("terminated", "term", "t", "inactive", "former", "left", "separated", "baja"), TERMINATED),
    **dict.fromkeys(("retired", "deceased", "terminado", "terminada", "inactivo", "inactiva"), TERMINATED),
}
_EMPLOYEE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,39}")
_PAY_CALENDAR = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/-]{0,29}")


def read_status(text: str) -> str | None:
    """Return ACTIVE, LEAVE or TERMINATED; None for a word that is none of these."""
    return _STATUSES.get(" ".join(text.lower().replace("_", " ").split()))


def read_employee_id(text: str) -> str | None:
    """Return the number as it is written; "" for nothing, None for what could not be one."""
    return text if not text or _EMPLOYEE_ID.fullmatch(text) else None


def read_pay_calendar(text: str) -> str | None:
    """Return the calendar's code in capitals; "" for nothing, None for what could not be one."""
    return text.upper() if not text or _PAY_CALENDAR.fullmatch(text) else None
