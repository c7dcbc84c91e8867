from analytics.models.events import Event, PersonNumber
from analytics.models.figures import ReleasedFigure, Rollup
from analytics.models.survey import MOST_ANSWERS_BEFORE, SurveyAnswer, SurveyAsked, SurveyRule

__all__ = [
    "MOST_ANSWERS_BEFORE",
    "Event",
    "PersonNumber",
    "ReleasedFigure",
    "Rollup",
    "SurveyAnswer",
    "SurveyAsked",
    "SurveyRule",
]
