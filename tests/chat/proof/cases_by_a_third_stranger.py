"""Sentences on benefit papers written by a third hand, as models answer and go wrong: 90 false and 90 true."""

from tests.chat.proof.cases import Case, told

ACCOUNTS = told(
    "Your spending accounts\n"
    "The Health Savings Account (HSA) is available only to employees enrolled in the HDHP. Harrow Mills "
    "deposits its contribution in four equal quarterly installments; the company contribution counts toward "
    "the annual limit. Employees age 55 or older may contribute an additional $1,000. You may change your "
    "HSA contribution at any time.\n"
    "The Health Care FSA is for employees who are not enrolled in the HDHP. Your full annual election is "
    "available on January 1. Up to $680 of unused money carries over to the next year; any balance above "
    "that amount is forfeited. Claims for 2027 expenses must be submitted by March 31, 2028.\n"
    "The Dependent Care FSA reimburses day care for children under age 13. You can be reimbursed only up to "
    "the amount already deposited, and nothing carries over. FSA elections must be renewed every year.\n"
    "Account | Annual limit | Minimum election | Company contribution\n"
    "HSA, employee only — Annual limit: $4,500; Minimum election: none; Company contribution: $600\n"
    "HSA, family — Annual limit: $9,000; Minimum election: none; Company contribution: $1,200\n"
    "Health Care FSA — Annual limit: $3,400; Minimum election: $120; Company contribution: none\n"
    "Dependent Care FSA — Annual limit: $7,500 per household; Minimum election: $120; Company contribution: "
    "none",
    title="Harrow Mills Spending Accounts Guide 2027",
)
WELLNESS = told(
    "Employee Assistance Program (EAP)\n"
    "BrightPath offers free, confidential support 24 hours a day, 7 days a week, at 800-555-0142. You and "
    "anyone living in your household may each use up to six counseling sessions per issue per year, in "
    "person or by video. EAP counselors do not prescribe medication. After the sixth session, further care "
    "is billed to your medical plan. One 30-minute legal consultation per issue is included; if you then "
    "hire the attorney, you receive 25% off the regular fees. BrightPath does not tell your manager that you "
    "called.\n"
    "Live Well rewards\n"
    "Employees and spouses covered by a Tolland medical plan can earn rewards from January 1 through October "
    "31. Children are not eligible. Rewards are paid as gift cards in December and are taxable income.\n"
    "Activity | Reward | Times per year\n"
    "Biometric screening — Reward: $150; Times per year: 1\n"
    "Annual physical — Reward: $100; Times per year: 1\n"
    "Health coaching call — Reward: $25; Times per year: 4\n"
    "Step challenge — Reward: $20; Times per year: 3\n"
    "No one person can earn more than $350 in a year. Employees hired after September 1 may begin the "
    "following January.",
    title="Tolland Foods EAP and Live Well Program 2027",
)
RELOCATION = told(
    "Relocation assistance\n"
    "Full-time employees who are asked by Corvane to move are eligible when the new worksite is at least 50 "
    "miles farther from the old home than the old worksite was. All benefits must be used within 12 months "
    "of the start date at the new location. Corvane selects and pays the moving company directly. Packing is "
    "included; unpacking is not. Boats, trailers and firewood are not shipped. Goods are insured up to "
    "$100,000 during the move.\n"
    "Benefit | Homeowner | Renter\n"
    "Miscellaneous allowance — Homeowner: $7,500; Renter: $3,500\n"
    "House-hunting trips — Homeowner: 2 trips of 4 nights; Renter: 1 trip of 3 nights\n"
    "Temporary housing — Homeowner: 60 days; Renter: 30 days\n"
    "Vehicles shipped — Homeowner: 2; Renter: 1\n"
    "Lease cancellation — Homeowner: Not covered; Renter: Up to 2 months' rent\n"
    "Home sale closing costs — Homeowner: Up to $20,000; Renter: Not covered\n"
    "Corvane pays the taxes on all taxable benefits except the miscellaneous allowance. Receipts are due "
    "within 60 days of the expense. If you resign or are dismissed for cause within the first 12 months you "
    "must repay 100% of the cost; from month 13 through month 24, 50%. No repayment is due after a layoff.",
    title="Corvane Logistics Domestic Relocation Policy",
)
HDHP = told(
    "Important Questions | Answers | Why This Matters\n"
    "What is the overall deductible? — Answers: Network: $1,800 individual / $3,600 family; Why This "
    "Matters: If you have other family members on the policy, the overall family deductible must be met "
    "before the plan begins to pay.\n"
    "Are there services covered before you meet your deductible? — Answers: Yes. Network preventive care\n"
    "What is the out-of-pocket limit? — Answers: Network: $4,000 individual / $8,000 family\n"
    "What is not included in the out-of-pocket limit? — Answers: Premiums and balance-billing charges\n"
    "Do you need a referral to see a specialist? — Answers: No\n"
    "Services You May Need | Network Provider | Out-of-Network Provider | Limitations\n"
    "Primary care visit — Network Provider: 15% coinsurance; Out-of-Network Provider: 40% coinsurance\n"
    "Specialist visit — Network Provider: 20% coinsurance; Out-of-Network Provider: 40% coinsurance\n"
    "Preventive care — Network Provider: No charge; Out-of-Network Provider: Not covered\n"
    "Imaging (CT/PET scans, MRIs) — Network Provider: 20% coinsurance; Out-of-Network Provider: 40% "
    "coinsurance; Limitations: Preauthorization required; benefits reduced by $500 without it\n"
    "Emergency room care — Network Provider: 20% coinsurance; Out-of-Network Provider: 20% coinsurance\n"
    "Physical therapy — Network Provider: 20% coinsurance; Out-of-Network Provider: 40% coinsurance; "
    "Limitations: 30 visits per year\n"
    "Other covered services: hearing aids (one per ear every 36 months).",
    title="Larkspur Energy Summary of Benefits and Coverage: HDHP 2027",
)
DENTAL = told(
    "Your dental plan at a glance\n"
    "You may visit any licensed dentist, but you pay less with a dentist in the SmileNet network. The "
    "deductible is waived for preventive services. A pretreatment estimate is recommended, but not required, "
    "for work expected to cost more than $400.\n"
    "Service | Core Plan pays | Plus Plan pays\n"
    "Annual deductible (person / family) — Core Plan pays: $75 / $225; Plus Plan pays: $50 / $150\n"
    "Annual maximum per person — Core Plan pays: $1,250; Plus Plan pays: $2,250\n"
    "Preventive (exams, cleanings, X-rays) — Core Plan pays: 100%; Plus Plan pays: 100%\n"
    "Basic (fillings, simple extractions) — Core Plan pays: 70%; Plus Plan pays: 85%\n"
    "Major (crowns, bridges, dentures) — Core Plan pays: 40%; Plus Plan pays: 60%\n"
    "Implants — Core Plan pays: Not covered; Plus Plan pays: 50%\n"
    "Orthodontia — Core Plan pays: Not covered; Plus Plan pays: 50% up to $1,800 lifetime, children to age "
    "19\n"
    "Limits: two cleanings per calendar year; a third cleaning is covered during pregnancy. Crowns are "
    "replaced no more often than every seven years. There is a 12-month waiting period for major services in "
    "the Core Plan; the Plus Plan has no waiting periods.",
    title="Redfern Hospitality Dental Schedule of Benefits 2027",
)
TIMEOFF = told(
    "Paid time off (PTO)\n"
    "Full-time employees begin to accrue PTO on the date of hire and may use it after 60 days of employment. "
    "Part-time employees who work 20 or more hours a week accrue at half the full-time rate.\n"
    "Years of service | PTO days per year | Maximum carryover\n"
    "0 through 2 — PTO days per year: 15; Maximum carryover: 5 days\n"
    "3 through 7 — PTO days per year: 20; Maximum carryover: 5 days\n"
    "8 or more — PTO days per year: 24; Maximum carryover: 8 days\n"
    "Carried-over days must be used by March 31 or they are lost. PTO may not be donated or cashed out "
    "during employment.\n"
    "Holidays\n"
    "The office observes nine paid holidays, plus one floating holiday that you choose. The floating holiday "
    "may not be carried over. A holiday that falls on a Saturday is observed on Friday; one that falls on a "
    "Sunday, on Monday. Hourly employees who work on a holiday are paid one and one-half times their rate. A "
    "holiday during your vacation is not charged to PTO. Sick leave is separate: 6 days a year, no doctor's "
    "note needed for absences of fewer than 3 days.",
    title="Ostrander Publishing Time Off and Holiday Policy",
)
DISABILITY = told(
    "Income protection\n"
    "Short-term disability (STD) is provided at no cost to full-time employees after 90 days of service. You "
    "do not need to enroll. Long-term disability (LTD) core coverage is also paid by the company; you may "
    "buy up to a higher level with after-tax payroll deductions.\n"
    "Feature | STD | LTD core | LTD buy-up\n"
    "Benefit — STD: 70% of weekly base pay; LTD core: 50% of monthly base pay; LTD buy-up: 66 2/3% of "
    "monthly base pay\n"
    "Maximum — STD: $2,000 per week; LTD core: $8,000 per month; LTD buy-up: $12,000 per month\n"
    "Waiting period — STD: 7 days for illness, none for accidents; LTD core: 180 days; LTD buy-up: 180 days\n"
    "Benefits last — STD: up to 26 weeks; LTD core: to age 65; LTD buy-up: to age 65\n"
    "Benefits from company-paid coverage are taxable; buy-up benefits you pay for are not. LTD benefits are "
    "reduced by Social Security and workers' compensation. STD does not cover work-related injuries. Mental "
    "health conditions are limited to 24 months of LTD benefits. Overtime and bonuses are not counted as "
    "base pay.",
    title="Pellham Instruments Disability Benefits Summary 2027",
)
VOLLIFE = told(
    "Voluntary term life insurance\n"
    "You pay the full cost through payroll deductions. You must enroll yourself in order to cover your "
    "spouse or children. New hires may elect up to the guaranteed issue amount without health questions if "
    "they enroll within 30 days of hire.\n"
    "Covered person | Increments | Maximum | Guaranteed issue\n"
    "Employee — Increments: $10,000; Maximum: lesser of 5 times salary or $500,000; Guaranteed issue: "
    "$150,000\n"
    "Spouse — Increments: $5,000; Maximum: $250,000, not more than half of the employee's amount; Guaranteed "
    "issue: $30,000\n"
    "Children — Increments: $2,000; Maximum: $10,000; Guaranteed issue: $10,000\n"
    "Age | Monthly rate per $1,000\n"
    "Under 35 — Monthly rate per $1,000: $0.06\n"
    "35-44 — Monthly rate per $1,000: $0.10\n"
    "45-54 — Monthly rate per $1,000: $0.24\n"
    "55-64 — Monthly rate per $1,000: $0.62\n"
    "Spouse rates are based on the employee's age. One child rate, $0.15 per $1,000, covers all eligible "
    "children from 14 days to age 26. Coverage is reduced to 65% at age 70 and ends at retirement. You may "
    "port or convert coverage within 31 days after it ends. If you are terminally ill, you may receive up to "
    "75% of your coverage while living. Smokers and non-smokers pay the same rates.",
    title="Quillan Freight Voluntary Life Insurance 2027",
)
COBRA = told(
    "COBRA continuation coverage\n"
    "If your coverage ends, you and each covered family member may elect COBRA separately. Coverage lasts 18 "
    "months after termination of employment or reduction of hours, and 36 months for a spouse or child after "
    "divorce, death of the employee or loss of dependent status.\n"
    "You have 60 days to elect COBRA and 45 days after electing to make the first payment. Later payments "
    "are due on the first of the month, with a 30-day grace period. Coverage is retroactive to the date it "
    "was lost.\n"
    "Plan | Individual | Individual + spouse | Individual + children | Family\n"
    "Medical PPO — Individual: $842.52; Individual + spouse: $1,769.70; Individual + children: $1,516.74; "
    "Family: $2,527.56\n"
    "Medical HDHP — Individual: $688.50; Individual + spouse: $1,445.34; Individual + children: $1,239.30; "
    "Family: $2,065.50\n"
    "Dental — Individual: $41.82; Individual + spouse: $84.66; Individual + children: $96.90; Family: "
    "$139.74\n"
    "Monthly rates include the 2% administration fee. Life and disability insurance cannot be continued "
    "under COBRA. COBRA ends early if you do not pay on time or become covered under another group plan "
    "after electing.",
    title="Sandoval Textiles COBRA Rates and Notice 2027",
)
TUITION = told(
    "Education assistance\n"
    "Regular full-time employees with at least six months of service may apply; regular part-time employees "
    "are eligible after one year. Interns and temporary employees are not eligible. Apply in the LearnUp "
    "portal at least 30 days before the course begins; courses that start before approval are not "
    "reimbursed. The course must be offered by an accredited school and relate to your current job or to "
    "another position at Ardmore.\n"
    "Program | Full-time yearly maximum | Part-time yearly maximum\n"
    "Undergraduate — Full-time yearly maximum: $5,250; Part-time yearly maximum: $2,625\n"
    "Graduate — Full-time yearly maximum: $8,000; Part-time yearly maximum: $4,000\n"
    "Professional certification — Full-time yearly maximum: $1,500; Part-time yearly maximum: $1,500\n"
    "Grade | Reimbursement\n"
    "A or B — Reimbursement: 100%\n"
    "C — Reimbursement: 75%\n"
    "Below C — Reimbursement: 0%\n"
    "Pass in a pass/fail course — Reimbursement: 100%\n"
    "Tuition, lab fees and required books are eligible. Parking, meals, travel and late fees are not. Submit "
    "grades and receipts within 60 days after the course ends. Amounts above $5,250 in a calendar year are "
    "taxable. If you leave voluntarily within 12 months of a payment, you repay that payment in full. "
    "Classes must be taken outside working hours.",
    title="Ardmore Health Network Education Assistance Policy",
)
BACKUP = told(
    "Backup care through Kinhaven\n"
    "When your regular care falls through, Kinhaven can arrange a caregiver at home or a place in a child "
    "care center. Each benefits-eligible employee has 15 days of backup care per calendar year, shared by "
    "the whole family. Unused days do not carry over. Register free of charge before your first request.\n"
    "Type of care | Your copay | Hours\n"
    "Center-based child care — Your copay: $20 per child per day, $30 maximum per family; Hours: up to 10 "
    "hours a day\n"
    "In-home child care — Your copay: $6 per hour, up to three children; Hours: 4-hour minimum, 10-hour "
    "maximum\n"
    "In-home adult or elder care — Your copay: $6 per hour; Hours: 4-hour minimum, 10-hour maximum\n"
    "Requests may be made up to 60 days ahead and as late as the same day. Center care is for children from "
    "6 weeks through 12 years. Mildly ill children may be cared for at home, but not in a center. Cancel by "
    "5 p.m. the day before; a later cancellation costs one day of care, and the copay is still charged. "
    "Copays are charged to your credit card, not deducted from pay. Parents' own babysitters are not "
    "reimbursed.",
    title="Meridian Glass Backup Care Program 2027",
)
PET = told(
    "Pet insurance from PawGuard\n"
    "Employees may insure dogs and cats. You may enroll at any time of year. Premiums are deducted from your "
    "pay after tax, and the employee pays the full premium, with a 7% group discount. Rates depend on "
    "species and ZIP code, not on age or breed. You may use any licensed veterinarian. You pay the bill and "
    "then file a claim within 90 days.\n"
    "Feature | Accident only | Accident and illness\n"
    "Reimbursement — Accident only: 80%; Accident and illness: 70%\n"
    "Annual deductible — Accident only: $100; Accident and illness: $250\n"
    "Annual maximum — Accident only: $3,000; Accident and illness: $7,500\n"
    "Waiting period — Accident only: none; Accident and illness: 14 days for illness\n"
    "Prescription drugs — Accident only: Not covered; Accident and illness: Covered\n"
    "Monthly cost, dog — Accident only: $14.60; Accident and illness: $38.90\n"
    "Monthly cost, cat — Accident only: $8.75; Accident and illness: $22.40\n"
    "A wellness rider for $12.50 a month pays up to $300 a year for vaccinations, checkups and dental "
    "cleaning, with no deductible. Pre-existing conditions, breeding costs and grooming are excluded. If you "
    "leave the company you may keep the policy by paying PawGuard directly, without the group discount.",
    title="Belrose Media Pet Insurance Flyer 2027",
)
ENROLL = told(
    "Enrolling and making changes\n"
    "New hires have 31 days from the date of hire to enroll in the MyVale portal. If you do nothing, you "
    "receive company-paid basic life insurance only. Open enrollment runs from October 19 through November "
    "6, 2026, for coverage beginning January 1, 2027. Your current medical, dental and vision elections "
    "continue automatically if you take no action, but flexible spending accounts end on December 31 unless "
    "you re-enroll.\n"
    "You may change elections in midyear only after a qualifying life event.\n"
    "Event | Deadline to report | Coverage takes effect\n"
    "Marriage — Deadline to report: 31 days; Coverage takes effect: first of the month after you report it\n"
    "Birth or adoption — Deadline to report: 60 days; Coverage takes effect: date of birth or adoption\n"
    "Divorce — Deadline to report: 31 days; Coverage takes effect: ex-spouse's coverage ends on the last day "
    "of the month\n"
    "Loss of other coverage — Deadline to report: 31 days; Coverage takes effect: day after the other "
    "coverage ended\n"
    "Proof of the event must be uploaded within 15 days of reporting. Children may be covered to the end of "
    "the month in which they turn 26. Domestic partners are eligible with a signed affidavit.",
    title="Valeworth Insurance Services Enrollment Rules 2027",
)
PHARMACY = told(
    "Prescription drug benefit\n"
    "RxCompass manages the drug benefit for the PPO. There is a separate $100 drug deductible per person, "
    "which does not apply to Tier 1. Drug copays count toward the medical out-of-pocket maximum.\n"
    "Tier | Retail, 30 days | Mail order, 90 days\n"
    "Tier 1 Generic — Retail, 30 days: $10; Mail order, 90 days: $20\n"
    "Tier 2 Preferred brand — Retail, 30 days: $40; Mail order, 90 days: $100\n"
    "Tier 3 Non-preferred brand — Retail, 30 days: $75; Mail order, 90 days: $187.50\n"
    "Tier 4 Specialty — Retail, 30 days: 25%, maximum $250; Mail order, 90 days: Not available\n"
    "Preventive drugs on the ACA list — Retail, 30 days: $0; Mail order, 90 days: $0\n"
    "Maintenance drugs may be filled twice at a retail pharmacy; after that you must use mail order or pay "
    "double the retail copay. Specialty drugs must be filled through the RxCompass specialty pharmacy and "
    "need prior authorization. Step therapy applies to some Tier 3 drugs. Insulin is capped at $35 for a "
    "30-day supply. Manufacturer coupons do not count toward the deductible. Drugs for weight loss, hair "
    "growth and cosmetic use are excluded.",
    title="Thornbury Paper Prescription Drug Guide 2027",
)
VISION_ES = told(
    "Plan de visión\n"
    "La empresa no paga ninguna parte de la prima; el costo se descuenta de su salario.\n"
    "Servicio | Dentro de la red | Fuera de la red | Frecuencia\n"
    "Examen de la vista — Dentro de la red: copago $10; Fuera de la red: reembolso hasta $45; Frecuencia: "
    "cada 12 meses\n"
    "Lentes — Dentro de la red: copago $25; Fuera de la red: reembolso hasta $60; Frecuencia: cada 12 meses\n"
    "Monturas — Dentro de la red: asignación $160; Fuera de la red: reembolso hasta $70; Frecuencia: cada 24 "
    "meses\n"
    "Lentes de contacto (en lugar de anteojos) — Dentro de la red: asignación $140; Fuera de la red: "
    "reembolso hasta $105; Frecuencia: cada 12 meses\n"
    "Costo mensual: $6.80 empleado solo; $17.25 familia. El plan no cubre la cirugía LASIK.\n"
    "Licencia por nacimiento o adopción\n"
    "Los empleados de tiempo completo con al menos un año de servicio reciben 8 semanas de licencia con el "
    "100% de su salario. La licencia debe tomarse dentro de los seis meses posteriores al nacimiento o la "
    "adopción y puede dividirse en dos períodos. Avise a Recursos Humanos con 30 días de anticipación. Los "
    "empleados de medio tiempo no reciben licencia pagada. El seguro médico continúa durante la licencia y "
    "usted sigue pagando su parte.",
    title="Empacadora Río Claro: Guía de visión y licencia familiar 2027",
)

