"""The fixed sentences of an answer. No model writes or changes them.

What is part of an answer follows the question's language, so it stands here in each. What the page says about an
answer follows the reader's language, as the page does (locale/).
"""

import re
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from benefits.models import Contact
from branding.house import House, current_house
from chat.models import Answer
from chat.small_talk import Kind

_READ_AS = {"en": "I read your question as “{question}”", "es": "Entendí su pregunta así: “{question}”"}
_READ = re.compile("(?:{})\n\n".format("|".join(text.format(question="[^”\n]+") for text in _READ_AS.values())))
PRIVATE_TITLE = {"en": "Private conversation", "es": "Conversación privada"}

LOOKING = {"en": "Looking in your company's documents", "es": "Buscando en los documentos de su empresa"}
READING = {"en": "Reading {title}", "es": "Leyendo {title}"}
LOOKING_FURTHER = {"en": "Looking up what is still missing", "es": "Buscando lo que aún falta"}
RESTATING = {"en": "Checking what I said against your documents", "es": "Comprobando con sus documentos lo que dije"}
QUOTING = {
    "en": "The language model cannot be reached; putting the answer together from your documents",
    "es": "No se puede contactar al modelo de lenguaje; la respuesta se arma con sus documentos",
}
QUOTING_WITHOUT_IT = {
    "en": "Putting the answer together from your documents",
    "es": "La respuesta se arma con sus documentos",
}
WHICH_PLAN = {"en": "Which plan do you mean?", "es": "¿A qué plan se refiere?"}
STARTING_AGAIN = {"en": "The work broke off; starting again", "es": "El trabajo se interrumpió; empezando de nuevo"}

_NOT_OF_THAT_YEAR = {
    "en": "None of the documents your company has published tells this for {years}. I would rather say so than give "
    "you the figures of another year.",
    "es": "Ninguno de los documentos que su empresa ha publicado lo dice para {years}. Prefiero decirlo antes que "
    "darle las cifras de otro año.",
}
_NO_SUCH_YEAR = {
    "en": "Nothing your company has published here is for {years}. I would rather say so than give you the numbers of "
    "another year.",
    "es": "Nada de lo que su empresa ha publicado aquí es para {years}. Prefiero decirlo antes que darle los números "
    "de otro año.",
}
_NO_CHOICE = {
    "en": "Which plan to pick is your decision: it depends on the care you expect, and I do not know that. I can show "
    "what each plan costs and covers; ask about two plans side by side, or about one of them.",
    "es": "Qué plan elegir es decisión suya: depende de la atención que espera, y eso no lo sé. Puedo mostrarle cuánto "
    "cuesta y qué cubre cada plan; pregunte por dos planes lado a lado, o por uno de ellos.",
}
COMPARISONS = {"en": "What your documents say about the cost:", "es": "Lo que dicen sus documentos sobre el costo:"}
_NO_DIRECTORY = {
    "en": "I cannot see who is in a network; that changes every week. The carrier's own directory, or a call to the "
    "number on your insurance card, tells for sure. Ask for your plan's network by name.",
    "es": "No puedo ver quién está en una red; eso cambia cada semana. El directorio de la aseguradora, o una llamada "
    "al número de su tarjeta del seguro, se lo dirá con certeza. Pregunte por la red de su plan por su nombre.",
}
_NO_RECORDS = {
    "en": "I cannot see claims, balances or enrollment. The carrier can: its number is on your card and in "
    "its letters. Please do not share claim or ID numbers here.",
    "es": "No puedo ver reclamaciones, saldos ni inscripciones. La aseguradora sí puede: su número está en la "
    "tarjeta y en las cartas que usted recibe. Por favor no comparta aquí números de reclamación ni de identificación.",
}
_NO_LAW = {
    "en": "Whether something is lawful I cannot tell; I only read your company's benefit documents. The benefits "
    "advisers of the U.S. Department of Labor answer free of charge: call **1-866-444-3272** (askebsa.dol.gov). For "
    "your own case, talk to HR or a lawyer.",
    "es": "No puedo decir si algo es legal; solo leo los documentos de beneficios de su empresa. Los asesores de "
    "beneficios del Departamento de Trabajo de EE. UU. responden gratis: llame al **1-866-444-3272** "
    "(askebsa.dol.gov). Para su propio caso, hable con Recursos Humanos o con un abogado.",
}
_NO_TAXES = {
    "en": "What you owe, deduct or report on your own taxes depends on all of your income, which I do not know. A tax "
    "adviser can tell, and irs.gov has the forms. What your plans take before or after taxes your documents tell; ask "
    "about one of them.",
    "es": "Lo que usted debe, deduce o declara en sus impuestos depende de todos sus ingresos, que no conozco. Un "
    "asesor fiscal puede decirlo, y en irs.gov están los formularios. Lo que sus planes descuentan antes o después "
    "de impuestos está en sus documentos; pregunte por uno de ellos.",
}
_NO_MEDICINE = {
    "en": "I am not a nurse or a doctor and cannot judge symptoms or medicines. Please call your doctor or your "
    "plan's nurse line; if it may be an emergency, call **911** now. What a visit costs or where to call, I can look "
    "up.",
    "es": "No soy enfermera ni médico y no puedo valorar síntomas ni medicinas. Por favor llame a su médico o a la "
    "línea de enfermería de su plan; si puede ser una emergencia, llame ahora al **911**. Cuánto cuesta una visita o "
    "adónde llamar, eso sí puedo buscarlo.",
}
_REFUSALS = {
    Answer.Reason.CHOICE: _NO_CHOICE,
    Answer.Reason.DIRECTORY: _NO_DIRECTORY,
    Answer.Reason.PERSONAL_RECORD: _NO_RECORDS,
    Answer.Reason.LEGAL: _NO_LAW,
    Answer.Reason.TAX: _NO_TAXES,
    Answer.Reason.MEDICAL: _NO_MEDICINE,
}
FAILURES = {
    Answer.Reason.SEARCH_UNAVAILABLE: _("We could not search your company's documents just now."),
    Answer.Reason.MODEL_UNAVAILABLE: _("The language model could not be reached."),
    Answer.Reason.MODEL_INTERRUPTED: _("The language model broke off. What is above is not the whole answer."),
    Answer.Reason.WORKER_LOST: _("The work on this answer broke off several times."),
}
DOCUMENT_KINDS = {
    "plan_document": _("plan document"),
    "spd": _("summary plan description"),
    "amendment": _("amendment or side letter"),
    "sbc": _("summary of benefits and coverage"),
    "rate_sheet": _("rate sheet"),
    "summary": _("plan summary"),
    "account_guide": _("account guide"),
    "policy": _("company policy"),
    "notice": _("required notice"),
    "guide": _("benefits guide"),
    "faq": _("page of questions and answers"),
    "deck": _("slide presentation"),
    "other": _("other document"),
}
CHANGES = {
    "premium": _("Whom you cover, your class of employees and the plan year set the price."),
    "limit": _("A family has amounts of its own, care out of network may have others, and each plan year counts anew."),
    "service": _("Care out of network may cost more, and the plan's deductible may have to be met first."),
}
FALLBACKS = {
    Answer.Fallback.OUTAGE: _("The language model cannot be reached just now."),
    Answer.Fallback.SILENCE: _("The language model gave no answer to this question."),
    Answer.Fallback.CLIENT_BUDGET: _("Your company has used up the language model for this month."),
    Answer.Fallback.PERSON_BUDGET: _("You have used up the language model for today; tomorrow it words answers again."),
}
MASKED_NOTE = _(
    "What looked like an ID or card number, an address or somebody's name was removed before your question was "
    "saved. You never need to share ID numbers, names or health details here."
)
STILL_QUEUED_NOTE = _(
    "We cannot start on this right now. Your question is saved and will be answered as soon as we can."
)

