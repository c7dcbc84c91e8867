"""What people call the same thing: in short, in full, and in Spanish. Used on the question, never on what is stored,
so that a line added here needs no new index.
"""

from collections import defaultdict
from functools import lru_cache

from knowledge.text.terms import list_terms, words_of_terms

Phrase = tuple[str, ...]

# One group a line, or several lines of which the others begin with a bar. Each phrase stands for each other.
GROUPS = """
emergency room | er | emergency department | emergency care | sala de emergencias | urgencias
urgent care | walk-in clinic | atención urgente | cuidado urgente | urgencias
primary care | pcp | gp | general practitioner | primary care physician | family doctor | médico de cabecera
| atención primaria
specialist | specialty doctor | especialista
doctor | physician | provider | médico | doctor visit
visit | office visit | appointment | consulta | visita | cita
hospital | inpatient | overnight stay | hospitalization | hospital stay | hospitalización | night in the hospital
| overnight in the hospital | night at the hospital | hospital overnight
outpatient | ambulatory | ambulatorio
surgery | operation | surgical | cirugía | operación
bariatric surgery | weight loss surgery | weight-loss surgery | gastric bypass | gastric sleeve | lap band
| cirugía bariátrica | cirugía para bajar de peso | cirugía para perder peso | bypass gástrico | manga gástrica
imaging | mri | ct scan | x-ray | diagnostic test | resonancia | radiografía
lab work | blood work | laboratory | análisis de sangre | laboratorio
preventive care | checkup | physical | annual physical | wellness visit | atención preventiva | chequeo
maternity | pregnancy | childbirth | prenatal | having a baby | embarazo | maternidad
newborn | baby | birth | infant | having a baby | bebé | recién nacido | nacimiento | nace | nacer
mental health | behavioral health | therapy | shrink | psychiatrist | psiquiatra | therapist | counseling
| counselling | counselor | counsellor | psychologist | salud mental | terapia | psicólogo | terapeuta
substance use | substance abuse | addiction | rehab
physical therapy | physiotherapy | rehabilitation | fisioterapia
chiropractor | chiropractic | quiropráctico
hospital bill | factura de hospital | cuenta de hospital
infertility | fertility | ivf | in vitro | fertilidad
durable medical equipment | dme | medical equipment
telehealth | telemedicine | virtual visit | video visit | telemedicina
prescription | rx | meds | med | pills | pastillas | drug | medication | medicine | pharmacy | receta
| medicamento | medicina | farmacia
generic drug | generic | tier 1 | genérico
brand drug | brand name | preferred brand | tier 2 | de marca
specialty drug | specialty medication | medicamento especializado
mail order | home delivery | 90-day supply | pedido por correo
copay | copayment | co-pay | copago
coinsurance | co-insurance | coaseguro
deductible | deducible
out-of-pocket maximum | oopm | moop | oop | oop max | out-of-pocket limit | out-of-pocket max | máximo de desembolso
premium | contribution | payroll deduction | paycheck cost | paycheck | per paycheck | per pay | per pay period
| rate | prima | por cheque | cheque | quincena | por quincena | cheque de pago | descuento de nómina
cost | price | pay | charge | costo | precio | pagar | pago | cuesta | cuestan
in-network | network provider | participating provider | dentro de la red
out-of-network | outside the network | outside network | outside of the network
| non-network | nonparticipating provider | fuera de la red
referral | referred | referido | remisión | referencia | derivación | orden del médico
prior authorization | preauthorization | precertification | pre-approval | prior approval | permission | approval
| preapproval | preapproved | autorización previa | autorización | preautorización
claim | reimbursement | reclamo | reclamación | reembolso
appeal | grievance | dispute | apelación | queja
balance billing | surprise bill | surprise billing
exclusion | not covered | excluded | exclusión | no cubierto
covered | coverage | cover | cubierto | cubre | cobertura
plan | plan option | plan médico
employee | ee | worker | staff | empleado | trabajador
spouse | husband | wife | married | marido | mujer | esposo | esposa | cónyuge
domestic partner | partner | pareja de hecho | pareja doméstica
child | children | dependent | son | daughter | kid | kiddo | hijo | hija | niña | niño | dependiente
employee and spouse | ee sp | ee spouse | employee spouse
employee and child | ee ch | employee children
family | fam | familia
age 26 | turns 26 | 26th birthday | 26 años
enroll | enrollment | sign up | signing up | register | join | elect | election | inscribirse | inscripción
| inscribir | inscribo | inscribirme | inscribirnos | enrolar | enrolarme | apuntarme | registrarme
| choose my plan | pick my plan | escoger mi plan | elegir mi plan
open enrollment | annual enrollment | oe | inscripción abierta
life event | qualifying life event | qle | qualifying event | special enrollment | evento de vida
| evento calificado
new hire | new employee | newly hired | just hired | recién contratado | nuevo empleado
waiting period | eligible | eligibility | when coverage starts | período de espera | elegible | elegibilidad
part-time | part time | medio tiempo | tiempo parcial
full-time | full time | tiempo completo
deadline | last day | due date | fecha límite | plazo
cobra | continuation coverage | leave the company | losing coverage | continuación de cobertura
retirement | retire | 401k | 403b | retirement plan | pension | jubilación | retiro
match | employer match | matching contribution | company match | aportación de la empresa
| aporte de la empresa al 401k | contribución de la empresa al 401k | contribuye la empresa al 401k
vesting | vested
hsa | health savings account | cuenta de ahorros para la salud
fsa | flexible spending account | flex account | cuenta de gastos flexibles
dependent care fsa | dcfsa | dependent care account | daycare | childcare | day care | guardería
hra | health reimbursement arrangement | health reimbursement account
commuter | transit | parking | transporte público | estacionamiento
carryover | carry over | rollover | roll over | unused money
grace period | run-out | claims deadline | período de gracia
hdhp | high deductible health plan | high deductible plan | cdhp | consumer driven plan
contribution limit | maximum contribution | annual limit | most i can contribute | límite de aportación
employer seed | seed | employer contribution | company contribution
dental | dentist | teeth | tooth | dentista | dientes
cleaning | prophylaxis | oral exam | limpieza dental
crown | major services | corona
braces | invisalign | orthodontia | orthodontic | orthodontics | frenillos | ortodoncia
vision | eye care | visión | vista
eye exam | eye doctor | optometrist | vision exam | examen de la vista
glasses | eyeglasses | lenses | frames | lentes | anteojos | monturas | armazón
contact lenses | contacts | lentes de contacto
hearing aid | hearing | audífono
life insurance | life | death benefit | seguro de vida
beneficiary | beneficiario
disability | std | ltd | short-term disability | long-term disability | income protection | incapacidad
| discapacidad
parental leave | maternity leave | paternity leave | licencia parental | licencia de maternidad | permiso parental
| licencia de paternidad | permiso de maternidad | permiso de paternidad | weeks of maternity | weeks of paternity
| maternity weeks | semanas de maternidad | semanas de paternidad | semanas por maternidad | semanas por paternidad
| semanas me dan por maternidad | semanas me dan por paternidad | días de paternidad | meses de maternidad
| tiempo por maternidad | tiempo de maternidad | tiempo me dan por maternidad | tiempo me dan por paternidad
leave of absence | fmla | medical leave | licencia | permiso
pto | paid time off | vacation | time off | days off | annual leave | vacaciones | días libres | tiempo libre
holiday | feriado | día festivo
sick leave | sick day | sick time | licencia por enfermedad | días de enfermedad
eap | employee assistance program | assistance program | programa de asistencia
marriage | married | marry | wedding | get married | matrimonio | boda | casarse | casarme | me casé | casar | casarnos
divorce | divorced | divorcio | divorciarse
adoption | adopt | adopción | adoptar
wellness | wellness program | bienestar
gym | fitness center | fitness class | health club | gimnasio
tobacco surcharge | smoke | smoker | smoking | tobacco | nicotine | vape | vaping | cigarette | tabaco | fumar
| fumo | fumador | cigarrillo
spousal surcharge | working spouse
bereavement | funeral | death in the family | death in the immediate family | death of a family member
| death of an immediate family member | loss of a loved one | duelo | fallecimiento
tuition | education assistance | tuition reimbursement | college | matrícula
id card | insurance card | member card | tarjeta de seguro
phone number | contact | customer service | call | teléfono | llamar | contacto
imputed income | taxable | tax | impuesto
abroad | outside the u.s. | outside the united states | overseas | outside the country | foreign country
nurse line | nurse hotline | nurseline | nurse advice line | advice nurse | nurse help line | línea de enfermeras
| línea de enfermería | línea de enfermeros
acupuncture | acupuncturist | acupuntura
skilled nursing | skilled nursing facility | enfermería especializada
home health care | home health | atención médica en casa
hospice | end of life care | cuidados paliativos
ambulance | ambulancia
vaccine | vaccination | immunization | flu shot | vacuna | vacunación
mammogram | mamografía
colonoscopy | colonoscopia
birth control | contraception | contraceptive | anticonceptivo
allergy | alergia
dermatologist | skin doctor | dermatólogo
network | red
jury duty | jury service | deber de jurado
military leave | military service | reserve duty | servicio militar
accidental death and dismemberment | ad&d | accidental death | muerte accidental
accident | accidente
critical illness | serious illness | enfermedad grave
remote | work from home | telework | trabajo remoto
bonus | bono | bonificación
identity theft | identity protection | robo de identidad
legal plan | legal services | lawyer | attorney | abogado
student loan | loan repayment | préstamo estudiantil
receipt | proof | recibo | comprobante
paperwork | form | forms | formulario | papeles
change | switch | cambiar | cambio
add | agregar | añadir
cancel | drop | opt out | waive | cancelar | rechazar
union | local | bargaining unit | collective bargaining | sindicato
resign | quit | leave the company | termination of employment | terminate | fired | laid off | layoff | let go
| lose my job | renunciar | despedido | despido | despidieron | dejar la empresa
salary | wage | compensation | pay | salario | sueldo
"""


@lru_cache(maxsize=1)
def _groups_by_phrase() -> dict[Phrase, list[frozenset[Phrase]]]:
    by_phrase: dict[Phrase, list[frozenset[Phrase]]] = defaultdict(list)
    for line in GROUPS.strip().replace("\n|", " |").splitlines():
        phrases = frozenset(tuple(list_terms(phrase)) for phrase in line.split("|"))
        for phrase in phrases:
            by_phrase[phrase].append(phrases)
    return dict(by_phrase)


def other_words(phrase: Phrase) -> frozenset[Phrase]:
    """Return what else the phrase (terms, not words) may be called; empty when nothing is known."""
    found = frozenset().union(*_groups_by_phrase().get(phrase, ()))
    return found - {phrase, ()}


@lru_cache(maxsize=1)
def known_words() -> dict[str, str]:
    """Return the term of every word listed here, with the word as it is written."""
    simple = " ".join(word for word in GROUPS.replace("-", " ").split() if word.isalpha())
    return words_of_terms(simple)


@lru_cache(maxsize=1)
def longest_phrase() -> int:
    return max(map(len, _groups_by_phrase()))
