"""The companies' numbers as rows of the plan catalogue."""

from benefits.catalogue.rows import Row
from platform_admin.demo.catalogue.plans import plan_rows
from platform_admin.demo.catalogue.rules import frame_rows, rule_rows
from platform_admin.demo.company import Company


def catalogue_rows(company: Company) -> list[Row]:
    return [*frame_rows(company), *plan_rows(company), *rule_rows(company)]
