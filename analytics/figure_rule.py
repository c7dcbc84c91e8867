"""What a company chooses for its figures."""

from django.db import transaction

from accounts.models import User
from analytics.models import FigureRule
from tenants.audit.log import record


def set_figure_rule(*, minutes_saved: int, fewest_people: int, by: User) -> None:
    with transaction.atomic():
        before = FigureRule.standing()
        was = {"minutes_saved": before.minutes_saved, "fewest_people": before.fewest_people}
        said = {"minutes_saved": minutes_saved, "fewest_people": fewest_people}
        FigureRule.objects.update_or_create(pk=1, defaults=said)
        if said != was:
            record("figures.changed", actor=by, before=was, after=said)
