"""What people call the services and limits of a summary of benefits, by the codes that facts have for them."""

import re
from collections.abc import Iterator

from knowledge.facts.questions import DEDUCTIBLE, LIMIT
from knowledge.text.terms import plain_text

_DRUG = "(?: (?:drugs?|medications?|medicines?|prescriptions?|rx|meds))"
_VISIT = "(?: (?:visits?|appointments?|copays?|care))"
_NAMES = {
    LIMIT: (
        "(?:out[- ]of[- ]pocket|oop|moop|oopm)(?: (?:max(?:imum)?|limits?|costs?|most))?",
        "most (?:i|you|we) (?:can |could |will |would |have to )*pay(?: (?:in|for) a year)?",
        "(?:maximo|limite|tope)s? (?:de |del )?(?:gastos? de bolsillo|desembolso|bolsillo)",
        "gastos? de bolsillo",
    ),
    DEDUCTIBLE: ("deductibles?", "deducibles?"),
    "rehabilitation": (
        "(?:physical|occupational|speech) therap(?:y|ists?)",
        "physiotherapy",
        "rehab(?:ilitation)?",
        "fisioterapia",
        "terapia (?:fisica|ocupacional|del habla)",
    ),
    "mental_inpatient": (
        "inpatient (?:mental|behavioral|psychiatric)(?: health)?(?: care| stays?)?",
        "(?:mental|behavioral) health inpatient(?: (?:care|stays?|services?))?",
        "(?:mental|behavioral) health (?:hospital(?:ization)?s?|residential)(?: (?:care|stays?|admissions?))?",
        "psychiatric (?:hospital(?:ization)?s?|wards?)(?: (?:care|stays?|admissions?))?",
        "hospitalizacion (?:psiquiatrica|por salud mental)|hospital psiquiatrico",
    ),
    "mental_outpatient": (
        f"(?:mental|behavioral) health{_VISIT}?",
        "(?:therap(?:y|ists?)|counsel(?:l?ing|l?ors?)|psycholog(?:y|ists?)|psychiatrists?|shrinks?)"
        "(?: (?:sessions?|visits?))?",
        "terapias?|terapeutas?|psicolog[oa]s?|salud mental",
    ),
    "transport": ("ambulances?(?: (?:rides?|trips?))?", "emergency (?:medical )?transport(?:ation)?", "ambulancias?"),
    "emergency": (
        f"(?:er|emergency (?:room|department)){_VISIT}?",
        f"emergenc(?:y|ies){_VISIT}?(?! \\w)",
        "emergenc(?:y|ies)(?= (?:out|in|outside|covered|for|on)\\b)",
        "sala de emergencias?",
    ),
    "urgent": (f"urgent[- ]care{_VISIT}?", "walk-in(?: clinics?)?", "(?:atencion|cuidado) urgente"),
    "specialist": (
        f"specialists?{_VISIT}?",
        "especialistas?",
        "(?:dermatolog|cardiolog|neurolog|urolog|allerg)ists?",
    ),
    "primary": (
        f"primary[- ]care{_VISIT}?(?: doctors?| physicians?)?",
        f"pcp{_VISIT}?|family doctors?|p(?:a)?ediatricians?",
        "medicos? de cabecera|atencion primaria",
    ),
    "preventive": (
        f"prevent(?:at)?ive{_VISIT}?",
        "(?:annual |yearly )?(?:physicals?|check-?ups?)(?: exams?)?",
        "wellness visits?",
        "atencion preventiva|chequeos?",
    ),
    "imaging": ("(?:mris?|(?:ct|pet|cat)(?: scans?)?|imaging)(?: scans?)?", "resonancias?(?: magneticas?)?"),
    "diagnostic": (
        "(?:lab|blood|diagnostic) (?:work|tests?)|labs?|x-?rays?",
        "analisis de sangre|radiografias?|laboratorio",
    ),
    "non_preferred": (
        f"non-?\\s?preferred(?: brand)?{_DRUG}?",
        "(?:(?:medicamentos?|medicinas?) )?de marca no preferid[oa]s?|otr[oa]s (?:medicamentos|medicinas) de marca",
    ),
    "specialty": (f"specialty{_DRUG}", "medicamentos? especializados?"),
    "preferred": (f"(?:preferred )?brand(?:[- ]name)?{_DRUG}?", "(?:medicamentos?|medicinas?) de marca"),
    "generic": (f"generics?{_DRUG}?", "(?:medicamentos? )?genericos?|(?:medicinas? )?genericas?"),
    "surgery_facility": ("outpatient surger(?:y|ies)", "cirugia ambulatoria"),
    "hospital_facility": (
        "(?:stay(?:ing)? )?(?:the |an? |one )?(?:over)?night (?:stay )?(?:in|at) (?:the |an? )?hospital",
        "hospital(?:ization)?(?: (?:stays?|admissions?|rooms?|overnight))?",
        "inpatient(?: (?:stays?|care))?",
        "hospitalizacion",
    ),
    "pregnancy_professional": (
        "child ?birth|labor and delivery|partos?|dar a luz",
        r"(?:costs?|pay|much)(?: \w+){0,3} (?:to have|(?:for )?having|to deliver|delivering) (?:a|my|our|the) baby",
        r"(?:costs?|pay|much)(?: \w+){0,3} (?:to give|(?:for )?giving) birth",
        r"(?:cuesta|pago)(?: \w+){0,2} tener un bebe",
    ),
    "home_health": ("home health(?: ?care)?",),
    "skilled_nursing": ("skilled nursing(?: (?:care|facilit(?:y|ies)))?",),
    "equipment": ("durable medical equipment|dme",),
    "hospice": ("hospice(?: (?:care|services?))?",),
}
# The doctor's bill comes with the hospital's.
_WITH = {
    "surgery_facility": "surgery_physician",
    "hospital_facility": "hospital_physician",
    "pregnancy_professional": "pregnancy_facility",
}
# Spanish says it of an emergency room and of urgent care.
_OF_EITHER = re.compile(r"\burgencias\b")
_EITHER = ("emergency", "urgent")
# A doctor is the family's or a specialist.
_OF_ANY_DOCTOR = re.compile(
    r"\b(?:(?:ver|visitar) )?(?:al|del|con el|con un|con mi|a un|de un|a mi) (?:doctora?|medic[oa])\b"
    r"|\b(?:see(?:ing)?|visit(?:ing)?|go(?:ing)? to) (?:a|the|my) (?:doctor|physician)s?\b"
    r"|\b(?:a |the |my )?(?:doctor|physician)(?:'?s)?'? (?:visits?|appointments?)\b|\boffice visits?\b"
    r"|\b(?:visitas?|consultas?|citas?) (?:medicas?|con el (?:doctor|medico)|al (?:doctor|medico))\b"
)
_DOCTORS = ("primary", "specialist")
# A number of a price list's tiers says which kind of drug is meant only where the document has it.
_DRUG_TIER = re.compile(
    rf"\b(?:tier|level) (?P<number>[1-6])(?: (?:rx|generic|brand))?{_DRUG}?|"
    r"\b(?:medicamentos? (?:de )?)?(?:nivel|categoria) (?P<numero>[1-6])\b"
)
_OF_DRUGS = re.compile(r"\b(?:drugs?|medications?|medicines?|prescriptions?|rx|meds|medicamentos?|recetas?)\b")
DRUGS = ("generic", "preferred", "non_preferred", "specialty")
# Drugs without a kind are drugs of every kind.
_ANY_DRUG = re.compile(
    r"\b(?:my |mis |las |los )?(?:prescription (?:drugs?|medications?|medicines?)|prescriptions?|drugs?|medications?"
    r"|medicines?|rx|meds|pharmacy|(?:medicamentos?|medicinas?)(?: (?:recetad[oa]s?|con receta))?"
    r"|recetas?(?: medicas?)?|farmacia)\b"
)
# In this order: the longer name goes first, and what it names is taken out, so that physical therapy is no therapy.
NAMED_SERVICES = {code: re.compile(rf"\b(?:{'|'.join(names)})\b") for code, names in _NAMES.items()}


