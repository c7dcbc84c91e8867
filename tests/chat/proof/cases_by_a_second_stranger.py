"""Sentences on benefit papers written by a second hand that has not read the rules: 90 false and 90 true."""

from tests.chat.proof.cases import Case, told

SBC = told(
    "Harrow Foods Choice PPO. Coverage period: 01/01/2027 – 12/31/2027.\n"
    "What is the overall deductible? In network: $750 individual / $1,500 family. Out of network: $2,000 "
    "individual / $4,000 family. Preventive care and primary care office visits are covered before you meet "
    "your deductible. There are no other specific deductibles.\n"
    "What is the out-of-pocket limit? In network: $4,500 individual / $9,000 family. Premiums, "
    "balance-billed charges and health care this plan does not cover do not count toward the limit.\n"
    "Do you need a referral to see a specialist? No.\n"
    "Common medical event | Network provider | Out-of-network provider | Limitations\n"
    "Primary care visit — Network provider: $25 copay; Out-of-network provider: 40% coinsurance; "
    "Limitations: None\n"
    "Specialist visit — Network provider: $50 copay; Out-of-network provider: 40% coinsurance; Limitations: "
    "None\n"
    "Emergency room care — Network provider: $300 copay, then 20% coinsurance; Out-of-network provider: $300 "
    "copay, then 20% coinsurance; Limitations: Copay waived if admitted\n"
    "Imaging (CT/PET scans, MRIs) — Network provider: 20% coinsurance; Out-of-network provider: 40% "
    "coinsurance; Limitations: Preauthorization required; without it benefits are reduced by 50%\n"
    "Physical therapy — Network provider: $40 copay; Out-of-network provider: 40% coinsurance; Limitations: "
    "30 visits per calendar year",
    title="Summary of Benefits and Coverage: Choice PPO 2027",
)
DENTAL = told(
    "Cobalt Ridge Logistics offers two dental plans through Merrin Dental. Only the High plan pays for "
    "out-of-network dentists, up to the usual and customary fee; the dentist may bill you for the rest. "
    "Diagnostic and preventive services do not count toward the annual maximum of the High plan. They do "
    "count toward the annual maximum of the Low plan. Orthodontia is covered for children to age 19 only and "
    "has a separate lifetime maximum. A waiting period of 12 months applies to major services for late "
    "enrollees; employees who enroll when first eligible have no waiting period. A predetermination of "
    "benefits is recommended, but not required, for any treatment expected to exceed $400.\n"
    "Service | High plan | Low plan\n"
    "Annual deductible per person — High plan: $50; Low plan: $75\n"
    "Annual maximum per person — High plan: $2,000; Low plan: $1,000\n"
    "Cleanings and exams (two per year) — High plan: 100%, no deductible; Low plan: 100%, no deductible\n"
    "Fillings and extractions — High plan: 80% after deductible; Low plan: 60% after deductible\n"
    "Crowns and bridges — High plan: 50% after deductible; Low plan: Not covered\n"
    "Orthodontia lifetime maximum — High plan: $1,500; Low plan: Not covered",
    title="Merrin Dental Schedule of Benefits 2027",
)
SAVINGS = told(
    "You may join the Tolliver Aerospace 401(k) Plan on the first day of the month after you complete 60 "
    "days of service. If you take no action, you will be enrolled automatically at 4% of eligible pay on a "
    "pre-tax basis, and your rate will rise by 1% each April until it reaches 10%. You may opt out or choose "
    "another rate at any time. The company matches 100% of the first 3% of pay you contribute and 50% of the "
    "next 2%. The match is made each pay period and is invested in the same way as your own contributions. "
    "Roth contributions are matched; catch-up contributions are not. Your own contributions are always fully "
    "vested. Matching contributions vest after three years of service, with no partial vesting before then; "
    "they also vest if you die or become disabled while employed. You may have one loan outstanding at a "
    "time. The minimum loan is $1,000 and the loan fee of $75 is taken from the loan amount. Spousal consent "
    "is not needed for a loan. Hardship withdrawals are limited to your own contributions and do not suspend "
    "your deferrals.",
    title="401(k) Plan Highlights 2027",
)
COMMUTER = told(
    "The Larkfield Health commuter program lets you pay for transit and work-related parking with pre-tax "
    "payroll deductions. You may set aside up to $325 a month for transit and, separately, up to $325 a "
    "month for parking. Larkfield adds $40 a month to the transit account of every employee who orders a "
    "pass; it does not add anything for parking. Orders must be placed by the 10th of the month for the "
    "following month. There is no annual enrollment: you may start, change or stop at any time, and no life "
    "event is needed. Unused amounts carry over from month to month while you are employed. When you leave, "
    "unused pre-tax money is forfeited and cannot be refunded; you have 90 days after your last day to claim "
    "parking expenses you had while employed. Tolls, fuel, taxis and bicycle costs are not eligible. "
    "Vanpools with six or more seats, not counting the driver, are eligible under the transit account. "
    "Transit passes must be bought with the program debit card; receipts for transit are not reimbursed. "
    "Parking may be paid by card or claimed with a receipt. Parking at or near your home is not eligible.",
    title="Commuter Benefits Guide 2027",
)
PARENTAL = told(
    "Pinegrove Software gives eligible employees paid time to bond with a new child. You are eligible after "
    "six months of continuous service if you work at least 24 hours a week; interns and contractors are not "
    "eligible. Leave must be taken within 12 months of the birth or placement and may be split into no more "
    "than two blocks of at least two weeks each. Parental leave runs at the same time as FMLA leave and any "
    "state leave. State benefits reduce the pay you receive from Pinegrove, so that the total is not more "
    "than 100% of base pay. When both parents work for Pinegrove, each has a full entitlement. You do not "
    "have to use vacation first. Holidays that fall during the leave do not extend it. Medical premiums "
    "continue to be deducted from your pay.\n"
    "Parent | Paid weeks | Share of base pay\n"
    "Birth parent — Paid weeks: 16; Share of base pay: 100%\n"
    "Non-birth parent — Paid weeks: 10; Share of base pay: 100%\n"
    "Adoptive parent — Paid weeks: 12; Share of base pay: 100%\n"
    "Foster parent — Paid weeks: 4; Share of base pay: 80%",
    title="Parental Leave Policy 2027",
)
LIFE = told(
    "Westmark Mills provides basic life and AD&D insurance to all regular employees who work 30 or more "
    "hours a week, at no cost to you. Basic life is one times annual base salary, rounded up to the next "
    "$1,000, to a maximum of $300,000. Overtime and bonuses are not counted. Coverage reduces to 65% at age "
    "70 and to 50% at age 75.\n"
    "You may buy supplemental life of one to five times salary, up to $750,000. Amounts over $200,000 "
    "require evidence of insurability, as does any increase at a later enrollment. You must have "
    "supplemental life yourself to cover your spouse. Spouse life comes in units of $10,000 up to $100,000 "
    "and may not exceed half of your own supplemental amount. Child life is $10,000 for each child from 14 "
    "days to age 26; one premium covers all children.\n"
    "If you are diagnosed with a terminal illness and have 12 months or less to live, you may receive up to "
    "75% of your life benefit early. When employment ends you have 31 days to convert or port your coverage. "
    "AD&D cannot be converted. The seat belt benefit adds 10% to the AD&D benefit, up to $25,000.",
    title="Life and AD&D Insurance Overview 2027",
)
COBRA = told(
    "This notice explains your right to continue group health coverage under the Sable Point Hotels Health "
    "Plan. Qualified beneficiaries are the employee, the spouse and dependent children who were covered on "
    "the day before the qualifying event. Domestic partners are not qualified beneficiaries. Each qualified "
    "beneficiary may elect separately. You must tell the administrator, Corbel Admin Services, of a divorce "
    "or of a child losing dependent status within 60 days, in writing; oral notice is not accepted. You have "
    "60 days from the later of the notice date or the loss of coverage to elect. The first payment is due 45 "
    "days after you elect; later payments have a grace period of 30 days. You pay 102% of the full cost, or "
    "150% during a disability extension. Corbel does not send monthly bills.\n"
    "Qualifying event | Who may elect | Longest coverage\n"
    "Termination, other than for gross misconduct — Who may elect: Employee, spouse, children; Longest "
    "coverage: 18 months\n"
    "Reduction in hours — Who may elect: Employee, spouse, children; Longest coverage: 18 months\n"
    "Divorce — Who may elect: Spouse, children; Longest coverage: 36 months\n"
    "Child loses dependent status — Who may elect: That child; Longest coverage: 36 months",
    title="COBRA General Notice",
)
RATES = told(
    "Dunmore Grocers takes medical premiums from 24 paychecks a year; there are no deductions on a third "
    "paycheck in a month. Rates below are for full-time associates. Part-time associates pay twice these "
    "rates.\n"
    "Coverage level | Value plan | Select plan | Premier plan\n"
    "Associate only — Value plan: $28.00; Select plan: $61.50; Premier plan: $94.00\n"
    "Associate + spouse — Value plan: $92.00; Select plan: $158.00; Premier plan: $226.00\n"
    "Associate + children — Value plan: $74.00; Select plan: $129.50; Premier plan: $187.00\n"
    "Family — Value plan: $139.00; Select plan: $231.00; Premier plan: $318.00\n"
    "Tobacco surcharge: $30 per paycheck if you, or a covered spouse, used tobacco in the last 90 days. It "
    "is charged once per household, even when both of you use tobacco. Children are not counted. You can "
    "avoid it by finishing the free QuitPath course by June 30; surcharges already paid in 2027 are then "
    "refunded. Vaping counts as tobacco use; nicotine gum and patches do not.\n"
    "Spouse surcharge: $50 per paycheck if your covered spouse could get coverage from their own employer. "
    "It does not apply if the spouse also works for Dunmore. Associates who do not certify by the end of "
    "enrollment pay both surcharges.",
    title="2027 Medical Rate Sheet",
)
TUITION = told(
    "Ostrander Bank reimburses tuition for courses that relate to a job at the bank. You may apply after one "
    "year of service. Your manager must approve the course before it begins; courses approved after the "
    "start date are not reimbursed. The bank repays 100% of tuition for a grade of A or B and 70% for a C; "
    "nothing is paid for a lower grade. The yearly limit is $5,250 for undergraduate study and $8,000 for "
    "graduate study; amounts above $5,250 are taxable income. Lab fees and required books are covered, while "
    "parking, late fees and application fees are not. Submit grades and receipts within 60 days after the "
    "course ends. If you resign within 18 months of a payment, you repay it in full; no repayment is due if "
    "your job is eliminated.\n"
    "Adoption assistance: The bank reimburses up to $7,500 per child for agency fees, court costs and "
    "travel. There is no service requirement. Costs are paid after the adoption is final, except for a child "
    "with special needs, where half may be paid at placement. Adoption of a stepchild is not eligible. If "
    "both parents work for the bank, only one may claim for the same child.",
    title="Tuition and Adoption Assistance 2027",
)
RETIREE = told(
    "Retiree medical coverage from Carrow Electric is open to employees who retire at age 55 or later with "
    "at least ten years of service and who were enrolled in an active medical plan on the day before "
    "retirement. Employees hired on or after January 1, 2015 are not eligible for the company subsidy but "
    "may buy coverage at full cost. You must elect within 31 days of retirement. If you decline, you cannot "
    "enroll later. Until 65 you may choose the Bridge PPO or the Bridge HDHP. At 65 coverage moves to the "
    "Medicare Exchange through Alderway, and Carrow puts money into a health reimbursement account instead. "
    "You must have Medicare Parts A and B to use the account. Dental coverage ends at retirement, except "
    "through COBRA; vision may be continued at your cost. If you die, your covered spouse may keep coverage "
    "until remarriage.\n"
    "Years of service | Subsidy before 65 | Yearly HRA credit at 65\n"
    "10 to 14 — Subsidy before 65: 30%; Yearly HRA credit at 65: $900\n"
    "15 to 19 — Subsidy before 65: 45%; Yearly HRA credit at 65: $1,350\n"
    "20 or more — Subsidy before 65: 60%; Yearly HRA credit at 65: $1,800",
    title="Retiree Medical Guide 2027",
)
STOCK = told(
    "The Veldt Robotics Employee Stock Purchase Plan lets you buy company shares at a discount of 15%. There "
    "are two six-month offering periods, starting on March 1 and September 1. You may contribute from 1% to "
    "12% of base pay and commissions, after tax; bonuses are excluded. At the end of each period your "
    "contributions buy shares at 85% of the closing price on the first day or the last day of the period, "
    "whichever is lower. Enroll during the two weeks before a period starts. Your election carries forward "
    "to later periods unless you change it. During a period you may lower your rate once, but you may not "
    "raise it. You may withdraw up to ten days before the purchase date; your contributions are then "
    "returned without interest, and you may rejoin at the next period. If you leave the company before the "
    "purchase date, your contributions are refunded and no shares are bought. You may not buy more than "
    "1,500 shares in one period. Shares go to an account at Finch Brokerage and must be held for six months "
    "before they are sold. Employees who own 5% or more of the company may not take part.",
    title="Employee Stock Purchase Plan Summary 2027",
)
INDEMNITY = told(
    "Hospital indemnity and critical illness insurance from Norwell Life are voluntary; you pay the full "
    "premium through after-tax deductions. Benefits are paid to you, not to the hospital, and are paid in "
    "addition to any other insurance. No medical questions are asked and there is no pre-existing condition "
    "limit for hospital indemnity. Critical illness has a 12/12 pre-existing condition limit. A routine "
    "newborn stay is not covered as a hospital admission of the child. Coverage is portable if you leave. "
    "Each covered person who has a health screening receives $75 once a year under critical illness; "
    "hospital indemnity has no screening benefit. Critical illness pays $10,000 or $20,000 for the employee, "
    "and spouses and children get 50% of that amount. Children are covered at no extra charge. Early-stage "
    "cancer pays 25% of the amount. A recurrence pays 100% after six months without treatment. Skin cancer "
    "pays $250 once in a lifetime.\n"
    "Hospital event | Low option | High option\n"
    "Admission (once per year) — Low option: $500; High option: $1,200\n"
    "Daily stay (up to 30 days) — Low option: $100; High option: $200\n"
    "ICU daily stay (up to 10 days) — Low option: $200; High option: $400",
    title="Hospital Indemnity and Critical Illness 2027",
)
VISION_ES = told(
    "Empacadora Sol Dorado ofrece el plan Clarimar Vision. Usted paga la prima completa. No se entrega "
    "tarjeta de identificación: basta con dar su nombre y fecha de nacimiento al proveedor. Puede elegir "
    "anteojos o lentes de contacto en un mismo año, pero no ambos. Los lentes progresivos estándar no tienen "
    "costo adicional; los progresivos premium cuestan $95 más. El tratamiento antirreflejo no está incluido. "
    "Los hijos están cubiertos hasta los 26 años, sean o no estudiantes. Para los hijos menores de 13 años "
    "se cubre un segundo examen al año. Fuera de la red, pida el reembolso dentro de los 180 días después de "
    "la visita. La cirugía láser no está cubierta, pero la red ofrece un descuento del 15%.\n"
    "Servicio | Dentro de la red | Reembolso fuera de la red | Frecuencia\n"
    "Examen — Dentro de la red: copago de $10; Reembolso fuera de la red: hasta $45; Frecuencia: cada 12 "
    "meses\n"
    "Armazón — Dentro de la red: asignación de $160; Reembolso fuera de la red: hasta $70; Frecuencia: cada "
    "24 meses\n"
    "Lentes de contacto — Dentro de la red: asignación de $140; Reembolso fuera de la red: hasta $105; "
    "Frecuencia: cada 12 meses",
    title="Plan de la Vista 2027",
)
DISABILITY_ES = told(
    "Maderas Quintero ofrece seguro de incapacidad a corto y a largo plazo a los empleados de tiempo "
    "completo después de 90 días de empleo. La empresa paga el seguro a corto plazo. El seguro a largo plazo "
    "es voluntario y lo paga el empleado con dinero después de impuestos, por lo que el beneficio no está "
    "sujeto a impuestos. El beneficio a corto plazo sí es ingreso gravable. El plan a corto plazo paga el "
    "60% del salario semanal, hasta $1,100 por semana. Empieza el primer día en caso de accidente y el "
    "octavo día en caso de enfermedad, y dura hasta 13 semanas. El plan a largo plazo paga el 50% del "
    "salario mensual, hasta $6,000 al mes, a partir del día 91. Las lesiones ocurridas en el trabajo no "
    "están cubiertas por el plan a corto plazo; se atienden con la compensación laboral. Debe avisar a "
    "Recursos Humanos y presentar el certificado médico a Aseguradora Pradera dentro de los 15 días "
    "siguientes al inicio de la ausencia. El beneficio no protege su puesto de trabajo. Mientras recibe el "
    "beneficio a largo plazo, no paga la prima de ese seguro. Las horas extra no se incluyen en el salario.",
    title="Seguro de Incapacidad 2027",
)
FAMILY = told(
    "Halloran Design offers three family and home programs. Backup care: Through Nestaway you may book care "
    "for a child or an adult relative when your usual care is not available. You have 15 days a year; unused "
    "days do not carry over. Center care costs you $20 a day per child, and in-home care costs $8 an hour "
    "with a minimum of four hours. Halloran pays the rest. Register once before your first booking. Cancel "
    "by 5 p.m. the day before, or the visit counts as a used day.\n"
    "Pet insurance: You may enroll at any time of the year. Premiums are billed to you directly by Furrow "
    "Pet, not deducted from pay, and a 10% group discount applies. Dogs, cats and birds can be covered. "
    "Hereditary conditions are covered; pre-existing conditions are not.\n"
    "Legal plan: The plan costs $16.50 a month, by payroll deduction, and covers you, your spouse and "
    "dependents. Enroll only at open enrollment or when hired; you must stay in for the full year. Wills, "
    "house purchases and traffic tickets are covered in full with a network attorney. Divorce is covered for "
    "the first 15 hours. Matters against Halloran and business matters are excluded.",
    title="Family and Home Programs 2027",
)

