import re
from dataclasses import replace

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.addresses import canonical_address
from accounts.audience import ANYBODY, Audience
from accounts.forms import ClassField
from accounts.joining.ask import may_ask
from accounts.joining.domains import DomainRefused, checked_domains
from accounts.joining.rule import current_rule
from accounts.models import JoinRequest, JoinRule

# What names are written with. Whoever types it is nobody we know: no addresses, no formulas, no signs that hide.
_NAME = re.compile(r"^[^\W\d_][^\W\d_]*(?:[ .,'’·-]+[^\W\d_]+)*\.?$")


class JoinForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("Your work email"), max_length=254)
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=80, required=False)

    def clean_email(self) -> str:
        """Go by the domain alone, which HR has made known: no answer may hang on who has an account."""
        email = canonical_address(self.cleaned_data["email"])
        if not may_ask(email):
            domains = ", ".join(f"@{domain}" for domain in current_rule().domains)
            raise ValidationError(_("Use your work email: it ends in %(domains)s.") % {"domains": domains})
        return email

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if name and not _NAME.fullmatch(name):
            raise ValidationError(_("Write your name in letters."))
        return name


class JoinRuleForm(forms.Form):
    is_open = forms.BooleanField(label=gettext_lazy("People may ask to join"), required=False)
    domains = forms.CharField(
        label=gettext_lazy("Domains of their email"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "One a line, as it stands behind the @: acme.com. Only your company’s own, exactly as written."
        ),
    )

    def __init__(self, *args: object, rule: JoinRule, **kwargs: object) -> None:
        super().__init__(*args, initial={"is_open": rule.is_open, "domains": "\n".join(rule.domains)}, **kwargs)

    def clean_domains(self) -> list[str]:
        try:
            return checked_domains(self.cleaned_data["domains"])
        except DomainRefused as refused:
            raise ValidationError(str(refused)) from refused

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if cleaned.get("is_open") and not cleaned.get("domains") and "domains" not in self.errors:
            self.add_error("domains", _("Name at least one domain, or let nobody ask."))
        return cleaned


class DecideForm(forms.Form):
    """Which requests are decided together, and of what class those are who come in."""

    chosen = forms.ModelMultipleChoiceField(
        queryset=JoinRequest.objects.none(),
        error_messages={
            "required": gettext_lazy("Choose at least one request."),
            "invalid_choice": gettext_lazy("One of them has just been decided or has expired. Choose again."),
        },
    )
    class_code = ClassField()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].queryset = JoinRequest.objects.waiting()
        self.fields["class_code"].offer()

    def audience(self) -> Audience:
        return replace(ANYBODY, class_code=self.cleaned_data["class_code"])
