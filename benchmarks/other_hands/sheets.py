"""Rate sheets of other hands: their layouts, tiers, periods, bands, and what stands beside premiums on them."""

from benchmarks.other_hands.paper import ABOVE, LEFT, Look, pdf_of, xlsx_of
from benchmarks.other_hands.sheet import FOUR, Sheet, deductions, rates
from benchmarks.other_hands.sheets_in_groups import BANDS, CHANGE, WELLNESS
from benchmarks.other_hands.truth import Truth


def _biweekly() -> bytes:
    return xlsx_of(
        {
            "Rates": [
                "2026 Biweekly Cost for Coverage",
                "Premiums are deducted on a biweekly basis, 26 pay periods each year.",
                [
                    [
                        "2026 Biweekly Contribution Rates",
                        "Employee Only",
                        "Employee + Spouse / Domestic Partner",
                        "Employee + Child(ren)",
                        "Employee + Family",
                    ],
                    ["Cedar PPO", "$24.00", "$193.92", "$127.00", "$321.49"],
                    ["Cedar HDHP (HSA)", "$12.00", "$154.16", "$102.78", "$262.29"],
                    ["Stone HMO So. CA", "$24.00", "$136.03", "$112.35", "$216.69"],
                    ["Bright DPPO", "$4.62", "$10.04", "$12.26", "$23.60"],
                ],
                [
                    ["2026 Biweekly Contribution Rates", "Employee Only", "Employee + 1", "Family"],
                    ["Clear Vision", "$0.92", "$1.38", "$2.77"],
                ],
            ],
            "Voluntary": [
                [
                    ["Voluntary Life", "Employee rate per $1,000", "Spouse rate per $1,000"],
                    ["Under 25", "$0.040", "$0.050"],
                    ["25-29", "$0.045", "$0.061"],
                    ["30-34", "$0.050", "$0.081"],
                    ["70+", "$1.442", "$2.884"],
                ],
            ],
        }
    )


BIWEEKLY = Sheet(
    "plans down, tiers across; voluntary life per $1,000 by age",
    "xlsx",
    _biweekly,
    rates("Cedar PPO", "employee pay", "24.00 193.92 127.00 321.49", year="2026")
    | rates("Cedar HDHP (HSA)", "employee pay", "12.00 154.16 102.78 262.29", year="2026")
    | rates("Stone HMO So. CA", "employee pay", "24.00 136.03 112.35 216.69", year="2026")
    | rates("Bright DPPO", "employee pay", "4.62 10.04 12.26 23.60", year="2026")
    | rates("Clear Vision", "employee pay", "0.92 1.38 2.77", tiers=("EE", "EE_1", "FAM"), year="2026")
    | deductions(26),
)


def _state() -> bytes:
    grid = [
        [
            "Plan",
            "Coverage",
            "Bi-Weekly Employee Rate",
            "Bi-Weekly Employer Rate",
            "Bi-Weekly Total Rate",
            "Annual Employee Rate",
            "Annual Employer Rate",
            "Annual Employer HSA Contribution",
        ],
        ["CDHP 1", "Single", "$68.06", "$331.80", "$399.86", "$1,769.56", "$8,626.80", "$1,124.76"],
        [ABOVE, "Family", "$135.32", "$983.94", "$1,119.26", "$3,518.32", "$25,582.44", "$2,249.52"],
        [
            "CDHP 1 w/ Non-Tobacco Use Incentive",
            "Single",
            "$33.06",
            "$331.80",
            "$364.86",
            "$859.56",
            "$8,626.80",
            "$1,124.76",
        ],
        [ABOVE, "Family", "$100.32", "$983.94", "$1,084.26", "$2,608.32", "$25,582.44", "$2,249.52"],
        ["Traditional", "Single", "$141.02", "$375.06", "$516.08", "$3,666.52", "$9,751.56", "$0.00"],
        [ABOVE, "Family", "$399.08", "$1,070.46", "$1,469.54", "$10,376.08", "$27,831.96", "$0.00"],
        ["Dental", "Single", "$1.32", "$10.38", "$11.70", "$34.32", "$269.88", "$0.00"],
        [ABOVE, "Family", "$3.42", "$27.30", "$30.72", "$88.92", "$709.80", "$0.00"],
    ]
    look = Look(font="Narrow", size=7.5, head="#223366", shade="#eef2fb")
    return pdf_of(["# 2026 Plan Rates", grid], look)


def _of_state(plan: str, single: str, family: str, group: str = "") -> Truth:
    roles = ("employee pay", "employer pay", "full pay", "employee year", "employer year")
    found: Truth = {}
    for role, *amounts in zip(roles, single.split(), family.split(), strict=True):
        found |= rates(plan, role, " ".join(amounts), tiers=("EE", "FAM"), year="2026", group=group)
    return found


