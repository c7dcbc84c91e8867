"""What HR of the demo companies has written in Spanish beside its English: hours and notes of contacts, classes."""

IN_SPANISH = {
    "Monday to Friday, 7 to 4": "De lunes a viernes, de 7 a. m. a 4 p. m.",
    "Monday to Friday, 9 to 5": "De lunes a viernes, de 9 a. m. a 5 p. m.",
    "Every day, 8 to 8": "Todos los días, de 8 a. m. a 8 p. m.",
    "Monday to Friday, 8 a.m. to 6 p.m. Eastern": "De lunes a viernes, de 8 a. m. a 6 p. m., hora del Este",
    "Monday to Friday, 7 a.m. to 9 p.m. Eastern": "De lunes a viernes, de 7 a. m. a 9 p. m., hora del Este",
    "Monday to Friday, 6 a.m. to 6 p.m. Pacific": "De lunes a viernes, de 6 a. m. a 6 p. m., hora del Pacífico",
    "Monday to Saturday, 7 a.m. to 8 p.m. Central": "De lunes a sábado, de 7 a. m. a 8 p. m., hora del Centro",
    "Day and night, every day": "De día y de noche, todos los días",
    "Open day and night, every day.": "Atiende de día y de noche, todos los días.",
    "Nurse line 614-555-0111, day and night.": "Línea de enfermería: 614-555-0111, de día y de noche.",
    "Nurse line 628-555-0171.": "Línea de enfermería: 628-555-0171.",
    "Spanish: press 2. Nurse line 312-555-0131, day and night.": (
        "Para español, oprima 2. Línea de enfermería: 312-555-0131, de día y de noche."
    ),
    "Health savings and flexible spending accounts.": "Cuentas de ahorro para la salud y de gastos flexibles.",
    "Six free counseling visits a year for each concern.": (
        "Seis consultas de orientación gratis al año por cada problema."
    ),
    "Five free visits a year for each concern, in English and Spanish, day and night.": (
        "Cinco consultas gratis al año por cada problema, en inglés y en español, de día y de noche."
    ),
    "Salaried employees": "personal asalariado",
    "Local 88 members": "miembros del Local 88",
    "All regular employees": "todo el personal fijo",
    "Full-time employees": "personal de tiempo completo",
    "Part-time employees": "personal de medio tiempo",
}


def in_spanish(text: str) -> str:
    """Return the Spanish of what stands there in English; nothing for nothing."""
    return IN_SPANISH[text] if text else ""
