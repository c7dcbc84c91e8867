"""What Spanish words of working life are in English, so that a Spanish question finds and is answered by an English
document. Only in this direction: a document is never read as another language than its own.

A word that is spelled as an English one with another meaning ("red", "once", "prima") has no line here.
"""

from collections import defaultdict
from functools import lru_cache

from knowledge.text.little_words import language_of
from knowledge.text.terms import list_terms, words_of_terms

Phrase = tuple[str, ...]

# Spanish names, an equals sign, English names. Little words ("de", "por", "la") may be left out or in.
WORDS = """
gimnasio = gym
bienestar = wellness
membresía = membership
reembolso | reintegro = reimbursement | refund
factura | recibo de compra | comprobante = receipt | invoice | bill
seguro | aseguranza = insurance | coverage
fecha límite | fecha tope | fecha de vencimiento = deadline
licencia | permiso = leave | time off
permiso con sueldo | licencia con sueldo | licencia pagada | permiso pagado = paid leave | leave
licencia por duelo | permiso por duelo | duelo | luto | licencia por luto | permiso por luto = bereavement
licencia por fallecimiento | permiso por fallecimiento = bereavement
fallecimiento | muerte | defunción = death | bereavement
familiar inmediato | familiar directo | familiar cercano | familia inmediata = immediate family | family member
| close family
familiar | pariente = family member | relative
matrícula | colegiatura = tuition
estudios | educación = education | tuition
curso = course
clase = class
universidad = college | university
título = degree
feriado | día feriado | festivo | día festivo | día de fiesta | asueto | día de asueto = holiday
enfermedad | enfermo | enferma = sick | illness
día de enfermedad | licencia por enfermedad | permiso por enfermedad = sick day | sick leave | sick time
día personal | días personales = personal day
jurado | deber de jurado | servicio de jurado = jury duty | jury
licencia militar | servicio militar | militar = military leave | military
mascota = pet
seguro de mascotas | seguro para mascotas = pet insurance
transporte | transporte público = transit | commuter | transportation
estacionamiento | parqueo | aparcamiento = parking
autobús = bus | transit
bicicleta = bicycle | bike
ayuda al empleado | programa de ayuda al empleado = employee assistance | employee assistance program | eap
ayuda | apoyo = assistance | help | support | reimbursement | reimburse | subsidy | benefit
asistencia = assistance
subsidio | estipendio | asignación = subsidy | stipend | allowance
bono | bonificación = bonus
aguinaldo | bono navideño | bono de fin de año = holiday bonus | christmas bonus | year-end bonus
día de pago | día de paga | fecha de pago | día de cobro = payday | pay day
tienda = store | shop
milla = mile | mileage
gripe = flu
vacuna de la gripe | vacuna contra la gripe = flu shot
alguien = someone
descuento = discount
uniforme = uniform
botas | calzado = boots | shoes
zapatos | tenis = shoes
herramientas = tools
préstamo = loan
préstamo estudiantil | préstamo de estudios = student loan
consejería | asesoría | orientación = counseling
sesión = session
celular = phone | cell phone
computadora = computer | laptop
período de espera | tiempo de espera = waiting period
período de prueba = probation | introductory period
antigüedad | años de servicio = years of service | service | seniority
temporada | de temporada | temporero | temporal = seasonal | temporary
jubilación | retiro | plan de jubilación | plan de retiro = retirement | 401k | 403b | pension
aportación | aporte | contribución = contribution | match | matching contribution
ahorros = savings
adquirido | adquisición de derechos | derechos adquiridos = vested | vesting
corto | corto plazo = short-term
largo | largo plazo = long-term
cuidado de niños | cuidado infantil | cuidado de los hijos | guardería = child care | childcare | daycare
| dependent care
cuidado de dependientes | cuenta de cuidado de dependientes = dependent care | dependent care account
| dependent care fsa
aborto espontáneo | pérdida de embarazo | pérdida del embarazo = miscarriage | pregnancy loss | loss of a pregnancy
paternidad = paternity | parental
maternidad = maternity | parental
licencia familiar | permiso familiar = family leave
lactancia = lactation | breastfeeding
trabajo remoto | trabajo a distancia | teletrabajo | trabajar desde casa | trabajo desde casa | trabajar en casa
| trabajo desde el hogar = work from home | remote work | telework | work remotely
casa | hogar = home
horario = schedule | hours
horario flexible = flexible schedule | flextime | flexible hours
hora extra | horas extra | sobretiempo | tiempo extra = overtime
turno = shift
turno nocturno | turno de noche = night shift | night
noche | nocturno = night
fin de semana = weekend
diferencial = differential
depósito directo = direct deposit
nómina = payroll
antes de impuestos = pretax | before tax
solicitud = request | application
gerente | jefe | supervisora = manager | supervisor
recursos humanos = hr | human resources
sindicato | miembro del sindicato | sindicalizado | sindicalizada | unión = union | union member
contrato colectivo | convenio colectivo = collective bargaining agreement | contract
contrato | convenio = contract | agreement
política | norma | póliza = policy
mudanza | reubicación = relocation | moving
almuerzo | comida = lunch | meal
cafetería | comedor = cafeteria
cine = movie | cinema
boleto = ticket
en el extranjero | extranjero | fuera del país | fuera de estados unidos | otro país = outside the u.s. | abroad
| outside the united states | outside the country | overseas
viaje = travel | trip
viáticos = per diem | travel expenses
kilometraje | millaje = mileage
auto | carro | coche = car | vehicle | auto
vivienda = housing
hipoteca = mortgage
voluntario | voluntariado = volunteer | volunteering
donación = donation | gift
votar | votación = vote | voting
cumpleaños = birthday
año sabático | sabático = sabbatical
acciones | compra de acciones = stock | shares
peso = weight
bajar de peso | perder peso = weight loss | weight
nutrición = nutrition
masaje = massage
certificación = certification
conferencia = conference
capacitación | entrenamiento | formación = training
premio = award
reconocimiento = recognition
indemnización | liquidación = severance
anticipación | preaviso | aviso previo = advance | notice | ahead
ausencia = absence | leave
padre | papá | madre | mamá | padres = parent | father | mother
abuelo | abuela | abuelos = grandparent | grandmother | grandfather
hermano | hermana | hermanos = sibling | brother | sister
tío | tía = uncle | aunt
suegro | suegra | suegros = parent-in-law | mother-in-law | father-in-law
nieto | nieta = grandchild
sobrino | sobrina = nephew | niece
calificación | nota = grade
no usado | no usadas | sin usar | sobrante = unused | left over
novio | novia = domestic partner | partner
porcentaje = percent | percentage
cuenta = account
tarjeta = card
gratis | gratuito | gratuita = free | no cost
empresa | compañía | empleador | patrón = company | employer
trabajo | empleo = work | job | employment
día hábil | día laborable = business day | working day
día = day
semana = week
mes = month
año | anual = year | annual
hora = hour
anualmente | al año | por año = year | annual
pagado | pagada | remunerado | remunerada = paid
nuevo | nueva = new
empleado | trabajador | personal = employee | staff
tiempo = time
dólar = dollar
dinero | plata = money
edad = age
enero = january
febrero = february
marzo = march
abril = april
mayo = may
junio = june
julio = july
agosto = august
septiembre = september
octubre = october
noviembre = november
diciembre = december
navidad = christmas
acción de gracias = thanksgiving
consumo de tabaco = tobacco
emergencia | urgencia = emergency
crianza = parenting
herencia | testamento = will
ciudadanía = citizenship
inmigración | visa de trabajo = immigration
idioma = language
seguridad = safety | security
accidente de trabajo | accidente laboral | compensación laboral = workers' compensation | workers compensation
acoso = harassment
queja = complaint | grievance
vestimenta | código de vestimenta = dress code
clima | tormenta = weather
pausa | descanso = break
puntualidad = attendance
evaluación de desempeño | evaluación = performance review | review
aumento | aumento de sueldo = raise | pay increase
salario mínimo = minimum wage
propina = tip
comisión = commission
adelanto | adelanto de sueldo = advance | pay advance
ropa = clothing
equipo = equipment
lavandería = laundry
vigencia = effective
tía abuela = great-aunt
ayuda para la matrícula | ayuda con la matrícula | ayuda para estudios | ayuda educativa | reembolso de matrícula
| reembolso de estudios = tuition assistance | tuition reimbursement | tuition | education assistance
ayuda para adopción | ayuda por adopción | asistencia por adopción = adoption assistance | adoption
"""
# Regular verbs, of which each form is meant, and what they are in English.
VERBS = """
reembolsar | reintegrar = reimburse | refund | pay back
pagar = pay
cubrir = cover
agregar | añadir = add | enroll
renunciar = leave the company | quit
ofrecer = offer
recibir | obtener = receive | get
corresponder | tocar = get | receive
necesitar = need
aportar = contribute | match | contribution
contribuir = contribute
igualar = match
acumular = accrue | accumulate | carry over | roll over | earn
trasladar = carry over | roll over
solicitar | pedir | postular = request | apply | ask | application
presentar | entregar | enviar | mandar | someter = submit | send
apartar | ahorrar = set aside | save | contribute
trabajar = work
usar | utilizar = use | used
perder = lose | forfeit
vencer = expire | deadline
ganar = earn | accrue
tomar = take
estudiar = study
recomendar = refer | recommend | referral
entrar = join | enter
calificar = qualify | eligible
incluir = include
permitir = allow
esperar = wait
costar = cost
devolver = reimburse | return
viajar = travel
guardar = keep | save
conservar | mantener = keep
"""
# Forms that no rule makes.
IRREGULAR = """
dan | da | dar | doy | damos | darán | brinda | brindan = give | get | provide
ofrezco | ofrezca = offer
pido | pide | piden | pidiendo = request | apply | ask | application
recomiendo | recomienda = refer | recommend | referral
pierdo | pierde | pierden = lose | forfeit
vence | vencen = expire | deadline
devuelve | devuelven = reimburse | return
incluye | incluyen = include
cierra | cierran = close
tuve | tuvo | tenemos | tener | tendré = have
quiero | quiere | quieren | queremos = want
hace | hacen | hago | hacer = do
debo | debe | deben | deber = must
existe | existen = exist | available
"""
_BEFORE_E = {"g": "gu", "c": "qu", "z": "c"}
_ENDINGS = {
    "ar": "ar o a as an amos aba aban e en es ado ada ados adas ando aron are ara aran aria arian arme arse arnos arlo"
    " arla arlos arlas arle arles",
    "er": "er o e es en emos ia ian a an as ido ida idos idas iendo ieron io ere era eran eria erian erme erse ernos"
    " erlo erla erlos erlas",
    "ir": "ir o e es en imos ia ian a an as ido ida idos idas iendo ieron io ire ira iran iria irian irme irse irnos"
    " irlo irla irlos irlas",
}


