"""The subjects of the coverage map as employees meet them: their names, and a question about each in two languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.audience import Audience
from knowledge.evaluation.subjects import SUBJECTS, Subject
from knowledge.models import Passage
from knowledge.retrieval.findable import searchable_documents
from tenants.clock import today
from tenants.context import current_schema
from tenants.postgresql.rows import GivenIds, Rows, read, written

_SUBJECTS = {subject.code: subject for subject in SUBJECTS}


@dataclass(frozen=True)
class Topic:
    code: str
    name: str | Promise  # in the language of the page
    question: dict[str, str]
    of_plan: dict[str, str] | None = None  # the same of one plan: {plan}

    @property
    def subject(self) -> Subject:
        return _SUBJECTS[self.code]

    def ask(self, language: str, plan: str = "") -> str:
        """Return the question in this language, of this plan if the subject is a plan's; empty in other languages."""
        if plan and self.of_plan and language in self.of_plan:
            return self.of_plan[language].format(plan=plan)
        return self.question.get(language, "")


def covered_topics(audience: Audience) -> list[Topic]:
    """Return what the documents published for this class tell: what a title or heading names, and what every summary
    of a medical plan holds.
    """
    documents = searchable_documents(day=today(), audience=audience)
    read_from = tuple(_Source(one.found_version, one.found_revision, one.title, one.kind) for one in documents)
    return list(_told_by(read_from, current_schema()))


class _Source(NamedTuple):
    version: UUID
    revision: int  # what changes inside a version raises it
    title: str
    kind: str


@lru_cache(maxsize=256)
def _told_by(documents: tuple[_Source, ...], _schema: str) -> tuple[Topic, ...]:
    """Return what these documents of the client bound tell; looked for once, until one of them changes."""
    (headings,) = read(_headings(versions=[document.version for document in documents]))
    places = [*(document.title for document in documents), *(heading for (heading,) in headings)]
    kinds = {document.kind for document in documents}
    return tuple(topic for topic in TOPICS if _is_told(topic.subject, kinds, places))


@written
def _headings() -> Rows[tuple[str]]:
    passages = Passage.objects.filter(version__in=GivenIds("versions"))
    return Rows(passages.order_by().values_list("heading", flat=True).distinct())


def _is_told(subject: Subject, kinds: set[str], places: Iterable[str]) -> bool:
    is_of_summary = subject.per_plan and subject.kind in kinds
    return is_of_summary or any(map(subject.signs.search, places))


TOPICS = (
    Topic(
        "deductible",
        _("deductibles"),
        {"en": "What is the medical deductible?", "es": "¿Cuál es el deducible médico?"},
        {"en": "What is the deductible of the {plan}?", "es": "¿Cuál es el deducible del {plan}?"},
    ),
    Topic(
        "copays",
        _("copays"),
        {"en": "What does a specialist visit cost?", "es": "¿Cuánto cuesta una visita al especialista?"},
        {
            "en": "What does a specialist visit cost on the {plan}?",
            "es": "¿Cuánto cuesta una visita al especialista en el {plan}?",
        },
    ),
    Topic(
        "oop_max",
        _("out-of-pocket limits"),
        {"en": "What is the out-of-pocket limit?", "es": "¿Cuál es el límite de gastos de bolsillo?"},
        {
            "en": "What is the out-of-pocket limit of the {plan}?",
            "es": "¿Cuál es el límite de gastos de bolsillo del {plan}?",
        },
    ),
    Topic(
        "drugs",
        _("prescription drugs"),
        {"en": "What do generic drugs cost?", "es": "¿Cuánto cuestan los medicamentos genéricos?"},
        {
            "en": "What do generic drugs cost on the {plan}?",
            "es": "¿Cuánto cuestan los medicamentos genéricos en el {plan}?",
        },
    ),
    Topic(
        "premiums",
        _("payroll deductions"),
        {"en": "What do the plans cost per paycheck?", "es": "¿Cuánto cuestan los planes por cheque de pago?"},
        {"en": "What does the {plan} cost per paycheck?", "es": "¿Cuánto cuesta el {plan} por cheque de pago?"},
    ),
    Topic(
        "dental",
        _("dental care"),
        {
            "en": "What is the annual maximum of the dental plan?",
            "es": "¿Cuál es el máximo anual del plan dental?",
        },
    ),
    Topic(
        "vision",
        _("vision care"),
        {"en": "What does the vision plan pay for frames?", "es": "¿Cuánto paga el plan de visión por los lentes?"},
    ),
    Topic(
        "hsa",
        _("health savings accounts (HSA)"),
        {"en": "How much can I put into an HSA?", "es": "¿Cuánto puedo aportar a una HSA?"},
    ),
    Topic(
        "fsa",
        _("flexible spending accounts (FSA)"),
        {"en": "How much can I put into a health care FSA?", "es": "¿Cuánto puedo aportar a una FSA de salud?"},
    ),
    Topic(
        "dcfsa",
        _("dependent care accounts"),
        {
            "en": "What is the limit of the dependent care FSA?",
            "es": "¿Cuál es el límite de la FSA para cuidado de dependientes?",
        },
    ),
    Topic(
        "retirement",
        _("the 401(k)"),
        {"en": "How does the 401(k) match work?", "es": "¿Cuánto aporta la empresa al 401(k)?"},
    ),
    Topic(
        "life",
        _("life insurance"),
        {
            "en": "How much life insurance does the company pay for?",
            "es": "¿Cuánto seguro de vida paga la empresa?",
        },
    ),
    Topic(
        "disability",
        _("disability pay"),
        {
            "en": "What does short-term disability pay?",
            "es": "¿Cuánto paga la discapacidad a corto plazo?",
        },
    ),
    Topic(
        "leave",
        _("parental and family leave"),
        {"en": "How long is parental leave?", "es": "¿Cuánto dura el permiso parental?"},
    ),
    Topic(
        "pto",
        _("vacation and paid time off"),
        {"en": "How many vacation days do I get?", "es": "¿Cuántos días de vacaciones tengo?"},
    ),
    Topic(
        "eap",
        _("the employee assistance program"),
        {
            "en": "How many counseling visits does the employee assistance program offer?",
            "es": "¿Cuántas visitas de consejería ofrece el programa de asistencia al empleado?",
        },
    ),
    Topic(
        "enrollment",
        _("enrollment dates"),
        {"en": "When does open enrollment end?", "es": "¿Cuándo termina la inscripción abierta?"},
    ),
    Topic(
        "eligibility",
        _("eligibility"),
        {"en": "When does coverage start for a new hire?", "es": "¿Cuándo empieza la cobertura de un empleado nuevo?"},
    ),
    Topic(
        "life_events",
        _("life events"),
        {
            "en": "How many days do I have to report the birth of a child?",
            "es": "¿Cuántos días tengo para reportar el nacimiento de un hijo?",
        },
    ),
    Topic(
        "dependents",
        _("dependents"),
        {"en": "Until what age can I cover my child?", "es": "¿Hasta qué edad puedo cubrir a mi hijo?"},
    ),
    Topic(
        "cobra",
        _("COBRA"),
        {"en": "How long can I keep coverage under COBRA?", "es": "¿Cuánto tiempo puedo mantener la cobertura COBRA?"},
    ),
)
