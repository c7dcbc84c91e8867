"""The two medical plans of Cedar & Main, in this plan year and the last."""

from decimal import Decimal

from platform_admin.demo.services import (
    ALSO_COVERED,
    EXCLUDED,
    FREE,
    NOT_COVERED,
    copay,
    deductible,
    in_federal_order,
    out_of_pocket,
    share,
)
from platform_admin.demo.shapes import Cost, Plan, ServiceCost

HMO, EPO = "HMO", "EPO"
HARBORLIGHT = "Harborlight"
THIS_YEAR, LAST_YEAR = "2026-27", "2025-26"


def _hmo_services(primary: str, specialist: str, emergency: str, hospital_day: str) -> tuple[ServiceCost, ...]:
    stay = Cost(copay=Decimal(hospital_day), unit="day", days_charged=3)
    nursing = Cost(copay=Decimal(100), unit="day", days_charged=5)
    here = {
        "primary": copay(primary),
        "specialist": copay(specialist),
        "preventive": FREE,
        "diagnostic": copay("15"),
        "imaging": copay("100", "scan"),
        "generic": copay("10", "fill"),
        "preferred": copay("30", "fill"),
        "non_preferred": copay("60", "fill"),
        "specialty": Cost(coinsurance=Decimal("0.20"), most_per_fill=Decimal(200)),
        "surgery_facility": copay("250", "surgery"),
        "surgery_physician": FREE,
        "emergency": copay(emergency),
        "transport": copay("150", "trip"),
        "urgent": copay("40"),
        "hospital_facility": stay,
        "hospital_physician": FREE,
        "mental_outpatient": copay(primary),
        "mental_inpatient": stay,
        "pregnancy_office": FREE,
        "pregnancy_professional": FREE,
        "pregnancy_facility": stay,
        "home_health": copay(primary),
        "rehabilitation": copay(specialist),
        "habilitation": copay(specialist),
        "skilled_nursing": nursing,
        "equipment": Cost(coinsurance=Decimal("0.20")),
        "hospice": FREE,
        "child_exam": copay(primary),
    }
    away = {"emergency": copay(emergency), "transport": copay("150", "trip")}
    limits = {
        "specialist": "A referral from your primary care doctor is required.",
        "urgent": "Outside the service area, urgent care is covered at any licensed clinic.",
        "emergency": "The copay is waived if you are admitted. Call within 48 hours of admission.",
        "hospital_facility": "No charge from the fourth day of a stay. Prior authorization is required.",
        "child_exam": "One exam every 12 months until age 19.",
    }
    costs = {row: (cost, away.get(row, NOT_COVERED)) for row, cost in here.items()}
    return in_federal_order(costs, limits)


def _epo_services(emergency: str) -> tuple[ServiceCost, ...]:
    part = share("0.30")
    here = dict.fromkeys(
        [
            "specialist",
            "diagnostic",
            "imaging",
            "surgery_facility",
            "surgery_physician",
            "transport",
            "urgent",
            "hospital_facility",
            "hospital_physician",
            "mental_inpatient",
            "pregnancy_professional",
            "pregnancy_facility",
            "home_health",
            "rehabilitation",
            "habilitation",
            "skilled_nursing",
            "equipment",
            "hospice",
        ],
        part,
    )
    first_three = Cost(copay=Decimal(40), coinsurance=Decimal("0.30"), first_visits=3)
    after = Cost(copay=Decimal(emergency), after_deductible=True)
    here |= {
        "primary": first_three,
        "preventive": FREE,
        "generic": copay("15", "fill"),
        "preferred": copay("50", "fill"),
        "non_preferred": part,
        "specialty": part,
        "emergency": after,
        "mental_outpatient": copay("40"),
        "pregnancy_office": FREE,
    }
    away = {"emergency": after, "transport": part}
    limits = {
        "primary": "After three visits in the plan year, the deductible and then 30% coinsurance apply.",
        "specialist": "No referral is needed. There is no coverage outside the Harborlight Direct network.",
        "emergency": "Paid the same in and out of the network. Call within 48 hours if you are admitted.",
    }
    costs = {row: (cost, away.get(row, NOT_COVERED)) for row, cost in here.items()}
    return in_federal_order(costs, limits)


def _hmo(plan_year: str, limit: int, services: tuple[ServiceCost, ...]) -> Plan:
    return Plan(
        code=HMO,
        name="Harborlight HMO",
        plan_year=plan_year,
        plan_type="HMO",
        carrier=HARBORLIGHT,
        network="Harborlight Community Network",
        coinsurance=Decimal("0.20"),
        accumulators=(out_of_pocket("IN", str(limit), str(2 * limit)),),
        services=services,
        referral_required=True,
        excluded=EXCLUDED,
        also_covered=ALSO_COVERED,
    )


def _epo(plan_year: str, person: int, limit: int, services: tuple[ServiceCost, ...]) -> Plan:
    return Plan(
        code=EPO,
        name="Harborlight EPO",
        plan_year=plan_year,
        plan_type="EPO",
        carrier=HARBORLIGHT,
        network="Harborlight Direct",
        coinsurance=Decimal("0.30"),
        accumulators=(
            deductible("IN", str(person), str(2 * person), person_in_family=str(person)),
            out_of_pocket("IN", str(limit), str(2 * limit)),
        ),
        services=services,
        excluded=EXCLUDED,
        also_covered=ALSO_COVERED,
    )


PLANS = (
    _hmo(LAST_YEAR, 3250, _hmo_services("15", "35", "200", "400")),
    _epo(LAST_YEAR, 2750, 8000, _epo_services("350")),
    _hmo(THIS_YEAR, 3500, _hmo_services("20", "40", "250", "500")),
    _epo(THIS_YEAR, 3000, 8500, _epo_services("400")),
)
