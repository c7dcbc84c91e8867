"""The designed benefits guide of Juniper Ridge, for 2026 and for 2027: enrollment, family, medical."""

from decimal import Decimal

from platform_admin.demo.arithmetic import one_family_bill
from platform_admin.demo.files.blocks import Block, parse
from platform_admin.demo.juniper.guide_money import money_chapters
from platform_admin.demo.juniper.medical import HDHP, PPO
from platform_admin.demo.juniper.numbers import COMPANY, SAL, UNION
from platform_admin.demo.phrases import comparison_rows, deductible_sentence, limit_sentence
from platform_admin.demo.shapes import FAM, Plan
from platform_admin.demo.wording import cents, day, dollars, percent

HOSPITAL_BILL = Decimal(5200)
OFFICE_ROWS = ("primary", "specialist", "preventive", "urgent", "emergency")
CARE_ROWS = ("diagnostic", "imaging", "hospital_facility", "surgery_facility", "mental_outpatient", "rehabilitation")
DRUG_ROWS = ("generic", "preferred", "non_preferred", "specialty")


def guide_blocks(year: str) -> tuple[Block, ...]:
    changes = (*_changes(), *_unchanged()) if year == "2027" else ()
    return (
        *_enrollment(year),
        *changes,
        *_eligibility(year),
        *_life_events(year),
        *_ppo(year),
        *_hdhp(year),
        *_side_by_side(year),
        *_drugs_and_network(year),
        *money_chapters(year),
    )


def _enrollment(year: str) -> tuple[Block, ...]:
    plan_year = COMPANY.year(year)
    opens, closes = plan_year.enrolment_opens_on, plan_year.enrolment_closes_on
    return parse(f"""
        # Choosing your {year} benefits

        ^ Once a year you can change every choice you made. This guide says what each plan pays, what it costs
        from each paycheck, and by when you have to act.

        * {opens:%b} {opens.day} to {closes.day} | open enrollment for {year}
        * {plan_year.starts_on:%b} {plan_year.starts_on.day}, {year} | your choices take effect
        * {COMPANY.deductions_per_year} | paychecks share the cost

        Open enrollment for {year} runs from {day(opens)} through {day(closes)}. Choices made in that window
        take effect on {day(plan_year.starts_on)} and stay in place through {day(plan_year.ends_on)}.

        <<
        ## If you do nothing

        Your medical, dental, vision and life choices roll over to {year} at the new prices. A flexible spending
        account never rolls over: you must choose a new amount during open enrollment or you will not have an
        account in {year}.
        ||
        ## What to have at hand

        - Names, birth dates and Social Security numbers of the people you cover
        - A marriage or birth certificate for anyone new
        - Last year's doctor visits and prescriptions, counted
        - Whether your spouse can get medical coverage at work
        >>

        ## Four steps

        1. Read the pages on the medical plans and count what you used last year.
        2. Compare the paycheck prices for your class, salaried or Local 88.
        3. Choose your health savings and flexible spending amounts.
        4. Confirm in the benefits portal before midnight Eastern on {day(closes)} and keep the confirmation.

        ! Two things people forget
        Answer the tobacco question again each year, and check that your life insurance beneficiary is still
        the person you want.

        ===
    """)


