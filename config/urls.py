"""What a client's host serves."""

from django.urls import include, path

from config import api
from tenants import views as tenant_views

urlpatterns = [
    path("", include("chat.urls")),
    path("", include("analytics.urls")),
    path("", include("branding.urls")),
    path("", include("benefits.urls")),
    path("accounts/", include("accounts.urls")),
    path("hr/insights/", include("analytics.pages.urls")),
    path("hr/audit/", include("tenants.audit.urls")),
    path("hr/billing/", include("platform_admin.billing.owner_urls")),
    path("hr/company/domains/", include("platform_admin.domains.owner_urls")),
    path("hr/company/sender/", include("platform_admin.senders.owner_urls")),
    path("hr/company/time-zone/", include("platform_admin.zones.owner_urls")),
    path("", include("platform_admin.support.urls_client")),
    path("hr/", include("knowledge.urls")),
    path("api/v1/", api.urls),
]
handler404 = tenant_views.page_not_found
handler400 = tenant_views.bad_request
handler500 = tenant_views.failed
