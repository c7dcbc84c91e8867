from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from branding.house import current_house
from tenants.context import current_client

router = Router(tags=["client"])


class BrandOut(Schema):
    product_name: str
    logo_url: str
    primary_colour: str
    secondary_colour: str


class TenantOut(Schema):
    id: UUID
    name: str
    subdomain: str
    tier: str
    branding: BrandOut


@router.get("/tenant", response=TenantOut, auth=None, summary="Whose host this is")
def tenant(request: HttpRequest) -> dict[str, object]:
    """The client of this host and its look; anyone who reaches the host may ask."""
    client = current_client()
    return {
        "id": client.id,
        "name": client.name,
        "subdomain": client.subdomain,
        "tier": client.tier,
        "branding": current_house(),
    }
