"""What a client's host serves of the sender of its mails."""

from django.urls import path

from platform_admin.senders import owner_views as views

app_name = "sender"
urlpatterns = [
    path("", views.sender, name="sender"),
    path("check/", views.check, name="check"),
    path("mail/", views.mail, name="mail"),
    path("remove/", views.remove, name="remove"),
]
