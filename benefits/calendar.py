from benefits.models import PlanYear
from benefits.read_once import once
from tenants.postgresql.written import read_all


def plan_years() -> list[PlanYear]:
    """Return all plan years, in order of time."""
    return list(once("plan_years", lambda: tuple(read_all(PlanYear))))
