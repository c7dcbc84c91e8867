from django.db import models

from tenants.audit.models import AuditEvent


def record(action: str, *, actor: models.Model | None, subject: models.Model | None = None, **detail: object) -> None:
    """Append one event, in the transaction of what it tells about."""
    AuditEvent.objects.create(
        action=action,
        actor_id=actor.pk if actor else None,
        actor_role=actor.role if actor else "",
        subject_type=subject._meta.label_lower if subject else "",
        subject_id=str(subject.pk) if subject else "",
        detail=detail,
    )
