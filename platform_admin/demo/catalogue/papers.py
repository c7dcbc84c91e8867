"""On which of a company's documents each part of its catalogue stands."""

from benefits.catalogue.rows import NO_PAPER, RowSource
from platform_admin.demo.company import Company
from platform_admin.demo.shapes import Plan

# Subject, plan year and class, or plan -> title. An empty year or class is any; the guide of the year is what is left.
_TITLES = {
    "juniper": {
        ("guide", "2026", ""): "2026 Benefits Guide",
        ("guide", "2027", ""): "2027 Benefits Guide",
        ("rates", "2027", "SAL"): "2027 Rate Sheet: Salaried Employees",
        ("rates", "2027", "UNION"): "Side Letter of Agreement: Local 88 Benefits 2027",
        ("coverage", "2027", "UNION"): "Side Letter of Agreement: Local 88 Benefits 2027",
        ("coverage", "", ""): "Health and Welfare Plan: Summary Plan Description",
        ("accounts", "", ""): "Flexible Spending Account Guide, 2026 and 2027",
        ("income", "2027", ""): "Life and Disability Summary 2027",
        ("retirement", "", ""): "401(k) Plan: Summary Plan Description",
    },
    "bluefin": {
        ("guide", "2027", ""): "2027 Benefits Guide",
        ("rates", "2027", ""): "2027 Rate Sheet",
        ("accounts", "2027", ""): "HSA and FSA Guide 2027",
        ("leave", "", ""): "Parental Leave Policy",
        ("retirement", "2027", ""): "401(k) Safe Harbor Notice 2027",
    },
    "cedarmain": {
        ("guide", "2025-26", ""): "2025-26 Benefits Guide",
        ("guide", "2026-27", ""): "Guía de beneficios 2026-27",
        ("medical", "2025-26", ""): "2025-26 Benefits Guide",
        ("medical", "2026-27", "HMO"): "Harborlight HMO: Evidence of Coverage 2026-27",
        ("dental", "2026-27", ""): "Dental Plan Summary 2026-27",
        ("vision", "2026-27", ""): "Vision Plan Summary 2026-27",
        ("coverage", "2026-27", ""): "Look-Back Eligibility Policy",
        ("leave", "", ""): "Vacation and Leave Policy",
        ("income", "2026-27", ""): "Short-Term Disability Summary 2026-27",
        ("retirement", "", ""): "401(k) Plan: Summary Plan Description",
    },
}


def paper(company: Company, subject: str, year: str, class_code: str = "") -> RowSource:
    """Return the paper for a class before everybody's, of the year before any; none where no document tells it."""
    titles = _TITLES[company.subdomain]
    places = [(subject, year, class_code), (subject, year, ""), (subject, "", ""), ("guide", year, "")]
    title = next((titles[place] for place in places if place in titles), "")
    return RowSource(title) if title else NO_PAPER


def medical_paper(company: Company, plan: Plan) -> RowSource:
    """Return the plan's summary, or what the company has in its place."""
    titles = _TITLES[company.subdomain]
    places = [("medical", plan.plan_year, plan.code), ("medical", plan.plan_year, "")]
    summary = f"Summary of Benefits and Coverage: {plan.name} {plan.plan_year}"
    return RowSource(next((titles[place] for place in places if place in titles), summary))
