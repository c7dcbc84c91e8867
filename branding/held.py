"""The one row of a client's brand: read, and held by whoever changes it."""

from branding.models import Brand
from tenants.context import current_client


def brand_or_new() -> Brand:
    """Return the client's brand, or one with the client's name that is not stored yet."""
    return Brand.objects.first() or Brand(product_name=_own_name())


def held_brand() -> Brand:
    """Return the client's brand, locked until the transaction ends; made if there was none."""
    Brand.objects.get_or_create(defaults={"product_name": _own_name()})
    return Brand.objects.select_for_update().get()


def first_product_name(client_name: str) -> str:
    """Return what the assistant is called until HR calls it something else."""
    return f"{client_name} benefits"[:80]


def _own_name() -> str:
    return first_product_name(current_client().name)
