"""What a question leaves open and the person has agreed to be gone by: whom they cover, since when they work here.

What the question says goes first, and nothing of it is used for a question about somebody else. It stands among no
tool's arguments: those are kept with the conversation, and this may be taken back.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from chat.dates import date_in_words
from chat.pipeline.tools.contract import Session
from chat.pipeline.tools.reckoned.offered import tier_in_words
from chat.pipeline.tools.reckoned.said import Covered
from chat.words import in_language

_COVERED = {"en": "This is for {who}, as you told us.", "es": "Esto es para {who}, como usted nos dijo."}
_HIRED = {
    "en": "Your first day at work is {day}, as you told us.",
    "es": "Su primer día de trabajo es el {day}, como usted nos dijo.",
}
_HIRED_LISTED = {
    "en": "Your first day at work is {day}, as your employer’s list says.",
    "es": "Su primer día de trabajo es el {day}, como dice la lista de su empleador.",
}


@dataclass(frozen=True)
class Known:
    value: Covered | date
    words: str
    of_tier: str = ""  # whom the person covers, as every sentence names them

    @property
    def personal(self) -> tuple[str | date, ...]:
        """Return what tells it in an answer: its sentence, and a day, or whom they cover, wherever it stands."""
        return (self.words, self.of_tier or self.value)


def known_of_asker(asked: Any, session: Session, goes_by: frozenset[str]) -> dict[str, Known]:
    """Return the arguments that are not given and known, by their names, with how the answer says it; only those that a
    tool goes by."""
    if session.scope.about or session.scope.is_of_colleague:
        return {}
    open_ones = {name for name in goes_by & type(asked).model_fields.keys() if getattr(asked, name) is None}
    asker, language, known = session.scope.asker, session.language, {}
    if "covered" in open_ones and asker.coverage in set(Covered):
        who = tier_in_words(asker.coverage, language)
        known["covered"] = Known(Covered(asker.coverage), in_language(_COVERED, language).format(who=who), who)
    if "hired" in open_ones and asker.hired:
        said = in_language(_HIRED_LISTED if asker.is_hired_listed else _HIRED, language)
        known["hired"] = Known(asker.hired, said.format(day=date_in_words(asker.hired, language)))
    return known
