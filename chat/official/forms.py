from dataclasses import asdict
from datetime import date

from django import forms
from django.conf import settings

from benefits.audience import state_name
from chat.models import TEXT_LIMIT, WORDING_LIMIT, OfficialAnswer
from chat.official.write import Draft
from chat.pipeline.guard import is_crisis
from chat.pipeline.identifiers import mask_identifiers
from knowledge.models import Document
from knowledge.workbench.forms import ANY_YEAR, FactFields

MOST_WORDINGS = 20


class OfficialForm(FactFields):
    wordings = forms.CharField(
        label="How employees ask it",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=MOST_WORDINGS * WORDING_LIMIT,
        help_text="One question a line, in as many ways as you know. Whoever asks one of them in these or nearly these "
        "words gets the answer; a question with another plan, year, person or “not” in it does not.",
        error_messages={"required": "Write at least one question."},
    )
    text = forms.CharField(
        label="Answer",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=TEXT_LIMIT,
        help_text="Employees read exactly this. Lists, **bold** and tables are fine; links and pictures are left out.",
        error_messages={"required": "Write the answer."},
    )
    document = forms.ModelChoiceField(
        Document.objects.none(),
        label="It stands in this document",
        required=False,
        empty_label="In none",
        help_text="Name it or, below, who decided it: one of the two is needed. Once the document is withdrawn, over "
        "or replaced, nobody is answered with this any more.",
    )
    page_number = forms.IntegerField(label="On page", required=False, min_value=1)
    decided_by = forms.CharField(
        label="Or who decided it",
        required=False,
        max_length=200,
        help_text="A person or a decision by name, for example: Benefits committee, decision of March 3, 2026.",
    )
    number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = (
        *("wordings", "text", "document", "page_number", "decided_by", "plan_year", "effective_from", "effective_to"),
        *("audience", "work_states", "hours", "language"),
    )

    def __init__(self, *args: object, row: OfficialAnswer | None = None, day: date, **kwargs: object) -> None:
        kwargs["initial"] = (_told(row) if row else {"language": "en"}) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        del self.fields["knowledge_base"], self.fields["kind"]
        self.fields["plan_year"].choices = [
            (ANY_YEAR, "Any year"),
            *(choice for choice in self.fields["plan_year"].choices if choice[0] not in ("", ANY_YEAR)),
        ]
        self.fields["language"].choices = list(settings.LANGUAGES)
        self.fields["language"].required = True
        self.fields["effective_from"].label, self.fields["effective_to"].label = "Told from", "Told until"
        self.fields["effective_to"].help_text = "After this day nobody is answered with it. Empty: without an end."
        if "audience" in self.fields:
            self.fields["audience"].help_text = "Tick nothing if it is for every class."
        self.fields["document"].queryset = Document.objects.published().in_force(day)

    def clean_wordings(self) -> tuple[str, ...]:
        lines = dict.fromkeys(" ".join(line.split()) for line in self.cleaned_data["wordings"].splitlines())
        wordings = tuple(line for line in lines if line)
        if len(wordings) > MOST_WORDINGS:
            raise forms.ValidationError(f"Write at most {MOST_WORDINGS} questions.")
        if any(len(wording) > WORDING_LIMIT for wording in wordings):
            raise forms.ValidationError(f"Keep each question below {WORDING_LIMIT} characters.")
        if any(map(is_crisis, wordings)):
            raise forms.ValidationError(
                "One of these may come from a person in danger. The assistant answers it with help, and nothing else."
            )
        if any(mask_identifiers(wording).is_changed for wording in wordings):
            raise forms.ValidationError("Leave out names, numbers of persons and addresses: the question is for all.")
        return wordings

    def clean_text(self) -> str:
        return self.cleaned_data["text"].replace("\r\n", "\n")

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        document, page = cleaned.get("document"), cleaned.get("page_number")
        if not document and not cleaned.get("decided_by") and "document" not in self.errors:
            self.add_error("document", "Say what the answer comes from: a document, or who decided it.")
        pages = document.published_version.page_count if document else 0
        if document and page and pages and page > pages:
            self.add_error("page_number", f"“{document.title}” has {pages} pages.")
        return cleaned

    def draft(self) -> Draft:
        told = self.cleaned_data
        year = told["plan_year"]
        return Draft(
            wordings=told["wordings"],
            text=told["text"],
            language=told["language"],
            meant_for=self.meant_for(),
            plan_year="" if year == ANY_YEAR else year,
            valid_from=told["effective_from"],
            valid_to=told["effective_to"],
            document=told["document"],
            page_number=told["page_number"] or (1 if told["document"] else None),
            decided_by=told["decided_by"],
        )


def _told(row: OfficialAnswer) -> dict[str, object]:
    meant_for = asdict(row.meant_for)
    return {
        "wordings": "\n".join(wording.text for wording in row.wordings.all()),
        "text": row.text,
        "document": row.document_id,
        "page_number": row.page_number,
        "decided_by": row.decided_by,
        "plan_year": row.plan_year or ANY_YEAR,
        "effective_from": row.valid_from,
        "effective_to": row.valid_to,
        "audience": list(meant_for["classes"]),
        "work_states": ", ".join(map(state_name, row.work_states)),
        "hours": row.hours,
        "language": row.language,
        "number": row.number,
    }
