"""What a person is told when something outside the program is in the way."""

import errno
from pathlib import Path


class Refusal(Exception):
    """Ends the command: its text is the whole message, one or two clear sentences, and no traceback follows."""


def refusal_for(error: OSError) -> Refusal | None:
    """Return the sentence for an error of the machine, or None if it looks like a mistake of ours."""
    place = f" ({error.filename})" if error.filename else ""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Refusal(f"The disk is full{place}. Free some space and start again; nothing stored before is lost.")
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return Refusal(f"This folder or file cannot be written by you{place}. Mend its rights or use --data DIR.")
    return None


def last_words(log: Path, *, lines: int = 3) -> str:
    """Return the last lines of a log, for the end of a sentence that says what failed."""
    if not log.exists():
        return "it wrote nothing"
    written = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
    return " / ".join(written[-lines:]) or "it wrote nothing"
