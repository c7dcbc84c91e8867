import json
from collections.abc import Mapping

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import F, Q
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict

from knowledge.evaluation.question_list import (
    EXAMPLE,
    ListRefused,
    Row,
    as_lines,
    known_names,
    rows_of_file,
    rows_of_text,
)
from knowledge.models import Document, DocumentVersion
from knowledge.workbench.forms import AskedByFields

MOST_FILE_BYTES = 2 * 1024 * 1024
ROWS = 3
NOTHING = ":none"  # no file is called so


class EvaluationForm(AskedByFields):
    pasted = forms.CharField(
        label="Questions, one a line",
        required=False,
        strip=False,  # or errors would count the lines from the first that is not empty
        max_length=MOST_FILE_BYTES,
        widget=forms.Textarea(attrs={"rows": 6, "placeholder": EXAMPLE}),
        help_text="Question | document | page. The document by its title or its file’s name; none if no document "
        "answers it. Rows copied from a spreadsheet may be pasted as they are.",
    )
    file = forms.FileField(
        label="Or a file",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt,.jsonl,.json"}),
        help_text="CSV or Excel with the columns question, document and page.",
    )
    k = forms.IntegerField(
        label="How far down counts",
        min_value=1,
        max_value=20,
        initial=5,
        help_text="A miss if the right page is not among so many passages.",
    )
    include_unpublished = forms.BooleanField(label="Look into unpublished documents as well", required=False)

    def clean_file(self) -> list[Row | None]:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is None:
            return []
        if file.size > MOST_FILE_BYTES:
            raise forms.ValidationError("The file is larger than 2 MB. Divide it.")
        try:
            return rows_of_file(file.read())
        except ListRefused as refused:
            raise forms.ValidationError(str(refused)) from refused

    def lines(self) -> list[str]:
        """Return what was typed and what the file holds, as evaluate.py reads it; raises BadQuestions."""
        return as_lines([*rows_of_text(self.cleaned_data["pasted"]), *self.cleaned_data["file"]], known_names())


class QuestionRow(forms.Form):
    """One question and where its answer stands."""

    question = forms.CharField(label="Question", required=False, max_length=500)
    document = forms.ChoiceField(label="Right document", required=False)
    page = forms.IntegerField(label="Page", required=False, min_value=1, max_value=100_000)

    def __init__(self, *args: object, titles: Mapping[str, str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question"].label = self.place
        self.fields["document"].choices = [
            ("", "Choose"),
            (NOTHING, "None answers it"),
            *((name, f"{title} ({name})") for name, title in titles.items()),
        ]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        question, document = cleaned.get("question"), cleaned.get("document")
        if document and not question:
            self.add_error("question", "Write the question whose answer stands there.")
        if question and document == "":
            self.add_error("document", "Choose the document that answers it, or “None answers it”.")
        if question and document and document != NOTHING and not cleaned.get("page"):
            self.add_error("page", "Say on which page.")
        return cleaned

    @property
    def place(self) -> str:
        """Return what the page calls the row: they are counted as they stand there."""
        return f"Question {int(self.prefix.rpartition('-')[2]) + 1}"

    def lines(self) -> list[str]:
        told = self.cleaned_data
        if not told.get("question"):
            return []
        gold = [] if told["document"] == NOTHING else [{"document": told["document"], "page": told["page"]}]
        return [json.dumps({"question": told["question"], "gold": gold, "place": self.place}, ensure_ascii=False)]


def question_rows(posted: QueryDict | None = None) -> BaseFormSet:
    """Return a few rows to fill in by hand."""
    ready = DocumentVersion.objects.filter(status=DocumentVersion.Status.READY, document__in=Document.objects.kept())
    # What was replaced is found by nobody any more; what is not published, by who looks into that as well.
    is_replaced = Q(document__published_version__isnull=False, number__lt=F("document__published_version__number"))
    findable = ready.filter(~is_replaced).order_by("document__title", "number")
    titles = dict(findable.values_list("file_name", "document__title"))
    rows = formset_factory(QuestionRow, extra=ROWS, max_num=50)
    return rows(posted, prefix="row", form_kwargs={"titles": titles})