FALSE = [
    Case("In network, a family's out-of-pocket limit is $4,500 [1].", SBC),
    Case(
        "If you go to an out-of-network emergency room, you pay the $300 copay and then 40% coinsurance [1].",
        SBC,
        "What if the nearest ER is out of network?",
    ),
    Case("Physical therapy is covered for up to 40 visits per calendar year [1].", SBC),
    Case("The premiums you pay count toward the out-of-pocket limit [1].", SBC),
    Case(
        "You must get a referral from your primary care doctor before you see a specialist [1].",
        SBC,
        "Can I go straight to a dermatologist?",
    ),
    Case("An urgent care visit in the network has a $50 copay [1].", SBC),
    Case(
        "The Low plan pays 50% of the cost of a crown after the deductible [1].",
        DENTAL,
        "I need a crown. What does the Low plan pay?",
    ),
    Case("Everyone who joins the dental plan waits 12 months for major services [1].", DENTAL),
    Case("A predetermination is required for any treatment expected to cost more than $400 [1].", DENTAL),
    Case("Both dental plans pay for dentists outside the network [1].", DENTAL),
    Case("Cleanings and exams never count toward the annual maximum, whichever plan you choose [1].", DENTAL),
    Case(
        "Orthodontia is covered for adults as well as children under the High plan [1].",
        DENTAL,
        "Can I get braces for myself?",
    ),
    Case("Automatic enrollment starts you at 3% of eligible pay [1].", SAVINGS),
    Case("Your automatic rate keeps rising by 1% each April until it reaches 15% [1].", SAVINGS),
    Case("The company matches 100% of the first 5% of pay you contribute [1].", SAVINGS, "How much is the match?"),
    Case("Matching contributions vest gradually, a third each year [1].", SAVINGS),
    Case("Catch-up contributions are matched as well [1].", SAVINGS, "Do my catch-up contributions get the match?"),
    Case("Your spouse has to agree in writing before you can take a loan [1].", SAVINGS),
    Case("The $325 monthly limit is shared between transit and parking [1].", COMMUTER),
    Case("Larkfield also adds $40 a month to the parking account [1].", COMMUTER),
    Case(
        "You have 90 days after you leave to ask for a refund of your unused pre-tax money [1].",
        COMMUTER,
        "What happens to my balance when I quit?",
    ),
    Case("You can change your commuter election only at annual enrollment or after a life event [1].", COMMUTER),
    Case("You can pay for a transit pass with your own card and be reimbursed from the receipt [1].", COMMUTER),
    Case("Bridge tolls on the way to work are an eligible expense [1].", COMMUTER, "Can I use it for tolls?"),
    Case("Adoptive parents receive 16 paid weeks [1].", PARENTAL),
    Case("Foster parents receive four weeks at 100% of base pay [1].", PARENTAL),
    Case("Parental leave you don't use can be paid out to you in cash [1].", PARENTAL),
    Case(
        "If both parents work at Pinegrove, they share a single entitlement [1].",
        PARENTAL,
        "My husband works here too. Do we each get leave?",
    ),
    Case("Parental leave begins once your FMLA leave has been used up [1].", PARENTAL),
    Case("A company holiday during your leave adds a day to it [1].", PARENTAL),
    Case("The part of your life benefit that is paid early for a terminal illness is free of income tax [1].", LIFE),
    Case("Supplemental life amounts over $300,000 require evidence of insurability [1].", LIFE),
    Case(
        "Spouse life may be as much as 100% of your own supplemental amount [1].",
        LIFE,
        "How much can I buy for my wife?",
    ),
    Case("You pay a separate child life premium for each child [1].", LIFE),
    Case("Both life and AD&D coverage can be converted when your employment ends [1].", LIFE),
    Case("Your spouse can have life coverage even if you have no supplemental life yourself [1].", LIFE),
    Case("A divorced spouse can keep coverage for up to 18 months [1].", COBRA),
    Case(
        "You have 60 days after electing to make the first payment [1].",
        COBRA,
        "When is the first COBRA payment due?",
    ),
    Case("During a disability extension you pay 102% of the full cost [1].", COBRA),
    Case("You may report a divorce to Corbel by telephone [1].", COBRA),
    Case(
        "Domestic partners who were covered are qualified beneficiaries in their own right [1].",
        COBRA,
        "Does my domestic partner get COBRA?",
    ),
    Case("Corbel mails you a bill every month [1].", COBRA),
    Case(
        "Family coverage under the Select plan costs $231.00 a month [1].",
        RATES,
        "How much is family coverage on Select?",
    ),
    Case("If both you and your spouse use tobacco, the surcharge is $60 per paycheck [1].", RATES),
    Case("Covering an associate and children on the Premier plan costs $226.00 per paycheck [1].", RATES),
    Case("Using nicotine gum counts as tobacco use [1].", RATES, "I chew nicotine gum. Do I pay?"),
    Case(
        "If you finish the QuitPath course in time the surcharge stops, but what you have already paid "
        "is not returned [1].",
        RATES,
    ),
    Case("The spouse surcharge applies whenever you cover a spouse on the medical plan [1].", RATES),
    Case("A grade of C is reimbursed at 50% of tuition [1].", TUITION),
    Case("The full $8,000 for graduate study is free of tax [1].", TUITION),
    Case("Adoption assistance is limited to $7,500 per family, however many children you adopt [1].", TUITION),
    Case(
        "Your manager may approve a course after it has begun [1].",
        TUITION,
        "My class started last week. Can I still get approval?",
    ),
    Case("Parking at the college is reimbursed along with books and lab fees [1].", TUITION),
    Case("You must repay the bank even if your job is eliminated [1].", TUITION),
    Case("The Bridge HDHP has a lower premium than the Bridge PPO [1].", RETIREE),
    Case("A retiree with 12 years of service receives a credit of $1,350 a year at 65 [1].", RETIREE),
    Case(
        "Employees hired in 2016 receive the company subsidy once they have ten years of service [1].",
        RETIREE,
        "I was hired in 2016. Do I get the subsidy?",
    ),
    Case("If you decline retiree coverage you may join at any later open enrollment [1].", RETIREE),
    Case("Dental coverage continues into retirement at your own cost for as long as you wish [1].", RETIREE),
    Case(
        "A surviving spouse loses coverage as soon as the retiree dies [1].",
        RETIREE,
        "What happens to my wife if I die?",
    ),
    Case("You may contribute up to 15% of your pay [1].", STOCK),
    Case("Offering periods start on January 1 and July 1 [1].", STOCK),
    Case("Shares must be held for 12 months before you sell them [1].", STOCK),
    Case("The purchase price is based on whichever closing price is higher [1].", STOCK),
    Case("You need to enroll again before every offering period [1].", STOCK, "Do I have to sign up each time?"),
    Case("If you leave before the purchase date, your contributions are used to buy shares [1].", STOCK),
    Case("The High option pays $200 for each day in intensive care [1].", INDEMNITY),
    Case("A child receives 25% of the employee's critical illness amount [1].", INDEMNITY),
    Case(
        "Hospital indemnity pays $75 a year for a health screening [1].",
        INDEMNITY,
        "Does hospital indemnity pay for my checkup?",
    ),
    Case("Norwell Life pays the benefit directly to the hospital [1].", INDEMNITY),
    Case("Neither coverage has a pre-existing condition limit [1].", INDEMNITY),
    Case("Your employer pays the premium for hospital indemnity [1].", INDEMNITY),
    Case("Fuera de la red, el examen se reembolsa hasta $70 [1].", VISION_ES),
    Case(
        "Dentro de la red, la asignación de $160 para el armazón se renueva cada 12 meses [1].",
        VISION_ES,
        "¿Cada cuánto puedo cambiar el armazón?",
    ),
    Case("Los lentes progresivos estándar cuestan $95 más [1].", VISION_ES),
    Case("La empresa paga la prima del plan de la vista [1].", VISION_ES, "¿Quién paga el plan de la vista?"),
    Case("Puede recibir anteojos y lentes de contacto en el mismo año [1].", VISION_ES),
    Case("El tratamiento antirreflejo está incluido sin costo [1].", VISION_ES),
    Case("El plan a corto plazo paga hasta 26 semanas [1].", DISABILITY_ES),
    Case(
        "El plan a largo plazo paga el 60% del salario mensual [1].",
        DISABILITY_ES,
        "¿Cuánto paga el seguro a largo plazo?",
    ),
    Case("En caso de enfermedad, el beneficio a corto plazo empieza el día 1 [1].", DISABILITY_ES),
    Case("El beneficio a corto plazo no está sujeto a impuestos [1].", DISABILITY_ES),
    Case("La empresa paga tanto el seguro a corto plazo como el de largo plazo [1].", DISABILITY_ES),
    Case(
        "El plan a corto plazo también cubre las lesiones ocurridas en el trabajo [1].",
        DISABILITY_ES,
        "Me lastimé en el trabajo, ¿me cubre?",
    ),
    Case("In-home backup care costs $20 an hour [1].", FAMILY),
    Case("The legal plan covers the first 25 hours of a divorce [1].", FAMILY),
    Case("Pet insurance comes with a 15% group discount [1].", FAMILY),
    Case("Pet insurance premiums are deducted from your pay [1].", FAMILY, "How do I pay for pet insurance?"),
    Case("You may drop the legal plan at any time during the year [1].", FAMILY),
    Case("Backup care can be booked only for children [1].", FAMILY, "Can I use backup care for my mother?"),
]

