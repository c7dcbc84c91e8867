"""Passages as extraction and splitting leave them: near-identical plans, two years, tables as sentences, lists."""

from chat.llm.types import SourcePassage


def _summary(number: int, plan: str, *, ded: str, oop: str, pcp: str, spec: str, year: str = "2027") -> SourcePassage:
    office = "If you visit a health care provider's office or clinic"
    return SourcePassage(
        number,
        f"Summary of Benefits and Coverage: {plan} {year}",
        f"What is the overall deductible? — Answers: Network providers: {ded}; Why This Matters: You pay all costs up"
        " to the deductible before this plan begins to pay.\n"
        f"What is the out-of-pocket limit for this plan? — Answers: {oop}; Why This Matters: The most you could pay"
        " in a year for covered services.\n"
        f"{office}, Primary care visit — Network Provider: {pcp} copay/visit. Deductible does not apply.;"
        " Out-of-Network Provider: 40% coinsurance; Limitations & Exceptions: None\n"
        f"{office}, Specialist visit — Network Provider: {spec} copay/visit. Deductible does not apply.;"
        " Out-of-Network Provider: 40% coinsurance; Limitations & Exceptions: No referral is needed.\n"
        f"If you have a test, Imaging (CT/PET scans, MRIs) — Network Provider: 20% after deductible;"
        " Out-of-Network Provider: 40% coinsurance; Limitations & Exceptions: Prior authorization is required.",
        page=2,
        plan_year=year,
        kind="table",
    )


