"""La guía de beneficios de Cedar & Main en español, año del plan 2026-27."""

from decimal import Decimal

from platform_admin.demo.arithmetic import cobra_monthly, yearly_premium
from platform_admin.demo.cedarmain.medical import EPO, HMO
from platform_admin.demo.cedarmain.numbers import COMPANY, DENTAL, FT, PT, THIS_YEAR, TIERS, VISION
from platform_admin.demo.files.blocks import Block, parse
from platform_admin.demo.shapes import EE, Cost, Plan
from platform_admin.demo.wording import cents, dia, dollars, percent

YEAR = COMPANY.year(THIS_YEAR)
PAYS = COMPANY.deductions_per_year
NIVELES = ("Solo el empleado", "Empleado y cónyuge", "Empleado e hijos", "Familia")
PLANS = (COMPANY.plan(HMO, THIS_YEAR), COMPANY.plan(EPO, THIS_YEAR))
SERVICIOS = (
    ("primary", "Médico de cabecera"),
    ("specialist", "Especialista"),
    ("preventive", "Atención preventiva"),
    ("urgent", "Urgencias (urgent care)"),
    ("emergency", "Sala de emergencias (ER)"),
    ("diagnostic", "Análisis y radiografías"),
    ("imaging", "Resonancia o tomografía"),
    ("hospital_facility", "Hospital"),
    ("mental_outpatient", "Consejería"),
    ("generic", "Medicina genérica"),
    ("preferred", "Medicina de marca preferida"),
)
BENEFICIOS = {
    "medical": "Plan médico",
    "dental": "Dental",
    "vision": "Visión",
    "accounts": "Cuenta FSA",
    "life and disability": "Incapacidad",
    "401(k)": "401(k)",
    "COBRA": "COBRA",
    "employee assistance": "Ayuda al empleado",
}


def guide_es_blocks() -> tuple[Block, ...]:
    return (
        *_welcome(),
        *_who(),
        *_plans(),
        *_prices(),
        *_dental_and_vision(),
        *_changes(),
        *_more(),
        *_leaving(),
    )


def costo(cost: Cost) -> str:
    """Una celda de la guía: "$40 de copago", "30% después del deducible"."""
    if not cost.covered:
        return "No está cubierto"
    if cost.copay is not None:
        return _copago(cost, cost.copay)
    if cost.coinsurance is None:
        return "Sin costo"
    return f"{percent(cost.coinsurance)}{' después del deducible' if cost.after_deductible else ''}"


def _copago(cost: Cost, copay: Decimal) -> str:
    if cost.days_charged is not None:
        return f"{dollars(copay)} por día, máximo {cost.days_charged} días"
    if cost.first_visits is not None:
        return f"{dollars(copay)} las primeras {cost.first_visits} visitas, después deducible"
    return f"{dollars(copay)} {'después del deducible' if cost.after_deductible else 'de copago'}"


def _precios(columns: tuple[tuple[str, str], ...]) -> str:
    lines = []
    for tier, label in zip(TIERS, NIVELES, strict=True):
        rates = [COMPANY.rate(plan, tier, class_code=code, plan_year=THIS_YEAR) for plan, code in columns]
        lines.append(f"| {label} | " + " | ".join(cents(rate.per_deduction) for rate in rates) + " |")
    return "\n".join(lines)


def _welcome() -> tuple[Block, ...]:
    return parse(f"""
        # Sus beneficios en Cedar & Main

        ^ Todo lo que necesita saber para el año del {dia(YEAR.starts_on)} al {dia(YEAR.ends_on)}: quién tiene qué,
        cuánto cuesta y a quién llamar.

        * {PAYS} | cheques semanales al año
        * 30 horas | por semana para el plan médico
        * 31 días | para avisar de un cambio

        <<
        ## Tiempo completo

        - Plan médico HMO o EPO
        - Dental y visión
        - Cuenta FSA de salud
        - Seguro de vida e incapacidad
        - 401(k), vacaciones y licencia parental
        ||
        ## Medio tiempo

        - Dental y visión
        - Ayuda al empleado (Steadyline)
        - 401(k) después de un año con 1,000 horas
        - Días por enfermedad
        >>

        ! Hablamos español
        El equipo de beneficios atiende en español todos los días de 8 a 8 en el {COMPANY.help.phone}. En
        Harborlight llame al {COMPANY.carrier("medical").phone} y oprima 2.

        La próxima inscripción abierta será en mayo de 2027. Fuera de ella solo puede cambiar después de un evento
        de vida.

        ===
    """)


