from collections.abc import Iterable
from functools import cache

import structlog
from celery.contrib.django.task import DjangoTask
from django.db import connection
from django.db.models import OuterRef, Subquery

from tenants.binding import ClientRef
from tenants.context import platform_scope, tenant_scope
from tenants.fleet.needed import code_mark
from tenants.limits import NO_LIMITS
from tenants.models import Client, Domain, TierTerms
from tenants.postgresql.rows import Given, Rows, read, written

BEHIND_SECONDS = 30
log = structlog.get_logger(__name__)


class UnknownClient(RuntimeError):
    """A task named a client that does not exist or is not served; it must not run anywhere else."""


class ClientBehind(RuntimeError):
    """The client's schema lacks migrations that this code needs, so nothing may run in it."""


class _PassingOn(DjangoTask):
    """A task that leaves its line to the database to the next one: Celery would close it behind each."""

    abstract = True

    def __call__(self, *args: object, **kwargs: object) -> object:
        is_of_a_worker = not self.request.called_directly and not self.request.is_eager
        try:
            return super().__call__(*args, **kwargs)
        finally:
            if is_of_a_worker:
                connection.pass_on()


class BoundTask(_PassingOn):
    """A task whose first argument is `schema_name`: it runs inside that client or not at all.

    One for a client whose schema lacks migrations is sent again, and runs when it has them.

    The schema is an explicit argument because a hidden header is taken at commit time, when the scope
    may already be another, and because Celery swallows errors of the signals that would read it.
    """

    abstract = True
    serves = Client.SERVED

    def __call__(self, schema_name: str, *args: object, **kwargs: object) -> object:
        client, is_migrated = self._find(schema_name)
        if not is_migrated:
            return self._send_again(schema_name)
        with tenant_scope(client):
            return super().__call__(schema_name, *args, **kwargs)

    def _send_again(self, schema_name: str) -> None:
        request = self.request
        if request.called_directly or request.is_eager:
            raise ClientBehind(f"The schema {schema_name!r} lacks migrations; {self.name} did not run.")
        log.info("task_waits_for_migrations", task=self.name, schema=schema_name)
        # Not as a retry, of which a task may have only so many: it has not been tried yet. This message is let go
        # of only when the new one is sent.
        self.signature_from_request(request, countdown=BEHIND_SECONDS, retries=request.retries).apply_async()

    def _find(self, schema_name: str) -> tuple[ClientRef, bool]:
        with platform_scope():
            found, terms = read(_client(code_mark())(schema_name=schema_name), _terms(schema_name=schema_name))
        client = found[0] if found else None
        if client is None or client.status not in self.serves:
            raise UnknownClient(f"No served client has schema {schema_name!r}; {self.name} did not run.")
        limits = terms[0].limits() if terms else NO_LIMITS
        return client.as_ref(client.verified_host, limits), client.is_migrated


class ErasingTask(BoundTask):
    """Runs also where nobody is served just now: what was promised to be erased is erased."""

    abstract = True
    serves = (*Client.SERVED, Client.Status.SUSPENDED, Client.Status.OFFBOARDING)


class PlatformTask(_PassingOn):
    """A task of the platform: public schema only."""

    abstract = True

    def __call__(self, *args: object, **kwargs: object) -> object:
        with platform_scope():
            return super().__call__(*args, **kwargs)


@cache
def _client(code: str) -> Rows[Client]:
    """`code` marks which migrations are needed: the statement names them."""
    host = Domain.objects.primary().filter(client=OuterRef("pk")).values("host")[:1]
    rows = Client.objects.telling_if_migrated().annotate(verified_host=Subquery(host))
    return Rows(rows.filter(schema_name=Given("schema_name")))


@written
def _terms() -> Rows[TierTerms]:
    of_client = Client.objects.filter(schema_name=Given("schema_name")).values("tier")
    return Rows(TierTerms.objects.filter(tier__in=of_client))


def served_clients() -> list[ClientRef]:
    """Return every client whose work goes on, for tasks that fan out over all of them.

    One whose schema lacks migrations is not among them: what comes round again and again would only pile up.
    """
    return clients_in(Client.SERVED)


def clients_in(statuses: Iterable[str]) -> list[ClientRef]:
    """Return every client that stands so and whose schema is up to date, the oldest first."""
    with platform_scope():
        return Client.objects.migrated().filter(status__in=statuses).order_by("created_at").refs()
