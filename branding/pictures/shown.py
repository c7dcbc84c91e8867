"""A brand's pictures as pages and mails show them: told by the brand's own row, so that no page asks for more."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from branding.models import BrandImage

MEDIA_TYPES = {"png": "image/png", "webp": "image/webp", "avif": "image/avif"}
# What a browser looks at first.
_ORDER = ("avif", "webp")


@dataclass(frozen=True)
class Source:
    media_type: str
    addresses: str  # as the attribute srcset wants them


@dataclass(frozen=True)
class ShownPicture:
    """What `Brand.pictures` tells of one kind."""

    told: Mapping[str, Any]

    @property
    def width(self) -> int:
        return self.told["width"]

    @property
    def height(self) -> int:
        return self.told["height"]

    @property
    def plates(self) -> list[str]:
        return self.told["plates"]

    @property
    def plate_classes(self) -> str:
        return " ".join(f"plate-in-{theme}" for theme in self.plates)

    @property
    def url(self) -> str:
        """Return the address of its plainest file, twice as large as a plain screen shows it where it is that large."""
        files = self.told["page"]["png"]
        return address(files.get("2") or files["1"], "png")

    @property
    def plain_url(self) -> str:
        return address(self.told["page"]["png"]["1"], "png")

    @property
    def plain_addresses(self) -> str:
        return _addresses(self.told["page"]["png"], "png")

    @cached_property
    def sources(self) -> list[Source]:
        page = self.told["page"]
        return [Source(MEDIA_TYPES[name], _addresses(page[name], name)) for name in _ORDER if name in page]

    @property
    def mail_file_id(self) -> str:
        """Return the file a mail carries; "" for an icon."""
        return self.told.get("mail", "")

    @property
    def icons(self) -> dict[str, str]:
        """Return the ids of files by their side in pixels, and of "touch" and "maskable"; {} if it makes no icon."""
        return self.told.get("icons", {})


def told_of(image: BrandImage) -> dict[str, Any]:
    """Return what `Brand.pictures` tells of an image: ids of files, and how they are shown."""
    page: dict[str, dict[str, str]] = {}
    icons: dict[str, str] = {}
    told: dict[str, Any] = {"id": str(image.pk), "plates": image.plates, "colours": image.colours}
    for file in image.files.all():
        if file.purpose == "page":
            page.setdefault(file.file_format, {})[str(file.scale)] = str(file.pk)
            if file.scale == 1:
                told |= {"width": file.width, "height": file.height}
        elif file.purpose == "icon":
            icons[str(file.width)] = str(file.pk)
        elif file.purpose == "mail":
            told["mail"] = str(file.pk)
        elif file.purpose in ("touch", "maskable"):
            icons[file.purpose] = str(file.pk)
    return {"width": image.width, "height": image.height, "page": page, "icons": icons} | told


def address(file_id: str, file_format: str) -> str:
    return reverse("branding:picture_file", args=[file_id, file_format])


def _addresses(files: Mapping[str, str], file_format: str) -> str:
    return ", ".join(f"{address(file_id, file_format)} {scale}x" for scale, file_id in sorted(files.items()))
