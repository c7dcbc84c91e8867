from django import forms
from django.utils.translation import gettext_lazy as _

from chat.handover.send import Recipient, recipients
from chat.models import HANDOVER_LIMIT, REPLY_LIMIT
from chat.pipeline.guard import is_crisis


class HandOverForm(forms.Form):
    to = forms.ChoiceField(label=_("Send it to"))
    text = forms.CharField(
        label=_("What is sent"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=HANDOVER_LIMIT,
        help_text=_("They read exactly this. Change it as you like, and leave out what they need not know."),
        error_messages={"required": _("Write what you want to ask.")},
    )
    is_named = forms.TypedChoiceField(
        label=_("Your name"),
        choices=[("", _("Send it without my name")), ("1", _("Send it with my name and email address"))],
        required=False,
        coerce=bool,
        empty_value=False,
        widget=forms.RadioSelect,
    )
    with_answer = forms.BooleanField(label=_("Add the answer that I got"), required=False)
    client_token = forms.UUIDField(widget=forms.HiddenInput)
    looked_at = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.recipients = {one.key: one for one in recipients()}
        self.fields["to"].choices = [(one.key, one.label) for one in self.recipients.values()]

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].replace("\r\n", "\n").strip()
        if is_crisis(text):
            raise forms.ValidationError(
                _(
                    "This is not sent by email: nobody may read it in time. Call or text 988, day and night; in an "
                    "emergency call 911."
                )
            )
        return text

    def recipient(self) -> Recipient:
        return self.recipients[self.cleaned_data["to"]]


class ReplyForm(forms.Form):
    reply = forms.CharField(
        label="Your reply",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=REPLY_LIMIT,
        help_text="It lands in the person's conversation. They get a mail with a link, without your words.",
        error_messages={"required": "Write a reply."},
    )
