from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from chat.models import QUESTION_LIMIT


class QuestionField(forms.CharField):
    def to_python(self, value: str | None) -> str:
        # Browsers count a line break as one character and send two.
        return super().to_python(value).replace("\r\n", "\n")


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


class RenameForm(forms.Form):
    title = forms.CharField(max_length=120, error_messages={"required": _("Give the conversation a name.")})


class AskDocumentForm(forms.Form):
    q = forms.CharField(
        label="Question",
        max_length=QUESTION_LIMIT,
        widget=forms.TextInput(attrs={"type": "search", "id": "ask-document"}),
        help_text="As an employee would ask. Only this document is searched, and nothing is kept.",
        error_messages={"required": "Write a question first."},
    )
