"""What HR does to the client's look, suggested questions and logo; the standard texts are changed in words/write.py."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from accounts.models import User
from branding.held import held_brand, write_brand
from branding.history import keep_version, pictures_of
from branding.models import BrandImage, BrandVersion
from branding.pictures.keep import keep_picture, show_pictures, still_there, take_into_use
from branding.pictures.limits import CLOCK_SECONDS
from tenants.audit.log import record

_ACTS = {
    BrandVersion.Kind.SAVED: "brand.changed",
    BrandVersion.Kind.UNDONE: "brand.undone",
    BrandVersion.Kind.BROUGHT_BACK: "brand.brought_back",
    BrandVersion.Kind.RESET: "brand.reset",
}


def change_look(
    values: Mapping[str, object],
    *,
    by: User | None,
    kind: BrandVersion.Kind = BrandVersion.Kind.SAVED,
    of_number: int | None = None,
    pictures: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """Store these fields as a new version, leaving what others changed meanwhile; nothing where they are so already.

    `pictures` (kind -> id) are shown instead of those of now, if given; return the kinds whose picture is deleted
    since, of which the one of now stays.
    """
    with transaction.atomic():
        brand = held_brand()
        changed = {field: value for field, value in values.items() if getattr(brand, field) != value}
        shown = pictures_of(brand)
        wanted, gone = (shown, ()) if pictures is None else still_there(brand, pictures)
        if not changed and wanted == shown:
            return gone
        keep_version(brand)
        if changed:
            write_brand(brand, **changed)
        if wanted != shown:
            show_pictures(brand, wanted)
        keep_version(brand, kind=kind, of_number=of_number, by=by)
        others = {picture for picture in {*wanted, *shown} if wanted.get(picture) != shown.get(picture)}
        record(_ACTS[kind], actor=by, subject=brand, fields=sorted({*changed, *others}))
    return gone


def change_questions(questions: Sequence[Mapping[str, str]], *, by: User | None) -> None:
    """Store the suggested questions, each with text and language, in the order shown."""
    with transaction.atomic():
        brand = held_brand()
        write_brand(brand, suggested_questions=list(questions))
        record("brand.questions_changed", actor=by, subject=brand, count=len(questions))


def change_logo(content: bytes, *, by: User | None, clock_seconds: float = CLOCK_SECONDS) -> None:
    """Show this file as the logo, drawn anew. Raises PictureRefused or StorageUnavailable."""
    image = keep_picture(content, kind=BrandImage.Kind.LOGO, by=by, clock_seconds=clock_seconds)
    take_into_use(image, by=by)
