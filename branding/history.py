"""The looks there were, each whole: a version is kept with every change, whoever makes it."""

from accounts.models import User
from branding.models import Brand, BrandVersion
from branding.studio.fields import look_of


def keep_version(
    brand: Brand,
    *,
    kind: BrandVersion.Kind = BrandVersion.Kind.BEFORE,
    of_number: int | None = None,
    by: User | None = None,
    joins_last: bool = False,
) -> None:
    """Keep look and pictures of the held brand unless they are those of the last version.

    Called before a change as well: who wrote the brand past the studio, or before there were versions, kept none.
    With `joins_last` it is one save with what the last version keeps already.
    """
    latest, look = BrandVersion.objects.first(), look_of(brand)
    # A logo that is still a file of an earlier release has no id to be kept by.
    pictures = None if brand.logo else pictures_of(brand)
    if latest is not None and latest.look == look:
        if pictures in (None, latest.pictures):
            return
        if latest.pictures is None or joins_last:
            latest.pictures = pictures
            latest.save(update_fields=["pictures"])
            return
    number = latest.number + 1 if latest else 1
    BrandVersion.objects.create(number=number, kind=kind, of_number=of_number, look=look, pictures=pictures, by=by)


def pictures_of(brand: Brand) -> dict[str, str]:
    """Return the ids of the pictures that pages show, by kind."""
    return {kind: told["id"] for kind, told in brand.pictures.items()}
