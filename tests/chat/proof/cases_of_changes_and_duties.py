"""Sentences with a figure that a reader of all rules thought they would let through, and true ones beside them: figures
of what changes, of who pays or has to act, of one side of an event, of another account, month or person.

Only those stand here that passed when they were written.
"""

from tests.chat.proof.cases import Case, told

ADOPTION = told(
    "Adoption assistance. After six months of employment, Larkspur reimburses up to $8,000 per adopted child "
    "for legal fees, agency fees and travel. Requests must reach Human Resources within 90 days after the "
    "adoption is final. Surrogacy expenses are reimbursed up to $12,000 per lifetime. Foster placements are "
    "not reimbursed. Both benefits are taxable income and are paid through payroll in the second paycheck "
    "after approval.",
    title="Family Building Policy 2027",
)
TUITION = told(
    "Tuition assistance. Larkspur pays 80% of tuition for a grade of B or better and 50% for a C, up to "
    "$5,250 per calendar year. Books are reimbursed up to $300 per course. Courses must be approved at least "
    "30 days before they start. Employees who leave within 12 months after a course ends repay the full "
    "amount; those who leave within 24 months repay half. Doctoral courses are not eligible.",
    title="Tuition Policy",
)
PLANS = told(
    "Larkspur Core PPO — Deductible: $650 individual, $1,300 family; Out-of-pocket maximum: $3,500 "
    "individual, $7,000 family; Primary care: $20 copay; Specialist: $45 copay; Urgent care: $60 copay; "
    "Emergency room: $275 copay, waived if admitted; Inpatient hospital: 15% after deductible\n"
    "Larkspur Value HDHP — Deductible: $1,900 individual, $3,800 family; Out-of-pocket maximum: $5,200 "
    "individual, $10,400 family; Primary care: 20% after deductible; Specialist: 20% after deductible; Urgent"
    " care: 20% after deductible; Emergency room: 20% after deductible; Inpatient hospital: 25% after "
    "deductible",
    title="2027 Medical Plans",
    heading="What you pay in network",
)
NEWS = told(
    "What is changing in 2027. The Core PPO deductible rises from $500 to $650 and the specialist copay from "
    "$40 to $45. The Value HDHP deductible stays at $1,900. The company's HSA contribution increases from "
    "$400 to $500 for employee-only coverage and from $800 to $1,000 for family coverage. Payroll "
    "contributions go up by 4% on average. The vision frame allowance goes from $130 to $160. Telemedicine is"
    " free from January 1, 2027; today it costs $15.",
    title="What's New for 2027",
)
SAVINGS = told(
    "Savings plan. You may contribute from 1% to 60% of eligible pay. Larkspur matches 100% of the first 3% "
    "of pay that you contribute and 50% of the next 2%. New employees are enrolled at 5% after 45 days unless"
    " they opt out; the rate rises by 1 point every April up to 10%. Matching contributions vest 20% a year "
    "from the second year and are fully vested after six years. Hardship withdrawals are taxed and carry a "
    "10% penalty before age 59 1/2. Loans: from $1,000 to $50,000, repaid over at most five years, or fifteen"
    " for a home; the fee is $75. The plan's year ends on June 30.",
    title="Savings Plan Summary",
)
DISABILITY = told(
    "Short-term disability begins on the 8th day of illness or the 1st day of an accident and pays 66 2/3% of"
    " base pay, up to $1,750 a week, for at most 26 weeks. Long-term disability begins after 180 days and "
    "pays 60% of base pay up to $9,000 a month until age 65. Larkspur pays for short-term disability; you pay"
    " for long-term disability with after-tax money, so the benefit is not taxed. Pre-existing conditions "
    "treated in the 3 months before coverage are not covered for the first 12 months.",
    title="Disability Summary 2027",
)
TIME_OFF = told(
    "Paid time off. Employees hired before July 1 receive 80 hours in their first calendar year, those hired "
    "later 40 hours. From the second year you accrue 5 hours per pay period, and from the sixth year 6.5 "
    "hours. The balance may not exceed 240 hours. At year end you may carry over 80 hours and sell back up to"
    " 40 hours at 75% of their value. PTO must be requested two weeks ahead. Floating holidays: 3 per year, "
    "which do not carry over. Bereavement: 5 days for immediate family, 2 days for other relatives. Jury duty"
    " is paid for up to 10 days.",
    title="Time Off Handbook",
)
JOINING = told(
    "Eligibility. Employees scheduled for 30 or more hours per week join the medical plan on the first of the"
    " month after 60 days. Employees scheduled for 20 to 29 hours may join dental and vision only. Children "
    "are covered until the end of the month in which they turn 26; disabled children may stay beyond 26 if "
    "the disability began before age 19. Spouses who can get coverage elsewhere pay a $150 monthly surcharge."
    " Newborns must be added within 31 days; divorce must be reported within 60 days. Coverage ends on the "
    "last day of the month in which you leave. Rehired employees who return within 13 weeks skip the waiting "
    "period.",
    title="Eligibility Rules",
)
LIFE = told(
    "Life insurance. Larkspur provides 1.5 times annual pay, up to $400,000, at no cost. You can buy more in "
    "steps of $25,000 up to $750,000. New hires get up to $200,000 without health questions if they apply "
    "within 31 days; later any amount needs evidence of insurability. Spouse life: $10,000 to $150,000. Child"
    " life: $5,000 or $10,000 at $0.60 per month for all children. Coverage falls to 50% at age 70. "
    "Accidental death pays double. Conversion must be requested within 31 days after employment ends.",
    title="Life Insurance Booklet",
)
ACCOUNTS = told(
    "Health care FSA: contribute $120 to $3,300 a year. Up to $660 carries over to 2028; anything above is "
    "forfeited. Claims for 2027 are accepted until April 15, 2028. The whole election is available on January"
    " 1. Dependent care FSA: up to $7,500 per household; money becomes available only as it is deducted; "
    "there is no carryover, but a grace period runs to March 15, 2028. Limited purpose FSA: for HSA members, "
    "dental and vision only. Commuter: up to $340 a month each for transit and parking; elections may change "
    "every month. The debit card has a $5 replacement fee.",
    title="Spending Accounts Guide 2027",
)
DRUGS = told(
    "Drug | Retail, 30 days | Mail order, 90 days\n"
    "Generic — Retail, 30 days: $8; Mail order, 90 days: $16\n"
    "Preferred brand — Retail, 30 days: $35; Mail order, 90 days: $70\n"
    "Non-preferred brand — Retail, 30 days: $65; Mail order, 90 days: $130\n"
    "Specialty — Retail, 30 days: 20%, min $50, max $200; Mail order, 90 days: Not available\n"
    "Maintenance drugs must be filled by mail after two retail fills. Otherwise you pay 50% more. Insulin "
    "costs at most $25 per month. Contraceptives are free.",
    title="Prescription Benefits 2027",
)
WELLNESS = told(
    "Wellness. Employees who complete a health assessment and a physical between February 1 and October 31, "
    "2027 earn $450; spouses earn $250. The reward is paid in December. Coaching: 4 phone sessions free, then"
    " $30 each. Smokers pay $60 more per month unless they finish the 8-week program by May 31. Gym: Larkspur"
    " reimburses 50% of fees up to $240 a year. The EAP gives 5 visits per problem, around the clock. Flu "
    "shots are given on October 6 at no cost to employees; family members pay $20.",
    title="Wellness 2027",
)
COBRA = told(
    "COBRA. You have 60 days from the later of the notice or the loss of coverage to elect. The first payment"
    " is due 45 days after you elect and later ones on the 1st of each month, with 30 days of grace. Coverage"
    " lasts 18 months after a job loss, 29 months if Social Security finds you disabled within the first 60 "
    "days, and 36 months for dependents after death or divorce. You pay 102% of the full cost, or 150% in "
    "months 19 to 29. Larkspur pays the first two months after a layoff. The administrator mails the notice "
    "within 14 days.",
    title="COBRA Notice",
)
RETIREES = told(
    "Retiree medical. Employees who leave at 55 or later with at least 10 years of service may keep medical "
    "coverage until 65. Larkspur pays 3% of the premium per year of service, at most 75%. Spouses may be "
    "covered but Larkspur pays nothing for them. Enrollment is within 60 days of the last day of work; who "
    "declines cannot come back. At 65 a $1,800 yearly account replaces the plan. Employees hired after "
    "January 1, 2015 are not eligible.",
    title="Retiree Medical",
)
NEWS_OF_ANOTHER = told(
    "News for your 2028 benefits. Medical premiums increase by 6% on average. The Basic plan's deductible "
    "moves from $1,200 to $1,400 and its emergency copay from $250 to $300. The Plus plan's deductible "
    "remains at $600. The wellness credit is reduced from $360 to $240 a year. The dental annual maximum "
    "climbs from $1,250 to $1,750. Teladoc raises its fee by $5 in February. Northfield adds two holidays, so"
    " that there are 12 instead of 10. Your HSA debit card is replaced in March.",
    title="What changes in 2028",
)
SAVINGS_OF_ANOTHER = told(
    "Northfield 403(b). You can save between 2% and 75% of your pay. Northfield contributes 4% of pay for "
    "everyone and adds 50 cents per dollar on the first 4% that you save. Employees with fewer than 1,000 "
    "hours a year receive no match. The employer's money is vested after three years. You can change your "
    "rate on the first of each month. The smallest loan is $500, the largest $50,000. Catch-up: from age 50, "
    "$7,500 more. You must take money out from age 73. The recordkeeper sends statements within 20 days after"
    " each quarter. An advisor visits in May and in November.",
    title="403(b) at a glance",
)
CARE = told(
    "Backup care. You may use 15 days a year, of which 5 may be for adults. Center care costs $25 per day for"
    " one child and $40 for a family; in-home care costs $8 per hour with a minimum of four hours. Book at "
    "least 24 hours ahead. Cancellations within 24 hours count as a used day. Employees may receive up to "
    "$500 tax-free for elder care; pet care is taxable. To register you must submit a health form and a "
    "vaccination record by the 10th day before the first visit.",
    title="Backup Care 2028",
)
LEAVE = told(
    "Family leave. After 12 months and 1,250 hours you may take 12 weeks of unpaid leave, or 26 weeks to care"
    " for a service member. Northfield pays 6 weeks at 70% of base pay after a birth. You must tell your "
    "manager 30 days ahead; the carrier decides within 5 business days after it has all papers. Premiums are "
    "due by the 1st; coverage stops if they are more than 30 days late. You return to the same job if you "
    "come back within 12 weeks. Coverage for a child ends on the last day of the month of the 26th birthday. "
    "Military leave: up to 15 days at full pay. Treatment in the 6 months before hire is not paid for in the "
    "first 12 months.",
    title="Leave Policy 2028",
)
NOVEDADES = told(
    "Novedades 2028. El deducible del Plan Básico sube de $1,200 a $1,400 y el copago de urgencias baja de "
    "$80 a $70. El Plan Plus se mantiene en $600. La empresa aporta $500 a su HSA. Usted puede aportar del 1%"
    " al 75% de su salario. El crédito de bienestar aumenta en $60 y se paga en marzo. La FSA de cuidado de "
    "dependientes admite hasta $7,500 por hogar. El subsidio de adopción es imponible. Los fumadores pagan "
    "$50 más al mes. El administrador envía el aviso dentro de 14 días.",
    title="Novedades 2028",
)
SHIFTS = told(
    "Salaried employees get 20 vacation days. Night shift workers receive a 10% differential.",
    title="Time off and pay",
)
LICENCIAS = told(
    "La licencia parental paga el 80% del salario durante 8 semanas después de 12 meses de servicio. La empresa iguala "
    "el 100% del primer 3% de su salario. Fuera de la red paga el 40% después del deducible.",
    title="Beneficios 2027",
)
FALSE = [
    Case("Day shift workers receive a 10% differential [1].", SHIFTS),
    Case("La licencia parental paga el 80% durante 12 meses [1].", LICENCIAS),
    Case("La licencia parental paga el 80% después de 8 semanas de servicio [1].", LICENCIAS),
    Case("Usted iguala el 100% del primer 3% [1].", LICENCIAS),
    Case("You must ask for adoption money within 90 days after you apply for the adoption [1].", ADOPTION),
    Case("Adoption money up to $8,000 is tax-free [1].", ADOPTION),
    Case("Up to $8,000 of foster placement costs are reimbursed [1].", ADOPTION),
    Case("The specialist copay was $45 and will be $40 [1].", NEWS),
    Case("The HDHP deductible rises to $1,900 in 2027 [1].", NEWS),
    Case("Payroll contributions go down by 4% [1].", NEWS),
    Case("Payroll contributions go up to 4% of pay [1].", NEWS),
    Case("The frame allowance in 2027 is $130 [1].", NEWS),
    Case("In 2027 the Core PPO deductible is $500 [1].", NEWS),
    Case("The HSA contribution for employee-only coverage in 2027 is $400 [1].", NEWS),
    Case("The HSA contribution increases by $500 for employee-only coverage [1].", NEWS),
    Case("The rate rises by 1 point every January [1].", SAVINGS),
    Case("The smallest loan is $50,000 [1].", SAVINGS),
    Case("Home loans are repaid over at most five years [1].", SAVINGS),
    Case("You must contribute 60% of your pay [1].", SAVINGS),
    Case("You can opt out only within the first 45 days [1].", SAVINGS),
    Case("Conditions treated in the 12 months before coverage are not covered for the first 3 months [1].", DISABILITY),
    Case("The 60% that long-term disability pays is taxed [1].", DISABILITY),
    Case("You get 2 days of bereavement leave for a spouse [1].", TIME_OFF),
    Case("PTO can be requested up to two weeks after it is taken [1].", TIME_OFF),
    Case("Unused PTO above 80 hours is paid out at 75% when you leave [1].", TIME_OFF),
    Case("You join the medical plan on your 60th day [1].", JOINING),
    Case("Children are covered until their 26th birthday [1].", JOINING),
    Case("Disabled children are covered until 19 [1].", JOINING),
    Case("Spouses without other coverage pay $150 a month [1].", JOINING),
    Case("Rehired employees wait 13 weeks again [1].", JOINING),
    Case("Life insurance of 1.5 times pay costs you a premium [1].", LIFE),
    Case("Child life costs $0.60 per month for each child [1].", LIFE),
    Case("Spouse life goes up to $10,000 [1].", LIFE),
    Case("Spouse life costs $10,000 [1].", LIFE),
    Case("The health care FSA has a grace period to March 15, 2028 [1].", ACCOUNTS),
    Case("You get $340 a month for transit and parking together [1].", ACCOUNTS),
    Case("The debit card costs $5 a month [1].", ACCOUNTS),
    Case("Maintenance drugs must be filled at retail after two mail fills [1].", DRUGS),
    Case("The physical must be done by December [1].", WELLNESS),
    Case("You can earn $450 for a health assessment or a physical [1].", WELLNESS),
    Case("Coaching is free after 4 sessions [1].", WELLNESS),
    Case("Nonsmokers pay $60 more per month [1].", WELLNESS),
    Case("Larkspur pays $240 a year of which 50% is for the gym [1].", WELLNESS),
    Case("Larkspur pays the first two months after you quit [1].", COBRA),
    Case("You must mail the notice within 14 days [1].", COBRA),
    Case("The first payment has 30 days of grace [1].", COBRA),
    Case("You get 29 months if Social Security finds you disabled after the first 60 days [1].", COBRA),
    Case("You pay 3% of the premium per year of service [1].", RETIREES),
    Case("At 65 you pay $1,800 a year [1].", RETIREES),
    Case("If you decline you can come back within 60 days [1].", RETIREES),
    Case("The Core PPO covers $20 of a primary care visit [1].", PLANS),
    Case("Medical premiums increase to 6% [1].", NEWS_OF_ANOTHER),
    Case("The Plus plan's deductible climbs to $600 [1].", NEWS_OF_ANOTHER),
    Case("The wellness credit is reduced by $240 [1].", NEWS_OF_ANOTHER),
    Case("The dental maximum used to be $1,750 [1].", NEWS_OF_ANOTHER),
    Case("Teladoc's fee is $5 [1].", NEWS_OF_ANOTHER),
    Case("Teladoc's fee goes up in March [1].", NEWS_OF_ANOTHER),
    Case("There are 10 holidays in 2028 [1].", NEWS_OF_ANOTHER),
    Case("Your debit card is replaced in February [1].", NEWS_OF_ANOTHER),
    Case("You have to save 75% of your pay [1].", SAVINGS_OF_ANOTHER),
    Case("You contribute 4% of pay and Northfield matches it [1].", SAVINGS_OF_ANOTHER),
    Case("Northfield adds 50 cents per dollar on everything you save, up to 75% [1].", SAVINGS_OF_ANOTHER),
    Case("You must send statements within 20 days after each quarter [1].", SAVINGS_OF_ANOTHER),
    Case("An advisor visits in June [1].", SAVINGS_OF_ANOTHER),
    Case("You pay 4% of pay whether or not you save [1].", SAVINGS_OF_ANOTHER),
    Case("15 days may be for adults [1].", CARE),
    Case("In-home care costs $8 per day [1].", CARE),
    Case(
        "To register you must submit a health form or a vaccination record by the 10th day before the first visit [1].",
        CARE,
    ),
    Case("The $25 per day is paid to you for center care [1].", CARE),
    Case("You must tell your manager up to 30 days after the leave starts [1].", LEAVE),
    Case("You must decide within 5 business days after all papers are in [1].", LEAVE),
    Case("Coverage for a child ends on the 26th birthday [1].", LEAVE),
    Case("Coverage for a child lasts until the 26th birthday [1].", LEAVE),
    Case("Treatment in the 12 months before hire is not paid for in the first 6 months [1].", LEAVE),
    Case("El Plan Plus sube a $600 [1].", NOVEDADES),
    Case("Usted debe aportar el 75% de su salario [1].", NOVEDADES),
    Case("El crédito de bienestar aumenta a $60 [1].", NOVEDADES),
    Case("El crédito de bienestar se paga en mayo [1].", NOVEDADES),
    Case("Usted debe enviar el aviso dentro de 14 días [1].", NOVEDADES),
    Case("La FSA médica admite hasta $7,500 por hogar [1].", NOVEDADES),
]
TRUE = [
    Case("Night shift workers receive 10% more [1].", SHIFTS),
    Case("La licencia parental paga el 80% durante 8 semanas [1].", LICENCIAS),
    Case("La empresa iguala el 100% del primer 3% [1].", LICENCIAS),
    Case("Fuera de la red usted paga el 40% [1].", LICENCIAS),
    Case("The Basic plan's deductible is $1,400 in 2028 [1].", NEWS_OF_ANOTHER),
    Case("The Basic plan's deductible rises from $1,200 to $1,400 [1].", NEWS_OF_ANOTHER),
    Case("In 2027 the Basic plan's deductible was $1,200 [1].", NEWS_OF_ANOTHER),
    Case("The Basic plan's deductible used to be $1,200 and is $1,400 now [1].", NEWS_OF_ANOTHER),
    Case("The Basic emergency copay goes up to $300 [1].", NEWS_OF_ANOTHER),
    Case("The Basic emergency copay will be $300 instead of $250 [1].", NEWS_OF_ANOTHER),
    Case("Premiums go up 6% on average [1].", NEWS_OF_ANOTHER),
    Case("Premiums are 6% higher on average [1].", NEWS_OF_ANOTHER),
    Case("The Plus plan's deductible stays at $600 [1].", NEWS_OF_ANOTHER),
    Case("The Plus plan's deductible is still $600 [1].", NEWS_OF_ANOTHER),
    Case("The wellness credit drops to $240 a year [1].", NEWS_OF_ANOTHER),
    Case("The wellness credit falls from $360 to $240 [1].", NEWS_OF_ANOTHER),
    Case("The dental annual maximum is $1,750, up from $1,250 [1].", NEWS_OF_ANOTHER),
    Case("In 2028 there are 12 holidays [1].", NEWS_OF_ANOTHER),
    Case("Your HSA debit card is replaced in March [1].", NEWS_OF_ANOTHER),
    Case("Teladoc's fee rises by $5 in February [1].", NEWS_OF_ANOTHER),
    Case("You can save 2% to 75% of pay [1].", SAVINGS_OF_ANOTHER),
    Case("You may save up to 75% of your pay [1].", SAVINGS_OF_ANOTHER),
    Case("You have to save at least 2% of your pay [1].", SAVINGS_OF_ANOTHER),
    Case("Northfield contributes 4% of pay for everyone [1].", SAVINGS_OF_ANOTHER),
    Case("Northfield adds 50% on the first 4% that you save [1].", SAVINGS_OF_ANOTHER),
    Case("The largest loan is $50,000 [1].", SAVINGS_OF_ANOTHER),
    Case("The smallest loan is $500 [1].", SAVINGS_OF_ANOTHER),
    Case("From age 50 you can put in $7,500 more [1].", SAVINGS_OF_ANOTHER),
    Case("You get a statement within 20 days after each quarter [1].", SAVINGS_OF_ANOTHER),
    Case("An advisor comes in May and November [1].", SAVINGS_OF_ANOTHER),
    Case("The employer's money is yours after three years [1].", SAVINGS_OF_ANOTHER),
    Case("You may change your rate on the first of each month [1].", SAVINGS_OF_ANOTHER),
    Case("You can use 15 days a year, 5 of them for adults [1].", CARE),
    Case("A day at a center costs you $25 for one child and $40 for a family [1].", CARE),
    Case("You pay $25 per day for one child at a center [1].", CARE),
    Case("You pay $8 per hour for in-home care, for at least four hours [1].", CARE),
    Case("You must book at least 24 hours in advance [1].", CARE),
    Case("Up to $500 for elder care is tax-free [1].", CARE),
    Case("Pet care is taxable [1].", CARE),
    Case("Submit a health form and a vaccination record by the 10th day before the first visit [1].", CARE),
    Case("You may take 12 weeks of unpaid leave after 12 months and 1,250 hours [1].", LEAVE),
    Case("After a birth you get 6 weeks at 70% of base pay [1].", LEAVE),
    Case("Tell your manager 30 days in advance [1].", LEAVE),
    Case("The carrier decides within 5 business days [1].", LEAVE),
    Case("A child is covered until the end of the month of the 26th birthday [1].", LEAVE),
    Case("Treatment in the 6 months before hire is not covered for the first 12 months [1].", LEAVE),
    Case("You may take 26 weeks to care for a service member [1].", LEAVE),
    Case("Military leave is paid in full for up to 15 days [1].", LEAVE),
    Case("El deducible del Plan Básico es de $1,400 en 2028 [1].", NOVEDADES),
    Case("El copago de urgencias baja a $70 [1].", NOVEDADES),
    Case("El deducible del Plan Plus sigue en $600 [1].", NOVEDADES),
    Case("La empresa pone $500 en su HSA [1].", NOVEDADES),
    Case("Puede aportar hasta el 75% de su salario [1].", NOVEDADES),
    Case("El crédito de bienestar se paga en marzo [1].", NOVEDADES),
    Case("Los fumadores pagan $50 más al mes [1].", NOVEDADES),
    Case("El administrador envía el aviso dentro de 14 días [1].", NOVEDADES),
    Case("Larkspur reimburses up to $8,000 for each adopted child [1].", ADOPTION),
    Case("Ask for the adoption money within 90 days after the adoption is final [1].", ADOPTION),
    Case("The $8,000 for an adoption is taxable [1].", ADOPTION),
    Case("Larkspur pays 80% of tuition for a B and 50% for a C [1].", TUITION),
    Case("If you leave within 24 months you repay half [1].", TUITION),
    Case("Ask for approval at least 30 days before the course starts [1].", TUITION),
    Case("The Core PPO deductible rises to $650 [1].", NEWS),
    Case("The Core PPO deductible is $650 in 2027, up from $500 [1].", NEWS),
    Case("Until now the specialist copay was $40 [1].", NEWS),
    Case("The company puts $1,000 into the HSA for family coverage [1].", NEWS),
    Case("Telemedicine is free from January 1, 2027 [1].", NEWS),
    Case("You may contribute up to 60% of eligible pay [1].", SAVINGS),
    Case("Larkspur matches 100% of the first 3% and 50% of the next 2% [1].", SAVINGS),
    Case("The rate rises by 1 point every April [1].", SAVINGS),
    Case("Home loans may run up to fifteen years [1].", SAVINGS),
    Case("A loan costs $75 [1].", SAVINGS),
    Case("You can borrow $1,000 to $50,000 [1].", SAVINGS),
    Case("You pay a 10% penalty on hardship withdrawals before age 59 1/2 [1].", SAVINGS),
    Case("Short-term disability starts on the 8th day of illness [1].", DISABILITY),
    Case("Long-term disability pays 60% of base pay up to $9,000 a month [1].", DISABILITY),
    Case("Conditions treated in the 3 months before coverage are not covered for the first 12 months [1].", DISABILITY),
    Case("You may carry over 80 hours [1].", TIME_OFF),
    Case("You can sell back up to 40 hours at 75% of their value [1].", TIME_OFF),
    Case("Ask for PTO two weeks in advance [1].", TIME_OFF),
    Case("You join the medical plan on the first of the month after 60 days [1].", JOINING),
    Case("Children are covered until the end of the month of their 26th birthday [1].", JOINING),
    Case("A spouse who can get coverage elsewhere costs $150 more a month [1].", JOINING),
    Case("You pay $150 a month more for a spouse who can get coverage elsewhere [1].", JOINING),
    Case("You can buy up to $750,000 more in steps of $25,000 [1].", LIFE),
    Case("Child life costs $0.60 per month for all children together [1].", LIFE),
    Case("Spouse life goes up to $150,000 [1].", LIFE),
    Case("Up to $660 of the health care FSA carries over to 2028 [1].", ACCOUNTS),
    Case("The dependent care FSA has a grace period to March 15, 2028 [1].", ACCOUNTS),
    Case("You can contribute up to $7,500 per household to the dependent care FSA [1].", ACCOUNTS),
    Case("You may put $340 a month into transit and $340 into parking [1].", ACCOUNTS),
    Case("You can earn $450 by October 31, 2027 [1].", WELLNESS),
    Case("You earn $450 if you complete a health assessment and a physical [1].", WELLNESS),
    Case("The reward is paid in December [1].", WELLNESS),
    Case("Smokers pay $60 more per month unless they finish the program by May 31 [1].", WELLNESS),
    Case("You pay $30 for a coaching session after the first 4 [1].", WELLNESS),
    Case("You have 60 days to elect COBRA [1].", COBRA),
    Case("You pay 102% of the full cost [1].", COBRA),
    Case("The administrator mails the notice within 14 days [1].", COBRA),
    Case("Larkspur pays 3% of the premium for each year of service [1].", RETIREES),
    Case("At 65 you get a yearly account of $1,800 [1].", RETIREES),
    Case("You pay $45 for a specialist on the Core PPO [1].", PLANS),
    Case("The $275 for the emergency room is waived if you are admitted [1].", PLANS),
]
