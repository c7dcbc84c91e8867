from django import forms
from django.utils.translation import gettext_lazy as _

from analytics.models import MOST_ANSWERS_BEFORE, SurveyAnswer

SCORES = range(11)


class SurveyAnswerForm(forms.Form):
    """No free text: what people would write could be theirs alone."""

    score = forms.TypedChoiceField(
        choices=[(n, str(n)) for n in SCORES],
        coerce=int,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose a number from 0 to 10.")),
    )
    reasons = forms.MultipleChoiceField(choices=SurveyAnswer.Reason.choices, required=False)


class SurveyRuleForm(forms.Form):
    is_on = forms.BooleanField(
        label="Ask employees",
        required=False,
        help_text="Each at most once in 180 days, on their first page. They can put it away.",
    )
    answers_before = forms.IntegerField(
        label="After how many answers",
        min_value=1,
        max_value=MOST_ANSWERS_BEFORE,
        help_text="Nobody is asked before they have had this many.",
    )
