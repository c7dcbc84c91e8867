"""Whom to call: HR keeps the contacts, employees read them."""

import re
import uuid
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from benefits import contacts
from benefits.contact_cards import ContactCard
from benefits.frame_changes import stamp_of
from benefits.models import Contact, Plan, PlanYear
from branding.models import Brand
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope
from tests.pages import save, seen_in, words

HTMX = {"HTTP_HX_REQUEST": "true"}
NORTHGATE = {
    "name": "Northgate Health",
    "role": "medical",
    "phone": "614-555-0110 ext. 12",
    "email": "members@northgatehealth.example",
    "url": "https://www.northgatehealth.example",
    "hours": "Monday to Friday, 7 a.m. to 9 p.m. Eastern",
    "languages": ["en", "es"],
    "note": "Nurse line 614-555-0111.",
    "group_number": "JR-20417",
    "tty": "711",
    "app_url": "https://app.northgatehealth.example",
    "id_card": "In the app under My card.",
    "appeals_address": "P.O. Box 12, Columbus, OH 43004",
}


@pytest.fixture
def hr(acme, make_person):
    return make_person(acme, "hr_editor")


@pytest.fixture
def browser(acme, hr, browser_of):
    return browser_of(acme, hr)


@pytest.fixture
def three(acme) -> list[Contact]:
    with tenant_scope(acme):
        return [
            Contact.objects.create(name=name, role=role, phone="614-555-0110", position=position)
            for position, (name, role) in enumerate(
                [("Benefits team", "hr"), ("Northgate Health", "medical"), ("Steadyline", "eap")]
            )
        ]


def stored(client) -> list[Contact]:
    with tenant_scope(client):
        return list(Contact.objects.all())


def events(client) -> list[tuple]:
    with tenant_scope(client):
        rows = AuditEvent.objects.filter(action__startswith="contact.").order_by("at")
        return [(row.action, row.actor_id, row.detail) for row in rows]


@pytest.mark.parametrize("role", ["hr_editor", "hr_admin"])
def test_contact_that_hr_adds_is_what_employees_see(acme, make_person, browser_of, role):
    hr = make_person(acme, role)

    response = browser_of(acme, hr).post("/hr/contacts/add/", NORTHGATE)

    page = browser_of(acme, make_person(acme)).get("/contacts/")
    assert (response.status_code, response.url) == (302, "/hr/contacts/")
    for shown in (
        *("Northgate Health", "Medical plan", "Monday to Friday, 7 a.m.", "English and Spanish", "TTY 711"),
        *("Group number JR-20417", "ID card: In the app under My card.", "Appeals go to: P.O. Box 12, Columbus"),
    ):
        assert shown in words(page)
    assert 'href="https://app.northgatehealth.example"' in page.text
    assert 'href="tel:6145550110,12"' in page.text
    assert 'href="https://www.northgatehealth.example"' in page.text
    ((action, by, detail),) = events(acme)
    assert (action, by, detail["name"], detail["role"]) == ("contact.added", hr.pk, "Northgate Health", "medical")
    assert detail["after"].startswith("Name: Northgate Health; Role: Medical plan; Phone: ")


def test_spanish_readers_get_hours_and_note_in_spanish_where_hr_has_written_them(
    acme, browser, make_person, browser_of
):
    spanish = {
        "hours_es": "De lunes a viernes, de 7 a. m. a 9 p. m.",
        "note_es": "Línea de enfermería: 614-555-0111.",
        "id_card_es": "En la aplicación, en Mi tarjeta.",
    }
    browser.post("/hr/contacts/add/", NORTHGATE | spanish)

    in_english = words(browser_of(acme, make_person(acme)).get("/contacts/"))
    in_spanish = browser_of(acme, make_person(acme, language="es")).get("/contacts/")

    assert "Monday to Friday" in in_english
    assert "lunes" not in in_english
    for shown in spanish.values():
        assert shown in words(in_spanish)
    assert "Monday to Friday" not in in_spanish.text
    assert '<span lang="en">' not in in_spanish.text


def test_what_hr_wrote_in_english_alone_is_marked_as_english_in_a_spanish_page(acme, browser, make_person, browser_of):
    browser.post("/hr/contacts/add/", NORTHGATE)

    in_english = browser_of(acme, make_person(acme)).get("/contacts/").text
    in_spanish = browser_of(acme, make_person(acme, language="es")).get("/contacts/").text

    assert f'<span lang="en">{NORTHGATE["hours"]}</span>' in in_spanish
    assert f'<p class="muted small" lang="en">{NORTHGATE["note"]}</p>' in in_spanish
    assert f"<span>{NORTHGATE['hours']}</span>" in in_english


