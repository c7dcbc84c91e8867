from benefits.models import PlanYear
from tenants.postgresql.rows import Rows, written
from tenants.read_once import Once


@written
def _all() -> Rows[PlanYear]:
    return Rows(PlanYear.objects.all())


all_plan_years = Once("plan_years", _all)


def plan_years() -> list[PlanYear]:
    """Return all plan years, in order of time."""
    return list(all_plan_years())
