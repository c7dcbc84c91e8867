"""A list from its file to its lines: in batches, stopped, killed and taken up, one at a time, its file deleted."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from accounts import roster_job as job
from accounts.invite_many import confirm, forget_old_lists, send_some
from accounts.models import Invitation, InvitationLine, InvitationList, User
from accounts.roster_dates import DayOrder
from accounts.tasks import read_list, resume_client_invitations
from tenants.context import current_client, tenant_scope
from tenants.storage import ClientStorage
from tests.accounts.rosters import draft
from tests.pages import words

PAGE = "/accounts/people/invite-many/"
HEAD = "employee id,email,name\n"
MANY = HEAD + "".join(f"N-{number},p{number}@acme.example,P {number}\n" for number in range(25))


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch) -> None:
    monkeypatch.setattr(job, "LINES_AT_ONCE", 4)


@pytest.fixture(autouse=True)
def _no_files(acme) -> None:
    with tenant_scope(acme):
        for key in files():
            ClientStorage().delete(key)


@pytest.fixture
def admin(acme, make_person) -> User:
    return make_person(acme, "hr_admin", name="Olive Owner")


@pytest.fixture
def browser(acme, admin, browser_of):
    return browser_of(acme, admin)


@pytest.fixture
def received(in_acme, admin):
    def receive(text: str = MANY) -> InvitationList:
        return job.receive(ContentFile(text.encode()), name="people.csv", by=admin, now=timezone.now())

    return receive


class Killed(BaseException):
    """As SIGKILL: nothing of ours catches it."""


def story(listing: InvitationList) -> list[tuple]:
    return list(listing.lines.order_by("number").values_list("number", "email", "status", "note"))


def files() -> set[str]:
    return ClientStorage().keys()


def test_list_is_read_in_batches_and_its_file_is_gone(received):
    listing = received()
    assert len(files()) == 1

    job.read_on(listing.pk)

    listing.refresh_from_db()
    assert (listing.reading, listing.file, listing.lines_read) == ("done", "", 25)
    assert listing.lines.count() == 25
    assert files() == set()


@pytest.mark.parametrize("at", ["survey", "look_at", "absent_from", "forget_file"])
@pytest.mark.parametrize("calls", [1, 3])
def test_reading_that_is_killed_anywhere_is_taken_up_and_ends_the_same(received, monkeypatch, make_person, at, calls):
    make_person(current_client(), email="old@acme.example", employee_id="OLD", name="Old")
    whole = received()
    job.read_on(whole.pk)
    told = story(whole)
    listing = received()
    real, count = getattr(job, at), 0

    def killing(*args: object, **facts: object) -> object:
        nonlocal count
        count += 1
        if count == calls:
            raise Killed
        return real(*args, **facts)

    monkeypatch.setattr(job, at, killing)
    try:
        job.read_on(listing.pk)
    except Killed:
        monkeypatch.setattr(job, at, real)
        resume_client_invitations(current_client().schema_name)

    listing.refresh_from_db()
    assert (listing.reading, files()) == ("done", set())
    assert story(listing) == told
    assert told[-1][1:3] == ("old@acme.example", "missing")


def test_what_twice_stands_in_the_list_is_known_across_batches_and_kills(received, monkeypatch):
    text = MANY + "N-3,other@acme.example,Other\nX-1,p5@acme.example,Again\n"
    listing, real, count = received(text), job.look_at, 0

    def killing(*args: object, **facts: object) -> object:
        nonlocal count
        count += 1
        if count == 5:
            raise Killed
        return real(*args, **facts)

    monkeypatch.setattr(job, "look_at", killing)
    with pytest.raises(Killed):
        job.read_on(listing.pk)
    job.read_on(listing.pk)

    notes = dict(listing.lines.filter(status="faulty").values_list("email", "note"))
    assert notes == {
        "other@acme.example": "The same employee ID stands in line 5.",
        "p5@acme.example": "The same address stands in line 7.",
    }


def test_reading_that_is_stopped_stores_nothing_and_lets_the_file_go(received, monkeypatch):
    listing, real = received(), job.look_at

    def stopping(*args: object, **facts: object) -> object:
        if listing.lines.count() == 8:
            assert job.stop_reading(listing)
        return real(*args, **facts)

    monkeypatch.setattr(job, "look_at", stopping)
    job.read_on(listing.pk)

    listing.refresh_from_db()
    assert (listing.reading, listing.lines.count(), files()) == ("stopped", 0, set())
    assert not confirm(listing, by=listing.made_by, now=timezone.now())


def test_list_is_read_though_whoever_sent_it_is_gone_and_another_admin_confirms_it(
    received, admin, make_person, mailoutbox
):
    listing, other = received(), make_person(current_client(), "hr_admin", name="Otto Other")
    User.objects.filter(pk=admin.pk).update(is_active=False)

    read_list(current_client().schema_name, str(listing.pk))
    confirm(listing, by=other, now=timezone.now())
    send_some(listing.pk, client=current_client(), most=100)

    assert len(mailoutbox) == 25
    assert Invitation.objects.filter(invited_by=other).count() == 25


def test_second_list_is_refused_while_one_is_read_or_worked_off(received, admin):
    first = received()
    with pytest.raises(job.ListBusy, match="is being read"):
        received()

    job.read_on(first.pk)
    second = received()
    job.read_on(second.pk)
    confirm(first, by=admin, now=timezone.now())
    with pytest.raises(job.ListBusy, match="is being worked off"):
        received()
    with pytest.raises(job.ListBusy, match="is being worked off"):
        confirm(second, by=admin, now=timezone.now())

    send_some(first.pk, client=current_client(), most=100)
    assert confirm(second, by=admin, now=timezone.now())
    send_some(second.pk, client=current_client(), most=100)
    assert Invitation.objects.count() == 25, "the same file twice invites nobody twice"


def test_lists_whose_worker_was_lost_are_taken_up_by_the_periodic_look(received):
    listing = received()
    InvitationList.objects.filter(pk=listing.pk).update(reading="checking", lines_read=5)

    resume_client_invitations(current_client().schema_name)

    listing.refresh_from_db()
    assert (listing.reading, listing.lines.count()) == ("done", 25)


def test_list_that_asks_waits_for_the_answer_and_goes_on(acme, browser):
    text = "email,name,hire date\na@acme.example,A,02/03/2024\n"
    page = browser.post(PAGE, {"text": text}, follow=True)
    assert "nothing in the column tells which is meant" in words(page)
    with tenant_scope(acme):
        listing = InvitationList.objects.get()

    browser.post(f"{PAGE}{listing.pk}/order/", {"order": "neither"})
    browser.post(f"{PAGE}{listing.pk}/order/", {"order": DayOrder.DAY_FIRST})
    read_list(acme.schema_name, str(listing.pk))

    with tenant_scope(acme):
        assert InvitationLine.objects.get().hire_date.isoformat() == "2024-03-02"
        assert files() == set()


def test_large_file_is_read_behind_the_page_which_asks_for_itself_until_then(acme, browser, monkeypatch):
    monkeypatch.setattr(job, "READ_AT_ONCE_BYTES", 10)
    page = browser.post(PAGE, {"file": SimpleUploadedFile("people.csv", MANY.encode())}, follow=True)
    with tenant_scope(acme):
        listing = InvitationList.objects.get()
    address = f"{PAGE}{listing.pk}/?part=progress"

    assert "hx-get" in browser.get(address).text
    assert "Reading the list" in words(page)
    read_list(acme.schema_name, str(listing.pk))
    assert browser.get(address).headers["HX-Refresh"] == "true"
    assert "Send 25 invitations" in words(browser.get(f"{PAGE}{listing.pk}/"))


def test_large_file_that_is_refused_says_why_and_leads_on(acme, browser, monkeypatch):
    monkeypatch.setattr(job, "READ_AT_ONCE_BYTES", 10)
    browser.post(PAGE, {"file": SimpleUploadedFile("people.csv", b"email,ssn\na@acme.example,1\n")})
    with tenant_scope(acme):
        listing = InvitationList.objects.get()
    read_list(acme.schema_name, str(listing.pk))

    page = browser.get(f"{PAGE}{listing.pk}/")

    assert "Take the column “ssn” out" in words(page)
    assert "Choose another file" in words(page)
    with tenant_scope(acme):
        assert files() == set()


def test_workbook_is_read_behind_the_page_however_small(acme, browser):
    book, file = Workbook(), BytesIO()
    for row in (["email", "name", "hire date"], ["a@acme.example", "Ann", date(2024, 3, 2)], ["b@acme.example", "=A1"]):
        book.active.append(row)
    book.save(file)
    browser.post(PAGE, {"file": SimpleUploadedFile("people.xlsx", file.getvalue())})
    with tenant_scope(acme):
        listing = InvitationList.objects.get()
        assert listing.reading == "waiting"

    read_list(acme.schema_name, str(listing.pk))

    with tenant_scope(acme):
        lines = listing.lines.order_by("number").values_list("number", "hire_date", "status", "fault")
        assert list(lines) == [(2, date(2024, 3, 2), "ready", ""), (3, None, "faulty", "formula")]
        assert files() == set()


def test_reading_is_stopped_from_its_page(acme, browser, monkeypatch):
    monkeypatch.setattr(job, "READ_AT_ONCE_BYTES", 10)
    browser.post(PAGE, {"file": SimpleUploadedFile("people.csv", MANY.encode())})
    with tenant_scope(acme):
        listing = InvitationList.objects.get()

    page = browser.post(f"{PAGE}{listing.pk}/cancel/", follow=True)

    assert "the file is deleted" in words(page)
    read_list(acme.schema_name, str(listing.pk))
    with tenant_scope(acme):
        assert InvitationLine.objects.count() == 0


def test_kinds_of_lines_are_looked_at_by_themselves(acme, browser, admin):
    with tenant_scope(acme):
        listing = draft(f"{MANY}X,not-an-address,X\n", by=admin, now=timezone.now())
    address = f"{PAGE}{listing.pk}/"

    assert "not-an-address" in words(browser.get(f"{address}?kind=wrong"))
    assert "p7@acme.example" not in words(browser.get(f"{address}?kind=wrong"))
    assert "p7@acme.example" in words(browser.get(f"{address}?kind=invitations"))
    assert browser.get(f"{address}?kind=nonsense").status_code == 200


def test_file_of_a_list_that_nobody_answers_goes_with_it(received):
    listing = received("email,name,hire date\na@acme.example,A,02/03/2024\n")
    job.read_on(listing.pk)
    InvitationList.objects.update(created_at=timezone.now() - timezone.timedelta(days=2))

    forget_old_lists(timezone.now())

    assert (InvitationList.objects.count(), files()) == (0, set())


def test_number_whose_zeros_a_spreadsheet_took_is_the_same_with_the_same_address_and_an_error_with_another(
    in_acme, admin, make_person
):
    make_person(in_acme, email="ann@acme.example", name="Ann Lee", employee_id="00412")

    same = draft(f"{HEAD}412,ann@acme.example,Ann Lee\n", by=admin, now=timezone.now())
    other = draft(f"{HEAD}412,bo@acme.example,Bo\n", by=admin, now=timezone.now())

    assert story(same)[0][2:] == ("known", "Has an account already.")
    assert story(other)[0][2] == "faulty"
    assert "A spreadsheet may have taken its zeros away" in story(other)[0][3]


@pytest.mark.parametrize("people", [5, 60])
def test_number_of_queries_grows_with_the_batches_and_not_with_the_people(
    received, django_assert_max_num_queries, monkeypatch, people
):
    monkeypatch.setattr(job, "LINES_AT_ONCE", 60)
    listing = received(HEAD + "".join(f"N-{n},p{n}@acme.example,P\n" for n in range(people)))

    with django_assert_max_num_queries(40):
        job.read_on(listing.pk)
