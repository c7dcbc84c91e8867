from django.urls import path

from platform_admin import (
    audit_views,
    client_list_views,
    client_views,
    key_views,
    life_views,
    new_client_views,
    operator_views,
    overview_views,
    terms_views,
    views,
)
from platform_admin.drafts import STEPS

app_name = "platform_admin"
urlpatterns = [
    path("", views.landing, name="landing"),
    path("platform-admin/", overview_views.overview, name="overview"),
    path("platform-admin/clients/", overview_views.clients, name="clients"),
    path("platform-admin/clients.csv", overview_views.clients_csv, name="clients_csv"),
    path("platform-admin/audit/", audit_views.audit, name="audit"),
    path("platform-admin/audit/<uuid:pk>/", audit_views.audit_event, name="audit_event"),
    path("platform-admin/audit/export.csv", audit_views.audit_csv, name="audit_csv"),
    path("platform-admin/audit/export.jsonl", audit_views.audit_jsonl, name="audit_jsonl"),
    path("platform-admin/reason/", audit_views.reason, name="reason"),
    path("platform-admin/clients/<uuid:pk>/", client_views.client, name="client"),
    path("platform-admin/clients/<uuid:pk>/usage/", client_views.usage, name="client_usage"),
    path("platform-admin/clients/<uuid:pk>/health/", client_views.health, name="client_health"),
    path("platform-admin/clients/<uuid:pk>/domains/", client_views.domains, name="client_domains"),
    path("platform-admin/clients/<uuid:pk>/settings/", client_views.settings, name="client_settings"),
    path("platform-admin/clients/new/", new_client_views.client_new, name="client_new"),
    path("platform-admin/clients/new/subdomain/", new_client_views.subdomain_check, name="subdomain_check"),
    path("platform-admin/clients/new/colours/", new_client_views.draft_colours, name="draft_colours"),
    *(
        path(
            f"platform-admin/clients/new/<uuid:pk>/{step}/",
            new_client_views.draft_step,
            {"step": step},
            name=f"draft_{step}",
        )
        for step in STEPS
    ),
    path("platform-admin/clients/new/<uuid:pk>/review/", new_client_views.draft_review, name="draft_review"),
    path("platform-admin/clients/new/<uuid:pk>/discard/", new_client_views.draft_discard, name="draft_discard"),
    path("platform-admin/client-lists/new/", client_list_views.client_list_new, name="client_list_new"),
    path("platform-admin/client-lists/<uuid:pk>/", client_list_views.client_list, name="client_list"),
    path("platform-admin/client-lists/<uuid:pk>/make/", client_list_views.client_list_make, name="client_list_make"),
    path(
        "platform-admin/client-lists/<uuid:pk>/cancel/", client_list_views.client_list_cancel, name="client_list_cancel"
    ),
    path(
        "platform-admin/client-lists/<uuid:pk>/discard/",
        client_list_views.client_list_discard,
        name="client_list_discard",
    ),
    path("platform-admin/tiers/", terms_views.tiers, name="tiers"),
    path("platform-admin/tiers/<slug:name>/", terms_views.tier, name="tier"),
    path("platform-admin/keys/", key_views.keys, name="keys"),
    path("platform-admin/keys/<uuid:pk>/revoke/", key_views.key_revoke, name="key_revoke"),
    path("platform-admin/clients/<uuid:pk>/limits/", terms_views.client_limits, name="client_limits"),
    path("platform-admin/clients/<uuid:pk>/progress/", views.client_progress, name="client_progress"),
    path("platform-admin/clients/<uuid:pk>/retry/", views.client_retry, name="client_retry"),
    path("platform-admin/clients/<uuid:pk>/discard/", views.client_discard, name="client_discard"),
    path("platform-admin/clients/<uuid:pk>/invite-owner/", views.client_invite_owner, name="client_invite_owner"),
    path("platform-admin/clients/<uuid:pk>/suspend/", life_views.client_suspend, name="client_suspend"),
    path("platform-admin/clients/<uuid:pk>/reactivate/", life_views.client_reactivate, name="client_reactivate"),
    path("platform-admin/clients/<uuid:pk>/trial/", life_views.client_trial, name="client_trial"),
    path("platform-admin/clients/<uuid:pk>/trial/end/", life_views.client_trial_end, name="client_trial_end"),
    path("platform-admin/clients/<uuid:pk>/past-due/", life_views.client_past_due, name="client_past_due"),
    path("platform-admin/clients/<uuid:pk>/paid/", life_views.client_paid, name="client_paid"),
    path("platform-admin/clients/<uuid:pk>/rename/", life_views.client_rename, name="client_rename"),
    path("platform-admin/clients/<uuid:pk>/move/", life_views.client_move, name="client_move"),
    path("platform-admin/operators/", operator_views.operator_list, name="operators"),
    path("platform-admin/operators/invite/", operator_views.invite, name="operator_invite"),
    path("platform-admin/operators/<uuid:pk>/", operator_views.operator, name="operator"),
    path("platform-admin/operators/<uuid:pk>/link/", operator_views.send_link, name="operator_link"),
    path("platform-admin/operators/<uuid:pk>/close/", operator_views.close, name="operator_close"),
    path("platform-admin/operators/<uuid:pk>/reopen/", operator_views.reopen, name="operator_reopen"),
    path("platform-admin/operators/<uuid:pk>/reset/", operator_views.reset, name="operator_reset"),
]
