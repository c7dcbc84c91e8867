"""The studio: a company's look, tried out on the real pages before anybody else sees it."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from csp.decorators import csp, csp_update
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from branding.colour import NotAColour
from branding.contrast import report_colours
from branding.forms import ColoursForm
from branding.held import brand_or_new
from branding.models import Brand, BrandDraft, BrandImage, BrandVersion
from branding.pictures.keep import put_out_of_use, take_into_use
from branding.pictures.tried import tried_picture
from branding.studio import versions
from branding.studio.drafts import discard_draft, drafts_of, find_draft, keep_draft
from branding.studio.fields import COLOURS, NAMES, look_of
from branding.studio.forms import ShownForm, StudioForm, typed_texts
from branding.studio.logo import logo_sent, suggested_colours, told_logo
from branding.studio.preview import PreviewHouse, drafted_brand, draw
from branding.studio.preview_pages import preview_pages
from branding.theme import theme_of
from tenants.access import hr_admin_required

VERSIONS_A_PAGE = 20
# A page of the preview is shown in a frame of ours, runs no script and asks nothing but its own look.
_FRAMED = {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'self'"],
}
# A mail brings its style sheet along, as mail programs want it, and nothing else of ours is let in.
_FRAMED_MAIL = _FRAMED | {"style-src": ["'unsafe-inline'"], "img-src": ["data:"], "sandbox": []}


@hr_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
@csp_update({"frame-src": ["'self'"]})
def look(request: HttpRequest) -> HttpResponse:
    brand = brand_or_new()
    if request.method == "POST":
        return _save(request, StudioForm(request.POST, request.FILES, brand=brand))
    draft = find_draft(_uuid(request.GET.get("draft")), person=request.user, now=timezone.now())
    typed = draft.typed if draft else {}
    logo = tried_picture(_uuid(typed.get("logo_tried")), kind=BrandImage.Kind.LOGO)
    return _page(request, StudioForm(brand=brand, typed=typed), draft=draft, logo_tried=logo)


@hr_admin_required
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep what is typed as the person's draft, and say how it would look."""
    brand, person = brand_or_new(), request.user
    pk = _uuid(request.POST.get("draft")) or uuid4()
    base = _number(request.POST.get("base"), otherwise=versions.latest_number())
    began = StudioForm(brand=versions.brand_at(base, brand))
    sent = typed_texts(request.POST, began)
    sent |= {field: request.POST[f"use_{field}"][:7] for field in COLOURS if f"use_{field}" in request.POST}
    if "logo" in request.FILES:
        sent |= _logo_kept(request, brand)
    # What others have saved since is not typed by this person, though their form still has what was there before.
    typed = {name: text for name, text in sent.items() if text != began.initial[name]}
    draft = None
    if typed:
        draft = keep_draft(pk, typed, base=base, person=person, now=timezone.now())
    else:
        discard_draft(pk, person=person)
    if request.htmx:
        form = StudioForm(StudioForm(brand=brand).initial | typed, brand=brand)
        context = _state(request.POST, form, draft=draft, base=base)
        return render(request, "branding/studio/_state.html", context)
    shown = "&".join(f"{name}={value}" for name, value in _shown(request.POST).items())
    return redirect(f"{reverse('branding:look')}?draft={pk}&{shown}#colors")


@hr_admin_required
@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    pk = _uuid(request.POST.get("draft"))
    if pk is not None:
        discard_draft(pk, person=request.user)
    messages.success(request, "What you had not saved is discarded. This is the look as it is saved.")
    return redirect("branding:look")


@hr_admin_required
@require_safe
@xframe_options_sameorigin
def preview(request: HttpRequest, name: str) -> HttpResponse:
    """A page of employees' in the look of one's draft; without one, in the look that is saved."""
    if name not in {page.name for page in preview_pages()}:
        raise Http404
    return (_framed_mail if name == "mail" else _framed)(request, name)


