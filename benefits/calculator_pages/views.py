from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from benefits.calculator_pages.pages import BY_SLUG, PAGES, PLAN_PAGES
from benefits.calculators.result import Result
from benefits.calculators.words import say
from tenants.access import member_required
from tenants.events import Kind, track


@dataclass(frozen=True)
class Figure:
    name: str | Promise
    value: str


@dataclass(frozen=True)
class Answered:
    """A result as its page shows it."""

    result: Result
    figures: tuple[Figure, ...]

    @classmethod
    def of(cls, names: Mapping[str, str | Promise], result: Result) -> "Answered":
        told = {one.key: say(one.value) for one in result.amounts}
        return cls(result, tuple(Figure(name, told[key]) for key, name in names.items() if key in told))

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        return [(str(line.label), str(line.formula), say(line.value)) for line in self.result.lines]


@member_required
@require_safe
def calculator_list(request: HttpRequest) -> HttpResponse:
    return render(request, "benefits/calculators/list.html", {"pages": PAGES, "plan_pages": PLAN_PAGES})


@member_required
@require_safe
def calculator(request: HttpRequest, slug: str) -> HttpResponse:
    """One calculator. What is asked stands in the address, so it can be printed, sent on and gone back to."""
    page = BY_SLUG.get(slug)
    if page is None:
        raise Http404
    is_asked = bool(request.GET)
    form = page.form(request.GET if is_asked else None)
    answered = None
    if is_asked and form.is_valid():
        asked = {**form.cleaned_data, "class_code": request.user.audience.class_code}
        answered = Answered.of(page.figures, page.reckon(asked))
        track(Kind.USER_ACTION, f"reckon:{slug}", person=request.user)
    context = {"page": page, "form": form, "answered": answered}
    return render(request, "benefits/calculators/page.html", context, status=422 if is_asked and form.errors else 200)
