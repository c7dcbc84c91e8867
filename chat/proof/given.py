"""Whether a figure is told as what the person gave, or as what is so.

"At 63 you may add more" and "for your bill of $300 ask the carrier" take up the person's own words. "As you say, COBRA
lasts 24 months" makes a fact of them.
"""

import re

from chat.proof.measures import Measure

_JOINTS = re.compile(r"[,;:.!?]\s|\s[-–—]\s")
# What the person's own figure stands behind: a preposition, a condition, or that they said it.
_GIVEN = re.compile(
    r"^\W*(?:(?:and|but|so|then|yes|no|y|pero|si)\s)?(?:at|with|for|of|about|if|when|since|because|given|after"
    r"|on|having"
    r"|while|as an?|considering|based on|assuming|before|until|from|con|a l[oa]s|a|para|por|si|cuando|como|segun|desde"
    r"|despues|antes|dado)\b"
    r"|\b(?:you|your question|your message|usted)\s(?:have |just |also )?(?:asked?|asks|said|say|mentioned?|told"
    r"|wrote|gave"
    r"|entered|pregunto|dijo|menciono|indico)\b"
    r"|\b(?:your|su|sus)\s(?:\w+\s){0,3}(?:of|de|for|por|on|del)?\s?\W{0,2}$"
    r"|\b(?:at|with|for|about|after|since|for|a los|con|de|desde)\s(?:age |your |the |su |los |\$)?$"
)
_STATES = re.compile(
    r"\b(?:is|are|lasts?|pays?|costs?|equals?|gets?|receives?|must|need|es|son|dura|paga|cuesta|debe|puede)\b"
)


def is_told_as_given(plain: str, measure: Measure) -> bool:
    start = max((joint.end() for joint in _JOINTS.finditer(plain, 0, measure.start)), default=0)
    before = plain[start : measure.start]
    given = _GIVEN.search(before)
    return given is not None and not _STATES.search(before, given.end())
