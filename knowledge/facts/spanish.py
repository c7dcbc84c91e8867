"""The words of the federal template in Spanish, told in those of its English form.

The readers know the template by its English words. A summary in Spanish is read through this list: what it does not
know stays as it is printed, and is doubted like any cell that is not understood. What a fact shows as printed is
always the Spanish.
"""

import re
from collections.abc import Sequence

from knowledge.extract.types import ExtractedPage

_TOLD_BY = re.compile(
    r"resumen de (?:los )?beneficios y (?:la )?cobertura|servicios que (?:usted )?\w+ necesitar", re.I
)

# In this order: what is said at more length stands before what is a part of it.
_PHRASES = (
    # Questions and heads
    (r"cubiertos? antes de[\w ]{0,40}deducible", "covered before you meet your deductible"),
    (r"deducible general(?! familiar)", "overall deductible"),
    (r"otros deducibles", "other deductibles"),
    (
        r"no (?:se |est[áa]n? )?(?:incluid[oa]s?|incluye) en el l[íi]mite de[\w ]*",
        "not included in the out-of-pocket limit",
    ),
    (r"l[íi]mite de (?:gastos|desembolsos?)(?: del?| directos?)*(?: bolsillo)?", "out-of-pocket limit"),
    (r"pagar[áa] menos si", "pay less if you use"),
    (r"\b(?:remisi[óo]n|referid[oa]|referencia|derivaci[óo]n)\b", "referral"),
    (r"servicios que (?:usted )?\w+ necesitar", "services you may need"),
    (r"limitaciones,? excepciones", "limitations, exceptions"),
    (r"fuera de la red|no participantes?", "out-of-network"),
    (r"(?:dentro )?de la red|en la red", "in-network"),
    (r"proveedor(?:es)?", "provider"),
    # Events
    (r"consultorio o (?:la )?cl[íi]nica", "office or clinic"),
    (r"(?:se hace|le hacen|tiene que hacerse|se realiza)(?: un| una)? (?:examen|prueba|an[áa]lisis)", "have a test"),
    (r"necesita medicamentos", "need drugs"),
    (r"(?:le hacen|tiene)(?: una)? cirug[íi]a ambulatoria", "outpatient surgery"),
    (r"atenci[óo]n m[ée]dica inmediata", "immediate medical attention"),
    (r"(?:es|est[áa]) hospitalizad[oa]|tiene una hospitalizaci[óo]n|estad[íi]a en el hospital", "hospital stay"),
    (r"salud mental", "mental health"),
    (r"est[áa] embarazada", "are pregnant"),
    (r"ayuda para recuperarse|necesidades (?:m[ée]dicas |de salud )?especiales", "help recovering"),
    (r"su hij[oa] necesita", "your child needs"),
    # Rows
    (r"(?:m[ée]dico de )?atenci[óo]n primaria", "primary care"),
    (r"(?:visita|consulta) (?:a|al|con)(?: un| una| el| la)? especialista", "specialist visit"),
    (r"(?:atenci[óo]n|cuidado) preventiv[oa]", "preventive care"),
    (r"(?:examen|prueba)s? (?:de )?diagn[óo]stic[oa]s?", "diagnostic test"),
    (r"(?:diagn[óo]stico por )?im[áa]genes", "imaging"),
    (r"medicamentos gen[ée]ricos", "generic drugs"),
    (r"medicamentos de marca no preferidos?", "non-preferred brand drugs"),
    (r"medicamentos de marca preferidos?", "preferred brand drugs"),
    (r"medicamentos (?:de )?especial\w+", "specialty drugs"),
    (r"(?:cargo|tarifa|cuota) (?:del|por el|de las) (?:centro|establecimiento|instalaciones)", "facility fee"),
    (r"habitaci[óo]n (?:de|del) hospital", "hospital room"),
    (r"centro (?:quir[úu]rgico|de cirug[íi]a) ambulatori[oa]", "ambulatory surgery center"),
    (r"honorarios (?:del |de los )?(?:m[ée]dicos?|cirujanos?)(?:/cirujanos?)?", "physician/surgeon fees"),
    (r"(?:atenci[óo]n en (?:la )?)?sala de emergencias?", "emergency room care"),
    (r"transporte m[ée]dico", "medical transportation"),
    (r"atenci[óo]n (?:m[ée]dica )?(?:de urgencia|urgente)", "urgent care"),
    (r"servicios (?:ambulatorios|para pacientes ambulatorios)", "outpatient services"),
    (r"servicios (?:para pacientes (?:internados|hospitalizados)|de hospitalizaci[óo]n)", "inpatient services"),
    (r"(?:visitas|consultas) (?:al|en el) consultorio", "office visits"),
    (r"servicios profesionales (?:de|para el|del) parto(?:/\w+)?", "delivery professional services"),
    (
        r"servicios (?:del? |en el |en )?(?:centro|establecimiento|instalaciones)[\w ]*parto(?:/\w+)?",
        "delivery facility services",
    ),
    (r"(?:atenci[óo]n|cuidados?) (?:m[ée]dic[oa]s? )?(?:en el hogar|a domicilio)", "home health care"),
    (r"servicios de rehabilitaci[óo]n", "rehabilitation services"),
    (r"servicios de habilitaci[óo]n", "habilitation services"),
    (r"(?:atenci[óo]n|cuidados?) de enfermer[íi]a especializad[oa]", "skilled nursing care"),
    (r"equipo m[ée]dico duradero", "durable medical equipment"),
    (r"servicios de (?:hospicio|cuidados paliativos)", "hospice services"),
    (r"examen de la vista", "eye exam"),
    (r"anteojos|lentes|gafas", "glasses"),
    # Prices
    (
        r"(?:el )?deducible no (?:se )?aplica|no se aplica el deducible|no sujeto al deducible",
        "deductible does not apply",
    ),
    (r"(?:despu[ée]s|luego) (?:del|de (?:pagar|alcanzar|cumplir)(?: con)? el) deducible", "after deductible"),
    (r"autorizaci[óo]n previa", "prior authorization"),
    (r"sin (?:cargo|costo)|gratis", "no charge"),
    (r"no (?:est[áa]n? )?cubiert[oa]s?|sin cobertura|no se cubren?", "not covered"),
    (r"(?:venta|farmacia) (?:minorista|al por menor)|al por menor|minorista|farmacia local", "retail"),
    (r"(?:pedido|orden|farmacia|servicio) (?:de pedido )?por correo", "mail order"),
    (r"(?:de )?copagos?", "copay"),
    (r"(?:de )?coseguros?", "coinsurance"),
    (
        r"deducible familiar(?: general)?(?: \w+){0,3} (?:alcanzarse|cumplirse|pagarse) antes",
        "family deductible must be met before",
    ),
    (r"(?:alcanzar|cumplir|pagar)(?: con)? su propio (?:deducible|l[íi]mite)[\w ]*", "meet their own deductible"),
    (r"deducible", "deductible"),
    (r"primer[oa]s (\d+) visitas", r"first \1 visits"),
    (r"primeros (\d+) d[íi]as", r"first \1 days"),
    (r"(?:por|cada) (?=visita|d[íi]a|receta|admisi|estad|examen|prueba|viaje|año)", "per "),
    (r"(?<=/)(?:visita|consulta)\b|(?<=per )(?:visita|consulta)\b", "visit"),
    (r"(?<=/)d[íi]a\b|(?<=per )d[íi]a\b", "day"),
    (r"(?<=/)receta\b|(?<=per )receta\b", "prescription"),
    (r"(?<=/)(?:admisi[óo]n|estad[íi]a)\b|(?<=per )(?:admisi[óo]n|estad[íi]a)\b", "admission"),
    (r"(?<=/)(?:examen|prueba)\b|(?<=per )(?:examen|prueba)\b", "test"),
    (r"(?<=/)viaje\b|(?<=per )viaje\b", "trip"),
    (r"(\d+) (?:visitas) per año(?: calendario)?", r"\1 visits per year"),
    (r"(\d+) d[íi]as per año(?: calendario)?", r"\1 days per year"),
    (r"\bhasta\b", "up to"),
    (r"\bpersona\b|\bmiembro\b", "person"),
    (r"\bfamiliar\b|\bfamilia\b", "family"),
    (r"^s[íi]\b", "Yes"),
    (r"\bluego\b|\bdespu[ée]s\b", "then"),
    (r"\by (?=\$|\d{1,3} ?%)", "and "),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), english) for pattern, english in _PHRASES)


def is_spanish(pages: Sequence[ExtractedPage]) -> bool:
    return any(_TOLD_BY.search(block.text) for page in pages[:2] for block in page.blocks)


def in_english(words: str) -> str:
    """Return the words with those of the template in English."""
    for pattern, english in _PATTERNS:
        words = pattern.sub(english, words)
    return words
