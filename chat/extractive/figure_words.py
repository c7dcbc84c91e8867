"""The words of figures in both languages: what they are of, for whom, how often, and what is odd about them."""

from benefits.services import MEDICAL_SERVICE
from chat.periods import Period
from knowledge.facts.prices import COINSURANCE, COPAY, NO_CHARGE
from knowledge.facts.printed import Trust
from knowledge.facts.questions import DEDUCTIBLE, LIMIT
from knowledge.facts.rates import PREMIUM
from knowledge.facts.types import (
    APPLIES,
    FAMILY,
    IN_NETWORK,
    OUT_OF_NETWORK,
    PERSON,
    PERSON_IN_FAMILY,
    SECOND_NETWORK,
)

FIGURE_WORDS = {
    "mental_outpatient": {"en": "mental health", "es": "salud mental"},
    "mental_inpatient": {"en": "mental health", "es": "salud mental"},
    DEDUCTIBLE: {"en": "Deductible", "es": "Deducible"},
    LIMIT: {"en": "Out-of-pocket limit", "es": "Límite de gastos de bolsillo"},
    PREMIUM: {"en": "Price", "es": "Precio"},
    IN_NETWORK: {"en": "in network", "es": "dentro de la red"},
    SECOND_NETWORK: {"en": "second network tier", "es": "segundo nivel de la red"},
    OUT_OF_NETWORK: {"en": "out of network", "es": "fuera de la red"},
    PERSON: {"en": "for one person", "es": "por persona"},
    FAMILY: {"en": "for a family", "es": "por familia"},
    PERSON_IN_FAMILY: {"en": "for one person in a family", "es": "por cada persona de una familia"},
    "EE": {"en": "employee only", "es": "solo el empleado"},
    "EE_SP": {"en": "employee and spouse", "es": "empleado y cónyuge"},
    "EE_DP": {"en": "employee and domestic partner", "es": "empleado y pareja"},
    "EE_CH": {"en": "employee and children", "es": "empleado e hijos"},
    "EE_1": {"en": "employee and one person", "es": "empleado y una persona"},
    "EE_2": {"en": "employee and two or more", "es": "empleado y dos o más"},
    "FAM": {"en": "family", "es": "familia"},
    APPLIES: {"en": "after the deductible", "es": "después del deducible"},
}
PER = {
    Period.PAYCHECK: {"en": "per paycheck", "es": "por cheque de pago"},
    Period.WEEK: {"en": "per week", "es": "por semana"},
    Period.MONTH: {"en": "per month", "es": "por mes"},
    Period.YEAR: {"en": "per year", "es": "por año"},
}
AND = {"en": " and ", "es": " y "}
# What is sure goes first.
BESIDE = {"en": "{other}; printed beside it: {odd}", "es": "{other}; impreso al lado: {odd}"}
CORRECTED = {
    "en": "{right}, as HR has corrected it; in the document it was read as {printed}",
    "es": "{right}, según la corrección de Recursos Humanos; en el documento se leyó {printed}",
}
ODD_SUM = {
    "en": "Careful: {this} does not fit with the other prices printed beside it; HR has been told. Please confirm "
    "it with HR before you rely on it.",
    "es": "Atención: {this} no concuerda con los otros precios impresos al lado; Recursos Humanos ya lo sabe. "
    "Confirme el dato con Recursos Humanos antes de confiar en él.",
}
ODD = {
    "en": "Careful: something is odd about {this} in the document; HR has been told. Please confirm it with HR "
    "before you rely on it.",
    "es": "Atención: algo no cuadra con {this} en el documento; Recursos Humanos ya lo sabe. Confirme el "
    "dato con Recursos Humanos antes de confiar en él.",
}
THIS = {"en": "this figure", "es": "esta cifra"}
CAUTIONS = {Trust.ODD_SUM: ODD_SUM, Trust.ODD: ODD}
NOT_PER = {"en": "I found no price {per}.", "es": "No encontré un precio {per}."}
UNNUMBERED = {
    "en": "I found no price under the name “tier {tier}”. These kinds of drugs have prices of their own:",
    "es": "No encontré ningún precio con el nombre “nivel {tier}”. Estos tipos de medicamentos tienen el suyo:",
}
SPANISH_COST = {COPAY: "{amount} de copago", COINSURANCE: "{amount} de coseguro", NO_CHARGE: "sin cargo"}
SPANISH_PER = {"visit": " por visita", "fill": " por receta", "day": " por día", "admission": " por ingreso", "": ""}
# By the codes of knowledge.facts.services; in English a row goes by the name that its document prints.
SPANISH_SERVICES = {
    "primary": "Visita de atención primaria",
    "specialist": "Visita al especialista",
    "preventive": "Atención preventiva",
    "diagnostic": "Pruebas de diagnóstico (radiografías, análisis)",
    "imaging": "Imágenes (tomografía, PET, resonancia)",
    "generic": "Medicamentos genéricos",
    "preferred": "Medicamentos de marca preferidos",
    "non_preferred": "Medicamentos de marca no preferidos",
    "specialty": "Medicamentos especializados",
    "surgery_facility": "Cirugía ambulatoria: el centro",
    "surgery_physician": "Cirugía ambulatoria: el médico",
    "emergency": "Sala de emergencias",
    "transport": "Ambulancia",
    "urgent": "Atención de urgencia (urgent care)",
    "hospital_facility": "Hospitalización: el hospital",
    "hospital_physician": "Hospitalización: el médico",
    "mental_outpatient": "Salud mental: visitas sin hospitalización",
    "mental_inpatient": "Salud mental: hospitalización",
    "pregnancy_office": "Embarazo: visitas",
    "pregnancy_professional": "Parto: los médicos",
    "pregnancy_facility": "Parto: el hospital",
    "home_health": "Atención médica en el hogar",
    "rehabilitation": "Rehabilitación (terapia física, ocupacional, del habla)",
    "habilitation": "Habilitación",
    "skilled_nursing": "Enfermería especializada",
    "equipment": "Equipo médico duradero",
    "hospice": "Cuidados paliativos",
    "child_exam": "Examen de la vista para niños",
    "child_glasses": "Anteojos para niños",
    "child_dental": "Revisión dental para niños",
}
DEPENDS = {
    "plan": {"en": "That depends on the plan.", "es": "Eso depende del plan."},
    "year": {"en": "That depends on the plan year.", "es": "Eso depende del año del plan."},
    "both": {"en": "That depends on the plan and the plan year.", "es": "Eso depende del plan y del año del plan."},
    "covered": {"en": "That depends on whom you cover.", "es": "Eso depende de a quién cubre."},
    "plan and covered": {
        "en": "That depends on the plan and on whom you cover.",
        "es": "Eso depende del plan y de a quién cubre.",
    },
}
COMPARED = {"en": "The main figures side by side, {year}:", "es": "Las cifras principales, lado a lado, {year}:"}
GOOD_TO_KNOW = {"en": "Good to know", "es": "Conviene saber"}


def service_in_words(code: str, language: str) -> str:
    """Return a service of the catalogue as an answer calls it."""
    name = MEDICAL_SERVICE[code].name
    return SPANISH_SERVICES.get(code, name) if language == "es" else name
