"""Clients' own domains for programs of the platform: listed, added, looked up, removed."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema, Status
from ninja.errors import HttpError
from pydantic import ConfigDict

from platform_admin.acts import record_act
from platform_admin.api import PlatformKeyAuth
from platform_admin.create_once import FieldsRefused
from platform_admin.domains import desk
from platform_admin.domains.claims import DomainRefused, Told, add_claim, platform_host
from platform_admin.models import PlatformKey
from tenants.domains.models import DomainClaim
from tenants.domains.names import NameRefused
from tenants.domains.records import records_of
from tenants.models import Client

router = Router(tags=["Domains"], auth=PlatformKeyAuth(PlatformKey.Scope.READ))
change_auth = PlatformKeyAuth(PlatformKey.Scope.DOMAINS)


class DomainIn(Schema):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"required": ["name"]})

    name: str = Field("", max_length=1000, description="For example benefits.acme.com. Required.")


class RecordOut(Schema):
    kind: str
    name: str
    values: list[str]


class FoundOut(Schema):
    kind: str
    name: str
    finding: str = Field(description="right, missing, wrong, uneven (servers disagree) or unasked (nobody could tell).")
    words: str


class DomainOut(Schema):
    id: UUID
    host: str = Field(description="In its ASCII form.")
    state: str = Field(json_schema_extra={"enum": DomainClaim.State.values})
    is_primary: bool = Field(description="Whether links and mails name it.")
    records: list[RecordOut] = Field(description="What the client's IT enters.")
    found: list[FoundOut] = Field(description="What the last check found of each record; empty before the first.")
    checked_at: datetime | None
    certificate: str = Field(description="asked, issued or failing; empty = none yet.")
    certificate_until: datetime | None
    certificate_trouble: str


class DomainsOut(Schema):
    domains: list[DomainOut]


@router.get("/clients/{uuid:client_id}/domains", response=DomainsOut, summary="A client's own domains")
def list_domains(request: HttpRequest, client_id: UUID) -> dict[str, object]:
    client = client_of(client_id)
    return {"domains": [_told(claim) for claim in DomainClaim.objects.of_clients().filter(client=client)]}


@router.post("/clients/{uuid:client_id}/domains", response={201: DomainOut}, auth=change_auth, summary="Add a domain")
def add_domain(request: HttpRequest, client_id: UUID, body: DomainIn) -> Status[DomainOut]:
    """It is looked up at once, and by itself from then on; nothing is served until both records are there."""
    client, now = client_of(client_id), timezone.now()
    by = request.api_key.created_by
    try:
        claim = add_claim(client, body.name, by_role=by.role if by else "", now=now, told=telling(request, client))
    except NameRefused as refused:
        raise FieldsRefused({"name": [str(refused)]}) from refused
    except DomainRefused as refused:
        raise HttpError(409, str(refused)) from refused
    desk.queue_check(claim, now)
    return Status(201, _told(claim))


@router.post(
    "/clients/{uuid:client_id}/domains/{uuid:domain_id}/check",
    response={202: DomainOut},
    auth=change_auth,
    summary="Look a domain up now",
)
def check_domain(request: HttpRequest, client_id: UUID, domain_id: UUID) -> Status[DomainOut]:
    """What is found stands in the domain within half a minute; 409 if it was looked up a moment ago."""
    claim = _claim(client_id, domain_id)
    said = desk.check_now(claim, telling(request, claim.client))
    if said.is_refusal:
        raise HttpError(409, said.sentence)
    return Status(202, _told(_claim(client_id, domain_id)))


@router.delete(
    "/clients/{uuid:client_id}/domains/{uuid:domain_id}",
    response={204: None},
    auth=change_auth,
    summary="Remove a domain",
)
def remove_domain(request: HttpRequest, client_id: UUID, domain_id: UUID) -> Status[None]:
    """It is no longer served at once, and links in mails that name it stop working."""
    claim = _claim(client_id, domain_id)
    desk.remove(claim, telling(request, claim.client))
    return Status(204, None)


def client_of(client_id: UUID) -> Client:
    return get_object_or_404(Client.objects.exclude(status=Client.Status.DELETED), pk=client_id)


def _claim(client_id: UUID, domain_id: UUID) -> DomainClaim:
    return get_object_or_404(DomainClaim.objects.of_clients(), pk=domain_id, client_id=client_id)


def telling(request: HttpRequest, client: Client) -> Told:
    def told(action: str, **detail: object) -> None:
        record_act(action, by=request.api_key.created_by, client=client, api_key=request.api_key.prefix, **detail)

    return told


def _told(claim: DomainClaim) -> dict[str, object]:
    records = records_of(claim, target=platform_host(claim.client))
    last = claim.checks[0]["records"] if claim.checks else []
    return {
        "id": claim.pk,
        "host": claim.host,
        "state": claim.state,
        "is_primary": claim.is_verified and claim.client.primary_host() == claim.host,
        "records": [{"kind": one.kind, "name": one.name, "values": list(one.values)} for one in records],
        "found": [{name: one[name] for name in ("kind", "name", "finding", "words")} for one in last],
        "checked_at": claim.checked_at,
        "certificate": claim.tls_state,
        "certificate_until": claim.tls_not_after,
        "certificate_trouble": claim.tls_reason,
    }
