"""The platform's API: the form's rules and sentences, keys of its own, and requests that may come twice."""

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client as Browser
from django.utils import timezone

from accounts.api_keys import create_api_key, revoke_api_key
from accounts.models import ApiKey, User
from platform_admin import pace
from platform_admin.forms import NewClientForm
from platform_admin.models import ClientDraft, CreationKey, PlatformKey, forget_old
from platform_admin.provision import discard
from tenants.audit.models import AuditEvent
from tenants.clock import contract_today
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client

CLIENTS = "/api/v1/platform/clients"
WANTED = {
    "name": "Willow Works",
    "subdomain": "willow",
    "owner_name": "Wilma Willow",
    "owner_email": "wilma@willow.example",
    "tier": "professional",
}


@dataclass(frozen=True)
class Program:
    """Calls the API with a key."""

    secret: str
    host: str = "localhost"

    def get(self, path: str = CLIENTS, **query: object):
        return self._browser().get(path, query)

    def post(self, body: object, path: str = CLIENTS, **headers: str):
        return self._browser().post(path, body, content_type="application/json", headers=headers)

    def _browser(self) -> Browser:
        return Browser(HTTP_HOST=self.host, HTTP_AUTHORIZATION=f"Bearer {self.secret}")


@pytest.fixture
def make_key(db, operator) -> Callable[..., PlatformKey]:
    def make(*scopes: str, days: int = 1, by: User | None = operator):
        with platform_scope():
            return create_api_key(
                name="Sales",
                scopes=scopes or PlatformKey.Scope.values,
                valid_for=timedelta(days=days),
                created_by=by,
                now=timezone.now(),
                kind=PlatformKey,
            )

    return make


@pytest.fixture
def program(make_key) -> Program:
    return Program(make_key().secret)


def problems(response) -> dict[str, str]:
    return {item["field"]: item["problem"] for item in response.json()["error"]["fields"]}


