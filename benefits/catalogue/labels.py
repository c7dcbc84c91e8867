"""What fields of the catalogue are called where HR meets them."""

from django.db import models

# As a form asks for them. A workbook, whose files are kept for years, has the plain ones.
LABELS = {
    "age_out": "Children are covered to",
    "age_out_age": "Age at which that is",
    "annual_max": "Most the plan pays in a year",
    "automatic_percent": "Saved automatically, as a share",
    "band": "Pay or age band",
    "begins": "Coverage begins",
    "benefit_class": "For the class",
    "claims_by": "Last day for claims",
    "claims_days": "Or days for claims after the year",
    "classes": "For these classes alone",
    "cobra_from": "Months of COBRA count from",
    "coinsurance": "Coinsurance, as a share",
    "copay_unit": "Copay is for",
    "counts": "How many of each service",
    "covers_partners": "Domestic partners are covered",
    "deductions": "Deductions a year",
    "directory_url": "Provider directory",
    "discount": "Discount above the allowance, as a share",
    "effective_from": "Holds from",
    "effective_to": "Holds until",
    "employee_monthly": "Employee a month",
    "employee_per_deduction": "Employee each deduction",
    "employer_monthly": "Employer a month",
    "first_copay": "Copay of the first visits",
    "first_visits": "First visits at a copay of their own",
    "formulary_url": "Drug list",
    "hours_by_service": "Hours a year by years of service",
    "hsa_qualified": "Goes with a health savings account",
    "imputed_method": "How a partner’s coverage is taxed",
    "includes_drugs": "Drugs count towards it too",
    "is_combined": "Care in and out of the network fills one limit",
    "is_exempt_from_cost_limit": "Exempt from the federal limit on what people pay",
    "kind": "Kind",
    "match_tiers": "Match: share of pay, what is added to each dollar",
    "minimum_essential": "Minimum essential coverage",
    "ortho_age": "Orthodontia below age",
    "ortho_covered": "Orthodontia is covered",
    "ortho_max": "Orthodontia in a lifetime",
    "order": "Tier number",
    "percent": "Share of pay",
    "plan_share": "What the plan pays, as a share",
    "prior_auth": "Prior authorization",
    "reductions": "Share left by age",
    "source_page": "Page",
    "source_title": "Where it stands",
    "takes": "The change holds",
    "total_monthly": "Both a month (base of COBRA)",
    "partner_monthly": "Fair value of a partner's coverage a month",
    "vesting": "Share vested by years of service",
    "waiting_days": "Days after the hire",
}


def plain_label(column: models.Field) -> str:
    """Return what a field is called by itself: "Waiting days"."""
    words = str(column.verbose_name)
    return words[:1].upper() + words[1:]