def _changes() -> tuple[Block, ...]:
    old, new = COMPANY.plan(PPO, "2026"), COMPANY.plan(PPO, "2027")
    old_hdhp, new_hdhp = COMPANY.plan(HDHP, "2026"), COMPANY.plan(HDHP, "2027")
    before = COMPANY.rate(PPO, FAM, class_code=SAL, plan_year="2026").per_deduction
    after = COMPANY.rate(PPO, FAM, class_code=SAL, plan_year="2027").per_deduction
    pays = COMPANY.deductions_per_year
    care = [dollars(COMPANY.account("dependent care", year).limit) for year in ("2026", "2027")]
    seeds = [
        f"{dollars(seed.self_only)} / {dollars(seed.family)}" for seed in (COMPANY.seed("2026"), COMPANY.seed("2027"))
    ]
    return parse(f"""
        # What is new for 2027

        ^ The plans and carriers stay the same. Deductibles rise a little, the company puts more into health
        savings accounts, and the dependent care limit goes up.

        |= 2.6 1.5 1.5
        | What changes | Through December 31, 2026 | From January 1, 2027 |
        | PPO 1000 deductible, person / family | {_pair(old)} | {_pair(new)} |
        | HDHP deductible, person / family | {_pair(old_hdhp)} | {_pair(new_hdhp)} |
        | PPO 1000 specialist visit | {_copay(old, "specialist")} | {_copay(new, "specialist")} |
        | PPO 1000 urgent care | {_copay(old, "urgent")} | {_copay(new, "urgent")} |
        | PPO 1000 emergency room | {_copay(old, "emergency")} | {_copay(new, "emergency")} |
        | Company money in your HSA, self / family | {seeds[0]} | {seeds[1]} |
        | Dependent care FSA limit | {care[0]} | {care[1]} |

        PPO 1000 family coverage costs salaried employees {cents(after)} per paycheck in 2027, which is
        {cents(after * pays)} over {pays} paychecks. That is {cents(after - before)} more per paycheck, or
        {cents((after - before) * pays)} more a year, than the {cents(before)} of 2026.

        ! Local 88 members
        Your paycheck prices for 2027 are set by the side letter between the company and Local 88. The plans
        themselves are the same for everyone.
    """)


def _unchanged() -> tuple[Block, ...]:
    return parse("""
        <<
        ## What stays the same

        - Northgate Health and the Open Choice network
        - Dental, vision, life and disability coverage
        - The health FSA limit and its grace period
        - The 401(k) match
        ||
        ## What you should check

        - Your doctors are still in the network
        - Your prescriptions on the 2027 drug list
        - Your HSA amount: the federal limits went up
        - Your spouse's access to a plan at work
        >>

        ===
    """)


def _pair(plan: Plan) -> str:
    if plan.deductible is None:
        raise ValueError(f"{plan.code} has no deductible")
    return f"{dollars(plan.deductible.person)} / {dollars(plan.deductible.family)}"


def _copay(plan: Plan, service: str) -> str:
    return f"{dollars(plan.service(service).network.copay or Decimal(0))} copay"


def _eligibility(year: str) -> tuple[Block, ...]:
    salaried, union = COMPANY.benefit_class(SAL), COMPANY.benefit_class(UNION)
    child = COMPANY.dependents
    return parse(f"""
        # Who is covered, and from when

        ^ You can enroll if you work 30 hours a week or more. You can cover your spouse and your children.

        |= 1.2 1 1
        | | Salaried | Local 88 |
        | Days of waiting after hire | {salaried.waiting_days} days | {union.waiting_days} days |
        | Coverage starts | First of the month on or after day {salaried.waiting_days}
        | First of the month on or after day {union.waiting_days} |
        | Days to report a life event | {salaried.life_event_days} days | {union.life_event_days} days |

        Coverage for salaried employees starts on the first of the month that falls on or next follows
        {salaried.waiting_days} days of employment. Coverage for Local 88 members starts on the first of the month
        that falls on or next follows {union.waiting_days} days of employment.

        <<
        ## Your spouse

        A legally married husband or wife. If your spouse could enroll in a medical plan at work and you cover
        your spouse here, the spousal surcharge applies to salaried employees.
        ||
        ## Your children

        Sons, daughters, stepchildren, adopted and foster children. A child is covered through the end of the
        month of the {child.child_age}th birthday. A disabled child may stay longer; call Northgate Health first.
        >>

        ! Proof is needed once
        Send a copy of the marriage or birth certificate within 45 days of enrolling someone for the first time.
        Without it, that person's coverage ends and is not restored until the next open enrollment.

        ## Working less than 30 hours

        If your hours change, the benefits team looks at your average over the last twelve months before coverage
        ends. You get a letter either way, at least 30 days before anything changes in {year}.

        ===
    """)


