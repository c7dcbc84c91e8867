"""What HR does to the client's name, words, colours and logo."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from branding.models import Brand, BrandImage
from branding.pictures.keep import held_brand, keep_picture, own_name, put_out_of_use, take_into_use
from branding.pictures.limits import CLOCK_SECONDS
from tenants.audit.log import record


def brand_or_new() -> Brand:
    """Return the client's brand, or one with the client's name that is not stored yet."""
    return Brand.objects.first() or Brand(product_name=own_name())


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


def change_logo(content: bytes | None, *, by: User | None, clock_seconds: float = CLOCK_SECONDS) -> None:
    """Show this file as the logo, drawn anew, or none. Raises PictureRefused or StorageUnavailable."""
    if content:
        image = keep_picture(content, kind=BrandImage.Kind.LOGO, by=by, clock_seconds=clock_seconds)
        take_into_use(image, by=by)
    else:
        put_out_of_use(BrandImage.Kind.LOGO, by=by)
