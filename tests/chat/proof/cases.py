"""Sentences of answers beside the passage they cite: what it proves, and what it does not.

A passage is (title, heading, text); most have no need of the first two. A sentence that cites several has the further
ones in `also`, numbered from 2.
"""

from typing import NamedTuple


class Case(NamedTuple):
    said: str
    passage: tuple[str, str, str]
    asked: str = ""
    also: tuple[tuple[str, str, str], ...] = ()


def told(text: str, *, title: str = "", heading: str = "") -> tuple[str, str, str]:
    return title, heading, text


SUMMARY = told(
    "Common medical event | Services | In network | Out of network\n"
    "If you visit a doctor: Primary care visit — In network: $25 copay, deductible does not apply; Out of network: 40% "
    "coinsurance\n"
    "If you visit a doctor: Specialist visit — In network: $50 copay, deductible does not apply; Out of network: 40% "
    "coinsurance\n"
    "If you need immediate care: Emergency room care — In network: 20% coinsurance; Out of network: 20% coinsurance\n"
    "If you need immediate care: Urgent care — In network: $75 copay; Out of network: 40% coinsurance\n"
    "If you need drugs: Generic drugs — Retail: $10 copay; Mail order: $25 copay\n"
    "If you need drugs: Specialty drugs — Retail: 30% coinsurance; Mail order: Not covered\n"
    "If you need eye care: Children's glasses — In network: Not covered; Out of network: Not covered",
    title="PPO 750 Summary of Benefits 2027",
    heading="What you will pay",
)
IMPORTANT = told(
    "What is the overall deductible? — Answers: $750 individual / $1,500 family\n"
    "What is the out-of-pocket limit? — Answers: $4,000 individual / $8,000 family\n"
    "Are there services covered before you meet your deductible? — Answers: Yes. Preventive care is covered before the "
    "deductible.",
    title="PPO 750 Summary of Benefits 2027",
    heading="Important questions",
)
RATES = told(
    "Plan | Employee only | Employee + spouse | Employee + child(ren) | Family\n"
    "PPO 750 — Employee only: 78.00; Employee + spouse: 196.00; Employee + child(ren): 152.00; Family: 265.00\n"
    "PPO 1500 — Employee only: 52.00; Employee + spouse: 141.00; Employee + child(ren): 109.00; Family: 198.00\n"
    "HDHP 3400 — Employee only: 31.00; Employee + spouse: 97.00; Employee + child(ren): 74.00; Family: 139.00",
    title="2027 Rates",
    heading="What comes out of each paycheck",
)
PROSE = told(
    "The deductible of the PPO 750 is $750 for individuals and $1,500 for families. On the PPO 1500 it is $1,500 for "
    "individuals and $3,000 for families. In network you pay 20%, out of network 40%.",
    title="Benefits guide 2027",
)
LEAVE = told(
    "You must tell us within 30 days of the birth. Bereavement leave is 5 days for a spouse, child or parent and 3 "
    "days "
    "for a grandparent. You accrue 10 hours a month in your first five years. Enrollment ends on November 20, 2026. "
    "Children are covered to age 26. Call Acme at 1-800-555-0142 between 8 a.m. and 6 p.m.",
    title="Leave policy",
)
COVERS = told(
    "The plan covers:\n- Acupuncture, up to 12 visits a year\n- Hearing aids every 36 months\n"
    "The plan does not cover:\n- Cosmetic surgery\n- Long-term care\n- Weight loss programs",
    title="PPO 750 plan document 2027",
)
DENTAL = told(
    "Dental plan — Deductible: $50; Annual maximum: $1,500; Orthodontia: 50% to $2,000\n"
    "Vision plan — Frames: $150 allowance; Exam: $10 copay",
    title="Dental and vision 2027",
)
LIMITS = told(
    "You can contribute up to $4,400 for self-only coverage or $8,750 for family coverage in 2026. If you are 55 or "
    "older you may add $1,000. The company adds $500 for employee only and $1,000 for family coverage.",
    title="HSA guide 2026",
)
WINDOW = told("Open enrollment for 2027 runs from November 2, 2026 to November 20, 2026.", title="Guide 2027")
SPANISH = told(
    "El deducible es de $750 por persona y $1,500 por familia. La visita al especialista cuesta $50 dentro de la red. "
    "El "
    "plan no cubre la cirugía cosmética. La inscripción termina el 20 de noviembre de 2026.",
    title="Guía del PPO 750 2027",
)
DISABILITY = told(
    "Short-term disability pays 60% of your salary for up to 26 weeks after a waiting period of 7 days.",
    title="Disability 2027",
)
STATES = told(
    "California: 8 weeks at 70% of pay. New York: 12 weeks at 67% of pay. In Colorado employees get 48 hours of sick "
    "leave a year. In West Virginia the waiting period is 9 days.",
    title="State leave 2027",
)
TIERS = told(
    "Tier 1 drugs — Retail: $10; Mail order: $20\nTier 2 drugs — Retail: $40; Mail order: $80\n"
    "Tier 3 drugs — Retail: $70; Mail order: $140",
    title="Pharmacy 2027",
    heading="Prescription drugs",
)

