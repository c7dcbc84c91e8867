"""Somebody tells that a person close to them has died. What they need is the leave for it and whom to call, and a kind
word first; the documents call that "bereavement", which nobody in grief writes.
"""

import re
from collections.abc import Sequence

from chat.extractive.shapes import counts
from chat.extractive.windows import without_windows
from chat.question_words import content_words
from knowledge.text.little_words import language_of
from knowledge.text.terms import list_terms, plain_text

CONDOLENCE = {"en": "I am sorry for your loss.", "es": "Siento mucho su pérdida."}
_LEAVE = {"en": "bereavement leave", "es": "permiso por duelo"}
_DAYS = {"en": "How many days of bereavement leave do I get", "es": "¿Cuántos días de permiso por duelo me dan"}
_FOR = {"en": "{question} for my {person}?", "es": "{question} por {person}?"}

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
# Time off is asked for by somebody who fears a loss as well: "How many days do I get if my father dies?"
_MAY_DIE = re.compile(
    rf"\b(?:my|our|a) (?:[\w']+ )?{_CLOSE}(?: \w+){{0,2}}? (?:dies|passes(?: away| on)?)\b"
    rf"|\b(?:se )?(?:me )?(?:muere|fallece) (?:mi|nuestr[oa]|un) (?:\w+ )?{_CERCANO}\b"
    rf"|\b(?:mi|nuestr[oa]|un) (?:\w+ )?{_CERCANO}(?: \w+){{0,2}}? (?:muere|fallece)\b"
)
_TIME_OFF = re.compile(
    r"\b(?:how (?:many|much|long)\b.*\b(?:days?|weeks?|hours?|time|off|leave)|(?:days?|time) off|leave|how long"
    r"|cuant[oa]s (?:dias|semanas|horas)|dias libres|permiso|licencia)\b"
)
_OWN = re.compile(rf"\b(?:my|our|a|mi|nuestr[oa]|una?) ({_CLOSE}|{_CERCANO})\b(?!'s {_CLOSE})")
# "What does it pay if my wife dies?" is asked by somebody who has lost nobody.
_SUPPOSED = re.compile(r"\b(?:if|in case|would|si|en caso)\b")
# What documents call whom people call otherwise. Only of a loss: whoever asks about a mother's coverage asks nothing
# about what a document has for parents.
_KIN_WORDS = """
parent father dad pa mother mom mum ma padre papa papi madre mama mami
grandparent grandfather granddad grandmother grandma grandpa abuelo abuela abuelito abuelita
grandchild grandson granddaughter nieto nieta
sibling brother sister hermano hermana
child son daughter kid baby hijo hija bebe
spouse husband wife esposo esposa marido mujer conyuge
aunt tia
uncle tio
cousin primo prima
"""
_KIN = [line.split() for line in _KIN_WORDS.strip().splitlines()]
# "Every parent after a birth" names nobody who has died.
_OF_BIRTH = re.compile(
    r"\b(?:births?|born|newborns?|adopt\w+|foster|parental|maternity|paternity|nacimientos?|adopcion\w*|parto"
    r"|maternidad|paternidad)\b"
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")
_LEAVE_TERMS = frozenset(list_terms("bereavement funeral death duelo luto fallecimiento muerte"))
(_DAY,) = list_terms("days")
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
    """Return what to look for where somebody tells of a loss, or fears one, and asks at most for days off; None for all
    else, such as "My husband died, do I keep his coverage?"
    """
    plain = plain_text(text)
    loss = _LOSS if tells_of_loss(text) else _MAY_DIE if _TIME_OFF.search(plain) else None
    if loss is None or not loss.search(plain):
        return None
    return None if set(content_words(loss.sub(" ", plain))) - _BESIDE else _LEAVE[language_of(text, "en")]


def as_of_another_loss(text: str, earlier: Sequence[str]) -> str:
    """Return "and for my uncle?" behind a question about the loss of somebody else as that question about him."""
    before = earlier[-1] if earlier else ""
    lost = _OWN.search(plain_text(text))
    said = set(content_words(_OWN.sub(" ", plain_text(text))))
    if not lost or said - _BESIDE or not before or leave_for_loss(before) is None:
        return text
    return _OWN.sub(lambda found: found[0].replace(found[1], lost[1]), plain_text(before))


def leave_to_ask_for(text: str, passages: Sequence[str]) -> str:
    """Return what to ask of the passages found: for the days of leave, and for whose death where they name such people;
    for the leave alone where they tell no days.
    """
    language = language_of(text, "en")
    of_leave = [passage for passage in passages if not _LEAVE_TERMS.isdisjoint(list_terms(passage))]
    if not any(counts(_DAY, without_windows(passage)) for passage in of_leave):
        return _LEAVE[language]
    lost = {found[1] for found in _OWN.finditer(plain_text(text))}
    known = frozenset().union(*(list_terms(said) for passage in of_leave for said in _beside_births(passage)))
    named = [name for person in lost for name in _called(person) if known.issuperset(list_terms(name))]
    if len(lost) == 1 and named:
        return _FOR[language].format(question=_DAYS[language], person=named[0])
    return f"{_DAYS[language]}?"


def _beside_births(passage: str) -> list[str]:
    return [said for said in _SENTENCES.split(passage) if not _OF_BIRTH.search(plain_text(said))]


def _called(person: str) -> list[str]:
    """Return what a person is called, in the asker's word first: "dad", "parent", "padre"."""
    return [person, *(name for group in _KIN if person in group for name in group)]
