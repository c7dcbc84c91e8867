"""The logo of a look that is not saved yet: drawn as soon as it is chosen, and kept with what is typed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from branding.held import brand_or_new
from branding.models import Brand, BrandImage
from branding.pictures.shown import ShownPicture, told_of
from branding.pictures.tried import PictureNotTried, tried_picture, try_picture
from branding.studio.forms import StudioForm
from tenants.access import hr_admin_required


def logo_sent(request: HttpRequest, form: StudioForm) -> BrandImage | None:
    """Return the logo that came along, or was drawn before for this form; the form says what is wrong with it."""
    form.full_clean()
    content = form.cleaned_data.get("logo")
    if content:
        try:
            return try_picture(request, content, kind=BrandImage.Kind.LOGO)
        except PictureNotTried as why:
            form.add_error("logo", str(why))
    return tried_picture(form.cleaned_data.get("logo_tried"), kind=BrandImage.Kind.LOGO)


def told_logo(logo: BrandImage | None) -> dict[str, object]:
    """Return what templates/branding/studio/_logo.html reads of a logo that is not in use yet."""
    shown = ShownPicture(told_of(logo)) if logo else None
    return {"logo_tried": logo, "logo_shown": shown}


def suggested_colours(logo: BrandImage | None, brand: Brand) -> list[str]:
    """Return the colors of the logo that was chosen, or else of the one in use."""
    return logo.colours if logo else brand.pictures.get(BrandImage.Kind.LOGO, {}).get("colours", [])


@hr_admin_required
@require_POST
def try_logo(request: HttpRequest) -> HttpResponse:
    """Draw the logo that was chosen; the page then asks for its preview anew."""
    brand = brand_or_new()
    form = StudioForm(request.POST, request.FILES, brand=brand)
    logo = logo_sent(request, form)
    context = {"form": form, **told_logo(logo), "suggested": suggested_colours(logo, brand)}
    status = 422 if form.has_error("logo") else 200
    response = render(request, "branding/studio/_logo_tried.html", context, status=status)
    response["HX-Trigger-After-Swap"] = "logo-tried"
    return response
