from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from django.db import transaction

from accounts.models import ApiKey, ProgramKey, User, new_secret, secret_hash
from tenants.audit.log import record
from tenants.live import api_key_holder, end_tickets

Key = TypeVar("Key", bound=ProgramKey)


@dataclass(frozen=True)
class NewApiKey(Generic[Key]):
    """The only moment the secret is known; afterwards there is just its hash."""

    row: Key
    secret: str


def create_api_key(
    *,
    name: str,
    scopes: Sequence[str],
    valid_for: timedelta,
    created_by: User | None,
    now: datetime,
    kind: type[Key] = ApiKey,
) -> NewApiKey[Key]:
    """Make a key of the current client, or of the platform; raises ValueError naming an unknown scope."""
    unknown = set(scopes) - set(kind.Scope.values)
    if unknown or not scopes:
        raise ValueError(f"Scopes must be some of {', '.join(kind.Scope.values)}; got {', '.join(scopes) or 'none'}.")
    secret = kind.BEGINNING + new_secret()
    row = kind.objects.create(
        name=name,
        prefix=secret[:12],
        key_hash=secret_hash(secret),
        scopes=list(scopes),
        created_by=created_by,
        expires_at=now + valid_for,
    )
    record("api_key.created", actor=created_by, subject=row, scopes=list(scopes))
    return NewApiKey(row, secret)


def revoke_api_key(row: ProgramKey, *, by: User | None, now: datetime) -> bool:
    """End the key and what is followed live with it; False if it had ended before."""
    with transaction.atomic():
        if not type(row).objects.filter(pk=row.pk, revoked_at=None).update(revoked_at=now):
            return False
        record("api_key.revoked", actor=by, subject=row)
    end_tickets([api_key_holder(row.pk)])
    return True


def find_api_key(secret: str, now: datetime, *, kind: type[Key] = ApiKey) -> Key | None:
    """Return the valid key of the current client with this secret; another client's key does not exist here."""
    row = kind.objects.filter(key_hash=secret_hash(secret)).select_related("created_by").first()
    if row is None or not row.is_valid(now):
        return None
    if row.created_by is not None and not row.created_by.is_active:
        return None
    # Once a minute is often enough to tell whether a key is still in use.
    if row.last_used_at is None or now - row.last_used_at > timedelta(minutes=1):
        kind.objects.filter(pk=row.pk).update(last_used_at=now)
    return row
