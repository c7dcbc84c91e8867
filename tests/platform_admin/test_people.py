"""An operator sends a client's list of people: as HR's are, in both audits, and without a word of anybody in it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.invite_many import send_some
from accounts.models import Invitation, InvitationLine, InvitationList, User
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope
from tenants.models import Client
from tests.pages import words

LIST = (
    "employee id,email,name,class,role\n"
    "N-1,nia@acme.example,Nia New,,\n"
    "N-2,not-an-address,Ned Nobody,,\n"
    "N-3,mo@acme.example,Mo More,EXEC,\n"
    "N-4,hana@acme.example,Hana Hope,,HR admin\n"
    "A-9,ann@acme.example,Ann Lee,,\n"
)
# Of everybody in the list and at the client: no page or file of an operator's may have one of them.
OF_PEOPLE = ("nia", "Nia New", "Ned", "not-an-address", "Mo More", "EXEC", "Hana", "ann@", "Ann Lee", "A-1")


def url(client, end: str = "") -> str:
    return reverse(f"platform_admin:client_people{end}", args=[client.id], urlconf="config.urls_platform")


@pytest.fixture
def ann(acme, make_person) -> User:
    return make_person(acme, email="ann@acme.example", name="Ann Lee", employee_id="A-1")


@pytest.fixture
def sent(acme, ann, portal):
    """A list that an operator has sent; and the page that came then."""
    page = portal.post(url(acme), {"file": SimpleUploadedFile("people.csv", LIST.encode())}, follow=True)
    with tenant_scope(acme):
        return InvitationList.objects.get(), page


def acts(client=None) -> list[tuple[str, str]]:
    def asked() -> list[tuple[str, str]]:
        rows = AuditEvent.objects.filter(action__startswith="client.people").order_by("number")
        return list(rows.values_list("action", "actor_role"))

    if client is None:
        return asked()
    with tenant_scope(client):
        return asked()


def test_operator_reads_counts_lines_columns_and_kinds_and_nobody(acme, portal, sent):
    listing, page = sent
    errors = portal.get(f"{url(acme, '_errors')}?list={listing.pk}")

    assert "Send 1 invitation" in words(page)
    assert errors.content.decode("utf-8-sig").splitlines() == [
        "line,column,what is wrong",
        "3,Email,Cannot be understood",
        "4,Class,Is nothing that this client has",
        '5,Role,"Is about HR, which no such list brings in or closes"',
        "6,Employee ID,Is another person’s already",
    ]
    for answer in (page, portal.get(url(acme)), errors, portal.get(f"{url(acme)}?list={listing.pk}&part=progress")):
        assert not [one for one in OF_PEOPLE if one in answer.content.decode()], answer.request["PATH_INFO"]


def test_confirming_asks_for_the_factor_again_and_is_told_in_both_audits(
    acme, portal, operator, confirmed_again, sent, mailoutbox
):
    listing, _page = sent
    form = {"list": str(listing.pk)}

    asked = portal.post(url(acme, "_send"), form)
    assert asked.headers["Location"].startswith("/platform-admin/you/confirm/")
    with tenant_scope(acme):
        assert InvitationList.objects.get().confirmed_at is None
    confirmed_again(asked.headers["Location"])
    with tenant_scope(acme):
        send_some(listing.pk, client=acme, most=10)
        assert [one.email for one in Invitation.objects.all()] == ["nia@acme.example"]
        assert AuditEvent.objects.filter(action="person.invited", actor_id=None).count() == 1

    assert [mail.to for mail in mailoutbox] == [["nia@acme.example"]]
    assert "your HR team invites you" in mailoutbox[0].body
    told = [("client.people_received", "operator"), ("client.people_confirmed", "operator")]
    assert acts() == acts(acme) == told
    assert not AuditEvent.objects.filter(detail__icontains="nia").exists()


def test_client_reads_in_its_own_audit_that_the_platform_did_it(acme, sent, make_person, browser_of):
    page = words(browser_of(acme, make_person(acme, "hr_admin")).get("/hr/audit/"))

    assert "List of people taken in" in page


def test_hr_sees_the_list_with_its_names_and_that_the_platform_sent_it(acme, sent, make_person, browser_of):
    listing, _page = sent
    browser = browser_of(acme, make_person(acme, "hr_admin"))

    assert "Nia New" in words(browser.get(f"/accounts/people/invite-many/{listing.pk}/"))
    assert "by the platform" in words(browser.get("/accounts/people/invite-many/"))


def test_operator_closes_who_is_missing_by_their_number(acme, confirmed, make_person):
    for number in range(10):
        make_person(acme, email=f"p{number}@acme.example", name=f"P {number}", employee_id=f"P-{number}")
    text = "employee id,email\n" + "".join(f"P-{number},p{number}@acme.example\n" for number in range(9))
    page = confirmed.post(url(acme), {"text": text}, follow=True)
    with tenant_scope(acme):
        listing = InvitationList.objects.get()
    assert "1 employee with an account does not stand in it" in words(page)

    wrong = confirmed.post(url(acme, "_send"), {"list": listing.pk, "closing": "7"}, follow=True)
    assert "Nothing was sent or changed." in words(wrong)
    confirmed.post(url(acme, "_send"), {"list": listing.pk, "closing": "1"})

    with tenant_scope(acme):
        send_some(listing.pk, client=acme, most=10)
        assert list(User.objects.filter(is_active=False).values_list("email", flat=True)) == ["p9@acme.example"]
        assert AuditEvent.objects.get(action="client.people_confirmed").detail["closing"] == 1


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"status": "suspended"}, "is suspended. Reactivate it among its settings first."),
        ({"status": "offboarding"}, "is leaving"),
        ({"held_since": timezone.now()}, "is under a legal hold"),
        ({"status": "past_due", "grace_until": "2020-01-01"}, "is not served right now"),
    ],
)
def test_client_that_is_not_served_or_is_held_gets_no_list(acme, confirmed, facts, sentence):
    confirmed.post(url(acme), {"text": "email,name\na@acme.example,A\n"})
    with tenant_scope(acme):
        listing = InvitationList.objects.get()
    before = acts()
    Client.objects.filter(pk=acme.id).update(**facts)

    assert sentence in words(confirmed.get(url(acme)))
    assert sentence in words(confirmed.post(url(acme), {"text": "email,name\nb@acme.example,B\n"}))
    assert sentence in words(confirmed.post(url(acme, "_send"), {"list": listing.pk}, follow=True))
    assert confirmed.get(f"{url(acme, '_errors')}?list={listing.pk}").status_code == 404
    with tenant_scope(acme):
        assert InvitationLine.objects.count() == 1
        assert InvitationList.objects.get().confirmed_at is None
    assert acts() == before


def test_list_of_hr_is_none_of_the_operators(acme, confirmed, make_person):
    with tenant_scope(acme):
        listing = InvitationList.objects.create(made_by=None)
        InvitationLine.objects.create(list=listing, number=2, email="a@acme.example", status="faulty", fault="form")

    assert str(listing.pk) not in confirmed.get(url(acme)).text
    assert confirmed.get(f"{url(acme, '_errors')}?list={listing.pk}").status_code == 404
    for end in ("_send", "_stop", "_discard", "_order"):
        confirmed.post(url(acme, end), {"list": listing.pk, "order": "day_first"})
    with tenant_scope(acme):
        assert InvitationList.objects.get().confirmed_at is None
    assert acts() == []


def test_list_of_another_client_is_not_found_under_this_one(acme, globex, confirmed, sent):
    listing, _page = sent

    assert confirmed.get(f"{url(globex, '_errors')}?list={listing.pk}").status_code == 404
    confirmed.post(url(globex, "_send"), {"list": listing.pk})
    with tenant_scope(acme):
        assert InvitationList.objects.get().confirmed_at is None


@pytest.mark.parametrize("told", ["", "no-uuid", "5a1c2f6e"])
def test_form_without_its_list_is_not_found(acme, confirmed, told):
    assert confirmed.post(url(acme, "_stop"), {"list": told}).status_code == 404


def test_page_of_the_portal_is_not_there_on_a_clients_host_nor_for_who_is_no_operator(
    acme, browser_of, make_person, visitor
):
    admin = browser_of(acme, make_person(acme, "hr_admin"))

    assert admin.get(url(acme)).status_code == admin.post(url(acme, "_send"), {}).status_code == 404
    assert visitor("localhost").get(url(acme)).headers["Location"].startswith("/accounts/login/")
