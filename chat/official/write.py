"""What HR does to official answers. Each act leaves a version behind, and a line in the audit.

An HR editor writes, an HR admin approves: only what is approved is told to anybody. Whatever is changed waits for
approval anew; what an admin writes is approved by being written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from django.db import transaction

from accounts.models import User
from benefits.audience import MeantFor
from chat.models import Gap, OfficialAnswer, OfficialVersion, OfficialWording
from chat.official.publish import follow_publication, follow_withdrawal
from chat.pipeline.official import VALUE
from knowledge.embeddings.embedding import EmbeddingUnavailable, embed, embedding_model
from knowledge.models import Document
from tenants.audit.log import record

Act = OfficialVersion.Act


class ChangedMeanwhile(ValueError):
    """Somebody else has changed it since the page was opened."""


@dataclass(frozen=True)
class Draft:
    wordings: tuple[str, ...]
    text: str
    language: str
    meant_for: MeantFor
    plan_year: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    document: Document | None = None
    page_number: int | None = None
    decided_by: str = ""

    def facts(self) -> dict[str, object]:
        return {
            "text": self.text,
            "language": self.language,
            "audience": list(self.meant_for.classes),
            "work_states": list(self.meant_for.work_states),
            "hours": self.meant_for.hours,
            "plan_year": self.plan_year,
            "valid_from": self.valid_from,
            "valid_to": self.valid_to,
            "document": self.document,
            "is_from_document": self.document is not None,
            "page_number": self.page_number if self.document else None,
            "decided_by": self.decided_by,
        }


def write(draft: Draft, *, by: User, now: datetime, gap: Gap | None = None) -> OfficialAnswer:
    """Store a new one; an admin's is published with it."""
    vectors = _vectors(draft.wordings)
    with transaction.atomic():
        row = OfficialAnswer.objects.create(**draft.facts(), gap=gap, written_by=by, written_at=now, number=0)
        _write_wordings(row, draft.wordings, vectors)
        _note(row, Act.WRITTEN, by=by, now=now)
        if by.role == User.Role.HR_ADMIN:
            _approve(row, by=by, now=now)
    return row


def change(row: OfficialAnswer, draft: Draft, *, seen_number: int, by: User, now: datetime) -> None:
    """Store what it says from now on; raises ChangedMeanwhile. It waits for approval, unless an admin changes it."""
    vectors = _vectors(draft.wordings)
    with transaction.atomic():
        held = OfficialAnswer.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if held.number != seen_number:
            raise ChangedMeanwhile
        facts = draft.facts() | {"state": OfficialAnswer.State.WRITTEN, "written_by": by, "written_at": now}
        for name, value in facts.items():
            setattr(held, name, value)
        held.save(update_fields=[*facts])
        held.wordings.all().delete()
        _write_wordings(held, draft.wordings, vectors)
        _note(held, Act.CHANGED, by=by, now=now)
        follow_withdrawal(held)
        if by.role == User.Role.HR_ADMIN:
            _approve(held, by=by, now=now)


def approve(row: OfficialAnswer, *, seen_number: int, by: User, now: datetime) -> bool:
    """Publish it; False if it is published already. Raises ChangedMeanwhile: what was not read is not approved."""
    with transaction.atomic():
        held = OfficialAnswer.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if held.state == OfficialAnswer.State.PUBLISHED:
            return False
        if held.number != seen_number:
            raise ChangedMeanwhile
        _approve(held, by=by, now=now)
    return True


def withdraw(row: OfficialAnswer, *, by: User, now: datetime) -> bool:
    """Tell it to nobody any more; False if it is withdrawn already. Answers that were given keep it."""
    with transaction.atomic():
        kept = OfficialAnswer.objects.exclude(state=OfficialAnswer.State.WITHDRAWN)
        if not kept.filter(pk=row.pk).update(state=OfficialAnswer.State.WITHDRAWN):
            return False
        row.refresh_from_db()
        _note(row, Act.WITHDRAWN, by=by, now=now)
        follow_withdrawal(row)
    return True


def as_told(row: OfficialAnswer) -> dict[str, object]:
    """Return what it says, as a version keeps it."""
    return {
        "wordings": [wording.text for wording in row.wordings.all()],
        "text": row.text,
        "language": row.language,
        "audience": list(row.audience),
        "work_states": list(row.work_states),
        "hours": row.hours,
        "plan_year": row.plan_year,
        "valid_from": row.valid_from.isoformat() if row.valid_from else "",
        "valid_to": row.valid_to.isoformat() if row.valid_to else "",
        "document": row.document.title if row.document else "",
        "page_number": row.page_number,
        "decided_by": row.decided_by,
    }


def _approve(row: OfficialAnswer, *, by: User, now: datetime) -> None:
    row.state, row.approved_by, row.approved_at = OfficialAnswer.State.PUBLISHED, by, now
    row.save(update_fields=["state", "approved_by", "approved_at"])
    _note(row, Act.APPROVED, by=by, now=now)
    follow_publication(row, by=by, now=now)


def _note(row: OfficialAnswer, act: Act, *, by: User, now: datetime) -> None:
    row.number += 1
    row.save(update_fields=["number"])
    OfficialVersion.objects.create(answer=row, number=row.number, act=act, told=as_told(row), by=by, at=now)
    record(f"official_answer.{act}", actor=by, subject=row, number=row.number, plan_year=row.plan_year)


def _write_wordings(row: OfficialAnswer, texts: Sequence[str], vectors: Sequence[bytes | None]) -> None:
    model = embedding_model()
    OfficialWording.objects.bulk_create(
        OfficialWording(answer=row, position=place, text=text, values=values, model=model if values else "")
        for place, (text, values) in enumerate(zip(texts, vectors, strict=True))
    )


def _vectors(texts: Sequence[str]) -> list[bytes | None]:
    """Return the vectors of the wordings; without a vendor none, and they are made when it is asked for."""
    try:
        rows = embed(texts, purpose="question")
    except EmbeddingUnavailable:
        return [None] * len(texts)
    return [np.asarray(row, VALUE).tobytes() for row in rows]
