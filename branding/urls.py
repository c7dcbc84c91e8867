from django.urls import path

from branding import mail_pages, views
from branding.pictures import served
from branding.pictures import views as pictures
from branding.studio import views as studio
from branding.studio.logo import try_logo
from branding.words import views as words_views

app_name = "branding"
# Whatever else a client's host serves or does not.
look = [
    path("brand/<str:version>/theme.css", views.theme, name="theme"),
    path("brand/<str:version>/logo.png", served.old_logo, name="logo"),
    path("brand/<str:version>/icon-<slug:place>.png", served.letter_icon, name="letter_icon"),
    path("logos/<uuid:file_id>.<slug:file_format>", served.picture_file, name="picture_file"),
    path("favicon.ico", served.favicon, name="favicon"),
    path("apple-touch-icon.png", served.touch_icon, name="touch_icon"),
    path("manifest.webmanifest", served.manifest, name="manifest"),
]
urlpatterns = [
    *look,
    # /hr/company/
    path("hr/company/", views.company, name="company"),
    path("hr/company/look/", studio.look, name="look"),
    path("hr/company/look/colours/", views.colours, name="colours"),
    path("hr/company/pictures/", pictures.pictures, name="pictures"),
    path("hr/company/pictures/remove/", pictures.picture_remove, name="picture_remove"),
    path("hr/company/pictures/<uuid:image_id>/", pictures.picture_tried, name="picture_tried"),
    path("hr/company/pictures/<uuid:image_id>/use/", pictures.picture_use, name="picture_use"),
    path("hr/company/pictures/<uuid:image_id>/discard/", pictures.picture_discard, name="picture_discard"),
    path("hr/company/look/logo/", try_logo, name="try_logo"),
    path("hr/company/look/draft/", studio.keep, name="keep_draft"),
    path("hr/company/look/draft/discard/", studio.discard, name="discard_draft"),
    path("hr/company/look/preview/theme.css", studio.preview_theme, name="preview_theme"),
    path("hr/company/look/preview/<slug:name>/", studio.preview, name="preview"),
    path("hr/company/look/versions/", studio.version_list, name="versions"),
    path("hr/company/look/versions/<int:number>/bring-back/", studio.bring_back, name="bring_back"),
    path("hr/company/look/undo/", studio.undo, name="undo"),
    path("hr/company/look/reset/", studio.reset, name="reset"),
    path("hr/company/questions/", views.questions, name="questions"),
    path("hr/company/words/", words_views.words, name="words"),
    path("hr/company/words/try/", words_views.words_try, name="words_try"),
    path("hr/company/words/back/", words_views.words_back, name="words_back"),
    path("hr/company/mails/", mail_pages.mails, name="mails"),
    path("hr/company/mails/<slug:name>/", mail_pages.mail_frame, name="mail_frame"),
    path("hr/company/mails/<slug:name>/choice/", mail_pages.mail_choice, name="mail_choice"),
    path("hr/company/mails/<slug:name>/try/", mail_pages.mail_try, name="mail_try"),
]
