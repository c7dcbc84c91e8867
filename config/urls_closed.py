"""What a client's host serves to whom it is closed, all while it is leaving and all but HR while it is suspended: one
page and its look.
"""

from django.urls import include, path, re_path

from benefits import views
from branding.urls import look
from tenants import views as tenant_views

urlpatterns = [path("", include((look, "branding"))), re_path(r"^.*$", views.closed, name="closed")]
handler400 = tenant_views.bad_request
handler500 = tenant_views.failed
