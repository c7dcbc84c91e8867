from django.urls import path

from chat import (
    announcement_hr_views,
    announcement_views,
    document_views,
    feedback_views,
    gap_views,
    handover_views,
    history_views,
    keeping_views,
    kept_question_views,
    notice_views,
    official_views,
    receipt_views,
    run_views,
    suggestion_views,
    trial_views,
    views,
)

app_name = "chat"
urlpatterns = [
    path("", views.home, name="home"),
    path("ask/", views.ask_question, name="ask"),
    path("history/", history_views.history, name="history"),
    path("history/download/", history_views.download, name="history_download"),
    path("history/erase/", history_views.erase, name="history_erase"),
    path("notice/", notice_views.notice, name="notice"),
    path("notice/seen/", notice_views.notice_seen, name="notice_seen"),
    # /announcements/<announcement>/
    path("announcements/", announcement_views.announcements, name="announcements"),
    path("announcements/<uuid:pk>/dismiss/", announcement_views.announcement_dismiss, name="announcement_dismiss"),
    path("announcements/<uuid:pk>/document/", announcement_views.announcement_document, name="announcement_document"),
    path(
        "announcements/<uuid:pk>/document/pages/<int:number>.png",
        announcement_views.announcement_page_image,
        name="announcement_page_image",
    ),
    # /c/<conversation>/
    path("c/<uuid:pk>/", views.conversation, name="conversation"),
    path("c/<uuid:pk>/print/", views.print_conversation, name="print"),
    path("c/<uuid:pk>/rename/", views.rename, name="rename"),
    path("c/<uuid:pk>/plan/forget/", views.forget_plan, name="forget_plan"),
    path("c/<uuid:pk>/delete/", views.delete, name="delete"),
    # /q/<question>/
    path("q/<uuid:pk>/instead/", views.ask_instead, name="ask_instead"),
    # /a/<answer>/
    path("a/<uuid:pk>/", views.answer, name="answer"),
    path("a/<uuid:pk>/stop/", views.stop_answer, name="stop"),
    path("a/<uuid:pk>/again/", views.ask_again, name="ask_again"),
    path("a/<uuid:pk>/simply/", views.say_simply, name="say_simply"),
    path("a/<uuid:pk>/in-full/", views.say_in_full, name="say_in_full"),
    path("a/<uuid:pk>/on/", views.go_on, name="go_on"),
    path("a/<uuid:pk>/helpful/", feedback_views.praise, name="praise"),
    path("a/<uuid:pk>/unhelpful/", feedback_views.complain, name="complain"),
    path("a/<uuid:pk>/unsaid/", feedback_views.take_back, name="take_back"),
    path("a/<uuid:pk>/receipt/", receipt_views.receipt, name="receipt"),
    path("a/<uuid:pk>/receipt.json", receipt_views.receipt_file, name="receipt_file"),
    path("a/<uuid:pk>/tell-me/", gap_views.tell_me, name="tell_me"),
    path("a/<uuid:pk>/ask-hr/", handover_views.ask_hr, name="ask_hr"),
    # /sent/<hand-over>/
    path("sent/<uuid:pk>/again/", handover_views.handover_again, name="handover_again"),
    path("reply/<str:key>/", handover_views.handover_reply, name="handover_reply"),
    # /told/<wish>/
    path("told/<uuid:pk>/", gap_views.told, name="told"),
    # /s/<citation>/
    path("s/<uuid:pk>/", views.source, name="source"),
    path("s/<uuid:pk>/pages/<int:number>.png", views.page_image, name="page_image"),
    path("hr/company/conversations/", keeping_views.keeping, name="keeping"),
    # /hr/company/announcements/<announcement>/
    path("hr/company/announcements/", announcement_hr_views.announcement_list, name="announcement_list"),
    path("hr/company/announcements/add/", announcement_hr_views.announcement_add, name="announcement_add"),
    path("hr/company/announcements/<uuid:pk>/", announcement_hr_views.announcement, name="announcement"),
    path("hr/company/announcements/<uuid:pk>/edit/", announcement_hr_views.announcement_edit, name="announcement_edit"),
    path(
        "hr/company/announcements/<uuid:pk>/publish/",
        announcement_hr_views.announcement_publish,
        name="announcement_publish",
    ),
    path("hr/company/announcements/<uuid:pk>/end/", announcement_hr_views.announcement_end, name="announcement_end"),
    path("hr/company/questions/tried/", suggestion_views.suggestions_tried, name="suggestions_tried"),
    path("hr/search/answer/", document_views.try_question, name="question_try"),
    # /hr/trials/<trial>/
    path("hr/trials/<str:key>/", trial_views.trial, name="trial"),
    path("hr/trials/<str:key>/stop/", trial_views.stop_trial, name="trial_stop"),
    # /hr/tests/<test question>/
    path("hr/tests/", kept_question_views.tests, name="tests"),
    path("hr/tests/new/", kept_question_views.new_test, name="test_new"),
    path("hr/tests/proposed/", kept_question_views.proposed_tests, name="tests_proposed"),
    path("hr/tests/export/", kept_question_views.export_tests, name="tests_export"),
    path("hr/tests/import/", kept_question_views.import_tests, name="tests_import"),
    path("hr/tests/run/", run_views.run_tests, name="tests_run"),
    path("hr/tests/<uuid:pk>/", kept_question_views.test, name="test"),
    path("hr/tests/<uuid:pk>/remove/", kept_question_views.remove_test, name="test_remove"),
    path("hr/tests/<uuid:pk>/try/", run_views.try_test, name="test_try"),
    path("hr/tests/runs/<uuid:pk>/", run_views.test_run, name="test_run"),
    path("hr/tests/runs/<uuid:pk>/cancel/", run_views.cancel_run, name="test_run_cancel"),
    path("hr/tests/runs/<uuid:pk>/override/", run_views.override_run, name="test_run_override"),
    # /hr/documents/<document>/
    path("hr/documents/<uuid:pk>/ask/", document_views.ask_document, name="document_ask"),
    path("hr/documents/<uuid:pk>/usage/", document_views.document_usage, name="document_usage"),
    # /hr/gaps/<gap>/
    path("hr/gaps/", gap_views.gaps, name="gaps"),
    path("hr/gaps/count/", gap_views.questions_count, name="questions_count"),
    path("hr/gaps/<uuid:pk>/", gap_views.gap, name="gap"),
    path("hr/gaps/<uuid:pk>/dismiss/", gap_views.gap_dismiss, name="gap_dismiss"),
    # /hr/handovers/<hand-over>/
    path("hr/handovers/", handover_views.handovers, name="handovers"),
    path("hr/handovers/<uuid:pk>/", handover_views.handover, name="handover"),
    # /hr/official/<official answer>/
    path("hr/official/", official_views.official_list, name="official_list"),
    path("hr/official/add/", official_views.official_add, name="official_add"),
    path("hr/official/<uuid:pk>/", official_views.official, name="official"),
    path("hr/official/<uuid:pk>/edit/", official_views.official_edit, name="official_edit"),
    path("hr/official/<uuid:pk>/approve/", official_views.official_approve, name="official_approve"),
    path("hr/official/<uuid:pk>/withdraw/", official_views.official_withdraw, name="official_withdraw"),
]
