"""La guía de beneficios de Juniper Ridge en español, para 2027."""

from platform_admin.demo.arithmetic import one_family_bill
from platform_admin.demo.federal import HSA_FAMILY, HSA_SELF, limit
from platform_admin.demo.files.blocks import Block, parse
from platform_admin.demo.juniper.guide import HOSPITAL_BILL
from platform_admin.demo.juniper.medical import HDHP, PPO
from platform_admin.demo.juniper.numbers import COMPANY, SAL, TIERS, UNION
from platform_admin.demo.shapes import FAM, Plan
from platform_admin.demo.wording import cents, dia, dollars, percent

YEAR = "2027"
PAYS = COMPANY.deductions_per_year
NIVELES = ("Solo el empleado", "Empleado y cónyuge", "Empleado e hijos", "Familia")
BENEFICIOS = {
    "medical": "Plan médico",
    "dental": "Dental",
    "vision": "Visión",
    "accounts": "Cuentas HSA y FSA",
    "life and disability": "Vida e incapacidad",
    "401(k)": "401(k)",
    "COBRA": "COBRA",
    "employee assistance": "Ayuda al empleado",
}


def guide_es_blocks() -> tuple[Block, ...]:
    return (
        *_enrolment(),
        *_eligibility(),
        *_ppo(),
        *_hdhp(),
        *_paycheck(),
        *_accounts(),
        *_other_benefits(),
        *_contacts(),
    )


def _enrolment() -> tuple[Block, ...]:
    year = COMPANY.year(YEAR)
    return parse(f"""
        # Elija sus beneficios para 2027

        ^ Una vez al año puede cambiar todas sus decisiones. Esta guía explica lo que paga cada plan, lo que se
        descuenta de su cheque y las fechas que debe recordar.

        * 2 al 20 de nov. | inscripción abierta
        * 1 de enero | empiezan sus beneficios
        * {PAYS} | cheques al año comparten el costo

        La inscripción abierta para 2027 empieza el {dia(year.enrolment_opens_on)} y termina el
        {dia(year.enrolment_closes_on)}. Sus decisiones valen desde el {dia(year.starts_on)} hasta el
        {dia(year.ends_on)}.

        <<
        ## Si no hace nada

        Sus planes médico, dental y de visión continúan con los precios de 2027. La cuenta FSA no continúa: debe
        elegir una cantidad nueva o no tendrá cuenta en 2027.
        ||
        ## Cuatro pasos

        1. Lea las páginas de los dos planes médicos.
        2. Compare los precios de su grupo.
        3. Elija sus cantidades de HSA o FSA.
        4. Confirme en el portal y guarde el recibo.
        >>

        ! Ayuda en español
        Llame al equipo de beneficios, {COMPANY.help.phone}, de lunes a viernes de 7 a 4. Northgate Health también
        atiende en español en el {COMPANY.carrier("medical").phone}.

        ===
    """)


def _eligibility() -> tuple[Block, ...]:
    salaried, union = COMPANY.benefit_class(SAL), COMPANY.benefit_class(UNION)
    return parse(f"""
        # Quién tiene cobertura y desde cuándo

        Puede inscribirse si trabaja 30 horas o más por semana. Puede cubrir a su cónyuge y a sus hijos hasta el final
        del mes en que cumplen {COMPANY.dependents.child_age} años.

        | | Asalariados | Miembros del Local 88 |
        | Días de espera | {salaried.waiting_days} días | {union.waiting_days} días |
        | La cobertura empieza | El primer día del mes, después de la espera | El primer día del mes, después de la
        espera |
        | Días para avisar de un cambio | {salaried.life_event_days} días | {union.life_event_days} días |

        # Cambios durante el año

        Después de un nacimiento, una boda, un divorcio o la pérdida de otra cobertura, los empleados asalariados
        tienen {salaried.life_event_days} días y los miembros del Local 88 tienen {union.life_event_days} días para
        pedir un cambio. El día después del evento es el día 1.

        - La cobertura de un bebé empieza el día del nacimiento, pero usted debe inscribirlo por su nombre.
        - Después de una boda, la cobertura empieza el primer día del mes siguiente a su solicitud.
        - Si pierde Medicaid o CHIP, todos tienen 60 días.

        ! Guarde los papeles
        Tiene 45 días para enviar el acta de nacimiento o de matrimonio. Si no la envía, la cobertura de esa persona
        termina.

        ===
    """)


