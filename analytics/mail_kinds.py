"""What this app mails: the week, to HR."""

from datetime import date

from accounts.mails.kinds import MailKind, Readers
from analytics.digest import Digest, Ending, Week

_LINK = "https://benefits.example.com/hr/insights/"


def _digest() -> dict[str, object]:
    week = Week(people=85, questions=210, answered=86, topics=("Deductible and copays", "Vision", "Enrollment dates"))
    endings = [Ending("Medical plan 2026", date(2026, 12, 31))]
    return {"name": "Hanna Holt", "digest": Digest(3, 1, endings, tests=2, week=week), "link": _LINK}


KINDS = (
    MailKind(
        "digest",
        "The week for HR",
        Readers.HR,
        "analytics/email/digest",
        frozenset({"name", "digest", "link"}),
        _digest,
        languages=("en",),
        may_be_stopped=True,
    ),
)
