"""Many invitations at once: looked at first, sent once, safe to send again."""

import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from accounts.audience import ANYBODY, Audience
from accounts.invite import accept, resend
from accounts.invite_many import CLAIM_LIMIT, DRAFT_LIMIT, confirm, forget_old_lists, send_some
from accounts.models import Invitation, InvitationLine, InvitationList, User
from accounts.tasks import resume_client_invitations, send_invitations
from benefits.models import BenefitClass
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope
from tenants.models import Client
from tests.accounts.rosters import draft
from tests.pages import words

LIST = """email,name,class,role
dana@acme.example,Dana Whitlock,UNION,
OMAR@acme.example,Omar Reyes,salaried,HR editor
not-an-address,Nobody,,
lena@acme.example,Lena Lopez,EXEC,
lena@acme.example,,,
sol@acme.example,=HYPERLINK(1),,
max@acme.example,Max,,root
dana@acme.example,Dana Again,,
known@acme.example,Known,,
open@acme.example,Open,,
x@nobody.invalid,Nobody,,
"""


@pytest.fixture
def admin(acme, make_person) -> User:
    with tenant_scope(acme):
        BenefitClass.objects.create(code="UNION", label="Local 88")
        BenefitClass.objects.create(code="SAL", label="Salaried")
    return make_person(acme, "hr_admin", name="Olive Owner")


@pytest.fixture
def browser(acme, admin, browser_of):
    return browser_of(acme, admin)


def open_invitation(client, email: str) -> None:
    with tenant_scope(client):
        Invitation.objects.create(
            email=email, role="employee", key_hash=email, expires_at=timezone.now() + timedelta(days=1)
        )


def lines(client) -> list[tuple]:
    with tenant_scope(client):
        rows = InvitationLine.objects.order_by("number")
        return [(row.number, row.email, row.class_code, row.role, row.status, row.note) for row in rows]


def drafted(client, admin, text: str) -> InvitationList:
    with tenant_scope(client):
        return draft(text, by=admin, now=timezone.now())


def test_list_is_shown_line_by_line_and_nothing_is_sent(acme, browser, make_person, mailoutbox):
    make_person(acme, email="known@acme.example")
    open_invitation(acme, "open@acme.example")

    page = browser.post("/accounts/people/invite-many/", {"text": LIST}, follow=True)

    day = timezone.now()
    known = f"Was invited on {day:%B} {day.day}; that link works."
    assert [line[0] for line in lines(acme)] == list(range(2, 13))
    assert lines(acme) == [
        (2, "dana@acme.example", "UNION", "employee", "ready", ""),
        (3, "omar@acme.example", "SAL", "hr_editor", "ready", ""),
        (4, "not-an-address", "", "employee", "faulty", "This is not an email address."),
        (5, "lena@acme.example", "", "employee", "faulty", "There is no class “EXEC”. There are: SAL, UNION."),
        (6, "lena@acme.example", "", "employee", "faulty", "There is no name."),
        (
            7,
            "sol@acme.example",
            "",
            "employee",
            "faulty",
            "The name begins like a formula or has invisible characters.",
        ),
        (
            8,
            "max@acme.example",
            "",
            "employee",
            "faulty",
            "There is no role “root”. Write employee, HR editor or HR admin.",
        ),
        (9, "dana@acme.example", "", "employee", "faulty", "The same address stands in line 2."),
        (10, "known@acme.example", "", "employee", "known", "Has an account already."),
        (11, "open@acme.example", "", "employee", "known", known),
        (12, "x@nobody.invalid", "", "employee", "faulty", "No mail can be delivered to this address."),
    ]
    assert "Nothing has been sent or changed yet." in words(page)
    assert "Send 2 invitations" in words(page)
    assert "There is no class “EXEC”. There are: SAL, UNION." in words(page)
    assert mailoutbox == []
    with tenant_scope(acme):
        assert Invitation.objects.count() == 1


