"""Stopping a kind of mail by the link in it, and writing again to an address that mails came back from."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts.languages import suggest_language
from accounts.mails.choices import LinkRefused, choose, read_stop_link, wants
from accounts.mails.returned import resume
from tenants.access import anonymous_allowed, hr_admin_required


@csrf_exempt  # the key proves whose it is: mail programs send it with one click and no cookie (RFC 8058)
@anonymous_allowed
@require_http_methods(["GET", "HEAD", "POST"])
def mail_stop(request: HttpRequest, key: str) -> HttpResponse:
    try:
        person, kind = read_stop_link(key)
    except LinkRefused:
        return render(request, "accounts/mail_stop.html", {"is_known": False}, status=404)
    suggest_language(request, person.language)
    if request.method == "POST" and wants(person, kind):
        choose(person, kind, is_wanted=False)
    context = {"is_known": True, "is_wanted": wants(person, kind), "email": person.email}
    return render(request, "accounts/mail_stop.html", context)


@hr_admin_required
@require_POST
def mails_again(request: HttpRequest) -> HttpResponse:
    email = request.POST.get("email", "")
    if resume(email, by=request.user):
        messages.success(request, f"Mails go to {email} again.")
    else:
        messages.info(request, "Nothing keeps mails from this address.")
    return redirect("accounts:people")