def test_client_is_created_and_followed_until_it_is_open(
    spare, program, operator, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as queued:
        made = program.post(WANTED)

    client = Client.objects.get(subdomain="willow")
    told = made.json()
    assert (made.status_code, made["Location"]) == (201, f"{CLIENTS}/{client.pk}")
    assert (told["id"], told["status"], told["tier"]) == (str(client.pk), "pending", "professional")
    assert [step["state"] for step in told["steps"]] == ["done", "waiting", "waiting"]
    event = AuditEvent.objects.get(action="client.registered")
    assert event.actor_id == operator.pk
    assert event.detail["api_key"] == PlatformKey.objects.get().prefix

    for callback in queued:
        callback()

    now = program.get(f"{CLIENTS}/{client.pk}").json()
    assert (now["status"], now["failure"], now["may_retry"]) == ("active", "", False)
    assert [step["state"] for step in now["steps"]] == ["done", "done", "done"]
    assert now["address"] == "http://willow.localhost:8000/"
    assert "Willow Works" in mailoutbox[0].subject


def test_owner_is_invited_in_their_language(spare, program, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        program.post({**WANTED, "owner_language": "es"})

    assert mailoutbox[0].body.startswith("Hola, Wilma Willow:")


HOSTILE = [
    ("name", ""),
    ("name", "W"),
    ("name", "W" * 256),
    ("name", "   "),
    ("name", "Willow\x00"),
    ("name", "Willow\u202eWorks"),
    ("name", '=HYPERLINK("http://evil.example")'),
    ("name", "@SUM(A1)"),
    ("subdomain", ""),
    ("subdomain", "wi"),
    ("subdomain", "w" * 64),
    ("subdomain", "w" * 300),
    ("subdomain", "www"),
    ("subdomain", "wil--low"),
    ("subdomain", "-willow"),
    ("subdomain", "willow-"),
    ("subdomain", "1willow"),
    ("subdomain", "will.ow"),
    ("subdomain", "Wıllow"),
    ("subdomain", "../etc"),
    ("subdomain", "willow\x00"),
    ("subdomain", "acme"),
    ("subdomain", "ACME"),
    ("owner_email", ""),
    ("owner_email", "wilma"),
    ("owner_email", "wilma@willow.example\nBcc: all@acme.example"),
    ("owner_email", f"{'w' * 60}@{'x' * 60}.{'y' * 60}.{'z' * 60}.{'q' * 20}.example"),
    ("owner_email", "api@service.invalid"),
    ("owner_email", "w?bcc=all@acme.example"),
    ("owner_name", "W" * 151),
    ("owner_name", "=1+1"),
    ("owner_name", "Wilma\u200b"),
    ("tier", "gold"),
    ("tier", ""),
    ("owner_language", "xx"),
]


@pytest.mark.parametrize(("field", "text"), HOSTILE, ids=[f"{field} {text[:12]!a}" for field, text in HOSTILE])
def test_what_cannot_be_used_is_said_of_its_field_in_the_forms_own_sentence(acme, portal, program, field, text):
    before = Client.objects.count()
    told = {**WANTED, field: text}

    response = program.post(told)
    page = portal.post("/platform-admin/clients/new/", told)

    form = NewClientForm(told)
    sentences = {name: " ".join(map(str, errors)) for name, errors in form.errors.items()}
    assert list(sentences) == [field]
    assert (response.status_code, problems(response)) == (422, sentences)
    assert page.status_code == 422
    assert page.context["form"].errors == form.errors
    assert Client.objects.count() == before


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", "WW"),
        ("name", "W" * 255),
        ("name", "Ñandú & Söhne «Ltd.» 株式会社"),
        ("name", "<script>alert(1)</script>"),
        ("subdomain", "wil"),
        ("subdomain", "w" * 63),
        ("subdomain", "WILLOW-2"),
        ("owner_name", "W" * 150),
        ("owner_name", ""),
    ],
)
def test_edges_of_each_field_can_be_used(program, field, text):
    response = program.post({**WANTED, field: text})

    assert response.status_code == 201, response.text


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '"willow"', '{"name": 5}', '{"name": "\\ud800"}', "\ufeff{}"])
def test_body_that_is_no_client_is_refused(program, body):
    response = program.post(body)

    assert response.status_code in {400, 422}, response.text
    assert Client.objects.filter(subdomain="willow").count() == 0


def test_field_that_is_not_known_is_named(program):
    assert list(problems(program.post({**WANTED, "owner_mail": "wilma@willow.example"}))) == ["owner_mail"]


def test_account_that_is_none_is_named(program):
    assert list(problems(program.post({**WANTED, "account": str(uuid.uuid4())}))) == ["account"]


def test_same_key_and_fields_make_one_client(program):
    first = program.post(WANTED, **{"Idempotency-Key": "order-1"})
    second = program.post(WANTED, **{"Idempotency-Key": "order-1"})

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    assert Client.objects.filter(subdomain="willow").count() == 1


def test_same_key_with_other_fields_is_a_conflict(program):
    program.post(WANTED, **{"Idempotency-Key": "order-1"})

    response = program.post({**WANTED, "subdomain": "walnut"}, **{"Idempotency-Key": "order-1"})

    assert (response.status_code, Client.objects.filter(subdomain="walnut").count()) == (409, 0)
    assert "Send a new one" in response.json()["error"]["message"]


def test_key_of_a_refused_request_may_be_used_again(program):
    refused = program.post({**WANTED, "name": ""}, **{"Idempotency-Key": "order-1"})

    assert refused.status_code == 422
    assert program.post(WANTED, **{"Idempotency-Key": "order-1"}).status_code == 201


def test_same_key_of_another_holder_is_another_key(program, make_key):
    program.post(WANTED, **{"Idempotency-Key": "order-1"})

    other = Program(make_key().secret).post({**WANTED, "subdomain": "walnut"}, **{"Idempotency-Key": "order-1"})

    assert other.status_code == 201


