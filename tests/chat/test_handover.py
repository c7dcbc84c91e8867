"""A question sent to HR or a carrier: in the very words that were seen, once, and the reply comes back."""

import re
import smtplib
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client as Browser
from django.utils import timezone

from accounts.models import User
from benefits.models import Contact
from chat.erase import erase_outlived
from chat.handover.send import deliver
from chat.history import as_text
from chat.keeping import keep_for
from chat.models import LEAST_KEPT_DAYS, REPLY_AWAITED, Answer, Conversation, Gap, HandOver, Question
from chat.tasks import send_client_handovers
from chat.turns.fragments import new_answer_html
from tenants.context import tenant_scope

pytestmark = pytest.mark.usefixtures("in_acme", "extractive")
PET = "Is pet insurance offered?"


class DownBackend(EmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages: object) -> int:
        raise smtplib.SMTPServerDisconnected("down")


@pytest.fixture(autouse=True)
def _engine(settings) -> None:
    settings.EMBEDDING_ENGINE = "wordllama"


@pytest.fixture
def ann(acme, make_person) -> User:
    return make_person(acme, "employee", name="Ann Abel", email="ann@acme.example")


@pytest.fixture
def answer(ann) -> Answer:
    conversation = Conversation.objects.create(user=ann, title="Pets")
    question = Question.objects.create(conversation=conversation, text=PET)
    return Answer.objects.create(
        question=question, status=Answer.Status.DONE, reason="not_in_documents", text="Nothing says so [1]."
    )


@pytest.fixture
def hr_team() -> Contact:
    return Contact.objects.create(name="HR team", role="hr", email="hr@acme.example")


@pytest.fixture
def send(acme, ann, answer, browser_of) -> Callable[..., HandOver]:
    """Send the question as Ann does, having looked at it: send(to=contact, text="…")."""

    def send_it(to: Contact, text: str = PET, **facts: object) -> HandOver:
        told = {"to": to.pk, "text": text, "client_token": uuid4(), "looked_at": "True", **facts}
        browser_of(acme, ann).post(f"/a/{answer.pk}/ask-hr/", told)
        return HandOver.objects.order_by("created_at").last()

    return send_it


def conversation_page(browser: Browser, answer: Answer) -> str:
    return browser.get(f"/c/{answer.question.conversation_id}/").content.decode()


def test_person_sees_the_very_text_before_it_goes(acme, ann, answer, hr_team, browser_of):
    browser = browser_of(acme, ann)
    first = browser.get(f"/a/{answer.pk}/ask-hr/").content.decode()
    told = {"to": hr_team.pk, "text": f"{PET} My SSN is 123-45-6789.", "with_answer": "on", "client_token": uuid4()}

    looked_at = browser.post(f"/a/{answer.pk}/ask-hr/", told).content.decode()

    assert f"{PET}</textarea>" in first
    assert "This is exactly what goes" in looked_at
    assert ("Step 1 of 2" in first, "Step 2 of 2" in looked_at) == (True, True)
    # The name is HR's to choose: who reads it, the address tells.
    assert "<dd>HR team (hr@acme.example)</dd>" in re.sub(r"\s*\n\s*", "", looked_at)
    assert "Without your name" in looked_at
    assert "<textarea" not in looked_at
    assert "123-45-6789" not in looked_at
    assert "were taken out" in looked_at
    assert "The assistant answered:<br>Nothing says so." in looked_at
    assert (HandOver.objects.count(), mail.outbox) == (0, [])


def test_from_the_last_page_the_text_can_be_changed_with_all_that_was_filled_in(acme, ann, answer, hr_team, browser_of):
    told = {"to": hr_team.pk, "text": PET, "is_named": "1", "client_token": uuid4(), "looked_at": "True"}
    browser = browser_of(acme, ann)

    first = browser.post(f"/a/{answer.pk}/ask-hr/", {**told, "change": "1"}).content.decode()
    last = browser.post(f"/a/{answer.pk}/ask-hr/", {**told, "looked_at": ""}).content.decode()

    assert ("Step 1 of 2" in first, f"{PET}</textarea>" in first) == (True, True)
    assert "Ann Abel (ann@acme.example)" in last
    assert (HandOver.objects.count(), mail.outbox) == (0, [])


def test_it_goes_to_whom_it_was_meant_without_a_name_unless_the_person_gives_it(send, hr_team):
    without, named = send(hr_team), send(hr_team, is_named="1")

    first, second = mail.outbox
    assert (without.state, without.recipient_email, first.to) == ("sent", "hr@acme.example", ["hr@acme.example"])
    assert PET in first.body
    assert not re.search(r"ann|abel", first.body, re.IGNORECASE)
    assert "Ann Abel (ann@acme.example) asks:" in second.body
    assert f"/hr/handovers/{named.pk}/" in second.body


