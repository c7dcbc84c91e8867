from django.urls import path

from platform_admin.limits import views

urlpatterns = [
    path("platform-admin/limits/", views.limits, name="limits"),
    path("platform-admin/limits/enter/", views.limit_enter, name="limit_enter"),
    path("platform-admin/limits/import/", views.limit_import, name="limit_import"),
    path("platform-admin/limits/import/<uuid:pk>/", views.limit_import_shown, name="limit_import_shown"),
    path("platform-admin/limits/import/<uuid:pk>/apply/", views.limit_import_apply, name="limit_import_apply"),
    path("platform-admin/limits/<uuid:pk>/", views.limit, name="limit"),
    path("platform-admin/limits/<uuid:pk>/correct/", views.limit_correct, name="limit_correct"),
    path("platform-admin/limits/<uuid:pk>/verify/", views.limit_verify, name="limit_verify"),
    path("platform-admin/limits/<uuid:pk>/pending/", views.limit_pending, name="limit_pending"),
    path("platform-admin/limits.csv", views.limits_csv, name="limits_csv"),
    path("platform-admin/limits.json", views.limits_json, name="limits_json"),
]
