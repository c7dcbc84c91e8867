"""Bluefin Labs: every number its documents and the expected answers are made from."""

from dataclasses import replace
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
from platform_admin.demo.services import (
    ALSO_COVERED,
    EXCLUDED,
    Copays,
    deductible,
    hdhp_services,
    out_of_pocket,
    ppo_services,
)
from platform_admin.demo.shapes import (
    EE,
    EE_CH,
    EE_DP,
    EE_SP,
    FAM,
    AccountRule,
    BenefitClass,
    DeliberateError,
    DentalPlan,
    DependentRule,
    DisabilityRule,
    LeaveRule,
    LifeRule,
    MatchTier,
    Orthodontia,
    Plan,
    PlanYear,
    Rate,
    RetirementRule,
    Scenario,
    ScenarioPrice,
    Seed,
    VisionPlan,
)

STAFF = "STAFF"
PPO500, PPO750, PPO1500, HSA2500 = "PPO500", "PPO750", "PPO1500", "HSA2500"
NORTHGATE = "Northgate Health"

PLAN_YEARS = (
    PlanYear(
        "2026",
        date(2026, 1, 1),
        date(2026, 12, 31),
        date(2025, 11, 5),
        date(2025, 11, 19),
    ),
    PlanYear(
        "2027",
        date(2027, 1, 1),
        date(2027, 12, 31),
        date(2026, 11, 4),
        date(2026, 11, 18),
    ),
)


def _ppo(code: str, deductible_person: int, out_of_pocket_person: int, copays: Copays) -> Plan:
    """The three PPOs differ in a few digits only, which is what makes them easy to mix up."""
    person, limit = deductible_person, out_of_pocket_person
    return Plan(
        code=code,
        name=f"PPO {deductible_person}",
        plan_year="2027",
        plan_type="PPO",
        carrier=NORTHGATE,
        network="Northgate Coast to Coast",
        coinsurance=Decimal("0.20"),
        accumulators=(
            deductible("IN", str(person), str(2 * person), person_in_family=str(person)),
            deductible(
                "OON",
                str(3 * person),
                str(6 * person),
                person_in_family=str(3 * person),
            ),
            out_of_pocket("IN", str(limit), str(2 * limit)),
            out_of_pocket("OON", str(2 * limit), str(4 * limit)),
        ),
        services=ppo_services(copays, network="0.20", out_of_network="0.40"),
        excluded=EXCLUDED,
        also_covered=ALSO_COVERED,
    )


def _hsa(plan_year: str, person_in_family: str, limit: int) -> Plan:
    return Plan(
        code=HSA2500,
        name="HSA 2500",
        plan_year=plan_year,
        plan_type="HDHP",
        carrier=NORTHGATE,
        network="Northgate Coast to Coast",
        coinsurance=Decimal("0.10"),
        accumulators=(
            deductible("IN", "2500", "5000", person_in_family=person_in_family),
            deductible("OON", "5000", "10000", person_in_family="5000"),
            out_of_pocket("IN", str(limit), str(2 * limit)),
            out_of_pocket("OON", str(2 * limit), str(4 * limit)),
        ),
        services=hdhp_services(network="0.10", out_of_network="0.30"),
        hsa_qualified=True,
        excluded=EXCLUDED,
        also_covered=ALSO_COVERED,
    )


PPOS_2027 = (
    _ppo(PPO500, 500, 2500, Copays("20", "40", "40", "250", "10", "35", "60")),
    _ppo(PPO750, 750, 3000, Copays("25", "50", "50", "300", "10", "40", "70")),
    _ppo(PPO1500, 1500, 4500, Copays("30", "60", "60", "350", "10", "45", "80")),
)


def _last_year(plan: Plan) -> Plan:
    """Only the out-of-network limit of the PPOs moved between the two years."""
    limit = plan.accumulators[3].person - 500
    lower = out_of_pocket("OON", str(limit), str(2 * limit))
    return replace(plan, plan_year="2026", accumulators=(*plan.accumulators[:3], lower))


