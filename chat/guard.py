"""What is looked at before a question is stored or sent anywhere: a person in danger, and identifiers.

Both are plain patterns, so they work when every engine is down, and err on the side of the person.
"""

import re
import unicodedata
from dataclasses import dataclass

MASK = "•••"

_THINKING_OF = r"(?:want(?:ing)? to|wanna|going to|gonna|plan(?:ning)? to|thinking (?:of|about)|might|feel like)"
_DANGER = re.compile(
    "|".join(
        (
            r"\b(?:kill|unalive)(?:ing)? (?:my ?self|me please)\b",
            r"\b(?:end|ending|take|taking) my (?:own )?life\b",
            r"\b(?:want|wanna|wanted|ready|rather|wish)\b(?: \w+){0,2} (?:die|dead)\b",
            r"\b(?:do ?n'?t|do not|no longer|not) want to (?:live|be alive|exist|wake up|be here anymore)\b",
            r"\b(?:no|any) (?:reason|point) (?:to|in) (?:live|living|go on|going on)\b",
            r"\bbetter off (?:dead|without me)\b",
            rf"\b{_THINKING_OF} (?:hurt|hurting|harm|harming|cut|cutting) my ?self\b",
            r"\b(?:hurt|hurting|harm|harming|cut|cutting) my ?self on purpose\b",
            r"\bself[- ]?harm(?:ing)?\b",
            r"\b(?:commit|committing|attempt|attempting) suicide\b",
            r"\bsuicid(?:e|al|io|a|arme|arse)\b",
            r"\b(?:matarme|me (?:voy a|quiero) matar|quitarme la vida|quitar(?:me)? la vida)\b",
            r"\b(?:quiero|quisiera|ganas de|prefiero) (?:morir(?:me)?|estar muert[oa]|desaparecer)\b",
            r"\bno quiero (?:vivir|seguir viviendo|estar viv[oa])\b",
            r"\b(?:acabar|terminar) con mi vida\b",
            r"\b(?:hacerme dano|lastimarme|autolesion\w*)\b",
        )
    )
)
# Terms of insurance policies. The bare words are no cry for help; with "I" or "my own" beside them they are.
_POLICY_TERM = re.compile(
    r"\bsuicide (?:clause|exclusion|provision|prevention (?:training|policy|program))s?\b"
    r"|\bclausula de suicidio\b|\bexclusion por suicidio\b"
)

_SSN = re.compile(r"(?<![\d-])\d{3}([-. ])\d{2}\1\d{4}(?![\d-])")
_SSN_NAMED = re.compile(
    r"((?:\bssn\b|\bitin\b|social security(?: number)?|seguro social|n[uú]mero social)\D{0,20})(\d{9})(?!\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Masked:
    text: str
    is_changed: bool


def is_crisis(text: str) -> bool:
    """Whether somebody may be in danger from themselves; English and Spanish."""
    return bool(_DANGER.search(_POLICY_TERM.sub(" ", _plain(text))))


def mask_identifiers(text: str) -> Masked:
    """Return the text with social security numbers taken out; dates, phones and amounts stay."""
    masked = _SSN_NAMED.sub(rf"\g<1>{MASK}", _SSN.sub(MASK, text))
    return Masked(masked, masked != text)


def _plain(text: str) -> str:
    """Lower case, no accents, straight apostrophes, single spaces."""
    spread = unicodedata.normalize("NFKD", text.casefold()).replace("’", "'")
    return " ".join("".join(letter for letter in spread if not unicodedata.combining(letter)).split())