def _who() -> tuple[Block, ...]:
    full_time, child = COMPANY.benefit_class(FT), COMPANY.dependents
    return parse(f"""
        # Quién puede inscribirse

        Los empleados que trabajan en promedio 30 horas o más por semana son de tiempo completo y pueden tener el
        plan médico. Los empleados de medio tiempo no pueden tener el plan médico, pero sí dental, visión y la ayuda
        al empleado.

        Las horas se miden del 1.º de mayo al 30 de abril. El resultado vale todo el año del plan, aunque sus horas
        cambien. Si cree que sus horas están mal contadas, escriba al equipo de beneficios dentro de 60 días.

        Si usted es nuevo, su cobertura empieza el primer día del mes después de {full_time.waiting_days} días de
        trabajo.

        ## Su familia

        Puede cubrir a su cónyuge y a sus hijos hasta el final del mes en que cumplen {child.child_age} años.
        Necesita el acta de matrimonio o de nacimiento.

        ===
    """)


def _plans() -> tuple[Block, ...]:
    hmo, epo = PLANS
    rows = "\n".join(
        f"| {label} | {costo(hmo.service(code).network)} | {costo(epo.service(code).network)} |"
        for code, label in SERVICIOS
    )
    return parse(f"""
        # Dos planes médicos

        |= 1.3 1.2 1.5
        | Lo que usted paga en la red | HMO | EPO |
        | Deducible, persona / familia | No hay | {_deducible(epo)} |
        | Máximo del año, persona / familia | {_maximo(hmo)} | {_maximo(epo)} |
        {rows}

        El HMO no tiene deducible. Una visita al especialista cuesta un copago de {_solo_copago(hmo, "specialist")}
        y necesita una referencia de su médico de cabecera. El hospital cuesta
        {_solo_copago(hmo, "hospital_facility")} por día, máximo tres días.

        El EPO cuesta menos por semana, pero tiene un deducible de {_deducible(epo)}. Las primeras tres visitas al
        médico de cabecera cuestan {_solo_copago(epo, "primary")} cada una.

        ! Use siempre la red
        Ninguno de los dos planes paga médicos de fuera de la red, salvo en una emergencia.

        ===
    """)


def _deducible(plan: Plan) -> str:
    if plan.deductible is None:
        return "No hay"
    return f"{dollars(plan.deductible.person)} / {dollars(plan.deductible.family)}"


def _maximo(plan: Plan) -> str:
    return f"{dollars(plan.out_of_pocket.person)} / {dollars(plan.out_of_pocket.family)}"


def _solo_copago(plan: Plan, service: str) -> str:
    return dollars(plan.service(service).network.copay or Decimal(0))


def _prices() -> tuple[Block, ...]:
    hmo, epo = (yearly_premium(COMPANY, plan, EE, class_code=FT, plan_year=THIS_YEAR) for plan in (HMO, EPO))
    weekly = [COMPANY.rate(plan, EE, class_code=FT, plan_year=THIS_YEAR).per_deduction for plan in (HMO, EPO)]
    return parse(f"""
        # Lo que paga cada semana

        |= 1.6 1 1
        | Tiempo completo, por semana | HMO | EPO |
        {_precios(((HMO, FT), (EPO, FT)))}

        El HMO para una sola persona cuesta {cents(weekly[0])} por semana, que son {cents(hmo)} al año. El EPO cuesta
        {cents(weekly[1])} por semana, que son {cents(epo)} al año. La diferencia es de {cents(hmo - epo)} al año.

        |= 1.6 1 1 1 1
        | Por semana | Dental, tiempo completo | Dental, medio tiempo | Visión, tiempo completo | Visión, medio tiempo |
        {_precios(((DENTAL, FT), (DENTAL, PT), (VISION, FT), (VISION, PT)))}
    """)


