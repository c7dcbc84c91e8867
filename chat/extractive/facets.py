"""Which sides of a thing a question asks for: what is covered, what is not, what is required, how it goes, tips.

Documents tell them in sections of their own, "Exceptions" or "Here are a few tips:", whose sentences seldom repeat
the thing itself. So a side is looked for where a block announces itself: in its heading and in what leads it in.
"""

import re
from enum import Enum

from knowledge.text.terms import plain_text


class Facet(Enum):
    LEFT_OUT = "left out"
    COVERED = "covered"
    REQUIRED = "required"
    STEPS = "steps"
    TIPS = "tips"
    DUTIES = "duties"
    QUALIFICATIONS = "qualifications"
    PURPOSE = "purpose"


def facets_asked(question: str) -> frozenset[Facet]:
    plain = plain_text(question)
    rest = _NOT_COVERED.sub(" exceptions ", plain)
    return frozenset(facet for facet, pattern in _ASKED.items() if pattern.search(rest))


def facets_told(announcement: str) -> frozenset[Facet]:
    """Return the sides that a heading or a lead-in announces; one that denies tells nothing of what is covered."""
    plain = plain_text(announcement)
    found = {facet for facet, pattern in _TOLD.items() if pattern.search(plain)}
    return frozenset(found - {Facet.COVERED, Facet.REQUIRED} if Facet.LEFT_OUT in found else found)


_NOT = (
    r"\b(?:is|are|be|does|do|will|may|has|not) (?:not|n't) (?:be )?(?:cover(?:ed)?|pay|paid|included?|eligible)\b"
    r"|\b(?:is|are|be|does|do|will) (?:[\w'-]+ ){1,6}not (?:be )?(?:cover(?:ed)?|pay|paid|included?|eligible)\b"
    r"|\b(?:is|are|does|do|wo)n't (?:[\w'-]+ ){0,6}(?:be )?(?:cover(?:ed)?|pay|paid|included?|eligible)\b"
    r"|\bnot (?:be )?(?:covered|included)\b|\bdoes not (?:cover|include|pay)\b|\bno (?:se )?(?:cubr\w+|incluy\w+)\b"
    r"|\bnot (?:be )?(?:require|need)(?:d|s)?\b|\bno [\w -]{1,30} (?:is |are )?(?:required|needed)\b|\bexempt\b"
)
_NOT_COVERED = re.compile(_NOT)
_LEFT_OUT = (
    r"\bexceptions?\b|\bexempt(?:ed|ions?)?\b|\bexclu(?:ded|sions?|ded?s?)\b|\blimitations?\b|\b(?:is|are) limited\b"
    r"|\brestrictions?\b"
    r"|\bexcepciones\b|\bexclusiones\b|\blimitaciones\b|" + _NOT
)
_COVERED = (
    r"\bcover(?:s|ed|age)?\b|\bincludes?\b|\bincluded\b|\boffer(?:s|ed)?\b|\bprovides?\b|\bpays? for\b"
    r"|\bcomponents?\b|\bkey points\b|\bcubre\b|\bcobertura\b|\bincluye\b|\bofrece\b|\bpaga\b"
)
_STEPS = r"\bsteps?\b|\bprocess\b|\bprocedures?\b|\bpasos?\b|\bproceso\b|\bprocedimiento\b"
_REQUIRED = (
    r"\brequire(?:s|d|ments?)?\b|\bcriteri(?:a|on)\b|\beligib\w+\b|\bconditions?\b|\brules?\b|\bregulations?\b"
    r"|\brequisitos?\b|\bcriterios?\b|\bcondiciones\b"
)
_TIPS = r"\btips?\b|\badvice\b|\brecommend\w*\b|\bkeep in mind\b|\bconsejos?\b|\brecomendaciones\b"
_DUTIES = r"\bresponsib\w+\b|\bduties\b|\bresponsabilidades\b"
_QUALIFICATIONS = r"\bqualifications?\b|\bcalificaciones\b"
_PURPOSE = r"\bpurposes?\b|\bwhy\b|\bpor que\b|\bproposito\b"
_ASKED = {
    Facet.LEFT_OUT: re.compile(_LEFT_OUT),
    Facet.COVERED: re.compile(_COVERED),
    Facet.REQUIRED: re.compile(_REQUIRED),
    Facet.STEPS: re.compile(
        _STEPS
        + r"|\bhow (?:do|can|should|would|to)\b|\bwhat (?:do|should|must) (?:i|we|you|employees|members)\b.*\bdo\b"
    ),
    Facet.TIPS: re.compile(
        _TIPS + r"|\bbe aware of\b|\bconsider(?:ed|ations?)?\b|\btake (?:steps|care)\b|\bmake the most\b"
    ),
    Facet.DUTIES: re.compile(_DUTIES + r"|\bwhat does (?:the|a|an) [\w ]+ do\b"),
    Facet.QUALIFICATIONS: re.compile(_QUALIFICATIONS),
    Facet.PURPOSE: re.compile(_PURPOSE),
}
_TOLD = {
    Facet.LEFT_OUT: re.compile(_LEFT_OUT),
    # "In addition to the coverage information" announces nothing.
    Facet.COVERED: re.compile(_COVERED.replace("cover(?:s|ed|age)?", "cover(?:s|ed)?")),
    Facet.REQUIRED: re.compile(_REQUIRED + r"|\bmust\b"),
    Facet.STEPS: re.compile(_STEPS),
    Facet.TIPS: re.compile(_TIPS + r"|\bthings to (?:know|consider|remember)\b"),
    Facet.DUTIES: re.compile(_DUTIES),
    Facet.QUALIFICATIONS: re.compile(_QUALIFICATIONS),
    Facet.PURPOSE: re.compile(
        _PURPOSE + r"|\bimportan(?:t|ce)\b|\b(?:is|are) (?:intended|designed|used) to\b|\bhelps? (?:to )?ensure\b"
    ),
}
