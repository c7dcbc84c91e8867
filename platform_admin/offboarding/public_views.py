"""What opens without an account: the export, by a signed link, and the check of a certificate."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from platform_admin.models import DeletionCertificate, Offboarding
from platform_admin.offboarding.certificate import content_of, is_genuine
from platform_admin.offboarding.download import send_export
from platform_admin.offboarding.forms import CertificateForm
from platform_admin.offboarding.links import exported_by
from tenants.access import anonymous_allowed
from tenants.audit.log import record


@anonymous_allowed
@require_safe
def owners_export(request: HttpRequest, key: str) -> HttpResponse:
    """The page before the download: programs that look at every link of a mail fetch nothing yet."""
    offboarding = _exported(key)
    return render(request, "offboarding/export.html", {"offboarding": offboarding, "key": key})


@anonymous_allowed
@require_safe
def owners_download(request: HttpRequest, key: str) -> HttpResponse:
    offboarding = _exported(key)
    response = send_export(offboarding)
    record("client.export_downloaded", actor=None, subject=offboarding.client)
    return response


@anonymous_allowed
@require_safe
def certificate(request: HttpRequest) -> HttpResponse:
    """Say whether a certificate is genuine, to whoever has its number and code."""
    form = CertificateForm(request.GET or None)
    found = None
    if form.is_bound and form.is_valid():
        number, code = (form.cleaned_data[name].strip() for name in ("number", "code"))
        known = DeletionCertificate.objects.filter(number=number.upper(), signature=code).first()
        found = known if known and is_genuine(known) else None
    context = {"form": form, "certificate": found, "told": content_of(found) if found else None}
    return render(request, "offboarding/certificate.html", context)


def _exported(key: str) -> Offboarding:
    offboarding = exported_by(key)
    if offboarding is None:
        raise Http404("This link leads to no export, or no longer.")
    return offboarding
