from django.apps import AppConfig

from accounts.mails.look import draw_mails_with


class BrandingConfig(AppConfig):
    name = "branding"

    def ready(self) -> None:
        # It needs the models.
        from branding.mail_look import look_of_mails

        draw_mails_with(look_of_mails)
