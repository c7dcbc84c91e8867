import re
from typing import Any

from pydantic import Field

from benefits.models import Contact
from chat.contacts import contacts_about
from chat.pipeline.tools.contract import Arguments, Session, Told, ToolResult
from chat.words import in_language
from knowledge.text.terms import plain_text

_CONTACTS = {"en": "the company's contacts", "es": "los contactos de la empresa"}
_NOBODY = "The company has listed nobody for it; its HR team can tell."

_ASKED = re.compile(
    r"\bwho(?:m)? (?:do|can|should|would|could|must) (?:i|we) (?:call|contact|talk|speak|ask|reach|write|email|turn)\b"
    r"|\bwho(?:m)? to (?:call|contact|ask|talk|speak)\b"
    r"|\b(?:phone|telephone|contact|customer service|member services?|support|toll[- ]free)"
    r" (?:number|line|info\w*|details)"
    r"|\b(?:number|email(?: address)?|phone) (?:for|of|to call|to reach)\b|\bcustomer service\b"
    r"|\bhow (?:do|can|could|would|should) (?:i|we) (?:reach|contact|call|get (?:a )?hold of|get in touch)\b"
    r"|\b(?:a quien|con quien) (?:llamo|debo|puedo|tengo|hablo|pregunto|contacto|me comunico)\b"
    r"|\bwho (?:is|'s) (?:my|our|the) (?:\w+ ){0,3}(?:carrier|insurer|insurance company|administrator)\b"
    r"|\bquien es (?:mi|la|el|nuestr[oa]) (?:\w+ ){0,2}(?:aseguradora|compania de seguros|administrador)\b"
    r"|\b(?:numero|telefono|correo)(?: de telefono)? (?:de|del|para)\b|\bcomo (?:contacto|me comunico|llamo)\b"
)


class ContactAsked(Arguments):
    about: str = Field(description="What the person needs help with, or the name of a company, such as dental claims.")


class Contacts:
    name = "contacts"
    description = "Whom the person can call or write to: carriers, account administrators, the HR team."
    arguments = ContactAsked

    def run(self, asked: Any, session: Session) -> ToolResult:
        found = contacts_about(asked.about)
        fitting = [contact for contact in found if contact.role != Contact.Role.HR] or found
        if not fitting:
            return ToolResult("handoff", why=_NOBODY)
        of = (in_language(_CONTACTS, session.language),)
        told = tuple(Told(_in_words(contact, session.language), of) for contact in fitting)
        is_hr = all(contact.role == Contact.Role.HR for contact in fitting)
        return ToolResult("handoff" if is_hr else "ok", told=told, origin="contacts")


def contact_asked(question: str) -> bool:
    """Whether the question asks whom to turn to, or how to reach them."""
    return bool(_ASKED.search(plain_text(question)))


def _in_words(contact: Contact, language: str) -> str:
    ways = (contact.phone, contact.hours_in(language), contact.email, contact.url.removeprefix("https://"))
    return f"**{contact.name}**: {', '.join(filter(None, ways))}"
