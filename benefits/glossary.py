"""What the words of benefits mean, in general and without a figure: what a plan pays stands in its documents.

The meanings follow the Uniform Glossary of Health Coverage and Medical Terms that goes with each Summary of Benefits
and Coverage (29 CFR 2590.715-2715(c)); accounts, leave and retirement follow IRS and Department of Labor guidance.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """A word of benefits; the first of its names in each language is the one shown."""

    names: tuple[str, ...]
    names_es: tuple[str, ...]
    meaning: str
    meaning_es: str

    def name(self, language: str) -> str:
        name = (self.names_es if language == "es" else self.names)[0]
        return name[:1].upper() + name[1:]

    def said(self, language: str) -> str:
        return self.meaning_es if language == "es" else self.meaning


TERMS = (
    Term(
        ("deductible", "annual deductible", "plan deductible"),
        ("deducible", "deducible anual"),
        "What you pay for covered care in a plan year before your plan begins to pay. Some care, such as preventive "
        "visits, is often paid before it is met.",
        "Lo que usted paga por la atención cubierta en un año del plan antes de que el plan empiece a pagar. Cierta "
        "atención, como las visitas preventivas, suele pagarse antes de cumplirlo.",
    ),
    Term(
        ("coinsurance", "co-insurance"),
        ("coseguro", "coaseguro"),
        "Your share of the price of a covered service, as a percentage. You usually pay it once the deductible is "
        "met; the plan pays the rest.",
        "Su parte del precio de un servicio cubierto, como porcentaje. Suele pagarla una vez cumplido el deducible; "
        "el plan paga el resto.",
    ),
    Term(
        ("copay", "copayment", "co-pay", "co-payment", "copays"),
        ("copago", "copagos", "co-pago"),
        "A fixed amount that you pay for a covered service, usually at the visit or the pharmacy. It can differ by "
        "the kind of service.",
        "Una cantidad fija que usted paga por un servicio cubierto, normalmente en la visita o la farmacia. Puede "
        "variar según el servicio.",
    ),
    Term(
        (
            *("out-of-pocket limit", "out of pocket limit", "out-of-pocket maximum"),
            *("out of pocket maximum", "out-of-pocket max", "out of pocket max", "oop", "oopm"),
            *("oop max", "moop", "out of pocket"),
        ),
        ("límite de gastos de bolsillo", "maximo de gastos de bolsillo", "gastos de bolsillo", "desembolso máximo"),
        "The most that you pay for covered care in a plan year. After that the plan pays all of it. The premium, and "
        "care that is not covered, do not count.",
        "Lo máximo que usted paga por la atención cubierta en un año del plan. Después el plan lo paga todo. La prima "
        "y la atención no cubierta no cuentan.",
    ),
    Term(
        ("premium", "premiums"),
        ("prima", "primas"),
        "The price of the coverage itself, whether or not you use it. Your part is usually taken from your pay; the "
        "company pays the other part.",
        "El precio de la cobertura en sí, la use o no. Su parte suele descontarse de su sueldo; la empresa paga la "
        "otra.",
    ),
    Term(
        ("embedded deductible", "embedded"),
        ("deducible individual incluido", "deducible incorporado"),
        "A limit for each person inside the family's deductible: once one person has met it, the plan begins to pay "
        "for that person, even if the family's is not met.",
        "Un límite para cada persona dentro del deducible de la familia: cuando una persona lo cumple, el plan "
        "empieza a pagar por ella, aunque el de la familia no se haya cumplido.",
    ),
    Term(
        ("aggregate deductible", "non-embedded deductible", "aggregate"),
        ("deducible agregado", "deducible total"),
        "One deductible for the whole family: the plan begins to pay for anybody only when all of it is met, by one "
        "person or by several together.",
        "Un solo deducible para toda la familia: el plan empieza a pagar por cualquiera solo cuando se cumple entero, "
        "por una persona o por varias juntas.",
    ),
    Term(
        ("allowed amount", "eligible expense", "negotiated rate"),
        ("cantidad permitida", "monto permitido", "tarifa negociada"),
        "The most on which a plan bases its payment for a covered service. A provider outside the network may bill "
        "more.",
        "El máximo sobre el que un plan calcula su pago por un servicio cubierto. Un proveedor fuera de la red puede "
        "cobrar más.",
    ),
    Term(
        ("balance billing", "balance bill", "surprise bill"),
        ("facturación de saldo", "factura sorpresa"),
        "When a provider bills you for the difference between the own price and what the plan allows. Providers in "
        "the network may not do it for covered care.",
        "Cuando un proveedor le cobra la diferencia entre su propio precio y lo que el plan permite. Los proveedores "
        "de la red no pueden hacerlo por la atención cubierta.",
    ),
    Term(
        ("network", "in-network", "in network", "provider network"),
        ("red", "dentro de la red", "red de proveedores"),
        "The doctors, hospitals and pharmacies that have agreed on prices with your plan. Care from them usually "
        "costs you less than care from others.",
        "Los médicos, hospitales y farmacias que acordaron precios con su plan. Su atención suele costarle menos que "
        "la de otros.",
    ),
    Term(
        ("out-of-network", "out of network"),
        ("fuera de la red",),
        "A provider that has no agreement with your plan. Some plans pay less for such care, others pay nothing "
        "except in an emergency.",
        "Un proveedor que no tiene acuerdo con su plan. Algunos planes pagan menos por esa atención; otros no pagan "
        "nada salvo en una emergencia.",
    ),
    Term(
        ("prior authorization", "preauthorization", "pre-authorization", "precertification", "prior auth"),
        ("autorización previa", "preautorización"),
        "The plan's agreement, before you get a service or a drug, that it is medically necessary. It is no promise "
        "that the whole cost is paid.",
        "La aceptación del plan, antes de recibir un servicio o un medicamento, de que es médicamente necesario. No "
        "es una promesa de que se pague todo el costo.",
    ),
    Term(
        ("referral", "referrals"),
        ("remisión", "referido", "referencia"),
        "A word from your primary care doctor that sends you to a specialist. Some plans pay for a specialist only "
        "with one.",
        "La orden de su médico de cabecera que lo envía a un especialista. Algunos planes pagan al especialista solo "
        "si la hay.",
    ),
    Term(
        ("formulary", "drug list", "preferred drug list"),
        ("formulario de medicamentos", "lista de medicamentos"),
        "The list of drugs that a plan covers, sorted into levels with different prices.",
        "La lista de medicamentos que un plan cubre, ordenados en niveles con precios distintos.",
    ),
    Term(
        ("PPO", "preferred provider organization"),
        ("plan PPO", "organización de proveedores preferidos"),
        "A plan that pays more when you use its network and still pays something outside of it. You usually need no "
        "referral to see a specialist.",
        "Un plan que paga más cuando usa su red y aun así paga algo fuera de ella. Normalmente no necesita una "
        "remisión para ver a un especialista.",
    ),
    Term(
        ("HMO", "health maintenance organization"),
        ("plan HMO", "organización para el mantenimiento de la salud"),
        "A plan that pays only for care from its network, except in an emergency, and often wants a referral from "
        "your primary care doctor.",
        "Un plan que solo paga la atención de su red, salvo en una emergencia, y a menudo pide una remisión de su "
        "médico de cabecera.",
    ),
    Term(
        ("EPO", "exclusive provider organization"),
        ("plan EPO", "organización de proveedores exclusivos"),
        "A plan that pays only for care from its network, except in an emergency, mostly without asking for a "
        "referral.",
        "Un plan que solo paga la atención de su red, salvo en una emergencia, por lo general sin pedir una remisión.",
    ),
    Term(
        ("HDHP", "high deductible health plan", "high-deductible health plan", "hsa plan"),
        ("plan de deducible alto", "plan con deducible alto", "plan hdhp"),
        "A plan with a higher deductible and usually a lower premium. If it meets federal rules, you may have a "
        "health savings account (HSA) with it.",
        "Un plan con un deducible más alto y normalmente una prima más baja. Si cumple las reglas federales, puede "
        "tener con él una cuenta de ahorros para la salud (HSA).",
    ),
    Term(
        ("HSA", "health savings account", "hsas", "health savings accounts"),
        ("cuenta de ahorros para la salud", "cuenta HSA"),
        "Health savings account: an account of your own for medical costs, with tax advantages, for people in a "
        "qualifying high-deductible plan. The money stays yours from year to year, also when you change jobs.",
        "Cuenta de ahorros para la salud: una cuenta propia para gastos médicos, con ventajas fiscales, para quien "
        "tiene un plan de deducible alto que cumple los requisitos. El dinero sigue siendo suyo de un año a otro, "
        "también si cambia de empleo.",
    ),
    Term(
        ("FSA", "flexible spending account", "health fsa", "flexible spending accounts", "fsas"),
        ("cuenta de gastos flexibles", "cuenta fsa"),
        "Flexible spending account: money taken from your pay before tax for medical costs of one plan year. What you "
        "do not use by the plan's deadline may be lost, unless the plan lets some carry over or gives a grace period.",
        "Cuenta de gastos flexibles: dinero que se descuenta de su sueldo antes de impuestos para gastos médicos de "
        "un año del plan. Lo que no use antes del plazo puede perderse, salvo que el plan permita trasladar una parte "
        "o dé un período de gracia.",
    ),
    Term(
        ("dependent care FSA", "dcfsa", "dependent care account", "dependent-care fsa"),
        ("cuenta de gastos para el cuidado de dependientes",),
        "An account for money taken from your pay before tax that pays for the care of young children or other "
        "dependents while you work. It does not pay medical costs.",
        "Una cuenta con dinero que se descuenta de su sueldo antes de impuestos y paga el cuidado de niños pequeños u "
        "otros dependientes mientras usted trabaja. No paga gastos médicos.",
    ),
    Term(
        ("limited-purpose FSA", "limited purpose fsa", "lpfsa"),
        ("cuenta FSA de uso limitado",),
        "A flexible spending account for dental and vision costs only, which you may have together with an HSA.",
        "Una cuenta de gastos flexibles solo para gastos dentales y de la vista, que puede tener junto con una HSA.",
    ),
    Term(
        ("HRA", "health reimbursement arrangement", "health reimbursement account"),
        ("acuerdo de reembolso de salud", "cuenta hra"),
        "Health reimbursement arrangement: money of the company that pays you back for medical costs under the plan's "
        "rules. The account belongs to the company.",
        "Acuerdo de reembolso de salud: dinero de la empresa que le reembolsa gastos médicos según las reglas del "
        "plan. La cuenta es de la empresa.",
    ),
    Term(
        ("COBRA", "cobra coverage", "continuation coverage"),
        ("cobertura COBRA", "continuación de cobertura"),
        "A federal right to keep a company's health coverage for a time after a job or another reason for it ends, "
        "mostly at the full price plus a small fee.",
        "Un derecho federal a conservar por un tiempo la cobertura de salud de la empresa cuando termina el empleo u "
        "otro motivo para tenerla, casi siempre al precio completo más un pequeño cargo.",
    ),
    Term(
        ("open enrollment", "annual enrollment", "oe"),
        ("inscripción abierta", "inscripción anual"),
        "The weeks of the year in which you may choose or change your benefits for the next plan year without a "
        "special reason.",
        "Las semanas del año en que puede elegir o cambiar sus beneficios para el próximo año del plan sin un motivo "
        "especial.",
    ),
    Term(
        ("qualifying life event", "life event", "qle", "qualifying event", "special enrollment"),
        ("evento de vida", "evento de vida calificado", "inscripción especial"),
        "A change in your life, such as a marriage, a birth or the loss of other coverage, that lets you change "
        "benefits outside of open enrollment, within a deadline.",
        "Un cambio en su vida, como un matrimonio, un nacimiento o la pérdida de otra cobertura, que le permite "
        "cambiar sus beneficios fuera de la inscripción abierta, dentro de un plazo.",
    ),
    Term(
        ("EOB", "explanation of benefits"),
        ("explicación de beneficios",),
        "Explanation of benefits: what the plan sends after a visit, with what was billed, what it paid and what you "
        "may owe. It is no bill.",
        "Explicación de beneficios: lo que el plan envía después de una visita, con lo cobrado, lo que pagó y lo que "
        "usted puede deber. No es una factura.",
    ),
    Term(
        ("SBC", "summary of benefits and coverage"),
        ("resumen de beneficios y cobertura",),
        "Summary of Benefits and Coverage: a short description of a medical plan in a form that is the same for all "
        "plans, so that you can compare them.",
        "Resumen de beneficios y cobertura: una descripción breve de un plan médico en un formato igual para todos, "
        "para que pueda compararlos.",
    ),
    Term(
        ("SPD", "summary plan description"),
        ("descripción resumida del plan",),
        "Summary plan description: the document that says in plain words how a plan works, who may join and what your "
        "rights are.",
        "Descripción resumida del plan: el documento que explica en palabras sencillas cómo funciona un plan, quién "
        "puede entrar y cuáles son sus derechos.",
    ),
    Term(
        ("EAP", "employee assistance program"),
        ("programa de asistencia al empleado",),
        "Employee assistance program: confidential help with personal, family, legal or money worries, mostly free "
        "for employees.",
        "Programa de asistencia al empleado: ayuda confidencial con preocupaciones personales, familiares, legales o "
        "de dinero, casi siempre gratis para los empleados.",
    ),
    Term(
        ("preventive care", "preventive service"),
        ("atención preventiva", "servicio preventivo"),
        "Check-ups, vaccines and screenings that look for illness before you have signs of it. In the network most "
        "plans pay for it in full.",
        "Chequeos, vacunas y pruebas que buscan enfermedades antes de que haya síntomas. Dentro de la red, la mayoría "
        "de los planes la pagan por completo.",
    ),
    Term(
        ("short-term disability", "std", "short term disability"),
        ("discapacidad a corto plazo", "incapacidad a corto plazo"),
        "Short-term disability: pays part of your wages for some weeks or months when an illness, an injury or a "
        "birth keeps you from work.",
        "Discapacidad a corto plazo: paga parte de su sueldo por algunas semanas o meses cuando una enfermedad, una "
        "lesión o un parto le impide trabajar.",
    ),
    Term(
        ("long-term disability", "ltd", "long term disability"),
        ("discapacidad a largo plazo", "incapacidad a largo plazo"),
        "Long-term disability: pays part of your wages when an illness or an injury keeps you from work for long, "
        "mostly after short-term disability ends.",
        "Discapacidad a largo plazo: paga parte de su sueldo cuando una enfermedad o una lesión le impide trabajar "
        "por mucho tiempo, casi siempre después de la de corto plazo.",
    ),
    Term(
        ("FMLA", "family and medical leave act", "family and medical leave"),
        ("ley de licencia familiar y médica",),
        "Family and Medical Leave Act: a federal law that protects the job and the health coverage of many employees "
        "while they are on leave for a birth, a serious illness or a family member's care.",
        "Ley de Licencia Familiar y Médica: una ley federal que protege el empleo y la cobertura de salud de muchos "
        "empleados mientras están de licencia por un nacimiento, una enfermedad grave o el cuidado de un familiar.",
    ),
    Term(
        ("PTO", "paid time off"),
        ("tiempo libre pagado",),
        "Paid time off: hours or days away from work for which you are paid.",
        "Tiempo libre pagado: horas o días fuera del trabajo por los que se le paga.",
    ),
    Term(
        ("vesting", "vested"),
        ("adquisición de derechos", "derechos adquiridos"),
        "How much of the company's contributions to your retirement account is yours to keep if you leave. What you "
        "put in yourself is always yours.",
        "Cuánto de lo que la empresa aportó a su cuenta de jubilación es suyo si se va. Lo que aporta usted siempre "
        "es suyo.",
    ),
    Term(
        ("401(k) match", "401k match", "company match", "employer match"),
        ("aporte de la empresa", "contribución equivalente"),
        "Money that the company adds to your retirement account depending on how much you save yourself.",
        "Dinero que la empresa agrega a su cuenta de jubilación según lo que usted ahorra.",
    ),
    Term(
        ("imputed income",),
        ("ingreso imputado",),
        "The value of a benefit that is taxed as if it were pay, such as coverage of a domestic partner or life "
        "insurance above a limit.",
        "El valor de un beneficio que se grava como si fuera sueldo, por ejemplo la cobertura de una pareja de hecho "
        "o un seguro de vida por encima de un límite.",
    ),
    Term(
        ("beneficiary", "beneficiaries"),
        ("beneficiario", "beneficiaria"),
        "The person whom you name to receive the money of a life insurance or a retirement account if you die.",
        "La persona que usted nombra para recibir el dinero de un seguro de vida o de una cuenta de jubilación si "
        "usted muere.",
    ),
    Term(
        ("dependent", "dependents"),
        ("dependiente", "dependientes"),
        "Somebody whom you may cover under your plan, such as a spouse or a child, if the plan's rules allow it.",
        "Alguien a quien puede cubrir con su plan, como el cónyuge o un hijo, si las reglas del plan lo permiten.",
    ),
    Term(
        ("grace period",),
        ("período de gracia",),
        "Extra time after the end of a plan year in which you may still spend what is left in a flexible spending "
        "account.",
        "Tiempo adicional después del fin del año del plan en que todavía puede gastar lo que queda en una cuenta de "
        "gastos flexibles.",
    ),
    Term(
        ("run-out period", "runout", "run-out", "run out period"),
        ("período de presentación de reclamos",),
        "The time after a plan year or a job ends in which you may still send in claims for costs that you had before.",
        "El tiempo después del fin del año del plan o del empleo en que todavía puede presentar gastos que tuvo antes.",
    ),
    Term(
        ("primary care physician", "pcp", "primary care provider", "primary care doctor"),
        ("médico de cabecera", "médico de atención primaria"),
        "The doctor whom you see first for most things and who knows your history.",
        "El médico a quien ve primero para casi todo y que conoce su historial.",
    ),
)
