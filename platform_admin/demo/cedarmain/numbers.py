"""Cedar & Main Hospitality: every number its documents and the expected answers are made from."""

from datetime import date
from decimal import Decimal

from accounts.audience import Hours
from platform_admin.demo.cedarmain.medical import EPO, HARBORLIGHT, HMO, PLANS
from platform_admin.demo.company import (
    Carrier,
    Colours,
    Company,
    HelpContact,
    KnowledgeBaseText,
    Person,
    SuggestedQuestion,
)
from platform_admin.demo.shapes import (
    EE,
    EE_CH,
    EE_SP,
    FAM,
    AccountRule,
    BenefitClass,
    DentalPlan,
    DependentRule,
    DisabilityRule,
    LeaveRule,
    LifeRule,
    MatchTier,
    PlanYear,
    Rate,
    RetirementRule,
    VisionPlan,
)

FT, PT = "FT", "PT"
THIS_YEAR, LAST_YEAR = "2026-27", "2025-26"

PLAN_YEARS = (
    PlanYear(
        LAST_YEAR,
        date(2025, 7, 1),
        date(2026, 6, 30),
        date(2025, 5, 5),
        date(2025, 5, 23),
    ),
    PlanYear(
        THIS_YEAR,
        date(2026, 7, 1),
        date(2027, 6, 30),
        date(2026, 5, 4),
        date(2026, 5, 22),
    ),
)

TIERS = (EE, EE_SP, EE_CH, FAM)
DENTAL, VISION = "DENTAL", "VISION"
FULL_MONTHLY: dict[tuple[str, str], tuple[str, ...]] = {
    (HMO, LAST_YEAR): ("651.00", "1367.10", "1204.35", "1953.00"),
    (HMO, THIS_YEAR): ("689.00", "1446.90", "1274.65", "2067.00"),
    (EPO, LAST_YEAR): ("484.00", "1016.40", "895.40", "1452.00"),
    (EPO, THIS_YEAR): ("512.00", "1075.20", "947.20", "1536.00"),
    (DENTAL, THIS_YEAR): ("34.00", "68.00", "75.00", "112.00"),
    (VISION, THIS_YEAR): ("7.00", "13.50", "14.00", "21.00"),
}
PER_DEDUCTION = {
    (HMO, LAST_YEAR, FT): ("38.75", "121.00", "92.50", "167.00"),
    (HMO, THIS_YEAR, FT): ("41.50", "128.00", "98.50", "176.00"),
    (EPO, LAST_YEAR, FT): ("16.50", "69.50", "51.75", "102.00"),
    (EPO, THIS_YEAR, FT): ("18.25", "74.00", "55.25", "108.50"),
    (DENTAL, THIS_YEAR, FT): ("3.50", "9.00", "10.25", "16.50"),
    (DENTAL, THIS_YEAR, PT): ("7.85", "15.70", "17.30", "25.85"),
    (VISION, THIS_YEAR, FT): ("0.75", "2.00", "2.10", "3.75"),
    (VISION, THIS_YEAR, PT): ("1.60", "3.10", "3.20", "4.85"),
}
RATES = tuple(
    Rate(plan, year, class_code, tier, Decimal(share), Decimal(full))
    for (plan, year, class_code), shares in PER_DEDUCTION.items()
    for tier, share, full in zip(TIERS, shares, FULL_MONTHLY[plan, year], strict=True)
)

GUIDES = KnowledgeBaseText(
    "Guides",
    "The benefits guides, in Spanish for this year and in English for last year.",
)
PLAN_PAPERS = KnowledgeBaseText("Plan documents", "Medical, dental, vision, disability and 401(k) documents.")
RULES = KnowledgeBaseText(
    "Policies and notices",
    "Who is eligible, leave, COBRA and the yearly legal notices.",
)

DAY_AND_NIGHT = "Day and night, every day"
WEEKDAYS = "Monday to Saturday, 7 a.m. to 8 p.m. Central"


def _carrier(
    name: str,
    role: str,
    line: str,
    domain: str,
    group: str = "",
    note: str = "",
    *,
    speaks_spanish: bool = False,
    hours: str = WEEKDAYS,
) -> Carrier:
    return Carrier(
        name,
        role,
        f"312-555-{line}",
        f"help@{domain}",
        f"https://www.{domain}",
        hours,
        group,
        note,
        languages=("en", "es") if speaks_spanish else ("en",),
    )


CARRIERS = (
    _carrier(
        HARBORLIGHT,
        "medical",
        "0130",
        "harborlight.example",
        "CM-40266",
        "Spanish: press 2. Nurse line 312-555-0131, day and night.",
        speaks_spanish=True,
    ),
    _carrier("Brightsmile Dental", "dental", "0134", "brightsmiledental.example", "D-7718"),
    _carrier("Clearpane Vision", "vision", "0136", "clearpanevision.example", "V-5562"),
    _carrier("Quillfeather Accounts", "accounts", "0139", "quillfeather.example", "CM-FSA"),
    _carrier(
        "Tidewater Mutual",
        "life and disability",
        "0143",
        "tidewatermutual.example",
        "TM-33871",
    ),
    _carrier("Larkspur Retirement", "401(k)", "0146", "larkspurretirement.example", "LR-2054"),
    _carrier("Harborbridge COBRA", "COBRA", "0149", "harborbridge.example", "HB-1187"),
    _carrier(
        "Steadyline",
        "employee assistance",
        "0152",
        "steadyline.example",
        hours=DAY_AND_NIGHT,
        note="Five free visits a year for each concern, in English and Spanish, day and night.",
        speaks_spanish=True,
    ),
)