@hr_admin_required
@require_safe
def preview_theme(request: HttpRequest) -> HttpResponse:
    """The style sheet of these colours and this font, which need not be anybody's yet."""
    asked = [request.GET.get(name, "") for name in ("primary", "secondary", "font")]
    try:
        return HttpResponse(theme_of(*asked).css, content_type="text/css; charset=utf-8")
    except NotAColour as wrong:
        raise Http404 from wrong


@hr_admin_required
@require_safe
def version_list(request: HttpRequest) -> HttpResponse:
    pages = Paginator(BrandVersion.objects.select_related("by"), VERSIONS_A_PAGE)
    page_obj = pages.get_page(request.GET.get("page"))
    context = {"versions": versions.told_versions(list(page_obj)), "page_obj": page_obj}
    return render(request, "branding/studio/versions.html", context)


@hr_admin_required
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    latest = versions.latest_number()
    try:
        gone = versions.undo_last(_number(request.POST.get("number")), by=request.user)
    except versions.ChangedMeanwhile as changed:
        messages.error(request, str(changed))
        return redirect("branding:versions")
    except versions.NoSuchVersion:
        messages.error(request, "There is nothing to undo: this is how it was at first.")
        return redirect("branding:look")
    _tell_of_gone_pictures(request, gone)
    if gone and versions.latest_number() == latest:
        messages.info(request, "Nothing else was changed last. Bring back an earlier version to go further back.")
        return redirect("branding:versions")
    messages.success(request, "The last change is undone. Every page is shown so from now on.")
    return redirect("branding:look")


@hr_admin_required
@require_POST
def bring_back(request: HttpRequest, number: int) -> HttpResponse:
    try:
        gone = versions.bring_back(number, by=request.user)
    except versions.NoSuchVersion as unknown:
        raise Http404 from unknown
    messages.success(request, f"Version {number} is brought back. Every page is shown so from now on.")
    _tell_of_gone_pictures(request, gone)
    return redirect("branding:versions")


@hr_admin_required
@require_POST
def reset(request: HttpRequest) -> HttpResponse:
    versions.reset_look(by=request.user)
    messages.success(request, "Colors, font and light or dark are the platform’s. Your words, links and logo stay.")
    return redirect("branding:look")


def _tell_of_gone_pictures(request: HttpRequest, gone: Sequence[str]) -> None:
    for kind in gone:
        name = BrandImage.Kind(kind).label
        messages.warning(
            request,
            f"{name}: the picture of then was deleted a week after it went out of use, so the one of now stays. "
            "Choose the file again to have it back.",
        )


@csp(_FRAMED)
def _framed(request: HttpRequest, name: str) -> HttpResponse:
    return _drawn(request, name)


@csp(_FRAMED_MAIL)
def _framed_mail(request: HttpRequest, name: str) -> HttpResponse:
    return _drawn(request, name)


def _drawn(request: HttpRequest, name: str) -> HttpResponse:
    brand, pk = brand_or_new(), _uuid(request.GET.get("draft"))
    draft = find_draft(pk, person=request.user, now=timezone.now()) if pk else None
    shown = _shown(request.GET)
    house = PreviewHouse(drafted_brand(brand, draft.typed if draft else {}), scheme=shown["shown-scheme"])
    return draw(name, request, house, language=shown["shown-language"])


def _save(request: HttpRequest, form: StudioForm) -> HttpResponse:
    logo = logo_sent(request, form)
    if not form.is_valid():
        return _page(request, form, logo_tried=logo, status=422)
    try:
        saved = _save_all(request, form, logo)
    except BrandImage.DoesNotExist:
        form.add_error("logo", "The logo you chose is not kept any more. Choose the file again.")
        return _page(request, form, status=422)
    if saved.clashes:
        return _page(request, form, logo_tried=logo, clashes=saved.clashes, seen=saved.seen, status=409)
    pk = _uuid(request.POST.get("draft"))
    if pk is not None:
        discard_draft(pk, person=request.user)
    messages.success(request, "Saved. Every page is shown so from now on.")
    if saved.kept_of_others:
        messages.info(request, f"Left as others have saved it meanwhile: {', '.join(saved.kept_of_others)}.")
    return redirect("branding:look")


