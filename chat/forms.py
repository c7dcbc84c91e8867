from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from chat.models import (
    COMMENT_LIMIT,
    LEAST_KEPT_DAYS,
    MOST_KEPT_DAYS,
    QUESTION_LIMIT,
    USUALLY_KEPT_DAYS,
    Feedback,
)
from chat.pipeline.identifiers import mask_identifiers
from knowledge.extract.unseen import without_unseen
from knowledge.workbench.forms import SearchForm


class QuestionField(forms.CharField):
    def to_python(self, value: str | None) -> str:
        # Browsers count a line break as one character and send two.
        return super().to_python(value and without_unseen(value)).replace("\r\n", "\n")


class AskForm(forms.Form):
    text = QuestionField(
        max_length=QUESTION_LIMIT,
        error_messages={
            "required": _("Write your question first."),
            "max_length": format_lazy(
                _("This is longer than {limit} characters. Shorten it, or ask in two questions."),
                limit=f"{QUESTION_LIMIT:,}",
            ),
        },
    )
    client_token = forms.UUIDField(required=False)
    conversation = forms.UUIDField(required=False)
    plan = forms.CharField(max_length=80, required=False)  # chosen: the conversation is about it from now on
    is_private = forms.BooleanField(required=False)  # of the conversation that the question begins
    behind = forms.UUIDField(required=False)  # the last question that the page shows


class RenameForm(forms.Form):
    title = forms.CharField(max_length=120, error_messages={"required": _("Give the conversation a name.")})

    def clean_title(self) -> str:
        return mask_identifiers(self.cleaned_data["title"]).text


class ComplaintForm(forms.Form):
    reason = forms.ChoiceField(choices=Feedback.Reason.choices, required=False)
    comment = QuestionField(
        max_length=COMMENT_LIMIT,
        required=False,
        error_messages={
            "max_length": format_lazy(
                _("This is longer than {limit} characters. Shorten it."), limit=f"{COMMENT_LIMIT:,}"
            ),
        },
    )

    def clean_comment(self) -> str:
        return mask_identifiers(self.cleaned_data["comment"]).text


class KeepingForm(forms.Form):
    days = forms.IntegerField(
        label="Days",
        min_value=LEAST_KEPT_DAYS,
        max_value=MOST_KEPT_DAYS,
        help_text=f"From {LEAST_KEPT_DAYS} to {MOST_KEPT_DAYS}. Without your word it is {USUALLY_KEPT_DAYS}.",
        error_messages={
            "required": "Say for how many days.",
            "invalid": "Write a number of days.",
            "min_value": f"Keep them for at least {LEAST_KEPT_DAYS} days.",
            "max_value": f"Keep them for at most {MOST_KEPT_DAYS} days.",
        },
    )


class AskDocumentForm(SearchForm):
    """What HR asks one document: as employees get it, or as they will once its newest version is published."""

    PUBLISHED, NEWEST = "published", "newest"

    version = forms.ChoiceField(
        label="Version", choices=[(NEWEST, "The newest, a draft"), (PUBLISHED, "What employees have now")]
    )

    def __init__(self, *args: object, has_choice: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        question = self.fields["q"]
        question.widget.attrs["id"] = "ask-document"
        question.help_text = "As an employee would ask. Only this document is searched; nothing is kept or counted."
        if not has_choice:
            del self.fields["version"]
