"""Small figures set above the line: marks of footnotes, mostly. "$25" with a raised 1 must never be read as "$251".

They come out as the raised signs that Unicode has, apart from the word before them: "$25 ¹". A reader sees what is
printed, and no amount, term or figure that is looked for takes them for a part of itself.
"""

import re

SIGNS = str.maketrans("0123456789()abcdef", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾ᵃᵇᶜᵈᵉᶠ")
# Two letters are an ordinal ("1st") or a trade mark, and stay as they are.
MARK = re.compile(r"\(?(?:\d{1,3}|[a-f])\)?(?:\s*[,;*†‡]\s*\(?(?:\d{1,3}|[a-f])\)?)*[*†‡]?")


# What may stand behind a figure without being a part of it.
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾ᵃᵇᶜᵈᵉᶠ"


def raised(text: str) -> str:
    """Return text that is set above the line as it may stand behind other text."""
    mark = text.strip()
    return f" {mark.translate(SIGNS)}" if MARK.fullmatch(mark) else text
