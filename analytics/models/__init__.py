from analytics.models.events import Event, PersonNumber
from analytics.models.figures import ReleasedFigure, Rollup, RollupZone
from analytics.models.rule import FigureRule
from analytics.models.survey import MOST_ANSWERS_BEFORE, SurveyAnswer, SurveyAsked, SurveyRule
from analytics.models.topics import AdviceDecision, Topic, TopicQuestion

__all__ = [
    "MOST_ANSWERS_BEFORE",
    "AdviceDecision",
    "Event",
    "FigureRule",
    "PersonNumber",
    "ReleasedFigure",
    "Rollup",
    "RollupZone",
    "SurveyAnswer",
    "SurveyAsked",
    "SurveyRule",
    "Topic",
    "TopicQuestion",
]
