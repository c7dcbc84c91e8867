"""A list as HR systems write it: who is new, changed, gone. Sent again it does nothing; what is private is refused."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.invite import accept, find_invitation
from accounts.invite_many import cancel, confirm, send_some
from accounts.models import Invitation, InvitationLine, InvitationList, User
from accounts.roster import TEMPLATE
from accounts.roster_dates import DayOrder, read_hire_date
from accounts.roster_values import read_status
from benefits.models import BenefitClass
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope
from tenants.csv_lists import ListRefused
from tests.accounts.rosters import draft, read_roster
from tests.pages import words

HEAD = "Employee ID;Status;Last;First;E-mail;Class Code;Work State;Hire Date;Pay Calendar\n"
PAGE = "/accounts/people/invite-many/"


@pytest.fixture
def admin(acme, make_person) -> User:
    with tenant_scope(acme):
        BenefitClass.objects.create(code="UNION", label="Local 88")
        BenefitClass.objects.create(code="SAL", label="Salaried")
    return make_person(acme, "hr_admin", name="Olive Owner")


@pytest.fixture
def browser(acme, admin, browser_of):
    return browser_of(acme, admin)


@pytest.fixture
def ann(acme, make_person, admin) -> User:
    return make_person(acme, email="ann@acme.example", name="Ann Lee", employee_id="A-1", class_code="SAL")


def drafted(acme, admin, text: str) -> InvitationList:
    with tenant_scope(acme):
        return draft(text, by=admin, now=timezone.now())


def told(listing: InvitationList) -> list[tuple[str, str, str]]:
    return [(line.email, line.status, line.note) for line in listing.lines.order_by("number")]


def worked_off(acme, admin, text: str, **wishes: object) -> InvitationList:
    listing = drafted(acme, admin, text)
    with tenant_scope(acme):
        confirm(listing, by=admin, now=timezone.now(), **wishes)
        send_some(listing.pk, client=acme, most=1000)
    return listing


def test_columns_may_stand_in_any_order_and_a_newcomer_keeps_what_the_list_tells(acme, admin, mailoutbox):
    worked_off(acme, admin, f"{HEAD}1042;Active;Whitlock;Dana;dana@acme.example;UNION;Ohio;2019-04-01;biweekly\n")

    key = re.search(r"/accounts/invitation/([^/]+)/", mailoutbox[0].body)[1]
    with tenant_scope(acme):
        dana = accept(find_invitation(key, timezone.now()), name="Dana Whitlock", password="x" * 12, now=timezone.now())
    assert (dana.employee_id, dana.hire_date, dana.pay_calendar) == ("1042", date(2019, 4, 1), "BIWEEKLY")
    assert (dana.name, dana.class_code, dana.work_state) == ("Dana Whitlock", "UNION", "OH")


def test_changes_are_told_from_what_to_what_and_made(acme, admin, ann):
    listing = worked_off(acme, admin, f"{HEAD}A-1;;Lee-Park;Ann;ann@acme.example;UNION;;;\n")

    with tenant_scope(acme):
        assert told(listing) == [
            ("ann@acme.example", "changed", "Class: SAL becomes UNION; Name: Ann Lee becomes Ann Lee-Park.")
        ]
        ann.refresh_from_db()
    assert (ann.class_code, ann.name) == ("UNION", "Ann Lee-Park")


def test_the_same_list_again_changes_nothing_and_invites_nobody(acme, admin, ann, mailoutbox):
    text = f"{HEAD}A-1;;Lee;Ann;ann@acme.example;UNION;;;\nB-2;;Roe;Bo;bo@acme.example;;;;\n"
    worked_off(acme, admin, text)

    again = drafted(acme, admin, text)

    with tenant_scope(acme):
        assert [status for _email, status, _note in told(again)] == ["known", "known"]
        assert Invitation.objects.count() == 1
    assert len(mailoutbox) == 1


def test_number_is_taken_over_by_address_and_one_that_differs_is_an_error(acme, admin, ann, make_person):
    make_person(acme, email="bo@acme.example", name="Bo Roe")
    listing = worked_off(acme, admin, f"{HEAD}X-9;;Lee;Ann;ann@acme.example;;;;\nB-2;;Roe;Bo;bo@acme.example;;;;\n")

    with tenant_scope(acme):
        (_ann, status, note), (_bo, bos_status, _note) = told(listing)
        assert User.objects.get(email="bo@acme.example").employee_id == "B-2"
    assert (status, bos_status) == ("faulty", "changed")
    assert note == "This address belongs to the employee ID A-1. Put one of the two right."


def test_new_address_is_taken_over_by_the_person_alone(acme, admin, ann, browser_of, make_person, mailoutbox):
    listing = worked_off(acme, admin, f"{HEAD}A-1;;Lee;Ann;ann.lee@acme.example;;;;\n")
    link = re.search(r"https?://[^/]+(/accounts/address/\S+)", mailoutbox[0].body)[1]

    with tenant_scope(acme):
        assert "once they confirm it" in told(listing)[0][2]
        assert User.objects.get(pk=ann.pk).email == "ann@acme.example", "not by HR's word"
    assert mailoutbox[0].to == ["ann.lee@acme.example"]
    for stranger in (browser_of(acme, admin), browser_of(acme, make_person(acme))):
        assert stranger.get(link).status_code == stranger.post(link).status_code == 404
    assert browser_of(acme).post(link).status_code == 302, "who is not signed in signs in first"

    own = browser_of(acme, ann)
    assert "ann.lee@acme.example" in own.get(link).text
    own.post(link)

    with tenant_scope(acme):
        assert User.objects.get(pk=ann.pk).email == "ann.lee@acme.example"
    assert own.post(link).status_code == 404, "once"


def test_link_of_one_client_moves_nobody_at_another(acme, globex, admin, ann, browser_of, make_person, mailoutbox):
    worked_off(acme, admin, f"{HEAD}A-1;;Lee;Ann;ann.lee@acme.example;;;;\n")
    link = re.search(r"https?://[^/]+(/accounts/address/\S+)", mailoutbox[0].body)[1]
    twin = make_person(globex, email="ann@acme.example", id=ann.pk)

    assert browser_of(globex, twin).post(link).status_code == 404


def test_who_has_left_is_closed_and_signed_out(acme, admin, ann, browser_of):
    own = browser_of(acme, ann)
    assert own.get("/").status_code == 200

    listing = worked_off(acme, admin, f"{HEAD}A-1;terminated;Lee;Ann;ann@acme.example;;;;\n")

    with tenant_scope(acme):
        assert told(listing)[0][1] == "closed"
        assert not User.objects.get(pk=ann.pk).is_active
    assert own.get("/").headers["Location"].startswith("/accounts/login/")


def test_all_who_leave_are_signed_out_with_one_look_at_the_sessions(acme, admin, ten, browser_of):
    with tenant_scope(acme):
        people = list(User.objects.filter(role="employee"))
    browsers = [browser_of(acme, person) for person in people]
    text = HEAD + "".join(f"P-{number};terminated;{number};P;p{number}@acme.example;;;;\n" for number in range(9))
    listing = drafted(acme, admin, text)

    with tenant_scope(acme), CaptureQueriesContext(connection) as asked:
        confirm(listing, by=admin, now=timezone.now())
        send_some(listing.pk, client=acme, most=100)

    looks = [query for query in asked if "SELECT" in query["sql"] and '"django_session"' in query["sql"]]
    assert len(looks) == 1
    assert open_accounts(acme) == 1
    with tenant_scope(acme):
        assert AuditEvent.objects.filter(action="person.deactivated").count() == 9
    is_in = [browser.get("/").status_code == 200 for browser in browsers]
    assert [person.email for person, is_there in zip(people, is_in, strict=True) if is_there] == ["p9@acme.example"]


def test_invitation_of_who_has_left_is_withdrawn(acme, admin, mailoutbox):
    row = "B-2;{};Roe;Bo;bo@acme.example;;;;\n"
    worked_off(acme, admin, HEAD + row.format("active"))
    worked_off(acme, admin, HEAD + row.format("terminated"))

    with tenant_scope(acme):
        assert Invitation.objects.get().revoked_at


def test_leave_closes_nobody(acme, admin, ann):
    listing = worked_off(acme, admin, f"{HEAD}A-1;On leave;Lee;Ann;ann@acme.example;;;;\n")

    with tenant_scope(acme):
        assert told(listing)[0][1] == "known"
        assert User.objects.get(pk=ann.pk).is_active


def test_list_closes_no_hr(acme, admin, make_person):
    make_person(acme, "hr_editor", email="eve@acme.example", name="Eve Ed", employee_id="E-1")
    listing = worked_off(
        acme,
        admin,
        f"{HEAD}E-1;terminated;Ed;Eve;eve@acme.example;;;;\n;terminated;Owner;Olive;{admin.email};;;;\n",
    )

    with tenant_scope(acme):
        assert [status for _email, status, _note in told(listing)] == ["faulty", "faulty"]
        assert User.objects.filter(is_active=True).count() == 2


@pytest.fixture
def ten(acme, make_person, admin) -> str:
    """Ten employees with numbers; a list of nine of them."""
    for number in range(10):
        make_person(acme, email=f"p{number}@acme.example", name=f"P {number}", employee_id=f"P-{number}")
    return HEAD + "".join(f"P-{number};;{number};P;p{number}@acme.example;;;;\n" for number in range(9))


def open_accounts(acme) -> int:
    with tenant_scope(acme):
        return User.objects.filter(role="employee", is_active=True).count()


def test_who_is_not_in_the_list_is_named_and_left_alone(acme, admin, ten):
    listing = worked_off(acme, admin, ten)

    with tenant_scope(acme):
        assert told(listing)[-1] == ("p9@acme.example", "missing", "Has an account and does not stand in the list.")
    assert open_accounts(acme) == 10


def test_who_is_not_in_the_list_is_closed_when_their_number_is_confirmed(acme, admin, ten, browser):
    listing = drafted(acme, admin, ten)
    path = f"{PAGE}{listing.pk}/send/"

    assert "1 accounts are not in the list, not 9" in words(browser.post(path, {"closing": "9"}, follow=True))
    assert open_accounts(acme) == 10
    browser.post(path, {"closing": "1"})
    with tenant_scope(acme):
        send_some(listing.pk, client=acme, most=100)

        assert list(User.objects.filter(is_active=False).values_list("email", flat=True)) == ["p9@acme.example"]
        assert AuditEvent.objects.filter(action="invitations.confirmed", detail__closing=1).exists()


def test_part_of_a_list_closes_nobody(acme, admin, ten, browser):
    listing = drafted(acme, admin, "\n".join(ten.splitlines()[:7]))
    page = browser.get(f"{PAGE}{listing.pk}/")
    answer = browser.post(f"{PAGE}{listing.pk}/send/", {"closing": "4"}, follow=True)

    assert "rather a part of one" in words(page)
    assert "Nothing was sent or changed" in words(answer)
    assert open_accounts(acme) == 10


def test_list_without_numbers_names_nobody_as_missing(acme, admin, ten):
    listing = drafted(acme, admin, "email,name\nnew@acme.example,New\n")

    with tenant_scope(acme):
        assert [status for _email, status, _note in told(listing)] == ["ready"]


def test_whoever_stands_in_a_line_that_is_wrong_is_not_missing(acme, admin, ten):
    listing = drafted(acme, admin, f"{ten}P-9;;9;P;p9@acme.example;GHOST;;;\n")

    with tenant_scope(acme):
        assert not listing.lines.filter(status="missing").exists()


def test_duplicates_and_wrong_cells_are_told_line_by_line(acme, admin):
    listing = drafted(
        acme,
        admin,
        HEAD
        + "1;;A;A;a@acme.example;;;;\n1;;B;B;b@acme.example;;;;\n2;gone fishing;C;C;c@acme.example;;;;\n"
        + "3;;D;D;d@acme.example;;;soon;\n4;;E;E;e@acme.example;;;2099-01-01;\n=1+1;;F;F;f@acme.example;;;;\n"
        + "6;;G;G;g@acme.example;;;;@SUM\n",
    )

    with tenant_scope(acme):
        notes = [note for _email, status, note in told(listing) if status == "faulty"]
    assert notes == [
        "The same employee ID stands in line 2.",
        "“gone fishing” is no status. Write active, leave or terminated.",
        "“soon” is no hire date. Write it as 2024-03-01 or 03/01/2024.",
        "“2099-01-01” is no hire date. Write it as 2024-03-01 or 03/01/2024.",
        "The employee ID may have letters, digits, dots, dashes and slashes, 40 at most.",
        "“@SUM” is no pay calendar. Write its code: letters, digits, dashes, 30 at most.",
    ]


@pytest.mark.parametrize(
    ("column", "cells", "what"),
    [
        ("hours", ["123-45-6789"], "Social Security numbers"),
        ("employee id", ["219099999", "457555462", "078051120"], "Social Security numbers"),
        ("pay calendar", ["03/14/1988", "1990-02-01"], "dates, of birth perhaps"),
        ("class", ["$52,000.00"], "pay"),
        ("pay group", ["52,000"], "pay"),
    ],
)
def test_what_is_private_is_refused_by_its_cells_and_nothing_is_kept(acme, browser, column, cells, what):
    lines = "".join(f'p{place}@acme.example,P,"{cell}"\n' for place, cell in enumerate(cells))
    file = SimpleUploadedFile("people.csv", f"email,name,{column}\n{lines}".encode(), "text/csv")

    page = browser.post(PAGE, {"file": file})

    assert page.status_code == 422
    assert f"The column “{column}” seems to hold {what}." in words(page)
    with tenant_scope(acme):
        assert not InvitationList.objects.exists()
        assert not InvitationLine.objects.exists()


def test_numbers_that_cannot_be_social_security_numbers_are_taken(acme):
    lines = read_roster("employee id,email\n000000001,a@x.example\n000000002,b@x.example\n000000003,c@x.example\n")

    assert [line.employee_id for line in lines] == ["000000001", "000000002", "000000003"]


def test_column_of_pay_is_refused_and_that_of_pay_calendars_is_not():
    with pytest.raises(ListRefused, match="Take the column “Base pay” out: nothing of this file was kept"):
        read_roster("email,Base pay\na@x.example,1")
    assert read_roster("email,pay_calendar\na@x.example,BW")[0].pay_calendar == "BW"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_files_of_spreadsheets_are_read(acme, browser, encoding, separator):
    text = f"employee_id{separator}email{separator}name\n7{separator}jose@acme.example{separator}José Núñez\n"
    browser.post(PAGE, {"file": SimpleUploadedFile("people.csv", text.encode(encoding), "text/csv")})

    with tenant_scope(acme):
        line = InvitationLine.objects.get()
    assert (line.employee_id, line.name) == ("7", "José Núñez")


def test_template_and_errors_are_downloaded(acme, admin, browser):
    listing = drafted(acme, admin, f"{HEAD}1;;A;A;not-an-address;;;;\n2;;B;B;b@acme.example;;;;\n")

    template = browser.get(f"{PAGE}template.csv").content.decode("utf-8-sig")
    errors = browser.get(f"{PAGE}{listing.pk}/errors.csv").content.decode("utf-8-sig")

    assert template.strip() == ",".join(TEMPLATE)
    assert errors.splitlines()[1:] == ["2,1,not-an-address,A A,This is not an email address."]


def test_list_is_stopped_and_taken_up_again_by_sending_it_anew(acme, admin, mailoutbox):
    text = HEAD + "".join(f"{number};;P;P{number};p{number}@acme.example;;;;\n" for number in range(6))
    listing = drafted(acme, admin, text)
    with tenant_scope(acme):
        confirm(listing, by=admin, now=timezone.now())
        send_some(listing.pk, client=acme, most=2)
        cancel(listing, by=admin, now=timezone.now())
        assert not send_some(listing.pk, client=acme, most=100)
    assert len(mailoutbox) == 2

    worked_off(acme, admin, text)

    assert len(mailoutbox) == 6


@pytest.mark.parametrize(
    ("text", "day", "is_read"),
    [
        ("2024-03-01", date(2024, 3, 1), True),
        ("3/1/2024", date(2024, 3, 1), True),
        ("", None, True),
        ("31/12/2024", None, False),
        ("1066-10-14", None, False),
    ],
)
def test_day_of_hire_is_read_as_in_the_united_states(text, day, is_read):
    read, fault = read_hire_date(text, order=DayOrder.MONTH_FIRST, today=date(2026, 11, 29))

    assert (read, not fault) == (day, is_read)


def test_status_is_read_in_the_words_of_hr_systems():
    assert [read_status(text) for text in ("A", "LOA", "Terminated", "baja", "?")] == [
        "active",
        "leave",
        "terminated",
        "terminated",
        None,
    ]
