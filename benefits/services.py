"""What medical plans pay for: the rows of a Summary of Benefits and Coverage in its order, and what else there is."""

from dataclasses import dataclass

VISIT, TEST, DRUGS, SURGERY = "visit", "test", "drugs", "surgery"
URGENT, HOSPITAL, MENTAL, PREGNANT, RECOVERY, CHILD = "urgent", "hospital", "mental", "pregnant", "recovery", "child"
OTHER = "other"

EVENT_LABELS = {
    VISIT: "Office and clinic visits",
    TEST: "Tests",
    DRUGS: "Drugs",
    SURGERY: "Outpatient surgery",
    URGENT: "Immediate attention",
    HOSPITAL: "Hospital stay",
    MENTAL: "Mental health and substance use",
    PREGNANT: "Pregnancy",
    RECOVERY: "Recovery and special needs",
    CHILD: "Children's eyes and teeth",
    OTHER: "Other services",
}


@dataclass(frozen=True)
class MedicalService:
    code: str
    event: str
    name: str


SBC_SERVICES = (
    MedicalService("primary", VISIT, "Primary care visit"),
    MedicalService("specialist", VISIT, "Specialist visit"),
    MedicalService("preventive", VISIT, "Preventive care"),
    MedicalService("diagnostic", TEST, "Diagnostic test"),
    MedicalService("imaging", TEST, "Imaging"),
    MedicalService("generic", DRUGS, "Generic drugs"),
    MedicalService("preferred", DRUGS, "Preferred brand drugs"),
    MedicalService("non_preferred", DRUGS, "Non-preferred brand drugs"),
    MedicalService("specialty", DRUGS, "Specialty drugs"),
    MedicalService("surgery_facility", SURGERY, "Outpatient surgery, facility"),
    MedicalService("surgery_physician", SURGERY, "Outpatient surgery, physician"),
    MedicalService("emergency", URGENT, "Emergency room care"),
    MedicalService("transport", URGENT, "Emergency medical transportation"),
    MedicalService("urgent", URGENT, "Urgent care"),
    MedicalService("hospital_facility", HOSPITAL, "Hospital stay, facility"),
    MedicalService("hospital_physician", HOSPITAL, "Hospital stay, physician"),
    MedicalService("mental_outpatient", MENTAL, "Mental health, outpatient"),
    MedicalService("mental_inpatient", MENTAL, "Mental health, inpatient"),
    MedicalService("pregnancy_office", PREGNANT, "Pregnancy, office visits"),
    MedicalService("pregnancy_professional", PREGNANT, "Childbirth, professional services"),
    MedicalService("pregnancy_facility", PREGNANT, "Childbirth, facility services"),
    MedicalService("home_health", RECOVERY, "Home health care"),
    MedicalService("rehabilitation", RECOVERY, "Rehabilitation services"),
    MedicalService("habilitation", RECOVERY, "Habilitation services"),
    MedicalService("skilled_nursing", RECOVERY, "Skilled nursing care"),
    MedicalService("equipment", RECOVERY, "Durable medical equipment"),
    MedicalService("hospice", RECOVERY, "Hospice services"),
    MedicalService("child_exam", CHILD, "Children's eye exam"),
    MedicalService("child_glasses", CHILD, "Children's glasses"),
    MedicalService("child_dental", CHILD, "Children's dental check-up"),
)
# No rows of the federal template: a plan that pays for them says so beside it, or in its booklet.
MORE_SERVICES = (
    MedicalService("telehealth", OTHER, "Telehealth visit"),
    MedicalService("physical_therapy", OTHER, "Physical therapy"),
    MedicalService("chiropractic", OTHER, "Chiropractic care"),
    MedicalService("lab", OTHER, "Laboratory"),
    MedicalService("retail_clinic", OTHER, "Retail clinic visit"),
    MedicalService("infertility", OTHER, "Infertility treatment"),
    MedicalService("hearing", OTHER, "Hearing aids"),
    MedicalService("bariatric", OTHER, "Bariatric surgery"),
)
MEDICAL_SERVICES = (*SBC_SERVICES, *MORE_SERVICES)
MEDICAL_SERVICE = {service.code: service for service in MEDICAL_SERVICES}
DRUG_SERVICES = tuple(service.code for service in SBC_SERVICES if service.event == DRUGS)
