"""The rows of a medical plan in the order of the federal summary, and the usual ways plans fill them."""

from dataclasses import dataclass
from decimal import Decimal

from platform_admin.demo.shapes import Accumulator, Cost, ServiceCost

VISIT = "If you visit a health care provider's office or clinic"
TEST = "If you have a test"
DRUGS = "If you need drugs to treat your illness or condition"
SURGERY = "If you have outpatient surgery"
URGENT = "If you need immediate medical attention"
HOSPITAL = "If you have a hospital stay"
MENTAL = "If you need mental health, behavioral health, or substance abuse services"
PREGNANT = "If you are pregnant"
RECOVERY = "If you need help recovering or have other special health needs"
CHILD = "If your child needs dental or eye care"


@dataclass(frozen=True)
class ServiceRow:
    code: str
    event: str
    label: str


SERVICE_ROWS = (
    ServiceRow("primary", VISIT, "Primary care visit to treat an injury or illness"),
    ServiceRow("specialist", VISIT, "Specialist visit"),
    ServiceRow("preventive", VISIT, "Preventive care/screening/immunization"),
    ServiceRow("diagnostic", TEST, "Diagnostic test (x-ray, blood work)"),
    ServiceRow("imaging", TEST, "Imaging (CT/PET scans, MRIs)"),
    ServiceRow("generic", DRUGS, "Generic drugs"),
    ServiceRow("preferred", DRUGS, "Preferred brand drugs"),
    ServiceRow("non_preferred", DRUGS, "Non-preferred brand drugs"),
    ServiceRow("specialty", DRUGS, "Specialty drugs"),
    ServiceRow("surgery_facility", SURGERY, "Facility fee (e.g., ambulatory surgery center)"),
    ServiceRow("surgery_physician", SURGERY, "Physician/surgeon fees"),
    ServiceRow("emergency", URGENT, "Emergency room care"),
    ServiceRow("transport", URGENT, "Emergency medical transportation"),
    ServiceRow("urgent", URGENT, "Urgent care"),
    ServiceRow("hospital_facility", HOSPITAL, "Facility fee (e.g., hospital room)"),
    ServiceRow("hospital_physician", HOSPITAL, "Physician/surgeon fees"),
    ServiceRow("mental_outpatient", MENTAL, "Outpatient services"),
    ServiceRow("mental_inpatient", MENTAL, "Inpatient services"),
    ServiceRow("pregnancy_office", PREGNANT, "Office visits"),
    ServiceRow("pregnancy_professional", PREGNANT, "Childbirth/delivery professional services"),
    ServiceRow("pregnancy_facility", PREGNANT, "Childbirth/delivery facility services"),
    ServiceRow("home_health", RECOVERY, "Home health care"),
    ServiceRow("rehabilitation", RECOVERY, "Rehabilitation services"),
    ServiceRow("habilitation", RECOVERY, "Habilitation services"),
    ServiceRow("skilled_nursing", RECOVERY, "Skilled nursing care"),
    ServiceRow("equipment", RECOVERY, "Durable medical equipment"),
    ServiceRow("hospice", RECOVERY, "Hospice services"),
    ServiceRow("child_exam", CHILD, "Children's eye exam"),
    ServiceRow("child_glasses", CHILD, "Children's glasses"),
    ServiceRow("child_dental", CHILD, "Children's dental check-up"),
)

FREE = Cost()
NOT_COVERED = Cost(covered=False)
# Priced as a percentage in nearly every plan; the visit, drug and emergency rows differ.
PERCENTAGE_ROWS = [
    "diagnostic",
    "imaging",
    "surgery_facility",
    "surgery_physician",
    "transport",
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
]
EXCLUDED = (
    "Cosmetic surgery",
    "Dental care (adult)",
    "Infertility treatment",
    "Long-term care",
    "Private-duty nursing",
    "Routine eye care (adult)",
    "Weight loss programs",
)
ALSO_COVERED = (
    "Acupuncture (12 visits a year)",
    "Bariatric surgery (prior authorization)",
    "Chiropractic care (20 visits a year)",
    "Hearing aids ($2,000 every 36 months)",
    "Non-emergency care when traveling outside the U.S.",
    "Routine foot care (diabetes only)",
)
MAIL_TIMES = Decimal("2.5")
_FILLS = f"Up to a 30-day supply at a retail pharmacy. A 90-day supply by mail costs {MAIL_TIMES} times the copay."
LIMITS = {
    "primary": "Video visits with the plan's telehealth doctors cost the same as a primary care visit or less.",
    "specialist": "No referral is needed to see a network specialist.",
    "preventive": "You may have to pay for services that are not preventive. Ask your provider first.",
    "imaging": "Prior authorization is required for CT, PET and MRI scans that are not an emergency.",
    "generic": _FILLS,
    "preferred": _FILLS,
    "non_preferred": "If a generic exists and you choose the brand, you also pay the difference in price.",
    "specialty": "Must be filled by the plan's specialty pharmacy, up to a 30-day supply.",
    "surgery_facility": "Prior authorization is required for some procedures.",
    "emergency": "Paid the same in and out of the network. Call within 48 hours if you are admitted.",
    "hospital_facility": "Prior authorization is required except in an emergency.",
    "mental_inpatient": "Prior authorization is required except in an emergency.",
    "pregnancy_office": "Preventive prenatal visits are free. Ultrasound is paid as a diagnostic test.",
    "home_health": "At most 60 visits a year.",
    "rehabilitation": "At most 60 visits a year for physical, occupational and speech therapy together.",
    "habilitation": "At most 60 visits a year for physical, occupational and speech therapy together.",
    "skilled_nursing": "At most 60 days a year.",
    "equipment": "Prior authorization is required above $500.",
    "child_exam": "Covered by the separate vision plan, if you enroll in it.",
    "child_glasses": "Covered by the separate vision plan, if you enroll in it.",
    "child_dental": "Covered by the separate dental plan, if you enroll in it.",
}


