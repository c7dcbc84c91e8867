"""What an address answers that a client has left: the way to the one it has now, in the look it was last seen in."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from tenants.binding import ClientRef
from tenants.hosts import HostEntry
from tenants.last_look import known_of
from tenants.links import absolute_url
from tenants.plain_pages import private, visitors_language
from tenants.programs import error_response, is_for_programs


def moved_page(request: HttpRequest, entry: HostEntry) -> HttpResponse:
    """Send whoever reads on to the same page there; a form or a program that sends something is told where to.

    302, which no browser keeps: the client may move back. What was sent is never carried to another host, 410 says
    that nothing was done with it.
    """
    if request.method in ("GET", "HEAD"):
        return _led_on(request, entry, HttpResponseRedirect)
    return _told(request, entry.client)


def primary_page(request: HttpRequest, entry: HostEntry) -> HttpResponse:
    """Do the same where the client is reached at a domain of its own now: 308, which is the address to be known.

    No browser may keep that one either: without its records the domain is not served, and this address is again.
    """
    if request.method in ("GET", "HEAD"):
        return _led_on(request, entry, _Permanent)
    return _told(request, entry.client)


class _Permanent(HttpResponsePermanentRedirect):
    status_code = 308


def _led_on(request: HttpRequest, entry: HostEntry, redirect: type[HttpResponseRedirectBase]) -> HttpResponse:
    address = absolute_url(request.get_full_path(), host=entry.client.primary_host)
    if request.headers.get("HX-Request"):
        # A part of a page cannot be fetched from another host: the whole page goes there.
        response = HttpResponse(status=204, headers={"HX-Redirect": absolute_url("/", host=entry.client.primary_host)})
    else:
        response = redirect(address)
    response["Cache-Control"] = "private, no-store"
    patch_vary_headers(response, ["Host"])
    return response


def _told(request: HttpRequest, client: ClientRef) -> HttpResponse:
    host = client.primary_host
    if is_for_programs(request.path):
        sentence = f"This address has moved to {host}. Nothing was done; send the request there."
        return private(error_response(410, sentence))
    with visitors_language(request):
        context = {**known_of(client), "address": absolute_url("/", host=host), "host": host}
        return private(render(None, "tenants/moved.html", context, status=410))
