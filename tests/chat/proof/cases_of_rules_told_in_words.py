"""Sentences on rules that papers tell in words: how many of several, how many times as much, by what rate, for which
band or grade, before or after taxes, in any case or only in some."""

from tests.chat.proof import papers
from tests.chat.proof.cases import Case, told

LOANS = told(
    "Participants may have one general loan and one home loan outstanding at a time. The smallest loan is $1,000. "
    "Choose four of the seven target funds. Contributions are made before taxes; Roth contributions are made after "
    "taxes. In 2027 you may contribute $24,000; in 2026 it was $23,500.",
    title="Savings Plan Highlights 2027",
)
COVER = told(
    "Basic life pays three times your base salary. Accidental death pays double the basic life amount. Spouse life "
    "pays half of yours. Dependents may have up to two eye exams a year. Only one hearing aid per ear is covered. You"
    " must pass two of the four health checks to earn the $240 credit.",
    title="Protection Summary 2027",
)
WORK = told(
    "Work on a holiday is paid at two and a half times the base rate, Sunday work at double time. Night staff earn "
    "three hours of vacation per pay period and at most 80 hours in all. Accrued vacation is paid out when you leave;"
    " unused personal days are forfeited. Severance is two weeks of pay for each year of service, with a minimum of 4"
    " weeks. Bargaining-unit employees get 5 weeks after 10 years.",
    title="Working Time Rules",
)
BANDS = told(
    "Age | Employee rate | Spouse rate\n"
    "Under 35 — Employee rate: $0.06; Spouse rate: $0.07\n"
    "35-44 — Employee rate: $0.11; Spouse rate: $0.13\n"
    "45-54 — Employee rate: $0.29; Spouse rate: $0.33\n"
    "55 and over — Employee rate: $0.88; Spouse rate: $0.97",
    title="Voluntary life rates per $1,000 a month",
)
SERVED = told(
    "Years of service | Vacation days\n"
    "Less than 2 years — Vacation days: 12 days\n"
    "2 to 5 years — Vacation days: 16 days\n"
    "6 to 10 years — Vacation days: 21 days\n"
    "More than 10 years — Vacation days: 26 days",
    title="Vacation Schedule",
)
WEEKLY = told(
    "Hours a week | Vacation days | Premium share\n"
    "20 to 29 hours — Vacation days: 8 days; Premium share: 40%\n"
    "30 to 40 hours — Vacation days: 14 days; Premium share: 25%\n"
    "At 45 the company adds $200 a year to the health account. Less than 1 year of service: 2 personal days per year; "
    "1 to 9 years of service: 4 personal days per year.",
    title="Working Hours 2026-2027",
)
COURSES = told(
    "The school fund pays 90% of fees for a grade of A, 75% for a grade of B and 40% for a grade of C, up to $4,000 a"
    " year.",
    title="School Fund",
)
CASES = told(
    "The $150 hospital copay is waived if you are transferred. The $20 late fee is charged unless you call the day "
    "before. Both parents receive 3 weeks of bonding leave. Hearing exams are covered on all plans. All regular full-"
    "time employees receive a transit card. Vision premiums are deducted before taxes and life premiums after taxes. "
    "You may not take a second leave unless your doctor certifies it.",
    title="House Rules 2027",
)
POINTS = told(
    "Earn 100 points by September 30, 2026 and your premium falls by $35 a month in 2027. Points earned later count "
    "for 2028.",
    title="Healthy Habits 2026",
)
REGLAS = told(
    "El seguro de vida básico es de tres veces su salario. Las horas de domingo se pagan al doble de la tarifa "
    "normal. Debe completar dos de las cinco actividades para recibir $100. La prima dental se descuenta antes de "
    "impuestos. Los días personales no usados se pierden. El copago de emergencia no se cobra si lo hospitalizan. "
    "Ambos padres reciben 6 semanas de permiso. La indemnización es de una semana de salario por año de servicio, con"
    " un mínimo de 3 semanas. Solo se permite un préstamo a la vez. A los 40 a 49 años la tarifa es de $0.19 y a los "
    "50 a 59 años es de $0.45.",
    title="Reglas de la casa 2027",
)

