"""The one row of a client's brand: read, held by whoever changes it, and written."""

from django.utils import timezone

from branding.house import forget_house
from branding.models import Brand
from tenants.context import current_client


def brand_or_new() -> Brand:
    """Return the client's brand, or one with the client's name that is not stored yet."""
    return Brand.objects.first() or Brand(product_name=_own_name())


def held_brand() -> Brand:
    """Return the client's brand, locked until the transaction ends; made if there was none."""
    Brand.objects.get_or_create(defaults={"product_name": _own_name()})
    return Brand.objects.select_for_update().get()


def write_brand(brand: Brand, **values: object) -> None:
    """Store these fields of the held brand, with a new version of what is drawn from it."""
    for field, value in values.items():
        setattr(brand, field, value)
    brand.changed_at = timezone.now()
    brand.save(update_fields=[*values, "changed_at"])
    forget_house()


def first_product_name(client_name: str) -> str:
    """Return what the assistant is called until HR calls it something else."""
    return f"{client_name} benefits"[:80]


def _own_name() -> str:
    return first_product_name(current_client().name)
