"""Whether a question is about a medical plan: what it costs, what it covers, how one gets care with it.

Some classes of employees have no medical plan, and then every such question has one answer. What other plans pay for,
such as teeth, eyes or counseling, is no medical question, however medical it sounds.
"""

import re

from chat.extractive.asked import Asked
from chat.extractive.shapes import asks_to_join
from knowledge.text.terms import plain_text


def is_about_medical_plan(question: str, asked: Asked) -> bool:
    plain = plain_text(question)
    if _OTHER_BENEFIT.search(plain) or asked.is_about_leaving:
        return False
    if asked.plans or asks_to_join(question) or _MEDICAL_PLAN.search(plain):
        return True
    return bool(_CARE.search(plain) and _COST_OR_COVER.search(plain))


def names_other_line(text: str) -> bool:
    """Whether it names teeth or eyes, which have plans of their own."""
    return bool(_OTHER_LINE.search(plain_text(text)))


def names_insurance(question: str) -> bool:
    """Whether "the insurance" is asked about, which is the medical plan where no other is named."""
    return bool(_INSURANCE.search(plain_text(question)))


_INSURANCE = re.compile(r"\b(?<!life )(?<!disability )(?:insurance|seguro)\b(?! de (?:vida|incapacidad))")
_OTHER_LINE = re.compile(
    r"\b(?:dental|dentists?|teeth|orthodont\w+|vision|eyeglasses|dentistas?|dientes?|ortodoncia)\b"
)
_MEDICAL_PLAN = re.compile(
    r"\bmedical\b|\bhealth (?:insurance|plans?|coverage|care plans?)\b|\bout[- ]of[- ]pocket\b"
    r"|\bdeductibles?\b|\bdeducibles?\b"
    r"|\b(?:plan(?:es)?|seguros?|cobertura|gastos?) (?:medic[oa]s?|de salud)\b|\bgastos? de bolsillo\b"
)
_OTHER_BENEFIT = re.compile(
    r"\b(?:dental|dentists?|teeth|tooth|crowns?|braces|orthodont\w+|vision|eyes?|glasses|eyeglasses|frames|lens(?:es)?"
    r"|contacts|optometrist|eap|assistance program|counsel\w+|401 ?\(?k\)?|retirement|fsa|hsa(?! ?\d)|life insurance"
    r"|disability|std|ltd|leave|sick (?:time|days?|leave|pay)|vacation|pto|time off|days off"
    r"|bereavement|medicaid|chip|medicare"
    r"|dentistas?|dientes?|muelas?|coronas?|frenillos|ortodoncia|vista|ojos?|lentes|anteojos|armazon|oculista"
    r"|consejeria|asistencia|ayuda al empleado|jubilacion|incapacidad|discapacidad|licencia|permiso|vacaciones"
    r"|dias (?:libres|por enfermedad)|enfermedad|seguro de vida)\b"
)
_CARE = re.compile(
    r"\b(?:er|emergency (?:room|care)|emergencies|urgent care|hospital\w*|surger(?:y|ies)|operations?|specialists?"
    r"|primary care|pcp|doctors?|physicians?|mris?|ct scans?|scans?|imaging|blood work|lab (?:work|tests?)|labs"
    r"|prescriptions?|drugs?|generics?|medications?|medicines?|insulin|pregnan\w+|maternity|childbirth|delivery"
    r"|ambulance|physical therapy|chiropract\w+|preventive care|physicals?|vaccin\w+|mammogra\w+|colonoscop\w+"
    r"|infertility|ivf|dermatologists?|telehealth|birth control|referrals?|preauthorization|prior authorization"
    r"|emergencias?|urgencias?|cirugias?|especialistas?|medicos?|doctor(?:a|es)?|resonancias?|tomografias?|analisis"
    r"|laboratorio|recetas?|medicamentos?|medicinas?|embarazo|parto|maternidad|ambulancia|vacunas?|referencia"
    r"|mamografia|colonoscopia)\b"
)
_COST_OR_COVER = re.compile(
    r"\b(?:how much|costs?|prices?|pay|pays|copay\w*|co-pay\w*|coinsurance|deductibles?|charges?|cover\w*|included"
    r"|need|required|free|cuant[oa]|cuestan?|costos?|precios?|pago|pagar|copagos?|coseguro|deducibles?|cubren?"
    r"|cubiert[oa]s?|cobertura|necesito|incluye|gratis)\b"
)