FALSE = [
    Case(
        "If you cover your family in the HDHP, you can put up to $9,000 of your own money into the HSA "
        "on top of the company's $1,200 [1].",
        ACCOUNTS,
        "how much can i put in my hsa with family coverage",
    ),
    Case("Up to $680 of your unused Dependent Care FSA balance carries over into the next year [1].", ACCOUNTS),
    Case(
        "You have until March 31, 2028 to incur expenses against your 2027 Health Care FSA [1].",
        ACCOUNTS,
        "When do I have to spend my FSA by?",
    ),
    Case("The company makes its HSA contribution as one lump sum at the start of the year [1].", ACCOUNTS),
    Case(
        "Your full Dependent Care FSA election is available for reimbursement on the first day of the year [1].",
        ACCOUNTS,
    ),
    Case(
        "Your FSA elections roll forward automatically each year unless you change them [1].",
        ACCOUNTS,
        "do I need to sign up for the FSA again?",
    ),
    Case("You and your household share a total of six EAP counseling sessions per issue each year [1].", WELLNESS),
    Case("You can earn $100 for each health coaching call you complete [1].", WELLNESS),
    Case(
        "A member who completes every activity can earn up to $410 a year in Live Well rewards [1].",
        WELLNESS,
        "what's the most I can get from Live Well?",
    ),
    Case(
        "The EAP can also prescribe medication if your counselor thinks you need it [1].",
        WELLNESS,
        "can the EAP give me antidepressants",
    ),
    Case("Covered children can also earn Live Well rewards for getting an annual physical [1].", WELLNESS),
    Case("Live Well rewards are added to your paycheck as soon as you finish an activity [1].", WELLNESS),
    Case(
        "Renters are entitled to 60 days of company-paid temporary housing [1].",
        RELOCATION,
        "I rent. How long do you cover temporary housing?",
    ),
    Case(
        "If you resign 15 months after your start date, you must repay the full cost of the relocation [1].",
        RELOCATION,
    ),
    Case(
        "You qualify for relocation assistance as long as your new worksite is at least 50 miles from "
        "your old one [1].",
        RELOCATION,
    ),
    Case("The moving company's service includes both packing and unpacking your belongings [1].", RELOCATION),
    Case(
        "You choose your own moving company, pay it and then submit the bill for reimbursement [1].",
        RELOCATION,
        "Do I have to find a mover myself?",
    ),
    Case("Corvane also covers the taxes on the miscellaneous allowance [1].", RELOCATION),
    Case(
        "With family coverage, the plan starts paying for a family member once that person has met the "
        "$1,800 individual deductible [1].",
        HDHP,
        "Do we have to meet the whole family deductible?",
    ),
    Case("You pay 20% coinsurance for an in-network primary care visit [1].", HDHP),
    Case("Emergency room care at an out-of-network hospital costs you 40% coinsurance [1].", HDHP),
    Case("Preventive care is free whether or not the provider is in the network [1].", HDHP),
    Case("You need a referral from your primary care doctor before you see a specialist [1].", HDHP),
    Case(
        "An MRI is not covered at all if you don't get preauthorization [1].",
        HDHP,
        "what happens if I don't get preauth for my MRI",
    ),
    Case("The Core Plan pays 50% of major services such as crowns [1].", DENTAL),
    Case(
        "The Plus Plan pays 50% of orthodontia up to $1,800 per year for children to age 19 [1].",
        DENTAL,
        "Are braces covered for my 12 year old?",
    ),
    Case("Each person is limited to two cleanings every calendar year, with no exceptions [1].", DENTAL),
    Case("Both plans have a waiting period before major services are covered [1].", DENTAL),
    Case("You must get a pretreatment estimate before any major dental work [1].", DENTAL),
    Case("The Plus Plan covers orthodontia for both children and adults [1].", DENTAL),
    Case(
        "With five years of service you can carry over up to 8 days of PTO [1].",
        TIMEOFF,
        "Ive been here 5 years, how many days roll over?",
    ),
    Case("Full-time employees don't start accruing PTO until they have been employed for 60 days [1].", TIMEOFF),
    Case("Hourly employees who work on a holiday earn double their regular rate [1].", TIMEOFF),
    Case("Your floating holiday can be carried over to the following year if you don't use it [1].", TIMEOFF),
    Case(
        "You can cash out unused PTO at the end of the year while you are still employed [1].",
        TIMEOFF,
        "can I sell my PTO back?",
    ),
    Case("You need a doctor's note for every sick day you take [1].", TIMEOFF),
    Case("Short-term disability pays 66 2/3% of your weekly base pay [1].", DISABILITY),
    Case(
        "STD benefits begin after a 7-day waiting period, whether you are ill or have had an accident [1].",
        DISABILITY,
        "how soon does short term disability start",
    ),
    Case("LTD benefits for mental health conditions can continue to age 65 [1].", DISABILITY),
    Case("Short-term disability also covers injuries that happen on the job [1].", DISABILITY),
    Case(
        "Because the company pays for core LTD, the benefits you receive from it are tax-free [1].",
        DISABILITY,
        "Is LTD taxed?",
    ),
    Case("You must enroll in short-term disability to be covered [1].", DISABILITY),
    Case(
        "You can cover your spouse for up to $250,000 regardless of how much coverage you have yourself [1].",
        VOLLIFE,
    ),
    Case(
        "A 40-year-old employee with $100,000 of coverage would pay $10 a year [1].",
        VOLLIFE,
        "I'm 40. What does 100k of life insurance cost?",
    ),
    Case("New hires can elect up to $500,000 without health questions if they enroll within 30 days [1].", VOLLIFE),
    Case("Your spouse's rate is based on your spouse's own age [1].", VOLLIFE),
    Case("You can buy coverage for your spouse even if you don't enroll yourself [1].", VOLLIFE),
    Case("Smokers pay a higher rate than non-smokers [1].", VOLLIFE, "does it cost more if I smoke?"),
    Case(
        "COBRA for the HDHP with your spouse costs $1,239.30 a month [1].",
        COBRA,
        "COBRA price for HDHP for me and my wife",
    ),
    Case("Your first COBRA payment is due within 30 days after you elect coverage [1].", COBRA),
    Case("A 2% administration fee is added on top of the monthly rates shown [1].", COBRA),
    Case("You and your family members must all elect COBRA together [1].", COBRA),
    Case(
        "COBRA also lets you continue your life and disability insurance [1].",
        COBRA,
        "Can I keep my life insurance through COBRA?",
    ),
    Case("COBRA coverage starts on the date of your first payment, so you will have a gap until then [1].", COBRA),
    Case("Part-time employees can be reimbursed up to $750 a year for a professional certification [1].", TUITION),
    Case("Both full-time and part-time employees become eligible after 6 months of service [1].", TUITION),
    Case("If you earn a C, the company reimburses 50% of the cost [1].", TUITION, "I got a C, do I still get paid?"),
    Case("You can apply for reimbursement after the course has started, as long as you pass it [1].", TUITION),
    Case("The policy also covers parking and travel to class [1].", TUITION),
    Case("You can attend classes during working hours with your manager's approval [1].", TUITION),
    Case(
        "You get 15 days of backup care per year for each of your children [1].",
        BACKUP,
        "how many backup care days do we get with two kids?",
    ),
    Case("In-home child care costs $6 per hour for each child [1].", BACKUP),
    Case("Center-based care costs $20 a day per family [1].", BACKUP),
    Case("If your child is mildly ill, you can take them to a Kinhaven center [1].", BACKUP),
    Case("Copays are taken out of your paycheck [1].", BACKUP),
    Case("There is a small fee to register with Kinhaven [1].", BACKUP),
    Case("The accident and illness plan reimburses 80% of covered vet bills [1].", PET),
    Case(
        "Insuring a cat under the accident and illness plan costs $38.90 a month [1].",
        PET,
        "How much to insure my cat for illness too",
    ),
    Case("The wellness rider pays up to $300 a year after you meet the $250 deductible [1].", PET),
    Case("Older pets and certain breeds cost more to insure [1].", PET, "my dog is 11, will it cost more?"),
    Case("You can enroll your pet only during open enrollment [1].", PET),
    Case("PawGuard pays the veterinarian directly, so you don't have to pay up front [1].", PET),
    Case(
        "You have 31 days after your baby is born to add the child to your coverage [1].",
        ENROLL,
        "we just had a baby, how long do I have to add her",
    ),
    Case("Your child's coverage ends on the day they turn 26 [1].", ENROLL),
    Case("You must upload proof of a life event within 31 days of reporting it [1].", ENROLL),
    Case("If you marry, your new spouse's coverage is retroactive to the wedding date [1].", ENROLL),
    Case(
        "If you don't act during open enrollment, your medical coverage ends on the last day of December [1].",
        ENROLL,
        "What happens if I skip open enrollment?",
    ),
    Case("New hires who don't enroll are placed in the medical plan automatically [1].", ENROLL),
    Case(
        "A 90-day mail-order supply of a preferred brand drug costs $120 [1].",
        PHARMACY,
        "price of 90 days tier 2 by mail?",
    ),
    Case("The $100 drug deductible applies to all tiers, including generics [1].", PHARMACY),
    Case("Maintenance drugs must be filled by mail order after 1 fill at a retail pharmacy [1].", PHARMACY),
    Case("Specialty drugs can be filled by mail order or at any retail pharmacy [1].", PHARMACY),
    Case("Manufacturer coupons count toward your drug deductible [1].", PHARMACY),
    Case("Weight-loss drugs are covered with prior authorization [1].", PHARMACY, "is Wegovy covered for weight loss"),
    Case(
        "El plan le da una asignación de $160 para monturas cada 12 meses [1].",
        VISION_ES,
        "¿Cada cuánto puedo cambiar las monturas?",
    ),
    Case(
        "Si va a un oftalmólogo fuera de la red, el plan le reembolsa hasta $60 por el examen de la vista [1].",
        VISION_ES,
    ),
    Case("Los empleados de medio tiempo reciben 4 semanas de licencia pagada [1].", VISION_ES),
    Case("El plan cubre parte del costo de la cirugía LASIK [1].", VISION_ES, "¿Cubren LASIK?"),
    Case("Puede recibir anteojos y también lentes de contacto en el mismo año [1].", VISION_ES),
    Case("Durante la licencia la empresa paga la totalidad de su seguro médico [1].", VISION_ES),
]

