"""Sentences on benefit papers written by a hand that has not read the rules: 90 false and 70 true."""

from tests.chat.proof.cases import Case, told

PPO = told(
    "What is the overall deductible? — In network: $1,200 individual / $2,400 family; "
    "Out of network: $2,800 individual / $5,600 family\n"
    "Are there services covered before you meet your deductible? — Answers: Yes. Preventive care, office visits and "
    "urgent care\n"
    "What is not included in the out-of-pocket limit? — Answers: Premiums, balance-billed charges and penalties for "
    "missing pre-authorization\n"
    "Do you need a referral to see a specialist? — Answers: No\n"
    "Preventive care — In network: No charge; Out of network: 45% coinsurance\n"
    "Imaging (CT, MRI) — In network: 20% coinsurance, pre-authorization required; "
    "Out of network: 45% coinsurance, pre-authorization required\n"
    "Urgent care — In network: $65 copay; Out of network: $65 copay\n"
    "Outpatient mental health visit — In network: $25 copay; Out of network: 45% coinsurance\n"
    "Hospital stay, facility fee — In network: 20% coinsurance; "
    "Out of network: 45% coinsurance plus $500 per admission\n"
    "Skilled nursing care — In network: 20% coinsurance, up to 60 days per year; Out of network: Not covered\n"
    "Acupuncture — In network: Not covered; Out of network: Not covered\n"
    "Generic drugs — Retail (30 days): $12 copay; Mail order (90 days): $24 copay\n"
    "Specialty drugs — Retail: Not covered; Mail order (30 days): 30% coinsurance, at most $250 per fill",
    title="Larkspur PPO 1200 Summary of Benefits and Coverage 2027",
)
DENTAL = told(
    "Benefit | Base | Plus\n"
    "Annual maximum per person — Base: $1,000; Plus: $2,000\n"
    "Deductible per person — Base: $75; Plus: $50\n"
    "Cleanings and exams — Base: 100%, no deductible; Plus: 100%, no deductible\n"
    "Fillings — Base: 70%; Plus: 85%\n"
    "Root canals — Base: 50%; Plus: 85%\n"
    "Crowns and bridges — Base: Not covered; Plus: 50%, after a 6-month waiting period\n"
    "Orthodontia — Base: Not covered; Plus: 50%, children under 19 only, lifetime maximum $1,500\n"
    "Implants — Base: Not covered; Plus: Not covered\n"
    "Cleanings and exams do not count toward the annual maximum. Neither plan pays to replace a tooth that was "
    "missing before you enrolled.",
    title="Larkspur Dental Schedule 2027",
)
VISION = told(
    "Service | In network | Out of network\n"
    "Eye exam — In network: $10 copay, once every 12 months; Out of network: Up to $40 reimbursed\n"
    "Frames — In network: $160 allowance and 20% off the rest, once every 24 months; "
    "Out of network: Up to $65 reimbursed\n"
    "Single vision lenses — In network: $25 copay, once every 12 months; Out of network: Up to $30 reimbursed\n"
    "Progressive lenses — In network: $80 copay, once every 12 months; Out of network: Up to $50 reimbursed\n"
    "Contact lenses, instead of glasses — In network: $140 allowance; Out of network: Up to $105 reimbursed\n"
    "Medically necessary contact lenses — In network: Covered in full; Out of network: Up to $210 reimbursed\n"
    "LASIK — In network: 15% off the regular price; Out of network: No discount",
    title="Larkspur Vision 2027",
)
SAVINGS = told(
    "The company puts $750 into your HSA if you cover only yourself and $1,500 if you cover anyone else, in two equal "
    "payments in January and July. You can change your HSA contribution at any time; FSA elections can be changed "
    "only after a qualifying life event. If you have an HSA, you may enroll in the limited-purpose FSA, which pays "
    "for dental and vision expenses only. Up to $600 of unused health FSA money carries over to 2028; anything above "
    "that is forfeited. The dependent care FSA has no carry-over; its limit is $7,500 per household, or $3,750 if you "
    "are married and file separately. Claims for 2027 are due by April 15, 2028. Your full health FSA election is "
    "available on January 1; dependent care money is available only as it is deposited.",
    title="HSA and FSA Guide 2027",
)
RETIRE = told(
    "You can join the plan at age 21 on the first of the month after 60 days of work. New employees are enrolled "
    "automatically at 4% of pay unless they opt out within 30 days. The company matches 100% of the first 3% of pay "
    "you contribute and 50% of the next 3%. Your own contributions are always fully vested. You may have one loan at "
    "a time, for at least $1,000 and at most half of your vested balance. Hardship withdrawals may be taken from your "
    "own contributions only. Interns are not eligible.\n"
    "Years of service | Vested in the match\n"
    "Less than 2 years — Vested in the match: 0%\n"
    "2 years — Vested in the match: 30%\n"
    "3 years — Vested in the match: 60%\n"
    "4 years or more — Vested in the match: 100%",
    title="401(k) Plan Highlights 2027",
)
PTO = told(
    "Years of service | Full-time, per month | Part-time, per month | Carry-over limit\n"
    "0 to 2 years — Full-time: 8 hours per month; Part-time: 4 hours per month; Carry-over limit: 40 hours\n"
    "3 to 6 years — Full-time: 11 hours per month; Part-time: 5.5 hours per month; Carry-over limit: 60 hours\n"
    "7 years or more — Full-time: 14 hours per month; Part-time: 7 hours per month; Carry-over limit: 80 hours\n"
    "New hires earn PTO from their first day but may use it only after 90 days. PTO above the carry-over limit is "
    "lost on December 31. Unused PTO is paid out when you leave, provided you give two weeks' notice. Sick time is "
    "separate from PTO: 6 days are granted on January 1 each year, and they are not paid out. Bereavement leave is "
    "5 days for a spouse, parent or child and 2 days for any other relative. Jury duty is paid in full for up to 10 "
    "days.",
    title="Time Off Policy 2027",
)
LIFE = told(
    "Basic life and AD&D insurance is one and a half times your annual salary, up to $250,000, at no cost to you. It "
    "falls to 65% of that amount at age 65 and to 50% at age 70. You can buy extra life insurance up to $500,000 or "
    "five times your salary, whichever is less. In your first 31 days you can get up to $150,000 of it, and your "
    "spouse up to $30,000, without health questions; after that, health questions are required. Spouse coverage "
    "cannot be more than half of yours. Child coverage is $10,000 per child, from 14 days of age to age 26. AD&D does "
    "not pay for deaths caused by illness. If you are terminally ill, you may take up to 75% of your basic life "
    "insurance early.",
    title="Life and AD&D Insurance 2027",
)
DISABILITY = told(
    "Feature | Short-term | Long-term\n"
    "Benefit — Short-term: 60% of weekly pay, up to $1,400 per week; "
    "Long-term: 50% of monthly pay, up to $9,000 per month\n"
    "Starts — Short-term: Day 1 for an accident, day 8 for an illness; Long-term: Day 181\n"
    "Lasts up to — Short-term: 26 weeks; Long-term: Age 67\n"
    "Who pays the premium — Short-term: The company; Long-term: You, with after-tax money\n"
    "Pre-existing conditions — Short-term: No exclusion; Long-term: Excluded for the first 12 months of coverage\n"
    "Injuries at work — Short-term: Not covered; Long-term: Covered\n"
    "Tax on the benefit — Short-term: Taxable; Long-term: Not taxable\n"
    "Long-term benefits are reduced by what you get from Social Security; short-term benefits are not.",
    title="Disability Coverage 2027",
)
COBRA = told(
    "You may continue coverage for 18 months when your job ends or your hours are reduced. Your spouse and children "
    "may continue for 36 months after your death, a divorce, or when a child is no longer eligible. If Social Security "
    "finds you disabled within the first 60 days, the 18 months become 29. You have 60 days to elect, counted from "
    "the later of the date of this notice and the date coverage ends. The first payment is due 45 days after you "
    "elect; later payments have a grace period of 30 days. You must report a divorce to us within 60 days. Each family "
    "member may elect separately. Nobody dismissed for gross misconduct may elect. Life and disability insurance "
    "cannot be continued. Monthly rates, including the 2% fee:\n"
    "Plan | Employee only | Family\n"
    "PPO — Employee only: $812.40; Family: $2,290.70\n"
    "HSA plan — Employee only: $655.10; Family: $1,846.90\n"
    "Dental — Employee only: $41.20; Family: $118.60",
    title="COBRA Continuation Notice 2027",
)
COMMUTE = told(
    "You can set aside up to $340 a month before tax for transit and, separately, up to $340 a month for parking. The "
    "company adds $50 a month for transit; it adds nothing for parking. Place your order by the 10th for the "
    "following month. You can change or stop it in any month, without a life event. Unused money rolls over from "
    "month to month while you work here and is lost 90 days after you leave. Vanpools qualify; tolls, fuel and bicycle "
    "costs do not. Fully remote employees are not eligible.",
    title="Commuter Benefit 2027",
)
TUITION = told(
    "After one year of service, full-time employees are reimbursed up to $5,250 and part-time employees up to $2,600 "
    "per calendar year. A grade of A or B is reimbursed at 100% and a C at 75%; below C nothing is paid. You must "
    "apply before the course starts and send in receipts within 60 days after it ends. Books and lab fees are "
    "included; parking and meals are not. The course need not relate to your present job. Doctoral programs are "
    "excluded. If you resign within 12 months of a payment, you repay half of it.",
    title="Tuition Assistance 2027",
)
CARE = told(
    "The employee assistance program (EAP) offers you and everyone in your household six free counseling sessions per "
    "issue per year. It is run by an outside firm, and your manager is not told that you use it. A first legal "
    "consultation of 30 minutes is free; after that you get 25% off the lawyer's fees. Adoption assistance reimburses "
    "up to $10,000 per child once the adoption is final, if you have at least 6 months of service. Adopting a "
    "stepchild does not qualify. The company pays back $35 of your gym fee for each month in which you go at least 8 "
    "times; spouses do not get the gym benefit. An annual physical earns a $100 gift card, for you and for a "
    "spouse on our medical plan.",
    title="EAP, Adoption and Wellness 2027",
)
PERMISOS = told(
    "La licencia por maternidad es de 12 semanas con el 100% del salario y la licencia por paternidad es de 4 semanas "
    "con el 80%. Para tener derecho debe haber trabajado al menos 6 meses y avisar con 30 días de anticipación. Los "
    "empleados temporales no tienen derecho a estas licencias. Las vacaciones se acumulan a razón de 1 día al mes "
    "durante los primeros 3 años y de 1.5 días al mes después. Puede pasar hasta 5 días de vacaciones al año "
    "siguiente; los demás se pierden. Los días por enfermedad son 7 al año y no se pagan al salir de la empresa. El "
    "permiso por duelo es de 3 días pagados.",
    title="Licencias y vacaciones 2027",
)
SALUD = told(
    "Servicio | Plan Plata | Plan Oro\n"
    "Deducible individual — Plan Plata: $2,000; Plan Oro: $750\n"
    "Consulta con el médico general — Plan Plata: $35; Plan Oro: $20\n"
    "Consulta con un especialista — Plan Plata: $60; Plan Oro: $45\n"
    "Sala de emergencias — Plan Plata: 30% después del deducible; Plan Oro: $250, no se cobra si lo hospitalizan\n"
    "Cuidado preventivo — Plan Plata: Sin costo; Plan Oro: Sin costo\n"
    "Quiropráctico — Plan Plata: No cubierto; Plan Oro: $45, hasta 20 visitas al año\n"
    "Costo para el empleado, cada dos semanas — Plan Plata: $38; Plan Oro: $74\n"
    "Ninguno de los planes cubre servicios fuera de la red, salvo las emergencias. Si su cónyuge puede tener seguro en "
    "su propio trabajo, hay un recargo de $60 al mes.",
    title="Planes médicos 2027",
)

