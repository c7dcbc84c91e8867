"""Spanish as it is spoken at work in the United States, told in the words that documents and the rest of the program
know: "ocupo enrolarme en la aseguranza" is "necesito inscribirme en el seguro".

Only what has one meaning in a question about benefits is read as something else. No English question is touched.
"""

import re

from knowledge.text.little_words import language_of

# What is said, as a pattern, and what is meant. What is said at more length stands before what is a part of it.
_WORDS = (
    (r"ocupo", "necesito"),
    (r"ocupamos", "necesitamos"),
    (r"(?:la|mi|una) aseguranza", "el seguro"),
    (r"aseguranzas?", "seguro"),
    (r"enrolar(?P<whom>me|nos|se|l[oae]s?|)", r"inscribir\g<whom>"),
    (r"me enrolo", "me inscribo"),
    (r"co-?pays?", "copago"),
    (r"open enrollment|enrollment|enrolamiento", "inscripción abierta"),
    (r"part[- ]time", "medio tiempo"),
    (r"full[- ]time", "tiempo completo"),
    (r"d[ií]a de paga", "día de pago"),
    (r"biles?(?= (?:del?|m[eé]dic))", "factura"),
    (r"frenos", "frenillos"),
    (r"overtime", "horas extra"),
    (r"sick days?", "días por enfermedad"),
    (r"daycare", "guardería"),
    (r"(?:me|nos) corr(?:en|ieron|an)(?: (?:del?|de mi) (?:trabajo|jale|chamba))?", "me despidieron"),
    (r"a qui[eé]n les? (?:hablo|marco)", "a quién llamo"),
    (r"(?:meter|poner)(?= a (?:mis?|un|una)\b)", "agregar"),
    (r"(?:meto|pongo)(?= a (?:mis?|un|una)\b)", "agrego"),
    (r"mis pap[aá]s", "mis padres"),
    (r"pa(?= (?:mi|m[ií]|mis|la|el|los|las|nosotros|todos|toda)\b)", "para"),
    (r"(?:l[oae]s? )?puedo (?:meter|poner) en (?:el|mi) (?:m[ií]o|seguro|plan)", "puedo agregar al seguro"),
    (r"(?P<does>meter|poner)(?:l[oae]s?)(?= en (?:el|mi) (?:m[ií]o|seguro|plan)\b)", "agregar"),
    (r"(?<=cu[aá]nto )salen?(?= (?:el|la|los|mi) )", "cuesta"),
    (r"(?:me|nos) salen?(?= (?:el|la|los|un|una|por|en|al)\b)", "cuesta"),
    (
        r"cu[aá]nto (?:tengo que|debo|hay que|voy a) pagar antes (?:de )?que (?:el (?:seguro|plan) )?"
        r"(?:pague|cubra|empiece a (?:pagar|cubrir))(?: el (?:seguro|plan))?",
        "cuánto es el deducible",
    ),
)
_SAID = tuple((re.compile(rf"\b(?:{said})(?!\w)", re.IGNORECASE), meant) for said, meant in _WORDS)


def in_common_spanish(text: str, language: str = "") -> str:
    """Return a Spanish question in common words; any other as it stands. Without a language, its words tell it."""
    if (language or language_of(text, "en")) != "es":
        return text
    for said, meant in _SAID:
        text = said.sub(meant, text)
    return text