STATE = Sheet(
    "who pays and the period in one head, plans over two rows, an HSA column",
    "pdf",
    _state,
    _of_state("CDHP 1", "68.06 331.80 399.86 1769.56 8626.80", "135.32 983.94 1119.26 3518.32 25582.44")
    | _of_state(
        "CDHP 1",
        "33.06 331.80 364.86 859.56 8626.80",
        "100.32 983.94 1084.26 2608.32 25582.44",
        "non-tobacco use incentive",
    )
    | _of_state("Traditional", "141.02 375.06 516.08 3666.52 9751.56", "399.08 1070.46 1469.54 10376.08 27831.96")
    | _of_state("Dental", "1.32 10.38 11.70 34.32 269.88", "3.42 27.30 30.72 88.92 709.80"),
)


def _weekly() -> bytes:
    heads = ["", "You", "You + Spouse", "You + Children", "Family"]
    look = Look(font="Helvetica", size=9, is_landscape=False, rules="rows", head="#0b3c5d")
    return pdf_of(
        [
            "# Your 2026 Weekly Contributions",
            "# Medical",
            [
                heads,
                ["Harbor Plan One", "$37.78", "$105.72", "$75.56", "$141.04"],
                ["Harbor Plan Two", "$26.12", "$73.09", "$52.24", "$97.51"],
                ["Stone HMO*", "$48.69", "$143.36", "$117.05", "$206.55"],
            ],
            "*Available only in certain locations.",
            "# Dental",
            [
                heads,
                ["Bright PPO", "$4.86", "$10.33", "$10.60", "$15.13"],
                ["Bright DHMO", "$2.96", "$6.29", "$6.44", "$9.21"],
            ],
            "# Vision",
            [heads, ["Clear Vision", "$1.47", "$2.64", "$2.69", "$3.95"]],
        ],
        look,
    )


WEEKLY = Sheet(
    "weekly, “You” for the employee, rules between the rows alone",
    "pdf",
    _weekly,
    rates("Harbor Plan One", "employee pay", "37.78 105.72 75.56 141.04", year="2026")
    | rates("Harbor Plan Two", "employee pay", "26.12 73.09 52.24 97.51", year="2026")
    | rates("Stone HMO", "employee pay", "48.69 143.36 117.05 206.55", year="2026")
    | rates("Bright PPO", "employee pay", "4.86 10.33 10.60 15.13", year="2026")
    | rates("Bright DHMO", "employee pay", "2.96 6.29 6.44 9.21", year="2026")
    | rates("Clear Vision", "employee pay", "1.47 2.64 2.69 3.95", year="2026"),
)


def _associates() -> bytes:
    return xlsx_of(
        {
            "2026": [
                "Medical rates",
                "Associate per-pay-period contribution",
                [
                    ["Coverage level", "Summit HRA", "Summit HSA", "Summit PPO"],
                    ["Associate only", "$95.00", "$85.00", "$48.00"],
                    ["Associate + spouse/DP", "$239.50", "$202.00", "$152.50"],
                    ["Associate + child(ren)", "$136.00", "$119.00", "$83.00"],
                    ["Associate + family", "$260.50", "$214.50", "$159.00"],
                ],
                "Dental rates",
                [
                    ["Coverage level", "2025", "2026"],
                    ["Dental PPO", LEFT, LEFT],
                    ["Associate only", "$8.00", "$8.24"],
                    ["Associate + spouse/DP", "$25.25", "$26.01"],
                    ["Dental HMO", LEFT, LEFT],
                    ["Associate only", "$4.50", "$4.64"],
                    ["Associate + spouse/DP", "$8.50", "$8.75"],
                ],
            ]
        }
    )


ASSOCIATES = Sheet(
    "associates, plans across, two years side by side under group rows",
    "xlsx",
    _associates,
    rates("Summit HRA", "employee pay", "95.00 239.50 136.00 260.50", year="2026")
    | rates("Summit HSA", "employee pay", "85.00 202.00 119.00 214.50", year="2026")
    | rates("Summit PPO", "employee pay", "48.00 152.50 83.00 159.00", year="2026")
    | rates("Dental PPO", "employee pay", "8.00 25.25", tiers=FOUR[:2], year="2025")
    | rates("Dental PPO", "employee pay", "8.24 26.01", tiers=FOUR[:2], year="2026")
    | rates("Dental HMO", "employee pay", "4.50 8.50", tiers=FOUR[:2], year="2025")
    | rates("Dental HMO", "employee pay", "4.64 8.75", tiers=FOUR[:2], year="2026"),
)


