from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from branding.house import current_house
from branding.theme import theme_css
from tenants.access import anonymous_allowed

FOR_EVER = "public, max-age=31536000, immutable"


@anonymous_allowed
@require_safe
def theme(request: HttpRequest, version: str) -> HttpResponse:
    """The client's colours. The address changes with the brand, so browsers keep it for ever."""
    house = current_house()
    if house.row is None:
        raise Http404
    css = theme_css(house.primary_colour, house.secondary_colour or house.primary_colour)
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = FOR_EVER if version == house.row.version() else "no-cache"
    return response


@anonymous_allowed
@require_safe
def logo(request: HttpRequest, version: str) -> FileResponse:
    house = current_house()
    if house.row is None or not house.row.logo:
        raise Http404
    response = FileResponse(house.row.logo.open("rb"), content_type="image/png")
    response["Cache-Control"] = FOR_EVER if version == house.row.version() else "no-cache"
    return response
