"""Whether something is said to be covered or not, and whether its source says the same of it."""

import re
from typing import Literal

from chat.proof.units import Unit
from knowledge.text.terms import list_terms, plain_text

Cover = Literal["covered", "not covered"]

_NOT = re.compile(
    r"\b(?:not|never|n't|no longer|isn't|aren't|won't) (?:be |been |generally |typically |usually "
    r")?(?:covered|included|eligible|payable)\b"
    r"|\b(?:doesn't|does not|don't|do not|won't|will not|cannot|never) (?:cover|pay for|include|reimburse)\b"
    r"|\bneither (?:\w+ ){0,2}covers?\b|\bningun[oa]? (?:\w+ ){0,2}cubren?\b"
    r"|\b(?:is|are|was|were) excluded\b|\bexclu(?:des?|sions?|ded)\b|\bno (?:coverage|benefit) (?:for|is)\b"
    r"|\bnot a covered\b"
    r"|\bno (?:se )?(?:cubren?|incluyen?|pagan?)\b|\bno (?:esta|estan|son|sera) (?:cubiert|incluid)[oa]s?\b"
    r"|\bexcluid[oa]s?\b|\bexclusion(?:es)?\b|\bexcluyen?\b|\bsin cobertura\b|\bno hay cobertura\b"
)
_YES = re.compile(
    r"\b(?:is|are|be|been|fully|also|both|as) covered\b"
    r"|\bcovered (?:at|in full|under|by|as|when|if|only|once|up to|with|without)\b"
    r"|\b(?:plan|it|policy|benefit|hmo|ppo|hdhp|epo|coverage|we|insurance)s? (?:also |fully |will )?(?:covers?|pays "
    r"for|includes?)\b"
    r"|^(?:yes\b.{0,20}\b)?covers?\b|\bcovered services? includ|\bcovered:|: covered\b|\byes,? .{0,60}\bcovered\b"
    r"|\b(?:esta|estan|sera|quedan?) cubiert[oa]s?\b|\bcubiert[oa]s? (?:al|en|por|con|sin|hasta)\b"
    r"|\b(?:plan|seguro|poliza|cobertura) (?:tambien |si )?(?:cubre|incluye|paga)\b|\bse cubren?\b"
    r"|\bsi,? .{0,20}\bcubre"
)
_PRICED = re.compile(
    r"\$\s?\d|\d\s?%|\bno charge\b|\bcopay|\bcoinsurance\b|\bsin (?:costo|cargo)\b|\bcopago\b|\bcoseguro\b"
)
# Of people and times: who is covered and for how long is no claim that a service is.
_OF_PEOPLE = re.compile(
    r"\bcovered (?:employees?|persons?|individuals?|members?|dependents?|children|spouses?|under (?:another|your "
    r"spouse))\b"
    r"|\b(?:you|your (?:\w+ )?(?:spouse|child(?:ren)?|family|dependents?|kids?)|employees?|dependents?|children) "
    r"(?:\w+ ){0,3}(?:is|are|be|stays?|remains?) covered\b|\bstays? covered\b|\bgets? covered\b"
    r"|\b(?:hij[oa]s?|familia|espos[oa]|conyuge|pareja|dependientes?|emplead[oa]s?|usted)\b.{0,20}\bcubiert[oa]s?\b"
)
_PLAIN_WORDS = frozenset(
    list_terms(
        "in-network out-of-network networks covered cover covers coverage not never included includes include excluded "
        "excludes exclusion exclusions eligible "
        "plan plans benefit benefits medical service services care yes no pay pays paid policy under network year also "
        "generally too well only cubierto cubre cubren cobertura incluido incluye excluido servicios plan seguro si "
        "document documents"
    )
)
ENOUGH = 0.6


def claim_of(text: str) -> Cover | None:
    """Return what a sentence says of being covered; None if it says nothing, or says it of people."""
    plain = plain_text(text).replace("’", "'")
    if _NOT.search(plain):
        return "not covered"
    if _OF_PEOPLE.search(plain):
        return None
    return "covered" if _YES.search(plain) else None


def subject_of(text: str) -> frozenset[str]:
    """Return the terms for what is covered or not."""
    return frozenset(
        term
        for term in list_terms(re.sub(r"\[\d{1,3}\]", "", text))
        if term not in _PLAIN_WORDS and not term[0].isdigit()
    )


def told_by(unit: Unit) -> Cover | None:
    """Return what a source says: by its own words, else by the lead-in or heading that it stands below, or its "
    "price."""
    own = claim_of(unit.text)
    if own or not unit.text.strip():
        return own
    for text in unit.above[:2]:
        above = claim_of(text) or _of_heading(text)
        if above:
            return above
    return "covered" if _PRICED.search(unit.plain) else None


def _of_heading(text: str) -> Cover | None:
    plain = plain_text(text)
    if re.search(r"\bcovered\b|\bcubiert", plain):
        return "covered"
    return None