FALSE = [
    Case("The family deductible is $5,600 in network [1].", PPO),
    Case("Urgent care is a $25 copay [1].", PPO),
    Case("Preventive care is free out of network as well [1].", PPO),
    Case("You have to meet the deductible before urgent care is covered [1].", PPO),
    Case("Premiums count toward the out-of-pocket limit [1].", PPO),
    Case("You need a referral to see a specialist [1].", PPO),
    Case("Out of network, skilled nursing care is covered with 45% coinsurance [1].", PPO),
    Case("A generic drug costs $12 for a 90-day supply by mail order [1].", PPO, "What do generics cost by mail?"),
    Case("Specialty drugs are also covered at retail pharmacies [1].", PPO),
    Case("The Base plan pays up to $2,000 per person a year [1].", DENTAL),
    Case("Under Plus, root canals are covered at 50% [1].", DENTAL),
    Case("Braces for adults are covered under the Plus plan [1].", DENTAL, "I am 40, can I get braces?"),
    Case("Implants are covered under Plus but not under Base [1].", DENTAL),
    Case("Orthodontia under Plus is covered up to $1,500 a year [1].", DENTAL),
    Case("Cleanings count toward your annual maximum [1].", DENTAL),
    Case("Crowns are covered right away under Plus [1].", DENTAL),
    Case("You can get new frames once every 12 months in network [1].", VISION),
    Case("The in-network allowance for frames is $140 [1].", VISION),
    Case("An out-of-network eye exam is reimbursed up to $65 [1].", VISION),
    Case("You get the contact lens allowance in addition to glasses [1].", VISION),
    Case("The LASIK discount also applies out of network [1].", VISION),
    Case("Medically necessary contact lenses are covered in full out of network [1].", VISION),
    Case("If you cover only yourself, the company puts $1,500 into your HSA [1].", SAVINGS),
    Case("You can change your FSA election at any time [1].", SAVINGS),
    Case("The limited-purpose FSA also pays for medical expenses [1].", SAVINGS),
    Case("Up to $600 of dependent care FSA money carries over to 2028 [1].", SAVINGS),
    Case("If you are married and file separately, the dependent care limit is $7,500 [1].", SAVINGS),
    Case("The company pays its whole HSA contribution in January [1].", SAVINGS),
    Case("Claims for 2027 must be in by April 15, 2027 [1].", SAVINGS),
    Case("The company matches 50% of the first 3% of pay you contribute [1].", RETIRE),
    Case("With 2 years of service you are 60% vested in the match [1].", RETIRE, "I have been here 2 years"),
    Case("You are fully vested in the match after three years [1].", RETIRE),
    Case("Your own contributions vest over time, just like the match [1].", RETIRE),
    Case("New employees are not enrolled unless they sign up themselves [1].", RETIRE),
    Case("Hardship withdrawals can also be taken from the company match [1].", RETIRE),
    Case("You can have several loans at the same time [1].", RETIRE),
    Case(
        "With four years of service, you earn 8 hours of PTO per month as a full-time employee [1].",
        PTO,
        "I work full-time and have 4 years of service",
    ),
    Case("Part-time employees with 7 years or more earn 14 hours per month [1].", PTO),
    Case("You can carry over 80 hours with 3 to 6 years of service [1].", PTO),
    Case("New hires can use their PTO right away [1].", PTO),
    Case("Unused PTO is paid out when you leave, even if you give no notice [1].", PTO),
    Case("Sick time is taken out of your PTO [1].", PTO),
    Case("You get 5 days of bereavement leave for a grandparent [1].", PTO),
    Case("Jury duty is unpaid [1].", PTO),
    Case("Basic life insurance falls to 50% at age 65 [1].", LIFE),
    Case("You pay for basic life and AD&D insurance out of your paycheck [1].", LIFE),
    Case("In your first 31 days your spouse can get up to $150,000 without health questions [1].", LIFE),
    Case(
        "You can buy extra life insurance up to $500,000 or five times your salary, whichever is greater [1].",
        LIFE,
    ),
    Case("AD&D also pays for deaths caused by illness [1].", LIFE),
    Case("Your spouse can have more coverage than you do [1].", LIFE),
    Case("Children are covered from birth [1].", LIFE),
    Case("Short-term disability pays 50% of weekly pay [1].", DISABILITY),
    Case("For an illness, short-term disability starts on day 1 [1].", DISABILITY),
    Case("Long-term disability lasts up to 26 weeks [1].", DISABILITY),
    Case("The company pays the premium for long-term disability [1].", DISABILITY),
    Case("Short-term disability covers injuries at work [1].", DISABILITY),
    Case("Short-term benefits are not taxable [1].", DISABILITY),
    Case("If your job ends, you may continue coverage for 36 months [1].", COBRA, "I was laid off"),
    Case("You have 45 days to elect COBRA [1].", COBRA),
    Case("COBRA for a family in the HSA plan costs $2,290.70 a month [1].", COBRA),
    Case("The PPO costs $812.40 per year for employee only [1].", COBRA),
    Case("Your family members have to elect together [1].", COBRA),
    Case("Life insurance can be continued under COBRA [1].", COBRA),
    Case("You don't have to report a divorce [1].", COBRA),
    Case("The company adds $50 a month for parking [1].", COMMUTE),
    Case("The $340 monthly limit is shared between transit and parking [1].", COMMUTE),
    Case("You need a life event to change your order [1].", COMMUTE),
    Case("Money you don't use by the end of the month is lost [1].", COMMUTE),
    Case("You can use the account to pay for tolls [1].", COMMUTE),
    Case("Part-time employees are reimbursed up to $5,250 per calendar year [1].", TUITION),
    Case("A grade of C is reimbursed at 100% [1].", TUITION),
    Case("If you resign within 12 months of a payment, you repay all of it [1].", TUITION),
    Case("You may apply after the course has started [1].", TUITION),
    Case("Only courses that relate to your present job are reimbursed [1].", TUITION),
    Case("The adoption benefit is $10,000 per year [1].", CARE),
    Case("The gym benefit is $100 a month [1].", CARE),
    Case("Adopting a stepchild qualifies for adoption assistance [1].", CARE),
    Case("Only the employee can use the EAP, not other people in the household [1].", CARE),
    Case("Adoption costs are reimbursed before the adoption is final [1].", CARE),
    Case("You get the gym benefit for months in which you go at most 8 times [1].", CARE),
    Case("La licencia por paternidad se paga al 100% del salario [1].", PERMISOS),
    Case("Durante los primeros 3 años se acumulan 1.5 días de vacaciones al mes [1].", PERMISOS),
    Case("Los empleados temporales también tienen derecho a la licencia por maternidad [1].", PERMISOS),
    Case("Los días por enfermedad que no use se pagan al salir de la empresa [1].", PERMISOS),
    Case("El permiso por duelo no es pagado [1].", PERMISOS),
    Case("En el Plan Plata, la consulta con un especialista cuesta $45 [1].", SALUD),
    Case("El Plan Oro le cuesta $74 al mes [1].", SALUD, "¿Cuánto me descuentan por el Plan Oro?"),
    Case("El Plan Plata cubre el quiropráctico [1].", SALUD),
    Case("En el Plan Oro, la sala de emergencias se cobra aunque lo hospitalicen [1].", SALUD),
    Case("Las emergencias fuera de la red no están cubiertas [1].", SALUD),
]
TRUE = [
    Case("In network, the deductible is $1,200 for one person and $2,400 for a family [1].", PPO),
    Case("Urgent care costs $65, whether or not the provider is in the network [1].", PPO),
    Case("You can see a specialist without a referral [1].", PPO),
    Case("Out of network, the hospital facility fee is 45% coinsurance and another $500 for each admission [1].", PPO),
    Case("Balance-billed charges don't count toward the out-of-pocket limit [1].", PPO),
    Case("Acupuncture isn't covered [1].", PPO),
    Case("Cleanings and exams are paid in full by both plans, and no deductible applies [1].", DENTAL),
    Case("Base pays 70% of a filling and Plus pays 85% [1].", DENTAL),
    Case("Neither plan covers implants [1].", DENTAL),
    Case("Plus pays half of a crown once you have waited six months [1].", DENTAL),
    Case("Braces are covered only under Plus, and only for children under 19 [1].", DENTAL),
    Case("An eye exam costs you $10 in network [1].", VISION),
    Case("Every two years you get $160 toward in-network frames and 20% off the rest [1].", VISION),
    Case("Medically necessary contact lenses cost you nothing in network [1].", VISION),
    Case("There is no LASIK discount out of network [1].", VISION),
    Case("For employee-only coverage the company adds $750 to your HSA, half in January, half in July [1].", SAVINGS),
    Case("You may change what you put into your HSA whenever you like [1].", SAVINGS),
    Case("The limited-purpose FSA is only for dental and vision expenses [1].", SAVINGS),
    Case("You have until 4/15/2028 to submit your 2027 claims [1].", SAVINGS),
    Case("Dependent care FSA money doesn't carry over [1].", SAVINGS),
    Case("You are enrolled at 4% of pay automatically unless you opt out within the first 30 days [1].", RETIRE),
    Case(
        "The match is dollar for dollar on the first 3% of pay you contribute and 50 cents on the dollar on the next "
        "3% [1].",
        RETIRE,
    ),
    Case("After three years you are 60% vested in the company match [1].", RETIRE),
    Case("With less than two years of service, none of the match is vested [1].", RETIRE),
    Case("The smallest loan is $1,000, and you can have only one at a time [1].", RETIRE),
    Case("Interns can't join the plan [1].", RETIRE),
    Case(
        "As a full-time employee with 5 years of service, you earn 11 hours of PTO a month [1].",
        PTO,
        "I'm full-time with 5 years of service",
    ),
    Case("With one year of service you can carry over up to forty hours [1].", PTO),
    Case("New hires can't use PTO until 90 days have passed [1].", PTO),
    Case("If you give two weeks' notice, your unused PTO is paid out when you leave [1].", PTO),
    Case("You receive six sick days every January 1 [1].", PTO),
    Case("Bereavement leave is five days when a parent dies [1].", PTO),
    Case("Basic life insurance is 1.5 times your salary, with a maximum of $250,000, and it is free to you [1].", LIFE),
    Case("Basic coverage drops to 65% at age 65 and to half at age 70 [1].", LIFE),
    Case("A spouse's coverage is limited to half of yours [1].", LIFE),
    Case("A death caused by illness isn't paid by AD&D [1].", LIFE),
    Case("A terminally ill employee can take up to three quarters of basic life insurance early [1].", LIFE),
    Case("Short-term disability pays 60% of your weekly pay, but no more than $1,400 a week [1].", DISABILITY),
    Case("After an accident, short-term disability begins on the first day [1].", DISABILITY),
    Case("You pay the long-term premium yourself, with after-tax money [1].", DISABILITY),
    Case("Long-term benefits aren't taxed [1].", DISABILITY),
    Case("Long-term benefits can go on until you are 67 [1].", DISABILITY),
    Case("After a divorce, your spouse may continue coverage for 36 months [1].", COBRA),
    Case("Continuing the PPO for a family costs $2,290.70 a month [1].", COBRA),
    Case("Your first payment must be made within 45 days after you elect [1].", COBRA),
    Case("Family members can each decide on their own whether to elect [1].", COBRA),
    Case("Disability insurance can't be continued [1].", COBRA),
    Case("Transit and parking each have their own limit of $340 a month [1].", COMMUTE),
    Case("The company contributes $50 monthly for transit and nothing for parking [1].", COMMUTE),
    Case("No life event is needed to change your order [1].", COMMUTE),
    Case("If you work fully remotely, you can't use this benefit [1].", COMMUTE),
    Case("Full-time employees can get back up to $5,250 per calendar year after a year of service [1].", TUITION),
    Case("With a C you get 75% back [1].", TUITION),
    Case("You have 60 days after the course ends to turn in your receipts [1].", TUITION),
    Case("Books are covered, but parking isn't [1].", TUITION),
    Case("You and the people in your household each year have six free counseling sessions per issue [1].", CARE),
    Case("Your manager isn't informed when you use the EAP [1].", CARE),
    Case("Once the adoption is final, you can be reimbursed up to $10,000 per child [1].", CARE),
    Case("If you go to the gym eight times or more in a month, you get $35 back for that month [1].", CARE),
    Case("The first 30 minutes with a lawyer are free [1].", CARE),
    Case("La licencia por maternidad dura doce semanas y se paga el salario completo [1].", PERMISOS),
    Case("Por paternidad le dan 4 semanas con el 80% del salario [1].", PERMISOS),
    Case("Después de los primeros tres años, se acumulan 1.5 días de vacaciones cada mes [1].", PERMISOS),
    Case("Los empleados temporales no pueden tomar estas licencias [1].", PERMISOS),
    Case("You get 7 sick days a year [1].", PERMISOS, "How many sick days do I have?"),
    Case("El deducible individual es de $750 en el Plan Oro y de $2,000 en el Plan Plata [1].", SALUD),
    Case("El cuidado preventivo es gratis en los dos planes [1].", SALUD),
    Case("El Plan Oro cubre hasta veinte visitas al quiropráctico por año, a $45 cada una [1].", SALUD),
    Case("Con el Plan Plata, ver a un médico general cuesta $35 [1].", SALUD),
    Case("Fuera de la red, solo se cubren las emergencias [1].", SALUD),
]
