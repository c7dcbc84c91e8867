"""What a client's host serves of its time zone."""

from django.urls import path

from platform_admin.zones import owner_views as views

app_name = "zone"
urlpatterns = [
    path("", views.zone, name="zone"),
]
