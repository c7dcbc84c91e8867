import json
import re

import pytest
from django.urls import reverse
from kombu.exceptions import OperationalError

from platform_admin.provision import provision
from platform_admin.tasks import provision_client
from tenants.audit.models import AuditEvent
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client, PlatformAccount

pytestmark = pytest.mark.usefixtures("spare")
WANTED = {
    "name": "Willow Works",
    "subdomain": "willow",
    "owner_name": "Wilma Willow",
    "owner_email": "wilma@willow.example",
    "tier": "professional",
}
DEMO = {
    "platform": {
        "url": "http://localhost:8000/platform-admin/",
        "people": [{"role": "operator", "name": "Opal", "email": "opal@platform.example", "password": "opal-secret"}],
    },
    "clients": [
        {
            "name": "Juniper Ridge",
            "subdomain": "juniper",
            "host": "juniper.localhost",
            "url": "http://juniper.localhost:8000/",
            "people": [
                {
                    "role": "employee",
                    "name": "Ana",
                    "email": "ana@juniper.example",
                    "password": "ana-secret",
                    "class_code": "UNION",
                    "language": "es",
                }
            ],
        }
    ],
}


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def url(name: str, *args: object) -> str:
    return reverse(f"platform_admin:{name}", args=args, urlconf="config.urls_platform")


def test_landing_is_a_plain_page_outside_the_demo(visitor, settings, tmp_path):
    settings.DATA_DIR, settings.DEMO, settings.EMBEDDED = tmp_path, False, True
    (tmp_path / "demo.json").write_text(json.dumps(DEMO))

    page = visitor("localhost").get("/")

    assert page.status_code == 200
    assert "Benefits assistant" in page.text
    assert "ana-secret" not in page.text


def test_landing_shows_no_sign_ins_outside_the_embedded_mode_whatever_lies_on_the_disk(visitor, settings, tmp_path):
    settings.DATA_DIR, settings.DEMO, settings.EMBEDDED = tmp_path, True, False
    (tmp_path / "demo.json").write_text(json.dumps(DEMO))

    page = visitor("localhost").get("/").text

    assert "Benefits assistant" in page
    assert "secret" not in page


def test_landing_of_the_demo_lists_every_door(visitor, settings, tmp_path):
    settings.DATA_DIR, settings.DEMO, settings.EMBEDDED = tmp_path, True, True
    (tmp_path / "demo.json").write_text(json.dumps(DEMO))

    page = visitor("localhost").get("/").text

    for shown in ("Juniper Ridge", "http://juniper.localhost:8000/", "ana<wbr>@juniper.example", "ana-secret", "UNION"):
        assert shown in page
    assert "opal-secret" in page


def test_landing_works_before_the_demo_is_seeded(visitor, settings, tmp_path):
    settings.DATA_DIR, settings.DEMO, settings.EMBEDDED = tmp_path, True, True

    assert visitor("localhost").get("/").status_code == 200


def test_clients_are_listed_with_host_status_tier_and_day(portal, acme, globex):
    page = portal.get(url("clients")).text

    for shown in ("Acme Corp", "acme.localhost", "Globex Corp", "Active", "Starter"):
        assert shown in page


@pytest.mark.parametrize("query", ["q=globex corp", "q=owner@globex", "status=suspended"])
def test_operator_finds_a_client_by_words_and_by_status(portal, acme, globex, query):
    Client.objects.filter(pk=globex.id).update(status="suspended")

    page = words(portal.get(f"{url('clients')}?{query}"))

    assert "Globex Corp" in page
    assert "Acme Corp" not in page
    assert "Active 1 Suspended 1" in page
    assert "Show all" in page


def test_operator_is_led_back_to_all_clients_where_none_matches(portal, acme):
    page = portal.get(f"{url('clients')}?q=nobody")

    assert "No client matches" in words(page)
    assert "Acme Corp" not in page.text
    assert "Acme Corp" in portal.get(f"{url('clients')}?status=unheard-of").text


