"""What HR does to the client's name, words, colours and logo."""

from collections.abc import Mapping, Sequence

import structlog
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from branding.models import Brand
from tenants.audit.log import record
from tenants.context import current_client
from tenants.storage import StorageUnavailable

log = structlog.get_logger(__name__)


def brand_or_new() -> Brand:
    """Return the client's brand, or one with the client's name that is not stored yet."""
    return Brand.objects.first() or Brand(product_name=_own_name())


def change_look(values: Mapping[str, object], *, by: User | None) -> None:
    """Store these fields, leaving what others changed meanwhile."""
    if not values:
        return
    with transaction.atomic():
        brand = held_brand()
        Brand.objects.filter(pk=brand.pk).update(**values, changed_at=timezone.now())
        record("brand.changed", actor=by, subject=brand, fields=sorted(values))


def change_questions(questions: Sequence[Mapping[str, str]], *, by: User | None) -> None:
    """Store the suggested questions, each with text and language, in the order shown."""
    with transaction.atomic():
        brand = held_brand()
        Brand.objects.filter(pk=brand.pk).update(suggested_questions=list(questions), changed_at=timezone.now())
        record("brand.questions_changed", actor=by, subject=brand, count=len(questions))


def change_logo(png: bytes | None, *, by: User | None) -> None:
    """Store the logo, or none; the one before is deleted. Raises StorageUnavailable."""
    storage = Brand._meta.get_field("logo").storage
    # The file first: a row without its file would be a broken picture on every page.
    key = storage.save("logo.png", ContentFile(png)) if png else ""
    with transaction.atomic():
        brand = held_brand()
        before = brand.logo.name
        Brand.objects.filter(pk=brand.pk).update(logo=key, changed_at=timezone.now())
        record("brand.logo_changed" if key else "brand.logo_removed", actor=by, subject=brand)
    if before:
        _delete(before)


def held_brand() -> Brand:
    """Return the client's brand, made if there is none, locked until the transaction ends."""
    Brand.objects.get_or_create(defaults={"product_name": _own_name()})
    return Brand.objects.select_for_update().get()


def _own_name() -> str:
    return f"{current_client().name} benefits"[:80]


def _delete(key: str) -> None:
    try:
        Brand._meta.get_field("logo").storage.delete(key)
    except StorageUnavailable:
        # Shown nowhere any more; only its room is lost.
        log.warning("old_logo_not_deleted", key=key)
