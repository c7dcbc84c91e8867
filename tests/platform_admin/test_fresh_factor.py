"""What cannot be taken back, costs money, or leads data out, is done only right after showing the second factor."""

import pytest
from django.conf import settings
from django.urls import get_resolver

from platform_admin.offboarding import moves
from platform_admin.offboarding.steps import advance
from platform_admin.provision import provision
from tenants.checks import walk
from tenants.models import Client

# Parts of the portal where every form asks, but for those that are named with why they do not.
PARTS = (
    *("platform_admin.offboarding", "platform_admin.billing"),
    *("platform_admin.alert_views", "platform_admin.key_views", "platform_admin.operator_views"),
)
NEEDS_NONE = {
    "offboarding_cancel": "deletes nothing of the client",
    "offboarding_decline": "deletes nothing of the client",
    "subscription_preview": "changes nothing",
    "invoices_draft": "makes drafts, which no client sees",
    "invoice_discard": "of a draft, which no client has seen",
    "invoice_send": "sends again what was sent, to whoever pays",
    "alert_acknowledge": "tells operators who sees to it",
    "key_revoke": "closes a way in",
}
ELSEWHERE = {"client_move", "client_rename", "client_people_send"}
READ = {"offboarding_export"}


def operators_views() -> dict[str, object]:
    patterns = walk(get_resolver(settings.PLATFORM_URLCONF))
    return {pattern.name: pattern.callback for _, pattern in patterns if pattern.callback.access == "operator"}


def takes_forms(view: object) -> bool:
    """Whether it answers a form: asked without a request it would do something with, from the methods it names."""
    while view is not None:
        for cell in getattr(view, "__closure__", None) or ():
            content = cell.cell_contents
            if isinstance(content, list | tuple) and "POST" in content:
                return True
        view = getattr(view, "__wrapped__", None)
    return False


def test_forms_of_money_offboarding_webhooks_and_ways_in_ask_for_the_factor_again():
    views = operators_views()
    forms = {name for name, view in views.items() if view.__module__.startswith(PARTS) and takes_forms(view)}
    asking = {name for name, view in views.items() if getattr(view, "asks_factor_again", False)}

    assert len(forms) > 20
    assert (forms | ELSEWHERE | READ) - asking == set(NEEDS_NONE)


@pytest.fixture
def leaving(registered, spare) -> Client:
    client = registered()
    provision(client)
    client.refresh_from_db()
    advance(moves.offboard(client, by=None, reason="Contract ended").pk)
    return client


def is_asked(answer: object) -> bool:
    return answer.status_code == 302 and answer.headers["Location"].startswith("/platform-admin/you/confirm/")


def test_old_sign_in_downloads_no_export(portal, confirmed_again, leaving):
    address = f"/platform-admin/clients/{leaving.pk}/offboarding/export.zip"

    assert is_asked(portal.get(address))
    confirmed_again()
    assert not is_asked(portal.get(address))


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("clients/{}/move/", {"subdomain": "acme-group"}),
        ("clients/{}/rename/", {"name": "Acme Group"}),
        ("clients/{}/offboarding/begin/", {"subdomain": "acme", "reason": "Contract ended"}),
        ("clients/{}/billing/change/", {}),
        ("webhooks/", {"name": "On call", "url": "https://hooks.example/"}),
        ("keys/", {"name": "Sign-ups", "scopes": ["read"], "days": "365"}),
    ],
)
def test_old_sign_in_changes_nothing(portal, acme, address, form):
    before = Client.objects.filter(pk=acme.id).values().get()

    assert is_asked(portal.post("/platform-admin/" + address.format(acme.id), form))
    assert Client.objects.filter(pk=acme.id).values().get() == before


def test_what_was_sent_is_done_once_the_factor_is_shown(portal, confirmed_again, acme):
    asked = portal.post(f"/platform-admin/clients/{acme.id}/rename/", {"name": "Acme Group"})
    confirmed_again(asked.headers["Location"])

    assert Client.objects.get(pk=acme.id).name == "Acme Group"
