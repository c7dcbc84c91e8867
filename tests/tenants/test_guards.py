"""Each guard of the house fires when its rule is broken. The tests break the rules by hand."""

import logging
from datetime import timedelta

import pytest
from celery import shared_task
from django.core.cache import cache
from django.core.signing import BadSignature, dumps
from django.db import DatabaseError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path
from django.utils import timezone
from psycopg.types.json import Jsonb

from accounts.api_keys import create_api_key, find_api_key
from accounts.models import User
from tenants import keys, live
from tenants.access import (
    hr_admin_required,
    hr_required,
    member_required,
    operator_enrolling,
    operator_required,
)
from tenants.audit.models import AuditEvent
from tenants.binding import bound
from tenants.checks import embedded_mode_stays_at_home, every_url_declares_who_may_use_it
from tenants.context import NoClientBound, current_schema, maintenance_scope, platform_scope, tenant_scope
from tenants.models import Client
from tenants.postgresql.base import NotOneEach, StillUnderWay, TenantMismatch
from tenants.postgresql.statement import Statement
from tenants.postgresql.written import read_all
from tenants.redis import redis
from tenants.tasks import BoundTask, PlatformTask, UnknownClient

# --- the connection ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("move", ["set_schema", "set_tenant", "set_schema_to_public"])
def test_tripwire_refuses_a_connection_that_was_moved_by_hand(acme, globex, move):
    with tenant_scope(acme):
        User.objects.count()
        if move == "set_schema_to_public":
            connection.set_schema_to_public()
        elif move == "set_schema":
            connection.set_schema(globex.schema_name)
        else:
            connection.set_tenant(Client(schema_name=globex.schema_name))

        with pytest.raises(TenantMismatch):
            User.objects.count()


def test_tripwire_refuses_a_scope_that_was_left_without_its_connection(acme, globex):
    with tenant_scope(acme):
        token = bound.set(None)
        try:
            with pytest.raises(TenantMismatch, match="Unbound work"):
                User.objects.count()
        finally:
            bound.reset(token)


def test_path_set_by_hand_does_not_open_another_clients_tables(acme, globex, make_person):
    make_person(globex)

    with tenant_scope(acme), connection.cursor() as cursor:
        cursor.execute(f'SET search_path = "{globex.schema_name}"')
        # Neither path nor role is what it was set to; and the role may not even where the schema is named.
        with pytest.raises(DatabaseError, match=r"permission denied|does not exist"), transaction.atomic():
            cursor.execute(f'SELECT count(*) FROM "{globex.schema_name}".accounts_user')


def test_path_set_by_hand_does_not_outlive_its_cursor(acme, globex, make_person):
    make_person(acme, name="Ann")

    with tenant_scope(acme):
        with connection.cursor() as cursor:
            cursor.execute("SET search_path = public")
        assert User.objects.get().name == "Ann"


def test_cursor_of_one_client_is_refused_at_another(acme, globex, make_person):
    make_person(acme, "who@acme.example")
    with tenant_scope(acme), connection.cursor() as cursor:
        with tenant_scope(globex), pytest.raises(TenantMismatch):
            cursor.execute("SELECT count(*) FROM accounts_user")
        cursor.execute("SELECT count(*) FROM accounts_user")
        assert cursor.fetchone() == (1,)


def test_cursor_that_has_read_at_one_client_is_refused_at_another_and_goes_on_at_its_own(acme, globex, ann_and_gus):
    with tenant_scope(acme), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM accounts_user")
        with tenant_scope(globex):
            with pytest.raises(TenantMismatch):
                cursor.execute("SELECT name FROM accounts_user")
            User.objects.count()
        cursor.execute("SELECT name FROM accounts_user")
        assert cursor.fetchall() == [("Ann",)]


@pytest.mark.parametrize("wrong", ["SELECT 1 / 0", "SELECT name FROM nothing_of_the_kind"])
def test_cursor_goes_on_at_its_own_client_after_a_first_statement_that_failed(committed, wrong):
    """Without a transaction: what was set along with the statement is taken back with it."""
    with tenant_scope(committed["globex"]):
        User.objects.count()
    with tenant_scope(committed["acme"]), connection.cursor() as cursor:
        with pytest.raises(DatabaseError):
            cursor.execute(wrong)
        cursor.execute("SELECT current_user, current_schema()")
        assert cursor.fetchone() == (committed["acme"].schema_name,) * 2


