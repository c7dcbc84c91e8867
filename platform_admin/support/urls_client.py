"""On a client's host: the visit's own addresses, and what the client's owners see and decide of visits."""

from django.urls import path

from platform_admin.support import owner_views, views

app_name = "support"
urlpatterns = [
    path("support/enter/<str:key>/", views.enter, name="enter"),
    path("support/end/", views.end, name="end"),
    path("support/ended/", views.ended, name="ended"),
    path("support/ask/", views.ask, name="ask"),
    path("support/asked/<str:key>/", views.asked, name="asked"),
    path("support/asked/<str:key>/stop/", views.stop_asked, name="stop"),
    path("support/versions/<uuid:pk>/pages/<int:number>.png", views.page_image, name="page_image"),
    # /hr/company/support/
    path("hr/company/support/", owner_views.support, name="visits"),
    path("hr/company/support/rule/", owner_views.change_rule, name="rule"),
    path("hr/company/support/<uuid:pk>/allow/", owner_views.allow, name="allow"),
    path("hr/company/support/<uuid:pk>/end/", owner_views.end, name="end_by_owner"),
]
