"""Rules in words again, on other papers, written after mending for cases_of_rules_in_general.py."""

from tests.chat.proof.cases import Case, told

ELIGIBLE = told(
    "Q: Who can I cover? A: Your legal spouse, your domestic partner and your children up to age 26. Ex-spouses and "
    "parents may not be covered. Q: Do I have to prove that my dependents are eligible? A: Yes. You must upload a "
    "marriage or birth certificate within 45 days of enrolling; coverage is dropped if you do not. Q: Does my spouse "
    "have to pass a health exam? A: No. Q: Can I waive medical coverage? A: Yes, and you receive a $50 credit each "
    "month if you show proof of other coverage. Seasonal employees are offered the EAP only. Employees who average 30 "
    "hours a week over the measurement period qualify for medical. If both spouses work for Orrin, children may be "
    "covered by one of you, not by both. Rehired employees within 13 weeks get their coverage back without a new "
    "waiting period.",
    title="Orrin Eligibility 2027",
)
PLANS = told(
    "Feature | Copper | Iron\n"
    "Deductible — Copper: $3,400 individual / $6,800 family, combined for medical and drugs; Iron: $500 individual / "
    "$1,000 family, medical only\n"
    "Primary care visit — Copper: 10% after deductible; Iron: $20, no deductible\n"
    "Referral required — Copper: No; Iron: Yes\n"
    "Out-of-network benefits — Copper: Yes, at 40%; Iron: None\n"
    "HSA eligible — Copper: Yes; Iron: No\n"
    "Virtual care — Copper: $0 after deductible; Iron: $0\n"
    "Weight-loss drugs — Copper: Not covered; Iron: Covered with prior authorization\n"
    "Chiropractic — Copper: 12 visits a year; Iron: 20 visits a year\n"
    "On Copper, one person of a family need not meet the whole family deductible. Copays count toward the "
    "out-of-pocket "
    "maximum, but not toward the deductible. Manufacturer coupons do not count toward either. A maintenance drug must "
    "be filled by mail after the second refill. Brand drugs are paid for only when no generic exists.",
    title="Orrin Medical 2027",
)
MONEY = told(
    "Orrin funds your HSA in quarterly deposits of $150, provided you are actively employed on the deposit date. Money "
    "in an HSA is yours to keep when you leave; money in an FSA goes back to the plan. You cannot contribute to both a "
    "general-purpose FSA and an HSA. Catch-up contributions may be made from age 55. Spouses each need an HSA of their "
    "own for catch-up contributions. Receipts are required for every FSA claim, except copays at your doctor. The "
    "dependent care FSA is for children under 13 and for disabled dependents who live with you. You may not change the "
    "dependent care election because you are unhappy with a provider. The plan has a grace period until March 15 "
    "instead of a carryover. HSA dollars can be invested once the balance is above $1,000.",
    title="Orrin Accounts 2027",
)
GROWTH = told(
    "Everyone age 18 or older may save in the 401(k), interns included. Orrin contributes 3% of your pay each payday, "
    "whether you save or not, and it is yours at once. The profit-sharing contribution is decided by the board each "
    "spring and vests 25% a year. Your deferral rate rises by one point every January unless you decline. You may stop "
    "or restart at any time on the website. Loans: general purpose loans run up to 5 years, home loans up to 15. After "
    "you pay off one loan you must wait 30 days before taking another. Hardship withdrawals are taxed and may not be "
    "paid back. The stock purchase plan gives a 15% discount; you have to hold the shares for one year. Roth and "
    "pre-tax savings share one annual limit. A former spouse may get a part of your account under a court order.",
    title="Orrin Savings 2027",
)
AWAY = told(
    "Flexible time off has no fixed number of days; nothing accrues, and nothing is paid out at the end. Hourly staff "
    "earn 1 hour for every 30 hours worked. Parents have 16 weeks of leave at full pay, which both parents may take, "
    "together or one after the other, if both work here. Leave must be finished within a year of the birth. "
    "Bereavement: 10 days for your immediate family, 3 days for others; it need not be taken in a row. Volunteer day: "
    "one paid day a year, chosen together with your manager. Sabbatical: four weeks after seven years, once "
    "every seven "
    "years; you stay on the medical plan and pay your usual share. Sick time can be used by the hour. A "
    "doctor's note is "
    "asked for after three days in a row. Company holidays are paid for regular employees, not for contractors.",
    title="Orrin Time Away 2027",
)
SAFETY = told(
    "Orrin pays for life insurance of two times your pay, at most $400,000, and for disability insurance. Because the "
    "company pays the disability premium, benefits are taxed. You can add supplemental life at your own expense; rates "
    "rise as you get older. The accident plan and the hospital plan are paid for by you, after tax, and pay cash "
    "directly to you, not to the doctor. The critical illness plan pays a second time for a different illness, "
    "but only "
    "12 months after the first. The wellness benefit is $75 per covered person per year. Identity protection is "
    "included "
    "for you; family coverage is extra. Spouse life stops when your spouse turns 70. Claims need to be filed within 90 "
    "days of the loss. Benefits are the same whichever plan you have.",
    title="Orrin Protection 2027",
)
EXTRAS = told(
    "Commuter: Orrin covers half of a transit pass, up to $60 a month; parking is at your own cost. Child care: a spot "
    "in the center on Main Street is offered first come, first served; siblings have priority. Tutoring is free for "
    "children in grades K to 8, in groups of four. Phone: the company reimburses $40 a month if your manager requires "
    "you to use your own phone. Wellness coaching is voluntary and is not shared with Orrin. The step challenge pays "
    "$25 per quarter. Your dependents do not earn rewards. Fitness classes are free before work and at lunch; evening "
    "classes cost $5. Relocation: receipts must be handed in before you are paid back. Home office: $500 once, "
    "when you "
    "are hired. Counseling is by phone or video only. Meals are provided on Tuesdays and Thursdays.",
    title="Orrin Extras 2027",
)
DERECHOS = told(
    "¿Necesito una referencia para ver a un especialista? No. ¿Se cubre la terapia física? Sí, hasta 30 visitas "
    "al año. "
    "La empresa paga el 80% de la prima del empleado y usted paga el resto; la prima de los dependientes la paga usted "
    "completa. La inscripción se hace una vez al año, salvo que tenga un evento de vida. Los días de vacaciones que no "
    "use se pierden; los de enfermedad se guardan para el año siguiente. El seguro de vida se paga al "
    "beneficiario en un "
    "solo pago. El plan dental tiene un período de espera de 6 meses para las coronas. Los lentes se cubren una "
    "vez cada "
    "dos años y el examen una vez al año. La ayuda para la guardería es por familia, no por niño. Solo los "
    "empleados de "
    "tiempo completo pueden usar el gimnasio. El deducible dental es de $50 por persona.",
    title="Guía Orrin 2027",
)

