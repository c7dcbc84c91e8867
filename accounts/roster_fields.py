"""What an employer's list says of somebody beside who they are: by which number, since when, paid on which calendar."""

from django.db import models


class OfRoster(models.Model):
    """A row that may have come by a list. `employee_id` is the employer's own number, which stays when names change."""

    employee_id = models.CharField(max_length=40, blank=True)
    hire_date = models.DateField(null=True, blank=True)
    pay_calendar = models.CharField(max_length=30, blank=True)

    class Meta:
        abstract = True

    @property
    def roster_facts(self) -> dict[str, object]:
        """Return the facts as fields, for a row that follows from this one."""
        return {
            "employee_id": self.employee_id,
            "hire_date": self.hire_date,
            "pay_calendar": self.pay_calendar,
        }
