"""Lists of clients: read, looked at, worked off, cancelled, gone on with, and sent twice."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from platform_admin import many_clients
from platform_admin.client_rows import read_clients
from platform_admin.locks import exclusive
from platform_admin.many_clients import make_some
from platform_admin.models import ClientLine, ClientList
from platform_admin.provision import NotUnfinished, ProvisioningStopped, discard
from platform_admin.tasks import make_clients, resume_client_lists
from tenants.csv_lists import ListRefused
from tenants.models import Client, PlatformAccount
from tests.pages import words

NEW = "/platform-admin/client-lists/new/"
TWO = (
    "name,subdomain,owner_name,owner_email,tier,account\n"
    "Willow Works,willow,Wilma Willow,wilma@willow.example,professional,\n"
    "Walnut Ways,Walnut,,walt@walnut.example,,\n"
)


class Killed(BaseException):
    """Stands for a process that dies."""


@pytest.fixture
def schemas_cost_nothing(monkeypatch) -> None:
    """The list is what is tested: its clients open without a schema of their own."""

    def opened(client: Client) -> None:
        client.refresh_from_db()
        if client.status == "active":
            raise NotUnfinished(client.name)
        client.move_to("provisioning")
        client.move_to("active")

    monkeypatch.setattr(many_clients, "provision", opened)


@pytest.fixture
def send(portal):
    def send_list(text: str | bytes) -> ClientList:
        told = {"text": text} if isinstance(text, str) else {"file": SimpleUploadedFile("clients.csv", text)}
        response = portal.post(NEW, told)
        assert response.status_code == 302, words(response)
        return ClientList.objects.get(pk=response["Location"].rstrip("/").rpartition("/")[2])

    return send_list


def notes(listing: ClientList) -> list[tuple[str, str]]:
    return list(listing.lines.values_list("status", "note"))


def make(portal, listing: ClientList) -> None:
    portal.post(f"/platform-admin/client-lists/{listing.pk}/make/")


def test_list_is_shown_before_anything_is_made_and_then_made(portal, send, schemas_cost_nothing):
    listing = send(TWO)

    page = words(portal.get(f"/platform-admin/client-lists/{listing.pk}/"))
    assert "Create 2 clients" in page
    assert Client.objects.filter(subdomain__in=("willow", "walnut")).count() == 0
    make(portal, listing)
    assert "Under way" in words(portal.get(f"/platform-admin/client-lists/{listing.pk}/"))
    assert "hx-trigger" in portal.get(f"/platform-admin/client-lists/{listing.pk}/?part=progress").text
    make_clients(str(listing.pk))
    make_clients(str(listing.pk))

    willow, walnut = Client.objects.filter(subdomain__in=("willow", "walnut")).order_by("-subdomain")
    assert (willow.tier, willow.owner_name, walnut.tier, walnut.owner_name) == (
        "professional",
        "Wilma Willow",
        "starter",
        "walt@walnut.example",
    )
    assert notes(listing) == [("made", ""), ("made", "")]
    done = portal.get(f"/platform-admin/client-lists/{listing.pk}/?part=progress")
    assert done["HX-Refresh"] == "true"
    assert ClientList.objects.get().finished_at is not None


def test_clients_of_a_list_are_whole(spare, portal, send, mailoutbox):
    listing = send(TWO.rpartition("Walnut")[0])
    make(portal, listing)

    make_clients(str(listing.pk))

    assert Client.objects.get(subdomain="willow").status == "active"
    assert [mail.to for mail in mailoutbox] == [["wilma@willow.example"]]


def test_each_line_says_what_speaks_against_it_in_the_forms_sentences(acme, send):
    PlatformAccount.objects.create(name="Brook Brokers", owner_email="bo@brook.example")
    for _ in range(2):
        PlatformAccount.objects.create(name="Twins", owner_email="t@twins.example")

    listing = send(
        "name;subdomain;owner_email;tier;account;language\n"
        "Willow;willow;w@willow.example;Enterprise;brook brokers;es\n"
        "W;WILLOW;w@walnut.example;;;\n"
        "W;www;nobody;gold;;\n"
        "Acme;acme;a@acme.example;;;\n"
        "=cmd|' /C calc'!A0;formula;f@formula.example;;;\n"
        "Birch;birch;nobody;;Nobody's;\n"
        "Beech;beech;b@beech.example;;Twins;\n"
        ";;;;;\n"
        f"{'E' * 300};elm;e@elm.example;;;\n"
    )

    assert notes(listing) == [
        ("ready", ""),
        (
            "faulty",
            "The same subdomain stands in line 2. Company: Ensure this value has at least 2 characters (it has 1).",
        ),
        (
            "faulty",
            "Company: Ensure this value has at least 2 characters (it has 1). "
            "Subdomain: “www” is reserved for the platform itself. Choose another name. "
            "Owner’s email: Enter a valid email address. "
            "Tier: Select a valid choice. gold is not one of the available choices.",
        ),
        ("faulty", "Subdomain: “acme” already belongs to a client. Choose another name."),
        (
            "faulty",
            "Company: Begin with a letter or a digit: spreadsheets take what begins with = + - @ for a formula.",
        ),
        (
            "faulty",
            "There is no account “Nobody's”. Leave it empty for a new one. Owner’s email: Enter a valid email address.",
        ),
        ("faulty", "Several accounts are called “Twins”. Write the id of the one you mean."),
        ("faulty", "Company: Ensure this value has at most 255 characters (it has 300)."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_list_is_read_as_spreadsheets_save_it(send, encoding):
    listing = send("name;subdomain;owner_email\nSöhne & Peña;soehne;p@soehne.example\n".encode(encoding))

    assert listing.lines.get().name == "Söhne & Peña"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04" + b"\0" * 20, "This is a workbook"),
        (b"\xff\xfe\x00", "letters of this file cannot be read"),
        (b"name\0,subdomain", "not a text file"),
        (b"name,subdomain\nWillow,willow", "No column is named “owner_email”"),
        (b"name,subdomain,owner_email,salary\n", "“salary” is not known"),
        (b"name,name,subdomain,owner_email\n", "Two columns are named “name”"),
        (b"name,subdomain,owner_email\n", "There is no client in it"),
        (b"  \n\n", "There is no line in it"),
    ],
)
def test_list_that_cannot_be_read_is_refused_in_a_sentence(portal, content, sentence):
    response = portal.post(NEW, {"file": SimpleUploadedFile("clients.csv", content)})

    assert (response.status_code, ClientList.objects.count()) == (422, 0)
    assert sentence in words(response)


def test_hundred_thousand_lines_are_refused_at_once(portal):
    line = "Willow Works,willow,Wilma Willow,wilma@willow.example,professional,\n"

    large = portal.post(NEW, {"file": SimpleUploadedFile("clients.csv", (line * 100_000).encode())})
    small = portal.post(NEW, {"file": SimpleUploadedFile("clients.csv", b"a,b@c\n" * 100_000)})

    assert "more than 1 MB. Send at most 1,000 clients at a time." in words(large)
    assert "These are 100,000 clients. Send at most 1,000 at a time." in words(small)
    with pytest.raises(ListRefused, match=r"These are 1,001 clients"):
        read_clients(TWO.splitlines()[0] + "\n" + line * 1_001)


def test_same_list_sent_and_confirmed_twice_makes_each_client_once(portal, send, schemas_cost_nothing):
    first, second = send(TWO), send(TWO)
    for listing in (first, first, second):
        make(portal, listing)
    for listing in (first, second, first):
        make_some(listing.pk, most=10)

    assert Client.objects.filter(subdomain__in=("willow", "walnut")).count() == 2
    assert {status for status, _ in notes(first)} == {"made"}
    assert notes(second) == [
        ("stopped", "Subdomain: “willow” already belongs to a client. Choose another name."),
        ("stopped", "Subdomain: “walnut” already belongs to a client. Choose another name."),
    ]
    assert "“willow” already belongs" in notes(send(TWO))[0][1]


def test_cancelled_list_waits_and_is_gone_on_with(portal, send, schemas_cost_nothing):
    listing = send(TWO)
    address = f"/platform-admin/client-lists/{listing.pk}"
    make(portal, listing)
    make_some(listing.pk, most=1)

    portal.post(f"{address}/cancel/")
    make_some(listing.pk, most=10)

    assert [status for status, _ in notes(listing)] == ["made", "ready"]
    assert "Go on with 1 client" in words(portal.get(f"{address}/"))
    portal.post(f"{address}/discard/")  # what was made is not forgotten
    make(portal, listing)
    make_some(listing.pk, most=10)
    assert [status for status, _ in notes(listing)] == ["made", "made"]


@pytest.mark.parametrize("place", ["register_client", "provision", "_end", "_finish"])
def test_list_whose_worker_was_killed_is_gone_on_with_and_no_client_is_made_twice(
    portal, send, schemas_cost_nothing, monkeypatch, place
):
    listing = send(TWO)
    make(portal, listing)
    real = getattr(many_clients, place)

    def die(*args: object, **kwargs: object) -> None:
        if place == "register_client":
            real(*args, **kwargs)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(many_clients, place, die)
        with pytest.raises(Killed):
            make_some(listing.pk, most=10)

    resume_client_lists()
    make_some(listing.pk, most=10)

    assert notes(listing) == [("made", ""), ("made", "")]
    assert Client.objects.filter(subdomain__in=("willow", "walnut")).count() == 2
    assert ClientList.objects.get().finished_at is not None


def test_client_that_stops_keeps_its_page_and_the_list_goes_on(portal, send, monkeypatch, schemas_cost_nothing):
    opened = many_clients.provision

    def stop_at_willow(client: Client) -> None:
        if client.subdomain == "willow":
            client.move_to("provisioning")
            raise ProvisioningStopped("Its schema could not be prepared.")
        opened(client)

    monkeypatch.setattr(many_clients, "provision", stop_at_willow)
    listing = send(TWO)
    make(portal, listing)

    make_some(listing.pk, most=10)

    assert notes(listing) == [("stopped", "Its schema could not be prepared."), ("made", "")]
    assert (
        f"/platform-admin/clients/{Client.objects.get(subdomain='willow').pk}/"
        in portal.get(f"/platform-admin/client-lists/{listing.pk}/").text
    )


def test_line_whose_client_was_discarded_meanwhile_is_not_made_again(portal, send, monkeypatch):
    listing = send(TWO)
    make(portal, listing)
    with monkeypatch.context() as patch:
        patch.setattr(many_clients, "provision", lambda client: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            make_some(listing.pk, most=1)
    discard(Client.objects.get(subdomain="willow"), by=None)

    make_some(listing.pk, most=1)

    assert notes(listing)[0] == ("stopped", "It has been discarded.")


def test_second_worker_is_turned_away(committed, elsewhere, portal, send):
    listing = send(TWO)
    ClientList.objects.update(confirmed_at=timezone.now())
    with exclusive(f"client-list:{listing.pk}"):
        assert elsewhere(lambda: make_some(listing.pk, most=1)) is False


def test_list_of_an_operator_who_left_makes_nothing(portal, operator, send):
    listing = send(TWO)
    make(portal, listing)
    User.objects.filter(pk=operator.pk).update(is_active=False)

    make_some(listing.pk, most=10)

    assert {status for status, _ in notes(listing)} == {ClientLine.Status.STOPPED}
    assert Client.objects.filter(subdomain__in=("willow", "walnut")).count() == 0


def test_thousand_lines_are_looked_at(send):
    lines = "".join(f"Willow {n},willow-{n},,w{n}@willow.example,,\n" for n in range(1_000))

    listing = send(TWO.splitlines()[0] + "\n" + lines)

    assert listing.lines.filter(status="ready").count() == 1_000