def services_named(plain: str) -> tuple[tuple[str, ...], str]:
    """Return the services that the plain text names, and what is left of the text without their names."""
    rest, found = plain, []
    for code, pattern in NAMED_SERVICES.items():
        if pattern.search(rest):
            found += _with_its_doctor(code)
            rest = pattern.sub(" ", rest)
    if _OF_EITHER.search(rest):
        rest = _OF_EITHER.sub(" ", rest)
        found += [] if set(_EITHER) & set(found) else _EITHER
    if _ANY_DRUG.search(rest):
        rest = _ANY_DRUG.sub(" ", rest)
        found += [] if set(DRUGS) & set(found) else DRUGS
    if _OF_ANY_DOCTOR.search(rest):
        rest = _OF_ANY_DOCTOR.sub(" ", rest)
        found += [] if found else _DOCTORS
    return tuple(found), rest


def drug_tier(plain: str) -> str:
    """Return the number of the tier of drugs that the plain text names; "" where it names none."""
    found = _DRUG_TIER.search(plain)
    return (found["number"] or found["numero"]) if found and _OF_DRUGS.search(plain) else ""


def names_tier(label: str, number: str) -> bool:
    """Whether the label of a row has the number of the tier."""
    return any(
        found["number"] == number or found["numero"] == number for found in _DRUG_TIER.finditer(plain_text(label))
    )


def without_drug_tier(plain: str) -> str:
    return _OF_DRUGS.sub(" ", _DRUG_TIER.sub(" ", plain))


def _with_its_doctor(code: str) -> Iterator[str]:
    yield code
    if code in _WITH:
        yield _WITH[code]
