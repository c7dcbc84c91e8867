"""Juniper Ridge Manufacturing: every number its documents and the expected answers are made from."""

from datetime import date
from decimal import Decimal

from platform_admin.demo.company import (
    Carrier,
    Colours,
    Company,
    HelpContact,
    KnowledgeBaseText,
    Person,
    SuggestedQuestion,
)
from platform_admin.demo.juniper.medical import HDHP, NORTHGATE, PLANS, PPO
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
    Orthodontia,
    PlanYear,
    Rate,
    RetirementRule,
    Seed,
    Surcharge,
    VisionPlan,
)

SAL, UNION = "SAL", "UNION"

PLAN_YEARS = (
    PlanYear(
        "2026",
        date(2026, 1, 1),
        date(2026, 12, 31),
        date(2025, 11, 3),
        date(2025, 11, 21),
    ),
    PlanYear(
        "2027",
        date(2027, 1, 1),
        date(2027, 12, 31),
        date(2026, 11, 2),
        date(2026, 11, 20),
    ),
)

TIERS = (EE, EE_SP, EE_CH, FAM)
# Full monthly premium of EE, EE_SP, EE_CH, FAM.
FULL_MONTHLY = {
    (PPO, "2026"): ("706.00", "1482.60", "1306.10", "2118.00"),
    (PPO, "2027"): ("742.00", "1558.20", "1372.70", "2226.00"),
    (HDHP, "2026"): ("588.00", "1234.80", "1087.80", "1764.00"),
    (HDHP, "2027"): ("618.00", "1297.80", "1143.30", "1854.00"),
}
PER_DEDUCTION = {
    (PPO, "2026", SAL): ("72", "198", "172", "296"),
    (PPO, "2027", SAL): ("78", "214", "186", "318"),
    (PPO, "2026", UNION): ("56", "156", "136", "234"),
    (PPO, "2027", UNION): ("60", "168", "146", "250"),
    (HDHP, "2026", SAL): ("29", "96", "81", "140"),
    (HDHP, "2027", SAL): ("32", "104", "88", "152"),
    (HDHP, "2026", UNION): ("22", "74", "62", "108"),
    (HDHP, "2027", UNION): ("24", "80", "68", "116"),
}
DENTAL, VISION = "DENTAL", "VISION"
EXTRAS = {
    DENTAL: (("4", "9", "10", "15"), ("38.00", "76.00", "84.00", "126.00")),
    VISION: (("1.50", "3", "3.25", "5"), ("8.00", "15.50", "16.00", "24.00")),
}
MEDICAL_RATES = tuple(
    Rate(plan, year, class_code, tier, Decimal(share), Decimal(full))
    for (plan, year, class_code), shares in PER_DEDUCTION.items()
    for tier, share, full in zip(TIERS, shares, FULL_MONTHLY[plan, year], strict=True)
)
# Dental and vision cost both classes the same in both years.
EXTRA_RATES = tuple(
    Rate(plan, year.label, class_code, tier, Decimal(share), Decimal(full))
    for plan, (shares, fulls) in EXTRAS.items()
    for year in PLAN_YEARS
    for class_code in (SAL, UNION)
    for tier, share, full in zip(TIERS, shares, fulls, strict=True)
)
RATES = MEDICAL_RATES + EXTRA_RATES

GUIDES = KnowledgeBaseText("Guides and enrollment", "The benefits guides of each year, in English and Spanish.")
PLAN_PAPERS = KnowledgeBaseText("Plan documents", "Plan descriptions, summaries of benefits and the union letter.")
MONEY = KnowledgeBaseText(
    "Rates and accounts",
    "Paycheck rates, spending accounts, life and disability cover.",
)

