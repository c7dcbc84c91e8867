"""Which pictures may not be deleted: those that pages show, and those of looks that can be brought back."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from branding.models import Brand, BrandVersion


def pictures_in_use() -> set[UUID]:
    """Return the ids of all images that the brand or a version of its look names."""
    looks = [*Brand.objects.values_list("pictures", flat=True)]
    looks += [look.get("pictures") or {} for look in BrandVersion.objects.values_list("look", flat=True)]
    return {image_id for pictures in looks for image_id in _ids(pictures)}


def _ids(pictures: Mapping[str, Mapping[str, Any]]) -> Iterator[UUID]:
    for told in pictures.values():
        yield UUID(told["id"])