def _copago(plan: Plan, service: str) -> str:
    copay = plan.service(service).network.copay
    if copay is None:
        raise ValueError(f"{plan.code} has no copay for {service}")
    return dollars(copay)


def _ppo() -> tuple[Block, ...]:
    plan = COMPANY.plan(PPO, YEAR)
    if plan.deductible is None:
        raise ValueError("the PPO has a deductible")
    limit_ = plan.out_of_pocket
    rows = "\n".join(
        f"| {label} | {_copago(plan, service)} de copago | El deducible no se aplica |"
        for service, label in (
            ("primary", "Médico de cabecera"),
            ("specialist", "Especialista"),
            ("urgent", "Urgencias (urgent care)"),
            ("emergency", "Sala de emergencias (ER)"),
            ("generic", "Medicina genérica"),
            ("preferred", "Medicina de marca preferida"),
            ("non_preferred", "Otra medicina de marca"),
        )
    )
    return parse(f"""
        # Plan médico PPO 1000 en 2027

        ^ Copagos fijos para visitas y medicinas. Para hospital y resonancias paga primero el deducible y después el
        {percent(plan.coinsurance)}.

        * {dollars(plan.deductible.person)} | deducible, una persona
        * {dollars(plan.deductible.family)} | deducible, familia
        * {dollars(limit_.person)} | máximo del año, una persona
        * {dollars(limit_.family)} | máximo del año, familia

        El deducible del PPO 1000 en 2027 es de {dollars(plan.deductible.person)} por persona y de
        {dollars(plan.deductible.family)} por familia.

        En el PPO 1000 de 2027, una visita de urgencias (urgent care) cuesta un copago de {_copago(plan, "urgent")} y el
        deducible no se aplica. La sala de emergencias cuesta un copago de {_copago(plan, "emergency")}.

        |= 1.5 1 1.4
        | Servicio en la red | Usted paga en 2027 | Nota |
        {rows}
        | Atención preventiva | Sin costo | Examen anual, vacunas |
        | Resonancia o tomografía | {percent(plan.coinsurance)} | Después del deducible |
        | Hospital | {percent(plan.coinsurance)} | Después del deducible |

        Fuera de la red paga más: un deducible aparte y el 40%. Las emergencias se pagan siempre como en la red.

        ===
    """)


def _hdhp() -> tuple[Block, ...]:
    plan = COMPANY.plan(HDHP, YEAR)
    if plan.deductible is None:
        raise ValueError("the HDHP has a deductible")
    share, rest = percent(plan.coinsurance), HOSPITAL_BILL - plan.deductible.family
    return parse(f"""
        # Plan médico HDHP en 2027

        ^ El precio más bajo por cheque, y una cuenta de ahorros para la salud (HSA) en la que aporta la empresa.

        * {dollars(plan.deductible.person)} | deducible, solo el empleado
        * {dollars(plan.deductible.family)} | deducible, con familia
        * {dollars(plan.out_of_pocket.person)} | máximo, solo el empleado
        * {dollars(plan.out_of_pocket.family)} | máximo, familia

        Antes de llegar al deducible usted paga el precio completo de todo, menos la atención preventiva. Después paga
        el {share}.

        ! El deducible familiar es uno solo
        Si cubre a otra persona, deben juntarse los {dollars(plan.deductible.family)} completos antes de que el plan
        pague, aunque todas las cuentas sean de una sola persona.

        Ejemplo: una familia con una sola cuenta de hospital de {dollars(HOSPITAL_BILL)} paga
        {dollars(plan.deductible.family)} de deducible más el {share} de {dollars(rest)}, en total
        {cents(one_family_bill(plan, HOSPITAL_BILL))}.

        ===
    """)


