"""Questions with how they sound, written and labelled by hand: most are plain, as questions are, and many hold a word
that would sound otherwise elsewhere. None was changed after it was first measured with.
"""

PLEASED = {
    "en": (
        "I love the new dental plan, can I add my wife?",
        "The enrollment page is great, where do I see my choices?",
        "So happy that braces are covered! How much is the copay?",
        "Wonderful answer. And for my son?",
        "That helped a lot, is it the same next year?",
        "I am impressed by the match, when am I vested?",
    ),
    "es": (
        "Me encanta el plan dental, ¿puedo agregar a mi esposa?",
        "Excelente respuesta, ¿y para mi hijo?",
        "Estoy muy contenta con el seguro, ¿sigue igual el próximo año?",
        "¡Qué maravilla! ¿Desde cuándo vale?",
    ),
}
TROUBLED = {
    "en": (
        "Why is this so confusing? I just want my deductible",
        "This is ridiculous, my deduction went up again",
        "I am worried that I missed the deadline",
        "Your answer was wrong, the copay is not $30",
        "It is unacceptable that nobody answers the phone",
        "I'm frustrated with the claims process, whom can I call?",
        "The portal is terrible. How do I enroll?",
        "this is not helpful at all",
        "My claim was refused for the third time and I do not know what to do anymore",
        "They charged me twice and won't pay it back",
        "I hate the new pharmacy, can I go back to the old one?",
        "Enrolling is a nightmare, is there a person I can talk to?",
    ),
    "es": (
        "Estoy preocupada porque no me llegó la tarjeta",
        "Es injusto que suban la prima otra vez",
        "La página es horrible, ¿cómo me inscribo?",
        "Estoy harto de llamar y nadie contesta",
        "La respuesta está equivocada",
        "Me cobraron dos veces y no me devuelven nada",
        "Qué frustrante, ¿con quién hablo?",
    ),
}
PLAIN = {
    "en": (
        "What is the deductible on the PPO?",
        "Is emergency care covered?",
        "How many sick days do I get?",
        "I lost my ID card, how do I get another one?",
        "Are preventive visits free?",
        "Which plan is best for a family of four?",
        "I would like to enroll my wife",
        "Can I get life insurance without a medical exam?",
        "My claim was denied, how do I appeal?",
        "Is there a penalty if I do not enroll?",
        "What happens if I don't use my FSA money?",
        "Does the plan cover treatment of pain?",
        "Please send me the summary, thanks",
        "Good morning, when does open enrollment end?",
        "How do I add my newborn?",
        "Does dental cover broken teeth?",
        "no deductible for generics?",
        "Are clear aligners covered?",
        "Can I drop the vision plan?",
        "Is hospice covered?",
        "Is it a problem if I enroll late?",
        "Why did my deduction change?",
        "Does the employee assistance program help with anxiety?",
        "How does the 401(k) match work?",
        "What do I pay for urgent care?",
    ),
    "es": (
        "¿Cuál es el deducible del PPO?",
        "¿Está cubierta la sala de emergencias?",
        "Perdí mi tarjeta, ¿cómo pido otra?",
        "¿Cuál es el mejor plan para una familia?",
        "Buenos días, ¿cuándo termina la inscripción?",
        "¿Qué pasa si no uso el dinero de la FSA?",
        "¿Cuántos días de enfermedad tengo?",
        "Gracias, ¿y el copago?",
        "¿Es gratis la atención preventiva?",
        "¿Puedo cubrir solo a mi hijo?",
        "¿Hay una multa si no me inscribo?",
        "¿Cómo apelo un reclamo negado?",
        "¿Cuánto aporta la empresa al 401(k)?",
    ),
}


def labelled() -> list[tuple[str, str, str]]:
    """Return each question with its language and how it sounds."""
    sets = (("pleased", PLEASED), ("troubled", TROUBLED), ("plain", PLAIN))
    return [(text, language, tone) for tone, by in sets for language, texts in by.items() for text in texts]
