"""Figures that belong together in one sentence, and what a chart says of its deductible."""

from tests.chat.proof.cases import Case, told

VESTING = told(
    "Years of service | Part of the match that is yours\n"
    "1 — Part of the match that is yours: 25%\n2 — Part of the match that is yours: 50%\n"
    "3 — Part of the match that is yours: 75%\n4 — Part of the match that is yours: 100%",
    title="Savings Plan",
    heading="Vesting",
)
DATES = told(
    "Open enrollment for 2028 runs from October 18, 2027 through November 5, 2027. Hours are measured from October 4 "
    "to October 3. You may join on January 1 or July 1. Up to $640.00 of a 2027 balance carries over into 2028.",
    title="2028 Benefits Guide",
)
CHART = told(
    "All copayment and coinsurance costs shown in this chart are after your deductible has been met, if a deductible "
    "applies.\nServices You May Need | Network Provider | Out-of-Network Provider\n"
    "Primary care visit to treat an injury or illness — Network Provider: $20 copay/visit. Deductible does not apply.; "
    "Out-of-Network Provider: 45% coinsurance\n"
    "Imaging (CT/PET scans, MRIs) — Network Provider: 15% coinsurance; Out-of-Network Provider: 45% coinsurance",
    title="Summary of Benefits and Coverage: PPO 600 2028",
)
DEDUCTIBLE = told(
    "What is the overall deductible? — Answers: Network providers: $600 person / $1,500 family. "
    "Out-of-network providers: $1,800 person / $4,500 family.",
    title="Summary of Benefits and Coverage: PPO 600 2028",
)
LIMITS = told(
    "For 2027 the most you can put into the dependent care FSA is $5,000.00. The most you can put into a dependent "
    "care FSA in 2028 is $7,500.00, which is $288.46 from each of 26 paychecks.",
    title="Spending Account Guide, 2027 and 2028",
)
LEAVE = told(
    "Every regular employee with 6 months of service has 14 weeks of parental leave at 100% of pay. Take it within "
    "12 months of the birth, in one piece or in up to three parts.\nService | Paid weeks\n"
    "Less than 6 months — Paid weeks: 4",
    title="Parental Leave Policy",
)
PER_CHECK = told(
    "Company money in your HSA, per paycheck | 2027 | 2028\nSelf-only — 2027: $15; 2028: $20\nFamily — 2027: $30; "
    "2028: $45\nThe federal limit for a family is $9,000.",
    title="2028 Benefits Guide",
)
PERMISO = told(
    "La inscripción abierta para 2028 va del 18 de octubre de 2027 al 5 de noviembre de 2027. El deducible es de $600 "
    "por persona y $1,500 por familia; el deducible no se aplica a la visita al médico de cabecera.",
    title="Guía de beneficios 2028",
)

SHORT_OF_ROOM = told(
    "Service | Harbor PPO, in | Harbor PPO, out | Pier HDHP, in | Pier HDHP, out\n"
    "Urgent care — Harbor PPO, in: $45 copay; Harbor PPO, out: Ded., 40%; Pier HDHP, in: Ded., 15%; "
    "Pier HDHP, out: Ded., 45%\n"
    "Generic drug — Harbor PPO, in: $10; Harbor PPO, out: Not covered; Pier HDHP, in: Ded., then $12; "
    "Pier HDHP, out: Not covered",
    title="Medical Plans 2028",
)
NEVER_COUNT = told(
    "Copays count toward the out-of-pocket limit but not toward the deductible. Premiums, balance-billed charges and "
    "services the plan does not cover never count toward any limit.",
    title="Medical Plans 2028",
)
PER_DIEM = told(
    "Per diem staff are not eligible for medical but may buy the Basic dental plan and vision at full cost.",
    title="Who Can Enroll 2028",
)
COUNTS = told(
    "Ten paid holidays are given. The EAP gives 6 counseling sessions a year. You enroll by November 20, and "
    "November 20 is also the day of the fair.",
    title="Guide 2028",
)

