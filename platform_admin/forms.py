import unicodedata

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from accounts.forms import NOBODY_OWNS, is_nobodys
from platform_admin.client_table import ON_TRIAL
from platform_admin.provision import NewClient
from platform_admin.subdomains import LONGEST, SubdomainRefused, checked_subdomain, free_subdomain, taken
from tenants.form_fields import CountField
from tenants.limits import FEATURE_NAMES, LIMIT_NAMES
from tenants.models import Client, PlatformAccount, TierTerms
from tenants.time_zones import NOT_IN_THE_LIST, usual_time_zone, zone_choices

MOST_TRIAL_DAYS = 365


class NewClientForm(forms.Form):
    """The rules for a new client, the same in the portal, in the command, in lists and in the API."""

    name = forms.CharField(
        label="Company", min_length=2, max_length=255, error_messages={"required": "Write the company’s name."}
    )
    # Longer input is let through to the check of subdomains, which has the sentence for it.
    subdomain = forms.CharField(
        label="Subdomain",
        max_length=4 * LONGEST,
        help_text="3 to 63 lower-case letters, digits and hyphens. Employees type it every day; keep it short.",
        error_messages={"required": "Write the name that stands first in the client’s address."},
    )
    owner_name = forms.CharField(label="Owner’s name", max_length=150, required=False)
    owner_email = forms.EmailField(
        label="Owner’s email",
        max_length=254,
        help_text="The company's first HR admin; gets the invitation.",
        error_messages={"required": "Write the email address to which the invitation goes."},
    )
    owner_language = forms.ChoiceField(
        label="Owner’s language",
        choices=settings.LANGUAGES,
        required=False,
        initial="en",
        help_text="Of the invitation, and of the pages the owner sees.",
    )
    tier = forms.ChoiceField(label="Tier", choices=Client.Tier.choices, initial=Client.Tier.STARTER)
    time_zone = forms.ChoiceField(
        label="Time zone",
        choices=zone_choices,
        required=False,
        initial=usual_time_zone,
        help_text="Where most of its people are: deadlines end at midnight there. It can be changed later.",
        error_messages={"invalid_choice": NOT_IN_THE_LIST},
    )
    trial_days = forms.IntegerField(
        label="Days of trial",
        required=False,
        min_value=0,
        max_value=MOST_TRIAL_DAYS,
    )
    account = forms.ModelChoiceField(
        label="Account",
        queryset=PlatformAccount.objects.order_by("name"),
        required=False,
        empty_label="A new account for this company",
        help_text="Who signs the contract: the company itself, or a broker with several companies.",
    )

    def __init__(self, *args: object, taken_ones: frozenset[str] | None = None, **kwargs: object) -> None:
        """With `taken_ones` (see taken_subdomains) the database is not asked whether the subdomain is free."""
        super().__init__(*args, **kwargs)
        self.taken_ones = taken_ones
        usual = f"{settings.TRIAL_DAYS}, as usual here" if settings.TRIAL_DAYS else "none"
        self.fields["trial_days"].help_text = f"0: it pays from the first day. Empty: {usual}."

    def clean_name(self) -> str:
        return plain_line(self.cleaned_data["name"])

    def clean_owner_name(self) -> str:
        return plain_line(self.cleaned_data["owner_name"])

    def clean_owner_email(self) -> str:
        return plain_address(self.cleaned_data["owner_email"])

    def clean_owner_language(self) -> str:
        return self.cleaned_data["owner_language"] or "en"

    def clean_time_zone(self) -> str:
        return self.cleaned_data["time_zone"] or usual_time_zone()

    def clean_trial_days(self) -> int:
        days = self.cleaned_data["trial_days"]
        return settings.TRIAL_DAYS if days is None else days

    def clean_subdomain(self) -> str:
        wanted = self.cleaned_data["subdomain"]
        try:
            if self.taken_ones is None:
                return free_subdomain(wanted)
            subdomain = checked_subdomain(wanted)
            if subdomain in self.taken_ones:
                raise taken(subdomain)
            return subdomain
        except SubdomainRefused as refused:
            raise ValidationError(str(refused)) from refused

    def new_client(self) -> NewClient:
        return NewClient(**self.cleaned_data)


def plain_line(name: str) -> str:
    """Return a name that can stand in a mail's subject, a list and a spreadsheet as it is; raises ValidationError."""
    name = " ".join(name.split())
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cs") for letter in name):
        raise ValidationError("Leave out line breaks and invisible characters.")
    if name.startswith(("=", "+", "-", "@")):
        raise ValidationError(
            "Begin with a letter or a digit: spreadsheets take what begins with = + - @ for a formula."
        )
    return name


