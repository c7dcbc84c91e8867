"""The 2027 rate sheet of Bluefin Labs, with the one wrong row that is there on purpose."""

from decimal import Decimal

from platform_admin.demo.arithmetic import cobra_monthly, to_cents
from platform_admin.demo.bluefin.numbers import COMPANY, HSA2500, PPO500, PPO750, PPO1500, STAFF, TIERS
from platform_admin.demo.files.sheet import Band, RateTab, RateTable, xlsx
from platform_admin.demo.shapes import FAM, TIER_LABELS, Rate

YEAR = "2027"
TITLE = "2027 Rate Sheet"
FILE_NAME = "bluefin-rate-sheet-2027.xlsx"
CODES = (PPO500, PPO750, PPO1500, HSA2500)
PAYS = COMPANY.deductions_per_year
COLUMNS = ("Employee per paycheck", "Employee monthly", "Bluefin monthly", "Full monthly price")


def rate_sheet_xlsx() -> bytes:
    rates = RateTab(
        "Rates 2027",
        tuple(_table(code) for code in CODES),
        (f"Deductions are taken from {PAYS} paychecks a year.",),
    )
    return xlsx(COMPANY, TITLE, (rates, _cobra()))


def _table(code: str) -> RateTable:
    name = COMPANY.plan(code, YEAR).name
    return RateTable(
        f"{name}, {YEAR}",
        f"Employee share before tax, {PAYS} paychecks a year",
        "Coverage",
        (Band(f"{name} prices", COLUMNS),),
        tuple(_row(COMPANY.rate(code, tier, class_code=STAFF, plan_year=YEAR)) for tier in TIERS),
    )


def _row(rate: Rate) -> tuple[str | Decimal, ...]:
    full = rate.full_monthly or Decimal(0)
    monthly = to_cents(rate.per_deduction * PAYS / 12)
    return TIER_LABELS[rate.tier], rate.per_deduction, _printed_monthly(rate, monthly), full - monthly, full


def _printed_monthly(rate: Rate, monthly: Decimal) -> Decimal:
    if (rate.plan, rate.tier) != (PPO750, FAM):
        return monthly
    return next(error.printed for error in COMPANY.deliberate_errors if error.file_name == FILE_NAME)


def _cobra() -> RateTab:
    rows = []
    for tier in TIERS:
        rates = [COMPANY.rate(code, tier, class_code=STAFF, plan_year=YEAR) for code in CODES]
        rows.append((TIER_LABELS[tier], *(cobra_monthly(rate.full_monthly or Decimal(0)) for rate in rates)))
    bands = tuple(Band(COMPANY.plan(code, YEAR).name, ("COBRA per month",)) for code in CODES)
    table = RateTable(f"COBRA prices {YEAR}", "102% of the full monthly price", "Coverage", bands, tuple(rows))
    return RateTab("COBRA 2027", (table,))
