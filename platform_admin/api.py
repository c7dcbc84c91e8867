"""The platform's API: clients made, listed and looked after by programs. On the platform's host alone."""

from collections import Counter
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Header, Query, Router, Schema, Status
from ninja.errors import HttpError
from pydantic import ConfigDict

from accounts.api_auth import ApiKeyAuth
from platform_admin import client_table
from platform_admin.client_table import ClientFilters
from platform_admin.create_once import KeyUsed, create_once
from platform_admin.models import PlatformKey
from platform_admin.pace import count_call
from platform_admin.progress import may_retry, provisioning_steps
from platform_admin.provision import NotUnfinished, take_up_again
from platform_admin.tasks import queue_provisioning
from tenants.links import absolute_url
from tenants.models import Client

MOST_A_PAGE = 100


class PlatformKeyAuth(ApiKeyAuth):
    """A valid key of the platform with one scope, and within its pace."""

    def __init__(self, scope: PlatformKey.Scope) -> None:
        super().__init__(scope, kind=PlatformKey)

    def authenticate(self, request: HttpRequest, token: str) -> PlatformKey | None:
        key = super().authenticate(request, token)
        if key is not None:
            count_call(key)
        return key


router = Router(tags=["Clients"], auth=PlatformKeyAuth(PlatformKey.Scope.READ))
create_auth = PlatformKeyAuth(PlatformKey.Scope.CREATE)


class NewClientIn(Schema):
    """The fields of the form in the portal, under the same rules; what is wrong with them is said in its sentences."""

    # What is missing is said by the form; the description tells it beforehand.
    model_config = ConfigDict(extra="forbid", json_schema_extra={"required": ["name", "subdomain", "owner_email"]})

    name: str = Field("", description="Of the company, 2 to 255 characters. Required.")
    subdomain: str = Field("", description="3 to 63 lower-case letters, digits and hyphens. Required.")
    owner_name: str = Field("", description="At most 150 characters; empty = the email.")
    owner_email: str = Field("", description="The company's first HR admin, who is invited. Required.")
    owner_language: str = Field("en", description="Of the invitation and of the owner's pages: en or es.")
    tier: str = Field("starter", description=f"One of {', '.join(Client.Tier.values)}.")
    trial_days: int | None = Field(
        None, description="Days of trial it begins with, 0 to 365; 0 = it pays at once, empty = as usual here."
    )
    time_zone: str = Field(
        "", description="Where its days begin and end, an IANA name: America/Chicago; empty = as usual."
    )
    account: UUID | None = Field(None, description="Who signs the contract; empty = a new account for this company.")
    plans: str | None = Field(None, description="The plan template it begins with, by its name; empty = none.")
    plan_year_starts_on: str | None = Field(
        None, description="First day of its first plan year, of twelve months: 2027-01-01. Needed with plans."
    )


class StepOut(Schema):
    label: str
    state: str = Field(description="done, current, waiting or failed.")
    note: str


class ClientRow(Schema):
    id: UUID
    name: str
    subdomain: str
    address: str = Field(description="Where its people go.")
    # Plain strings: in the API's description an enum goes by its bare name.
    status: str = Field(json_schema_extra={"enum": Client.Status.values})
    tier: str = Field(json_schema_extra={"enum": Client.Tier.values})
    time_zone: str = Field(description="Where its days begin and end.")
    account: UUID
    owner_name: str
    trial_until: date | None = Field(description="Last day of its trial; null: it pays.")
    owner_email: str
    created_at: datetime


class ClientOut(ClientRow):
    steps: list[StepOut]
    failure: str = Field(description="Why its preparation stopped; empty while it goes on.")
    may_retry: bool


class ClientsIn(Schema):
    page: int = Field(1, ge=1, le=1_000_000)
    limit: int = Field(20, ge=1, le=MOST_A_PAGE)
    search: str = Field("", max_length=100, pattern=r"^[^\x00]*$", description="In name, subdomain and owner.")
    status: Literal["", "pending", "provisioning", "active", "past_due", "suspended", "offboarding"] = Field(
        "", description="Empty = all."
    )


