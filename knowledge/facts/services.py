"""The rows of a summary's table of services, in the order of the federal template, and how to know them."""

import re
from dataclasses import dataclass

from benefits.services import (
    CHILD,
    DRUGS,
    HOSPITAL,
    MEDICAL_SERVICE,
    MENTAL,
    PREGNANT,
    RECOVERY,
    SURGERY,
    TEST,
    URGENT,
    VISIT,
)

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


@dataclass(frozen=True)
class Service:
    """`needs_event` rows are called the same under two events, so that the event must be known."""

    code: str
    pattern: str
    needs_event: bool = False

    @property
    def event(self) -> str:
        return MEDICAL_SERVICE[self.code].event

    @property
    def name(self) -> str:
        return MEDICAL_SERVICE[self.code].name


SERVICES = (
    Service("primary", r"primary care"),
    Service("specialist", r"^specialist\b"),
    Service("preventive", r"preventive care|preventive/|screening"),
    Service("diagnostic", r"diagnostic test|x-?ray.*blood work|^lab"),
    Service("imaging", r"imaging|\bMRIs?\b"),
    Service("generic", r"^(?:preferred )?generic|tier 1\b"),
    Service("non_preferred", r"non-?\s?preferred (?:brand|drug|generic)|tier 3\b"),
    Service("preferred", r"preferred brand|formulary brand|^brand|tier 2\b"),
    Service("specialty", r"specialty|tier 4\b"),
    Service("surgery_facility", r"facility fee|^facility|surgery cent", True),
    Service("surgery_physician", r"physician|surgeon", True),
    Service("emergency", r"emergency room|emergency department"),
    Service("transport", r"transport|ambulance"),
    Service("urgent", r"urgent care"),
    Service("hospital_facility", r"facility fee|^facility|hospital room", True),
    Service("hospital_physician", r"physician|surgeon", True),
    Service("mental_outpatient", r"^outpatient|outpatient services", True),
    Service("mental_inpatient", r"^inpatient|inpatient services", True),
    Service("pregnancy_office", r"^office visit|pre-?natal", True),
    Service("pregnancy_professional", r"deliver.*professional"),
    Service("pregnancy_facility", r"deliver.*facility|deliver.*inpatient"),
    Service("home_health", r"home health"),
    Service("rehabilitation", r"^rehabilitati|^rehab\b"),
    Service("habilitation", r"^habilitati"),
    Service("skilled_nursing", r"skilled nursing"),
    Service("equipment", r"durable medical|\bDME\b"),
    Service("hospice", r"hospice"),
    Service("child_exam", r"eye exam"),
    Service("child_glasses", r"glasses|eyewear"),
    Service("child_dental", r"dental|teeth"),
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