@pytest.mark.parametrize("is_wrong", [True, False])
def test_cursor_goes_on_at_its_own_client_when_its_first_statement_is_rolled_back(acme, globex, ann_and_gus, is_wrong):
    with transaction.atomic():
        with tenant_scope(globex):
            User.objects.count()
        with tenant_scope(acme), connection.cursor() as cursor:
            with pytest.raises((DatabaseError, ZeroDivisionError)), transaction.atomic():
                cursor.execute("SELECT 1 / 0" if is_wrong else "SELECT 1")
                raise ZeroDivisionError
            cursor.execute("SELECT name, current_user FROM accounts_user")
            assert cursor.fetchall() == [("Ann", acme.schema_name)]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("SELECT current_schema(), '%'", ("t", "%")),
        ("\n  with one as (select current_schema() as name) select name, 'a;b' from one", ("t", "a;b")),
        ("VALUES (current_schema(), '%')", ("t", "%")),
        ("/* said first */ SELECT current_schema(), '-- x'", ("t", "-- x")),
        ("TABLE branding_brand", None),
    ],
)
def test_first_statement_of_a_cursor_tells_its_own_rows_however_it_is_written(acme, statement, told):
    with tenant_scope(acme), connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()

        assert row == (told and (acme.schema_name, told[1]))
        assert cursor.rowcount == (1 if told else 0)
        assert not cursor.nextset()


def test_rows_that_a_first_statement_changes_are_counted_as_its_own(acme, make_person):
    for name in "abc":
        make_person(acme, f"{name}@acme.example")
    with tenant_scope(acme):
        assert User.objects.filter(email__startswith="a").update(name="New") == 1
        assert User.objects.update(name="Newer") == 3


def test_many_rows_and_copied_ones_go_to_the_bound_clients_table(acme, globex):
    with tenant_scope(acme):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO benefits_benefitclass (id, code, label, label_es) VALUES (gen_random_uuid(), %s, %s, '')",
                [("a", "A"), ("b", "B")],
            )
        with connection.cursor() as cursor, cursor.copy("COPY benefits_benefitclass (code) TO STDOUT") as rows:
            assert b"".join(map(bytes, rows)) == b"a\nb\n"
    with tenant_scope(globex), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM benefits_benefitclass")
        assert cursor.fetchone() == (0,)


def test_rollback_to_a_savepoint_does_not_bring_back_another_clients_path(acme, globex, make_person):
    make_person(acme, name="Ann")
    make_person(globex, name="Gus")

    with transaction.atomic():
        with tenant_scope(acme):
            User.objects.count()
        with connection.cursor() as cursor:
            cursor.execute("SAVEPOINT by_hand")
        with tenant_scope(globex):
            User.objects.count()
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK TO SAVEPOINT by_hand")
            assert User.objects.get().name == "Gus"


@pytest.mark.parametrize("statement", ["RESET ALL", "DISCARD PLANS", "RESET ROLE", "SET ROLE NONE"])
def test_reset_on_the_connection_is_repaired_before_the_next_read(acme, make_person, statement):
    make_person(acme, name="Ann")

    with tenant_scope(acme):
        with connection.cursor() as cursor:
            cursor.execute(statement)
        assert User.objects.get().name == "Ann"
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, current_schema()")
            assert cursor.fetchone() == (acme.schema_name, acme.schema_name)


def test_client_whose_schema_is_gone_reads_nothing_instead_of_the_platforms_people(db, acme, make_person):
    with platform_scope():
        User.objects.create_user("op@platform.example", name="Op", role="operator", password="a-long-enough-one")
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute(f'ALTER SCHEMA "{acme.schema_name}" RENAME TO elsewhere')

    with tenant_scope(acme), pytest.raises(DatabaseError, match=r"permission denied|does not exist"):
        User.objects.count()


def test_clients_role_may_not_become_another_or_the_owner(acme, globex):
    with tenant_scope(acme), connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolcreaterole, rolcreatedb, rolcanlogin FROM pg_roles WHERE rolname = %s",
            [acme.schema_name],
        )
        assert cursor.fetchone() == (False, False, False, False)
        cursor.execute("SELECT pg_has_role(%s, %s, 'MEMBER')", [acme.schema_name, globex.schema_name])
        assert cursor.fetchone() == (False,)


WHO = Statement("SELECT current_user, current_schema()")
PEOPLE = Statement("SELECT name FROM accounts_user")


