from django.urls import path

from branding import views

app_name = "branding"
# Whatever else a client's host serves or does not.
look = [
    path("brand/<str:version>/theme.css", views.theme, name="theme"),
    path("brand/<str:version>/logo.png", views.logo, name="logo"),
]
urlpatterns = [
    *look,
    # /hr/company/
    path("hr/company/", views.company, name="company"),
    path("hr/company/look/", views.look, name="look"),
    path("hr/company/look/colours/", views.colours, name="colours"),
    path("hr/company/questions/", views.questions, name="questions"),
]
