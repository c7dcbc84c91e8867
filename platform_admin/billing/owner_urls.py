"""What a client's host serves of its bills."""

from django.urls import path

from platform_admin.billing import owner_views

app_name = "billing"
urlpatterns = [
    path("", owner_views.billing, name="billing"),
    path("portal/", owner_views.portal, name="portal"),
    path("<uuid:pk>/pdf/", owner_views.bill_pdf, name="bill_pdf"),
]
