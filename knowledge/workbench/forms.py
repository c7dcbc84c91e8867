from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import date

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from accounts.audience import Audience, Hours, WorkState, read_work_state, work_states_in
from benefits.audience import MeantFor, state_name
from benefits.models import BenefitClass, PlanYear
from knowledge.ingestion.archive import ENDING
from knowledge.ingestion.guess import clean_file_name
from knowledge.ingestion.guess_facts import plans_as_text, plans_from_text
from knowledge.ingestion.receive import DocumentFacts
from knowledge.lifecycle.life import State, may_give_way_to
from knowledge.models import LOWEST_RANK, Document, DocumentVersion, KnowledgeBase
from knowledge.retrieval.search import QUERY_LIMIT
from knowledge.workbench.listing import EVERYONE, NO_YEAR, WARNED, Offered

ANY_YEAR = "any"
FROM_FILE = "Find out from the file"
ACCEPTED = ".pdf,.docx,.xlsx,.pptx,.html,.htm,.md,.txt,.csv,.eml,.png,.jpg,.jpeg,.tif,.tiff,.webp"
ACCEPTED_BY_UPLOAD = f"{ACCEPTED},{ENDING}"
STATES = [
    ("", "All states"),
    ("ready", "Ready to publish"),
    (State.READ, "Read, checked by nobody"),
    (State.REVIEWED, "Checked, not published"),
    (State.SCHEDULED, State.SCHEDULED.label),
    (State.PUBLISHED, State.PUBLISHED.label),
    (State.EXPIRED, State.EXPIRED.label),
    (State.SUPERSEDED, State.SUPERSEDED.label),
    (WARNED, "With something to look at"),
    (State.WORKING, State.WORKING.label),
    (State.FAILED, State.FAILED.label),
    (State.TEXT_ALONE, State.TEXT_ALONE.label),
]
RANKS = {
    1: "1: the terms of the plan",
    2: "2: describes the plan by law, or changes its terms",
    3: "3: sums a plan or its rates up for a year",
    4: "4: a summary, an account, a policy or a notice",
    5: "5: a guide",
    6: "6: a FAQ, a presentation or anything else",
}
USUAL_RANK = ""
SORT_CHOICES = [
    ("updated", "Newest first"),
    ("-updated", "Oldest first"),
    ("title", "Title, A to Z"),
    ("-title", "Title, Z to A"),
    ("kind", "Kind"),
    ("-kind", "Kind, backwards"),
    ("plan_year", "Plan year, earliest first"),
    ("-plan_year", "Plan year, latest first"),
]


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class FilesInput(forms.ClearableFileInput):
    template_name = "django/forms/widgets/input.html"
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files; empty ones are let through, so that each is told about by its name."""

    def __init__(self, *, several: bool) -> None:
        attributes = {"accept": ACCEPTED_BY_UPLOAD, "multiple": True} if several else {"accept": ACCEPTED}
        super().__init__(
            label="Files" if several else "File", widget=FilesInput(attrs=attributes), allow_empty_file=True
        )

    def clean(self, value: object, initial: object = None) -> list[UploadedFile]:
        files = value if isinstance(value, list | tuple) else [value] if value else []
        if not files:
            raise forms.ValidationError("Choose at least one file.")
        return [super(FilesField, self).clean(file, initial) for file in files]


class KnowledgeBaseForm(forms.ModelForm):
    class Meta:
        model = KnowledgeBase
        fields = ("name", "description")


class FactFields(forms.Form):
    """What HR says about a document, as fields."""

    knowledge_base = forms.ModelChoiceField(KnowledgeBase.objects.all(), label="Knowledge base", empty_label=None)
    kind = forms.ChoiceField(label="Kind", required=False)
    plan_year = forms.ChoiceField(label="Plan year", required=False)
    effective_from = forms.DateField(label="In force from", required=False, widget=DateInput())
    effective_to = forms.DateField(
        label="In force to",
        required=False,
        widget=DateInput(),
        help_text="After this day nobody is answered from it. Empty: as long as the plan year, or without an end.",
    )
    audience = forms.MultipleChoiceField(
        label="Meant for these classes",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick nothing if it is for every class. A class the file's name speaks of is proposed.",
    )
    work_states = forms.CharField(
        label="Meant for people who work in",
        required=False,
        max_length=1_000,
        help_text="States by name or letters, with commas between: California, NY. Empty: in every state.",
    )
    hours = forms.ChoiceField(
        label="Meant for working time",
        required=False,
        choices=[("", "Full and part time"), *Hours.choices],
    )
    language = forms.ChoiceField(label="Language", required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        years = [(year.label, year.label) for year in PlanYear.objects.all()]
        self.fields["kind"].choices = [("", FROM_FILE), *Document.Kind.choices]
        self.fields["plan_year"].choices = [("", FROM_FILE), (ANY_YEAR, "Any year"), *years]
        if not years:
            self.fields["plan_year"].help_text = "None is defined yet. An HR admin does so under Company, Plan years."
        self.fields["language"].choices = [("", FROM_FILE), *settings.LANGUAGES]
        self.fields["audience"].choices = list(BenefitClass.objects.values_list("code", "label"))
        if not self.fields["audience"].choices:
            del self.fields["audience"]

    def clean_work_states(self) -> tuple[str, ...]:
        found = {name: read_work_state(name) for name in work_states_in(self.cleaned_data["work_states"])}
        unknown = [name for name, state in found.items() if state is None]
        if unknown:
            raise forms.ValidationError(
                f"“{unknown[0][:60]}” is no state. Write its name or its two letters: California or CA."
            )
        return tuple(sorted(set(found.values())))

    def meant_for(self) -> MeantFor:
        """Return what was said so far of whom it is for; a field that was refused counts as left open."""
        told = self.cleaned_data
        classes, states = told.get("audience", ()), told.get("work_states", ())
        return MeantFor(tuple(classes), tuple(states), told.get("hours", ""))

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        first, last = cleaned.get("effective_from"), cleaned.get("effective_to")
        if first and last and last < first:
            self.add_error("effective_to", "The last day lies before the first one.")
        return cleaned

    def facts(self) -> DocumentFacts:
        told = self.cleaned_data
        year = told["plan_year"] or None
        return DocumentFacts(
            knowledge_base=told["knowledge_base"],
            kind=told["kind"] or None,
            plan_year="" if year == ANY_YEAR else year,
            language=told["language"] or None,
            effective_from=told["effective_from"],
            effective_to=told["effective_to"],
            meant_for=self.meant_for(),
        )


class UploadForm(FactFields):
    files = FilesField(several=True)
    publish_when_ready = forms.BooleanField(
        label="Publish each file as soon as all of it is read",
        required=False,
        help_text="Leave this off to look at what was read first: employees are answered from it at once.",
    )
    field_order = ("files",)


class PageFields(forms.Form):
    """What the upload page's script adds to each file; a plain form has none of it."""

    batch = forms.UUIDField(required=False)
    path = forms.CharField(required=False, max_length=4_000)

    def folder_name(self) -> str:
        """Return the name of the folder that was chosen, "" for files that were chosen one by one."""
        folder, slash, _ = self.cleaned_data["path"].strip("/").partition("/")
        return clean_file_name(folder)[:255] if slash else ""