def _logo_kept(request: HttpRequest, brand: Brand) -> dict[str, str]:
    """Return the field for a logo that was sent along with a draft; what is wrong with it is told on the next page."""
    form = StudioForm(request.POST, request.FILES, brand=brand)
    logo = logo_sent(request, form)
    for error in form.errors.get("logo", ()):
        messages.error(request, error)
    return {"logo_tried": str(logo.pk)} if logo else {}


@transaction.atomic
def _save_all(request: HttpRequest, form: StudioForm, logo: BrandImage | None) -> versions.Saved:
    """Store look and logo, or neither. Raises BrandImage.DoesNotExist."""
    saved = versions.save_look(
        form.look(),
        base=_number(request.POST.get("base"), otherwise=versions.latest_number()),
        seen=_number(request.POST.get("seen")),
        theirs={field for field in NAMES if request.POST.get(f"take_{field}") == "theirs"},
        by=request.user,
    )
    if saved.clashes:
        return saved
    if logo is not None:
        take_into_use(logo, by=request.user, joins_last=bool(saved.changed))
    elif form.cleaned_data.get("remove_logo"):
        put_out_of_use(BrandImage.Kind.LOGO, by=request.user, joins_last=bool(saved.changed))
    return saved


def _page(
    request: HttpRequest,
    form: StudioForm,
    *,
    draft: BrandDraft | None = None,
    logo_tried: BrandImage | None = None,
    status: int = 200,
    **told: object,
) -> HttpResponse:
    is_sent, brand = request.method == "POST", brand_or_new()
    sent = request.POST if is_sent else request.GET
    latest = versions.latest_number()
    base = _number(sent.get("base"), otherwise=latest) if is_sent else (draft.base if draft else latest)
    pk = (_uuid(sent.get("draft")) or uuid4()) if is_sent else (draft.pk if draft else uuid4())
    asked = ColoursForm({name: form[name].value() for name in ColoursForm.base_fields})
    shown = asked.cleaned_data if asked.is_valid() else look_of(brand)
    context = {
        "form": form,
        "draft": draft,
        "draft_id": pk,
        "base": base,
        "latest": latest,
        "colours": report_colours(shown["primary_colour"], shown["secondary_colour"]),
        "suggested": suggested_colours(logo_tried, brand),
        **told_logo(logo_tried),
        "other_drafts": [one for one in drafts_of(request.user, timezone.now()) if one.pk != pk],
        **_state(sent, form if is_sent else None, draft=draft, base=base),
        **told,
    }
    return render(request, "branding/studio/look.html", context, status=status)


def _state(sent: QueryDict, form: StudioForm | None, *, draft: BrandDraft | None, base: int) -> dict[str, object]:
    """Return what the panel of the preview says of what is typed."""
    pages = [(page.name, page.label) for page in preview_pages()]
    panel = ShownForm(sent, pages=pages)
    query = QueryDict(mutable=True)
    query.update({f"shown-{name}": panel.shown[name] for name in ("scheme", "language")})
    if draft is not None:
        query.update({"draft": str(draft.pk), "at": f"{draft.changed_at.timestamp():.3f}"})
    errors = form.errors.items() if form else ()
    return {
        "panel": panel,
        "draft": draft,
        "problems": [(form[name], those) for name, those in errors if name in form.fields],
        "newer": BrandVersion.objects.filter(number__gt=max(base, 1)).select_related("by").first(),
        "preview_url": f"{reverse('branding:preview', args=[panel.shown['page']])}?{query.urlencode()}",
        "width": panel.shown["width"],
    }


def _shown(sent: QueryDict) -> dict[str, str]:
    panel = ShownForm(sent, pages=[(page.name, page.label) for page in preview_pages()])
    return {f"shown-{name}": value for name, value in panel.shown.items()}


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _number(text: str | None, *, otherwise: int = 0) -> int:
    """Return a version's number as a form names it."""
    return int(text) if text and len(text) <= 9 and text.isascii() and text.isdigit() else otherwise
