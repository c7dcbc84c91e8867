from django.urls import path

from analytics import views

app_name = "survey"
urlpatterns = [
    path("survey/", views.survey_answer, name="answer"),
    path("survey/later/", views.survey_put_away, name="put_away"),
    path("hr/survey/", views.survey_settings, name="settings"),
]
