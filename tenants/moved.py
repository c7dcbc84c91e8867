"""What an address answers that a client has left: the way to the one it has now, and nothing of the client itself."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from tenants.hosts import HostEntry
from tenants.links import absolute_url
from tenants.plain_pages import private, visitors_language
from tenants.programs import error_response, is_for_programs


def moved_page(request: HttpRequest, entry: HostEntry) -> HttpResponse:
    """Send whoever reads on to the same page there; a form or a program that sends something is told where to.

    302, which no browser keeps: the client may move back. What was sent is never carried to another host, 410 says
    that nothing was done with it.
    """
    host = entry.client.primary_host
    if request.method in ("GET", "HEAD"):
        response = HttpResponseRedirect(absolute_url(request.get_full_path(), host=host))
        response["Cache-Control"] = "private, no-store"
        return response
    if is_for_programs(request.path):
        sentence = f"This address has moved to {host}. Nothing was done; send the request there."
        return private(error_response(410, sentence))
    with visitors_language(request):
        return private(
            render(None, "tenants/moved.html", {"address": absolute_url("/", host=host), "host": host}, status=410)
        )