class ReplaceForm(forms.Form):
    files = FilesField(several=False)
    publish_when_ready = forms.BooleanField(
        label="Publish it as soon as all of it is read",
        required=False,
        help_text="Leave this off to compare it first: until you publish it, employees are answered from the old one.",
    )


class FactsForm(FactFields):
    """The facts of a document that is here: nothing is left to be found out."""

    title = forms.CharField(label="Title", max_length=200)
    plans = forms.CharField(
        label="Plans",
        required=False,
        max_length=1_000,
        help_text="As the document names them, with commas between. Empty: it is about no plan in particular.",
    )
    supersedes = forms.ModelChoiceField(
        Document.objects.none(),
        label="Takes the place of",
        required=False,
        empty_label="No other document",
        error_messages={
            "invalid_choice": "Choose a document that was read, and none that takes the place of this one already."
        },
        help_text="Once this one is published, whoever it is for is not answered from the other any more from its "
        "first day on. People it is not for keep the other.",
    )
    rank = forms.TypedChoiceField(
        label="When documents disagree",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="The lower number is taken to be right.",
    )
    field_order = (
        *("title", "kind", "plans", "plan_year", "effective_from", "effective_to", "audience", "work_states", "hours"),
        *("language", "supersedes", "rank", "knowledge_base"),
    )

    def __init__(self, *args: object, document: Document, **kwargs: object) -> None:
        initial = {
            name: getattr(document, name)
            for name in ("title", "kind", "effective_from", "effective_to", "audience", "hours", "language", "rank")
        }
        initial |= {"knowledge_base": document.knowledge_base_id, "plan_year": document.plan_year or ANY_YEAR}
        initial["work_states"] = ", ".join(map(state_name, document.work_states))
        initial |= {"plans": plans_as_text(document.plans), "supersedes": document.supersedes_id}
        super().__init__(*args, initial=initial, **kwargs)
        self.document = document
        self.fields["effective_to"].help_text = "After this day nobody is answered from it."
        self._keep_gone_classes(document.audience)
        self.fields["supersedes"].queryset = may_give_way_to(document)
        usual = RANKS[Document.RANKS.get(document.kind, LOWEST_RANK)]
        self.fields["rank"].choices = [(USUAL_RANK, f"As usual for its kind ({usual})"), *RANKS.items()]
        self.guessed = _guessed_fields(document)
        for name in self.guessed:
            field = self.fields.get(name)
            if field:
                field.help_text = f"Guessed from the file. {field.help_text}".strip()
        for name in ("kind", "plan_year", "language"):
            field = self.fields[name]
            field.choices = [choice for choice in field.choices if choice[0]]
            field.required = True
        if document.plan_year and (document.plan_year, document.plan_year) not in self.fields["plan_year"].choices:
            self.fields["plan_year"].choices.append((document.plan_year, document.plan_year))

    def _keep_gone_classes(self, audience: Sequence[str]) -> None:
        """Offer the document's classes also if they are gone: saved without them it would be for everyone."""
        classes = list(BenefitClass.objects.values_list("code", "label"))
        gone = sorted(set(audience) - {code for code, _ in classes})
        if classes or gone:
            field = self.fields.setdefault("audience", deepcopy(self.base_fields["audience"]))
            field.choices = [*classes, *((code, f"{code} (no longer a class)") for code in gone)]
            field.help_text = "Tick nothing if it is for every class."
            self.order_fields(self.field_order)

    def clean_plans(self) -> tuple[str, ...]:
        return tuple(plans_from_text(self.cleaned_data["plans"]))

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        older = cleaned.get("supersedes")
        if older and not {"audience", "work_states", "hours"} & set(self.errors):
            self._check_superseded(older)
        return cleaned

    def _check_superseded(self, older: Document) -> None:
        """Refuse what takes the place of nothing for anybody."""
        if not self.meant_for().may_meet(older.meant_for):
            self.add_error("supersedes", f"“{older.title}” is meant for other people: nobody reads both.")

    def facts(self) -> DocumentFacts:
        told = self.cleaned_data
        return replace(super().facts(), plans=told["plans"], rank=told["rank"], supersedes=told["supersedes"])


