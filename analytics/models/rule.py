"""What a company has chosen for the figures that HR sees."""

from django.db import models
from django.db.models import Q

FEWEST_FIRST, FEWEST_LAST = 5, 50
MINUTES_FIRST, MINUTES_LAST = 1, 60


class FigureRule(models.Model):
    """One row; without it, what its fields begin with."""

    fewest_people = models.PositiveSmallIntegerField(default=FEWEST_FIRST)  # behind any figure: more, never less
    minutes_saved = models.PositiveSmallIntegerField(default=8)  # of HR's time, by an answered question
    # A demonstration's figures are invented, of people that nobody is; so the company's size says nothing there.
    is_made_up = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="figure_rule_once"),
            models.CheckConstraint(
                condition=Q(fewest_people__gte=FEWEST_FIRST, fewest_people__lte=FEWEST_LAST), name="figure_rule_people"
            ),
            models.CheckConstraint(
                condition=Q(minutes_saved__gte=MINUTES_FIRST, minutes_saved__lte=MINUTES_LAST),
                name="figure_rule_minutes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fewest_people} people, {self.minutes_saved} minutes"

    @classmethod
    def standing(cls) -> "FigureRule":
        return cls.objects.first() or cls(pk=1)