TRUE = [
    # States and terms
    Case("In California you get 8 weeks at 70% of pay [1].", STATES),
    Case("In New York you get 12 weeks at 67% [1].", STATES),
    Case("In Colorado you get 48 hours of sick leave each year [1].", STATES),
    Case("You get 8 weeks in California and 12 weeks in New York [1].", STATES),
    Case("The waiting period in West Virginia is 9 days [1].", STATES),
    Case("Short-term disability pays 60% of your salary for up to 26 weeks [1].", DISABILITY),
    Case("There is a waiting period of seven days [1].", DISABILITY),
    Case("La incapacidad a corto plazo paga el 60% [1].", DISABILITY),
    # Tiers
    Case("Tier 2 drugs are $40 at retail and $80 by mail order [1].", TIERS),
    Case("Tier 3: $140 by mail order [1].", TIERS),
    Case("At retail you pay $10 for tier 1 [1].", TIERS),
    # Rows and cells of a summary
    Case("A specialist visit costs $50 in network [1].", SUMMARY),
    Case("On the PPO 750 a specialist visit is a $50 copay in network in 2027 [1].", SUMMARY),
    Case("A specialist is $50 in network and 40% out of network [1].", SUMMARY),
    Case("Out of network you pay 40% for a specialist [1].", SUMMARY),
    Case("A primary care visit is $25 in network; a specialist visit is $50 [1].", SUMMARY),
    Case("The emergency room is 20% coinsurance, in network and out of network [1].", SUMMARY),
    Case("Urgent care: $75 copay in network [1].", SUMMARY),
    Case("Generic drugs are $10 at retail and $25 by mail order [1].", SUMMARY),
    Case("By mail order generic drugs cost $25 [1].", SUMMARY),
    Case("Specialty drugs by mail order are not covered [1].", SUMMARY),
    Case("Children's glasses are not covered [1].", SUMMARY),
    Case("Una visita al especialista cuesta $50 dentro de la red [1].", SUMMARY),
    Case("Fuera de la red paga el 40 por ciento por un especialista [1].", SUMMARY),
    Case("You pay $50 for a specialist on the PPO 750 [1].", SUMMARY),
    Case("A specialist visit is fifty dollars in network [1].", SUMMARY),
    Case("The emergency room is one fifth of the bill [1].", SUMMARY),
    # Two amounts in one cell
    Case("The deductible is $750 for one person [1].", IMPORTANT),
    Case("The individual deductible is $750 [1].", IMPORTANT),
    Case("The family deductible is $1,500 [1].", IMPORTANT),
    Case("The deductible is $750 individual / $1,500 family [1].", IMPORTANT),
    Case("The family out-of-pocket limit is $8,000 [1].", IMPORTANT),
    Case("The most you could pay in a year is $4,000 for one person [1].", IMPORTANT),
    Case("The annual deductible on the PPO 750 is $750 for an individual [1].", IMPORTANT),
    Case("El deducible familiar es de $1,500 [1].", IMPORTANT),
    Case("Preventive care is covered before the deductible [1].", IMPORTANT),
    # Rates
    Case("The PPO 750 costs $78.00 per paycheck for employee only [1].", RATES),
    Case("For a family the PPO 750 is $265 per paycheck [1].", RATES),
    Case("Employee + spouse on the PPO 1500: $141.00 per paycheck [1].", RATES),
    Case("With children the HDHP 3400 costs $74 from each paycheck [1].", RATES),
    Case("The PPO 750 is $78 and the PPO 1500 is $52 for employee only [1].", RATES),
    Case("Employee only: $78 (PPO 750), $52 (PPO 1500), $31 (HDHP 3400) [1].", RATES),
    Case("Para su familia el PPO 750 cuesta $265 por cheque [1].", RATES),
    Case("In 2027 the PPO 1500 for a family is $198 per paycheck [1].", RATES),
    # Prose that tells of several
    Case("The PPO 750 deductible is $750 for individuals [1].", PROSE),
    Case("The PPO 750 deductible for a family is $1,500 [1].", PROSE),
    Case("On the PPO 1500 the individual deductible is $1,500 [1].", PROSE),
    Case("On the PPO 1500 the family deductible is $3,000 [1].", PROSE),
    Case("In network you pay 20% [1].", PROSE),
    Case("Out of network you pay 40% [1].", PROSE),
    Case("You pay 20% in network and 40% out of network [1].", PROSE),
    Case("The deductible is $750 for individuals and $1,500 for families on the PPO 750 [1].", PROSE),
    # Spans, ages, days, telephones
    Case("Tell us within 30 days of the birth [1].", LEAVE),
    Case("Tell us within thirty days [1].", LEAVE),
    Case("You get 5 days for a spouse [1].", LEAVE),
    Case("You get five days for a child and three days for a grandparent [1].", LEAVE),
    Case("You accrue 10 hours a month [1].", LEAVE),
    Case("Enrollment ends on 11/20/2026 [1].", LEAVE),
    Case("Enrollment ends on November 20 [1].", LEAVE),
    Case("La inscripción termina el 20 de noviembre de 2026 [1].", LEAVE),
    Case("Open enrollment ends on November 20, 2026 [1].", WINDOW),
    Case("Open enrollment begins on November 2, 2026 [1].", WINDOW),
    Case("La inscripción abierta termina el 20 de noviembre de 2026 [1].", WINDOW),
    Case("Children are covered until they turn 26 [1].", LEAVE),
    Case("Your child is covered to the 26th birthday [1].", LEAVE),
    Case("Call (800) 555-0142 from 8:00 AM to 6:00 PM [1].", LEAVE),
    Case("Sus hijos están cubiertos hasta los 26 años de edad [1].", LEAVE),
    Case("Debe avisar dentro de 30 días [1].", LEAVE),
    # Covered or not
    Case("Acupuncture is covered, up to 12 visits a year [1].", COVERS),
    Case("Yes, hearing aids are covered [1].", COVERS),
    Case("Cosmetic surgery is not covered [1].", COVERS),
    Case("The plan does not cover long-term care [1].", COVERS),
    Case("Weight loss programs are excluded [1].", COVERS),
    Case("The plan covers acupuncture and hearing aids [1].", COVERS),
    Case("La cirugía cosmética no está cubierta [1].", SPANISH),
    # Other lines
    Case("The dental deductible is $50 [1].", DENTAL),
    Case("Dental pays at most $1,500 a year [1].", DENTAL),
    Case("Orthodontia is 50% up to $2,000 on the dental plan [1].", DENTAL),
    Case("An eye exam on the vision plan is a $10 copay [1].", DENTAL),
    # Accounts
    Case("In 2026 you may contribute $4,400 for self-only coverage [1].", LIMITS),
    Case("With family coverage the limit is $8,750 [1].", LIMITS),
    Case("At age 55 you may add $1,000 [1].", LIMITS),
    Case("The company adds $500 for employee only [1].", LIMITS),
    Case("The company adds $1,000 for family coverage [1].", LIMITS),
    # Spanish sources
    Case("The deductible is $750 per person [1].", SPANISH),
    Case("El deducible es de $1,500 por familia [1].", SPANISH),
    Case("A specialist visit costs $50 in network [1].", SPANISH),
    Case("Enrollment ends on November 20, 2026 [1].", SPANISH),
    # The person's own words
    Case("At 63 you may add $1,000 [1].", LIMITS, "I am 63, what can I add?"),
    Case("For your bill of $300 ask the carrier.", LIMITS, "I got a bill of $300"),
    Case("You asked about June 5, 2027.", LEAVE, "My baby is due on June 5, 2027"),
    # Quotes
    Case("It says: “You must tell us within 30 days of the birth.” [1]", LEAVE),
    Case("It says “you must tell us within 30 days of the birth” [1].", LEAVE),
    Case("It says “Bereavement leave is 5 days for a spouse … and 3 days for a grandparent” [1].", LEAVE),
    # Nothing to prove
    Case("Ask HR if you are not sure.", LEAVE),
    Case("Your 401(k) and Form 1095-C are explained there [1].", LEAVE),
    Case("See Section 125 for the rules [1].", LEAVE),
    Case("One of them will call you back [1].", LEAVE),
]

