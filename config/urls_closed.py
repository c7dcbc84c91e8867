"""What a client's host serves while the client is suspended, expired or leaving: one page, its look, no sign-in."""

from django.urls import include, path, re_path

from benefits import views
from tenants import views as tenant_views

urlpatterns = [path("", include("branding.urls")), re_path(r"^.*$", views.closed, name="closed")]
handler500 = tenant_views.failed
