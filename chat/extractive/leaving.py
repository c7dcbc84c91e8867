"""Words for leaving a job, in both languages, over plain text: whoever reads a question for it takes them from here.

Each reader wants more or less of them: that somebody is told of who leaves (`LEAVES`), that one tells it of oneself
(`OWN_LEAVING`), that a job ends as an event of life (`JOB_ENDS`), or the verb that has no word of its own for it
(`LEAVES_WORK`).
"""

_RESIGNS = r"resign\w*|renunci\w*|jubil\w*"
_IS_DISMISSED = r"fired|laid off|let go|despid\w*"
NOT_SMOKING = r"(?! (?:smoking|tobacco|vaping|nicotine|cigarettes|de fumar))"
# Whoever's, and however told.
LEAVES = rf"quit\w*{NOT_SMOKING}|{_RESIGNS}|{_IS_DISMISSED}|retir\w*"
# "Retirement" and "retirees" tell of nobody who leaves now.
_OWN_RETIRES = r"retir(?:e|ing)|jubilo"
OWN_LEAVING = (
    rf"\b(?:quit|quits|quitting|resign\w*|renunci\w*|{_OWN_RETIRES}|{_IS_DISMISSED}"
    rf"|los[et] my job|leave (?:the|my) (?:company|job)|last day (?:of|at) work)\b{NOT_SMOKING}"
)
JOB_ENDS = (
    r"(?:los(?:e|es|t|ing) (?:a|the|her|his|my|their|your) job|job (?:ends?|ended|loss)|laid off|fired"
    r"|stop(?:s|ped)? work(?:ing)?|quit(?:s|ting)?(?! (?:smoking|tobacco|vaping)\b)|resign\w*|leav(?:e|es"
    r"|ing) (?:the company|work)|retir(?:e|es|ed|ing)"
    r"|employment ends?|p(?:ierd[ea]|erdio) (?:su|el) (?:trabajo|empleo)|deja (?:la empresa|de trabajar)|despid\w+)"
)
# Of oneself, what no event of life is told by.
STATES_AN_END = r"renunci(?:ar|o|e)|termination|let go"
# Who leaves the company: the verb behind a person, and no "leave of absence", "leave for a birth" or "I left my card".
_WHO = (
    r"(?:i|we|you|he|she|they|some(?:one|body)|any(?:one|body)|people|(?:an?|the|my) (?:employee|person|worker)"
    r"|employees|workers)"
)
_WILL = r"(?:'ll|'m|'re| am| are| is| will| would| decides? to| wants? to| ha(?:ve|s) to| were to| ever| just)*"
_WORK = (
    r"(?: (?:from )?(?:the|my|our|this|his|her|their|work(?:ing)? (?:for|at) \w+|employment|work))*"
    r"(?: (?:company|job|employer|firm|here))?"
)
_GOES_ON = (
    r"(?:before|after|in|next|this|at|mid|and|or|but|what|how|do|does|did|can|could|will|would|is|are|am|my|the|during"
    r"|on|by|when|then)\b(?! (?:leave|vacation))"
)
LEAVES_WORK = rf"\b{_WHO}{_WILL} (?:leaves?|leaving|left)\b{_WORK}(?=\W*$|[?.,;:!)]| {_GOES_ON})"
LEAVES_WORK_IN_SPANISH = (
    r"\b(?:me (?:voy|vaya|fuera)|nos (?:vamos|vayamos)"
    r"|(?:alguien|uno|empleado) (?:se va|se vaya|deja la empresa|sale))\b"
    r"(?! (?:de )?(?:vacaciones|licencia|permiso|baja|a)\b)"
    r"(?: (?:de|del) (?:(?:la|el|mi) )?(?:empresa|trabajo|compania))?"
)
# As one types them, with accents, for words that a follow-up carries on.
WORDS = (
    "quit quitting resign resigning fired laid retire retiring lose losing lost renuncio renunciar despiden "
    "despidieron jubilo pierdo perdí"
)
