"""What is published, read once and kept by each process until somebody changes a row.

Whether anybody has is one question to Redis: a mark that changes with every change. Nothing but what is published is
ever reckoned with; what is pending, or entered and not verified, is no number.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from uuid import uuid4

import structlog
from django.db import transaction
from django.utils import timezone
from redis.exceptions import RedisError

from benefits.calculators.hsa import HsaLimits
from benefits.calculators.prices import LifeTable
from benefits.calculators.result import Source
from benefits.calculators.retirement import DeferralLimits
from benefits.calculators.words import Note
from benefits.federal.keys import BY_KEY, LIFE_BANDS
from benefits.federal.models import FEDERAL, LimitStatus
from benefits.federal.models import FederalLimit as Row
from tenants.context import platform_scope
from tenants.keys import platform_key
from tenants.redis import redis

FIRST_YEAR = 2024  # what was before is nobody's question any more
_BELIEVED_SECONDS = 300
# Key and dimension of what may go into a spending account.
_OF_ACCOUNTS = {"fsa": ("fsa", ""), "dcfsa": ("dependent_care", "household")}
_UNASKED_SECONDS = 60  # how long what is kept is believed while Redis is down
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class FederalLimit:
    key: str
    dimension: str  # whose: "self", "family", "household", "50" ...; "" where there is one
    year: int  # in which the calendar or plan year begins
    value: Decimal
    source: Source


@dataclass(frozen=True)
class FederalLimits:
    """All that is published, and for which years something is known to come."""

    published: Mapping[tuple[str, str, int], FederalLimit]
    awaited: frozenset[tuple[str, str, int]]

    def get(self, key: str, year: int, dimension: str = "") -> FederalLimit | None:
        return self.published.get((key, dimension, year))

    def amount(self, key: str, year: int, dimension: str = "") -> Decimal | None:
        found = self.get(key, year, dimension)
        return found.value if found else None

    def last_published(self, key: str, year: int, dimension: str = "") -> FederalLimit | None:
        """Return the limit of the year, or of the last one before it that is published."""
        years = [of for name, whose, of in self.published if (name, whose) == (key, dimension) and of <= year]
        return self.get(key, max(years), dimension) if years else None

    def years_of(self, key: str) -> list[int]:
        """Return the years for which the limit is published or awaited, the last first."""
        known = {*self.published, *self.awaited}
        return sorted({year for name, _, year in known if name == key}, reverse=True)


@dataclass(frozen=True)
class _Kept:
    mark: str
    limits: FederalLimits
    read_at: float


_kept: _Kept | None = None


def federal_limits() -> FederalLimits:
    """Return what holds now; one query at most, and none while nobody has changed a row."""
    global _kept
    kept, mark = _kept, _mark()
    # A mark that could not be changed, as Redis was away, is believed for a while only.
    believed = _BELIEVED_SECONDS if mark and kept and kept.mark == mark else 0 if mark else _UNASKED_SECONDS
    if kept is not None and time.monotonic() - kept.read_at < believed:
        return kept.limits
    limits = _read()
    _kept = _Kept(mark, limits, time.monotonic())
    return limits


def forget_limits() -> None:
    """Have every process read the rows anew, now and once what is being changed is committed."""
    _change_mark()
    transaction.on_commit(_change_mark)


def federal_limit(key: str, year: int, dimension: str = "") -> FederalLimit | None:
    """Return one limit; None where it is not published."""
    return federal_limits().get(key, year, dimension)


def amount(key: str, year: int, dimension: str = "") -> Decimal | None:
    return federal_limits().amount(key, year, dimension)


def account_limit(account: str, year: int) -> FederalLimit | None:
    """Return what the law lets one put into a spending account, "fsa" or "dcfsa", in a plan year that begins in the
    year: each employee into a health FSA, a household into one for dependent care. None where it is not published.
    """
    key, dimension = _OF_ACCOUNTS[account]
    return federal_limit(key, year, dimension)


def hsa_limits(year: int) -> HsaLimits | None:
    """Return the year's HSA limits; None unless all of them are published."""
    limits = federal_limits()
    found = [limits.get("hsa", year, "self"), limits.get("hsa", year, "family"), limits.get("hsa_catch_up", year)]
    if None in found:
        return None
    return HsaLimits(*(one.value for one in found), source=found[0].source)


