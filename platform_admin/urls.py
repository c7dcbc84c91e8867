from django.urls import path

from platform_admin import operator_views, views

app_name = "platform_admin"
urlpatterns = [
    path("", views.landing, name="landing"),
    path("platform-admin/", views.clients, name="clients"),
    path("platform-admin/clients/new/", views.client_new, name="client_new"),
    path("platform-admin/clients/<uuid:pk>/", views.client, name="client"),
    path("platform-admin/clients/<uuid:pk>/progress/", views.client_progress, name="client_progress"),
    path("platform-admin/clients/<uuid:pk>/retry/", views.client_retry, name="client_retry"),
    path("platform-admin/clients/<uuid:pk>/discard/", views.client_discard, name="client_discard"),
    path("platform-admin/clients/<uuid:pk>/invite-owner/", views.client_invite_owner, name="client_invite_owner"),
    path("platform-admin/clients/<uuid:pk>/suspend/", views.client_suspend, name="client_suspend"),
    path("platform-admin/clients/<uuid:pk>/reactivate/", views.client_reactivate, name="client_reactivate"),
    path("platform-admin/operators/", operator_views.operator_list, name="operators"),
    path("platform-admin/operators/invite/", operator_views.invite, name="operator_invite"),
    path("platform-admin/operators/<uuid:pk>/", operator_views.operator, name="operator"),
    path("platform-admin/operators/<uuid:pk>/link/", operator_views.send_link, name="operator_link"),
    path("platform-admin/operators/<uuid:pk>/close/", operator_views.close, name="operator_close"),
    path("platform-admin/operators/<uuid:pk>/reopen/", operator_views.reopen, name="operator_reopen"),
    path("platform-admin/operators/<uuid:pk>/reset/", operator_views.reset, name="operator_reset"),
]
