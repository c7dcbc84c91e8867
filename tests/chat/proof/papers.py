"""Passages written in the way of benefit papers, for the sentences of other modules to cite."""

from tests.chat.proof.cases import told

GOLD = told(
    "Common Medical Event | Services You May Need | Network Provider | Out-of-Network Provider | Limitations\n"
    "If you visit a provider's office: Primary care visit to treat an illness — Network Provider: $30 copay per visit; "
    "deductible does not apply; Out-of-Network Provider: 50% coinsurance; Limitations: None\n"
    "If you visit a provider's office: Specialist visit — Network Provider: $55 copay per visit; deductible does not "
    "apply; Out-of-Network Provider: 50% coinsurance; Limitations: None\n"
    "If you have a test: Imaging (CT/PET scans, MRIs) — Network Provider: 20% coinsurance; Out-of-Network Provider: "
    "50% coinsurance; Limitations: Prior authorization is required or benefits are reduced by $400\n"
    "If you need immediate medical attention: Emergency room care — Network Provider: $350 copay per visit, then 20% "
    "coinsurance; Out-of-Network Provider: $350 copay per visit, then 20% coinsurance; Limitations: Copay is waived if "
    "you are admitted\n"
    "If you have a hospital stay: Facility fee — Network Provider: 20% coinsurance; Out-of-Network Provider: 50% "
    "coinsurance; Limitations: Prior authorization is required\n"
    "If you need help recovering: Home health care — Network Provider: 20% coinsurance; Out-of-Network Provider: Not "
    "covered; Limitations: Up to 60 visits per year\n"
    "If you need help recovering: Skilled nursing care — Network Provider: 20% coinsurance; Out-of-Network Provider: "
    "50% coinsurance; Limitations: Up to 90 days per year\n"
    "If your child needs dental or eye care: Children's eye exam — Network Provider: No charge; Out-of-Network "
    "Provider: Not covered; Limitations: One exam per year",
    title="Gold PPO Summary of Benefits and Coverage 2027",
    heading="What you will pay",
)
GUIDE = told(
    "Gold PPO: in-network deductible $800 per person and $1,600 per family; out-of-network deductible $2,400 per "
    "person and $4,800 per family. Silver HDHP: in-network deductible $2,000 per person and $4,000 per family; "
    "out-of-network deductible $4,000 per person and $8,000 per family. After the deductible the Gold PPO pays 80% in "
    "network and 50% out of network; the Silver HDHP pays 90% in network and 60% out of network. The Gold PPO "
    "requires no referrals. The Bronze HMO requires a referral from your primary care physician and has no "
    "out-of-network benefits except in an emergency.",
    title="2027 Benefits Guide",
    heading="Medical plans at a glance",
)
PAY = told(
    "Plan | Tier | You pay per paycheck | Company pays per paycheck\n"
    "Gold PPO — Tier: Employee only; You pay per paycheck: $84.50; Company pays per paycheck: $262.00\n"
    "Gold PPO — Tier: Employee + family; You pay per paycheck: $291.25; Company pays per paycheck: $688.75\n"
    "Silver HDHP — Tier: Employee only; You pay per paycheck: $38.00; Company pays per paycheck: $251.00\n"
    "Silver HDHP — Tier: Employee + family; You pay per paycheck: $152.75; Company pays per paycheck: $641.25\n"
    "Tobacco users pay an additional $40 per month. Rates are for 26 pay periods.",
    title="2027 Rate Sheet",
    heading="Medical",
)
INCOME = told(
    "Short-term disability (STD) replaces 60% of your weekly base pay, up to $1,500 per week, after a 7-day waiting "
    "period, for as long as 13 weeks. The company pays the full cost of STD. Long-term disability (LTD) replaces 50% "
    "of your monthly base pay, up to $10,000 per month, after you have been disabled for 90 days. You may buy up to "
    "60% LTD coverage at your own cost. LTD benefits end at age 67.",
    title="Income Protection 2027",
)
STATE = told(
    "State programs. California: State Disability Insurance pays about 70% of wages for up to 52 weeks; Paid Family "
    "Leave pays for up to 8 weeks. New Jersey: Temporary Disability pays 85% of wages for up to 26 weeks; Family Leave "
    "Insurance pays for up to 12 weeks. Washington: Paid Family and Medical Leave pays for up to 16 weeks. Employees "
    "in Texas have no state program and rely on the company's policy.",
    title="Leave of Absence Guide 2027",
)
PARENTAL = told(
    "Birth parents receive 10 weeks of paid parental leave at 100% of pay. Non-birth parents receive 4 weeks at 100% "
    "of pay. Leave must be taken within 12 months of the birth or adoption. You are eligible after 12 months of "
    "service. You must give at least 30 days' notice when the leave is foreseeable. Leave may not be taken "
    "intermittently unless your manager approves.",
    title="Parental Leave Policy",
)
DENTAL = told(
    "Delta Dental PPO — Preventive: 100%, no deductible; Basic (fillings, extractions): 80% after deductible; Major "
    "(crowns, bridges): 50% after deductible, 12-month waiting period; Orthodontia: 50%, children to age 19 only, "
    "$1,500 lifetime maximum; Deductible: $50 per person, $150 per family; Annual maximum: $2,000 per person. "
    "Cleanings are limited to two per calendar year. Teeth missing before coverage began are not covered.",
    title="Dental Summary 2027",
)
VISION = told(
    "Exam — In network: $10 copay, once every 12 months; Out of network: reimbursed up to $45\n"
    "Frames — In network: $175 allowance, once every 24 months; Out of network: reimbursed up to $70\n"
    "Contact lenses (instead of glasses) — In network: $150 allowance, once every 12 months; Out of network: "
    "reimbursed up to $105",
    title="Vision Summary 2027",
)
ACCOUNTS = told(
    "Health Savings Account: only employees in the Silver HDHP can open an HSA. The company contributes $600 for "
    "employee-only coverage and $1,200 for all other tiers, in two equal payments in January and July. Health Care "
    "FSA: you may contribute up to $3,200 a year; up to $640 may be carried over to the next year, the rest is "
    "forfeited. Claims must be filed by March 31, 2028. Dependent Care FSA: up to $5,000 per household, or $2,500 if "
    "married and filing separately. The Dependent Care FSA has no carryover.",
    title="Spending Accounts 2027",
)
SAVINGS = told(
    "You may join the 401(k) plan on the first day of the month after you turn 21 and have worked 90 days. New hires "
    "are enrolled automatically at 4% of pay, rising by 1% each January until 10%, unless they opt out. The company "
    "matches 50% of the first 6% of pay that you contribute. Matching contributions vest 25% per year of service and "
    "are fully vested after 4 years. Your own contributions are always 100% vested. You may borrow up to 50% of your "
    "vested balance, at most $50,000. Only one loan may be outstanding at a time.",
    title="401(k) Summary Plan Description",
)
JOINING = told(
    "Full-time employees who work at least 32 hours per week are eligible for medical, dental and vision. Part-time "
    "employees who work 20 to 31 hours per week are eligible for dental and vision only. Coverage starts on the first "
    "of the month following your date of hire. You have 31 days from your hire date to enroll. If you do not enroll, "
    "you must wait until the next open enrollment. After a marriage or birth you have 31 days to change your "
    "elections; after the loss of Medicaid or CHIP you have 60 days. Domestic partners are eligible if you have lived "
    "together for 6 months. A spouse who can get coverage through his or her own employer pays a $100 monthly "
    "surcharge. Grandchildren are not eligible unless you are their legal guardian.",
    title="Eligibility and Enrollment 2027",
)
COBRA = told(
    "COBRA lasts 18 months after termination or a reduction in hours, and 36 months after divorce, death of the "
    "employee or loss of dependent status. You have 60 days from the notice to elect. The first payment is due 45 "
    "days after the election; later payments have a 30-day grace period. The cost is 102% of the full premium; during "
    "a disability extension (months 19 to 29) it is 150%. You must notify the plan within 60 days of a divorce.",
    title="Continuation Coverage Notice",
)
TIMEOFF = told(
    "PTO accrual — Less than 3 years: 15 days per year; 3 to 7 years: 20 days per year; More than 7 years: 25 days per "
    "year\nUp to 40 hours of unused PTO may be carried over and must be used by March 31. Unused PTO is paid out at "
    "termination, except if you are dismissed for cause. Sick leave: 56 hours per year; unused sick leave is not paid "
    "out. The company observes 11 paid holidays.",
    title="Time Off Policy 2027",
)
LIFE = told(
    "The company provides basic life insurance of one times your annual salary, up to $250,000, at no cost to you. You "
    "may buy supplemental life in units of $10,000 up to $500,000. Guaranteed issue is $150,000 for new hires; higher "
    "amounts require evidence of insurability. Spouse coverage: up to $100,000, not more than 50% of your own. Child "
    "coverage: $10,000 per child. Benefits are reduced to 65% at age 70 and to 50% at age 75.",
    title="Life and AD&D 2027",
)
DRUGS = told(
    "Prescription drugs — Generic: $10 retail (30-day supply), $20 mail order (90-day supply); Preferred brand: $40 "
    "retail, $80 mail order; Non-preferred brand: $75 retail, $150 mail order; Specialty: 25% up to $250 per "
    "prescription, 30-day supply only through the specialty pharmacy. Step therapy applies to some brand drugs. On the "
    "Silver HDHP these copays apply only after the deductible is met, except for preventive drugs.",
    title="Pharmacy Guide 2027",
)
CARE = told(
    "The Employee Assistance Program offers 6 free counseling sessions per issue per year to you and members of your "
    "household, 24 hours a day, at 1-888-555-0177. Telehealth visits cost $0 on the Gold PPO and $49 on the Silver "
    "HDHP until the deductible is met. Complete your biometric screening by September 30, 2027 and earn $300; your "
    "spouse can earn $150. Gym memberships are reimbursed up to $25 per month.",
    title="Wellbeing Guide 2027",
)
DATES = told(
    "Open enrollment runs from October 26 to November 13, 2026. The benefits fair is on October 28, 2026. Elections "
    "take effect on January 1, 2027. New ID cards are mailed by December 18, 2026. The last day to submit 2026 FSA "
    "claims is March 31, 2027.",
    title="Enrollment Calendar",
)
GUIA = told(
    "El Plan Oro tiene un deducible de $800 por persona y $1,600 por familia dentro de la red, y de $2,400 por persona "
    "fuera de la red. El Plan Plata tiene un deducible de $2,000 por persona. La empresa aporta $600 a su cuenta "
    "HSA si "
    "elige el Plan Plata. Los empleados de medio tiempo no son elegibles para el plan médico. La incapacidad a corto "
    "plazo paga el 60% del salario durante 13 semanas como máximo, después de 7 días de espera. La incapacidad a largo "
    "plazo paga el 50% después de 90 días. Debe avisar dentro de los 31 días posteriores al matrimonio. Se requiere "
    "autorización previa para las resonancias. No se requiere referencia para ver a un especialista.",
    title="Guía de beneficios 2027",
)
