from django import template

from benefits.federal.models import FederalLimit
from platform_admin.limits.table import said_value

register = template.Library()


@register.filter
def value(row: FederalLimit) -> str:
    """Return the limit with its unit: $4,500, 9.96%."""
    return said_value(row)
