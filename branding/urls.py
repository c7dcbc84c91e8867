from django.urls import path

from branding import views

app_name = "branding"
urlpatterns = [
    path("brand/<str:version>/theme.css", views.theme, name="theme"),
    path("brand/<str:version>/logo.png", views.logo, name="logo"),
]
