from django.urls import path

from tenants.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.audit, name="audit"),
    path("<uuid:pk>/", views.audit_event, name="audit_event"),
    path("export.csv", views.audit_csv, name="audit_csv"),
    path("export.jsonl", views.audit_jsonl, name="audit_jsonl"),
]
