from benefits.models import PlanYear
from tenants.postgresql.rows import Rows, written
from tenants.read_once import Once


@written
def _all() -> Rows[PlanYear]:
    return Rows(PlanYear.objects.all())


all_plan_years = Once("plan_years", _all)


def plan_years() -> list[PlanYear]:
    """Return all plan years, in order of time, also those that HR is still preparing."""
    return list(all_plan_years())


def told_plan_years() -> list[PlanYear]:
    """Return the plan years that employees are told of, in order of time."""
    return [year for year in all_plan_years() if year.is_told]


def is_being_prepared(label: str) -> bool:
    """Whether HR has a plan year of this label that employees are not told of yet."""
    return any(year.label == label and not year.is_told for year in all_plan_years())