def _guessed_fields(document: Document) -> set[str]:
    """Return the fields that hold a guess; days that came with a guessed plan year are guessed with it.

    Where nothing was found nothing is marked: an empty field beside "guessed" would say that the file has no day.
    """
    days = {"effective_from", "effective_to"} if "plan_year" in document.guessed else set()
    return {name for name in {*document.guessed, *days} if getattr(document, name, None)}


class CheckForm(FactsForm):
    """The facts beside the version somebody looks at: what is confirmed is this one, not one that came meanwhile."""

    version = forms.UUIDField(widget=forms.HiddenInput)
    publish_on = forms.DateField(label="Publish on", required=False, widget=DateInput())

    def __init__(self, *args: object, version: DocumentVersion, day: date, **kwargs: object) -> None:
        super().__init__(*args, document=version.document, **kwargs)
        self.fields["version"].initial = version.pk
        first = version.document.effective_from
        self.fields["publish_on"].initial = version.document.scheduled_on or (first if first and first > day else None)
        self._looked_at = version

    def clean_version(self) -> DocumentVersion:
        if self.cleaned_data["version"] != self._looked_at.pk:
            raise forms.ValidationError("A newer file came while you looked at this one. Look at it, then confirm.")
        return self._looked_at


class ScheduleForm(forms.Form):
    publish_on = forms.DateField(label="Publish on", widget=DateInput())


class FilterForm(forms.Form):
    q = forms.CharField(
        label="Title or file name", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    status = forms.ChoiceField(label="State", required=False, choices=STATES)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "All kinds"), *Document.Kind.choices])
    year = forms.ChoiceField(label="Plan year", required=False)
    audience = forms.ChoiceField(label="Meant for", required=False)
    work_state = forms.ChoiceField(label="Work state", required=False)
    hours = forms.ChoiceField(label="Working time", required=False, choices=[("", "All"), *Hours.choices])
    sort = forms.ChoiceField(label="Sorted by", required=False, choices=SORT_CHOICES)

    def __init__(self, *args: object, offered: Offered, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [
            ("", "All years"),
            *((year, year) for year in offered.years),
            (NO_YEAR, "No year in particular"),
        ]
        self.fields["audience"].choices = [("", "All"), (EVERYONE, "Everyone alike"), *offered.classes.items()]
        states = [(state, state_name(state)) for state in offered.work_states]
        self.fields["work_state"].choices = [("", "All"), *states]
        if not (offered.classes or states or offered.tells_hours):
            del self.fields["audience"]
        if not states:
            del self.fields["work_state"]
        if not offered.tells_hours:
            del self.fields["hours"]


class AskedByFields(forms.Form):
    """As whom HR asks."""

    class_code = forms.ChoiceField(label="Asked by", required=False)
    work_state = forms.ChoiceField(
        label="Who works in", required=False, choices=[("", "Not known"), *WorkState.choices]
    )
    hours = forms.ChoiceField(label="Working time", required=False, choices=[("", "Not known"), *Hours.choices])

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        classes = list(BenefitClass.objects.values_list("code", "label"))
        self.fields["class_code"].choices = [("", "Somebody without a class"), *classes]

    def audience(self) -> Audience:
        return Audience(*(self.cleaned_data[name] for name in ("class_code", "work_state", "hours")))


class SearchForm(AskedByFields):
    q = forms.CharField(
        label="Question",
        max_length=QUERY_LIMIT,
        widget=forms.TextInput(attrs={"type": "search"}),
        help_text="Ask as an employee would.",
    )
    on_date = forms.DateField(label="On the day", required=False, widget=DateInput())
    field_order = ("q",)

    def __init__(self, *args: object, day: date, initial: Mapping[str, object] | None = None, **kwargs: object) -> None:
        super().__init__(*args, initial={"on_date": day, **(initial or {})}, **kwargs)