def test_key_is_kept_for_a_day(program):
    program.post(WANTED, **{"Idempotency-Key": "order-1"})
    CreationKey.objects.update(created_at=timezone.now() - timedelta(hours=25))

    again = program.post({**WANTED, "subdomain": "walnut"}, **{"Idempotency-Key": "order-1"})
    assert again.status_code == 201

    forget_old(timezone.now() + timedelta(hours=25))
    assert CreationKey.objects.count() == 0


def test_key_of_a_client_that_was_discarded_makes_no_second_one(program):
    program.post(WANTED, **{"Idempotency-Key": "order-1"})
    discard(Client.objects.get(subdomain="willow"), by=None)

    response = program.post(WANTED, **{"Idempotency-Key": "order-1"})

    assert (response.status_code, Client.objects.filter(subdomain="willow").count()) == (409, 0)


@pytest.mark.parametrize("key", ["x" * 256, "ñ"])
def test_key_that_cannot_be_kept_is_refused(program, key):
    response = program.post(WANTED, **{"Idempotency-Key": key})

    assert (response.status_code, list(problems(response))) == (422, ["Idempotency-Key"])


def test_clients_are_listed_by_page_words_and_status(acme, globex, registered, program):
    for number in range(5):
        registered(f"willow-{number}", name=f"Willow {number}")

    first = program.get(limit=2, search="willow").json()
    last = program.get(limit=2, page=3, search="willow", status="pending").json()
    active = program.get(status="active").json()

    assert [row["subdomain"] for row in first["clients"]] == ["willow-4", "willow-3"]
    assert (first["total"], first["page"], first["limit"], first["counts"]) == (5, 1, 2, {"pending": 5})
    assert [row["subdomain"] for row in last["clients"]] == ["willow-0"]
    assert {row["subdomain"] for row in active["clients"]} == {"acme", "globex"}
    assert (active["total"], active["counts"]) == (2, {"active": 2, "pending": 5})
    assert program.get(page=1000).json()["clients"] == []
    assert program.get(search="%").json()["total"] == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("page", 0),
        ("page", 10**30),
        ("page", "x"),
        ("limit", 101),
        ("limit", 0),
        ("status", "deleted"),
        ("search", "\0"),
    ],
)
def test_list_says_which_wish_it_does_not_understand(program, name, value):
    response = program.get(**{name: value})

    assert (response.status_code, list(problems(response))) == (422, [name])


def test_list_asks_no_more_of_the_database_with_more_clients(registered, program, django_assert_max_num_queries):
    for number in range(12):
        registered(f"willow-{number}")

    with django_assert_max_num_queries(8):
        assert len(program.get(limit=100).json()["clients"]) >= 12


def test_stopped_client_is_taken_up_again(spare, registered, program, django_capture_on_commit_callbacks):
    client = registered()
    Client.objects.filter(pk=client.pk).update(status="provisioning", failure="The disk is full.")
    path = f"{CLIENTS}/{client.pk}"

    stopped = program.get(path).json()
    with django_capture_on_commit_callbacks(execute=True):
        response = program.post({}, f"{path}/retry")

    assert (stopped["failure"], stopped["may_retry"], stopped["steps"][1]["state"]) == (
        "The disk is full.",
        True,
        "failed",
    )
    assert response.status_code == 202
    with platform_scope():
        assert AuditEvent.objects.filter(action="client.retried", subject_id=str(client.pk)).count() == 1
    assert program.get(path).json()["status"] == "active"
    again = program.post({}, f"{path}/retry")
    assert (again.status_code, "it is active" in again.json()["error"]["message"]) == (409, True)


def test_key_does_only_what_it_is_for(make_key, registered):
    client = registered()
    reads, creates = Program(make_key("read").secret), Program(make_key("create").secret)

    assert (reads.get().status_code, creates.get().status_code) == (200, 401)
    assert (reads.post(WANTED).status_code, creates.post({**WANTED, "subdomain": "walnut"}).status_code) == (401, 201)
    assert reads.post({}, f"{CLIENTS}/{client.pk}/retry").status_code == 401


