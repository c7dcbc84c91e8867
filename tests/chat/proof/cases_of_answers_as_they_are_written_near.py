"""Sentences in the way that answers are written, each beside false ones of another row, plan, person or case."""

from tests.chat.proof.cases import Case, told

RATES = told(
    "Per pay period | Salaried | Hourly\n"
    "Larkspur PPO: Associate only — Salaried: $48.00; Hourly: $33.00\n"
    "Larkspur PPO: Associate + spouse — Salaried: $141.00; Hourly: $98.00\n"
    "Larkspur PPO: Associate + child(ren) — Salaried: $115.00; Hourly: $80.00\n"
    "Juniper EPO: Associate only — Salaried: $29.00; Hourly: $18.00",
    title="2027 Rate Sheet",
)
TIME_OFF = told(
    "Years of service | Vacation each year | In days of 8 hours\n"
    "Less than 3 years — Vacation each year: 96 hours; In days of 8 hours: 12 days\n"
    "3 to 7 years — Vacation each year: 136 hours; In days of 8 hours: 17 days\n"
    "8 years or more — Vacation each year: 176 hours; In days of 8 hours: 22 days\n"
    "Up to 60 hours carry over into the next year. Parental leave is 6 weeks at full pay after 12 months of service. "
    "Fernhill Works matches 100% of the first 3% of pay you save.",
    title="Time Off at Fernhill Works",
)
DENTURE = told(
    "A $1,600 bridge | The plan pays | You pay\n"
    "First bill of the year, nothing used — The plan pays: $775.00; You pay: $825.00\n"
    "$1,400 of the yearly maximum already paid — The plan pays: $100.00; You pay: $1,500.00",
    title="Dental Plan Summary",
    heading="What a bridge costs",
)
VISITS = told(
    "Service | Near | Far | Elsewhere\n"
    "Deductible, one person — Near: $300; Far: $800; Elsewhere: $2,200\n"
    "Specialist visit — Near: $25; Far: $45; Elsewhere: 40%*\n"
    "Lab work — Near: 10%; Far: 25%; Elsewhere: 40%*\n"
    "* After the deductible.",
    title="Larkspur PPO",
)
SUMMARY = told(
    "Service | In network | Out of network\n"
    "Office visits for mental health — In network: $35 copay/visit. Deductible does not apply.; Out of network: 40% "
    "coinsurance\n"
    "Urgent care — In network: $70 copay/visit. Deductible does not apply.; Out of network: $70 copay/visit\n"
    "Specialty drugs — In network: 30% coinsurance, at most $200 per fill; Out of network: Not covered",
    title="PPO 1200 Summary of Benefits",
)
DRUGS = told(
    "Pharmacy | You pay\n"
    "Generic drug — You pay: $12\n"
    "A 90-day supply by mail costs 2.5 times the copay of a 30-day supply on the PPO 1200.",
    title="PPO 1200 Pharmacy",
)

THERAPY = "Los cuatro planes cubren la terapia, y lo que cuesta la consulta depende de su plan:"
URGENT = told(
    "Service | You pay\n"
    "Facility fee (e.g., surgery center) — You pay: $260 copay\n"
    "Emergency medical transportation — You pay: $140 copay",
    title="Thornwood HMO 2027-28",
)
THEN_AND_NOW = told("Specialist visit: $45 copay.", title="Wren PPO 2027")

FALSE = [
    Case("An ambulance costs a $260 copay [1].", URGENT),
    Case("In 2027-28 an ambulance costs a $260 copay [1].", URGENT),
    Case("A specialist visit has a $45 copay in 2026 [1].", THEN_AND_NOW),
    Case("A specialist visit has a $45 copay for the 2028 plan year [1].", THEN_AND_NOW),
    # A worker alone, by any name
    Case("The Larkspur PPO, associate only, is $115.00 per pay period for salaried associates [1].", RATES),
    Case("The Larkspur PPO, associate only, is $33.00 per pay period for salaried associates [1].", RATES),
    Case("The Juniper EPO, associate only, is $48.00 per pay period for salaried associates [1].", RATES),
    Case("The Larkspur PPO costs a salaried associate $141.00 per pay period for associate-only coverage [1].", RATES),
    # Rows of steps below a head that holds a figure
    Case("With 5 years of service you get 176 hours of vacation each year, which is 17 days of 8 hours [1].", TIME_OFF),
    Case("With 5 years of service you get 136 hours of vacation each year, which is 3 days of 8 hours [1].", TIME_OFF),
    Case("Vacation of 7 hours each year is given for 3 to 7 years of service [1].", TIME_OFF),
    Case("And yes, you can save some: up to 96 hours carry over into the next year [1].", TIME_OFF),
    Case("And yes, you cannot save some: up to 60 hours carry over into the next year [1].", TIME_OFF),
    Case("Parental leave at Fernhill Works is 12 weeks at full pay once you have 12 months of service [1].", TIME_OFF),
    Case("For a $1,600 bridge as your first bill of the year, you pay $1,500.00 [1].", DENTURE),
    Case("For a $1,600 bridge as your first bill of the year, you pay $775.00 [1].", DENTURE),
    Case("For a $1,600 bridge as your first bill of the year, you pay $1,400 [1].", DENTURE),
    # After the deductible is no deductible
    Case("Elsewhere: 10% after the deductible [1]", VISITS),
    Case("Elsewhere: 25% after the deductible [1]", VISITS),
    Case("Far: 40% after the deductible [1]", VISITS),
    # What a visit costs
    Case("La terapia en el PPO 1200 cuesta $70 de copago por visita en la red [1].", SUMMARY),
    Case("La terapia en el PPO 1200 cuesta $200 de copago por visita en la red [1].", SUMMARY),
    Case("La terapia en el PPO 1500 cuesta $35 de copago por visita en la red [1].", SUMMARY),
    # A supply
    Case("Por correo, un suministro de 90 días cuesta 3.5 veces el copago de 30 días [1].", DRUGS),
    Case("Por correo, un suministro de 60 días cuesta 2.5 veces el copago de 30 días [1].", DRUGS),
    Case("Por correo, un suministro de 90 días cuesta 2.5 veces el copago de 45 días [1].", DRUGS),
]
TRUE = [
    Case("An ambulance costs a $140 copay in the 2027-28 plan year [1].", URGENT),
    Case("A specialist visit has a $45 copay in 2027 [1].", THEN_AND_NOW),
    Case("The Larkspur PPO, associate only, is $48.00 per pay period for salaried associates [1].", RATES),
    Case("The Larkspur PPO costs a salaried associate $48.00 per pay period for associate-only coverage [1].", RATES),
    Case("With 5 years of service you get 136 hours of vacation each year, which is 17 days of 8 hours [1].", TIME_OFF),
    Case("And yes, you can save some: up to 60 hours carry over into the next year [1].", TIME_OFF),
    Case("Parental leave at Fernhill Works is 6 weeks at full pay once you have 12 months of service [1].", TIME_OFF),
    Case("For a $1,600 bridge as your first bill of the year, you pay $825.00 and the plan pays $775.00 [1].", DENTURE),
    Case("Elsewhere: 40% after the deductible [1]", VISITS),
    Case(f"{THERAPY}\n\n- PPO 1200: $35 de copago por visita, sin deducible [1]", SUMMARY),
    Case("La terapia en el PPO 1200 cuesta $35 de copago por visita en la red [1].", SUMMARY),
    Case("Por correo, un suministro de 90 días cuesta 2.5 veces el copago de 30 días [1].", DRUGS),
]