def test_confirmed_list_is_sent_and_each_person_comes_in_as_promised(acme, admin, browser, mailoutbox):
    listing = drafted(acme, admin, LIST)

    browser.post(f"/accounts/people/invite-many/{listing.pk}/send/")
    assert mailoutbox == []
    send_invitations(acme.schema_name, str(listing.pk))

    assert sorted(mail.to[0] for mail in mailoutbox) == [
        "dana@acme.example",
        "known@acme.example",
        "omar@acme.example",
        "open@acme.example",
    ]
    assert all("Olive Owner invites you" in mail.body for mail in mailoutbox)
    with tenant_scope(acme):
        omar = Invitation.objects.get(email="omar@acme.example")
        assert (omar.name, omar.role, omar.class_code, omar.invited_by) == ("Omar Reyes", "hr_editor", "SAL", admin)
        assert InvitationList.objects.get().finished_at is not None
        done = AuditEvent.objects.filter(action__startswith="invitations.").order_by("at")
        assert [(event.action, event.actor_id, event.detail) for event in done] == [
            ("invitations.confirmed", admin.pk, {"lines": 4}),
            ("invitations.sent", admin.pk, {"lines": 4}),
        ]
        assert AuditEvent.objects.filter(action="person.invited", actor_id=admin.pk).count() == 4
    assert "Sent" in words(browser.get(f"/accounts/people/invite-many/{listing.pk}/"))


def test_list_that_is_not_confirmed_is_not_sent_whoever_asks(acme, admin, mailoutbox):
    listing = drafted(acme, admin, LIST)

    send_invitations(acme.schema_name, str(listing.pk))
    resume_client_invitations(acme.schema_name)

    assert mailoutbox == []


def test_same_list_again_invites_nobody_twice(acme, admin, mailoutbox):
    text = "email,name\ndana@acme.example,Dana\n"
    first, second = drafted(acme, admin, text), drafted(acme, admin, text)
    for listing in (first, second):
        with tenant_scope(acme):
            assert confirm(listing, by=admin, now=timezone.now())
            assert not confirm(listing, by=admin, now=timezone.now())
        send_invitations(acme.schema_name, str(listing.pk))
        send_invitations(acme.schema_name, str(listing.pk))

    third = drafted(acme, admin, text)

    assert len(mailoutbox) == 1
    with tenant_scope(acme):
        assert [line.status for line in second.lines.all()] == ["known"]
        assert [line.status for line in third.lines.all()] == ["known"]


