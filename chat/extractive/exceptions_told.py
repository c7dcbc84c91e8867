"""A rule for everybody, and the sentence behind it that leaves the asker's group out: "Neither charge applies to
members of Local 9." Without it the rule would be a wrong answer to them.
"""

import re
from collections.abc import Sequence

from chat.extractive.denials import denies_it
from chat.extractive.statements import Statement
from chat.extractive.wording import Ground
from knowledge.text.terms import list_terms, plain_text

_LEAVES_OUT = re.compile(
    r"\b(?:neither|none)\b.{0,60}\b(?:appl(?:y|ies)|owe|pay)\b|\b(?:exempt|waived|excluded) (?:for|from)?\b"
    r"|\b(?:is|are) (?:exempt|waived|excluded)\b|\bexcept(?:ion|s)?\b|\bni\b.{0,80}\bse aplican?\b"
    r"|\b(?:exent[oa]s?|excepto|salvo|excluid[oa]s?)\b"
)
_LONG_WORD = 6  # letters; shorter words are told of many things


def exception_for_asker(first: Statement, statements: Sequence[Statement], ground: Ground) -> Statement | None:
    """Return what stands below the same heading and says that the first is not so for the asker's own group."""
    if ground.classes(first.said).is_of_own:
        return None
    about = _telling_words(first.said)
    for one in statements:
        classes = ground.classes(one.text)
        is_near = _place(one) == _place(first) and one.text != first.text and not one.is_row
        is_said = denies_it(one.said) or _LEAVES_OUT.search(plain_text(one.said))
        is_own = classes.is_of_own and not classes.is_of_others
        if is_near and is_own and is_said and about & _telling_words(one.said):
            return one
    return None


def _place(statement: Statement) -> tuple[str, str, str]:
    passage = statement.passage
    return passage.document_title, passage.plan_year, passage.heading


def _telling_words(text: str) -> frozenset[str]:
    return frozenset(word for word in list_terms(text) if len(word) >= _LONG_WORD)
