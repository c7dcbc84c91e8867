from dataclasses import asdict
from datetime import date

from django import forms

from benefits.audience import state_name
from chat.announcements.links import PAGES, wrong_links
from chat.announcements.write import Draft
from chat.models import ANNOUNCEMENT_LIMIT, ANNOUNCEMENT_MOST_DAYS, ANNOUNCEMENT_TITLE_LIMIT, Announcement
from knowledge.models import Document
from knowledge.workbench.forms import FactFields


class AnnouncementForm(FactFields):
    title = forms.CharField(
        label="Title",
        max_length=ANNOUNCEMENT_TITLE_LIMIT,
        help_text="What employees read first, for example: Open enrollment ends on December 4.",
        error_messages={"required": "Write a title."},
    )
    text = forms.CharField(
        label="Text",
        widget=forms.Textarea(attrs={"rows": 7}),
        max_length=ANNOUNCEMENT_LIMIT,
        help_text="A few plain paragraphs. Lists and **bold** are fine. A link leads to a page of this assistant and "
        "is written so: [compare the plans](/plans/compare/). Pictures and other pages are not shown.",
        error_messages={"required": "Write the text."},
    )
    title_es = forms.CharField(
        label="Title in Spanish",
        required=False,
        max_length=ANNOUNCEMENT_TITLE_LIMIT,
        help_text="Without Spanish, who reads the assistant in Spanish gets the English text.",
    )
    text_es = forms.CharField(
        label="Text in Spanish",
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        max_length=ANNOUNCEMENT_LIMIT,
    )
    page = forms.ChoiceField(label="Leads to this page", required=False)
    document = forms.ModelChoiceField(
        Document.objects.none(),
        label="Leads to this document",
        required=False,
        empty_label="No document",
        help_text="Whom the document is not for, or after its last day, gets the announcement without this link.",
    )
    show_again = forms.BooleanField(
        label="Show it again to those who have put it away",
        required=False,
        help_text="Tick this if something has changed that everybody should read.",
    )
    number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = (
        *("title", "text", "title_es", "text_es", "effective_from", "effective_to"),
        *("audience", "work_states", "hours", "page", "document", "show_again"),
    )

    def __init__(self, *args: object, row: Announcement | None = None, day: date, **kwargs: object) -> None:
        first = _told(row) if row else {"effective_from": day}
        kwargs["initial"] = first | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.day = day
        for name in ("knowledge_base", "kind", "plan_year", "language"):
            del self.fields[name]
        if row is None:
            del self.fields["show_again"]
        first_day, last_day = self.fields["effective_from"], self.fields["effective_to"]
        first_day.label, last_day.label = "Shown from", "Shown until"
        first_day.required = last_day.required = True
        first_day.error_messages["required"] = "Choose the first day on which employees see it."
        last_day.error_messages["required"] = "Choose the last day on which employees see it."
        last_day.help_text = "The last day on which employees see it, at most a year after the first."
        self.fields["page"].choices = [("", "No page"), *((name, str(page.label)) for name, page in PAGES.items())]
        self._offer_documents(row, day)
        if "audience" in self.fields:
            self.fields["audience"].help_text = "Tick nothing if it is for every class."

    def _offer_documents(self, row: Announcement | None, day: date) -> None:
        """Offer those that employees may read, and the row's own: else saving a typo would take its link away."""
        readable = set(Document.objects.published().in_force(day).values_list("pk", flat=True))
        field = self.fields["document"]
        field.queryset = Document.objects.filter(pk__in=readable | ({row.document_id} if row else set()) - {None})
        field.label_from_instance = lambda one: (
            str(one) if one.pk in readable else f"{one} (withdrawn or over: shown without this link)"
        )

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_title_es(self) -> str:
        return " ".join(self.cleaned_data["title_es"].split())

    def clean_text(self) -> str:
        return _checked(self.cleaned_data["text"])

    def clean_text_es(self) -> str:
        return _checked(self.cleaned_data["text_es"])

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        first, last = cleaned.get("effective_from"), cleaned.get("effective_to")
        if last and last < self.day:
            self.add_error("effective_to", "This day is over. Choose today or a later one.")
        elif first and last and (last - first).days >= ANNOUNCEMENT_MOST_DAYS:
            self.add_error("effective_to", "That is more than a year. Choose a day nearer to the first one.")
        if cleaned.get("text_es") and not cleaned.get("title_es") and "title_es" not in self.errors:
            self.add_error("title_es", "Write the title in Spanish too, or take the Spanish text out.")
        if cleaned.get("title_es") and not cleaned.get("text_es") and "text_es" not in self.errors:
            self.add_error("text_es", "Write the text in Spanish too, or take the Spanish title out.")
        return cleaned

    def draft(self) -> Draft:
        told = self.cleaned_data
        return Draft(
            title=told["title"],
            text=told["text"],
            title_es=told["title_es"],
            text_es=told["text_es"],
            first_day=told["effective_from"],
            last_day=told["effective_to"],
            meant_for=self.meant_for(),
            page=told["page"],
            document=told["document"],
        )


def _checked(text: str) -> str:
    """Return the text with the line ends of our own; raises ValidationError if a link leads elsewhere."""
    wrong = wrong_links(text)
    if wrong:
        raise forms.ValidationError(
            f"“{wrong[0][:80]}” is no page that all employees can open here. Begin the address with a slash, as in "
            "[compare the plans](/plans/compare/), or write it without a link."
        )
    return text.replace("\r\n", "\n").strip()


def _told(row: Announcement) -> dict[str, object]:
    meant_for = asdict(row.meant_for)
    return {
        "title": row.title,
        "text": row.text,
        "title_es": row.title_es,
        "text_es": row.text_es,
        "effective_from": row.first_day,
        "effective_to": row.last_day,
        "audience": list(meant_for["classes"]),
        "work_states": ", ".join(map(state_name, row.work_states)),
        "hours": row.hours,
        "page": row.page,
        "document": row.document_id,
        "number": row.number,
    }
