"""Pictures of a brand are kept, taken into use, put out of use and, a week later, deleted."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta

import structlog
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from branding.held import held_brand, write_brand
from branding.history import keep_version, pictures_of
from branding.models import Brand, BrandImage, BrandImageFile, BrandVersion
from branding.pictures.draw import Drawn, draw_picture
from branding.pictures.limits import CLOCK_SECONDS
from branding.pictures.shown import told_of
from tenants.audit.log import record
from tenants.context import current_client
from tenants.storage import ClientStorage, StorageUnavailable

# Pages that were drawn before, and mails that were read, may still ask for it.
GRACE = timedelta(days=7)
Kind = BrandImage.Kind
log = structlog.get_logger(__name__)


def keep_picture(content: bytes, *, kind: str, by: User | None, clock_seconds: float = CLOCK_SECONDS) -> BrandImage:
    """Draw a file of a stranger's anew and keep what becomes of it, not in use yet.

    Raises PictureRefused, and StorageUnavailable with nothing kept.
    """
    drawn = draw_picture(content, kind=kind, clock_seconds=clock_seconds)
    stored = _stored(drawn)
    with transaction.atomic():
        image = BrandImage.objects.create(
            kind=kind,
            content_hash=hashlib.sha256(content).hexdigest(),
            width=drawn.width,
            height=drawn.height,
            plates=list(drawn.plates),
            colours=list(drawn.colours),
            notes=list(drawn.notes),
            by=by,
        )
        for file in stored:
            file.image = image
        BrandImageFile.objects.bulk_create(stored)
        record("brand.picture_tried", actor=by, subject=image, kind=kind)
    return image


def take_into_use(image: BrandImage, *, by: User | None, joins_last: bool = False) -> None:
    """Show the picture on every page from now on, in place of the one of its kind.

    Kept as a version of the look, of its own or with the last one. Raises BrandImage.DoesNotExist for one that was
    forgotten meanwhile.
    """
    with _new_version(by=by, joins_last=joins_last) as brand:
        image = BrandImage.objects.get(pk=image.pk)
        _change(brand, brand.pictures | {image.kind: told_of(image)})
        _let_go_of_old_logo(brand, image.kind)
        BrandImage.objects.filter(pk=image.pk).update(unused_since=None)
        record("brand.picture_changed", actor=by, subject=image, kind=image.kind)


def put_out_of_use(kind: str, *, by: User | None, joins_last: bool = False) -> bool:
    """Show no picture of this kind any more; False if none was shown."""
    with _new_version(by=by, joins_last=joins_last) as brand:
        if kind not in brand.pictures and not (kind == Kind.LOGO and brand.logo):
            return False
        _change(brand, {name: told for name, told in brand.pictures.items() if name != kind})
        _let_go_of_old_logo(brand, kind)
        record("brand.picture_removed", actor=by, subject=brand, kind=kind)
    return True


def still_there(brand: Brand, wanted: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return which pictures (kind -> id) can be shown of those that are wanted, and the kinds whose picture is deleted.

    Of those it is the one of now, if there is one.
    """
    now = pictures_of(brand)
    kept = {str(pk) for pk in BrandImage.objects.filter(pk__in=wanted.values()).values_list("pk", flat=True)}
    gone = tuple(kind for kind, pk in wanted.items() if pk not in kept)
    shown = {kind: pk for kind, pk in wanted.items() if pk in kept}
    return shown | {kind: now[kind] for kind in gone if kind in now}, gone


def show_pictures(brand: Brand, wanted: Mapping[str, str]) -> None:
    """Show these pictures (kind -> id), which are there, of the held brand, and no others."""
    images = BrandImage.objects.filter(pk__in=wanted.values()).prefetch_related("files")
    of_id = {str(image.pk): image for image in images}
    _change(brand, {kind: told_of(of_id[pk]) for kind, pk in wanted.items()})
    images.update(unused_since=None)


def discard(image: BrandImage, *, by: User | None) -> bool:
    """Forget a picture that was tried and is not in use; False if it is."""
    with transaction.atomic():
        if _shows(held_brand(), image):
            return False
        record("brand.picture_discarded", actor=by, subject=image, kind=image.kind)
        if not current_client().is_held:
            _forget([image])
    return True


def forget_unused_pictures(now: datetime) -> int:
    """Delete pictures that nobody has shown for a week; return how many. May break off and run again.

    Not under a legal hold.
    """
    if current_client().is_held:
        return 0
    forgotten = 0
    for image in BrandImage.objects.filter(unused_since__lt=now - GRACE):
        # One after the other, under the brand's lock: it may be taken into use meanwhile.
        with transaction.atomic():
            if not _shows(held_brand(), image):
                _forget([image])
                forgotten += 1
    return forgotten


@contextmanager
def _new_version(*, by: User | None, joins_last: bool) -> Iterator[Brand]:
    """Hold the brand while its pictures change, and keep what comes of it. What nobody's hand did is no version."""
    with transaction.atomic():
        brand = held_brand()
        if by is not None:
            keep_version(brand)
        yield brand
        if by is not None:
            keep_version(brand, kind=BrandVersion.Kind.SAVED, by=by, joins_last=joins_last)


def _shows(brand: Brand, image: BrandImage) -> bool:
    return any(told["id"] == str(image.pk) for told in brand.pictures.values())


def _change(brand: Brand, pictures: dict[str, object]) -> None:
    left = {told["id"] for told in brand.pictures.values()} - {told["id"] for told in pictures.values()}
    write_brand(brand, pictures=pictures)
    BrandImage.objects.filter(pk__in=left).update(unused_since=timezone.now())


def _let_go_of_old_logo(brand: Brand, kind: str) -> None:
    """A logo of an earlier release must not come back behind the one that took its place."""
    if kind == Kind.LOGO and brand.logo and not current_client().is_held:
        key = brand.logo.name
        Brand.objects.filter(pk=brand.pk).update(logo="")
        transaction.on_commit(lambda: _delete_files([key]))


def _stored(drawn: Drawn) -> list[BrandImageFile]:
    storage = ClientStorage()
    rows: list[BrandImageFile] = []
    try:
        for file in drawn.files:
            key = storage.save("file", ContentFile(file.content))
            rows.append(
                BrandImageFile(
                    purpose=file.purpose,
                    scale=file.scale,
                    file_format=file.file_format,
                    width=file.width,
                    height=file.height,
                    file=key,
                    byte_count=len(file.content),
                )
            )
    except StorageUnavailable:
        _delete_files(row.file.name for row in rows)
        raise
    return rows


def _forget(images: Iterable[BrandImage]) -> None:
    """Delete rows, and their files once that is certain: a row without its file would be a broken picture."""
    for image in images:
        keys = list(image.files.values_list("file", flat=True))
        BrandImage.objects.filter(pk=image.pk).delete()
        transaction.on_commit(lambda keys=keys: _delete_files(keys))


def _delete_files(keys: Iterable[str]) -> None:
    storage = ClientStorage()
    for key in keys:
        try:
            storage.delete(key)
        except StorageUnavailable:
            # Shown nowhere any more; the search for strays finds it.
            log.warning("picture_not_deleted", key=key)
