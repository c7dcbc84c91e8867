"""The pages of a client that leaves: for operators, for its owner, and for whoever checks a certificate."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from platform_admin.models import DeletionCertificate, Offboarding
from platform_admin.offboarding import holds, moves
from platform_admin.offboarding.links import export_token
from platform_admin.offboarding.steps import advance
from platform_admin.provision import provision
from tenants.audit.models import AuditEvent
from tenants.models import Client
from tests.platform_admin.leaving import WORD, fill


@pytest.fixture
def leaver(registered, spare) -> Client:
    client = registered()
    provision(client)
    return Client.objects.get(pk=client.pk)


def url(name: str, *args: object) -> str:
    return reverse(f"platform_admin:{name}", args=args, urlconf="config.urls_platform")


def test_nothing_happens_with_another_subdomain(confirmed, leaver):
    told = confirmed.post(url("client_offboard", leaver.pk), {"reason": "Contract ended", "subdomain": "acme"})

    assert told.status_code == 422
    assert "That is not the subdomain of Willow Works. Nothing was done." in told.text
    assert not Offboarding.objects.exists()


def test_second_factor_is_asked_for_again(portal, leaver):
    told = portal.post(url("client_offboard", leaver.pk), {"reason": "Contract ended", "subdomain": "willow"})

    assert told.headers["Location"].startswith("/platform-admin/you/confirm/")
    assert not Offboarding.objects.exists()


def test_page_tells_how_far_it_is_and_calls_it_off(confirmed, leaver):
    page = url("client_offboarding", leaver.pk)
    assert "Offboard Willow Works" in confirmed.get(page).text
    confirmed.post(url("client_offboard", leaver.pk), {"reason": "Contract ended", "subdomain": "Willow "})
    advance(Offboarding.objects.get().pk)

    told = confirmed.get(page).text
    for words in ("Write the export", "Contract ended", "Call it off", "Delete before the hold is over"):
        assert words in told
    assert "This client is leaving" in confirmed.get(url("client", leaver.pk)).text
    # Not around it: what is leaving is called off, or it would be open with a deletion to come.
    confirmed.post(url("client_reactivate", leaver.pk))
    confirmed.post(url("client_suspend", leaver.pk), {"reason": "Unpaid"})
    leaver.refresh_from_db()
    assert leaver.status == "offboarding"

    confirmed.post(url("offboarding_cancel", leaver.pk))
    leaver.refresh_from_db()
    assert leaver.status == "active"


def test_export_is_the_owners_by_the_newest_link_and_an_operators_for_a_reason(confirmed, leaver, visitor, operator):
    fill(leaver)
    offboarding = advance(moves.offboard(leaver, by=operator, reason="Contract ended").pk)
    old = export_token(offboarding)
    browser = visitor("localhost")

    page = browser.get(f"/export/{old}/").text
    assert "Export of Willow Works" in page
    assert WORD not in page
    assert not AuditEvent.objects.filter(action="client.export_downloaded").exists()
    body = b"".join(browser.get(f"/export/{old}/download/").streaming_content)
    assert (body[:2], len(body)) == (b"PK", offboarding.export_bytes)
    assert AuditEvent.objects.filter(action="client.export_downloaded").count() == 1

    confirmed.post(url("offboarding_link", leaver.pk))
    new = export_token(Offboarding.objects.get())
    assert browser.get(f"/export/{old}/").status_code == 404
    assert browser.get(f"/export/{new}/").status_code == 200
    assert browser.get(f"/export/{new[:-1]}x/").status_code == 404

    asked = confirmed.get(url("offboarding_export", leaver.pk))
    assert asked.headers["Location"].startswith(f"{url('reason')}?read=client_export")
    confirmed.post(asked.headers["Location"], {"reason": "Ticket 4711, the owner lost the mail"})
    assert confirmed.get(url("offboarding_export", leaver.pk)).headers["Content-Type"] == "application/zip"


def test_export_of_a_client_deleted_early_is_still_an_operators_for_a_reason(confirmed, leaver, operator):
    fill(leaver)
    offboarding = advance(moves.offboard(leaver, by=operator, reason="Contract ended").pk)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for said in ("asked", "approved"):
        Offboarding.objects.update(**{f"sooner_{said}_by": operator, f"sooner_{said}_at": timezone.now()})
    advance(offboarding.pk)
    leaver.refresh_from_db()
    assert leaver.status == "deleted"
    export = url("offboarding_export", leaver.pk)
    assert export in confirmed.get(url("former_client", leaver.pk)).text

    asked = confirmed.get(export).headers["Location"]
    assert "Willow Works" in confirmed.get(asked).text
    there = confirmed.post(asked, {"reason": "Ticket 4711, the owner lost the mail"}, follow=True)

    assert "Open it again now" in there.text
    assert confirmed.get(export).headers["Content-Type"] == "application/zip"


def test_page_of_a_client_that_leaves_promises_nothing(leaver, operator, visitor):
    moves.offboard(leaver, by=operator, reason="Contract ended")

    page = visitor(leaver.primary_host()).get("/").text

    assert "not available at the moment" in page
    assert "back soon" not in page


def test_deletion_that_a_hold_forbids_is_not_offered(confirmed, leaver, operator):
    second = User.objects.create_user("otto@platform.example", name="Otto", role="operator", password=None)
    offboarding = advance(moves.offboard(leaver, by=operator, reason="Contract ended").pk)
    Offboarding.objects.filter(pk=offboarding.pk).update(sooner_asked_by=second, sooner_asked_at=timezone.now())
    page = url("client_offboarding", leaver.pk)
    assert "Approve and delete now" in confirmed.get(page).text

    confirmed.post(url("client_hold", leaver.pk), {"reason": "Litigation"})

    told = confirmed.get(page).text
    assert "Approve and delete now" not in told
    assert "It can be approved once the legal hold has ended." in told


def test_former_client_and_its_certificate(confirmed, leaver, visitor, operator):
    fill(leaver)
    offboarding = moves.offboard(leaver, by=operator, reason="Contract ended")
    advance(offboarding.pk)

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    Offboarding.objects.update(hold_until=timezone.now() - timedelta(minutes=1))
    advance(offboarding.pk)
    certificate = DeletionCertificate.objects.get()

    for query in ("", "?q=willow", f"?q={certificate.number}", "?state=deleted"):
        assert "Willow Works" in confirmed.get(url("former_clients") + query).text, query
    assert "Willow Works" not in confirmed.get(url("former_clients") + "?state=deleting").text
    told = confirmed.get(url("former_client", leaver.pk)).text
    assert certificate.number in told
    assert "not what was issued" not in told
    assert confirmed.get(url("certificate_file", leaver.pk)).content[:5] == b"%PDF-"
    assert confirmed.get(url("client_offboarding", leaver.pk)).headers["Location"] == url("former_client", leaver.pk)

    browser = visitor("localhost")
    right = {"number": certificate.number.lower(), "code": certificate.signature}
    assert "This certificate is genuine" in browser.get("/certificate/", right).text
    for wrong in ({**right, "code": certificate.signature[::-1]}, {**right, "number": "D-2026-AAAA-AAAA"}):
        assert "No certificate with this number and code was issued here" in browser.get("/certificate/", wrong).text
    DeletionCertificate.objects.update(content=certificate.content.replace("Willow", "Elm"))
    assert "This certificate is genuine" not in browser.get("/certificate/", right).text
    assert "not what was issued" in confirmed.get(url("former_client", leaver.pk)).text


def test_held_client_says_so_and_is_released(confirmed, leaver):
    confirmed.post(url("client_hold", leaver.pk), {"reason": "Litigation"})

    page = confirmed.get(url("client_offboarding", leaver.pk)).text
    assert "Legal hold since" in page
    assert "End the hold" in page
    assert confirmed.post(url("client_release", leaver.pk), {"reason": ""}).status_code == 422
    confirmed.post(url("client_release", leaver.pk), {"reason": "Settled"})
    leaver.refresh_from_db()
    assert not leaver.is_held
    with pytest.raises(holds.HoldRefused):
        holds.release(leaver, by=None, reason="Again")
