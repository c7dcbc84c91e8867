"""HR writes a test question here; what the form cannot say is written in a file (chat/evaluation/questions.py)."""

import json
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from chat.evaluation.questions import TOLERANCE
from chat.models import QUESTION_LIMIT, TestQuestion
from knowledge.models import Document, DocumentVersion
from knowledge.workbench.forms import AskedByFields, DateInput

ANSWERS, NOT_KNOWN, HANDS_OVER, REFUSES = "answers", "not_known", "hands_over", "refuses"
MOST_FILE_BYTES = 2 * 1024 * 1024
_LISTS = {"figures": "figures", "contains": "contains", "lacks": "lacks"}
# What the form shows; everything else that a file has said stays as it is.
_SHOWN = {*_LISTS, TOLERANCE, "cites", NOT_KNOWN, HANDS_OVER}


class TestQuestionForm(AskedByFields):
    __test__ = False

    question = forms.CharField(
        label="Question",
        max_length=QUESTION_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="As an employee would ask it.",
    )
    day = forms.DateField(
        label="As on the day",
        required=False,
        widget=DateInput(),
        help_text="Leave it empty to ask as on the day of each run.",
    )
    kind = forms.ChoiceField(
        label="The assistant must",
        choices=[
            (ANSWERS, "Answer it"),
            (NOT_KNOWN, "Say that no document tells it"),
            (HANDS_OVER, "Say whom to ask instead"),
            (REFUSES, "Leave the answer to somebody else, whatever the reason"),
        ],
    )
    figures = forms.CharField(
        label="Figures it must say, one a line",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": "$1,500\n30 days\n2027-03-31"}),
        help_text="Amounts, percentages, dates and numbers with their unit, however the answer writes them.",
    )
    tolerance = forms.DecimalField(
        label="How far off a figure may be",
        required=False,
        min_value=0,
        max_value=999_999,
        help_text="In the figure’s own unit; empty for not at all. Dates must be exact.",
    )
    contains = forms.CharField(
        label="Words it must say, one a line", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    lacks = forms.CharField(
        label="What it must not show, one a line",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Neither in the answer nor in what it quotes: another plan’s price, say.",
    )
    document = forms.ChoiceField(label="Document it must cite", required=False)
    page = forms.IntegerField(label="Page", required=False, min_value=1, max_value=100_000)
    is_critical = forms.BooleanField(
        label="Critical: if it is newly answered wrongly, nothing is published", required=False
    )
    is_active = forms.BooleanField(label="Ask it in every run", required=False, initial=True)
    name = forms.CharField(label="Short name", required=False, max_length=120)
    field_order = ("question", "name", "class_code", "work_state", "hours", "day")

    def __init__(self, *args: object, row: TestQuestion | None = None, **kwargs: object) -> None:
        super().__init__(*args, initial=_initial(row) if row else None, **kwargs)
        self._row = row
        files = DocumentVersion.objects.filter(document__in=Document.objects.kept()).order_by("document__title")
        titles = dict(files.values_list("file_name", "document__title"))
        named = [(name, f"{title} ({name})") for name, title in titles.items()]
        cited = self.initial.get("document")
        if cited and cited not in titles:
            named.append((cited, f"{cited} (not here any more)"))
        self.fields["document"].choices = [("", "Any"), *named]

    @property
    def further(self) -> str:
        """What a file has asked for besides, as it is written there."""
        rest = {kind: value for kind, value in self._expected().items() if kind not in _SHOWN}
        return json.dumps(rest, ensure_ascii=False) if rest else ""

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        if cleaned.get("page") and not cleaned.get("document"):
            self.add_error("document", "Choose the document whose page that is.")
        if cleaned.get("tolerance") and not cleaned.get("figures"):
            self.add_error("figures", "Write the figure that may be off by so much.")
        if not self.errors and not self.expect():
            self.add_error("figures", "Say what the answer must be: a figure, words, a document, or none at all.")
        return cleaned

    def expect(self) -> dict[str, Any]:
        """Return what was asked for, as a file writes it."""
        told = self.cleaned_data
        found = {kind: value for kind, value in self._expected().items() if kind not in _SHOWN}
        if told["kind"] != REFUSES:
            found.pop("refuses", None)
        found |= {kind: _lines(told[name]) for kind, name in _LISTS.items() if _lines(told[name])}
        if told.get("tolerance"):
            found[TOLERANCE] = float(told["tolerance"])
        if told["document"]:
            place = {"document": told["document"]} | ({"page": told["page"]} if told["page"] else {})
            before = self._expected().get("cites", [])
            found["cites"] = before if before[:1] == [place] else [place]
        if told["kind"] in (NOT_KNOWN, HANDS_OVER):
            found[told["kind"]] = True
        elif told["kind"] == REFUSES:
            found.setdefault("refuses", "any")
        return found

    def _expected(self) -> dict[str, Any]:
        return self._row.expect if self._row else {}


class QuestionFileForm(forms.Form):
    file = forms.FileField(
        label="File of questions",
        widget=forms.FileInput(attrs={"accept": ".jsonl,.json,.txt"}),
        help_text="One question a line, as “Download all” writes them. A line that cannot be used is named, and then "
        "nothing of the file is kept.",
    )

    def clean_file(self) -> list[str]:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size > MOST_FILE_BYTES:
            raise forms.ValidationError("The file is larger than 2 MB. Divide it.")
        try:
            return file.read().decode("utf-8-sig").split("\n")
        except UnicodeDecodeError as error:
            raise forms.ValidationError("The file is no text in UTF-8. Save it as UTF-8 and try again.") from error


class OverrideForm(forms.Form):
    reason = forms.CharField(
        label="Why it is done all the same",
        min_length=10,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kept in the audit, with your name.",
    )


def _initial(row: TestQuestion) -> dict[str, object]:
    expect = row.expect
    cited = next(iter(expect.get("cites", [])), {})
    ends = {NOT_KNOWN: expect.get("not_known"), HANDS_OVER: expect.get("hands_over"), REFUSES: expect.get("refuses")}
    return {
        "question": row.question,
        "name": row.name,
        "class_code": row.class_code,
        "work_state": row.work_state,
        "hours": row.hours,
        "day": row.day,
        "kind": next((kind for kind, is_wanted in ends.items() if is_wanted), ANSWERS),
        "tolerance": expect.get(TOLERANCE),
        "document": cited.get("document", ""),
        "page": cited.get("page"),
        "is_critical": row.is_critical,
        "is_active": row.is_active,
        **{name: "\n".join(_listed(expect.get(kind, []))) for kind, name in _LISTS.items()},
    }


def _listed(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
