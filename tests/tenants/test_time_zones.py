"""Each client has days of its own: where its people are, and nowhere else."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.template import Context, Template
from django.test import Client as Browser
from django.utils import timezone

from tenants import clock
from tenants.context import maintenance_scope, platform_scope, tenant_scope
from tenants.hosts import find_host
from tenants.models import Client
from tenants.tasks import served_clients
from tenants.time_zones import UNITED_STATES, check_time_zone, known_zones, zone_choices, zone_in_words

# 23:30 on November 30 in Los Angeles, 2:30 on December 1 in New York.
LATE = datetime(2026, 12, 1, 7, 30, tzinfo=UTC)
LOS_ANGELES, NEW_YORK = "America/Los_Angeles", "America/New_York"


@pytest.fixture
def late(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: LATE)


def zone_now() -> str:
    return timezone.get_current_timezone_name()


def test_day_of_each_client_is_that_of_its_own_zone(acme, globex, late):
    acme, globex = replace(acme, time_zone=LOS_ANGELES), replace(globex, time_zone=NEW_YORK)

    with tenant_scope(acme):
        assert clock.today() == date(2026, 11, 30)
        with tenant_scope(globex):
            assert clock.today() == date(2026, 12, 1)
        assert (clock.today(), clock.day_of(LATE)) == (date(2026, 11, 30), date(2026, 11, 30))


def test_zone_comes_back_when_scopes_are_nested_and_after_errors(acme, globex):
    acme, globex = replace(acme, time_zone=LOS_ANGELES), replace(globex, time_zone=NEW_YORK)

    with tenant_scope(acme):
        with pytest.raises(ZeroDivisionError), tenant_scope(globex):
            assert zone_now() == NEW_YORK
            raise ZeroDivisionError
        assert zone_now() == LOS_ANGELES
        with platform_scope():
            assert zone_now() == "UTC"
        with maintenance_scope():
            assert zone_now() == "UTC"
        assert zone_now() == LOS_ANGELES
    assert zone_now() == "UTC"


def test_threads_have_the_zone_of_their_own_client(acme, globex):
    def zone_of(client) -> str:
        with tenant_scope(client):
            found = zone_now()
            connection.close()
            return found

    with tenant_scope(replace(acme, time_zone=LOS_ANGELES)), ThreadPoolExecutor(2) as pool:
        there = pool.submit(zone_of, replace(globex, time_zone=NEW_YORK)).result()
        outside = pool.submit(zone_now).result()
        assert (there, outside, zone_now()) == (NEW_YORK, "UTC", LOS_ANGELES)


def test_demo_day_stands_still_in_any_zone(acme, late):
    still = replace(acme, time_zone=LOS_ANGELES, demo_today=date(2026, 11, 10))

    with tenant_scope(still):
        assert (clock.today(), clock.now().isoformat()) == (date(2026, 11, 10), "2026-11-10T23:30:00-08:00")


def test_zone_reaches_a_request_with_the_host_and_without_a_query(acme, django_assert_num_queries):
    with platform_scope():
        Client.objects.filter(pk=acme.id).update(time_zone=LOS_ANGELES)
        assert find_host("acme.localhost").client.time_zone == LOS_ANGELES
        with django_assert_num_queries(0):
            assert find_host("acme.localhost").client.time_zone == LOS_ANGELES


def test_other_zone_is_known_to_every_process_at_once(acme, django_capture_on_commit_callbacks):
    assert find_host("acme.localhost").client.time_zone == "UTC"

    with platform_scope(), django_capture_on_commit_callbacks(execute=True):
        Client.objects.filter(pk=acme.id).update(time_zone=LOS_ANGELES)

    assert find_host("acme.localhost").client.time_zone == LOS_ANGELES
    with platform_scope():
        assert {one.time_zone for one in served_clients()} == {LOS_ANGELES, "UTC"}


def test_nothing_of_a_clients_zone_is_left_when_its_request_is_over(acme):
    with platform_scope():
        Client.objects.filter(pk=acme.id).update(time_zone=LOS_ANGELES)

    Browser(HTTP_HOST="acme.localhost").get("/accounts/login/")

    assert zone_now() == "UTC"


def test_moment_is_told_with_the_zone_it_is_told_in(acme):
    with tenant_scope(replace(acme, time_zone=LOS_ANGELES)):
        assert clock.moment_in_words(LATE) == "November 30, 2026, 23:30 PST"
        assert clock.moment_in_words(LATE, NEW_YORK) == "December 1, 2026, 02:30 EST"
        shown = Template('{{ at|date:"H:i T" }}').render(Context({"at": LATE}))
        assert shown == "23:30 PST"
    assert clock.moment_in_words(LATE) == "December 1, 2026, 07:30 UTC"


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        (LOS_ANGELES, date(2026, 3, 8), 23),
        (LOS_ANGELES, date(2026, 11, 1), 25),
        ("America/Phoenix", date(2026, 3, 8), 24),
        # Where midnight itself is left out.
        ("America/Havana", date(2026, 3, 8), 23),
    ],
)
def test_day_on_which_clocks_change_has_the_hours_that_pass(acme, zone, day, hours):
    with tenant_scope(replace(acme, time_zone=zone)):
        ends_at = clock.midnight(day.replace(day=day.day + 1))
        assert (ends_at.astimezone(UTC) - clock.midnight(day).astimezone(UTC)).total_seconds() == 3600 * hours


def test_postgresql_knows_every_zone_that_can_be_chosen(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_timezone_names")
        known = {name for (name,) in cursor.fetchall()}

    assert len(known_zones()) > 300
    assert set(known_zones()) - known == set()


def test_zones_of_the_united_states_come_first_and_by_the_names_people_use():
    (first, common), (second, others) = zone_choices()

    assert (first, second) == ("United States", "Elsewhere")
    assert common[0] == (NEW_YORK, "Eastern (New York)")
    assert len(common) == len(UNITED_STATES)
    assert ("Europe/Madrid", "Madrid (Europe)") in others
    assert not {name for name, _ in others} & set(UNITED_STATES)
    assert zone_in_words("America/Argentina/Buenos_Aires") == "Buenos Aires (America, Argentina)"


@pytest.mark.parametrize("name", ["", "Eastern", "america/new_york", "../etc/passwd", "posixrules", "Etc/GMT+5", "\0"])
def test_what_is_no_place_is_no_zone(name):
    with pytest.raises(ValidationError, match="Choose one"):
        check_time_zone(name)
