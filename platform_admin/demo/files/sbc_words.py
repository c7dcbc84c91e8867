"""The words around the tables of a federal summary: the fixed questions and the closing sections."""

from decimal import Decimal

from platform_admin.demo.company import Company
from platform_admin.demo.shapes import Accumulator, Plan
from platform_admin.demo.wording import dollars

COPAY_NAMES = {
    "primary": "primary care visits",
    "specialist": "specialist visits",
    "urgent": "urgent care",
    "emergency": "emergency room care",
    "generic": "most prescription drugs",
}


def introduction(company: Company, plan: Plan) -> str:
    medical = company.carrier("medical")
    return (
        "**The Summary of Benefits and Coverage (SBC) document will help you choose a health plan.** It shows how "
        "you and the plan share the cost of covered health care services. The cost of this plan, called the "
        f"premium, is given separately. This is only a summary. For the complete terms of {plan.name} coverage, "
        f"visit {medical.url} or call {medical.phone}. The Glossary explains the terms used here; ask "
        f"{medical.name} for a copy."
    )


def important_questions(company: Company, plan: Plan) -> tuple[tuple[str, str, str], ...]:
    medical = company.carrier("medical")
    return (
        ("What is the overall deductible?", _deductible_answer(plan), _deductible_why(plan)),
        ("Are there services covered before you meet your deductible?", *_before_deductible(plan)),
        (
            "Are there other deductibles for specific services?",
            "No.",
            "You do not have to meet a separate deductible for any service.",
        ),
        (
            "What is the out-of-pocket limit for this plan?",
            _limit_answer(plan),
            "This is the most you could pay in a year for covered services. Each person has their own limit until "
            "the family limit is met; then the plan pays for everyone.",
        ),
        (
            "What is not included in the out-of-pocket limit?",
            "Premiums, balance-billing charges, and health care this plan does not cover.",
            "You pay these, but they do not count toward the out-of-pocket limit.",
        ),
        (
            "Will you pay less if you use a network provider?",
            f"Yes. See {medical.url} or call {medical.phone} for a list of {plan.network} providers.",
            _network_why(plan),
        ),
        ("Do you need a referral to see a specialist?", *_referral(plan)),
    )


def _amounts(limit: Accumulator) -> str:
    return f"{dollars(limit.person)} person / {dollars(limit.family)} family"


def _deductible_answer(plan: Plan) -> str:
    if plan.deductible is None:
        return "$0."
    answer = f"Network providers: {_amounts(plan.deductible)}."
    if not plan.deductible.is_aggregate and plan.deductible.person_in_family != plan.deductible.person:
        inside = dollars(plan.deductible.person_in_family or Decimal(0))
        answer += f" Within a family, no person pays more than {inside}."
    away = plan.accumulator("deductible", "OON")
    return f"{answer} Out-of-network providers: {_amounts(away)}." if away else answer


def _deductible_why(plan: Plan) -> str:
    if plan.deductible is None:
        return "This plan has no deductible. It pays from the first covered service."
    if plan.deductible.is_aggregate:
        return (
            "You pay all costs up to the deductible before this plan begins to pay. If you cover anyone else, the "
            "overall family deductible must be met before the plan pays for any family member."
        )
    return (
        "You pay all costs up to the deductible before this plan begins to pay. If you cover anyone else, each "
        "person meets their own deductible until the family deductible is met."
    )


def _before_deductible(plan: Plan) -> tuple[str, str]:
    if plan.deductible is None:
        return "Yes. There is no deductible.", "Copayments or coinsurance may still apply."
    names = [
        name
        for code, name in COPAY_NAMES.items()
        if (cost := plan.service(code).network).copay is not None and not cost.after_deductible
    ]
    listed = ", ".join(["Preventive care", *names])
    why = (
        "This plan covers some services before you have met the deductible, but a copayment may apply. Network "
        "preventive services are covered without cost sharing."
    )
    return f"Yes. {listed}.", why


def _limit_answer(plan: Plan) -> str:
    answer = f"Network providers: {_amounts(plan.out_of_pocket)}."
    away = plan.accumulator("out_of_pocket", "OON")
    return f"{answer} Out-of-network providers: {_amounts(away)}." if away else answer


def _network_why(plan: Plan) -> str:
    if plan.accumulator("deductible", "OON") is None:
        return "This plan pays nothing for care outside the network except in an emergency."
    return (
        "You pay the most outside the network, and the provider may bill you for the difference between its charge "
        "and what the plan pays (balance billing). A network doctor may use an out-of-network laboratory; ask first."
    )


def _referral(plan: Plan) -> tuple[str, str]:
    if plan.referral_required:
        return "Yes.", "The plan pays for a specialist only if your primary care doctor referred you first."
    return "No.", "You can see the network specialist you choose without a referral."


def closing_sections(company: Company, plan: Plan) -> tuple[tuple[str, str], ...]:
    """Heading and text, in the fixed order after the table of services."""
    medical, cobra = company.carrier("medical"), company.carrier("COBRA")
    return (
        (
            "Your Rights to Continue Coverage:",
            f"You may be able to keep this coverage after it ends. Call {cobra.name} at {cobra.phone}, or the "
            "Department of Labor's Employee Benefits Security Administration at 1-866-444-3272. Other choices, such "
            "as the Health Insurance Marketplace, may also be open to you.",
        ),
        (
            "Your Grievance and Appeals Rights:",
            "If your plan denies a claim you can ask for it to be reviewed. Your explanation of benefits says how. "
            f"You have 180 days to appeal. For help, call {medical.name} at {medical.phone} or the agency above.",
        ),
        (
            "Does this plan provide Minimum Essential Coverage? Yes.",
            "Minimum Essential Coverage includes plans from your employer, Medicare, Medicaid, CHIP and the "
            "Marketplace. If you are eligible for it, you may not be eligible for the premium tax credit.",
        ),
        (
            "Does this plan meet the Minimum Value Standards? Yes.",
            "If a plan does not meet the standards, you may be eligible for a premium tax credit to help pay for a "
            "Marketplace plan.",
        ),
        (
            "Language Access Services:",
            f"Spanish (Español): Para obtener asistencia en español, llame al {medical.phone}. "
            f"Tagalog: Kung kailangan ninyo ng tulong sa Tagalog, tumawag sa {medical.phone}.",
        ),
    )
