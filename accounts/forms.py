from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.audience import Audience, Hours, WorkState
from accounts.class_choices import class_choices
from accounts.models import Invitation, User
from accounts.roster import ROSTER_BYTES
from tenants.list_forms import ListFileForm
from tenants.roles import MEMBERS

CLIENT_ROLES = [(value, label) for value, label in User.Role.choices if value in MEMBERS]


UNKNOWN = "none"
NOBODY_OWNS = "No mail can be delivered to this address."


class ClassField(forms.ChoiceField):
    """One of the client's classes, or none."""

    def __init__(self) -> None:
        super().__init__(
            label="Class",
            required=False,
            help_text="Decides which documents the person is answered from, beside those for everyone.",
        )

    def offer(self, *, kept: str = "") -> None:
        """Offer the classes there are; `kept` is a code the person carries though its class is gone."""
        choices = class_choices()
        if kept and kept not in dict(choices):
            choices.append((kept, f"{kept} (no longer a class)"))
        self.choices = [("", "No class"), *choices]


class AudienceFields(forms.Form):
    """Who the person is, as far as that decides which documents answer them."""

    class_code = ClassField()
    work_state = forms.ChoiceField(
        label="State they work in",
        required=False,
        choices=[("", "Not known"), *WorkState.choices],
        help_text="Documents for particular states answer only those who are known to work there.",
    )
    hours = forms.ChoiceField(
        label="Working time",
        required=False,
        choices=[("", "Not known"), *Hours.choices],
        help_text="Documents for full-time or part-time employees answer only those who are known to be.",
    )

    def told(self) -> dict[str, object]:
        """Return what was filled in, who the person is as one value."""
        told = dict(self.cleaned_data)
        return {"audience": Audience(*(told.pop(name) for name in ("class_code", "work_state", "hours"))), **told}


class InviteForm(AudienceFields):
    email = forms.EmailField(label="Email")
    name = forms.CharField(label="Name", max_length=150)
    role = forms.ChoiceField(label="Role", choices=CLIENT_ROLES, initial=User.Role.EMPLOYEE)
    language = forms.ChoiceField(label="Language", choices=settings.LANGUAGES, initial="en", required=False)
    field_order = ("email", "name", "role", "class_code", "work_state", "hours", "language")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["class_code"].offer()

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if is_nobodys(email):
            raise ValidationError(NOBODY_OWNS)
        return email

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or "en"


class PersonForm(AudienceFields):
    role = forms.ChoiceField(label="Role", choices=CLIENT_ROLES)
    language = forms.ChoiceField(
        label="Language", choices=settings.LANGUAGES, help_text="Of pages and mails; the person can change it."
    )
    field_order = ("role", "class_code", "work_state", "hours", "language")

    def __init__(self, *args: object, person: User, **kwargs: object) -> None:
        initial = {name: getattr(person, name) for name in self.base_fields}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["class_code"].offer(kept=person.class_code)


class PeopleFilterForm(forms.Form):
    q = forms.CharField(
        label="Name or email", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    role = forms.ChoiceField(label="Role", required=False, choices=[("", "All roles"), *CLIENT_ROLES])
    class_code = forms.ChoiceField(label="Class", required=False)
    work_state = forms.ChoiceField(label="Work state", required=False)
    hours = forms.ChoiceField(
        label="Working time",
        required=False,
        choices=[("", "All"), *Hours.choices, (UNKNOWN, "Not known")],
    )
    state = forms.ChoiceField(
        label="Account",
        required=False,
        choices=[("", "All"), ("open", "Open"), ("closed", "Closed"), ("invited", "Invited, not here yet")],
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["class_code"].choices = [("", "All classes"), *class_choices(), (UNKNOWN, "No class")]
        states = [(state, WorkState(state).label) for state in sorted(worked_in())]
        self.fields["work_state"].choices = [("", "All"), *states, (UNKNOWN, "Not known")]


class RosterForm(ListFileForm):
    """A list of people; it is read afterwards (accounts/roster_job.py)."""

    most_bytes = ROSTER_BYTES
    too_large = "This is too large. Send at most 25 MB as a file or 1 MB pasted, and 100,000 people at a time."

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = "Excel or CSV file"
        self.fields["file"].widget.attrs["accept"] = ".csv,.xlsx,.txt,text/csv,text/plain"


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=settings.LANGUAGES)


class WordsForm(forms.Form):
    wants_simple_words = forms.BooleanField(required=False)


class AcceptInvitationForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=150)
    password = forms.CharField(
        label=_("Choose a password"), widget=forms.PasswordInput, help_text=_("At least 10 characters.")
    )

    def __init__(self, *args: object, email: str = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        password = cleaned.get("password")
        if password:
            try:
                validate_password(password, User(email=self.email, name=cleaned.get("name", "")))
            except ValidationError as refused:
                self.add_error("password", refused)
        return cleaned


def worked_in() -> set[str]:
    """Return the states that people, or those who were invited, work in."""
    rows = (User.objects.people(), Invitation.objects.pending())
    return {state for some in rows for state in some.exclude(work_state="").values_list("work_state", flat=True)}


def is_nobodys(email: str) -> bool:
    """Whether nobody can own the address's domain; the service person's lies there (chat/service_person.py)."""
    return email.lower().endswith(".invalid")
