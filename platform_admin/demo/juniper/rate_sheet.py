"""The 2027 rate sheet of Juniper Ridge's salaried employees, with HR's hidden notes."""

from decimal import Decimal

from platform_admin.demo.arithmetic import cobra_monthly, to_cents
from platform_admin.demo.files.sheet import Band, RateTab, RateTable, xlsx
from platform_admin.demo.juniper.medical import HDHP, PPO
from platform_admin.demo.juniper.numbers import COMPANY, DENTAL, SAL, TIERS, VISION
from platform_admin.demo.shapes import EE, FAM, TIER_LABELS
from platform_admin.demo.wording import cents

YEAR = "2027"
PAYS = COMPANY.deductions_per_year
TITLE = "2027 Rate Sheet: Salaried Employees"
PRICE_COLUMNS = ("Per paycheck", "Per month", "Per year")


def rate_sheet_xlsx() -> bytes:
    return xlsx(COMPANY, TITLE, (_medical(), _dental_and_vision(), _cobra(), _notes()))


def _per_deduction(plan: str, tier: str) -> Decimal:
    return COMPANY.rate(plan, tier, class_code=SAL, plan_year=YEAR).per_deduction


def _prices(plan: str, tier: str) -> tuple[Decimal, ...]:
    each = _per_deduction(plan, tier)
    return each, to_cents(each * PAYS / 12), each * PAYS


def _medical() -> RateTab:
    table = RateTable(
        "Juniper Ridge medical rates 2027, salaried employees",
        f"Employee share, before tax, {PAYS} paychecks a year. Local 88 members: see the side letter.",
        "Coverage",
        (Band("PPO 1000", PRICE_COLUMNS), Band("HDHP", PRICE_COLUMNS)),
        tuple((TIER_LABELS[tier], *_prices(PPO, tier), *_prices(HDHP, tier)) for tier in TIERS),
    )
    surcharges = RateTable(
        "Surcharges 2027",
        "Added to the medical rate.",
        "Surcharge",
        (Band("Amount", ("Per paycheck", "Per year")),),
        tuple((one.label, one.per_deduction, one.per_deduction * PAYS) for one in COMPANY.surcharges),
    )
    family = _per_deduction(PPO, FAM)
    line = (
        f"In 2027 salaried employees pay {cents(family)} per paycheck, or {cents(family * PAYS)} a year, for PPO 1000 "
        "family coverage."
    )
    return RateTab("Medical 2027", (table, surcharges), (line,))


def _dental_and_vision() -> RateTab:
    table = RateTable(
        "Juniper Ridge dental and vision rates 2027",
        f"Employee share, before tax, {PAYS} paychecks a year. The same for both classes.",
        "Coverage",
        (Band("Dental", PRICE_COLUMNS), Band("Vision", PRICE_COLUMNS)),
        tuple((TIER_LABELS[tier], *_prices(DENTAL, tier), *_prices(VISION, tier)) for tier in TIERS),
    )
    return RateTab("Dental and vision 2027", (table,))


def _full(plan: str, tier: str) -> Decimal:
    return COMPANY.rate(plan, tier, class_code=SAL, plan_year=YEAR).full_monthly or Decimal(0)


def _cobra() -> RateTab:
    def both(plan: str, tier: str) -> tuple[Decimal, Decimal]:
        return _full(plan, tier), cobra_monthly(_full(plan, tier))

    columns = ("Full monthly price", "COBRA per month (102%)")
    table = RateTable(
        "Full monthly price and COBRA price 2027",
        "The full price is what the plan costs with the company's share. COBRA adds 2%.",
        "Coverage",
        (Band("PPO 1000", columns), Band("HDHP", columns)),
        tuple((TIER_LABELS[tier], *both(PPO, tier), *both(HDHP, tier)) for tier in TIERS),
    )
    alone = _full(PPO, EE)
    line = (
        f"The COBRA price of PPO 1000 employee-only coverage in 2027 is {cents(cobra_monthly(alone))} a month, which "
        f"is 102% of {cents(alone)}."
    )
    return RateTab("COBRA 2027", (table,), (line,))


def _notes() -> RateTab:
    lines = (
        "HR only: do not give to employees.",
        "Renewal offered by Northgate Health on September 14, 2026: +7.9%; settled at +5.1%.",
        "Target employer share of employee-only premium: 77%.",
        "Spousal surcharge stays at 40 for 2027; the board asked for 50. Review in June.",
        "Check that the union prices in the payroll system match side letter 27-1 before the first 2027 paycheck.",
    )
    return RateTab("Notes", (), lines, is_hidden=True)
