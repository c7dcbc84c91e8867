"""Addresses that only take forms: opened by themselves they lead to a page, not to a bare refusal."""

from accounts.models import User


def test_form_address_opened_by_itself_leads_to_the_first_page(acme, make_person, browser_of):
    browser = browser_of(acme, make_person(acme))

    response = browser.get("/ask/")

    assert (response.status_code, response["Location"]) == (302, "/")


def test_form_sent_after_the_session_ended_returns_to_a_page_after_signing_in(acme, browser_of):
    response = browser_of(acme).post("/ask/", {"text": "How much is the deductible?"})

    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/")


def test_page_asked_for_without_a_session_is_where_signing_in_leads(acme, browser_of):
    response = browser_of(acme).get("/hr/")

    assert response["Location"] == "/accounts/login/?next=/hr/"


def test_other_methods_on_a_form_address_are_still_refused(acme, make_person, browser_of):
    browser = browser_of(acme, make_person(acme, User.Role.HR_ADMIN))

    assert browser.put("/ask/").status_code == 405
