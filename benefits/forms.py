import unicodedata
from datetime import date, timedelta
from urllib.parse import urlsplit

from django import forms

from benefits.frame_changes import said, stamp_of
from benefits.models import BenefitClass, Contact, PayCalendar, PlanYear
from tenants.clock import day_in_words
from tenants.form_fields import DateInput
from tenants.form_pages import say_overtaken

# Twelve months; payrolls of 53 weeks make some plan years a few days longer.
LONGEST_YEAR = timedelta(days=371)


class SeenForm(forms.ModelForm):
    """Of a row that is there it says what its reader has seen, so that nobody saves over a colleague unseen."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.fields["seen"] = forms.CharField(
                widget=forms.HiddenInput, initial=stamp_of(self.instance), required=False
            )

    @property
    def typed(self) -> list[str]:
        """Return the fields that somebody filled in otherwise than the row is."""
        return [name for name in self.changed_data if name != "seen"]

    def say_changed_meanwhile(self, now: BenefitClass | Contact | PlanYear) -> None:
        """Say what the row says now of the fields that would be another; what was typed stays."""
        say_overtaken(self, "seen", stamp_of(now), told=f"It says now: {said(now, self.typed)}.")


class ContactForm(SeenForm):
    # Its own field: Django's would take http too, and add it to what has no scheme.
    url = forms.URLField(
        label="Website", required=False, max_length=200, assume_scheme="https", help_text="Starts with https://."
    )
    app_url = forms.URLField(
        label="Link to their app",
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text="Starts with https://.",
    )
    languages = forms.MultipleChoiceField(
        label="Languages they speak",
        choices=Contact.Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Shown to employees. Leave all empty if you do not know.",
    )

    class Meta:
        model = Contact
        fields = (
            *("name", "role", "phone", "tty", "email", "url", "app_url", "hours", "hours_es", "languages"),
            *("group_number", "id_card", "id_card_es", "appeals_address", "note", "note_es"),
        )
        labels = {
            "name": "Name",
            "role": "What they help with",
            "phone": "Phone",
            "tty": "TTY",
            "email": "Email",
            "hours": "Hours",
            "hours_es": "Hours in Spanish",
            "group_number": "Group number",
            "id_card": "How to get an ID card",
            "id_card_es": "How to get an ID card, in Spanish",
            "appeals_address": "Address for appeals",
            "note": "Note",
            "note_es": "Note in Spanish",
        }
        help_texts = {
            "name": "The company or team, as employees know it.",
            "role": "Decides which questions this contact is shown beside.",
            "phone": "In digits. Write an extension as ext. 12.",
            "hours": "With the time zone, for example: Monday to Friday, 8 a.m. to 6 p.m. Eastern.",
            "hours_es": "For employees who read in Spanish. Empty: they read the hours above.",
            "tty": "For people who are deaf or hard of hearing, if it is another number.",
            "group_number": "Employees are asked for it when they call.",
            "id_card": "For example: In the app under My card, or by mail two weeks after enrolling.",
            "id_card_es": "For employees who read in Spanish. Empty: they read the words above.",
            "appeals_address": "Where an appeal of a denied claim is sent.",
            "note": "What else employees need when they call, for example a nurse line.",
            "note_es": "For employees who read in Spanish. Empty: they read the note above.",
        }
        error_messages = {
            "name": {"required": "Say whom employees should ask for."},
            "role": {"required": "Choose what they help with."},
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "Choose one"), *Contact.Role.choices]

    def clean_url(self) -> str:
        return self._secure("url")

    def clean_app_url(self) -> str:
        return self._secure("app_url")

    def _secure(self, name: str) -> str:
        url = self.cleaned_data[name]
        if url and not url.startswith("https://"):
            raise forms.ValidationError("Give an address that starts with https://.")
        if url and "@" in urlsplit(url).netloc:
            raise forms.ValidationError("Give an address without a name or password in it.")
        return url

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        # A mail program would read what follows these as more than an address: "hr?bcc=…" adds a reader.
        if set(email) & set("?&=%"):
            raise forms.ValidationError("Give a plain email address, without ? & = or %.")
        return email

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if any(unicodedata.category(letter) in ("Cc", "Cf") for letter in name):
            raise forms.ValidationError("Leave out line breaks and invisible characters.")
        return name


# Those that most payrolls have; any other comes with a workbook.
USUAL_DEDUCTIONS = (12, 24, 26, 52)


class ClassForm(SeenForm):
    pay_calendar = forms.ChoiceField(
        label="Deductions a year",
        required=False,
        help_text="From how many paychecks of a year benefits are deducted. Used for rate sheets and for the paydays "
        "without a deduction, once reviewed.",
    )

    class Meta:
        model = BenefitClass
        fields = ("code", "label", "label_es")
        labels = {"code": "Code", "label": "Name", "label_es": "Name in Spanish"}
        help_texts = {
            "code": "Short, for example SAL or UNION. It stands in lists of people and never changes.",
            "label": "As employees read it beside an answer, for example: Salaried employees.",
            "label_es": "For employees who read in Spanish. Empty: they read the English name.",
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.fields["code"].disabled = True
            self.fields["code"].help_text = "People and documents carry it, so it stays."
        self._known = {str(one.pk): one for one in PayCalendar.objects.all()}
        self._usual = {f"{count} a year": count for count in USUAL_DEDUCTIONS if not self._has(count)}
        self.fields["pay_calendar"].choices = [
            ("", "Not known"),
            *((pk, f"{one.label}: {one.deductions_per_year} a year") for pk, one in self._known.items()),
            *((name, name) for name in self._usual),
        ]
        self.initial["pay_calendar"] = str(self.instance.pay_calendar_id or "")

    def _has(self, count: int) -> bool:
        return any(one.deductions_per_year == count for one in self._known.values())

    def clean_pay_calendar(self) -> PayCalendar | None:
        """Return the calendar, which is not stored yet where the company has none of that many deductions."""
        chosen = self.cleaned_data["pay_calendar"]
        if chosen in self._usual:
            count = self._usual[chosen]
            return PayCalendar(code=f"{count}-A-YEAR", label=f"{count} deductions", deductions_per_year=count)
        return self._known.get(chosen)

    def save(self, commit: bool = True) -> BenefitClass:
        self.instance.pay_calendar = self.cleaned_data["pay_calendar"]
        return super().save(commit=commit)


class YearDays:
    """The rules for the days of one plan year, for any form with its fields."""

    def check_year(self, cleaned: dict[str, object]) -> None:
        self._check_days(cleaned.get("starts_on"), cleaned.get("ends_on"))
        self._check_enrolment(cleaned)

    def _check_days(self, first: date | None, last: date | None) -> None:
        if first is None or last is None:
            return
        if last <= first:
            self.add_error("ends_on", "The last day must come after the first one.")
        elif last - first > LONGEST_YEAR:
            self.add_error("ends_on", "A plan year is at most twelve months long. Add the next one by itself.")
        else:
            self._check_others(first, last)

    def _check_others(self, first: date, last: date) -> None:
        """Where there are other years, refuse what overlaps one of them."""

    def _check_enrolment(self, cleaned: dict[str, object]) -> None:
        opens, closes, last = (cleaned.get(name) for name in ("enrolment_opens_on", "enrolment_closes_on", "ends_on"))
        for name, given, other in (
            ("enrolment_closes_on", closes, opens),
            ("enrolment_opens_on", opens, closes),
        ):
            if other and not given and name not in self.errors:
                self.add_error(name, "Give both days of open enrollment, or neither.")
        if opens and closes and closes < opens:
            self.add_error("enrolment_closes_on", "Open enrollment ends before it begins.")
        elif closes and last and closes > last:
            self.add_error("enrolment_closes_on", "Open enrollment ends after the plan year is over.")


class PlanYearForm(YearDays, SeenForm):
    class Meta:
        model = PlanYear
        fields = (
            "label",
            "status",
            "starts_on",
            "ends_on",
            "enrolment_opens_on",
            "enrolment_closes_on",
            "default_action",
        )
        labels = {
            "label": "Label",
            "status": "State",
            "default_action": "Who chooses nothing",
            "starts_on": "First day",
            "ends_on": "Last day",
            "enrolment_opens_on": "Open enrollment begins",
            "enrolment_closes_on": "Open enrollment ends",
        }
        help_texts = {
            "label": "As people say it: 2027, or 2026–27.",
            "status": "While it is being prepared, employees are told nothing of its plans.",
            "default_action": "What becomes of those who choose nothing while enrollment is open.",
            "ends_on": "Usually twelve months later, the day before the next plan year begins.",
            "enrolment_opens_on": "The first day on which employees choose for this plan year.",
            "enrolment_closes_on": "The last day. Employees see it on their first page.",
        }
        error_messages = {"label": {"unique": "Another plan year is called so already."}}
        widgets = dict.fromkeys(("starts_on", "ends_on", "enrolment_opens_on", "enrolment_closes_on"), DateInput())

    def __init__(self, *args: object, uses: str = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].required = False
        self.fields["default_action"].choices = [("", "Not said"), *PlanYear.DefaultAction.choices]
        if uses:
            self.fields["label"].disabled = True
            self.fields["label"].help_text = f"Carried by {uses}, so it stays."

    def clean_status(self) -> str:
        return self.cleaned_data["status"] or self.instance.status

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        self.check_year(cleaned)
        return cleaned

    def _check_others(self, first: date, last: date) -> None:
        other = PlanYear.objects.overlapping(first, last).exclude(pk=self.instance.pk).first()
        if other is not None:
            days = f"{day_in_words(other.starts_on)} to {day_in_words(other.ends_on)}"
            self.add_error("starts_on", f"Some of these days belong to the plan year {other.label} ({days}).")
