"""The platform's API against its own description: generated requests, good and bad, and none is a fault."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import schemathesis
from django.test import Client as Browser
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from accounts.api_keys import create_api_key
from config.api_platform import api
from config.wsgi import application
from platform_admin import api as operations
from platform_admin.models import CreationKey, PlatformKey
from tenants.context import platform_scope
from tenants.models import Client, PlatformAccount

HOST = "localhost"
described = api.get_openapi_schema(path_prefix="/api/v1/platform/")
schema = schemathesis.openapi.from_dict({**described, "servers": [{"url": f"http://{HOST}"}]})
schema.app = application


@pytest.fixture
def key(committed, monkeypatch) -> Iterator[str]:
    """A key with all scopes, really committed; the clients that are made with it are never prepared, and go."""
    monkeypatch.setattr(operations, "queue_provisioning", lambda client: True)
    with platform_scope():
        scopes = PlatformKey.Scope.values
        made = create_api_key(
            name="fuzz",
            scopes=scopes,
            valid_for=timedelta(days=1),
            created_by=None,
            now=timezone.now(),
            kind=PlatformKey,
        )
    yield made.secret
    with platform_scope():
        CreationKey.objects.all().delete()
        PlatformKey.objects.all().delete()
        Client.objects.exclude(subdomain__in=committed).delete()
        PlatformAccount.objects.filter(clients=None).delete()


@schema.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
)
def test_every_operation_answers_as_described_whatever_is_sent(case, key):
    response = case.call(headers={"Host": HOST, "Authorization": f"Bearer {key}"})

    case.validate_response(response, checks=[not_a_server_error, content_type_conformance, response_schema_conformance])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"trial_days": ' + b"9" * 5000 + b"}",
        b'{"name": "A\\ud800", "subdomain": "\\udfff", "owner_email": "\\ud800@x.example", "tier": "\\ud800"}',
        b'{"name": "A\\u0000", "subdomain": "a\\u0000b", "owner_email": "\\u0000@x.example", "tier": "\\u0000"}',
        b'{"name": "Willow", "status": "active", "schema_name": "public", "is_demo": true}',
    ],
    ids=["empty", "no UTF-8", "deep", "number", "half letters", "NUL", "fields of the row"],
)
def test_body_that_is_no_client_is_refused(body, key):
    sent = {"content_type": "application/json", "headers": {"Authorization": f"Bearer {key}"}}

    answer = Browser(HTTP_HOST=HOST).post("/api/v1/platform/clients", body, **sent)

    assert answer.status_code in {400, 422}
    assert answer.json()["error"]["message"]
    assert Client.objects.count() == 2
