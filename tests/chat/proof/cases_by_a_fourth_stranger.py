"""Sentences on benefit papers written by a fourth hand, as models answer and go wrong: 60 false and 60 true."""

from tests.chat.proof.cases import Case, told

PPO = told(
    "Harrow Ridge Aggregates. Choice PPO. Coverage period: 01/01/2027 – 12/31/2027. Coverage for: Individual "
    "+ Family. What is the overall deductible? In-network: $900 individual / $1,800 family. Out-of-network: "
    "$2,500 individual / $5,000 family. Are there services covered before you meet your deductible? Yes. "
    "In-network preventive care, office visits and generic drugs. What is the out-of-pocket limit? "
    "In-network: $4,750 individual / $9,500 family. Out-of-network: $11,000 individual / $22,000 family. "
    "What is not included in the out-of-pocket limit? Premiums, balance-billed charges and penalties for "
    "failure to obtain preauthorization. Do you need a referral to see a specialist? No.\n"
    "Service | In-network | Out-of-network | Limitations\n"
    "Primary care visit — In-network: $25 copay; Out-of-network: 40% coinsurance; Limitations: None\n"
    "Specialist visit — In-network: $50 copay; Out-of-network: 40% coinsurance; Limitations: None\n"
    "Imaging (CT/PET scans, MRIs) — In-network: 20% coinsurance; Out-of-network: 40% coinsurance; "
    "Limitations: Preauthorization required or benefit is reduced by $300\n"
    "Emergency room care — In-network: $250 copay, then 20% coinsurance; Out-of-network: $250 copay, then "
    "20% coinsurance; Limitations: Copay waived if admitted\n"
    "Chiropractic care — In-network: $50 copay; Out-of-network: Not covered; Limitations: 20 visits per year",
    title="Choice PPO Summary of Benefits and Coverage 2027",
)
HMO = told(
    "Bellwether Print & Bindery. Valley HMO Summary of Benefits, effective April 1, 2027. This plan has no "
    "deductible. The out-of-pocket maximum is $3,200 per member and $6,400 per family each plan year. You "
    "must choose a primary care physician (PCP) from the Valley network; if you do not choose one, Valley "
    "will assign one to you. A referral from your PCP is required for specialist visits, except for "
    "obstetrics/gynecology and behavioral health. Services from non-network providers are not covered, "
    "except for emergency care and urgent care outside the service area. You may change your PCP at any "
    "time; changes made by the 15th take effect on the first of the following month.\n"
    "Service | You pay\n"
    "PCP visit — You pay: $15 per visit\n"
    "Specialist visit — You pay: $35 per visit\n"
    "Urgent care — You pay: $35 per visit\n"
    "Emergency room — You pay: $150 per visit, waived if admitted\n"
    "Inpatient hospital — You pay: $275 per day, up to 3 days per admission\n"
    "Tier 1 generic drugs (30 days) — You pay: $10\n"
    "Tier 2 preferred brand drugs (30 days) — You pay: $40\n"
    "Mail order (90 days) — You pay: two times the 30-day copay",
    title="Valley HMO Summary of Benefits 2027",
)
HSA = told(
    "Ostrander Marine Coatings. Health Savings Account Guide 2027. Employees enrolled in the Saver HDHP may "
    "open an HSA with Larkfield Bank. You are not eligible if you are enrolled in Medicare, are covered by a "
    "general purpose health care FSA (including a spouse's), or can be claimed as a dependent on someone "
    "else's tax return. The company contributes $600 for employee-only coverage and $1,200 for all other "
    "coverage levels, deposited in equal quarterly installments on the first payday of each quarter. New "
    "hires receive only the installments that fall after their HSA is opened. Ostrander pays the monthly "
    "account fee while you are employed; after you leave, a $3.25 monthly fee is taken from your balance. "
    "Employees who will be age 55 or older by December 31 may contribute an additional $1,000. You can "
    "change your payroll contribution at any time during the year. Balances above $1,500 may be invested. "
    "Unused money rolls over from year to year and is yours to keep if you leave. Withdrawals for "
    "non-qualified expenses are taxable and, before age 65, subject to a 20% penalty. Keep your receipts; "
    "the bank does not ask for them.",
    title="Health Savings Account Guide 2027",
)
DENTAL = told(
    "Quillfeather Toys, Inc. Dental Plan Schedule 2027. You may visit any dentist under either plan. "
    "Out-of-network claims are paid on the maximum allowable charge and the dentist may bill you for the "
    "balance. The deductible does not apply to preventive services. Preventive services do not count toward "
    "the annual maximum in the High Plan. Cleanings are limited to two per calendar year; members who are "
    "pregnant may receive a third cleaning. Crowns are replaced once every 7 years. There is a 12-month "
    "waiting period for major services, waived for employees who enroll when first eligible. Implants are "
    "covered in the High Plan only.\n"
    "Feature | Low Plan | High Plan\n"
    "Annual deductible (individual / family) — Low Plan: $75 / $225; High Plan: $50 / $150\n"
    "Annual maximum per person — Low Plan: $1,000; High Plan: $2,250\n"
    "Preventive — Low Plan: 100%; High Plan: 100%\n"
    "Basic (fillings, extractions) — Low Plan: 70%; High Plan: 85%\n"
    "Major (crowns, bridges) — Low Plan: 40%; High Plan: 60%\n"
    "Orthodontia — Low Plan: Not covered; High Plan: 50%, children to age 19\n"
    "Orthodontia lifetime maximum — Low Plan: None; High Plan: $1,750",
    title="Dental Plan Schedule 2027",
)
VISION = told(
    "Tamarack Cold Storage. Vision Benefits at a Glance 2027. ClearSight network. The vision plan is "
    "voluntary and paid entirely by the employee. You do not need an ID card; give the provider your name "
    "and date of birth. Contact lenses are provided in place of eyeglass lenses and frames, not in addition "
    "to them. To be paid for out-of-network services, send an itemized receipt to ClearSight within 12 "
    "months of the date of service. Members may save an average of 15% off the regular price of laser vision "
    "correction at contracted facilities.\n"
    "Benefit | In-network | Out-of-network reimbursement | Frequency\n"
    "Eye exam — In-network: $10 copay; Out-of-network reimbursement: up to $45; Frequency: every 12 months\n"
    "Standard lenses — In-network: $20 copay; Out-of-network reimbursement: up to $50; Frequency: every 12 "
    "months\n"
    "Frames — In-network: $160 allowance, 20% off the balance; Out-of-network reimbursement: up to $70; "
    "Frequency: every 24 months (every 12 months for children under 19)\n"
    "Elective contact lenses — In-network: $140 allowance; Out-of-network reimbursement: up to $105; "
    "Frequency: every 12 months\n"
    "Contact lens fitting — In-network: up to $55 copay; Out-of-network reimbursement: not covered; "
    "Frequency: every 12 months",
    title="Vision Benefits at a Glance 2027",
)
K401 = told(
    "Pendle & Roth Instruments 401(k) Plan Highlights 2027. Employees age 18 and older may join on the first "
    "of the month after 60 days of service. Interns and temporary employees are excluded. Unless you elect "
    "otherwise, you are enrolled automatically at 4% of pay, and your rate rises 1% each January until it "
    "reaches 10%. You may opt out or change your rate at any time. The company matches 100% of the first 3% "
    "of pay you contribute and 50% of the next 2%. The match is made each pay period. Both pre-tax and Roth "
    "contributions are matched; catch-up contributions are not. Your own contributions are always 100% "
    "vested. Company match vests as shown below. The minimum loan is $1,000, and the maximum is the lesser "
    "of $50,000 or half of your vested balance. If you make no investment election, your money goes into the "
    "target date fund nearest the year you turn 65. \n"
    "Years of service | Vested in match\n"
    "Less than 1 — Vested in match: 0%\n"
    "1 — Vested in match: 33%\n"
    "2 — Vested in match: 66%\n"
    "3 or more — Vested in match: 100%",
    title="401(k) Plan Highlights 2027",
)
PTO = told(
    "Sablewood Theatres. Paid Time Off Policy, effective January 1, 2027. PTO accrues each biweekly pay "
    "period beginning on the date of hire and may be used after 60 days of employment. Regular part-time "
    "employees scheduled for at least 24 hours a week accrue at half the rate shown. Seasonal employees do "
    "not accrue PTO. PTO may be taken in increments of two hours. Requests for three or more consecutive "
    "days must be submitted to your manager at least 14 days in advance. Up to 40 unused hours carry over on "
    "December 31; hours above that are forfeited. PTO does not accrue during unpaid leave. Accrued, unused "
    "PTO is paid out on separation, unless the employee is terminated for cause. Company holidays that fall "
    "during PTO are not charged against the PTO balance.\n"
    "Years of service | Hours per pay period | Days per year | Maximum balance\n"
    "0–2 — Hours per pay period: 4.62; Days per year: 15; Maximum balance: 160 hours\n"
    "3–7 — Hours per pay period: 5.54; Days per year: 18; Maximum balance: 200 hours\n"
    "8 or more — Hours per pay period: 7.08; Days per year: 23; Maximum balance: 240 hours",
    title="Paid Time Off Policy 2027",
)
PARENT = told(
    "Corvane Freight Systems. Paid Parental Leave Policy 2027. Full-time employees who have completed 12 "
    "months of service on the date of birth, adoption or foster placement are eligible. Eligible employees "
    "receive 8 weeks of paid parental leave at 100% of base pay; overtime and shift differentials are not "
    "included. An employee who gives birth receives, in addition, 6 weeks of paid medical recovery leave (8 "
    "weeks for a cesarean delivery), which is taken first. Parental leave must be completed within 12 months "
    "of the birth or placement and may be taken in no more than two blocks, each of at least two weeks. The "
    "amount of leave does not increase for multiple births. If both parents work for Corvane, each receives "
    "the full 8 weeks. Parental leave runs concurrently with FMLA leave. Unused leave is not paid out. "
    "Benefits continue during the leave and the employee's share of premiums is deducted from the leave pay. "
    "Give notice to the Leave Center at least 30 days before the expected date. Employees who do not return "
    "for at least 90 days after the leave must repay the leave pay, except where the reason is a serious "
    "health condition.",
    title="Paid Parental Leave Policy 2027",
)
DISAB = told(
    "Mirefield Seed Company. Disability Coverage Summary 2027. Short-term disability (STD) is provided at no "
    "cost to all full-time employees. Long-term disability (LTD) is voluntary; you pay the full premium with "
    "after-tax dollars, so LTD benefits are not taxable. STD benefits are taxable income. Coverage begins on "
    "the first of the month after 90 days of employment. STD does not cover work-related injuries, which are "
    "handled by workers' compensation. LTD is subject to a 3/12 pre-existing condition exclusion: no benefit "
    "is paid for a disability in the first 12 months of coverage that results from a condition treated in "
    "the 3 months before coverage began. You may enroll in LTD within 31 days of becoming eligible without "
    "evidence of insurability. After 24 months, LTD is paid only if you cannot perform any occupation for "
    "which you are reasonably suited.\n"
    "Feature | STD | LTD\n"
    "Benefit — STD: 60% of weekly base pay; LTD: 50% of monthly base pay\n"
    "Maximum benefit — STD: $1,400 per week; LTD: $7,500 per month\n"
    "Waiting period — STD: 7 days (none for an accident); LTD: 180 days\n"
    "Maximum duration — STD: 26 weeks; LTD: to Social Security normal retirement age",
    title="Disability Coverage Summary 2027",
)
LIFE = told(
    "Dovecote Linen Service. Group Life and AD&D Insurance 2027. Basic life and AD&D: the company provides "
    "two times annual base pay, rounded up to the next $1,000, to a maximum of $400,000, at no cost to you. "
    "Coverage over $50,000 results in imputed income. Supplemental life: you may buy $10,000 to $500,000 in "
    "steps of $10,000, not to exceed five times annual pay. New hires may elect up to $180,000 without "
    "evidence of insurability within 31 days of hire. Spouse life: $5,000 to $100,000, not more than 50% of "
    "your supplemental coverage; guaranteed issue $30,000. Child life: $10,000 for each child from 14 days "
    "to age 26; one premium of $1.20 a month covers all children. You must have supplemental life to cover a "
    "spouse or children. You pay for supplemental and dependent coverage through after-tax payroll "
    "deductions. Basic life reduces to 65% at age 70 and to 50% at age 75. You are automatically the "
    "beneficiary of dependent coverage. When employment ends, you may port or convert coverage within 31 "
    "days. An accelerated benefit of up to 75% of the life benefit, to $250,000, is available when life "
    "expectancy is 12 months or less.",
    title="Group Life and AD&D Insurance 2027",
)
COBRA = told(
    "Granby Elevator & Hoist. COBRA Continuation Coverage: What You Need to Know (2027). You may continue "
    "medical, dental, vision and the health care FSA. Life and disability insurance cannot be continued "
    "under COBRA. You have 60 days from the later of the date of the notice or the date coverage ends to "
    "elect. The first payment is due within 45 days after you elect; later payments are due on the first of "
    "each month with a 30-day grace period. The premium is 102% of the full cost of coverage, and 150% "
    "during a disability extension. You must tell the administrator, Northpost, within 60 days of a divorce "
    "or a child's loss of dependent status; the company reports terminations, reductions in hours and "
    "deaths. Payments are sent to Northpost, not to Granby.\n"
    "Qualifying event | Who may continue | Maximum period\n"
    "Termination or reduction in hours — Who may continue: employee, spouse, children; Maximum period: 18 "
    "months\n"
    "Disability determined by Social Security — Who may continue: all beneficiaries; Maximum period: 29 "
    "months\n"
    "Divorce or death of employee — Who may continue: spouse, children; Maximum period: 36 months\n"
    "Child no longer a dependent — Who may continue: the child; Maximum period: 36 months",
    title="COBRA Continuation Coverage 2027",
)
COMMUTE = told(
    "Lanternhouse Publishing. Commuter Benefit Guide 2027. You may set aside up to $340 a month before tax "
    "for transit or vanpool and up to $340 a month for qualified parking. The two accounts are separate and "
    "money cannot be moved between them. Lanternhouse adds $50 a month to the transit account of each "
    "participating employee; there is no company contribution for parking. Tolls, fuel, bicycles, taxis and "
    "parking at your home are not eligible. You can enroll, change or cancel at any time; orders placed by "
    "the 10th of a month apply to the following month. There is no need for a qualifying life event. Unused "
    "amounts carry over from month to month while you are employed and are forfeited when you leave, except "
    "that you have 90 days to claim parking expenses from before your last day. Transit passes must be paid "
    "for with the commuter debit card; paper claims for transit are not accepted. Parking may be paid with "
    "the card or claimed within 180 days of the expense. Spouses and dependents may not use the benefit. "
    "Replacement cards cost $5.",
    title="Commuter Benefit Guide 2027",
)
EAP_ES = told(
    "Molinos Alcaraván, Inc. Programa de Asistencia al Empleado (EAP) 2027. El programa es gratuito y está "
    "disponible para todos los empleados desde su primer día de trabajo, aunque no estén inscritos en el "
    "plan médico. También pueden usarlo las personas que viven en su hogar y los hijos dependientes menores "
    "de 26 años, aunque vivan en otro lugar. Usted y cada miembro de su familia pueden recibir hasta 6 "
    "sesiones de consejería por asunto al año, en persona, por teléfono o por video. Las llamadas se "
    "atienden las 24 horas del día, los 7 días de la semana, en inglés y en español. El servicio es "
    "confidencial: la empresa no recibe los nombres de quienes lo usan, salvo con su permiso por escrito o "
    "cuando la ley lo exige. El servicio legal incluye una consulta inicial gratuita de 30 minutos y un "
    "descuento del 25% sobre los honorarios posteriores; no cubre asuntos laborales contra la empresa. El "
    "EAP no receta medicamentos. Si necesita más sesiones, el consejero lo remitirá a un proveedor del plan "
    "médico y se aplicarán los copagos del plan. Después de dejar la empresa, puede seguir usando el EAP "
    "durante 60 días.",
    title="Programa de Asistencia al Empleado 2027",
)
SURCH = told(
    "Ironbark Stoneworks. Wellness Discount and Premium Surcharges 2027. Wellness discount: employees "
    "enrolled in a medical plan who complete a biometric screening and the online health assessment by "
    "October 31, 2026 pay $15 less per paycheck in 2027. A covered spouse who completes both steps earns a "
    "further $10 per paycheck. The discount does not depend on your results. Employees hired after August 1, "
    "2026 receive the discount automatically for 2027. Tobacco surcharge: $30 per paycheck if you, or a "
    "covered spouse, used tobacco in the past 6 months; one charge applies even if both of you use tobacco. "
    "E-cigarettes count as tobacco. Children's use is not considered. Complete the free Breathe Easy course "
    "and the surcharge is removed and refunded back to January 1, whether or not you quit. Those who do not "
    "complete the tobacco affidavit are charged the surcharge. Spousal surcharge: $45 per paycheck if your "
    "spouse is offered medical coverage by his or her own employer and you cover the spouse in our plan. It "
    "does not apply if the spouse also works for Ironbark. Results are kept by the vendor, VitalPath, and "
    "are not shared with Ironbark.",
    title="Wellness Discount and Premium Surcharges 2027",
)
RATES = told(
    "Tollgate Nurseries. 2027 Employee Contributions per Paycheck (26 pay periods). Full-time employees. "
    "Medical, dental and vision contributions are taken before tax. Part-time employees (20–29 hours) pay "
    "1.5 times the medical rates shown and the same dental and vision rates. Domestic partner contributions "
    "are taken after tax. Deductions begin with the first paycheck after coverage starts. Rates do not "
    "include the tobacco surcharge. Medical rates rise on January 1, 2027; dental and vision rates are "
    "unchanged from 2026. Employees earning under $45,000 a year receive a $12 credit per paycheck toward "
    "medical.\n"
    "Tier | Bronze HDHP | Silver PPO | Gold PPO | Dental | Vision\n"
    "Employee only — Bronze HDHP: $31.50; Silver PPO: $58.20; Gold PPO: $94.75; Dental: $6.10; Vision: $2.85\n"
    "Employee + spouse — Bronze HDHP: $88.40; Silver PPO: $142.60; Gold PPO: $217.30; Dental: $12.90; "
    "Vision: $5.40\n"
    "Employee + child(ren) — Bronze HDHP: $72.15; Silver PPO: $119.85; Gold PPO: $186.00; Dental: $14.25; "
    "Vision: $5.95\n"
    "Family — Bronze HDHP: $129.70; Silver PPO: $205.45; Gold PPO: $308.60; Dental: $21.35; Vision: $8.70",
    title="Employee Contributions per Paycheck 2027",
)

