"""What tells that something made of the catalogue would be made the same again: its rows, and what it is made by."""

from functools import cache
from hashlib import sha256
from uuid import UUID

from django.conf import settings

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
    digest = sha256()
    for pattern in _MADE_BY:
        for path in sorted(settings.ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()
