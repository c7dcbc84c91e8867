"""Operators' addresses for money, below those of the portal (platform_admin/urls.py)."""

from django.urls import path

from platform_admin.billing import client_tab_views, invoice_views, money_views, price_views
from platform_admin.billing.stripe import views as stripe_views

_CLIENT = "platform-admin/clients/<uuid:pk>/billing/"
_INVOICE = "platform-admin/invoices/<uuid:pk>/"
urlpatterns = [
    path("platform-admin/money/", money_views.money_page, name="money"),
    path("platform-admin/money/months.csv", money_views.movement_csv, name="movement_csv"),
    path("platform-admin/money/clients.csv", money_views.money_clients_csv, name="money_clients_csv"),
    path("platform-admin/prices/", price_views.prices, name="prices"),
    path(_CLIENT, client_tab_views.client_billing, name="client_billing"),
    path(f"{_CLIENT}preview/", client_tab_views.subscription_preview, name="subscription_preview"),
    path(f"{_CLIENT}change/", client_tab_views.subscription_change, name="subscription_change"),
    path(f"{_CLIENT}cancel/", client_tab_views.subscription_cancel, name="subscription_cancel"),
    path(f"{_CLIENT}go-on/", client_tab_views.subscription_go_on, name="subscription_go_on"),
    path(f"{_CLIENT}account/", client_tab_views.billing_account, name="billing_account"),
    path(f"{_CLIENT}draft/", client_tab_views.invoices_draft, name="invoices_draft"),
    path(f"{_CLIENT}stripe/", stripe_views.stripe_link, name="stripe_link"),
    path(_INVOICE, invoice_views.invoice, name="invoice"),
    path(f"{_INVOICE}pdf/", invoice_views.invoice_pdf, name="invoice_pdf"),
    path(f"{_INVOICE}issue/", invoice_views.invoice_issue, name="invoice_issue"),
    path(f"{_INVOICE}discard/", invoice_views.invoice_discard, name="invoice_discard"),
    path(f"{_INVOICE}paid/", invoice_views.invoice_paid, name="invoice_paid"),
    path(f"{_INVOICE}void/", invoice_views.invoice_void, name="invoice_void"),
    path(f"{_INVOICE}send/", invoice_views.invoice_send, name="invoice_send"),
    path("stripe/events/", stripe_views.stripe_events, name="stripe_events"),
]