FALSE = [
    Case("A specialist visit in-network costs you a $25 copay [1].", PPO, "How much is a specialist visit?"),
    Case(
        "Chiropractic care is covered up to 20 visits per year, whether you use an in-network or an "
        "out-of-network provider [1].",
        PPO,
    ),
    Case("Preauthorization penalties count toward your out-of-pocket limit [1].", PPO),
    Case(
        "You'll need a referral from your primary care doctor before seeing a specialist on the Choice PPO [1].",
        PPO,
        "Do I need a referral?",
    ),
    Case("If you are hospitalized, you pay $275 per admission [1].", HMO, "What do I pay for a hospital stay?"),
    Case("You need a PCP referral for every specialist, including your gynecologist [1].", HMO),
    Case(
        "A 90-day mail order supply of a preferred brand drug costs $120 [1].",
        HMO,
        "What would I pay for mail order brand drugs?",
    ),
    Case("If you see a non-network provider for routine care, the plan pays a reduced benefit [1].", HMO),
    Case(
        "Ostrander deposits its full HSA contribution in a lump sum on the first payday of the year [1].",
        HSA,
        "When does the company put money in my HSA?",
    ),
    Case("If you cover your spouse or children, the company contributes $600 to your HSA [1].", HSA),
    Case(
        "You can only change your HSA payroll contribution during open enrollment or after a qualifying "
        "life event [1].",
        HSA,
        "Can I change my contribution mid-year?",
    ),
    Case("After age 65, non-qualified withdrawals are tax-free [1].", HSA),
    Case("The High Plan covers orthodontia at 50% for both adults and children [1].", DENTAL, "Are braces covered?"),
    Case("The Low Plan pays 60% of the cost of crowns and bridges [1].", DENTAL),
    Case(
        "Everyone has to wait 12 months before major services are covered, even if they enroll when "
        "first eligible [1].",
        DENTAL,
    ),
    Case("Implants are covered under both dental plans [1].", DENTAL, "Are implants covered?"),
    Case("Adults can get new frames every 12 months [1].", VISION, "How often can I get new frames?"),
    Case(
        "You can use the contact lens allowance and get glasses in the same benefit period [1].",
        VISION,
        "Can I get both contacts and glasses?",
    ),
    Case("Out of network, the plan reimburses up to $70 for an eye exam [1].", VISION),
    Case("Tamarack pays part of the premium for the vision plan [1].", VISION),
    Case("The company matches 100% of the first 5% of pay you contribute [1].", K401, "What is the 401(k) match?"),
    Case("Only pre-tax contributions are matched; Roth contributions are not [1].", K401),
    Case("You are 100% vested in the company match after two years of service [1].", K401, "When am I fully vested?"),
    Case("You must actively sign up for the 401(k), because enrollment is not automatic [1].", K401),
    Case(
        "With five years of service, you earn 23 days of PTO per year [1].",
        PTO,
        "I've been here five years. How much PTO do I get?",
    ),
    Case("You don't start accruing PTO until you have completed 60 days of employment [1].", PTO),
    Case(
        "Unused PTO is always paid out when you leave, regardless of the reason [1].",
        PTO,
        "Is my PTO paid out when I leave?",
    ),
    Case("Up to 80 hours of unused PTO can be carried over into the next year [1].", PTO),
    Case(
        "An employee who has a cesarean delivery gets a total of 8 weeks of paid leave [1].",
        PARENT,
        "How much paid leave do I get for a C-section?",
    ),
    Case("If both parents work for Corvane, they share the 8 weeks of leave between them [1].", PARENT),
    Case("Paid parental leave starts after your FMLA leave is used up [1].", PARENT, "Does this run with FMLA?"),
    Case("Employees are eligible for paid parental leave after 6 months of service [1].", PARENT),
    Case("LTD benefits begin after a 90-day waiting period [1].", DISAB, "When do LTD benefits start?"),
    Case(
        "The company pays the full cost of both STD and LTD coverage [1].",
        DISAB,
        "Who pays for disability coverage?",
    ),
    Case("STD pays 60% of your weekly base pay, up to $7,500 per month [1].", DISAB),
    Case("STD benefits are not taxable, while LTD benefits are [1].", DISAB),
    Case(
        "New hires can elect up to $500,000 of supplemental life without evidence of insurability [1].",
        LIFE,
        "Do I need to answer health questions?",
    ),
    Case("You can cover your spouse even if you don't have supplemental life on yourself [1].", LIFE),
    Case("Child life costs $1.20 a month for each child [1].", LIFE, "What does child life cost?"),
    Case("Supplemental life premiums are deducted from your pay before tax [1].", LIFE),
    Case("You have 45 days to elect COBRA after your coverage ends [1].", COBRA, "How long do I have to elect COBRA?"),
    Case("If you lose your job, your COBRA coverage can last up to 36 months [1].", COBRA),
    Case("You send your COBRA payments directly to Granby [1].", COBRA, "Where do I send my payment?"),
    Case("You can continue your life insurance through COBRA along with your medical and dental coverage [1].", COBRA),
    Case(
        "Lanternhouse contributes $50 a month to both your transit and parking accounts [1].",
        COMMUTE,
        "Does the company contribute to commuter benefits?",
    ),
    Case("If you have money left in your parking account, you can transfer it to your transit account [1].", COMMUTE),
    Case("You have 90 days after you leave to use any remaining transit balance [1].", COMMUTE),
    Case(
        "You need a qualifying life event to change your commuter election outside of open enrollment [1].",
        COMMUTE,
        "Can I change my election now?",
    ),
    Case(
        "Usted tiene derecho a un total de 6 sesiones de consejería al año, sin importar cuántos asuntos tenga [1].",
        EAP_ES,
        "¿Cuántas sesiones me tocan?",
    ),
    Case("Solo pueden usar el EAP los empleados inscritos en el plan médico [1].", EAP_ES, "¿Quién puede usar el EAP?"),
    Case("La consulta legal inicial cuesta un 25% menos de lo normal [1].", EAP_ES),
    Case("Los hijos dependientes pueden usar el programa solo si viven en su hogar [1].", EAP_ES),
    Case(
        "If you and your spouse both use tobacco, you pay $60 per paycheck in surcharges [1].",
        SURCH,
        "My wife and I both smoke. What do we pay?",
    ),
    Case("You must quit tobacco to have the surcharge removed [1].", SURCH),
    Case("The spousal surcharge is $45 per month [1].", SURCH, "How much is the spousal surcharge?"),
    Case("To earn the wellness discount, your screening results must be within a healthy range [1].", SURCH),
    Case(
        "Family coverage under the Silver PPO costs $308.60 per paycheck [1].",
        RATES,
        "How much is the Silver PPO for my family?",
    ),
    Case("Part-time employees pay 1.5 times the full-time rate for medical, dental and vision [1].", RATES),
    Case(
        "Covering yourself and your children on the Bronze HDHP costs $72.15 per month [1].",
        RATES,
        "What does Bronze cost for me and my kids?",
    ),
    Case(
        "Contributions for a domestic partner are taken before tax, just like the other medical deductions [1].",
        RATES,
    ),
]