FALSE = [
    # States and terms
    Case("In California you get 12 weeks [1].", STATES),
    Case("In New York you get 8 weeks [1].", STATES),
    Case("New York pays 70% of pay [1].", STATES),
    Case("In California you get 48 hours of sick leave [1].", STATES),
    Case("In Texas employees get 48 hours of sick leave a year [1].", STATES),
    Case("You get 12 weeks in California and 8 weeks in New York [1].", STATES),
    Case("The waiting period in Virginia is 9 days [1].", STATES),
    Case("Long-term disability pays 60% of your salary [1].", DISABILITY),
    Case("La incapacidad a largo plazo paga el 60% [1].", DISABILITY),
    # Tiers
    Case("Tier 1 drugs are $40 at retail [1].", TIERS),
    Case("Tier 2 drugs are $20 by mail order [1].", TIERS),
    Case("Tier 3 drugs are $70 by mail order [1].", TIERS),
    Case("A level 2 drug is $10 at retail [1].", TIERS),
    Case("Tier 4 drugs are $70 at retail [1].", TIERS),
    Case("In 2026 tier 1 drugs were $10 at retail [1].", TIERS),
    # The right figure of something else
    Case("A specialist visit costs $25 in network [1].", SUMMARY),
    Case("A primary care visit costs $50 in network [1].", SUMMARY),
    Case("A specialist visit costs $50 out of network [1].", SUMMARY),
    Case("In network a specialist is 40% [1].", SUMMARY),
    Case("On the PPO 1500 a specialist visit is $50 in network [1].", SUMMARY),
    Case("On the HMO a specialist visit is $50 in network [1].", SUMMARY),
    Case("In 2026 a specialist visit is $50 in network [1].", SUMMARY),
    Case("Urgent care is $50 in network [1].", SUMMARY),
    Case("The emergency room is $75 [1].", SUMMARY),
    Case("Generic drugs are $25 at retail [1].", SUMMARY),
    Case("Generic drugs are $10 by mail order [1].", SUMMARY),
    Case("Specialty drugs are $25 by mail order [1].", SUMMARY),
    Case("The deductible is $50 [1].", SUMMARY),
    Case("Specialty drugs by mail order are covered [1].", SUMMARY),
    Case("Children's glasses are covered in network [1].", SUMMARY),
    Case("A specialist visit costs 50% in network [1].", SUMMARY),
    Case("Una visita al especialista cuesta $25 dentro de la red [1].", SUMMARY),
    Case("Una visita al especialista cuesta $50 fuera de la red [1].", SUMMARY),
    # Two amounts in one cell, the wrong one
    Case("The family deductible is $750 [1].", IMPORTANT),
    Case("The individual deductible is $1,500 [1].", IMPORTANT),
    Case("The deductible is $4,000 for one person [1].", IMPORTANT),
    Case("The out-of-pocket limit is $750 for one person [1].", IMPORTANT),
    Case("The family out-of-pocket limit is $4,000 [1].", IMPORTANT),
    Case("The deductible is $1,500 individual / $750 family [1].", IMPORTANT),
    Case("The PPO 1500 deductible is $750 for an individual [1].", IMPORTANT),
    Case("El deducible familiar es de $750 [1].", IMPORTANT),
    Case("The copay is $750 [1].", IMPORTANT),
    # Rates
    Case("The PPO 750 costs $52 per paycheck for employee only [1].", RATES),
    Case("The PPO 1500 costs $78 per paycheck for employee only [1].", RATES),
    Case("For a family the PPO 750 is $196 per paycheck [1].", RATES),
    Case("The PPO 750 costs $78 a month for employee only [1].", RATES),
    Case("The PPO 750 costs $78 per week for employee only [1].", RATES),
    Case("Employee + spouse on the PPO 750: $152 per paycheck [1].", RATES),
    Case("The PPO 750 is $52 and the PPO 1500 is $78 for employee only [1].", RATES),
    Case("Employee only: $52 (PPO 750), $78 (PPO 1500) [1].", RATES),
    Case("The dental plan costs $78 per paycheck for employee only [1].", RATES),
    Case("In 2026 the PPO 750 was $78 per paycheck for employee only [1].", RATES),
    Case("Para su familia el PPO 750 cuesta $78 por cheque [1].", RATES),
    # Prose that tells of several
    Case("The PPO 750 deductible is $1,500 for individuals [1].", PROSE),
    Case("The PPO 750 deductible for a family is $750 [1].", PROSE),
    Case("The PPO 750 deductible for a family is $3,000 [1].", PROSE),
    Case("On the PPO 1500 the individual deductible is $750 [1].", PROSE),
    Case("On the PPO 1500 the family deductible is $1,500 [1].", PROSE),
    Case("In network you pay 40% [1].", PROSE),
    Case("Out of network you pay 20% [1].", PROSE),
    Case("You pay 40% in network and 20% out of network [1].", PROSE),
    Case("The deductible of the HDHP is $750 for individuals [1].", PROSE),
    # Spans, ages, days, telephones
    Case("Tell us within 31 days of the birth [1].", LEAVE),
    Case("Tell us within 30 business days of the birth [1].", LEAVE),
    Case("Tell us within 30 weeks [1].", LEAVE),
    Case("You get 3 days for a spouse [1].", LEAVE),
    Case("You get 5 weeks for a spouse [1].", LEAVE),
    Case("You get 5 days for a grandparent [1].", LEAVE),
    Case("You accrue 10 days a month [1].", LEAVE),
    Case("You accrue 10 hours a week [1].", LEAVE),
    Case("Enrollment ends on November 20, 2027 [1].", LEAVE),
    Case("Open enrollment ends on November 2, 2026 [1].", WINDOW),
    Case("Open enrollment begins on November 20, 2026 [1].", WINDOW),
    Case("Enrollment ends on November 26 [1].", LEAVE),
    Case("Enrollment ends on December 20, 2026 [1].", LEAVE),
    Case("Children are covered to age 25 [1].", LEAVE),
    Case("Children are covered for 26 weeks [1].", LEAVE),
    Case("Call 1-800-555-0124 [1].", LEAVE),
    Case("Call between 6 a.m. and 8 p.m. [1].", LEAVE),
    Case("You have fifteen days to tell us [1].", LEAVE),
    # Covered or not
    Case("Acupuncture is not covered [1].", COVERS),
    Case("Cosmetic surgery is covered [1].", COVERS),
    Case("Yes, the plan covers long-term care [1].", COVERS),
    Case("Hearing aids are excluded [1].", COVERS),
    Case("Massage therapy is covered [1].", COVERS),
    Case("Chiropractic care is not covered [1].", COVERS),
    Case("Acupuncture is covered, up to 36 visits a year [1].", COVERS),
    Case("Hearing aids are covered every 12 months [1].", COVERS),
    Case("La cirugía cosmética está cubierta [1].", SPANISH),
    # Other lines
    Case("The vision deductible is $50 [1].", DENTAL),
    Case("The dental exam copay is $10 [1].", DENTAL),
    Case("The medical deductible is $50 [1].", told("Deductible: $50", title="Dental plan 2027")),
    Case("Orthodontia is 50% up to $1,500 on the dental plan [1].", DENTAL),
    # Accounts
    Case("In 2026 you may contribute $8,750 for self-only coverage [1].", LIMITS),
    Case("With family coverage the limit is $4,400 [1].", LIMITS),
    Case("In 2027 you may contribute $4,400 for self-only coverage [1].", LIMITS),
    Case("At age 50 you may add $1,000 [1].", LIMITS),
    Case("The company adds $500 for family coverage [1].", LIMITS),
    # Spanish sources
    Case("El deducible es de $750 por familia [1].", SPANISH),
    Case("The deductible is $1,500 per person [1].", SPANISH),
    Case("A specialist visit costs $50 out of network [1].", SPANISH),
    # The person's words prove no figure of a plan
    Case("Yes, your deductible is $500 [1].", IMPORTANT, "Is my deductible $500?"),
    Case("Your deductible is $500 for one person [1].", IMPORTANT, "My deductible is $500, right?"),
    Case("Yes, you pay $40 out of network for a specialist [1].", SUMMARY, "Do I pay $40 for a specialist?"),
    Case("The family premium on the PPO 750 is $300 per paycheck [1].", RATES, "I heard the premium is $300"),
    # Quotes
    Case("It says: “You must tell us within 60 days of the birth.” [1]", LEAVE),
    Case("It says “fathers get the same leave as mothers do” [1].", LEAVE),
    # Nothing cited
    Case("The deductible is $750 for one person.", IMPORTANT),
    Case("Children are covered to age 26.", LEAVE),
    # Made of others
    Case("Together that is $2,250 [1].", IMPORTANT),
    Case("Twice the deductible is $1,501 [1].", IMPORTANT),
    Case("That is $936 a year for employee only on the PPO 750 [1].", told("PPO 750 — Employee only: 78.00")),
]