FALSE = [
    # How many at a time, and how many of several
    Case("You can have three general loans outstanding at a time [1].", LOANS),
    Case("You may have two home loans at once [1].", LOANS),
    Case("You must choose all seven target funds [1].", LOANS),
    Case("You need to choose three of the seven target funds [1].", LOANS),
    Case("Dependents may have only one eye exam a year [1].", COVER),
    Case("Two hearing aids per ear are covered [1].", COVER),
    Case("To earn the $240 credit you must pass all four health checks [1].", COVER),
    Case("You have to pass three of the four health checks [1].", COVER),
    Case("Puede tener dos préstamos a la vez [1].", REGLAS),
    Case("Debe completar las cinco actividades, todas las cinco, para recibir $100 [1].", REGLAS),
    Case("You must complete all five activities to get $100 [1].", REGLAS),
    # How many times as much
    Case("Basic life pays twice your base salary [1].", COVER),
    Case("Accidental death pays triple the basic life amount [1].", COVER),
    Case("Holiday work is paid at double time [1].", WORK),
    Case("Sunday work is paid at time and a half [1].", WORK),
    Case("Holiday work is paid at one and a half times the base rate [1].", WORK),
    Case("El seguro de vida básico es el doble de su salario [1].", REGLAS),
    Case("Las horas de domingo se pagan a una vez y media la tarifa normal [1].", REGLAS),
    Case("Basic life is 200% of your base salary [1].", COVER),
    # By what rate
    Case("Severance is four weeks of pay for each year of service [1].", WORK),
    Case("Night staff earn 80 hours of vacation per pay period [1].", WORK),
    Case("La indemnización es de tres semanas de salario por año de servicio [1].", REGLAS),
    # For which band or grade
    Case("At 50 the employee rate is $0.11 per $1,000 [1].", BANDS),
    Case("At age 34 the spouse rate is $0.13 [1].", BANDS),
    Case("If you are 55, the employee rate is $0.29 [1].", BANDS),
    Case("At 40 your rate is $0.06 [1].", BANDS, "I am 40"),
    Case("After 7 years you get 16 vacation days [1].", SERVED),
    Case("With 12 years of service you get 21 days of vacation [1].", SERVED),
    Case("A los 52 años la tarifa es de $0.19 [1].", REGLAS),
    Case("After 7 years of service you get 2 personal days per year [1].", WEEKLY),
    Case("The fund pays 90% for a grade of B [1].", COURSES),
    Case("With a C the school fund pays 75% of fees [1].", COURSES),
    Case("For an A the fund pays 40% [1].", COURSES),
    # Before or after taxes, paid or lost
    Case("Vision premiums come out after taxes [1].", CASES),
    Case("Life premiums are taken out before taxes [1].", CASES),
    Case("Your Roth contributions go in before taxes [1].", LOANS),
    Case("La prima dental se descuenta después de impuestos [1].", REGLAS),
    Case("Unused personal days are paid out [1].", WORK),
    Case("When you leave, your personal days are paid [1].", WORK),
    Case("Accrued vacation is forfeited when you leave [1].", WORK),
    Case("Los días personales no usados se pagan [1].", REGLAS),
    Case("Unused personal days are paid out [1].", REGLAS),
    # In any case, or only in some
    Case("The hospital copay applies even if you are transferred [1].", CASES),
    Case("You pay the late fee even if you call the day before [1].", CASES),
    Case("You may not take a second leave even if your doctor certifies it [1].", CASES),
    Case("El copago de emergencia se cobra aunque lo hospitalicen [1].", REGLAS),
    Case("Only mothers receive bonding leave [1].", CASES),
    Case("Only the Gold plan covers hearing exams [1].", CASES),
    Case("Solo las madres reciben permiso [1].", REGLAS),
    Case("The hospital copay applies if you are transferred [1].", CASES),
    Case("If your doctor certifies it, you may not take a second leave [1].", CASES),
    Case("Unused PTO is paid out if you are dismissed for cause [1].", papers.TIMEOFF),
    # In which year
    Case("The premium falls in 2026 [1].", POINTS),
    Case("Your premium falls by $35 a month in 2028 [1].", POINTS),
    Case("You may contribute $23,500 in 2027 [1].", LOANS),
    Case("La prima baja en 2026 [1].", POINTS),
]
TRUE = [
    Case("You can have one general loan and one home loan at the same time [1].", LOANS),
    Case("You choose four of the seven target funds [1].", LOANS),
    Case("Up to two eye exams a year are covered for dependents [1].", COVER),
    Case("You must pass two of the four health checks to get the $240 credit [1].", COVER),
    Case("You do not have to pass all four health checks [1].", COVER),
    Case("Only one hearing aid per ear is covered [1].", COVER),
    Case("Solo puede tener un préstamo a la vez [1].", REGLAS),
    Case("You can have only one loan at a time [1].", REGLAS),
    Case("You must complete two of the five activities to get $100 [1].", REGLAS),
    Case("Debe completar dos de las cinco actividades para recibir $100 [1].", REGLAS),
    Case("Basic life pays three times your base salary [1].", COVER),
    Case("Basic life is 300% of your base salary [1].", COVER),
    Case("Accidental death pays twice the basic life amount [1].", COVER),
    Case("Spouse life is half of yours [1].", COVER),
    Case("Sunday work is paid at twice the base rate [1].", WORK),
    Case("Holiday work is paid at 2.5 times the base rate [1].", WORK),
    Case("El seguro de vida básico es el triple de su salario [1].", REGLAS),
    Case("Basic life is three times your salary [1].", REGLAS),
    Case("Sunday hours are paid at double the regular rate [1].", REGLAS),
    Case("Severance is two weeks of pay per year of service, but at least 4 weeks [1].", WORK),
    Case("Severance is at least 4 weeks [1].", WORK),
    Case("Night staff earn three hours of vacation each pay period [1].", WORK),
    Case("La indemnización es de una semana de salario por año de servicio [1].", REGLAS),
    Case("At 50 the employee rate is $0.29 per $1,000 [1].", BANDS),
    Case("At age 34 the spouse rate is $0.07 [1].", BANDS),
    Case("If you are 55, the employee rate is $0.88 [1].", BANDS),
    Case("From 35 to 44 the employee rate is $0.11 [1].", BANDS),
    Case("At 40 your rate is $0.11, and at 45 it is $0.29 [1].", BANDS),
    Case("After 7 years you get 21 vacation days [1].", SERVED),
    Case("With 12 years of service you get 26 days of vacation [1].", SERVED),
    Case("With less than 2 years of service you get 12 days [1].", SERVED),
    Case("A los 52 años la tarifa es de $0.45 [1].", REGLAS),
    Case("A los 40 a 49 años la tarifa es de $0.19 y a los 50 a 59 años es de $0.45 [1].", REGLAS),
    Case("At 45 the company adds $200 a year to the health account [1].", WEEKLY),
    Case("If you work 30 to 40 hours, your premium share is 25% [1].", WEEKLY),
    Case("After 7 years of service you get 4 personal days per year [1].", WEEKLY),
    Case("The fund pays 75% for a grade of B [1].", COURSES),
    Case("With a C the school fund pays 40% of fees [1].", COURSES),
    Case("The school fund pays up to $4,000 a year [1].", COURSES),
    Case("Vision premiums come out before taxes [1].", CASES),
    Case("Life premiums are taken out after taxes [1].", CASES),
    Case("Roth contributions are made after taxes [1].", LOANS),
    Case("Your contributions are made before taxes [1].", LOANS),
    Case("La prima dental se descuenta antes de impuestos [1].", REGLAS),
    Case("Dental premiums are taken out before taxes [1].", REGLAS),
    Case("Accrued vacation is paid out when you leave [1].", WORK),
    Case("Unused personal days are lost [1].", WORK),
    Case("Unused personal days are forfeited [1].", REGLAS),
    Case("The hospital copay is waived if you are transferred [1].", CASES),
    Case("You pay no hospital copay if you are transferred [1].", CASES),
    Case("The $20 late fee applies unless you call the day before [1].", CASES),
    Case("Unused PTO is not paid out if you are dismissed for cause [1].", papers.TIMEOFF),
    Case("You may take a second leave if your doctor certifies it [1].", CASES),
    Case("The late fee is not charged if you call the day before [1].", CASES),
    Case("Both parents get 3 weeks of bonding leave [1].", CASES),
    Case("Only full-time employees receive a transit card [1].", CASES),
    Case("Ambos padres reciben 6 semanas de permiso [1].", REGLAS),
    Case("Your premium falls by $35 a month in 2027 [1].", POINTS),
    Case("Points that you earn later count for 2028 [1].", POINTS),
    Case("In 2027 you may contribute $24,000 [1].", LOANS),
    Case("The limit was $23,500 in 2026 [1].", LOANS),
]