def test_employee_finds_the_contacts_in_the_menu_and_hr_its_own_list(acme, make_person, browser_of):
    employee = browser_of(acme, make_person(acme)).get("/").text
    hr = browser_of(acme, make_person(acme, "hr_admin")).get("/hr/").text

    assert 'href="/contacts/"' in employee
    assert 'href="/hr/contacts/"' not in employee
    assert 'href="/hr/contacts/"' in hr


def test_list_without_contacts_says_what_it_is_for_and_where_to_begin(acme, browser, make_person, browser_of):
    page = browser.get("/hr/contacts/")

    assert "No contacts yet" in words(page)
    assert 'href="/hr/contacts/add/"' in page.text
    assert "No contacts yet" in words(browser_of(acme, make_person(acme)).get("/contacts/"))


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"name": ""}, "name", "Say whom employees should ask for."),
        ({"role": "astrology"}, "role", "Select a valid choice."),
        ({"phone": "call us"}, "phone", "Write the number in digits"),
        ({"phone": "12"}, "phone", "Write the number in digits"),
        ({"phone": "tel:911;evil"}, "phone", "Write the number in digits"),
        ({"email": "members"}, "email", "Enter a valid email address."),
        ({"url": "http://northgatehealth.example"}, "url", "starts with https://"),
        ({"app_url": "http://app.northgatehealth.example"}, "app_url", "starts with https://"),
        ({"tty": "ring twice"}, "tty", "Write the number in digits"),
        ({"url": "javascript:alert(1)"}, "url", "Enter a valid URL."),
        ({"url": "https://www.northgatehealth.example@evil.example"}, "url", "without a name or password"),
        ({"email": "hr?bcc=evil@evil.example"}, "email", "Give a plain email address"),
        ({"name": "North\u202egate"}, "name", "Leave out line breaks and invisible characters."),
        ({"hours": "x" * 121}, "hours", "at most 120 characters"),
        ({"languages": ["en", "klingon"]}, "languages", "klingon is not one of the available choices"),
    ],
)
def test_contact_that_cannot_be_kept_is_refused_with_a_sentence_and_what_was_typed_stays(
    acme, browser, facts, field, sentence
):
    page = browser.post("/hr/contacts/add/", NORTHGATE | facts)

    summary = re.search(r'class="error-summary".*?</div>', page.text, re.S).group()
    assert page.status_code == 422
    assert sentence in summary
    assert f'href="#id_{field}' in summary
    assert "JR-20417" in page.text
    assert stored(acme) == []


@pytest.mark.parametrize("phone", ["988", "+1 (614) 555-0110", "614.555.0110 x7", "1-800-555-0142 ext 1234"])
def test_numbers_as_people_write_them_are_taken(acme, browser, phone):
    browser.post("/hr/contacts/add/", NORTHGATE | {"phone": phone})

    assert [contact.phone for contact in stored(acme)] == [phone]


@pytest.mark.parametrize(
    ("phone", "dialled"),
    [("+1 (614) 555-0110", "+16145550110"), ("614.555.0110 x7", "6145550110,7"), ("988", "988"), ("", "")],
)
def test_telephone_dials_digits_and_waits_before_an_extension(phone, dialled):
    assert ContactCard(name="Northgate", phone=phone).dialled == dialled


def test_address_without_its_scheme_is_taken_as_https(acme, browser):
    browser.post("/hr/contacts/add/", NORTHGATE | {"url": "www.northgatehealth.example"})

    assert [contact.url for contact in stored(acme)] == ["https://www.northgatehealth.example"]


def test_contact_nobody_can_reach_is_refused(acme, browser):
    page = browser.post("/hr/contacts/add/", NORTHGATE | {"phone": "", "email": "", "url": ""})

    assert page.status_code == 422
    assert "Give at least one way to reach them" in words(page)
    assert stored(acme) == []


def test_same_contact_for_the_same_need_is_refused_whatever_its_case(acme, browser, three):
    page = browser.post("/hr/contacts/add/", NORTHGATE | {"name": "northgate HEALTH"})
    other_need = browser.post("/hr/contacts/add/", NORTHGATE | {"role": "pharmacy"})

    assert page.status_code == 422
    assert "There is a contact with this name for this need already." in words(page)
    assert other_need.status_code == 302
    assert len(stored(acme)) == 4


