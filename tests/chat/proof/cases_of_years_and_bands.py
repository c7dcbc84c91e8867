"""Which year of a sentence an amount is of, and which number of years a share; what holds at every age; and which of
several spans of time in one item of a list is for what."""

from tests.chat.proof.cases import Case, told

FSA = told(
    "The health care FSA limit is $3,400, up from $3,300 in 2026. Willow Falls puts $750 into the HSA of a single "
    "person (it was $700 in 2026). Since 2019 a bike costs Willow Falls $20 a month.",
    title="2027 Benefits Guide",
    heading="Spending accounts",
)
CUENTAS = told(
    "El límite de la FSA médica es de $3,400; en 2026 era de $3,300.",
    title="Guía de beneficios 2027",
    heading="Cuentas",
)
HSA = told(
    "The HSA family limit is $8,750 in 2026 and $9,000 in 2027. Open enrollment runs November 9 to November 20.",
    title="Benefits Guide",
    heading="Accounts",
)
SCHEDULE = told(
    "Years of service | Part of the match that is yours\n"
    "1 — Part of the match that is yours: 20%\n2 — Part of the match that is yours: 40%\n"
    "3 — Part of the match that is yours: 60%\n4 — Part of the match that is yours: 80%\n"
    "5 — Part of the match that is yours: 100%",
    title="Savings Plan",
    heading="Vesting",
)
SENTENCE = told(
    "The match is yours 20% after 1 year, 40% after 2 years, 60% after 3 years, 80% after 4 years and 100% after 5 "
    "years of service.",
    title="Savings Plan",
    heading="Vesting",
)
DEPENDENTS = told("Dependents | Price\n1 — Price: $20\n2 — Price: $40", title="Rates", heading="Accident insurance")
AT_EVERY_AGE = told(
    "You may put up to $24,500 a year into the plan. Up to 40 hours of PTO carry over each year.\n"
    "Age | You may add\n50 to 59 — You may add: $8,000\n60 to 63 — You may add: $11,250\n"
    "Years of service | PTO\n0 to 4 years — PTO: 120 hours\n5 to 9 years — PTO: 160 hours",
    title="2027 Benefits Guide",
    heading="Savings and time off",
)
ITEMS = told(
    "1. How long do I have to make a change? 31 days for most things: marriage, divorce, losing other cover. 60 days "
    "for a birth.\n"
    "2. COBRA basics. Orchard sends the packet within 44 days. You have 60 days to say yes and 45 days from then to "
    "pay. Later payments: 30 days' grace. It lasts 18 months. Tell us about a divorce within 62 days.",
    title="Common questions 2027",
    heading="Common questions",
)
ACCOUNTS = told(
    "There is a grace period for the health FSA to March 15, 2028. Claims for the dependent care FSA are due by March "
    "31, 2028.",
    title="2027 Benefits Guide",
    heading="Accounts 2027",
)
PLANS = told(
    "Plan | Deductible\nPPO 750 — Deductible: $750\nHDHP 3400 — Deductible: $3,400",
    title="2027 Benefits Guide",
    heading="Medical",
)

