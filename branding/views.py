import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from branding.contrast import report_colours
from branding.forms import ColoursForm, QuestionsForm
from branding.held import brand_or_new
from branding.house import current_house
from branding.look import change_questions
from branding.pictures.served import FOR_EVER
from tenants.access import anonymous_allowed, hr_admin_required, hr_required
from tenants.form_pages import sent

THEME_VERSION = re.compile(r"[0-9a-f]{1,32}", re.ASCII)


@anonymous_allowed
@require_safe
def theme(request: HttpRequest, version: str) -> HttpResponse:
    """The client's colours and typeface. The address is made of the text, so browsers keep it for ever.

    At any other address it is the look of now, which nobody may keep: a page may be older than the last save, and an
    address that somebody made up must not fill a cache with it.
    """
    shown = current_house().theme
    if shown is None or not THEME_VERSION.fullmatch(version):
        raise Http404
    response = HttpResponse(shown.css, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = FOR_EVER if version == shown.version else "no-cache"
    response["ETag"] = f'"{shown.version}"'
    patch_vary_headers(response, ["Host"])
    return get_conditional_response(request, etag=response["ETag"], response=response)


@hr_required
@require_safe
def company(request: HttpRequest) -> HttpResponse:
    """What the menu calls "Company": its first page that this person may open."""
    return redirect("branding:look" if request.user.role == User.Role.HR_ADMIN else "branding:questions")


@hr_admin_required
@require_safe
def colours(request: HttpRequest) -> HttpResponse:
    """What would become of two colours that are being chosen."""
    form = ColoursForm(request.GET)
    if not form.is_valid():
        raise Http404
    return render(
        request,
        "branding/_colours.html",
        {"colours": report_colours(form.cleaned_data["primary_colour"], form.cleaned_data["secondary_colour"])},
    )


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest) -> HttpResponse:
    brand = brand_or_new()
    form = QuestionsForm(sent(request)[0], brand=brand)
    if request.method == "POST" and form.is_valid():
        change_questions(form.questions(), by=request.user)
        messages.success(request, "Saved. Employees see these questions on their first page.")
        return redirect("branding:questions")
    context = {"form": form, "has_questions": bool(brand.suggested_questions)}
    return render(request, "branding/questions.html", context, status=422 if form.errors else 200)
