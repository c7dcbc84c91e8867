"""More sentences beside the passage they cite, written by somebody who had not seen how they are told apart."""

from tests.chat.proof.cases import IMPORTANT, LEAVE, RATES, SPANISH, SUMMARY, Case, told

RULES = told(
    "Employees who work 30 hours or more a week are eligible on the first day of the month after 30 days of "
    "employment. Part-time employees are not eligible for medical coverage. A referral is not required to see a "
    "specialist. Prior authorization is required for imaging. You may not change your election during the year unless "
    "you have a life event. Waiting period: 60 days for union employees, 30 days for salaried employees. Coverage ends "
    "on the last day of the month. You must be employed on December 31 to receive the match.",
    title="SPD 2027",
)

FALSE = [
    Case("Part-time employees are eligible for medical coverage [1].", RULES),
    Case("You need a referral to see a specialist [1].", RULES),
    Case("No prior authorization is needed for imaging [1].", RULES),
    Case("Union employees wait 30 days [1].", RULES),
    Case("Salaried employees wait 60 days [1].", RULES),
    Case("Employees who work fewer than 30 hours a week are eligible [1].", RULES),
    Case("Employees who work up to 30 hours a week are eligible [1].", RULES),
    Case("Employees are eligible before 30 days of employment [1].", RULES),
    Case("You have at least 30 days after the birth [1].", LEAVE),
    Case("Tell us no sooner than 30 days after the birth [1].", LEAVE),
    Case("Tell us within 30 days of the marriage [1].", LEAVE),
    Case("Enrollment begins on November 20, 2026 [1].", LEAVE),
    Case("Enrollment ends November 2026, more than 5 days for a child after 10 hours [1].", LEAVE),
    Case("Children are covered from age 26 [1].", LEAVE),
    Case("Children are covered past age 26 [1].", LEAVE),
    Case("You accrue 10 hours a month after your first five years [1].", LEAVE),
    Case("You accrue 10 hours a month in your first ten years [1].", LEAVE),
    Case("Urgent care costs less than $75 in network [1].", SUMMARY),
    Case("Urgent care is at least $75 in network [1].", SUMMARY),
    Case("Specialist visit: $50 copay after the deductible in network [1].", SUMMARY),
    Case("A primary care visit is $25 after you meet the deductible [1].", SUMMARY),
    Case("Emergency room care is free in network [1].", SUMMARY),
    Case("Emergency room care has no charge [1].", SUMMARY),
    Case("Generic drugs cost nothing [1].", SUMMARY),
    Case("Specialty drugs are available by mail order [1].", SUMMARY),
    Case("Preventive care is subject to the deductible [1].", IMPORTANT),
    Case("There is no deductible [1].", IMPORTANT),
    Case("The deductible is waived for everyone [1].", IMPORTANT),
    Case("Preventive care is not covered before the deductible [1].", IMPORTANT),
    Case("The PPO 750 deductible of $750 is per family member up to five people [1].", IMPORTANT),
    Case("The monthly deductible is $750 for one person [1].", IMPORTANT),
    Case("The lifetime out-of-pocket limit is $4,000 for one person [1].", IMPORTANT),
    Case("The HDHP 3400 has the lowest family price, $198 per paycheck [1].", RATES),
    Case("The PPO 750 employee + child price is $196.00 [1].", RATES),
    Case("Your employer pays $78 per paycheck for employee only on the PPO 750 [1].", RATES),
    Case("For union employees the PPO 750 is $78.00 for employee only [1].", RATES),
    Case("Smokers pay $78 for employee only on the PPO 750 [1].", RATES),
    Case("Bereavement leave is 5 days for a friend [1].", LEAVE),
    Case("Bereavement leave of 3 days is unpaid [1].", LEAVE),
    Case("It is open 24/7 [1].", LEAVE),
    Case("The plan pays 75% in network [1].", told("You pay 25% in network.")),
    Case("You pay 80% in network [1].", told("The plan pays 80% in network.")),
    Case("You pay 20% in network [1].", told("The plan pays 20% out of network, 80% in network.")),
    Case(
        "The match is 50% of the first 3% and 100% of the next 2% [1].",
        told("The company matches 100% of the first 3% you save and 50% of the next 2%."),
    ),
    Case(
        "You are 60% vested after 3 years [1].",
        told("After two years you are 40% vested, after three years 50%, after four years 60%."),
    ),
    Case(
        "Short-term disability pays 60% up to $1,000 a month [1].",
        told("Short-term disability pays 60% of pay up to $1,000 a week, from day 8, for 12 weeks."),
    ),
    Case(
        "Short-term disability starts on day 12 and lasts 8 weeks [1].",
        told("Short-term disability pays 60% of pay up to $1,000 a week, from day 8, for 12 weeks."),
    ),
    Case(
        "Short-term disability starts on day 12 [1].",
        told("Short-term disability pays 60% of pay up to $1,000 a week, from day 8, for 12 weeks."),
    ),
    Case("You can carry over $3,300 [1].", told("FSA limit $3,300. You can carry over up to $680.")),
    Case("The FSA limit is $680 [1].", told("FSA limit $3,300. You can carry over up to $680.")),
    Case(
        "You must elect COBRA within 45 days [1].",
        told("Elect COBRA within 60 days; pay the first premium within 45 days after that."),
    ),
    Case(
        "Glasses are covered up to $150 every 12 months [1].",
        told("Frames: $150 allowance every 24 months. Exam: every 12 months."),
    ),
    Case(
        "The exam is covered every 24 months [1].",
        told("Frames: $150 allowance every 24 months. Exam: every 12 months."),
    ),
    Case("Crowns are paid at 80% [1].", told("Class I 100%, class II (fillings) 80%, class III (crowns) 50%.")),
    Case("Fillings are paid at 50% [1].", told("Class I 100%, class II (fillings) 80%, class III (crowns) 50%.")),
    Case(
        "You can cover your parents [1].",
        told("You may cover your spouse and children to age 26. Parents cannot be enrolled."),
    ),
    Case("IVF is covered [1].", told("Infertility: diagnosis is covered. IVF and GIFT are not covered.")),
    Case("No hay deducible [1].", SPANISH),
    Case("La visita es gratis [1].", SPANISH),
]
TRUE = [
    Case("A specialist visit is $50 in network; the deductible does not apply [1].", SUMMARY),
    Case("Seeing a specialist within the network costs a fifty-dollar copay [1].", SUMMARY),
    Case("You'd pay $50 to see a specialist who is in your plan's network [1].", SUMMARY),
    Case("On PPO 750, urgent care is $75 in-network and 40% out-of-network [1].", SUMMARY),
    Case("Generic drugs are $10 at a retail pharmacy and $25 through mail order [1].", SUMMARY),
    Case("Your individual deductible is $750; for a family it is $1,500 [1].", IMPORTANT),
    Case("Each person's deductible is $750 [1].", IMPORTANT),
    Case("The most you pay in a year is $4,000 for yourself [1].", IMPORTANT),
    Case("The family maximum is $8,000 [1].", IMPORTANT),
    Case("Employee-only coverage under the PPO 750 costs $78.00 per paycheck [1].", RATES),
    Case("Covering your family on the HDHP 3400 costs $139 every paycheck [1].", RATES),
    Case("You have 30 days after your baby is born to tell us [1].", LEAVE),
    Case("You must add your newborn within thirty days [1].", LEAVE),
    Case("You get five days off if your parent dies [1].", LEAVE),
    Case("If your grandmother dies you get three days [1].", LEAVE),
    Case("The last day to enroll is November 20, 2026 [1].", LEAVE),
    Case("Enrollment closes Friday, November 20, 2026 [1].", LEAVE),
    Case("Your kids can stay on the plan until they turn 26 [1].", LEAVE),
    Case("Phone lines are open 8am to 6pm [1].", LEAVE),
    Case("You earn ten hours of leave each month during your first 5 years [1].", LEAVE),
    Case("Salaried employees wait 30 days and union employees 60 days [1].", RULES),
    Case("You become eligible on the first of the month after 30 days [1].", RULES),
    Case("You need to work at least 30 hours per week [1].", RULES),
    Case(
        "The company matches all of the first 3% and half of the next 2% [1].",
        told("The company matches 100% of the first 3% you save and 50% of the next 2%."),
    ),
    Case(
        "STD pays 60% of your weekly pay, at most $1,000 per week, starting on the 8th day, for up to twelve weeks "
        "[1].",
        told("Short-term disability pays 60% of pay up to $1,000 a week, from day 8, for 12 weeks."),
    ),
    Case(
        "Expenses count through 3/15/2027 and claims are due 4/30/2027 [1].",
        told("FSA: expenses until March 15, 2027; claims by April 30, 2027."),
    ),
    Case("Crowns are paid at 50% [1].", told("Class I 100%, class II (fillings) 80%, class III (crowns) 50%.")),
    Case("IVF isn't covered [1].", told("Infertility: diagnosis is covered. IVF and GIFT are not covered.")),
    Case("El especialista cuesta $50 dentro de la red [1].", SUMMARY),
    Case("Tiene 30 días desde el nacimiento para avisarnos [1].", LEAVE),
    Case("Sus hijos tienen cobertura hasta los 26 años [1].", LEAVE),
]
