from django.urls import path

from platform_admin.plan_templates import views

urlpatterns = [
    path("platform-admin/plan-templates/", views.plan_templates, name="plan_templates"),
    path("platform-admin/plan-templates/new/", views.plan_template_new, name="plan_template_new"),
    path("platform-admin/plan-templates/<uuid:pk>/", views.plan_template, name="plan_template"),
    path("platform-admin/plan-templates/<uuid:pk>/new/", views.plan_template_add, name="plan_template_add"),
    path("platform-admin/plan-templates/versions/<uuid:pk>/", views.template_version, name="template_version"),
    path("platform-admin/plan-templates/versions/<uuid:pk>/keep/", views.version_keep, name="template_version_keep"),
    path(
        "platform-admin/plan-templates/versions/<uuid:pk>/discard/",
        views.version_discard,
        name="template_version_discard",
    ),
    path(
        "platform-admin/plan-templates/versions/<uuid:pk>/workbook/",
        views.version_workbook,
        name="template_version_workbook",
    ),
]
