"""The rows of a summary's table of services, in the order of the federal template, and how to know them."""

import re
from dataclasses import dataclass

VISIT, TEST, DRUGS, SURGERY = "visit", "test", "drugs", "surgery"
URGENT, HOSPITAL, MENTAL, PREGNANT, RECOVERY, CHILD = "urgent", "hospital", "mental", "pregnant", "recovery", "child"
OTHER = "other"

EVENTS = {
    VISIT: r"office or clinic|health care provider.s office|visit a health",
    TEST: r"have a test",
    DRUGS: r"need drugs|drugs to treat|prescription drug",
    SURGERY: r"outpatient surgery",
    URGENT: r"immediate medical attention|immediate attention|emergency",
    HOSPITAL: r"hospital stay",
    MENTAL: r"mental health|behavioral health|substance",
    PREGNANT: r"pregnant",
    RECOVERY: r"help recovering|special health needs",
    CHILD: r"child needs|dental or eye care",
}
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
class Service:
    """`needs_event` rows are called the same under two events, so that the event must be known."""

    code: str
    event: str
    name: str
    pattern: str
    needs_event: bool = False


SERVICES = (
    Service("primary", VISIT, "Primary care visit", r"primary care"),
    Service("specialist", VISIT, "Specialist visit", r"^specialist\b"),
    Service("preventive", VISIT, "Preventive care", r"preventive care|preventive/|screening"),
    Service("diagnostic", TEST, "Diagnostic test", r"diagnostic test|x-?ray.*blood work|^lab"),
    Service("imaging", TEST, "Imaging", r"imaging|\bMRIs?\b"),
    Service("generic", DRUGS, "Generic drugs", r"^(?:preferred )?generic|tier 1\b"),
    Service("non_preferred", DRUGS, "Non-preferred brand drugs", r"non-?\s?preferred (?:brand|drug|generic)|tier 3\b"),
    Service("preferred", DRUGS, "Preferred brand drugs", r"preferred brand|formulary brand|^brand|tier 2\b"),
    Service("specialty", DRUGS, "Specialty drugs", r"specialty|tier 4\b"),
    Service("surgery_facility", SURGERY, "Outpatient surgery, facility", r"facility fee|^facility|surgery cent", True),
    Service("surgery_physician", SURGERY, "Outpatient surgery, physician", r"physician|surgeon", True),
    Service("emergency", URGENT, "Emergency room care", r"emergency room|emergency department"),
    Service("transport", URGENT, "Emergency medical transportation", r"transport|ambulance"),
    Service("urgent", URGENT, "Urgent care", r"urgent care"),
    Service("hospital_facility", HOSPITAL, "Hospital stay, facility", r"facility fee|^facility|hospital room", True),
    Service("hospital_physician", HOSPITAL, "Hospital stay, physician", r"physician|surgeon", True),
    Service("mental_outpatient", MENTAL, "Mental health, outpatient", r"^outpatient|outpatient services", True),
    Service("mental_inpatient", MENTAL, "Mental health, inpatient", r"^inpatient|inpatient services", True),
    Service("pregnancy_office", PREGNANT, "Pregnancy, office visits", r"^office visit|pre-?natal", True),
    Service("pregnancy_professional", PREGNANT, "Childbirth, professional services", r"deliver.*professional"),
    Service("pregnancy_facility", PREGNANT, "Childbirth, facility services", r"deliver.*facility|deliver.*inpatient"),
    Service("home_health", RECOVERY, "Home health care", r"home health"),
    Service("rehabilitation", RECOVERY, "Rehabilitation services", r"^rehabilitati|^rehab\b"),
    Service("habilitation", RECOVERY, "Habilitation services", r"^habilitati"),
    Service("skilled_nursing", RECOVERY, "Skilled nursing care", r"skilled nursing"),
    Service("equipment", RECOVERY, "Durable medical equipment", r"durable medical|\bDME\b"),
    Service("hospice", RECOVERY, "Hospice services", r"hospice"),
    Service("child_exam", CHILD, "Children's eye exam", r"eye exam"),
    Service("child_glasses", CHILD, "Children's glasses", r"glasses|eyewear"),
    Service("child_dental", CHILD, "Children's dental check-up", r"dental|teeth"),
)
BY_CODE = {service.code: service for service in SERVICES}
# The template before that of today told substance use in rows of its own, called like those of mental health.
_ROWS_OF_THEIR_OWN = re.compile(r"^(?:substance|chemical|alcohol|drug (?:abuse|use))", re.IGNORECASE)
# Words in brackets tell two rows of the same name apart even where the event is lost.
_HINTS = {"surgery_facility": r"ambulatory|surgery cent", "hospital_facility": r"hospital room"}


def event_of(words: str) -> str:
    return next((event for event, pattern in EVENTS.items() if re.search(pattern, words, re.IGNORECASE)), "")


def service_of(label: str, event: str) -> Service | None:
    """Return the service the row is about; None for a row that the template does not have."""
    words = " ".join(label.split())
    if _ROWS_OF_THEIR_OWN.match(words):
        return None
    for code, hint in _HINTS.items():
        if re.search(hint, words, re.IGNORECASE):
            return BY_CODE[code]
    found = [service for service in SERVICES if re.search(service.pattern, words, re.IGNORECASE)]
    under = [service for service in found if service.event == event]
    if under:
        return under[0]
    return next((service for service in found if not service.needs_event), None)


def names_several(label: str, event: str) -> bool:
    """Whether the label names more than one row of the template: rows that became one when the file was read."""
    words = " ".join(label.split())
    end = -1
    found = [one for service in SERVICES if service.event == event and (one := re.search(service.pattern, words, re.I))]
    for one in sorted(found, key=re.Match.start):
        if end >= 0 and one.start() >= end:
            return True
        end = max(end, one.end())
    return False


def other_code(label: str) -> str:
    """Return a code of its own for a row that the template does not have."""
    return f"other-{'-'.join(re.findall(r'[a-z0-9]+', label.casefold()))}"[:60]
