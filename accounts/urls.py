from django.urls import include, path

from accounts import invite_views, mail_views, people_views, roster_views, views
from accounts.joining import hr_views
from accounts.joining import views as joining_views

people = [
    path("language/", views.choose_language, name="choose_language"),
    path("words/", views.choose_words, name="choose_words"),
    # /people/
    path("people/", people_views.people, name="people"),
    path("people.csv", people_views.people_csv, name="people_csv"),
    path("people/requests/", hr_views.join_requests, name="join_requests"),
    path("people/requests/rule/", hr_views.join_rule, name="join_rule"),
    path("people/requests/decide/", hr_views.decide_requests, name="decide_requests"),
    path("people/invite/", invite_views.invite_person, name="invite"),
    path("people/invite-many/", roster_views.invite_many, name="invite_many"),
    path("people/invite-many/<uuid:pk>/", roster_views.invitation_list, name="invitation_list"),
    path("people/invite-many/<uuid:pk>/send/", roster_views.send_list, name="send_list"),
    path("people/invite-many/<uuid:pk>/discard/", roster_views.discard_list, name="discard_list"),
    path("people/invite-many/template.csv", roster_views.list_template, name="list_template"),
    path("people/invite-many/<uuid:pk>/order/", roster_views.say_order, name="say_list_order"),
    path("people/invite-many/<uuid:pk>/cancel/", roster_views.cancel_list, name="cancel_list"),
    path("people/invite-many/<uuid:pk>/errors.csv", roster_views.list_errors, name="list_errors"),
    path("people/<uuid:pk>/", people_views.person, name="person"),
    path("people/<uuid:pk>/deactivate/", people_views.deactivate, name="deactivate"),
    path("people/<uuid:pk>/reactivate/", people_views.reactivate, name="reactivate"),
    # /join/
    path("join/", joining_views.join, name="join"),
    path("join/sent/", joining_views.join_sent, name="join_sent"),
    path("join/<str:key>/", joining_views.join_confirm, name="join_confirm"),
    # /invitations/
    path("invitations/<uuid:pk>/resend/", invite_views.resend_invitation, name="resend_invitation"),
    path("invitations/<uuid:pk>/revoke/", invite_views.revoke_invitation, name="revoke_invitation"),
    path("people/mails-again/", mail_views.mails_again, name="mails_again"),
    path("mails/stop/<str:key>/", mail_views.mail_stop, name="mail_stop"),
    path("address/<str:key>/", views.new_address, name="new_address"),
    path("invitation/<str:key>/", views.accept_invitation, name="accept_invitation"),
]
urlpatterns = [
    path("", include("accounts.urls_sign_in")),
    path("", include((people, "accounts"))),
]
