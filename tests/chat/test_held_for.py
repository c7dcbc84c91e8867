"""The line on what an answer holds for."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from chat.models import Answer, Citation
from chat.turns.held_for import scope


@pytest.mark.parametrize(
    ("language", "years", "told"),
    [
        ("en", ("2027",), "Plan year 2027"),
        ("en", ("2026", "2027"), "Plan years 2026 and 2027"),
        ("es", ("2027",), "Año del plan 2027"),
        ("es", ("2026", "2027"), "Años del plan 2026 y 2027"),
    ],
)
def test_plan_years_are_told_in_the_plural_where_there_are_two(language, years, told) -> None:
    answer = Answer(finished_at=datetime(2026, 11, 10, tzinfo=UTC))

    with translation.override(language):
        assert scope(answer, [Citation(plan_year=year) for year in years])[0] == told
