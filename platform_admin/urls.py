from django.urls import path

from platform_admin import audit_views, client_views, overview_views, views

app_name = "platform_admin"
urlpatterns = [
    path("", views.landing, name="landing"),
    path("platform-admin/", overview_views.overview, name="overview"),
    path("platform-admin/clients/", overview_views.clients, name="clients"),
    path("platform-admin/clients.csv", overview_views.clients_csv, name="clients_csv"),
    path("platform-admin/audit/", audit_views.audit, name="audit"),
    path("platform-admin/audit/<uuid:pk>/", audit_views.audit_event, name="audit_event"),
    path("platform-admin/audit/export.csv", audit_views.audit_csv, name="audit_csv"),
    path("platform-admin/audit/export.jsonl", audit_views.audit_jsonl, name="audit_jsonl"),
    path("platform-admin/reason/", audit_views.reason, name="reason"),
    path("platform-admin/clients/new/", views.client_new, name="client_new"),
    path("platform-admin/clients/<uuid:pk>/", client_views.client, name="client"),
    path("platform-admin/clients/<uuid:pk>/usage/", client_views.usage, name="client_usage"),
    path("platform-admin/clients/<uuid:pk>/health/", client_views.health, name="client_health"),
    path("platform-admin/clients/<uuid:pk>/domains/", client_views.domains, name="client_domains"),
    path("platform-admin/clients/<uuid:pk>/settings/", client_views.settings, name="client_settings"),
    path("platform-admin/clients/<uuid:pk>/progress/", views.client_progress, name="client_progress"),
    path("platform-admin/clients/<uuid:pk>/retry/", views.client_retry, name="client_retry"),
    path("platform-admin/clients/<uuid:pk>/discard/", views.client_discard, name="client_discard"),
    path("platform-admin/clients/<uuid:pk>/invite-owner/", views.client_invite_owner, name="client_invite_owner"),
    path("platform-admin/clients/<uuid:pk>/suspend/", views.client_suspend, name="client_suspend"),
    path("platform-admin/clients/<uuid:pk>/reactivate/", views.client_reactivate, name="client_reactivate"),
]
