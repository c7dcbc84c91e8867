"""A picture that HR sends is drawn anew and kept, before anybody takes it into use."""

from uuid import UUID

from allauth.core import ratelimit
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from branding.models import BrandImage
from branding.pictures.keep import keep_picture
from branding.pictures.limits import MAX_BYTES
from branding.pictures.refused import STORE_IS_DOWN, PictureRefused
from tenants.storage import StorageUnavailable

TOO_MANY = "You have tried many pictures in a short time. Wait a minute, then choose the file again."


class PictureNotTried(RuntimeError):
    """Nothing was kept; the message says why and what to do."""


def content_of(file: UploadedFile) -> bytes:
    """Return one byte more than is taken at most: that tells that it is too large, and no more into memory."""
    return file.read(MAX_BYTES + 1)


def try_picture(request: HttpRequest, content: bytes, *, kind: str) -> BrandImage:
    """Draw the file and keep what becomes of it, not in use yet. Raises PictureNotTried."""
    # Each holds one of the few children that draw, and fills the store until it is forgotten.
    if not ratelimit.consume(request, action="picture_try", user=request.user):
        raise PictureNotTried(TOO_MANY)
    try:
        return keep_picture(content, kind=kind, by=request.user)
    except PictureRefused as refused:
        raise PictureNotTried(str(refused)) from refused
    except StorageUnavailable as down:
        raise PictureNotTried(STORE_IS_DOWN) from down


def tried_picture(pk: UUID | None, *, kind: str) -> BrandImage | None:
    """Return a picture of this kind that was drawn before and is not forgotten yet."""
    return BrandImage.objects.filter(pk=pk, kind=kind).first() if pk else None