WEEKDAYS = "Monday to Friday, 8 a.m. to 6 p.m. Eastern"
CARRIERS = (
    Carrier(
        NORTHGATE,
        "medical",
        "614-555-0110",
        "members@northgatehealth.example",
        "https://www.northgatehealth.example",
        "Monday to Friday, 7 a.m. to 9 p.m. Eastern",
        "JR-20417",
        "Nurse line 614-555-0111, day and night.",
        languages=("en", "es"),
    ),
    Carrier(
        "Brightsmile Dental",
        "dental",
        "614-555-0120",
        "care@brightsmiledental.example",
        "https://www.brightsmiledental.example",
        WEEKDAYS,
        "D-8802",
    ),
    Carrier(
        "Clearpane Vision",
        "vision",
        "614-555-0126",
        "hello@clearpanevision.example",
        "https://www.clearpanevision.example",
        WEEKDAYS,
        "V-3310",
    ),
    Carrier(
        "Quillfeather Accounts",
        "accounts",
        "614-555-0133",
        "claims@quillfeather.example",
        "https://www.quillfeather.example",
        WEEKDAYS,
        "JRM-FSA",
        "Health savings and flexible spending accounts.",
    ),
    Carrier(
        "Tidewater Mutual",
        "life and disability",
        "614-555-0140",
        "claims@tidewatermutual.example",
        "https://www.tidewatermutual.example",
        WEEKDAYS,
        "TM-51188",
    ),
    Carrier(
        "Larkspur Retirement",
        "401(k)",
        "614-555-0151",
        "participants@larkspurretirement.example",
        "https://www.larkspurretirement.example",
        WEEKDAYS,
        "LR-0619",
    ),
    Carrier(
        "Harborbridge COBRA",
        "COBRA",
        "614-555-0158",
        "cobra@harborbridge.example",
        "https://www.harborbridge.example",
        WEEKDAYS,
        "HB-2290",
    ),
    Carrier(
        "Steadyline",
        "employee assistance",
        "614-555-0162",
        "help@steadyline.example",
        "https://www.steadyline.example",
        "Day and night, every day",
        "",
        "Six free counseling visits a year for each concern.",
        languages=("en", "es"),
    ),
)

PEOPLE = (
    Person("Maren Holloway", "maren.holloway@juniper.example", "hr_admin", SAL, work_state="OH"),
    Person("Desmond Achterberg", "desmond.achterberg@juniper.example", "hr_editor", SAL, work_state="OH"),
    Person("Priya Vantongeren", "priya.vantongeren@juniper.example", "employee", SAL, work_state="OH"),
    Person("Curtis Bellweather", "curtis.bellweather@juniper.example", "employee", UNION, work_state="OH"),
    Person("Lucía Montañez", "lucia.montanez@juniper.example", "employee", SAL, "es", work_state="TX"),
    Person("Walt Ostrander", "walt.ostrander@juniper.example", "employee", UNION, work_state="TX"),
)

