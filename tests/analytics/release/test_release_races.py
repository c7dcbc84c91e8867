"""Releases at the same moment, and one that breaks off: each figure is told once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import connection, transaction

from analytics.measures import Family
from analytics.models import ReleasedFigure
from analytics.release.cut import release
from tenants.context import tenant_scope
from tests.analytics.counted import Asked, count

START = datetime(2026, 11, 9, 14, tzinfo=UTC)
NOW = START + timedelta(days=4)


@pytest.fixture
def client(committed):
    with tenant_scope(committed["acme"]):
        count(
            Asked(START + timedelta(hours=hour), person, ("answered", "refused")[person > 8], "tax")
            for hour in range(60)
            for person in range(hour % 15)
        )
    return committed["acme"]


def release_in(client) -> int:
    try:
        with tenant_scope(client):
            return release(now=NOW)
    finally:
        connection.close()


def test_two_releases_at_once_tell_each_figure_once(client):
    with ThreadPoolExecutor(4) as pool:
        written = sorted(pool.map(release_in, [client] * 4))

    with tenant_scope(client):
        figures = ReleasedFigure.objects.filter(family=Family.QUESTIONS)
        assert written == [0, 0, 0, ReleasedFigure.objects.count()]
        edges = list(figures.order_by("starts_at").values_list("starts_at", "ends_at"))
        assert all(one[1] <= other[0] for one, other in pairwise(edges))


def test_release_that_breaks_off_has_told_nothing_and_the_next_tells_it_all(client):
    with tenant_scope(client):
        with pytest.raises(RuntimeError), transaction.atomic():
            release(now=NOW)
            raise RuntimeError("the worker is gone")
        assert not ReleasedFigure.objects.exists()

        assert release(now=NOW) == ReleasedFigure.objects.count() > 0
