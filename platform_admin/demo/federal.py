"""The federal limits the demo documents quote. A year without a published value is absent, never guessed."""

from decimal import Decimal

from platform_admin.demo.shapes import FederalLimit

HSA_SELF, HSA_FAMILY, HSA_CATCH_UP = "hsa_self", "hsa_family", "hsa_catch_up"
HDHP_MINIMUM_SELF, HDHP_MINIMUM_FAMILY = "hdhp_minimum_self", "hdhp_minimum_family"
HEALTH_FSA, FSA_CARRY_OVER, DEPENDENT_CARE = (
    "health_fsa",
    "fsa_carry_over",
    "dependent_care",
)
DEFERRAL, CATCH_UP_50 = "deferral", "catch_up_50"
LIFE_EXEMPT, LIFE_AGE_45_TO_49 = "life_exempt", "life_table_45_49"

RP_2026 = "Rev. Proc. 2025-19"
RP_2027 = "Rev. Proc. 2026-24"
FSA_2026 = "Rev. Proc. 2025-32"
STATUTE = "Internal Revenue Code section 223(b)(3)"

LIMITS = (
    FederalLimit(HSA_SELF, 2026, Decimal(4400), RP_2026),
    FederalLimit(HSA_SELF, 2027, Decimal(4500), RP_2027),
    FederalLimit(HSA_FAMILY, 2026, Decimal(8750), RP_2026),
    FederalLimit(HSA_FAMILY, 2027, Decimal(9000), RP_2027),
    FederalLimit(HSA_CATCH_UP, 2026, Decimal(1000), STATUTE),
    FederalLimit(HSA_CATCH_UP, 2027, Decimal(1000), STATUTE),
    FederalLimit(HDHP_MINIMUM_SELF, 2026, Decimal(1700), RP_2026),
    FederalLimit(HDHP_MINIMUM_SELF, 2027, Decimal(1750), RP_2027),
    FederalLimit(HDHP_MINIMUM_FAMILY, 2026, Decimal(3400), RP_2026),
    FederalLimit(HDHP_MINIMUM_FAMILY, 2027, Decimal(3500), RP_2027),
    FederalLimit(HEALTH_FSA, 2026, Decimal(3400), FSA_2026),
    FederalLimit(FSA_CARRY_OVER, 2026, Decimal(680), FSA_2026),
    FederalLimit(DEPENDENT_CARE, 2026, Decimal(7500), "Public Law 119-21"),
    FederalLimit(DEPENDENT_CARE, 2027, Decimal(7500), "Public Law 119-21"),
    FederalLimit(DEFERRAL, 2026, Decimal(24500), "Notice 2025-67"),
    FederalLimit(CATCH_UP_50, 2026, Decimal(8000), "Notice 2025-67"),
    FederalLimit(LIFE_EXEMPT, 2027, Decimal(50000), "Internal Revenue Code section 79"),
    FederalLimit(LIFE_AGE_45_TO_49, 2027, Decimal("0.15"), "Treasury Regulation 1.79-3, Table I"),
)


def limit(key: str, year: int) -> FederalLimit:
    return next(one for one in LIMITS if (one.key, one.year) == (key, year))
