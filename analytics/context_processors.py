from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from analytics.forms import SCORES
from analytics.models import SurveyAnswer
from analytics.survey import is_to_be_asked
from tenants.clock import today
from tenants.context import is_platform


def survey(request: HttpRequest) -> dict[str, object]:
    """Give templates `survey`: what components/survey.html needs, or nothing. Looked up where a page shows it."""
    return {"survey": SimpleLazyObject(lambda: _survey(request))}


def _survey(request: HttpRequest) -> dict[str, object]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or is_platform() or not is_to_be_asked(user, today()):
        return {}
    return {"scores": SCORES, "reasons": SurveyAnswer.Reason.choices}