def _life_events(year: str) -> tuple[Block, ...]:
    salaried, union = COMPANY.benefit_class(SAL), COMPANY.benefit_class(UNION)
    return parse(f"""
        # When life changes during the year

        ^ Outside open enrollment you can change your choices only after a life event, and only for a short time.

        After a life event, salaried employees have {salaried.life_event_days} days and Local 88 members have
        {union.life_event_days} days to ask for a change. The day after the event is day 1. Ask in the portal under
        "Life event", or call the benefits team.

        |= 1.5 1.6 1.6
        | Event | New coverage starts | Send this |
        | Birth or adoption | On the day of the birth or placement | Birth record or placement letter |
        | Marriage | First of the month after you ask | Marriage certificate |
        | Divorce | Former spouse leaves at the end of the month | Court decree |
        | You or a dependent lose other coverage | First of the month after you ask | Letter with the end date |
        | A child turns 26 | Coverage ends with the month | Nothing |
        | Loss of Medicaid or CHIP | First of the month after you ask | State notice |

        Losing Medicaid or CHIP gives everyone 60 days, whatever the class.

        ! A new baby is not covered by itself
        Even if you already have family coverage you must add the child by name within your window. Coverage then
        goes back to the day of birth.

        A change must fit the event. After a marriage you can add your spouse or leave to join your spouse's plan,
        but you cannot move from the HDHP to the PPO 1000 only because you would like to. Choices made after a
        life event stay in place through {day(COMPANY.year(year).ends_on)}.

        ===
    """)


def _ppo(year: str) -> tuple[Block, ...]:
    plan = COMPANY.plan(PPO, year)
    limit, away = plan.out_of_pocket, plan.accumulator("deductible", "OON")
    if plan.deductible is None or away is None:
        raise ValueError("the PPO has two deductibles")
    return parse(f"""
        # Medical: the PPO 1000 in {year}

        ^ Fixed copays for visits and prescriptions. For hospital care and scans you pay the deductible first and
        then {percent(plan.coinsurance)}.

        * {dollars(plan.deductible.person)} | deductible, one person
        * {dollars(plan.deductible.family)} | deductible, family
        * {dollars(limit.person)} | most you pay in a year, one person
        * {dollars(limit.family)} | most you pay in a year, family

        {deductible_sentence(plan)} {limit_sentence(plan)} The deductible is embedded: nobody in a family has to pay
        more than {dollars(plan.deductible.person)} before the plan starts to share the cost for that person.

        |= 1.7 1.2 1.5
        | In the {plan.network} network | What you pay in {year} | Good to know |
        | Primary care visit | {_copay(plan, "primary")} | Video visits cost the same or less |
        | Specialist visit | {_copay(plan, "specialist")} | No referral |
        | Preventive care | No charge | Yearly physical, screenings, vaccines |
        | Urgent care | {_copay(plan, "urgent")} | Deductible does not apply |
        | Emergency room | {_copay(plan, "emergency")} | Call within 48 hours if admitted |
        | MRI, CT and PET scans | {percent(plan.coinsurance)} after the deductible | Needs prior authorization |
        | Hospital stay | {percent(plan.coinsurance)} after the deductible | Needs prior authorization |

        A specialist visit on the PPO 1000 costs a {_copay(plan, "specialist")} in {year}. An urgent care visit costs
        a {_copay(plan, "urgent")} and the deductible does not apply.

        ## Outside the network

        Out-of-network care has its own deductible of {dollars(away.person)} for one person and
        {dollars(away.family)} for a family in {year}, and then you pay 40%. Doctors outside the network may also
        bill you for what the plan does not allow. Emergencies are always paid as in the network.

        ===
    """)


