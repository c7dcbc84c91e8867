"""Further sentences on rules that papers tell in words, on papers that nothing was mended for."""

from tests.chat.proof.cases import Case, told

CLUB = told(
    "Members of the Wellness Club earn $15 a month if they reach three of the five goals. Spouses may join. Only one "
    "reward per household is paid each month. Rewards are taxable. Goals reset in January 2027.",
    title="Wellness Club 2026",
)
PREMIUMS = told(
    "Medical and dental premiums are taken from your pay on a pre-tax basis. Premiums for domestic partners are taken"
    " post-tax. Legal plan fees are deducted after taxes. The rate for 2027 is $9.50 a month; in 2026 it was $8.75.",
    title="How Premiums Are Paid",
)
HOURS = told(
    "Hours over 40 in a week are paid at time and a half. Hours over 12 in a day are paid at double the regular rate."
    " Unused sick hours are not paid out at separation. Unused vacation up to 120 hours is cashed out. Jury duty is "
    "unpaid after 10 days.",
    title="Pay Practices",
)
CRITICAL = told(
    "Attained age | Non-tobacco | Tobacco\n"
    "18-29 — Non-tobacco: $0.40; Tobacco: $0.60\n"
    "30-39 — Non-tobacco: $0.75; Tobacco: $1.20\n"
    "40-49 — Non-tobacco: $1.55; Tobacco: $2.70\n"
    "50-59 — Non-tobacco: $2.90; Tobacco: $5.10\n"
    "60+ — Non-tobacco: $4.80; Tobacco: $8.60",
    title="Critical Illness, monthly rate per $1,000",
)
ACCRUAL = told(
    "Employees with less than 1 year of service accrue 6 hours per month. Employees with 1 to 4 years of service "
    "accrue 9 hours per month. Employees with 5 or more years of service accrue 13 hours per month. You may carry "
    "over one and a half times your yearly accrual.",
    title="PTO Accrual 2027",
)
TRAINING = told(
    "Certification courses are refunded at 100% for an A, 85% for a B and 60% for a C. A course may be repeated once."
    " Two courses per term are refunded at most.",
    title="Training Refunds",
)
ER = told(
    "The ambulance copay of $120 does not apply if you are admitted. Prior authorization is not needed in an "
    "emergency. The plan pays nothing for missed appointments unless you cancel 24 hours ahead. Telehealth is free "
    "for all members. Every plan includes a nurse line.",
    title="Emergency and Other Care",
)
SUELDO = told(
    "Las horas extras se pagan a una vez y media la tarifa regular. Las primas médicas se descuentan antes de "
    "impuestos y el plan legal después de impuestos. Las horas de enfermedad no usadas no se pagan. Todos los "
    "empleados reciben una tarjeta de transporte. Debe asistir a tres de las cuatro sesiones para ganar el bono de "
    "$50. El copago no se aplica si usted es hospitalizado.",
    title="Prácticas de pago 2027",
)

