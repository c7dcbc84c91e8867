"""What a client's host serves of its own domains."""

from django.urls import path

from platform_admin.domains import owner_views as views

app_name = "domains"
urlpatterns = [
    path("", views.domains, name="domains"),
    path("platform-host/", views.platform_host_primary, name="platform_host"),
    path("<uuid:pk>/", views.domain, name="domain"),
    path("<uuid:pk>/check/", views.check, name="check"),
    path("<uuid:pk>/mail/", views.mail, name="mail"),
    path("<uuid:pk>/primary/", views.primary, name="primary"),
    path("<uuid:pk>/remove/", views.remove, name="remove"),
]