PPO_500 = _summary(1, "PPO 500", ded="$500 person / $1,000 family", oop="$2,500 / $5,000", pcp="$20", spec="$40")
PPO_750 = _summary(2, "PPO 750", ded="$750 person / $1,500 family", oop="$3,000 / $6,000", pcp="$25", spec="$50")
PPO_1500 = _summary(3, "PPO 1500", ded="$1,500 person / $3,000 family", oop="$5,000 / $10,000", pcp="$35", spec="$60")
PPO_750_OLD = _summary(
    4, "PPO 750", ded="$700 person / $1,400 family", oop="$2,900 / $5,800", pcp="$25", spec="$45", year="2026"
)
RATES = SourcePassage(
    5,
    "2027 Rate Sheet",
    "Employee only — PPO 500: $95.00; PPO 750: $80.00; PPO 1500: $48.00; HSA 2500: $45.00\n"
    "Employee + spouse — PPO 500: $240.00; PPO 750: $205.00; PPO 1500: $131.00; HSA 2500: $118.00\n"
    "Family — PPO 500: $385.00; PPO 750: $340.00; PPO 1500: $210.00; HSA 2500: $150.00\n"
    "Prices are per paycheck, before tax, 24 paychecks a year.",
    heading="What you pay from each paycheck",
    plan_year="2027",
    kind="table",
)
GUIDE = SourcePassage(
    6,
    "2027 Benefits Guide",
    "Open enrollment for 2027 runs from November 2, 2026 through November 20, 2026.\n"
    "If you do nothing, your medical, dental and vision choices roll over to 2027 at the new prices.\n"
    "When life changes\n"
    "After a marriage, a birth or an adoption you have 30 days to add the new family member. Coverage of a newborn"
    " goes back to the day of birth.\n"
    "A child is covered through December 31 of the year of the 26th birthday.\n"
    "New employees are covered from the first day of the month after they are hired.",
    page=3,
    heading="Enrollment",
    plan_year="2027",
)
ACCOUNTS = SourcePassage(
    7,
    "HSA and FSA Guide",
    "The HSA limit for family coverage in 2027 is $9,000 (Rev. Proc. 2026-24). It includes what the company puts in.\n"
    "The health FSA limit for 2027 is $3,300.00. The health FSA limit for 2026 was $3,200.00.\n"
    "Up to $680 of unused health FSA money carries over into the next year. Claims must arrive by March 31.\n"
    "Dependent care FSA limit — 2026: $5,000; 2027: $7,500",
    page=4,
)
DENTAL = SourcePassage(
    8,
    "Dental Summary",
    "The dental deductible is $50 per person. The plan pays at most $1,500 per person each year.\n"
    "Cleanings and exams — You pay: $0; How often: Twice a year\n"
    "Fillings — You pay: 20%; How often: As needed\n"
    "Crowns — You pay: 50%; How often: Once in 7 years\n"
    "Braces — You pay: 50%, up to a lifetime maximum of $1,500; Note: Children under 19 only",
    plan_year="2027",
    kind="table",
)
VISION = SourcePassage(
    9,
    "Vision Summary",
    "Eye exam — You pay: $10 copay; How often: Every 12 months\n"
    "Frames — You get: $150 allowance, then 20% off; How often: Every 24 months",
    plan_year="2027",
    kind="table",
)
EXCLUDED = SourcePassage(
    10,
    "Summary of Benefits and Coverage: PPO 1500 2027",
    "Services Your Plan Generally Does NOT Cover (Check your plan document for more information.)\n"
    "• Cosmetic surgery\n• Infertility treatment\n• Long-term care\n"
    "Other Covered Services (Limitations may apply to these services.)\n"
    "• Acupuncture (12 visits a year)\n• Chiropractic care (20 visits a year)\n• Hearing aids ($2,000 every 36 months)",
    page=5,
    heading="Excluded Services & Other Covered Services",
    plan_year="2027",
)
LEAVE = SourcePassage(
    11,
    "Leave Policy",
    "Parental leave is 12 weeks at full pay after 6 months of service. It may be taken in two parts within a year.\n"
    "Bereavement leave is five days for a close relative.\n"
    "1 to 4 years of service — Vacation days a year: 15\n5 years of service or more — Vacation days a year: 20",
    page=1,
)
CONTACTS = SourcePassage(
    12,
    "2027 Benefits Guide",
    "Medical — Call: Tidewater Mutual; Phone: 415-555-0104; Web: www.tidewater.example\n"
    "Dental — Call: Brightsmile Dental; Phone: 415-555-0120; Web: www.brightsmile.example\n"
    "HSA and FSA — Call: Quillfeather Accounts; Phone: 415-555-0133; Web: www.quillfeather.example",
    page=12,
    heading="Who can help",
    plan_year="2027",
    kind="table",
)
RETIREMENT = SourcePassage(
    13,
    "401(k) Notice",
    "You may join the 401(k) plan at age 21. Bluefin Labs matches 100% of the first 4% of pay you save. You are vested"
    " at once. If you leave, your account stays yours.",
    page=1,
)
PARTNER = SourcePassage(
    14,
    "Domestic Partner Policy",
    "You may cover a domestic partner who has lived with you for at least 6 months. Both partners sign an affidavit.\n"
    "The company's share of a domestic partner's coverage is taxable income for you.",
    page=1,
)
FAQ = SourcePassage(
    15,
    "Benefits FAQ",
    "Do I need a referral to see a specialist?\nNo. You may make the appointment yourself on every plan.\n"
    "Can I change my plan in the middle of the year?\n"
    "Only within 30 days of a life event such as a marriage or a birth.",
    page=1,
)
SPANISH = SourcePassage(
    16,
    "Guía de beneficios 2027",
    "La inscripción abierta empieza el 2 de noviembre de 2026 y termina el 20 de noviembre de 2026.\n"
    "En el PPO 750 de 2027, una visita de urgencias (urgent care) cuesta un copago de $50 y el deducible no se"
    " aplica.\n"
    "El deducible del PPO 750 en 2027 es de $750 por persona y de $1,500 por familia.",
    page=4,
    plan_year="2027",
)
DISABILITY = SourcePassage(
    17,
    "Life and Disability Summary",
    "Short-term disability pays 60% of your weekly pay, up to $1,500 a week, from day 8 of an illness for up to 12"
    " weeks.\nFor example, an employee who earns $2,000 a week is paid $1,200 a week.\n"
    "Basic life insurance pays 2 times your yearly pay, up to $300,000.",
    page=1,
)
EVERY_PASSAGE = (
    PPO_500,
    PPO_750,
    PPO_1500,
    PPO_750_OLD,
    RATES,
    GUIDE,
    ACCOUNTS,
    DENTAL,
    VISION,
    EXCLUDED,
    LEAVE,
    CONTACTS,
    RETIREMENT,
    PARTNER,
    FAQ,
    SPANISH,
    DISABILITY,
)