PPOS_2026 = tuple(_last_year(plan) for plan in PPOS_2027)
PLANS = (*PPOS_2026, _hsa("2026", "3400", 4900), *PPOS_2027, _hsa("2027", "3500", 5000))

TIERS = (EE, EE_SP, EE_DP, EE_CH, FAM)
FULL_MONTHLY = {
    (PPO500, "2026"): ("811.00", "1703.10", "1703.10", "1500.35", "2433.00"),
    (PPO750, "2026"): ("766.00", "1608.60", "1608.60", "1417.10", "2298.00"),
    (PPO1500, "2026"): ("696.00", "1461.60", "1461.60", "1287.60", "2088.00"),
    (HSA2500, "2026"): ("623.00", "1308.30", "1308.30", "1152.55", "1869.00"),
    (PPO500, "2027"): ("852.00", "1789.20", "1789.20", "1576.20", "2556.00"),
    (PPO750, "2027"): ("805.00", "1690.50", "1690.50", "1489.25", "2415.00"),
    (PPO1500, "2027"): ("731.00", "1535.10", "1535.10", "1352.35", "2193.00"),
    (HSA2500, "2027"): ("655.00", "1375.50", "1375.50", "1211.75", "1965.00"),
}
PER_DEDUCTION = {
    (PPO500, "2026"): ("90", "252", "252", "208", "378"),
    (PPO750, "2026"): ("76", "216", "216", "172", "322"),
    (PPO1500, "2026"): ("45", "150", "150", "117", "224"),
    (HSA2500, "2026"): ("42", "98", "98", "77", "142"),
    (PPO500, "2027"): ("95", "266", "266", "219", "398"),
    (PPO750, "2027"): ("80", "228", "228", "182", "340"),
    (PPO1500, "2027"): ("48", "158", "158", "124", "236"),
    (HSA2500, "2027"): ("45", "104", "104", "82", "150"),
}
DENTAL, VISION = "DENTAL", "VISION"
EXTRAS = {
    DENTAL: (("0", "6", "6", "6", "11"), ("41.00", "82.00", "82.00", "90.00", "131.00")),
    VISION: (("0", "2", "2", "2", "3"), ("8.00", "15.00", "15.00", "16.00", "23.00")),
}
MEDICAL_RATES = tuple(
    Rate(plan, year, STAFF, tier, Decimal(share), Decimal(full))
    for (plan, year), shares in PER_DEDUCTION.items()
    for tier, share, full in zip(TIERS, shares, FULL_MONTHLY[plan, year], strict=True)
)
EXTRA_RATES = tuple(
    Rate(plan, year.label, STAFF, tier, Decimal(share), Decimal(full))
    for plan, (shares, fulls) in EXTRAS.items()
    for year in PLAN_YEARS
    for tier, share, full in zip(TIERS, shares, fulls, strict=True)
)
RATES = MEDICAL_RATES + EXTRA_RATES

GUIDES = KnowledgeBaseText("Guides and enrollment", "The benefits guide, the enrollment deck and the FAQ page.")
PLAN_PAPERS = KnowledgeBaseText("Plan documents", "Summaries of benefits, rates and account rules of each year.")
POLICIES = KnowledgeBaseText("Policies", "Domestic partners, parental leave and the 401(k) plan.")

DAY_AND_NIGHT = "Day and night, every day"
WEEKDAYS = "Monday to Friday, 6 a.m. to 6 p.m. Pacific"


def _carrier(
    name: str, role: str, line: str, domain: str, group: str = "", note: str = "", *, hours: str = WEEKDAYS
) -> Carrier:
    return Carrier(
        name,
        role,
        f"628-555-{line}",
        f"help@{domain}",
        f"https://www.{domain}",
        hours,
        group,
        note,
    )


