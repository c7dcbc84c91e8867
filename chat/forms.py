from django import forms

from chat.models import QUESTION_LIMIT


class AskForm(forms.Form):
    text = forms.CharField(
        max_length=QUESTION_LIMIT,
        error_messages={
            "required": "Write your question first.",
            "max_length": f"This is longer than {QUESTION_LIMIT:,} characters. Shorten it, or ask in two questions.",
        },
    )
    client_token = forms.UUIDField(required=False)
    conversation = forms.UUIDField(required=False)


class RenameForm(forms.Form):
    title = forms.CharField(max_length=120, error_messages={"required": "Give the conversation a name."})
