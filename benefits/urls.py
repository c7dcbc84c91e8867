from django.urls import path

from benefits import contact_views as views

app_name = "benefits"
urlpatterns = [
    path("contacts/", views.contacts, name="contacts"),
    # /hr/contacts/
    path("hr/contacts/", views.contact_list, name="contact_list"),
    path("hr/contacts/add/", views.contact_add, name="contact_add"),
    path("hr/contacts/<uuid:pk>/", views.contact_edit, name="contact_edit"),
    path("hr/contacts/<uuid:pk>/up/", views.contact_up, name="contact_up"),
    path("hr/contacts/<uuid:pk>/delete/", views.contact_delete, name="contact_delete"),
]