@pytest.mark.parametrize("is_binary", [False, True])
def test_statements_sent_together_read_the_bound_clients_rows(acme, globex, ann_and_gus, is_binary):
    people = PEOPLE._replace(is_binary=is_binary)

    with tenant_scope(acme):
        assert connection.ask(WHO, people) == [[(acme.schema_name, acme.schema_name)], [("Ann",)]]
        with tenant_scope(globex):
            assert connection.ask(people, people) == [[("Gus",)], [("Gus",)]]
        assert connection.ask(people) == [[("Ann",)]]


def test_statements_sent_together_are_refused_on_a_connection_that_was_moved_by_hand(acme, globex, ann_and_gus):
    with tenant_scope(acme):
        connection.set_schema(globex.schema_name)

        with pytest.raises(TenantMismatch):
            connection.ask(PEOPLE)


def test_statements_sent_together_are_not_sent_in_a_transaction_that_is_broken(acme, ann_and_gus):
    with tenant_scope(acme), pytest.raises(DatabaseError, match="transaction is aborted"), transaction.atomic():
        with pytest.raises(DatabaseError, match="division by zero"):
            connection.ask(Statement("SELECT 1 / 0"))
        connection.ask(PEOPLE)


@pytest.mark.parametrize("by_hand", ["RESET ALL", "DISCARD PLANS", "SET ROLE NONE", "SET search_path = public"])
def test_statements_sent_together_do_not_go_by_what_was_set_by_hand(acme, ann_and_gus, by_hand):
    with tenant_scope(acme):
        connection.ask(PEOPLE)
        with connection.cursor() as cursor:
            cursor.execute(by_hand)

        assert connection.ask(PEOPLE) == [[("Ann",)]]


def test_path_set_among_statements_sent_together_does_not_open_another_clients_tables(acme, globex, ann_and_gus):
    path = Statement("SELECT set_config('search_path', %s, false)", (globex.schema_name,))

    with tenant_scope(acme), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.ask(path, Statement(f'SELECT name FROM "{globex.schema_name}".accounts_user'))


def test_rollback_to_a_savepoint_does_not_bring_back_another_clients_path_for_statements_sent_together(
    acme, globex, ann_and_gus
):
    with transaction.atomic():
        with tenant_scope(acme):
            connection.ask(PEOPLE)
        with connection.cursor() as cursor:
            cursor.execute("SAVEPOINT by_hand")
        with tenant_scope(globex):
            connection.ask(PEOPLE)
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK TO SAVEPOINT by_hand")
            assert connection.ask(PEOPLE) == [[("Gus",)]]


def test_nothing_else_is_sent_while_statements_are_under_way(acme, globex, ann_and_gus):
    with tenant_scope(acme), connection.under_way(PEOPLE) as rows:
        with pytest.raises(StillUnderWay):
            User.objects.count()
        with pytest.raises(StillUnderWay):
            connection.ask(PEOPLE)
        with tenant_scope(globex), pytest.raises(StillUnderWay):
            User.objects.count()
        assert rows() == [[("Ann",)]]
        assert User.objects.get().name == "Ann"


def test_rows_under_way_are_not_given_to_another_client(acme, globex, ann_and_gus):
    with tenant_scope(acme), connection.under_way(PEOPLE) as rows, tenant_scope(globex):
        with pytest.raises(TenantMismatch):
            rows()
        assert connection.ask(PEOPLE) == [[("Gus",)]]


def test_statements_under_way_whose_rows_nobody_waits_for_leave_the_connection_as_it_was(acme, globex, ann_and_gus):
    with tenant_scope(acme):
        with pytest.raises(ZeroDivisionError), connection.under_way(PEOPLE):
            raise ZeroDivisionError
        with connection.under_way(PEOPLE):
            pass
        assert User.objects.get().name == "Ann"
    with tenant_scope(globex):
        assert connection.ask(PEOPLE) == [[("Gus",)]]


def test_nothing_is_read_together_of_a_client_whose_role_is_gone(acme, globex, ann_and_gus):
    with tenant_scope(globex):
        connection.ask(PEOPLE)
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute(f'ALTER ROLE "{acme.schema_name}" RENAME TO elsewhere')

    with pytest.raises(DatabaseError, match="role"), transaction.atomic(), tenant_scope(acme):
        connection.ask(PEOPLE, PEOPLE)

    with tenant_scope(globex):
        assert connection.ask(PEOPLE) == [[("Gus",)]]


HOSTILE = (
    "it's; SELECT 1",
    "'; SET ROLE NONE; --",
    "\\'; SELECT 2; --",
    "50% of %s and %(name)s",
    'quote " and $$dollar$$ and $1',
    "\u2028 and \u202e and é",
)


