"""Names of files in a ZIP: nothing in them leads anywhere but into the folder it is unpacked to."""

import re
import unicodedata

_LONGEST = 80
# What Windows takes for a device, with any ending.
_DEVICES = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def member_name(text: str) -> str:
    """Return the text as one part of a path: letters, digits, blanks and . - _ ( ), never hidden, never `..`."""
    plain = unicodedata.normalize("NFC", text)
    kept = "".join(sign if sign.isalnum() or sign in " .-_()" else "_" for sign in plain)
    stem, dot, ending = re.sub(r"\.{2,}", ".", kept).strip(" .").rpartition(".")
    short = f"{stem[: _LONGEST - len(ending) - 1]}{dot}{ending}" if stem and len(ending) < 10 else kept[:_LONGEST]
    short = re.sub(r"\.{2,}", ".", short).strip(" .") or "file"
    return f"_{short}" if _DEVICES.match(short) else short
