"""The life of a client: which moves are legal, and what its host serves in each state."""

from datetime import date, timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from benefits.models import Contact
from tenants.clock import contract_today
from tenants.context import platform_scope, tenant_scope
from tenants.hosts import HostEntry, forget_hosts
from tenants.models import Client, IllegalMove
from tenants.standing import Standing
from tenants.tasks import served_clients

LEGAL = {
    "pending": {"provisioning", "deleted"},
    "provisioning": {"active", "pending", "deleted"},
    "active": {"past_due", "suspended", "offboarding"},
    "past_due": {"active", "suspended", "offboarding"},
    "suspended": {"active", "offboarding"},
    "offboarding": {"active", "past_due", "suspended", "deleted"},
    "deleted": set(),
}
EVERY_MOVE = [(before, after) for before in LEGAL for after in LEGAL]


def test_every_status_has_its_row_in_the_table():
    assert set(Client.Status.values) == set(LEGAL)


@pytest.mark.parametrize(("before", "after"), EVERY_MOVE)
def test_move_is_made_or_refused_as_the_table_says(acme, before, after):
    Client.objects.filter(pk=acme.id).update(status=before)
    client = Client.objects.get(pk=acme.id)

    if after in LEGAL[before]:
        client.move_to(after)
    else:
        with pytest.raises(IllegalMove, match=f"is {before} and cannot become {after}"):
            client.move_to(after)

    expected = after if after in LEGAL[before] else before
    assert (client.status, Client.objects.get(pk=acme.id).status) == (expected, expected)


def test_second_of_two_moves_from_the_same_state_is_refused(acme):
    first, second = Client.objects.get(pk=acme.id), Client.objects.get(pk=acme.id)
    first.move_to("suspended")

    with pytest.raises(IllegalMove, match="no longer active"):
        second.move_to("past_due")
    assert Client.objects.get(pk=acme.id).status == "suspended"


def test_move_tells_when_it_was_made(acme):
    Client.objects.filter(pk=acme.id).update(status_changed_at=timezone.now() - timedelta(days=3))

    Client.objects.get(pk=acme.id).move_to("suspended")

    assert timezone.now() - Client.objects.get(pk=acme.id).status_changed_at < timedelta(minutes=1)


PATHS = ("/", "/accounts/login/", "/accounts/people/", "/hr/", "/api/v1/tenant", "/no/such/page/")


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        ("pending", 503, "being set up"),
        ("provisioning", 503, "being set up"),
        ("past_due", 403, "not available at the moment"),
        ("suspended", 403, "not available at the moment"),
        ("offboarding", 403, "not available at the moment"),
        ("deleted", 404, "nothing at this address"),
    ],
)
@pytest.mark.parametrize("path", PATHS)
def test_closed_client_shows_its_one_page_everywhere(acme, status, code, words, path):
    put_in(acme, status, grace_until=date(2020, 1, 1))

    answer = Browser(HTTP_HOST="acme.localhost").get(path)

    if path == "/accounts/login/" and status in ("past_due", "suspended"):
        code, words = 200, "Sign in"  # for HR, who may read (tests/tenants/test_reading.py)
    assert answer.status_code == code
    if path.startswith("/api/"):
        assert answer.json()["error"]["message"]  # in the form of all its errors, and nothing of a page
    else:
        assert words in answer.text
    assert "session" not in answer.cookies


@pytest.mark.parametrize("status", ["past_due", "suspended", "offboarding"])
def test_closed_page_keeps_the_clients_look_and_names_whom_to_call(acme, status):
    with tenant_scope(acme):
        Contact.objects.create(name="Northgate Health", role="medical", phone="614-555-0110")
    put_in(acme, status, grace_until=date(2020, 1, 1))

    page = Browser(HTTP_HOST="acme.localhost").get("/").text

    assert "Acme Corp" in page
    assert "Northgate Health" in page
    assert "614-555-0110" in page


def test_deleted_client_looks_exactly_like_one_that_never_was(acme):
    put_in(acme, "deleted")

    gone = Browser(HTTP_HOST="acme.localhost").get("/")
    never = Browser(HTTP_HOST="never-was.localhost").get("/")

    assert (gone.status_code, gone.content) == (never.status_code, never.content)


@pytest.mark.parametrize("status", ["offboarding", "provisioning"])
def test_session_from_better_days_opens_nothing_and_works_again_afterwards(acme, make_person, browser_of, status):
    browser = browser_of(acme, make_person(acme, "hr_admin"))
    assert browser.get("/accounts/people/").status_code == 200

    put_in(acme, status, grace_until=date(2020, 1, 1))
    assert browser.get("/accounts/people/").status_code in (403, 503)
    assert browser.post("/accounts/people/invite/", {"email": "eve@acme.example"}).status_code in (403, 503)

    put_in(acme, "active")
    assert browser.get("/accounts/people/").status_code == 200


@pytest.mark.parametrize(("days_left", "code"), [(None, 200), (30, 200), (0, 200), (-1, 403)])
def test_past_due_client_is_served_until_its_grace_ends(acme, days_left, code):
    today = contract_today()
    put_in(acme, "past_due", grace_until=None if days_left is None else today + timedelta(days=days_left))

    assert Browser(HTTP_HOST="acme.localhost").get("/api/v1/docs").status_code == code


def test_row_and_cached_entry_agree_on_who_is_open(acme):
    today = contract_today()
    for status in Client.Status.values:
        for grace_until in (None, today, today - timedelta(days=1)):
            put_in(acme, status, grace_until=grace_until)
            client = Client.objects.get(pk=acme.id)
            assert client.is_open(today) == (HostEntry(client.ref()).standing(today) == Standing.OPEN), (
                status,
                grace_until,
            )


def test_work_goes_on_for_served_clients_only(acme, globex):
    assert {client.subdomain for client in served_clients()} == {"acme", "globex"}

    put_in(acme, "suspended")

    assert {client.subdomain for client in served_clients()} == {"globex"}


def put_in(client, status: str, *, grace_until: date | None = None) -> None:
    """Set the status as it is, legal move or not, and let everybody know."""
    with platform_scope():
        Client.objects.filter(pk=client.id).update(status=status, grace_until=grace_until)
    forget_hosts()


@pytest.mark.parametrize("status", ["suspended", "past_due"])
def test_closed_page_points_at_contacts_only_where_there_are_some(acme, browser_of, status):
    facts = {"grace_until": date(2020, 1, 1)} if status == "past_due" else {}
    with platform_scope():
        Client.objects.filter(pk=acme.id).update(status=status, **facts)

    without = browser_of(acme).get("/")
    with tenant_scope(acme):
        Contact.objects.create(name="Northgate Health", role="medical", phone="614-555-0110")
    with_one = browser_of(acme).get("/")

    assert "the companies below" not in without.text
    assert "the company on your insurance card" in without.text
    assert "the companies below" in with_one.text
    assert "Northgate Health" in with_one.text
