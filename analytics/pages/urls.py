from django.urls import path

from analytics.live import views as live_views
from analytics.pages import topic_views, views

app_name = "insights"
urlpatterns = [
    path("", views.overview_page, name="overview"),
    path("live/", live_views.live_page, name="live"),
    path("documents/", views.documents_page, name="documents"),
    path("used/", views.used_page, name="used"),
    path("costs/", views.costs_page, name="costs"),
    path("topics/", topic_views.topics_page, name="topics"),
    path("topics/find/", topic_views.find_topics, name="find_topics"),
    path("topics/<uuid:pk>/", topic_views.topic_page, name="topic"),
    path("experiments/", topic_views.experiments_page, name="experiments"),
    path("recommended/", topic_views.advice_page, name="advice"),
    path("advice/", topic_views.decide_advice, name="decide_advice"),
    path("rule/", views.rule_page, name="rule"),
    path("tables/<slug:figures>.csv", views.table_csv, name="table_csv"),
]
