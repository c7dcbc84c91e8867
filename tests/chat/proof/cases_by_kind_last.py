"""Sentences on benefit papers that the rules were measured with after all mending, and not mended for."""

from tests.chat.proof.cases import Case, told

HMO = told(
    "What is the overall deductible? — Answers: $0\n"
    "Is there an overall annual limit on what the plan pays? — Answers: No\n"
    "What is the out-of-pocket limit? — Answers: $3,000 individual / $6,000 family, in network only\n"
    "Primary care visit — In network: $20 copay; Out of network: Not covered\n"
    "Specialist visit — In network: $40 copay, referral required; Out of network: Not covered\n"
    "Outpatient surgery, facility fee — In network: $250 copay; Out of network: Not covered\n"
    "Emergency room care — In network: $200 copay, waived if admitted; Out of network: $200 copay, waived if admitted\n"
    "Physical therapy — In network: $30 copay, up to 40 visits per year; Out of network: Not covered\n"
    "Preferred brand drugs — Retail: $35 copay; Mail order: $70 copay",
    title="Evergreen HMO Summary of Benefits 2027",
)
WEEKLY = told(
    "Salary band | Employee only | Employee + spouse | Family\n"
    "Under $50,000 — Employee only: $22.00; Employee + spouse: $61.00; Family: $98.00\n"
    "$50,000 to $90,000 — Employee only: $31.00; Employee + spouse: $84.00; Family: $129.00\n"
    "Over $90,000 — Employee only: $44.00; Employee + spouse: $112.00; Family: $171.00",
    title="Evergreen HMO 2027 rates, per week",
)
FAMILY = told(
    "Maternity disability is paid at 100% for 6 weeks after a vaginal delivery and 8 weeks after a cesarean. "
    "Bonding leave of 4 weeks at 75% of pay follows for both parents and must be completed within 9 months of the "
    "birth. Foster parents are not eligible for bonding leave. Benefits continue during leave if you keep paying "
    "your share of the premium.",
    title="Maternity and Bonding 2027",
)
SEVERANCE = told(
    "Health coverage ends on the last day of the month in which you leave; life insurance ends on your last day of "
    "work. You may convert your life insurance within 31 days. FSA expenses must be incurred before your last day and "
    "claims filed within 90 days after it. Your HSA is yours to keep. Accrued vacation is paid in the final paycheck; "
    "sick time is not. Severance is one week of pay per year of service, at least 2 and at most 26 weeks.",
    title="Leaving the Company",
)
DISCOUNT = told(
    "Completing two of the three wellness activities by October 15, 2027 lowers your medical premium by $20 per "
    "paycheck in 2028. Spouses are not required to take part. Nicotine users pay a $30 surcharge per paycheck "
    "unless they finish a cessation program. Health coaching is confidential and free; biometric screenings are "
    "offered on site in March and September.",
    title="Wellness Rewards 2027",
)
GUIA = told(
    "El seguro de vida básico es de dos veces su salario, hasta $300,000, y lo paga la empresa. El seguro de vida "
    "adicional lo paga usted. El plan dental cubre dos limpiezas al año sin costo y el 80% de los empastes después "
    "de un deducible de $50. Las coronas tienen un período de espera de 12 meses. Debe presentar los reclamos de la"
    " FSA antes del 31 de marzo de 2028. El recargo por tabaco es de $40 al mes. Sus hijos pueden estar en el plan "
    "hasta los 26 años.",
    title="Guía de beneficios 2027",
)

