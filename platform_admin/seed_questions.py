"""What HR's pages of questions show in a demo company: official answers, and questions asked in vain by nobody real."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from benefits.audience import EVERYONE
from chat.meaning import meaning_of
from chat.models import Gap, GapPerson
from chat.official.write import Draft, write
from knowledge.text.terms import words_of_terms
from tenants.audit.log import record
from tenants.audit.models import AuditEvent
from tenants.binding import ClientRef
from tenants.context import tenant_scope

_SEEDED = "demo.questions_seeded"
_FIRST, _LAST = date(2026, 9, 1), date(2026, 11, 1)


@dataclass(frozen=True)
class AskedInVain:
    text: str
    people: int
    reason: Gap.Reason


ASKED_IN_VAIN = (
    AskedInVain("Which plan should I pick?", 23, Gap.Reason.BEYOND),
    AskedInVain("Is pet insurance offered?", 14, Gap.Reason.NOT_FOUND),
    AskedInVain("How many vacation days do I get?", 9, Gap.Reason.COMPLAINT),
    AskedInVain("What does a specialist visit cost?", 8, Gap.Reason.CONFLICT),
    AskedInVain("What do the plans cost per paycheck?", 6, Gap.Reason.NOT_PROVEN),
    AskedInVain("Can I cover my parents?", 5, Gap.Reason.ASKED_HR),
)
OFFICIAL = (
    Draft(
        wordings=("How do I change my mailing address?", "Where do I change my mailing address?"),
        text="Tell the HR team in writing. They pass your new address on to all carriers **within five working days**; "
        "you need not write to each of them.",
        language="en",
        meant_for=EVERYONE,
        decided_by="HR team, working rule of June 2, 2026",
    ),
    Draft(
        wordings=("¿Cómo cambio mi dirección postal?",),
        text="Avise por escrito al equipo de Recursos Humanos. Ellos comunican su nueva dirección a todas las "
        "aseguradoras **en cinco días laborables**.",
        language="es",
        meant_for=EVERYONE,
        decided_by="Equipo de Recursos Humanos, regla del 2 de junio de 2026",
    ),
)
WAITING = Draft(
    wordings=("Is there a shuttle from the station?", "Do we have a shuttle bus from the station?"),
    text="Not yet. One is being tried out in spring; you will be told by email.",
    language="en",
    meant_for=EVERYONE,
    decided_by="Facilities, note of November 3, 2026",
)


def seed_questions(client: ClientRef) -> None:
    """Fill them in the first time; what HR did with them meanwhile stays."""
    with tenant_scope(client):
        if AuditEvent.objects.filter(action=_SEEDED).exists():
            return
        admin = User.objects.filter(role=User.Role.HR_ADMIN).order_by("created_at").first()
        editor = User.objects.filter(role=User.Role.HR_EDITOR).order_by("created_at").first()
        now = timezone.now()
        for draft in OFFICIAL:
            write(draft, by=admin, now=now)
        if editor:
            write(WAITING, by=editor, now=now)
        for asked in ASKED_IN_VAIN:
            _make_gap(asked)
        record(_SEEDED, actor=None)


def _make_gap(asked: AskedInVain) -> None:
    meaning = meaning_of(asked.text)
    gap = Gap.objects.create(
        marks=sorted(meaning.marks),
        ideas=[list(idea.asked_as) for idea in meaning.ideas],
        first_month=_FIRST,
        last_month=_LAST,
        is_demo=True,
    )
    words = sorted(set(words_of_terms(asked.text).values()))
    GapPerson.objects.bulk_create(
        GapPerson(gap=gap, pseudonym=uuid4().hex, reason=asked.reason, words=words, month=_LAST)
        for _ in range(asked.people)
    )
