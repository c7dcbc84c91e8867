"""Figures in the zone of a client: its days, days on which clocks change, and what another zone changes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from analytics.measures import Family
from analytics.models import ReleasedFigure, Rollup, RollupZone
from analytics.query.timeframes import timeframe_of
from analytics.release.cut import release
from analytics.release.put_together import put_together
from analytics.rollups.count import day_after, day_of
from analytics.rollups.rebuild import rebuild
from tenants.binding import ClientRef
from tenants.context import tenant_scope
from tenants.events import quarter_of
from tests.analytics.counted import Asked, count

HOUR = timedelta(hours=1)
LOS_ANGELES, KOLKATA, BERLIN = "America/Los_Angeles", "Asia/Kolkata", "Europe/Berlin"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ANSWER = {"outcome": "answered", "route": "document", "milliseconds": 900, "micro_usd": 70, "documents": ["d-1"]}
ROW = ("starts_at", "family", "part", "count", "people", "milliseconds", "times", "micro_usd")


def there(client: ClientRef, zone: str) -> ClientRef:
    return replace(client, time_zone=zone)


def rows(client: ClientRef, grain: str) -> list[tuple]:
    with tenant_scope(client):
        found = Rollup.objects.filter(grain=grain).order_by("starts_at", "family", "part").values_list(*ROW)
        return [tuple(bytes(one) if isinstance(one, memoryview) else one for one in row) for row in found]


def differences(client: ClientRef, now: datetime) -> list:
    with tenant_scope(client):
        return list(rebuild(now=now, mend=False))


@pytest.fixture
def told(acme, make_person, tell, count, monkeypatch):
    """Tell and count questions at these moments, each of another of three people; from then on it is `now`."""
    people = [make_person(acme) for _ in range(3)]

    def tell_all(client: ClientRef, moments: list[datetime], *, now: datetime) -> None:
        for place, at in enumerate(moments):
            tell(client, people[place % 3], "chat_message", at=at, **ANSWER)
        monkeypatch.setattr(timezone, "now", lambda: now)
        count(client, now=now)

    return tell_all


def every(hours: int, since: datetime, until: datetime) -> list[datetime]:
    return [since + step * hours * HOUR for step in range(int((until - since) / (hours * HOUR)))]


class TestDays:
    @pytest.mark.parametrize("zone", ["UTC", LOS_ANGELES, KOLKATA, "Pacific/Pago_Pago"])
    def test_recount_in_any_zone_comes_to_what_was_counted(self, acme, told, zone):
        client = there(acme, zone)

        told(client, [at + timedelta(minutes=40) for at in every(1, NOON - 60 * HOUR, NOON)], now=NOON)

        assert differences(client, NOON) == []
        with tenant_scope(client):
            days = {row[0]: row[3] for row in rows(client, "d") if row[1] == "questions"}
            assert all(at == day_of(at) for at in days)
            assert sum(days.values()) == 60

    @pytest.mark.parametrize(
        ("day", "hours"), [(date(2026, 11, 1), 25), (date(2026, 3, 8), 23), (date(2026, 3, 9), 24)]
    )
    def test_day_on_which_clocks_change_counts_each_of_its_hours_once(self, acme, told, day, hours):
        client = there(acme, LOS_ANGELES)
        noon = datetime(day.year, day.month, day.day, 20, tzinfo=UTC)

        told(client, every(1, noon - 48 * HOUR, noon + 48 * HOUR), now=noon + 48 * HOUR)

        with tenant_scope(client):
            of_day = Rollup.objects.get(grain="d", family="questions", starts_at=day_of(noon))
            assert of_day.count == hours
            assert day_after(day_of(noon)) - day_of(noon) == hours * HOUR
        assert differences(client, noon + 48 * HOUR) == []

    @pytest.mark.parametrize("zone", [LOS_ANGELES, BERLIN, KOLKATA])
    def test_day_in_which_a_quarter_begins_is_counted_as_two(self, acme, told, zone):
        client, new_year = there(acme, zone), datetime(2027, 1, 1, tzinfo=UTC)
        now = new_year + 30 * HOUR

        told(client, every(1, new_year - 30 * HOUR, now), now=now)

        with tenant_scope(client):
            assert day_of(new_year) == new_year
            assert day_of(new_year - HOUR) < new_year < day_after(new_year)
            days = Rollup.objects.filter(grain="d", family="questions").order_by("starts_at")
            assert [row.starts_at for row in days] == sorted({day_of(at) for at in every(1, new_year - 30 * HOUR, now)})
        assert differences(client, now) == []

    def test_quarter_is_the_same_in_any_zone(self, acme):
        moment = datetime(2026, 12, 31, 23, 59, tzinfo=UTC)

        for zone in ("UTC", LOS_ANGELES, "Pacific/Auckland"):
            with tenant_scope(there(acme, zone)):
                assert quarter_of(moment) == date(2026, 10, 1)
                assert quarter_of(moment + timedelta(minutes=1)) == date(2027, 1, 1)


class TestAnotherZone:
    @pytest.mark.parametrize(
        ("before", "after"),
        [("UTC", LOS_ANGELES), (LOS_ANGELES, "UTC"), (LOS_ANGELES, KOLKATA), (KOLKATA, BERLIN)],
    )
    def test_days_are_as_if_they_had_been_counted_there_from_the_beginning(self, acme, told, before, after):
        moments = every(1, NOON - 70 * HOUR, NOON)
        told(there(acme, before), moments, now=NOON)
        hours = rows(acme, "h")

        # Whatever is counted next.
        told(there(acme, after), [NOON], now=NOON + HOUR)

        assert differences(there(acme, after), NOON + HOUR) == []
        with tenant_scope(there(acme, after)):
            assert RollupZone.objects.get().time_zone == after
            days = {row[0] for row in rows(acme, "d")}
            assert days == {day_of(at) for at in [*moments, NOON]}
        assert [row for row in rows(acme, "h") if row in hours] == hours

    def test_recount_before_anything_else_is_counted_finds_nothing(self, acme, told):
        told(acme, every(1, NOON - 70 * HOUR, NOON), now=NOON)

        assert differences(there(acme, LOS_ANGELES), NOON) == []

    def test_worker_that_was_begun_before_the_change_bends_nothing(self, acme, told):
        new = there(acme, LOS_ANGELES)
        told(acme, every(1, NOON - 70 * HOUR, NOON), now=NOON)

        told(new, [NOON], now=NOON + HOUR)
        told(acme, [NOON + HOUR], now=NOON + 2 * HOUR)

        assert differences(new, NOON + 2 * HOUR) == []
        assert differences(acme, NOON + 2 * HOUR) == []

    def test_days_long_ago_stay_as_they_were_counted(self, acme, told):
        with tenant_scope(acme):
            old = datetime(2026, 3, 1, tzinfo=UTC)
            Rollup.objects.create(grain="d", starts_at=old, family="page", part="chat:home", count=3)

        told(there(acme, LOS_ANGELES), [NOON], now=NOON + HOUR)

        with tenant_scope(acme):
            assert Rollup.objects.get(starts_at=old).count == 3

    @pytest.mark.parametrize("hour", [2, 12, 23])
    def test_no_hour_is_counted_twice_or_lost_however_often_the_zone_is_changed(self, acme, told, hour):
        """Also not where the days that are cut anew begin, which is in the middle of what was counted."""
        now = datetime(2026, 11, 20, hour, tzinfo=UTC)
        begins = datetime(2026, 8, 12, tzinfo=UTC)  # a hundred days before
        told(acme, every(1, begins - 48 * HOUR, begins + 48 * HOUR), now=begins + 48 * HOUR)

        for place, zone in enumerate(["America/New_York", "UTC", KOLKATA, "America/New_York", "UTC"], start=1):
            now += HOUR
            told(there(acme, zone), [now], now=now)

            days = [row[3] for row in rows(acme, "d") if row[1] == "questions"]
            assert sum(days) == 96 + place, zone
            assert len(days) >= 5

    def test_zone_of_the_rollups_that_is_not_known_here_is_taken_for_utc(self, acme, told):
        told(acme, every(1, NOON - 70 * HOUR, NOON), now=NOON)
        with tenant_scope(acme):
            RollupZone.objects.create(pk=1, time_zone="America/Atlantis")

        assert differences(there(acme, BERLIN), NOON) == []


class TestReleased:
    def asked(self, hours: int) -> list[Asked]:
        return [
            Asked(NOON + place * HOUR, person, "refused" if (place + person) % 5 == 0 else "answered", "tax")
            for place in range(hours)
            for person in range(place % 4, place % 4 + 3)
        ]

    def stretches(self) -> list[tuple[datetime, datetime, int]]:
        found = ReleasedFigure.objects.filter(family=Family.QUESTIONS).order_by("starts_at")
        return list(found.values_list("starts_at", "ends_at", "count"))

    def test_change_of_zone_tells_no_hour_twice_and_leaves_none_out(self, acme):
        asked = self.asked(120)
        for place, zone in enumerate(["UTC", LOS_ANGELES, KOLKATA, "Pacific/Auckland", LOS_ANGELES]):
            now = NOON + (24 * place + 30) * HOUR
            with tenant_scope(there(acme, zone)):
                count([one for one in asked if one.at < now])
                release(now=now)
                put_together(now=now)
        with tenant_scope(there(acme, BERLIN)):
            release(now=NOON + 200 * HOUR)
            put_together(now=NOON + 400 * HOUR)

            found = self.stretches()
        assert all(before[1] <= after[0] for before, after in pairwise(found))
        assert (found[0][0], found[-1][1]) == (NOON, NOON + 120 * HOUR)
        assert sum(number for _, _, number in found) == len(asked)

    def test_zone_makes_no_difference_to_what_is_told_hour_by_hour(self, acme):
        told = []
        for zone in ("UTC", LOS_ANGELES, KOLKATA):
            with tenant_scope(there(acme, zone)):
                ReleasedFigure.objects.all().delete()
                count(self.asked(60))
                release(now=NOON + 100 * HOUR)
                told.append(
                    sorted(ReleasedFigure.objects.values_list("family", "part", "starts_at", "ends_at", "count"))
                )
        assert told[0]
        assert told[0] == told[1] == told[2]

    def test_nothing_is_put_together_over_the_end_of_a_quarter(self, acme):
        new_year = datetime(2027, 1, 1, tzinfo=UTC)
        asked = [Asked(new_year + place * HOUR, person) for place in range(-6, 6) for person in range(6)]
        with tenant_scope(there(acme, LOS_ANGELES)):
            count(asked)
            release(now=new_year + 10 * HOUR)
            assert put_together(now=new_year + timedelta(days=10)) > 0

            assert [(starts, ends) for starts, ends, _ in self.stretches()] == [
                (new_year - 6 * HOUR, new_year),
                (new_year, new_year + 6 * HOUR),
            ]


class TestTimeframes:
    @pytest.mark.parametrize("day", [date(2026, 11, 1), date(2026, 3, 8)])
    def test_last_24_hours_are_24_where_clocks_change(self, acme, day):
        with tenant_scope(there(acme, LOS_ANGELES)):
            now = datetime(day.year, day.month, day.day, 20, 20, tzinfo=UTC)
            frame = timeframe_of("24h", now=now)
            assert frame.ends_at - frame.starts_at == 24 * HOUR
            assert frame.before().ends_at - frame.before().starts_at == 24 * HOUR
            assert frame.before().ends_at == frame.starts_at

    def test_days_end_at_the_companys_midnight(self, acme):
        late = datetime(2026, 12, 1, 7, 30, tzinfo=UTC)

        with tenant_scope(there(acme, LOS_ANGELES)):
            frame = timeframe_of("7d", now=late)
            assert (frame.first, frame.last) == (date(2026, 11, 24), date(2026, 11, 30))
            assert frame.ends_at == datetime(2026, 12, 1, 8, tzinfo=UTC)
        with tenant_scope(there(acme, "UTC")):
            assert timeframe_of("7d", now=late).last == date(2026, 12, 1)
