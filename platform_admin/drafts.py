"""A new client, said step by step: kept as it is typed, checked as a whole when the client is made."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django import forms
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.choices import flatten_choices
from django.utils.datastructures import MultiValueDict

from accounts.models import User
from branding.forms import STORED
from chat.forms import KeepingForm
from chat.models import USUALLY_KEPT_DAYS
from platform_admin.copy_setup import Part, look_of
from platform_admin.draft_forms import DraftLookForm, FrameForm, TemplateForm
from platform_admin.forms import NewClientForm
from platform_admin.models import ClientDraft
from platform_admin.provision import register_client
from tenants.clock import day_in_words
from tenants.models import Client

STEPS = {
    "company": "Company and owner",
    "template": "Copy from another client",
    "frame": "Plan year, classes and plans",
    "look": "Name and look",
    "keeping": "Conversations",
}
# Nothing that belongs into one of the fields is as long.
_MOST_LETTERS = 20_000


class StepRefused(ValueError):
    """The client cannot be made: this step has something that cannot be used."""

    def __init__(self, step: str) -> None:
        super().__init__(f"{STEPS[step]} has something that cannot be used.")
        self.step = step


@dataclass(frozen=True)
class Summary:
    """What was said in one step, as label and words; none: what usually is holds."""

    step: str
    title: str
    told: tuple[tuple[str, str], ...]
    is_refused: bool


class DraftIsMade(ValueError):
    """The draft has become a client meanwhile; `draft.client` is it."""


def keep_answers(draft: ClientDraft, step: str, sent: QueryDict, files: MultiValueDict | None = None) -> forms.Form:
    """Store what was sent in this step, whether it can be used or not, and return its form, checked.

    One after the other: whoever sends at the same moment adds to the draft and takes nothing from it. Raises
    DraftIsMade, and ClientDraft.DoesNotExist if it was discarded.
    """
    with transaction.atomic():
        draft.refresh_from_db(from_queryset=ClientDraft.objects.select_for_update())
        if draft.client_id is not None:
            raise DraftIsMade(str(draft))
        return _keep(draft, step, sent, files)


def _keep(draft: ClientDraft, step: str, sent: QueryDict, files: MultiValueDict | None) -> forms.Form:
    names = [name for name in step_form(draft, step, empty=True).fields if name in sent]
    # JSON in PostgreSQL takes no NUL.
    texts = {name: [text.replace("\0", "")[:_MOST_LETTERS] for text in sent.getlist(name)] for name in names}
    draft.answers = {**draft.answers, step: texts}
    form = step_form(draft, step, sent=sent, files=files)
    if form.is_valid() and step == "look":
        if form.cleaned_data["logo"]:
            draft.logo = form.cleaned_data["logo"]
        elif form.cleaned_data.get("remove_logo"):
            draft.logo = b""
        draft.answers[step].pop("remove_logo", None)
    draft.changed_at = timezone.now()
    draft.save()
    return form


def step_form(
    draft: ClientDraft,
    step: str,
    *,
    sent: QueryDict | None = None,
    files: MultiValueDict | None = None,
    empty: bool = False,
) -> forms.Form:
    """Return the step's form with what is sent now, or was answered; an empty one if nothing was, or if asked for."""
    answers = draft.answers.get(step)
    told = sent or (None if answers is None or empty else _as_sent(answers))
    if step == "company":
        return NewClientForm(told)
    if step == "template":
        return TemplateForm(told)
    if step == "frame":
        return FrameForm(told)
    if step == "keeping":
        return KeepingForm(told, initial={"days": USUALLY_KEPT_DAYS})
    return DraftLookForm(
        told,
        files,
        client_name=draft.name.strip(),
        look={} if empty else _template_look(draft),
        has_logo=bool(draft.logo),
    )


def summaries(draft: ClientDraft) -> list[Summary]:
    return [_summary(draft, step) for step in STEPS]


def make_client(draft: ClientDraft, *, by: User) -> Client:
    """Register the client that the draft tells of, once: pressed twice, the same client is returned.

    Raises StepRefused for the first step that cannot be used, SubdomainRefused to the loser of a race, and
    ClientDraft.DoesNotExist if it was discarded.
    """
    with transaction.atomic():
        held = ClientDraft.objects.select_for_update().get(pk=draft.pk)
        if held.client_id is not None:
            return Client.objects.get(pk=held.client_id)
        told = {step: step_form(held, step) for step in STEPS if step in held.answers or step == "company"}
        for step, form in told.items():
            if not form.is_valid():
                raise StepRefused(step)
        held.wishes, held.template = _wishes(told), _template(told)
        return register_client(replace(told["company"].new_client(), draft=held), by=by)


def _wishes(told: Mapping[str, forms.Form]) -> dict[str, object]:
    wishes: dict[str, object] = {}
    if "template" in told:
        wishes["parts"] = told["template"].cleaned_data["parts"]
    if "frame" in told:
        wishes |= {"year": told["frame"].year(), "classes": told["frame"].cleaned_data["classes"]}
        if plans := told["frame"].cleaned_data["plans"]:
            # The version that was in use when the client was made, whatever becomes of the template.
            wishes["plans"] = str(plans.newest.pk)
    if "look" in told:
        wishes["look"] = {name: told["look"].cleaned_data[name] for name in STORED}
    if "keeping" in told:
        wishes["kept_days"] = told["keeping"].cleaned_data["days"]
    return wishes


def _template(told: Mapping[str, forms.Form]) -> Client | None:
    return told["template"].cleaned_data["template"] if "template" in told else None


def _template_look(draft: ClientDraft) -> dict[str, object]:
    """Return the look of the client to be copied, if that is wanted: what the form begins with."""
    form = step_form(draft, "template")
    if not form.is_bound or not form.is_valid():
        return {}
    template = form.cleaned_data["template"]
    if template is None or Part.LOOK not in form.cleaned_data["parts"]:
        return {}
    return {name: value for name, value in look_of(template.ref()).items() if name in STORED}


def _summary(draft: ClientDraft, step: str) -> Summary:
    form = step_form(draft, step)
    if not form.is_bound:
        return Summary(step, STEPS[step], (), is_refused=step == "company")
    told = tuple((str(field.label), _in_words(field)) for field in form if _in_words(field))
    if step == "look" and draft.logo:
        told += (("Logo", "Chosen"),)
    return Summary(step, STEPS[step], told, is_refused=not form.is_valid())


def _in_words(field: forms.BoundField) -> str:
    value = field.value()
    if not value or field.widget_type in ("file", "clearablefile"):
        return ""
    if isinstance(field.field, forms.DateField):
        return _day_in_words(field.field, value)
    choices = {str(key): str(label) for key, label in flatten_choices(getattr(field.field, "choices", ()))}
    values = value if isinstance(value, list) else [value]
    return ", ".join(choices.get(str(one), str(one)) for one in values)


def _day_in_words(field: forms.DateField, value: str) -> str:
    try:
        return day_in_words(field.to_python(value))
    except forms.ValidationError:
        return value  # as it was typed; the summary says that it cannot be used


def _as_sent(answers: Mapping[str, list[str]]) -> QueryDict:
    sent = QueryDict(mutable=True)
    for name, texts in answers.items():
        sent.setlist(name, texts)
    return sent