@pytest.mark.parametrize("conforming", ["on", "off"])
@pytest.mark.parametrize("is_binary", [False, True])
def test_values_sent_together_stay_values_however_they_are_written(acme, conforming, is_binary):
    echo = Statement("SELECT %s::text, '%%', current_user::text", (), is_binary)

    with tenant_scope(acme), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('standard_conforming_strings', %s, true)", [conforming])
        asked = [echo._replace(parameters=(value,)) for value in HOSTILE]
        assert connection.ask(*asked) == [[(value, "%", acme.schema_name)] for value in HOSTILE]
        lists = Statement("SELECT %s::text[], %s::jsonb ->> 'said'", (list(HOSTILE), Jsonb({"said": HOSTILE[0]})))
        assert connection.ask(lists) == [[(list(HOSTILE), HOSTILE[0])]]


def test_value_that_no_text_of_the_database_can_hold_is_refused_and_nothing_is_sent(acme, ann_and_gus):
    with tenant_scope(acme), CaptureQueriesContext(connection) as sent:
        with pytest.raises(DatabaseError, match="NUL"):
            connection.ask(PEOPLE, Statement("SELECT %s", ("before\0; SELECT 1",)))
        assert len(sent) == 0
        assert connection.ask(PEOPLE) == [[("Ann",)]]


@pytest.mark.parametrize(
    "odd", ["SET LOCAL work_mem = '4MB'", "", "-- nothing", "SELECT 1; SELECT 2", "DO $$BEGIN END$$"]
)
def test_rows_sent_together_are_never_given_to_another_statement(acme, ann_and_gus, odd):
    """A statement without rows, without anything, or with the rows of two."""
    with tenant_scope(acme):
        with pytest.raises((DatabaseError, NotOneEach)), transaction.atomic():
            connection.ask(PEOPLE, Statement(odd), Statement("SELECT 'last'"))
        assert connection.ask(PEOPLE, Statement("SELECT 'last'")) == [[("Ann",)], [("last",)]]


def test_model_whose_columns_are_converted_is_not_read_as_it_is(acme):
    with tenant_scope(acme), pytest.raises(TypeError, match="not as the database has them"):
        read_all(AuditEvent)


# --- tasks ------------------------------------------------------------------------------------------------


@shared_task(base=BoundTask)
def names_seen_by(schema_name: str) -> list[str]:
    assert current_schema() == schema_name
    return list(User.objects.values_list("name", flat=True))


@shared_task(base=BoundTask)
def failing(schema_name: str) -> None:
    raise ZeroDivisionError


@shared_task(base=PlatformTask)
def platform_schema() -> str:
    User.objects.count()
    return connection.schema_name


@pytest.fixture
def ann_and_gus(acme, globex, make_person) -> None:
    make_person(acme, name="Ann")
    make_person(globex, name="Gus")


def test_task_works_in_the_client_it_names_wherever_it_is_called(acme, globex, ann_and_gus):
    with tenant_scope(globex):
        assert names_seen_by.delay(acme.schema_name).result == ["Ann"]
        assert list(User.objects.values_list("name", flat=True)) == ["Gus"]


def test_task_queued_on_commit_works_in_the_client_it_names_not_in_that_of_the_commit(
    acme, globex, ann_and_gus, django_capture_on_commit_callbacks, monkeypatch
):
    seen = []
    monkeypatch.setattr(names_seen_by, "run", lambda schema_name: seen.append((schema_name, current_schema())))

    with django_capture_on_commit_callbacks(execute=True), tenant_scope(globex), tenant_scope(acme):
        names_seen_by.delay_on_commit(acme.schema_name)

    assert seen == [(acme.schema_name, acme.schema_name)]


@pytest.mark.parametrize("schema_name", ["t_" + "0" * 32, "public", "", "information_schema", "acme"])
def test_task_for_an_unknown_schema_does_not_run(acme, schema_name):
    with pytest.raises(UnknownClient, match="did not run"):
        names_seen_by.delay(schema_name)


@pytest.mark.parametrize("status", ["pending", "provisioning", "suspended", "offboarding", "deleted"])
def test_task_for_a_client_that_is_not_served_does_not_run(acme, status):
    Client.objects.filter(pk=acme.id).update(status=status)

    with pytest.raises(UnknownClient, match="did not run"):
        names_seen_by.delay(acme.schema_name)


