"""Plans as an address names them, and the day on which they are looked at."""

from datetime import date

from benefits.models import Plan

DAY = date(2026, 11, 10)  # the demo's


def plan_of(short_name: str, label: str) -> Plan:
    return Plan.objects.get(short_name=short_name, plan_year__label=label)


def chosen(*names: str, label: str = "2027") -> str:
    return "&".join(f"plan={plan_of(name, label).pk}" for name in names)
