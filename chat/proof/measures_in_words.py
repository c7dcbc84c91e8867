"""Figures that are told without any: that nothing is paid, that all is one's own, that nobody has to wait."""

import re

from chat.proof.signs import Signed

# Nothing to pay is an amount too.
NOTHING = Signed(
    re.compile(
        r"(?<![-\w])free\b(?! (?:to|from|time|days?)\b)(?: of charge\b)?|\bno tienen? (?:ningun )?(?:costo|cargo)\b"
        r"|\bno (?:(?:extra|additional|further) )?(?:charge|cost)\b"
        r"|\b(?:sin|ningun) (?:costo|cargo) (?:extra|adicional)\b"
        r"|\b(?:costs?|pays?|adds?|contributes?|owes?)(?: you)? nothing\b|(?<=and )nothing\b(?= (?:for|toward"
        r"|to)\b)|(?<=but )nothing\b(?= (?:for|toward|to)\b)|\bgratis\b|\bgratuit[oa]s?\b|\bsin (?:costo|cargo)\b"
        r"|\b(?:fully covered|covered (?:in full|at 100 ?%))|\b100 ?% covered\b"
    ),
    ("free", "cost", "carg", "charge", "nothing", "grat", "covered"),
)
NO_DEDUCTIBLE = Signed(
    re.compile(
        r"\bno (?:hay )?deductible\b|\b(?:sin|no hay) deducible\b"
        r"|\bdeductible (?:does not|doesn't|do not) apply\b|\bdeductible (?:is )?waived\b"
        r"|\bdeducible no (?:se )?aplica\b"
    ),
    ("dedu",),
)
# What is earned by years of service is so in full.
WHOLLY = Signed(
    re.compile(r"\b(?:fully|completely) vested\b|\b(?:totalmente|completamente) (?:adquirid|consolidad)[oa]s?\b"),
    ("fully vested", "completely vested", "totalmente ", "completamente "),
)
# From when on something is had, where nobody has to wait.
AT_ONCE = Signed(
    re.compile(
        r"\b(?:available|eligible|used?|covered|coverage|begins?|starts?|effective|vested|vests?|join|enroll\w*"
        r"|participate"
        r"|accru\w+|earn\w*|disponible|elegibles?|empieza|comienza|usar\w*)\b[^.;:]{0,80}?\b"
        r"(?P<when>right away|immediately|on day one|from day one|(?:from|on) (?:your|the|their) (?:first day"
        r"|date of hire|hire date)"
        r"|desde el primer dia|de inmediato|inmediatamente)\b(?! of the)"
    ),
    ("right away", "immediate", "inmediat", "day one", "first day", "date of hire", "hire date", "primer dia"),
)
