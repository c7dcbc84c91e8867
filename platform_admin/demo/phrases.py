"""Lines of the document markup that several papers share, filled from a company's numbers."""

from platform_admin.demo.company import Company
from platform_admin.demo.shapes import TIER_LABELS, Accumulator, Plan
from platform_admin.demo.wording import brief_cost, cents, dollars

BRIEF_LABELS = {
    "primary": "Primary care visit",
    "specialist": "Specialist visit",
    "preventive": "Preventive care",
    "diagnostic": "Blood work and x-rays",
    "imaging": "MRI, CT and PET scans",
    "generic": "Generic drug",
    "preferred": "Preferred brand drug",
    "non_preferred": "Other brand drug",
    "specialty": "Specialty drug",
    "surgery_facility": "Outpatient surgery",
    "emergency": "Emergency room",
    "transport": "Ambulance",
    "urgent": "Urgent care",
    "hospital_facility": "Hospital stay",
    "mental_outpatient": "Counseling visit",
    "rehabilitation": "Physical therapy visit",
    "pregnancy_facility": "Having a baby, hospital",
}


def person_and_family(limit: Accumulator) -> str:
    return f"{dollars(limit.person)} for one person and {dollars(limit.family)} for a family"


def deductible_sentence(plan: Plan) -> str:
    if plan.deductible is None:
        return f"The {plan.plan_year} {plan.name} has no deductible."
    return f"The {plan.plan_year} {plan.name} deductible is {person_and_family(plan.deductible)}."


def limit_sentence(plan: Plan) -> str:
    return f"The {plan.plan_year} {plan.name} out-of-pocket limit is {person_and_family(plan.out_of_pocket)}."


def network_cost(plan: Plan, service: str) -> str:
    return brief_cost(plan.service(service).network)


def comparison_rows(plans: tuple[Plan, ...], services: tuple[str, ...]) -> str:
    """Markup rows: one service per row, what each plan's member pays in the network per column."""
    return "\n".join(
        f"| {BRIEF_LABELS[code]} | " + " | ".join(network_cost(plan, code) for plan in plans) + " |"
        for code in services
    )


def rate_rows(company: Company, tiers: tuple[str, ...], columns: tuple[tuple[str, str], ...], year: str) -> str:
    """Markup rows: one tier per row, one (plan, class) per column, dollars and cents per deduction."""
    lines = []
    for tier in tiers:
        rates = [company.rate(plan, tier, class_code=class_code, plan_year=year) for plan, class_code in columns]
        cells = " | ".join(cents(rate.per_deduction) for rate in rates)
        lines.append(f"| {TIER_LABELS[tier]} | {cells} |")
    return "\n".join(lines)


def carrier_rows(company: Company) -> str:
    return "\n".join(
        f"| {one.role[0].upper()}{one.role[1:]} | {one.name} | {one.phone} | {one.url.removeprefix('https://www.')} "
        f"| {one.group_number or 'N/A'} |"
        for one in company.carriers
    )
