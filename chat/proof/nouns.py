"""The nouns that numbers count: which words are none, and which say the same in Spanish and English."""

import re

from knowledge.text.terms import stem

COUNTED_ONES = re.compile(r"\s(?!(?:meses|menos|mas|tras)\b)(?!anos\b)[a-z]{3,}s\b")  # "los cuatro planes"
NOUN = re.compile(r"[\s\0-]+(?:(?:more|additional|other|full|different|of|de|mas)\s)?(?P<noun>[a-z]{3,})")
_NO_NOUN_WORDS = (
    "and the for per plus after before each every with from that which when until unless under over but you your are "
    "is instead "
    "was were will can may must has have had not than then there this these those if in on at to or los las del por "
    "para "
    "con que cada seria serian would antes despues hasta desde sin una uno sus"
)
NO_NOUNS = frozenset(_NO_NOUN_WORDS.split())
SAME_NOUNS = {
    stem(spanish): stem(english)
    for spanish, english in (
        ("pruebas", "tests"), ("recetas", "prescriptions"), ("limpiezas", "cleanings"), ("examenes", "exams"),
        ("empleados", "employees"), ("puntos", "points"), ("noches", "nights"), ("turnos", "shifts"),
    )
}  # fmt: skip