@pytest.mark.parametrize(
    "facts", [{"url": "http://a.example"}, {"app_url": "http://a.example"}, {"phone": "", "url": "", "email": ""}]
)
def test_database_refuses_what_the_form_would(in_acme, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.create(**NORTHGATE | facts)


def test_new_contact_stands_behind_the_others(acme, browser, three):
    browser.post("/hr/contacts/add/", NORTHGATE | {"name": "Aardvark Dental", "role": "dental"})

    assert [contact.name for contact in stored(acme)][-1] == "Aardvark Dental"


def test_edit_shows_what_is_stored_and_keeps_what_was_changed(acme, hr, browser, three):
    path = f"/hr/contacts/{three[1].pk}/"

    before = browser.get(path)
    response = browser.post(path, NORTHGATE | {"phone": "614-555-0199"} | seen_in(before))

    assert 'value="614-555-0110"' in before.text
    assert response.url == "/hr/contacts/"
    assert [(c.name, c.phone, c.languages) for c in stored(acme)][1] == (
        "Northgate Health",
        "614-555-0199",
        ["en", "es"],
    )
    ((action, by, detail),) = events(acme)
    assert (action, by, detail["name"]) == ("contact.changed", hr.pk, "Northgate Health")
    assert set(detail["fields"]) == NORTHGATE.keys() - {"name", "role"}
    assert detail["before"].startswith("Phone: 614-555-0110; Email: nothing; Website: nothing; ")
    assert detail["after"].startswith("Phone: 614-555-0199; Email: members@northgatehealth.example; ")


def test_second_of_two_who_edit_at_once_is_told_what_it_says_now_and_saves_theirs(acme, browser, three):
    path = f"/hr/contacts/{three[1].pk}/"
    opened = {**NORTHGATE, "hours": "At noon"} | seen_in(browser.get(path))
    save(browser, path, NORTHGATE | {"phone": "614-555-0177"})

    refused = browser.post(path, opened)

    assert refused.status_code == 422
    assert "Somebody changed this since you opened it. It says now: Phone: 614-555-0177; Hours: Monday to Friday" in (
        words(refused)
    )
    assert 'value="At noon"' in refused.text
    assert stored(acme)[1].phone == "614-555-0177"
    again = browser.post(path, opened | {"phone": "614-555-0177"} | seen_in(refused))
    assert again.status_code == 302
    assert (stored(acme)[1].phone, stored(acme)[1].hours) == ("614-555-0177", "At noon")


def test_edit_that_is_refused_still_names_the_contact_as_it_is_stored(acme, browser, three):
    page = save(browser, f"/hr/contacts/{three[1].pk}/", NORTHGATE | {"name": "Steadyline", "role": "eap"})

    assert page.status_code == 422
    assert re.search(r"<h1>(.*?)</h1>", page.text).group(1) == "Northgate Health"
    assert stored(acme)[1].name == "Northgate Health"


def test_saving_what_nobody_changed_leaves_no_trace(acme, browser, three):
    save(browser, f"/hr/contacts/{three[0].pk}/", {"name": "Benefits team", "role": "hr", "phone": "614-555-0110"})

    assert events(acme) == []


def test_change_to_a_contact_deleted_meanwhile_does_not_bring_it_back(acme, hr, three):
    with tenant_scope(acme):
        seen = stamp_of(three[0])
        Contact.objects.filter(pk=three[0].pk).delete()
        three[0].name = "Ghost"

        with pytest.raises(Contact.DoesNotExist):
            contacts.change(three[0], fields=["name"], seen=seen, by=hr)

    assert [contact.name for contact in stored(acme)] == ["Northgate Health", "Steadyline"]


def test_opened_as_a_page_delete_asks_first(acme, hr, browser, three):
    path = f"/hr/contacts/{three[1].pk}/delete/"

    page = browser.get(path)
    kept = len(stored(acme))
    response = browser.post(path)

    assert "Delete Northgate Health?" in words(page)
    assert kept == 3
    assert response.url == "/hr/contacts/"
    assert [contact.name for contact in stored(acme)] == ["Benefits team", "Steadyline"]
    card = "Name: Northgate Health; Role: Medical plan; Phone: 614-555-0110"
    detail = {"name": "Northgate Health", "role": "medical", "before": card}
    assert events(acme) == [("contact.deleted", hr.pk, detail)]
    assert browser.post(path).status_code == 404


def test_contact_that_a_reviewed_plan_names_stays_and_says_which(acme, hr, browser, three):
    path = f"/hr/contacts/{three[1].pk}/delete/"
    with tenant_scope(acme):
        year = PlanYear.objects.create(label="2027", starts_on="2027-01-01", ends_on="2027-12-31")
        plan = Plan(plan_year=year, line="medical", name="Northgate PPO 500", short_name="PPO 500", carrier=three[1])
        plan.reviewed_by, plan.reviewed_at = hr, timezone.now()
        plan.save()

    asked, refused, in_place = browser.get(path), browser.post(path, follow=True), browser.post(path, **HTMX)

    why = "named as the contact of PPO 500 (2027). Give those plans another contact first, then delete this one."
    assert why in words(asked)
    assert "<form" not in asked.text.partition("<main")[2].partition("</main")[0]
    assert why in words(refused)
    assert why in in_place.headers["HX-Trigger"]
    assert len(stored(acme)) == 3
    assert events(acme) == []

    with tenant_scope(acme):
        Plan.objects.update(reviewed_by=None, reviewed_at=None)
    assert browser.post(path).status_code == 302
    assert len(stored(acme)) == 2


def test_htmx_gets_the_table_and_a_toast(acme, browser, three):
    moved = browser.post(f"/hr/contacts/{three[2].pk}/up/", **HTMX)
    deleted = browser.post(f"/hr/contacts/{three[2].pk}/delete/", **HTMX)

    for response in (moved, deleted):
        assert response.text.lstrip().startswith('<div id="contacts">')
        assert "Steadyline is" in response.headers["HX-Trigger"]
    assert "Steadyline" in moved.text
    assert "Steadyline" not in deleted.text


def test_contact_moves_up_one_place_and_the_first_stays(acme, hr, browser, three):
    browser.post(f"/hr/contacts/{three[2].pk}/up/")
    browser.post(f"/hr/contacts/{three[0].pk}/up/")

    assert [contact.name for contact in stored(acme)] == ["Benefits team", "Steadyline", "Northgate Health"]
    assert events(acme) == [("contact.moved", hr.pk, {"name": "Steadyline"})]


@pytest.mark.parametrize("path", ["", "add/", "{pk}/", "{pk}/up/", "{pk}/delete/"])
def test_employee_neither_sees_nor_changes_hrs_pages(acme, make_person, browser_of, three, path):
    browser = browser_of(acme, make_person(acme))
    url = f"/hr/contacts/{path.format(pk=three[0].pk)}"

    assert browser.get(url).status_code == browser.post(url, NORTHGATE).status_code == 403
    assert [contact.name for contact in stored(acme)] == [contact.name for contact in three]


def test_contacts_of_another_client_are_not_to_be_seen_or_deleted(acme, globex, make_person, browser_of, three):
    other = browser_of(globex, make_person(globex, "hr_admin"))

    assert "Northgate" not in other.get("/hr/contacts/").text
    assert other.post(f"/hr/contacts/{three[0].pk}/delete/").status_code == 404
    assert other.post(f"/hr/contacts/{uuid.uuid4()}/delete/").status_code == 404
    assert len(stored(acme)) == 3


def test_houses_own_help_is_shown_once(acme, make_person, browser_of, three):
    with tenant_scope(acme):
        Brand.objects.create(product_name="Acme Benefits", help_phone="614-555-0100", help_email="help@acme.example")
    employee = browser_of(acme, make_person(acme))

    other = words(employee.get("/contacts/"))
    with tenant_scope(acme):
        Contact.objects.filter(role="hr").update(phone="614-555-0100", email="help@acme.example")
    same = words(employee.get("/contacts/"))

    assert "Benefits help" in other
    assert "Benefits help" not in same


def test_two_people_who_add_the_same_contact_at_once_make_one(committed, make_person):
    acme = committed["acme"]
    hr = make_person(acme, "hr_admin")
    start, outcomes = Barrier(2), []

    def add() -> None:
        with tenant_scope(acme):
            start.wait()
            try:
                contacts.add(Contact(**NORTHGATE), by=hr)
                outcomes.append("added")
            except contacts.ContactTaken:
                outcomes.append("taken")
        connection.close()

    threads = [Thread(target=add) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["added", "taken"]
    assert len(stored(acme)) == 1
    assert [action for action, _, _ in events(acme)] == ["contact.added"]
