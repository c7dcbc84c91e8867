from django.urls import path

from knowledge.workbench import (
    batch_views,
    change_views,
    check_views,
    compare_views,
    coverage_views,
    document_views,
    evaluation_views,
    fact_views,
    first_step_views,
    upload_views,
    views,
)

app_name = "knowledge"
urlpatterns = [
    path("", views.home, name="home"),
    path("first-steps/skip/", first_step_views.skip, name="skip_first_step"),
    path("search/", views.search_test, name="search"),
    path("coverage/", coverage_views.coverage, name="coverage"),
    path("evaluation/", evaluation_views.evaluations, name="evaluations"),
    path("evaluation/<uuid:pk>/", evaluation_views.evaluation, name="evaluation"),
    path("knowledge-bases/", views.base_create, name="base_create"),
    # /documents/
    path("documents/live-ticket/", views.live_ticket, name="live_ticket"),
    path("documents/check/", check_views.check_all, name="check_all"),
    path("documents/upload/", upload_views.upload, name="upload"),
    path("documents/<uuid:pk>/", document_views.document, name="document"),
    path("documents/<uuid:pk>/row/", document_views.document_row, name="document_row"),
    path("documents/<uuid:pk>/check/", check_views.check, name="check"),
    path("documents/<uuid:pk>/compare/", compare_views.compare_versions, name="compare"),
    path("documents/<uuid:pk>/edit/", change_views.edit, name="edit"),
    path("documents/<uuid:pk>/publish/", change_views.publish, name="publish"),
    path("documents/<uuid:pk>/unpublish/", change_views.unpublish, name="unpublish"),
    path("documents/<uuid:pk>/schedule/", change_views.schedule, name="schedule"),
    path("documents/<uuid:pk>/unschedule/", change_views.unschedule, name="unschedule"),
    path("documents/<uuid:pk>/retry/", change_views.retry, name="retry"),
    path("documents/<uuid:pk>/without-pictures/", change_views.without_pictures, name="without_pictures"),
    path("documents/<uuid:pk>/cancel/", change_views.cancel, name="cancel"),
    path("documents/<uuid:pk>/delete/", change_views.delete, name="delete"),
    path("documents/<uuid:pk>/replace/", upload_views.replace, name="replace"),
    path("documents/<uuid:pk>/facts/", fact_views.facts, name="facts"),
    path("documents/<uuid:pk>/facts/confirm/", fact_views.confirm_section, name="facts_confirm"),
    path("documents/<uuid:pk>/facts/take-back/", fact_views.take_back, name="facts_take_back"),
    path("documents/<uuid:pk>/facts/read/", fact_views.reread, name="facts_read"),
    # /facts/
    path("facts/<uuid:pk>/decide/", fact_views.decide_fact, name="fact_decide"),
    path("facts/<uuid:pk>/correct/", fact_views.correct_fact, name="fact_correct"),
    # /warnings/
    path("warnings/dismiss/", change_views.dismiss_warnings, name="dismiss_warnings"),
    path("warnings/reopen/", change_views.reopen_warnings, name="reopen_warnings"),
    path("warnings/<uuid:pk>/dismiss/", change_views.dismiss_warning, name="dismiss_warning"),
    # /uploads/
    path("uploads/left-out/", upload_views.left_out, name="left_out"),
    path("uploads/<uuid:pk>/", batch_views.batch, name="batch"),
    path("uploads/<uuid:pk>/cancel/", batch_views.cancel, name="batch_cancel"),
    path("uploads/<uuid:pk>/again/", batch_views.again, name="batch_again"),
    # /versions/
    path("versions/<uuid:pk>/pages/<int:number>.png", document_views.page_image, name="page_image"),
]
