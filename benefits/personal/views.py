"""The page "What the assistant uses about you", and what a person changes on it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from benefits.audience import class_labels, hours_word, state_name
from benefits.models import ToldFact, ToldKind
from benefits.personal.context import forget_facts, keep_fact, told_facts, use_fact
from benefits.personal.forms import CoverageForm, HiredForm
from benefits.personal.words import value_in_words
from tenants.access import member_required
from tenants.context import current_client

Form = CoverageForm | HiredForm


@dataclass(frozen=True)
class Item:
    """One thing that is used. `kind` is "" for what only the employer's list says; `form` keeps or corrects it."""

    title: str
    value: str  # "" where it is not known
    comes_from: str
    used_for: str
    kind: str = ""
    fact: ToldFact | None = None
    form: Form | None = None


@member_required
@require_safe
def used_about_you(request: HttpRequest) -> HttpResponse:
    return _page(request, {})


@member_required
@require_POST
def keep_told(request: HttpRequest) -> HttpResponse:
    """Keep what the person tells, once they have agreed to it."""
    form = _forms(request, data=True).get(request.POST.get("kind", ""))
    if form is None:
        return _unknown(request)
    if not form.is_valid():
        return _page(request, {form.kind: form}, status=422)
    keep_fact(request.user, form.kind, form.value(), now=timezone.now())
    messages.success(request, _("Kept. It is used from your next question on."))
    return redirect("benefits:used_about_you")


@member_required
@require_POST
def use_told(request: HttpRequest) -> HttpResponse:
    """Stop going by what was told, or go by it again."""
    kind, is_used = request.POST.get("kind", ""), request.POST.get("is_used") == "on"
    if kind not in ToldKind.values or not use_fact(request.user, kind, is_used=is_used):
        return _unknown(request)
    messages.success(request, _("It is used again.") if is_used else _("It is used no longer. It is still kept."))
    return redirect("benefits:used_about_you")


@member_required
@require_POST
def forget_told(request: HttpRequest) -> HttpResponse:
    """Erase one thing that was told, or with no kind all of it."""
    kind = request.POST.get("kind", "")
    if kind not in ("", *ToldKind.values):
        return _unknown(request)
    forget_facts(request.user, [kind] if kind else ToldKind.values, now=timezone.now())
    if current_client().is_held:
        told = _("It is used no longer and shown nowhere. It is erased when the legal hold of your company ends.")
    else:
        told = _("Forgotten.")
    messages.success(request, told)
    return redirect("benefits:used_about_you")


def _unknown(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("This is not there any more. Look at the list again."))
    return redirect("benefits:used_about_you")


def _page(request: HttpRequest, wrong: dict[str, Form], status: int = 200) -> HttpResponse:
    facts, forms = told_facts(request.user), _forms(request) | wrong
    context = {
        "listed": _listed(request.user),
        "told": [_coverage(request.user, facts, forms), _hired(request.user, facts, forms)],
        "has_told": bool(facts),
    }
    return render(request, "benefits/personal/uses.html", context, status=status)


def _forms(request: HttpRequest, *, data: bool = False) -> dict[str, Form]:
    """Return the forms by the kind of what they keep; ids of fields are told apart by it."""
    given = request.POST if data else None
    return {
        ToldKind.COVERAGE: CoverageForm(given, auto_id="coverage-%s"),
        ToldKind.HIRED: HiredForm(given, person=request.user, auto_id="hired-%s"),
    }


def _listed(person: User) -> list[Item]:
    language, known = translation.get_language(), person.audience
    comes_from = _("From your employer’s list")
    documents = _("Decides which documents, plans and prices are for you.")
    return [
        Item(
            _("Benefit class"),
            class_labels(language).get(known.class_code, known.class_code),
            comes_from,
            documents,
        ),
        Item(
            _("State you work in"), state_name(known.work_state), comes_from, _("Decides which documents are for you.")
        ),
        Item(
            _("Working time"),
            hours_word(known.hours, language).capitalize(),
            comes_from,
            _("Decides which documents are for you."),
        ),
    ]


def _coverage(person: User, facts: dict[str, ToldFact], forms: dict[str, Form]) -> Item:
    fact = facts.get(ToldKind.COVERAGE)
    return Item(
        _("Coverage for"),
        value_in_words(fact, person) if fact else "",
        _("Told by you"),
        _("Prices, bills and years of care in answers and on pages of plans. What you say in a question goes first."),
        ToldKind.COVERAGE,
        fact,
        forms[ToldKind.COVERAGE],
    )


def _hired(person: User, facts: dict[str, ToldFact], forms: dict[str, Form]) -> Item:
    fact = facts.get(ToldKind.HIRED)
    is_listed = person.hire_date is not None and not (fact and fact.value)
    listed = date_format(person.hire_date) if person.hire_date else ""
    return Item(
        _("First day at work"),
        value_in_words(fact, person) if fact else listed,
        _("From your employer’s list") if is_listed else _("Told by you"),
        _("When coverage begins, what of the employer’s money is yours, and time off by years of service."),
        ToldKind.HIRED,
        fact,
        forms[ToldKind.HIRED],
    )