FALSE = [
    Case("You can cover your parents [1].", ELIGIBLE),
    Case("You don't need to prove that your dependents are eligible [1].", ELIGIBLE),
    Case("Your spouse must pass a health exam [1].", ELIGIBLE),
    Case("Coverage continues even if you never upload the certificates [1].", ELIGIBLE),
    Case("Anyone who waives medical gets the $50 credit, with or without other coverage [1].", ELIGIBLE),
    Case("Seasonal employees can also enroll in dental [1].", ELIGIBLE),
    Case("If you and your spouse both work for Orrin, you can both cover the children [1].", ELIGIBLE),
    Case("Rehired employees have to go through a new waiting period [1].", ELIGIBLE),
    Case("Under Copper, drugs have a separate deductible [1].", PLANS),
    Case("The Iron deductible applies to drugs as well [1].", PLANS),
    Case("You need a referral on Copper [1].", PLANS),
    Case("Iron pays for out-of-network care [1].", PLANS),
    Case("You can open an HSA with Iron [1].", PLANS),
    Case("Weight-loss drugs are covered on Iron without prior authorization [1].", PLANS),
    Case("On Copper, virtual care is free before you meet the deductible [1].", PLANS),
    Case("Copays count toward the deductible [1].", PLANS),
    Case("Manufacturer coupons count toward the out-of-pocket maximum [1].", PLANS),
    Case("You can keep filling maintenance drugs at a store [1].", PLANS),
    Case("Brand drugs are covered even when a generic exists [1].", PLANS),
    Case("Orrin makes its HSA deposits every month [1].", MONEY),
    Case("You get the HSA deposits even after you leave Orrin [1].", MONEY),
    Case("When you leave, the money in your HSA goes back to the plan [1].", MONEY),
    Case("You keep the money in your FSA when you leave [1].", MONEY),
    Case("You can have a general-purpose FSA in addition to an HSA [1].", MONEY),
    Case("Spouses can make catch-up contributions to one shared HSA [1].", MONEY),
    Case("You can change your dependent care election if you don't like your provider [1].", MONEY),
    Case("The FSA has both a carryover and a grace period [1].", MONEY),
    Case("You can invest HSA money right away, whatever the balance [1].", MONEY),
    Case("Interns cannot save in the 401(k) [1].", GROWTH),
    Case("Orrin's 3% is paid only if you save [1].", GROWTH),
    Case("The 3% contribution vests over four years [1].", GROWTH),
    Case("Profit sharing is yours immediately [1].", GROWTH),
    Case("Your deferral rate stays the same unless you change it [1].", GROWTH),
    Case("You can only restart contributions at open enrollment [1].", GROWTH),
    Case("You can take another loan as soon as you pay off the first [1].", GROWTH),
    Case("You can repay a hardship withdrawal later [1].", GROWTH),
    Case("You may sell shares from the stock purchase plan immediately [1].", GROWTH),
    Case("Roth and pre-tax savings each have their own annual limit [1].", GROWTH),
    Case("Unused flexible time off is paid out when you leave [1].", AWAY),
    Case("Only one parent can take parental leave [1].", AWAY),
    Case("Bereavement leave has to be taken in consecutive days [1].", AWAY),
    Case("Your manager picks your volunteer day [1].", AWAY),
    Case("You lose your medical coverage during a sabbatical [1].", AWAY),
    Case("Orrin pays your share of the medical premium during a sabbatical [1].", AWAY),
    Case("Sick time must be taken in full days [1].", AWAY),
    Case("A doctor's note is required from the first day [1].", AWAY),
    Case("Contractors are paid for company holidays too [1].", AWAY),
    Case("Disability benefits are tax-free [1].", SAFETY),
    Case("Orrin pays for supplemental life insurance [1].", SAFETY),
    Case("Supplemental life rates stay the same as you age [1].", SAFETY),
    Case("The accident plan is paid for with pre-tax money [1].", SAFETY),
    Case("The hospital plan pays the doctor directly [1].", SAFETY),
    Case("The critical illness plan pays only once [1].", SAFETY),
    Case("The wellness benefit is $75 per household per year [1].", SAFETY),
    Case("Identity protection for your family is included at no extra cost [1].", SAFETY),
    Case("Orrin pays for the whole transit pass [1].", EXTRAS),
    Case("Orrin pays for parking [1].", EXTRAS),
    Case("Tutoring is one-on-one [1].", EXTRAS),
    Case("Every employee is reimbursed $40 a month for a phone [1].", EXTRAS),
    Case("Orrin sees the results of your wellness coaching [1].", EXTRAS),
    Case("Wellness coaching is mandatory [1].", EXTRAS),
    Case("Your dependents can earn rewards as well [1].", EXTRAS),
    Case("Evening fitness classes are free [1].", EXTRAS),
    Case("You get the home office money every year [1].", EXTRAS),
    Case("Counseling is available in person [1].", EXTRAS),
    Case("The step challenge pays $25 per month [1].", EXTRAS),
    Case("Necesita una referencia para ver a un especialista [1].", DERECHOS),
    Case("La empresa paga la prima de los dependientes [1].", DERECHOS),
    Case("Los días de vacaciones que no use pasan al año siguiente [1].", DERECHOS),
    Case("Los días de enfermedad que no use se pierden [1].", DERECHOS),
    Case("El seguro de vida se paga en mensualidades [1].", DERECHOS),
    Case("Las coronas se cubren desde el primer día [1].", DERECHOS),
    Case("Los lentes se cubren una vez al año [1].", DERECHOS),
    Case("La ayuda para la guardería es por cada niño [1].", DERECHOS),
    Case("Los empleados de medio tiempo también pueden usar el gimnasio [1].", DERECHOS),
    Case("El deducible dental es de $50 por familia [1].", DERECHOS),
]
TRUE = [
    Case("You can cover your spouse, a domestic partner and your children [1].", ELIGIBLE),
    Case("Your parents can't be covered [1].", ELIGIBLE),
    Case("You have 45 days after enrolling to send in a marriage or birth certificate [1].", ELIGIBLE),
    Case("No health exam is needed for your spouse [1].", ELIGIBLE),
    Case("If you waive medical and prove that you have other coverage, you get $50 a month [1].", ELIGIBLE),
    Case("Seasonal employees only get the EAP [1].", ELIGIBLE),
    Case("If both of you work for Orrin, only one of you may cover the children [1].", ELIGIBLE),
    Case("If you are rehired within 13 weeks, there is no new waiting period [1].", ELIGIBLE),
    Case("You don't need a referral on Copper [1].", PLANS),
    Case("Iron requires a referral [1].", PLANS),
    Case("Only Copper has out-of-network benefits [1].", PLANS),
    Case("Copper can be paired with an HSA, but Iron can't [1].", PLANS),
    Case("A primary care visit on Iron costs $20 and isn't subject to the deductible [1].", PLANS),
    Case("Medical and drug costs share one deductible on Copper [1].", PLANS),
    Case("Weight-loss drugs aren't covered on Copper [1].", PLANS),
    Case("Virtual visits are free on Iron [1].", PLANS),
    Case("Copays go toward your out-of-pocket maximum [1].", PLANS),
    Case("After the second refill you have to get maintenance drugs by mail [1].", PLANS),
    Case("Orrin adds $150 to your HSA every quarter [1].", MONEY),
    Case("Your HSA stays yours when you leave Orrin [1].", MONEY),
    Case("You can't put money into a general-purpose FSA and an HSA at the same time [1].", MONEY),
    Case("From age 55 you can make catch-up contributions [1].", MONEY),
    Case("There is a grace period through March 15 but no carryover [1].", MONEY),
    Case("You need a receipt for FSA claims, but not for copays at your doctor [1].", MONEY),
    Case("You can invest your HSA when it holds more than $1,000 [1].", MONEY),
    Case("Interns can also save in the 401(k) [1].", GROWTH),
    Case("Orrin puts in 3% of your pay every payday even if you don't save anything [1].", GROWTH),
    Case("The 3% is fully yours right away [1].", GROWTH),
    Case("Your savings rate goes up automatically by one point each January unless you decline [1].", GROWTH),
    Case("You can stop saving whenever you want [1].", GROWTH),
    Case("You need to wait 30 days after you pay off a loan before you can take another [1].", GROWTH),
    Case("You can't pay back a hardship withdrawal [1].", GROWTH),
    Case("You must keep shares from the stock purchase plan for a year [1].", GROWTH),
    Case("Roth and pre-tax contributions count toward the same annual limit [1].", GROWTH),
    Case("Flexible time off isn't paid out [1].", AWAY),
    Case("Hourly employees earn an hour of leave for every 30 hours they work [1].", AWAY),
    Case("Both parents can take 16 weeks at full pay if they both work at Orrin [1].", AWAY),
    Case("You don't have to take bereavement days in a row [1].", AWAY),
    Case("You can take a four-week sabbatical every seven years [1].", AWAY),
    Case("Your medical coverage continues during a sabbatical [1].", AWAY),
    Case("You can take sick time in hours [1].", AWAY),
    Case("You get one paid day each year to volunteer [1].", AWAY),
    Case("Your company-paid life insurance is twice your pay, up to $400,000 [1].", SAFETY),
    Case("Disability benefits are taxable since Orrin pays the premium [1].", SAFETY),
    Case("You pay for supplemental life yourself [1].", SAFETY),
    Case("The accident plan pays you, not your doctor [1].", SAFETY),
    Case("Each covered person can get a $75 wellness benefit every year [1].", SAFETY),
    Case("Spouse life ends at age 70 [1].", SAFETY),
    Case("You have to file claims within 90 days of the loss [1].", SAFETY),
    Case("Orrin pays 50% of a transit pass, with a maximum of $60 per month [1].", EXTRAS),
    Case("You pay for parking yourself [1].", EXTRAS),
    Case("Wellness coaching is optional [1].", EXTRAS),
    Case("Fitness classes cost nothing before work [1].", EXTRAS),
    Case("You get $500 for your home office one time, when you start [1].", EXTRAS),
    Case("There is no in-person counseling [1].", EXTRAS),
    Case("You must turn in your receipts before relocation costs are reimbursed [1].", EXTRAS),
    Case("The tutoring is free [1].", EXTRAS),
    Case("No necesita referencia para ver a un especialista [1].", DERECHOS),
    Case("La terapia física está cubierta hasta 30 visitas por año [1].", DERECHOS),
    Case("Usted paga toda la prima de sus dependientes [1].", DERECHOS),
    Case("Las vacaciones que no usa se pierden [1].", DERECHOS),
    Case("Los lentes se cubren cada 24 meses [1].", DERECHOS),
    Case("Debe esperar seis meses para las coronas [1].", DERECHOS),
    Case("El seguro de vida se paga de una sola vez [1].", DERECHOS),
    Case("You get a new pair of glasses once every two years [1].", DERECHOS),
    Case("Solo los de tiempo completo pueden usar el gimnasio [1].", DERECHOS),
]