FALSE = [
    Case("The overall deductible is $3,000 for one person [1].", HMO),
    Case("There is an overall annual limit on what the plan pays [1].", HMO),
    Case("A specialist visit is $20 in network [1].", HMO),
    Case("You can see a specialist without a referral [1].", HMO),
    Case("Out-of-network specialist visits cost $40 [1].", HMO),
    Case("Physical therapy is covered for up to 30 visits per year [1].", HMO),
    Case("Physical therapy has no visit limit [1].", HMO),
    Case("The ER copay applies even if you are admitted [1].", HMO),
    Case("Preferred brand drugs are $35 by mail order [1].", HMO),
    Case("The family out-of-pocket limit is $6,000 out of network [1].", HMO),
    Case("Outpatient surgery is a $200 copay in network [1].", HMO),
    Case("If you earn $60,000, employee-only coverage is $22.00 a week [1].", WEEKLY, "I earn $60,000"),
    Case("Family coverage is $98.00 a week for those who earn over $90,000 [1].", WEEKLY),
    Case("Employee + spouse costs $112.00 per paycheck in the band under $50,000 [1].", WEEKLY),
    Case("Family coverage costs $171.00 a month over $90,000 [1].", WEEKLY),
    Case("After a cesarean you get 6 weeks at 100% [1].", FAMILY),
    Case("Bonding leave is paid at 100% [1].", FAMILY),
    Case("Bonding leave must be completed within 6 months of the birth [1].", FAMILY),
    Case("Only the birth mother gets bonding leave [1].", FAMILY),
    Case("Foster parents get 4 weeks of bonding leave [1].", FAMILY),
    Case("Benefits stop during leave [1].", FAMILY),
    Case("Health coverage ends on your last day of work [1].", SEVERANCE),
    Case("Life insurance ends on the last day of the month [1].", SEVERANCE),
    Case("You have 90 days to convert your life insurance [1].", SEVERANCE),
    Case("Sick time is paid in the final paycheck [1].", SEVERANCE),
    Case("You lose your HSA when you leave [1].", SEVERANCE),
    Case("Severance is at most 2 weeks [1].", SEVERANCE),
    Case("FSA expenses can be incurred after your last day [1].", SEVERANCE),
    Case("Severance is two weeks of pay per year of service [1].", SEVERANCE),
    Case("Completing all three activities is required [1].", DISCOUNT),
    Case("Spouses are required to take part [1].", DISCOUNT),
    Case("The premium discount is $30 per paycheck [1].", DISCOUNT),
    Case("Nicotine users pay $20 more per paycheck [1].", DISCOUNT),
    Case("The discount applies in 2027 [1].", DISCOUNT),
    Case("Nicotine users pay the surcharge even if they finish a cessation program [1].", DISCOUNT),
    Case("Health coaching costs $20 [1].", DISCOUNT),
    Case("El seguro de vida adicional lo paga la empresa [1].", GUIA),
    Case("Usted paga el seguro de vida básico [1].", GUIA),
    Case("Las coronas no tienen período de espera [1].", GUIA),
    Case("Los empastes se cubren al 80% sin deducible [1].", GUIA),
    Case("El recargo por tabaco es de $40 por cheque [1].", GUIA),
    Case("El seguro de vida básico es de $300,000 para todos los empleados [1].", GUIA),
    Case("Sus hijos pueden estar en el plan hasta los 24 años [1].", GUIA),
    Case("Puede presentar los reclamos de la FSA después del 31 de marzo de 2028 [1].", GUIA),
]
TRUE = [
    Case("This plan has no deductible [1].", HMO),
    Case("The individual out-of-pocket limit is $3,000 in network [1].", HMO),
    Case("A primary care visit costs $20 in network [1].", HMO),
    Case("You need a referral to see a specialist, and the copay is $40 [1].", HMO),
    Case("Physical therapy is a $30 copay for up to 40 visits a year [1].", HMO),
    Case("The ER copay of $200 is waived if you are admitted [1].", HMO),
    Case("Preferred brand drugs cost $35 at retail or $70 by mail order [1].", HMO),
    Case("Specialists are not covered out of network [1].", HMO),
    Case("Outpatient surgery has a $250 facility copay in network [1].", HMO),
    Case("With a salary under $50,000, covering a family costs $98.00 per week [1].", WEEKLY),
    Case("Over $90,000, employee-only coverage is $44.00 a week [1].", WEEKLY),
    Case(
        "Maternity disability pays 100% for 6 weeks after a vaginal delivery and 8 weeks after a cesarean [1].", FAMILY
    ),
    Case("Both parents then get 4 weeks of bonding leave at 75% of pay [1].", FAMILY),
    Case("You have to finish bonding leave within 9 months of the birth [1].", FAMILY),
    Case("Foster parents cannot take bonding leave [1].", FAMILY),
    Case("Your health coverage ends at the end of the month in which you leave [1].", SEVERANCE),
    Case("Life insurance ends on your last day of work, and you have 31 days to convert it [1].", SEVERANCE),
    Case("You keep your HSA [1].", SEVERANCE),
    Case("Unused vacation is paid in your final paycheck, but sick time is not [1].", SEVERANCE),
    Case("Severance is between 2 and 26 weeks of pay [1].", SEVERANCE),
    Case("FSA claims must be filed within 90 days after your last day [1].", SEVERANCE),
    Case("Finish two of the three activities by October 15, 2027 to save $20 per paycheck in 2028 [1].", DISCOUNT),
    Case("Nicotine users pay $30 more per paycheck unless they complete a cessation program [1].", DISCOUNT),
    Case("Your spouse doesn't have to take part [1].", DISCOUNT),
    Case("Health coaching is free and confidential [1].", DISCOUNT),
    Case("El seguro de vida básico es de dos veces su salario, con un máximo de $300,000 [1].", GUIA),
    Case("La empresa paga el seguro de vida básico [1].", GUIA),
    Case("Las dos limpiezas al año no tienen costo [1].", GUIA),
    Case("Los empastes se cubren al 80% después de un deducible de $50 [1].", GUIA),
    Case("Para las coronas hay que esperar 12 meses [1].", GUIA),
    Case("El recargo por tabaco es de $40 cada mes [1].", GUIA),
    Case("Los reclamos de la FSA se deben presentar antes del 31 de marzo de 2028 [1].", GUIA),
    Case("Your children can stay on the plan until age 26 [1].", GUIA),
]
