from benefits.models import PlanYear
from benefits.read_once import once


def plan_years() -> list[PlanYear]:
    """Return all plan years, in order of time."""
    return list(once("plan_years", lambda: tuple(PlanYear.objects.all())))
