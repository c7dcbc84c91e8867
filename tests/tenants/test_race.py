"""The race harness finds nothing with our own ways in, and finds plenty where there is something to find."""

import pytest

from tests.tenants.race import OWN_WAYS, ROUNDS, THREADS, guarded, racing_clients, run_race, with_client


@pytest.fixture(scope="module")
def contestants(django_db_setup, django_db_blocker):
    """Three clients for all races: their schemas take longer than a race."""
    with django_db_blocker.unblock(), racing_clients() as clients:
        yield clients


def test_six_threads_in_three_clients_never_read_anothers_row(contestants):
    tally = run_race(contestants, OWN_WAYS)

    assert sum(tally.wrong.values()) == 0, str(tally)
    assert tally.reads["page"] == THREADS * ROUNDS / len(OWN_WAYS)
    assert len(tally.reads) == 17


def test_tripwire_refuses_the_librarys_own_way_in_every_single_time(contestants):
    tally = run_race(contestants, [guarded(with_client, "refused")], rounds=20)

    assert (tally.refused["refused"], sum(tally.reads.values())) == (THREADS * 20, 0)