def test_task_without_its_client_does_not_run(acme, ann_and_gus):
    with tenant_scope(acme), pytest.raises(TypeError):
        names_seen_by.delay()


def test_task_for_a_client_without_schema_fails_instead_of_reading_the_platform(acme):
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute(f'ALTER SCHEMA "{acme.schema_name}" RENAME TO elsewhere')

    with pytest.raises(DatabaseError, match=r"permission denied|does not exist"):
        names_seen_by.delay(acme.schema_name)


def test_failing_task_leaves_no_client_behind(acme):
    with pytest.raises(ZeroDivisionError):
        failing.delay(acme.schema_name)

    assert bound.get() is None
    assert connection.schema_name == "public"


def test_platform_task_stands_on_the_platform_even_if_called_inside_a_client(acme):
    with tenant_scope(acme):
        assert platform_schema.delay().result == "public"
        assert connection.schema_name == acme.schema_name


# --- keys, signatures, tokens -----------------------------------------------------------------------------

HOLDER = live.Holder("session-1", host="acme.localhost")
CLIENT_ONLY = {
    "client_key": lambda: keys.client_key("x"),
    "storage_key": lambda: keys.storage_key("x"),
    "vector_namespace": keys.vector_namespace,
    "ticket": lambda: live.ticket("answer:1", holder=HOLDER),
    "publish": lambda: live.publish("answer:1", "text", "x"),
    "forget": lambda: live.forget("answer:1"),
}
ALWAYS_SOMEWHERE = {
    "scope_key": lambda: keys.scope_key("x"),
    "end_tickets": lambda: live.end_tickets(["session-1"]),
    "client_signer": lambda: keys.client_signer("x"),
    "cache.get": lambda: cache.get("x"),
    "cache.set": lambda: cache.set("x", 1),
}


@pytest.mark.parametrize("make", CLIENT_ONLY.values(), ids=CLIENT_ONLY)
def test_key_of_a_client_cannot_be_made_on_the_platform_or_nowhere(db, make):
    with pytest.raises(NoClientBound):
        make()
    with platform_scope(), pytest.raises(NoClientBound):
        make()


@pytest.mark.parametrize("make", ALWAYS_SOMEWHERE.values(), ids=ALWAYS_SOMEWHERE)
def test_key_cannot_be_made_nowhere_or_in_maintenance(db, make):
    with pytest.raises(NoClientBound):
        make()
    with maintenance_scope(), pytest.raises(NoClientBound):
        make()


def test_every_key_names_its_client(acme):
    with tenant_scope(acme):
        assert keys.client_key("a", 1) == f"t:{acme.schema_name}:a:1"
        assert keys.storage_key("a", 1) == f"{acme.schema_name}/a/1"
        assert keys.vector_namespace() == acme.schema_name
        assert keys.cache_key("k", "", 1) == f"t:{acme.schema_name}:cache::1:k"
    with platform_scope():
        assert keys.cache_key("k", "", 1) == "platform:cache::1:k"


def test_everything_in_redis_names_its_client_or_the_platform(acme, make_person, browser_of):
    browser = browser_of(acme, make_person(acme))
    browser.get("/")
    browser.post("/accounts/password/reset/", {"email": "ann@acme.example"})
    with tenant_scope(acme):
        live.publish("answer:1", "text", "x")
        live.end_tickets(["session-1"])
        cache.set("k", 1)

    names = redis().keys("*")
    assert len(names) > 4
    assert [name for name in names if not name.startswith((f"t:{acme.schema_name}:", "platform:"))] == []


def test_cached_value_does_not_exist_elsewhere(acme, globex):
    with tenant_scope(acme):
        cache.set("answer", "Acme's")
        assert cache.get("answer") == "Acme's"
    with tenant_scope(globex):
        assert cache.get("answer") is None
    with platform_scope():
        assert cache.get("answer") is None


def test_signature_is_accepted_by_its_client_and_for_its_purpose_only(acme, globex):
    with tenant_scope(acme):
        signed = keys.client_signer("link").sign("42")
        assert keys.client_signer("link").unsign(signed) == "42"
        with pytest.raises(BadSignature):
            keys.client_signer("other").unsign(signed)
    for scope in (tenant_scope(globex), platform_scope()):
        with scope, pytest.raises(BadSignature):
            keys.client_signer("link").unsign(signed)


