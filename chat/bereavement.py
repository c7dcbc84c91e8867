"""Somebody tells that a person close to them has died. What they need is the leave for it and whom to call, and a kind
word first; the documents call that "bereavement", which nobody in grief writes.
"""

import re

from chat.question_words import content_words, language_of
from knowledge.text.terms import plain_text

CONDOLENCE = {"en": "I am sorry for your loss.", "es": "Siento mucho su pérdida."}
_LEAVE = {"en": "bereavement leave", "es": "permiso por duelo"}

_CLOSE = (
    r"(?:(?:step|grand)?-?(?:dad|father|pa|mom|mum|mother|ma|parents?|son|daughter|child|brother|sister|kid)(?:-in-law)?"
    r"|baby|siblings?|wife|husband|spouse|partner|fiancee?|boyfriend|girlfriend|aunt|uncle|cousin|niece|nephew|friend"
    r"|in-laws?|family member|relative|loved one)"
)
_CERCANO = (
    r"(?:papa|padre|papi|mama|madre|mami|herman[oa]|hij[oa]|bebe|espos[oa]|marido|mujer|pareja|abuel[oa]|abuelit[oa]|ti[oa]"
    r"|prim[oa]|suegr[oa]|cunad[oa]|novi[oa]|sobrin[oa]|niet[oa]|amig[oa]|familiar|ser querido)"
)
_DIED = r"(?:died|is dead|has died|passed(?: away| on)?|(?:was|got) killed)"
_MURIO = r"(?:se )?(?:me )?(?:murio|fallecio|ha muerto|ha fallecido|acaba de (?:morir|fallecer|morirse)|esta muert[oa])"
_LOSS = re.compile(
    rf"\b(?:my|our) (?:[\w']+ )?{_CLOSE}(?: \w+){{0,2}}? {_DIED}\b"
    rf"|\b(?:i|we)(?:'ve| have)? (?:just |recently )?(?:lost|buried) (?:my|our) (?:[\w']+ )?{_CLOSE}\b"
    rf"|\b(?:death|passing|loss|funeral|burial) (?:of|for|in) (?:my|our|the|a) (?:\w+ )?(?:{_CLOSE}|family)\b"
    rf"|\b(?:my|our) (?:[\w']+ )?{_CLOSE}'s (?:death|passing|funeral|burial)\b"
    rf"|\b(?:someone|somebody|a person) (?:in my family|close to me|i love) {_DIED}\b"
    rf"|\b{_MURIO} (?:a )?(?:mi|nuestr[oa]|un) (?:\w+ )?{_CERCANO}\b"
    rf"|\b(?:mi|nuestr[oa]|un) (?:\w+ )?{_CERCANO}(?: \w+){{0,2}}? {_MURIO}\b"
    rf"|\b(?:perdi|perdimos|enterramos) a (?:mi|nuestr[oa]|un) (?:\w+ )?{_CERCANO}\b"
    rf"|\b(?:muerte|fallecimiento|perdida|funeral|entierro) de (?:mi|nuestr[oa]|un) (?:\w+ )?{_CERCANO}\b"
)
# "What does it pay if my wife dies?" is asked by somebody who has lost nobody.
_SUPPOSED = re.compile(r"\b(?:if|in case|would|si|en caso)\b")
# What may stand beside it without being a question of its own.
_BESIDE_WORDS = (
    "day days off leave time week weeks work home funeral burial yesterday today tomorrow night morning last this "
    "help happens now entitled take paid pay bereavement suddenly away long allowed next monday tuesday wednesday "
    "go going attend travel thursday friday saturday sunday weekend sad ago family company job benefits "
    "día días dia dias libre libres permiso licencia duelo tiempo semana semanas trabajo funeral entierro ayer hoy "
    "mañana anoche ayuda ahora hago hacer tomar tomarme faltar pagado pagados dan corresponden repente"
)
_BESIDE = frozenset(_BESIDE_WORDS.split())


def tells_of_loss(text: str) -> bool:
    plain = plain_text(text)
    return bool(_LOSS.search(plain)) and not _SUPPOSED.search(plain)


def leave_for_loss(text: str) -> str | None:
    """Return what to look for where somebody tells of a loss and asks at most for days off; None for all else, such as
    "My husband died, do I keep his coverage?"
    """
    if not tells_of_loss(text):
        return None
    rest = _LOSS.sub(" ", plain_text(text))
    return None if set(content_words(rest)) - _BESIDE else _LEAVE[language_of(text, "en")]
