"""What the platform's host serves: operators only."""

from django.conf import settings
from django.urls import include, path

from config import api_platform
from tenants import views as tenant_views

urlpatterns = [
    path("", include("platform_admin.urls")),
    path("", include("platform_admin.second_factor.urls")),
    path("accounts/", include("accounts.urls_sign_in")),
    path("api/v1/platform/", api_platform.urls),
]
if settings.EMBEDDED:
    urlpatterns += [path("internal/", include("config.urls_internal"))]
handler404 = tenant_views.page_not_found
handler400 = tenant_views.bad_request
handler500 = tenant_views.failed
