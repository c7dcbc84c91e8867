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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("PPO 1000 for family in 2027: $318.00 from each paycheck [1].", "PPO 1000"),
        ("The HDHP costs $96.00, the PPO 1000 $318.00 [1].", "HDHP and PPO 1000"),
        ("Family coverage costs $318.00 [1].", "HDHP and PPO 1000"),
        ("The PPO 10005 is none of them [1].", "HDHP and PPO 1000"),
    ],
)
def test_of_the_plans_of_its_papers_those_are_told_that_the_answer_names(text, told) -> None:
    answer = Answer(text=text, finished_at=datetime(2026, 11, 10, tzinfo=UTC))

    assert scope(answer, [Citation(plans=["HDHP", "PPO 1000"])])[0] == told
