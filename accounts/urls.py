from django.urls import include, path

from accounts import views

people = [
    path("language/", views.choose_language, name="choose_language"),
    path("people/", views.people, name="people"),
    path("people/invite/", views.invite_person, name="invite"),
    path("people/<uuid:pk>/deactivate/", views.deactivate, name="deactivate"),
    path("people/<uuid:pk>/reactivate/", views.reactivate, name="reactivate"),
    path("invitations/<uuid:pk>/revoke/", views.revoke_invitation, name="revoke_invitation"),
    path("invitation/<str:key>/", views.accept_invitation, name="accept_invitation"),
]
urlpatterns = [
    path("", include("accounts.urls_sign_in")),
    path("", include((people, "accounts"))),
]
