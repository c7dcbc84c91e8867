"""What the person can do next about what was answered: choose while they still can, or turn to who handles it."""

from dataclasses import dataclass

from benefits.contact_cards import ContactCard, card_of
from benefits.models import Contact
from chat.contacts import contacts_about
from chat.deadlines import Deadline, open_enrollment
from tenants.clock import today


@dataclass(frozen=True)
class NextStep:
    deadline: Deadline | None = None
    contact: ContactCard | None = None

    def __bool__(self) -> bool:
        return bool(self.deadline or self.contact)


NO_STEP = NextStep()


def next_step(question: str, plan_years: frozenset[str]) -> NextStep:
    """Return the enrollment that is open for one of the years answered about, and the contact whose matter it is."""
    deadline = open_enrollment(today(), plan_years)
    own = [contact for contact in contacts_about(question) if contact.role != Contact.Role.HR]
    return NextStep(deadline, card_of(own[0]) if own else None)
