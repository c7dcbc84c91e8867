"""Pages for those who work on the product; on the platform's host, in the embedded mode only."""

from django.urls import path

from platform_admin import internal_views as views

app_name = "internal"
urlpatterns = [
    path("components/", views.components, name="components"),
    path("components/brands.css", views.brands_css, name="brands_css"),
    path("mail/", views.mails, name="mails"),
]