TRUE = [
    Case(
        "Harrow Mills contributes $600 a year to your HSA if you have employee-only coverage [1].",
        ACCOUNTS,
        "Does the company put anything in the HSA?",
    ),
    Case("If you're 55 or older, you can contribute an extra $1,000 to your HSA [1].", ACCOUNTS),
    Case("You must be enrolled in the HDHP to be eligible for the HSA [1].", ACCOUNTS),
    Case(
        "If you have more than $680 left in your Health Care FSA at year-end, you lose the amount above $680 [1].",
        ACCOUNTS,
        "do I lose the leftover FSA money",
    ),
    Case("You can adjust your HSA contribution whenever you like during the year [1].", ACCOUNTS),
    Case(
        "The Dependent Care FSA is limited to $7,500 per household and can be used for day care for "
        "children younger than 13 [1].",
        ACCOUNTS,
    ),
    Case("The EAP is free and available around the clock at 800-555-0142 [1].", WELLNESS),
    Case(
        "You can get up to 6 counseling sessions per issue each year, either in person or by video [1].",
        WELLNESS,
        "How many therapy sessions are free?",
    ),
    Case(
        "If you hire the attorney after your consultation, you get a 25% discount on their regular fees [1].",
        WELLNESS,
    ),
    Case("Your spouse can also earn Live Well rewards if they are covered by a Tolland medical plan [1].", WELLNESS),
    Case(
        "No, BrightPath won't let your manager know that you contacted the EAP [1].",
        WELLNESS,
        "will my boss find out if I call the EAP?",
    ),
    Case("Getting a biometric screening earns you $150, once a year [1].", WELLNESS),
    Case("As a renter, you receive a $3,500 miscellaneous allowance [1].", RELOCATION),
    Case("Homeowners get two house-hunting trips of four nights each [1].", RELOCATION),
    Case(
        "If you're laid off, you don't have to pay back your relocation benefits [1].",
        RELOCATION,
        "Do I owe the money back if I get laid off?",
    ),
    Case("Corvane will cover up to two months' rent to cancel your lease if you rent [1].", RELOCATION),
    Case("You need to submit receipts within 60 days of each expense [1].", RELOCATION),
    Case("If you quit during your first 12 months, you must pay back the entire cost [1].", RELOCATION),
    Case("The in-network deductible is $1,800 for an individual and $3,600 for a family [1].", HDHP),
    Case("You can see a specialist without a referral [1].", HDHP),
    Case(
        "In-network preventive care is covered at no charge, even before you meet your deductible [1].",
        HDHP,
        "is my annual checkup free",
    ),
    Case("Physical therapy is limited to 30 visits a year, and you pay 20% coinsurance in network [1].", HDHP),
    Case("Your premiums don't count toward the out-of-pocket limit [1].", HDHP),
    Case("The plan covers one hearing aid per ear every three years [1].", HDHP, "Are hearing aids covered?"),
    Case("Exams, cleanings and X-rays are covered at 100% under both plans [1].", DENTAL),
    Case(
        "Under the Plus Plan, you pay 15% of the cost of fillings after the deductible [1].",
        DENTAL,
        "what do I pay for a filling on the Plus plan",
    ),
    Case("Implants are covered at 50% in the Plus Plan but are not covered in the Core Plan [1].", DENTAL),
    Case("The annual maximum is $1,250 per person in the Core Plan and $2,250 in the Plus Plan [1].", DENTAL),
    Case("You can go to any licensed dentist, but you'll save money by using one in the SmileNet network [1].", DENTAL),
    Case("Under the Core Plan, you have to wait 12 months before major services are covered [1].", DENTAL),
    Case(
        "After three years of service, full-time employees earn 20 days of PTO per year [1].",
        TIMEOFF,
        "How much vacation do I get after 3 yrs?",
    ),
    Case("Any PTO you carry over must be used by March 31, or you will lose it [1].", TIMEOFF),
    Case("You get nine paid holidays and one floating holiday of your choice [1].", TIMEOFF),
    Case("If a holiday falls on a Sunday, it is observed the following Monday [1].", TIMEOFF),
    Case("A holiday that falls during your vacation does not use up a PTO day [1].", TIMEOFF),
    Case(
        "Part-time employees working at least 20 hours a week earn PTO at 50% of the full-time rate [1].",
        TIMEOFF,
        "do part timers get PTO",
    ),
    Case("STD replaces 70% of your weekly base pay, up to $2,000 per week, for as long as 26 weeks [1].", DISABILITY),
    Case(
        "Full-time employees are covered by short-term disability after 90 days of service, at no cost to them [1].",
        DISABILITY,
    ),
    Case(
        "LTD benefits start after a 180-day waiting period [1].",
        DISABILITY,
        "when does long term disability kick in",
    ),
    Case("The LTD buy-up raises your benefit from 50% to 66 2/3% of monthly base pay [1].", DISABILITY),
    Case("Your overtime and bonuses aren't included when base pay is calculated [1].", DISABILITY),
    Case("Any Social Security or workers' compensation you receive will reduce your LTD benefit [1].", DISABILITY),
    Case(
        "You can elect coverage for yourself in $10,000 increments, up to the lesser of five times your "
        "salary or $500,000 [1].",
        VOLLIFE,
        "How much life insurance can I buy?",
    ),
    Case("Employees aged 45 to 54 pay $0.24 per month for each $1,000 of coverage [1].", VOLLIFE),
    Case("Your spouse's coverage can't exceed 50% of your own amount [1].", VOLLIFE),
    Case("At age 70, your coverage drops to 65% of its amount [1].", VOLLIFE),
    Case(
        "The child rate is the same no matter how many eligible children you have [1].",
        VOLLIFE,
        "i have 3 kids, do I pay for each",
    ),
    Case("You have 31 days after your coverage ends to port or convert it [1].", VOLLIFE),
    Case(
        "COBRA for the PPO costs $842.52 per month for one person and $2,527.56 for a family [1].",
        COBRA,
        "What would COBRA cost on the PPO?",
    ),
    Case("If your employment ends, you can keep COBRA coverage for up to 18 months [1].", COBRA),
    Case("After a divorce, your former spouse may keep COBRA coverage for 36 months [1].", COBRA),
    Case("You have 60 days to decide whether to elect COBRA [1].", COBRA),
    Case("Continuing family dental coverage costs $139.74 a month, including the 2% administration fee [1].", COBRA),
    Case("Your COBRA coverage can end early if you miss a payment deadline [1].", COBRA),
    Case("Full-time employees can receive up to $5,250 a year for undergraduate courses [1].", TUITION),
    Case("You'll be reimbursed at 100% for an A or a B, and 75% for a C [1].", TUITION, "Does my grade matter?"),
    Case("You need to apply in the LearnUp portal no later than 30 days before your course starts [1].", TUITION),
    Case("Interns are not eligible for education assistance [1].", TUITION, "i'm an intern, can I get tuition help?"),
    Case("If you quit within a year of receiving a payment, you'll have to pay it back in full [1].", TUITION),
    Case("Required books and lab fees are covered, but parking and meals are not [1].", TUITION),
    Case("You have 15 days of backup care each calendar year for your whole family [1].", BACKUP),
    Case(
        "Center-based care costs $20 a day per child, with a maximum of $30 per family [1].",
        BACKUP,
        "how much is the daycare center",
    ),
    Case("You can request care as far as 60 days in advance or even on the same day [1].", BACKUP),
    Case("Backup care days you don't use are lost at the end of the year [1].", BACKUP),
    Case("In-home elder care costs $6 an hour, with a minimum of four hours [1].", BACKUP),
    Case("If you cancel after 5 p.m. the day before, you lose a day of care and still pay the copay [1].", BACKUP),
    Case("The accident-only plan has a $100 annual deductible and pays up to $3,000 a year [1].", PET),
    Case("Accident and illness coverage for a dog costs $38.90 a month [1].", PET),
    Case(
        "You can sign up for pet insurance at any point during the year [1].",
        PET,
        "Can I still add my puppy in June?",
    ),
    Case("Pre-existing conditions are not covered [1].", PET),
    Case(
        "For $12.50 a month, you can add a wellness rider that covers vaccinations and checkups up to $300 a year [1].",
        PET,
    ),
    Case("You can keep your policy after leaving the company, but you'll lose the 7% group discount [1].", PET),
    Case("As a new hire, you have 31 days from your hire date to enroll through the MyVale portal [1].", ENROLL),
    Case("Open enrollment for 2027 coverage ends on November 6, 2026 [1].", ENROLL, "when is the last day to enroll"),
    Case(
        "You need to report a marriage within 31 days, and coverage starts on the first of the month "
        "after you report it [1].",
        ENROLL,
    ),
    Case("If you want a flexible spending account next year, you have to enroll in it again [1].", ENROLL),
    Case(
        "You can cover your domestic partner if you sign an affidavit [1].",
        ENROLL,
        "Can I add my girlfriend? we live together",
    ),
    Case("A newborn's coverage takes effect on the date of birth [1].", ENROLL),
    Case("A 30-day supply of a generic drug costs $10 at a retail pharmacy [1].", PHARMACY),
    Case("For a non-preferred brand, you pay $75 at retail or $187.50 for 90 days by mail [1].", PHARMACY),
    Case(
        "For specialty drugs you pay 25% of the cost, up to a maximum of $250 for a 30-day supply [1].",
        PHARMACY,
        "what do I pay for my specialty med?",
    ),
    Case("Insulin costs you no more than $35 for a 30-day supply [1].", PHARMACY),
    Case("Specialty drugs require prior authorization [1].", PHARMACY),
    Case("What you pay in drug copays counts toward your medical out-of-pocket maximum [1].", PHARMACY),
    Case(
        "El examen de la vista tiene un copago de $10 dentro de la red, una vez cada 12 meses [1].",
        VISION_ES,
        "¿Cuánto cuesta el examen de ojos?",
    ),
    Case("El plan de visión cuesta $17.25 al mes si cubre a toda la familia [1].", VISION_ES),
    Case("Usted paga toda la prima del plan de visión, ya que la empresa no contribuye [1].", VISION_ES),
    Case(
        "Si es empleado de tiempo completo con un año o más de servicio, recibe ocho semanas de licencia "
        "con sueldo completo [1].",
        VISION_ES,
    ),
    Case(
        "Puede dividir la licencia en dos períodos, siempre que la tome dentro de los seis meses "
        "siguientes al nacimiento o la adopción [1].",
        VISION_ES,
        "¿Puedo tomar la licencia en partes?",
    ),
    Case("Debe avisar a Recursos Humanos 30 días antes de tomar la licencia [1].", VISION_ES),
]