def test_keys_that_ended_and_keys_of_others_are_nobodys(acme, make_key, operator, portal):
    revoked, expired, of_one_who_left = make_key(), make_key(days=-1), make_key()
    with platform_scope():
        revoke_api_key(revoked.row, by=None, now=timezone.now())
    with tenant_scope(acme):
        of_client = create_api_key(
            name="Acme", scopes=["ask"], valid_for=timedelta(days=1), created_by=None, now=timezone.now()
        )
    assert Program(of_one_who_left.secret).get().status_code == 200
    User.objects.filter(pk=operator.pk).update(is_active=False)

    for secret in (revoked.secret, expired.secret, of_client.secret, of_one_who_left.secret, "pk_", ""):
        answer = Program(secret).get()
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert portal.get(CLIENTS).status_code == 401  # a sign-in is no key


def test_client_host_knows_neither_the_api_nor_its_keys(acme, program):
    for path in (CLIENTS, "/api/v1/platform/docs", "/api/v1/platform/openapi.json", "/platform-admin/keys/"):
        assert Program(program.secret, host="acme.localhost").get(path).status_code == 404
    assert Program(program.secret, host="acme.localhost").post(WANTED).status_code == 404
    assert Program(program.secret, host="acme.localhost").get("/api/v1/search", q="dental").status_code == 401


def test_key_that_calls_without_end_is_told_to_wait(program, monkeypatch):
    monkeypatch.setattr(pace, "CALLS_A_MINUTE", 2)

    answers = [program.get() for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[2]["Retry-After"]) <= 60
    assert "Call again in" in answers[2].json()["error"]["message"]


def test_description_and_its_page_are_on_the_platforms_host(db):
    browser = Browser(HTTP_HOST="localhost")

    described = browser.get("/api/v1/platform/openapi.json").json()
    page = browser.get("/api/v1/platform/docs")

    assert {(method, path) for path, methods in described["paths"].items() for method in methods} == {
        ("post", CLIENTS),
        ("get", CLIENTS),
        ("get", CLIENTS + "/{client_id}"),
        ("post", CLIENTS + "/{client_id}/retry"),
        ("get", CLIENTS + "/{client_id}/domains"),
        ("post", CLIENTS + "/{client_id}/domains"),
        ("post", CLIENTS + "/{client_id}/domains/{domain_id}/check"),
        ("delete", CLIENTS + "/{client_id}/domains/{domain_id}"),
        ("get", CLIENTS + "/{client_id}/sender"),
        ("put", CLIENTS + "/{client_id}/sender"),
        ("delete", CLIENTS + "/{client_id}/sender"),
        ("put", CLIENTS + "/{client_id}/sender/keys"),
        ("post", CLIENTS + "/{client_id}/sender/check"),
    }
    assert page.status_code == 200
    assert "Idempotency-Key" in page.text


def test_operator_makes_a_key_sees_it_once_and_revokes_it(confirmed, operator):
    page = confirmed.post("/platform-admin/keys/", {"name": "Web site", "scopes": ["read"], "days": "30"})

    key = PlatformKey.objects.get()
    secret = page.context["made"].secret
    assert (key.name, key.scopes, key.created_by_id) == ("Web site", ["read"], operator.pk)
    assert secret in page.text
    assert "no-store" in page["Cache-Control"]
    assert secret not in json.dumps(list(AuditEvent.objects.values_list("detail", flat=True)))
    assert secret not in confirmed.get("/platform-admin/keys/").text
    assert Program(secret).get().status_code == 200

    confirmed.post(f"/platform-admin/keys/{key.pk}/revoke/")

    assert Program(secret).get().status_code == 401
    assert AuditEvent.objects.filter(action="api_key.revoked", actor_id=operator.pk).exists()


def test_key_without_scope_or_end_is_not_made(confirmed):
    for told in ({"name": "x", "days": "30"}, {"name": "x", "scopes": ["read"], "days": "0"}, {"scopes": ["all"]}):
        assert confirmed.post("/platform-admin/keys/", told).status_code == 422
    assert PlatformKey.objects.count() == 0