CARRIERS = (
    _carrier(
        NORTHGATE,
        "medical",
        "0170",
        "northgatehealth.example",
        "BL-77031",
        "Nurse line 628-555-0171.",
    ),
    _carrier("Brightsmile Dental", "dental", "0174", "brightsmiledental.example", "D-9415"),
    _carrier("Clearpane Vision", "vision", "0176", "clearpanevision.example", "V-4120"),
    _carrier("Quillfeather Accounts", "accounts", "0178", "quillfeather.example", "BLUEFIN"),
    _carrier(
        "Tidewater Mutual",
        "life and disability",
        "0181",
        "tidewatermutual.example",
        "TM-60042",
    ),
    _carrier("Larkspur Retirement", "401(k)", "0184", "larkspurretirement.example", "LR-1177"),
    _carrier("Harborbridge COBRA", "COBRA", "0187", "harborbridge.example", "HB-3104"),
    _carrier(
        "Steadyline",
        "employee assistance",
        "0189",
        "steadyline.example",
        hours=DAY_AND_NIGHT,
        note="Open day and night, every day.",
    ),
)

PEOPLE = (
    Person("Imani Castellane", "imani.castellane@bluefin.example", "hr_admin", STAFF, work_state="CA"),
    Person("Jonas Wirikkala", "jonas.wirikkala@bluefin.example", "hr_editor", STAFF, work_state="NY"),
    Person("Teodora Quill", "teodora.quill@bluefin.example", "employee", STAFF, work_state="CA"),
    Person("Ravi Sundstrom", "ravi.sundstrom@bluefin.example", "employee", STAFF, work_state="NY"),
    Person("Noa Feldspar", "noa.feldspar@bluefin.example", "employee", STAFF, work_state="CO"),
    Person("Joaquín Ibarrola", "joaquin.ibarrola@bluefin.example", "employee", STAFF, "es", work_state="CA"),
)

SCENARIO_PRICES = (
    ScenarioPrice("primary", "Primary care visit", Decimal(150)),
    ScenarioPrice("specialist", "Specialist visit", Decimal(250)),
    ScenarioPrice("generic", "Generic drug, one fill", Decimal(25)),
    ScenarioPrice("imaging", "MRI scan", Decimal(1200)),
    ScenarioPrice("urgent", "Urgent care visit", Decimal(200)),
    ScenarioPrice("emergency", "Emergency room visit", Decimal(1800)),
    ScenarioPrice("preventive", "Yearly physical", Decimal(220)),
)
TYPICAL = Scenario(
    "typical",
    "Typical use",
    (("primary", 4), ("specialist", 3), ("generic", 12), ("imaging", 1), ("urgent", 1)),
)
LOW = Scenario("low", "Low use", (("primary", 1), ("generic", 2), ("preventive", 1)))