def test_number_of_queries_does_not_grow_with_the_clients(portal, registered, django_assert_max_num_queries):
    for number in range(10):
        registered(f"willow-{number}", name=f"Willow {number}")

    with django_assert_max_num_queries(8):
        portal.get(url("clients"))


def test_first_client_is_asked_for_when_there_is_none(portal):
    Client.objects.update(status="deleted")

    assert "No clients yet" in portal.get(url("clients")).text


def test_new_client_is_made_through_the_form_and_its_page_shows_it_open(
    portal, operator, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = portal.post(url("client_new"), WANTED)

    client = Client.objects.get(subdomain="willow")
    assert response.headers["Location"] == url("client", client.pk)
    assert (client.status, client.tier) == ("active", "professional")
    assert AuditEvent.objects.get(action="client.registered").actor_id == operator.pk
    page = portal.get(url("client", client.pk)).text
    for shown in ("Willow Works", "http://willow.localhost:8000/", "wilma@willow.example", "Professional"):
        assert shown in page


def test_new_client_may_belong_to_an_account_that_exists(portal, db):
    broker = PlatformAccount.objects.create(name="Broker", owner_email="bo@broker.example")

    portal.post(url("client_new"), {**WANTED, "account": broker.pk})

    assert Client.objects.get(subdomain="willow").account == broker


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Write the company’s name."),
        ("name", "x", "at least 2 characters"),
        ("name", "x" * 256, "at most 255 characters"),
        ("subdomain", "www", "is reserved for the platform"),
        ("subdomain", "acme", "already belongs to a client"),
        ("subdomain", "a", "3 to 63 characters"),
        ("subdomain", "x" * 64, "3 to 63 characters"),
        ("owner_email", "nobody", "Enter a valid email address"),
        ("tier", "golden", "Select a valid choice"),
        ("account", "00000000-0000-0000-0000-000000000000", "Select a valid choice"),
    ],
)
def test_wrong_input_is_refused_with_a_sentence_and_keeps_what_was_typed(portal, acme, field, value, sentence):
    before = Client.objects.count()

    response = portal.post(url("client_new"), {**WANTED, "name": "Kept Name", field: value})

    assert response.status_code == 422
    assert sentence in response.text
    assert field == "name" or "Kept Name" in response.text
    assert Client.objects.count() == before


def test_loser_of_a_race_gets_the_sentence_in_the_form(portal, registered, monkeypatch):
    monkeypatch.setattr("platform_admin.forms.free_subdomain", lambda wanted: wanted)
    registered()

    response = portal.post(url("client_new"), WANTED)

    assert response.status_code == 422
    assert "already belongs to a client" in response.text


def test_client_is_kept_and_said_to_wait_when_the_queue_is_down(portal, monkeypatch):
    def down(*args: object) -> None:
        raise OperationalError

    monkeypatch.setattr(provision_client, "delay_on_commit", down)

    response = portal.post(url("client_new"), WANTED, follow=True)

    assert "The queue cannot be reached" in response.text
    assert Client.objects.get(subdomain="willow").status == "pending"


def test_progress_asks_for_itself_until_the_client_is_open(portal, registered):
    client = registered()
    waiting = portal.get(url("client_progress", client.pk), headers={"HX-Request": "true"})
    assert 'hx-trigger="every 1s"' in waiting.text
    assert "HX-Refresh" not in waiting.headers

    provision(client)

    done = portal.get(url("client_progress", client.pk), headers={"HX-Request": "true"})
    assert done.headers["HX-Refresh"] == "true"


def test_stopped_client_says_why_and_can_be_tried_again(portal, registered, django_capture_on_commit_callbacks):
    client = registered()
    Client.objects.filter(pk=client.pk).update(status="provisioning", failure="The disk is full.")
    page = portal.get(url("client", client.pk)).text
    assert "The disk is full." in page
    assert 'hx-trigger="every 1s"' not in page

    with django_capture_on_commit_callbacks(execute=True):
        portal.post(url("client_retry", client.pk))

    client.refresh_from_db()
    assert (client.status, client.failure) == ("active", "")


