import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from benefits.models import Contact
from chat.contacts import contacts_about
from chat.extractive.everyday import tells_of_low_spirits
from chat.models import Answer
from chat.pipeline.tools.contract import Arguments, Origin, Session, Told, Tool, ToolResult
from chat.pipeline.understand import Understood
from chat.proof.measures import measures
from chat.words import in_language
from knowledge.text.terms import plain_text

_CONTACTS = {"en": "the company's contacts", "es": "los contactos de la empresa"}
_ONLY_HR = {
    "en": "Your company names nobody for this in particular; its HR team can tell:",
    "es": "Su empresa no indica a nadie en particular; el equipo de Recursos Humanos puede decirlo:",
}
_GROUP = {"en": "group number {number}", "es": "número de grupo {number}"}
_NOBODY = "The company has listed nobody for it; its HR team can tell."

# "The number of visits" is none to call, and nobody is reached with a deductible.
_NO_COUNT = (
    r"(?! (?:(?!(?:for|to|about|para|sobre)\b)[\w'-]+ ){0,4}(?:days?|hours?|weeks?|months?|years?|nights?|times|visits?"
    r"|sessions?|appointments|exams?|cleanings?|treatments?|cycles|tests|dependents?|employees|people|persons|children"
    r"|kids|beneficiaries|members|participants|plans|claims(?! (?:department|line|office|team)\b)|paychecks?|payments?"
    r"|deductions|loans?|shares|points|miles|pills|doses|tablets|(?:re)?fills|units|holidays|dias?|horas?|semanas?"
    r"|mes(?:es)?|anos?|noches?|veces|visitas?|citas|sesion(?:es)?|examenes|limpiezas|tratamientos?|dependientes"
    r"|empleados|personas|hijos|ninos|beneficiarios|miembros|planes|reclamos|cheques|pagos|recetas|pastillas|dosis)\b)"
)
_NO_GOAL = (
    r"(?! (?:(?!(?:for|to|about|at|regarding|when|if)\b)[\w'-]+ ){0,4}(?:deductibles?|limits?|max(?:imum)?|cap|match"
    r"|vest\w*|goals?|targets?|thresholds?|ages?|65|copays?|end|top|tier|points|rewards?|eligibility|status)\b)"
)
_ASKED = re.compile(
    r"\bwho(?:m)? (?:do|can|should|would|could|must) (?:i|we) (?:call|contact|talk|speak|ask|reach|write|email|turn)\b"
    r"|\bwho(?:m)? to (?:call|contact|ask|talk|speak)\b"
    r"|\b(?:phone|telephone|contact|customer service|member services?|support|toll[- ]free)"
    r" (?:number|line|info\w*|details)"
    r"|\b(?<!maximum )(?<!max )(?<!minimum )(?<!min )(?<!total )(?<!average )"
    rf"number(?: of\b{_NO_COUNT}| for\b{_NO_GOAL})"
    r"|\bnumber to (?:call|reach)\b|\b(?:email(?: address)?|phone) (?:for|of|to call|to reach)\b|\bcustomer service\b"
    rf"|\bhow (?:do|can|could|would|should) (?:i|we) (?:reach\b{_NO_GOAL}"
    r"|(?:contact|call|get (?:a )?hold of|get in touch)\b)"
    r"|\b(?:a quien|con quien) (?:llamo|debo|puedo|tengo|hablo|pregunto|contacto|me comunico)\b"
    r"|\bwho (?:is|'s) (?:my|our|the) (?:\w+ ){0,3}(?:carrier|insurer|insurance company|administrator)\b"
    r"|\bquien es (?:mi|la|el|nuestr[oa]) (?:\w+ ){0,2}(?:aseguradora|compania de seguros|administrador)\b"
    r"|\bgroup (?:number|no\b)|\bnumero de grupo\b"
    r"|\b(?:telefono|correo) (?:de|del|para)\b"
    rf"|\bnumero (?:(?:de|del)\b{_NO_COUNT}|para\b)|\bcomo (?:contacto|me comunico|llamo)\b"
)


class ContactAsked(Arguments):
    about: str = Field(description="What the person needs help with, or the name of a company, such as dental claims.")


class Contacts(Tool):
    name = "contacts"
    description = "Whom the person can call or write to: carriers, account administrators, the HR team."
    arguments = ContactAsked
    origin = Origin("contacts", _("Your company's contacts"))
    route = Answer.Route.CONTACT
    lead = {"en": "Your company names these contacts for it:", "es": "Su empresa indica estos contactos:"}

    def is_asked(self, question: str) -> bool:
        """Whether the question asks whom to turn to, or how to reach them, or somebody tells that they feel low."""
        return bool(_ASKED.search(plain_text(question))) or tells_of_low_spirits(question)

    def read(self, understood: Understood, *, missing: str = "") -> Mapping[str, Any]:
        return {"about": understood.text[:300]}

    def run(self, asked: Any, session: Session) -> ToolResult:
        found = contacts_about(asked.about)
        fitting = [contact for contact in found if contact.role != Contact.Role.HR] or found
        if not fitting:
            return ToolResult("handoff", why=_NOBODY)
        of = (in_language(_CONTACTS, session.language),)
        told = tuple(Told(_in_words(contact, session.language), of) for contact in fitting)
        is_hr = all(contact.role == Contact.Role.HR for contact in fitting)
        return ToolResult("handoff" if is_hr else "ok", told=told)

    def tell(self, lines: Sequence[str], result: ToolResult, language: str) -> str:
        lead = in_language(_ONLY_HR if result.status == "handoff" else self.lead, language)
        return "\n".join([lead, "", *(f"- {line}" for line in lines)])

    def contradicts(self, text: str, result: ToolResult) -> bool:
        """Whether the answer names none of the contacts: a number that stands near in a document may be another
        matter's."""
        told = [one.text for one in result.told] if result.status == "ok" else []
        return bool(told) and not any(_phones(line) & _phones(text) or _name(line) in text for line in told)


def _name(line: str) -> str:
    return line.split("**")[1]


def _phones(text: str) -> set[tuple[str, str]]:
    return {(one.kind, one.value) for one in measures(text) if one.kind == "phone"}


def _in_words(contact: Contact, language: str) -> str:
    group = contact.group_number and in_language(_GROUP, language).format(number=contact.group_number)
    tty = contact.tty and f"TTY {contact.tty}"
    site = contact.url.removeprefix("https://")
    ways = (contact.phone, tty, contact.hours_in(language), contact.email, site, group)
    return f"**{contact.name}**: {', '.join(filter(None, ways))}"