def _hdhp(year: str) -> tuple[Block, ...]:
    plan = COMPANY.plan(HDHP, year)
    limit = plan.out_of_pocket
    if plan.deductible is None:
        raise ValueError("the HDHP has a deductible")
    share = percent(plan.coinsurance)
    rest = HOSPITAL_BILL - plan.deductible.family
    return parse(f"""
        # Medical: the HDHP in {year}

        ^ The lowest price per paycheck and a health savings account that the company pays into. Until you reach
        the deductible you pay the plan's full negotiated price for everything but preventive care.

        * {dollars(plan.deductible.person)} | deductible, employee only
        * {dollars(plan.deductible.family)} | deductible, with anyone else covered
        * {dollars(limit.person)} | most you pay, employee only
        * {dollars(limit.family)} | most you pay, family

        {deductible_sentence(plan)} {limit_sentence(plan)} After the deductible you pay {share} for care and
        prescriptions in the network until you reach the limit.

        ! The family deductible is one pot
        As soon as you cover anyone but yourself, the whole {dollars(plan.deductible.family)} must be met before the
        plan shares any cost, even if all the bills belong to one person. This is called an aggregate deductible.

        ## An example with one large bill

        A family on the HDHP has a single hospital bill of {dollars(HOSPITAL_BILL)} in {year} and nothing else.

        |= 2.4 1
        | Step | Amount |
        | The family deductible comes first | {cents(plan.deductible.family)} |
        | Then {share} of the remaining {dollars(rest)} | {cents(rest * plan.coinsurance)} |
        | **The family pays** | {cents(one_family_bill(plan, HOSPITAL_BILL))} |

        On the {year} HDHP a family with one hospital bill of {dollars(HOSPITAL_BILL)} and nothing else pays
        {dollars(plan.deductible.family)} of deductible plus {share} of {dollars(rest)}, which is
        {cents(one_family_bill(plan, HOSPITAL_BILL))}.

        ===
    """)


def _side_by_side(year: str) -> tuple[Block, ...]:
    plans = (COMPANY.plan(PPO, year), COMPANY.plan(HDHP, year))
    return parse(f"""
        # The two plans side by side in {year}

        Both plans use the {plans[0].network} network, cover preventive care at no charge and protect you with a
        yearly limit. All amounts are for care in the network in {year}. Copays apply before the deductible.

        ## At the doctor

        |= 1.3 1.2 1.2
        | What you need | PPO 1000 | HDHP |
        {comparison_rows(plans, OFFICE_ROWS)}

        ## Tests, hospital and therapy

        |= 1.3 1.2 1.2
        | What you need | PPO 1000 | HDHP |
        {comparison_rows(plans, CARE_ROWS)}
    """)


def _drugs_and_network(year: str) -> tuple[Block, ...]:
    plans = (COMPANY.plan(PPO, year), COMPANY.plan(HDHP, year))
    medical = COMPANY.carrier("medical")
    return parse(f"""
        ===

        ## Prescription drugs

        |= 1.3 1.2 1.2
        | At a retail pharmacy, up to 30 days | PPO 1000 | HDHP |
        {comparison_rows(plans, DRUG_ROWS)}

        A 90-day supply by mail costs 2.5 times the copay of a 30-day supply on the PPO 1000. On the HDHP, drugs on
        the preventive list skip the deductible; everything else counts toward it.

        <<
        ## Ask before you go

        Scans, hospital stays, some surgery and skilled nursing need prior authorization. Network doctors ask for it
        themselves. Outside the network it is your job: call {medical.name} at {medical.phone} a week ahead.
        ||
        ## Advice at any hour

        The nurse line, 614-555-0111, is free on both plans. A video visit costs the PPO 1000 primary care copay or
        less, and on the HDHP about $55 until the deductible is met.
        >>

        ## Stay in the network

        - Search for doctors at {medical.url.removeprefix("https://")} and choose "{plans[0].network}".
        - Ask which laboratory your doctor uses; a test sent outside the network costs you more.
        - In an emergency go to the nearest hospital. It is paid as in the network wherever it is.
        - Surprise bills from doctors you could not choose at a network hospital are not yours to pay.

        ! Neither plan covers
        Cosmetic surgery, infertility treatment, long-term care, private-duty nursing and weight loss programs. The
        summary of benefits of each plan has the full list.

        ===
    """)