def test_live_ticket_names_the_stream_of_its_own_client(acme, globex):
    with tenant_scope(acme):
        live.publish("documents", "row", "Acme's")
        ticket = live.ticket("documents", holder=HOLDER)
    with tenant_scope(globex):
        live.publish("documents", "row", "Globex'")

    right = live.read_ticket(ticket)

    prefix = f"t:{acme.schema_name}"
    assert right == live.Ticket(
        stream_key=f"{prefix}:live:documents",
        ended_key=f"{prefix}:live-ended:session-1",
        closed_key=f"{prefix}:live-closed",
        host="acme.localhost",
    )
    assert [fields["data"] for _, fields in redis().xrange(right.stream_key)] == ['"Acme\'s"']


def test_live_ticket_cannot_be_made_by_hand(acme, globex):
    facts = {"schema": globex.schema_name, "topic": "documents", "holder": "1", "host": "globex.localhost"}

    with pytest.raises(BadSignature):
        live.read_ticket(dumps(facts))


def test_api_key_of_one_client_does_not_exist_at_another(acme, globex):
    now = timezone.now()
    with tenant_scope(acme):
        key = create_api_key(name="x", scopes=["ask"], valid_for=timedelta(days=1), created_by=None, now=now)
        assert find_api_key(key.secret, now) == key.row
    with tenant_scope(globex):
        assert find_api_key(key.secret, now) is None


@pytest.mark.parametrize("change", [{"revoked_at": timezone.now()}, {"expires_at": timezone.now()}])
def test_api_key_that_was_revoked_or_expired_is_not_found(acme, change):
    now = timezone.now() + timedelta(minutes=1)
    with tenant_scope(acme):
        key = create_api_key(name="x", scopes=["ask"], valid_for=timedelta(days=1), created_by=None, now=now)
        type(key.row).objects.update(**change)
        assert find_api_key(key.secret, now) is None


# --- URLs and start-up ------------------------------------------------------------------------------------


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("anybody may read this")


urlpatterns = [path("forgotten/", undeclared)]


def test_url_that_does_not_say_who_may_use_it_stops_the_start():
    with override_settings(ROOT_URLCONF=__name__):
        errors = every_url_declares_who_may_use_it(None)

    assert [error.msg for error in errors] == [f"{__name__}: /forgotten/ does not declare who may use it."]


def test_every_url_of_the_product_says_who_may_use_it():
    assert every_url_declares_who_may_use_it(None) == []


@pytest.mark.parametrize("domain", ["benefits.example", "notlocalhost", "localhost.evil.example"])
def test_embedded_mode_with_a_public_domain_stops_the_start(domain):
    with override_settings(EMBEDDED=True, BASE_DOMAIN=domain):
        assert [error.id for error in embedded_mode_stays_at_home(None)] == ["tenants.E002"]
    with override_settings(EMBEDDED=False, BASE_DOMAIN=domain):
        assert embedded_mode_stays_at_home(None) == []


@pytest.mark.parametrize(
    "decorator", [member_required, hr_required, hr_admin_required, operator_required, operator_enrolling]
)
def test_decorator_lets_nobody_through_on_the_wrong_kind_of_host(acme, make_person, decorator):
    view = decorator(lambda request: HttpResponse("secret"))
    request = RequestFactory().get("/")
    is_of_operators = decorator in {operator_required, operator_enrolling}
    request.user = make_person(acme, "operator" if is_of_operators else "hr_admin")
    request.client = acme if is_of_operators else None

    with pytest.raises(Http404):
        view(request)


# --- the log ----------------------------------------------------------------------------------------------


def test_log_line_names_client_and_request_but_no_query_string(acme, make_person, browser_of, caplog):
    browser = browser_of(acme, make_person(acme))

    with caplog.at_level(logging.INFO, "tenants.middleware"):
        response = browser.get("/?q=am-i-pregnant")

    (line,) = [record.msg for record in caplog.records if record.name == "tenants.middleware"]
    assert (line["client"], line["request"]) == (str(acme.id), response.headers["X-Request-Id"])
    assert "pregnant" not in caplog.text


def test_tables_that_are_listed_are_those_of_the_schema_the_connection_stands_on(acme, globex):
    def listed(schema_name: str) -> set[str]:
        connection.set_schema(schema_name)
        return set(connection.introspection.table_names())

    with maintenance_scope():
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE TABLE "{globex.schema_name}".only_there (id integer)')
        ours, theirs, public = listed(acme.schema_name), listed(globex.schema_name), listed("public")

    assert theirs - ours == {"only_there"}
    assert ("chat_answer" in ours, "tenants_client" in ours) == (True, False)
    assert ("chat_answer" in public, "tenants_client" in public) == (False, True)
