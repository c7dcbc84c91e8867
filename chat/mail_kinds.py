"""What this app mails: what employees wait for, what is sent on to HR and carriers, and what test questions show."""

from accounts.mails.kinds import MailKind, Readers
from chat.models import AnswerRun

_LINK = "https://benefits.example.com/"


def _run() -> dict[str, object]:
    run = AnswerRun(cause=AnswerRun.Cause.PUBLISH, status=AnswerRun.Status.DONE, document_title="Medical plan 2027")
    return {"run": run, "count": 2, "link": f"{_LINK}hr/tests/runs/sample/"}


KINDS = (
    MailKind(
        "told",
        "HR has answered a question",
        Readers.EMPLOYEES,
        "chat/email/told",
        frozenset({"link"}),
        lambda: {"link": f"{_LINK}told/sample/"},
        may_be_stopped=True,
    ),
    MailKind(
        "replied",
        "A reply to a question that was sent on",
        Readers.EMPLOYEES,
        "chat/email/replied",
        frozenset({"link"}),
        lambda: {"link": f"{_LINK}c/sample/"},
    ),
    MailKind(
        "handover",
        "A question that an employee sends on",
        Readers.CARRIERS,
        "chat/hr/email/handover",
        frozenset({"from_whom", "text", "link"}),
        lambda: {
            "from_whom": "Nora Lang (nora@example.com)",
            "text": "My daughter turns 26 in May.\nUntil which day is she covered?",
            "link": f"{_LINK}reply/sample/",
        },
        languages=("en",),
    ),
    MailKind(
        "test_run_held_back",
        "Test questions hold a change back",
        Readers.HR,
        "chat/email/test_run_held_back",
        frozenset({"run", "count", "link"}),
        _run,
        languages=("en",),
    ),
    MailKind(
        "test_run_worse",
        "Test questions are answered worse",
        Readers.HR,
        "chat/email/test_run_worse",
        frozenset({"run", "count", "link"}),
        _run,
        languages=("en",),
    ),
)
