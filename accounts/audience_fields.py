"""The fields of a row that says who somebody is. Apart from what they mean, which programs without Django's settings
read as well: the demo companies, and the benchmarks that read their documents.
"""

from django.db import models

from accounts.audience import Audience, Hours, WorkState


class OfAudience(models.Model):
    """A row that says who somebody is."""

    class_code = models.CharField(max_length=30, blank=True)
    work_state = models.CharField(max_length=2, blank=True, choices=WorkState.choices)
    hours = models.CharField(max_length=10, blank=True, choices=Hours.choices)

    class Meta:
        abstract = True

    @property
    def audience(self) -> Audience:
        return Audience(self.class_code, self.work_state, self.hours)