def _side_by_side() -> bytes:
    return xlsx_of(
        {
            "Rates 2026-27": [
                "Medical Rates effective 7/1/2026 - 6/30/2027",
                [
                    ["", "PPO 500", LEFT, LEFT, "HDHP 2000", LEFT, LEFT],
                    ["Tier", "EE Cost", "ER Cost", "Total Premium", "EE Cost", "ER Cost", "Total Premium"],
                    ["EE", "$120.00", "$580.00", "$700.00", "$60.00", "$540.00", "$600.00"],
                    ["EE+SP", "$320.00", "$1,080.00", "$1,400.00", "$200.00", "$1,000.00", "$1,200.00"],
                    ["EE+CH", "$260.00", "$940.00", "$1,200.00", "$160.00", "$890.00", "$1,050.00"],
                    ["FAM", "$450.00", "$1,650.00", "$2,100.00", "$300.00", "$1,500.00", "$1,800.00"],
                ],
                "All amounts are monthly.",
            ],
            "Per pay": [
                "Semi-monthly payroll deductions",
                [
                    ["Plan", "EE", "EE+SP", "EE+CH", "FAM"],
                    ["PPO 500", "$60.00", "$160.00", "$130.00", "$225.00"],
                    ["HDHP 2000", "$30.00", "$100.00", "$80.00", "$150.00"],
                    ["Dental", "$8.00", "$16.00", "$18.00", "$26.00"],
                    ["Vision", "$2.00", "$4.00", "$4.50", "$6.50"],
                ],
            ],
        }
    )


SIDE_BY_SIDE = Sheet(
    "two plans side by side under one head each, EE and ER",
    "xlsx",
    _side_by_side,
    rates("PPO 500", "employee month", "120.00 320.00 260.00 450.00", year="2026-27")
    | rates("PPO 500", "employer month", "580.00 1080.00 940.00 1650.00", year="2026-27")
    | rates("PPO 500", "full month", "700.00 1400.00 1200.00 2100.00", year="2026-27")
    | rates("HDHP 2000", "employee month", "60.00 200.00 160.00 300.00", year="2026-27")
    | rates("HDHP 2000", "employer month", "540.00 1000.00 890.00 1500.00", year="2026-27")
    | rates("HDHP 2000", "full month", "600.00 1200.00 1050.00 1800.00", year="2026-27")
    | rates("PPO 500", "employee pay", "60.00 160.00 130.00 225.00")
    | rates("HDHP 2000", "employee pay", "30.00 100.00 80.00 150.00")
    | rates("Dental", "employee pay", "8.00 16.00 18.00 26.00")
    | rates("Vision", "employee pay", "2.00 4.00 4.50 6.50"),
)


def _spanish() -> bytes:
    return xlsx_of(
        {
            "Tarifas": [
                "Tarifas de seguro médico 2026",
                "Deducciones de nómina quincenales: 24 deducciones al año",
                [
                    [
                        "Nivel de cobertura",
                        "PPO 750: costo del empleado por quincena",
                        "PPO 750: costo del empleado mensual",
                    ],
                    ["Solo el empleado", "$45.00", "$90.00"],
                    ["Empleado + cónyuge", "$140.00", "$280.00"],
                    ["Empleado + hijo(s)", "$110.00", "$220.00"],
                    ["Familia", "$190.00", "$380.00"],
                ],
            ]
        }
    )


SPANISH = Sheet(
    "in Spanish",
    "xlsx",
    _spanish,
    rates("PPO 750", "employee pay", "45.00 140.00 110.00 190.00", year="2026")
    | rates("PPO 750", "employee month", "90.00 280.00 220.00 380.00", year="2026")
    | deductions(24),
)


def _life() -> bytes:
    grid = [
        ["Age Band", "Employee Only", "Spouse", "Employee + Family AD&D"],
        ["Under 25", "$0.037", "$0.073", "$0.028"],
        ["25-29", "$0.042", "$0.084", "$0.028"],
        ["30-34", "$0.056", "$0.112", "$0.028"],
        ["70+", "$1.442", "$2.884", "$0.028"],
    ]
    look = Look(font="Helvetica", size=9, head="#552244")
    return pdf_of(
        [
            "# Supplemental Life and AD&D Insurance 2026",
            "Semi-monthly rates per $1,000 of coverage.",
            grid,
            "# HSA money from the company",
            [["", "Employee Only", "Family"], ["Annual HSA seed", "$500.00", "$1,000.00"]],
        ],
        look,
    )


LIFE = Sheet("rates of life insurance by age and money into the HSA: no premium at all", "pdf", _life, {})

SHEETS = (
    BIWEEKLY,
    STATE,
    WEEKLY,
    ASSOCIATES,
    BANDS,
    WELLNESS,
    CHANGE,
    SIDE_BY_SIDE,
    SPANISH,
    LIFE,
)
