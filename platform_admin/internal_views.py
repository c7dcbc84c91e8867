"""Pages for those who work on the product. Only the embedded mode has them, on the platform's host, for operators.

The mails hold links into every client, so they are nobody else's to read.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from branding.theme import theme_css
from platform_admin.demo.numbers import COMPANIES
from platform_admin.mail_folder import newest_mails
from tenants.access import operator_required


@operator_required
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    brands = [
        {"key": company.subdomain, "client_name": company.name, "product_name": company.product_name, "logo_url": ""}
        for company in COMPANIES
    ]
    context = {"brands": brands, "brands_css_url": reverse("internal:brands_css")}
    return render(request, "internal/components.html", context)


@operator_required
@require_safe
def brands_css(request: HttpRequest) -> HttpResponse:
    sheets = [
        theme_css(company.colours.primary, company.colours.accent, scope=f'[data-brand="{company.subdomain}"]')
        for company in COMPANIES
    ]
    return HttpResponse("\n".join(sheets), content_type="text/css; charset=utf-8")


@operator_required
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    context = {"mails": newest_mails(settings.MAIL_FOLDER), "folder": settings.MAIL_FOLDER}
    return render(request, "internal/mails.html", context)
