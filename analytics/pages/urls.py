from django.urls import path

from analytics.insights import views as insights
from analytics.live import views as live_views
from analytics.pages import views

app_name = "insights"
urlpatterns = [
    path("", views.overview_page, name="overview"),
    path("live/", live_views.live_page, name="live"),
    path("documents/", views.documents_page, name="documents"),
    path("costs/", views.costs_page, name="costs"),
    path("topics/", insights.topics_page, name="topics"),
    path("topics/find/", insights.find_topics, name="find_topics"),
    path("topics/<uuid:pk>/", insights.topic_page, name="topic"),
    path("experiments/", insights.experiments_page, name="experiments"),
    path("advice/", insights.decide_advice, name="decide_advice"),
    path("rule/", views.rule_page, name="rule"),
    path("tables/<slug:figures>.csv", views.table_csv, name="table_csv"),
]