COMPANY = Company(
    name="Bluefin Labs",
    short_name="Bluefin",
    subdomain="bluefin",
    product_name="Bluefin Benefits",
    tagline="Ocean sensing from San Francisco, New York and home",
    head_count=38,
    places="California, New York and remote",
    time_zone="America/Los_Angeles",
    tier="starter",
    colours=Colours(primary="#1b4f8f", deep="#0e2a52", accent="#c2453d", tint="#e9f0f9"),
    welcome_text="Ask about your Bluefin benefits. Open enrollment for 2027 ends on November 18, 2026.",
    welcome_text_es=(
        "Pregunte sobre sus beneficios de Bluefin. La inscripción abierta para 2027 termina el 18 de noviembre de 2026."
    ),
    disclaimer=(
        "Answers come from the documents Bluefin Labs has published. If an answer and the plan document "
        "differ, the plan document governs. This is not medical, legal or tax advice."
    ),
    disclaimer_es=(
        "Las respuestas salen de los documentos que Bluefin Labs ha publicado. "
        "Si una respuesta y el documento del plan no coinciden, vale el documento del plan. "
        "Esto no es asesoría médica, legal ni fiscal."
    ),
    font="inter",
    help=HelpContact(
        "Bluefin People Team",
        "people@bluefin.example",
        "628-555-0160",
        "Monday to Friday, 9 to 5",
    ),
    suggested_questions=(
        SuggestedQuestion("What does the PPO 750 cost per paycheck in 2027?"),
        SuggestedQuestion("How do the PPO 750 and the HSA 2500 compare for typical use?"),
        SuggestedQuestion("When does open enrollment end?"),
        SuggestedQuestion("What is the specialist copay on the PPO 750?"),
        SuggestedQuestion("Who can help me with a denied claim?"),
    ),
    deductions_per_year=24,
    # Cover begins on the first of the month after hire: no waiting days before the month turns.
    classes=(BenefitClass(STAFF, "All regular employees", waiting_days=1, life_event_days=30),),
    plan_years=PLAN_YEARS,
    carriers=CARRIERS,
    people=PEOPLE,
    knowledge_bases=(GUIDES, PLAN_PAPERS, POLICIES),
    plans=PLANS,
    rates=RATES,
    dependents=DependentRule(child_age=26, child_ends="year", domestic_partners=True),
    dental=DentalPlan(
        "Bluefin Dental",
        "Brightsmile Dental",
        preventive=Decimal("1.00"),
        basic=Decimal("0.90"),
        major=Decimal("0.60"),
        deductible=Decimal(25),
        family_deductible=Decimal(75),
        yearly_maximum=Decimal(2000),
        ortho=Orthodontia(Decimal("0.50"), Decimal(2000), under_age=None),
    ),
    vision=VisionPlan(
        "Bluefin Vision",
        "Clearpane Vision",
        exam_copay=Decimal(10),
        lens_copay=Decimal(10),
        frame_allowance=Decimal(180),
        frame_discount=Decimal("0.20"),
        contact_allowance=Decimal(180),
        exam_months=12,
        lens_months=12,
        frame_months=12,
    ),
    accounts=(
        AccountRule(
            "health",
            "2026",
            Decimal(3400),
            date(2026, 12, 31),
            date(2027, 3, 31),
            carry_over=Decimal(680),
        ),
        AccountRule("health", "2027", Decimal(3400), date(2027, 12, 31), date(2028, 3, 31)),
        AccountRule(
            "dependent care",
            "2026",
            Decimal(7500),
            date(2026, 12, 31),
            date(2027, 3, 31),
        ),
        AccountRule(
            "dependent care",
            "2027",
            Decimal(7500),
            date(2027, 12, 31),
            date(2028, 3, 31),
        ),
    ),
    life=LifeRule("Tidewater Mutual", Decimal(1), Decimal(150000)),
    disability=DisabilityRule("Tidewater Mutual", Decimal("0.66"), Decimal(2000), first_paid_day=8, weeks=12),
    retirement=RetirementRule(
        "Larkspur Retirement",
        minimum_age=18,
        service="the first payday after hire",
        automatic_percent=Decimal(4),
        match=(MatchTier(Decimal(1), Decimal(4)),),
    ),
    leave=LeaveRule(parental_weeks=16, parental_fraction=Decimal(1), parental_after_months=6),
    seeds=(
        Seed("2026", Decimal(20), Decimal(40), "every paycheck", per_deduction=True),
        Seed("2027", Decimal(25), Decimal(50), "every paycheck", per_deduction=True),
    ),
    scenario_prices=SCENARIO_PRICES,
    scenarios=(LOW, TYPICAL),
    deliberate_errors=(
        DeliberateError(
            "bluefin-rate-sheet-2027.xlsx",
            "PPO 750, Family, employee monthly",
            printed=Decimal("690.00"),
            correct=Decimal("680.00"),
            why="340.00 per paycheck, 24 paychecks, 12 months",
        ),
        DeliberateError(
            "bluefin-benefits-faq.html",
            "PPO 750, urgent care copay",
            printed=Decimal(75),
            correct=Decimal(50),
            why="The summary of benefits says 50; the page was not updated",
        ),
    ),
)
