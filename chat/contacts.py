"""Whom a person can turn to about a question: the company's contacts that fit it first."""

import re
from collections.abc import Sequence

from benefits.contact_cards import ContactCard, card_of, house_help
from benefits.models import Contact
from chat.bereavement import tells_of_loss
from chat.extractive.everyday import tells_of_low_spirits
from knowledge.text.terms import list_terms, plain_text
from tenants.postgresql.rows import Rows, written
from tenants.read_once import Once

MOST_SHOWN = 3
# Words of the question that names of carriers have as well.
_OF_ANY_GROUP = set(
    list_terms("group number insurance health company plan policy grupo número seguro salud empresa póliza")
)
_GROUP_NUMBER = re.compile(r"\bgroup (?:number|no\b)|\bnumero de grupo\b")
NAMED = 3  # a word of its name weighs as much as so many of its subject

_SUBJECTS = {
    Contact.Role.MEDICAL: "medical doctor hospital deductible copay network claim urgent emergency specialist "
    "médico deducible copago red reclamo reclamación urgencias emergencia especialista",
    Contact.Role.PHARMACY: "drug prescription pharmacy generic brand medication medicine receta farmacia medicamento",
    Contact.Role.DENTAL: "dental dentist tooth teeth crown braces cleaning orthodontia dientes dentista corona",
    Contact.Role.VISION: "vision eye glasses contacts lenses frames optometrist lentes anteojos visión vista",
    Contact.Role.ACCOUNTS: "fsa hsa flexible spending savings commuter",
    Contact.Role.RETIREMENT: "401k retirement match vesting pension rollover jubilación retiro",
    Contact.Role.LIFE: "life disability beneficiary std ltd accident death vida discapacidad "
    "incapacidad beneficiario accidente fallecimiento",
    Contact.Role.COBRA: "cobra continuation terminate terminated quit resign layoff continuación renuncio despido",
    Contact.Role.EAP: "counseling counselling stress eap assistance therapy depressed depression anxious "
    "anxiety burnout grief consejería estrés terapia deprimido deprimida depresión ansiedad ansioso ansiosa duelo",
}


def whom_to_ask(question: str) -> list[ContactCard]:
    """Return the contacts whose subject the question is about, then the HR team, then the house's help."""
    contacts = _all_contacts()
    cards = [card_of(contact) for contact in _about(question, contacts)]
    return (cards + house_help(contacts))[:MOST_SHOWN]


def contacts_about(question: str) -> list[Contact]:
    """Return the contacts that the question names or whose subject it is about, then the HR team."""
    return _about(question, _all_contacts())


@written
def _contacts() -> Rows[Contact]:
    return Rows(Contact.objects.all())


_all_contacts = Once("contacts", _contacts)


def _about(question: str, contacts: Sequence[Contact]) -> list[Contact]:
    asks_group_number = bool(_GROUP_NUMBER.search(plain_text(question)))
    wanted = set(list_terms(question)) - (_OF_ANY_GROUP if asks_group_number else set())
    fitting = sorted(
        (contact for contact in contacts if _shared(contact, wanted)), key=lambda contact: -_shared(contact, wanted)
    )
    if asks_group_number:
        # That of the medical plan, unless another is spoken of.
        medical = [contact for contact in contacts if contact.role == Contact.Role.MEDICAL]
        fitting = [contact for contact in fitting or medical if contact.group_number]
    if tells_of_loss(question) or tells_of_low_spirits(question):
        fitting = [contact for contact in contacts if contact.role == Contact.Role.EAP]
    team = [contact for contact in contacts if contact.role == Contact.Role.HR]
    return [*fitting[: MOST_SHOWN - 1], *(contact for contact in team if contact not in fitting)]


def assistance_programs() -> list[Contact]:
    """Return the client's employee assistance programs."""
    return list(Contact.objects.filter(role=Contact.Role.EAP))


def _shared(contact: Contact, wanted: set[str]) -> int:
    named = NAMED * len(wanted & set(list_terms(contact.name)))
    return named + len(wanted & set(list_terms(_SUBJECTS.get(contact.role, ""))))
