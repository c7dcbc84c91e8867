"""Further passages in the way of benefit papers."""

from tests.chat.proof.cases import told

ACCIDENT = told(
    "Benefit | Low plan | High plan\n"
    "Ambulance (ground) — Low plan: $200; High plan: $400\n"
    "Ambulance (air) — Low plan: $1,000; High plan: $2,000\n"
    "Fracture, surgical repair — Low plan: up to $3,000; High plan: up to $6,000\n"
    "Hospital admission — Low plan: $750 once per accident; High plan: $1,500 once per accident\n"
    "Hospital confinement — Low plan: $150 per day, up to 180 days; High plan: $300 per day, up to 365 days\n"
    "Follow-up visit — Low plan: $50; High plan: $75",
    title="Accident Insurance 2027",
)
VENDORS = told(
    "Medical: Meridian Health, 1-800-555-0110, group number 44812. Dental: BrightSmile, 1-800-555-0121. Vision: "
    "ClearView, 1-800-555-0132. HSA and FSA: SpendWell, 1-800-555-0143, weekdays 8 a.m. to 8 p.m. Eastern. Employee "
    "Assistance Program: LifeLine, 1-800-555-0154, available 24/7.",
    title="Contacts 2027",
)
TUITION = told(
    "Regular full-time employees with at least 6 months of service may be reimbursed for tuition: 100% for a grade of "
    "A, 80% for a B and 50% for a C, up to $5,250 per calendar year. Courses below a C are not reimbursed. You must "
    "apply at least 14 days before the course begins and submit your grades within 60 days after it ends. If you leave "
    "within 12 months of a reimbursement you must repay it. Books and parking are not reimbursed.",
    title="Tuition Assistance Policy",
)
CBA = told(
    "Members of Local 212 pay nothing toward the premium for employee-only coverage; salaried staff pay 12% of the "
    "premium. For dependents, Local 212 members pay 10% of the premium and salaried staff pay 25%. Seniority of "
    "5 years "
    "gives Local 212 members 4 weeks of vacation; salaried staff get 3 weeks. Overtime is paid at one and a half times "
    "the regular rate.",
    title="Labor Agreement Summary",
)
HRA = told(
    "If you complete a health assessment by March 1, 2027, the company credits $250 to your Health Reimbursement "
    "Account; if your spouse does too, another $250 is credited. Unused HRA money rolls over each year up to a balance "
    "of $2,000. You lose the account when you leave the company. HRA money may be used for medical and pharmacy "
    "expenses, but not for dental or vision.",
    title="HRA Guide 2027",
)
TRANSIT = told(
    "You may set aside up to $325 per month for transit and up to $325 per month for parking, before taxes. The "
    "company "
    "adds $50 per month for transit; it adds nothing for parking. Orders must be placed by the 10th of the month for "
    "the following month. You may change or cancel your order at any time. Bicycle expenses are not eligible.",
    title="Commuter Benefits 2027",
)
UPGRADE = told(
    "The Choice Plan has a deductible of $1,000 and an out-of-pocket maximum of $4,500 for one person. The Saver Plan "
    "has a deductible of $3,500 and an out-of-pocket maximum of $6,500 for one person. Office visits on the "
    "Choice Plan "
    "cost $25; on the Saver Plan you pay 20% after the deductible. Preventive care is covered in full on both plans. "
    "Only the Saver Plan comes with an HSA. Telehealth is included in the Choice Plan at no charge.",
    title="Medical Options 2027",
)
AGES = told(
    "Supplemental life, monthly rate per $1,000 — Under 30: $0.05; 30 to 39: $0.08; 40 to 49: $0.16; 50 to 59: $0.42; "
    "60 and over: $1.10",
    title="Supplemental Life Rates 2027",
)
MILITARY = told(
    "Jury duty is paid at full pay for up to 15 days a year. Military leave is paid for up to 10 days a year; "
    "after that "
    "you may use vacation or take unpaid leave. Bereavement leave is 5 days for immediate family and 1 day for other "
    "relatives. Voting leave is 2 hours. You must give your manager the summons before jury duty begins.",
    title="Other Leaves 2027",
)
SICK = told(
    "Arizona: 1 hour of sick time for every 30 hours worked, at most 40 hours a year. Illinois: 1 hour for every "
    "40 hours "
    "worked, at most 40 hours a year. Massachusetts: 1 hour for every 30 hours worked, at most 40 hours a year. "
    "Nevada: "
    "0.01923 hours for each hour worked. Accrued sick time may be used after 90 days of employment in Nevada and "
    "Massachusetts, and right away in Arizona.",
    title="State Sick Time 2027",
)
FERTILITY = told(
    "Fertility treatment is covered on the Premier PPO only, at 50% after the deductible, up to a lifetime maximum of "
    "$20,000. Prior authorization is required. Egg freezing is covered only when medically necessary. Surrogacy costs "
    "are excluded. Adoption assistance of up to $7,500 per child is available to all full-time employees after 1 year "
    "of service.",
    title="Family Building 2027",
)
RETIRE = told(
    "The company contributes 3% of pay to every eligible employee's account and matches 100% of the next 4% you save. "
    "You may save before tax or as Roth. Company contributions are 0% vested before 2 years, 50% after 2 years "
    "and 100% "
    "after 3 years. Catch-up contributions are allowed from age 50. Hardship withdrawals are permitted; loans are not.",
    title="Retirement Savings SPD",
)
OTRO = told(
    "La visita al médico de cabecera cuesta $25 y la visita al especialista $45 dentro de la red. Fuera de la "
    "red usted "
    "paga el 40% después del deducible. La empresa paga el 80% de la prima del empleado y el 50% de la prima de los "
    "dependientes. Los empleados nuevos tienen 30 días para inscribirse. La cobertura comienza el primer día del mes "
    "siguiente. La ortodoncia solo se cubre para menores de 19 años. Las vacaciones no usadas no se pagan al terminar "
    "el empleo. En California el permiso familiar es de 8 semanas; en Nueva York es de 12 semanas.",
    title="Resumen de beneficios 2027",
)