@dataclass(frozen=True)
class Copays:
    primary: str
    specialist: str
    urgent: str
    emergency: str
    generic: str
    preferred: str
    non_preferred: str
    specialty_fraction: str = "0.25"
    specialty_most: str = "250"


def copay(amount: str, unit: str = "visit") -> Cost:
    return Cost(copay=Decimal(amount), unit=unit)


def share(fraction: str) -> Cost:
    return Cost(coinsurance=Decimal(fraction), after_deductible=True)


def ppo_services(copays: Copays, *, network: str, out_of_network: str) -> tuple[ServiceCost, ...]:
    """Office visits and drugs at a copay; everything else a share after the deductible."""
    away = share(out_of_network)
    costs = {row: (share(network), away) for row in PERCENTAGE_ROWS}
    emergency = copay(copays.emergency)
    specialty = Cost(
        coinsurance=Decimal(copays.specialty_fraction),
        most_per_fill=Decimal(copays.specialty_most),
    )
    costs |= {
        "primary": (copay(copays.primary), away),
        "specialist": (copay(copays.specialist), away),
        "preventive": (FREE, away),
        "generic": (copay(copays.generic, "fill"), NOT_COVERED),
        "preferred": (copay(copays.preferred, "fill"), NOT_COVERED),
        "non_preferred": (copay(copays.non_preferred, "fill"), NOT_COVERED),
        "specialty": (specialty, NOT_COVERED),
        "emergency": (emergency, emergency),
        "transport": (share(network), share(network)),
        "urgent": (copay(copays.urgent), away),
        "mental_outpatient": (copay(copays.primary), away),
        "pregnancy_office": (FREE, away),
    }
    return in_federal_order(costs)


def hdhp_services(*, network: str, out_of_network: str) -> tuple[ServiceCost, ...]:
    """Everything except preventive care counts toward the deductible first."""
    here, away = share(network), share(out_of_network)
    costs = dict.fromkeys(PERCENTAGE_ROWS, (here, away))
    for row in ("primary", "specialist", "urgent", "mental_outpatient"):
        costs[row] = (here, away)
    for row in ("generic", "preferred", "non_preferred", "specialty"):
        costs[row] = (here, NOT_COVERED)
    costs |= {
        "preventive": (FREE, away),
        "emergency": (here, here),
        "transport": (here, here),
        "pregnancy_office": (FREE, away),
    }
    fills = "Up to a 30-day supply at a retail pharmacy or 90 days by mail. Preventive drugs skip the deductible."
    return in_federal_order(costs, {"generic": fills, "preferred": fills})


def in_federal_order(
    costs: dict[str, tuple[Cost, Cost]], limits: dict[str, str] | None = None
) -> tuple[ServiceCost, ...]:
    """Children's rows that a plan does not name are not covered by the medical plan."""
    words = LIMITS | (limits or {})
    nothing = (NOT_COVERED, NOT_COVERED)
    return tuple(
        ServiceCost(row.code, *costs.get(row.code, nothing), limits=words.get(row.code, "None")) for row in SERVICE_ROWS
    )


def deductible(tier: str, person: str, family: str, *, person_in_family: str | None) -> Accumulator:
    inside = None if person_in_family is None else Decimal(person_in_family)
    return Accumulator("deductible", tier, Decimal(person), Decimal(family), inside)


def out_of_pocket(tier: str, person: str, family: str) -> Accumulator:
    return Accumulator("out_of_pocket", tier, Decimal(person), Decimal(family), Decimal(person))