_CRISIS = {
    "en": (
        "I am glad you wrote this. You do not have to carry it alone: please talk to a person now.",
        "- **In danger right now:** call **911**.\n"
        "- **988 Suicide & Crisis Lifeline:** call or text **988**, day and night, free and confidential.\n"
        "- **National Domestic Violence Hotline:** call **1-800-799-7233**, day and night.\n"
        "- **Poison Help, also for an overdose:** call **1-800-222-1222**; if the person has collapsed, **911**.",
        "Your employee assistance program",
        "This conversation is private. HR cannot see it, and it is in no report. I am a computer program and cannot "
        "call anyone for you.",
    ),
    "es": (
        "Qué bueno que lo escribió. No tiene que cargar con esto a solas: por favor hable ahora con una persona.",
        "- **Si está en peligro ahora:** llame al **911**.\n"
        "- **988, Línea de Prevención del Suicidio y Crisis:** llame al **988** y oprima el 2, o envíe AYUDA por "
        "mensaje de texto al **988**, de día y de noche, gratis y confidencial.\n"
        "- **Línea Nacional contra la Violencia Doméstica:** llame al **1-800-799-7233**, de día y de noche.\n"
        "- **Ayuda por intoxicación, también por sobredosis:** llame al **1-800-222-1222**; si la persona se desmayó, "
        "al **911**.",
        "Su programa de asistencia al empleado",
        "Esta conversación es privada. Recursos Humanos no puede verla y no aparece en ningún informe. Soy un programa "
        "de computadora y no puedo llamar a nadie por usted.",
    ),
}