PART_TIME = Hours.PART_TIME.value
PEOPLE = (
    Person("Rosalind Okafor-Hale", "rosalind.okafor-hale@cedarmain.example", "hr_admin", FT, work_state="IL"),
    Person("Benedict Amsel", "benedict.amsel@cedarmain.example", "hr_editor", FT, work_state="IL"),
    Person("Tamsin Greaves", "tamsin.greaves@cedarmain.example", "employee", FT, work_state="IL"),
    Person("Marisol Quintanar", "marisol.quintanar@cedarmain.example", "employee", FT, "es", work_state="WI"),
    Person("Dewey Larkin", "dewey.larkin@cedarmain.example", "employee", PT, hours=PART_TIME, work_state="IL"),
    Person(
        "Anneke Brouillard",
        "anneke.brouillard@cedarmain.example",
        "employee",
        PT,
        hours=Hours.PART_TIME.value,
        work_state="WI",
    ),
)

COMPANY = Company(
    name="Cedar & Main Hospitality",
    short_name="Cedar & Main",
    subdomain="cedarmain",
    product_name="The Benefits Desk",
    tagline="Hotels and dining rooms across Illinois and Wisconsin",
    head_count=1150,
    places="Illinois and Wisconsin",
    time_zone="America/Chicago",
    tier="professional",
    colours=Colours(primary="#8a2f3c", deep="#4f1822", accent="#a8741a", tint="#f8eeec"),
    welcome_text="Ask about your Cedar & Main benefits, in English or in Spanish.",
    welcome_text_es="Pregunte sobre sus beneficios de Cedar & Main, en español o en inglés.",
    disclaimer=(
        "Answers come from the documents Cedar & Main has published. If an answer and the plan document "
        "differ, the plan document governs. This is not medical, legal or tax advice."
    ),
    disclaimer_es=(
        "Las respuestas salen de los documentos que Cedar & Main ha publicado. "
        "Si una respuesta y el documento del plan no coinciden, vale el documento del plan. "
        "Esto no es asesoría médica, legal ni fiscal."
    ),
    font="source-serif-4",
    appearance="light",
    help=HelpContact(
        "Cedar & Main Benefits Desk",
        "benefits@cedarmain.example",
        "312-555-0125",
        "Every day, 8 to 8",
    ),
    suggested_questions=(
        SuggestedQuestion("What does the HMO cost each week?"),
        SuggestedQuestion("How do the HMO and the EPO differ?"),
        SuggestedQuestion("How long do I have to add a new baby?"),
        SuggestedQuestion("What is the specialist copay on the HMO?"),
        SuggestedQuestion("Who can help me with a denied claim?"),
        SuggestedQuestion("¿Cuánto cuesta el HMO por semana?", "es"),
        SuggestedQuestion("¿Qué beneficios tengo si trabajo medio tiempo?", "es"),
    ),
    deductions_per_year=52,
    classes=(
        BenefitClass(FT, "Full-time employees", waiting_days=60, life_event_days=31, least_hours=30),
        BenefitClass(
            PT,
            "Part-time employees",
            waiting_days=60,
            life_event_days=31,
            has_medical=False,
        ),
    ),
    plan_years=PLAN_YEARS,
    carriers=CARRIERS,
    people=PEOPLE,
    knowledge_bases=(GUIDES, PLAN_PAPERS, RULES),
    plans=PLANS,
    rates=RATES,
    dependents=DependentRule(child_age=26, child_ends="month", domestic_partners=False),
    dental=DentalPlan(
        "Cedar & Main Dental",
        "Brightsmile Dental",
        preventive=Decimal("1.00"),
        basic=Decimal("0.80"),
        major=Decimal("0.50"),
        deductible=Decimal(50),
        family_deductible=Decimal(150),
        yearly_maximum=Decimal(1500),
        ortho=None,
    ),
    vision=VisionPlan(
        "Cedar & Main Vision",
        "Clearpane Vision",
        exam_copay=Decimal(10),
        lens_copay=Decimal(25),
        frame_allowance=Decimal(150),
        frame_discount=Decimal("0.20"),
        contact_allowance=Decimal(130),
        exam_months=12,
        lens_months=12,
        frame_months=24,
    ),
    accounts=(
        AccountRule("health", LAST_YEAR, Decimal(2500), date(2026, 6, 30), date(2026, 9, 28)),
        AccountRule("health", THIS_YEAR, Decimal(2500), date(2027, 6, 30), date(2027, 9, 28)),
    ),
    disability=DisabilityRule("Tidewater Mutual", Decimal("0.60"), Decimal(1000), first_paid_day=8, weeks=12),
    retirement=RetirementRule(
        "Larkspur Retirement",
        minimum_age=21,
        service="one year with 1,000 hours",
        automatic_percent=Decimal(0),
        match=(MatchTier(Decimal("0.50"), Decimal(4)),),
        vesting=tuple((years, Decimal(years) / 5) for years in range(1, 6)),
    ),
    leave=LeaveRule(
        parental_weeks=6,
        parental_fraction=Decimal(1),
        parental_after_months=12,
        accrual=(
            ("First year", Decimal(40)),
            ("2 to 4 years", Decimal(80)),
            ("5 to 9 years", Decimal(120)),
            ("10 years or more", Decimal(160)),
        ),
        carry_over_hours=40,
    ),
    life=LifeRule("Tidewater Mutual", Decimal(1), Decimal(50000)),
)