def test_pressed_twice_it_is_sent_once(send, hr_team):
    token = uuid4()

    one, two = send(hr_team, client_token=token), send(hr_team, client_token=token)

    assert (one, len(mail.outbox)) == (two, 1)


def test_identifier_typed_on_the_last_page_is_shown_masked_and_not_sent(send, hr_team):
    assert send(hr_team, text="My SSN is 123-45-6789.") is None
    assert mail.outbox == []


def test_plea_for_help_is_not_sent_but_answered(acme, ann, answer, hr_team, browser_of):
    told = {"to": hr_team.pk, "text": "I want to kill myself", "client_token": uuid4(), "looked_at": "True"}

    page = browser_of(acme, ann).post(f"/a/{answer.pk}/ask-hr/", told)

    assert (page.status_code, mail.outbox, HandOver.objects.count()) == (422, [], 0)
    assert "988" in page.content.decode()


def test_sixth_in_an_hour_has_to_wait(send, hr_team):
    for _ in range(6):
        send(hr_team)

    assert (HandOver.objects.count(), len(mail.outbox)) == (5, 5)


def test_mail_that_is_down_is_tried_again_then_said_and_sent_on_demand(
    acme, ann, answer, send, hr_team, settings, browser_of
):
    works = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.DownBackend"
    row = send(hr_team)
    waiting = HandOver.objects.get().state
    for minutes in range(3, 12, 2):
        now = timezone.now() + timedelta(minutes=minutes)
        HandOver.objects.filter(pk=row.pk).update(tried_at=now - timedelta(minutes=2))
        deliver(row.pk, now=now)
    failed = conversation_page(browser_of(acme, ann), answer)
    settings.EMAIL_BACKEND = works

    browser_of(acme, ann).post(f"/sent/{row.pk}/again/")

    row.refresh_from_db()
    assert waiting == "waiting"
    assert "It could not be sent to HR team." in failed
    assert (row.state, len(mail.outbox)) == ("sent", 1)


def test_sweeper_sends_what_the_queue_lost(acme, send, hr_team):
    row = send(hr_team)
    long_ago = timezone.now() - timedelta(minutes=10)
    HandOver.objects.filter(pk=row.pk).update(state="waiting", tried_at=None, created_at=long_ago)

    send_client_handovers(acme.schema_name)
    send_client_handovers(acme.schema_name)

    assert len(mail.outbox) == 2


def test_reply_of_hr_lands_in_the_conversation_and_the_mail_holds_none_of_it(
    acme, ann, answer, send, hr_team, make_person, browser_of
):
    row = send(hr_team)
    hr = browser_of(acme, make_person(acme, "hr_editor"))
    inbox = hr.get("/hr/handovers/").content.decode()
    hr.post(f"/hr/handovers/{row.pk}/", {"reply": "Yes, **from May**. <script>alert(1)</script>"})
    hr.post(f"/hr/handovers/{row.pk}/", {"reply": "Another one."})

    page = conversation_page(browser_of(acme, ann), answer)

    assert PET in inbox
    assert "Somebody who gives no name" in inbox
    assert "Ann" not in inbox
    assert "Reply from HR team" in page
    assert "<strong>from May</strong>" in page
    assert "<script>alert" not in page
    assert "Another one" not in page
    notice = mail.outbox[-1]
    assert (len(mail.outbox), notice.to) == (2, ["ann@acme.example"])
    assert f"/c/{answer.question.conversation_id}/#turn-{answer.question_id}" in notice.body
    assert "May" not in notice.body


def test_reply_stands_with_the_question_after_another_attempt_and_in_the_download(
    acme, ann, answer, send, hr_team, make_person, browser_of
):
    row = send(hr_team)
    facts = {"attempt": 2, "status": Answer.Status.DONE, "text": "Nothing says so."}
    again = Answer.objects.create(question=answer.question, **facts)
    browser_of(acme, make_person(acme, "hr_editor")).post(f"/hr/handovers/{row.pk}/", {"reply": "Yes, from May."})

    for html in (conversation_page(browser_of(acme, ann), answer), new_answer_html(again, ())):
        assert "Sent to HR team" in html
        assert "Yes, from May." in html
    download = "\n".join(as_text(ann))
    assert "Reply from HR team" in download
    assert "> Yes, from May." in download


def test_mail_of_a_reply_leads_to_the_question_on_a_branch_that_is_not_shown(
    acme, answer, send, hr_team, make_person, browser_of
):
    row = send(hr_team)
    other = Question.objects.create(conversation=answer.question.conversation, text="Is car insurance offered?")
    Answer.objects.create(question=other, status=Answer.Status.DONE, text="No.")

    browser_of(acme, make_person(acme, "hr_editor")).post(f"/hr/handovers/{row.pk}/", {"reply": "Yes, from May."})

    asked = answer.question
    assert f"/c/{asked.conversation_id}/?at={asked.pk}#turn-{asked.pk}" in mail.outbox[-1].body