def plain_address(email: str) -> str:
    """Return an address to which a mail can go as it is; raises ValidationError."""
    if is_nobodys(email):
        raise ValidationError(NOBODY_OWNS)
    # A mail program would read what follows these as more than an address.
    if set(email) & set("?&=%"):
        raise ValidationError("Give a plain email address, without ? & = or %.")
    return email


class OwnerForm(forms.Form):
    """Who is invited as the owner, as long as nobody has come in."""

    name = forms.CharField(label="Owner’s name", max_length=150, required=False)
    email = forms.EmailField(label="Owner’s email", max_length=254)

    def __init__(self, *args: object, client: Client, **kwargs: object) -> None:
        name = client.owner_name if client.owner_name != client.owner_email else ""
        initial = {"name": name, "email": client.owner_email}
        super().__init__(*args, initial=initial, auto_id="id_owner_%s", **kwargs)

    def clean_name(self) -> str:
        return plain_line(self.cleaned_data["name"])

    def clean_email(self) -> str:
        return plain_address(self.cleaned_data["email"])


# All but the last, deleted: who is, is a former client. Written as the badges are.
_STATES = [(value, label.capitalize()) for value, label in Client.Status.choices[:-1]]


class ClientFilterForm(forms.Form):
    q = forms.CharField(label="Company, address or owner", max_length=100, required=False)
    status = forms.ChoiceField(label="Status", choices=[("", "All"), (ON_TRIAL, "On trial"), *_STATES], required=False)
    tier = forms.ChoiceField(label="Tier", choices=[("", "All"), *Client.Tier.choices], required=False)
    held = forms.ChoiceField(label="Legal hold", choices=[("", "All"), ("yes", "Held")], required=False)


class ReasonForm(forms.Form):
    """Why; several stand on one page, so each has ids of its own."""

    reason = forms.CharField(
        label="Reason",
        max_length=300,
        help_text="Required. It is kept in the audit, where the client’s HR admins read it too.",
        error_messages={"required": "Say why; it is kept in the audit."},
    )

    def __init__(self, *args: object, name: str, **kwargs: object) -> None:
        super().__init__(*args, auto_id=f"id_{name}_%s", **kwargs)


class SuspendForm(forms.Form):
    reason = forms.CharField(
        label="Reason",
        max_length=200,
        help_text="Required. It is kept in the audit, where the client’s HR admins read it too.",
        error_messages={"required": "Say why; it is kept in the audit."},
    )


class InviteOperatorForm(forms.Form):
    name = forms.CharField(label="Name", max_length=150)
    email = forms.EmailField(label="Email", help_text="Gets a link to choose a password, which works for three days.")


class ResetFactorForm(forms.Form):
    reason = forms.CharField(
        label="Reason",
        max_length=200,
        help_text="Required, for the audit log and the mail to them: how you made sure who asked.",
        error_messages={"required": "Say why; it is kept in the audit log."},
    )


class TierTermsForm(forms.ModelForm):
    """What a tier has. An empty number is no limit."""

    class Meta:
        model = TierTerms
        fields = [*LIMIT_NAMES, *FEATURE_NAMES]
        labels = {**LIMIT_NAMES, **FEATURE_NAMES}
        field_classes = dict.fromkeys(LIMIT_NAMES, CountField)


class OwnLimitsForm(forms.Form):
    """The tier of one client, and what was agreed with it instead of the tier's numbers."""

    tier = forms.ChoiceField(label="Tier", choices=Client.Tier.choices)
    reason = forms.CharField(
        label="Reason",
        max_length=200,
        help_text="Kept in the audit; the client's HR admins can read it.",
        error_messages={"required": "Say why; it is kept in the audit."},
    )

    def __init__(self, *args: object, client: Client, **kwargs: object) -> None:
        # Beside another form that asks for a reason.
        kwargs.setdefault("auto_id", "id_limits_%s")
        super().__init__(*args, initial={"tier": client.tier, **client.own_limits}, **kwargs)
        terms = TierTerms.objects.filter(pk=client.tier).first() or TierTerms()
        numbers = {
            name: CountField(
                label=label,
                required=False,
                min_value=0,
                max_value=10**12,
                help_text=f"Empty: as the tier has it, which in {client.get_tier_display()} is {_most(terms, name)}.",
            )
            for name, label in LIMIT_NAMES.items()
        }
        self.fields = {"tier": self.fields["tier"], **numbers, "reason": self.fields["reason"]}

    def own_limits(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in LIMIT_NAMES if self.cleaned_data[name] is not None}


def _most(terms: TierTerms, name: str) -> str:
    number = getattr(terms, name)
    return "no limit" if number is None else f"{number:,}"
