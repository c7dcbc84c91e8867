from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tenants.hosts import HostEntry
from tenants.last_look import known_of
from tenants.looks import last_known_sheet
from tenants.plain_pages import private, visitors_language
from tenants.programs import error_response, is_for_programs

RETRY_SECONDS = "60"


def maintenance_page(request: HttpRequest, entry: HostEntry) -> HttpResponse:
    """Return what a client is told whose schema lacks migrations: a page, or JSON for programs.

    Nothing of the client's own schema is read for it: name and colours are those that were last seen, and pictures,
    whose files only the schema knows, are left out.
    """
    if sheet := last_known_sheet(request, entry.client):
        return sheet
    with visitors_language(request):
        if is_for_programs(request.path):
            sentence = _("This company's assistant is being updated. Nothing is lost; try again in a minute.")
            response: HttpResponse = error_response(503, sentence)
        else:
            response = render(None, "tenants/maintenance.html", known_of(entry.client), status=503)
    response["Retry-After"] = RETRY_SECONDS
    return private(response)
