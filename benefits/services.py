"""What medical plans pay for: the rows of a Summary of Benefits and Coverage in its order, and what else there is."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

VISIT, TEST, DRUGS, SURGERY = "visit", "test", "drugs", "surgery"
URGENT, HOSPITAL, MENTAL, PREGNANT, RECOVERY, CHILD = "urgent", "hospital", "mental", "pregnant", "recovery", "child"
OTHER = "other"

EVENT_LABELS = {
    VISIT: gettext_noop("Office and clinic visits"),
    TEST: gettext_noop("Tests"),
    DRUGS: gettext_noop("Drugs"),
    SURGERY: gettext_noop("Outpatient surgery"),
    URGENT: gettext_noop("Immediate attention"),
    HOSPITAL: gettext_noop("Hospital stay"),
    MENTAL: gettext_noop("Mental health and substance use"),
    PREGNANT: gettext_noop("Pregnancy"),
    RECOVERY: gettext_noop("Recovery and special needs"),
    CHILD: gettext_noop("Children's eyes and teeth"),
    OTHER: gettext_noop("Other services"),
}


@dataclass(frozen=True)
class MedicalService:
    code: str
    event: str
    name: str


SBC_SERVICES = (
    MedicalService("primary", VISIT, gettext_noop("Primary care visit")),
    MedicalService("specialist", VISIT, gettext_noop("Specialist visit")),
    MedicalService("preventive", VISIT, gettext_noop("Preventive care")),
    MedicalService("diagnostic", TEST, gettext_noop("Diagnostic test")),
    MedicalService("imaging", TEST, gettext_noop("Imaging")),
    MedicalService("generic", DRUGS, gettext_noop("Generic drugs")),
    MedicalService("preferred", DRUGS, gettext_noop("Preferred brand drugs")),
    MedicalService("non_preferred", DRUGS, gettext_noop("Non-preferred brand drugs")),
    MedicalService("specialty", DRUGS, gettext_noop("Specialty drugs")),
    MedicalService("surgery_facility", SURGERY, gettext_noop("Outpatient surgery, facility")),
    MedicalService("surgery_physician", SURGERY, gettext_noop("Outpatient surgery, physician")),
    MedicalService("emergency", URGENT, gettext_noop("Emergency room care")),
    MedicalService("transport", URGENT, gettext_noop("Emergency medical transportation")),
    MedicalService("urgent", URGENT, gettext_noop("Urgent care")),
    MedicalService("hospital_facility", HOSPITAL, gettext_noop("Hospital stay, facility")),
    MedicalService("hospital_physician", HOSPITAL, gettext_noop("Hospital stay, physician")),
    MedicalService("mental_outpatient", MENTAL, gettext_noop("Mental health, outpatient")),
    MedicalService("mental_inpatient", MENTAL, gettext_noop("Mental health, inpatient")),
    MedicalService("pregnancy_office", PREGNANT, gettext_noop("Pregnancy, office visits")),
    MedicalService("pregnancy_professional", PREGNANT, gettext_noop("Childbirth, professional services")),
    MedicalService("pregnancy_facility", PREGNANT, gettext_noop("Childbirth, facility services")),
    MedicalService("home_health", RECOVERY, gettext_noop("Home health care")),
    MedicalService("rehabilitation", RECOVERY, gettext_noop("Rehabilitation services")),
    MedicalService("habilitation", RECOVERY, gettext_noop("Habilitation services")),
    MedicalService("skilled_nursing", RECOVERY, gettext_noop("Skilled nursing care")),
    MedicalService("equipment", RECOVERY, gettext_noop("Durable medical equipment")),
    MedicalService("hospice", RECOVERY, gettext_noop("Hospice services")),
    MedicalService("child_exam", CHILD, gettext_noop("Children's eye exam")),
    MedicalService("child_glasses", CHILD, gettext_noop("Children's glasses")),
    MedicalService("child_dental", CHILD, gettext_noop("Children's dental check-up")),
)
# No rows of the federal template: a plan that pays for them says so beside it, or in its booklet.
MORE_SERVICES = (
    MedicalService("telehealth", OTHER, gettext_noop("Telehealth visit")),
    MedicalService("physical_therapy", OTHER, gettext_noop("Physical therapy")),
    MedicalService("chiropractic", OTHER, gettext_noop("Chiropractic care")),
    MedicalService("lab", OTHER, gettext_noop("Laboratory")),
    MedicalService("retail_clinic", OTHER, gettext_noop("Retail clinic visit")),
    MedicalService("infertility", OTHER, gettext_noop("Infertility treatment")),
    MedicalService("hearing", OTHER, gettext_noop("Hearing aids")),
    MedicalService("bariatric", OTHER, gettext_noop("Bariatric surgery")),
)
MEDICAL_SERVICES = (*SBC_SERVICES, *MORE_SERVICES)
MEDICAL_SERVICE = {service.code: service for service in MEDICAL_SERVICES}
# What is asked for by stays and by the nights of each: some plans charge for the stay, others for its days.
STAY_SERVICES = frozenset({"hospital_facility", "mental_inpatient", "pregnancy_facility", "skilled_nursing"})
DRUG_SERVICES = tuple(service.code for service in SBC_SERVICES if service.event == DRUGS)
