from django.urls import path

from platform_admin.offboarding import former_views, public_views, views

_CLIENT = "platform-admin/clients/<uuid:pk>"
_FORMER = "platform-admin/former-clients"

urlpatterns = [
    path(f"{_CLIENT}/offboarding/", views.client_offboarding, name="client_offboarding"),
    path(f"{_CLIENT}/offboarding/begin/", views.client_offboard, name="client_offboard"),
    path(f"{_CLIENT}/offboarding/cancel/", views.offboarding_cancel, name="offboarding_cancel"),
    path(f"{_CLIENT}/offboarding/sooner/", views.offboarding_sooner, name="offboarding_sooner"),
    path(f"{_CLIENT}/offboarding/approve/", views.offboarding_approve, name="offboarding_approve"),
    path(f"{_CLIENT}/offboarding/decline/", views.offboarding_decline, name="offboarding_decline"),
    path(f"{_CLIENT}/offboarding/link/", views.offboarding_link, name="offboarding_link"),
    path(f"{_CLIENT}/offboarding/export.zip", views.offboarding_export, name="offboarding_export"),
    path(f"{_CLIENT}/hold/", views.client_hold, name="client_hold"),
    path(f"{_CLIENT}/release/", views.client_release, name="client_release"),
    path(f"{_FORMER}/", former_views.former_clients, name="former_clients"),
    path(f"{_FORMER}/<uuid:pk>/", former_views.former_client, name="former_client"),
    path(f"{_FORMER}/<uuid:pk>/certificate.pdf", former_views.certificate_file, name="certificate_file"),
    path("export/<str:key>/", public_views.owners_export, name="owners_export"),
    path("export/<str:key>/download/", public_views.owners_download, name="owners_download"),
    path("certificate/", public_views.certificate, name="certificate"),
]
