"""What people typed into the studio and have not saved. A draft is one person's and nobody else sees it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User
from branding.models import BrandDraft

MOST_KEPT = 8


def drafts_of(person: User, now: datetime) -> list[BrandDraft]:
    """Return the person's drafts, the latest first."""
    return list(BrandDraft.objects.filter(person=person, changed_at__gt=now - BrandDraft.KEPT_FOR)[:MOST_KEPT])


def find_draft(pk: UUID | None, *, person: User, now: datetime) -> BrandDraft | None:
    """Return the draft with this id; without an id, the person's latest."""
    drafts = drafts_of(person, now)
    if pk is None:
        return drafts[0] if drafts else None
    return next((draft for draft in drafts if draft.pk == pk), None)


def keep_draft(pk: UUID, typed: Mapping[str, str], *, base: int, person: User, now: datetime) -> BrandDraft:
    """Store what was typed and return it; the person's oldest drafts make room."""
    facts = {"typed": dict(typed), "base": base, "changed_at": now}
    try:
        with transaction.atomic():
            draft, _ = BrandDraft.objects.update_or_create(pk=pk, person=person, defaults=facts)
    except IntegrityError:
        # Somebody else's has this id, which only a form that was tampered with can name.
        draft = BrandDraft.objects.create(person=person, **facts)
    kept = BrandDraft.objects.filter(person=person).values_list("pk", flat=True)[:MOST_KEPT]
    BrandDraft.objects.filter(person=person).exclude(pk__in=list(kept)).delete()
    return draft


def discard_draft(pk: UUID, *, person: User) -> None:
    BrandDraft.objects.filter(pk=pk, person=person).delete()


def forget_old_drafts(now: datetime) -> int:
    """Erase the drafts that nobody has touched for a week; return how many."""
    return BrandDraft.objects.filter(changed_at__lte=now - BrandDraft.KEPT_FOR).delete()[0]
