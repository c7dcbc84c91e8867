"""The client's contacts as an employee sees them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from benefits.models import Contact
from branding.house import current_house

ENGLISH = "en"


@dataclass(frozen=True)
class ContactCard:
    name: str
    role: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""
    hours: str = ""
    languages: str = ""
    note: str = ""
    group_number: str = ""
    tty: str = ""
    app_url: str = ""
    id_card: str = ""
    appeals_address: str = ""
    # The language of what HR typed, where it is another than the page's.
    hours_lang: str = ""
    note_lang: str = ""
    id_card_lang: str = ""

    @property
    def dialled(self) -> str:
        """What a telephone dials: the number, then after a pause the extension."""
        return _dialled(self.phone)

    @property
    def tty_dialled(self) -> str:
        return _dialled(self.tty)

    @property
    def email_name(self) -> str:
        """What stands before the @: a long address is broken there."""
        return self.email.partition("@")[0]

    @property
    def email_host(self) -> str:
        return self.email.partition("@")[2]

    @property
    def site(self) -> str:
        """The website as people say it."""
        return self.url.removeprefix("https://").removeprefix("www.").rstrip("/")


def contact_cards() -> list[ContactCard]:
    """Return every contact of the client, the house's own help first."""
    contacts = list(Contact.objects.all())
    return [*house_help(contacts), *map(card_of, contacts)]


def hr_cards() -> list[ContactCard]:
    """Return the company's own people for benefits, whom to ask about oneself."""
    contacts = list(Contact.objects.all())
    return [*house_help(contacts), *(card_of(one) for one in contacts if one.role == Contact.Role.HR)]


def card_of(contact: Contact) -> ContactCard:
    """Return the contact in the page's language, as far as HR has given it."""
    language = translation.get_language()
    spoken = [Contact.Language(code).label for code in contact.languages]
    return ContactCard(
        name=contact.name,
        role=contact.get_role_display(),
        phone=contact.phone,
        email=contact.email,
        url=contact.url,
        hours=contact.hours_in(language),
        languages=get_text_list(spoken, _("and")),
        note=contact.note_in(language),
        group_number=contact.group_number,
        tty=contact.tty,
        app_url=contact.app_url,
        id_card=contact.id_card_in(language),
        appeals_address=contact.appeals_address,
        hours_lang=_unlike_page(language, contact.hours, contact.hours_es),
        note_lang=_unlike_page(language, contact.note, contact.note_es),
        id_card_lang=_unlike_page(language, contact.id_card, contact.id_card_es),
    )


def _dialled(phone: str) -> str:
    return re.sub(r"[^\d+,]", "", re.sub(r"ext\.?|x", ",", phone))


def _unlike_page(language: str, english: str, spanish: str) -> str:
    return ENGLISH if language == "es" and english and not spanish else ""


def house_help(contacts: Sequence[Contact]) -> list[ContactCard]:
    """Return the help the brand names, unless a contact has the same number or address and says more."""
    house = current_house()
    if not house.help_email and not house.help_phone:
        return []
    if any(contact.phone == house.help_phone and contact.email == house.help_email for contact in contacts):
        return []
    return [ContactCard(name=_("Benefits help"), phone=house.help_phone, email=house.help_email)]
