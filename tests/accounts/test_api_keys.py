"""API keys as operators keep them: listed without their secret, and ended at once."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.api_keys import NewApiKey, create_api_key, find_api_key
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope
from tenants.keys import client_key
from tenants.redis import redis


@pytest.fixture
def key(acme) -> NewApiKey:
    with tenant_scope(acme):
        return create_api_key(
            name="Intranet", scopes=["ask"], valid_for=timedelta(days=9), created_by=None, now=timezone.now()
        )


def said(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def test_keys_are_listed_by_prefix_and_never_by_secret(acme, globex, key) -> None:
    listed = said("list_api_keys", "--client", "acme")

    assert listed.split() == [key.row.prefix, "Intranet", "ask", "until", f"{key.row.expires_at:%Y-%m-%d}"]
    assert key.secret not in listed
    assert said("list_api_keys", "--client", "globex") == ""


def test_revoked_key_opens_nothing_any_more_and_its_live_streams_end(acme, key) -> None:
    told = said("revoke_api_key", "--client", "acme", "--prefix", key.row.prefix)
    again = said("revoke_api_key", "--client", "acme", "--prefix", key.row.prefix)

    assert (told, again) == ("Intranet: revoked\n", "Intranet: had ended before\n")
    assert said("list_api_keys", "--client", "acme").split()[-1] == "ended"
    with tenant_scope(acme):
        assert find_api_key(key.secret, timezone.now()) is None
        assert redis().exists(client_key("live-ended", f"api-key-{key.row.pk}"))
        assert [entry.action for entry in AuditEvent.objects.order_by("at")] == ["api_key.created", "api_key.revoked"]


def test_key_of_another_client_is_not_found(acme, globex, key) -> None:
    with pytest.raises(CommandError, match="No API key of globex begins with"):
        said("revoke_api_key", "--client", "globex", "--prefix", key.row.prefix)