COMPANY = Company(
    name="Juniper Ridge Manufacturing",
    short_name="Juniper Ridge",
    subdomain="juniper",
    product_name="Ridgeline Benefits",
    tagline="Precision parts from Toledo, Ohio and Waco, Texas",
    head_count=420,
    places="Ohio and Texas",
    time_zone="America/New_York",
    tier="enterprise",
    colours=Colours(primary="#1f5c4d", deep="#123b32", accent="#b4632d", tint="#eaf2ee"),
    welcome_text="Ask about your Juniper Ridge benefits. Open enrollment for 2027 ends on November 20, 2026.",
    welcome_text_es=(
        "Pregunte sobre sus beneficios de Juniper Ridge. "
        "La inscripción abierta para 2027 termina el 20 de noviembre de 2026."
    ),
    disclaimer=(
        "Answers come from the documents Juniper Ridge has published. If an answer and the plan document "
        "differ, the plan document governs. This is not medical, legal or tax advice."
    ),
    disclaimer_es=(
        "Las respuestas salen de los documentos que Juniper Ridge ha publicado. "
        "Si una respuesta y el documento del plan no coinciden, vale el documento del plan. "
        "Esto no es asesoría médica, legal ni fiscal."
    ),
    help=HelpContact(
        "Juniper Ridge Benefits Team",
        "benefits@juniper.example",
        "614-555-0101",
        "Monday to Friday, 7 to 4",
    ),
    suggested_questions=(
        SuggestedQuestion("What does PPO 1000 family coverage cost per paycheck in 2027?"),
        SuggestedQuestion("How do the PPO 1000 and the HDHP differ in 2027?"),
        SuggestedQuestion("When does open enrollment end?"),
        SuggestedQuestion("What is the specialist copay on the PPO 1000 in 2027?"),
        SuggestedQuestion("Who can help me with a denied claim?"),
        SuggestedQuestion("¿Cuánto pago por urgencias en el PPO 1000 en 2027?", "es"),
        SuggestedQuestion("¿Cuándo termina la inscripción abierta?", "es"),
    ),
    deductions_per_year=26,
    classes=(
        BenefitClass(SAL, "Salaried employees", waiting_days=30, life_event_days=30),
        BenefitClass(UNION, "Local 88 members", waiting_days=60, life_event_days=60),
    ),
    plan_years=PLAN_YEARS,
    carriers=CARRIERS,
    people=PEOPLE,
    knowledge_bases=(GUIDES, PLAN_PAPERS, MONEY),
    plans=PLANS,
    rates=RATES,
    dependents=DependentRule(child_age=26, child_ends="month", domestic_partners=False),
    dental=DentalPlan(
        "Juniper Ridge Dental",
        "Brightsmile Dental",
        preventive=Decimal("1.00"),
        basic=Decimal("0.80"),
        major=Decimal("0.50"),
        deductible=Decimal(50),
        family_deductible=Decimal(150),
        yearly_maximum=Decimal(1750),
        ortho=Orthodontia(Decimal("0.50"), Decimal(1500), under_age=19),
    ),
    vision=VisionPlan(
        "Juniper Ridge Vision",
        "Clearpane Vision",
        exam_copay=Decimal(10),
        lens_copay=Decimal(20),
        frame_allowance=Decimal(160),
        frame_discount=Decimal("0.20"),
        contact_allowance=Decimal(140),
        exam_months=12,
        lens_months=12,
        frame_months=24,
    ),
    accounts=(
        AccountRule(
            "health",
            "2026",
            Decimal(3300),
            date(2027, 3, 15),
            date(2027, 4, 30),
            has_grace_period=True,
        ),
        AccountRule(
            "health",
            "2027",
            Decimal(3300),
            date(2028, 3, 15),
            date(2028, 4, 30),
            has_grace_period=True,
        ),
        AccountRule(
            "dependent care",
            "2026",
            Decimal(5000),
            date(2026, 12, 31),
            date(2027, 4, 30),
        ),
        AccountRule(
            "dependent care",
            "2027",
            Decimal(7500),
            date(2027, 12, 31),
            date(2028, 4, 30),
        ),
    ),
    life=LifeRule(
        "Tidewater Mutual",
        Decimal(2),
        Decimal(200000),
        reductions=((70, Decimal("0.65")), (75, Decimal("0.50"))),
    ),
    disability=DisabilityRule("Tidewater Mutual", Decimal("0.60"), Decimal(1200), first_paid_day=8, weeks=13),
    retirement=RetirementRule(
        "Larkspur Retirement",
        minimum_age=21,
        service="90 days of service",
        automatic_percent=Decimal(3),
        match=(
            MatchTier(Decimal(1), Decimal(3)),
            MatchTier(Decimal("0.50"), Decimal(2)),
        ),
    ),
    leave=LeaveRule(
        parental_weeks=4,
        parental_fraction=Decimal(1),
        parental_after_months=12,
        accrual=(
            ("Less than 2 years", Decimal(80)),
            ("2 to 4 years", Decimal(120)),
            ("5 to 9 years", Decimal(144)),
            ("10 years or more", Decimal(184)),
        ),
        carry_over_hours=40,
    ),
    surcharges=(
        Surcharge(
            "tobacco",
            "Tobacco surcharge",
            Decimal(25),
            (SAL, UNION),
            "Finish the free Steadyline quit program by June 30 and the surcharge of the whole year is refunded.",
        ),
        Surcharge(
            "spousal",
            "Spousal surcharge",
            Decimal(40),
            (SAL,),
            "Not charged if your spouse has no medical plan at work or also works at Juniper Ridge.",
        ),
    ),
    seeds=(
        Seed("2026", Decimal(500), Decimal(1000), "half in January and half in July"),
        Seed("2027", Decimal(600), Decimal(1200), "half in January and half in July"),
    ),
)