TRUE = [
    Case(
        "The in-network deductible is $900 for an individual and $1,800 for a family [1].",
        PPO,
        "What is my deductible?",
    ),
    Case("If you are admitted to the hospital from the emergency room, the $250 copay is waived [1].", PPO),
    Case(
        "If you don't get preauthorization for an MRI, your benefit is reduced by $300 [1].",
        PPO,
        "Do I need approval for an MRI?",
    ),
    Case("In-network office visits and generic drugs are covered before you meet the deductible [1].", PPO),
    Case("You don't have to meet a deductible under the Valley HMO [1].", HMO, "What is the deductible?"),
    Case("If you don't pick a PCP, Valley will assign one for you [1].", HMO),
    Case("You'll pay $275 per day for an inpatient hospital stay, for a maximum of 3 days per admission [1].", HMO),
    Case(
        "No, you don't need a referral to see a behavioral health provider [1].",
        HMO,
        "Do I need a referral to see a therapist?",
    ),
    Case(
        "The company contributes $1,200 if you cover yourself and at least one other person [1].",
        HSA,
        "How much does the company put in for family coverage?",
    ),
    Case("You can't have the HSA if your spouse has a general purpose health care FSA that covers you [1].", HSA),
    Case("If you'll be 55 or older by the end of the year, you can put in an extra $1,000 [1].", HSA),
    Case(
        "Once you leave the company, you're responsible for the $3.25 monthly account fee, which comes "
        "out of your balance [1].",
        HSA,
        "Who pays the account fee?",
    ),
    Case("With the High Plan, fillings are covered at 85% [1].", DENTAL, "How are fillings covered on the High Plan?"),
    Case("Pregnant members can get a third cleaning in the calendar year [1].", DENTAL),
    Case("The Low Plan does not cover orthodontia [1].", DENTAL, "Does the Low Plan cover braces?"),
    Case("You won't have to meet the deductible for preventive care [1].", DENTAL),
    Case(
        "In-network frames come with a $160 allowance, plus 20% off any amount above it [1].",
        VISION,
        "What do I get for frames?",
    ),
    Case("Children under 19 can get frames once every 12 months [1].", VISION),
    Case(
        "If you go out of network, submit an itemized receipt to ClearSight within 12 months of the service date [1].",
        VISION,
        "How do I get reimbursed?",
    ),
    Case("No ID card is needed; just provide your name and date of birth [1].", VISION),
    Case(
        "If you do nothing, you'll be automatically enrolled at 4% of your pay [1].",
        K401,
        "What happens if I don't sign up?",
    ),
    Case("The company matches 100% of the first 3% of pay you contribute, plus 50% of the next 2% [1].", K401),
    Case("Catch-up contributions do not receive a company match [1].", K401),
    Case(
        "You can borrow up to $50,000 or 50% of your vested balance, whichever is less [1].",
        K401,
        "How much can I borrow?",
    ),
    Case(
        "During your first two years, you accrue 4.62 hours of PTO per pay period, or 15 days per year [1].",
        PTO,
        "How much PTO do new employees get?",
    ),
    Case("Any unused hours over 40 are lost at the end of the year [1].", PTO),
    Case(
        "For time off of three days or more in a row, you need to submit your request to your manager at "
        "least two weeks ahead [1].",
        PTO,
        "How far ahead do I ask for a week off?",
    ),
    Case("If a company holiday falls during your time off, it won't be deducted from your PTO balance [1].", PTO),
    Case(
        "Eligible employees get 8 weeks of parental leave at full base pay [1].",
        PARENT,
        "How long is paid parental leave?",
    ),
    Case(
        "You can split the leave into up to two blocks, as long as each one is at least two weeks long [1].",
        PARENT,
        "Can I split my leave?",
    ),
    Case("Having twins does not give you additional leave [1].", PARENT, "We are having twins. Do I get more time?"),
    Case("You should notify the Leave Center at least 30 days before the expected date [1].", PARENT),
    Case("Short-term disability benefits can last up to 26 weeks [1].", DISAB, "How long does STD last?"),
    Case("There is no waiting period for STD if your disability is due to an accident [1].", DISAB),
    Case("LTD replaces 50% of your monthly base pay, up to a maximum of $7,500 per month [1].", DISAB),
    Case(
        "If you're hurt on the job, STD won't pay; workers' compensation handles that instead [1].",
        DISAB,
        "Does STD cover an injury at work?",
    ),
    Case(
        "Dovecote gives you basic life insurance equal to two times your annual base pay, up to "
        "$400,000, at no cost [1].",
        LIFE,
        "How much life insurance do I have?",
    ),
    Case("Your basic life coverage drops to 65% when you turn 70 and 50% when you turn 75 [1].", LIFE),
    Case(
        "Spouse coverage can't exceed half of your own supplemental amount [1].",
        LIFE,
        "How much can I buy for my spouse?",
    ),
    Case("You have 31 days after your employment ends to port or convert your coverage [1].", LIFE),
    Case(
        "The COBRA premium is 102% of the full cost of coverage, rising to 150% during a disability extension [1].",
        COBRA,
        "How much does COBRA cost?",
    ),
    Case("Your initial payment must be made within 45 days of electing COBRA [1].", COBRA),
    Case(
        "After a divorce, a spouse and children can keep COBRA coverage for up to 36 months [1].",
        COBRA,
        "I'm divorcing an employee. How long can I stay covered?",
    ),
    Case("It's your responsibility to notify Northpost within 60 days if you get divorced [1].", COBRA),
    Case(
        "You can set aside up to $340 a month pre-tax for transit and another $340 a month for parking [1].",
        COMMUTE,
        "What are the commuter limits?",
    ),
    Case("Tolls and gas are not eligible commuter expenses [1].", COMMUTE, "Can I use it for gas?"),
    Case("If you place your order by the 10th, it will apply to the next month [1].", COMMUTE),
    Case(
        "Transit passes can only be purchased with the commuter debit card, as paper claims aren't "
        "accepted for transit [1].",
        COMMUTE,
    ),
    Case("El EAP no tiene costo y puede usarlo desde su primer día de trabajo [1].", EAP_ES, "¿Cuánto cuesta el EAP?"),
    Case("Puede llamar a cualquier hora, todos los días, y lo atenderán en español o en inglés [1].", EAP_ES),
    Case(
        "Puede recibir hasta seis sesiones de consejería por cada asunto al año, ya sea en persona, por "
        "teléfono o por video [1].",
        EAP_ES,
    ),
    Case(
        "Si deja la empresa, puede continuar usando el EAP por 60 días más [1].",
        EAP_ES,
        "¿Puedo usar el EAP si renuncio?",
    ),
    Case(
        "To get the discount of $15 per paycheck, you need to complete both a biometric screening and "
        "the online health assessment by October 31, 2026 [1].",
        SURCH,
        "How do I get the wellness discount?",
    ),
    Case("Yes, vaping counts as tobacco use [1].", SURCH, "Does vaping count?"),
    Case("If you don't fill out the tobacco affidavit, you'll be charged the surcharge [1].", SURCH),
    Case("The spousal surcharge doesn't apply if your spouse is also an Ironbark employee [1].", SURCH),
    Case(
        "Employee-only coverage in the Gold PPO costs $94.75 per paycheck [1].",
        RATES,
        "How much is the Gold PPO for just me?",
    ),
    Case(
        "If you earn less than $45,000 a year, you get a $12 credit per paycheck toward your medical coverage [1].",
        RATES,
    ),
    Case("Dental and vision rates are staying the same as in 2026 [1].", RATES, "Are the rates going up?"),
    Case("For employee plus spouse, you would pay $12.90 per paycheck for dental and $5.40 for vision [1].", RATES),
]