def test_second_of_two_replies_is_told_so_with_its_words(acme, send, hr_team, make_person, browser_of):
    row = send(hr_team)
    browser_of(acme, make_person(acme, "hr_editor")).post(f"/hr/handovers/{row.pk}/", {"reply": "Yes, from May."})

    second = browser_of(acme, make_person(acme, "hr_editor"))
    page = second.post(f"/hr/handovers/{row.pk}/", {"reply": "I think not."})

    row.refresh_from_db()
    assert page.status_code == 422
    assert "There was a reply already" in page.text
    assert "I think not." in page.text
    assert row.reply == "Yes, from May."


def test_conversation_is_kept_while_a_reply_is_due_and_from_the_reply_on(
    acme, answer, send, hr_team, make_person, browser_of
):
    keep_for(LEAST_KEPT_DAYS, by=None)
    row, kept = send(hr_team), timedelta(days=LEAST_KEPT_DAYS)
    long_ago = timezone.now() - kept - timedelta(days=10)
    Conversation.objects.update(updated_at=long_ago)
    HandOver.objects.update(created_at=long_ago)

    assert erase_outlived(timezone.now()) == 0
    browser_of(acme, make_person(acme, "hr_editor")).post(f"/hr/handovers/{row.pk}/", {"reply": "Yes, from May."})

    assert erase_outlived(timezone.now() + kept - timedelta(days=1)) == 0
    assert erase_outlived(timezone.now() + kept + timedelta(days=1)) == 1


def test_conversation_is_not_kept_for_a_reply_that_nobody_can_give_any_more(acme, answer, send, hr_team):
    send(hr_team)
    long_ago = timezone.now() - REPLY_AWAITED - timedelta(days=40)
    Conversation.objects.update(updated_at=long_ago)
    HandOver.objects.update(created_at=long_ago)

    assert erase_outlived(timezone.now()) == 1


def test_carrier_replies_by_a_link_that_opens_this_one_text_and_hr_does_not_see_it(
    acme, globex, ann, answer, send, make_person, browser_of
):
    carrier = Contact.objects.create(name="Brightsmile Dental", role="dental", email="care@brightsmile.example")
    row = send(carrier)
    path = re.search(r"/reply/[^\s\"]+", mail.outbox[0].body)[0]
    nobody = browser_of(acme)

    page = nobody.get(path).content.decode()
    nobody.post(path, {"reply": "We do not insure pets."})

    hr = browser_of(acme, make_person(acme, "hr_admin"))
    row.refresh_from_db()
    assert PET in page
    assert row.reply == "We do not insure pets."
    assert "Reply from Brightsmile Dental" in conversation_page(browser_of(acme, ann), answer)
    assert PET not in hr.get("/hr/handovers/").content.decode()
    assert hr.get(f"/hr/handovers/{row.pk}/").status_code == 404
    assert browser_of(globex).get(path).status_code == 404
    assert nobody.get(path.replace("/reply/", "/reply/x")).status_code == 404


def test_nobody_but_hr_reads_it(acme, globex, send, hr_team, make_person, browser_of):
    row = send(hr_team)
    others = [make_person(acme, "employee"), None]

    assert [browser_of(acme, person).get(f"/hr/handovers/{row.pk}/").status_code for person in others] == [403, 302]
    with tenant_scope(globex):
        foreign = make_person(globex, "hr_admin")
    assert browser_of(globex, foreign).get(f"/hr/handovers/{row.pk}/").status_code == 404


def test_colleague_cannot_send_on_anothers_answer(acme, answer, hr_team, make_person, browser_of):
    browser = browser_of(acme, make_person(acme, "employee"))

    assert browser.get(f"/a/{answer.pk}/ask-hr/").status_code == 404
    assert browser.post(f"/a/{answer.pk}/ask-hr/", {"to": hr_team.pk, "text": "x"}).status_code == 404


def test_what_was_sent_counts_as_a_gap(send, hr_team):
    send(hr_team)

    (gap,) = Gap.objects.all()
    assert gap.people.get().reason == "asked_hr"


def test_without_any_contact_it_goes_to_an_hr_admin(acme, ann, answer, make_person, browser_of):
    make_person(acme, "hr_admin", email="owner@acme.example")
    told = {"to": "hr", "text": PET, "client_token": uuid4(), "looked_at": "True"}

    browser_of(acme, ann).post(f"/a/{answer.pk}/ask-hr/", told)

    assert [message.to for message in mail.outbox] == [["owner@acme.example"]]