TRUE = [
    Case("In network, the individual deductible is half of the family deductible [1].", SBC),
    Case(
        "A network office visit with your primary care doctor has a $25 copay, and the deductible "
        "doesn't apply to it [1].",
        SBC,
    ),
    Case(
        "If you are admitted to the hospital from the emergency room, you don't pay the $300 copay [1].",
        SBC,
        "Do I pay the ER copay if they keep me?",
    ),
    Case("Skipping preauthorization for a CT scan cuts the benefit in half [1].", SBC),
    Case("Amounts a provider balance-bills you don't help you reach the out-of-pocket limit [1].", SBC),
    Case("Out of network, seeing a specialist costs you 40% coinsurance [1].", SBC),
    Case(
        "In network, either plan covers two cleanings a year in full, with no deductible to meet first [1].",
        DENTAL,
        "Are cleanings free?",
    ),
    Case("The High plan's annual maximum is twice that of the Low plan [1].", DENTAL),
    Case("Once you've met the deductible, the Low plan pays 60% for a filling [1].", DENTAL),
    Case("If you enroll as soon as you're eligible, you won't have to wait for major services [1].", DENTAL),
    Case(
        "If an out-of-network dentist charges more than the usual and customary fee, you can be billed "
        "for the difference under the High plan [1].",
        DENTAL,
    ),
    Case(
        "Of the two plans, only the High plan covers orthodontia, with a lifetime maximum of $1,500 [1].",
        DENTAL,
        "Which plan covers braces for my son?",
    ),
    Case("If you do nothing, you start out contributing 4% of your eligible pay before tax [1].", SAVINGS),
    Case("You can change your contribution rate or opt out whenever you like [1].", SAVINGS),
    Case(
        "Leave with less than three years of service and, death or disability aside, you keep none of the match [1].",
        SAVINGS,
        "What if I quit after two years?",
    ),
    Case("The company match applies to Roth contributions too [1].", SAVINGS),
    Case("You can't borrow less than $1,000, and a $75 fee comes out of the loan [1].", SAVINGS),
    Case("Taking a hardship withdrawal doesn't stop your deferrals [1].", SAVINGS),
    Case("Up to $325 can be set aside for parking each month, on top of the same amount for transit [1].", COMMUTER),
    Case(
        "If you order a transit pass, Larkfield puts $40 a month into your transit account [1].",
        COMMUTER,
        "Does the company chip in?",
    ),
    Case("To have a pass for next month, order no later than the 10th of this month [1].", COMMUTER),
    Case("Money you don't use one month stays in your account for the next while you still work here [1].", COMMUTER),
    Case("A vanpool qualifies if it seats at least six people besides the driver [1].", COMMUTER),
    Case("Work parking can be paid for with the card or by sending in a receipt [1].", COMMUTER),
    Case("A birth parent gets sixteen weeks of leave at full base pay [1].", PARENTAL),
    Case("Non-birth parents get six fewer paid weeks than birth parents [1].", PARENTAL),
    Case(
        "You have a year from the birth or placement to take your leave [1].",
        PARENTAL,
        "By when do I have to use it?",
    ),
    Case("Leave can be divided into two blocks at most, each lasting two weeks or longer [1].", PARENTAL),
    Case("There is no need to use up your vacation before parental leave [1].", PARENTAL),
    Case("Contractors and interns don't qualify for this leave [1].", PARENTAL),
    Case("Basic life and AD&D coverage is free for regular employees working at least 30 hours a week [1].", LIFE),
    Case("At age 75 your basic coverage drops to half [1].", LIFE),
    Case(
        "Your bonus isn't included when your basic life amount is worked out [1].",
        LIFE,
        "Does my bonus count for life insurance?",
    ),
    Case(
        "Someone with a terminal illness and no more than a year to live may collect up to three "
        "quarters of the life benefit early [1].",
        LIFE,
    ),
    Case("If you were wearing a seat belt, the AD&D benefit can go up by 10%, but by no more than $25,000 [1].", LIFE),
    Case("You have 31 days after your job ends to port or convert your life insurance [1].", LIFE),
    Case(
        "A child who is no longer an eligible dependent may continue coverage for as long as three years [1].",
        COBRA,
        "My daughter is aging out. How long can she stay on?",
    ),
    Case("If your hours are cut, you, your spouse and your children may elect up to 18 months of coverage [1].", COBRA),
    Case("Your spouse can elect continuation even if you don't [1].", COBRA),
    Case("It is up to you to let Corbel know in writing about a divorce, and you have 60 days to do so [1].", COBRA),
    Case("Someone fired for gross misconduct isn't offered the 18 months that follow other terminations [1].", COBRA),
    Case("After the first payment, each payment comes with a 30-day grace period [1].", COBRA),
    Case("A full-time associate pays $28.00 per paycheck for associate-only coverage on the Value plan [1].", RATES),
    Case(
        "On the Select plan, covering yourself and your spouse comes to $158.00 a paycheck if you work full time [1].",
        RATES,
        "I'm full time. What would Select cost with my husband?",
    ),
    Case("Part-time associates are charged double the full-time rates [1].", RATES),
    Case("No premium is taken from the third paycheck in a month [1].", RATES),
    Case("A child's tobacco use doesn't trigger the surcharge [1].", RATES),
    Case("Vaping is treated as tobacco use, unlike nicotine patches [1].", RATES),
    Case("All of your tuition is paid back for an A or a B, up to the yearly limit [1].", TUITION),
    Case("You need a year of service before you can apply for tuition reimbursement [1].", TUITION),
    Case("A course with a grade of D isn't reimbursed at all [1].", TUITION, "I got a D. Will I get anything?"),
    Case("You have 60 days from the end of the course to send in your grades and receipts [1].", TUITION),
    Case("New hires can use adoption assistance, since it has no service requirement [1].", TUITION),
    Case("For a child with special needs, half of the costs may be paid at placement [1].", TUITION),
    Case(
        "To qualify, you must be no younger than 55 when you retire and have ten or more years of service [1].",
        RETIREE,
    ),
    Case("The most generous subsidy before 65 is 60%, for those with twenty years or more [1].", RETIREE),
    Case(
        "After 17 years of service, your HRA credit at 65 is $1,350 a year [1].",
        RETIREE,
        "I have 17 years in. What do I get at 65?",
    ),
    Case("The health reimbursement account can't be used without Medicare Parts A and B [1].", RETIREE),
    Case(
        "Someone who wasn't in an active medical plan the day before retiring can't get retiree medical coverage [1].",
        RETIREE,
    ),
    Case("Vision coverage can be kept after retirement if you pay for it [1].", RETIREE),
    Case("You buy at 15% below the lower of the closing prices on the first and last day of the period [1].", STOCK),
    Case(
        "Bonuses don't count toward the pay you contribute from, but commissions do [1].",
        STOCK,
        "Are my commissions included?",
    ),
    Case("You can reduce your contribution rate one time during a period, though you can't increase it [1].", STOCK),
    Case("No one may buy more than 1,500 shares in a single period [1].", STOCK),
    Case("If you withdraw in time, you get your contributions back without interest [1].", STOCK),
    Case("The plan is closed to anyone who owns at least 5% of Veldt [1].", STOCK),
    Case("Being admitted to the hospital pays $1,200 once a year under the High option [1].", INDEMNITY),
    Case(
        "The Low option pays $100 a day in the hospital for no more than thirty days [1].",
        INDEMNITY,
        "How many days does Low pay for?",
    ),
    Case("You don't have to answer medical questions to get hospital indemnity [1].", INDEMNITY),
    Case("You can take the coverage with you when you leave the company [1].", INDEMNITY),
    Case("Adding your children to critical illness costs nothing extra [1].", INDEMNITY),
    Case("An early-stage cancer pays a quarter of the critical illness amount [1].", INDEMNITY),
    Case(
        "No necesita tarjeta: el proveedor solo le pide su nombre y su fecha de nacimiento [1].",
        VISION_ES,
        "¿Me van a mandar una tarjeta?",
    ),
    Case(
        "Dentro de la red, el examen de la vista tiene un copago de $10 y se cubre una vez cada 12 meses [1].",
        VISION_ES,
    ),
    Case("Un hijo de 22 años está cubierto aunque no estudie [1].", VISION_ES),
    Case("El plan no cubre la cirugía láser, aunque en la red hay un descuento del 15% [1].", VISION_ES),
    Case("Los niños menores de 13 años pueden tener dos exámenes al año [1].", VISION_ES),
    Case(
        "Si va a un proveedor fuera de la red, tiene 180 días después de la visita para pedir el reembolso [1].",
        VISION_ES,
    ),
    Case(
        "Si sufre un accidente fuera del trabajo, el beneficio a corto plazo empieza desde el primer día [1].",
        DISABILITY_ES,
    ),
    Case("El máximo a corto plazo es de $1,100 por semana [1].", DISABILITY_ES, "¿Cuál es el máximo por semana?"),
    Case("El seguro a largo plazo reemplaza la mitad del salario mensual, con un tope de $6,000 [1].", DISABILITY_ES),
    Case("Las horas extra no cuentan para calcular el salario [1].", DISABILITY_ES),
    Case("Usted deja de pagar la prima del seguro a largo plazo mientras recibe ese beneficio [1].", DISABILITY_ES),
    Case("Recibir el beneficio no le garantiza que se le guarde el puesto [1].", DISABILITY_ES),
    Case("You get fifteen days of backup care a year, and any you don't use are lost [1].", FAMILY),
    Case(
        "A day of backup care at a center costs you $20 for each child [1].",
        FAMILY,
        "How much is a day at the center?",
    ),
    Case("If you cancel after 5 p.m. the day before, the visit is taken from your days [1].", FAMILY),
    Case("You can sign up for pet insurance whenever you want during the year [1].", FAMILY),
    Case("For $16.50 a month, the legal plan covers your spouse and dependents as well as you [1].", FAMILY),
    Case("The legal plan can't be used for a dispute with Halloran [1].", FAMILY),
]