def may_be_spanish(text: str) -> bool:
    """Whether its little words are Spanish, or do not tell."""
    return language_of(text, "es") == "es"


def in_english(phrase: Phrase) -> frozenset[Phrase]:
    """Return what a Spanish phrase (terms, not words) is in English, () for a little word that no term stands for;
    empty where nothing is known.
    """
    return _english_by_phrase().get(phrase, frozenset())


def told_in_english(text: str) -> str:
    """Return the words of a Spanish text, those that are known here by their first name in English."""
    terms, words, told, at = list_terms(text), words_of_terms(text), [], 0
    while at < len(terms):
        sizes = range(min(longest_spanish_phrase(), len(terms) - at), 0, -1)
        size = next((size for size in sizes if tuple(terms[at : at + size]) in _first_names()), 0)
        told.append(_first_names()[tuple(terms[at : at + size])] if size else words[terms[at]])
        at += size or 1
    return " ".join(dict.fromkeys(told))


@lru_cache(maxsize=1)
def longest_spanish_phrase() -> int:
    return max(map(len, _english_by_phrase()))


@lru_cache(maxsize=1)
def spanish_terms() -> frozenset[str]:
    """Return every term that is known to be Spanish."""
    return frozenset().union(*_english_by_phrase())


@lru_cache(maxsize=1)
def _english_by_phrase() -> dict[Phrase, frozenset[Phrase]]:
    found: dict[Phrase, set[Phrase]] = defaultdict(set)
    for names, english in (*_lines(WORDS), *_lines(IRREGULAR)):
        for name in names:
            found[_phrase(name)].update(map(_phrase, english))
    for verbs, english in _lines(VERBS):
        for form in (form for verb in verbs for form in _forms(verb)):
            found[_phrase(form)].update(map(_phrase, english))
    return {phrase: frozenset(english) for phrase, english in found.items() if phrase}


@lru_cache(maxsize=1)
def _first_names() -> dict[Phrase, str]:
    names: dict[Phrase, str] = {}
    for spanish, english in (*_lines(WORDS), *_lines(IRREGULAR)):
        for name in spanish:
            names.setdefault(_phrase(name), english[0])
    for verbs, english in _lines(VERBS):
        for form in (form for verb in verbs for form in _forms(verb)):
            names.setdefault(_phrase(form), english[0])
    return names


def _lines(table: str) -> list[tuple[list[str], list[str]]]:
    sides = (line.split(" = ") for line in table.strip().replace("\n|", " |").splitlines())
    return [(spanish.split(" | "), english.split(" | ")) for spanish, english in sides]


def _phrase(text: str) -> Phrase:
    return tuple(list_terms(text))


def _forms(verb: str) -> list[str]:
    stem, ending = verb[:-2], verb[-2:]
    return [f"{_before(form, stem) if ending == 'ar' else stem}{form}" for form in _ENDINGS[ending].split()]


def _before(form: str, stem: str) -> str:
    """Return the stem as it is written before the ending: "pagar" is "pague"."""
    written = _BEFORE_E.get(stem[-1], stem[-1])
    return f"{stem[:-1]}{written}" if form.startswith("e") else stem
