"""What the words of an answer mean, told beneath it to whoever wants plain words and has no model to say it in them.

The answer itself stays as it was quoted and proven: a shorter sentence could leave out the condition it holds under.
"""

import re

from benefits.glossary import TERMS, Term
from chat.words import in_language
from knowledge.text.terms import plain_text

MOST_EXPLAINED = 4
_MEANINGS = {"en": "What the words mean:", "es": "Qué significan las palabras:"}
_BY_NAME = {plain_text(name): term for term in TERMS for name in (*term.names, *term.names_es)}
# The longest name first: a high-deductible health plan is not a deductible.
_NAMES = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(_BY_NAME, key=len, reverse=True)))})(?!\w)")


def with_meanings(text: str, language: str) -> str:
    """Return the text with the meanings of its first words of benefits beneath it; as it is, if there are none."""
    terms = terms_in(text)[:MOST_EXPLAINED]
    if not terms:
        return text
    told = [f"- **{term.name(language)}**: {term.said(language)}" for term in terms]
    return "\n".join([text, "", in_language(_MEANINGS, language), "", *told])


def terms_in(text: str) -> list[Term]:
    """Return the words of benefits in it, in either language, in the order in which they stand."""
    return list(dict.fromkeys(_BY_NAME[found[0]] for found in _NAMES.finditer(plain_text(text))))
