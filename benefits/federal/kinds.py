"""What a limit is, in words; apart from the rows, so that the demo's papers can be made without a database."""

from django.db import models

FEDERAL = "US"


class LimitStatus(models.TextChoices):
    PENDING = "pending", "Pending"
    PROJECTED = "projected", "To be verified"
    PUBLISHED = "published", "Published"
    SUPERSEDED = "superseded", "Superseded"


class LimitUnit(models.TextChoices):
    USD_A_YEAR = "usd_a_year", "US dollars a year"
    USD_A_MONTH = "usd_a_month", "US dollars a month"
    USD = "usd", "US dollars"
    PERCENT = "percent", "Percent"
    MONTHS = "months", "Months"


class LimitBasis(models.TextChoices):
    CALENDAR_YEAR = "calendar_year", "Calendar year"
    PLAN_YEAR_START = "plan_year_start", "Plan years that begin in it"
    MONTH = "month", "Months of it"