def deferral_limits(year: int) -> DeferralLimits | None:
    """Return what may be put into a 401(k) in the year; None unless limit and catch-up are published."""
    limits = federal_limits()
    deferral, catch_up = limits.get("deferral", year), limits.get("deferral_catch_up", year, "50")
    if deferral is None or catch_up is None:
        return None
    return DeferralLimits(
        deferral.value,
        catch_up.value,
        limits.amount("deferral_catch_up", year, "60_to_63"),
        limits.amount("roth_catch_up_above", year),
        deferral.source,
    )


def life_table(year: int) -> LifeTable | None:
    """Return what life insurance costs by the table of the law; None unless all of it is published."""
    limits = federal_limits()
    exempt, rates = limits.get("life_exempt", year), [limits.get("life_table", year, band) for band in LIFE_BANDS]
    if exempt is None or None in rates:
        return None
    by_age = zip(LIFE_BANDS.values(), (rate.value for rate in rates), strict=True)
    return LifeTable(tuple(by_age), exempt.value, rates[0].source)


def years_of(key: str) -> list[int]:
    return federal_limits().years_of(key)


def plain(value: Decimal) -> Decimal:
    """Return the amount as it is written: without decimals or with two, with more only where it has them."""
    for places in (Decimal(1), Decimal("0.01")):
        if value == value.quantize(places):
            return value.quantize(places)
    return value.normalize()


def _read() -> FederalLimits:
    with platform_scope():
        wanted = Row.objects.exclude(status=LimitStatus.SUPERSEDED).filter(jurisdiction=FEDERAL)
        return in_force(wanted, this_year=timezone.localdate().year)


def in_force(rows: Iterable[Row], *, this_year: int) -> FederalLimits:
    """Return what these rows say, year by year; what is open-ended holds up to the last year that any row is about, and
    up to the next one at least.
    """
    rows = list(rows)
    last = max((this_year + 1, *(row.effective_from.year for row in rows)))
    published, awaited = {}, set()
    for row in rows:
        for year in _years(row, last):
            place = (row.key, row.dimension, year)
            if row.status == LimitStatus.PUBLISHED:
                value = plain(row.value)
                published[place] = FederalLimit(row.key, row.dimension, year, value, source_of(row, year))
            else:
                awaited.add(place)
    return FederalLimits(MappingProxyType(published), frozenset(awaited - published.keys()))


def source_of(row: Row, year: int) -> Source:
    limit = BY_KEY.get(row.key)
    about = Note("{name} {year}", {"name": limit.title if limit else row.key, "year": str(year)})
    return Source(row.cite_title, url=row.cite_url, about=about, published_on=row.published_on)


def _years(row: Row, last: int) -> range:
    """Return the years that begin while the row holds."""
    first = row.effective_from.year + (row.effective_from > date(row.effective_from.year, 1, 1))
    return range(max(first, FIRST_YEAR), min(last, row.effective_to.year if row.effective_to else last) + 1)


def _mark() -> str:
    """Return the mark that is in Redis; "" while it cannot be asked."""
    try:
        return redis().get(_key()) or _first_mark()
    except RedisError:
        log.warning("limits_mark_unavailable")
        return ""


def _first_mark() -> str:
    # Two that find none at once agree on the one that came first.
    redis().set(_key(), uuid4().hex, nx=True)
    return redis().get(_key()) or ""


def _change_mark() -> None:
    try:
        redis().set(_key(), uuid4().hex)
    except RedisError:
        log.warning("limits_mark_unavailable")


def _key() -> str:
    return platform_key("federal-limits")
