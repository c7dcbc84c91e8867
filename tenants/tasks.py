from collections.abc import Iterable

from celery.contrib.django.task import DjangoTask

from tenants.binding import ClientRef
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client


class UnknownClient(RuntimeError):
    """A task named a client that does not exist or is not served; it must not run anywhere else."""


class BoundTask(DjangoTask):
    """A task whose first argument is `schema_name`: it runs inside that client or not at all.

    The schema is an explicit argument because a hidden header is taken at commit time, when the scope
    may already be another, and because Celery swallows errors of the signals that would read it.
    """

    abstract = True
    serves = Client.SERVED

    def __call__(self, schema_name: str, *args: object, **kwargs: object) -> object:
        with tenant_scope(self.client(schema_name)):
            return super().__call__(schema_name, *args, **kwargs)

    def client(self, schema_name: str) -> ClientRef:
        with platform_scope():
            client = Client.objects.filter(schema_name=schema_name, status__in=self.serves).first()
            if client is None:
                raise UnknownClient(f"No served client has schema {schema_name!r}; {self.name} did not run.")
            return client.ref()


class PlatformTask(DjangoTask):
    """A task of the platform: public schema only."""

    abstract = True

    def __call__(self, *args: object, **kwargs: object) -> object:
        with platform_scope():
            return super().__call__(*args, **kwargs)


def served_clients() -> list[ClientRef]:
    """Return every client whose work goes on, for tasks that fan out over all of them."""
    return clients_in(Client.SERVED)


def clients_in(statuses: Iterable[str]) -> list[ClientRef]:
    """Return every client that stands so, the oldest first."""
    with platform_scope():
        return [client.ref() for client in Client.objects.filter(status__in=statuses).order_by("created_at")]