def _dental_and_vision() -> tuple[Block, ...]:
    dental, vision = COMPANY.dental, COMPANY.vision
    return parse(f"""
        # Dental y visión

        El plan dental paga el {percent(dental.preventive)} de las limpiezas, el {percent(dental.basic)} de los
        empastes y el {percent(dental.major)} de las coronas, hasta {dollars(dental.yearly_maximum)} por persona al
        año. El deducible es de {dollars(dental.deductible)} y no se aplica a las limpiezas.

        En el plan de visión el examen cuesta {dollars(vision.exam_copay)}. Para el armazón tiene
        {dollars(vision.frame_allowance)}, y {percent(vision.frame_discount)} de descuento sobre lo que pase de esa
        cantidad.

        ===
    """)


def _changes() -> tuple[Block, ...]:
    days = COMPANY.benefit_class(FT).life_event_days
    return parse(f"""
        # Cambios durante el año

        Después de un evento de vida usted tiene {days} días para pedir un cambio.

        |= 1.5 1.7
        | Evento | La cobertura nueva empieza |
        | Nacimiento o adopción | El mismo día |
        | Boda | El primer día del mes después de su solicitud |
        | Pierde otra cobertura | El primer día del mes después de su solicitud |
        | Divorcio | La cobertura termina al final del mes |
        | Pierde Medicaid o CHIP | Tiene 60 días |

        ! El bebé no queda inscrito solo
        Debe inscribirlo por su nombre dentro de {days} días. La cobertura vale desde el día del nacimiento.
    """)


def _more() -> tuple[Block, ...]:
    account, income, leave, plan = (
        COMPANY.account("health", THIS_YEAR),
        COMPANY.disability,
        COMPANY.leave,
        COMPANY.retirement,
    )
    return parse(f"""
        # Más beneficios

        |= 1 2.8
        | Beneficio | En pocas palabras |
        | Cuenta FSA | Hasta {dollars(account.limit)} al año; gastos hasta el {dia(account.spend_by)};
        solicitudes hasta el {dia(account.claim_by)}; no se pasa al año siguiente |
        | Incapacidad | {percent(income.fraction_of_pay)} del sueldo, máximo {dollars(income.weekly_maximum)} por
        semana, desde el día {income.first_paid_day}, hasta {income.weeks} semanas |
        | Licencia parental | {leave.parental_weeks} semanas con sueldo completo después de
        {leave.parental_after_months} meses |
        | 401(k) | La empresa aporta el {percent(plan.match[0].fraction)} del primer
        {plan.match[0].of_first_percent}%; es suyo el 20% más cada año |
        | Enfermedad | Una hora por cada 30 horas de trabajo, también a medio tiempo |
        | Ayuda al empleado | Cinco consultas gratis por problema, las 24 horas, en español |

        ===
    """)


def _leaving() -> tuple[Block, ...]:
    alone = COMPANY.rate(HMO, EE, class_code=FT, plan_year=THIS_YEAR).full_monthly or Decimal(0)
    rows = "\n".join(
        f"| {BENEFICIOS[one.role]} | {one.name} | {one.phone} | {one.url.removeprefix('https://www.')} |"
        for one in COMPANY.carriers
    )
    return parse(f"""
        # Si deja la empresa

        Su cobertura termina el último día del mes. Con COBRA puede continuarla hasta 18 meses. Tiene 60 días para
        decidir y 45 días más para el primer pago. El HMO para una persona cuesta {cents(cobra_monthly(alone))} al
        mes.

        # A quién llamar

        |= 1.4 1.5 1.1 1.9
        | Para | Empresa | Teléfono | Sitio web |
        {rows}

        ~ Esta guía es un resumen. Si hay diferencias con los documentos del plan, valen los documentos del plan,
        que están en inglés. Puede pedir que se los expliquen en español, sin costo.
    """)