FALSE = [
    Case("You get the COBRA packet from Orchard within 60 days [1].", ITEMS),
    Case("You get the COBRA packet from Orchard within 31 days [1].", ITEMS),
    Case("You have 30 days to say yes [1].", ITEMS),
    Case("You have 45 days to say yes and 60 days from then to pay [1].", ITEMS),
    Case("For the 2026 health FSA, the grace period runs to March 15, 2028 [1].", ACCOUNTS),
    Case("For your 2028 health FSA, the grace period runs to March 15, 2028 [1].", ACCOUNTS),
    Case("The deductible is $3,400 [1].", PLANS, asked="what is the deductible on the PPO 750"),
    Case("For 2026, the health care FSA limit is $3,400 [1].", FSA),
    Case("The health care FSA limit is $3,400 for 2026 [1].", FSA),
    Case("For 2027, the health care FSA limit is $3,300 [1].", FSA),
    Case("In 2026 Willow Falls puts $750 into the HSA of a single person [1].", FSA),
    Case("In 2027 Willow Falls puts $700 into the HSA of a single person [1].", FSA),
    Case("Para 2026, el límite de la FSA médica es de $3,400 [1].", CUENTAS),
    Case("En 2027, el límite de la FSA médica es de $3,300 [1].", CUENTAS),
    Case("The HSA family limit rises from $8,750 in 2027 to $9,000 in 2026 [1].", HSA),
    Case("For 2026 the HSA family limit is $9,000 [1].", HSA),
    Case("Open enrollment runs November 20–November 20 [1].", HSA),
    *(
        Case(said, source)
        for source in (SCHEDULE, SENTENCE)
        for said in (
            "40% of the match is yours after 3 years [1].",
            "After 2 years 60% of the match is yours, and after 3 years 80% [1].",
            "At 2 years, 60% is yours; at 3 years, 80% [1].",
            "The match is yours 60% (2 years), 80% (3 years) [1].",
            "- 2 years: 60% [1]",
            "The match is 20% yours after 2 years and 100% yours after 4 years [1].",
            "With 4 years of service 60% of the match is yours [1].",
        )
    ),
    Case("At 55 you can add $11,250 [1].", AT_EVERY_AGE),
    Case("With 7 years of service you get 120 hours of PTO [1].", AT_EVERY_AGE),
    Case("With 7 years of service you get 40 hours of PTO [1].", AT_EVERY_AGE),
]
TRUE = [
    Case("You get the COBRA packet from Orchard within 44 days [1].", ITEMS),
    Case("You have 60 days to say yes and 45 days from then to pay [1].", ITEMS),
    Case("You have 60 days to say yes [1].", ITEMS),
    Case("You have 60 days to accept [1].", ITEMS),
    Case("For the 2027 health FSA, the grace period runs to March 15, 2028 [1].", ACCOUNTS),
    Case("The deductible is $750 [1].", PLANS, asked="what is the deductible on the PPO 750"),
    Case("On the HDHP 3400 the deductible is $3,400 [1].", PLANS, asked="is there a dearer one than the PPO 750"),
    Case("For 2027, the most you can put into a health care FSA is $3,400 [1].", FSA),
    Case("The health care FSA limit is $3,400 for 2027 [1].", FSA),
    Case("For 2026, the health care FSA limit was $3,300 [1].", FSA),
    Case("The health care FSA limit rises to $3,400, from $3,300 in 2026 [1].", FSA),
    Case("In 2026 it was $700 [1].", FSA),
    Case("In 2027 a bike costs Willow Falls $20 a month [1].", FSA),
    Case("Para 2027, el límite de la FSA médica es de $3,400 [1].", CUENTAS),
    Case("En 2026, el límite de la FSA médica era de $3,300 [1].", CUENTAS),
    Case("The HSA family limit rises from $8,750 in 2026 to $9,000 in 2027 [1].", HSA),
    Case("For 2027 the HSA family limit is $9,000 [1].", HSA),
    Case("Open enrollment runs November 9–November 20 [1].", HSA),
    Case("40% of the match is yours after 2 years [1].", SCHEDULE),
    Case("After 2 years 40% of the match is yours, and after 3 years 60% [1].", SCHEDULE),
    Case("At 2 years, 40% is yours; at 3 years, 60% [1].", SCHEDULE),
    Case("The match is yours 40% (2 years), 60% (3 years) [1].", SCHEDULE),
    Case("- 2 years: 40% [1]", SCHEDULE),
    Case("The match is 40% yours after 2 years and 100% yours after 5 years [1].", SCHEDULE),
    Case("With 4 years of service 80% of the match is yours [1].", SCHEDULE),
    Case("After 2 years 40% of the match is yours, and after 3 years 60% [1].", SENTENCE),
    Case("The match is yours 40% (2 years), 60% (3 years) [1].", SENTENCE),
    Case("Covering 2 dependents costs $40 [1].", DEPENDENTS),
    Case("At 55 the limit is $24,500 [1].", AT_EVERY_AGE),
    Case("At 55 you can add $8,000 [1].", AT_EVERY_AGE),
    Case("At 52 you can put up to $24,500 a year into the plan [1].", AT_EVERY_AGE),
    Case("With 7 years of service, up to 40 hours of PTO carry over [1].", AT_EVERY_AGE),
    Case("With 7 years of service you get 160 hours of PTO [1].", AT_EVERY_AGE),
]