def _paycheck() -> tuple[Block, ...]:
    columns = ((PPO, SAL), (PPO, UNION), (HDHP, SAL), (HDHP, UNION))
    rows = []
    for tier, label in zip(TIERS, NIVELES, strict=True):
        prices = [COMPANY.rate(plan, tier, class_code=code, plan_year=YEAR).per_deduction for plan, code in columns]
        rows.append(f"| {label} | " + " | ".join(cents(price) for price in prices) + " |")
    family = [COMPANY.rate(PPO, FAM, class_code=code, plan_year=YEAR).per_deduction for code in (SAL, UNION)]
    tobacco, spousal = COMPANY.surcharge("tobacco"), COMPANY.surcharge("spousal")
    prices = "\n".join(rows)
    return parse(f"""
        # Lo que se descuenta de cada cheque en 2027

        |= 1.6 1 1 1 1
        | Por cheque, {PAYS} al año | PPO asalariados | PPO Local 88 | HDHP asalariados | HDHP Local 88 |
        {prices}

        En 2027, la cobertura familiar del PPO 1000 cuesta {cents(family[0])} por cheque para los asalariados y
        {cents(family[1])} por cheque para los miembros del Local 88.

        - Recargo por tabaco: {dollars(tobacco.per_deduction)} por cheque para todos los que usan tabaco.
        - Recargo por cónyuge: {dollars(spousal.per_deduction)} por cheque, solo para asalariados, si su cónyuge puede
          tener un plan en su propio trabajo. No se aplica a los miembros del Local 88.
    """)


def _accounts() -> tuple[Block, ...]:
    health, care = COMPANY.account("health", YEAR), COMPANY.account("dependent care", YEAR)
    old, seed = COMPANY.account("health", "2026"), COMPANY.seed(YEAR)
    alone, family = limit(HSA_SELF, 2027), limit(HSA_FAMILY, 2027)
    return parse(f"""
        # Cuentas de ahorro

        <<
        ## HSA, con el HDHP

        El límite federal de 2027 es de {dollars(alone.amount)} para una persona y {dollars(family.amount)} para una
        familia. Juniper Ridge aporta {dollars(seed.self_only)} o {dollars(seed.family)}: la mitad en enero y la mitad
        en julio. El dinero es suyo para siempre.
        ||
        ## FSA

        El límite de la FSA de salud en 2027 es de {dollars(health.limit)}, y el de la FSA para cuidado de
        dependientes es de {dollars(care.limit)}. Debe elegir de nuevo cada año.
        >>

        El dinero de la FSA de salud de 2026 sirve para gastos hasta el {dia(old.spend_by)}; las solicitudes deben
        llegar a más tardar el {dia(old.claim_by)}.

        ===
    """)


def _other_benefits() -> tuple[Block, ...]:
    dental, vision, life, income = COMPANY.dental, COMPANY.vision, COMPANY.life, COMPANY.disability
    plan = COMPANY.retirement
    first, second = plan.match
    if life is None:
        raise ValueError("Juniper Ridge pays for life insurance")
    return parse(f"""
        # Dental, visión, vida y ahorro

        |= 1.2 2.6
        | Beneficio | En pocas palabras |
        | Dental | Limpiezas {percent(dental.preventive)}, empastes {percent(dental.basic)}, coronas
        {percent(dental.major)}; deducible {dollars(dental.deductible)};
        máximo {dollars(dental.yearly_maximum)} al año |
        | Visión | Examen {dollars(vision.exam_copay)}; armazón hasta {dollars(vision.frame_allowance)} |
        | Seguro de vida | {life.multiple} veces su sueldo anual, hasta {dollars(life.maximum)}; lo paga la empresa |
        | Incapacidad | {percent(income.fraction_of_pay)} del sueldo, hasta {dollars(income.weekly_maximum)} por semana,
        desde el día {income.first_paid_day} y hasta {income.weeks} semanas |
        | 401(k) | La empresa aporta el {percent(first.fraction)} del primer {first.of_first_percent}% que usted ahorra
        y el {percent(second.fraction)} del siguiente {second.of_first_percent}% |
        | Ayuda al empleado | Seis consultas gratis al año con Steadyline, las 24 horas |

        ! Si deja la empresa
        Su cobertura termina el último día del mes. Puede continuarla hasta 18 meses con COBRA si paga el costo completo
        más el 2%. Tiene 60 días para decidir.
    """)


def _contacts() -> tuple[Block, ...]:
    rows = "\n".join(
        f"| {BENEFICIOS[one.role]} | {one.name} | {one.phone} | {one.url.removeprefix('https://www.')} |"
        for one in COMPANY.carriers
    )
    return parse(f"""
        # A quién llamar

        |= 1.4 1.5 1.1 1.9
        | Para | Empresa | Teléfono | Sitio web |
        {rows}

        ~ Esta guía es un resumen. Si hay diferencias con los documentos del plan, valen los documentos del plan, que
        están en inglés.
    """)