FALSE = [
    Case("You must reach all five goals to earn the $15 [1].", CLUB),
    Case("You need to reach four of the five goals [1].", CLUB),
    Case("Two rewards per household are paid each month [1].", CLUB),
    Case("Rewards are not taxable [1].", CLUB),
    Case("Goals reset in 2026 [1].", CLUB),
    Case("Dental premiums are taken after taxes [1].", PREMIUMS),
    Case("Legal plan fees come out of your pay before taxes [1].", PREMIUMS),
    Case("Domestic partner premiums are pre-tax [1].", PREMIUMS),
    Case("The rate is $8.75 a month in 2027 [1].", PREMIUMS),
    Case("Las primas dentales se descuentan después de impuestos [1].", PREMIUMS),
    Case("Hours over 40 in a week are paid at double the regular rate [1].", HOURS),
    Case("Hours over 12 in a day are paid at one and a half times the rate [1].", HOURS),
    Case("Overtime is paid at triple time [1].", HOURS),
    Case("Unused sick hours are cashed out when you leave [1].", HOURS),
    Case("Unused vacation is forfeited at separation [1].", HOURS),
    Case("At 42 the non-tobacco rate is $0.75 [1].", CRITICAL),
    Case("A 55-year-old who smokes pays $2.70 per $1,000 [1].", CRITICAL),
    Case("If you are 61 and use tobacco, the rate is $5.10 [1].", CRITICAL),
    Case("After 3 years of service you accrue 13 hours per month [1].", ACCRUAL),
    Case("With 6 years of service you accrue 9 hours per month [1].", ACCRUAL),
    Case("You may carry over twice your yearly accrual [1].", ACCRUAL),
    Case("You may carry over double your yearly accrual [1].", ACCRUAL),
    Case("A B gets you 100% back [1].", TRAINING),
    Case("For a C you are refunded 85% [1].", TRAINING),
    Case("Three courses per term are refunded at most [1].", TRAINING),
    Case("You pay the ambulance copay even if you are admitted [1].", ER),
    Case("Only managers get free telehealth [1].", ER),
    Case("Only the Gold plan includes a nurse line [1].", ER),
    Case("Las horas extras se pagan al doble de la tarifa regular [1].", SUELDO),
    Case("Overtime is paid at twice the regular rate [1].", SUELDO),
    Case("El plan legal se descuenta antes de impuestos [1].", SUELDO),
    Case("Las horas de enfermedad no usadas se pagan [1].", SUELDO),
    Case("Solo los gerentes reciben una tarjeta de transporte [1].", SUELDO),
    Case("Para ganar el bono de $50 debe asistir a todas las cuatro sesiones [1].", SUELDO),
    Case("El copago se aplica aunque usted sea hospitalizado [1].", SUELDO),
]
TRUE = [
    Case("You earn $15 a month if you reach three of the five goals [1].", CLUB),
    Case("Only one reward per household is paid each month [1].", CLUB),
    Case("The rewards are taxable [1].", CLUB),
    Case("Your goals start over in January 2027 [1].", CLUB),
    Case("Dental premiums are taken before taxes [1].", PREMIUMS),
    Case("Legal plan fees come out after taxes [1].", PREMIUMS),
    Case("Premiums for a domestic partner are post-tax [1].", PREMIUMS),
    Case("The rate is $9.50 a month in 2027 [1].", PREMIUMS),
    Case("Las primas dentales se descuentan antes de impuestos [1].", PREMIUMS),
    Case("Hours over 40 in a week are paid at one and a half times the regular rate [1].", HOURS),
    Case("If you work more than 12 hours in a day, those hours are paid double [1].", HOURS),
    Case("Unused sick hours are lost when you leave [1].", HOURS),
    Case("Up to 120 hours of unused vacation are paid out [1].", HOURS),
    Case("At 42 the non-tobacco rate is $1.55 [1].", CRITICAL),
    Case("A 55-year-old who smokes pays $5.10 per $1,000 [1].", CRITICAL),
    Case("If you are 61 and use tobacco, the rate is $8.60 [1].", CRITICAL),
    Case("The tobacco rate for ages 30 to 39 is $1.20 [1].", CRITICAL),
    Case("After 3 years of service you accrue 9 hours per month [1].", ACCRUAL),
    Case("With 6 years of service you accrue 13 hours per month [1].", ACCRUAL),
    Case("In your first year you accrue 6 hours per month [1].", ACCRUAL),
    Case("You may carry over 1.5 times your yearly accrual [1].", ACCRUAL),
    Case("A B gets you 85% back [1].", TRAINING),
    Case("For a C you are refunded 60% [1].", TRAINING),
    Case("At most two courses per term are refunded [1].", TRAINING),
    Case("The $120 ambulance copay is waived if you are admitted [1].", ER),
    Case("Telehealth is free for all members [1].", ER),
    Case("All plans include a nurse line [1].", ER),
    Case("You do not need prior authorization in an emergency [1].", ER),
    Case("Las horas extras se pagan a una vez y media la tarifa regular [1].", SUELDO),
    Case("Overtime is paid at time and a half [1].", SUELDO),
    Case("El plan legal se descuenta después de impuestos [1].", SUELDO),
    Case("Las horas de enfermedad que no use no se pagan [1].", SUELDO),
    Case("Debe asistir a tres de las cuatro sesiones para ganar el bono de $50 [1].", SUELDO),
    Case("No tiene que asistir a las cuatro sesiones [1].", SUELDO),
    Case("Si lo hospitalizan, no paga el copago [1].", SUELDO),
]
