from django.apps import AppConfig

from accounts.mails.look import draw_mails_with
from branding.studio.preview_pages import PreviewPage, add_preview
from tenants.looks import add_look


class BrandingConfig(AppConfig):
    name = "branding"

    def ready(self) -> None:
        # It needs the models.
        from branding.mail_look import look_of_mails

        draw_mails_with(look_of_mails)
        add_look("branding.house.last_house")
        add_preview(PreviewPage("sign-in", "Sign-in", "branding.studio.own_pages.sign_in"))
        add_preview(PreviewPage("mail", "A mail", "branding.studio.own_pages.mail"))
