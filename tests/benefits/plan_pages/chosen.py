"""Plans as an address names them."""

from benefits.models import Plan


def plan_of(short_name: str, label: str) -> Plan:
    return Plan.objects.get(short_name=short_name, plan_year__label=label)


def chosen(*names: str, label: str = "2027") -> str:
    return "&".join(f"plan={plan_of(name, label).pk}" for name in names)
