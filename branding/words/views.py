"""The page on which HR writes what the house says."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from branding.house import current_house
from branding.models import WordsVersion
from branding.words.fill import WordsRefused, check, tidy
from branding.words.forms import WordsForm, name_of, shown
from branding.words.spoken import ADDRESS, TONE, Spoken
from branding.words.texts import BY_KEY, LANGUAGES
from branding.words.write import ChangedMeanwhile, bring_back, last_number, write
from tenants.access import hr_admin_required
from tenants.form_pages import sent

VERSIONS_SHOWN = 10


@hr_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest) -> HttpResponse:
    spoken, number = current_house().words, last_number()
    data = sent(request)[0]
    if data is not None and data.get("ours"):
        data = data.copy()
        data[data["ours"]] = ""
    form = WordsForm(data, spoken=spoken, base=number)
    if data is None or not form.is_valid():
        return _page(request, form)
    base = form.cleaned_data["base"]
    try:
        is_changed = write(form.words(), base=number if base is None else base, by=request.user)
    except ChangedMeanwhile as changed:
        form.data = form.data.copy()
        form.data["base"] = str(last_number())
        form.say_changed(changed.names)
        return _page(request, form)
    if is_changed:
        messages.success(request, "Saved. It is said so from now on.")
    else:
        messages.info(request, "Nothing was changed.")
    return redirect("branding:words")


@hr_admin_required
@require_safe
def words_try(request: HttpRequest) -> HttpResponse:
    """How one text would be shown, while it is typed."""
    spoken = current_house().words
    manner = {name: request.GET.get(name, "") for name in (TONE, ADDRESS)}
    tried = Spoken(manner, spoken.values)
    for key, text in BY_KEY.items():
        for language in LANGUAGES:
            name = name_of(key, language)
            typed = request.GET.get(name)
            if typed is None:
                continue
            try:
                if tidy(typed):
                    check(tidy(typed), text, spoken.values)
            except WordsRefused as refused:
                return _shown(request, name, language, refused=str(refused))
            return _shown(request, name, language, said=shown(tried, key, language, typed))
    raise Http404


@hr_admin_required
@require_POST
def words_back(request: HttpRequest) -> HttpResponse:
    number = request.POST.get("number", "")
    is_number = number.isascii() and number.isdigit() and len(number) < 10
    if not is_number or not bring_back(int(number), by=request.user):
        messages.error(request, "There is no such version. Choose one from the list.")
    else:
        messages.success(request, "Brought back. It is said so from now on.")
    return redirect("branding:words")


def _page(request: HttpRequest, form: WordsForm) -> HttpResponse:
    versions = WordsVersion.objects.select_related("by")[:VERSIONS_SHOWN]
    context = {"form": form, "parts": form.parts(), "versions": versions}
    return render(request, "branding/words.html", context, status=422 if form.errors else 200)


def _shown(request: HttpRequest, name: str, language: str, *, said: str = "", refused: str = "") -> HttpResponse:
    context = {"name": name, "language": language, "said": said, "refused": refused}
    return render(request, "branding/_words_shown.html", context)
