from django.urls import path

from platform_admin import (
    alert_views,
    audit_views,
    client_list_views,
    client_views,
    incident_views,
    key_views,
    life_views,
    new_client_views,
    operator_views,
    overview_views,
    people_views,
    quality_views,
    status_views,
    terms_views,
    views,
)
from platform_admin.billing.urls import urlpatterns as billing_urls
from platform_admin.domains import operator_views as domain_views
from platform_admin.drafts import STEPS
from platform_admin.limits.urls import urlpatterns as limits
from platform_admin.offboarding.urls import urlpatterns as offboarding
from platform_admin.plan_templates.urls import urlpatterns as plan_templates
from platform_admin.returned_mails.views import returned_mails
from platform_admin.senders import operator_views as sender_views
from platform_admin.support import operator_views as support_views

app_name = "platform_admin"
urlpatterns = [
    path("", views.landing, name="landing"),
    path("platform-admin/", overview_views.overview, name="overview"),
    path("platform-admin/clients/", overview_views.clients, name="clients"),
    path("platform-admin/clients.csv", overview_views.clients_csv, name="clients_csv"),
    path("status/", status_views.status, name="status"),
    path("mail/returned/<slug:name>/", returned_mails, name="returned_mails"),
    path("platform-admin/quality/", quality_views.quality, name="quality"),
    path("platform-admin/quality.csv", quality_views.quality_csv, name="quality_csv"),
    path("platform-admin/quality/canary/", quality_views.canary_fly, name="canary_fly"),
    path("platform-admin/kpis/", quality_views.kpis, name="kpis"),
    path("platform-admin/kpis.csv", quality_views.kpis_csv, name="kpis_csv"),
    path("platform-admin/alerts/", alert_views.alerts, name="alerts"),
    path("platform-admin/alerts/<uuid:pk>/", alert_views.alert_acknowledge, name="alert_acknowledge"),
    path("platform-admin/webhooks/", alert_views.webhooks, name="webhooks"),
    path("platform-admin/webhooks/<uuid:pk>/", alert_views.webhook, name="webhook"),
    path("platform-admin/webhooks/<uuid:pk>/test/", alert_views.webhook_test, name="webhook_test"),
    path("platform-admin/webhooks/<uuid:pk>/switch/", alert_views.webhook_switch, name="webhook_switch"),
    path("platform-admin/webhooks/<uuid:pk>/delete/", alert_views.webhook_delete, name="webhook_delete"),
    path("platform-admin/incidents/", incident_views.incidents, name="incidents"),
    path("platform-admin/incidents/new/", incident_views.incident_new, name="incident_new"),
    path("platform-admin/incidents/<uuid:pk>/", incident_views.incident, name="incident"),
    path("platform-admin/audit/", audit_views.audit, name="audit"),
    path("platform-admin/audit/<uuid:pk>/", audit_views.audit_event, name="audit_event"),
    path("platform-admin/audit/export.csv", audit_views.audit_csv, name="audit_csv"),
    path("platform-admin/audit/export.jsonl", audit_views.audit_jsonl, name="audit_jsonl"),
    path("platform-admin/reason/", audit_views.reason, name="reason"),
    path("platform-admin/clients/<uuid:pk>/", client_views.client, name="client"),
    path("platform-admin/clients/<uuid:pk>/usage/", client_views.usage, name="client_usage"),
    path("platform-admin/clients/<uuid:pk>/health/", client_views.health, name="client_health"),
    path("platform-admin/clients/<uuid:pk>/audit/", client_views.audit, name="client_audit"),
    path("platform-admin/clients/<uuid:pk>/domains/", domain_views.client_domains, name="client_domains"),
    path(
        "platform-admin/clients/<uuid:pk>/domains/platform-host/",
        domain_views.client_platform_host,
        name="client_platform_host",
    ),
    path("platform-admin/clients/<uuid:pk>/sender/", sender_views.client_sender, name="client_sender"),
    path("platform-admin/clients/<uuid:pk>/sender/keys/", sender_views.client_sender_keys, name="client_sender_keys"),
    path(
        "platform-admin/clients/<uuid:pk>/sender/check/", sender_views.client_sender_check, name="client_sender_check"
    ),
    path("platform-admin/clients/<uuid:pk>/sender/mail/", sender_views.client_sender_mail, name="client_sender_mail"),
    path(
        "platform-admin/clients/<uuid:pk>/sender/remove/",
        sender_views.client_sender_remove,
        name="client_sender_remove",
    ),
    path("platform-admin/domains/", domain_views.fleet, name="domains"),
    path("platform-admin/client-domains/<uuid:pk>/", domain_views.domain, name="domain"),
    path("platform-admin/client-domains/<uuid:pk>/check/", domain_views.domain_check, name="domain_check"),
    path("platform-admin/client-domains/<uuid:pk>/mail/", domain_views.domain_mail, name="domain_mail"),
    path("platform-admin/client-domains/<uuid:pk>/primary/", domain_views.domain_primary, name="domain_primary"),
    path("platform-admin/client-domains/<uuid:pk>/remove/", domain_views.domain_remove, name="domain_remove"),
    path("platform-admin/clients/<uuid:pk>/settings/", client_views.settings, name="client_settings"),
    path("platform-admin/clients/<uuid:pk>/people/", people_views.client_people, name="client_people"),
    path("platform-admin/clients/<uuid:pk>/people/send/", people_views.client_people_send, name="client_people_send"),
    path(
        "platform-admin/clients/<uuid:pk>/people/order/", people_views.client_people_order, name="client_people_order"
    ),
    path("platform-admin/clients/<uuid:pk>/people/stop/", people_views.client_people_stop, name="client_people_stop"),
    path(
        "platform-admin/clients/<uuid:pk>/people/discard/",
        people_views.client_people_discard,
        name="client_people_discard",
    ),
    path(
        "platform-admin/clients/<uuid:pk>/people/errors.csv",
        people_views.client_people_errors,
        name="client_people_errors",
    ),
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
    path("platform-admin/clients/<uuid:pk>/owner/", views.client_change_owner, name="client_change_owner"),
    path("platform-admin/clients/<uuid:pk>/suspend/", life_views.client_suspend, name="client_suspend"),
    path("platform-admin/clients/<uuid:pk>/reactivate/", life_views.client_reactivate, name="client_reactivate"),
    path("platform-admin/clients/<uuid:pk>/trial/", life_views.client_trial, name="client_trial"),
    path("platform-admin/clients/<uuid:pk>/trial/end/", life_views.client_trial_end, name="client_trial_end"),
    path("platform-admin/clients/<uuid:pk>/past-due/", life_views.client_past_due, name="client_past_due"),
    path("platform-admin/clients/<uuid:pk>/paid/", life_views.client_paid, name="client_paid"),
    path("platform-admin/clients/<uuid:pk>/rename/", life_views.client_rename, name="client_rename"),
    path("platform-admin/clients/<uuid:pk>/time-zone/", life_views.client_zone, name="client_zone"),
    path("platform-admin/clients/<uuid:pk>/move/", life_views.client_move, name="client_move"),
    path("platform-admin/clients/<uuid:pk>/support/", support_views.client_support, name="client_support"),
    path("platform-admin/clients/<uuid:pk>/support/view/", support_views.begin_view, name="support_view"),
    path("platform-admin/clients/<uuid:pk>/support/hr/", support_views.ask_for_hr, name="support_hr"),
    path("platform-admin/support/<uuid:pk>/approve/", support_views.approve, name="support_approve"),
    path("platform-admin/support/<uuid:pk>/begin/", support_views.begin_hr, name="support_begin"),
    path("platform-admin/support/<uuid:pk>/end/", support_views.end, name="support_end"),
    path("platform-admin/operators/", operator_views.operator_list, name="operators"),
    path("platform-admin/operators/invite/", operator_views.invite, name="operator_invite"),
    path("platform-admin/operators/<uuid:pk>/", operator_views.operator, name="operator"),
    path("platform-admin/operators/<uuid:pk>/link/", operator_views.send_link, name="operator_link"),
    path("platform-admin/operators/<uuid:pk>/close/", operator_views.close, name="operator_close"),
    path("platform-admin/operators/<uuid:pk>/reopen/", operator_views.reopen, name="operator_reopen"),
    path("platform-admin/operators/<uuid:pk>/reset/", operator_views.reset, name="operator_reset"),
    *limits,
    *plan_templates,
    *offboarding,
    *billing_urls,
]
