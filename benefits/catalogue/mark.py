"""What tells that something made of the catalogue would be made the same again: its rows, and what it is made by."""

from functools import cache
from hashlib import sha256
from uuid import UUID

import django
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

from benefits.models import CatalogueMark
from tenants.postgresql.written import read_all

_MADE_BY = ("templates/benefits/plans/*.html", "templates/components/*.html", "benefits/**/*.py", "locale/**/*.mo")


def catalogue_mark() -> UUID:
    """Return the mark of the rows as they are now. Read before the rows, these are at least as new as it."""
    (row,) = read_all(CatalogueMark)
    return row.mark


@cache
def made_by() -> str:
    """Return what another release has another of: what an earlier one has kept is not for this one."""
    # Pages name static files by what is in them, and what is kept as rows is read by the framework that wrote it.
    digest = sha256(f"{django.__version__} {getattr(staticfiles_storage, 'manifest_hash', '')}".encode())
    for pattern in _MADE_BY:
        for path in sorted(settings.ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()