_WHAT_I_DO = {
    "en": "I am the benefits assistant of {client}: a computer program, not a person. I look up what you ask in the "
    "documents {client} has published, quote what they say and show you the page.",
    "es": "Soy el asistente de beneficios de {client}: un programa de computadora, no una persona. Busco lo que usted "
    "pregunta en los documentos que {client} ha publicado, cito lo que dicen y le muestro la página.",
}
_SMALL_TALK = {
    Kind.GREETING: {
        "en": "{hello} {what_i_do}",
        "es": "{hello} {what_i_do}",
    },
    Kind.HOW_ARE_YOU: {
        "en": "Thank you for asking; a program has neither good days nor bad ones. {what_i_do}",
        "es": "Gracias por preguntar; un programa no tiene días buenos ni malos. {what_i_do}",
    },
    Kind.WHO: {"en": "{what_i_do}", "es": "{what_i_do}"},
    Kind.HELP: {
        "en": "Yes, with questions about your benefits: health plans, savings accounts, leave, retirement and the "
        "like, in English or Spanish. {what_i_do}\n\nIf they do not say it, I tell you so and name whom to ask. I "
        "cannot see claims, balances or enrollment, and I do not pick a plan for you.",
        "es": "Sí, con preguntas sobre sus beneficios: planes de salud, cuentas de ahorro, permisos, jubilación y "
        "otros, en español o en inglés. {what_i_do}\n\nSi no lo dicen, se lo digo así y le indico a quién preguntar. "
        "No puedo ver reclamaciones, saldos ni inscripciones, y no elijo un plan por usted.",
    },
    Kind.PERSON: {
        "en": "I am a computer program and cannot connect you with anyone. Your company's HR team, or the company that "
        "runs the plan, can help you in person.",
        "es": "Soy un programa de computadora y no puedo comunicarle con nadie. El equipo de Recursos Humanos de su "
        "empresa, o la compañía que administra el plan, puede atenderle en persona.",
    },
    Kind.UNHAPPY: {
        "en": "I am sorry that this did not help. Please ask again in other words, one thing at a time, with the name "
        "of the plan if it is about one. A person can look further than I can.",
        "es": "Siento que esto no le haya ayudado. Pregunte de nuevo con otras palabras, una cosa a la vez, y con el "
        "nombre del plan si se trata de uno. Una persona puede ver más que yo.",
    },
    Kind.PRIVACY: {
        "en": "This conversation is yours: HR cannot read it, and you can delete it at any time. Please do not share "
        "ID numbers or health details; no answer here needs them.",
        "es": "Esta conversación es suya: Recursos Humanos no puede leerla, y usted puede borrarla cuando quiera. Por "
        "favor no comparta números de identificación ni detalles de salud; ninguna respuesta aquí los necesita.",
    },
    Kind.THANKS: {
        "en": "You are welcome. If anything else about your benefits comes to mind, ask it here.",
        "es": "De nada. Si le surge algo más sobre sus beneficios, pregúntelo aquí.",
    },
    Kind.GOODBYE: {
        "en": "Goodbye. Unless it is a private one, this conversation stays in your list; you can come back to it or "
        "delete it.",
        "es": "Hasta luego. Si no es privada, esta conversación queda en su lista; puede volver a ella o borrarla.",
    },
    Kind.ACKNOWLEDGED: {
        "en": "All right. Whenever something about your benefits comes to mind, ask it here.",
        "es": "Muy bien. Cuando le surja algo sobre sus beneficios, pregúntelo aquí.",
    },
}


def in_language(texts: dict[str, str], language: str) -> str:
    return texts.get(language, texts["en"])


def with_question_read(text: str, question: str, language: str) -> str:
    """Return the answer below the word which question it answers, where that was asked in other words."""
    return f"{in_language(_READ_AS, language).format(question=question)}\n\n{text}"


def split_question_read(text: str) -> tuple[str, str]:
    """Return that word, empty if there is none, and the answer."""
    found = _READ.match(text)
    return (found.group().strip(), text[found.end() :]) if found else ("", text)


def refusal_text(reason: str, language: str) -> str:
    """Return the words of a refusal: fixed, but where a company may say it in its own."""
    if reason == Answer.Reason.NOT_IN_DOCUMENTS:
        return current_house().words.say("refusal", language)
    return in_language(_REFUSALS[Answer.Reason(reason)], language)


def missing_year_text(years: Sequence[str], language: str) -> str:
    return in_language(_NO_SUCH_YEAR, language).format(years=", ".join(years))


def untold_year_text(years: Sequence[str], language: str) -> str:
    """Return the words of a refusal where there are documents of that year, and none tells what was asked."""
    return in_language(_NOT_OF_THAT_YEAR, language).format(years=", ".join(years))


def small_talk_text(kind: Kind, language: str, *, house: House) -> str:
    """Return the reply to small talk; it says what we are and never plays a person."""
    what_i_do = in_language(_WHAT_I_DO, language).format(client=house.client_name)
    return in_language(_SMALL_TALK[kind], language).format(
        what_i_do=what_i_do, hello=house.words.say("hello", language)
    )


def crisis_text(language: str, programs: Sequence[Contact]) -> str:
    """Return the help for a person in danger, with the company's own assistance programs."""
    opening, lines, program_label, closing = _CRISIS.get(language, _CRISIS["en"])
    own = [
        f"- **{program_label}, {program.name}:** {_when_to_call(program, language)}"
        for program in programs
        if program.phone
    ]
    return "\n\n".join([opening, "\n".join([lines, *own]), closing])


def _when_to_call(program: Contact, language: str) -> str:
    return ", ".join(part for part in (program.phone, program.hours_in(language)) if part)