def test_command_makes_lists_and_revokes_keys(db, capsys):
    call_command("platform_key", "create", "--name", "Sales", "--scope", "read", "--scope", "create")
    secret = capsys.readouterr().out.strip()
    assert Program(secret).get().status_code == 200

    call_command("platform_key", "list")
    assert capsys.readouterr().out.startswith(f"{secret[:12]}  Sales  read,create  until ")
    call_command("platform_key", "revoke", secret[:12])

    assert Program(secret).get().status_code == 401
    with pytest.raises(CommandError, match="No key begins with"):
        call_command("platform_key", "revoke", "pk_nobodys")


def test_key_of_a_client_begins_otherwise_than_one_of_the_platform():
    assert (ApiKey.BEGINNING, PlatformKey.BEGINNING) == ("bk_", "pk_")


@pytest.mark.parametrize("days", [14, 0, None])
def test_client_begins_with_the_trial_that_is_said(program, days):
    made = program.post({**WANTED, "trial_days": days})

    assert made.status_code == 201
    until = made.json()["trial_until"]
    assert until == ((contract_today() + timedelta(days=days)).isoformat() if days else None)
    assert program.get(f"{CLIENTS}/{made.json()['id']}").json()["trial_until"] == until


@pytest.mark.parametrize("days", [-1, 366])
def test_trial_of_no_sensible_length_is_refused_in_the_forms_words(program, days):
    assert "trial_days" in problems(program.post({**WANTED, "trial_days": days}))


@pytest.fixture
def real_program(committed) -> Program:
    """With a key that is really committed, for threads; its clients are taken back afterwards."""
    with platform_scope():
        made = create_api_key(
            name="race",
            scopes=PlatformKey.Scope.values,
            valid_for=timedelta(days=1),
            created_by=None,
            now=timezone.now(),
            kind=PlatformKey,
        )
    yield Program(made.secret)
    for client in Client.objects.filter(status__in=("pending", "provisioning")):
        discard(client, by=None)
    PlatformKey.objects.all().delete()


def at_once(*calls: Callable[[], object]) -> list:
    answers, barrier = [], Barrier(len(calls))

    def call(one: Callable[[], object]) -> None:
        barrier.wait()
        try:
            answers.append(one())
        finally:
            connection.close()

    threads = [Thread(target=call, args=[one]) for one in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.fixture
def no_queue(monkeypatch) -> None:
    monkeypatch.setattr("platform_admin.tasks.provision_client.delay_on_commit", lambda client_id: None)


def test_same_key_at_the_same_moment_makes_one_client(real_program, no_queue):
    answers = at_once(*[lambda: real_program.post(WANTED, **{"Idempotency-Key": "order-1"})] * 6)

    assert sorted(answer.status_code for answer in answers) == [200] * 5 + [201]
    assert len({answer.json()["id"] for answer in answers}) == 1


def test_same_subdomain_at_the_same_moment_from_api_and_form_makes_one_client(real_program, no_queue, operator_browser):
    with platform_scope():
        operator = User.objects.create_user("race@platform.example", name="Race", role="operator", password="x" * 12)
    browser = operator_browser(operator)
    try:
        answers = at_once(
            *[lambda: real_program.post(WANTED)] * 3,
            *[lambda: browser.post("/platform-admin/clients/new/", WANTED)] * 3,
        )
    finally:
        for client in Client.objects.filter(status="pending"):
            discard(client, by=None)
        ClientDraft.objects.all().delete()
        # Without looking for what else a person has: in the platform's schema there are no conversations.
        Authenticator.objects.filter(user=operator).delete()
        User.objects.filter(pk=operator.pk)._raw_delete("default")

    codes = sorted(answer.status_code for answer in answers)
    assert codes[0] in {201, 302}
    assert codes[1:] == [422] * 5
    refused = [answer for answer in answers if answer.status_code == 422]
    assert all("already belongs to a client" in answer.text for answer in refused)
