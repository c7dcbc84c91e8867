"""The sender of a client's mails for programs of the platform: shown, set, looked up, removed."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Router, Schema, Status
from ninja.errors import HttpError
from pydantic import ConfigDict

from platform_admin.api import PlatformKeyAuth
from platform_admin.create_once import FieldsRefused
from platform_admin.domains import desk
from platform_admin.domains.api import FoundOut, RecordOut, client_of, telling
from platform_admin.models import PlatformKey
from platform_admin.senders.addresses import AddressRefused
from platform_admin.senders.claims import KeysRefused, SenderRefused, enter_keys, remove_sender, set_sender
from platform_admin.senders.forms import SenderForm
from tenants.senders.models import SenderClaim
from tenants.senders.records import wanted_of

router = Router(tags=["Senders"], auth=PlatformKeyAuth(PlatformKey.Scope.READ))
change_auth = PlatformKeyAuth(PlatformKey.Scope.DOMAINS)


class SenderIn(Schema):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"required": ["name", "address"]})

    name: str = Field("", max_length=1000, description="For example Benefits at Acme. Required.")
    address: str = Field("", max_length=1000, description="For example benefits@acme.com. Required.")


class KeysIn(Schema):
    model_config = ConfigDict(extra="forbid")

    keys: str = Field(max_length=3000, description="What the mail service shows for the domain, a key a line.")


class SenderRecordOut(RecordOut):
    is_advised: bool = Field(description="Whether mails come from the address without it as well.")


class SenderOut(Schema):
    name: str
    address: str
    state: str = Field(json_schema_extra={"enum": SenderClaim.State.values})
    lacks_keys: bool = Field(description="Whether the mail service's keys are still to be entered.")
    records: list[SenderRecordOut] = Field(description="What the client's IT enters.")
    found: list[FoundOut] = Field(description="What the last check found of each record; empty before the first.")
    checked_at: datetime | None


@router.get("/clients/{uuid:client_id}/sender", response=SenderOut, summary="A client's own sender")
def show_sender(request: HttpRequest, client_id: UUID) -> dict[str, object]:
    """404 if its mails come from the platform's address alone."""
    return _told(_claim(client_id))


@router.put("/clients/{uuid:client_id}/sender", response=SenderOut, auth=change_auth, summary="Set a sender")
def put_sender(request: HttpRequest, client_id: UUID, body: SenderIn) -> dict[str, object]:
    """It is looked up at once, and by itself from then on; no mail comes from it until all records are there."""
    client, now = client_of(client_id), timezone.now()
    form = SenderForm({"name": body.name, "address": body.address})
    if not form.is_valid():
        raise FieldsRefused({name: list(told) for name, told in form.errors.items()})
    by = request.api_key.created_by
    role, told = (by.role if by else ""), telling(request, client)
    try:
        claim = set_sender(client, **form.cleaned_data, by_role=role, now=now, told=told)
    except (AddressRefused, SenderRefused) as refused:
        raise HttpError(409, str(refused)) from refused
    if not claim.is_verified:
        desk.queue_check(claim, now)
    return _told(_claim(client_id))


@router.put(
    "/clients/{uuid:client_id}/sender/keys", response=SenderOut, auth=change_auth, summary="Enter a sender's keys"
)
def put_keys(request: HttpRequest, client_id: UUID, body: KeysIn) -> dict[str, object]:
    """What the mail service has made for the domain; the records to be entered then name them."""
    claim, now = _claim(client_id), timezone.now()
    try:
        claim = enter_keys(claim, body.keys, now=now, told=telling(request, claim.client))
    except KeysRefused as refused:
        raise FieldsRefused({"keys": [str(refused)]}) from refused
    desk.queue_check(claim, now)
    return _told(_claim(client_id))


@router.post(
    "/clients/{uuid:client_id}/sender/check",
    response={202: SenderOut},
    auth=change_auth,
    summary="Look a sender up now",
)
def check_sender(request: HttpRequest, client_id: UUID) -> Status[SenderOut]:
    """What is found stands in the sender within half a minute; 409 if it was looked up a moment ago."""
    claim = _claim(client_id)
    said = desk.check_now(claim, telling(request, claim.client))
    if said.is_refusal:
        raise HttpError(409, said.sentence)
    return Status(202, _told(_claim(client_id)))


@router.delete("/clients/{uuid:client_id}/sender", response={204: None}, auth=change_auth, summary="Remove a sender")
def delete_sender(request: HttpRequest, client_id: UUID) -> Status[None]:
    """Mails come from the platform's address at once."""
    claim = _claim(client_id)
    remove_sender(claim, told=telling(request, claim.client))
    return Status(204, None)


def _claim(client_id: UUID) -> SenderClaim:
    return get_object_or_404(SenderClaim.objects.of_clients(), client_id=client_id)


def _told(claim: SenderClaim) -> dict[str, object]:
    last = claim.checks[0] if claim.checks else {"records": [], "advised": []}
    return {
        "name": claim.name,
        "address": claim.address,
        "state": claim.state,
        "lacks_keys": claim.lacks_keys,
        "records": [
            {
                "kind": one.record.kind,
                "name": one.record.name,
                "values": list(one.record.values),
                "is_advised": one.is_advised,
            }
            for one in wanted_of(claim)
        ],
        "found": [
            {name: one[name] for name in ("kind", "name", "finding", "words")}
            for one in (*last["records"], *last["advised"])
        ],
        "checked_at": claim.checked_at,
    }