class ClientsOut(Schema):
    clients: list[ClientRow]
    page: int
    limit: int
    total: int = Field(description="How many match, on all pages.")
    counts: dict[str, int] = Field(description="How many match the search in each status, whatever status is asked.")


IdempotencyKey = Annotated[
    str,
    Header(
        "",
        alias="Idempotency-Key",
        max_length=255,
        pattern=r"^[\x20-\x7e]*$",
        description="The same key with the same fields makes one client, for 24 hours.",
    ),
]


@router.post("/clients", response={200: ClientOut, 201: ClientOut}, auth=create_auth, summary="Create a client")
def create_client(
    request: HttpRequest, response: HttpResponse, body: NewClientIn, idempotency_key: IdempotencyKey
) -> Status[ClientOut]:
    """Its name and address are its own at once; its preparation goes on in the background. Ask for it with its id
    until it is active. 200: it was made by an earlier request with this key.
    """
    try:
        created = create_once(
            {name: str(value) for name, value in body.dict().items() if value is not None},
            holder=request.api_key,
            idempotency_key=idempotency_key.strip(),
            now=timezone.now(),
        )
    except KeyUsed as used:
        raise HttpError(409, str(used)) from used
    if created.is_new:
        queue_provisioning(created.client)
    response["Location"] = f"/api/v1/platform/clients/{created.client.pk}"
    return Status(201 if created.is_new else 200, _told(created.client))


@router.get("/clients", response=ClientsOut, summary="List clients, the newest first")
def list_clients(request: HttpRequest, asked: Query[ClientsIn]) -> ClientsOut:
    found = client_table.list_clients(ClientFilters(q=asked.search.strip()))
    matching = found.filter(status=asked.status) if asked.status else found
    first = (asked.page - 1) * asked.limit
    return ClientsOut(
        clients=[
            _row(client)
            for client in matching.prefetch_related("domains").order_by("-created_at", "pk")[
                first : first + asked.limit
            ]
        ],
        page=asked.page,
        limit=asked.limit,
        total=matching.count(),
        counts=Counter(found.values_list("status", flat=True)),
    )


@router.get("/clients/{uuid:client_id}", response=ClientOut, summary="A client, and how far its preparation is")
def read_client(request: HttpRequest, client_id: UUID) -> ClientOut:
    return _told(get_object_or_404(_clients(), pk=client_id))


@router.post(
    "/clients/{uuid:client_id}/retry", response={202: ClientOut}, auth=create_auth, summary="Take up its preparation"
)
def retry_client(request: HttpRequest, client_id: UUID) -> Status[ClientOut]:
    """Where it stopped, or has been silent for half a minute; 409 otherwise."""
    client = get_object_or_404(_clients(), pk=client_id)
    if not may_retry(client, timezone.now()):
        raise HttpError(409, f"The preparation of {client.name} has not stopped; it is {client.status}.")
    try:
        take_up_again(client, by=request.api_key.created_by)
    except NotUnfinished as refused:
        # Finished since it was looked at.
        raise HttpError(409, str(refused)) from refused
    queue_provisioning(client)
    return Status(202, _told(get_object_or_404(_clients(), pk=client_id)))


def _clients() -> QuerySet[Client]:
    return Client.objects.exclude(status=Client.Status.DELETED).prefetch_related("domains")


def _row(client: Client) -> dict[str, object]:
    hosts = [domain.host for domain in client.domains.all() if domain.is_primary and domain.verified_at]
    return {
        "id": client.pk,
        "name": client.name,
        "subdomain": client.subdomain,
        "address": absolute_url("/", host=hosts[0] if hosts else client.primary_host()),
        "status": client.status,
        "tier": client.tier,
        "time_zone": client.time_zone,
        "account": client.account_id,
        "owner_name": client.owner_name,
        "trial_until": client.trial_until,
        "owner_email": client.owner_email,
        "created_at": client.created_at,
    }


def _told(client: Client) -> dict[str, object]:
    steps = [{"label": step.label, "state": step.state, "note": step.note} for step in provisioning_steps(client)]
    may = may_retry(client, timezone.now())
    return {**_row(client), "steps": steps, "failure": client.failure, "may_retry": may}
