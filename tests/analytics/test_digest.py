"""The week for HR: what waits, once a week, to whoever wants it, and never what anybody asked."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.mails.choices import choose
from accounts.mails.kinds import mail_kind
from accounts.models import User
from analytics.digest import Week, digest_of, send_digests
from analytics.release.cut import release
from knowledge.models import Document
from tests.analytics.counted import Asked, count

TODAY = date(2026, 11, 10)
NOW = datetime(2026, 11, 10, 14, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("in_acme")


@pytest.fixture
def ending(publish_guide) -> Document:
    publish_guide()
    Document.objects.update(effective_to=TODAY + timedelta(days=20))
    return Document.objects.get()


def send(today: date = TODAY) -> int:
    return send_digests(now=NOW, today=today)


def test_what_waits_is_mailed_once_a_week_to_each_of_hr(ending, acme, make_person, mailoutbox):
    people = {make_person(acme, role, email=f"{role}@acme.example") for role in ("hr_admin", "hr_editor")}
    make_person(acme, "employee", email="employee@acme.example")

    assert (send(), send(), send(TODAY + timedelta(days=1))) == (2, 0, 0)

    assert {mail.to[0] for mail in mailoutbox} == {person.email for person in people}
    assert f"{ending.title}, November 30, 2026" in mailoutbox[0].body
    assert "List-Unsubscribe" in mailoutbox[0].message()
    assert send(TODAY + timedelta(days=7)) == 2


def test_who_wants_it_no_more_gets_it_no_more(ending, acme, make_person, mailoutbox):
    hanna = make_person(acme, "hr_editor", email="hanna@acme.example")
    choose(hanna, mail_kind("digest"), is_wanted=False)

    send()

    assert "hanna@acme.example" not in {mail.to[0] for mail in mailoutbox}


def test_week_in_which_nothing_waits_mails_nobody(acme, make_person, mailoutbox):
    make_person(acme, "hr_admin")

    assert (send(), mailoutbox) == (0, [])


def test_mail_that_did_not_go_is_sent_with_the_next_try(ending, acme, make_person, settings, mailoutbox):
    make_person(acme, "hr_admin", email="olive@acme.example")
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    with pytest.raises(OSError):
        send()

    settings.EMAIL_BACKEND = backend
    assert send() >= 1


@pytest.mark.parametrize(("askers", "is_told"), [(4, False), (30, True)], ids=["few", "enough"])
def test_week_is_told_as_far_as_enough_people_are_behind_it(askers, is_told):
    User.objects.bulk_create(
        User(email=f"{number}@acme.example", name="Ann", role="employee", password="!") for number in range(25)
    )
    at = NOW - timedelta(days=2)

    count(Asked(at, person, "answered" if person % 5 else "refused", "tax") for person in range(askers))
    release(now=NOW)

    assert digest_of(NOW, TODAY).week == (Week(30, 30, 80, ()) if is_told else None)


def test_own_choice_is_made_on_the_page_of_mails(acme, make_person, browser_of):
    hr = browser_of(acme, make_person(acme, "hr_editor"))
    page = "/hr/company/mails/"

    assert "You get this mail yourself." in hr.get(page, {"mail": "digest"}).text
    stopped = hr.post(f"{page}digest/choice/", {"wanted": "0"}, follow=True)
    again = hr.post(f"{page}digest/choice/", {"wanted": "1"}, follow=True)

    assert "You have stopped this mail for yourself." in stopped.text
    assert "You get this mail yourself." in again.text
    assert hr.post(f"{page}invitation/choice/", {"wanted": "0"}).status_code == 404