def test_two_workers_with_the_same_address_send_one_mail(committed, make_person, mailoutbox):
    client = committed["acme"]
    admin = make_person(client, "hr_admin")
    text = "email,name\n" + "\n".join(f"p{number}@acme.example,Person {number}" for number in range(12))
    listings = [drafted(client, admin, text), drafted(client, admin, text)]
    with tenant_scope(client):
        # Not by way of `confirm`, which lets one begin at a time: what is sent must hold by itself.
        InvitationList.objects.update(confirmed_at=timezone.now())
    barrier = Barrier(4)

    def work(listing: InvitationList) -> None:
        barrier.wait()
        try:
            with tenant_scope(client):
                send_some(listing.pk, client=client, most=50)
        finally:
            connection.close()

    threads = [Thread(target=work, args=[listing]) for listing in (*listings, *listings)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(mail.to[0] for mail in mailoutbox) == sorted(f"p{number}@acme.example" for number in range(12))
    with tenant_scope(client):
        assert Invitation.objects.pending().count() == 12
        assert sorted(InvitationLine.objects.values_list("status", flat=True)) == ["known"] * 12 + ["sent"] * 12


def test_line_whose_worker_was_lost_is_sent_with_a_working_link(acme, admin, mailoutbox, link_in, browser_of):
    listing = drafted(acme, admin, "email,name\ndana@acme.example,Dana\n")
    with tenant_scope(acme):
        confirm(listing, by=admin, now=timezone.now())
        line = listing.lines.get()
        lost = Invitation.objects.create(
            email=line.email, role="employee", key_hash="lost", expires_at=timezone.now() + timedelta(days=1)
        )
        long_ago = timezone.now() - CLAIM_LIMIT - timedelta(seconds=1)
        InvitationLine.objects.filter(pk=line.pk).update(status="sending", claimed_at=long_ago, invitation=lost)
    send_invitations(acme.schema_name, str(listing.pk))
    assert mailoutbox == []

    resume_client_invitations(acme.schema_name)
    send_invitations(acme.schema_name, str(listing.pk))

    (mail,) = mailoutbox
    path = link_in(mail).removeprefix("http://acme.localhost:8000")
    assert browser_of(acme).get(path).status_code == 200
    with tenant_scope(acme):
        assert listing.lines.get().status == "sent"


def test_mail_server_that_is_down_is_said_and_the_list_can_come_again(acme, admin, browser, settings, mailoutbox):
    text = "email,name\ndana@acme.example,Dana\n"
    listing = drafted(acme, admin, text)
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    browser.post(f"/accounts/people/invite-many/{listing.pk}/send/")
    send_invitations(acme.schema_name, str(listing.pk))
    assert "The mail could not be sent." in words(browser.get(f"/accounts/people/invite-many/{listing.pk}/"))

    settings.EMAIL_BACKEND = working
    again = drafted(acme, admin, text)
    with tenant_scope(acme):
        confirm(again, by=admin, now=timezone.now())
    send_invitations(acme.schema_name, str(again.pk))

    assert [mail.to for mail in mailoutbox] == [["dana@acme.example"]]


def test_class_removed_meanwhile_is_given_to_nobody(acme, admin, mailoutbox):
    listing = drafted(acme, admin, "email,name,class\ndana@acme.example,Dana,UNION\n")
    with tenant_scope(acme):
        BenefitClass.objects.filter(code="UNION").delete()
        confirm(listing, by=admin, now=timezone.now())

    send_invitations(acme.schema_name, str(listing.pk))

    assert mailoutbox == []
    assert lines(acme)[0][4:] == ("failed", "There is no class UNION any more. Choose another one.")


def test_list_of_who_is_no_admin_any_more_brings_nobody_into_hr(acme, admin, mailoutbox):
    text = "email,name,role\nmine@home.example,Me,HR admin\ndana@acme.example,Dana,\n"
    listing = drafted(acme, admin, text)
    with tenant_scope(acme):
        confirm(listing, by=admin, now=timezone.now())
        User.objects.filter(pk=admin.pk).update(is_active=False)

    send_invitations(acme.schema_name, str(listing.pk))

    assert [mail.to for mail in mailoutbox] == [["dana@acme.example"]]
    assert lines(acme)[0][4] == "failed"


def test_progress_asks_for_itself_until_all_is_sent(acme, admin, browser):
    listing = drafted(acme, admin, LIST)
    browser.post(f"/accounts/people/invite-many/{listing.pk}/send/")
    address = f"/accounts/people/invite-many/{listing.pk}/?part=progress"
    with tenant_scope(acme):
        send_some(listing.pk, client=acme, most=1)
    half = browser.get(address)

    send_invitations(acme.schema_name, str(listing.pk))
    whole = browser.get(address)

    assert "hx-get" in half.text
    assert re.search(r"\b1 of 4\b", words(half))
    assert "HX-Refresh" not in half.headers
    assert "hx-get" not in whole.text
    assert whole.headers["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({}, "Choose a file or paste lines."),
        ({"text": "x" * (1024 * 1024 + 1)}, "1 MB pasted"),
        ({"text": "name\nDana"}, "No column is named “email”"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence_and_what_was_typed_stays(acme, browser, told, sentence):
    page = browser.post("/accounts/people/invite-many/", told)

    assert page.status_code == 422
    assert sentence in words(page)
    assert "name\nDana" in page.text or told.get("text") != "name\nDana"
    assert lines(acme) == []


def test_file_is_read_as_the_pasted_lines_are(acme, browser):
    file = SimpleUploadedFile("people.csv", "email;name\nd@acme.example;Íñigo\n".encode("cp1252"))

    browser.post("/accounts/people/invite-many/", {"file": file})

    with tenant_scope(acme):
        assert InvitationLine.objects.get().name == "Íñigo"


def test_list_is_not_discarded_under_a_legal_hold(acme, admin, browser):
    listing = drafted(acme, admin, LIST)
    Client.objects.filter(pk=acme.id).update(held_since=timezone.now())

    page = browser.post(f"/accounts/people/invite-many/{listing.pk}/discard/", follow=True)

    assert "Under a legal hold nothing is deleted." in page.text
    with tenant_scope(acme):
        assert InvitationList.objects.filter(pk=listing.pk).exists()


def test_list_can_be_discarded_before_it_is_sent_and_not_after(acme, admin, browser):
    first, second = drafted(acme, admin, LIST), drafted(acme, admin, LIST)
    browser.post(f"/accounts/people/invite-many/{second.pk}/send/")

    for listing in (first, second):
        browser.post(f"/accounts/people/invite-many/{listing.pk}/discard/")

    with tenant_scope(acme):
        assert list(InvitationList.objects.all()) == [second]


def test_drafts_and_old_lists_are_forgotten(in_acme, make_person):
    admin, now = make_person(in_acme, "hr_admin"), timezone.now()
    old = draft("a@acme.example,A", by=admin, now=now - DRAFT_LIMIT - timedelta(hours=1))
    new = draft("b@acme.example,B", by=admin, now=now)
    sent = draft("c@acme.example,C", by=admin, now=now)
    InvitationList.objects.filter(pk=sent.pk).update(confirmed_at=now, finished_at=now - timedelta(days=31))

    forget_old_lists(now)

    assert list(InvitationList.objects.all()) == [new]
    assert not InvitationLine.objects.filter(list=old).exists()


@pytest.mark.parametrize("role", ["employee", "hr_editor"])
def test_only_admins_see_or_send_a_list(acme, admin, make_person, browser_of, role):
    listing, other = drafted(acme, admin, LIST), browser_of(acme, make_person(acme, role))

    assert other.get(f"/accounts/people/invite-many/{listing.pk}/").status_code == 403
    assert other.post(f"/accounts/people/invite-many/{listing.pk}/send/").status_code == 403
    with tenant_scope(acme):
        assert InvitationList.objects.get().confirmed_at is None


def test_list_of_another_client_is_neither_seen_nor_sent(acme, globex, admin, browser, make_person, browser_of):
    listing = drafted(acme, admin, LIST)
    stranger = browser_of(globex, make_person(globex, "hr_admin"))
    assert browser.get(f"/accounts/people/invite-many/{listing.pk}/").status_code == 200

    assert stranger.get(f"/accounts/people/invite-many/{listing.pk}/").status_code == 404
    assert stranger.post(f"/accounts/people/invite-many/{listing.pk}/send/").status_code == 404
    with tenant_scope(acme):
        assert InvitationList.objects.get().confirmed_at is None


def test_states_and_hours_come_with_the_list_and_with_the_account(acme, browser, admin, mailoutbox):
    text = (
        "email,name,state,full/part time\n"
        "ana@acme.example,Ana,california,Part-Time\n"
        "ben@acme.example,Ben,NY,FT\n"
        "cleo@acme.example,Cleo,,\n"
        "dan@acme.example,Dan,Calif,\n"
        "eve@acme.example,Eve,TX,40 hours\n"
    )
    page = browser.post("/accounts/people/invite-many/", {"text": text}, follow=True)

    with tenant_scope(acme):
        rows = InvitationLine.objects.order_by("number")
        assert [(row.number, row.audience, row.status, row.note) for row in rows] == [
            (2, Audience("", "CA", "part_time"), "ready", ""),
            (3, Audience("", "NY", "full_time"), "ready", ""),
            (4, ANYBODY, "ready", ""),
            (5, ANYBODY, "faulty", "“Calif” is no state. Write its name or its two letters: California or CA."),
            (
                6,
                Audience("", "TX", ""),
                "faulty",
                "“40 hours” is no working time. Write full time or part time.",
            ),
        ]
    assert "California, part time" in page.text

    with tenant_scope(acme) as client:
        listing = InvitationList.objects.get()
        confirm(listing, by=admin, now=timezone.now())
        send_some(listing.pk, client=client, most=10)
        invitation = Invitation.objects.get(email="ana@acme.example")
        again, _ = resend(invitation, by=admin, now=timezone.now())
        person = accept(again, name="Ana", password="a-long-enough-passphrase", now=timezone.now())
        assert person.audience == Audience("", "CA", "part_time")


def test_sentence_on_a_line_is_kept_whole_however_long_the_codes_of_classes_are(acme, admin, browser):
    with tenant_scope(acme):
        for number in range(12):
            BenefitClass.objects.create(code=f"LONG-CODE-OF-A-CLASS-OF-US-{number:03}", label=f"Class {number}")

    browser.post("/accounts/people/invite-many/", {"text": f"email,name,class\nlena@acme.example,Lena,{'x' * 90}\n"})

    ((*_, status, note),) = lines(acme)
    assert status == "faulty"
    assert note.startswith("There is no class “xxx")
    assert note.endswith(".")
    assert "LONG-CODE-OF-A-CLASS-OF-US-000, LONG" in note


class TestPeopleWithAnAccount:
    """A list may tell another class, state or hours of somebody who is here already."""

    TEXT = (
        "email,state,hours,role\nana@acme.example,ny,,HR admin\nben@acme.example,CA,full time,\nnew@acme.example,NY,,\n"
    )

    @pytest.fixture
    def people(self, acme, make_person) -> None:
        make_person(acme, email="ana@acme.example", work_state="CA", hours="part_time", class_code="UNION")
        make_person(acme, email="ben@acme.example", work_state="CA", hours="full_time")

    def audiences(self, client) -> dict[str, Audience]:
        with tenant_scope(client):
            people = User.objects.filter(email__in=["ana@acme.example", "ben@acme.example"])
            return {person.email: person.audience for person in people}

    def test_changes_are_shown_before_anything_is_changed(self, acme, browser, people) -> None:
        page = browser.post("/accounts/people/invite-many/", {"text": self.TEXT}, follow=True)

        assert [(line[1], line[4], line[5]) for line in lines(acme)] == [
            ("ana@acme.example", "ready", "Has an account already. State: California becomes New York."),
            ("ben@acme.example", "known", "Has an account already."),
            ("new@acme.example", "faulty", "There is no name."),
        ]
        assert "To be changed" in words(page)
        assert "Change 1 person" in words(page)
        assert self.audiences(acme)["ana@acme.example"] == Audience("UNION", "CA", "part_time")

    def test_confirmed_change_is_made_and_what_is_not_told_stays(
        self, acme, admin, browser, people, mailoutbox
    ) -> None:
        listing = drafted(acme, admin, self.TEXT)

        with tenant_scope(acme) as client:
            confirm(listing, by=admin, now=timezone.now())
            send_some(listing.pk, client=client, most=10)

        assert self.audiences(acme)["ana@acme.example"] == Audience("UNION", "NY", "part_time")
        assert lines(acme)[0][4:] == ("changed", "State: California becomes New York.")
        assert mailoutbox == []
        with tenant_scope(acme):
            assert User.objects.get(email="ana@acme.example").role == "employee"
            event = AuditEvent.objects.get(action="person.changed")
            assert (event.actor_id, event.detail["fields"]) == (admin.pk, ["work_state"])

    def test_changes_that_are_not_wanted_are_left_out_and_the_rest_is_sent(self, acme, admin, browser, people) -> None:
        listing = drafted(
            acme, admin, "email,name,state\nana@acme.example,,NY\nben@acme.example,,CA\nnew@acme.example,Nia,\n"
        )
        assert [line[4] for line in lines(acme)] == ["ready", "known", "ready"]

        browser.post(f"/accounts/people/invite-many/{listing.pk}/send/", {})

        with tenant_scope(acme) as client:
            send_some(listing.pk, client=client, most=10)
        assert self.audiences(acme)["ana@acme.example"] == Audience("UNION", "CA", "part_time")
        assert [line[4] for line in lines(acme)] == ["known", "known", "sent"]

    @pytest.mark.parametrize("lost", [{"role": "employee"}, {"is_active": False}])
    def test_list_of_who_is_no_admin_any_more_changes_nobody(self, acme, admin, people, lost) -> None:
        listing = drafted(acme, admin, self.TEXT)

        with tenant_scope(acme) as client:
            confirm(listing, by=admin, now=timezone.now())
            User.objects.filter(pk=admin.pk).update(**lost)
            send_some(listing.pk, client=client, most=10)

        assert lines(acme)[0][4] == "failed"
        assert self.audiences(acme)["ana@acme.example"] == Audience("UNION", "CA", "part_time")

    def test_closed_account_is_not_changed(self, acme, admin, people) -> None:
        listing = drafted(acme, admin, self.TEXT)

        with tenant_scope(acme) as client:
            confirm(listing, by=admin, now=timezone.now())
            User.objects.filter(email="ana@acme.example").update(is_active=False)
            send_some(listing.pk, client=client, most=10)

        assert lines(acme)[0][4:] == ("failed", "The account has been closed meanwhile. Nothing was changed.")
        assert self.audiences(acme)["ana@acme.example"] == Audience("UNION", "CA", "part_time")