def test_stopped_client_can_be_discarded(portal, operator, registered):
    client = registered()

    response = portal.post(url("client_discard", client.pk), follow=True)

    assert "is gone" in response.text
    assert not Client.objects.filter(pk=client.pk).exists()
    assert AuditEvent.objects.get(action="client.discarded").actor_id == operator.pk


def test_client_that_is_served_cannot_be_discarded(portal, acme):
    response = portal.post(url("client_discard", acme.id), follow=True)

    assert "only a client that was never served" in response.text
    assert Client.objects.filter(pk=acme.id).exists()


def test_suspending_closes_the_clients_pages_at_once_and_reactivating_opens_them(
    portal, operator, acme, visitor, django_capture_on_commit_callbacks
):
    assert visitor("acme.localhost").get("/accounts/login/").status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        portal.post(url("client_suspend", acme.id), {"reason": "Contract ended"})
    assert visitor("acme.localhost").get("/contacts/").status_code == 403

    with django_capture_on_commit_callbacks(execute=True):
        portal.post(url("client_reactivate", acme.id))
    assert visitor("acme.localhost").get("/accounts/login/").status_code == 200
    events = AuditEvent.objects.filter(subject_id=str(acme.id)).order_by("at")
    assert [(event.action, event.actor_id, event.detail) for event in events] == [
        ("client.suspended", operator.pk, {"before": "active", "after": "suspended", "reason": "Contract ended"}),
        ("client.active", operator.pk, {"before": "suspended", "after": "active"}),
    ]


def test_clients_page_tells_what_was_done_to_it_by_whom_and_why(portal, operator, acme):
    portal.post(url("client_suspend", acme.id), {"reason": "Contract ended"})
    portal.post(url("client_reactivate", acme.id))

    page = words(portal.get(url("client", acme.id)))

    reactivated, suspended = page.index("Reactivated"), page.index(f"{operator.name} Contract ended")
    assert page.index("What happened") < reactivated < suspended
    assert "What happened" not in words(portal.get(url("client", registered_elsewhere().pk)))


def registered_elsewhere() -> Client:
    account = PlatformAccount.objects.create(name="Elm", owner_email="e@elm.example")
    return Client.objects.create(name="Elm", subdomain="elm", account=account, owner_email="e@elm.example")


def test_schema_is_a_technical_detail_of_an_open_client_and_told_of_no_other(portal, acme, registered):
    page = portal.get(url("client", acme.id)).text
    assert page.index("Technical details") < page.index(acme.schema_name)

    client = registered()

    page = portal.get(url("client", client.pk)).text
    assert client.name in page
    assert client.schema_name not in page


def test_suspending_needs_a_reason(portal, acme):
    response = portal.post(url("client_suspend", acme.id), {"reason": " "})

    assert response.status_code == 422
    assert Client.objects.get(pk=acme.id).status == "active"


def test_move_that_the_status_forbids_is_said_and_changes_nothing(portal, acme):
    response = portal.post(url("client_reactivate", acme.id), follow=True)

    assert "cannot become active" in response.text
    assert AuditEvent.objects.filter(subject_id=str(acme.id)).count() == 0


def test_owner_is_invited_again_from_the_platforms_host(portal, acme, mailoutbox):
    response = portal.post(url("client_invite_owner", acme.id), follow=True)

    assert "owner@acme.example" in response.text
    assert "http://acme.localhost:8000/accounts/invitation/" in mailoutbox[0].body


def test_page_tells_whether_the_owner_has_come_in(portal, acme, make_person):
    assert "no invitation that works" in words(portal.get(url("client", acme.id)))

    portal.post(url("client_invite_owner", acme.id))
    assert "not accepted yet" in words(portal.get(url("client", acme.id)))

    make_person(acme, "hr_admin", email=Client.objects.get(pk=acme.id).owner_email)
    page = words(portal.get(url("client", acme.id)))
    assert "The owner has an account" in page
    assert "Send a new invitation" not in page


def test_status_is_written_in_the_list_and_its_filter_as_on_the_badge(portal, acme):
    with platform_scope():
        Client.objects.filter(pk=acme.id).update(status="past_due")

    page = portal.get(url("clients")).text

    assert page.count("Past due") >= 3
    assert "Past Due" not in page


