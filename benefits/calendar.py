from benefits.models import PlanYear
from tenants.postgresql.written import read_all
from tenants.read_once import once


def plan_years() -> list[PlanYear]:
    """Return all plan years, in order of time."""
    return list(once("plan_years", lambda: tuple(read_all(PlanYear))))
