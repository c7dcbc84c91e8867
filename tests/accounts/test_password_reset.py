import pytest
from django.test import Client as Browser

from accounts.models import User
from tenants.context import tenant_scope

NEW = "another-long-passphrase"


def ask_for_link(host: str, email: str) -> object:
    return Browser(HTTP_HOST=host).post("/accounts/password/reset/", {"email": email})


def test_mail_comes_in_the_clients_name_with_a_link_on_its_stored_host(acme, make_person, mailoutbox, link_in):
    person = make_person(acme)

    ask_for_link("ACME.localhost.:8000", person.email)

    (message,) = mailoutbox
    assert message.to == [person.email]
    assert "Acme Corp" in message.subject
    assert "Acme Corp" in message.body
    assert link_in(message).startswith("http://acme.localhost:8000/accounts/password/reset/key/")


def open_link(browser: Browser, person: User, mailoutbox: list, link_in) -> str:
    """Have the mail sent, open its link and return the address of the form behind it."""
    ask_for_link("acme.localhost", person.email)
    path = link_in(mailoutbox[-1]).removeprefix("http://acme.localhost:8000")
    return browser.get(path).headers["Location"]


@pytest.mark.parametrize("host", ["evil.example", "acme.localhost.evil.example", "acme.localhost@evil.example"])
def test_hostile_host_gets_404_and_sends_nothing(acme, make_person, mailoutbox, host):
    person = make_person(acme)

    assert ask_for_link(host, person.email).status_code == 404
    assert mailoutbox == []


def test_forwarded_host_of_the_request_is_not_believed(acme, make_person, mailoutbox, link_in):
    person = make_person(acme)

    Browser(HTTP_HOST="acme.localhost", HTTP_X_FORWARDED_HOST="evil.example").post(
        "/accounts/password/reset/", {"email": person.email}
    )

    assert link_in(mailoutbox[0]).startswith("http://acme.localhost:8000/")
    assert "evil.example" not in str(mailoutbox[0].message())


def test_link_sets_a_new_password_once_and_signs_its_person_in(acme, make_person, mailoutbox, link_in, sign_in):
    person, browser = make_person(acme, "hr_editor"), Browser(HTTP_HOST="acme.localhost")
    form = open_link(browser, person, mailoutbox, link_in)
    before = browser.cookies["session"].value

    response = browser.post(form, {"password1": NEW, "password2": NEW})

    assert (response.status_code, response.headers["Location"]) == (302, "/hr/")
    assert browser.get("/hr/").status_code == 200
    assert browser.cookies["session"].value != before
    assert sign_in(acme, person.email, NEW).status_code == 302
    path = link_in(mailoutbox[0]).removeprefix("http://acme.localhost:8000")
    assert "Location" not in Browser(HTTP_HOST="acme.localhost").get(path).headers


def test_new_password_signs_the_person_out_everywhere_else(acme, make_person, browser_of, mailoutbox, link_in):
    person = make_person(acme)
    elsewhere, browser = browser_of(acme, person), Browser(HTTP_HOST="acme.localhost")
    assert elsewhere.get("/").status_code == 200

    browser.post(open_link(browser, person, mailoutbox, link_in), {"password1": NEW, "password2": NEW})

    assert elsewhere.get("/").headers["Location"].startswith("/accounts/login/")
    assert browser.get("/").status_code == 200


def test_link_of_somebody_whose_account_was_closed_meanwhile_has_ended(acme, make_person, mailoutbox, link_in):
    person, browser = make_person(acme), Browser(HTTP_HOST="acme.localhost")
    form = open_link(browser, person, mailoutbox, link_in)
    link = link_in(mailoutbox[-1]).removeprefix("http://acme.localhost:8000")
    with tenant_scope(acme):
        User.objects.filter(pk=person.pk).update(is_active=False)

    answers = [browser.post(form, {"password1": NEW, "password2": NEW}), browser.get(link)]

    for answer in answers:
        assert "This link no longer works" in answer.text
    assert browser.get("/").headers["Location"].startswith("/accounts/login/")
    with tenant_scope(acme):
        assert User.objects.get(pk=person.pk).password == person.password


def test_link_of_one_client_is_refused_at_another_even_for_an_identical_person(
    acme, globex, make_person, mailoutbox, link_in, sign_in
):
    person = make_person(acme)
    with tenant_scope(globex):
        double = User.objects.create(
            pk=person.pk, email=person.email, name=person.name, role=person.role, password=person.password
        )
    ask_for_link("acme.localhost", person.email)
    path = link_in(mailoutbox[0]).removeprefix("http://acme.localhost:8000")
    assert Browser(HTTP_HOST="acme.localhost").get(path).status_code == 302

    refused = Browser(HTTP_HOST="globex.localhost").get(path)

    assert refused.status_code == 200
    assert "Location" not in refused.headers
    with tenant_scope(globex):
        assert User.objects.get().password == double.password


def test_unknown_address_gets_the_same_answer(acme, make_person):
    known = ask_for_link("acme.localhost", make_person(acme).email)
    unknown = ask_for_link("acme.localhost", "nobody@acme.example")

    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])


def test_sixth_request_for_one_address_within_a_minute_sends_no_mail(acme, make_person, mailoutbox):
    person = make_person(acme)

    statuses = [ask_for_link("acme.localhost", person.email).status_code for _ in range(6)]

    assert statuses[-1] == 429
    assert len(mailoutbox) == 5