FALSE = [
    Case("Per diem staff are not eligible for dental [1].", PER_DIEM),
    Case("Per diem staff are eligible for medical [1].", PER_DIEM),
    Case("Urgent care is a $45 copay out of network on the Harbor PPO [1].", SHORT_OF_ROOM),
    Case("Urgent care costs 15% after the deductible out of network on the Pier HDHP [1].", SHORT_OF_ROOM),
    Case("A generic drug costs $12 before you meet the deductible on the Pier HDHP [1].", SHORT_OF_ROOM),
    Case("Balance-billed charges count toward the limit [1].", NEVER_COUNT),
    Case(
        "The match vests over time: 25% after one year, 75% after two, 75% after three and 100% after four [1].",
        VESTING,
    ),
    Case("You own 25% after one year, 50% after two, 100% after three and 100% after four [1].", VESTING),
    Case("Open enrollment runs from October 18, 2027 through October 18, 2027 [1].", DATES),
    Case("Hours are measured from October 3 to October 3 [1].", DATES),
    Case("You may join on the next January 1 or January 1 [1].", DATES),
    Case("Up to $640 of a 2027 balance carries over from 2027 into 2027 [1].", DATES),
    Case("Open enrollment for 2026 runs from October 18, 2027 through November 5, 2027 [1].", DATES),
    Case("Open enrollment for 2025 ends on November 5, 2027 [1].", DATES),
    Case("On the PPO 600 a primary care visit in the network is a $20 copay, and the deductible applies [1].", CHART),
    Case(
        "On the PPO 600 a primary care visit in the network is a $20 copay, and the deductible does apply [1].", CHART
    ),
    Case("You must meet your deductible before a network primary care visit is covered [1].", CHART),
    Case("The deductible is $1,500 per person and $1,500 per family for network providers [1].", DEDUCTIBLE),
    Case("The network deductible is $600 per person and $600 per family [1].", DEDUCTIBLE),
    Case("For 2028 the most you can put into the dependent care FSA is $5,000 [1].", LIMITS),
    Case("For 2027 the most you can put into the dependent care FSA is $7,500 [1].", LIMITS),
    Case("Parental leave is 14 weeks at 100% of pay if you have 3 months of service [1].", LEAVE),
    Case("The company's HSA money: “Family — 2027: $30; 2028: $9,000” [1].", PER_CHECK),
    Case("The guide says: “Self-only — 2027: $15; 2028: $45” [1].", PER_CHECK),
    Case("La inscripción abierta para 2026 va del 18 de octubre de 2027 al 5 de noviembre de 2027 [1].", PERMISO),
    Case("La inscripción abierta va del 5 de noviembre de 2027 al 5 de noviembre de 2027 [1].", PERMISO),
    Case("El deducible es de $1,500 por persona y $1,500 por familia [1].", PERMISO),
]
TRUE = [
    Case("There are 10 holidays [1].", COUNTS),
    Case("The EAP gives 6 sessions a year [1].", COUNTS),
    Case("You enroll by November 20, and November 20 is also the day of the fair [1].", COUNTS),
    Case("Per diem staff are not eligible for medical [1].", PER_DIEM),
    Case("Urgent care is a $45 copay in the network on the Harbor PPO [1].", SHORT_OF_ROOM),
    Case("Urgent care costs 15% after the deductible in the network on the Pier HDHP [1].", SHORT_OF_ROOM),
    Case("On the Pier HDHP a generic drug is $12 after the deductible [1].", SHORT_OF_ROOM),
    Case("Balance-billed charges never count toward any limit [1].", NEVER_COUNT),
    Case(
        "The match vests over time: 25% after one year, 50% after two, 75% after three and 100% after four [1].",
        VESTING,
    ),
    Case("You own 25% after one year and 50% after two years of service [1].", VESTING),
    Case("Open enrollment for 2028 runs from October 18, 2027 through November 5, 2027 [1].", DATES),
    Case("Hours are measured from October 4 to October 3 [1].", DATES),
    Case("You may join on January 1 or July 1 [1].", DATES),
    Case("Up to $640 of a 2027 balance carries over into 2028 [1].", DATES),
    Case(
        "On the PPO 600 a primary care visit in the network is a $20 copay, and the deductible does not apply [1].",
        CHART,
    ),
    Case("In the network, imaging such as an MRI is 15% coinsurance after the deductible [1].", CHART),
    Case("Out of network, a primary care visit is 45% coinsurance after your deductible [1].", CHART),
    Case("The network deductible is $600 per person and $1,500 per family [1].", DEDUCTIBLE),
    Case("Outside the network the deductible is $1,800 for one person or $4,500 for a family [1].", DEDUCTIBLE),
    Case("For 2028 the most you can put into the dependent care FSA is $7,500 [1].", LIMITS),
    Case("In 2027 you could put in $5,000, and in 2028 it is $7,500 [1].", LIMITS),
    Case("Parental leave is 14 weeks at 100% of pay if you have 6 months of service [1].", LEAVE),
    Case("With 3 months of service you get 4 paid weeks [1].", LEAVE),
    Case("The guide says: “Self-only — 2027: $15; 2028: $20” [1].", PER_CHECK),
    Case("La inscripción abierta para 2028 va del 18 de octubre de 2027 al 5 de noviembre de 2027 [1].", PERMISO),
    Case("El deducible es de $600 por persona y $1,500 por familia [1].", PERMISO),
]
