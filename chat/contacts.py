"""Whom a person can turn to: the company's contacts, the ones that fit a question first."""

from collections.abc import Sequence
from dataclasses import dataclass

from benefits.models import Contact
from branding.house import current_house
from knowledge.terms import list_terms

MOST_SHOWN = 3

_SUBJECTS = {
    Contact.Role.MEDICAL: "medical doctor hospital deductible copay network claim urgent emergency specialist médico",
    Contact.Role.PHARMACY: "drug prescription pharmacy generic brand medication medicine receta farmacia",
    Contact.Role.DENTAL: "dental dentist tooth teeth crown braces cleaning orthodontia dientes",
    Contact.Role.VISION: "vision eye glasses contacts lenses frames optometrist lentes anteojos",
    Contact.Role.ACCOUNTS: "fsa hsa flexible spending savings commuter",
    Contact.Role.RETIREMENT: "401k retirement match vesting pension rollover jubilación",
    Contact.Role.LIFE: "life disability beneficiary std ltd accident death vida",
    Contact.Role.COBRA: "cobra continuation leaving terminate terminated quit resign layoff",
    Contact.Role.EAP: "counseling counselling stress eap assistance therapy consejería",
}


@dataclass(frozen=True)
class ContactCard:
    name: str
    role: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""
    hours: str = ""
    note: str = ""


def contact_cards() -> list[ContactCard]:
    """Return every contact of the client, the house's own help first."""
    contacts = list(Contact.objects.all())
    return [*_house_help(contacts), *map(_card, contacts)]


def whom_to_ask(question: str) -> list[ContactCard]:
    """Return the contacts whose subject the question is about, then the HR team, then the house's help."""
    wanted = set(list_terms(question))
    contacts = list(Contact.objects.all())
    fitting = sorted(
        (contact for contact in contacts if _shared(contact, wanted)), key=lambda contact: -_shared(contact, wanted)
    )
    hr = [contact for contact in contacts if contact.role == Contact.Role.HR]
    cards = [*(_card(contact) for contact in fitting[: MOST_SHOWN - 1]), *(_card(contact) for contact in hr)]
    return (cards + _house_help(contacts))[:MOST_SHOWN]


def assistance_programs() -> list[Contact]:
    """Return the client's employee assistance programs."""
    return list(Contact.objects.filter(role=Contact.Role.EAP))


def _shared(contact: Contact, wanted: set[str]) -> int:
    return len(wanted & set(list_terms(_SUBJECTS.get(contact.role, ""))))


def _card(contact: Contact) -> ContactCard:
    return ContactCard(
        name=contact.name,
        role=contact.get_role_display(),
        phone=contact.phone,
        email=contact.email,
        url=contact.url,
        hours=contact.hours,
        note=contact.note,
    )


def _house_help(contacts: Sequence[Contact]) -> list[ContactCard]:
    """Return the help the brand names, unless a contact has the same number or address and says more."""
    house = current_house()
    if not house.help_email and not house.help_phone:
        return []
    if any(contact.phone == house.help_phone and contact.email == house.help_email for contact in contacts):
        return []
    return [ContactCard(name="Benefits help", phone=house.help_phone, email=house.help_email)]
