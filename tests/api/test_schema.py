"""The API against its own description: generated requests, good and bad, and what comes back is as described."""

from datetime import timedelta

import pytest
import schemathesis
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from accounts.api_keys import create_api_key
from accounts.models import ApiKey
from config.api import api
from config.wsgi import application
from tenants.context import tenant_scope

HOST = "acme.localhost"
schema = schemathesis.openapi.from_dict({**api.get_openapi_schema(), "servers": [{"url": f"http://{HOST}"}]})
schema.app = application


@pytest.fixture
def key(committed) -> str:
    """A key with all scopes, really committed: the WSGI application opens and closes its own connection."""
    with tenant_scope(committed["acme"]):
        made = create_api_key(
            name="fuzz", scopes=ApiKey.Scope.values, valid_for=timedelta(days=1), created_by=None, now=timezone.now()
        )
    return made.secret


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


def test_description_names_every_operation():
    operations = {(method, path) for path, methods in api.get_openapi_schema()["paths"].items() for method in methods}

    assert operations == {
        ("get", "/api/v1/tenant"),
        ("get", "/api/v1/analytics/{metric}"),
        ("post", "/api/v1/ask"),
        ("post", "/api/v1/ask/stream"),
        ("get", "/api/v1/answers/{answer_id}"),
        ("post", "/api/v1/documents"),
        ("get", "/api/v1/documents/{document_id}"),
        ("get", "/api/v1/search"),
    }


def test_api_page_describes_itself_without_anything_from_elsewhere(acme, browser_of):
    page = browser_of(acme).get("/api/v1/docs")

    assert page.status_code == 200
    assert b"/api/v1/ask" in page.content
    assert b"cdn" not in page.content


@pytest.mark.parametrize("path", ["/api/v1/search?q=x", "/api/v1/answers/00000000-0000-4000-8000-000000000000"])
def test_key_of_one_client_opens_nothing_at_another(committed, key, browser_of, path):
    own = browser_of(committed["acme"]).get(path, headers={"Authorization": f"Bearer {key}"})
    foreign = browser_of(committed["globex"]).get(path, headers={"Authorization": f"Bearer {key}"})

    assert own.status_code in {200, 404}
    assert foreign.status_code == 401
