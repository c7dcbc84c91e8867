"""A client asked for by a program, which may ask twice: a reply that was lost on the way must not make a second one.

The key is written in the transaction of the client, under a constraint, so whoever sends the same at the same moment
waits for the other and is then told what came of it. A request that is refused leaves its key free.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from platform_admin.models import CreationKey, PlatformKey
from platform_admin.provision import register_client
from platform_admin.subdomains import SubdomainRefused
from platform_admin.told_at_once import ToldAtOnceForm
from tenants.models import Client


@dataclass(frozen=True)
class Created:
    client: Client
    is_new: bool


class FieldsRefused(ValueError):
    """The client cannot be made of these; `problems` has the sentences of each field, in order."""

    def __init__(self, problems: Mapping[str, list[str]]) -> None:
        super().__init__("The request has fields that cannot be used.")
        self.problems = problems


class KeyUsed(ValueError):
    """This idempotency key was used for something else; the message says what to do."""


def create_once(told: Mapping[str, str], *, holder: PlatformKey, idempotency_key: str, now: datetime) -> Created:
    """Register what `told` has of ToldAtOnceForm's fields; the same key and fields again: the client made then.

    Raises FieldsRefused, and KeyUsed where the key stands for other fields or for a client that is gone.
    """
    if not idempotency_key:
        return Created(_register(told, holder), is_new=True)
    used = CreationKey.objects.filter(holder=holder, key=idempotency_key)
    used.filter(created_at__lt=now - CreationKey.KEPT_FOR).delete()
    body_hash = sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    with transaction.atomic():
        kept, is_new = CreationKey.objects.get_or_create(
            holder=holder, key=idempotency_key, defaults={"body_hash": body_hash, "created_at": now}
        )
        if is_new:
            kept.client = _register(told, holder)
            kept.save(update_fields=["client"])
    if kept.body_hash != body_hash:
        raise KeyUsed("This Idempotency-Key was used for another client within the last 24 hours. Send a new one.")
    if kept.client is None:
        raise KeyUsed("The client made with this Idempotency-Key has been discarded. Send a new key to make another.")
    return Created(kept.client, is_new)


def _register(told: Mapping[str, str], holder: PlatformKey) -> Client:
    form = ToldAtOnceForm(told)
    if not form.is_valid():
        raise FieldsRefused({name: list(map(str, errors)) for name, errors in form.errors.items()})
    try:
        return register_client(form.new_client(), by=holder.created_by, api_key=holder.prefix)
    except SubdomainRefused as refused:
        # Free when the form was checked, taken when it was written.
        raise FieldsRefused({"subdomain": [str(refused)]}) from refused
