"""A summary in Spanish, on the federal template."""

from benchmarks.other_hands.paper import ABOVE, LEFT, Look, pdf_of
from benchmarks.other_hands.summary import Question, Row, Summary

RIVERA_LOOK = Look(
    font="Narrow", size=8, head="#8a2d3b", widths={3: (0.22, 0.3, 0.48), 5: (0.16, 0.21, 0.22, 0.17, 0.24)}
)
RIVERA = Summary(
    name="in Spanish",
    file_type="pdf",
    above=(
        "# Resumen de beneficios y cobertura: Lo que este plan cubre y lo que usted paga por los servicios cubiertos",
        "Período de cobertura: 01/01/2026 – 12/31/2026",
        "# Salud del Río: Plan PPO 750",
        "Cobertura para: Individuo + Familia | Tipo de plan: PPO",
        "El documento de Resumen de beneficios y cobertura (SBC) le ayudará a elegir un plan de salud.",
    ),
    plan="Plan PPO 750",
    plan_says="",
    head_facts=(("name", "Plan PPO 750"), ("plan_type", "PPO"), ("from", "2026-01-01"), ("to", "2026-12-31")),
    question_heads=("Preguntas importantes", "Respuestas", "Por qué es importante:"),
    questions=(
        Question(
            "deductible",
            "¿Cuál es el deducible general?",
            "Dentro de la red: $750 individual / $1,500 familia; fuera de la red: $2,250 individual / $4,500 familia.",
            "Por lo general, usted debe pagar todos los costos de los proveedores hasta alcanzar el monto del "
            "deducible. Cada miembro de la familia debe alcanzar su propio deducible individual.",
            (
                ("IN", "PERSON", "amount 750"),
                ("IN", "FAMILY", "amount 1500"),
                ("OON", "PERSON", "amount 2250"),
                ("OON", "FAMILY", "amount 4500"),
                ("", "", "family_rule embedded"),
            ),
        ),
        Question(
            "before_deductible",
            "¿Hay servicios cubiertos antes de que usted alcance su deducible?",
            "Sí. La atención preventiva y las visitas al médico.",
            "Este plan cubre algunos artículos y servicios.",
            (("", "", "answer yes"),),
        ),
        Question(
            "other_deductibles",
            "¿Hay otros deducibles para servicios específicos?",
            "No.",
            "Usted no tiene que alcanzar deducibles para servicios específicos.",
            (("", "", "answer no"),),
        ),
        Question(
            "out_of_pocket_limit",
            "¿Cuál es el límite de gastos de bolsillo de este plan?",
            "Dentro de la red: $4,000 individual / $8,000 familia; fuera de la red: $12,000 individual / $24,000 "
            "familia.",
            "El límite de gastos de bolsillo es lo máximo que usted podría pagar en un año.",
            (
                ("IN", "PERSON", "amount 4000"),
                ("IN", "FAMILY", "amount 8000"),
                ("OON", "PERSON", "amount 12000"),
                ("OON", "FAMILY", "amount 24000"),
            ),
        ),
        Question(
            "referral",
            "¿Necesita una remisión para ver a un especialista?",
            "No.",
            "Usted puede ver al especialista que elija sin una remisión.",
            (("", "", "answer no"),),
        ),
    ),
    note="Todos los costos de copago y coseguro que se muestran en esta tabla son después de que se haya cubierto su "
    "deducible, si se aplica algún deducible.",
    heads=(
        (
            "Evento médico común",
            "Servicios que podría necesitar",
            "Lo que usted pagará",
            LEFT,
            "Limitaciones, excepciones y otra información importante",
        ),
        (
            ABOVE,
            ABOVE,
            "Proveedor de la red (Usted pagará lo mínimo)",
            "Proveedor fuera de la red (Usted pagará lo máximo)",
            ABOVE,
        ),
    ),
    networks=("IN", "OON"),
    rows=(
        Row(
            "Si visita el consultorio o la clínica de un proveedor de atención médica",
            "Visita al médico de atención primaria para tratar una lesión o enfermedad",
            "primary",
            ("$30 de copago/visita; el deducible no se aplica", "40% de coseguro"),
            ("copay 30/visit waived", "coinsurance 40 applies"),
            "Ninguna",
        ),
        Row(
            ABOVE,
            "Visita a un especialista",
            "specialist",
            ("$50 de copago por visita; el deducible no se aplica", "40% de coseguro"),
            ("copay 50/visit waived", "coinsurance 40 applies"),
            "Ninguna",
        ),
        Row(
            ABOVE,
            "Atención preventiva/evaluaciones/vacunas",
            "preventive",
            ("Sin cargo", "40% de coseguro"),
            ("no_charge", "coinsurance 40 applies"),
            "Ninguna",
        ),
        Row(
            "Si se hace una prueba",
            "Prueba de diagnóstico (radiografía, análisis de sangre)",
            "diagnostic",
            ("20% de coseguro", "40% de coseguro"),
            ("coinsurance 20 applies", "coinsurance 40 applies"),
            "Ninguna",
        ),
        Row(
            "Si necesita medicamentos para tratar su enfermedad o afección",
            "Medicamentos genéricos",
            "generic",
            ("$10 de copago (al por menor), $25 de copago (pedido por correo)", "No está cubierto"),
            ("copay 10 applies @retail | copay 25 applies @mail", "not_covered"),
            "Ninguna",
        ),
        Row(
            ABOVE,
            "Medicamentos de marca preferidos",
            "preferred",
            ("$35 de copago (al por menor), $87.50 de copago (pedido por correo)", "No está cubierto"),
            ("copay 35 applies @retail | copay 87.50 applies @mail", "not_covered"),
            "Ninguna",
        ),
        Row(
            "Si necesita atención médica inmediata",
            "Atención en la sala de emergencias",
            "emergency",
            ("$250 de copago/visita", "$250 de copago/visita"),
            ("copay 250/visit applies", "copay 250/visit applies"),
            "Ninguna",
        ),
        Row(
            ABOVE,
            "Atención de urgencia",
            "urgent",
            ("$60 de copago/visita; el deducible no se aplica", "40% de coseguro"),
            ("copay 60/visit waived", "coinsurance 40 applies"),
            "Ninguna",
        ),
        Row(
            "Si es hospitalizado",
            "Cargo del centro (por ejemplo, habitación de hospital)",
            "hospital_facility",
            ("20% de coseguro después del deducible", "40% de coseguro"),
            ("coinsurance 20 applies", "coinsurance 40 applies"),
            "Se requiere autorización previa.",
            "prior_authorization required",
        ),
        Row(
            "Si necesita ayuda para recuperarse o tiene otras necesidades de salud especiales",
            "Atención médica en el hogar",
            "home_health",
            ("20% de coseguro", "No está cubierto"),
            ("coinsurance 20 applies", "not_covered"),
            "Hasta 100 visitas por año calendario.",
            "visit_limit 100/visits a year",
        ),
        Row(
            ABOVE,
            "Servicios de rehabilitación",
            "rehabilitation",
            ("$50 de copago/visita", "40% de coseguro"),
            ("copay 50/visit applies", "coinsurance 40 applies"),
            "Ninguna",
        ),
        Row(
            "Si su hijo necesita cuidado dental o de la vista",
            "Examen de la vista para niños",
            "child_exam",
            ("Sin cargo", "No está cubierto"),
            ("no_charge", "not_covered"),
            "Ninguna",
        ),
    ),
    below=(),
    draw=lambda parts: pdf_of(parts, RIVERA_LOOK),
)
