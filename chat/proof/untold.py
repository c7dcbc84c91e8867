"""What an answer says not to be told: "The documents do not give the price for 2026" tells nothing to be proven.

Only the part that says so is passed over, up to what goes on from it ("so", "but", "; call ..."): that is held against
the sources like everything else. "The policy does not give leave" tells of the policy, and is held as well.
"""

import re

_WHO = r"(?:documents?|passages?|papers?|guides?|sources?|documentos?|pasajes?|gu[ií]as?|fuentes?)"
_TELL = (
    r"(?:tell|say|show|name|give|list|mention|specify|spell out|state"
    r"|dicen?|indican?|mencionan?|muestran?|dan?|nombran?|especifican?)"
)
_NOT = r"(?:(?:do|does|did)(?: not|n['’]t)|never|no(?: l[aeo]s?)?)"
_GOES_ON = r"(?=[;.!?:]|,? (?:so|but|and|pero|as[ií] que|y|por lo que)\b|, (?:which|who|please)\b| [-–—] |$)"
# What it says not to be told of may be told of otherwise: "whether the $1,500 deductible applies".
_FIGURE = re.compile(r"[$€%]|\d{3}-\d{4}|\d,\d{3}|\b\d{1,3}\b(?!\(k\))")
_NOT_TOLD = re.compile(rf"\b{_WHO}\b[^;.:,]{{0,40}}?\b{_NOT} {_TELL}\b[^;.!?:]*?{_GOES_ON}", re.IGNORECASE)


def without_untold(text: str) -> str:
    """Return the text with blanks in the place of what it says not to be told."""
    return _NOT_TOLD.sub(lambda found: found[0] if _FIGURE.search(found[0]) else " " * len(found[0]), text)