def test_owner_whose_address_was_mistyped_is_put_right_and_the_wrong_link_stops_working(
    portal, acme, mailoutbox, browser_of
):
    portal.post(url("client_invite_owner", acme.id))

    response = portal.post(
        url("client_change_owner", acme.id), {"name": "Olive Owner", "email": "Olive@Acme.example"}, follow=True
    )

    assert "olive@acme.example is invited as the owner" in words(response)
    assert "Another owner invited" in words(response)
    row = Client.objects.get(pk=acme.id)
    assert (row.owner_name, row.owner_email) == ("Olive Owner", "olive@acme.example")
    assert [mail.to for mail in mailoutbox] == [["owner@acme.example"], ["olive@acme.example"]]
    wrong, right = (re.search(r"/accounts/invitation/[^\s]+", mail.body)[0] for mail in mailoutbox)
    assert "no longer valid" in browser_of(acme).get(wrong, follow=True).text
    assert "no longer valid" not in browser_of(acme).get(right, follow=True).text
    told = AuditEvent.objects.filter(action="client.owner_changed").get().detail
    assert "olive" not in str(told), "the audit outlives the client"


def test_owner_who_has_come_in_is_not_put_aside_by_the_platform(portal, acme, make_person, mailoutbox):
    make_person(acme, "hr_admin", email="owner@acme.example")

    response = portal.post(url("client_change_owner", acme.id), {"email": "olive@acme.example"}, follow=True)

    assert "owner@acme.example has an account" in words(response)
    assert "Another address" not in words(response)
    assert Client.objects.get(pk=acme.id).owner_email == "owner@acme.example"
    assert mailoutbox == []


@pytest.mark.parametrize(
    "email", ["", "olive", "olive@", "olive@acme.invalid", "olive@acme.example?cc=eve@globex.example"]
)
def test_address_of_another_owner_that_cannot_be_one_is_refused_beside_its_field(portal, acme, email):
    response = portal.post(url("client_change_owner", acme.id), {"email": email})

    assert response.status_code == 422
    assert 'id="id_owner_email_error"' in response.text
    assert Client.objects.get(pk=acme.id).owner_email == "owner@acme.example"


def test_owner_of_a_suspended_client_is_not_invited_to_a_closed_door(portal, acme):
    assert "Send a new invitation" in portal.get(url("client", acme.id)).text

    portal.post(url("client_suspend", acme.id), {"reason": "Contract ended"})

    assert "Send a new invitation" not in portal.get(url("client", acme.id)).text


def test_owner_of_a_client_that_is_not_open_cannot_be_invited_yet(portal, registered, mailoutbox):
    response = portal.post(url("client_invite_owner", registered().pk), follow=True)

    assert "is not open yet" in response.text
    assert mailoutbox == []


@pytest.mark.parametrize("role", ["employee", "hr_editor", "hr_admin"])
def test_portal_does_not_exist_on_a_clients_host(acme, make_person, browser_of, role):
    browser = browser_of(acme, make_person(acme, role))

    for path in ("/platform-admin/", "/platform-admin/clients/new/", f"/platform-admin/clients/{acme.id}/"):
        assert browser.get(path).status_code == 404
    assert browser.post(f"/platform-admin/clients/{acme.id}/suspend/", {"reason": "x"}).status_code == 404


def test_operator_signed_in_at_the_platform_is_nobody_at_a_client(portal, acme, visitor):
    elsewhere = visitor("acme.localhost")
    elsewhere.cookies = portal.cookies

    response = elsewhere.get("/")

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/login/")


def test_operator_signs_in_with_a_password_on_the_platforms_host_only(operator, visitor, acme):
    credentials = {"login": operator.email, "password": "a-long-enough-passphrase"}

    there = visitor("localhost").post("/accounts/login/", credentials)
    assert (there.status_code, there.headers["Location"]) == (302, "/platform-admin/")

    here = visitor("acme.localhost").post("/accounts/login/", credentials)
    assert here.status_code == 200
    with tenant_scope(acme), platform_scope():
        assert "session" not in here.cookies
