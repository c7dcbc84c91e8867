"""What chat gives to HR's pages: an answer tried out, of one document or of all, and how often one has answered."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe
from redis.exceptions import RedisError

from benefits.audience import audience_words, class_labels, meant_for_just, somebody_of
from chat.forms import AskDocumentForm
from chat.pipeline.limits import TooMany, count_question
from chat.pipeline.scope import Scope
from chat.tasks import queue_trial
from chat.trial import ShownTrial, Wanted, begin, fail, look, wanted
from chat.usage import FEWEST_PEOPLE, fewest_askers, usage_of
from knowledge.models import Document
from knowledge.workbench.forms import SearchForm
from knowledge.workbench.rows import missing_words
from tenants.access import hr_required
from tenants.clock import day_in_words, today

NOT_NOW = "Nothing can be tried right now. Try again in a minute, or tell your administrator."


@dataclass(frozen=True)
class _Versions:
    """What there is of a document to be asked."""

    published: int | None
    newest: int | None
    is_newest_whole: bool  # False: only its text can be found so far
    missing: str  # pages of the newest whose text in pictures could not be read

    @property
    def has_choice(self) -> bool:
        return self.published is not None and self.newest != self.published


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_document(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The form, and once it is sent the question at work: a worker answers, for a model takes its time and costs."""
    document = get_object_or_404(Document.objects.kept(), pk=pk)
    versions = _versions_of(document)
    asker = _asker_of(document)
    first = {"on_date": asker.day.isoformat(), **asdict(asker.audience), "version": AskDocumentForm.NEWEST}
    form = AskDocumentForm(
        {**first, **request.POST.dict()} if request.method == "POST" else None,
        day=asker.day,
        has_choice=versions.has_choice,
        initial={**first, **request.GET.dict()},
    )
    context: dict[str, object] = {"document": document, "form": form, "is_searchable": versions.newest is not None}
    if form.is_bound and form.is_valid():
        is_newest = form.cleaned_data.get("version", AskDocumentForm.NEWEST) == AskDocumentForm.NEWEST
        scope = Scope(
            form.cleaned_data["on_date"] or asker.day,
            form.audience(),
            document_ids=(document.pk,),
            include_unpublished=is_newest,
            is_trial=True,
        )
        number = versions.newest if is_newest else versions.published
        reasons = _why_employees_do_not(document, scope, number, versions)
        context["shown"] = _begun(request, form, wanted(form.cleaned_data["q"], scope, number, reasons))
    template = "chat/_document_ask.html" if request.htmx else "chat/document_ask.html"
    return render(request, template, context)


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def try_question(request: HttpRequest) -> HttpResponse:
    """What somebody would be answered now, from all that is published; asked only when somebody says so."""
    day = today()
    asked = request.POST if request.method == "POST" else request.GET
    form = SearchForm({"on_date": day.isoformat(), **asked.dict()}, day=day)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        scope = Scope(form.cleaned_data["on_date"] or day, form.audience(), is_trial=True)
        context["shown"] = _begun(request, form, wanted(form.cleaned_data["q"], scope))
    template = "chat/_question_try.html" if request.htmx else "chat/question_try.html"
    return render(request, template, context)


@hr_required
@require_safe
def document_usage(request: HttpRequest, pk: UUID) -> HttpResponse:
    document = get_object_or_404(Document.objects.kept(), pk=pk)
    context = {
        "document": document,
        "usage": usage_of(document),
        "fewest_askers": fewest_askers(document),
        "fewest_people": FEWEST_PEOPLE,
    }
    template = "chat/_document_usage.html" if request.htmx else "chat/document_usage.html"
    return render(request, template, context)


def _begun(request: HttpRequest, form: SearchForm, wished: Wanted) -> ShownTrial | None:
    """Hand the question to the workers and return how far it is; what is wrong is added to the form."""
    try:
        # A model in use answers a trial as well, and costs as much: the pace is that of a person who asks.
        count_question(request.user)
        key = begin(wished, by=request.user)
        if not queue_trial(request.user.pk, key):
            fail(key, by=request.user)
        return look(key, by=request.user)
    except TooMany as refusal:
        form.add_error("q", str(refusal))
    except RedisError:
        form.add_error("q", NOT_NOW)
    return None


def _versions_of(document: Document) -> _Versions:
    newest = document.versions.searchable().order_by("-number").first()
    return _Versions(
        published=document.published_version.number if document.published_version else None,
        newest=newest.number if newest else None,
        is_newest_whole=newest is not None and newest.is_ready,
        missing=missing_words(newest) if newest else "",
    )


def _asker_of(document: Document) -> Scope:
    """Return somebody who finds the document: one of those it is meant for, on a day on which it is in force."""
    day = today()
    ended = document.effective_to is not None and document.effective_to < day
    return Scope(document.effective_to if ended else day, somebody_of(document.meant_for))


def _why_employees_do_not(document: Document, scope: Scope, number: int | None, versions: _Versions) -> list[str]:
    """Return why people in the scope's place would not get this answer today."""
    reasons = []
    if number == versions.newest and versions.missing:
        reasons.append(f"Text in pictures on {versions.missing} could not be read: what it says is in no answer.")
    elif number == versions.newest and not versions.is_newest_whole:
        reasons.append("Pictures of text in it are still being read: what they say is not in this answer yet.")
    if versions.published is None:
        reasons.append("Employees do not get this yet: the document is not published.")
    elif number != versions.published:
        reasons.append(f"Employees do not get this yet: they are answered from version {versions.published}.")
    kept = Document.objects.filter(pk=document.pk)
    if not kept.for_audience(scope.audience).exists():
        labels = class_labels()
        who = audience_words(meant_for_just(scope.audience), labels) or "somebody of whom nothing is known"
        reasons.append(f"It is meant for {audience_words(document.meant_for, labels)}: {who} gets nothing from it.")
    elif not kept.in_force_for(scope.audience, scope.day).exists():
        reasons.append(
            f"It is not in force on {day_in_words(scope.day)}: its time is over, or another document stands in its "
            "place for these people. Nothing is answered from it."
        )
    elif scope.day != today() and not kept.in_force_for(scope.audience, today()).exists():
        reasons.append("It is not in force today: nobody is answered from it any more.")
    return reasons
