"""Rate sheets of other hands whose premiums hang on pay, on wellness or on last year."""

from decimal import Decimal

from benchmarks.other_hands.paper import LEFT, Look, pdf_of, xlsx_of
from benchmarks.other_hands.sheet import Sheet, deductions, rates


def _bands() -> bytes:
    grid = [
        ["Health insurance", "PPO Employee Cost", "HDHP Employee Cost"],
        ["Single Coverage", LEFT, LEFT],
        ["Salary $40,000 or less", "$36.25", "$30.00"],
        ["Salary $40,001 - $80,000", "$50.00", "$40.00"],
        ["Salary over $80,000", "$59.00", "$52.00"],
        ["Employee + Children Coverage", LEFT, LEFT],
        ["Salary $40,000 or less", "$80.00", "$70.00"],
        ["Salary $40,001 - $80,000", "$168.00", "$150.00"],
        ["Salary over $80,000", "$210.00", "$190.00"],
        ["Family Coverage", LEFT, LEFT],
        ["Salary $40,000 or less", "$96.75", "$90.00"],
        ["Salary $40,001 - $80,000", "$225.75", "$200.00"],
        ["Salary over $80,000", "$290.25", "$260.00"],
    ]
    look = Look(font="Serif", size=8, is_landscape=False, head="#333333")
    return pdf_of(["# Premiums 2026", "Premiums are deducted semi-monthly (24 deductions per year).", grid], look)


_BANDS = ("$40,000 or less", "$40,001 - $80,000", "over $80,000")
_BAND_AMOUNTS = {
    "PPO": ("36.25 80.00 96.75", "50.00 168.00 225.75", "59.00 210.00 290.25"),
    "HDHP": ("30.00 70.00 90.00", "40.00 150.00 200.00", "52.00 190.00 260.00"),
}
BANDS = Sheet(
    "salary bands under a row for each tier",
    "pdf",
    _bands,
    {
        key: value
        for plan, lines in _BAND_AMOUNTS.items()
        for band, amounts in zip(_BANDS, lines, strict=True)
        for key, value in rates(
            plan, "employee pay", amounts, tiers=("EE", "EE_CH", "FAM"), year="2026", group=band
        ).items()
    }
    | deductions(24),
)


def _wellness() -> bytes:
    grid = [
        [
            "Full-Time",
            "Twice-monthly Contributions with Wellness Credit",
            "Twice-monthly Contributions without Wellness Credit",
        ],
        ["Employee Only", "$3.00", "$35.50"],
        ["Employee + Child(ren)", "$35.50", "$68.00"],
        ["Employee + Spouse/Domestic Partner (DP)", "$54.00", "$96.50"],
        ["Employee + Spouse/DP + Child(ren)", "$86.50", "$129.00"],
    ]
    part_time = [
        ["Part-Time", *grid[0][1:]],
        ["Employee Only", "$3.00", "$35.50"],
        ["Employee + Child(ren)", "$165.00", "$197.50"],
        ["Employee + Spouse/Domestic Partner (DP)", "$195.50", "$238.00"],
        ["Employee + Spouse/DP + Child(ren)", "$357.50", "$400.00"],
        ["Tobacco surcharge", "$20.00", "$20.00"],
        ["Spousal surcharge", "$50.00", "$50.00"],
    ]
    look = Look(font="Helvetica", size=8.5, head="#3c6e47", shade="#f0f7f0", is_landscape=False)
    return pdf_of(["# Fjord PPO Medical Plan 2026", grid, part_time], look)


_WELLNESS_TIERS = ("EE", "EE_CH", "EE_SP", "FAM")
WELLNESS = Sheet(
    "with and without a credit, full and part time, surcharges below",
    "pdf",
    _wellness,
    rates(
        "Fjord PPO",
        "employee pay",
        "3.00 35.50 54.00 86.50",
        tiers=_WELLNESS_TIERS,
        year="2026",
        group="with wellness credit, full-time",
    )
    | rates(
        "Fjord PPO",
        "employee pay",
        "35.50 68.00 96.50 129.00",
        tiers=_WELLNESS_TIERS,
        year="2026",
        group="without wellness credit, full-time",
    )
    | rates(
        "Fjord PPO",
        "employee pay",
        "3.00 165.00 195.50 357.50",
        tiers=_WELLNESS_TIERS,
        year="2026",
        group="with wellness credit, part-time",
    )
    | rates(
        "Fjord PPO",
        "employee pay",
        "35.50 197.50 238.00 400.00",
        tiers=_WELLNESS_TIERS,
        year="2026",
        group="without wellness credit, part-time",
    )
    | {
        ("", "2026", "surcharge", "", "", f"{kind} surcharge", "employee pay"): (Decimal(amount), "", "")
        for kind, amount in (("tobacco", 20), ("spousal", 50))
    },
)


def _change() -> bytes:
    heads = [
        "",
        "Current Monthly Payroll Contributions",
        "New 2026 Monthly Payroll Contributions",
        "Bi-Monthly Payroll Contributions",
    ]
    return xlsx_of(
        {
            "Contributions": [
                "Employee Contributions",
                "Effective January 1, 2026.",
                "Option 1 - 1700/3300 HSA",
                [
                    heads,
                    ["Employee", "$75.00", "$88.00", "$44.00"],
                    ["Employee + Spouse", "$291.00", "$350.00", "$175.00"],
                    ["Employee + Child(ren)", "$99.00", "$150.00", "$75.00"],
                    ["Employee + Family", "$458.00", "$490.00", "$445.00"],
                ],
                "Option 3 - PPO Low",
                [
                    heads,
                    ["Employee", "$78.00", "$96.00", "$48.00"],
                    ["Employee + Spouse", "$296.00", "$380.00", "$190.00"],
                    ["Employee + Child(ren)", "$113.00", "$160.00", "$80.00"],
                    ["Employee + Family", "$450.00", "$540.00", "$270.00"],
                ],
            ]
        }
    )


CHANGE = Sheet(
    "this year beside the last, one plain error",
    "xlsx",
    _change,
    rates("1700/3300 HSA", "employee month", "88.00 350.00 150.00 490.00", year="2026")
    | rates("1700/3300 HSA", "employee pay", "44.00 175.00 75.00 445.00", year="2026")
    | rates("PPO Low", "employee month", "96.00 380.00 160.00 540.00", year="2026")
    | rates("PPO Low", "employee pay", "48.00 190.00 80.00 270.00", year="2026"),
)
